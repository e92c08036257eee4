"""Candados del ciclo de vida: lo que la tabla de estados no permite, la base lo rechaza."""

from conoceles.nucleo.disparadores import Disparador, inmutable

_SIN_RONDA = """NOT EXISTS (SELECT 1 FROM expediente_ronda r
  WHERE r.candidatura_id = NEW.candidatura_id AND r.numero = NEW.ronda)"""
_TRANSICION_ILEGAL = """NEW.estado <> OLD.estado AND NOT EXISTS (
  SELECT 1 FROM expediente_transicion t WHERE t.desde = OLD.estado AND t.hacia = NEW.estado)"""

DISPARADORES = (
    *inmutable("expediente_avisoleido"),
    *inmutable("expediente_ronda"),
    *inmutable("expediente_envio"),
    *inmutable("expediente_observacion"),
    Disparador(
        "expediente_envio_con_ronda",
        "expediente_envio",
        "INSERT",
        _SIN_RONDA,
        "expediente_envio: no hay una ronda abierta con ese número",
    ),
    Disparador(
        "candidaturas_candidatura_transicion",
        "candidaturas_candidatura",
        "UPDATE",
        _TRANSICION_ILEGAL,
        "candidaturas_candidatura: cambio de estado no permitido",
    ),
    Disparador(
        "candidaturas_candidatura_no_se_borra",
        "candidaturas_candidatura",
        "DELETE",
        "1 = 1",
        "candidaturas_candidatura: las candidaturas no se borran",
    ),
)
