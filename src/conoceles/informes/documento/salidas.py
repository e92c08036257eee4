"""Del documento a los octetos: JSON canónico, PDF etiquetado y libro. Mismo documento, mismos octetos."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.conf import settings

from conoceles.informes.documento import en_registro
from conoceles.informes.documento.anchos import medir
from conoceles.informes.documento.estructura import Documento, Tabla, Valor, legible
from conoceles.nucleo.canonico import json_canonico
from conoceles.nucleo.papel import pdf as composicion
from conoceles.publicacion.datos import escribir

PLANTILLA = Path(__file__).parents[1] / "plantillas" / "informe.typ"
# Un nombre largo, o una huella, pueden seguir abajo.
_PARTIBLE = re.compile(r"(?<=[._/])(?=[A-Za-z])|(?<=[a-z])(?=[A-Z])|(?<=\b[0-9a-f]{32})(?=[0-9a-f]{32}\b)")
_MOMENTO = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)")  # el día y su hora van en un renglón
Celda = str | int | float


def json(documento: Documento) -> bytes:
    """El JSON que se firma."""
    return json_canonico(documento.como_json()) + b"\n"


def huella(documento: Documento) -> str:
    """SHA-256 de su JSON, en hexadecimal."""
    return hashlib.sha256(json(documento)).hexdigest()


def pdf(documento: Documento) -> bytes:
    """PDF/UA-1 con título e idioma; lleva impresa la huella del JSON y, en un QR, su hoja del registro público."""
    comprobar = f"{settings.URL_PUBLICA}/{documento.proceso}/verificar/"
    hoja = en_registro.hoja(huella(documento))
    apaisado = max((len(t.columnas) for t in documento.tablas), default=0) > 8
    datos = documento.como_json() | {
        "apaisado": apaisado,
        "tablas": [_en_papel(t, apaisado) for t in documento.tablas],
        "huella": huella(documento),
        "comprobar": comprobar,
        "hoja": hoja,
        "qr": composicion.qr(f"{comprobar}#{hoja}"),
        "emblema": documento.emblema,
    }
    return composicion.componer(PLANTILLA, datos, momento=datetime.fromisoformat(documento.corte))


def _en_papel(tabla: Tabla, apaisado: bool) -> dict[str, object]:
    """Los valores como se leen; el ancho de cada columna, según lo que lleva; los números, a la derecha."""
    renglones = [
        [_MOMENTO.sub("\\1\u00a0\\2", _PARTIBLE.sub("\u200b", legible(v))) for v in r]
        for r in tabla.renglones
    ]
    anchos, partir = medir(tabla.columnas, renglones, apaisado=apaisado)
    numericas = [n > 0 and _numerica([r[n] for r in tabla.renglones]) for n in range(len(anchos))]
    grafica = asdict(tabla.grafica) if tabla.grafica else None
    papel = {"renglones": renglones, "anchos": anchos, "partir": partir, "numericas": numericas}
    return tabla.como_json() | papel | {"grafica": grafica}


def _numerica(columna: list[Valor]) -> bool:
    """Lleva algún número, o solo rayas."""
    return any(isinstance(v, int | float) for v in columna) or all(v is None for v in columna)


def xlsx(documento: Documento) -> bytes:
    """Una portada y una hoja por tabla; los números son números."""
    portada: list[Sequence[Celda]] = [
        ("Informe", documento.titulo),
        ("Elección", documento.proceso_nombre),
        ("Institución", documento.institucion),
        ("Corte", documento.corte),
        ("Huella del JSON (SHA-256)", hashlib.sha256(json(documento)).hexdigest()),
        *((" · ".join(filter(None, (t.parte, f"{t.clave}. {t.titulo}"))), t.nota) for t in documento.tablas),
    ]
    hojas: dict[str, tuple[Sequence[str], list[Sequence[Celda]]]] = {"PORTADA": (("Dato", "Valor"), portada)}
    hojas |= {t.clave: (t.columnas, [_renglon(t, r) for r in t.renglones]) for t in documento.tablas}
    return escribir.xlsx(hojas, datetime.fromisoformat(documento.corte))


def _renglon(tabla: Tabla, renglon: tuple[Valor, ...]) -> Sequence[Celda]:
    assert len(renglon) == len(tabla.columnas), tabla.clave
    return ["" if valor is None else valor for valor in renglon]
