"""Lo que una carpeta deja por confirmar, contado en sus TOML y sin el lector del sistema: juzga la hoja que se firma."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

Toml = dict[str, Any]
MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
SIN_TABLA_ES_SUPUESTO = ("revision", "conservacion", "recordatorios", "difusion")


def en_letra(dia: date) -> str:
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def leer(ruta: Path) -> Toml:
    return tomllib.loads(ruta.read_text("utf-8"))


def fechas(carpeta: Path) -> list[date]:
    """Las supuestas o sin acto, las de toda la elección y las de cada grupo."""
    calendario = leer(carpeta / "proceso.toml")["calendario"]
    de_grupos = [g.get("fechas", {}) for g in calendario.get("grupos", [])]
    dichas = [f for tabla in (calendario["fechas"], *de_grupos) for f in tabla.values()]
    return [f["dia"] for f in dichas if f.get("supuesto") or "acuerdo" not in f]


def grupos_sin_decir(carpeta: Path) -> list[str]:
    grupos = leer(carpeta / "proceso.toml")["calendario"].get("grupos", [])
    return [g["nombre"] for g in grupos if not g.get("municipios") and not g.get("distritos")]


def plazos(carpeta: Path) -> int:
    """Tablas con `supuesto = true`, fuera del calendario, y las que sin escribirse valen un supuesto."""
    toml = leer(carpeta / "proceso.toml")
    toml["calendario"] = {"captura": toml["calendario"].get("captura", {})}
    archivos = toml.get("archivos", {})
    if "estrategia" in archivos:
        toml["estrategia"] = leer(carpeta / archivos["estrategia"])
    faltan = sum(tabla not in toml for tabla in SIN_TABLA_ES_SUPUESTO)
    return faltan + sum(1 for tabla in _tablas(toml) if tabla.get("supuesto") is True)


def postulaciones(carpeta: Path) -> int:
    """Cargos con edad o lugares supuestos, fuerzas dudosas y cada grado de duda de los convenios."""
    toml = leer(carpeta / "proceso.toml")
    cargos = sum(
        c.get(clave) is True for c in toml["cargos"] for clave in ("edad_supuesto", "lista_supuesto")
    )
    fuerzas = sum(f.get("confianza") in ("inferido", "supuesto") for f in toml.get("fuerzas", []))
    convenios = carpeta / toml.get("archivos", {}).get("convenios", "no-hay.csv")
    dudas: set[str] = set()
    if convenios.is_file():
        with convenios.open(encoding="utf-8") as abierto:
            dudas = {f["confianza"] for f in csv.DictReader(abierto)} & {"inferido", "supuesto"}
    return cargos + fuerzas + len(dudas)


def rubros(carpeta: Path) -> list[str]:
    archivo = leer(carpeta / "proceso.toml").get("archivos", {}).get("rubrica")
    rubrica = leer(carpeta / archivo) if archivo else {}
    return [r["titulo"] for r in rubrica.get("rubros", [])] if rubrica.get("supuesto") else []


def normas(carpeta: Path, entidad: str, dia: date) -> tuple[list[str], list[str]]:
    """Lo que rige ese día sin quien responda por ello («regla: siglas, artículo») y las reglas que nada rige."""
    derecho = carpeta.parent / "_derecho"
    reglas = leer(derecho / "reglas.toml")
    dudosas, regidas = list[str](), set[str]()
    for ley in _leyes(derecho, entidad):
        if not (ley["desde"] <= dia <= ley.get("hasta", date.max)):
            continue
        if ley.get("lo_iniciado") == "anterior" and not ley.get("confirmo"):
            dudosas.append(f"Transitorio de {ley['siglas']}")
        for clave, precepto in ley.get("reglas", {}).items():
            regidas.add(clave)
            if not (precepto.get("confirmo") and ley.get("confirmo")):
                donde = f", {precepto['articulo']}" if precepto["articulo"] else ""
                dudosas.append(f"{reglas[clave]['que']}: {ley['siglas']}{donde}")
    return dudosas, [r["que"] for clave, r in reglas.items() if clave not in regidas]


def _leyes(derecho: Path, entidad: str) -> Iterator[Toml]:
    for archivo in derecho.glob("*.toml"):
        if archivo.name != "reglas.toml":
            toml = leer(archivo)
            if toml.pop("entidad", entidad) == entidad:
                yield from toml.values()


def _tablas(algo: object) -> Iterator[Toml]:
    if isinstance(algo, dict):
        yield algo
        for valor in algo.values():
            yield from _tablas(valor)
    elif isinstance(algo, list):
        for valor in algo:
            yield from _tablas(valor)
