"""Candados del ciclo de vida: lo que la tabla de actos no permite, la base lo rechaza."""

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CONCLUIDAS, CONCLUSIONES, SIN_PERFIL, VISIBLES, Estado, en_sql
from conoceles.nucleo.disparadores import Disparador, iguales, inmutable, permanente

_CIERRE_VIGENTE = (
    "EXISTS (SELECT 1 FROM expediente_cierre x WHERE x.proceso_id = NEW.proceso_id AND x.fin_en IS NULL)"
)
_ORDEN_QUE_TERMINA = f"""OLD.fin_en IS NULL AND NEW.fin_en IS NOT NULL
  AND {iguales("candidatura_id", "expediente", "fecha", "por", "en")}"""


def _en_candidatura(nombre: str, condicion: str, frase: str) -> Disparador:
    tabla = "candidaturas_candidatura"
    return Disparador(f"{tabla}_{nombre}", tabla, "UPDATE", condicion, f"{tabla}: {frase}")


def _al_insertar(tabla: str, nombre: str, condicion: str, frase: str) -> Disparador:
    return Disparador(f"{tabla}_{nombre}", tabla, "INSERT", condicion, f"{tabla}: {frase}")


def _en_su_contienda(condicion: str) -> str:
    return f"""EXISTS (SELECT 1 FROM proceso_contienda x
  JOIN candidaturas_formula f ON f.contienda_id = x.id
  JOIN candidaturas_candidatura c ON c.formula_id = f.id
  WHERE c.id = NEW.candidatura_id AND {condicion})"""


_LO_ASENTADO = (
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
    *inmutable("expediente_recordatorio"),
    *inmutable("expediente_retencion", salvo=_ORDEN_QUE_TERMINA),
    *inmutable("expediente_seccionoculta", salvo=f"{_ORDEN_QUE_TERMINA} AND {iguales('seccion')}"),
    *inmutable(
        "expediente_cierre",
        salvo=f"""OLD.fin_en IS NULL AND NEW.fin_en IS NOT NULL
  AND {iguales("proceso_id", "acciones", "estados", "acuerdo", "fecha_acuerdo", "organo", "por", "nombre_por", "en")}
  AND NOT EXISTS (SELECT 1 FROM expediente_supresion s
  JOIN candidaturas_candidatura c ON c.id = s.candidatura_id
  WHERE c.proceso_id = OLD.proceso_id AND s.motivo = 'cierre')""",
    ),
)

_DE_LA_CANDIDATURA = (
    _en_candidatura(
        "restitucion",
        f"""OLD.estado IN ({en_sql(CONCLUIDAS)})
  AND NEW.estado NOT IN ({en_sql(SIN_PERFIL)})
  AND NEW.estado <> COALESCE((SELECT c.estado_previo FROM expediente_conclusion c WHERE c.id = (
    SELECT MAX(u.id) FROM expediente_conclusion u WHERE u.candidatura_id = NEW.id)), '')""",
        "la restitución vuelve al estado previo",
    ),
    _en_candidatura(
        "retenida",
        f"""NEW.estado = '{Estado.SUPRIMIDA}' AND OLD.estado <> '{Estado.SUPRIMIDA}' AND EXISTS (
  SELECT 1 FROM expediente_retencion r WHERE r.candidatura_id = NEW.id AND r.fin_en IS NULL)""",
        "hay un litigio abierto, no se suprime",
    ),
    _en_candidatura(
        "autorizada",
        f"""OLD.estado = '{Estado.REGISTRADA}' AND NEW.estado = '{Estado.HABILITADA}' AND EXISTS (
  SELECT 1 FROM proceso_proceso p WHERE p.clave = NEW.proceso_id AND NOT p.inventado AND NOT p.captura_autorizada)""",
        "faltan los actos que aprueban los avisos y el formato",
    ),
    _en_candidatura(
        "sin_cierre",
        f"NEW.estado = '{Estado.CERRADA}' AND OLD.estado <> '{Estado.CERRADA}' AND NOT {_CIERRE_VIGENTE}",
        "ningún acto cerró la elección",
    ),
    _en_candidatura(
        "con_cierre",
        f"OLD.estado = '{Estado.CERRADA}' AND NEW.estado <> '{Estado.CERRADA}' AND {_CIERRE_VIGENTE}",
        "la elección sigue cerrada",
    ),
    _en_candidatura(
        "es_la_misma",
        " OR ".join(
            f"NEW.{c} <> OLD.{c}"
            for c in (
                "folio", "proceso_id", "formula_id", "persona_id", "calidad", "suplencia", "clave_identidad", "origen",
                "registrada_en",
            )
        ),
        "ni su lugar, ni su persona, ni su clave cambian",
    ),
    _en_candidatura(
        "sin_validar",
        f"""NEW.estado = '{Estado.PUBLICADA}' AND OLD.estado <> '{Estado.PUBLICADA}' AND OLD.origen <> 'importada'
  AND OLD.estado NOT IN ({en_sql((Estado.VALIDADA, *CONCLUSIONES, Estado.BLOQUEADA, Estado.CERRADA))})""",
        "solo se publica lo validado",
    ),
    _al_insertar(
        "candidaturas_candidatura",
        "nace",
        f"""NEW.estado <> '{Estado.REGISTRADA}' AND NOT EXISTS (
  SELECT 1 FROM proceso_proceso p WHERE p.clave = NEW.proceso_id AND p.historico)""",
        "empieza registrada",
    ),
)  # fmt: skip

