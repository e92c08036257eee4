"""Qué pasó con un expediente, quién lo hizo, cuándo y cuánto tardó desde lo anterior."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.consultas import ESTADOS
from conoceles.expediente.models import Recordatorio
from conoceles.revision.cola import nombres_de

ACTOS = {
    "candidatura_registrada": "Se registró",
    "habilitada": "Se abrió a captura",
    "aviso_leido": "Se leyó el aviso de privacidad",
    "fotografia_guardada": "Se guardó la fotografía",
    "enviada": "Se envió",
    "revision_iniciada": "Empezó la revisión",
    "observada": "Se observó",
    "validada": "Se validó",
    "publicada": "Se publicó",
    "recordatorio": "Se recordó por correo que faltaba enviar",
    "plazo_vencido": "Venció el plazo de captura",
}


@dataclass(frozen=True)
class Hecho:
    """Una entrada de la bitácora, en palabras."""

    momento: datetime
    que: str
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
        quien = nombres.get(entrada.actor, entrada.actor.replace("sistema:", "el sistema, "))
        hechos.append(Hecho(entrada.momento, que, quien, _duracion(anterior, entrada.momento)))
        anterior = entrada.momento
    return tuple(hechos)


def _duracion(desde: datetime | None, hasta: datetime) -> str:
    if desde is None:
        return ""
    return en_palabras(hasta - desde)


def en_palabras(tiempo: timedelta) -> str:
    """«2 días y 3 horas», «45 minutos»; vacío si fue enseguida."""
    minutos = int(tiempo.total_seconds() // 60)
    dias, resto = divmod(minutos, 24 * 60)
    horas, minutos = divmod(resto, 60)
    partes = [_plural(dias, "día"), _plural(horas, "hora"), _plural(minutos, "minuto") if not dias else ""]
    return " y ".join([p for p in partes if p][:2])


def _plural(cuantos: int, palabra: str) -> str:
    return "" if not cuantos else f"{cuantos} {palabra}{'' if cuantos == 1 else 's'}"
