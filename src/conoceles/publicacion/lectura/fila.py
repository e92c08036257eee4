"""Una candidatura tal como el mapa de visibilidad deja verla."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from conoceles.bitacora.estados import Estado
from conoceles.expediente.constancias.de_la_base_a import Alterada
from conoceles.expediente.notas import Notas
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.cuestionario import Respuesta
from conoceles.publicacion.lectura.vinculos import VinculoPublico

POR_VERIFICAR = "Nombre por verificar"


@dataclass(frozen=True)
class Cuales:
    """De quiénes se lee: de esas contiendas (claves) y, si se dicen, de ellas solo esas fórmulas. Sin nada, la elección entera."""

    contiendas: Collection[str] | None = None
    formulas: Collection[UUID] | None = None

    def en(self, formula: str) -> dict[str, list[str] | list[UUID]]:
        """El filtro. `formula`: el camino hasta ella, desde la tabla que se lee."""
        if self.formulas is not None:
            return {f"{formula}__in": sorted(self.formulas)}
        return (
            {} if self.contiendas is None else {f"{formula}__contienda__clave__in": sorted(self.contiendas)}
        )

    def incluye(self, r: DeRegistro) -> bool:
        """Si es de ellas, como se publica."""
        if self.formulas is not None:
            return r.formula in self.formulas
        return self.contiendas is None or r.contienda in self.contiendas


TODAS = Cuales()


@dataclass(frozen=True, slots=True)
class DeRegistro:
    """Lo que dice el padrón. Sus campos los pide el mapa: `consultas` solo sabe de dónde sale cada uno."""

    id: UUID
    clave_identidad: UUID
    folio: str
    estado: str
    origen: str
    calidad: str
    suplencia: int
    sobrenombre: str
    circunscripcion: str
    reeleccion: bool
    acciones_afirmativas: Sequence[str]
    nombre: str
    nombres: str
    primer_apellido: str
    segundo_apellido: str
    sexo: str
    nacimiento: date | None
    edad_publicada: int | None
    formula: UUID
    posicion: int
    clave_origen: str
    contienda: str
    fuerza: str
    responde: str | None  # las siglas del partido, si es otro que quien la postula


def por_verificar(r: DeRegistro, alterada: Alterada) -> DeRegistro:
    """En lo que la dejó su último acto; y si lo cambiado es el padrón, su lugar sin nada que nadie haya asentado."""
    if not alterada.registro:
        return replace(r, estado=alterada.estado)
    return replace(
        r, nombre=POR_VERIFICAR, nombres="", primer_apellido="", segundo_apellido="", sobrenombre="", circunscripcion="", clave_origen="", responde=None,
        estado=alterada.estado or r.estado, nacimiento=None, edad_publicada=None, reeleccion=False, acciones_afirmativas=(),
    )  # fmt: skip


def sin_estreno(fila: Fila) -> Fila:
    """Si ya se validó y todavía no se publica, como se veía: lo primero que se ve de una persona no se deshace."""
    if fila.datos.estado != Estado.VALIDADA:
        return fila
    return replace(
        fila, datos=replace(fila.datos, estado=Estado.EN_REVISION), version=None, identidad={}, vinculos=()
    )


def por_solicitud(leidas: list[DeRegistro], d: Definicion) -> list[DeRegistro]:
    """Las independientes de una boleta, por el número de su fórmula, que es el de su solicitud (LGIPE, artículo 432).

    El lugar en que se guardaron no basta: una que un tribunal ordena registrar llega después con un número menor.
    """
    sueltas = {f.siglas for f in d.fuerzas if f.tipo == "independiente"}
    planillas = {c.clave for c in d.contiendas if c.puestos}  # ahí el número es el del puesto
    contiendas, fuerzas = {c.clave: c.orden for c in d.contiendas}, {f.siglas: f.orden for f in d.fuerzas}

    def lugar(r: DeRegistro) -> tuple[object, ...]:
        suelta = r.fuerza in sueltas and r.contienda not in planillas
        solicitud = (len(r.clave_origen), r.clave_origen) if suelta else (0, "")
        en_su_lista = (r.posicion, r.calidad, r.suplencia, r.folio)
        return (contiendas[r.contienda], fuerzas[r.fuerza], *solicitud, *en_su_lista)

    return sorted(leidas, key=lugar)


@dataclass(frozen=True, slots=True)
class VersionPublica:
    """Lo último que ya se publica. `pendientes`: las secciones que esperan corrección; `vencida`: su fotografía."""

    contenido: dict[str, Respuesta]
    huella: str
    en: datetime
    fotografia: str = ""
    pendientes: Collection[str] = ()
    vencida: bool = False


@dataclass(frozen=True)
class Fila:
    """Una candidatura con todo lo que sale de ella."""

    datos: DeRegistro
    version: VersionPublica | None
    acuse: str
    vence: date | None  # último día de su plazo de captura, si ya empezó
    identidad: dict[str, Respuesta]
    notas: Notas = field(default_factory=Notas)
    vinculos: tuple[VinculoPublico, ...] = ()
    alterada: bool = False  # lo guardado ya no es lo que se envió, ni hay con qué decirlo: no se publica
    repuesta: bool = False  # lo guardado tampoco es: se dice lo último que se publicó
    sin_archivo: str = (
        ""  # huella de su última fotografía, si su archivo no está: espera con lo que ya mostraba
    )

    @property
    def folio(self) -> str:
        return self.datos.folio

    @property
    def contienda(self) -> str:
        return self.datos.contienda
