"""La entrega de un informe trae la prueba de que consta en el registro público, y lo público no dice cuál es."""

from __future__ import annotations

import hmac
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from conoceles.informes import consultas, operaciones
from conoceles.informes.documento import en_registro, entrega, firmas
from conoceles.lector.verificador.verificar import examinar
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.models import Proceso
from conoceles.publicacion.registro_publico import Libro
from personas import CLAVE, SISTEMA
from registro import segundo_verificador as segundo

pytestmark = pytest.mark.lenta


def test_la_entrega_trae_su_prueba_y_alterado_no_vale(
    carpeta: Path, proceso: Proceso, ahora: datetime, tmp_path: Path
) -> None:
    informe = operaciones.generar(tipo="avance", proceso=CLAVE, corte=ahora, por=SISTEMA, ahora=ahora)
    operaciones.avanzar(
        informe=informe, paso="aprobado", constancia="Sesión 9", fecha=ahora.date(), por=SISTEMA, ahora=ahora
    )
    firmas.firmar_pendientes(ahora)
    nombre = consultas.nombre(informe, "tlog-proof")
    assert nombre not in entrega.partes(informe)  # todavía no consta
    libro = Libro()
    assert (
        libro.al_dia(ahora, en_registro.entradas()).tamano
        == libro.al_dia(ahora, en_registro.entradas()).tamano
    )
    partes = entrega.partes(informe)
    octetos, prueba = partes[consultas.nombre(informe, "json")], partes[nombre]
    politica = (carpetas().sitio / "log/politica").read_text()
    assert segundo.verificar_informe(octetos, prueba, politica) == ""
    # Quien solo tiene la entrega rehace la hoja, y es la que el papel lleva impresa y en su QR.
    compromiso = hmac.new(segundo.prueba(prueba).sal, segundo.H(octetos).hex().encode(), "sha256").hexdigest()
    suya = segundo.H(b"\x00" + f"conoceles/1 informe {compromiso}".encode()).hex()
    (tmp_path / "i.pdf").write_bytes(partes[consultas.nombre(informe, "pdf")])
    impreso = "".join(pagina.extract_text() for pagina in PdfReader(tmp_path / "i.pdf").pages)
    assert suya in "".join(impreso.split())
    assert segundo.verificar_informe(octetos + b" ", prueba, politica) == "prueba"

    for archivo, contenido in (
        ("i.json", octetos),
        ("otro.json", octetos + b" "),
        ("politica", politica.encode()),
    ):
        (tmp_path / archivo).write_bytes(contenido)
    (tmp_path / "i.tlog-proof").write_bytes(prueba)
    con = (str(tmp_path / "politica"), str(tmp_path / "i.tlog-proof"), "")
    bien = examinar(tmp_path / "i.json", registro=con)
    assert (bien.problemas, bien.avisos[0][:29]) == ([], "Consta en el registro público")
    assert examinar(tmp_path / "otro.json", registro=con).problemas[0].startswith("PRUEBA: el informe")
    publico = b"".join(p.read_bytes() for p in carpetas().sitio.rglob("*") if p.is_file())
    assert informe.huella.encode() not in publico
