"""Nada de lo entregado cambia, y los pasos van en orden aunque se escriba directo en la base."""

from conoceles.nucleo.disparadores import Disparador, inmutable

_FALTA_EL_ANTERIOR = """(NEW.estado = 'enviado' AND NOT EXISTS (SELECT 1 FROM informes_pasodeinforme p
  WHERE p.informe_id = NEW.informe_id AND p.estado = 'aprobado'))
  OR (NEW.estado = 'acusado' AND NOT EXISTS (SELECT 1 FROM informes_pasodeinforme p
  WHERE p.informe_id = NEW.informe_id AND p.estado = 'enviado'))"""

_RANGO = """CASE {}.estado WHEN 'en_proceso' THEN 1 WHEN 'presentado' THEN 2 WHEN 'aprobado' THEN 3
  WHEN 'enviado' THEN 4 ELSE 5 END"""

_OBSERVADA = """NEW.estado IN ('aprobado', 'enviado') AND EXISTS (SELECT 1 FROM informes_revisiondelacomision r
  WHERE r.informe_id = NEW.informe_id AND r.resultado = 'observado' AND r.id = (
    SELECT MAX(u.id) FROM informes_revisiondelacomision u WHERE u.informe_id = NEW.informe_id))"""

DISPARADORES = (
    *inmutable("informes_revisiondelacomision"),
    Disparador(
        "informes_observado_por_la_comision",
        "informes_pasodeinforme",
        "INSERT",
        _OBSERVADA,
        "informes_pasodeinforme: la Comisión observó esa versión",
    ),
    *inmutable("informes_documentoemitido"),
    Disparador(
        "informes_entregable_no_retrocede",
        "informes_pasodeentregable",
        "INSERT",
        f"""EXISTS (SELECT 1 FROM informes_pasodeentregable p WHERE p.proceso_id = NEW.proceso_id
  AND p.numero = NEW.numero AND {_RANGO.format("p")} > {_RANGO.format("NEW")})""",
        "informes_pasodeentregable: un entregable no retrocede",
    ),
    *inmutable("informes_informe"),
    *inmutable("informes_firmadeinforme"),
    *inmutable("informes_pasodeinforme"),
    *inmutable("informes_avisodecambio"),
    *inmutable("informes_avisodeentregable"),
    *inmutable("informes_cifrasdelcorte"),
    *inmutable("informes_actividad"),
    *inmutable("informes_pasodeentregable"),
    *inmutable("informes_liberacion"),
    *inmutable("informes_casonoprevisto"),
    Disparador(
        "informes_caso_con_organo",
        "informes_casonoprevisto",
        "INSERT",
        "NEW.organo IS NULL",
        "informes_casonoprevisto: falta el órgano que decidió",
    ),
    *inmutable("informes_requerimiento"),
    *inmutable("informes_respuestaarequerimiento"),
    Disparador(
        "informes_respuesta_despues_de_pedir",
        "informes_respuestaarequerimiento",
        "INSERT",
        """EXISTS (SELECT 1 FROM informes_requerimiento r
  WHERE r.id = NEW.requerimiento_id AND r.fecha > NEW.fecha)""",
        "informes_respuestaarequerimiento: no se responde antes de que se pida",
    ),
    Disparador(
        "informes_paso_en_orden",
        "informes_pasodeinforme",
        "INSERT",
        _FALTA_EL_ANTERIOR,
        "informes_pasodeinforme: falta el paso anterior",
    ),
)
