"""Las descargas de la página de estadística: de cada gráfica, sus datos y su imagen."""

from __future__ import annotations

from collections.abc import Sequence

from conoceles.estadistica import graficas
from conoceles.estadistica.publicado import Publicado
from conoceles.publicacion.datos import escribir

CARPETA = "estadistica/"
COLUMNAS = ("INDICADOR", "CLAVE", "GRUPO", "CANDIDATURAS", "DE", "TEXTO", "DENOMINADOR", "CORTE")


def archivos(indicadores: Sequence[Publicado]) -> dict[str, bytes]:
    """Ruta → contenido: CSV, SVG y PNG de cada indicador que trae cifras."""
    hechos: dict[str, bytes] = {}
    for indicador in filter(con_cifras, indicadores):
        base, svg = CARPETA + graficas.archivo(indicador), graficas.barras(indicador, suelta=True)
        hechos[f"{base}.csv"] = escribir.csv(COLUMNAS, _renglones(indicador))
        hechos[f"{base}.svg"] = svg.encode()
        hechos[f"{base}.png"] = graficas.png(svg)
    return hechos


def con_cifras(indicador: Publicado) -> bool:
    """Una tabla de identidad que todavía no sale, o que no puede salir, no tiene qué dibujar."""
    return indicador.get("estado", "asentada") == "asentada"


def sin_cifras(indicadores: Sequence[Publicado]) -> list[str]:
    """Las rutas que no deben quedar de una publicación anterior."""
    mudos = (CARPETA + graficas.archivo(i) for i in indicadores if not con_cifras(i))
    return [f"{base}.{t}" for base in mudos for t in ("csv", "svg", "png")]


def descargas(indicador: Publicado) -> list[dict[str, str]]:
    """Los tres enlaces, relativos a la página de estadística."""
    return [{"ruta": f"{graficas.archivo(indicador)}.{t}", "texto": t.upper()} for t in ("csv", "svg", "png")]


def _renglones(indicador: Publicado) -> list[list[str]]:
    return [
        [
            indicador["id"],
            celda["clave"],
            celda["etiqueta"],
            "" if celda["valor"] is None else str(celda["valor"]),
            str(celda.get("de", "")),
            celda["texto"],
            str(indicador["denominador"]),
            indicador["corte"],
        ]
        for celda in indicador["celdas"]
    ]
