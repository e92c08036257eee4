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
   campaña; entre esas, la que menos repite hora en una misma boleta; luego, la que menos repite día de la semana; y
   entre esas, la de menor suma de sorteos. Repetir se mide con la suma, por boleta, de 2·veces + 1, donde
   «veces» son sus apariciones en las demás vueltas ya acomodadas. El sorteo de una boleta en un lugar son los primeros 8
   dígitos hexadecimales del SHA-256 de «semilla|fecha|hora|boleta». Las vueltas se acomodan en orden, seis pasadas.
5. La semilla es «semilla/0»; si con ella dos boletas difieren en más de una aparición, en total, en alguna hora o en
   algún día de la semana, se prueba «semilla/1» y así hasta «semilla/49»; vale la primera que cumple o, si ninguna, la
   primera de las que menos difieren. No se comparan las boletas que entraron después.
6. Una boleta sale del elenco al día siguiente del último de su campaña. Si el elenco cambia, lo anterior a ese día
   queda como estaba y lo que sigue se reparte otra vez: primero termina la vuelta empezada, con las boletas que siguen;
   las nuevas entran en la vuelta siguiente.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from conoceles.difusion.asignacion import asignar

VERSION = 1
PASADAS = 6
INTENTOS = 50
Clase = Literal["boleta", "persona", "general"]
_Puesto = tuple[Clase, str, str, int]  # clase, boleta, folio y vuelta
Elenco = Mapping[str, Sequence[str]]  # boleta → folios de quien encabeza cada fórmula, en su orden


@dataclass(frozen=True, order=True)
class Lugar:
    """Un día y una hora local (HH:MM)."""

    dia: date
    hora: str


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
    veteranas: set[str] | None = None  # las boletas que han estado siempre
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
    for n, (_, elenco) in enumerate(distintos):
        hechos = len(marcha.turnos)
        hasta = distintos[n + 1][0] if n + 1 < len(distintos) else date.max
        marcha.veteranas = set(elenco) if marcha.veteranas is None else marcha.veteranas & set(elenco)
        plan = _mejor(semilla, lugares[hechos:], elenco, marcha, personas=personas)
        _avanzar(marcha, [t for t in plan if t.lugar.dia < hasta], elenco)
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
    semilla: str, libres: Sequence[Lugar], elenco: Elenco, marcha: _Marcha, *, personas: bool
) -> list[Turno]:
    """El primero de los intentos en que nadie difiere en más de uno; si ninguno, el que menos."""
    menor, elegido = 0, list[Turno]()
    for n in range(INTENTOS):
        plan = _tramo(f"{semilla}/{n}", libres, elenco, marcha, personas=personas)
        difiere = diferencia([*marcha.turnos, *plan], marcha.veteranas or set())
        if n == 0 or difiere < menor:
            menor, elegido = difiere, plan
        if menor <= 1:
            break
    return elegido


def diferencia(turnos: Sequence[Turno], boletas: Collection[str]) -> int:
    """La mayor entre dos de esas boletas: en total, en una misma hora y en un mismo día de la semana."""
    cuentas: dict[object, Counter[str]] = {}
    for t in turnos:
        if t.clase == "boleta":
            for cual in ("total", t.lugar.hora, t.lugar.dia.weekday()):
                cuentas.setdefault(cual, Counter())[t.boleta] += 1
    return max(
        (max(c[b] for b in boletas) - min(c[b] for b in boletas) for c in cuentas.values() if boletas),
        default=0,
    )


