"""Un informe que lo aprueba el acto de un órgano deja ese acto anotado también en la elección: es el mismo."""

from __future__ import annotations

from datetime import date, datetime

from conoceles.informes.models import Informe
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos
from conoceles.proceso.contenido import enmiendas
from conoceles.proceso.contenido.edicion import valor
from conoceles.proceso.definicion import Acuerdo
from conoceles.proceso.models import Proceso

SISTEMA = Alcance.sistema("informes")


def anotar_el_suyo(
    informe: Informe, numero: str, fecha: date | None, *, por: Alcance, ahora: datetime
) -> None:
    """Si el entregable que cumple declara su acto y no consta, lo anota con el número y la fecha con que se aprobó."""
    definicion = procesos.definicion(informe.proceso_id)
    suyos = (e.acto for e in definicion.seguimiento.entregables if e.informe == informe.tipo and e.acto)
    clave = next(suyos, "")
    fila = Proceso.objects.get(pk=informe.proceso_id)
    if not clave or fecha is None or definicion.acto(clave) or not fila.fuentes:
        return
    pieza = enmiendas.pieza_de(fila, f"acto-{clave}")
    vigente = valor(fila.fuentes, pieza)
    enmiendas.enmendar(
        proceso=fila.pk,
        pieza=pieza.clave,
        dicho=vigente,
        acuerdo=Acuerdo(numero, fecha, pieza.organo),
        visto=enmiendas.marca(vigente),
        por=por if por.papel == "administracion" else SISTEMA,
        ahora=ahora,
    )
