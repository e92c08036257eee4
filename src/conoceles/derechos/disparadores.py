"""Solicitudes, pasos y vulneraciones solo se agregan, y los pasos van en orden aunque se escriba en la base."""

from conoceles.nucleo.disparadores import Disparador, inmutable

_HAY = """EXISTS (SELECT 1 FROM derechos_pasoarco p
  WHERE p.solicitud_id = NEW.solicitud_id AND p.estado IN ({}))"""
_TERMINADA = _HAY.format("'improcedente', 'efectiva', 'no_presentada'")
_FUERA_DE_ORDEN = f"""{_TERMINADA}
  OR (NEW.estado <> 'recibida' AND NOT {_HAY.format("'recibida'")})
  OR (NEW.estado = 'efectiva' AND NOT {_HAY.format("'procedente'")})
  OR (NEW.estado = 'completada' AND NOT {_HAY.format("'prevenida'")})
  OR (NEW.estado IN ('improcedente', 'prevenida', 'ampliada') AND {_HAY.format("'procedente'")})"""

DISPARADORES = (
    *inmutable("derechos_solicitudarco"),
    *inmutable("derechos_pasoarco"),
    *inmutable("derechos_vulneracion"),
    *inmutable("derechos_seguimientodevulneracion"),
    Disparador(
        "derechos_paso_en_orden",
        "derechos_pasoarco",
        "INSERT",
        _FUERA_DE_ORDEN,
        "derechos_pasoarco: ese paso no sigue al que está",
    ),
    Disparador(
        "derechos_paso_con_fundamento",
        "derechos_pasoarco",
        "INSERT",
        "NEW.fundamento = ''",
        "derechos_pasoarco: falta la ley en que se funda",
    ),
    Disparador(
        "derechos_vulneracion_con_fundamento",
        "derechos_vulneracion",
        "INSERT",
        "NEW.fundamento = ''",
        "derechos_vulneracion: falta la ley en que se funda",
    ),
    Disparador(
        "derechos_seguimiento_abierto",
        "derechos_seguimientodevulneracion",
        "INSERT",
        """EXISTS (SELECT 1 FROM derechos_seguimientodevulneracion s
  WHERE s.vulneracion_id = NEW.vulneracion_id AND s.tipo = 'cerrada')""",
        "derechos_seguimientodevulneracion: esa vulneración ya se cerró",
    ),
)
