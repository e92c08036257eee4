"""Lo que sigue a restaurar: repetir lo retirado y publicarlo, antes de que alguien sirva el sitio de la copia."""

from __future__ import annotations

from datetime import datetime


def repetir(*, ahora: datetime) -> dict[str, int]:
    """Cuántas conclusiones, revocaciones y supresiones repitió. Si hubo alguna, deja el sitio publicado sin ellas."""
    from conoceles.arranque.obrero import publicar_con_raiz
    from conoceles.expediente.reposicion import repetir as repetir_retiros
    from conoceles.nucleo.alcance import Alcance
    from conoceles.proceso.models import Proceso

    hecho = repetir_retiros(por=Alcance.sistema("restauración"), ahora=ahora)
    if any(hecho.values()):
        for clave in Proceso.objects.filter(historico=False).values_list("pk", flat=True):
            publicar_con_raiz(clave, ahora=ahora)
    return hecho


def frase(hecho: dict[str, int]) -> str:
    """Un renglón con lo repetido."""
    return (
        f"Repetidas: {hecho['conclusiones_repetidas']} conclusiones, {hecho['revocaciones_repetidas']} revocaciones "
        f"y {hecho['supresiones_repetidas']} supresiones posteriores a la copia."
    )
