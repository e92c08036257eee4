"""La persona que entra en lugar de otra: mismo lugar de la fórmula, folio nuevo."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.candidaturas.padron.folios import folio
from conoceles.nucleo.dias import anios
from conoceles.proceso.definicion import Cargo

SEXOS = {"mujer": "Mujer", "hombre": "Hombre", "no_binario": "No binario"}


@dataclass(frozen=True)
class DatosDePersona:
    """Lo que el acuerdo de sustitución dice de quien entra."""

    nombres: str
    primer_apellido: str
    segundo_apellido: str = ""
    sexo: str = ""
    fecha_nacimiento: date | None = None
    sobrenombre: str = ""
    acciones_afirmativas: tuple[str, ...] = field(default=())

    @property
    def nombre(self) -> str:
        """Completo y en mayúsculas, como lo escribe el padrón."""
        return " ".join(f"{self.nombres} {self.primer_apellido} {self.segundo_apellido}".upper().split())


def registrar_sustituta(*, sale: Candidatura, entra: DatosDePersona, ahora: datetime) -> Candidatura:
    """Crea la persona y su candidatura en el lugar que deja `sale`. Quien llama pone la transacción y ya vio `faltan`."""
    persona = Persona.objects.create(
        proceso=sale.proceso,
        nombre=entra.nombre,
        nombres=entra.nombres.upper().strip(),
        primer_apellido=entra.primer_apellido.upper().strip(),
        segundo_apellido=entra.segundo_apellido.upper().strip(),
        sexo=entra.sexo,
        fecha_nacimiento=entra.fecha_nacimiento,
    )
    return Candidatura.objects.create(
        proceso=sale.proceso,
        folio=_folio(sale, entra.nombre),
        formula=sale.formula,
        persona=persona,
        calidad=sale.calidad,
        suplencia=sale.suplencia,
        sobrenombre=" ".join(entra.sobrenombre.split()),
        acciones_afirmativas=list(entra.acciones_afirmativas),
        registrada_en=ahora,
    )


def _folio(sale: Candidatura, nombre: str) -> str:
    formula = sale.formula
    return folio(
        proceso=sale.proceso_id,
        contienda=formula.contienda.clave,
        fuerza=formula.fuerza.siglas,
        posicion=formula.posicion,
        calidad=sale.calidad_dicha,
        nombre=nombre,
        usados=set(Candidatura.objects.values_list("folio", flat=True)),
    )


def faltan(entra: DatosDePersona, cargo: Cargo, jornada: date | None) -> dict[str, str]:
    """Campo → frase de lo que falta o no cabe para registrarla en ese cargo."""
    largos = {"nombres": 100, "primer_apellido": 60, "segundo_apellido": 60, "sobrenombre": 80}
    errores = {
        campo: f"Use {maximo} caracteres como máximo."
        for campo, maximo in largos.items()
        if len(getattr(entra, campo)) > maximo
    }
    if not entra.nombres.strip():
        errores["nombres"] = "Escriba el nombre de quien entra."
    if not entra.primer_apellido.strip():
        errores["primer_apellido"] = "Escriba el primer apellido de quien entra."
    if entra.sexo not in SEXOS:
        errores["sexo"] = "Elija el sexo con que se registra."
    edad = anios(entra.fecha_nacimiento, jornada) if entra.fecha_nacimiento and jornada else None
    if frase := cargo.frase_de_menor(edad):
        errores["fecha_nacimiento"] = frase
    return errores
