"""Cómo está escrito un nombre y cómo dirá: qué cambia, qué le falta y si se lee como el de otra persona."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.padron.personas import se_parecen
from conoceles.candidaturas.padron.renglones.normalizar import clave
from conoceles.nucleo.redaccion import ocultos

LARGOS = {"nombres": 100, "primer_apellido": 60, "segundo_apellido": 60, "sobrenombre": 80, "motivo": 300}
DE_LA_PERSONA = ("nombre", "nombres", "primer_apellido", "segundo_apellido")
Cambios = dict[str, tuple[str, str]]  # campo → lo que decía, lo que dirá


@dataclass(frozen=True)
class Escritura:
    """El nombre por partes y el sobrenombre; los blancos que sobran no cuentan."""

    nombres: str
    primer_apellido: str = ""
    segundo_apellido: str = ""
    sobrenombre: str = ""

    def __post_init__(self) -> None:
        for campo, texto in asdict(self).items():
            object.__setattr__(self, campo, " ".join(texto.split()))

    @property
    def apellidos(self) -> str:
        return f"{self.primer_apellido} {self.segundo_apellido}".strip()

    @property
    def nombre(self) -> str:
        """Completo, en el orden en que se lee."""
        return f"{self.nombres} {self.apellidos}".strip()


def escrita(candidatura: Candidatura) -> Escritura:
    """Como está hoy; si el padrón no trajo el nombre por partes, entero en la primera."""
    p = candidatura.persona
    if not p.primer_apellido:
        return Escritura(p.nombre, sobrenombre=candidatura.sobrenombre)
    return Escritura(p.nombres, p.primer_apellido, p.segundo_apellido, candidatura.sobrenombre)


def cambios(candidatura: Candidatura, dira: Escritura) -> Cambios:
    """Solo lo distinto; un nombre que sigue sin partes no las gana."""
    nuevo = asdict(dira) | {"nombre": dira.nombre}
    if not dira.primer_apellido:
        nuevo = {campo: nuevo[campo] for campo in ("nombre", "sobrenombre")}
    de_quien = {c: candidatura if c == "sobrenombre" else candidatura.persona for c in nuevo}
    antes = {campo: str(getattr(fila, campo)) for campo, fila in de_quien.items()}
    return {campo: (antes[campo], texto) for campo, texto in nuevo.items() if antes[campo] != texto}


def faltan(candidatura: Candidatura, dira: Escritura, motivo: str) -> dict[str, str]:
    """Campo → frase de lo que falta o no cabe."""
    escrito = asdict(dira) | {"motivo": " ".join(motivo.split())}
    pedidos = {"nombres": "Escriba el nombre.", "motivo": "Escriba por qué se corrige."}
    if candidatura.persona.primer_apellido:
        pedidos["primer_apellido"] = "Escriba el primer apellido."
    errores = {campo: frase for campo, frase in pedidos.items() if not escrito[campo]}
    for campo, texto in escrito.items():
        if len(texto) > LARGOS[campo]:
            errores[campo] = f"Use {LARGOS[campo]} caracteres como máximo."
        elif frase := ocultos.frase(texto):
            errores[campo] = frase
    return errores


def podria_ser_otra(candidatura: Candidatura, dira: Escritura) -> bool:
    """Si cambian a la vez el nombre y los apellidos, o el nombre entero apenas se parece. Los acentos no cuentan."""
    hoy = escrita(candidatura)
    if not se_parecen(hoy.nombre, dira.nombre):
        return True
    partes = ((hoy.nombres, dira.nombres), (hoy.apellidos, dira.apellidos))
    return bool(hoy.primer_apellido) and all(clave(antes) != clave(despues) for antes, despues in partes)
