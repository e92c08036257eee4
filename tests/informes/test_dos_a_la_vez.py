"""Lo que pasa en otra elección abierta no cambia una letra de ningún informe de esta, y al revés."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.actos.decisiones import observar, tomar, validar
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.informes import registros
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.documento import salidas
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.models import Proceso
from elecciones import OTRA, designada
from personas import CLAVE, CORA, DINA, SISTEMA, capturar, enviar, recargar, registrada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta
AJENOS = ("zzzz1111", "yyyy2222", "juana ríos", "pablo vela", "taller de la otra", "la otra resolvió")


def _todos(clave: str, corte: datetime) -> dict[str, str]:
    """Tipo → el documento entero de esa elección."""
    return {t: salidas.json(armar(tipo, abrir(clave, corte))).decode() for t, tipo in TIPOS.items()}


def _pasa_de_todo_en_la_otra(ahora: datetime) -> None:
    """Se carga, se registra, se captura, se valida, se observa, se sustituye una designación y se anota en sus libros."""
    recargar(RAIZ_PROYECTO / "procesos" / OTRA, ahora, inventado=True)
    otra, ayer = Proceso.objects.get(pk=OTRA), ahora - timedelta(days=1)
    otra.contiendas.update(captura_desde=None)
    filas = [
        registrada(otra, folio, ayer, nombre=nombre, siglas=siglas)
        for folio, nombre, siglas in (("zzzz1111", "JUANA RÍOS", "PRI"), ("yyyy2222", "PABLO VELA", "PAN"))
    ]
    for fila in filas:
        habilitar(candidatura=fila, por=SISTEMA, ahora=ayer)
        fila.refresh_from_db()
        capturar(fila, ayer)
        enviar(fila, ayer)
        tomar(candidatura=fila, por=CORA, ahora=ayer)
        fila.refresh_from_db()
    validar(candidatura=filas[0], por=CORA, ahora=ayer)
    observar(
        candidatura=filas[1], seccion="historia", motivo="incompleta", texto="Indique los años de cada empleo.",
        por=CORA, ahora=ayer,
    )  # fmt: skip
    designada(otra, "Ana Captura", "ana@prueba.mx", ahora)
    hoy = ahora.date()
    registros.anotar_actividad(proceso=OTRA, fecha=hoy, texto="Taller de la otra", por=DINA, ahora=ahora)
    registros.anotar_liberacion(
        proceso=OTRA,
        interfaz="publicacion",
        version="9.9",
        fecha=hoy,
        cambios="De la otra",
        por=DINA,
        ahora=ahora,
    )
    registros.anotar_caso(
        proceso=OTRA, organo="comision", asunto="Empate", resolucion="La otra resolvió", fundamento="Acuerdo 1",
        fecha=hoy, por=DINA, ahora=ahora,
    )  # fmt: skip


def test_ningun_informe_cambia_por_lo_que_pasa_en_otra_eleccion(
    eleccion: dict[str, Candidatura], ahora: datetime
) -> None:
    sola = _todos(CLAVE, ahora)
    _pasa_de_todo_en_la_otra(ahora)
    acompanada = _todos(CLAVE, ahora)
    assert [t for t in sola if sola[t] != acompanada[t]] == []
    assert [(t, x) for t, dicho in acompanada.items() for x in AJENOS if x in dicho.casefold()] == []
    otra = _todos(OTRA, ahora)
    assert [(t, folio) for t, dicho in otra.items() for folio in eleccion if folio in dicho] == []
    assert "Taller de la otra" in otra["mensual"]
    assert "39 contiendas (desde el 9 de abril de 2025)" in otra["listado-mr"]
