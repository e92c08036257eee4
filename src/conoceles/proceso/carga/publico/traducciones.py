"""La hoja de una lengua: CSV, un texto por renglón, con quién lo tradujo y quién lo revisó. Lo vacío sigue en español."""

from __future__ import annotations

from pathlib import Path

from conoceles.nucleo.fechas import fecha
from conoceles.nucleo.redaccion import frases, ocultos
from conoceles.nucleo.texto import sin_apostrofo
from conoceles.proceso.carga.piezas.archivos import leer_csv
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.publico.fidelidad import agrega
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.lenguas.guia import Traduccion
from conoceles.proceso.lenguas.traducibles import Traducible, traducibles

COLUMNAS = ("clave", "que", "original", "huella", "traduccion", "hizo", "reviso", "fecha")
MAXIMO = 100_000
CON_DATOS = ("marco", "fechas", "boletas")  # llevan {1}, {2} donde va un dato


def leer_traducciones(carpeta: Path, archivo: str, faltas: Faltas) -> tuple[Traduccion, ...]:
    """Los renglones con texto. Sin `huella`, la traducción es del `original` que está a su lado."""
    hechas: dict[str, Traduccion] = {}
    for fila in leer_csv(carpeta, archivo, faltas, columnas=COLUMNAS):
        dicho = {c: sin_apostrofo(fila.get(c, "")) for c in COLUMNAS}
        if not dicho["traduccion"]:
            continue
        if falta := _falta(dicho) or ("está dos veces." if dicho["clave"] in hechas else ""):
            faltas.anotar(archivo, f"renglón {fila['fila']}", falta)
            continue
        huella = dicho["huella"] or Traducible("", "", dicho["original"]).huella
        hechas[dicho["clave"]] = Traduccion(
            dicho["clave"],
            huella,
            dicho["traduccion"],
            dicho["hizo"],
            dicho["reviso"],
            fecha(dicho["fecha"]),
            int(fila["fila"]),
        )
    return tuple(hechas.values())


def comprobar_traducciones(definicion: Definicion, faltas: Faltas) -> None:
    """Lo traducido es de un texto que la elección tiene, y conserva sus datos. Lo que el sitio ya no dice no impide cargar."""
    todos = {t.clave: t for t in traducibles(definicion)}
    for lengua in definicion.guia.lenguas:
        for dicha in lengua.traducciones:
            if falta := _no_corresponde(dicha, todos.get(dicha.clave)):
                faltas.anotar(lengua.archivo, f"renglón {dicha.renglon}, {dicha.clave}", falta)


def _no_corresponde(dicha: Traduccion, original: Traducible | None) -> str:
    del_sitio = dicha.clave.startswith("marco.")
    if original is None:
        return "" if del_sitio else "no es un texto de esta elección: quite el renglón."
    if dicha.original != original.huella:
        return ""
    lugares = frases.huecos(original.texto)
    if original.grupo not in CON_DATOS or frases.huecos(dicha.texto) == lugares:
        return agrega(original, dicha.texto)
    return f"debe llevar {' '.join(f'{{{n}}}' for n in lugares) or 'el texto sin {1}'}: ahí va un dato."


def _falta(dicho: dict[str, str]) -> str:
    if not dicho["hizo"] or not dicho["reviso"]:
        return "diga quién la tradujo (`hizo`) y quién la revisó (`reviso`)."
    if dicho["hizo"].casefold() == dicho["reviso"].casefold():
        return "la revisa otra persona, no quien la tradujo."
    if dicho["fecha"] and fecha(dicho["fecha"]) is None:
        return f"«{dicho['fecha']}» no es una fecha, como 31/03/2027 o 2027-03-31."
    if len(dicho["traduccion"]) > MAXIMO:
        return f"pasa de {MAXIMO:,} letras."
    return next(
        (f for f in map(ocultos.frase, (dicho["traduccion"], dicho["hizo"], dicho["reviso"])) if f), ""
    )
