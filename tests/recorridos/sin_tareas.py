"""Se corre aparte: `servir` o el obrero de siempre, sin las tareas del obrero que la prueba no mira.

Uso: `python -m recorridos.sin_tareas TAREA[,TAREA…] servir --puerto N`, o `… obrero`. El obrero entero, con sus materiales, corre en
`test_jornada`, en el latido con que empieza `test_reloj_movido` y en los simulacros.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from unittest import mock

from conoceles.arranque import cli
from conoceles.arranque.servicios import obrero, servidor
from conoceles.arranque.servicios.servidor import Hijo


def main(sin: str, que: str, *resto: str) -> int:
    if que == "obrero":
        faltan = sin.split(",")
        assert {t.nombre for t in obrero.TAREAS} > {*faltan}, faltan
        quedan = tuple(t for t in obrero.TAREAS if t.nombre not in faltan)
        with mock.patch.object(obrero, "TAREAS", quedan):
            obrero.main()
        return 0
    de_siempre, suyo = servidor.hijos, [sys.executable, "-m", "recorridos.sin_tareas", sin, "obrero"]

    def hijos(puerto: int) -> list[Hijo]:
        return [replace(h, orden=suyo) if h.nombre == "obrero" else h for h in de_siempre(puerto)]

    with mock.patch.object(servidor, "hijos", hijos):
        return cli.main([que, *resto])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
