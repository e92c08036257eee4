"""Lo que se requiere a las áreas, con su término, y cómo lo atienden (plan §5)."""

from __future__ import annotations

from datetime import date, datetime

from conoceles.bitacora.actos import Acto
from conoceles.informes.models import Requerimiento, RespuestaARequerimiento
from conoceles.informes.registros import crear, exigir_fecha, exigir_textos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado


def requerir(
    *,
    proceso: str,
    area: str,
    asunto: str,
    texto: str,
    oficio: str,
    fecha: date,
    vence: date,
    por: Alcance,
    ahora: datetime,
) -> Requerimiento:
    """Asienta el requerimiento. `ErrorDeDominio` con el campo que falta, o si el término es anterior al oficio."""
    exigir_textos(area=area, asunto=asunto, texto=texto, oficio=oficio)
    exigir_fecha(proceso, fecha, ahora)
    if vence < fecha:
        raise ErrorDeDominio("El término no puede ser anterior al día en que se requiere.", campo="vence")
    escritos = {"area": area, "asunto": asunto, "texto": texto, "oficio": oficio}
    campos = {clave: dicho.strip() for clave, dicho in escritos.items()} | {"fecha": fecha, "vence": vence}
    hecho: Requerimiento = crear(
        Requerimiento, Acto.REQUERIMIENTO_HECHO, proceso, campos, por=por, ahora=ahora
    )
    return hecho


def atender(
    *, proceso: str, numero: int, fecha: date, texto: str, constancia: str, por: Alcance, ahora: datetime
) -> RespuestaARequerimiento:
    """Asienta la respuesta del área. `NoEncontrado` si no es de esa elección; `Conflicto` si ya la tenía."""
    pedido = uno(proceso, numero)
    exigir_textos(texto=texto, constancia=constancia)
    exigir_fecha(proceso, fecha, ahora)
    if fecha < pedido.fecha:
        raise ErrorDeDominio("No se responde antes de que se pida.", campo="fecha")
    if hasattr(pedido, "respuesta"):
        raise Conflicto("Ese requerimiento ya tiene respuesta.")
    campos = {
        "requerimiento": pedido,
        "fecha": fecha,
        "texto": texto.strip(),
        "constancia": constancia.strip(),
    }
    hecha: RespuestaARequerimiento = crear(
        RespuestaARequerimiento, Acto.REQUERIMIENTO_ATENDIDO, proceso, campos, por=por, ahora=ahora
    )
    return hecha


def uno(proceso: str, numero: int) -> Requerimiento:
    """`NoEncontrado` si no es de esa elección."""
    pedido = Requerimiento.objects.filter(proceso=proceso, pk=numero).first()
    if pedido is None:
        raise NoEncontrado("No existe ese requerimiento.")
    return pedido


def vencidos(proceso: str, hoy: date) -> list[Requerimiento]:
    """Los que siguen sin respuesta y su término pasó, el más antiguo primero."""
    return list(Requerimiento.objects.filter(proceso=proceso, respuesta=None, vence__lt=hoy))
