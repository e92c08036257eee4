"""Lo que alguien propone de una elección espera a que otra persona lo apruebe o lo descarte."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.integridad.pregunta import exigir
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto
from conoceles.proceso.contenido import materias
from conoceles.proceso.contenido.fuentes import Fuentes
from conoceles.proceso.contenido.materias import Citado
from conoceles.proceso.contenido.propuestas import Diferencia
from conoceles.proceso.models import CambioPropuesto


def pendiente(clave: str) -> CambioPropuesto | None:
    """Lo que en esa elección espera que alguien lo apruebe."""
    return CambioPropuesto.objects.filter(proceso=clave, aprobado=None).first()


@transaction.atomic
def dejar(
    diferencia: Diferencia,
    fuentes: Fuentes,
    citados: Sequence[Citado],
    *,
    carpeta: bool,
    por: Alcance,
    ahora: datetime,
) -> CambioPropuesto:
    """Queda esperando a quien lo apruebe. `Conflicto` si ya espera otro."""
    try:
        with transaction.atomic():
            cambio = CambioPropuesto.objects.create(
                proceso_id=diferencia.proceso, carpeta=carpeta, fuentes=fuentes, citados=materias.a_json(citados),
                diferencia=diferencia.huella, por=por.actor, nombre_por=por.nombre, en=ahora,
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflicto(
            "Ya hay un cambio de esta elección que espera: apruébelo o descártelo en Contenidos. No se cambió nada."
        ) from error
    _registrar(cambio, Acto.CAMBIO_PROPUESTO, por, ahora)
    return cambio


def resolver(cambio: CambioPropuesto, *, aprobado: bool, por: Alcance, ahora: datetime) -> None:
    """Una vez. `Conflicto` si ya se resolvió, si lo aprobaría quien lo propuso o si ningún acto lo dejó así."""
    por.exigir(ADMINISTRACION, "ese cambio")
    exigir(CambioPropuesto, claves=[cambio.pk], de=[cambio.proceso_id])
    if aprobado and cambio.por == por.actor:
        raise Conflicto("Lo propuso usted: lo aprueba otra persona que administra.")
    esperan = CambioPropuesto.objects.filter(pk=cambio.pk, aprobado=None)
    if not esperan.update(aprobado=aprobado, fin_por=por.actor, fin_en=ahora):
        raise Conflicto("Eso ya se aprobó o se descartó.")


@transaction.atomic
def descartar(cambio: CambioPropuesto, *, por: Alcance, ahora: datetime) -> None:
    """No se hará: lo retira quien lo propuso, o quien no lo aprueba."""
    resolver(cambio, aprobado=False, por=por, ahora=ahora)
    _registrar(cambio, Acto.CAMBIO_DESCARTADO, por, ahora)


def _registrar(cambio: CambioPropuesto, acto: Acto, por: Alcance, ahora: datetime) -> None:
    datos = {"cambio": cambio.pk, "propuso": cambio.nombre_por}
    registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=cambio.proceso_id, datos=datos)
