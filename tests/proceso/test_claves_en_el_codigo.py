"""Ninguna sala del producto conoce la clave de una pregunta: lo que de ella se hace lo declara su carpeta."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

FUENTES = RAIZ_PROYECTO / "src" / "conoceles"
# Palabras que también son otra cosa, y de qué; fuera de estos lugares no se escriben.
TAMBIEN_SON = {
    "correos": "el tipo de pregunta, y los correos que se despachan",
    "telefonos": "el tipo de pregunta",
    "joven": "el grupo de edad que fija la ley (`deriva`)",
    "mayor": "el grupo de edad que fija la ley (`deriva`)",
    "motivo": "por qué se hace un acto",
    "historia": "lo que ha pasado con un expediente, y lo que un perfil publicado dijo antes",
    "nacimiento": "la fecha de nacimiento, columna del padrón y de la fila que se publica",
    "contacto": "categoría de datos personales del inventario",
    "redes": "las redes en que publica el instituto",
    "generales": "las publicaciones que no son de una boleta",
    "propuestas": "lo que propone quien evalúa, y la columna del texto que se busca",
    "trayectoria": "la columna del texto que se busca",
}
LUGARES = {
    "correos": r"captura/pantalla|derechos/|expediente/reglas/comun|proceso/|revision/consultas",
    "telefonos": r"candidaturas/padron/|captura/pantalla|expediente/reglas/comun|proceso/|revision/consultas",
    "joven": r"proceso/",
    "mayor": r"proceso/",
    "motivo": r"(?!publicacion/|estadistica/|informes/|lector/|candidaturas/padron/|expediente/reglas/)",
    "historia": r"derechos/|revision/|publicacion/api/",
    "nacimiento": r"candidaturas/padron/|proceso/padron|publicacion/lectura/consultas",
    "contacto": r"derechos/inventario/",
    "redes": r"proceso/carga/publico/difusion|difusion/vistas/campana",
    "generales": r"difusion/calendario|proceso/(carga/publico/)?difusion",
    "propuestas": r"evaluacion/|publicacion/busqueda/",
    "trayectoria": r"publicacion/busqueda/",
}


def _claves() -> set[str]:
    """Las de las preguntas, secciones y grupos de los cuestionarios que se entregan."""
    claves: set[str] = set()
    for toml in (RAIZ_PROYECTO / "procesos").glob("*/*.toml"):
        leido = tomllib.loads(toml.read_text(encoding="utf-8"))
        if "secciones" not in leido:
            continue
        secciones, grupos = leido["secciones"], leido.get("grupos", [])
        claves |= {x["clave"] for x in [*secciones, *grupos]}
        claves |= {campo["clave"] for seccion in secciones for campo in seccion["campos"]}
    return claves


def _escritas(archivo: Path, claves: set[str]) -> set[str]:
    """Las claves que aparecen como texto: solas, en una lista separada por blancos o en una búsqueda de Django."""
    halladas = set()
    for nodo in ast.walk(ast.parse(archivo.read_text(encoding="utf-8"))):
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str):
            palabras = nodo.value.split()
            if len(palabras) == 1:
                halladas |= set(palabras[0].split("__")) & claves
            elif all(palabra in claves or "_" in palabra for palabra in palabras):
                halladas |= set(palabras) & claves
    return halladas


def _en_el_codigo(raiz: Path) -> list[tuple[str, str]]:
    claves = _claves()
    archivos = (a for a in sorted(raiz.rglob("*.py")) if "migrations" not in a.parts)  # cuentan el pasado
    return [
        (archivo.relative_to(raiz).as_posix(), clave)
        for archivo in archivos
        for clave in sorted(_escritas(archivo, claves))
    ]


def test_ninguna_sala_conoce_la_clave_de_una_pregunta() -> None:
    assert _claves() >= {"grado", "propuesta_1", "p1", "p20"}
    ajenas = [(a, c) for a, c in _en_el_codigo(FUENTES) if not re.match(LUGARES.get(c, r"(?!)"), a)]
    assert ajenas == []


def test_cada_palabra_permitida_dice_que_mas_es_y_se_usa() -> None:
    usadas = {clave for _, clave in _en_el_codigo(FUENTES)}
    assert TAMBIEN_SON.keys() == LUGARES.keys() == usadas


def test_una_clave_escrita_en_el_codigo_se_encuentra(tmp_path: Path) -> None:
    (tmp_path / "sala.py").write_text(
        'A = "p1 p2"\nB = {"grado": 1}\nC = "contenido__estatus_grado"\n"""El grado, en prosa."""\n', "utf-8"
    )
    assert [c for _, c in _en_el_codigo(tmp_path)] == ["estatus_grado", "grado", "p1", "p2"]
