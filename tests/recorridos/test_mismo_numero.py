"""El mismo número se llama igual en la portada, el avance, la estadística y *Hoy*; donde difieren, se dice por qué."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.bitacora.actos import Acto
from conoceles.estadistica.consultas import publica
from conoceles.estadistica.poblacion import registros
from conoceles.estadistica.terminos import contar
from conoceles.expediente.actos.conclusiones import concluir
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.publicador import publicar
from informes.conftest import carpeta, eleccion
from personas import CLAVE, DINA

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["carpeta", "eleccion"]
pytestmark = pytest.mark.lenta


def test_portada_avance_estadistica_y_hoy_se_concilian(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, dina: Client
) -> None:
    """Cinco registradas, una cancelada tras enviar: quedan cuatro, dos enviadas; una validada y otra observada."""
    concluir(
        candidatura=eleccion["bbbb2222"], acto=Acto.CANCELADA, acuerdo="IEPC/CG1/2024", fecha_acuerdo=ahora.date(), por=DINA,
        ahora=ahora,
    )  # fmt: skip
    publicar(CLAVE, ahora=ahora, cortes=True)
    cuentas = contar(registros(definicion(CLAVE)))
    assert (cuentas.registradas, cuentas.enviadas, cuentas.con_informacion, cuentas.completas) == (4, 2, 2, 1)
    frase = (
        "De 4 candidaturas registradas, 2 han enviado su cuestionario y 2 tienen información publicada: 1 con todo "
        "lo enviado y 1 con lo que no se les observó."
    )
    sitio = datos / "sitio" / CLAVE / "actual"
    assert "2 de 4 candidaturas tienen información publicada" in (sitio / "index.html").read_text()
    estadistica = (sitio / "estadistica/index.html").read_text()
    assert "Enviado no es publicado" in estadistica
    [cargo] = [i for i in publica(CLAVE) if i["id"] == "captura.cargo"]
    assert (sum(c["valor"] for c in cargo["celdas"]), cargo["denominador"]) == (2, 4)
    [q1] = [t for t in armar(TIPOS["avance"], abrir(CLAVE, ahora)).tablas if t.clave == "Q1"]
    assert q1.renglones[-1][3:5] == (4, 2)
    assert frase in q1.nota
    hoy = re.sub(r"\s+", " ", dina.get("/revision/hoy/").content.decode())
    assert frase in hoy