def _tramo(
    semilla: str, libres: Sequence[Lugar], elenco: Elenco, marcha: _Marcha, *, personas: bool
) -> list[Turno]:
    """Cómo se reparte todo lo que queda, si el elenco ya no cambiara."""
    boletas = sorted(elenco)
    debidas = len(_debidas(elenco, marcha)) if personas else 0
    empezada = [b for b in marcha.pendientes if b in elenco]
    cabe = min(len(empezada), max(0, len(libres) - debidas))
    resto = len(libres) - cabe
    enteras = resto // len(boletas) if boletas else 0
    while enteras and resto - enteras * len(boletas) < debidas:
        enteras -= 1  # antes que empezar otra vuelta se termina la contienda empezada
    # Si no hubo ni habrá una vuelta entera, aparecen las que quepan.
    suelta = resto if boletas and not enteras and not marcha.vueltas and not empezada else 0
    de_boletas = cabe + enteras * len(boletas) + suelta
    aparte = _parejos(libres, len(libres) - de_boletas)
    propios = [n for n in range(len(libres)) if n not in aparte]
    vueltas = ([empezada] if empezada else []) + [boletas] * (enteras + bool(suelta))
    medidas = ([cabe] if empezada else []) + [len(boletas)] * enteras + ([suelta] if suelta else [])
    puestos = _por_vueltas(
        semilla,
        [libres[n] for n in propios],
        list(zip(vueltas, medidas, strict=True)),
        marcha,
        bool(empezada),
    )
    sueltos = _de_personas(semilla, len(aparte), elenco, marcha) if personas else []
    puestos |= {
        libres[n]: sueltos[k] if k < len(sueltos) else ("general", "", "", 0)
        for k, n in enumerate(sorted(aparte))
    }
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


def _por_vueltas(
    semilla: str,
    lugares: Sequence[Lugar],
    vueltas: Sequence[tuple[list[str], int]],
    marcha: _Marcha,
    empezada: bool,
) -> dict[Lugar, _Puesto]:
    firmes = [(t.lugar, t.boleta) for t in marcha.turnos if t.clase == "boleta"]
    horas = Counter((b, x.hora) for x, b in firmes)
    dias = Counter((b, x.dia.weekday()) for x, b in firmes)
    cortes, desde = [], 0
    for boletas, cuantos in vueltas:
        cortes.append((lugares[desde : desde + cuantos], boletas))
        desde += cuantos
    hechas: list[list[str]] = [[] for _ in cortes]
    for _ in range(PASADAS):
        for n, (suyos, boletas) in enumerate(cortes):
            _contar(suyos, hechas[n], horas, dias, -1)
            hechas[n] = _vuelta(semilla, suyos, boletas, horas, dias, marcha.fines)
            _contar(suyos, hechas[n], horas, dias, 1)
    primera = marcha.vueltas + (0 if empezada else 1)
    return {
        lugar: ("boleta", boleta, "", primera + n)
        for n, (suyos, _) in enumerate(cortes)
        for lugar, boleta in zip(suyos, hechas[n], strict=False)
    }


def _contar(
    lugares: Sequence[Lugar],
    boletas: Sequence[str],
    horas: Counter[tuple[str, str]],
    dias: Counter[tuple[str, int]],
    cuanto: int,
) -> None:
    for lugar, boleta in zip(lugares, boletas, strict=False):
        horas[boleta, lugar.hora] += cuanto
        dias[boleta, lugar.dia.weekday()] += cuanto


def _vuelta(
    semilla: str,
    lugares: Sequence[Lugar],
    boletas: Sequence[str],
    horas: Counter[tuple[str, str]],
    dias: Counter[tuple[str, int]],
    fines: Mapping[str, date],
) -> list[str]:
    """La boleta de cada lugar. Los criterios caben en un entero: ninguno alcanza al que le antecede."""
    costos = [
        [
            (max(0, (x.dia - fines.get(b, date.max)).days) << 144)
            + ((2 * horas[b, x.hora] + 1) << 96)
            + ((2 * dias[b, x.dia.weekday()] + 1) << 48)
            + sorteo(semilla, x, b)
            for b in boletas
        ]
        for x in lugares
    ]
    return [boletas[n] for n in asignar(costos)]


def sorteo(semilla: str, lugar: Lugar, boleta: str) -> int:
    """El de una boleta en un lugar."""
    texto = f"{semilla}|{lugar.dia.isoformat()}|{lugar.hora}|{boleta}"
    return int(hashlib.sha256(texto.encode()).hexdigest()[:8], 16)


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
