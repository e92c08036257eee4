"""Nada mezcla dos elecciones; una invitación se retira y se libera una vez; lo publicado no voltea lo que se lee.

El nombre se corrige mientras la candidatura compite, y la corrección no se reescribe.
"""

from conoceles.bitacora.estados import VIVAS, en_sql
from conoceles.nucleo.disparadores import Disparador, Evento, iguales, inmutable, voltea

_DE_QUIEN = iguales("candidatura_id", "cuenta_id", "por", "en")
_RETIRAR = "OLD.retirada_en IS NULL AND NEW.retirada_en IS NOT NULL AND NEW.liberada_en IS NULL"
_LIBERAR = (
    f"{iguales('retirada_por', 'retirada_en', 'contesto')} AND OLD.liberada_en IS NULL "
    "AND NEW.liberada_en IS NOT NULL"
)

_AL_ESCRIBIR: tuple[Evento, ...] = ("INSERT", "UPDATE")
_SE_PUBLICAN = (("persona", "nombre"), ("candidatura", "sobrenombre"))

_DE_SU_CONTIENDA = """NOT EXISTS (SELECT 1 FROM candidaturas_formula f JOIN proceso_contienda c ON c.id = f.contienda_id
  WHERE f.id = NEW.formula_id AND c.proceso_id = NEW.proceso_id)"""
_DE_SU_PERSONA = """NOT EXISTS (SELECT 1 FROM candidaturas_persona p
  WHERE p.id = NEW.persona_id AND p.proceso_id = NEW.proceso_id)"""
_DE_SUS_FUERZAS = """EXISTS (SELECT 1 FROM proceso_contienda c, proceso_fuerza f
  WHERE c.id = NEW.contienda_id AND f.id IN (NEW.fuerza_id, NEW.responde_id) AND f.proceso_id <> c.proceso_id)"""
_DE_SU_AMBITO = """NOT EXISTS (SELECT 1 FROM proceso_fuerza f
  WHERE f.proceso_id = NEW.proceso_id AND NEW.ambito = 'fuerza:' || CAST(f.id AS TEXT))
  AND NOT EXISTS (SELECT 1 FROM candidaturas_formula f JOIN proceso_contienda c ON c.id = f.contienda_id
  WHERE c.proceso_id = NEW.proceso_id
  AND replace(NEW.ambito, '-', '') = 'formula:' || replace(CAST(f.id AS TEXT), '-', ''))"""
_NO_COMPITE = f"""NOT EXISTS (SELECT 1 FROM candidaturas_candidatura c
  WHERE c.id = NEW.candidatura_id AND c.estado IN ({en_sql(VIVAS)}))"""
_UNA_SOLA_ELECCION: tuple[tuple[str, Evento, str], ...] = (  # de la candidatura, nada de esto cambia después
    ("candidaturas_candidatura", "INSERT", f"{_DE_SU_CONTIENDA} OR {_DE_SU_PERSONA}"),
    ("candidaturas_formula", "INSERT", _DE_SUS_FUERZAS),
    ("candidaturas_formula", "UPDATE", _DE_SUS_FUERZAS),
    ("cuentas_designacion", "INSERT", _DE_SU_AMBITO),
)

DISPARADORES = (
    *(
        Disparador(
            f"{tabla}_{evento.lower()}_una_eleccion",
            tabla,
            evento,
            condicion,
            f"{tabla}: mezcla dos elecciones",
        )
        for tabla, evento, condicion in _UNA_SOLA_ELECCION
    ),
    *inmutable("candidaturas_invitacion", salvo=f"{_DE_QUIEN} AND (({_RETIRAR}) OR ({_LIBERAR}))"),
    *inmutable("candidaturas_correcciondenombre"),
    Disparador(
        "candidaturas_correcciondenombre_compite",
        "candidaturas_correcciondenombre",
        "INSERT",
        _NO_COMPITE,
        "candidaturas_correcciondenombre: esa candidatura ya no compite",
    ),
    *(
        Disparador(
            f"candidaturas_{tabla}_{evento.lower()}_sin_volteos",
            f"candidaturas_{tabla}",
            evento,
            voltea(columna),
            f"candidaturas_{tabla}: trae un carácter que voltea lo que se lee",
        )
        for tabla, columna in _SE_PUBLICAN
        for evento in _AL_ESCRIBIR
    ),
)
