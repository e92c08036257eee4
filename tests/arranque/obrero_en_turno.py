"""Se corre aparte: pide el turno sin parar y dice, en un renglón cada vez, si cambió. Termina cuando se va quien lo echó a andar."""

from __future__ import annotations

import select
import sys

from conoceles.arranque.preparacion import arrancar_django


def main() -> None:
    arrancar_django()
    from conoceles.arranque.servicios.turno import turno

    suyo, antes = turno(), None
    while not select.select([sys.stdin], [], [], 0.05)[0]:
        ahora = suyo.mio()
        if ahora != antes:
            print("mío" if ahora else "de otro", flush=True)
        antes = ahora


if __name__ == "__main__":
    main()
