"""Invitar a varias personas de una vez: cada quien recibe su propio enlace."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from conoceles.candidaturas.consultas import obtener
from conoceles.candidaturas.models import Invitacion
from conoceles.captura.vistas.comun import Caso, capturables, de_varias
from conoceles.expediente.actos import invitaciones
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.definicion import Definicion

CORREO = "correo-"


@dataclass(frozen=True)
class PorInvitar:
    """Una persona, lo que se escribió como su correo y por qué no se le pudo invitar."""

    caso: Caso
    correo: str = ""
    error: str = ""


@de_varias("GET", "POST")
def invitar_varias(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponseBase:
    """A quien se le escribe un correo se le invita; un correo que no sirve no detiene a los demás."""
    escritos = {
        nombre.removeprefix(CORREO): valor.strip()
        for nombre, valor in request.POST.dict().items()
        if nombre.startswith(CORREO) and valor.strip()
    }
    hechas, fallidas = [], {}
    suyas = {folio: Caso(obtener(alcance, folio), alcance) for folio in escritos}
    for folio, caso in suyas.items():
        correo = escritos[folio]
        try:
            invitaciones.invitar(
                candidatura=caso.candidatura, correo=correo, por=alcance, ahora=reloj.ahora()
            )
            hechas.append(caso)
        except ErrorDeDominio as error:
            fallidas[folio] = PorInvitar(
                caso, correo, getattr(error, "causas", {}).get("correo") or error.mensaje
            )
    casos = [Caso(f, alcance) for f in capturables(alcance, definicion)]
    vigentes = Invitacion.objects.filter(
        candidatura__in=[c.candidatura.pk for c in casos], retirada_en=None
    ).select_related("cuenta")
    invitadas = {i.candidatura_id: i for i in vigentes}
    contexto = {
        "hechas": hechas,
        "fallidas": list(fallidas.values()),
        "renglones": [
            fallidas.get(c.folio) or PorInvitar(c) for c in casos if c.candidatura.pk not in invitadas
        ],
        "invitadas": [(c, invitadas[c.candidatura.pk]) for c in casos if c.candidatura.pk in invitadas],
        "vacio": request.method == "POST" and not escritos,
    }
    return render(request, "captura/invitar_varias.html", contexto, status=422 if fallidas else 200)
