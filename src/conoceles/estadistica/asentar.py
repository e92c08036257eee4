"""La única tabla de cada pregunta de identidad se decide en el corte que declara la elección."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations_with_replacement

from conoceles.estadistica import cruce
from conoceles.estadistica.identidad import (
    corte_de_identidad,
    opciones,
    preguntas,
    publicada,
    vacia,
    vistas,
)
from conoceles.estadistica.poblacion import Registro, claves_de, registros
from conoceles.estadistica.proteccion import Cuentas, Oculta, fija_alguna
from conoceles.estadistica.tiempo import Tabla, delata
from conoceles.identidad.totales import tablas as guardadas
from conoceles.identidad.totales.conteos import SIN_RESPUESTA, Conteos, conteos_sellados, conteos_sueltos
from conoceles.identidad.totales.cruces import JUNTOS
from conoceles.identidad.totales.tablas import Asentada
from conoceles.identidad.totales.tasas import cuantas_decidieron, es_decision, tasas
from conoceles.identidad.totales.visibles import conteos_visibles
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion


def asentar(clave: str, *, ahora: datetime) -> list[str]:
    """Pasado el corte de identidad, asienta la tabla de cada pregunta que no la tenga. Devuelve las publicadas.

    Lo publicado se queda: no hay segunda tabla que restar (ADR 0021). La que contaría a menos personas que el
    umbral, o que junto a los perfiles o a lo que un partido ya sabe de las suyas diría qué contestó alguien, se
    asienta sin cuentas y no se publica. Un archivo se cuenta cuando sus conteos llegan.
    """
    definicion = procesos.definicion(clave)
    corte = corte_de_identidad(definicion)
    if corte is None or ahora < corte:
        return []
    hechas = guardadas.asentadas(clave, ahora)
    pendientes = [p for p in preguntas(definicion) if _espera(definicion, hechas.get(p, []), corte)]
    if not pendientes:
        return []
    todos = registros(definicion) if definicion.historico else registros(definicion, corte)
    candidatas = _candidatas(definicion, corte, pendientes, todos)
    salen = sorted(p for p, tabla in candidatas.items() if tabla.cuentas)
    if definicion.historico:
        candidatas = {p: candidatas[p] for p in salen}
    elif cruce.CLAVE not in hechas:
        # Con una tabla ya publicada en otro corte, el cruce se podría restar a ella.
        con_todas = not any(publicada(previas) for previas in hechas.values())
        candidatas[cruce.CLAVE] = cruce.cruce(definicion, todos, corte, candidatas if con_todas else {})
    guardadas.asentar(proceso=clave, tablas=candidatas, ahora=ahora)
    return salen


def _espera(definicion: Definicion, previas: Sequence[Asentada], corte: datetime) -> bool:
    """Nada se ha publicado de esa pregunta, y antes de este corte solo se intentó cuando habían contestado pocas.

    Con más, que no saliera dice algo de ellas («todas igual»), y la tabla de después diría qué.
    """
    return publicada(previas) is None and all(
        t.corte < corte and cuantas_decidieron(claves_de(definicion), t.corte) < t.umbral for t in previas
    )


def _candidatas(
    definicion: Definicion, corte: datetime, pedidas: Sequence[str], todos: Sequence[Registro]
) -> dict[str, Asentada]:
    """La tabla de cada pregunta, o la misma sin cuentas si no puede salir."""
    partes = list(_por_quien_sabe(definicion, todos, corte, pedidas))
    sueltos, resultado = conteos_sueltos(definicion.clave), {}
    for p in pedidas:
        cuenta = sum((suya.cuentas[p] for suya in partes), sueltos.get(p, Counter()))
        tabla = _completa(definicion, cuenta, len(todos), corte)
        resultado[p] = tabla if sale(definicion, p, partes, tabla) else replace(tabla, cuentas={})
    return resultado


@dataclass(frozen=True)
class Parte:
    """Lo que sabe quien responde por unas candidaturas, y lo que de ellas se lee en sus perfiles.

    `visibles` toma la etiqueta de una acción afirmativa como si dijera todo lo de su grupo; `sin_etiquetas`, como si no dijera
    nada: de dos preguntas del grupo, una la dice y la otra no.
    """

    cuentas: Conteos
    visibles: Conteos
    sin_etiquetas: Conteos | None = None  # si no hay, lo mismo

    def dichas(self, pregunta: str) -> Counter[str]:
        return Counter({c: n for c, n in self.cuentas[pregunta].items() if c != SIN_RESPUESTA})


def _por_quien_sabe(
    definicion: Definicion, todos: Sequence[Registro], corte: datetime, pedidas: Sequence[str]
) -> Iterator[Parte]:
    """De cada partido que captura, lo suyo; de cada candidatura que no captura ninguno, lo suyo."""
    grupos: dict[str, list[Registro]] = {}
    for r in todos:
        grupos.setdefault(r.responde or r.folio, []).append(r)
    respuestas = [p for p in pedidas if not es_decision(p)]
    temas, efectos = [g.clave for g in definicion.identidad.grupos], definicion.consentimiento
    for suyos in grupos.values():
        claves = [r.clave for r in suyos]
        cuentas = conteos_sellados(claves, respuestas, corte, efectos) | tasas(claves, corte, temas)
        con_etiquetas = _a_la_vista(definicion, suyos, corte, definicion.grupos_de)
        yield Parte(
            cuentas, con_etiquetas, _a_la_vista(definicion, suyos, corte, definicion.grupos_que_muestran)
        )


def _a_la_vista(
    definicion: Definicion,
    suyos: Sequence[Registro],
    corte: datetime,
    grupos: Callable[[Collection[str]], list[str]],
) -> Conteos:
    """Lo que se lee o se leerá, persona por persona: perfiles de hoy y de mañana, y lo que dice la acción afirmativa."""
    sabidos = {r.clave: grupos(r.acciones) for r in suyos}
    return conteos_visibles([*sabidos], definicion.identidad, corte, sabidos, definicion.consentimiento)


def _completa(definicion: Definicion, cuenta: Mapping[str, int], poblacion: int, corte: datetime) -> Asentada:
    dichas = {c: n for c, n in cuenta.items() if c != SIN_RESPUESTA and n}
    faltan = max(0, poblacion - sum(dichas.values()))
    return replace(vacia(definicion, poblacion, corte), cuentas=dichas | {SIN_RESPUESTA: faltan})


def sale(definicion: Definicion, pregunta: str, partes: Sequence[Parte], nueva: Asentada) -> bool:
    """Si la tabla puede publicarse sin que nadie que sepa lo de `partes` lea lo que contestó otra persona (ADR 0021)."""
    sin_suponer = [
        replace(p, visibles=p.visibles if p.sin_etiquetas is None else p.sin_etiquetas) for p in partes
    ]
    lecturas = (
        [partes]
        if all(c.visibles == p.visibles for c, p in zip(sin_suponer, partes, strict=True))
        else [partes, sin_suponer]
    )
    return _protege(definicion, pregunta, nueva) and all(
        _calla(definicion, pregunta, supuestas, nueva) for supuestas in lecturas
    )


def _protege(definicion: Definicion, pregunta: str, nueva: Asentada) -> bool:
    """Contestaron al menos tantas personas como el umbral, no todas lo mismo, y ninguna celda oculta se determina."""
    if not _reservado(nueva, Counter()) or not _dichas(nueva):
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
    aportan = Counter(_lo_que_aporta(pregunta, parte) for parte in partes)  # muchas aportan lo mismo
    return (
        _nadie_decide_sola(aportan, nueva.umbral)
        and _reservado(nueva, vistas_ya)
        and all(_reservado(nueva, vistas_ya + sabido) for sabido in _juntos(aportan))
        and not _fija_una_celda(definicion, pregunta, vistas_ya, nueva)
    )


def _reservado(nueva: Asentada, sabido: Counter[str]) -> bool:
    """A quien sabe eso le faltan por saber tantas como el umbral, y no todas iguales; o nadie."""
    faltan = _dichas(nueva) - sabido
    return not faltan or (faltan.total() >= nueva.umbral and len(faltan) > 1)


def _dichas(nueva: Asentada) -> Counter[str]:
    return Counter({c: n for c, n in nueva.cuentas.items() if c != SIN_RESPUESTA and n})


def _nadie_decide_sola(aportan: Counter[tuple[tuple[str, int], ...]], umbral: int) -> bool:
    """Lo que contestó la única callada de quien responde por ella no decide si la tabla sale.

    Si otros tres dejaran por saber solo a ella y a gente de quienes miran, que la tabla salga diría que no contestó lo
    mismo que esa gente. Depende de cuántas son y no de qué dijeron.
    """
    cuantas = sorted((n for q in aportan.elements() if (n := sum(suyas for _, suyas in q))), reverse=True)
    if 1 not in cuantas:
        return True
    return sum(cuantas[2 * JUNTOS : -1]) >= umbral


def _juntos(aportan: Counter[tuple[tuple[str, int], ...]]) -> Iterator[Counter[str]]:
    """Lo que saben de las suyas uno, dos o tres que se junten; lo que suma igual se mira una vez."""
    vistos = set()
    for cuantos in range(1, JUNTOS + 1):
        for quienes in combinations_with_replacement(aportan, cuantos):
            sabido = sum((Counter(dict(q)) for q in quienes), Counter[str]())
            if tuple(sorted(sabido.items())) not in vistos and Counter(quienes) <= aportan:
                vistos.add(tuple(sorted(sabido.items())))
                yield sabido


def _lo_que_aporta(pregunta: str, parte: Parte) -> tuple[tuple[str, int], ...]:
    """Lo que contestaron las suyas y no se lee en su perfil."""
    calladas = parte.dichas(pregunta) - parte.visibles.get(pregunta, Counter())
    return tuple(sorted(calladas.items()))


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
