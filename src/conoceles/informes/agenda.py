"""El calendario de entregables: en qué va cada uno, qué urge, y un archivo para la agenda."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from conoceles.informes.documento import documentos
from conoceles.informes.models import (
    AvisoDeCambio,
    AvisoDeEntregable,
    DocumentoEmitido,
    Informe,
    PasoDeEntregable,
    PasoDeInforme,
)
from conoceles.nucleo.dias import inicio
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion, Entregable
from conoceles.proceso.seguimiento import OtroDocumento

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
_ORDEN = [*ETIQUETAS]


@dataclass(frozen=True)
class PasoDeActo:
    """Lo que mueve un entregable sin anotarse en él: su informe se generó, o el acto que lo cumple consta en la elección."""

    estado: str
    constancia: str
    por: str
    en: datetime


Paso = PasoDeEntregable | PasoDeInforme | PasoDeActo
_SIN_VISTA = ("presentado", "aprobado", *CERRADOS)  # lo que no va al INE termina al presentarse


@dataclass(frozen=True)
class EntregableEnCurso:
    """Un entregable con su estado. `alerta`: «vencido», «por vencer» o vacía. `cambio`: de lo enviado falta avisar al INE."""

    entregable: Entregable
    estado: str
    etiqueta: str
    alerta: str
    hecho: bool
    paso: Paso | None
    cambio: AvisoDeCambio | AvisoDeEntregable | None
    archivos: tuple[PasoDeEntregable, ...] = ()
    informes: tuple[Informe, ...] = ()  # sus versiones, de la más reciente a la primera


def calendario(proceso: str, hoy: date) -> list[EntregableEnCurso]:
    """Los entregables de la elección en su orden y, después, los otros documentos que se informan."""
    definicion = procesos.definicion(proceso)
    ultimos, entregables = pasos_al(definicion), todos(definicion)
    de_informes = _informes(proceso)
    cambios = {documentos.documento(a.anterior): a for a in documentos.por_avisar(proceso).values()}
    archivos, otros = _archivos(proceso), documentos.archivos_por_avisar(proceso)
    return [
        _renglon(
            e,
            ultimos.get(e.numero),
            cambios.get(documento_de(e)) or otros.get(e.numero),
            archivos.get(e.numero, ()),
            de_informes.get(documento_de(e), ()),
            hoy,
        )
        for e in entregables
    ]


def todos(definicion: Definicion) -> tuple[Entregable, ...]:
    """Los del plan, lo demás que la elección declara y lo que se agregó por las actividades 11.18 y 11.19."""
    agregados = DocumentoEmitido.objects.filter(proceso=definicion.clave)
    return (
        *definicion.seguimiento.declarados,
        *(
            OtroDocumento(d.numero, d.actividad, d.fecha, d.responsable, d.vista_ine, d.ruta)
            for d in agregados
        ),
    )


def _informes(proceso: str) -> dict[documentos.Documento, tuple[Informe, ...]]:
    """Documento → sus versiones, la más reciente primero."""
    hechos: dict[documentos.Documento, tuple[Informe, ...]] = {}
    for informe in Informe.objects.filter(proceso=proceso).order_by("en", "version"):
        clave = documentos.documento(informe)
        hechos[clave] = (informe, *hechos.get(clave, ()))
    return hechos


def _archivos(proceso: str) -> dict[int, tuple[PasoDeEntregable, ...]]:
    """Número → los pasos con archivo, del más reciente al primero: ninguno se pierde."""
    hechos: dict[int, tuple[PasoDeEntregable, ...]] = {}
    for paso in PasoDeEntregable.objects.filter(proceso=proceso).exclude(documento="").order_by("id"):
        hechos[paso.numero] = (paso, *hechos.get(paso.numero, ()))
    return hechos


def pasos_al(definicion: Definicion, corte: datetime | None = None) -> dict[int, Paso]:
    """Número → el paso que decía en qué iba, hoy o en el corte: el anotado, el de su informe o el del acto que lo cumple.

    Manda el que más avanzó y, si empatan, el que se anotó en él.
    """
    hasta = Q() if corte is None else Q(en__lte=corte)
    dados: dict[int, Paso] = {}
    entregables = todos(definicion)
    de_informes = _pasos_de_informes(definicion.clave, hasta)
    for e in entregables:
        for paso in (*de_informes.get(documento_de(e), ()), *_de_su_acto(definicion, e, corte)):
            _avanza(dados, e.numero, paso)
    for anotado in PasoDeEntregable.objects.filter(hasta, proceso=definicion.clave).order_by("id"):
        _avanza(dados, anotado.numero, anotado)
    return dados


def _avanza(dados: dict[int, Paso], numero: int, paso: Paso) -> None:
    previo = dados.get(numero)
    if previo is None or _ORDEN.index(previo.estado) <= _ORDEN.index(paso.estado):
        dados[numero] = paso


def _pasos_de_informes(proceso: str, hasta: Q) -> dict[documentos.Documento, list[Paso]]:
    """Generarlo lo pone en proceso; después, los pasos que dé cualquiera de sus versiones."""
    hechos: dict[documentos.Documento, list[Paso]] = defaultdict(list)
    for i in Informe.objects.filter(hasta, proceso=proceso).order_by("en", "version"):
        hechos[documentos.documento(i)].append(PasoDeActo("en_proceso", f"Versión {i.version}", i.por, i.en))
    pasos = PasoDeInforme.objects.filter(hasta, informe__proceso=proceso).select_related("informe")
    for paso in pasos.order_by("id"):
        hechos[documentos.documento(paso.informe)].append(paso)
    return hechos


def _de_su_acto(definicion: Definicion, e: Entregable, corte: datetime | None) -> list[Paso]:
    """El acto que lo cumple, desde su fecha; sin fecha no se sabe desde cuándo y no mueve nada."""
    acuerdo = definicion.acto(e.acto) if e.acto else None
    if acuerdo is None or acuerdo.fecha is None:
        return []
    en = inicio(acuerdo.fecha, definicion.calendario.zona)
    if corte is not None and en > corte:
        return []
    return [PasoDeActo("aprobado", acuerdo.numero, acuerdo.organo or e.responsable, en)]


def documento_de(entregable: Entregable) -> documentos.Documento:
    """El informe que lo cumple: un listado, o el del mes en que está su último día antes de vencer."""
    mes = (entregable.vence - timedelta(days=1)).isoformat()[:7]
    unico = not entregable.informe or documentos.es_unico(entregable.informe)
    return entregable.informe, "" if unico else mes


def de_ese_documento(entregable: Entregable) -> Q:
    """Las versiones del informe que lo cumple; ninguna si no lo produce un informe."""
    tipo, periodo = documento_de(entregable)
    return Q(tipo=tipo, periodo=periodo) if periodo else Q(tipo=tipo) & ~Q(tipo="")


def _renglon(
    entregable: Entregable,
    paso: Paso | None,
    cambio: AvisoDeCambio | AvisoDeEntregable | None,
    archivos: tuple[PasoDeEntregable, ...],
    informes: tuple[Informe, ...],
    hoy: date,
) -> EntregableEnCurso:
    estado = paso.estado if paso else ""
    hecho = estado in (CERRADOS if entregable.vista_ine else _SIN_VISTA)
    vencido, pronto = entregable.vence < hoy, entregable.vence <= hoy + timedelta(days=PRONTO)
    alerta = "" if hecho else "vencido" if vencido else "por vencer" if pronto else ""
    return EntregableEnCurso(
        entregable, estado, ETIQUETAS[estado], alerta, hecho, paso, cambio, archivos, informes
    )


def por_entregar_y_entregados(
    renglones: Sequence[EntregableEnCurso],
) -> list[tuple[str, list[EntregableEnCurso]]]:
    """Lo que todavía pide algo, por su término; después, lo que ya no. Vacía si no hay ninguno."""
    falta = sorted((r for r in renglones if not r.hecho or r.cambio), key=lambda r: r.entregable.vence)
    hechos = [r for r in renglones if r.hecho and not r.cambio]
    return [("Por entregar", falta), ("Entregados", hechos)] if renglones else []


def resumen(renglones: Sequence[EntregableEnCurso]) -> str:
    """«De 22 entregables y otros documentos, 1 cambió después de enviarse, 2 por vencer, 16 terminados.» Lo que urge va primero."""
    if not renglones:
        return "Esta elección no tiene entregables definidos."
    hechos = sum(r.hecho and not r.cambio for r in renglones)
    vencidos, pronto = (sum(r.alerta == a for r in renglones) for a in ("vencido", "por vencer"))
    cambiaron = sum(r.cambio is not None for r in renglones)
    urgen = ((vencidos, "vencidos"), (cambiaron, "con cambios después de enviarse"), (pronto, "por vencer"))
    partes = [f"{n} {que}" for n, que in urgen if n]
    return (
        f"De {len(renglones)} entregables y otros documentos, {', '.join([*partes, f'{hechos} terminados'])}."
    )


def ics(proceso: str) -> bytes:
    """Calendario RFC 5545 con un evento de día completo por entregable y aviso una semana antes."""
    definicion = procesos.definicion(proceso)
    lineas = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Conóceles//Entregables//ES", "CALSCALE:GREGORIAN"]
    for e in definicion.seguimiento.declarados:
        lineas += [
            "BEGIN:VEVENT",
            f"UID:entregable-{e.numero}@{definicion.clave}",
            f"DTSTAMP:{e.vence:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{e.vence:%Y%m%d}",
            f"SUMMARY:{_escapar(e.titulo)}",
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
