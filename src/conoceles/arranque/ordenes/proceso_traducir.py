"""`proceso traducir`: la hoja de una lengua, para quien la traduce. Guardada en la carpeta, vuelve tal cual."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.nucleo.errores import NoEncontrado

AYUDA = "Escribe la hoja CSV de una lengua con todo lo que el público lee de una elección, y lo ya traducido."
PREPARA = False


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta de la elección, la lengua y dónde escribir."""
    parser.add_argument("carpeta", metavar="CARPETA", type=Path)
    parser.add_argument("lengua", metavar="LENGUA", help="su código, como está en lenguas.toml")
    parser.add_argument("salida", metavar="SALIDA.csv", type=Path)


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Cuántos textos lleva, cuántos están traducidos y cuántos hay que revisar porque su original cambió."""
    from conoceles.proceso.carga import leer_carpeta
    from conoceles.proceso.carga.publico.traducciones import COLUMNAS
    from conoceles.proceso.lenguas.traducibles import renglones, vigentes
    from conoceles.publicacion.datos import escribir

    d = leer_carpeta(args.carpeta)
    lengua = next((x for x in d.guia.lenguas if x.clave == args.lengua), None)
    if lengua is None:
        hay = ", ".join(x.clave for x in d.guia.lenguas) or "ninguna"
        raise NoEncontrado(f"Esa elección no declara la lengua «{args.lengua}». Declara: {hay}.")
    hechos = renglones(d, lengua)
    args.salida.write_bytes(escribir.csv(COLUMNAS, hechos))
    valen = len(vigentes(d, lengua))
    atrasados = len(lengua.traducciones) - valen
    return {"archivo": str(args.salida), "textos": len(hechos), "traducidos": valen, "por_revisar": atrasados}


def texto(resultado: dict[str, object]) -> str:
    """Una frase, y qué hacer con lo que cambió."""
    frase = f"{resultado['archivo']}: {resultado['textos']} textos, {resultado['traducidos']} ya traducidos."
    if resultado["por_revisar"]:
        frase += (
            f" {resultado['por_revisar']} son de un texto que cambió: revíselos y borre la huella de su renglón, "
            "o siguen sin mostrarse."
        )
    return frase
