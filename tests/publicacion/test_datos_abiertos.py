"""Los datos se dejan abrir: descritos, sin fórmulas, con su licencia y sus fotografías."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.archivos import paquete_de_fotos
from conoceles.publicacion.datos import escribir
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO, version

CORPUS = (
    "=1+1", "+52 618 123 4567", "-2", "@SUM(A1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")',
    "=1+1\n=2+2", "'=1+1", "ñandú", "",
)  # fmt: skip


@pytest.fixture
def sitio(eleccion: dict[str, Any], ahora: datetime) -> Path:
    publicar(PROCESO, ahora=ahora, cortes=True)
    return (carpetas().sitio / PROCESO / "actual").resolve()


@pytest.mark.parametrize("texto", CORPUS)
def test_ningun_texto_se_vuelve_formula(texto: str, ahora: datetime) -> None:
    [_, [celda]] = csv.reader(
        io.StringIO(escribir.csv(["A"], [[texto or "x"]]).decode("utf-8-sig"), newline="")
    )
    assert not celda.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert celda.removeprefix("'") == (texto or "x").removeprefix("'")
    libro = openpyxl.load_workbook(io.BytesIO(escribir.xlsx({"H": (["A"], [[texto, "fin"]])}, ahora)))
    celdas = [c for c in libro["H"][2] if c.value is not None]
    assert {c.data_type for c in celdas} == {"s"}


def test_los_numeros_de_un_libro_son_numeros(ahora: datetime) -> None:
    libro = openpyxl.load_workbook(io.BytesIO(escribir.xlsx({"H": (["A"], [[5, 2.5, "7"]])}, ahora)))
    assert [(c.value, c.data_type) for c in libro["H"][2]] == [(5, "n"), (2.5, "n"), ("7", "s")]


def test_el_paquete_cumple_la_norma_y_describe_los_archivos(sitio: Path) -> None:
    paquete = json.loads((sitio / "datos/datapackage.json").read_text())
    assert paquete["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[a-z0-9._-]+", paquete["name"])
    assert paquete["licenses"][0]["name"] == "CC-BY-4.0"
    assert len({r["name"] for r in paquete["resources"]}) == len(paquete["resources"]) == 4
    for recurso in paquete["resources"]:
        assert [c["name"] for c in recurso["schema"]["fields"] if not c["description"]] == []
        _revisar(recurso, (sitio / "datos" / recurso["path"]).read_bytes())


def _revisar(recurso: dict[str, Any], octetos: bytes) -> None:
    """Lo que exigen Data Resource y Table Schema: nombre, huella, tipos y que cada celda sea del suyo."""
    assert re.fullmatch(r"[a-z0-9._-]+", recurso["name"])
    assert recurso["bytes"] == len(octetos)
    assert recurso["hash"] == f"sha256:{hashlib.sha256(octetos).hexdigest()}"
    titulos, *filas = csv.reader(io.StringIO(octetos.decode("utf-8-sig"), newline=""))
    campos = recurso["schema"]["fields"]
    assert [c["name"] for c in campos] == titulos
    assert len(set(titulos)) == len(titulos)
    for fila in filas:
        for campo, celda in zip(campos, fila, strict=True):
            if celda not in recurso["schema"]["missingValues"]:
                {"integer": int, "datetime": datetime.fromisoformat, "string": str}[campo["type"]](celda)
    if llave := recurso["schema"].get("primaryKey"):
        folios = [fila[titulos.index(llave)] for fila in filas]
        assert len(set(folios)) == len(folios)


def test_el_catalogo_nombra_cada_descarga_con_su_huella(sitio: Path) -> None:
    catalogo = json.loads((sitio / "datos/catalogo.jsonld").read_text())
    assert catalogo["@type"] == "dcat:Catalog"
    assert catalogo["dct:publisher"]["foaf:homepage"] == {"@id": "https://www.iepcdurango.mx"}
    distribuciones = [d for c in catalogo["dcat:dataset"] for d in c["dcat:distribution"]]
    assert len(distribuciones) == 8
    for d in distribuciones:
        ruta = d["dcat:downloadURL"]["@id"].partition(f"/{PROCESO}/")[2]
        octetos = (sitio / ruta).read_bytes()
        assert int(d["dcat:byteSize"]["@value"]) == len(octetos)
        assert d["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(octetos).hexdigest()


def test_el_catalogo_dice_lo_que_un_recolector_de_dcat_ap_pide(sitio: Path) -> None:
    """De cada conjunto, qué es, de quién, a quién se pregunta y de qué trata; lengua, tema, licencia y tipo, por su dirección."""
    catalogo = json.loads((sitio / "datos/catalogo.jsonld").read_text())
    conjuntos = catalogo["dcat:dataset"]
    for dicho in (catalogo, *conjuntos):
        assert dicho["dct:title"]["@language"] == dicho["dct:description"]["@language"] == "es"
        assert dicho["dct:language"]["@id"].startswith("http://publications.europa.eu/")
        assert dicho["dct:modified"]["@type"] == "xsd:dateTime"
    for conjunto in conjuntos:
        assert len(conjunto["dcat:keyword"]) >= 2
        assert conjunto["dcat:theme"]["@id"].endswith("/GOVE")
        assert conjunto["dcat:contactPoint"]["vcard:hasEmail"]["@id"].startswith("mailto:")
        for d in conjunto["dcat:distribution"]:
            de_enlace = ("dcat:accessURL", "dct:license", "dct:format", "dcat:mediaType")
            assert all(d[x]["@id"].startswith(("http://", "https://")) for x in de_enlace)


def test_la_pagina_ofrece_todo_lo_que_hay(sitio: Path) -> None:
    pagina = (sitio / "datos/index.html").read_text()
    for enlace in ("datapackage.json", "catalogo.jsonld", "licencia.txt", "diccionario.csv", "ine.xlsx"):
        assert f'href="{enlace}"' in pagina


@pytest.mark.usefixtures("eleccion")
def test_donde_los_lineamientos_no_rigen_no_se_publica_el_formato_del_ine(
    ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Una universidad o un ejido no le entregan nada; si ya se publicaba, se retira, y no se queda con lo de antes."""
    publicar(PROCESO, ahora=ahora, cortes=True)
    assert (carpetas().sitio / PROCESO / "actual/datos/ine.xlsx").exists()
    monkeypatch.setattr("conoceles.leyes.rige", lambda ley, entidad: ley != "lineamientos-ine")
    publicar(PROCESO, ahora=ahora + timedelta(days=1), cortes=True)
    actual = (carpetas().sitio / PROCESO / "actual").resolve()
    pagina = (actual / "datos/index.html").read_text("utf-8")
    assert not (actual / "datos/ine.xlsx").exists()
    assert "INE" not in pagina.partition("<main")[2].partition("</main>")[0]
    assert "Una fila por candidatura." in pagina
    assert "ine.xlsx" not in (actual / "datos/catalogo.jsonld").read_text("utf-8")


