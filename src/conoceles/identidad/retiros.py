"""La memoria de lo retirado: conclusiones y revocaciones, junto a las llaves y fuera de todo respaldo de A y B.

Se asienta en el mismo acto, antes de que A o B confirmen. Si no confirman, sobra una fila: de más, restaurar
retira; de menos, devolvería lo que la ley mandó quitar. La reparación compensa las conclusiones que sobren.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from conoceles.identidad.models import Retiro
from conoceles.nucleo.alcance import Alcance

REVOCACION, RESTITUIDA = "revocacion", "restituida"
_CAMPOS = ("clave", "acto", "acuerdo", "fecha_acuerdo", "por", "en")


@dataclass(frozen=True)
class Conclusion:
    """La última de una candidatura, como se asentó."""

    clave: UUID
    estado: str  # sustituida, cancelada, renuncia
    acuerdo: str
    fecha_acuerdo: date
    por: str
    en: datetime


def asentar(
    clave: UUID,
    acto: str,
    *,
    por: Alcance,
    ahora: datetime,
    acuerdo: str = "",
    fecha_acuerdo: date | None = None,
) -> None:
    """Agrega la fila. `acto`: el estado en que concluye, `restituida` o `revocacion`. Idempotente en un instante."""
    Retiro.objects.get_or_create(
        clave=clave,
        acto=acto,
        en=ahora,
        defaults={"acuerdo": acuerdo, "fecha_acuerdo": fecha_acuerdo, "por": por.actor},
    )


def conclusiones() -> list[Conclusion]:
    """La de cada candidatura que no se haya restituido."""
    ultimas = {f.clave: f for f in Retiro.objects.exclude(acto=REVOCACION)}
    return [
        Conclusion(f.clave, f.acto, f.acuerdo, f.fecha_acuerdo, f.por, f.en)
        for f in ultimas.values()
        if f.acto != RESTITUIDA and f.fecha_acuerdo
    ]


def revocaciones() -> dict[UUID, datetime]:
    """Clave → cuándo perdió por última vez permiso de publicar."""
    return {f.clave: f.en for f in Retiro.objects.filter(acto=REVOCACION)}


def copia() -> list[dict[str, str]]:
    """Todas las filas, para la copia del llavero."""
    filas = Retiro.objects.values(*_CAMPOS)
    return [{c: _texto(fila[c]) for c in _CAMPOS} for fila in filas.iterator()]


def reponer(filas: Iterable[Mapping[str, str]]) -> None:
    """Agrega las que falten de una copia; las que están no se tocan."""
    Retiro.objects.bulk_create([Retiro(**_valores(f)) for f in filas], ignore_conflicts=True)


def juntar(*copias: Collection[Mapping[str, str]]) -> list[dict[str, str]]:
    """Todas, sin repetir y en orden."""
    unicas = {(f["en"], f["clave"], f["acto"]): dict(f) for filas in copias for f in filas}
    return [unicas[marca] for marca in sorted(unicas)]


def _texto(valor: Any) -> str:
    return valor.isoformat() if isinstance(valor, date) else str(valor or "")


def _valores(fila: Mapping[str, str]) -> dict[str, Any]:
    fecha = fila["fecha_acuerdo"]
    return {
        **fila,
        "clave": UUID(fila["clave"]),
        "fecha_acuerdo": date.fromisoformat(fecha) if fecha else None,
        "en": datetime.fromisoformat(fila["en"]),
    }
