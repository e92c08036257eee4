"""Cada acceso que se entregó y cuándo se usó: con eso se dice quién pudo capturar y no quiso. Es lo que su acto dejó.

No llevan sello: la entrada ya dice de quién, por qué, quién y cuándo. Del que sigue vivo se mira además al abrirlo (`cotejo.emitido`).
"""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.cuentas.models import Enlace

_USAN = (Acto.ACCESO_ACUSADO, Acto.CONTRASENA_RECUPERADA)
_DOS = "un enlace de acceso emitido, o usado, el {:%Y-%m-%d %H:%M} (UTC)"


def sin_constancia() -> Iterator[str]:
    """Una frase por cada uno que sobra, falta o dice otra cosa.

    De lo que no coincide se mira otra vez: un acto pudo confirmarse entre leer las filas y leer sus entradas.
    """
    parecen = _difieren()
    yield from sorted(parecen & _difieren() if parecen else ())


def _difieren() -> set[str]:
    constan, hay = {*_dichas()}, {*_filas()}
    sobran = (f"la cuenta {cuenta} tiene {_DOS.format(en)} que ningún acto dejó así" for cuenta, _, _, en in hay - constan)  # fmt: skip
    faltan = (f"a la cuenta {cuenta} le falta {_DOS.format(en)}" for cuenta, _, _, en in constan - hay)
    return {*sobran, *faltan}


def _dichas() -> Iterator[tuple[object, ...]]:
    """Según los actos: cuenta, motivo, quién lo emitió (de su uso, nadie) y cuándo."""
    entradas = Entrada.objects.using("default").filter(acto__in=(Acto.ENLACE_EMITIDO, *_USAN)).order_by()
    for acto, actor, en, datos in entradas.values_list("acto", "actor", "momento", "datos").iterator():
        yield datos["cuenta"], datos["motivo"], "" if acto in _USAN else actor, en


def _filas() -> Iterator[tuple[object, ...]]:
    for cuenta, motivo, por, en, usado in Enlace.objects.values_list(
        "cuenta_id", "motivo", "por", "en", "usado_en"
    ).iterator():
        yield cuenta, motivo, por, en
        if usado:
            yield cuenta, motivo, "", usado
