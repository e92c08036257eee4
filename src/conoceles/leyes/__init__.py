"""El derecho como datos con fecha: qué ley rige cada regla el día de cada acto (`procesos/_derecho/`)."""

from conoceles.leyes.consultas import (
    abrogada,
    ajenas,
    cita,
    cita_de_acto,
    cita_de_varias,
    cita_o_pendiente,
    citas,
    escritas,
    expandir,
    reglas,
    rige,
    valor,
    vigentes,
)
from conoceles.leyes.modelo import Cita, DerechoInvalido, Ley, Regla, SinLey

__all__ = [
    "Cita", "DerechoInvalido", "Ley", "Regla", "SinLey", "abrogada", "ajenas", "cita", "cita_de_acto", "cita_de_varias", "cita_o_pendiente", "citas",
    "escritas", "expandir", "reglas", "rige", "valor", "vigentes",
]  # fmt: skip
