"""El apartado de `docs/definicion.md` con lo que se puede citar: las reglas del derecho y las leyes del país.

Quien escribe su propio marco necesita sus claves, y sin el repositorio delante no tiene de dónde tomarlas.
"""

from __future__ import annotations

from conoceles import leyes
from conoceles.leyes.modelo import Regla

_PRINCIPIO = """\
## Las reglas del derecho

Las claves que admiten `articulo`, `edad_articulo`, `fundamento`, `[[derecho:regla]]` y las `reglas` del marco propio. De un plazo, el precepto
dice además cuántos: `{ articulo = "artículo 45", valor = 20 }`.

| regla | qué es | si es otra |
|---|---|---|"""
_LEYES = """\
Las leyes del país que un marco propio puede decir en `no_rigen`:

| clave | ley |
|---|---|"""


def apartado() -> str:
    """Las dos tablas, de lo escrito en `procesos/_derecho`."""
    reglas = [f"| `{clave}` | {_que(regla)} | {regla.efecto} |" for clave, regla in leyes.reglas().items()]
    del_pais = {ley.clave: ley.nombre for ley in leyes.escritas().leyes if not ley.entidad}
    dichas = [f"| `{clave}` | {nombre} |" for clave, nombre in del_pais.items()]
    return "\n".join([_PRINCIPIO, *reglas, "", _LEYES, *dichas])


def _que(regla: Regla) -> str:
    return f"{regla.que}, en {regla.unidad}" if regla.unidad else regla.que