_DE_SUS_ACTOS = (
    _al_insertar(
        "expediente_ronda",
        "observada",
        """NEW.numero <> 1 AND NOT EXISTS (SELECT 1 FROM expediente_observacion o
  WHERE o.candidatura_id = NEW.candidatura_id AND o.ronda = NEW.numero - 1)""",
        "otra ronda la abre una observación",
    ),
    _al_insertar(
        "expediente_ronda",
        "abierta",
        f"NEW.numero = 1 AND {_en_su_contienda('x.captura_desde > NEW.abierta_en')}",
        "la captura de esa contienda todavía no se abre",
    ),
    _al_insertar(
        "expediente_envio",
        "en_plazo",
        f"NEW.ronda = 1 AND {_en_su_contienda('x.captura_hasta <= COALESCE(NEW.recibido_en, NEW.en)')}",
        "ya no se recibe un primer envío en esa contienda",
    ),
    _al_insertar(
        "expediente_envio",
        "cerrado",
        """EXISTS (SELECT 1 FROM expediente_cierre x
  JOIN candidaturas_candidatura c ON c.proceso_id = x.proceso_id
  WHERE c.id = NEW.candidatura_id AND x.fin_en IS NULL)""",
        "la elección ya se cerró",
    ),
    _al_insertar(
        "expediente_envio",
        "con_ronda",
        """NOT EXISTS (SELECT 1 FROM expediente_ronda r
  WHERE r.candidatura_id = NEW.candidatura_id AND r.numero = NEW.ronda)""",
        "no hay una ronda abierta con ese número",
    ),
    _al_insertar(
        "expediente_observacion",
        "enviada",
        """NOT EXISTS (SELECT 1 FROM expediente_envio e
  WHERE e.candidatura_id = NEW.candidatura_id AND e.ronda = NEW.ronda)""",
        "se observa lo enviado",
    ),
    _al_insertar(
        "expediente_ajuste",
        "publicada",
        f"""NOT EXISTS (SELECT 1 FROM candidaturas_candidatura c
  WHERE c.id = NEW.candidatura_id AND c.estado = '{Estado.PUBLICADA}')""",
        "solo se ajusta lo publicado",
    ),
    _al_insertar(
        "curricular_versioncurricular",
        "pedida",
        """NEW.origen = 'ajuste' AND NOT EXISTS (
  SELECT 1 FROM expediente_ajuste a WHERE a.candidatura_id = NEW.candidatura_id)""",
        "nadie pidió ese ajuste",
    ),
    _al_insertar(
        "expediente_conclusion",
        "previo",
        f"""NEW.estado_previo IN ({en_sql(VISIBLES)}) AND NOT EXISTS (
  SELECT 1 FROM candidaturas_candidatura c LEFT JOIN bitacora_entrada b ON b.folio = c.folio AND b.acto = '{Acto.VALIDADA}'
  WHERE c.id = NEW.candidatura_id AND (c.origen = 'importada' OR b.id IS NOT NULL))""",
        "nunca se validó",
    ),
    _al_insertar(
        "expediente_supresion",
        "con_causa",
        f"""NOT EXISTS (SELECT 1 FROM candidaturas_candidatura c
  WHERE c.id = NEW.candidatura_id AND (c.estado = '{Estado.SUPRIMIDA}' OR EXISTS (
    SELECT 1 FROM expediente_cierre x WHERE x.proceso_id = c.proceso_id AND x.fin_en IS NULL)))""",
        "ni concluyó ni se cerró la elección",
    ),
    _al_insertar(
        "expediente_supresion",
        "retenida",
        """EXISTS (SELECT 1 FROM expediente_retencion r
  WHERE r.candidatura_id = NEW.candidatura_id AND r.fin_en IS NULL)""",
        "hay un litigio abierto",
    ),
    _al_insertar(
        "expediente_cierre",
        "con_acto",
        "NEW.acuerdo = '' OR NEW.fecha_acuerdo IS NULL OR NEW.por NOT LIKE 'cuenta:%'",
        "una elección se cierra con un acto",
    ),
    _al_insertar(
        "expediente_recordatorio",
        "del_dia",
        """EXISTS (SELECT 1 FROM expediente_recordatorio r
  WHERE r.destinatario = NEW.destinatario AND r.dia = NEW.dia AND r.correo_id <> NEW.correo_id)""",
        "un correo por persona y día",
    ),
)

# SQLite dispara antes lo que se creó después: de dos razones, se lee la última.
DISPARADORES = (
    *_LO_ASENTADO,
    *_DE_LA_CANDIDATURA,
    *_DE_SUS_ACTOS,
    _en_candidatura(
        "transicion",
        """NEW.estado <> OLD.estado AND NOT EXISTS (
  SELECT 1 FROM expediente_transicion t WHERE t.desde = OLD.estado AND t.hacia = NEW.estado)""",
        "cambio de estado no permitido",
    ),
    *permanente("candidaturas_candidatura", "candidaturas_candidatura: las candidaturas no se borran"),
)
