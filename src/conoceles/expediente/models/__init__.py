"""Los actos del ciclo de vida que dejan fila propia."""

from conoceles.expediente.models.ajuste import Ajuste, AjusteResuelto, CorreccionOficial
from conoceles.expediente.models.ciclo import Cierre, Cierres, Recordatorio, Ronda, Transicion
from conoceles.expediente.models.envio import AvisoLeido, Envio, Observacion, ParteLista
from conoceles.expediente.models.llegada import RECIBIDO
from conoceles.expediente.models.orden import (
    CambioDeResponsable,
    Conclusion,
    OrdenAbierta,
    Retencion,
    SeccionOculta,
    Supresion,
)

__all__ = [
    "RECIBIDO",
    "Ajuste",
    "AjusteResuelto",
    "AvisoLeido",
    "CambioDeResponsable",
    "Cierre",
    "Cierres",
    "Conclusion",
    "CorreccionOficial",
    "Envio",
    "Observacion",
    "OrdenAbierta",
    "ParteLista",
    "Recordatorio",
    "Retencion",
    "Ronda",
    "SeccionOculta",
    "Supresion",
    "Transicion",
]
