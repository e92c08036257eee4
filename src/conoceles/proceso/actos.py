"""Los actos que autorizan capturar y publicar. Si falta alguno se advierte; nunca se impide nada."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from conoceles.proceso.definicion import Acuerdo, Definicion


def faltan(definicion: Definicion, para: Literal["captura", "publicacion"]) -> tuple[str, ...]:
    """Frases con lo que falta; vacía si todo tiene su acto, o si la elección ya es archivo."""
    if definicion.historico:
        return ()
    actos = _de_captura(definicion) if para == "captura" else _de_publicacion(definicion)
    return tuple(f"Falta {que}." for que, acuerdo in actos if acuerdo is None)


def _de_captura(definicion: Definicion) -> Iterator[tuple[str, Acuerdo | None]]:
    yield "el acuerdo que aprueba el registro de candidaturas", _de_fecha(definicion, "registro_aprobacion")
    yield (
        "el acuerdo que determina el proceso técnico operativo",
        definicion.actos.get("proceso_tecnico_operativo"),
    )
    for aviso in definicion.avisos:
        yield f"el acto del Comité de Transparencia que aprueba el {_minuscula(aviso.titulo)}", aviso.acuerdo


def _de_publicacion(definicion: Definicion) -> Iterator[tuple[str, Acuerdo | None]]:
    yield "el acuerdo que fija el inicio de la publicación", _de_fecha(definicion, "publicacion_inicio")


def _de_fecha(definicion: Definicion, clave: str) -> Acuerdo | None:
    fecha = definicion.calendario.fechas.get(clave)
    return fecha.acuerdo if fecha else None


def _minuscula(titulo: str) -> str:
    return titulo[:1].lower() + titulo[1:]
