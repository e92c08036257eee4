"""Una orden de `conoceles` con el usuario y los ajustes del servicio, nunca como root. Es lo que corre `/usr/local/bin/conoceles`."""

from __future__ import annotations

import os
import sys

from instalador.entorno import leido
from instalador.lugares import AJUSTES, PROGRAMA
from instalador.pasos.lugar import SERVICIO


def main() -> None:
    """No vuelve: cede su lugar a la orden."""
    suyo = {c: v for c, v in os.environ.items() if c != "PYTHONPATH"}  # el de este instalador
    orden = ["runuser", "-u", SERVICIO, "--", str(PROGRAMA / "conoceles"), *sys.argv[1:]]
    try:
        os.execvpe(orden[0], orden, suyo | leido(AJUSTES))  # noqa: S606 — la orden es fija
    except OSError as falla:
        sys.exit(f"No se puede dar la orden: {falla}")


if __name__ == "__main__":
    main()
