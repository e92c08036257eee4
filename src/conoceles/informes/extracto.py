"""El libro del extracto restringido: una portada con su número y propósito, y el número en cada renglón."""

from __future__ import annotations

from conoceles.identidad.totales.extracto import Extracto
from conoceles.publicacion.datos import escribir

REGLAS = (
    "Solo para el estudio que dice el propósito. No se publica, no se une con otra base y no se entrega a nadie más.",
    "Cada renglón es una respuesta a una pregunta y las personas de ese sexo, cargo y edad que la dieron. Dos preguntas no "
    "se cruzan.",
    "Cada cifra es una estimación: lo que se lee en los perfiles se cuenta tal cual y al resto se le suma un azar medido. "
    "La verdadera está de DESDE a HASTA 95 de cada 100 veces.",
    "Se formó una vez, en el corte de las tablas de identidad; toda entrega dice lo mismo.",
    "Cada entrega queda en la bitácora.",
)


def libro(hecho: Extracto) -> bytes:
    """XLSX con la marca en la portada y en la primera columna de cada renglón."""
    portada = [
        ("Extracto", hecho.numero),
        ("Propósito", hecho.proposito),
        ("Lo recibe", hecho.destinatario),
        ("Momento", hecho.en.isoformat(timespec="seconds")),
        ("Corte", hecho.corte.isoformat(timespec="seconds")),
        ("Épsilon de cada pregunta", str(float(hecho.epsilon))),
        ("Renglones", str(len(hecho.renglones))),
        *(("Regla", regla) for regla in REGLAS),
    ]
    columnas = ("EXTRACTO", *(c.upper() for c in hecho.columnas))
    renglones = [(hecho.numero, *renglon) for renglon in hecho.renglones]
    return escribir.xlsx(
        {"ACCESO RESTRINGIDO": (("Dato", "Valor"), portada), "EXTRACTO": (columnas, renglones)}, hecho.en
    )
