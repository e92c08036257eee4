"""Tareas del obrero que sacan lo publicado de la instalación: al registro público, a sus testigos y a los espejos."""

from __future__ import annotations

from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conoceles.arranque.servicios.tareas import Memoria


def asentar(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """La firma de los informes; lo publicado, los acuses y los informes en el registro público, y sus pruebas."""
    from conoceles.informes.documento import en_registro, firmas
    from conoceles.publicacion.registro_publico import Libro

    firmas.firmar_pendientes(ahora)
    memoria.libro = memoria.libro or Libro()
    memoria.libro.al_dia(ahora, en_registro.entradas())
    return False


def testigos(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Pide cofirmas en otro hilo: un testigo que no contesta no detiene nada."""
    if memoria.libro is not None and not (memoria.pidiendo and memoria.pidiendo.is_alive()):
        memoria.pidiendo = Thread(target=memoria.libro.cofirmar, daemon=True)
        memoria.pidiendo.start()
    return False


def espejos(memoria: Memoria, clave: str, ahora: datetime) -> bool:
    """Lleva lo publicado a los espejos, cada uno en su hilo: el que no contesta no detiene nada, ni a los demás."""
    from conoceles.espejos import destinos, operaciones

    declarados, marca = destinos.declarados(), operaciones.marca()
    if memoria.declarados != declarados:
        operaciones.conservar(declarados)
        memoria.declarados = declarados
    for uno in declarados:
        hilo = memoria.llevando.get(uno.nombre)
        if hilo and hilo.is_alive():
            continue
        if memoria.llevadas.get(uno.nombre) != marca or operaciones.toca(uno, ahora):
            memoria.llevadas[uno.nombre] = marca
            memoria.llevando[uno.nombre] = Thread(target=operaciones.llevar, args=(uno, ahora), daemon=True)
            memoria.llevando[uno.nombre].start()
    return False
