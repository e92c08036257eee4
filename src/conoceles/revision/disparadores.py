"""Un expediente apartado por una persona no lo decide otra, venga de donde venga."""

from conoceles.bitacora.actos import Acto
from conoceles.nucleo.disparadores import Disparador, iguales, permanente

_TABLA = "revision_apartado"
_DE_OTRA = f"""NEW.hasta > NEW.visto AND EXISTS (SELECT 1 FROM {_TABLA} a
  WHERE a.candidatura_id = NEW.candidatura_id AND a.por <> NEW.por AND a.hasta > NEW.visto)"""
_DECIDE_OTRA = f"""NEW.acto IN ('{Acto.VALIDADA}', '{Acto.OBSERVADA}') AND EXISTS (SELECT 1 FROM {_TABLA} a
  JOIN candidaturas_candidatura c ON c.id = a.candidatura_id
  WHERE c.folio = NEW.folio AND a.por <> NEW.actor AND a.hasta > NEW.momento)"""
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
    Disparador("bitacora_entrada_apartada", "bitacora_entrada", "INSERT", _DECIDE_OTRA, _UNA_A_LA_VEZ),
)
