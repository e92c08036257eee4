"""Los archivos de un retrato publicado."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Foto:
    """La fotografía publicada, por la huella de la que se subió; sus archivos, relativos a la raíz de la elección."""

    huella: str
    ancho: ClassVar[int] = 640
    alto: ClassVar[int] = 800

    @property
    def grande(self) -> str:
        return f"fotos/{self.huella}-640.jpg"

    @property
    def chica(self) -> str:
        return f"fotos/{self.huella}-320.jpg"

    @property
    def grande_webp(self) -> str:
        """La misma imagen en WebP: pesa menos y la entiende casi todo teléfono."""
        return f"fotos/{self.huella}-640.webp"

    @property
    def chica_webp(self) -> str:
        """La chica en WebP."""
        return f"fotos/{self.huella}-320.webp"

    @property
    def minima_webp(self) -> str:
        """La que basta en un teléfono, donde el retrato mide lo que una uña."""
        return f"fotos/{self.huella}-160.webp"
