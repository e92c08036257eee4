"""El calendario de capacitación del plan (§10.2): a quiénes se debía capacitar, y quién falta."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conoceles.ayuda.capacitaciones import dirigida
from conoceles.ayuda.models import Asistencia
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.cuentas.models import INSTITUCIONALES, Cuenta
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import DESIGNAN
from conoceles.proceso.models import Fuerza


@dataclass(frozen=True)
class Prevista:
    """Un periodo del calendario y un público. `vencida`: terminó y falta alguien."""

    titulo: str
    desde: date
    hasta: date
    total: int
    faltan: tuple[str, ...]
    vencida: bool

    @property
    def asistieron(self) -> int:
        return self.total - len(self.faltan)


def calendario(proceso: str, hoy: date) -> list[Prevista]:
    """Un renglón por periodo y público, en el orden de la elección."""
    previstas = procesos.definicion(proceso).seguimiento.capacitaciones
    return [_prevista(proceso, p, c.desde, c.hasta, hoy) for c in previstas for p in c.publicos]


def por_capacitar(proceso: str, hoy: date) -> tuple[Prevista, ...]:
    """Los periodos que ya terminaron o que corren, y a los que les falta alguien; primero, lo que terminó antes."""
    en_curso = (p for p in calendario(proceso, hoy) if p.desde <= hoy and p.faltan)
    return tuple(sorted(en_curso, key=lambda p: p.hasta))


def _prevista(proceso: str, publico: str, desde: date, hasta: date, hoy: date) -> Prevista:
    """Cuenta la asistencia de cualquier día: quien se capacitó después del periodo ya no falta."""
    estuvieron = {
        sin_acentos(dicho).strip()
        for par in Asistencia.objects.filter(
            capacitacion__proceso=proceso, capacitacion__publico=publico, retirada_en=None
        ).values_list("nombre", "representa")
        for dicho in par
        if dicho
    }
    debidos = _debidos(proceso, publico)
    faltan = tuple(
        nombre
        for nombre, otras in debidos
        if estuvieron.isdisjoint(sin_acentos(x).strip() for x in (nombre, *otras))
    )
    dicho = dirigida(procesos.definicion(proceso), publico)
    return Prevista(dicho, desde, hasta, len(debidos), faltan, hasta < hoy and bool(faltan))


def _debidos(proceso: str, publico: str) -> list[tuple[str, tuple[str, ...]]]:
    """Cómo se llama cada quien, y de qué otras maneras se le pudo escribir."""
    if publico == "instituto":
        activas = Cuenta.objects.filter(papel__in=INSTITUCIONALES, is_active=True).order_by("nombre")
        return [(c.nombre, ()) for c in activas]
    if publico == "partidos":
        designan = Fuerza.objects.filter(proceso=proceso, tipo__in=DESIGNAN).order_by("orden")
        return [(f.nombre, (f.siglas,)) for f in designan]
    personas = Candidatura.objects.filter(proceso=proceso)
    if publico == "independientes":
        # Por sus fórmulas, que son pocas: con la elección a la vista, la base recorre todas las candidaturas.
        suyas = Formula.objects.filter(fuerza__proceso=proceso, fuerza__tipo="independiente")
        personas = Candidatura.objects.filter(formula__in=suyas, calidad="propietaria")
    en_orden = personas.select_related("persona").order_by("persona__nombre")
    return [(c.nombre, (c.persona.nombre,)) for c in en_orden]
