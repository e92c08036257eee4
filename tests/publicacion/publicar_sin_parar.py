"""Se corre aparte: prepara una elección del banco y, por cada renglón que lee, echa a andar un publicador incansable.

El renglón dice cómo ha de acabar: un número, en cuántos pasos (abrir, escribir, renombrar o retirar un archivo) se da
muerte; «0», cuando lo maten desde fuera. De cada uno imprime su número de proceso y, cuando ya murió, otro renglón.
«una vez» pide, en cambio, una sola publicación completa, que imprime su resultado.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import warnings
from itertools import count
from random import Random
from typing import Any

from conoceles.arranque.preparacion import preparar

CANDIDATURAS = 60
PREPARA = "--prepara"
PASOS = {"open", "os.rename", "os.remove", "os.symlink", "os.rmdir", "shutil.rmtree", "sqlite3.connect"}


def main() -> None:
    preparar()
    if PREPARA in sys.argv:
        _sembrar()
        return
    # En otro proceso: lo que dibuja deja hilos vivos, y quien se va a bifurcar no debe tener más que uno.
    subprocess.run([sys.executable, "-m", "publicacion.publicar_sin_parar", PREPARA], check=True)
    _publicar(completa=False)  # trae a la memoria lo que cada hijo va a usar
    print("listo", flush=True)
    for n, orden in enumerate(sys.stdin):
        _echar_a_andar(Random(n), orden.strip())


def _sembrar() -> None:
    from conoceles.difusion.segunda import difundir
    from conoceles.nucleo.carpetas import carpetas
    from taller.banco.privado.publicaciones import sembrar
    from taller.banco.siembra.eleccion import AHORA, CLAVE

    taller = carpetas().datos / "taller"
    taller.mkdir()
    sembrar(taller, CANDIDATURAS, Random(CANDIDATURAS), lambda frase: None)
    _publicar(completa=True)
    difundir(CLAVE, ahora=AHORA, hasta=0)  # las imágenes y la muestra, a las que el sitio enlaza siempre


def _echar_a_andar(azar: Random, orden: str) -> None:
    from django.db import connections

    connections.close_all()  # un proceso no hereda las conexiones de otro
    hijo = os.fork()
    if hijo == 0:
        signal.alarm(60)  # nadie lo mató: no se queda para siempre
        if orden == "una vez":
            _una_vez()
        else:
            _sin_parar(azar, int(orden))
        os._exit(0)
    print(hijo, flush=True)
    print(os.waitpid(hijo, 0)[1], flush=True)


def _morir_al_paso(pasos: int) -> None:
    """Como un corte de luz: sin aviso y sin limpiar nada."""
    faltan = count(pasos, -1)

    def paso(evento: str, _: Any) -> None:
        if evento in PASOS and next(faltan) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(paso)


def _una_vez() -> None:
    print(json.dumps([_publicar(completa=True), _publicar(completa=False)]), flush=True)


def _sin_parar(azar: Random, pasos: int) -> None:
    from conoceles.candidaturas.models import Candidatura
    from taller.banco.privado.publicaciones import corregir
    from taller.banco.siembra.capturas import SISTEMA

    publicadas = list(Candidatura.objects.en(SISTEMA).filter(estado="publicada").order_by("folio"))
    if pasos:
        _morir_al_paso(pasos)
    while True:
        corregir(azar.choice(publicadas), azar)
        _publicar(completa=azar.random() < 0.15)


def _publicar(*, completa: bool) -> Any:
    from conoceles.publicacion.instantanea.arbol import Arbol
    from conoceles.publicacion.publicador import publicar, publicar_raiz
    from taller.banco.siembra.eleccion import AHORA, CLAVE

    if completa:
        (Arbol(CLAVE).carpeta / "publicador.sqlite").unlink(missing_ok=True)
    resultado = publicar(CLAVE, ahora=AHORA, cortes=completa)
    publicar_raiz(ahora=AHORA)
    return resultado


if __name__ == "__main__":
    warnings.simplefilter("error", DeprecationWarning)  # bifurcarse con hilos la da
    main()
