"""La única tabla de cada pregunta de identidad se decide en el corte que declara la elección."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.estadistica.identidad import corte_de_identidad, preguntas, publicada, vacia
from conoceles.estadistica.poblacion import claves_de, registros
from conoceles.estadistica.reserva import cruce
from conoceles.estadistica.reserva.quienes import candidatas_de
from conoceles.estadistica.reserva.regla import a_salvo
from conoceles.identidad.totales import tablas as guardadas
from conoceles.identidad.totales.conteos import SIN_RESPUESTA, conteos_sueltos
from conoceles.identidad.totales.contestadas import Contestada, Contestadas, contestadas
from conoceles.identidad.totales.tablas import Asentada
from conoceles.identidad.totales.tasas import cuantas_decidieron
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion

NADIE = frozenset[str]()


def asentar(clave: str, *, ahora: datetime) -> list[str]:
    """Pasado el corte de identidad, asienta la tabla de cada pregunta que no la tenga. Devuelve las publicadas.

    Lo publicado se queda: no hay segunda tabla que restar (ADR 0106). La que contaría a menos personas que el
    umbral, o que junto a lo que otros saben o podrían saber diría qué contestó alguien (ADR 0106), se
    asienta sin cuentas y no se publica; la que ya se asentó y B perdió, también. Un archivo se cuenta cuando sus conteos llegan.
    En duda no se asienta ninguna: sería la única, contada antes de tiempo.
    """
    definicion = procesos.definicion(clave)
    corte = corte_de_identidad(definicion)
    if corte is None or ahora < corte or compuerta.cerrada(Acto.TABLAS_ASENTADAS, clave):
        return []
    hechas = guardadas.asentadas(clave, ahora)
    guardadas.recordar(clave, ahora)
    pendientes = [p for p in preguntas(definicion) if _espera(definicion, hechas.get(p, []), corte)]
    if not pendientes:
        return []
    todos = registros(definicion) if definicion.historico else registros(definicion, corte)
    dichas = contestadas(definicion, candidatas_de(definicion, todos), pendientes, corte)
    nada = vacia(definicion, len({r.persona for r in todos}), corte)
    candidatas = _candidatas(definicion, dichas, nada)
    perdidas = guardadas.perdidas(clave, [*pendientes, cruce.CLAVE], corte)
    candidatas |= dict.fromkeys(perdidas, nada)
    salen = sorted(p for p, tabla in candidatas.items() if tabla.cuentas)
    if definicion.historico:
        candidatas = {p: candidatas[p] for p in salen}
    elif cruce.CLAVE not in hechas:
        # Con una tabla ya publicada en otro corte, el cruce se podría restar a ella.
        con_todas = not perdidas and not any(publicada(previas) for previas in hechas.values())
        candidatas[cruce.CLAVE] = cruce.cruces(definicion, dichas, nada, candidatas if con_todas else {})
    guardadas.asentar(proceso=clave, tablas=candidatas, ahora=ahora)
    guardadas.recordar(clave, ahora)
    return salen


def _espera(definicion: Definicion, previas: Sequence[Asentada], corte: datetime) -> bool:
    """Nada se ha publicado de esa pregunta, y antes de este corte solo se intentó cuando habían contestado pocas.

    Con más, que no saliera dice algo de ellas («todas igual»), y la tabla de después diría qué.
    """
    return publicada(previas) is None and all(
        t.corte < corte and cuantas_decidieron(claves_de(definicion), t.corte) < t.umbral for t in previas
    )


def _candidatas(
    definicion: Definicion, dichas: Contestadas[cruce.Clase], nada: Asentada
) -> dict[str, Asentada]:
    """La tabla de cada pregunta, o la misma sin cuentas si no puede salir."""
    sueltos, resultado = conteos_sueltos(definicion.clave), {}
    for pregunta, contestaron in dichas.items():
        de_todas = Counter[Contestada]()
        for (_, una), cuantas in contestaron.items():
            de_todas[una] += cuantas
        for dijo, cuantas in sueltos.get(pregunta, Counter()).items():
            de_todas[Contestada(dijo, NADIE, NADIE)] += cuantas if dijo != SIN_RESPUESTA else 0
        tabla = _completa(de_todas, nada)
        resultado[pregunta] = tabla if a_salvo(+de_todas, nada.umbral) else nada
    return resultado


def _completa(contestaron: Mapping[Contestada, int], nada: Asentada) -> Asentada:
    cuentas = Counter[str]()
    for una, cuantas in contestaron.items():
        cuentas[una.dijo] += cuantas
    faltan = max(0, nada.poblacion - cuentas.total())
    return replace(nada, cuentas=dict(+cuentas) | {SIN_RESPUESTA: faltan})
