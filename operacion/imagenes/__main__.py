"""`operacion/imagen`: qué se pide, y sus cuatro pasos."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from instalador.piezas import Falla

from imagenes import bibliotecas, fuentes, oci, raiz

LISTA = Path(__file__).with_name("paquetes.lista")


def main() -> int:
    """0 hecha · 2 no se pudo, con una frase."""
    args = _argumentos()
    try:
        with tempfile.TemporaryDirectory(prefix="conoceles-imagen-") as aparte:
            huella = hacer(args, Path(aparte))
    except Falla as falla:
        print(f"\n{falla}", file=sys.stderr)
        return 2
    print(f"{huella}  {oci.archivo(args.salida, args.de)}")
    return 0


def hacer(args: argparse.Namespace, taller: Path) -> str:
    """La huella de la imagen, que queda en la salida. `Falla` con la frase de lo que falta."""
    cuando, commit = fuentes.de(args.de)
    fuentes.empacar(args.de, taller / "programa.tar")
    bibliotecas.instalar(taller / "bibliotecas")
    raiz.hacer(taller, cuando, args.deposito)
    if args.fijar:
        LISTA.write_text(raiz.instalados(taller), encoding="utf-8")
    raiz.comparar(taller, LISTA.read_text(encoding="utf-8"))
    return oci.armar(taller, args.salida, args.de, cuando=cuando, commit=commit)


def _argumentos() -> argparse.Namespace:
    uno = argparse.ArgumentParser(prog="operacion/imagen", description=__doc__)
    uno.add_argument("de", metavar="ETIQUETA", nargs="?", default="HEAD", help="de qué versión (o commit)")
    uno.add_argument("--salida", metavar="CARPETA", type=Path, default=Path.cwd(), help="dónde la deja")
    uno.add_argument(
        "--deposito",
        metavar="DIRECCIÓN",
        default="",
        help="de dónde tomar los paquetes, con {} donde va «debian» o «debian-security»; si no, del apt de esta máquina",
    )
    uno.add_argument("--fijar", action="store_true", help="anota los paquetes de hoy como los que valen")
    return uno.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
