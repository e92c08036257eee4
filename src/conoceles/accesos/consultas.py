"""Lo que las pantallas de accesos enseñan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from conoceles.candidaturas.alcances import alcance_de, elecciones
from conoceles.candidaturas.consultas import independientes, listar
from conoceles.candidaturas.encargos import encargos
from conoceles.candidaturas.models import Formula
from conoceles.cuentas.constancia import cotejo
from conoceles.cuentas.models import INSTITUCIONALES, AcuseDeRecibo, Cuenta, Designacion, Enlace
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import DESIGNAN
from conoceles.proceso.models import Fuerza, Proceso

ALTERADA = ("Cambiada por fuera: no entra", "peligro")
Opciones = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Persona:
    """Una cuenta, por qué existe y en qué va su entrega."""

    cuenta: Cuenta
    designacion: Designacion | None  # la de esa elección
    acusada_en: datetime | None
    enlace: Enlace | None
    estado: str
    tono: str

    @property
    def espera_acuse(self) -> bool:
        """Si hay algo que recibir: su cuenta, o esta designación, aunque ya tuviera cuenta por otra."""
        return _espera(self.cuenta, self.designacion, self.acusada_en)

    @property
    def en_otras(self) -> bool:
        """Si responde también en otra elección: darla de baja aquí no cierra su cuenta."""
        otras = {e.proceso for e in encargos(self.cuenta)}
        return bool(self.designacion and otras - {self.designacion.proceso_id})

    @property
    def ambito(self) -> str:
        return self.designacion.ambito if self.designacion else self.cuenta.ambito

    @property
    def contiendas(self) -> list[str]:
        return self.designacion.contiendas if self.designacion else self.cuenta.contiendas

    @property
    def alcance(self) -> str:
        """«Todas sus candidaturas», o las contiendas a que se limita."""
        cuantas = len(self.contiendas)
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
    fichas = _fichas(list(_de_la_eleccion(proceso.pk, [a for a, _ in ambitos])), ahora, proceso.pk)
    return tuple(
        Grupo(ambito, titulo, tuple(f for f in fichas if f.ambito == ambito)) for ambito, titulo in ambitos
    )


def del_instituto(ahora: datetime) -> tuple[Persona, ...]:
    """El personal con cuenta."""
    return _fichas(
        list(Cuenta.objects.filter(papel__in=INSTITUCIONALES).order_by("-is_active", "nombre")), ahora
    )


def persona(clave: int, ahora: datetime, proceso: str = "") -> Persona | None:
    """Una cuenta del instituto o de esa elección; sin `proceso`, de quien sea."""
    fila = Cuenta.objects.filter(pk=clave).first()
    if fila is None or (proceso and not fila.es_institucional and not _fue_de(fila, proceso)):
        return None
    return _fichas([fila], ahora, proceso)[0]


def _fue_de(cuenta: Cuenta, proceso: str) -> bool:
    return proceso in elecciones(cuenta) or cuenta.designaciones.filter(proceso=proceso).exists()


def _de_la_eleccion(proceso: str, ambitos: list[str]) -> QuerySet[Cuenta]:
    """Las designadas en ella, también de baja, y las que se abrieron con uno de sus ámbitos sin oficio."""
    designadas = Designacion.objects.filter(proceso=proceso).values("cuenta")
    sueltas = Q(ambito__in=ambitos, designaciones=None)
    suyas = Cuenta.objects.filter(Q(pk__in=designadas) | sueltas).distinct()  # quien responde en dos, una vez
    return suyas.order_by("-is_active", "nombre")


def responsables(proceso: Proceso) -> Opciones:
    """Ámbito y nombre de quienes capturan: partidos y planillas en el orden de la boleta, y fórmulas independientes."""
    designan = [(f"fuerza:{f.pk}", f.nombre) for f in proceso.fuerzas.filter(tipo__in=DESIGNAN)]
    con_partidos = procesos.definicion(proceso.pk).con_partidos
    return (*designan, *((f"formula:{f.pk}", _titulo(f, con_partidos)) for f in independientes(proceso.pk)))


def sin_cuenta(proceso: Proceso) -> list[str]:
    """Quien responde por candidaturas y no tiene a nadie con cuenta activa."""
    activas = Cuenta.objects.filter(is_active=True)
    con_cuenta = {e.ambito for c in activas.exclude(ambito="") for e in encargos(c)}
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


def nombre_del_ambito(cuenta: Cuenta, ambito: str) -> str:
    """A quién representa la cuenta, para quien la recibe: partido, fórmula o candidatura; vacío en el instituto."""
    tipo, _, valor = ambito.partition(":")
    if tipo == "fuerza":
        return Fuerza.objects.get(pk=int(valor)).nombre
    if tipo == "formula":
        suya = Formula.objects.select_related("contienda").get(pk=valor)
        return _titulo(suya, procesos.definicion(suya.contienda.proceso_id).con_partidos)
    suyas = listar(alcance_de(cuenta)) if tipo == "candidatura" else ()
    return "; ".join(f"{fila.nombre}, {fila.formula.contienda.nombre}" for fila in suyas)


def _titulo(formula: Formula, con_partidos: bool) -> str:
    """Donde no hay partidos, de nadie se es independiente: se dice con el nombre de quien postula."""
    personas = formula.candidaturas.select_related("persona").order_by("calidad", "suplencia")
    nombres = " y ".join(c.nombre for c in personas)
    fuerza = formula.fuerza
    return (
        f"{'Independiente' if fuerza.tipo == 'independiente' and con_partidos else fuerza.nombre}: {nombres}"
    )


def _fichas(cuentas: list[Cuenta], ahora: datetime, proceso: str = "") -> tuple[Persona, ...]:
    claves = [c.pk for c in cuentas]
    acuses = AcuseDeRecibo.objects.filter(enlace__cuenta__in=claves).order_by("en")
    dados = dict[object, list[datetime]]()
    for de, en in acuses.values_list("enlace__cuenta_id", "en"):
        dados.setdefault(de, []).append(en)
    vivos = {e.cuenta_id: e for e in Enlace.objects.filter(cuenta__in=claves, usado_en=None, anulado_en=None)}
    filas = Designacion.objects.filter(cuenta__in=claves).order_by("id")
    designadas = {d.cuenta_id: d for d in (filas.filter(proceso=proceso) if proceso else filas)}
    alteradas = cotejo.alteradas(cuentas)
    fichas = []
    for c in cuentas:
        d, vivo = designadas.get(c.pk), vivos.get(c.pk)
        # El acuse de otra elección no recibe esta.
        suyos = [en for en in dados.get(c.pk, ()) if d is None or en >= d.en]
        acusada = suyos[-1] if suyos else None
        estado = ALTERADA if c.pk in alteradas else _estado(c, d, acusada, vivo, ahora)
        fichas.append(Persona(c, d, acusada, vivo, *estado))
    return tuple(fichas)


def _espera(cuenta: Cuenta, designacion: Designacion | None, acusada_en: datetime | None) -> bool:
    return not cuenta.has_usable_password() or (designacion is not None and acusada_en is None)


def _estado(
    cuenta: Cuenta,
    designacion: Designacion | None,
    acusada_en: datetime | None,
    enlace: Enlace | None,
    ahora: datetime,
) -> tuple[str, str]:
    if not cuenta.is_active or (designacion and designacion.baja_en):
        return "Dada de baja", "pendiente"
    if not _espera(cuenta, designacion, acusada_en):
        return "Con acceso", "ok"
    if enlace is None or ahora >= enlace.vence_en:
        return "Su enlace venció", "peligro"
    return "Sin acuse de recibo", "aviso"
