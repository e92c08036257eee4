"""Los avisos de privacidad y el acto que los aprueba."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.texto import sin_acentos

_DE_BORRADOR = ("texto en borrador", "falta el acto")


@dataclass(frozen=True)
class Acuerdo:
    """Acto que fija una fecha o aprueba un texto."""

    numero: str
    fecha: date | None = None
    organo: str = ""


@dataclass(frozen=True)
class Aviso:
    """Aviso de privacidad o texto legal en Markdown, con el acto que lo aprobó."""

    clave: str  # simplificado, integral
    titulo: str
    version: str
    texto: str
    acuerdo: Acuerdo | None = None

    @property
    def huella(self) -> str:
        """SHA-256 del texto, como lo da cualquier programa sobre el archivo en UTF-8."""
        return hashlib.sha256(self.texto.encode()).hexdigest()

    @property
    def dice_borrador(self) -> bool:
        """Si su texto o su versión dicen que es un borrador, o que le falta el acto."""
        dicho = sin_acentos(self.texto)
        return any(f in dicho for f in _DE_BORRADOR) or sin_acentos(self.version).startswith("borrador")

    @property
    def acto(self) -> str:
        """Quién lo aprobó y cuándo, o que falta (plan §11.1)."""
        return aprobacion(self.acuerdo)


def aprobacion(acuerdo: Acuerdo | None) -> str:
    """«Aprobado por el Comité de Transparencia: CT/3/2024, 5 de marzo de 2024.», o que falta."""
    if acuerdo is None:
        return "Pendiente de aprobación por el Comité de Transparencia."
    organo = acuerdo.organo or "el Comité de Transparencia"
    fecha = f", {en_palabras(acuerdo.fecha)}" if acuerdo.fecha else ""
    return f"Aprobado por {organo}: {acuerdo.numero}{fecha}."


@dataclass(frozen=True)
class Franja:
    """Un aviso breve en lo alto de las pantallas, entre dos días que también cuentan."""

    texto: str
    desde: date
    hasta: date

    def vigente(self, hoy: date) -> bool:
        """Si ese día se muestra."""
        return self.desde <= hoy <= self.hasta
