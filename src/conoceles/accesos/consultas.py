"""Lo que las pantallas de accesos enseñan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.consultas import independientes, listar
from conoceles.candidaturas.models import Formula
from conoceles.cuentas.models import INSTITUCIONALES, AcuseDeRecibo, Cuenta, Designacion, Enlace
from conoceles.proceso.models import Fuerza, Proceso

Opciones = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Persona:
    """Una cuenta, por qué existe y en qué va su entrega."""

    cuenta: Cuenta
    designacion: Designacion | None
    acusada_en: datetime | None
    enlace: Enlace | None
    estado: str
    tono: str

    @property
    def alcance(self) -> str:
        """«Todas sus candidaturas», o las contiendas a que se limita."""
        cuantas = len(self.cuenta.contiendas)
        return f"{cuantas} contienda{'s' if cuantas > 1 else ''}" if cuantas else "Todas sus candidaturas"


@dataclass(frozen=True)
class Grupo:
    """Las personas de una fuerza o fórmula."""

    ambito: str
    titulo: str
    personas: tuple[Persona, ...]


def grupos(proceso: Proceso, ahora: datetime) -> tuple[Grupo, ...]:
    """Cada partido y fórmula independiente con sus personas, también los que aún no tienen ninguna."""
    ambitos = responsables(proceso)
    cuentas = Cuenta.objects.filter(ambito__in=[a for a, _ in ambitos]).order_by("-is_active", "nombre")
    fichas = _fichas(list(cuentas), ahora)
    return tuple(
        Grupo(ambito, titulo, tuple(f for f in fichas if f.cuenta.ambito == ambito))
        for ambito, titulo in ambitos
    )


def del_instituto(ahora: datetime) -> tuple[Persona, ...]:
    """El personal con cuenta."""
    return _fichas(
        list(Cuenta.objects.filter(papel__in=INSTITUCIONALES).order_by("-is_active", "nombre")), ahora
    )


def persona(clave: int, ahora: datetime) -> Persona | None:
    """Una cuenta, de quien sea."""
    return next(iter(_fichas(list(Cuenta.objects.filter(pk=clave)), ahora)), None)


def responsables(proceso: Proceso) -> Opciones:
    """Ámbito y nombre de quienes capturan: partidos en el orden de la boleta, y fórmulas independientes."""
    partidos = [(f"fuerza:{f.pk}", f.nombre) for f in proceso.fuerzas.filter(tipo="partido")]
    return (*partidos, *((f"formula:{f.pk}", _titulo(f)) for f in independientes(proceso.pk)))


def sin_cuenta(proceso: Proceso) -> list[str]:
    """Quien responde por candidaturas y no tiene a nadie con cuenta activa."""
    con_cuenta = set(Cuenta.objects.filter(is_active=True).values_list("ambito", flat=True))
    con_candidaturas = set(
        Formula.objects.filter(contienda__proceso=proceso, candidaturas__isnull=False).values_list(
            "responde_id", flat=True
        )
    )
    deben = {f"fuerza:{pk}" for pk in con_candidaturas} | {
        f"formula:{f.pk}" for f in independientes(proceso.pk)
    }
    return [nombre for ambito, nombre in responsables(proceso) if ambito in deben - con_cuenta]


def contiendas(proceso: Proceso) -> Opciones:
    """Clave y nombre de cada contienda, en su orden."""
    return tuple(proceso.contiendas.order_by("orden").values_list("clave", "nombre"))


def nombre_del_ambito(cuenta: Cuenta) -> str:
    """A quién representa la cuenta, para quien la recibe: partido, fórmula o candidatura; vacío en el instituto."""
    tipo, _, valor = cuenta.ambito.partition(":")
    if tipo == "fuerza":
        return Fuerza.objects.get(pk=int(valor)).nombre
    if tipo == "formula":
        return _titulo(Formula.objects.get(pk=valor))
    fila = listar(alcance_de(cuenta)).first() if tipo == "candidatura" else None
    return f"{fila.nombre}, {fila.formula.contienda.nombre}" if fila else ""


def _titulo(formula: Formula) -> str:
    personas = formula.candidaturas.select_related("persona").order_by("calidad")
    nombres = " y ".join(c.nombre for c in personas)
    return f"Independiente: {nombres}"


def _fichas(cuentas: list[Cuenta], ahora: datetime) -> tuple[Persona, ...]:
    claves = [c.pk for c in cuentas]
    acuses = AcuseDeRecibo.objects.filter(enlace__cuenta__in=claves).order_by("en")
    ultimos = dict(acuses.values_list("enlace__cuenta_id", "en"))
    vivos = {e.cuenta_id: e for e in Enlace.objects.filter(cuenta__in=claves, usado_en=None, anulado_en=None)}
    designadas = {d.cuenta_id: d for d in Designacion.objects.filter(cuenta__in=claves).order_by("id")}
    return tuple(
        Persona(
            c, designadas.get(c.pk), ultimos.get(c.pk), vivos.get(c.pk), *_estado(c, vivos.get(c.pk), ahora)
        )
        for c in cuentas
    )


def _estado(cuenta: Cuenta, enlace: Enlace | None, ahora: datetime) -> tuple[str, str]:
    if not cuenta.is_active:
        return "Dada de baja", "pendiente"
    if cuenta.has_usable_password():
        return "Con acceso", "ok"
    if enlace is None or ahora >= enlace.vence_en:
        return "Su enlace venció", "peligro"
    return "Sin acuse de recibo", "aviso"
