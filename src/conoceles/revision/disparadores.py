"""Lo apartado no lo decide otra persona, y lo que pide dos no lo hace una sola, venga de donde venga."""

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.pasos import PASOS
from conoceles.nucleo.disparadores import Disparador, iguales, inmutable, permanente
from conoceles.proceso.reglamento import CON_DOS

_TABLA = "revision_apartado"
_DE_OTRA = f"""NEW.hasta > NEW.visto AND EXISTS (SELECT 1 FROM {_TABLA} a
  WHERE a.candidatura_id = NEW.candidatura_id AND a.por <> NEW.por AND a.hasta > NEW.visto)"""
_DECIDE_OTRA = f"""NEW.acto IN ('{Acto.VALIDADA}', '{Acto.OBSERVADA}') AND EXISTS (SELECT 1 FROM {_TABLA} a
  JOIN candidaturas_candidatura c ON c.id = a.candidatura_id
  WHERE c.folio = NEW.folio AND a.por <> NEW.actor AND a.hasta > NEW.momento)"""
_POR_CONFIRMAR = "revision_porconfirmar"
_DEJA_EN = {p.verbo: p.hacia for p in PASOS if p.verbo in CON_DOS}
_SUYO = " OR ".join(
    f"(NEW.estado = '{hacia}' AND p.segunda_persona LIKE '%|{verbo}|%' AND NOT EXISTS (SELECT 1 FROM {_POR_CONFIRMAR} d"
    f" WHERE d.candidatura_id = NEW.candidatura_id AND d.acto = '{verbo}' AND d.confirmado AND d.fin_por = NEW.por"
    " AND d.por <> NEW.por AND d.fin_en = NEW.en))"
    for verbo, hacia in _DEJA_EN.items()
)
# Tras restaurar, lo que dos personas ya habían hecho se repite con su momento de entonces.
_UNA_SOLA = f"""EXISTS (SELECT 1 FROM candidaturas_candidatura c JOIN proceso_proceso p ON p.clave = c.proceso_id
  WHERE c.id = NEW.candidatura_id AND ({_SUYO}) AND NOT EXISTS (SELECT 1 FROM bitacora_entrada b
    WHERE b.folio = c.folio AND b.acto = '{Acto.CONCLUSION_REPETIDA}' AND NEW.en < b.momento))"""
_TERMINA = f"""OLD.confirmado IS NULL AND NEW.confirmado IS NOT NULL
  AND {iguales("candidatura_id", "acto", "datos", "por", "nombre_por", "en")}"""
_UNA_A_LA_VEZ = f"{_TABLA}: otra persona lo tiene apartado"

DISPARADORES = (
    Disparador(f"{_TABLA}_una_a_la_vez", _TABLA, "INSERT", _DE_OTRA, _UNA_A_LA_VEZ),
    Disparador(f"{_TABLA}_una_a_la_vez_al_alargar", _TABLA, "UPDATE", _DE_OTRA, _UNA_A_LA_VEZ),
    Disparador(
        f"{_TABLA}_es_la_misma",
        _TABLA,
        "UPDATE",
        f"NOT ({iguales('candidatura_id', 'ronda', 'por', 'en')})",
        f"{_TABLA}: lo que se abrió no se cambia",
    ),
    *permanente(_TABLA, f"{_TABLA}: lo que se abrió no se borra"),
    *inmutable(_POR_CONFIRMAR, salvo=_TERMINA),
    Disparador(
        "expediente_conclusion_con_dos",
        "expediente_conclusion",
        "INSERT",
        _UNA_SOLA,
        "expediente_conclusion: en esta elección lo confirma otra persona",
    ),
    Disparador("bitacora_entrada_apartada", "bitacora_entrada", "INSERT", _DECIDE_OTRA, _UNA_A_LA_VEZ),
)
