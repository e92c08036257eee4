"""Qué nombres de leyes no puede llevar un texto según el día del acto. No lee `procesos/_derecho`: lo juzga."""

from __future__ import annotations

import io
import re
from datetime import date

FEDERAL, ESTATAL, LOCAL = date(2025, 3, 21), date(2025, 12, 28), date(2025, 7, 1)
# Hasta la víspera de ese día, lo de la izquierda; desde ese día, lo de la derecha.
CAMBIOS = (
    (FEDERAL, r"LGPDPPSO \(2017\)|LGPDPPSO de 2017|Sujetos Obligados \(2017\)|artículo 55, fracción|\bINAI\b|órgano garante",
     r"LGPDPPSO \(2025\)|Sujetos Obligados \(2025\)|artículo 49, fracción"),
    (ESTATAL, r"Durango \(201[67]\)|IDAIP|Instituto Duranguense de Acceso", r"Durango \(2025\)|Tribunal de Justicia Administrativa"),
    (LOCAL, r"IEPC/CG049/2023|Plan de trabajo 2023-2024", r"(?!)"),
)  # fmt: skip


def fuera_de_fecha(texto: str, dia: date) -> list[str]:
    """Los nombres que ese texto no puede llevar si es de ese día."""
    plano = " ".join(re.sub(r"<[^>]+>", " ", texto).split())
    return [
        hallado.group(0)
        for cambio, antes, despues in CAMBIOS
        for hallado in re.finditer(antes if dia >= cambio else despues, plano)
    ]


def texto_de_pdf(octetos: bytes) -> str:
    """Lo que se lee en un PDF, con un solo espacio entre palabras."""
    from pypdf import PdfReader

    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(octetos)).pages).split())
