"""Corregir cómo está escrito el nombre o el sobrenombre que trajo el padrón. La persona es la misma; otra entra por sustitución."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import VIVAS
from conoceles.candidaturas.alcances import cuentas_de_la_persona
from conoceles.candidaturas.models import Candidatura, CorreccionDeNombre, Persona
from conoceles.expediente.actos.acuerdos import exigir_acuerdo
from conoceles.expediente.ajuste.escrituras import (
    DE_LA_PERSONA,
    Cambios,
    Escritura,
    cambios,
    faltan,
    podria_ser_otra,
)
from conoceles.expediente.transiciones import asentar, exigir, tomar_para_cambiar
from conoceles.integridad import pregunta
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import ErrorDeDominio


@transaction.atomic
def corregir_nombre(
    *,
    candidatura: Candidatura,
    dira: Escritura,
    motivo: str,
    acuerdo: str,
    fecha_acuerdo: date | None,
    por: Alcance,
    ahora: datetime,
    es_la_misma: bool = False,
) -> None:
    """Lo escribe y lo asienta en cada candidatura de la persona. `acuerdo`: el oficio, acuerdo o folio que lo sostiene.

    `es_la_misma`: quien corrige lo afirma, cuando lo nuevo podría ser otra persona. Rechaza como `exigir_corregible`.
    """
    fila = tomar_para_cambiar(candidatura, por)
    fila.persona = para_cambiar(Persona.objects.all()).get(pk=fila.persona_id)
    cambian, numero, fecha = exigir_corregible(
        fila, dira, motivo, acuerdo, fecha_acuerdo, es_la_misma=es_la_misma, por=por, ahora=ahora
    )
    del_nombre = {campo: par for campo, par in cambian.items() if campo in DE_LA_PERSONA}
    _poner(fila, cambian, del_nombre)
    hermanas = fila.persona.candidaturas.exclude(pk=fila.pk).order_by("pk") if del_nombre else ()
    for suya, propios in ((fila, cambian), *((h, del_nombre) for h in hermanas)):
        if suya.estado in VIVAS:
            CorreccionDeNombre.objects.create(
                candidatura=suya,
                decia={campo: antes for campo, (antes, _) in propios.items()},
                dice={campo: despues for campo, (_, despues) in propios.items()},
                motivo=" ".join(motivo.split()),
                acuerdo=numero,
                fecha_acuerdo=fecha,
                por=por.actor,
                nombre_por=por.nombre,
                en=ahora,
            )
        datos = {"campos": list(propios), "acuerdo": numero, "fecha": fecha.isoformat()}
        asentar(suya, Acto.NOMBRE_CORREGIDO, por=por, ahora=ahora, **datos)


def exigir_corregible(
    candidatura: Candidatura,
    dira: Escritura,
    motivo: str,
    acuerdo: str,
    fecha_acuerdo: date | None,
    *,
    es_la_misma: bool,
    por: Alcance,
    ahora: datetime,
) -> tuple[Cambios, str, date]:
    """Lo que `corregir_nombre` exige, sin hacer nada: lo que cambia, y el número y la fecha, limpios.

    `Conflicto` si ya no compite o si lo que hoy dice no lo dejó ningún acto; `NoEncontrado` a quien no administra; `ErroresDeCampos` de todo lo que falta;
    `ErrorDeDominio` si nada cambia.
    """
    exigir(candidatura, Acto.NOMBRE_CORREGIDO, por=por)
    pregunta.exigir(Candidatura, de=[c.folio for c in candidatura.persona.candidaturas.all()])
    otros = faltan(candidatura, dira, motivo)
    if not otros and not es_la_misma and podria_ser_otra(candidatura, dira):
        otros["es_la_misma"] = (
            f"Se lee como otra persona: hoy dice {candidatura.nombre}. Si entró alguien más, es una sustitución y lleva su "
            "acuerdo. Si es la misma persona, márquelo."
        )
    numero, fecha = exigir_acuerdo(acuerdo, fecha_acuerdo, candidatura, ahora, otros=otros)
    cambian = cambios(candidatura, dira)
    if not cambian:
        raise ErrorDeDominio("Así está escrito ya: cambie el nombre o el sobrenombre.", campo="nombres")
    return cambian, numero, fecha


def _poner(fila: Candidatura, cambian: Cambios, del_nombre: Cambios) -> None:
    """En la persona, en su candidatura y en sus cuentas, que la saludan por su nombre."""
    llamada, cuentas = fila.nombre, cuentas_de_la_persona(fila)
    for campo, (_, dice) in cambian.items():
        setattr(fila if campo == "sobrenombre" else fila.persona, campo, dice)
    if "sobrenombre" in cambian:
        fila.save(update_fields=["sobrenombre"])
    if del_nombre:
        fila.persona.save(update_fields=list(del_nombre))
        cuentas.filter(nombre=llamada).update(nombre=fila.nombre)
