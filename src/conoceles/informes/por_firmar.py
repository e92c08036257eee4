"""La hoja que firma la persona abogada, por los dos lados, y su anexo: un PDF atado por la huella de lo que enumera."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from conoceles.nucleo.canonico import huella
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.papel import pdf
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.pendientes import Pendiente
from conoceles.proceso.por_firmar import renglones

PLANTILLA = Path(__file__).parent / "plantillas" / "por_firmar.typ"
TITULO = "Lo que falta confirmar antes de abrir"
COMO = (
    "Cada renglón reúne los puntos del anexo que se deciden juntos. «Sí»: son como dicen, todos. «No»: alguno cambia, y "
    "se anota en el anexo."
)
FIRMA = "Confirmé lo que señalo y anoté en el anexo lo que debe cambiar."
LADOS = 2  # los de una hoja


def papel(definicion: Definicion, hallados: Sequence[Pendiente], hoy: date) -> bytes:
    """PDF/UA-1: la hoja y, en página nueva, todos sus puntos numerados. Mismos pendientes, mismos octetos."""
    anexo = [
        {
            "numero": n,
            "tema": p.tema,
            "que": p.que,
            "efecto": p.efecto,
            "fuente": p.fuente or "Nadie lo ha dicho",
            "regla": p.regla,
        }
        for n, p in enumerate(hallados, 1)
    ]
    hoja = [{"tema": r.tema, "que": r.que, "efecto": r.efecto, "anexo": r.anexo} for r in renglones(hallados)]
    datos = {
        "titulo": TITULO,
        "institucion": definicion.institucion.nombre,
        "unidad": definicion.institucion.unidad,
        "proceso_nombre": definicion.nombre,
        "corte": en_palabras(hoy),
        "como": COMO,
        "firma": FIRMA,
        "lados": LADOS,
        "cuantos": len(anexo),
        "huella": huella(anexo),
        "hoja": _por_tema(hoja),
        "anexo": _por_tema(anexo),
    }
    return pdf.componer(PLANTILLA, datos, momento=datetime.combine(hoy, datetime.min.time()))


def _por_tema(escritos: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    return [{"tema": t, "renglones": list(suyos)} for t, suyos in groupby(escritos, lambda r: r["tema"])]
