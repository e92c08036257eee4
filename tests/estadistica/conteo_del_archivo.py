"""Contar lo que el archivo dice, renglón por renglón y sin corregir nada."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

HOJAS = ("CANDIDATOS", "CUESTIONARIO IDENTIDAD")
SIN = "(sin respuesta)"
RANGOS = (
    ("<21", 0, 20),
    ("21-29", 21, 29),
    ("30-39", 30, 39),
    ("40-49", 40, 49),
    ("50-59", 50, 59),
    ("60+", 60, 200),
)
COLUMNAS = ("ENTIDAD", "CARGO", "SEXO", "ESCOLARIDAD", "ESTATUS_ESCOLARIDAD", "PARTIDO_COALICION")
Renglon = dict[str, str]


def renglones(ruta: Path) -> tuple[list[Renglon], list[Renglon]]:
    """Las dos hojas como diccionarios encabezado → texto: candidaturas e identidad."""
    libro = CalamineWorkbook.from_path(str(ruta))
    principal, identidad = (_filas(libro.get_sheet_by_name(nombre).to_python()) for nombre in HOJAS)
    return principal, identidad


def _filas(celdas: list[list[Any]]) -> list[Renglon]:
    """Ningún código del importador: quien juzga sus cifras no puede leer con sus ojos."""
    inicio = next(i for i, fila in enumerate(celdas) if "CARGO" in fila)
    titulos = [_texto(celda) for celda in celdas[inicio]]
    return [
        dict(zip(titulos, map(_texto, fila), strict=True))
        for fila in celdas[inicio + 1 :]
        if any(map(_texto, fila))
    ]


def _texto(celda: Any) -> str:
    entera = isinstance(celda, float) and celda.is_integer()
    return " ".join(str(int(celda) if entera else celda).split())


def contar(candidatos: list[Renglon], identidad: list[Renglon]) -> dict[str, Any]:
    """Lo mismo que trae `cifras_esperadas.json` para el archivo completo."""
    edades = [int(fila["EDAD"]) for fila in candidatos]
    preguntas = [titulo for titulo in identidad[0] if titulo[0].isdigit()]
    return {
        "rows": len(candidatos),
        "formulas": len({fila["NUM_LISTA_O_FORMULA"] for fila in candidatos}),
        "curricular_answered": sum(bool(fila["ESCOLARIDAD"]) for fila in candidatos),
        "identity_answered": sum(_contesto(fila, preguntas) for fila in identidad),
        **{c: columna(candidatos, c) for c in COLUMNAS},
        "tipo_hoja_CANDIDATOS": columna(candidatos, "TIPO_CANDIDATO"),
        "tipo_hoja_IDENTIDAD": columna(identidad, "TIPO_CANDIDATO"),
        "edad_media": round(sum(edades) / len(edades), 4),
        "edad_rangos": {n: sum(a <= e <= b for e in edades) for n, a, b in RANGOS},
        "identidad": {pregunta: columna(identidad, pregunta) for pregunta in preguntas},
    }


def columna(filas: list[Renglon], nombre: str) -> dict[str, int]:
    """Valor → renglones que lo traen."""
    return dict(Counter(fila.get(nombre) or SIN for fila in filas))


def _contesto(fila: Renglon, preguntas: list[str]) -> bool:
    return bool(fila[preguntas[0]])


def publicadas_por_su_autor(candidatos: list[Renglon]) -> dict[str, Any]:
    """La regla de la publicación ajena: rol de la primera hoja, un renglón por fórmula."""
    formulas: dict[str, Renglon] = {}
    for fila in candidatos:
        if "PROPI" in fila["TIPO_CANDIDATO"]:
            formulas.setdefault(fila["NUM_LISTA_O_FORMULA"], fila)
    elegidas = list(formulas.values())
    grupos: dict[str, list[Renglon]] = {}
    for fila in elegidas:
        grupos.setdefault(f"{fila['SEXO']}|{fila['CARGO']}", []).append(fila)
    return {
        "n": len(elegidas),
        "sexo": columna(elegidas, "SEXO"),
        "respuesta_pct": {
            g: round(100 * sum(bool(f["PROPUESTA_GENERO"]) for f in fs) / len(fs)) for g, fs in grupos.items()
        },
        "edad_media": {g: round(sum(int(f["EDAD"]) for f in fs) / len(fs)) for g, fs in grupos.items()},
    }


def corregidas(identidad: list[Renglon]) -> dict[str, Any]:
    """El rol de la hoja de identidad, que es el correcto."""
    tipos = columna(identidad, "TIPO_CANDIDATO")
    suplentes = [fila for fila in identidad if fila["TIPO_CANDIDATO"] == "SUPLENTE"]
    return {
        "propietarias": tipos["PROPIETARIA"],
        "propietarios": tipos["PROPIETARIO"],
        "suplentes": columna(suplentes, "SEXO"),
    }
