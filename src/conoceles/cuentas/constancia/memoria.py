"""Qué cuentas se cerraron, según el almacén de llaves: quitar de la base A la entrada de una baja no la deshace.

Se asienta en el mismo acto, antes de que A confirme. Si no confirma sobra una fila: la cuenta no entra hasta que se repita
la baja, que es lo que se quería hacer; de menos, la reabriría quien reponga la base de ayer.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from time import monotonic

from django.db import DatabaseError, transaction

from conoceles.bitacora.models import Entrada
from conoceles.bitacora.selladas.recogida import CAMPO
from conoceles.cuentas.cerradas import CIERRAN
from conoceles.cuentas.constancia.cierre import Cierre
from conoceles.cuentas.models import CierreRecordado
from conoceles.integridad import recordadas
from conoceles.integridad.recordadas import Consta
from conoceles.nucleo import secretos

REGISTRO = logging.getLogger("conoceles.cuentas")
_SE_CIERRAN = re.compile(r"cuentas_(cuenta:\d+:activa|designacion:\d+)$")  # como se nombran en las entradas
CADA = 20.0  # segundos que vale lo leído si la bitácora solo creció
_NUNCA = datetime.min.replace(tzinfo=timezone.utc)
Recordadas = Mapping[int, Mapping[str, datetime]]  # cuenta → parte → cuándo se cerró por última vez
_leido: tuple[object, float, Recordadas] = (None, 0.0, {})


def recordar(cierre: Entrada) -> None:
    """Lo que ese acto acaba de cerrar: la cuenta o las designaciones que terminó. Idempotente en un instante."""
    for parte in filter(_SE_CIERRAN.match, cierre.datos.get(CAMPO, ())):
        _recordar(cierre.datos["cuenta"], parte, cierre.momento)


def _recordar(cuenta: int, parte: str, en: datetime) -> None:
    dicho = {"sello": _sello(cuenta, parte, en)}
    CierreRecordado.objects.get_or_create(cuenta=cuenta, parte=parte, en=en, defaults=dicho)


def recordar_lo_que_falta() -> int:
    """Al preparar, que el llavero pudo volver de una copia: lo que la bitácora cuenta que se cerró. Dice cuánto agregó."""
    hay = {(f.cuenta, f.parte, f.en) for f in CierreRecordado.objects.all() if _consta(f)}
    faltan = [uno for uno in _cierres() if uno not in hay]
    with transaction.atomic(using=CierreRecordado.objects.db):
        for uno in faltan:
            _recordar(*uno)
    return len(faltan)


def sin_su_acto(cuenta: int) -> dict[str, datetime]:
    """De esa cuenta, cada parte que se cerró y cuándo, si el acto que lo hizo ya no está. Vacío si todo está."""
    suyas = _recordadas().get(cuenta, {})
    constan = recordadas.todas().get(str(cuenta), {}) if suyas else {}
    return {p: en for p, en in suyas.items() if p not in constan or _cerrada(constan[p]) < en}


def sin_sus_actos() -> set[int]:
    """Las cuentas a las que les falta alguno."""
    return {cuenta for cuenta in _recordadas() if sin_su_acto(cuenta)}


def copia() -> list[Cierre]:
    """Todos, para la copia del llavero."""
    filas = CierreRecordado.objects.order_by("pk")
    return [{"cuenta": f.cuenta, "parte": f.parte, "en": f.en.isoformat(), "sello": f.sello} for f in filas]


def reponer(cierres: Iterable[Cierre]) -> None:
    """Agrega los que falten de una copia, con su sello: el que no lo lleve bueno se nombra y no cierra nada."""
    with transaction.atomic(using=CierreRecordado.objects.db):
        for uno in cierres:
            en = datetime.fromisoformat(uno["en"])
            CierreRecordado.objects.get_or_create(
                cuenta=uno["cuenta"], parte=uno["parte"], en=en, defaults={"sello": uno["sello"]}
            )


def ajenas() -> Iterator[str]:
    """Una frase por cierre que ningún acto recordó así. No cierra nada: se nombra."""
    for fila in CierreRecordado.objects.order_by("pk"):
        if not _consta(fila):
            yield f"en el almacén de llaves, el cierre de la cuenta {fila.cuenta} no es el que un acto dejó"


def _cierres() -> Iterator[tuple[int, str, datetime]]:
    """Cuenta y parte que un acto cerró, y cuándo por última vez."""
    for cuenta, constan in [*recordadas.todas().items()]:
        for parte, dicho in constan.items():
            if _SE_CIERRAN.match(parte) and (en := _cerrada(dicho)) > _NUNCA:
                yield int(cuenta), parte, en


def _cerrada(dicho: Consta) -> datetime:
    """Cuándo la cerró un acto por última vez, siga cerrada o no."""
    return max((en for acto, en in dicho.veces.items() if acto in CIERRAN), default=_NUNCA)


def _recordadas() -> Recordadas:
    """Se lee entera cuando hubo que leer de nuevo la bitácora, y cada tanto: quien atiende no pregunta en cada petición."""
    global _leido
    leido = recordadas.al_dia()
    if _leido[0] is not leido or monotonic() >= _leido[1] + CADA:
        try:
            _leido = leido, monotonic(), _leer()
        except DatabaseError:  # sin ese almacén vale lo que dice la bitácora, y la salud ya lo anuncia
            REGISTRO.warning("No se pudo leer qué cuentas se cerraron en el almacén de llaves.")
            return {}
    return _leido[2]


def _leer() -> Recordadas:
    dichas: dict[int, dict[str, datetime]] = {}
    for fila in filter(_consta, CierreRecordado.objects.order_by("en")):
        dichas.setdefault(fila.cuenta, {})[fila.parte] = fila.en
    return dichas


def _consta(fila: CierreRecordado) -> bool:
    return fila.sello == _sello(fila.cuenta, fila.parte, fila.en)


def _sello(cuenta: int, parte: str, en: datetime) -> str:
    return secretos.sellar("los cierres de cuentas", [cuenta, parte, en])
