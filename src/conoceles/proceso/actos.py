"""Los actos que autorizan capturar y publicar. Sin los de los avisos y el formato, la captura no se abre (plan §11.1).

Los demás se advierten y no detienen nada. Una elección con personas inventadas no espera a ninguno.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from conoceles.proceso.definicion import Acuerdo, Definicion


@dataclass(frozen=True)
class Falta:
    """Un acto que no consta, y la pieza editable donde se anota; como texto es su frase."""

    que: str
    pieza: str

    def __str__(self) -> str:
        return f"Falta {self.que}."


def faltan(definicion: Definicion, para: Literal["captura", "publicacion"]) -> tuple[Falta, ...]:
    """Lo que falta; vacía si todo tiene su acto, o si la elección ya es archivo."""
    if definicion.historico:
        return ()
    actos = _de_captura(definicion) if para == "captura" else _de_publicacion(definicion)
    return tuple(falta for falta, acuerdo in actos if acuerdo is None)


def _de_captura(definicion: Definicion) -> Iterator[tuple[Falta, Acuerdo | None]]:
    yield from _de_fecha(
        definicion, "registro_aprobacion", "el acuerdo que aprueba el registro de candidaturas"
    )
    yield (
        Falta("el acuerdo que determina el proceso técnico operativo", "acto-proceso_tecnico_operativo"),
        definicion.actos.get("proceso_tecnico_operativo"),
    )
    if definicion.temas.temas:
        que = "el acuerdo que aprueba el catálogo de temas de las propuestas"
        yield Falta(que, "acto-temas"), definicion.actos.get("temas")
    if definicion.declaraciones.declaraciones:
        que = "el acuerdo que aprueba preguntar y publicar declaraciones; sin él no se publican"
        yield Falta(que, "acto-declaraciones"), definicion.actos.get("declaraciones")
    yield from _del_comite(definicion)


def sin_aprobar(definicion: Definicion) -> tuple[Falta, ...]:
    """Lo que el Comité de Transparencia aprueba antes de que alguien conteste (plan §11.1) y no consta."""
    return tuple(falta for falta, acuerdo in _del_comite(definicion) if acuerdo is None)


def _del_comite(definicion: Definicion) -> Iterator[tuple[Falta, Acuerdo | None]]:
    for aviso in definicion.avisos:
        que = f"el acto del Comité de Transparencia que aprueba el {_minuscula(aviso.titulo)}"
        yield Falta(que, f"aviso-{aviso.clave}"), aviso.acuerdo
    if definicion.identidad.secciones:
        que = "el acto del Comité de Transparencia que aprueba el formato de consentimiento expreso"
        yield Falta(que, "acto-formato_consentimiento"), definicion.actos.get("formato_consentimiento")


def _de_publicacion(definicion: Definicion) -> Iterator[tuple[Falta, Acuerdo | None]]:
    yield from _de_fecha(definicion, "publicacion_inicio", "el acuerdo que fija el inicio de la publicación")


def _de_fecha(definicion: Definicion, clave: str, que: str) -> Iterator[tuple[Falta, Acuerdo | None]]:
    """El de toda la elección y el de cada grupo de territorios que dice otro día."""
    fecha = definicion.calendario.fechas.get(clave)
    yield Falta(que, f"fecha-{clave}"), fecha.acuerdo if fecha else None
    for grupo in definicion.calendario.grupos:
        if suya := grupo.fechas.get(clave):
            yield Falta(f"{que} en «{grupo.nombre}»", f"fecha-{clave}-en-{grupo.clave}"), suya.acuerdo


def _minuscula(titulo: str) -> str:
    return titulo[:1].lower() + titulo[1:]
