"""Lecturas de cuentas que otras salas necesitan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timezone

from django.db.models import Exists, OuterRef, QuerySet

from conoceles.cuentas.models import AcuseDeRecibo, Cuenta, Designacion, Enlace, Papel
from conoceles.integridad import recordadas
from conoceles.nucleo.bases.preparadas import Preparada

SIN_CONSTANCIA = datetime(1900, 1, 1, tzinfo=timezone.utc)  # anterior a toda habilitación

_SIN_OFICIO = Preparada(
    lambda: Cuenta.objects.filter(
        papel__in=(Papel.PARTIDO, Papel.INDEPENDIENTE), designaciones=None
    ).values_list("ambito", flat=True)
)
_DESIGNADAS = Preparada(lambda proceso: Designacion.objects.filter(proceso=proceso).order_by("id"))


@dataclass(frozen=True)
class Entregada:
    """El acceso de una persona designada: qué alcanza y cuándo acusó recibo por primera vez."""

    contiendas: tuple[str, ...]
    acusada_en: datetime | None
    vigente: bool


def entregas(proceso: str) -> dict[str, list[Entregada]]:
    """Por ámbito (`fuerza:3`, `formula:…`), las personas que esa fuerza o fórmula designó.

    Cuándo acusó recibo lo dice su acto, no la fila: movida o quitada por fuera, el plazo sigue igual. Las cuentas sin oficio
    (demostración) se tienen por entregadas desde el principio.
    """
    por_ambito: dict[str, list[Entregada]] = defaultdict(list)
    for ambito in _SIN_OFICIO():
        por_ambito[ambito].append(Entregada((), SIN_CONSTANCIA, vigente=True))
    suyos = acusados()
    for fila in _DESIGNADAS(proceso):
        primero = min((en for en in suyos(fila.cuenta_id) if en >= fila.en), default=None)
        acusada = primero if fila.baja_en is None or _antes(primero, fila.baja_en) else None
        por_ambito[fila.ambito].append(Entregada(tuple(fila.contiendas), acusada, fila.baja_en is None))
    return dict(por_ambito)


def acusados() -> Callable[[int], Collection[datetime]]:
    """De una cuenta, cuándo acusó recibo según los actos. Una consulta, se pregunte por cuantas se pregunte."""
    todas, acuse = recordadas.todas(), AcuseDeRecibo._meta.db_table
    return lambda cuenta: {
        en
        for nombre, dicho in todas.get(str(cuenta), {}).items()
        if nombre.startswith(acuse)
        for en in dicho.veces.values()
    }


def con_acceso(cuentas: QuerySet[Cuenta]) -> QuerySet[Cuenta]:
    """Las que ya acusaron recibo de su acceso, o que no lo reciben por un enlace (demostración, por orden)."""
    entregados = Enlace.objects.filter(cuenta=OuterRef("pk"), motivo=Enlace.ENTREGA)
    acuses = AcuseDeRecibo.objects.filter(enlace__cuenta=OuterRef("pk"))
    return cuentas.filter(Exists(acuses) | ~Exists(entregados))


def _antes(acuse: datetime | None, baja: datetime) -> bool:
    return acuse is not None and acuse <= baja


def quien(actor: str) -> str:
    """Nombre y papel de una cuenta; del sistema, su oficio."""
    tipo, _, valor = actor.partition(":")
    if tipo != "cuenta" or not valor.isdigit():
        return actor.replace("sistema:", "el sistema, ")
    cuenta = Cuenta.objects.filter(pk=int(valor)).first()
    if cuenta is None:
        return "una cuenta que ya no existe"
    papel = cuenta.get_papel_display()
    return cuenta.nombre if cuenta.nombre == papel else f"{cuenta.nombre}, {papel.lower()}"
