"""La cola de revisión: filtros, plazo del instituto, quién la tiene y lo que señalan las reglas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CON_CONTENIDO, ETIQUETAS, POR_DECIDIR, SIN_ENVIAR, SIN_PERFIL, Estado
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.consultas_base import CandidaturaQuerySet
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.models import Cuenta
from conoceles.expediente import hallazgos
from conoceles.expediente.calendario.plazos import vence_revision
from conoceles.expediente.hallazgos import Hallazgos
from conoceles.expediente.models import RECIBIDO, Envio
from conoceles.nucleo import dias
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Definicion
from conoceles.revision import apartados

POR_REVISAR = frozenset(POR_DECIDIR)
GRUPOS = (
    ("por_revisar", "Por revisar", POR_REVISAR),
    ("observadas", "Con observaciones", frozenset({Estado.OBSERVADA})),
    ("listas", "Validadas y publicadas", frozenset(CON_CONTENIDO)),
    ("sin_enviar", "Sin enviar", frozenset({Estado.REGISTRADA, *SIN_ENVIAR})),
    ("concluidas", "Sustituidas, canceladas y renuncias", frozenset(SIN_PERFIL)),
)
HALLAZGOS = (
    ("", "Con o sin hallazgos"),
    ("observables", "Con hallazgos observables"),
    ("informativas", "Solo con informativos"),
    ("ninguno", "Sin hallazgos"),
)


@dataclass(frozen=True)
class Filtros:
    """Lo que se pidió ver; vacío es todo."""

    grupo: str = "por_revisar"
    busca: str = ""
    fuerza: str = ""
    contienda: str = ""
    hallazgos: str = ""
    quien: str = ""


@dataclass(frozen=True)
class EnCola:
    """Un renglón de la cola. `faltan` son días para decidir: negativo, ya venció."""

    folio: str
    nombre: str
    lugar: str
    fuerza: str
    contienda: str
    estado: str
    etiqueta: str
    enviada: datetime | None
    ronda: int
    vence: date | None
    faltan: int | None
    observables: int
    informativas: int
    quien: str
    con_fotografia: bool

    @property
    def hallazgos(self) -> str:
        """En qué grupo de `HALLAZGOS` cae."""
        if self.observables:
            return "observables"
        return "informativas" if self.informativas else "ninguno"

    @property
    def plazo(self) -> str:
        """Cuánto queda, en palabras; vacío si no espera decisión."""
        if self.faltan is None:
            return ""
        if self.faltan < 0:
            return "venció ayer" if self.faltan == -1 else f"venció hace {-self.faltan} días"
        if self.faltan == 0:
            return "vence hoy"
        return "vence mañana" if self.faltan == 1 else f"vence en {self.faltan} días"


@dataclass(frozen=True)
class Opcion:
    """Una opción de un filtro, con cuántas hay."""

    clave: str
    etiqueta: str
    cuantas: int
    elegida: bool


@dataclass(frozen=True)
class Cola:
    proceso: str
    quien_postula: str
    grupos: tuple[Opcion, ...]
    fuerzas: tuple[Opcion, ...]
    contiendas: tuple[Opcion, ...]
    hallazgos: tuple[Opcion, ...]
    personas: tuple[Opcion, ...]
    renglones: tuple[EnCola, ...]


def cola(alcance: Alcance, filtros: Filtros, *, ahora: datetime) -> Cola | None:
    """Candidaturas de la elección que ve que cumplen los filtros, las más antiguas primero."""
    vigente = proceso.elegida(alcance)
    if vigente is None:
        return None
    filas = list(candidaturas.listar(alcance, vigente.clave))
    estados = next((g[2] for g in GRUPOS if g[0] == filtros.grupo), POR_REVISAR)
    todos = renglones([f for f in filas if f.estado in estados], ahora=ahora)
    cuentas = Counter(fila.estado for fila in filas)
    grupos = ((clave, titulo, sum(cuentas[e] for e in dentro)) for clave, titulo, dentro in GRUPOS)
    por_hallazgo = Counter(r.hallazgos for r in todos) + Counter({"": len(todos)})
    return Cola(
        proceso=vigente.nombre,
        quien_postula=proceso.definicion(vigente.clave).quien_postula,
        grupos=tuple(Opcion(c, t, n, c == filtros.grupo) for c, t, n in grupos),
        fuerzas=_opciones((r.fuerza for r in todos), filtros.fuerza),
        contiendas=_opciones((r.contienda for r in todos), filtros.contienda),
        hallazgos=tuple(Opcion(c, t, por_hallazgo[c], c == filtros.hallazgos) for c, t in HALLAZGOS),
        personas=_opciones((r.quien for r in todos if r.quien), filtros.quien),
        renglones=tuple(sorted((r for r in todos if _cumple(r, filtros)), key=_antiguedad)),
    )


@dataclass(frozen=True)
class PorMarcar:
    """Una de las que se pueden validar juntas. `abierta`: quien mira ya la leyó, como se envió."""

    renglon: EnCola
    abierta: bool


def sin_observables(alcance: Alcance, *, ahora: datetime) -> list[PorMarcar]:
    """Las que se pueden validar juntas: esperan decisión y ninguna regla señala algo observable."""
    vigente = proceso.elegida(alcance)
    if vigente is None:
        return []
    filas = list(candidaturas.listar(alcance, vigente.clave).filter(estado__in=POR_REVISAR))
    leidas = apartados.abiertas(filas, alcance)
    folios = {f.folio for f in filas if f.pk in leidas}
    limpias = sorted((r for r in renglones(filas, ahora=ahora) if not r.observables), key=_antiguedad)
    return [PorMarcar(r, r.folio in folios) for r in limpias]


def renglones(filas: Iterable[Candidatura], *, ahora: datetime) -> list[EnCola]:
    """Renglones de candidaturas de una misma elección, con las mismas consultas para una que para cien."""
    lista = list(filas)
    if not lista:
        return []
    definicion = proceso.definicion(lista[0].proceso_id)
    hoy = definicion.calendario.dia_local(ahora)
    filtrados = (
        Envio.objects.filter(candidatura__in=lista).select_related("version").defer("version__contenido")
    )
    envios = {e.candidatura_id: e for e in filtrados.order_by("ronda")}
    enviadas = [f for f in lista if f.pk in envios]
    senaladas = hallazgos.de_varias(enviadas, hoy=hoy)
    quienes = _quienes([f.folio for f in lista if f.estado == Estado.EN_REVISION])
    vivos = apartados.quienes(lista, ahora)
    quienes |= {f.folio: vivos[f.pk] for f in lista if f.pk in vivos}
    return [_renglon(f, envios.get(f.pk), senaladas, quienes, definicion, hoy) for f in lista]


def por_vencer(
    definicion: Definicion, todas: CandidaturaQuerySet, *, ahora: datetime, plazo: int
) -> list[EnCola]:
    """Las que esperan decisión y vencen en ese plazo, en días, o ya vencieron, la primera antes. Las demás no se leen."""
    despues = Envio.objects.alias(recibida=RECIBIDO).filter(
        candidatura=OuterRef("pk"), recibida__gte=_vence(definicion, ahora, plazo)
    )
    suyas = todas.filter(~Exists(despues), estado__in=POR_REVISAR)
    return sorted(renglones(suyas, ahora=ahora), key=lambda r: r.vence or date.max)


def _vence(definicion: Definicion, ahora: datetime, plazo: int) -> datetime:
    """Lo enviado antes de ese momento vence en esos días o ya venció; lo enviado después, no."""
    calendario = definicion.calendario
    dia = hoy = calendario.dia_local(ahora)
    while (vence_revision(definicion, dias.inicio(dia, calendario.zona)) - hoy).days > plazo:
        dia -= timedelta(days=1)
    return dias.fin(dia, calendario.zona)


def lugar(fila: Candidatura, definicion: Definicion | None = None) -> str:
    """«Diputación del distrito 5 · suplente»; de una planilla, también el puesto."""
    return " · ".join(fila.partes_de_su_lugar(definicion or fila.definicion))


def _renglon(
    fila: Candidatura,
    envio: Envio | None,
    senaladas: Hallazgos,
    quienes: dict[str, str],
    definicion: Definicion,
    hoy: date,
) -> EnCola:
    niveles = Counter(h.nivel for h in senaladas.get(fila.pk, ()))
    espera = envio is not None and fila.estado in POR_REVISAR
    vence = vence_revision(definicion, envio.recibido) if envio and espera else None
    return EnCola(
        folio=fila.folio,
        nombre=fila.nombre,
        lugar=lugar(fila, definicion),
        fuerza=fila.formula.fuerza.dicha,
        contienda=fila.formula.contienda.nombre,
        estado=fila.estado,
        etiqueta=ETIQUETAS[fila.estado],
        enviada=envio.recibido if envio else None,
        ronda=envio.ronda if envio else 0,
        vence=vence,
        faltan=(vence - hoy).days if vence else None,
        observables=niveles["observable"],
        informativas=niveles["informativa"],
        quien=quienes.get(fila.folio, ""),
        con_fotografia=envio is not None and envio.version.fotografia_id is not None,
    )


def _quienes(folios: list[str]) -> dict[str, str]:
    """Folio → quien tomó la revisión, por su nombre."""
    tomadas = bitacora.desde("default", 0).filter(acto=Acto.REVISION_INICIADA, folio__in=folios)
    actores = dict(tomadas.values_list("folio", "actor"))
    nombres = nombres_de(actores.values())
    return {folio: nombres.get(actor, actor) for folio, actor in actores.items()}


def nombres_de(actores: Iterable[str]) -> dict[str, str]:
    """Actor de la bitácora (`cuenta:…`) → nombre de la cuenta."""
    claves = {a.removeprefix("cuenta:") for a in actores if a.startswith("cuenta:")}
    cuentas = Cuenta.objects.filter(
        Q(pk__in={c for c in claves if c.isdigit()}) | Q(correo__in={c for c in claves if "@" in c})
    )
    filas = cuentas.values_list("pk", "correo", "nombre")
    return {f"cuenta:{c}": nombre for pk, correo, nombre in filas for c in (pk, correo)}


def _opciones(valores: Iterable[str], elegida: str) -> tuple[Opcion, ...]:
    """En el orden en que aparecen, que es el de la boleta."""
    return tuple(Opcion(v, v, n, v == elegida) for v, n in Counter(valores).items())


def _cumple(r: EnCola, filtros: Filtros) -> bool:
    iguales = (
        (filtros.fuerza, r.fuerza),
        (filtros.contienda, r.contienda),
        (filtros.hallazgos, r.hallazgos),
        (filtros.quien, r.quien),
    )
    if any(pedido and pedido != tiene for pedido, tiene in iguales):
        return False
    return sin_acentos(filtros.busca) in sin_acentos(f"{r.nombre} {r.lugar} {r.folio}")


def _antiguedad(r: EnCola) -> tuple[bool, float]:
    return (r.enviada is None, r.enviada.timestamp() if r.enviada else 0.0)
