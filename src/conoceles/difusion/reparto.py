"""La regla con que se reparten las publicaciones entre las boletas. Pura, pública y recalculable por cualquiera.

1. Los lugares son todas las horas declaradas de cada día, en orden.
2. Las boletas van por vueltas: en cada vuelta aparece cada una, una vez. Se hacen cuantas vueltas enteras quepan; si no
   cabe ninguna, aparecen las que quepan, una vez.
3. Los lugares que sobran quedan parejos en el tiempo: de G en D días, el n-ésimo (desde cero) cae en el día
   (2n+1)·D ÷ 2G, sin fracción, a la hora n módulo las de ese día; si ya está tomado, en el siguiente libre. Ahí van
   mensajes generales o, si la elección lo declara, vueltas enteras de una contienda, fórmula por fórmula, mientras
   quepan, en el orden del SHA-256 de «semilla|personas|boleta»; si un cambio de elenco deja sin lugar a la contienda
   empezada, se le da el de la última vuelta de boletas.
4. Cada vuelta se acomoda de la manera en que suman menos los días que una boleta quedaría después del último de su
   campaña; entre esas, la que menos repite en una misma boleta la hora, el día de la semana y la fecha, sumados; y
   entre esas, la de menor suma de sorteos. Repetir se mide con la suma, por boleta, de 2·veces + 1, donde
   «veces» son sus apariciones en las demás vueltas ya acomodadas. El sorteo de una boleta en un lugar son los primeros 8
   dígitos hexadecimales del SHA-256 de «semilla|fecha|hora|boleta». Las vueltas se acomodan en orden, doce pasadas.
5. Un reparto es parejo si dos boletas que entraron el mismo día y cuya campaña acaba el mismo día no difieren en más de
   una aparición: ni en total, ni en una hora, ni en un día de la semana, ni en una fecha. No se compara la que se fue y
   volvió. La semilla es «semilla/0»; si el reparto no sale parejo, «semilla/1» y así hasta «semilla/39».
6. Una boleta sale del elenco al día siguiente del último de su campaña. Si el elenco cambia, lo anterior a ese día
   queda como estaba y lo que sigue se reparte otra vez: primero termina la vuelta empezada, con las boletas que siguen;
   las nuevas entran en la vuelta siguiente.
7. Si con ninguna semilla sale parejo y ninguna boleta entró, las que siguen conservan los lugares que tenían y los demás
   sobran. Si ni así, si entraron boletas o si es el primer reparto, se prueba con una vuelta menos y luego con dos. Si entraron
   y tampoco, las que siguen conservan sus lugares, y en los primeros que sobran, después de apartar los de la contienda
   empezada, van las nuevas, una vez cada una, por su clave. Si nada de eso sale parejo, se hace después de la última vuelta otra
   con las boletas que quepan. Y si tampoco, vale la primera semilla de las que menos difieren, con todas las vueltas.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from conoceles.difusion.acomodo.vueltas import Lugar, acomodar, diferencia

__all__ = ["VERSION", "Elenco", "Lugar", "Turno", "repartir"]

VERSION = 3
INTENTOS = 40
MENOS = 2  # vueltas que se dejan de hacer, a lo más, para que salga parejo
Clase = Literal["boleta", "persona", "general"]
_Puesto = tuple[Clase, str, str, int]  # clase, boleta, folio y vuelta
_GENERAL: _Puesto = ("general", "", "", 0)
Elenco = Mapping[str, Sequence[str]]  # boleta → folios de quien encabeza cada fórmula, en su orden


@dataclass(frozen=True)
class Turno:
    """Lo que toca en un lugar. `folio`, solo en una vuelta de personas; `numero`, desde 1."""

    numero: int
    lugar: Lugar
    clase: Clase
    boleta: str = ""
    folio: str = ""
    vuelta: int = 0


@dataclass
class _Marcha:
    """Lo ya repartido."""

    turnos: list[Turno] = field(default_factory=list)
    pendientes: list[str] = field(default_factory=list)  # boletas que faltan en la vuelta empezada
    vueltas: int = 0
    contienda: str = ""  # la de la vuelta de personas empezada
    mostrados: set[str] = field(default_factory=set)
    hechas: set[str] = field(default_factory=set)  # contiendas con su vuelta de personas
    plan: Sequence[Turno] = ()  # lo que estaba previsto desde aquí
    entraron: dict[str, int] = field(
        default_factory=dict
    )  # boleta → con qué elenco; -1, la que se fue y volvió
    fines: Mapping[str, date] = field(default_factory=dict)  # boleta → último día de su campaña


def repartir(
    semilla: str,
    lugares: Sequence[Lugar],
    elencos: Sequence[tuple[date, Elenco]],
    *,
    personas: bool = False,
    fines: Mapping[str, date],
) -> list[Turno]:
    """Un turno por lugar. `elencos`: cada uno rige desde su día; el primero, desde el principio. `fines`: el último día
    de campaña de cada boleta."""
    marcha, distintos = _Marcha(fines=fines), _distintos(elencos, personas=personas)
    antes: Elenco = {}
    for n, (_, elenco) in enumerate(distintos):
        hechos = len(marcha.turnos)
        hasta = distintos[n + 1][0] if n + 1 < len(distintos) else date.max
        llegan = sorted(elenco.keys() - antes.keys())
        marcha.entraron |= {b: -1 if b in marcha.entraron else n for b in llegan}
        plan = _mejor(semilla, lugares[hechos:], elenco, marcha, llegan if n else [], personas=personas)
        firmes = [t for t in plan if t.lugar.dia < hasta]
        _avanzar(marcha, firmes, elenco)
        marcha.plan, antes = plan[len(firmes) :], elenco
    return marcha.turnos


def _distintos(elencos: Sequence[tuple[date, Elenco]], *, personas: bool) -> list[tuple[date, Elenco]]:
    """Sin los que no cambian nada de lo que se reparte: sin vueltas de personas, quién está en cada boleta no importa."""
    quedan: list[tuple[date, Elenco]] = []
    for desde, elenco in sorted(elencos, key=lambda e: e[0]):
        util = {b: tuple(f) if personas else () for b, f in elenco.items()}
        if not quedan or util != {b: tuple(f) if personas else () for b, f in quedan[-1][1].items()}:
            quedan.append((desde, elenco))
    return quedan


def _mejor(
    semilla: str,
    libres: Sequence[Lugar],
    elenco: Elenco,
    marcha: _Marcha,
    llegan: Sequence[str],
    *,
    personas: bool,
) -> list[Turno]:
    """El primer reparto parejo de los que la regla prueba; si ninguno, el que menos difiere con todas las vueltas."""
    grupos, firmes = _comparables(elenco, marcha), _apariciones(marcha, marcha.turnos)
    menor, elegido = 0, list[Turno]()
    for k, plan in _candidatos(semilla, libres, elenco, marcha, llegan, personas=personas):
        difiere = diferencia([*firmes, *_apariciones(marcha, plan)], grupos)
        if difiere <= 1:
            return plan
        if not elegido or (k < INTENTOS and difiere < menor):
            menor, elegido = difiere, plan
    return elegido


def _candidatos(
    semilla: str,
    libres: Sequence[Lugar],
    elenco: Elenco,
    marcha: _Marcha,
    llegan: Sequence[str],
    *,
    personas: bool,
) -> Iterator[tuple[int, list[Turno]]]:
    """Numerados, en el orden en que se prueban; los primeros son los de todas las vueltas."""
    igual = _como_estaba(semilla, elenco, marcha, llegan, personas=personas)
    for menos in range(MENOS + 1):
        for n in range(INTENTOS):
            cual = f"{semilla}/{n}"
            plan = _tramo(cual, libres, elenco, marcha, personas=personas, menos=menos)
            yield menos * INTENTOS + n, plan
        if igual and menos == (MENOS if llegan else 0):
            yield INTENTOS, igual
    for n in range(INTENTOS):
        cual = f"{semilla}/{n}"
        plan = _tramo(cual, libres, elenco, marcha, personas=personas, menos=0, otra=True)
        yield (MENOS + 1) * INTENTOS + n, plan


def _comparables(elenco: Elenco, marcha: _Marcha) -> list[set[str]]:
    """Las que entraron el mismo día y acaban el mismo día."""
    grupos: dict[tuple[int, date | None], set[str]] = {}
    for b in elenco:
        if marcha.entraron[b] >= 0:
            grupos.setdefault((marcha.entraron[b], marcha.fines.get(b)), set()).add(b)
    return list(grupos.values())


def _apariciones(marcha: _Marcha, turnos: Sequence[Turno]) -> list[tuple[Lugar, str]]:
    """Las de boletas, sin las que quedarían después de su campaña: no llegan a publicarse."""
    return [
        (t.lugar, t.boleta)
        for t in turnos
        if t.clase == "boleta" and t.lugar.dia <= marcha.fines.get(t.boleta, date.max)
    ]


def _como_estaba(
    semilla: str, elenco: Elenco, marcha: _Marcha, llegan: Sequence[str], *, personas: bool
) -> list[Turno]:
    """Lo previsto, con las boletas que siguen donde estaban; vacío si no había o si ya no cabe la contienda empezada."""
    sobran = [t for t in marcha.plan if t.clase != "boleta" or t.boleta not in elenco]
    debidas = len(_debidas(elenco, marcha)) if personas else 0
    if debidas > len(sobran):
        return []
    sueltos: list[_Puesto] = [("boleta", b, "", 0) for b in llegan][: len(sobran) - debidas]
    if personas:
        sueltos += _de_personas(f"{semilla}/0", len(sobran) - len(sueltos), elenco, marcha)
    sueltos += [_GENERAL] * (len(sobran) - len(sueltos))
    puestos = {t.numero: p for t, p in zip(sobran, sueltos, strict=True)}
    return [Turno(t.numero, t.lugar, *puestos[t.numero]) if t.numero in puestos else t for t in marcha.plan]


def _tramo(
    semilla: str,
    libres: Sequence[Lugar],
    elenco: Elenco,
    marcha: _Marcha,
    *,
    personas: bool,
    menos: int,
    otra: bool = False,
) -> list[Turno]:
    """Cómo se reparte todo lo que queda, si el elenco ya no cambiara, con `menos` vueltas de las que caben.

    `otra`: y después de la última, otra con las boletas que quepan.
    """
    boletas = sorted(elenco)
    debidas = len(_debidas(elenco, marcha)) if personas else 0
    empezada = [b for b in marcha.pendientes if b in elenco]
    cabe = min(len(empezada), max(0, len(libres) - debidas))
    resto = len(libres) - cabe
    enteras = resto // len(boletas) if boletas else 0
    while enteras and resto - enteras * len(boletas) < debidas:
        enteras -= 1  # antes que empezar otra vuelta se termina la contienda empezada
    enteras = max(0, enteras - menos)
    # Si no hubo ni habrá una vuelta entera, aparecen las que quepan.
    suelta = resto if boletas and not enteras and not marcha.vueltas and not empezada else 0
    if otra and boletas:
        suelta = min(len(boletas), max(0, resto - enteras * len(boletas) - debidas))
    de_boletas = cabe + enteras * len(boletas) + suelta
    aparte = _parejos(libres, len(libres) - de_boletas)
    propios = [n for n in range(len(libres)) if n not in aparte]
    vueltas = [(empezada, cabe)] if empezada else []
    vueltas += [(boletas, len(boletas))] * enteras + ([(boletas, suelta)] if suelta else [])
    puestas = acomodar(
        semilla, [libres[n] for n in propios], vueltas, _apariciones(marcha, marcha.turnos), marcha.fines
    )
    primera = marcha.vueltas + (0 if empezada else 1)
    puestos: dict[Lugar, _Puesto] = {
        x: ("boleta", b, "", primera + n) for n, vuelta in enumerate(puestas) for x, b in vuelta
    }
    sueltos = _de_personas(semilla, len(aparte), elenco, marcha) if personas else []
    puestos |= {libres[n]: sueltos[k] if k < len(sueltos) else _GENERAL for k, n in enumerate(sorted(aparte))}
    hechos = len(marcha.turnos)
    return [Turno(hechos + n, lugar, *puestos[lugar]) for n, lugar in enumerate(libres, 1)]


def _parejos(libres: Sequence[Lugar], cuantos: int) -> set[int]:
    """Los lugares que sobran, por su posición: parejos en los días y alternando la hora."""
    dias = sorted({x.dia for x in libres})
    de_dia = {d: [n for n, x in enumerate(libres) if x.dia == d] for d in dias}
    tomados: set[int] = set()
    for n in range(cuantos):
        suyos = de_dia[dias[(2 * n + 1) * len(dias) // (2 * cuantos)]]
        desde = suyos[n % len(suyos)]
        vuelta = [*range(desde, len(libres)), *range(desde)]
        tomados.add(next(k for k in vuelta if k not in tomados))
    return tomados


def _de_personas(semilla: str, lugares: int, elenco: Elenco, marcha: _Marcha) -> list[_Puesto]:
    """Vueltas enteras de una contienda: primero la empezada; después, por sorteo, las que quepan completas."""
    puestos: list[_Puesto] = [("persona", marcha.contienda, f, 0) for f in _debidas(elenco, marcha)]
    orden = sorted(elenco, key=lambda b: hashlib.sha256(f"{semilla}|personas|{b}".encode()).hexdigest())
    for boleta in orden:
        if boleta in marcha.hechas or boleta == marcha.contienda:
            continue
        if len(puestos) + len(elenco[boleta]) <= lugares:
            puestos += [("persona", boleta, f, 0) for f in elenco[boleta]]
    return puestos


def _debidas(elenco: Elenco, marcha: _Marcha) -> list[str]:
    """Las que faltan de la contienda empezada."""
    return [f for f in elenco.get(marcha.contienda, ()) if f not in marcha.mostrados]


def _avanzar(marcha: _Marcha, turnos: Sequence[Turno], elenco: Elenco) -> None:
    """Lo que queda firme de un tramo."""
    marcha.pendientes = [b for b in marcha.pendientes if b in elenco]
    for turno in turnos:
        marcha.turnos.append(turno)
        if turno.clase == "boleta":
            if turno.vuelta > marcha.vueltas:
                marcha.vueltas, marcha.pendientes = turno.vuelta, sorted(elenco)
            marcha.pendientes = [b for b in marcha.pendientes if b != turno.boleta]
        elif turno.clase == "persona":
            if turno.boleta != marcha.contienda:
                marcha.contienda, marcha.mostrados = turno.boleta, set()
            marcha.mostrados.add(turno.folio)
            if marcha.mostrados >= set(elenco[turno.boleta]):
                marcha.hechas.add(turno.boleta)
                marcha.contienda, marcha.mostrados = "", set()
