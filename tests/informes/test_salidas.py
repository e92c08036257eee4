"""Tres formatos con los mismos datos; el mismo corte da los mismos octetos."""

from __future__ import annotations

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

from conoceles.expediente.actos.decisiones import validar
from conoceles.informes import consultas, operaciones
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.documento import entrega, firmas, salidas
from conoceles.informes.documento.estructura import Documento
from conoceles.nucleo import firma
from conoceles.nucleo.errores import Conflicto
from personas import CLAVE, CORA, SISTEMA

pytestmark = pytest.mark.lenta


@pytest.fixture
def documento(eleccion: object, ahora: datetime) -> Documento:
    return armar(TIPOS["avance"], abrir(CLAVE, ahora))


def test_libro_y_json_dicen_lo_mismo(documento: Documento) -> None:
    dicho = json.loads(salidas.json(documento))
    libro = openpyxl.load_workbook(io.BytesIO(salidas.xlsx(documento)))
    for tabla in dicho["tablas"]:
        titulos, *filas = libro[tabla["clave"]].iter_rows(values_only=True)
        assert list(titulos) == tabla["columnas"]
        esperadas = [[None if v == "" else v for v in fila] for fila in tabla["renglones"]]
        assert [list(fila) for fila in filas] == esperadas


def test_el_pdf_esta_etiquetado_y_tiene_titulo_e_idioma(documento: Documento) -> None:
    octetos = salidas.pdf(documento)
    assert octetos.startswith(b"%PDF-")
    assert b"/MarkInfo" in octetos
    assert b"/StructTreeRoot" in octetos
    assert b"/Lang(es-MX)" in octetos
    assert re.search(rb"/DisplayDocTitle\s*true", octetos)
    assert b"pdfuaid" in octetos


@pytest.mark.parametrize("tipo", TIPOS)
def test_cada_informe_se_compone_y_se_repite_igual(eleccion: object, ahora: datetime, tipo: str) -> None:
    uno, otro = (armar(TIPOS[tipo], abrir(CLAVE, ahora)) for _ in range(2))
    for salida in (salidas.json, salidas.pdf, salidas.xlsx):
        assert salida(uno) == salida(otro)


def test_actos_posteriores_no_cambian_un_corte_pasado(eleccion: dict[str, Any], ahora: datetime) -> None:
    antes = salidas.json(armar(TIPOS["avance"], abrir(CLAVE, ahora)))
    validar(candidatura=eleccion["bbbb2222"], por=CORA, ahora=ahora + timedelta(hours=1))
    assert salidas.json(armar(TIPOS["avance"], abrir(CLAVE, ahora))) == antes


def test_la_firma_es_de_la_llave_del_sitio(eleccion: object, ahora: datetime) -> None:
    import base64

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    informe = operaciones.generar(tipo="avance", proceso=CLAVE, corte=ahora, por=SISTEMA, ahora=ahora)
    with pytest.raises(Conflicto, match="todavía no lleva su firma"):  # donde se genera no está la llave
        firmas.de(informe)
    firmas.firmar_pendientes(ahora)
    firmas.firmar_pendientes(ahora)
    suya = firmas.de(informe)
    assert base64.b64decode(suya.llave) == firma.llave_publica()
    llave = Ed25519PublicKey.from_public_bytes(firma.llave_publica())
    llave.verify(base64.b64decode(suya.firma), consultas.archivo(informe, "json"))


def test_el_paquete_de_entrega_trae_indice_huellas_y_firma(eleccion: object, ahora: datetime) -> None:
    informe = operaciones.generar(tipo="avance", proceso=CLAVE, corte=ahora, por=SISTEMA, ahora=ahora)
    operaciones.avanzar(
        informe=informe, paso="aprobado", constancia="Sesión 9", fecha=ahora.date(), por=SISTEMA, ahora=ahora
    )
    firmas.firmar_pendientes(ahora)
    octetos = entrega.paquete(informe)
    assert entrega.paquete(informe) == octetos
    paquete = zipfile.ZipFile(io.BytesIO(octetos))
    indice = json.loads(paquete.read("INDICE.json"))
    assert {p["nombre"] for p in indice["archivos"]} | {"INDICE.json"} == set(paquete.namelist())
    for parte in indice["archivos"]:
        assert hashlib.sha256(paquete.read(parte["nombre"])).hexdigest() == parte["sha256"]
    assert len(indice["archivos"]) == 4


def test_un_texto_con_forma_de_formula_sigue_siendo_texto(
    eleccion: dict[str, Any], ahora: datetime, tmp_path: Path
) -> None:
    persona = eleccion["aaaa1111"].persona
    persona.nombre = "=1+1"
    persona.save()
    libro = openpyxl.load_workbook(io.BytesIO(salidas.xlsx(armar(TIPOS["listado-mr"], abrir(CLAVE, ahora)))))
    celdas = [c for fila in libro["L-MR"].iter_rows() for c in fila if c.value == "=1+1"]
    assert [c.data_type for c in celdas] == ["s"]
