"""Los avisos de una persona. Los ajenos se contestan como si no existieran."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from conoceles.avisos.models import Aviso, de_quien
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.nucleo.errores import NoEncontrado

_SIN_LEER = Preparada(
    lambda cuenta: (
        Aviso.objects.filter(cuenta=cuenta, leido_en=None)
        .order_by()
        .values_list("proceso")
        .annotate(Count("pk"))
    )
)


def listar(por: Alcance, *, sin_leer: bool = False) -> QuerySet[Aviso]:
    """Los suyos, del más nuevo al más antiguo."""
    suyos = Aviso.objects.en(por).select_related("mensaje__correo")
    return suyos.filter(leido_en=None) if sin_leer else suyos


def obtener(por: Alcance, pk: int) -> Aviso:
    """`NoEncontrado` si no existe o es de otra persona."""
    aviso = listar(por).filter(pk=pk).first()
    if aviso is None:
        raise NoEncontrado("No existe ese aviso.")
    return aviso


def cuantos_sin_leer(por: Alcance) -> int:
    """Para el encabezado de todas las pantallas."""
    cuenta = de_quien(por)
    suyos = dict(_SIN_LEER(cuenta)) if cuenta is not None else {}
    return sum(n for proceso, n in suyos.items() if not por.proceso or proceso in ("", por.proceso))
