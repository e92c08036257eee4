"""El calendario de entregables: en qué va cada uno, qué urge, y un archivo para la agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conoceles.informes import documentos
from conoceles.informes.models import AvisoDeCambio, PasoDeEntregable
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Entregable

PRONTO = 7  # días naturales en que un entregable por vencer se señala
ETIQUETAS = {
    "": "Pendiente",
    "en_proceso": "En proceso",
    "presentado": "Presentado",
    "aprobado": "Aprobado",
    "enviado": "Enviado",
    "acusado": "Con acuse",
}
CERRADOS = ("enviado", "acusado")
_SIN_VISTA = ("presentado", "aprobado", *CERRADOS)  # lo que no va al INE termina al presentarse


@dataclass(frozen=True)
class Renglon:
    """Un entregable con su estado. `alerta`: «vencido», «por vencer» o vacía. `cambio`: de lo enviado falta avisar al INE."""

    entregable: Entregable
    estado: str
    etiqueta: str
    alerta: str
    hecho: bool
    paso: PasoDeEntregable | None
    cambio: AvisoDeCambio | None


def calendario(proceso: str, hoy: date) -> list[Renglon]:
    """Los entregables de la elección en su orden."""
    ultimos = {p.numero: p for p in PasoDeEntregable.objects.filter(proceso=proceso)}
    entregables = procesos.definicion(proceso).seguimiento.entregables
    cambios = {documentos.documento(a.anterior): a for a in documentos.por_avisar(proceso).values()}
    return [_renglon(e, ultimos.get(e.numero), cambios.get(_documento(e)), hoy) for e in entregables]


def _documento(entregable: Entregable) -> documentos.Documento:
    """El informe que lo cumple: un listado, o el del mes en que está su último día antes de vencer."""
    mes = (entregable.vence - timedelta(days=1)).isoformat()[:7]
    unico = not entregable.informe or documentos.es_unico(entregable.informe)
    return entregable.informe, "" if unico else mes


def _renglon(
    entregable: Entregable, paso: PasoDeEntregable | None, cambio: AvisoDeCambio | None, hoy: date
) -> Renglon:
    estado = paso.estado if paso else ""
    hecho = estado in (CERRADOS if entregable.vista_ine else _SIN_VISTA)
    vencido, pronto = entregable.vence < hoy, entregable.vence <= hoy + timedelta(days=PRONTO)
    alerta = "" if hecho else "vencido" if vencido else "por vencer" if pronto else ""
    return Renglon(entregable, estado, ETIQUETAS[estado], alerta, hecho, paso, cambio)


def resumen(renglones: Sequence[Renglon]) -> str:
    """«De 21 entregables, 1 cambió después de enviarse, 2 por vencer, 16 terminados.» Lo que urge va primero."""
    hechos = sum(r.hecho for r in renglones)
    vencidos, pronto = (sum(r.alerta == a for r in renglones) for a in ("vencido", "por vencer"))
    cambiaron = sum(r.cambio is not None for r in renglones)
    urgen = ((vencidos, "vencidos"), (cambiaron, "con cambios después de enviarse"), (pronto, "por vencer"))
    partes = [f"{n} {que}" for n, que in urgen if n]
    return f"De {len(renglones)} entregables, {', '.join([*partes, f'{hechos} terminados'])}."


def ics(proceso: str) -> bytes:
    """Calendario RFC 5545 con un evento de día completo por entregable y aviso una semana antes."""
    definicion = procesos.definicion(proceso)
    lineas = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Conóceles//Entregables//ES", "CALSCALE:GREGORIAN"]
    for e in definicion.seguimiento.entregables:
        lineas += [
            "BEGIN:VEVENT",
            f"UID:entregable-{e.numero}@{definicion.clave}",
            f"DTSTAMP:{e.vence:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{e.vence:%Y%m%d}",
            f"SUMMARY:{_escapar(f'{e.numero}. {e.actividad}')}",
            f"DESCRIPTION:{_escapar(f'Responsable: {e.responsable}' + ('. Vista al INE' if e.vista_ine else ''))}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-P{PRONTO}D",
            f"DESCRIPTION:{_escapar(e.actividad)}",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "".join(f"{_doblar(linea)}\r\n" for linea in [*lineas, "END:VCALENDAR"]).encode()


def _escapar(texto: str) -> str:
    return texto.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _doblar(linea: str) -> str:
    """Renglones de 75 octetos a lo más, sin partir una letra."""
    partes: list[str] = []
    actual = ""
    for letra in linea:
        if len((actual + letra).encode()) > (75 if not partes else 74):
            partes.append(actual)
            actual = ""
        actual += letra
    return "\r\n ".join([*partes, actual])
