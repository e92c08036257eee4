"""Se corre aparte: prepara una elección del banco y, por cada renglón que lee, echa a andar un publicador incansable.

De cada uno imprime su número de proceso; quien lo mande lo mata cuando quiera y manda otro renglón. «una vez» pide, en
cambio, una sola publicación completa, que imprime su resultado.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from random import Random
from typing import Any

from conoceles.arranque.preparacion import preparar

CANDIDATURAS = 60


def main() -> None:
    preparar()
    from conoceles.arranque.banco.publicaciones import medir
    from conoceles.nucleo.carpetas import carpetas

    taller = carpetas().datos / "taller"
    taller.mkdir()
    medir(taller, CANDIDATURAS, 1, lambda frase: None)
    print("listo", flush=True)
    for n, orden in enumerate(sys.stdin):
        _echar_a_andar(Random(n), orden.strip() == "una vez")


def _echar_a_andar(azar: Random, una_vez: bool) -> None:
    from django.db import connections

    connections.close_all()  # un proceso no hereda las conexiones de otro
    hijo = os.fork()
    if hijo == 0:
        signal.alarm(60)  # nadie lo mató: no se queda para siempre
        (_una_vez if una_vez else _sin_parar)(azar)
        os._exit(0)
    if not una_vez:
        print(hijo, flush=True)
    os.waitpid(hijo, 0)


def _una_vez(azar: Random) -> None:
    print(json.dumps([_publicar(completa=True), _publicar(completa=False)]), flush=True)


def _sin_parar(azar: Random) -> None:
    from conoceles.arranque.banco.capturas import SISTEMA
    from conoceles.arranque.banco.publicaciones import corregir
    from conoceles.candidaturas.models import Candidatura

    publicadas = list(Candidatura.objects.en(SISTEMA).filter(estado="publicada").order_by("folio"))
    while True:
        for fila in azar.sample(publicadas, azar.randint(1, 3)):
            corregir(fila, azar)
        _publicar(completa=azar.random() < 0.15)


def _publicar(*, completa: bool) -> Any:
    from conoceles.arranque.banco.eleccion import AHORA, CLAVE
    from conoceles.publicacion.arbol import Arbol
    from conoceles.publicacion.publicador import publicar, publicar_raiz

    if completa:
        (Arbol(CLAVE).carpeta / "publicador.sqlite").unlink(missing_ok=True)
    resultado = publicar(CLAVE, ahora=AHORA, cortes=completa)
    publicar_raiz(ahora=AHORA)
    return resultado


if __name__ == "__main__":
    main()
