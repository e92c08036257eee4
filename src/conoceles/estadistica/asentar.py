"""La única tabla de cada pregunta de identidad se decide en el corte que declara la elección."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.estadistica.identidad import (
    corte_de_identidad,
    opciones,
    preguntas,
    publicada,
    vacia,
    vistas,
)
from conoceles.estadistica.poblacion import claves_de, registros
from conoceles.estadistica.reserva import cruce
from conoceles.estadistica.reserva.partes import Parte, a_salvo, bastan, juntar, lecturas
from conoceles.estadistica.reserva.proteccion import Cuentas, Oculta, fija_alguna
from conoceles.estadistica.reserva.tiempo import Tabla, delata
from conoceles.identidad.totales import tablas as guardadas
from conoceles.identidad.totales.conteos import SIN_RESPUESTA, conteos_sueltos
from conoceles.identidad.totales.tablas import Asentada
from conoceles.identidad.totales.tasas import cuantas_decidieron
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion


def asentar(clave: str, *, ahora: datetime) -> list[str]:
    """Pasado el corte de identidad, asienta la tabla de cada pregunta que no la tenga. Devuelve las publicadas.

    Lo publicado se queda: no hay segunda tabla que restar (ADR 0021). La que contaría a menos personas que el
    umbral, o que junto a los perfiles o a lo que un partido ya sabe de las suyas diría qué contestó alguien, se
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
    grupos, nada = cruce.por_clase(definicion, todos, corte, pendientes), vacia(definicion, len(todos), corte)
    candidatas = _candidatas(definicion, pendientes, grupos, nada)
    perdidas = guardadas.perdidas(clave, [*pendientes, cruce.CLAVE], corte)
    candidatas |= dict.fromkeys(perdidas, nada)
    salen = sorted(p for p, tabla in candidatas.items() if tabla.cuentas)
    if definicion.historico:
        candidatas = {p: candidatas[p] for p in salen}
    elif cruce.CLAVE not in hechas:
        # Con una tabla ya publicada en otro corte, el cruce se podría restar a ella.
        con_todas = not perdidas and not any(publicada(previas) for previas in hechas.values())
        candidatas[cruce.CLAVE] = cruce.cruces(definicion, grupos, nada, candidatas if con_todas else {})
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
    definicion: Definicion, pedidas: Sequence[str], grupos: Sequence[cruce.Grupo], nada: Asentada
) -> dict[str, Asentada]:
    """La tabla de cada pregunta, o la misma sin cuentas si no puede salir."""
    partes = _por_quien_sabe(grupos)
    sueltos, resultado = conteos_sueltos(definicion.clave), {}
    for p in pedidas:
        cuenta = sum((suya.cuentas[p] for suya in partes), sueltos.get(p, Counter()))
        tabla = _completa(cuenta, nada)
        resultado[p] = tabla if sale(definicion, p, partes, tabla) else nada
    return resultado


def _por_quien_sabe(grupos: Sequence[cruce.Grupo]) -> list[Parte]:
    """De cada partido que captura, lo suyo; de cada candidatura que no captura ninguno, lo suyo."""
    suyas: dict[str, list[Parte]] = {}
    for _, de_quien, parte in grupos:
        suyas.setdefault(de_quien, []).append(parte)
    return [juntar(partes) for partes in suyas.values()]


def _completa(cuenta: Mapping[str, int], nada: Asentada) -> Asentada:
    dichas = {c: n for c, n in cuenta.items() if c != SIN_RESPUESTA and n}
    faltan = max(0, nada.poblacion - sum(dichas.values()))
    return replace(nada, cuentas=dichas | {SIN_RESPUESTA: faltan})


def sale(definicion: Definicion, pregunta: str, partes: Sequence[Parte], nueva: Asentada) -> bool:
    """Si la tabla puede publicarse sin que nadie que sepa lo de `partes` lea lo que contestó otra persona (ADR 0021)."""
    return _protege(definicion, pregunta, nueva) and all(
        _calla(definicion, pregunta, supuestas, nueva) for supuestas in lecturas(partes)
    )


def _protege(definicion: Definicion, pregunta: str, nueva: Asentada) -> bool:
    """Contestaron al menos tantas personas como el umbral, no todas lo mismo, y ninguna celda oculta se determina."""
    if not _dichas(nueva) or not bastan(_dichas(nueva), nueva.umbral):
        return False
    claves = [c for c, _ in opciones(definicion, pregunta, nueva.cuentas)]
    nadie = vacia(definicion, nueva.poblacion, nueva.corte)
    return not delata([_tabla(claves, nadie), _tabla(claves, nueva)], SIN_RESPUESTA)


def _calla(definicion: Definicion, pregunta: str, partes: Sequence[Parte], nueva: Asentada) -> bool:
    """Restar a la tabla los perfiles, o además lo que saben de las suyas hasta tres partidos, no dice qué contestó otra.

    Los perfiles los lee cualquiera: tampoco pueden determinar una celda oculta. De lo que sabe un partido, o los que se
    junten, se cuida que queden tantas personas como el umbral y que no todas hayan dicho lo mismo, lo esconda la tabla o no:
    como siempre es así, que no se publique no dice qué contestaron.
    """
    vistas_ya = sum((parte.visibles.get(pregunta, Counter()) for parte in partes), Counter[str]())
    return a_salvo(
        _dichas(nueva) - vistas_ya, [p.calladas(pregunta) for p in partes], nueva.umbral
    ) and not _fija_una_celda(definicion, pregunta, vistas_ya, nueva)


def _dichas(nueva: Asentada) -> Counter[str]:
    return Counter({c: n for c, n in nueva.cuentas.items() if c != SIN_RESPUESTA and n})


def _fija_una_celda(definicion: Definicion, pregunta: str, sabido: Counter[str], nueva: Asentada) -> bool:
    """Si con los perfiles, que son como una tabla anterior que todo el mundo conoce entera, se determina una celda oculta."""
    if not sabido or not _dichas(nueva) - sabido:
        return False
    claves = [c for c, _ in opciones(definicion, pregunta, nueva.cuentas)]
    conocida = {c: sabido[c] for c in claves} | {SIN_RESPUESTA: nueva.poblacion - sabido.total()}
    return delata(
        [Tabla(conocida, conocida, nueva.umbral), _tabla(claves, nueva)], SIN_RESPUESTA
    ) or _la_fija_el_metodo(claves, sabido, nueva)


def _la_fija_el_metodo(claves: list[str], sabido: Counter[str], nueva: Asentada) -> bool:
    """Lo mismo, para quien además sabe cómo se decide qué se oculta."""

    def ver(cuentas: Cuentas) -> dict[str, int | Oculta]:
        return vistas(claves, replace(nueva, cuentas=cuentas))

    return fija_alguna({c: nueva.cuentas.get(c, 0) for c in claves}, sabido, SIN_RESPUESTA, ver)


def _tabla(claves: list[str], tabla: Asentada) -> Tabla:
    return Tabla({c: tabla.cuentas.get(c, 0) for c in claves}, vistas(claves, tabla), tabla.umbral)
