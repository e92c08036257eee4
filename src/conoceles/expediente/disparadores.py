"""Candados del ciclo de vida: lo que la tabla de estados no permite, la base lo rechaza."""

from conoceles.nucleo.disparadores import Disparador, iguales, inmutable, permanente

_SIN_RONDA = """NOT EXISTS (SELECT 1 FROM expediente_ronda r
  WHERE r.candidatura_id = NEW.candidatura_id AND r.numero = NEW.ronda)"""
_TRANSICION_ILEGAL = """NEW.estado <> OLD.estado AND NOT EXISTS (
  SELECT 1 FROM expediente_transicion t WHERE t.desde = OLD.estado AND t.hacia = NEW.estado)"""

_RESTITUCION_AJENA = """OLD.estado IN ('sustituida', 'cancelada', 'renuncia', 'bloqueada')
  AND NEW.estado NOT IN ('sustituida', 'cancelada', 'renuncia', 'bloqueada', 'suprimida')
  AND NEW.estado <> COALESCE((SELECT c.estado_previo FROM expediente_conclusion c WHERE c.id = (
    SELECT MAX(u.id) FROM expediente_conclusion u WHERE u.candidatura_id = NEW.id)), '')"""
_CON_RETENCION = """NEW.estado = 'suprimida' AND OLD.estado <> 'suprimida' AND EXISTS (
  SELECT 1 FROM expediente_retencion r WHERE r.candidatura_id = NEW.id AND r.fin_en IS NULL)"""
_SUPRESION_RETENIDA = """EXISTS (SELECT 1 FROM expediente_retencion r
  WHERE r.candidatura_id = NEW.candidatura_id AND r.fin_en IS NULL)"""
_NO_PUBLICADA = """NOT EXISTS (SELECT 1 FROM candidaturas_candidatura c
  WHERE c.id = NEW.candidatura_id AND c.estado = 'publicada')"""
_AJUSTE_SIN_PEDIR = """NEW.origen = 'ajuste' AND NOT EXISTS (
  SELECT 1 FROM expediente_ajuste a WHERE a.candidatura_id = NEW.candidatura_id)"""
_PROCESO_CERRADO = """EXISTS (SELECT 1 FROM expediente_cierre x
  JOIN candidaturas_candidatura c ON c.proceso_id = x.proceso_id
  WHERE c.id = NEW.candidatura_id AND x.fin_en IS NULL)"""
_SIN_VALIDAR = """NEW.estado = 'publicada' AND OLD.estado <> 'publicada' AND OLD.origen <> 'importada'
  AND OLD.estado NOT IN ('validada', 'sustituida', 'cancelada', 'renuncia', 'bloqueada', 'cerrada')"""
_OTRA_CANDIDATURA = " OR ".join(
    f"NEW.{c} <> OLD.{c}"
    for c in (
        "folio", "proceso_id", "formula_id", "persona_id", "calidad", "clave_identidad", "origen", "registrada_en"
    )
)  # fmt: skip
_NACE_ADELANTADA = """NEW.estado <> 'registrada' AND NOT EXISTS (
  SELECT 1 FROM proceso_proceso p WHERE p.clave = NEW.proceso_id AND p.historico)"""
_RONDA_SIN_OBSERVAR = """NEW.numero <> 1 AND NOT EXISTS (SELECT 1 FROM expediente_observacion o
  WHERE o.candidatura_id = NEW.candidatura_id AND o.ronda = NEW.numero - 1)"""
_SIN_ENVIO = """NOT EXISTS (SELECT 1 FROM expediente_envio e
  WHERE e.candidatura_id = NEW.candidatura_id AND e.ronda = NEW.ronda)"""
_PREVIO_SIN_VALIDAR = """NEW.estado_previo IN ('validada', 'publicada', 'ajustada') AND NOT EXISTS (
  SELECT 1 FROM candidaturas_candidatura c LEFT JOIN bitacora_entrada b ON b.folio = c.folio AND b.acto = 'validada'
  WHERE c.id = NEW.candidatura_id AND (c.origen = 'importada' OR b.id IS NOT NULL))"""
_SUPRESION_SIN_CAUSA = """NOT EXISTS (SELECT 1 FROM candidaturas_candidatura c
  WHERE c.id = NEW.candidatura_id AND (c.estado = 'suprimida' OR EXISTS (
    SELECT 1 FROM expediente_cierre x WHERE x.proceso_id = c.proceso_id AND x.fin_en IS NULL)))"""
_OTRO_CORREO_DEL_DIA = """EXISTS (SELECT 1 FROM expediente_recordatorio r
  WHERE r.destinatario = NEW.destinatario AND r.dia = NEW.dia AND r.correo_id <> NEW.correo_id)"""
_CIERRE_SIN_ACTO = "NEW.acuerdo = '' OR NEW.fecha_acuerdo IS NULL OR NEW.por NOT LIKE 'cuenta:%'"
_NADA_SUPRIMIDO = """NOT EXISTS (SELECT 1 FROM expediente_supresion s
  JOIN candidaturas_candidatura c ON c.id = s.candidatura_id
  WHERE c.proceso_id = OLD.proceso_id AND s.motivo = 'cierre')"""
