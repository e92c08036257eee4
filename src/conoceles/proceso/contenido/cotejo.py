"""Que lo que rige sea lo que alguien cargó o enmendó: quien es dueño del archivo de la base puede cambiarlo; aquí se nota."""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.nucleo import canonico
from conoceles.proceso.contenido.vigencia import marcas, plazo_de_captura
from conoceles.proceso.models import Proceso
from conoceles.proceso.serie import desde_json


def cambiadas() -> Iterator[tuple[str, str]]:
    """(elección, qué no cuadra) de las que la bitácora no explica."""
    for fila in Proceso.objects.order_by("pk"):
        yield from ((fila.pk, frase) for frase in _de(fila))


def _de(fila: Proceso) -> Iterator[str]:
    if canonico.huella(fila.definicion) != fila.huella:
        yield "su definición no es la que su huella resume"
        return  # lo demás se deriva de ella
    suyas = Entrada.objects.filter(proceso=fila.pk).order_by("-id")
    puesta = suyas.filter(acto__in=(Acto.PROCESO_CARGADO, Acto.DEFINICION_ENMENDADA)).first()
    cargada = suyas.filter(acto=Acto.PROCESO_CARGADO).first()
    if puesta is None or puesta.datos.get("huella") != fila.huella:
        yield "rige una definición que nadie cargó ni enmendó"
    elif cargada and cargada.datos.get("inventado", fila.inventado) != fila.inventado:
        yield "se cargó con otra respuesta a si es inventada"
    definicion = desde_json(fila.definicion)
    dichas = marcas(definicion) | {"historico": definicion.historico}
    for columna, valor in dichas.items():
        if getattr(fila, columna) != valor:
            yield f"la columna «{columna}» no dice lo que su definición"
    contiendas = {c.clave: c for c in definicion.contiendas}
    for contienda in fila.contiendas.order_by("orden"):
        plazo = (
            plazo_de_captura(definicion, contiendas[contienda.clave]) if contienda.clave in contiendas else {}
        )
        if any(getattr(contienda, columna) != valor for columna, valor in plazo.items()):
            yield f"el plazo de captura de {contienda.nombre} no es el que su definición dice"
