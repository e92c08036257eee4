"""Lo que del libro de obligaciones hay que atender hoy, según quién mira."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from conoceles.informes.agenda import EntregableEnCurso, calendario
from conoceles.informes.consultas import InformeEnLista, cambiados, listar
from conoceles.informes.models import Requerimiento
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.asuntos import Asunto, Cuando, Detalle
from conoceles.nucleo.dias import en_palabras


def asuntos(alcance: Alcance, proceso: str, hoy: date) -> list[Asunto]:
    """Entregables, avisos al INE, requerimientos y lo que la Comisión y la Instancia Interna se deben."""
    renglones, informes = calendario(proceso, hoy), listar(alcance, proceso)
    return [
        *_de_entregables(renglones, "vencido", "Entregables vencidos", "tarde"),
        *_de_informes(cambiados(alcance, proceso), "Falta avisar al INE de lo que cambió", "tarde"),
        *_de_informes((i for i in informes if _observado(i)), "Informes que la Comisión observó", "tarde"),
        *_de_requerimientos(proceso, hoy),
        *_de_entregables(renglones, "por vencer", "Entregables por vencer", "pronto"),
        *_de_informes(
            (i for i in informes if alcance.papel == "consulta" and _sin_revisar(i)),
            "Informes que la Comisión no ha revisado",
            "espera",
        ),
    ]


def _observado(r: InformeEnLista) -> bool:
    return not r.reemplazado and bool(r.revisiones) and r.revisiones[-1].resultado == "observado"


def _sin_revisar(r: InformeEnLista) -> bool:
    """Un borrador solo le espera si lo aprueba ella."""
    return not r.reemplazado and not r.revisiones and (r.estado != "borrador" or r.aprobacion.comision)


def _de_entregables(
    renglones: list[EntregableEnCurso], alerta: str, titulo: str, cuando: Cuando
) -> list[Asunto]:
    suyos = [r for r in renglones if r.alerta == alerta]
    base = reverse("informes_entregables")
    detalles = tuple(
        Detalle(
            r.entregable.titulo,
            f"{base}#entregable-{r.entregable.numero}",
            f"Vence el {en_palabras(r.entregable.vence)} · {r.etiqueta} · {r.entregable.responsable}",
        )
        for r in suyos
    )
    return _si_hay(titulo, cuando, detalles)


def _de_informes(informes: Iterable[InformeEnLista], titulo: str, cuando: Cuando) -> list[Asunto]:
    base = reverse("informes")
    detalles = tuple(Detalle(r.titulo, f"{base}#informe-{r.informe.pk}", r.etiqueta) for r in informes)
    return _si_hay(titulo, cuando, detalles)


def _de_requerimientos(proceso: str, hoy: date) -> list[Asunto]:
    base = reverse("informes_requerimientos")
    abiertos = Requerimiento.objects.filter(proceso=proceso, respuesta=None)
    por_estado: dict[bool, list[Detalle]] = {True: [], False: []}
    for r in abiertos:
        nota = f"{r.area} · término: {en_palabras(r.vence)}"
        por_estado[r.vence < hoy].append(Detalle(r.asunto, f"{base}#requerimiento-{r.pk}", nota))
    return [
        *_si_hay("Requerimientos vencidos", "tarde", tuple(por_estado[True])),
        *_si_hay("Requerimientos en término", "espera", tuple(por_estado[False])),
    ]


def _si_hay(titulo: str, cuando: Cuando, detalles: tuple[Detalle, ...]) -> list[Asunto]:
    if not detalles:
        return []
    return [Asunto(f"{titulo}: {len(detalles)}", cuando, detalles[0].lleva, detalles[0].texto, detalles)]
