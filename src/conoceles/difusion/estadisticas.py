"""Las infografías de los indicadores públicos: una por tabla ya asentada, con su denominador."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conoceles.difusion.formatos.piezas import LENGUAS
from conoceles.difusion.piezas import Pieza
from conoceles.estadistica.graficas import archivo
from conoceles.estadistica.publicado import Celda, Publicado
from conoceles.nucleo.papel.letra import se_escribe
from conoceles.publicacion.instantanea.pagina import en_lengua
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio import cifras
from conoceles.publicacion.sitio import materiales as rutas
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua
from conoceles.publicacion.sitio.lenguas.tarjetas import comunes

SE_LEEN = ("titulo", "frase", "denominador", "lema", "aviso", "invitacion")


def de_indicadores(
    sitio: SitioPublico, indicadores: Sequence[Publicado], url: str, lenguas: Sequence[EnLengua] = ()
) -> Iterator[Pieza]:
    """Las tablas que ya salieron; lo que la página estima sale aquí con el mismo intervalo. Sin visitas: no son de nadie."""
    for indicador in filter(rutas.se_difunde, indicadores):
        yield _pieza(sitio, indicador, url)
        for lengua in lenguas:
            yield from _en_esa(_pieza(sitio, indicador, url + en_lengua(lengua.clave, "")), indicador, lengua)


def _en_esa(una: Pieza, i: Publicado, lengua: EnLengua) -> Iterator[Pieza]:
    """En esa lengua, si alguien tradujo su título y su frase y la letra de la casa tiene todos sus signos."""
    decir, datos = lengua.voz.llano, una.datos | {"denominador": cifras.denominador(i)}
    if any(lengua.voz.marcado(datos[clave])[1] for clave in ("titulo", "frase")):
        return
    celdas = [c | {clave: decir(c[clave]) for clave in ("etiqueta", "texto")} for c in datos["celdas"]]
    dichos = {clave: decir(datos[clave]) for clave in SE_LEEN}
    dichos["eleccion"] = ", ".join(map(decir, datos["eleccion"].split(", ", 1)))
    if se_escribe("".join([*dichos.values(), *(c["etiqueta"] + c["texto"] for c in celdas)])):
        yield replace(
            una,
            ruta=en_lengua(lengua.clave, una.ruta),
            datos=datos | dichos | {"celdas": celdas},
            alternativo=f"{dichos['titulo']}. {dichos['frase']}",
            tanda=LENGUAS,
        )


def _pieza(sitio: SitioPublico, i: Publicado, url: str) -> Pieza:
    denominador = f"De {i['denominador']}: {i['denominador_texto'][:1].lower()}{i['denominador_texto'][1:]}."
    datos = comunes(sitio, "estadistica/", "Todas las cifras, sus tablas y cómo se cuentan.", url) | {
        "titulo": i["titulo"],
        "frase": i["frase"],
        "denominador": f"{i['numerador']}. {denominador}",
        "celdas": _barras(i["celdas"]),
    }
    return Pieza(
        rutas.de_indicador(archivo(i)),
        "cifras",
        "vertical",
        datos,
        f"{i['titulo']}. {i['frase']} {denominador}",
    )


def _barras(celdas: Sequence[Celda]) -> list[dict[str, object]]:
    """La parte es de su total si la celda lo tiene; si no, de la mayor. Sin dato, no tiene barra."""
    mayor = max((c.get("hasta", c["valor"] or 0) for c in celdas), default=0) or 1
    return [
        {
            "etiqueta": c["etiqueta"],
            "texto": c["texto"],
            "parte": None if c["valor"] is None else round(c["valor"] / (c.get("de") or mayor), 4),
            "bigote": [round(n / mayor, 4) for n in {c["desde"], c["hasta"]}] if "desde" in c else [],
        }
        for c in celdas
    ]
