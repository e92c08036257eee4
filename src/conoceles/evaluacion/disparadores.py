"""Lo cerrado no cambia, no se resuelve sin dos lecturas y, concluida la evaluación, nada se mueve."""

from conoceles.nucleo.disparadores import Disparador, iguales, inmutable

_MISMA_LECTURA = (
    f"OLD.cerrada_en IS NULL AND {iguales('candidatura_id', 'evaluador', 'lectura', 'version_id')}"
)
_CONCLUIDA = """EXISTS (SELECT 1 FROM evaluacion_conclusion x
  JOIN candidaturas_candidatura c ON c.proceso_id = x.proceso_id WHERE c.id = NEW.candidatura_id)"""
_SIN_DOS = """(SELECT COUNT(*) FROM evaluacion_evaluacion e
  WHERE e.candidatura_id = NEW.candidatura_id AND e.cerrada_en IS NOT NULL) < 2"""
_SIN_LAS_DOS = """NEW.forma = 'acuerdo' AND (SELECT COUNT(*) FROM evaluacion_evaluacion e
  WHERE e.candidatura_id = NEW.candidatura_id AND EXISTS (SELECT 1 FROM evaluacion_propuesta p
    WHERE p.candidatura_id = e.candidatura_id AND p.por = e.evaluador AND p.marcas = NEW.marcas)) < 2"""
_NO_LEYO = """NOT EXISTS (SELECT 1 FROM evaluacion_evaluacion e
  WHERE e.candidatura_id = NEW.candidatura_id AND e.evaluador = NEW.por)"""
_PARTE = """NEW.forma = 'tercera' AND EXISTS (SELECT 1 FROM evaluacion_evaluacion e
  WHERE e.candidatura_id = NEW.candidatura_id AND e.evaluador = NEW.por)"""


def _al(evento: str, tabla: str, nombre: str, condicion: str, frase: str) -> Disparador:
    return Disparador(f"{tabla}_{nombre}", tabla, evento, condicion, f"{tabla}: {frase}")  # type: ignore[arg-type]


DISPARADORES = (
    *inmutable("evaluacion_evaluacion", salvo=_MISMA_LECTURA),
    *inmutable("evaluacion_resolucion"),
    *inmutable("evaluacion_propuesta"),
    *inmutable("evaluacion_conclusion"),
    _al("INSERT", "evaluacion_evaluacion", "nueva_concluida", _CONCLUIDA, "la evaluación ya concluyó"),
    _al("UPDATE", "evaluacion_evaluacion", "concluida", _CONCLUIDA, "la evaluación ya concluyó"),
    _al("INSERT", "evaluacion_resolucion", "concluida", _CONCLUIDA, "la evaluación ya concluyó"),
    _al("INSERT", "evaluacion_resolucion", "sin_dos", _SIN_DOS, "faltan lecturas cerradas"),
    _al("INSERT", "evaluacion_propuesta", "concluida", _CONCLUIDA, "la evaluación ya concluyó"),
    _al("INSERT", "evaluacion_propuesta", "sin_dos", _SIN_DOS, "faltan lecturas cerradas"),
    _al("INSERT", "evaluacion_propuesta", "ajena", _NO_LEYO, "solo proponen quienes leyeron"),
    _al(
        "INSERT",
        "evaluacion_resolucion",
        "sin_las_dos",
        _SIN_LAS_DOS,
        "faltan las propuestas iguales de las dos",
    ),
    _al("INSERT", "evaluacion_resolucion", "parte", _PARTE, "quien leyó no es tercera persona"),
)
