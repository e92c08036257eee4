"""Otro programa que recalcula el calendario desde la regla publicada. No comparte código con quien lo hizo."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from datetime import date
from typing import Any

Publicado = dict[str, Any]
DE_MEMORIA = 6  # boletas con que se prueban todas las maneras de acomodar una vuelta


def cuentas(publicado: Publicado, boletas: set[str]) -> dict[str, list[int]]:
    """De cada cosa que se cuenta (total, cada hora), cuántas veces salió cada una de esas boletas."""
    salen = [p for p in publicado["publicaciones"] if p["clase"] == "boleta"]
    horas = sorted({hora for _, hora in publicado["lugares"]})
    por = {"total": [sum(p["boleta"] == b for p in salen) for b in sorted(boletas)]}
    for hora in horas:
        por[hora] = [sum(p["boleta"] == b and p["hora"] == hora for p in salen) for b in sorted(boletas)]
    return por


def siempre(publicado: Publicado) -> set[str]:
    """Las boletas que estuvieron en todos los elencos."""
    return set.intersection(*(set(e["boletas"]) for e in publicado["elencos"]))


def recalcular(publicado: Publicado) -> list[tuple[str, str, str, str]]:
    """(día, hora, clase, boleta) de la campaña, con un solo elenco, sin vueltas de personas y pocas boletas."""
    [elenco] = publicado["elencos"]
    boletas = sorted(elenco["boletas"])
    assert len(boletas) <= DE_MEMORIA
    lugares = [tuple(x) for x in publicado["lugares"]]
    mejor: tuple[int, list[tuple[str, str, str, str]]] | None = None
    for n in range(50):
        plan = _intento(f"{publicado['semilla']}/{n}", lugares, boletas)
        difiere = _difiere(plan, boletas)
        if mejor is None or difiere < mejor[0]:
            mejor = difiere, plan
        if difiere <= 1:
            break
    assert mejor is not None
    return mejor[1]


def _intento(semilla: str, lugares: list[Any], boletas: list[str]) -> list[tuple[str, str, str, str]]:
    vueltas = len(lugares) // len(boletas)
    sobran = _sobran(lugares, len(lugares) - vueltas * len(boletas))
    propios = [x for n, x in enumerate(lugares) if n not in sobran]
    hechas: dict[int, tuple[str, ...]] = {}
    for _ in range(6):
        for v in range(vueltas):
            suyos = propios[v * len(boletas) : (v + 1) * len(boletas)]
            veces: dict[tuple[str, Any], int] = defaultdict(int)
            for otra, puestas in hechas.items():
                if otra != v:
                    de_otra = propios[otra * len(boletas) : (otra + 1) * len(boletas)]
                    for (dia, hora), b in zip(de_otra, puestas, strict=True):
                        veces[b, hora] += 1
                        veces[b, date.fromisoformat(dia).weekday()] += 1
            hechas[v] = min(itertools.permutations(boletas), key=lambda p: _costo(semilla, suyos, p, veces))
    puestas = [b for v in range(vueltas) for b in hechas[v]]
    de = dict(zip(propios, puestas, strict=True))
    return [
        (dia, hora, "boleta" if (dia, hora) in de else "general", de.get((dia, hora), ""))
        for dia, hora in lugares
    ]


def _costo(semilla: str, lugares: list[Any], puestas: tuple[str, ...], veces: Any) -> tuple[int, int, int]:
    horas = dias = azar = 0
    for (dia, hora), b in zip(lugares, puestas, strict=True):
        horas += 2 * veces[b, hora] + 1
        dias += 2 * veces[b, date.fromisoformat(dia).weekday()] + 1
        azar += int(hashlib.sha256(f"{semilla}|{dia}|{hora}|{b}".encode()).hexdigest()[:8], 16)
    return horas, dias, azar


def _sobran(lugares: list[Any], cuantos: int) -> set[int]:
    dias = sorted({dia for dia, _ in lugares})
    tomados: set[int] = set()
    for n in range(cuantos):
        dia = dias[int((2 * n + 1) * len(dias) / (2 * cuantos) + 1e-9)]
        suyos = [k for k, x in enumerate(lugares) if x[0] == dia]
        k = suyos[n % len(suyos)]
        while k in tomados:
            k = (k + 1) % len(lugares)
        tomados.add(k)
    return tomados


def _difiere(plan: list[tuple[str, str, str, str]], boletas: list[str]) -> int:
    grupos: dict[Any, list[str]] = defaultdict(list)
    for dia, hora, clase, b in plan:
        if clase == "boleta":
            for g in ("total", hora, date.fromisoformat(dia).weekday()):
                grupos[g].append(b)
    por = [[suyas.count(b) for b in boletas] for suyas in grupos.values()]
    return max(max(c) - min(c) for c in por)
