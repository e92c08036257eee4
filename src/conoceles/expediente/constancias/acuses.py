"""El acuse de recibo de un acceso: de él corre un plazo de captura, y es el que su acto dejó, con su hora."""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.cuentas.constancia.asentadas import acusados
from conoceles.cuentas.models import AcuseDeRecibo


def sin_constancia() -> Iterator[str]:
    """Una frase por cada uno que sobra, falta o dice otra hora."""
    constan = {(cuenta, en) for cuenta, suyos in acusados().items() for en in suyos}
    hay = set(AcuseDeRecibo.objects.order_by().values_list("enlace__cuenta", "en"))
    for cuenta, en in sorted(hay - constan):
        yield f"la cuenta {cuenta} tiene un acuse de recibo del {en:%Y-%m-%d %H:%M} (UTC) que ningún acto dejó así"
    for cuenta, en in sorted(constan - hay):
        yield f"a la cuenta {cuenta} le falta el acuse de recibo del {en:%Y-%m-%d %H:%M} (UTC)"
