"""Lo que una prueba corre en otro proceso, bifurcado de un Python que ya leyó las bibliotecas.

Leer Django y lo demás era más de la mitad de lo que costaba cada orden (1.4 s de procesador; así, 0.5). Del programa no trae
nada: su entorno, sus ajustes y sus salas los lee cada proceso, y termina como cualquiera. No sirve para lo que se prueba
aislado (`-I`), con otro Python, midiendo su memoria o con un reloj movido desde fuera.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, TypedDict

# Lo que no se puede leer sin ajustes: lo lee cada proceso.
CON_AJUSTES = ("allauth", "django.contrib")
# Las que aquí no se dejaron leer, que también leerá cada proceso.
NEGADAS: set[str] = set()


class Pedido(TypedDict):
    orden: list[str]
    entorno: dict[str, str]
    carpeta: str
    aparte: str


def correr(*orden: str, entorno: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Lo mismo que `subprocess.run([sys.executable, *orden], capture_output=True, text=True)`, con `-m` o con `-c`."""
    entrada, codigos = _vivero()
    with tempfile.TemporaryDirectory() as aparte:
        pedido = Pedido(orden=[*orden], entorno={**entorno}, carpeta=str(Path.cwd()), aparte=aparte)
        entrada.write(json.dumps(pedido) + "\n")
        entrada.flush()
        codigo = int(codigos.readline())
        salida, errores = (Path(aparte, nombre).read_text(encoding="utf-8") for nombre in ("1", "2"))
    return subprocess.CompletedProcess([sys.executable, *orden], codigo, salida, errores)


@cache
def _vivero() -> tuple[IO[str], IO[str]]:
    """Uno por corrida, que se va cuando ella: por dónde se le pide y por dónde contesta."""
    limpio = {k: v for k, v in os.environ.items() if k != "PYTHONPATH" and not k.startswith("CONOCELES_")}
    uno = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=limpio, text=True
    )
    assert uno.stdin
    assert uno.stdout
    atexit.register(uno.communicate)
    return uno.stdin, uno.stdout


def main() -> None:
    """Un pedido en cada renglón de la entrada; en la salida, el código con que terminó."""
    sys.path.pop(0)  # el de las pruebas: si hace falta, lo pide quien lo pide
    propias = [*sys.path]
    for renglon in sys.stdin:
        pedido: Pedido = json.loads(renglon)
        gc.freeze()
        assert len(os.listdir("/proc/self/task")) == 1, "con hilos no se puede bifurcar"
        if not (hijo := os.fork()):
            return _ser(pedido, propias)
        codigo = os.waitstatus_to_exitcode(os.waitpid(hijo, 0)[1])
        _leer_lo_que_leyo(Path(pedido["aparte"], "leidas"))
        print(codigo, flush=True)
    return None


def _ser(pedido: Pedido, propias: list[str]) -> None:
    """Ya en el hijo: el programa que se pidió, con su entorno, su carpeta y sus salidas."""
    aparte = Path(pedido["aparte"])
    os.environ.clear()
    os.environ.update(pedido["entorno"])
    os.chdir(pedido["carpeta"])
    for numero, destino in enumerate((os.devnull, aparte / "1", aparte / "2")):
        os.dup2(os.open(destino, os.O_RDWR | os.O_CREAT), numero)
    atexit.register(_decir_leidas, aparte / "leidas")
    pedidas = pedido["entorno"].get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:] = [pedido["carpeta"], *filter(None, pedidas), *propias]
    como, que, *mas = pedido["orden"]
    sys.argv = [que, *mas]
    if como == "-m":
        runpy.run_module(que, run_name="__main__", alter_sys=True)
    else:
        sys.argv[0] = como
        exec(que, {"__name__": "__main__"})


def _decir_leidas(donde: Path) -> None:
    """Las bibliotecas que este programa usó: la próxima vez ya estarán."""
    de_fuera = [n for n, m in sys.modules.items() if "site-packages" in (getattr(m, "__file__", None) or "")]
    donde.write_text("\n".join(n for n in de_fuera if not n.startswith(CON_AJUSTES)), encoding="utf-8")


def _leer_lo_que_leyo(donde: Path) -> None:
    leidas = donde.read_text(encoding="utf-8").split() if donde.exists() else []
    faltan = [nombre for nombre in leidas if nombre not in {*sys.modules} | NEGADAS]
    while (cuantas := _se_dejan_leer(faltan)) < len(faltan):
        NEGADAS.add(faltan.pop(cuantas))
    for nombre in faltan:
        importlib.import_module(nombre)


def _se_dejan_leer(nombres: list[str]) -> int:
    """Cuántas, en ese orden, hasta la que falla. Lo prueba un hijo que se tira: un paquete que falla a medias deja
    leídos sus módulos sin enlazarlos, y quien lo importe después no los encuentra."""
    leer, escribir = os.pipe()
    if not (hijo := os.fork()):
        with suppress(BaseException):
            for nombre in nombres:
                importlib.import_module(nombre)
                os.write(escribir, b".")
        os._exit(0)
    os.close(escribir)
    with open(leer, "rb") as dichas:
        cuantas = len(dichas.read())
    os.waitpid(hijo, 0)
    return cuantas


if __name__ == "__main__":
    main()
