"""Quién responde por una fórmula cuando cambia el convenio o un partido deja la alianza (plan §11.7.2)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.expediente.actos.acuerdos import exigir_acuerdo
from conoceles.expediente.models import CambioDeResponsable
from conoceles.expediente.transiciones import tomar_para_cambiar
from conoceles.integridad.pregunta import exigir
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto
from conoceles.proceso.definicion import DESIGNAN
from conoceles.proceso.models import Fuerza


@transaction.atomic
def cambiar_responsable(
    *,
    candidatura: Candidatura,
    responde: str,
    acuerdo: str,
    fecha_acuerdo: date | None,
    por: Alcance,
    ahora: datetime,
) -> None:
    """La fórmula entera pasa al partido de siglas `responde`, con todo lo capturado; el anterior deja de verla.

    `NoEncontrado` si quien actúa no administra; `ErroresDeCampos` (`responde` y los del acuerdo) si algo falta;
    `Conflicto` si ese partido ya respondía.
    """
    por.exigir(ADMINISTRACION, "esa candidatura")
    fila = tomar_para_cambiar(candidatura, por)
    nueva = Fuerza.objects.filter(proceso=fila.proceso_id, siglas=responde, tipo__in=DESIGNAN).first()
    otros = {} if nueva else {"responde": "Elija quién responde, de esta elección."}
    numero, fecha = exigir_acuerdo(acuerdo, fecha_acuerdo, candidatura, ahora, otros=otros)
    assert nueva is not None
    formula = para_cambiar(Formula.objects.select_related("responde")).get(pk=fila.formula_id)
    exigir(Candidatura, de=[c.folio for c in formula.candidaturas.all()])
    if formula.responde_id == nueva.pk:
        raise Conflicto(f"{nueva.siglas} ya responde por esta fórmula.")
    antes, formula.responde = formula.responde, nueva
    formula.save(update_fields=["responde"])
    CambioDeResponsable.objects.create(
        formula=formula,
        antes=antes,
        ahora=nueva,
        acuerdo=numero,
        fecha_acuerdo=fecha,
        por=por.actor,
        en=ahora,
    )
    datos = {"deja": antes.siglas if antes else "", "recibe": nueva.siglas, "acuerdo": numero}
    for hermana in Candidatura.objects.filter(formula=formula).order_by("folio"):
        anotar(hermana, Acto.RESPONSABLE_CAMBIADO, por=por, ahora=ahora, **datos)
