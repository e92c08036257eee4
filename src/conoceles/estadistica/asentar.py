"""La única tabla de cada pregunta de identidad se sortea en el corte que declara la elección."""

from __future__ import annotations

from datetime import datetime

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.estadistica.identidad import corte_de_identidad, preguntas
from conoceles.estadistica.poblacion import registros
from conoceles.identidad.totales import tablas
from conoceles.identidad.totales.contadas import Candidata
from conoceles.proceso import consultas as procesos


def asentar(clave: str, *, ahora: datetime) -> list[str]:
    """Pasado el corte de identidad, asienta la tabla de cada pregunta que no la tenga (ADR 0110). Devuelve cuáles.

    La que el registro público dice que ya se sorteó, y esta base no tiene, espera a la base que la tiene. Un archivo se
    cuenta cuando sus conteos llegan. En duda no se asienta ninguna: sería la única, contada antes de tiempo.
    """
    definicion = procesos.definicion(clave)
    corte = corte_de_identidad(definicion)
    if corte is None or ahora < corte or compuerta.cerrada(Acto.TABLAS_ASENTADAS, clave):
        return []
    hechas = tablas.asentadas(clave, ahora)
    faltan = {*preguntas(definicion)} - hechas.keys()
    if not (faltan := faltan - tablas.sorteadas(clave) if faltan else faltan):
        return []
    todos = registros(definicion) if definicion.historico else registros(definicion, corte)
    candidatas = {
        r.clave: Candidata(r.persona, (r.sexo, r.cargo, r.edad), r.acciones, "identidad" in r.salen)
        for r in todos
    }
    return tablas.asentar(definicion, candidatas, faltan, corte=corte, ahora=ahora)
