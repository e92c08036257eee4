"""La publicación de punta a punta, con base y archivos de verdad."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from conoceles.expediente.actos.ordenes import ocultar_seccion
from conoceles.lector.verificador.firmado import PROPIOS
from conoceles.lector.verificador.verificar import examinar
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.instantanea import arbol, firma, obra
from conoceles.publicacion.lectura.consultas import filas
from conoceles.publicacion.publicador import publicar, publicar_raiz
from lector.instantaneas import archivos_de
from personas import DINA
from publicacion.eleccion import PROCESO, version

AHORA = datetime.fromisoformat("2024-04-25T10:00:00-06:00")
DESPUES = AHORA + timedelta(minutes=5)


def actual(datos: Path) -> Path:
    return datos / "sitio" / PROCESO / "actual"


def leer(datos: Path, ruta: str) -> str:
    return (actual(datos) / ruta).read_text(encoding="utf-8")


def comprobar(carpeta: Path) -> dict[str, Any]:
    """El manifiesto cuadra con los archivos y con su firma."""
    octetos = (carpeta / "manifiesto.json").read_bytes()
    rutas = {str(p.relative_to(carpeta)) for p in carpeta.rglob("*") if p.is_file()}
    dichos = archivos_de(carpeta)
    assert rutas - PROPIOS == set(dichos)
    for ruta, dicho in dichos.items():
        contenido = (carpeta / ruta).read_bytes()
        assert dicho == {"sha256": hashlib.sha256(contenido).hexdigest(), "octetos": len(contenido)}, ruta
    assert hashlib.sha256(octetos).hexdigest()[:16] == carpeta.resolve().name
    llave = Ed25519PublicKey.from_public_bytes(firma.llave_publica())
    llave.verify(base64.b64decode(json.loads((carpeta / "manifiesto.firma").read_text())["firma"]), octetos)
    return {**json.loads(octetos), "archivos": dichos}


def test_publicar_deja_un_perfil_por_candidatura_y_el_manifiesto_cuadra(
    eleccion: dict[str, Any], datos: Path
) -> None:
    resultado = publicar(PROCESO, ahora=AHORA)
    assert resultado["cambio"]
    assert resultado["instantanea"] == actual(datos).resolve().name
    assert comprobar(actual(datos))["proceso"] == PROCESO
    for folio in eleccion:
        assert (actual(datos) / f"candidaturas/{folio}/index.html.br").exists()
        assert json.loads(leer(datos, f"candidaturas/{folio}.json"))["folio"] == folio
    assert "Ana María de la Luz Núñez" in leer(datos, "candidaturas/ANA/index.html")


def test_publicar_solo_muestra_contenido_validado_y_dice_por_que_falta(
    eleccion: dict[str, Any], datos: Path
) -> None:
    publicar(PROCESO, ahora=AHORA)
    estados = {f: json.loads(leer(datos, f"candidaturas/{f}.json"))["estado"] for f in eleccion}
    assert estados == {
        "ANA": "completa", "BETO": "sin_captura", "CORA": "completa", "DINA": "en_revision", "EVA": "observada",
    }  # fmt: skip
    todo = "".join(
        p.read_text(errors="ignore")
        for p in actual(datos).resolve().rglob("*")
        if p.suffix in (".html", ".json", ".csv")
    )
    assert "DINA ARREOLA ZÚÑIGA Quince" not in todo
    assert "EVA YÁÑEZ DEL RÍO Quince" not in todo
    assert "CORA ÓRDAZ MUÑOZ Quince" in todo


def test_publicar_marca_publicadas_las_validadas(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=AHORA)
    eleccion["CORA"].refresh_from_db()
    assert eleccion["CORA"].estado == "publicada"


def test_publicar_otra_vez_sin_cambios_no_hace_otra_instantanea(
    eleccion: dict[str, Any], datos: Path
) -> None:
    primera = publicar(PROCESO, ahora=AHORA)
    segunda = publicar(PROCESO, ahora=DESPUES)
    assert (segunda["cambio"], segunda["instantanea"]) == (False, primera["instantanea"])
    assert len(list((datos / "sitio" / PROCESO / "instantaneas").iterdir())) == 1


def test_publicar_una_correccion_solo_rehace_lo_que_depende_de_ella(
    eleccion: dict[str, Any], datos: Path
) -> None:
    publicar(PROCESO, ahora=AHORA)
    publicar(PROCESO, ahora=AHORA)
    antes = comprobar(actual(datos))["archivos"]
    version(eleccion["ANA"], 2, AHORA, historia="Otra historia, corregida. " * 12)
    resultado = publicar(PROCESO, ahora=DESPUES)
    despues = comprobar(actual(datos))
    cambiadas = {
        r for r, a in despues["archivos"].items() if antes.get(r) != a and not r.endswith((".gz", ".br"))
    }
    palabras = {r for r in cambiadas if r.startswith("indice/palabras/")}
    assert cambiadas == {
        "candidaturas/ANA/index.html", "candidaturas/ANA.json", "contiendas/diputacion-mr-01/index.html", "datos/api/candidaturas/ANA.json",
        "datos/api/contiendas/diputacion-mr-01.json", "contiendas/diputacion-mr-01/novedades.atom", "incrustar/diputacion-mr-01/index.html", "index.html", "contiendas/index.html",
        "busqueda.sqlite", "verificar/index.html", "verificar/historia.json", "indice/personas/ANA.trozo", "indice/inicio.trozo", *palabras,
    }  # fmt: skip
    assert 0 < len(palabras) < sum(r.startswith("indice/palabras/") for r in despues["archivos"])
    assert resultado["paginas_escritas"] <= 8
    assert despues["anterior"]


def test_la_portada_dice_de_cuando_es_lo_mas_reciente(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=AHORA)
    version(eleccion["ANA"], 3, AHORA, historia="Otra historia, corregida. " * 12)
    publicar(PROCESO, ahora=DESPUES)
    for ruta in ("index.html", "contiendas/index.html", "candidaturas/ANA/index.html"):
        assert "el 25 de abril de 2024, 10:03." in leer(datos, ruta)


def test_cambiar_la_direccion_publica_cambia_todo_lo_que_la_dice(
    eleccion: dict[str, Any], datos: Path, settings: Any
) -> None:
    publicar(PROCESO, ahora=AHORA)
    settings.URL_PUBLICA = "https://conoceles.example/otra"
    publicar(PROCESO, ahora=DESPUES)
    rutas = (
        "sitemap.xml",
        "datos/catalogo.jsonld",
        "index.html",
        "candidaturas/ANA/index.html",
        "descargas/diputacion-mr-01.html",
    )
    for ruta in rutas:
        assert f"https://conoceles.example/otra/{PROCESO}/" in leer(datos, ruta)
        assert "localhost" not in leer(datos, ruta)


@pytest.mark.lenta
def test_incremental_y_completa_dan_los_mismos_archivos(
    eleccion: dict[str, Any], datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicar(PROCESO, ahora=AHORA)
    version(eleccion["ANA"], 2, AHORA, historia="Otra historia, corregida. " * 12, grado="maestria")
    publicar(PROCESO, ahora=DESPUES)
    version(eleccion["ANA"], 3, AHORA, historia="La tercera, con otras palabras. " * 12, grado="maestria")
    publicar(PROCESO, ahora=DESPUES)  # sobre una lista que este proceso remendó
    poco_a_poco = comprobar(actual(datos))["archivos"]
    (datos / "sitio" / PROCESO / "publicador.sqlite").unlink()
    publicar(PROCESO, ahora=DESPUES, cortes=False)
    entera = comprobar(actual(datos))["archivos"]
    iguales = {r for r in entera if not r.startswith(("datos/", "descargas/", "estadistica/", "verificar/"))}
    assert {r for r in iguales if entera[r] != poco_a_poco.get(r)} <= {"busqueda.sqlite"}
    assert set(entera) == set(poco_a_poco)


def test_antes_de_la_publicacion_no_hay_perfiles(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-04-09T23:59:00-06:00"))
    archivos = comprobar(actual(datos))["archivos"]
    assert not [r for r in archivos if r.startswith(("candidaturas/", "contiendas/", "datos/", "buscar"))]
    eleccion["CORA"].refresh_from_db()
    assert eleccion["CORA"].estado == "validada"
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-04-10T00:00:00-06:00"))
    assert (actual(datos) / "candidaturas/ANA/index.html").exists()


def test_despues_de_la_jornada_el_archivo_no_lleva_contacto(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=AHORA)
    assert "contacto@ejemplo.example" in leer(datos, "candidaturas/ANA/index.html")
    assert "/candidaturas/ANA/" in leer(datos, "sitemap.xml")
    assert 'og:title" content="Conóceles, Durango: quiénes están en su boleta"' in leer(datos, "index.html")
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-06-03T00:00:00-06:00"))
    pagina = leer(datos, "candidaturas/ANA/index.html")
    assert "contacto@ejemplo.example" not in pagina
    assert "noindex" in pagina
    assert "<loc>" not in leer(datos, "sitemap.xml")
    assert "novedades" not in leer(datos, f"contiendas/{eleccion['ANA'].formula.contienda.clave}/index.html")


@pytest.mark.parametrize(
    "paso", ["materializar", "estrenar", "renombrar", "constar", "mostrar", "servir", "preparar"]
)
@pytest.mark.lenta
def test_una_muerte_entre_pasos_no_deja_un_sitio_mezclado(
    eleccion: dict[str, Any], datos: Path, monkeypatch: pytest.MonkeyPatch, paso: str
) -> None:
    publicar(PROCESO, ahora=AHORA)
    version(eleccion["ANA"], 2, AHORA, historia="Otra historia, corregida. " * 12)

    def morir(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as roto:
        donde = {
            "materializar": (arbol, "sincronizar"),
            "estrenar": (obra.firma, "firmar"),
            "renombrar": (arbol, "_sincronizar_carpeta"),
            "constar": (obra.cadena, "anotar"),
            "mostrar": (arbol.Arbol, "servir"),
            "servir": (arbol.Arbol, "guardar_manifiesto"),
            "preparar": (arbol.Arbol, "preparar"),
        }[paso]
        roto.setattr(*donde, morir)
        with pytest.raises(KeyboardInterrupt):
            publicar(PROCESO, ahora=DESPUES)
    comprobar(actual(datos))
    version(eleccion["ANA"], 3, AHORA, historia="Otra historia más, corregida. " * 12)
    publicar(PROCESO, ahora=DESPUES)
    comprobar(actual(datos))
    assert "Otra historia más, corregida." in leer(datos, "candidaturas/ANA/index.html")
    assert not list((datos / "sitio" / PROCESO).glob(".parcial-*"))
    assert (
        examinar(datos / "sitio" / PROCESO).problemas == []
    )  # nada que no se haya servido queda en la cadena


def test_los_datos_se_rehacen_en_el_corte_y_no_antes(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=AHORA)
    version(eleccion["ANA"], 2, AHORA, historia="=SUMA(A1) " + "corregida " * 40)
    publicar(PROCESO, ahora=DESPUES)
    assert "corregida" not in leer(datos, "datos/curricular.csv")
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-04-25T20:00:00-06:00"))
    filas = list(csv.DictReader(io.StringIO(leer(datos, "datos/curricular.csv").removeprefix("\ufeff"))))
    [ana] = [f for f in filas if f["FOLIO"] == "ANA"]
    assert ana["HISTORIA_PROFESIONAL"].startswith("'=SUMA(A1)")
    assert ana["PROPUESTA_1"] == ""


def test_la_raiz_se_firma_y_enlaza_la_eleccion(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=AHORA)
    publicar_raiz(AHORA)
    carpeta = datos / "sitio" / "_raiz" / "actual"
    comprobar(carpeta)
    assert f'href="{PROCESO}/' in (carpeta / "index.html").read_text()
    assert not publicar_raiz(DESPUES)["cambio"]


def test_lo_que_el_mapa_no_lista_no_pasa_de_la_lectura(eleccion: dict[str, Any]) -> None:
    version(eleccion["ANA"], 2, AHORA, domicilio_particular="CANARIO")
    [ana] = [fila.version for fila in filas(definicion(PROCESO)) if fila.folio == "ANA"]
    assert ana is not None
    assert sorted(ana.contenido) == ["correos", "grado"]


def test_lo_oculto_por_orden_no_pasa_de_la_lectura(eleccion: dict[str, Any]) -> None:
    ocultar_seccion(
        candidatura=eleccion["ANA"], seccion="historia", expediente="TEED-JDC-7/2024", fecha=AHORA.date(),
        por=DINA, ahora=AHORA,
    )  # fmt: skip
    [ana] = [fila.version for fila in filas(definicion(PROCESO)) if fila.folio == "ANA"]
    assert ana is not None
    assert sorted(ana.contenido) == ["correos", "grado"]


def test_el_verificador_publicado_da_por_buena_la_instantanea(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=AHORA)
    guion = actual(datos) / "verificar" / "verificar.py"
    corrida = subprocess.run(
        [sys.executable, guion, actual(datos)], capture_output=True, text=True, check=False
    )
    assert corrida.returncode == 0, corrida.stdout + corrida.stderr
    assert "firma válida" in corrida.stdout


def test_la_cadena_de_manifiestos_se_recorre_entera(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=AHORA)
    version(eleccion["ANA"], 2, AHORA, historia="Otra historia, corregida. " * 12)
    publicar(PROCESO, ahora=DESPUES)
    resultado = examinar(datos / "sitio" / PROCESO)
    assert (resultado.problemas, resultado.avisos) == ([], [])


def test_cortar_sin_cambios_no_hace_otra_instantanea(eleccion: dict[str, Any], datos: Path) -> None:
    publicar(PROCESO, ahora=AHORA)
    version(eleccion["ANA"], 2, AHORA, historia="Otra historia, corregida. " * 12)
    cortada = publicar(PROCESO, ahora=DESPUES, cortes=True)
    assert "corregida" in leer(datos, "datos/curricular.csv")
    otra = publicar(PROCESO, ahora=DESPUES + timedelta(minutes=1), cortes=True)
    assert (otra["cambio"], otra["instantanea"]) == (False, cortada["instantanea"])
