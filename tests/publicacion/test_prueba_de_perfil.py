"""El perfil se comprueba sin conexión con su prueba, que va junto al sitio; y nada de lo suprimido se adivina."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.identidad.llaves import llavero
from conoceles.lector.verificador.verificar import examinar
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.sello import sellar
from conoceles.publicacion.instantanea.supresion import suprimir
from conoceles.publicacion.lectura.sellos import Sellos
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.registro_publico import Libro
from conoceles.publicacion.sitio import pagina
from moldes import Molde
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, version
from registro import segundo_verificador as segundo

pytestmark = pytest.mark.lenta


@pytest.fixture(scope="module")
def molde(del_archivo: Sembrar) -> Molde:
    with del_archivo() as (datos, candidaturas):
        publicar(PROCESO, ahora=AHORA)
        Libro().al_dia(AHORA)
    return Molde(datos, candidaturas)


@pytest.fixture
def eleccion(molde: Molde, base: None, datos: Path) -> dict[str, Any]:
    """Ya publicada, y en el registro."""
    return molde.estrenar(datos)


@pytest.fixture
def sitio(eleccion: dict[str, Any], datos: Path) -> Path:
    return datos / "sitio"


def _prueba(sitio: Path, folio: str = "ANA") -> Path:
    """La que la página enlaza."""
    pagina = (sitio / PROCESO / f"actual/candidaturas/{folio}/index.html").read_text()
    enlace = re.search(rf"\.\./\.\./\.\./(pruebas/{PROCESO}/{folio}/[0-9a-f]{{64}}\.prueba)", pagina)
    assert enlace
    return sitio / enlace[1]


def test_la_ficha_y_su_pagina_se_comprueban_con_un_archivo_corto(sitio: Path, tmp_path: Path) -> None:
    archivo, actual = _prueba(sitio), sitio / PROCESO / "actual"
    assert archivo.stat().st_size < 12_000 < (actual / "manifiesto.renglones").stat().st_size
    politica = (sitio / "log/politica").read_text()
    (tmp_path / "politica").write_text(politica)
    for ruta in ("candidaturas/ANA.json", "candidaturas/ANA/index.html"):
        suelto = tmp_path / Path(ruta).name
        suelto.write_bytes((actual / ruta).read_bytes())
        assert segundo.verificar_perfil(suelto.read_bytes(), archivo.read_bytes(), politica) == ""
        resultado = examinar(suelto, registro=(str(tmp_path / "politica"), str(archivo), ""))
        assert resultado.problemas == []
        assert ruta in resultado.avisos[0]
        assert "Consta en el registro público" in resultado.avisos[1]


ALTERACIONES: dict[str, tuple[str, str, str]] = {  # qué se cambia, cómo lo nombra el otro y cómo el nuestro
    "contenido": ("", "texto", "su contenido no es el que dice la prueba"),
    "renglon": ("renglon", "texto", "su contenido no es el que dice la prueba"),
    "indice": ("indice", "prueba", "PRUEBA"),
    "manifiesto": ("manifiesto", "manifiesto", "la firma no corresponde"),
    "registro": ("registro", "prueba", "PRUEBA"),
}


@pytest.mark.parametrize("que", ALTERACIONES)
def test_cada_alteracion_se_nombra(sitio: Path, tmp_path: Path, que: str) -> None:
    campo, del_otro, del_nuestro = ALTERACIONES[que]
    ficha = tmp_path / "ANA.json"
    ficha.write_bytes((sitio / PROCESO / "actual/candidaturas/ANA.json").read_bytes())
    dicho = json.loads(_prueba(sitio).read_bytes())
    if campo == "":
        ficha.write_bytes(ficha.read_bytes() + b" ")
    elif campo == "renglon":
        dicho["renglones"][0]["renglon"] = dicho["renglones"][1]["renglon"]
    elif campo == "indice":
        dicho["renglones"][0]["indice"] += 1
    elif campo == "manifiesto":
        dicho["manifiesto"] = dicho["manifiesto"].replace('"momento":"2024', '"momento":"2023')
    else:
        dicho["registro"] = re.sub(r"index (\d+)", lambda m: f"index {int(m[1]) + 1}", dicho["registro"])
    archivo = tmp_path / "alterada.prueba"
    archivo.write_text(json.dumps(dicho))
    politica = (sitio / "log/politica").read_text()
    (tmp_path / "politica").write_text(politica)
    assert segundo.verificar_perfil(ficha.read_bytes(), archivo.read_bytes(), politica) == del_otro
    resultado = examinar(ficha, registro=(str(tmp_path / "politica"), str(archivo), ""))
    assert del_nuestro in resultado.problemas[0]


def test_sin_cambios_los_mismos_octetos_y_al_corregir_queda_la_prueba_anterior(
    sitio: Path, eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    """También si el publicador perdió lo que recordaba: el sello sale de la llave, no del azar."""
    (sitio / PROCESO / "publicador.sqlite").unlink()
    assert not publicar(PROCESO, ahora=ahora)["cambio"]
    antes, otra = _prueba(sitio), _prueba(sitio, "CORA")
    version(eleccion["ANA"], 2, ahora, historia="Otra historia. " * 30)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    Libro().al_dia(ahora)
    assert (antes.exists(), _prueba(sitio).exists(), antes != _prueba(sitio)) == (True, True, True)
    assert _prueba(sitio, "CORA") == otra


@pytest.mark.parametrize("recuerda", [True, False])
def test_si_solo_cambia_su_pagina_su_prueba_es_la_de_la_pagina_de_hoy(
    sitio: Path, eleccion: dict[str, Any], ahora: datetime, monkeypatch: pytest.MonkeyPatch, recuerda: bool
) -> None:
    """Su dirección sale de la ficha, que es la misma; tampoco importa si quien publica acaba de volver a correr."""
    actual, libro = sitio / PROCESO / "actual", Libro()
    libro.al_dia(ahora)
    rutas = ("candidaturas/ANA.json", "candidaturas/ANA/index.html")
    prueba, antes = _prueba(sitio), [(actual / ruta).read_bytes() for ruta in rutas]
    entera = pagina.render
    monkeypatch.setattr(pagina, "render", lambda *a: entera(*a).replace("</main>", "<p>Nuevo.</p></main>"))
    monkeypatch.setattr("conoceles.publicacion.publicador.llave", lambda *a: "otra versión del programa")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    (libro if recuerda else Libro()).al_dia(ahora + timedelta(minutes=3))
    hoy = [(actual / ruta).read_bytes() for ruta in rutas]
    assert (hoy[0] == antes[0], hoy[1] == antes[1], _prueba(sitio)) == (True, False, prueba)
    politica = (sitio / "log/politica").read_text()
    for octetos in hoy:
        assert segundo.verificar_perfil(octetos, prueba.read_bytes(), politica) == ""


def test_lo_suprimido_se_lleva_sus_pruebas_y_su_llave_el_sello(
    sitio: Path, eleccion: dict[str, Any], ahora: datetime
) -> None:
    """Quien guardó los renglones de entonces y sabe todo lo demás no rehace la huella: le falta el sello."""
    ruta = "candidaturas/ANA.json"
    prueba, ficha = _prueba(sitio), (sitio / PROCESO / "actual" / ruta).read_bytes()
    sin_sello = re.sub(rb', "sello": "[0-9a-f]+"', b"", ficha)
    de_las_dos = Sellos(PROCESO, ahora).llave(["ANA", "BETO"])
    assert sellar(ruta, sin_sello, de_las_dos) == ficha
    version(eleccion["ANA"], 2, ahora, historia="Otra historia. " * 30)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    suprimir(Arbol(PROCESO), {"ANA": (ahora + timedelta(minutes=1), True)})
    llavero.destruir(eleccion["ANA"].clave_identidad, ahora)
    assert not prueba.exists()
    de_ella = sellar(ruta, sin_sello, Sellos(PROCESO, ahora).llave(["ANA", "BETO"]))
    assert hashlib.sha256(de_ella).digest() != hashlib.sha256(ficha).digest()
    assert Sellos(PROCESO, ahora).llave(["ANA"]) == b""
    assert sellar(ruta, sin_sello, b"") == sin_sello


def test_toda_pagina_con_personas_lleva_sello(sitio: Path) -> None:
    actual = (sitio / PROCESO / "actual").resolve()
    sin_sello = {
        str(p.relative_to(actual))
        for p in actual.rglob("*.html")
        if "Ana María de la Luz Núñez".encode() in p.read_bytes()
        if b'<meta name="sello"' not in p.read_bytes()
    }
    assert sin_sello == set()


def test_la_que_un_disco_dejo_vacia_se_escribe_otra_vez(sitio: Path, ahora: datetime) -> None:
    """Antes las demás tampoco se escribían, y nadie lo decía."""
    archivo = _prueba(sitio)
    entera = archivo.read_bytes()
    archivo.write_bytes(b"")
    Libro().al_dia(ahora)
    assert archivo.read_bytes() == entera
