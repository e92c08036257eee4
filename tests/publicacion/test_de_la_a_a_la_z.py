"""La lista de la A a la Z cuando no cabe en una página: por comienzos, sin perder a nadie ni rehacer lo que no cambió."""

from __future__ import annotations

import posixpath
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.ajuste.nombres import corregir_nombre
from conoceles.lector.verificador.verificar import examinar
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio.abecedario import nombres
from lector.instantaneas import archivos_de
from paginas import check
from personas import DINA, poner_en
from publicacion.eleccion import PROCESO, candidatura, sale, version
from publicacion.navegador_publico import atendido
from publicacion.test_accesible import faltas
from taller.navegador import chromium

LETRAS = "candidaturas/letra/"
CORAS = {
    "CORAL": ("CORAL PEÑA", "mujer", "diputacion-mr-03", "PT", "propietaria", "publicada"),
    "CORIN": ("CORINA SOTO", "mujer", "diputacion-mr-04", "PT", "propietaria", "publicada"),
}
UN_MINUTO = timedelta(minutes=1)


@pytest.fixture
def muchas(eleccion: dict[str, Any], ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Siete, con tres que empiezan igual: donde caben cinco juntas, y dos en cada comienzo."""
    monkeypatch.setattr(nombres, "JUNTAS", 5)
    monkeypatch.setattr(nombres, "TOPE", 2)
    monkeypatch.setattr(nombres, "JUNTO", 1)
    return eleccion | {folio: candidatura(folio, ahora, quien) for folio, quien in CORAS.items()}


def actual(datos: Path) -> Path:
    return (datos / "sitio" / PROCESO / "actual").resolve()


def comienzos(datos: Path) -> dict[str, str]:
    """Comienzo → su página, ya revisada."""
    raiz = actual(datos) / LETRAS
    paginas = {p.parent.name: p.read_text("utf-8") for p in raiz.rglob("index.html")}
    for html in paginas.values():
        check(html)
    return paginas


def listadas(html: str) -> list[str]:
    return re.findall(r'<li><a href="\.\./\.\./(\w+)/">', html)


def cambian(antes: dict[str, Any], despues: dict[str, Any]) -> set[str]:
    """Las páginas que no son las mismas."""
    rutas = {r for r in antes.keys() | despues.keys() if antes.get(r) != despues.get(r)}
    return {r for r in rutas if r.startswith("candidaturas/") and r.endswith("html")}


def test_con_pocas_la_lista_es_una_sola_pagina(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    assert not (actual(datos) / LETRAS).exists()
    html = (actual(datos) / "candidaturas/index.html").read_text("utf-8")
    assert re.findall(r'<li><a href="(\w+)/">', html) == [*eleccion]


def test_con_muchas_cada_quien_esta_en_la_pagina_de_su_comienzo_y_en_ninguna_otra(
    muchas: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    paginas = comienzos(datos)
    assert {clave: listadas(html) for clave, html in paginas.items()} == {
        "a": ["ANA"], "b": ["BETO"], "c": [], "cora": ["CORA", "CORAL"], "cori": ["CORIN"], "d": ["DINA"], "e": ["EVA"],
    }  # fmt: skip
    assert re.findall("<summary><h3>(.*?)</h3>", paginas["cora"]) == ["Cora Ó…", "Coral…"]
    assert '<a class="boton" href="../cora/">Cora…</a>' in paginas["c"]
    assert "3 personas. Elija cómo sigue." in paginas["c"]


def test_de_la_lista_se_llega_a_cada_quien_y_sus_anclas_siguen_sirviendo(
    muchas: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    lista = (actual(datos) / "candidaturas/index.html").read_text("utf-8")
    check(lista)
    assert re.findall(r'id="(letra-\w)"', lista) == [f"letra-{letra}" for letra in "abcde"]
    assert "Ana María" not in lista
    vistas, faltan = set[str](), ["candidaturas/"]
    while faltan:
        ruta = faltan.pop()
        if ruta in vistas:
            continue
        vistas.add(ruta)
        html = (actual(datos) / ruta / "index.html").read_text("utf-8").partition("<main")[2]
        destinos = (
            posixpath.normpath(posixpath.join(ruta, d)) for d in re.findall(r' href="([^":#]+/)"', html)
        )
        faltan += [f"{d}/" for d in destinos if re.match(f"{LETRAS}|candidaturas/[A-Z]", f"{d}/")]
    assert {f"candidaturas/{folio}/" for folio in muchas} <= vistas
    assert {f"{LETRAS}{clave}/" for clave in comienzos(datos)} <= vistas


def test_una_correccion_solo_rehace_las_paginas_que_la_muestran(
    muchas: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    antes = archivos_de(actual(datos))
    _corregir(muchas["CORAL"], "CORAL PEÑALOZA", ahora)
    publicar(PROCESO, ahora=ahora + UN_MINUTO)
    assert cambian(antes, archivos_de(actual(datos))) == {
        "candidaturas/CORAL/index.html",
        f"{LETRAS}cora/index.html",
    }
    assert "Coral Peñaloza" in comienzos(datos)["cora"]


def test_quien_se_estrena_solo_cambia_las_cuentas_y_nadie_reparte_la_lista_otra_vez(
    muchas: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicar(PROCESO, ahora=ahora)
    antes = archivos_de(actual(datos))
    version(muchas["BETO"], 1, ahora)
    poner_en(muchas["BETO"], "validada")
    with monkeypatch.context() as sin_repartir:
        sin_repartir.setattr(nombres, "partir", _nadie_reparte)
        publicar(PROCESO, ahora=ahora + UN_MINUTO)
    poco_a_poco = archivos_de(actual(datos))
    assert cambian(antes, poco_a_poco) == {"candidaturas/BETO/index.html", "candidaturas/index.html"}
    (datos / "sitio" / PROCESO / "publicador.sqlite").unlink()
    publicar(PROCESO, ahora=ahora + UN_MINUTO)
    assert cambian(poco_a_poco, archivos_de(actual(datos))) == set()


def _nadie_reparte(*_: object) -> None:
    raise AssertionError("se repartió otra vez")


def test_quien_empieza_con_otra_letra_cambia_de_pagina(
    muchas: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    _corregir(muchas["CORAL"], "ZORAL PEÑA", ahora)
    publicar(PROCESO, ahora=ahora + UN_MINUTO)
    paginas = comienzos(datos)
    assert listadas(paginas["z"]) == ["CORAL"]
    assert listadas(paginas["c"]) == ["CORA", "CORIN"], "ya caben, y la dirección es la misma"
    assert not {"cora", "cori"} & paginas.keys()


def test_quien_se_retira_desaparece_de_la_suya_y_su_pagina_si_estaba_sola(
    muchas: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    sale(muchas, "EVA", ahora + UN_MINUTO)
    publicar(PROCESO, ahora=ahora + 2 * UN_MINUTO, cortes=True)
    assert "e" not in comienzos(datos)
    lista = (actual(datos) / "candidaturas/index.html").read_text("utf-8")
    assert 'href="letra/e/"' not in lista
    quedan = [p for p in (datos / "sitio" / PROCESO / "instantaneas").rglob("*") if p.is_file()]
    assert [p for p in quedan if "Eva Yáñez del Río".encode() in p.read_bytes()] == [], "ni en lo conservado"
    assert examinar(datos / "sitio" / PROCESO).problemas == []


def test_al_volver_a_ser_pocas_vuelve_la_lista_de_una_pagina_y_no_sobra_ninguna(
    muchas: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    for n, (folio, desde) in enumerate({"EVA": "observada", "CORAL": "publicada"}.items(), 1):
        sale(muchas, folio, ahora + n * UN_MINUTO, desde=desde)
    publicar(PROCESO, ahora=ahora + 3 * UN_MINUTO)
    assert not (actual(datos) / LETRAS).exists()
    lista = (actual(datos) / "candidaturas/index.html").read_text("utf-8")
    assert re.findall(r'<li><a href="(\w+)/">', lista) == ["ANA", "BETO", "CORA", "CORIN", "DINA"]


def test_al_llegar_mas_la_lista_se_parte_y_las_direcciones_que_servian_siguen(
    muchas: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    antes = {*comienzos(datos)}
    otra = ("CORALIA RUIZ", "mujer", "diputacion-mr-05", "PT", "propietaria", "publicada")
    version(candidatura("CORALIA", ahora, otra), 2, ahora)
    publicar(PROCESO, ahora=ahora + UN_MINUTO)
    paginas = comienzos(datos)
    assert antes < paginas.keys()
    assert listadas(paginas["cora"]) == [], "ahora lleva a las suyas"
    assert listadas(paginas["coral"]) == ["CORAL", "CORALIA"]


def test_poco_a_poco_y_entera_dan_las_mismas_paginas(
    muchas: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    sale(muchas, "EVA", ahora + UN_MINUTO)
    publicar(PROCESO, ahora=ahora + 2 * UN_MINUTO)
    poco_a_poco = archivos_de(actual(datos))
    (datos / "sitio" / PROCESO / "publicador.sqlite").unlink()
    publicar(PROCESO, ahora=ahora + 2 * UN_MINUTO, cortes=False)
    assert cambian(poco_a_poco, archivos_de(actual(datos))) == set()


def _corregir(quien: Any, dira: str, ahora: datetime) -> None:
    corregir_nombre(
        candidatura=quien, dira=Escritura(dira), motivo="Así lo dice su acta.", acuerdo="OF/7/2024",
        fecha_acuerdo=date(2024, 4, 20), es_la_misma=True, por=DINA, ahora=ahora,
    )  # fmt: skip


@pytest.mark.navegador
def test_las_paginas_de_cada_comienzo_son_accesibles(
    muchas: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    rutas = ("candidaturas/", *(f"{LETRAS}{clave}/" for clave in ("a", "c", "cora", "cori")))
    with atendido(datos / "sitio") as base, chromium() as navegador:
        assert faltas(navegador, base, (320, 1440), rutas) == []
