"""Una pregunta más del instituto es un bloque de TOML: sin migrar ni desplegar, se pregunta, se exige y se conserva."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.identidad import borradores
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErroresDeCampos
from conoceles.proceso import consultas
from conoceles.proceso.consultas import version
from otra_version import otra_version
from personas import CLAVE, capturar, de_partido, enviar, guardar_identidad, recargar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

PREGUNTA = """
[[grupos]]
clave = "cuidados"
nombre = "Personas cuidadoras"

[[secciones]]
clave = "cuidados"
grupo = "cuidados"
titulo = "Personas cuidadoras"
ayuda = "Cuida quien atiende a otra persona que no puede valerse sola (acuerdo de nivelación del instituto)."
por_que = "Medida de nivelación aprobada por el Consejo General."

[[secciones.campos]]
clave = "x21"
visibilidad = "con_consentimiento"
columna = "x21"
numero = "21"
etiqueta = "¿Es persona cuidadora?"
tipo = "opcion"
obligatorio = true
articulo = "Acuerdo de nivelación"
opciones = [
  { clave = "si", etiqueta = "Sí" },
  { clave = "no", etiqueta = "No" },
  { clave = "pnc", etiqueta = "Prefiero no contestar" },
]

"""


@pytest.fixture
def con_pregunta(candidatura: Candidatura, tmp_path: Path, ahora: datetime) -> Candidatura:
    """La de Eva, después de que el instituto agrega su pregunta a la carpeta y la vuelve a cargar."""
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "eleccion")
    toml = carpeta / "identidad.toml"
    texto = otra_version(toml.read_text(encoding="utf-8"))
    toml.write_text(texto.replace("# Catálogos:", PREGUNTA + "# Catálogos:"), encoding="utf-8")
    assert recargar(carpeta, ahora)["cambio"]
    return candidatura


def test_se_pregunta_en_su_tema_con_su_ayuda(ana: Client, con_pregunta: Candidatura, con_aviso: str) -> None:
    tema = ana.get(con_aviso + "identidad/").content.decode()
    for dicho in (
        "Personas cuidadoras",
        "¿Es persona cuidadora?",
        "acuerdo de nivelación del instituto",
        "Medida de nivelación",
    ):
        assert dicho in tema


def test_sin_contestarla_no_se_envia_y_contestada_queda_con_su_cuestionario(
    con_pregunta: Candidatura, ahora: datetime
) -> None:
    capturar(con_pregunta, ahora)
    _quitar(con_pregunta, ahora)
    with pytest.raises(ErroresDeCampos) as falta:
        enviar(con_pregunta, ahora)
    assert list(falta.value.errores) == ["x21"]
    capturar(con_pregunta, ahora, x21="si")
    envio = enviar(con_pregunta, ahora)
    assert envio.definicion is not None
    leido = version(CLAVE, envio.definicion.huella).identidad
    assert leido.version == consultas.definicion(CLAVE).identidad.version
    assert leido.campos()[-1].etiqueta == "¿Es persona cuidadora?"


def _quitar(candidatura: Candidatura, ahora: datetime) -> None:
    respuestas, _ = borradores.leer(candidatura=candidatura, por=de_partido(candidatura))
    guardar_identidad(candidatura, {k: v for k, v in respuestas.items() if k != "x21"}, ahora)
