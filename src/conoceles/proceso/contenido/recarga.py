"""Volver a cargar una carpeta sin perder lo que se enmendó en pantalla."""

from __future__ import annotations

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.integridad.pregunta import ajeno
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.contenido.edicion import Valor, poner, valor
from conoceles.proceso.contenido.fuentes import Fuentes
from conoceles.proceso.contenido.piezas import piezas
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Enmienda


def reaplicar(definicion: Definicion, fuentes: Fuentes) -> tuple[Fuentes, list[str]]:
    """Los textos de la carpeta con las enmiendas que no traen, y qué se volvió a aplicar.

    Si la carpeta dice de una pieza algo que nunca rigió, gana la carpeta solo cuando las enmiendas de esa pieza
    ya se exportaron; si no, `ErrorDeDominio` con las que se perderían. También si una no es la que su acto escribió.
    """
    if ajeno(Enmienda, de=[definicion.clave]):
        raise ErrorDeDominio(
            "Una enmienda de esta elección se cambió sin pasar por el sistema, y volver a aplicarla la daría por buena. "
            "Compare con el último respaldo y repóngala como estaba. No se cambió nada."
        )
    editables = {pieza.clave: pieza for pieza in piezas(definicion, fuentes)}
    exportada = _exportada(definicion.clave)
    reaplicadas, perdidas = [], []
    for clave, cadena in _cadenas(definicion.clave).items():
        ultima, pieza = cadena[-1], editables.get(clave)
        nombre = f"{pieza.titulo if pieza else clave} ({ultima.numero})"
        dice = valor(fuentes, pieza) if pieza else None
        if dice == ultima.despues:
            continue
        if ultima.carpeta and not _dice(ultima, dice):
            continue  # lo que trajo una carpeta, otra puede cambiarlo
        if pieza and any(dice == e.antes or _dice(e, dice) for e in cadena):
            fuentes = poner(fuentes, pieza, ultima.despues)
            reaplicadas.append(nombre)
        elif ultima.pk > exportada:
            perdidas.append(nombre)
    if perdidas:
        raise ErrorDeDominio(
            "La carpeta cambia lo que ya se enmendó en pantalla y no se ha exportado: "
            f"{'; '.join(perdidas)}. Use «proceso exportar» y edite esa carpeta. No se cambió nada."
        )
    return fuentes, reaplicadas


def _dice(enmienda: Enmienda, dice: Valor | None) -> bool:
    """Si es lo que puso. La que trajo una carpeta tomó su acto al cargarla, y ella todavía cita el de antes, o ninguno."""
    if dice is None or not enmienda.carpeta:
        return bool(dice == enmienda.despues)
    citado = dice.get("acuerdo")
    mismo = dice | {"acuerdo": None} == enmienda.despues | {"acuerdo": None}
    return mismo and citado in (None, enmienda.antes.get("acuerdo"), enmienda.despues.get("acuerdo"))


def _cadenas(proceso: str) -> dict[str, list[Enmienda]]:
    """Pieza → sus enmiendas, de la primera a la última."""
    cadenas: dict[str, list[Enmienda]] = {}
    for enmienda in Enmienda.objects.filter(proceso=proceso).exclude(pieza=""):
        cadenas.setdefault(enmienda.pieza, []).append(enmienda)
    return cadenas


def _exportada(proceso: str) -> int:
    """La última enmienda que ya salió en una carpeta; 0 si ninguna."""
    salida = Entrada.objects.filter(acto=Acto.DEFINICION_EXPORTADA, proceso=proceso).order_by("-id").first()
    return int(salida.datos["enmienda"]) if salida else 0
