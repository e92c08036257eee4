"""Candados de la base A: lo enviado no cambia y el borrador solo se toca en una ronda abierta."""

from conoceles.bitacora.estados import SIN_PERFIL, VISIBLES, VIVAS, Estado, en_sql
from conoceles.nucleo.disparadores import Disparador, inmutable, voltea

_CERRADA = """NOT EXISTS (
  SELECT 1 FROM expediente_ronda r WHERE r.candidatura_id = NEW.candidatura_id
  AND (r.secciones = '' OR r.secciones LIKE '%|' || {seccion} || '|%')
  AND NOT EXISTS (SELECT 1 FROM expediente_envio e
                  WHERE e.candidatura_id = r.candidatura_id AND e.ronda >= r.numero))"""
_CONCLUIDA = f"""EXISTS (SELECT 1 FROM candidaturas_candidatura k WHERE k.id = NEW.candidatura_id
  AND (k.estado IN ({en_sql(SIN_PERFIL)})
       OR EXISTS (SELECT 1 FROM expediente_cierre x
         WHERE x.proceso_id = k.proceso_id AND x.fin_en IS NULL)))"""
_EN_CONTIENDA = f"""EXISTS (SELECT 1 FROM candidaturas_candidatura k WHERE k.id = OLD.candidatura_id AND k.estado IN ({en_sql(VIVAS)})
  AND NOT EXISTS (SELECT 1 FROM expediente_cierre x WHERE x.proceso_id = k.proceso_id AND x.fin_en IS NULL))"""
_SIN_AVISO = "NOT EXISTS (SELECT 1 FROM expediente_avisoleido a WHERE a.candidatura_id = NEW.candidatura_id)"
_FOTO_CERRADA = f"""(NEW.motivo = 'captura' AND {_CERRADA.format(seccion="'fotografia'")}) OR {_CONCLUIDA}"""
_FOTO_SIN_ACTO = f"""(NEW.motivo = 'ajuste' AND (
  EXISTS (SELECT 1 FROM expediente_ajuste a WHERE a.candidatura_id = NEW.candidatura_id)
  OR NOT EXISTS (SELECT 1 FROM candidaturas_candidatura k WHERE k.id = NEW.candidatura_id AND k.estado = '{Estado.PUBLICADA}')))
  OR (NEW.motivo = 'correccion' AND NOT EXISTS (SELECT 1 FROM candidaturas_candidatura k
      WHERE k.id = NEW.candidatura_id AND k.estado IN ({en_sql(VISIBLES)})))
  OR NEW.motivo NOT IN ('captura', 'ajuste', 'correccion')"""

DISPARADORES = (
    *inmutable("curricular_versioncurricular"),
    Disparador(
        "curricular_versioncurricular_sin_volteos",
        "curricular_versioncurricular",
        "INSERT",
        voltea("contenido"),
        "curricular_versioncurricular: trae un carácter que voltea lo que se lee",
    ),
    *inmutable("curricular_fotografia"),
    *(
        Disparador(
            f"curricular_borrador_{evento.lower()}_abierto",
            "curricular_borrador",
            evento,
            f"{_CERRADA.format(seccion='NEW.seccion')} OR {_CONCLUIDA}",
            "curricular_borrador: la sección no está abierta",
        )
        for evento in ("INSERT", "UPDATE")
    ),
    Disparador(
        "curricular_borrador_no_se_quita",
        "curricular_borrador",
        "DELETE",
        _EN_CONTIENDA,
        "curricular_borrador: lo de quien sigue en la contienda no se quita",
    ),
    Disparador(
        "curricular_borrador_tras_aviso",
        "curricular_borrador",
        "INSERT",
        _SIN_AVISO,
        "curricular_borrador: falta leer el aviso de privacidad",
    ),
    Disparador(
        "curricular_fotografia_abierta",
        "curricular_fotografia",
        "INSERT",
        _FOTO_CERRADA,
        "curricular_fotografia: la fotografía no está abierta",
    ),
    Disparador(
        "curricular_fotografia_con_acto",
        "curricular_fotografia",
        "INSERT",
        _FOTO_SIN_ACTO,
        "curricular_fotografia: solo se cambia por el ajuste único o una corrección de oficio",
    ),
)
