"""Quien opera agregó un índice, o PostgreSQL dice de otro modo lo mismo: se ve qué cambió y se da por bueno, una vez y con motivo.

La firma una cuenta de administración con su segundo factor: quien solo tiene la consola no basta. La entrada lleva sello, así
que quien solo escribe en la base no la puede dejar. El código es de lo que se vio: si después
cambia otra cosa ya no sirve. Lo que falta no se acepta, ni nada mientras la bitácora o un candado digan que alguien entró.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar import bases, cadenas, esquemas
from conoceles.arranque.comprobar.esquemas import Cambio
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

MINIMO_MOTIVO = 20
_RESTAURE = "No se asienta: restaure el último respaldo donde no lo dijera."


def codigo_de(alias: str) -> str:
    """El de su esquema como está en este momento."""
    return esquemas.hoy(alias).huella[:16]


def aceptar(*, codigo: str, motivo: str, firma: Callable[[], Alcance], ahora: datetime) -> str:
    """Asienta el esquema que se vio con ese código; devuelve el nombre de su base. `ErrorDeDominio` si no se puede.

    `firma` se pide al final: lo que no se puede asentar no gasta el código de nadie.
    """
    motivo = " ".join(motivo.split())
    if len(motivo) < MINIMO_MOTIVO:
        raise ErrorDeDominio(
            f"Escriba en --motivo quién lo cambió y para qué, en {MINIMO_MOTIVO} letras o más."
        )
    distintos = esquemas.distintos()
    alias = next((a for a in distintos if codigo_de(a) == codigo.strip().lower()), None)
    if alias is None:
        raise ErrorDeDominio(
            "Ese código no es de lo que hay ahora: véalo otra vez con «conoceles comprobar esquema»."
        )
    _exigir_que_se_pueda(alias, distintos[alias])
    _registrar(alias, distintos[alias], motivo, firma(), ahora)
    return ALIAS[alias]


def _exigir_que_se_pueda(alias: str, cambios: list[Cambio]) -> None:
    if not cambios:
        raise ErrorDeDominio(f"De «{ALIAS[alias]}» no se guardó con qué decir qué cambió. {_RESTAURE}")
    if faltan := [c.pieza for c in cambios if c.que == "falta"]:
        raise ErrorDeDominio(
            f"Falta lo que la instalación puso: {', '.join(faltan)}. Repóngalo igual, o restaure."
        )
    if any((*cadenas.bitacora(alias), *cadenas.bitacora("default"), *bases.candados(alias))):
        raise ErrorDeDominio(f"La bitácora o un candado dicen que alguien entró a la base. {_RESTAURE}")


def _registrar(alias: str, cambios: list[Cambio], motivo: str, por: Alcance, ahora: datetime) -> None:
    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.operaciones import registrar

    esquema = esquemas.hoy(alias)
    datos = {
        **esquema.cual._asdict(),
        "esquema": esquema.huella,
        "piezas": esquema.huellas,
        "motivo": motivo,
        "cambios": [[c.que, c.pieza] for c in cambios],
    }
    with transaction.atomic(using="default"):
        registrar(
            using="default",
            por=por,
            acto=Acto.ESQUEMA_ACEPTADO,
            ahora=ahora,
            datos=datos,
        )
