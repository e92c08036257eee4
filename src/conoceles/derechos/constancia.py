"""Lo que se pide de los datos y sus pasos constan: de una solicitud que otro cliente puso o cambió no sale ningún acto."""

from __future__ import annotations

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.selladas import ajenas
from conoceles.candidaturas.constancia import REMEDIO
from conoceles.derechos.models import PasoARCO, SeguimientoDeVulneracion, SolicitudARCO, Vulneracion
from conoceles.nucleo.errores import Conflicto


def alteradas() -> set[str]:
    """Folios con una solicitud, o un paso suyo, que ningún acto dejó así."""
    de_solicitudes = ajenas(SolicitudARCO, "candidatura__folio", Acto.ARCO)
    de_pasos = ajenas(PasoARCO, "solicitud__candidatura__folio", Acto.ARCO)
    return {*de_solicitudes.values(), *de_pasos.values()}


def vulneraciones_alteradas() -> bool:
    """Si a una vulneración, a su plazo de aviso o a lo que se hizo después lo puso, cambió o quitó otro cliente de la base."""
    return bool(
        ajenas(Vulneracion, "pk", Acto.VULNERACION_REGISTRADA)
        or ajenas(SeguimientoDeVulneracion, "pk", Acto.VULNERACION_SEGUIDA)
    )


def exigir_que_conste(solicitud: SolicitudARCO) -> None:
    """`Conflicto`, con cómo se remedia, si a esa candidatura le pusieron, cambiaron o quitaron una por fuera."""
    if solicitud.candidatura.folio in alteradas():
        raise Conflicto(REMEDIO)
