"""Lo entregado y lo designado no se reescribe: solo se usa, se anula o se da de baja, una vez."""

from conoceles.nucleo.disparadores import Disparador, iguales, inmutable

_ENLACE = f"""{iguales("cuenta_id", "motivo", "resumen", "por", "en", "vence_en")}
  AND OLD.usado_en IS NULL AND OLD.anulado_en IS NULL"""
_BAJA = f"""{iguales("proceso_id", "cuenta_id", "ambito", "contiendas", "oficio", "fecha_oficio", "por", "en")}
  AND OLD.baja_en IS NULL AND NEW.baja_en IS NOT NULL"""

DISPARADORES = (
    *inmutable("cuentas_acusederecibo"),
    *inmutable("cuentas_enlace", salvo=_ENLACE),
    *inmutable("cuentas_designacion", salvo=_BAJA),
    *inmutable("cuentas_cierrerecordado", base="llaves"),
    Disparador(
        "cuentas_acusederecibo_de_uso",
        "cuentas_acusederecibo",
        "INSERT",
        """NOT EXISTS (SELECT 1 FROM cuentas_enlace e
  WHERE e.id = NEW.enlace_id AND e.motivo = 'entrega' AND e.usado_en IS NOT NULL)""",
        "cuentas_acusederecibo: solo se acusa el enlace de entrega que se usó",
    ),
)