_CIERRE_QUE_SE_DESHACE = f"""OLD.fin_en IS NULL AND NEW.fin_en IS NOT NULL
  AND {iguales("proceso_id", "acciones", "estados", "acuerdo", "fecha_acuerdo", "organo", "por", "nombre_por", "en")}
  AND {_NADA_SUPRIMIDO}"""
_CIERRE_VIGENTE = (
    "EXISTS (SELECT 1 FROM expediente_cierre x WHERE x.proceso_id = NEW.proceso_id AND x.fin_en IS NULL)"
)
_CERRADA_SIN_CIERRE = f"NEW.estado = 'cerrada' AND OLD.estado <> 'cerrada' AND NOT {_CIERRE_VIGENTE}"
_REABIERTA_CON_CIERRE = f"OLD.estado = 'cerrada' AND NEW.estado <> 'cerrada' AND {_CIERRE_VIGENTE}"
_ORDEN_QUE_TERMINA = f"""OLD.fin_en IS NULL AND NEW.fin_en IS NOT NULL
  AND {iguales("candidatura_id", "expediente", "fecha", "por", "en")}"""


def _en_candidatura(nombre: str, condicion: str, frase: str) -> Disparador:
    tabla = "candidaturas_candidatura"
    return Disparador(f"{tabla}_{nombre}", tabla, "UPDATE", condicion, f"{tabla}: {frase}")


def _al_insertar(tabla: str, nombre: str, condicion: str, frase: str) -> Disparador:
    return Disparador(f"{tabla}_{nombre}", tabla, "INSERT", condicion, f"{tabla}: {frase}")


DISPARADORES = (
    *inmutable("expediente_avisoleido"),
    *inmutable("expediente_ronda"),
    *inmutable("expediente_partelista"),
    *inmutable("expediente_envio"),
    *inmutable("expediente_observacion"),
    *inmutable("expediente_ajuste"),
    *inmutable("expediente_ajusteresuelto"),
    *inmutable("expediente_correccionoficial"),
    *inmutable("expediente_conclusion"),
    *inmutable("expediente_cambioderesponsable"),
    *inmutable("expediente_supresion"),
    *inmutable("expediente_cierre", salvo=_CIERRE_QUE_SE_DESHACE),
    *inmutable("expediente_recordatorio"),
    *inmutable("expediente_retencion", salvo=_ORDEN_QUE_TERMINA),
    *inmutable("expediente_seccionoculta", salvo=f"{_ORDEN_QUE_TERMINA} AND {iguales('seccion')}"),
    _en_candidatura("restitucion", _RESTITUCION_AJENA, "la restitución vuelve al estado previo"),
    _en_candidatura("retenida", _CON_RETENCION, "hay un litigio abierto, no se suprime"),
    _en_candidatura("sin_cierre", _CERRADA_SIN_CIERRE, "ningún acto cerró la elección"),
    _en_candidatura("con_cierre", _REABIERTA_CON_CIERRE, "la elección sigue cerrada"),
    _en_candidatura("es_la_misma", _OTRA_CANDIDATURA, "ni su lugar, ni su persona, ni su clave cambian"),
    _en_candidatura("sin_validar", _SIN_VALIDAR, "solo se publica lo validado"),
    _al_insertar("candidaturas_candidatura", "nace", _NACE_ADELANTADA, "empieza registrada"),
    _al_insertar("expediente_ronda", "observada", _RONDA_SIN_OBSERVAR, "otra ronda la abre una observación"),
    _al_insertar("expediente_observacion", "enviada", _SIN_ENVIO, "se observa lo enviado"),
    _al_insertar("expediente_conclusion", "previo", _PREVIO_SIN_VALIDAR, "nunca se validó"),
    _al_insertar(
        "expediente_supresion", "con_causa", _SUPRESION_SIN_CAUSA, "ni concluyó ni se cerró la elección"
    ),
    _al_insertar("expediente_supresion", "retenida", _SUPRESION_RETENIDA, "hay un litigio abierto"),
    _al_insertar("expediente_ajuste", "publicada", _NO_PUBLICADA, "solo se ajusta lo publicado"),
    _al_insertar("curricular_versioncurricular", "pedida", _AJUSTE_SIN_PEDIR, "nadie pidió ese ajuste"),
    _al_insertar("expediente_cierre", "con_acto", _CIERRE_SIN_ACTO, "una elección se cierra con un acto"),
    _al_insertar("expediente_envio", "cerrado", _PROCESO_CERRADO, "la elección ya se cerró"),
    _al_insertar("expediente_recordatorio", "del_dia", _OTRO_CORREO_DEL_DIA, "un correo por persona y día"),
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
    *permanente("candidaturas_candidatura", "candidaturas_candidatura: las candidaturas no se borran"),
)