def test_cada_grafica_tiene_tabla_frase_y_tres_descargas(sitio: Path) -> None:
    pagina = (sitio / "estadistica/index.html").read_text()
    enlaces = re.findall(r'<a href="([a-z_-]+\.(?:csv|svg|png))" download', pagina)
    assert enlaces
    assert len(enlaces) == 3 * pagina.count("<svg")
    for enlace in enlaces:
        assert (sitio / "estadistica" / enlace).is_file()
    assert pagina.count("<table") == pagina.count("<svg")


def test_la_estadistica_dice_su_metodo_y_cada_cifra_su_denominador(sitio: Path) -> None:
    pagina = (sitio / "estadistica/index.html").read_text()
    assert "Cómo se protegen las cifras de identidad" in pagina
    bloques = re.findall(r"<article.*?</article>", pagina, re.DOTALL)
    assert len(bloques) == pagina.count("<svg")
    for bloque in bloques:
        assert re.search(r"Entre\u00a0\d+: \w", bloque), bloque[
            :300
        ]  # cuántas son, y quiénes; sin partir el renglón


def test_el_paquete_de_fotografias_va_por_folio_y_cambia_con_ellas(tmp_path: Path, monkeypatch: Any) -> None:
    from types import SimpleNamespace

    def hacer(sha256: str, objetos: Path) -> list[Path]:
        ruta = objetos / f"{sha256}-640.jpg"
        ruta.write_bytes(sha256.encode())
        return [ruta]

    def ficha(folio: str, sha256: str) -> Any:
        return SimpleNamespace(folio=folio, foto=SimpleNamespace(huella=sha256))

    monkeypatch.setattr(paquete_de_fotos.fotos, "preparar", hacer)
    primero = paquete_de_fotos.preparar([ficha("bbb", "2" * 64), ficha("aaa", "1" * 64)], tmp_path)
    assert primero is not None
    assert zipfile.ZipFile(primero).namelist() == ["aaa.jpg", "bbb.jpg"]
    octetos = primero.read_bytes()
    primero.unlink()
    repetido = paquete_de_fotos.preparar([ficha("aaa", "1" * 64), ficha("bbb", "2" * 64)], tmp_path)
    assert repetido == primero
    assert primero.read_bytes() == octetos
    otro = paquete_de_fotos.preparar([ficha("aaa", "1" * 64)], tmp_path)
    assert otro != primero
    assert not primero.exists()  # quien se fue no queda guardado
    assert paquete_de_fotos.preparar([], tmp_path) is None


def test_el_libro_del_ine_dice_el_cargo_y_el_distrito_como_el_ine(sitio: Path) -> None:
    renglones = openpyxl.load_workbook(sitio / "datos/ine.xlsx")["CANDIDATOS"].values
    columnas = next(renglones)
    lugares = {
        tuple(
            dict(zip(columnas, celdas, strict=True))[c]
            for c in ("CARGO", "DISTRITO LOCAL", "CIRCUNSCRIPCION")
        )
        for celdas in renglones
    }
    assert lugares == {
        ("DIPUTACIÓN LOCAL MR", "1-DURANGO", "No aplica"),
        ("DIPUTACIÓN LOCAL MR", "2-DURANGO", "No aplica"),
        ("DIPUTACIÓN LOCAL RP", "No aplica", "1"),
    }


def test_varias_casas_de_campana_salen_todas_en_el_perfil_y_en_los_datos(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    junto = "Juárez, C.P. 34000; Hidalgo, Lerdo"
    casas = [{"calle": "Juárez", "cp": "34000"}, {"calle": "Hidalgo", "municipio": "Lerdo"}]
    version(eleccion["ANA"], 2, ahora, historia="x" * 300, casa_campana=casas)
    publicar(PROCESO, ahora=ahora, cortes=True)
    actual = carpetas().sitio / PROCESO / "actual"
    perfil = (actual / "candidaturas/ANA/index.html").read_text()
    assert re.findall(r"<li>\s*(Juárez, C\.P\. 34000|Hidalgo, Lerdo)\s*</li>", perfil) == junto.split("; ")
    hojas = openpyxl.load_workbook(actual / "datos/ine.xlsx")
    assert junto in {celda.value for renglon in hojas["CANDIDATOS"].iter_rows() for celda in renglon}
