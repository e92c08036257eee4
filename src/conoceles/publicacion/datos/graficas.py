"""Las descargas de la página de estadística: de cada gráfica, sus datos y su imagen."""

from __future__ import annotations

from collections.abc import Sequence

from conoceles.estadistica import graficas
from conoceles.estadistica.publicado import Celda, Publicado
from conoceles.nucleo.nucleos import Hacer, aparte
from conoceles.publicacion.datos import escribir
from conoceles.publicacion.instantanea.pagina import en_lengua

CARPETA = "estadistica/"
TIPOS = ("csv", "svg", "png")
ALTA = 30_000  # octetos de un SVG de un centenar de barras
COLUMNAS = ("INDICADOR", "CLAVE", "GRUPO", "CANDIDATURAS", "DE", "TEXTO", "DENOMINADOR", "CORTE")
ESTIMADAS = ("ESTIMADO", "DESDE", "HASTA", "CONTADAS_EXACTAS", "EPSILON")  # de una tabla con azar


def archivos(
    indicadores: Sequence[Publicado],
    lengua: str = "",
    decir: graficas.Decir = graficas.tal_cual,
    hacer: Hacer | None = None,
) -> dict[str, bytes]:
    """Ruta → contenido: CSV, SVG y PNG de cada indicador que trae cifras. `hacer`: quién dibuja las imágenes.

    En otra lengua, solo de aquellos cuyo título y frase alguien tradujo: los demás se ofrecen en español.
    """
    carpeta, hechos = en_lengua(lengua, CARPETA) if lengua else CARPETA, dict[str, bytes]()
    for indicador in filter(con_cifras, indicadores):
        if any(decir(texto)[1] for texto in (indicador["titulo"], indicador["frase"])):
            continue
        base = carpeta + graficas.archivo(indicador)
        svg = graficas.barras(indicador, suelta=True, decir=decir, lengua=lengua)
        columnas = [decir(c)[0] for c in (*COLUMNAS, *(ESTIMADAS if "epsilon" in indicador else ()))]
        hechos[f"{base}.csv"] = escribir.csv(columnas, _renglones(indicador, decir))
        hechos[f"{base}.svg"] = svg.encode()
        hechos[f"{base}.png"] = hacer(graficas.png, svg) if hacer else _en_puntos(svg)
    return hechos


def _en_puntos(svg: str) -> bytes:
    """La de muchas barras, en otro proceso: pide cientos de MB, y quien dibuja no los devuelve hasta que termina."""
    if len(svg) < ALTA:
        return graficas.png(svg)
    with aparte(de_veras=True) as hacer:
        return bytes(hacer(graficas.png, svg))


def con_cifras(indicador: Publicado) -> bool:
    """Una tabla de identidad que todavía no sale no tiene qué dibujar."""
    return indicador.get("estado", "asentada") == "asentada"


def sin_cifras(indicadores: Sequence[Publicado]) -> list[str]:
    """Las rutas que no deben quedar de una publicación anterior."""
    mudos = (CARPETA + graficas.archivo(i) for i in indicadores if not con_cifras(i))
    return [f"{base}.{t}" for base in mudos for t in TIPOS]


def descargas(indicador: Publicado) -> list[dict[str, str]]:
    """Los tres enlaces, relativos a la página de estadística."""
    return [{"ruta": f"{graficas.archivo(indicador)}.{t}", "texto": t.upper()} for t in TIPOS]


def _renglones(indicador: Publicado, decir: graficas.Decir) -> list[list[str]]:
    return [
        [
            indicador["id"],
            celda["clave"],
            decir(celda["etiqueta"])[0],
            "" if celda["valor"] is None else str(celda["valor"]),
            str(celda.get("de", "")),
            decir(celda["texto"])[0],
            str(indicador["denominador"]),
            indicador["corte"],
            *_estimada(indicador, celda),
        ]
        for celda in indicador["celdas"]
    ]


def _estimada(indicador: Publicado, celda: Celda) -> list[str]:
    if "epsilon" not in indicador:
        return []
    cifra = (celda["estimado"], celda["desde"], celda["hasta"], celda["contadas_exactas"])
    return [*map(str, cifra), str(indicador["epsilon"])]
