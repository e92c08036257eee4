"""Las infografías de los indicadores públicos: una por tabla ya asentada, con su denominador."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conoceles.difusion.piezas import Pieza, comunes
from conoceles.estadistica.graficas import archivo, dibujables
from conoceles.estadistica.publicado import Celda, Publicado
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio import materiales as rutas


def de_indicadores(sitio: SitioPublico, indicadores: Iterable[Publicado], url: str) -> Iterator[Pieza]:
    """Las tablas que ya salieron; lo que la página protege sale aquí igual de protegido. Sin visitas: no son de nadie."""
    for indicador in indicadores:
        if rutas.se_difunde(indicador):
            yield _pieza(sitio, indicador, url)


def _pieza(sitio: SitioPublico, i: Publicado, url: str) -> Pieza:
    denominador = f"De {i['denominador']}: {i['denominador_texto'][:1].lower()}{i['denominador_texto'][1:]}."
    datos = comunes(sitio, "estadistica/", "Todas las cifras, sus tablas y cómo se cuentan.", url) | {
        "titulo": i["titulo"],
        "frase": i["frase"],
        "denominador": f"{i['numerador']}. {denominador}",
        "celdas": _barras(dibujables(i["celdas"])),
    }
    return Pieza(
        rutas.de_indicador(archivo(i)),
        "cifras",
        "vertical",
        datos,
        f"{i['titulo']}. {i['frase']} {denominador}",
    )


def _barras(celdas: Sequence[Celda]) -> list[dict[str, object]]:
    """La parte es de su total si la celda lo tiene; si no, de la mayor. Protegida, no tiene barra."""
    mayor = max((c["valor"] or 0 for c in celdas), default=0) or 1
    return [
        {
            "etiqueta": c["etiqueta"],
            "texto": c["texto"],
            "parte": None if c["valor"] is None else round(c["valor"] / (c.get("de") or mayor), 4),
        }
        for c in celdas
    ]
