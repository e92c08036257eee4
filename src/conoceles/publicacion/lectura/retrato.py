"""Los archivos de un retrato publicado."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Foto:
    """Archivos de la fotografía publicada, relativos a la raíz de la elección."""

    grande: str
    chica: str
    ancho: int
    alto: int

    @property
    def grande_webp(self) -> str:
        """La misma imagen en WebP: pesa menos y la entiende casi todo teléfono."""
        return self.grande.removesuffix("jpg") + "webp"

    @property
    def chica_webp(self) -> str:
        """La chica en WebP."""
        return self.chica.removesuffix("jpg") + "webp"

    @property
    def minima_webp(self) -> str:
        """La que basta en un teléfono, donde el retrato mide lo que una uña."""
        return self.chica.removesuffix("320.jpg") + "160.webp"
