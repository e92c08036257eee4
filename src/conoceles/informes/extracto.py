"""El libro del extracto restringido: una portada con su número y propósito, y el número en cada renglón."""

from __future__ import annotations

from datetime import datetime

from conoceles.estadistica.reserva import cruce
from conoceles.identidad.totales import extracto
from conoceles.identidad.totales.extracto import Extracto
from conoceles.nucleo.alcance import Alcance
from conoceles.publicacion.datos import escribir

REGLAS = (
    "Solo para el estudio que dice el propósito. No se publica, no se une con otra base y no se entrega a nadie más.",
    "Cada renglón es una respuesta a una pregunta y las personas de ese sexo, cargo y edad que la dieron, que nunca son menos "
    "que el umbral. «(todas)»: ese atributo no se separa. Dos preguntas no se cruzan. Quien no contestó no se cuenta.",
    "Se formó una vez, en el corte de las tablas de identidad; toda entrega dice lo mismo.",
    "Solo van las preguntas y los atributos que se pueden separar sin decir qué contestó alguien, aunque tres de quienes "
    "capturan juntaran lo que saben. Lo que en la tabla pública no se ve suelto va en «otras respuestas».",
    "Cada entrega queda en la bitácora.",
)


def pedir(*, proceso: str, proposito: str, destinatario: str, por: Alcance, ahora: datetime) -> Extracto:
    """El de esa elección, con su número."""
    return extracto.extraer(
        proceso=proceso,
        clave=cruce.CLAVE,
        proposito=proposito,
        destinatario=destinatario,
        por=por,
        ahora=ahora,
    )


def libro(hecho: Extracto) -> bytes:
    """XLSX con la marca en la portada y en la primera columna de cada renglón."""
    portada = [
        ("Extracto", hecho.numero),
        ("Propósito", hecho.proposito),
        ("Lo recibe", hecho.destinatario),
        ("Momento", hecho.en.isoformat(timespec="seconds")),
        ("Corte", hecho.corte.isoformat(timespec="seconds")),
        ("Renglones", str(len(hecho.renglones))),
        *(("Regla", regla) for regla in REGLAS),
    ]
    columnas = ("EXTRACTO", *(c.upper() for c in hecho.columnas), "PERSONAS")
    renglones = [(hecho.numero, *renglon) for renglon in hecho.renglones]
    return escribir.xlsx(
        {"ACCESO RESTRINGIDO": (("Dato", "Valor"), portada), "EXTRACTO": (columnas, renglones)}, hecho.en
    )
