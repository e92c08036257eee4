"""Qué pasó con un expediente, quién lo hizo, cuándo y cuánto tardó desde lo anterior."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.consultas import ESTADOS
from conoceles.expediente.models import Recordatorio
from conoceles.nucleo.texto import duracion
from conoceles.revision.cola import nombres_de

ACTOS = {
    "candidatura_registrada": "Se registró",
    "habilitada": "Se abrió a captura",
    "captura_empezada": "Empezó la captura",
    "aviso_leido": "Se leyó el aviso de privacidad",
    "fotografia_guardada": "Se guardó la fotografía",
    "enviada": "Se envió",
    "revision_iniciada": "Empezó la revisión",
    "observada": "Se observó",
    "validada": "Se validó",
    "publicada": "Se publicó",
    "recordatorio": "Se recordó por correo que faltaba enviar",
    "plazo_vencido": "Venció el plazo de captura",
    "persona_invitada": "Se invitó a la persona a capturar",
    "invitacion_retirada": "Se retiró la invitación",
    "identidad_liberada": "Se descartó lo que la persona dejó a medias",
    "parte_lista": "La persona avisó que terminó su parte",
    "enlace_emitido": "Se envió un enlace de acceso",
    "ajuste_pedido": "Se pidió el ajuste",
    "ajuste_aplicado": "Se aplicó el ajuste",
    "ajuste_declinado": "Se declinó el ajuste",
    "correccion_oficial": "Se corrigió de oficio",
    "sustituida": "Se sustituyó",
    "cancelada": "Se canceló el registro",
    "renuncia_registrada": "Se registró la renuncia",
    "conclusion_repetida": "Se repitió su conclusión tras restaurar un respaldo",
    "restituida": "Se restituyó por sentencia",
    "responsable_cambiado": "Cambió quién responde",
    "seccion_oculta": "Se ocultó una sección por orden",
    "seccion_mostrada": "Volvió a mostrarse una sección",
    "retencion_abierta": "Se retuvo por litigio",
    "retencion_levantada": "Se levantó la retención",
    "orden_repetida": "Se repitió una orden tras restaurar un respaldo",
    "bloqueada": "Sus datos se bloquearon",
    "suprimida": "Sus datos se suprimieron",
    "supresion_repetida": "Se repitió la supresión tras restaurar un respaldo",
    "cerrada": "Se cerró con la elección",
    "expediente_de_omision_emitido": "Se emitió su expediente de omisión",
}


@dataclass(frozen=True)
class Hecho:
    """Una entrada de la bitácora, en palabras."""

    momento: datetime
    que: str
    acuerdo: str  # o expediente que lo funda
    quien: str
    tras: str  # tiempo desde el hecho anterior; vacío en el primero


@dataclass(frozen=True)
class Recordado:
    """Un recordatorio y qué fue de su correo. `que`: a cuánto estaba el plazo."""

    momento: datetime
    que: str
    quien: str
    estado: str
    etiqueta: str
    motivo: str


def historia_de(folio: str) -> tuple[Hecho, ...]:
    """La de una candidatura, sin cada guardado."""
    return historia(bitacora.de_folio("default", folio).exclude(acto="borrador_guardado"))


def fundados(folio: str) -> tuple[Hecho, ...]:
    """Los actos que citan un acuerdo o una orden, el más reciente primero."""
    return tuple(reversed([h for h in historia_de(folio) if h.acuerdo]))


def recordados(candidatura: Candidatura) -> tuple[Recordado, ...]:
    """La evidencia de cada aviso, del más antiguo al más reciente."""
    filas = Recordatorio.objects.filter(candidatura=candidatura).select_related("correo__reenvio")
    return tuple(
        Recordado(r.en, _hito(r.hito), r.nombre, c.estado, ESTADOS[c.estado], c.motivo)
        for r, c in ((fila, fila.correo.ultimo) for fila in filas)
    )


def _hito(dias: int) -> str:
    if dias < 0:
        return "plazo vencido"
    return {0: "último día", 1: "a un día"}.get(dias, f"a {dias} días")


def historia(entradas: Iterable[Entrada]) -> tuple[Hecho, ...]:
    """Los hechos en orden, con el nombre de cada cuenta."""
    lista = list(entradas)
    nombres = nombres_de(e.actor for e in lista)
    hechos = []
    anterior: datetime | None = None
    for entrada in lista:
        que = ACTOS.get(entrada.acto, entrada.acto.replace("_", " ").capitalize())
        if entrada.acto == "enviada" and entrada.datos.get("ronda", 1) > 1:
            que = "Se envió la subsanación"
        quien = nombres.get(entrada.actor, entrada.actor.replace("sistema:", "el sistema, "))
        acuerdo = str(entrada.datos.get("acuerdo") or entrada.datos.get("expediente") or "")
        hechos.append(Hecho(entrada.momento, que, acuerdo, quien, _duracion(anterior, entrada.momento)))
        anterior = entrada.momento
    return tuple(hechos)


def _duracion(desde: datetime | None, hasta: datetime) -> str:
    if desde is None:
        return ""
    return duracion(hasta - desde)
