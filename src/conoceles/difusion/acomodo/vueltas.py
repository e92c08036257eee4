"""Acomodar las vueltas de boletas: a quién le toca cada lugar y cuánto difieren dos boletas."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conoceles.difusion.acomodo.asignacion import asignar

PASADAS = 12
_Veces = Counter[tuple[str, object]]  # boleta y hora, día de la semana o fecha


@dataclass(frozen=True, order=True)
class Lugar:
    """Un día y una hora local (HH:MM)."""

    dia: date
    hora: str

    @property
    def rasgos(self) -> tuple[object, ...]:
        """En lo que dos boletas no deben diferir: la hora, el día de la semana (0, lunes) y la fecha."""
        return self.hora, self.dia.weekday(), self.dia


Puestas = Sequence[tuple[Lugar, str]]  # cada lugar y su boleta


@dataclass(frozen=True)
class _Vuelta:
    """Lo que toca acomodar, con lo que en cada pasada cuesta lo mismo: lo que va después de su campaña y el sorteo."""

    lugares: Sequence[Lugar]
    boletas: Sequence[str]
    fijos: Sequence[Sequence[int]]  # de cada lugar, el de cada boleta

    def puestas(self, veces: _Veces) -> Puestas:
        """Los criterios caben en un entero: ninguno alcanza al que le antecede."""
        costos = []
        for x, suyos in zip(self.lugares, self.fijos, strict=True):
            hora, semana, fecha = x.rasgos
            repite = [veces[b, hora] + veces[b, semana] + veces[b, fecha] for b in self.boletas]
            costos.append([fijo + (r << 49) for fijo, r in zip(suyos, repite, strict=True)])
        return [(x, self.boletas[n]) for x, n in zip(self.lugares, asignar(costos), strict=True)]


def acomodar(
    semilla: str,
    lugares: Sequence[Lugar],
    vueltas: Sequence[tuple[Sequence[str], int]],
    firmes: Puestas,
    fines: Mapping[str, date],
) -> list[Puestas]:
    """De cada vuelta, sus lugares y la boleta de cada uno. `vueltas`: las boletas de cada una y cuántos lugares toma."""
    veces, desde = _contar(firmes), 0
    cortes: list[_Vuelta] = []
    for boletas, cuantos in vueltas:
        cortes.append(_vuelta(semilla, lugares[desde : desde + cuantos], boletas, fines))
        desde += cuantos
    hechas: list[Puestas] = [[] for _ in cortes]
    for _ in range(PASADAS):
        antes = list(hechas)
        for n, vuelta in enumerate(cortes):
            veces.subtract(_contar(hechas[n]))
            hechas[n] = vuelta.puestas(veces)
            veces.update(_contar(hechas[n]))
        if hechas == antes:
            break  # las que siguen darían lo mismo
    return hechas


def diferencia(puestas: Puestas, grupos: Sequence[Collection[str]]) -> int:
    """La mayor entre dos boletas de un mismo grupo: en total, en una hora, en un día de la semana y en una fecha."""
    veces = _contar(puestas)
    cuentas: dict[object, Counter[str]] = {"total": Counter(b for _, b in puestas)}
    for (boleta, rasgo), cuantas in veces.items():
        cuentas.setdefault(rasgo, Counter())[boleta] = cuantas
    return max(
        (max(c[b] for b in g) - min(c[b] for b in g) for g in grupos for c in cuentas.values()), default=0
    )


def sorteo(semilla: str, lugar: Lugar, boleta: str) -> int:
    """El de una boleta en un lugar."""
    texto = f"{semilla}|{lugar.dia.isoformat()}|{lugar.hora}|{boleta}"
    return int(hashlib.sha256(texto.encode()).hexdigest()[:8], 16)


def _contar(puestas: Puestas) -> _Veces:
    return Counter((boleta, rasgo) for lugar, boleta in puestas for rasgo in lugar.rasgos)


def _vuelta(
    semilla: str, lugares: Sequence[Lugar], boletas: Sequence[str], fines: Mapping[str, date]
) -> _Vuelta:
    fijos = [
        [
            (max(0, (x.dia - fines.get(b, date.max)).days) << 96) + sorteo(semilla, x, b) + (3 << 48)
            for b in boletas
        ]
        for x in lugares
    ]
    return _Vuelta(lugares, boletas, fijos)
