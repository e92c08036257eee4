"""Recalcula el calendario de publicaciones desde su regla y dice si el publicado es ese. Solo usa la biblioteca estándar.

Uso: recalcular.py CALENDARIO.json
El archivo y la regla están en la misma página que este programa, que no comparte código con el que hizo el calendario.
Termina con 0 si coincide, también en la veda, y es parejo; 1 si no y 2 si no se puede leer.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

Calendario = dict[str, Any]  # el archivo publicado, tal como llega
Lugar = tuple[str, str]  # día ISO y hora
Puesto = tuple[str, str, str, int]  # clase, boleta, folio y vuelta
Plan = list[tuple[Lugar, Puesto]]
Costo = list[list[int]]
Fines = dict[str, str]  # boleta → último día de su campaña, si acaba antes
Veces = Counter[tuple[str, str]]  # boleta y hora, día de la semana o fecha
Tamanos = list[tuple[list[str], int]]  # de cada vuelta, sus boletas y cuántos lugares toma
INTENTOS, MENOS, PASADAS, OTRA = 40, 2, 12, -1  # OTRA: no una vuelta de menos, sino otra que no cabe entera
SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
GENERAL: Puesto = ("general", "", "", 0)


@dataclass
class Estado:
    """Lo ya decidido antes de un cambio de elenco, y el elenco que sigue."""

    semilla: str
    personas: bool
    libres: list[Lugar]
    fines: Fines
    elenco: dict[str, list[str]] = field(default_factory=dict)
    llegan: list[str] = field(default_factory=list)
    hechos: Plan = field(default_factory=list)
    deben: list[str] = field(default_factory=list)  # boletas que faltan en la vuelta empezada
    vueltas: int = 0
    contienda: str = ""
    vistas: set[str] = field(default_factory=set)  # personas ya mostradas de esa contienda
    completas: set[str] = field(default_factory=set)
    previsto: Plan = field(default_factory=list)  # lo que seguía
    entro: dict[str, int] = field(default_factory=dict)  # boleta → con qué elenco; -1, la que se fue y volvió


def recalcular(publicado: Calendario) -> Estado:
    """Lo que la regla pone en cada lugar de campaña."""
    lugares = [(dia, hora) for dia, hora in publicado["lugares"]]
    estado = Estado(publicado["semilla"], bool(publicado["personas"]), lugares, publicado["fines"])
    tramos = _tramos(publicado)
    for n, (_, elenco) in enumerate(tramos):
        estado.llegan, estado.elenco = sorted(elenco.keys() - estado.elenco.keys()), elenco
        estado.deben = [b for b in estado.deben if b in elenco]
        estado.entro |= {b: -1 if b in estado.entro else n for b in estado.llegan}
        hasta = tramos[n + 1][0] if n + 1 < len(tramos) else "9999"
        plan = _el_mejor(estado)
        for lugar, puesto in plan:
            if lugar[0] < hasta:
                _asentar(estado, lugar, puesto)
        estado.previsto = [par for par in plan if par[0][0] >= hasta]
        estado.libres = [x for x, _ in estado.previsto]
    estado.hechos = estado.hechos or [(x, GENERAL) for x in lugares]
    return estado


def _tramos(publicado: Calendario) -> list[tuple[str, dict[str, list[str]]]]:
    """Los elencos que cambian algo. Sin vueltas de personas, quiénes están en cada boleta no importa."""
    salen: list[tuple[str, dict[str, list[str]]]] = []
    for e in sorted(publicado["elencos"], key=lambda e: str(e["desde"])):
        suyo = {b: list(f) if publicado["personas"] else [] for b, f in e["boletas"].items()}
        if not salen or salen[-1][1] != suyo:
            salen.append((e["desde"], suyo))
    return salen


def _asentar(estado: Estado, lugar: Lugar, puesto: Puesto) -> None:
    clase, boleta, folio, vuelta = puesto
    estado.hechos.append((lugar, puesto))
    if clase == "boleta":
        if vuelta > estado.vueltas:
            estado.vueltas, estado.deben = vuelta, sorted(estado.elenco)
        estado.deben = [b for b in estado.deben if b != boleta]
    if clase == "persona":
        if boleta != estado.contienda:
            estado.contienda, estado.vistas = boleta, set()
        estado.vistas.add(folio)
        if set(estado.elenco[boleta]) <= estado.vistas:
            estado.completas.add(boleta)
            estado.contienda, estado.vistas = "", set()


def _el_mejor(estado: Estado) -> Plan:
    """Puntos 5 y 7: la primera semilla con que sale parejo, con menos vueltas o como estaba; si no, la que menos difiere."""
    peores: list[tuple[int, int, Plan]] = []
    for menos in [*range(MENOS + 1), OTRA]:
        como_iba = [-1] if estado.previsto and menos == (MENOS if estado.llegan else 0) else []
        for n in [*range(INTENTOS), *como_iba]:
            plan = _plan(f"{estado.semilla}/{n}", estado, menos) if n >= 0 else _como_iba(estado)
            difieren = diferencias(estado, plan, set(estado.elenco))
            peores.append((max(difieren.values(), default=0), len(peores), plan))
            if peores[-1][0] <= 1 and len(plan) == len(estado.libres):
                return plan
    return min(peores[:INTENTOS])[2]


def diferencias(estado: Estado, plan: Plan, cuales: set[str]) -> dict[str, int]:
    """La mayor entre dos que entraron y acaban el mismo día: en total, por hora, por día de la semana y en una fecha."""
    fines, de = estado.fines, {b: (n, estado.fines.get(b)) for b, n in estado.entro.items() if n >= 0}
    grupos = [{b for b in cuales if de.get(b) == cual} for cual in {de[b] for b in cuales if b in de}]
    cuentas: dict[str, Counter[str]] = {}
    for (dia, hora), (clase, boleta, _, _) in estado.hechos + plan:
        if clase == "boleta" and dia <= fines.get(boleta, dia):
            for cual in ("total", f"hora {hora}", _semana(dia), f"fecha {dia}"):
                cuentas.setdefault(cual, Counter())[boleta] += 1
    salen: dict[str, int] = {}
    for cual, c in sorted(cuentas.items()):
        corto = "una misma fecha" if cual.startswith("fecha") else cual
        entre = [max(c[b] for b in g) - min(c[b] for b in g) for g in grupos]
        salen[corto] = max(salen.get(corto, 0), *entre, 0)
    return salen


def _deuda(estado: Estado) -> list[str]:
    """Quienes faltan de la contienda empezada."""
    return [f for f in estado.elenco.get(estado.contienda, []) if estado.personas and f not in estado.vistas]


def _como_iba(estado: Estado) -> Plan:
    """Punto 7: las que siguen, donde estaban; en lo demás, las nuevas, y luego personas o mensajes generales."""
    sobran = [x for x, p in estado.previsto if p[0] != "boleta" or p[1] not in estado.elenco]
    quedan = len(sobran) - len(_deuda(estado))
    if quedan < 0:
        return []
    tocan: list[Puesto] = [("boleta", b, "", 0) for b in estado.llegan[:quedan]]
    tocan += _personas(f"{estado.semilla}/0", len(sobran) - len(tocan), estado)
    por_lugar = dict(zip(sobran, tocan + [GENERAL] * len(sobran), strict=False))
    return [(x, por_lugar.get(x, p)) for x, p in estado.previsto]


def _plan(semilla: str, estado: Estado, menos: int) -> Plan:
    """Puntos 2 y 3: cuántas vueltas caben y qué lugares sobran."""
    todas, deuda, lugares = sorted(estado.elenco), _deuda(estado), estado.libres
    sigue = estado.deben
    cortas = min(len(sigue), max(0, len(lugares) - len(deuda)))
    quedan = len(lugares) - cortas
    enteras = quedan // len(todas) if todas else 0
    while enteras > 0 and quedan - enteras * len(todas) < len(deuda):
        enteras -= 1
    enteras = max(0, enteras - max(menos, 0))
    tamanos = ([(sigue, cortas)] if sigue else []) + [(todas, len(todas))] * enteras
    caben = min(len(todas), max(0, quedan - enteras * len(todas) - len(deuda)))
    tamanos += [(todas, caben)] if menos == OTRA and caben else []
    if todas and menos != OTRA and not enteras and not estado.vueltas and not sigue:
        tamanos = [(todas, quedan)]
    sobran = _sobrantes(lugares, len(lugares) - sum(n for _, n in tamanos))
    puestos: dict[int, Puesto] = dict.fromkeys(sobran, GENERAL)
    puestos |= dict(zip(sorted(sobran), _personas(semilla, len(sobran), estado), strict=False))
    de_boletas = [x for n, x in enumerate(lugares) if n not in sobran]
    por_lugar = dict(_acomodar(semilla, de_boletas, tamanos, estado))
    return [(x, puestos[n] if n in sobran else por_lugar[x]) for n, x in enumerate(lugares)]


def _sobrantes(lugares: list[Lugar], cuantos: int) -> set[int]:
    """Punto 3: parejos en el tiempo."""
    dias, tomados = sorted({dia for dia, _ in lugares}), set[int]()
    for n in range(cuantos):
        dia = dias[(2 * n + 1) * len(dias) // (2 * cuantos)]
        suyos = [k for k, (suyo, _) in enumerate(lugares) if suyo == dia]
        desde = suyos[n % len(suyos)]
        tomados.add(next(k for k in [*range(desde, len(lugares)), *range(desde)] if k not in tomados))
    return tomados


def _personas(semilla: str, caben: int, estado: Estado) -> list[Puesto]:
    """Primero la contienda empezada; después, por sorteo, las que quepan enteras."""
    salen: list[Puesto] = [("persona", estado.contienda, f, 0) for f in _deuda(estado)]
    orden = sorted(estado.elenco, key=lambda b: _resumen(semilla, "personas", b)) if estado.personas else []
    for boleta in orden:
        nueva = boleta not in estado.completas and boleta != estado.contienda
        if nueva and len(salen) + len(estado.elenco[boleta]) <= caben:
            salen += [("persona", boleta, f, 0) for f in estado.elenco[boleta]]
    return salen


@cache
def _resumen(*partes: str) -> str:
    return hashlib.sha256("|".join(partes).encode()).hexdigest()


def _acomodar(semilla: str, lugares: list[Lugar], tamanos: Tamanos, estado: Estado) -> Plan:
    """Punto 4: doce pasadas; en cada una, cada vuelta de la mejor manera dadas las demás."""
    quedan = iter(lugares)
    suyos = [list(islice(quedan, cuantos)) for _, cuantos in tamanos]
    veces, hechas = _veces(estado.hechos), list[Plan]([] for _ in tamanos)
    for _ in range(PASADAS):
        for n, (boletas, _) in enumerate(tamanos):
            veces.subtract(_veces(hechas[n]))
            costos = _costos(semilla, suyos[n], boletas, veces, estado.fines)
            salen = menor_suma(costos, [boletas.index(p[1]) for _, p in hechas[n]])
            primera = estado.vueltas + (0 if estado.deben else 1)
            puestos = [("boleta", boletas[k], "", primera + n) for k in salen]
            hechas[n] = list(zip(suyos[n], puestos, strict=True))
            veces.update(_veces(hechas[n]))
    return [par for hecha in hechas for par in hecha]


def _veces(plan: Plan) -> Veces:
    return Counter(
        (p[1], x) for (dia, hora), p in plan for x in (hora, _semana(dia), dia) if p[0] == "boleta"
    )


def _costos(semilla: str, lugares: list[Lugar], boletas: list[str], veces: Veces, fines: Fines) -> Costo:
    """Después de su campaña, lo que se repite y sorteo, en un número en que cada uno pesa más que todo lo que le sigue."""
    return [
        [
            max(0, (date.fromisoformat(dia) - date.fromisoformat(fines.get(b, dia))).days) * 10**60
            + sum(2 * veces[b, x] + 1 for x in (hora, _semana(dia), dia)) * 10**20
            + int(_resumen(semilla, dia, hora, b)[:8], 16)
            for b in boletas
        ]
        for dia, hora in lugares
    ]


@cache
def _semana(dia: str) -> str:
    return SEMANA[date.fromisoformat(dia).weekday()]


def menor_suma(costos: Costo, antes: list[int]) -> list[int]:
    """La columna de cada renglón con la menor suma: mientras haya un ciclo de cambios que la baje, se hace.

    `antes`: por dónde empezar, o vacío. Los renglones que faltan para ser tantos como columnas no cuestan.
    """
    columnas = len(costos[0]) if costos else 0
    cuadro = costos + [[0] * columnas] * (columnas - len(costos))
    tiene = antes + [c for c in range(columnas) if c not in antes] if antes else list(range(columnas))
    while ciclo := _ciclo(cuadro, tiene):
        for renglon, columna in zip(ciclo, [tiene[c] for c in ciclo[1:] + ciclo[:1]], strict=True):
            tiene[renglon] = columna
    return tiene[: len(costos)]


def _ciclo(cuadro: Costo, tiene: list[int]) -> list[int]:
    """Renglones que, si cada uno toma la columna del siguiente, suman menos (Bellman y Ford); vacío si no hay."""
    n = len(cuadro)
    distancia, previo, ultimo = [0] * n, [-1] * n, -1
    for _ in range(n):
        ultimo = -1
        for i in range(n):
            propia, renglon, desde = distancia[i] - cuadro[i][tiene[i]], cuadro[i], i
            for j in range(n):
                if propia + renglon[tiene[j]] < distancia[j]:
                    distancia[j], previo[j], ultimo = propia + renglon[tiene[j]], desde, j
        if ultimo < 0:
            return []
    for _ in range(n):
        ultimo = previo[ultimo]
    ciclo = [ultimo]
    while previo[ciclo[-1]] != ultimo:
        ciclo.append(previo[ciclo[-1]])
    return ciclo[::-1]


def main(argv: list[str]) -> int:
    """Línea de órdenes."""
    try:
        with open(argv[0], encoding="utf-8") as archivo:
            publicado: Calendario = json.load(archivo)
        estado = recalcular(publicado)
        hechos = estado.hechos + [((dia, hora), GENERAL) for dia, hora in publicado["lugares_de_veda"]]
        dichos = [
            ((p["dia"], p["hora"]), (p["clase"], p["boleta"], p["folio"], p["vuelta"]))
            for p in publicado["publicaciones"]
        ]
    except (IndexError, OSError, ValueError, KeyError, TypeError):
        print("No se puede leer ese calendario.", file=sys.stderr)
        return 2
    distintos = [(a, b) for a, b in zip(hechos, dichos, strict=False) if a != b]
    for debe, dice in distintos[:10]:
        print(f"{debe[0][0]} {debe[0][1]}: la regla pone {debe[1][:3]} y el publicado dice {dice}")
    difieren = diferencias(estado, [], {b for b in estado.entro if b in estado.elenco or b in estado.fines})
    for cual, difiere in difieren.items():
        print(f"{cual}: entre dos boletas, cuando más, {difiere} de diferencia")
    igual, parejo = not distintos and len(dichos) == len(hechos), max(difieren.values(), default=0) <= 1
    print(f"{len(hechos)} lugares: {'sale' if igual else 'NO sale'} de su regla.")
    print("Es parejo." if parejo else "NO es parejo: dos boletas difieren en más de una.")
    return 0 if igual and parejo else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
