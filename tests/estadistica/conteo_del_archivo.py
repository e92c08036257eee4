"""Contar lo que el lector de padrones entrega, renglón por renglón y sin corregir nada."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from conoceles.candidaturas.padron.encabezados import Tabla, reconocer
from conoceles.candidaturas.padron.lectura import leer

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
    tablas = [tabla for hoja in leer(ruta).hojas if (tabla := reconocer(hoja))]
    [principal] = [t for t in tablas if not t.es_identidad]
    [identidad] = [t for t in tablas if t.es_identidad]
    return _filas(principal), _filas(identidad)


def _filas(tabla: Tabla) -> list[Renglon]:
    return [
        {titulo: " ".join(celda.split()) for titulo, celda in zip(tabla.encabezados, fila, strict=False)}
        for _, fila in tabla.filas
    ]


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
