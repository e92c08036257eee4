"""El libro del extracto restringido: una portada con su número y propósito, y el número en cada renglón."""

from __future__ import annotations

from datetime import datetime

from conoceles.estadistica.poblacion import registros
from conoceles.identidad import extracto
from conoceles.identidad.extracto import Extracto
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos
from conoceles.publicacion.datos import escribir

ATRIBUTOS = ("SEXO", "EDAD", "CARGO")  # ni fuerza ni lugar: con ellos, un renglón sería una persona
REGLAS = (
    "Solo para el estudio que dice el propósito. No se publica, no se une con otra base y no se entrega a nadie más.",
    "El seudónimo vale en este archivo y en ningún otro; nadie guarda con qué se hizo.",
    "Contiene a quien permitió el uso estadístico. Un grupo de pocas personas no se difunde.",
    "Cada entrega queda en la bitácora. El sistema no conserva copia.",
)


def pedir(*, proceso: str, proposito: str, destinatario: str, por: Alcance, ahora: datetime) -> Extracto:
    """El extracto de hoy. Los textos libres no van: en ellos alguien puede haberse nombrado."""
    definicion = procesos.definicion(proceso)
    return extracto.extraer(
        proceso=proceso,
        atributos={r.clave: (r.sexo, r.edad, r.cargo) for r in registros(definicion)},
        preguntas=_preguntas(proceso),
        proposito=proposito,
        destinatario=destinatario,
        por=por,
        ahora=ahora,
    )


def libro(hecho: Extracto, proceso: str) -> bytes:
    """XLSX con la marca en la portada y en la primera columna de cada renglón."""
    portada = [
        ("Extracto", hecho.numero),
        ("Propósito", hecho.proposito),
        ("Lo recibe", hecho.destinatario),
        ("Momento", hecho.en.isoformat(timespec="seconds")),
        ("Renglones", str(len(hecho.renglones))),
        *(("Regla", regla) for regla in REGLAS),
    ]
    columnas = ("EXTRACTO", "SEUDONIMO", *ATRIBUTOS, *_preguntas(proceso))
    renglones = [(hecho.numero, *renglon) for renglon in hecho.renglones]
    return escribir.xlsx(
        {"ACCESO RESTRINGIDO": (("Dato", "Valor"), portada), "EXTRACTO": (columnas, renglones)}, hecho.en
    )


def _preguntas(proceso: str) -> list[str]:
    return [c.clave for c in procesos.definicion(proceso).identidad.campos() if c.opciones]
