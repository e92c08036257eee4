"""¿Un acto dejó así esta fila? La única comparación entre lo que dice la base y lo que los actos escribieron."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from conoceles.bitacora.consultas import LEIDA, autenticas_de
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import Leida
from conoceles.bitacora.selladas.recogida import CAMPO, pendientes
from conoceles.bitacora.selladas.tablas import TABLAS, DeQuien, Hoy, Sellada, tablas
from conoceles.integridad import recordadas
from conoceles.integridad.hallazgo import REMEDIO, Hallazgo, Que
from conoceles.integridad.recordadas import Consta
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.nucleo.bases.preparadas import POCOS, Preparada
from conoceles.nucleo.errores import Conflicto

Fila = TypeVar("Fila", bound=Model)


Clave = str | UUID | int  # folio, elección, clave de identidad o cuenta
_Cual = tuple[str, str]  # de quién es y el nombre de la fila


def ajeno(
    modelo: type[Model], claves: Iterable[object] | None = None, *, de: Collection[Clave] | None = None
) -> dict[str, Hallazgo]:
    """Clave de cada fila que no dejó ningún acto → qué le pasa. De esas claves, de esos dueños, o todas.

    Por claves no se dice cuáles faltan de las que no se preguntan.
    """
    halladas = {h.clave: h for h in ajenas(modelo, de=de)}
    return halladas if claves is None else {c: h for c in map(str, claves) if (h := halladas.get(c))}


def ajenas(
    *modelos: type[Model],
    de: Collection[Clave] | None = None,
    folios: Mapping[UUID, str] = {},
    leidas: Iterable[Model] | None = None,
) -> list[Hallazgo]:
    """De esas tablas, que son de la misma base y de la misma clase de dueño. Las mismas consultas para uno que para cien.

    Lo que no coincide se mira otra vez: un acto pudo confirmarse entre leer la fila y leer su entrada. Lo que la transacción en
    curso escribió y todavía no asienta no se juzga. `folios`: de cada persona, con cuál están sus actos. `leidas`: las de
    esos dueños que quien pregunta va a usar; se juzgan esas y no otra lectura, y mirarlas otra vez es suyo.
    """
    juntas = [TABLAS[modelo] for modelo in modelos]
    if not juntas or (de is not None and not de):
        return []
    parecen = comparar(juntas, de, folios, leidas)
    if not parecen or leidas is not None:
        return parecen
    suyas = [t for t in juntas if any(h.tabla is t for h in parecen)]
    duenos = sorted({h.dueno for h in parecen})
    return comparar(suyas, [suyas[0].dueno.valor(uno) for uno in duenos], folios)


def todas(base: str) -> list[Hallazgo]:
    """Todo lo que no consta en ninguna tabla de esa base, menos lo que detiene lo de su candidatura o su persona, que se dice con ella."""
    juntas: dict[DeQuien, list[type[Model]]] = {}
    for tabla in tablas():
        suya = tabla.aparte or tabla.dueno.clase in (DeQuien.ELECCION, DeQuien.NADIE)
        if suya and tabla.base == base:
            juntas.setdefault(tabla.dueno.clase, []).append(tabla.modelo)
    return [hallazgo for unas in juntas.values() for hallazgo in ajenas(*unas)]


def de_candidaturas(folios: Collection[str] | None = None) -> list[Hallazgo]:
    """Lo que detiene lo de esas candidaturas, o lo de todas. Las mismas consultas para una que para cien."""
    return ajenas(*(t.modelo for t in tablas(DeQuien.CANDIDATURA) if not t.aparte), de=folios)


def dudosas(folios: Collection[str] | None = None) -> set[str]:
    """De esas candidaturas, o de todas, las que tienen algo que ningún acto dejó así."""
    return {h.dueno for h in de_candidaturas(folios)}


def exigir_candidatura(folio: str) -> None:
    """`Conflicto`, con cómo se remedia, si algo de ella no consta: lo que el acto decidiera saldría de ahí."""
    if de_candidaturas([folio]):
        raise Conflicto(REMEDIO)


def que_constan(filas: Iterable[Fila]) -> list[Fila]:
    """De esas, que son de una tabla, y en su orden: las que un acto dejó así."""
    lista = [*filas]
    por_fuera = ajeno(type(lista[0])) if lista else {}
    return [fila for fila in lista if str(fila.pk) not in por_fuera]


def exigir(
    *modelos: type[Model], claves: Iterable[object] | None = None, de: Collection[Clave] | None = None
) -> None:
    """`Conflicto`, con cómo se remedia, si alguna de esas filas no la dejó un acto."""
    suyas = None if claves is None else {*map(str, claves)}
    halladas = [h for h in ajenas(*modelos, de=de) if suyas is None or h.clave in suyas]
    if halladas:
        cuales = sorted({h.dueno for h in halladas if h.tabla.dueno.clase is DeQuien.CANDIDATURA})
        raise Conflicto(f"{REMEDIO} Se trata de: {', '.join(cuales[:10])}." if cuales else REMEDIO)


def comparar(
    juntas: Sequence[Sellada],
    de: Collection[Clave] | None,
    folios: Mapping[UUID, str],
    leidas: Iterable[Model] | None = None,
) -> list[Hallazgo]:
    """Lo mismo, mirado una sola vez."""
    de = None if juntas[0].dueno.clase is DeQuien.NADIE else de
    filas = (t.de(de) if leidas is None else t.de_objetos(leidas) for t in juntas)
    hoy = {(fila.dueno, fila.nombre): fila for suyas in filas for fila in suyas}
    constan = _constan(juntas, de, folios)
    en_curso = pendientes(juntas[0].base).keys()
    de_cual = {tabla.tabla: tabla for tabla in juntas}
    halladas = [
        _hallazgo(de_cual[cual[1].partition(":")[0]], cual, hoy.get(cual), constan.get(cual))
        for cual in hoy.keys() | constan.keys()
        if cual[1] not in en_curso and _sello(hoy.get(cual)) != _sello(constan.get(cual))
    ]
    return sorted(_sin_las_que_esperan(halladas), key=attrgetter("dueno", "frase", "nombre"))


def _sello(fila: Hoy | Consta | None) -> str:
    return fila.sello if fila else ""


def _hallazgo(tabla: Sellada, cual: _Cual, hoy: Hoy | None, consta: Consta | None) -> Hallazgo:
    dueno, nombre = cual
    if hoy is not None:
        return Hallazgo(tabla, nombre, dueno, hoy.proceso, Que.CAMBIO if _sello(consta) else Que.SOBRA)
    return Hallazgo(tabla, nombre, dueno, consta.proceso if consta else "", Que.FALTA)


def _sin_las_que_esperan(halladas: Sequence[Hallazgo]) -> Iterator[Hallazgo]:
    """Menos las que todavía no escribe ningún acto; la que uno escribió y otro cliente volvió a abrir no es de esas."""
    esperan = set[str]()
    for tabla in {h.tabla for h in halladas if h.tabla.sin_acto and h.que is Que.SOBRA}:
        filas = tabla.modelo._base_manager.using(tabla.base).filter(tabla.sin_acto)
        esperan |= {tabla.nombre(clave) for clave in filas.values_list("pk", flat=True)}
    return (h for h in halladas if h.que is not Que.SOBRA or h.nombre not in esperan)


def _constan(
    juntas: Sequence[Sellada], de: Collection[Clave] | None, folios: Mapping[UUID, str]
) -> dict[_Cual, Consta]:
    nombres, clase = {t.tabla for t in juntas}, juntas[0].dueno.clase
    if clase is DeQuien.CUENTA:
        todas = recordadas.todas()
        return {
            (suyo, nombre): consta
            for suyo in ([*todas] if de is None else map(str, de))
            for nombre, consta in todas.get(suyo, {}).items()
            if nombre.partition(":")[0] in nombres
        }
    constan = dict[_Cual, Consta]()
    pedidas = None if de is None else {*de}
    claves = {folio: str(clave) for clave, folio in folios.items() if pedidas is None or clave in pedidas}
    for leida in _entradas(juntas, [*claves] if de is not None and clase is DeQuien.PERSONA else de):
        suyo = {DeQuien.CANDIDATURA: leida.folio, DeQuien.PERSONA: claves.get(leida.folio, "")}.get(
            clase, leida.proceso
        )
        constan |= {
            (suyo, nombre): Consta(sello, leida.proceso)
            for nombre, sello in leida.datos[CAMPO].items()
            if nombre.partition(":")[0] in nombres
        }
    return constan


def _entradas(juntas: Sequence[Sellada], de: Collection[Clave] | None) -> Iterator[Leida]:
    """Las que escribió el sistema y asientan filas, en su orden: de cada dueño, o las de sus actos."""
    if juntas[0].dueno.clase in _CON_FOLIO and de is not None and len(de) <= POCOS:
        leidas: Iterable[tuple[Any, ...]] = _DE_POCOS[juntas[0].base](de)
    else:
        leidas = _de_sus_actos(juntas, de)
    return (leida for leida in autenticas_de(leidas) if CAMPO in leida.datos)


def _de_sus_actos(juntas: Sequence[Sellada], de: Collection[Clave] | None) -> Iterator[tuple[Any, ...]]:
    entradas = Entrada.objects.using(juntas[0].base).filter(datos__has_key=CAMPO).order_by("id")
    if all(tabla.actos for tabla in juntas):
        actos = {acto for tabla in juntas for acto in tabla.actos}
        entradas = entradas.filter(acto__in=sorted(actos))
    filas = entradas.values_list(*LEIDA)
    if juntas[0].dueno.clase in _CON_FOLIO:
        return de_muchas(filas.exclude(folio=""), "folio", de, itemgetter(_FOLIO))
    return (filas if de is None else filas.filter(proceso__in=de)).iterator()


_CON_FOLIO = (DeQuien.CANDIDATURA, DeQuien.PERSONA)
_FOLIO = LEIDA.index("folio")
_DE_POCOS = {
    base: Preparada(
        lambda folios, base=base: (
            Entrada.objects.using(base).filter(folio__in=folios).order_by("id").values_list(*LEIDA)
        )
    )
    for base in ("default", "identidad")
}
