"""Desde que la persona invitada recibe su cuenta, quien responde por ella ya no toca su identidad."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from captura.invitadas import CLAVE, CORREO, enlace
from conoceles.cuentas import enlaces
from conoceles.expediente.actos import invitaciones
from conoceles.identidad import borradores
from conoceles.nucleo.errores import NoEncontrado
from personas import de_partido

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


def test_recibida_la_invitacion_el_partido_deja_de_leer_y_escribir_su_identidad(
    candidatura: Candidatura, ahora: datetime
) -> None:
    ana = de_partido(candidatura)
    invitaciones.invitar(candidatura=candidatura, correo=CORREO, por=ana, ahora=ahora)
    assert borradores.leer(candidatura=candidatura, por=ana) == ({}, 0)
    testigo = enlace().strip("/").rpartition("/")[2]
    despues = ahora + timedelta(minutes=1)
    enlaces.recibir(testigo=testigo, clave=CLAVE, repetida=CLAVE, acusa=True, ahora=despues)
    with pytest.raises(NoEncontrado):
        borradores.leer(candidatura=candidatura, por=ana)
    with pytest.raises(NoEncontrado):
        borradores.guardar(
            candidatura=candidatura, respuestas={"p1": "si"}, version=0, por=ana, ahora=despues
        )
