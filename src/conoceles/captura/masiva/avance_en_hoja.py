"""El avance de las candidaturas a cargo de alguien, en una hoja. Nada de lo contestado; de la identidad, si está completa."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from conoceles.captura.lista import EnLista

TITULOS = (
    ("Folio", 12), ("Nombre", 34), ("Candidatura", 44), ("Postula", 14), ("Estado", 20), ("Vence", 12), ("Falta", 50),
    ("Se recomienda", 40), ("Identidad", 14), ("Acuse", 22), ("Enviada (UTC)", 20),
)  # fmt: skip
IDENTIDAD = {"vacia": "Vacía", "incompleta": "Incompleta", "completa": "Completa"}


def generar(renglones: Iterable[EnLista], acuses: Mapping[str, tuple[str, datetime]]) -> bytes:
    """El libro .xlsx, en el orden de la lista. Toda celda es texto."""
    libro = Workbook()
    hoja = libro.active
    hoja.title = "AVANCE"
    for n, (titulo, ancho) in enumerate(TITULOS, 1):
        hoja.cell(1, n, titulo).font = Font(bold=True)
        hoja.column_dimensions[get_column_letter(n)].width = ancho
    hoja.freeze_panes = "C2"
    for fila, renglon in enumerate(renglones, 2):
        for columna, texto in enumerate(_celdas(renglon, *acuses.get(renglon.folio, ("", None))), 1):
            celda = hoja.cell(fila, columna)
            celda.alignment = Alignment(wrap_text=True, vertical="top")
            if texto:
                celda.value, celda.data_type = texto, "s"  # un texto que empieza con «=» no es una fórmula
    hoja.auto_filter.ref = hoja.dimensions
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def _celdas(r: EnLista, acuse: str, enviada: datetime | None) -> tuple[str, ...]:
    a = r.avance
    return (
        r.folio, r.nombre, r.lugar, r.fuerza, r.etiqueta, a.vence.isoformat() if a.vence else "",
        "; ".join(titulo for _, titulo in a.faltan), "; ".join(titulo for _, titulo in a.sugeridas),
        IDENTIDAD.get(a.identidad, ""), acuse, enviada.strftime("%Y-%m-%d %H:%M") if enviada else "",
    )  # fmt: skip
