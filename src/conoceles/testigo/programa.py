"""Un testigo del registro público: cofirma solo lo que extiende lo que ya vio. Solo usa la biblioteca estándar.

Uso: testigo crear CARPETA NOMBRE            crea la llave; NOMBRE es una dirección suya sin «https://»
     testigo vigilar CARPETA LLAVE [DIRECCIÓN]   vigila un registro, o acepta una llave nueva de él
     testigo dejar CARPETA LLAVE             deja de aceptar una llave revocada
     testigo llave CARPETA                   dice su llave, para que la pongan en la política
     testigo correr CARPETA [--anfitrion A] [--puerto P]   atiende hasta que se le detenga
LLAVE es la de verificación del registro, como va en su política («nombre+identidad+base64»), obtenida por un medio
distinto del sitio. DIRECCIÓN es donde se publica, terminada en «/log»; si no se da, la que dice el nombre de la llave. Antes de su
primera firma el testigo lee ahí lo publicado y lo compara con lo que recuerda: mientras no pueda, atiende y no firma. Con «-» no
compara, y entonces no notaría que le repusieron una copia vieja de su carpeta. Termina con 0 si hizo lo pedido y 2 si no pudo.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from conoceles.lector.registro import nota
from conoceles.lector.registro.nota import NotaMala
from conoceles.testigo import memoria, servidor
from conoceles.testigo.memoria import Carpeta, SinMemoria
from conoceles.testigo.olvido import Comparador


class _Opciones(argparse.ArgumentParser):
    """La ayuda y el error de argparse, en español: este archivo se usa también fuera de este repositorio."""

    def format_help(self) -> str:
        return f"{__doc__ or ''}"

    def error(self, message: str) -> NoReturn:
        self.exit(2, "No se entiende lo pedido. Con --help se explica.\n")


def main(argv: list[str] | None = None) -> int:
    """Línea de órdenes."""
    opciones = _Opciones(allow_abbrev=False)
    opciones.add_argument("orden", choices=sorted(_ORDENES))
    opciones.add_argument("carpeta", type=Path)
    opciones.add_argument("datos", nargs="*", default=[])
    opciones.add_argument("--anfitrion", default="127.0.0.1")
    opciones.add_argument("--puerto", type=int, default=8090)
    pedido = opciones.parse_args(argv)
    hacer, minimo, maximo = _ORDENES[pedido.orden]
    if not minimo <= len(pedido.datos) <= maximo:
        opciones.error("")
    try:
        hacer(pedido)
    except (SinMemoria, NotaMala) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"No se puede usar «{error.filename or pedido.puerto}».", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


def _crear(pedido: argparse.Namespace) -> None:
    creada = memoria.crear(pedido.carpeta, pedido.datos[0])
    print(f"Testigo creado. Su llave de verificación es:\n{creada.llave}")


def _vigilar(pedido: argparse.Namespace) -> None:
    llave = nota.vkey(pedido.datos[0])
    Carpeta(pedido.carpeta).vigilar(llave, "".join(pedido.datos[1:]).rstrip("/"))
    print(f"Se vigila {llave.nombre}.")


def _dejar(pedido: argparse.Namespace) -> None:
    llave = nota.vkey(pedido.datos[0])
    carpeta = Carpeta(pedido.carpeta)
    if llave not in carpeta.llaves_de(llave.nombre):
        raise NotaMala("Este testigo no acepta esa llave.")
    carpeta.dejar(llave)
    print(f"Ya no se acepta esa llave de {llave.nombre}.")


def _llave(pedido: argparse.Namespace) -> None:
    print(Carpeta(pedido.carpeta).llave)


def _correr(pedido: argparse.Namespace) -> None:
    carpeta = Carpeta(pedido.carpeta)
    with carpeta.en_uso():
        comparador = Comparador(carpeta)
        for origen in carpeta.vigilados:
            if frase := comparador.por_que_no(origen):
                print(frase, file=sys.stderr, flush=True)
        with servidor.Puerta(
            (pedido.anfitrion, pedido.puerto), carpeta, antes=comparador.por_que_no
        ) as puerta:
            print(f"{carpeta.llave.nombre} atiende en {pedido.anfitrion}:{puerta.server_port}.", flush=True)
            puerta.serve_forever()


_ORDENES = {
    "crear": (_crear, 1, 1),
    "vigilar": (_vigilar, 1, 2),
    "dejar": (_dejar, 1, 1),
    "llave": (_llave, 0, 0),
    "correr": (_correr, 0, 0),
}

if __name__ == "__main__":
    raise SystemExit(main())
