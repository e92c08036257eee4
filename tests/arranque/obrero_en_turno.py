"""Se corre aparte: pide el turno sin parar y dice, en un renglón cada vez, si cambió. Lo matan desde fuera."""

from __future__ import annotations

import time

from conoceles.arranque.preparacion import arrancar_django


def main() -> None:
    arrancar_django()
    from conoceles.arranque.turno import turno

    suyo, antes = turno(), None
    while True:
        ahora = suyo.mio()
        if ahora != antes:
            print("mío" if ahora else "de otro", flush=True)
        antes = ahora
        time.sleep(0.05)


if __name__ == "__main__":
    main()
