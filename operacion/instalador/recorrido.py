"""Recorrer los pasos: hacia delante para poner, hacia atrás para quitar."""

from __future__ import annotations

import time
from collections.abc import Sequence

from instalador.piezas import Falla, Paso
from instalador.respuestas import GUARDADAS, Respuestas


def poner(pasos: Sequence[Paso], *, simular: bool) -> int:
    """De cada pieza que falta, dice qué es y la pone. 1 si se simuló y falta algo."""
    puestas, inicio = 0, time.monotonic()
    for numero, paso in enumerate(pasos, 1):
        print(f"{numero}/{len(pasos)} {paso.nombre}", flush=True)
        for pieza in paso.piezas:
            if pieza.esta():
                continue
            puestas += 1
            print(f"    {'haría: ' if simular else ''}{pieza.que}", flush=True)
            if not simular:
                pieza.poner()
                if not pieza.esta():
                    raise Falla(f"Se hizo, pero no quedó: {pieza.que}.")
    if simular:
        print(f"\nHaría {puestas} cosas; no cambió nada." if puestas else "\nTodo está puesto.")
        return 1 if puestas else 0
    print(
        f"\n{puestas} cosas puestas en {time.monotonic() - inicio:.0f} s."
        if puestas
        else "\nTodo estaba puesto."
    )
    return 0


def quitar(pasos: Sequence[Paso], dichas: Respuestas, *, simular: bool, con_datos: bool) -> int:
    """Lo último que se puso se quita primero. Lo que guarda datos, solo si se pide y se confirma."""
    if con_datos and not simular:
        _confirmar(dichas)
        GUARDADAS.unlink(missing_ok=True)
    quedan = []
    for paso in reversed(pasos):
        for pieza in reversed(paso.piezas):
            if not pieza.hay():
                continue
            if pieza.es_dato and not con_datos:
                quedan.append(pieza.que)
                continue
            print(f"    {'desharía: ' if simular else 'deshecho: '}{pieza.que}", flush=True)
            if not simular:
                pieza.quitar()
    if quedan:
        print("\nSe queda, porque son datos o de ellos dependen:\n    " + "\n    ".join(quedan))
    return 0


def _confirmar(dichas: Respuestas) -> None:
    print(f"Esto borra las bases, las llaves, el sitio y los respaldos de {dichas.sitio}. No hay vuelta.")
    try:
        escrito = input("Escriba el nombre del sitio para seguir: ")
    except EOFError:
        escrito = ""
    if escrito.strip() != dichas.sitio:
        raise Falla("No se confirmó: no se quitó nada.")
