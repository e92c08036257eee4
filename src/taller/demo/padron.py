"""El padrón inventado, escrito como lo entrega el sistema de registro."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from conoceles.proceso.definicion import DESIGNAN, Definicion
from taller.demo.nombres import MOTES, nombre

COLUMNAS = (
    "CARGO", "DISTRITO", "PARTIDO", "COALICION", "LISTA", "NOMBRE", "PRIMER APELLIDO", "SEGUNDO APELLIDO", "CARACTER",
    "SEXO", "FECHA DE NACIMIENTO", "SOBRENOMBRE", "REELECCION", "MEDIDA COMPENSATORIA", "CLAVE DE ELECTOR",
)  # fmt: skip
SOLOS = {"MORENA": (1, 3, 4, 5, 6), "PVEM": (4, 5, 6), "PT": range(1, 15), "MC": range(1, 16)}
SHHD = (2, 7, 8, 9, 10, 11, 12, 13, 14)
INDEPENDIENTE, COMUN = 6, 15
JORNADA = date(2024, 6, 2)


@dataclass(frozen=True)
class Lugar:
    """Una fórmula por ocupar."""

    cargo: str
    distrito: str
    partido: str
    coalicion: str
    lista: int | str


def escribir(destino: Path, definicion: Definicion, azar: Random) -> Path:
    """Escribe el CSV y devuelve su ruta."""
    destino.parent.mkdir(parents=True, exist_ok=True)
    usados: set[str] = set()
    with destino.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo)
        escritor.writerow(COLUMNAS)
        for lugar in lugares(definicion):
            escritor.writerows(_formula(lugar, azar, usados, definicion))
    return destino


def lugares(definicion: Definicion) -> Iterator[Lugar]:
    """Las fórmulas de mayoría relativa de cada fuerza y las listas de representación proporcional."""
    sigla = {(s.fuerza, s.contienda): s.partido for s in definicion.siglados}
    mr, rp = definicion.cargo("diputacion-mr").nombre, definicion.cargo("diputacion-rp").nombre
    for numero in range(1, 16):
        contienda = f"diputacion-mr-{numero:02d}"
        yield Lugar(mr, str(numero), sigla["FYCXD", contienda], "FYCXD", "")
        if numero in SHHD:
            yield Lugar(mr, str(numero), sigla["SHHD", contienda], "SHHD", "")
        for siglas, distritos in SOLOS.items():
            if numero in distritos:
                yield Lugar(mr, str(numero), siglas, "", "")
    yield Lugar(mr, str(COMUN), sigla["CC", f"diputacion-mr-{COMUN:02d}"], "CC", "")
    yield Lugar(mr, str(INDEPENDIENTE), "IND", "", "")
    for fuerza in definicion.fuerzas:
        if fuerza.tipo in DESIGNAN:
            for posicion in range(1, (definicion.cargo("diputacion-rp").lista or 0) + 1):
                yield Lugar(rp, "", fuerza.siglas, "", posicion)


def _formula(lugar: Lugar, azar: Random, usados: set[str], definicion: Definicion) -> list[list[str]]:
    sexo = azar.choice(("mujer", "hombre"))
    accion = azar.choice(definicion.acciones_afirmativas).nombre if azar.random() < 0.12 else ""
    renglones = []
    for caracter in ("Propietario", "Suplente"):
        nombres, primero, segundo = nombre(azar, sexo, usados)
        nacimiento = JORNADA - timedelta(days=_dias_de_vida(accion, azar))
        renglones.append(
            [
                lugar.cargo, lugar.distrito, lugar.partido, lugar.coalicion, str(lugar.lista), nombres.upper(),
                primero.upper(), segundo.upper(), caracter, sexo.upper(), nacimiento.strftime("%d/%m/%Y"),
                azar.choice(MOTES[sexo]) if azar.random() < 0.15 else "", "Sí" if azar.random() < 0.08 else "No",
                accion, f"DEMO{azar.randint(0, 10**12):012d}",
            ]
        )  # fmt: skip
    return renglones


def _dias_de_vida(accion: str, azar: Random) -> int:
    anios = {"Jóvenes": (21, 29), "Personas adultas mayores": (61, 76)}.get(accion, (23, 68))
    return azar.randint(anios[0] * 366, anios[1] * 365)
