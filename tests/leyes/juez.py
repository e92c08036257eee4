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
# Los artículos de la ley general que el sistema tiene por qué citar, leídos de cada texto: uno de la abrogada que se
# dice de la nueva es también un artículo que no rige.
DE_CADA_UNA = {
    "2017": {3, 7, 21, 23, 24, 27, 28, 40, 44, 45, 46, 47, 51, 52, 55, 56, 94},
    "2025": {3, 7, 15, 17, 18, 20, 21, 22, 31, 34, 38, 39, 40, 41, 45, 46, 49, 50},
}
CITA = re.compile(r"LGPDPPSO(?: \((\d{4})\))?(?:, artículos? (\d+)(?:(?:, \d+)*(?:,? [ya] (\d+))?))?")


def fuera_de_fecha(texto: str, dia: date) -> list[str]:
    """Los nombres y artículos que ese texto no puede llevar si es de ese día."""
    plano = " ".join(re.sub(r"<[^>]+>", " ", texto).split())
    nombres = [
        hallado.group(0)
        for cambio, antes, despues in CAMBIOS
        for hallado in re.finditer(antes if dia >= cambio else despues, plano)
    ]
    return nombres + [cita.group(0) for cita in CITA.finditer(plano) if _es_de_otra(cita)]


def _es_de_otra(cita: re.Match[str]) -> bool:
    """Sin año no se sabe de cuál de las dos es."""
    anio, *articulos = cita.groups()
    return anio not in DE_CADA_UNA or any(int(a) not in DE_CADA_UNA[anio] for a in articulos if a)


def texto_de_pdf(octetos: bytes) -> str:
    """Lo que se lee en un PDF, con un solo espacio entre palabras."""
    from pypdf import PdfReader

    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(octetos)).pages).split())
