"""Recalcula el calendario de publicaciones desde su regla y dice si el publicado es ese. Solo usa la biblioteca estándar.

Uso: recalcular.py CALENDARIO.json
El archivo y la regla están en la misma página que este programa, que no comparte código con el que hizo el calendario.
Termina con 0 si coincide, también en la veda, y es parejo en total y por hora; 1 si no y 2 si no se puede leer.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

Calendario = dict[str, Any]  # el archivo publicado, tal como llega
Lugar = tuple[str, str]  # día ISO y hora
Puesto = tuple[str, str, str, int]  # clase, boleta, folio y vuelta
Costo = list[list[int]]
INTENTOS, PASADAS = 50, 6
SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
GENERAL: Puesto = ("general", "", "", 0)


@dataclass
class Estado:
    """Lo ya decidido antes de un cambio de elenco."""

    hechos: list[tuple[Lugar, Puesto]] = field(default_factory=list)
    deben: list[str] = field(default_factory=list)  # boletas que faltan en la vuelta empezada
    vueltas: int = 0
    contienda: str = ""
    vistas: set[str] = field(default_factory=set)  # personas ya mostradas de esa contienda
    completas: set[str] = field(default_factory=set)
    fines: dict[str, str] = field(default_factory=dict)  # boleta → último día de su campaña, si acaba antes


def recalcular(publicado: Calendario) -> list[tuple[Lugar, Puesto]]:
    """Lo que la regla pone en cada lugar de campaña."""
    lugares = [(dia, hora) for dia, hora in publicado["lugares"]]
    personas, estado = bool(publicado["personas"]), Estado(fines=publicado["fines"])
    tramos = _tramos(publicado)
    siempre: set[str] = set(tramos[0][1]) if tramos else set()
    for n, (_, elenco) in enumerate(tramos):
        siempre &= set(elenco)
        hasta = tramos[n + 1][0] if n + 1 < len(tramos) else "9999"
        plan = _el_mejor(
            publicado["semilla"], lugares[len(estado.hechos) :], elenco, estado, siempre, personas
        )
        for lugar, puesto in plan:
            if lugar[0] < hasta:
                _asentar(estado, lugar, puesto, elenco)
        estado.deben = [b for b in estado.deben if n + 1 == len(tramos) or b in tramos[n + 1][1]]
    return estado.hechos or [(x, GENERAL) for x in lugares]


def _tramos(publicado: Calendario) -> list[tuple[str, dict[str, list[str]]]]:
    """Los elencos que cambian algo. Sin vueltas de personas, quiénes están en cada boleta no importa."""
    salen: list[tuple[str, dict[str, list[str]]]] = []
    for e in sorted(publicado["elencos"], key=lambda e: str(e["desde"])):
        suyo = {b: list(f) if publicado["personas"] else [] for b, f in e["boletas"].items()}
        if not salen or salen[-1][1] != suyo:
            salen.append((e["desde"], suyo))
    return salen


def _asentar(estado: Estado, lugar: Lugar, puesto: Puesto, elenco: dict[str, list[str]]) -> None:
    clase, boleta, folio, vuelta = puesto
    estado.hechos.append((lugar, puesto))
    if clase == "boleta":
        if vuelta > estado.vueltas:
            estado.vueltas, estado.deben = vuelta, sorted(elenco)
        estado.deben = [b for b in estado.deben if b != boleta]
    if clase == "persona":
        if boleta != estado.contienda:
            estado.contienda, estado.vistas = boleta, set()
        estado.vistas.add(folio)
        if set(elenco[boleta]) <= estado.vistas:
            estado.completas.add(boleta)
            estado.contienda, estado.vistas = "", set()


def _el_mejor(
    semilla: str,
    lugares: list[Lugar],
    elenco: dict[str, list[str]],
    estado: Estado,
    siempre: set[str],
    personas: bool,
) -> list[tuple[Lugar, Puesto]]:
    """Punto 5: la primera semilla numerada en que nadie difiere en más de una; si ninguna, la que menos."""
    candidatos: list[tuple[int, int, list[tuple[Lugar, Puesto]]]] = []
    for n in range(INTENTOS):
        plan = _plan(f"{semilla}/{n}", lugares, elenco, estado, personas)
        candidatos.append((max(diferencias(estado.hechos + plan, siempre).values(), default=0), n, plan))
        if candidatos[-1][0] <= 1:
            break
    return min(candidatos)[2]


def diferencias(hechos: list[tuple[Lugar, Puesto]], boletas: set[str]) -> dict[str, int]:
    """La mayor diferencia entre dos de esas boletas: en total, por hora y por día de la semana."""
    cuentas: dict[str, Counter[str]] = {}
    for (dia, hora), (clase, boleta, _, _) in hechos:
        if clase == "boleta" and boleta in boletas:
            for cual in ("total", f"hora {hora}", SEMANA[date.fromisoformat(dia).weekday()]):
                cuentas.setdefault(cual, Counter())[boleta] += 1
    return {
        cual: max(c[b] for b in boletas) - min(c[b] for b in boletas) for cual, c in sorted(cuentas.items())
    }


def _plan(
    semilla: str, lugares: list[Lugar], elenco: dict[str, list[str]], estado: Estado, personas: bool
) -> list[tuple[Lugar, Puesto]]:
    """Puntos 2 y 3: cuántas vueltas caben y qué lugares sobran."""
    todas, deuda = sorted(elenco), []
    if personas:
        deuda = [f for f in elenco.get(estado.contienda, []) if f not in estado.vistas]
    sigue = [b for b in estado.deben if b in elenco]
    cortas = min(len(sigue), max(0, len(lugares) - len(deuda)))
    quedan = len(lugares) - cortas
    enteras = quedan // len(todas) if todas else 0
    while enteras > 0 and quedan - enteras * len(todas) < len(deuda):
        enteras -= 1
    tamanos = [(sigue, cortas)] if sigue else []
    tamanos += [(todas, len(todas))] * enteras
    if todas and not enteras and not estado.vueltas and not sigue:
        tamanos = [(todas, quedan)]
    sobran = _sobrantes(lugares, len(lugares) - sum(n for _, n in tamanos))
    de_boletas = [n for n in range(len(lugares)) if n not in sobran]
    puestos: dict[int, Puesto] = dict.fromkeys(sobran, GENERAL)
    if personas:
        puestos |= dict(
            zip(sorted(sobran), _personas(semilla, len(sobran), elenco, estado, deuda), strict=False)
        )
    for n, acomodada in enumerate(_acomodar(semilla, [lugares[n] for n in de_boletas], tamanos, estado)):
        for boleta in acomodada:
            puestos[de_boletas.pop(0)] = ("boleta", boleta, "", estado.vueltas + n + (0 if sigue else 1))
    return [(lugar, puestos[n]) for n, lugar in enumerate(lugares)]


def _sobrantes(lugares: list[Lugar], cuantos: int) -> set[int]:
    """Punto 3: parejos en el tiempo."""
    dias, tomados = sorted({dia for dia, _ in lugares}), set[int]()
    for n in range(cuantos):
        suyos = [
            k for k, (dia, _) in enumerate(lugares) if dia == dias[(2 * n + 1) * len(dias) // (2 * cuantos)]
        ]
        k = suyos[n % len(suyos)]
        while k in tomados:
            k = (k + 1) % len(lugares)
        tomados.add(k)
    return tomados


def _personas(
    semilla: str, caben: int, elenco: dict[str, list[str]], estado: Estado, deuda: list[str]
) -> list[Puesto]:
    """Primero la contienda empezada; después, por sorteo, las que quepan enteras."""
    salen: list[Puesto] = [("persona", estado.contienda, f, 0) for f in deuda]
    for boleta in sorted(elenco, key=lambda b: _resumen(semilla, "personas", b)):
        nueva = boleta not in estado.completas and boleta != estado.contienda
        if nueva and len(salen) + len(elenco[boleta]) <= caben:
            salen += [("persona", boleta, f, 0) for f in elenco[boleta]]
    return salen


def _resumen(*partes: str) -> str:
    return hashlib.sha256("|".join(partes).encode()).hexdigest()


def _acomodar(
    semilla: str, lugares: list[Lugar], tamanos: list[tuple[list[str], int]], estado: Estado
) -> list[list[str]]:
    """Punto 4: seis pasadas; en cada una, cada vuelta de la mejor manera dadas las demás."""
    vueltas: list[tuple[list[str], list[Lugar]]] = []
    for boletas, cuantos in tamanos:
        vueltas.append((boletas, lugares[:cuantos]))
        lugares = lugares[cuantos:]
    firmes = [(lugar, p[1]) for lugar, p in estado.hechos if p[0] == "boleta"]
    puestas: list[list[str]] = [[] for _ in vueltas]
    for _ in range(PASADAS):
        for n, (boletas, suyos) in enumerate(vueltas):
            otras = [
                par
                for m, (_, de_otra) in enumerate(vueltas)
                if m != n
                for par in zip(de_otra, puestas[m], strict=False)
            ]
            costos = _costos(semilla, suyos, boletas, firmes + otras, estado.fines)
            antes = [boletas.index(b) for b in puestas[n]]
            puestas[n] = [boletas[k] for k in menor_suma(costos, antes)]
    return puestas


def _costos(
    semilla: str,
    lugares: list[Lugar],
    boletas: list[str],
    puestas: list[tuple[Lugar, str]],
    fines: dict[str, str],
) -> Costo:
    """Después de su campaña, hora, día de la semana y sorteo, en un número en que cada uno pesa más que todo lo que le sigue."""
    veces: Counter[tuple[str, str]] = Counter()
    for (dia, hora), boleta in puestas:
        veces[boleta, hora] += 1
        veces[boleta, _semana(dia)] += 1
    return [
        [
            max(0, (date.fromisoformat(dia) - date.fromisoformat(fines.get(b, dia))).days) * 10**60
            + (2 * veces[b, hora] + 1) * 10**40
            + (2 * veces[b, _semana(dia)] + 1) * 10**20
            + int(_resumen(semilla, dia, hora, b)[:8], 16)
            for b in boletas
        ]
        for dia, hora in lugares
    ]


def _semana(dia: str) -> str:
    return SEMANA[date.fromisoformat(dia).weekday()]


def menor_suma(costos: Costo, antes: list[int]) -> list[int]:
    """La columna de cada renglón con la menor suma: mientras haya un ciclo de cambios que la baje, se hace.

    `antes`: por dónde empezar, o vacío. Los renglones que faltan para ser tantos como columnas no cuestan.
    """
    columnas = len(costos[0]) if costos else 0
    faltan = columnas - len(costos)
    cuadro = costos + [[0] * columnas] * faltan
    tiene = antes + [c for c in range(columnas) if c not in antes] if antes else list(range(columnas))
    while ciclo := _ciclo(cuadro, tiene):
        primera = tiene[ciclo[0]]
        for renglon, siguiente in pairwise(ciclo):
            tiene[renglon] = tiene[siguiente]
        tiene[ciclo[-1]] = primera
    return tiene[: len(costos)]


def _ciclo(cuadro: Costo, tiene: list[int]) -> list[int]:
    """Renglones que, si cada uno toma la columna del siguiente, suman menos (Bellman y Ford); vacío si no hay."""
    n = len(cuadro)
    distancia, previo = [0] * n, [-1] * n
    ultimo = -1
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
    ciclo, cual = [ultimo], previo[ultimo]
    while cual != ultimo:
        ciclo.append(cual)
        cual = previo[cual]
    return ciclo[::-1]


def main(argv: list[str]) -> int:
    """Línea de órdenes."""
    try:
        with open(argv[0], encoding="utf-8") as archivo:
            publicado: Calendario = json.load(archivo)
        hechos = recalcular(publicado) + [
            ((dia, hora), GENERAL) for dia, hora in publicado["lugares_de_veda"]
        ]
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
    boletas = [set(e["boletas"]) for e in publicado["elencos"]]
    siempre = set.intersection(*boletas) if boletas else set()
    difieren = diferencias(hechos, siempre)
    for cual, difiere in difieren.items():
        print(f"{cual}: entre dos boletas, cuando más, {difiere} de diferencia")
    igual = not distintos and len(dichos) == len(hechos)
    parejo = all(difiere <= 1 for cual, difiere in difieren.items() if cual not in SEMANA)
    print(f"{len(hechos)} lugares: {'sale de su regla' if igual else 'NO sale de su regla'}.")
    print("En total y por hora es parejo." if parejo else "En total o por hora NO es parejo.")
    return 0 if igual and parejo else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
