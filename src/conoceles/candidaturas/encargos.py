"""De qué responde una cuenta en cada elección: la misma persona puede estar designada en varias a la vez."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from conoceles.candidaturas.models import Formula
from conoceles.cuentas.models import Cuenta, Designacion
from conoceles.proceso.models import Fuerza


@dataclass(frozen=True)
class Encargo:
    """Un partido («fuerza:<id>») o una fórmula («formula:<uuid>») de una elección, y sus contiendas; vacía: todas."""

    proceso: str
    ambito: str
    contiendas: frozenset[str] = frozenset()


def encargos(cuenta: Cuenta) -> list[Encargo]:
    """Sus designaciones vigentes, de la más antigua a la más reciente.

    El ámbito con que se abrió la cuenta vale por sí solo mientras ninguna designación lo nombre: dada de baja esa
    designación, ya no responde por él.
    """
    filas = sorted(cuenta.designaciones.all(), key=lambda fila: fila.pk)  # de quien entró, ya se leyeron
    suyos = [Encargo(f.proceso_id, f.ambito, frozenset(f.contiendas)) for f in filas if f.baja_en is None]
    if cuenta.ambito and cuenta.ambito not in {f.ambito for f in filas}:
        proceso = _proceso(cuenta.ambito)
        suyos = [
            *([Encargo(proceso, cuenta.ambito, frozenset(cuenta.contiendas))] if proceso else []),
            *suyos,
        ]
    return suyos


def que_responden(*ambitos: str) -> Q:
    """Las cuentas designadas por alguno de esos ámbitos, o abiertas con él sin oficio."""
    designadas = Designacion.objects.filter(ambito__in=ambitos)
    sueltas = Q(ambito__in=ambitos) & ~Q(pk__in=designadas.values("cuenta"))
    return sueltas | Q(pk__in=designadas.filter(baja_en=None).values("cuenta"))


def alcanza(cuenta: Cuenta, ambito: str, contienda: str) -> bool:
    """Si responde por esa contienda de ese ámbito."""
    suyos = [e for e in encargos(cuenta) if e.ambito == ambito]
    return any(not e.contiendas or contienda in e.contiendas for e in suyos)


def respondieron(ambito: str, contienda: str) -> set[int]:
    """Las cuentas que responden o respondieron por esa contienda de ese ámbito."""
    designadas = Designacion.objects.filter(ambito=ambito)
    sueltas = Cuenta.objects.filter(ambito=ambito).exclude(pk__in=designadas.values("cuenta"))
    pares = [*designadas.values_list("cuenta_id", "contiendas"), *sueltas.values_list("pk", "contiendas")]
    return {pk for pk, contiendas in pares if not contiendas or contienda in contiendas}


def _proceso(ambito: str) -> str:
    """La elección de un ámbito; vacía si no se entiende o no existe."""
    tipo, _, valor = ambito.partition(":")
    try:
        if tipo == "fuerza":
            return Fuerza.objects.values_list("proceso_id", flat=True).filter(pk=int(valor)).first() or ""
        if tipo == "formula":
            suyas = Formula.objects.filter(pk=UUID(valor))
            return suyas.values_list("contienda__proceso_id", flat=True).first() or ""
    except ValueError:
        pass  # ámbito ilegible: ante la duda, ningún encargo
    return ""
