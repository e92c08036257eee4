"""Comprobar que los portales declarados llevan al sitio. Solo cuando alguien lo pide (plan §13, I y II)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.difusion.enlaces import hallar, pedir
from conoceles.difusion.enlaces.pedir import Admite, NoContesta
from conoceles.difusion.models import ComprobacionDeEnlace
from conoceles.difusion.segunda import url_publica
from conoceles.integridad.pregunta import que_constan
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto
from conoceles.proceso import consultas as procesos
from conoceles.proceso.difusion import Portal

BIEN = 200


def comprobar(
    *, proceso: str, por: Alcance, ahora: datetime, admite: Admite = pedir.es_publica
) -> list[ComprobacionDeEnlace]:
    """Pide cada portal y asienta qué contestó. `Conflicto` si la elección no declara ninguno."""
    por.exigir(Acto.ENLACES_COMPROBADOS.fila.papeles, "esa comprobación")
    portales = procesos.definicion(proceso).difusion.portales
    if not portales:
        raise Conflicto(
            "La elección no declara las páginas que se comprueban: [[difusion.portales]] en su carpeta."
        )
    dichos = [(p, *_mirar(p, url_publica(proceso), admite)) for p in portales]
    with transaction.atomic():
        hechas = [
            ComprobacionDeEnlace.objects.create(
                proceso_id=proceso, nombre=portal.nombre, direccion=portal.direccion, resultado=resultado,
                detalle=detalle[:300], por=por.nombre or por.actor, en=ahora,
            )
            for portal, resultado, detalle in dichos
        ]  # fmt: skip
        datos = {f.nombre: f.resultado for f in hechas}
        registrar(
            using="default", por=por, acto=Acto.ENLACES_COMPROBADOS, ahora=ahora, proceso=proceso, datos=datos
        )
    return hechas


def ultimas(proceso: str, hasta: datetime | None = None) -> list[tuple[Portal, ComprobacionDeEnlace | None]]:
    """Cada portal declarado y lo último que contestó, hoy o hasta ese momento."""
    filas = ComprobacionDeEnlace.objects.filter(proceso=proceso).order_by("id")
    dichas = que_constan(filas if hasta is None else filas.filter(en__lte=hasta))
    vigentes = {f.direccion: f for f in dichas}
    return [(p, vigentes.get(p.direccion)) for p in procesos.definicion(proceso).difusion.portales]


def _mirar(portal: Portal, sitio: str, admite: Admite) -> tuple[str, str]:
    """Qué resultó y el detalle, como se lee."""
    try:
        pagina = pedir.pedir(portal.direccion, admite=admite)
    except NoContesta as error:
        return "no_contesta", str(error)
    if pagina.estado != BIEN:
        return "no_contesta", f"contestó con el estado {pagina.estado}"
    enlace = hallar.lleva(pagina.octetos, pagina.direccion, sitio)
    return ("con_enlace", enlace) if enlace else ("sin_enlace", "si lo pone un guion, ábrala para verlo")
