"""Q6 contra lo contado a mano: 53 candidaturas, sin azar que sumar.

| quiénes | se dicen indígenas | consienten publicar | acción afirmativa |
|---|---|---|---|
| 1 a 12 | las 10 primeras | todo | jóvenes, las 6 primeras |
| 13 a 21 | no | solo «Población joven» | ninguna |
| 22 a 52 | no | nada | ninguna |
| 53, validada | sí | todo, con su firma | ninguna |
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import constan
from conoceles.estadistica.asentar import asentar
from conoceles.expediente.actos import decisiones, operaciones
from conoceles.identidad import borradores
from conoceles.identidad.operaciones import sellar
from conoceles.identidad.permisos.consentimiento import de_respuestas
from conoceles.informes.contexto import abrir
from conoceles.informes.tablas.completitud import consentimiento
from personas import (
    CLAVE,
    CORA,
    SISTEMA,
    capturar,
    consentir,
    de_ella,
    de_partido,
    enviar,
    firmar,
    guardar_identidad,
    identidad_completa,
    registrada,
    respaldar,
)

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.lenta


def _sellar(fila: Candidatura, dicho: dict[str, Any], n: int, cuando: datetime) -> None:
    p1 = "si" if n <= 10 else "no" if n <= 30 else "pnc"
    p16 = "no" if n <= 24 else "pnc" if n <= 48 else "si"
    respuestas, consentido = identidad_completa(p1=p1, p16=p16), de_respuestas(dicho)
    borradores.guardar(
        candidatura=fila, respuestas=respuestas | dicho, version=0, por=de_ella(fila), ahora=cuando
    )
    sellar(
        candidatura=fila, respuestas=respuestas, consentimiento=consentido, aviso_version="a", origen="envio",
        por=de_partido(fila), ahora=cuando,
    )  # fmt: skip
    respaldar(fila, cuando)


def _validada(fila: Candidatura, cuando: datetime) -> None:
    operaciones.habilitar(candidatura=fila, por=SISTEMA, ahora=cuando)
    fila.refresh_from_db()
    capturar(fila, cuando)
    guardar_identidad(fila, identidad_completa(p1="si") | consentir(publicacion=True), cuando)
    enviar(fila, cuando)
    firmar(fila, cuando)
    decisiones.tomar(candidatura=fila, por=CORA, ahora=cuando)
    fila.refresh_from_db()
    decisiones.validar(candidatura=fila, por=CORA, ahora=cuando)


def test_q6_cuenta_por_grupo_lo_dicho_lo_consentido_lo_amparado_y_lo_visible(
    proceso: Proceso, sin_azar: None, ahora: datetime
) -> None:
    cuando = ahora - timedelta(hours=5)
    for n in range(1, 53):
        fila = registrada(proceso, f"f{n:07}", cuando)
        if n <= 6:
            fila.acciones_afirmativas = ["jovenes"]
            fila.save(update_fields=["acciones_afirmativas"])
            constan.alta(fila)
        dicho = consentir(publicacion=n <= 21, grupos=("joven",) if 12 < n <= 21 else ())
        _sellar(fila, dicho, n, cuando)
    _validada(registrada(proceso, "f0000053", cuando), cuando)
    tras_el_corte = datetime.fromisoformat("2024-04-28T08:00:00-06:00")
    asentar(CLAVE, ahora=tras_el_corte)

    tabla = consentimiento(abrir(CLAVE, tras_el_corte))
    filas = {titulo: numeros for titulo, *numeros in tabla.renglones}
    # responden «sí», consienten publicar, acción afirmativa, visibles
    assert filas["Personas indígenas"] == ["unas 11 (6 a 16)", 13, 0, 1]
    assert filas["Personas jóvenes"] == ["unas 4 (0 a 9)", 22, 6, 0]
    assert filas["Personas afromexicanas"] == ["de 0 a 5", 13, None, 0], "todas dijeron que no, y se publica"
    assert len(tabla.columnas) == len(tabla.renglones[0]) == 5
