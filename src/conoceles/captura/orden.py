"""Qué sigue después de guardar una parte, y a dónde se llega a cada una."""

from __future__ import annotations

from django.urls import reverse

from conoceles.captura.vistas.comun import Caso
from conoceles.expediente import consultas


def direccion(caso: Caso, parte: str) -> str:
    """La pantalla de esa parte; vacía si la identidad la contesta la propia persona."""
    if parte == "identidad" and caso.identidad_ajena:
        return ""
    if parte in ("fotografia", "identidad"):
        return reverse(f"captura_{parte}", args=[caso.folio])
    return reverse("captura_seccion", args=[caso.folio, parte])


def siguiente(caso: Caso, tras: str = "") -> str:
    """La parte abierta y sin completar que va después de `tras`; si no queda ninguna, verificar.

    Lo que se dejó atrás no vuelve a pedirse: verificar dice qué falta de ello.
    """
    partes = consultas.tareas_tras(tras, caso.candidatura, caso.ronda, leido=caso.aviso_leido)
    pendientes = (p.clave for p in partes if p.abierta and p.estado != "completa")
    destinos = (direccion(caso, clave) for clave in pendientes)
    return next(filter(None, destinos), reverse("captura_verificar", args=[caso.folio]))
