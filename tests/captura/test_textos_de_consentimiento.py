"""Con qué palabras se preguntó: las dice la definición, y cada respuesta recuerda la suya."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from conoceles.captura import temas
from conoceles.expediente.documentos.formatos_pdf import _preguntas
from conoceles.identidad import acceso
from conoceles.identidad.permisos import consentimiento
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.consultas import definicion
from personas import CLAVE, consentir, de_ella, enviar, recargar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

ANTES = "¿Autoriza publicar las respuestas de identidad en el perfil de la candidatura?"
DESPUES = "¿Acepta que su perfil muestre lo que contestó?"


def _cambiar_el_texto(carpeta: Path, ahora: datetime) -> None:
    shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, carpeta / CLAVE)
    archivo = carpeta / CLAVE / "proceso.toml"
    nuevo = archivo.read_text().replace(ANTES, DESPUES)
    archivo.write_text(
        nuevo.replace('version = "borrador-1"            # del', 'version = "borrador-3"            # del')
    )
    recargar(carpeta / CLAVE, ahora, inventado=True)


def test_cada_respuesta_conserva_la_pregunta_que_se_leyo(
    capturada: Candidatura, tmp_path: Path, ahora: datetime
) -> None:
    enviar(capturada, ahora)
    despues = ahora + timedelta(hours=1)
    _cambiar_el_texto(tmp_path, despues)
    capturada.refresh_from_db()
    eva = de_ella(capturada)
    dicho = consentimiento.de_respuestas(consentir(publicacion=True))
    consentimiento.cambiar(
        candidatura=capturada, consentimiento=dicho, aviso_version="2", por=eva, ahora=despues
    )
    consentimiento.revocar(candidatura=capturada, por=eva, ahora=despues + timedelta(hours=1))
    hechas = acceso.reunir(candidatura=capturada, motivo="acceso", por=eva, ahora=despues)["consentimientos"]
    assert [c["preguntas"]["publicacion"] for c in hechas] == [ANTES, DESPUES, DESPUES]


def test_la_pantalla_y_el_formato_dicen_lo_que_dice_la_definicion(
    capturada: Candidatura, tmp_path: Path, ahora: datetime
) -> None:
    _cambiar_el_texto(tmp_path, ahora)
    nueva = definicion(CLAVE)
    assert "Decir que no nunca impide enviar." in temas.consentimiento(nueva).ayuda
    assert DESPUES in [c.etiqueta for c in temas.consentimiento(nueva).campos]
    assert DESPUES in [p["pregunta"] for p in _preguntas(nueva)]
