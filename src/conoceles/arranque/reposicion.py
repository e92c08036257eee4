"""Lo que sigue a restaurar: repetir lo retirado y publicarlo, antes de que alguien sirva el sitio de la copia."""

from __future__ import annotations

from datetime import datetime
from typing import Any

CLASES = {
    "conclusiones": "conclusiones",
    "ordenes": "órdenes",
    "revocaciones": "revocaciones",
    "supresiones": "supresiones",
}


def repetir(*, ahora: datetime) -> dict[str, object]:
    """Lo que repitió, contado, y `por_registrar`. Si repitió algo, deja el sitio publicado sin ello."""
    from conoceles.arranque.obrero import publicar_con_raiz
    from conoceles.expediente import reposicion
    from conoceles.nucleo.alcance import Alcance
    from conoceles.proceso.models import Proceso

    hecho = reposicion.repetir(por=Alcance.sistema("restauración"), ahora=ahora)
    if any(hecho.values()):
        for clave in Proceso.objects.filter(historico=False).values_list("pk", flat=True):
            publicar_con_raiz(clave, ahora=ahora)
    return {**hecho, "por_registrar": reposicion.por_registrar()}


def frase(hecho: dict[str, Any]) -> str:
    """Un renglón con lo repetido, y lo que hay que registrar otra vez."""
    cuentas = (f"{rotulo} {hecho[f'{clase}_repetidas']}" for clase, rotulo in CLASES.items())
    repetido = f"Repetido, por ser posterior a la copia: {', '.join(cuentas)}."
    pendiente = [f"  {renglon}" for renglon in hecho["por_registrar"]]
    aviso = (
        ["No se repitió lo que sigue; regístrelo otra vez en «Actos» de cada candidatura:"]
        if pendiente
        else []
    )
    return "\n".join([repetido, *aviso, *pendiente])
