"""La constancia de un acto sobre una candidatura, en la bitácora de la base donde ocurre."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import ordenar, registrar_varios
from conoceles.bitacora.selladas.anotacion import Anotacion
from conoceles.bitacora.selladas.tablas import TABLAS
from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo.alcance import Alcance

# Los que escriben lo que dice el padrón: su entrada lleva el sello de cómo quedó.
ASIENTAN_EL_PADRON = frozenset(
    {
        Acto.CANDIDATURA_REGISTRADA, Acto.CANDIDATURA_ACTUALIZADA, Acto.NOMBRE_CORREGIDO, Acto.RESPONSABLE_CAMBIADO, Acto.SUPRIMIDA,
        Acto.SUPRESION_REPETIDA, Acto.PADRON_REPUESTO, Acto.PADRON_ATESTIGUADO,
    }
)  # fmt: skip
PADRON = "padron"  # la parte de la fila que lo dice
_Hecho = tuple[Candidatura, Acto, Mapping[str, object]]


def padrones(folios: Collection[str]) -> dict[str, str]:
    """Folio → el sello de lo que hoy dice el padrón de esa candidatura."""
    return {fila.dueno: fila.sello for fila in TABLAS[Candidatura].de(folios) if fila.parte == PADRON}


def anotar(
    candidatura: Candidatura,
    acto: Acto,
    base: str = "default",
    /,
    *,
    por: Alcance,
    ahora: datetime,
    **datos: object,
) -> Entrada:
    """Agrega el acto a la cadena de esa base, dentro de su transacción. `datos` nunca lleva nada sensible."""
    hecho = (candidatura, acto, datos)
    [entrada] = anotar_varias([hecho], base, proceso=candidatura.proceso_id, por=por, ahora=ahora)
    return entrada


def anotar_varias(
    hechos: Iterable[_Hecho],
    base: str = "default",
    /,
    *,
    proceso: str,
    por: Alcance,
    ahora: datetime,
) -> list[Entrada]:
    """Lo mismo de muchas candidaturas de esa elección, en su orden y de una vez."""
    dichos = [(c, acto, _dicho(c, acto, datos)) for c, acto, datos in hechos]
    quedan = _como_quedan(dichos) if base == "default" else {}
    anotaciones = [
        Anotacion(acto, c.folio, datos, c.clave_identidad, quedan.get(c.folio, {}))
        for c, acto, datos in dichos
    ]
    return registrar_varios(anotaciones, using=base, por=por, ahora=ahora, proceso=proceso)


def _dicho(candidatura: Candidatura, acto: Acto, datos: Mapping[str, object]) -> Mapping[str, object]:
    """El alta dice también en qué estado empieza."""
    return {"estado": candidatura.estado, **datos} if acto == Acto.CANDIDATURA_REGISTRADA else datos


def _como_quedan(dichos: Sequence[_Hecho]) -> dict[str, dict[str, str]]:
    """Folio → los sellos de lo que su acto escribe de ella."""
    escribe = {c.folio: suyas for c, acto, datos in dichos if (suyas := _escribe(acto, datos))}
    if not escribe:
        return {}
    if any(PADRON in suyas for suyas in escribe.values()):  # está en más filas que la suya, que ya se apartó
        ordenar("default")
    quedan = dict[str, dict[str, str]]()
    for fila in TABLAS[Candidatura].de(escribe):
        if fila.parte in escribe[fila.dueno]:
            quedan.setdefault(fila.dueno, {})[fila.nombre] = fila.sello
    return quedan


def _escribe(acto: Acto, datos: Mapping[str, object]) -> list[str]:
    padron = [PADRON] if acto in ASIENTAN_EL_PADRON else []
    return padron + ["estado"] * ("estado" in datos)
