"""Nada de lo entregado cambia, y los pasos van en orden aunque se escriba directo en la base."""

from conoceles.nucleo.disparadores import Disparador, inmutable

_FALTA_EL_ANTERIOR = """(NEW.estado = 'enviado' AND NOT EXISTS (SELECT 1 FROM informes_pasodeinforme p
  WHERE p.informe_id = NEW.informe_id AND p.estado = 'aprobado'))
  OR (NEW.estado = 'acusado' AND NOT EXISTS (SELECT 1 FROM informes_pasodeinforme p
  WHERE p.informe_id = NEW.informe_id AND p.estado = 'enviado'))"""

DISPARADORES = (
    *inmutable("informes_informe"),
    *inmutable("informes_pasodeinforme"),
    *inmutable("informes_avisodecambio"),
    *inmutable("informes_avisodeentregable"),
    *inmutable("informes_cifrasdelcorte"),
    *inmutable("informes_actividad"),
    *inmutable("informes_pasodeentregable"),
    *inmutable("informes_liberacion"),
    *inmutable("informes_casonoprevisto"),
    Disparador(
        "informes_paso_en_orden",
        "informes_pasodeinforme",
        "INSERT",
        _FALTA_EL_ANTERIOR,
        "informes_pasodeinforme: falta el paso anterior",
    ),
)
