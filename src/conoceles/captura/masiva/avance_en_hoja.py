"""El avance de las candidaturas a cargo de alguien, en una hoja. Nada de lo contestado; de la identidad, si está completa."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime

from conoceles.captura.lista import EnLista
from conoceles.nucleo.papel.libro import libro, renglon

TITULOS = (
    ("Folio", 12), ("Nombre", 34), ("Candidatura", 44), ("Postula", 14), ("Estado", 20), ("Vence", 12), ("Falta", 50),
    ("Se recomienda", 40), ("Identidad", 14), ("Acuse", 22), ("Enviada (UTC)", 20),
)  # fmt: skip
IDENTIDAD = {"vacia": "Vacía", "incompleta": "Incompleta", "completa": "Completa"}


def generar(
    renglones: Iterable[EnLista], acuses: Mapping[str, tuple[str, datetime]], *, ahora: datetime
) -> bytes:
    """El libro .xlsx, en el orden de la lista. Toda celda es texto."""
    salida, fila = io.BytesIO(), 0
    with libro(salida, ahora) as abierto:
        hoja = abierto.add_worksheet("AVANCE")
        for n, (_, ancho) in enumerate(TITULOS):
            hoja.set_column(n, n, ancho)
        hoja.freeze_panes(1, 2)
        renglon(hoja, 0, [titulo for titulo, _ in TITULOS], abierto.add_format({"bold": True}))
        como_texto = abierto.add_format({"text_wrap": True, "valign": "top"})
        for fila, quien in enumerate(renglones, 1):
            renglon(hoja, fila, _celdas(quien, *acuses.get(quien.folio, ("", None))), como_texto)
        hoja.autofilter(0, 0, fila, len(TITULOS) - 1)
    return salida.getvalue()


def _celdas(r: EnLista, acuse: str, enviada: datetime | None) -> tuple[str, ...]:
    a = r.avance
    return (
        r.folio, r.nombre, r.lugar, r.fuerza, r.etiqueta, a.vence.isoformat() if a.vence else "",
        "; ".join(titulo for _, titulo in a.faltan), "; ".join(titulo for _, titulo in a.sugeridas),
        IDENTIDAD.get(a.identidad, ""), acuse, enviada.strftime("%Y-%m-%d %H:%M") if enviada else "",
    )  # fmt: skip
