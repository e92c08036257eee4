"""`comprobar`: la instalación entera, antes de abrir y cada noche."""

from __future__ import annotations

import argparse
import sys

from conoceles.arranque import entorno, preparacion
from conoceles.arranque.comprobar.hallazgo import Hallazgo, error
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import carpetas

AYUDA = "Comprueba la instalación entera: ajustes, bases, llaves, candados, cadenas, archivos, reloj y elecciones."
PREPARA = False  # lo que esté mal es justo lo que hay que decir
# Con esto no se escribe: no hay dónde, o lo escrito quedaría fuera de lo que la base espera.
SIN_ANOTAR = {
    "SIN_INSTALACION",
    "LLAVE_FALTA",
    "LLAVE_INSERVIBLE",
    "BASE_CERRADA",
    "ESQUEMA_NUEVO",
    "ESQUEMA_ATRASADO",
}
MARCAS = {"error": "ERROR", "aviso": "AVISO", "dato": "     "}


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Quien compara dos instalaciones mira la de verdad sin dejarle nada escrito."""
    parser.add_argument("--sin-anotar", action="store_true", help="no deja lo hallado en la bitácora")


def ejecutar(args: argparse.Namespace) -> list[dict[str, str]]:
    """Los hallazgos, con los errores primero. Los deja en la bitácora, si se puede, para que «Hoy» los enseñe."""
    orden = list(MARCAS)
    hallazgos = sorted(_hallazgos(), key=lambda h: orden.index(h.gravedad))
    renglones = [h.como_json() for h in hallazgos]
    if not args.sin_anotar and not {h.codigo for h in hallazgos} & SIN_ANOTAR:
        from conoceles.revision.comprobada import anotar

        anotar(renglones, ahora=reloj.ahora())
    return renglones


def _hallazgos() -> list[Hallazgo]:
    from conoceles.arranque.comprobar import tabla

    entorno.exigir_bien_escritos()
    reloj.leer_entorno()
    if not (carpetas().datos / "modo").is_file():
        frase = f"En {carpetas().datos} no hay una instalación."
        return [
            error("SIN_INSTALACION", frase, "Revise CONOCELES_DATOS, o prepárela con cualquier otra orden.")
        ]
    propios = tabla.de_los_ajustes(preparacion.modo() == "produccion")
    try:
        faltan = secretos.faltan()
    except secretos.LlaveInservible as una:
        return [*propios, error("LLAVE_INSERVIBLE", una.frase, una.remedio)]
    if faltan:
        remedio = f"Recupérelas de su resguardo y póngalas en {carpetas().secretos}."
        return [*propios, error("LLAVE_FALTA", f"Faltan llaves: {', '.join(faltan)}.", remedio)]
    preparacion.arrancar_django()
    return [*propios, *tabla.comprobar(_decir)]


def _decir(que: str) -> None:
    print(f"Comprobando: {que}…", file=sys.stderr, flush=True)


def fallo(resultado: list[dict[str, object]]) -> bool:
    """Con algún error termina con 1."""
    return any(h["gravedad"] == "error" for h in resultado)


def texto(resultado: list[dict[str, str]]) -> str:
    """Un renglón por hallazgo y otro con lo que hay que hacer."""
    renglones = []
    for h in resultado:
        donde = f" [{h['eleccion']}]" if h["eleccion"] else ""
        renglones.append(f"{MARCAS[h['gravedad']]} {h['codigo']}{donde}: {h['frase']}")
        renglones += [f"        → {h['remedio']}"] if h["remedio"] else []
    errores, avisos = (sum(h["gravedad"] == g for h in resultado) for g in ("error", "aviso"))
    return "\n".join([*renglones, f"Errores: {errores}. Avisos: {avisos}."])
