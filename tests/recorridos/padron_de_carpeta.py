"""Un padrón inventado para cualquier elección, escrito como lo entrega un registro: el de las carpetas que viajan."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

from conoceles.proceso.definicion import SIN_PARTIDO, Contienda, Definicion, FuerzaDefinida
from taller.demo.nombres import nombre

COLUMNAS = (
    "CARGO", "DISTRITO", "MUNICIPIO", "PARTIDO", "NUM_LISTA_O_FORMULA", "NOMBRE", "PRIMER APELLIDO",
    "SEGUNDO APELLIDO", "CARACTER", "SEXO", "FECHA DE NACIMIENTO", "ENTIDAD",
)  # fmt: skip
Lugar = tuple[str, str]  # cómo nombra el archivo el cargo, y su número


def escribir(destino: Path, eleccion: Definicion, *, por_cargo: int, fuerzas: int) -> int:
    """Las primeras contiendas de cada cargo y las primeras fuerzas que pueden postular ahí. Devuelve cuántas personas."""
    azar, usados, cuantas = Random(eleccion.clave), set[str](), 0
    with destino.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo)
        escritor.writerow(COLUMNAS)
        for contienda in _contiendas(eleccion, por_cargo):
            cargo = eleccion.cargo(contienda.cargo)
            municipio = next((m.nombre for m in eleccion.municipios if m.clave == contienda.municipio), "")
            distrito = eleccion.distrito(contienda.distrito) if contienda.distrito else None
            entidad = distrito.entidad if distrito else ""
            for fuerza in _postulan(eleccion, contienda, fuerzas):
                for dicho, numero in _lugares(eleccion, contienda, fuerza):
                    for calidad in cargo.calidades_dichas:
                        sexo = azar.choice(("mujer", "hombre"))
                        escritor.writerow(
                            (dicho, distrito.dicho if distrito else "", municipio, fuerza.siglas, numero,
                             *nombre(azar, sexo, usados), calidad, sexo, "17/05/1980", entidad)
                        )  # fmt: skip
                        cuantas += 1
    return cuantas


def _contiendas(eleccion: Definicion, por_cargo: int) -> Iterator[Contienda]:
    for cargo in eleccion.cargos:
        yield from [c for c in eleccion.contiendas if c.cargo == cargo.clave][:por_cargo]


def _postulan(eleccion: Definicion, contienda: Contienda, cuantas: int) -> list[FuerzaDefinida]:
    """Una alianza, solo donde su convenio lo dice; y nadie que la integre."""
    aliadas = {s.fuerza for s in eleccion.siglados if s.contienda == contienda.clave}
    en_alianza = {i for f in eleccion.fuerzas if f.siglas in aliadas for i in f.integrantes}
    sueltas = [
        f
        for f in eleccion.fuerzas
        if f.siglas in aliadas
        or (not f.integrantes and f.siglas not in en_alianza and f.tipo != "independiente")
    ]
    return sorted(sueltas, key=lambda f: f.siglas not in aliadas)[:cuantas]


def _lugares(eleccion: Definicion, contienda: Contienda, fuerza: FuerzaDefinida) -> list[Lugar]:
    cargo = eleccion.cargo(contienda.cargo)
    if contienda.puestos:
        partes = [
            (p.nombre, n) for p in cargo.puestos for n in range(1, contienda.puestos.count(p.nombre) + 1)
        ]
        varios = [p.rsplit(" ", 1) for p in contienda.puestos if p not in (q.nombre for q in cargo.puestos)]
        return [*((n, "") for n, _ in partes), *((n, numero) for n, numero in varios)]
    if cargo.lista:
        return [(cargo.nombre, str(n)) for n in range(1, cargo.lista + 1)]
    cuantas = 2 if fuerza.tipo in SIN_PARTIDO else 1
    return [(cargo.nombre, str(n) if cuantas > 1 else "") for n in range(1, cuantas + 1)]
