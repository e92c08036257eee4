"""Agregar el catálogo de temas a una elección cuyo proceso técnico ya se envió avisa al INE (actividades 11.17 y 11.19)."""

from __future__ import annotations

import io
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from pypdf import PdfReader

from conoceles.informes import operaciones
from conoceles.informes.models import AvisoDeCambio, Informe
from conoceles.nucleo import archivos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.operaciones import cargar
from personas import CLAVE, DINA, SISTEMA


def _generar(ahora: datetime) -> Informe:
    return operaciones.generar(tipo="proceso-tecnico", proceso=CLAVE, corte=ahora, por=DINA, ahora=ahora)


def test_agregar_los_temas_despues_de_enviar_el_proceso_tecnico_crea_su_aviso(
    eleccion: object, ahora: datetime, tmp_path: Path
) -> None:
    primero = _generar(ahora)
    for paso in ("aprobado", "enviado"):
        operaciones.avanzar(
            informe=primero, paso=paso, constancia="IEPC/SE/1/2024", fecha=ahora.date(), por=DINA, ahora=ahora
        )
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "con-temas")
    raiz = carpeta / "proceso.toml"
    con_temas = raiz.read_text("utf-8").replace("[archivos]\n", '[archivos]\ntemas = "temas.toml"\n', 1)
    raiz.write_text(con_temas, "utf-8")
    luego = ahora + timedelta(hours=1)
    cargar(carpeta, por=SISTEMA, ahora=luego)
    _generar(luego)
    aviso = AvisoDeCambio.objects.get()
    escrito = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(archivos.leer(aviso.pdf))).pages)
    texto = " ".join(escrito.split())
    assert "actividad 11.17" in texto
    assert "adiciones a la información de los cuestionarios (actividad 11.19)" in texto
    assert "Temas: Primera propuesta" in texto
