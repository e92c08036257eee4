"""Del mapa de visibilidad y los cuestionarios, un renglón por dato personal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conoceles.derechos.inventario.tratamientos import (
    ARCHIVOS,
    CATEGORIAS,
    DE_ACTO,
    DE_BLOQUEO,
    DE_SUPRESION,
    NOMBRES,
    TECNICOS,
    TRATAMIENTOS,
    Tratamiento,
)
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.mapa.visibilidad import MODELOS, mapa

POLITICO = "político, que la persona hace público"
DE_CLASE = {"medios_de_contacto": "contacto", "formacion": "académico y laboral"}


@dataclass(frozen=True)
class Dato:
    """Un renglón del inventario."""

    tratamiento: str
    dato: str
    tabla: str
    campo: str
    categoria: str
    visibilidad: str
    conservacion: str


class SinTratamiento(Exception):
    """Un modelo guarda datos y nadie dijo para qué."""


def tratamiento_de(modelo: str) -> Tratamiento:
    """El suyo; lo específico (`identidad.Llave`) manda sobre la sala. `SinTratamiento` si no lo hay."""
    sala = modelo.partition(".")[0]
    for nombre in (modelo, sala):
        for tratamiento in TRATAMIENTOS:
            if nombre in tratamiento.modelos:
                return tratamiento
    raise SinTratamiento(f"«{modelo}» no está en derechos/inventario/tratamientos.py.")


def inventario(definicion: Definicion) -> list[Dato]:
    """Todos: tablas, preguntas de los dos cuestionarios y lo que vive en archivos."""
    filas = [*_de_tablas(definicion), *_de_cuestionarios(definicion), *_de_archivos()]
    orden = [t.clave for t in TRATAMIENTOS]
    return sorted(filas, key=lambda d: orden.index(d.tratamiento) if d.tratamiento in orden else len(orden))


def categoria_de(modelo: str, campo: str, tratamiento: Tratamiento) -> str:
    """La dicha para ese campo; si no, la de su clase; si no, la de su tratamiento."""
    propia = CATEGORIAS.get(f"{modelo}.{campo}")
    if propia:
        return propia
    if campo in TECNICOS:
        return "técnico"
    return "constancia de actos" if campo in DE_ACTO else tratamiento.categoria


def _de_tablas(definicion: Definicion) -> Iterator[Dato]:
    for modelo, campos in MODELOS.items():
        t = tratamiento_de(modelo)
        for campo, suerte in campos.items():
            yield Dato(
                t.clave,
                NOMBRES.get(campo, campo.replace("_", " ").capitalize()),
                modelo,
                campo,
                categoria_de(modelo, campo, t),
                suerte.value,
                _conservacion(t, definicion, f"{modelo}.{campo}"),
            )


def _de_cuestionarios(definicion: Definicion) -> Iterator[Dato]:
    lugares = (
        (definicion.curricular, "curricular.VersionCurricular", "contenido"),
        (definicion.identidad, "identidad.DocumentoIdentidad", "cifrado"),
    )
    for cuestionario, modelo, campo in lugares:
        t, visibles = tratamiento_de(modelo), mapa(cuestionario)
        for seccion in cuestionario.secciones:
            sensible = cuestionario.clave == "identidad"
            categoria = "sensible" if sensible else DE_CLASE.get(seccion.clase, POLITICO)
            for pregunta in seccion.campos:
                yield Dato(
                    t.clave,
                    pregunta.etiqueta,
                    modelo,
                    f"{campo}: {pregunta.clave}",
                    categoria,
                    visibles[pregunta.clave].value,
                    _conservacion(t, definicion),
                )


def _de_archivos() -> Iterator[Dato]:
    for dato, lugar, categoria, conservacion, leen in ARCHIVOS:
        yield Dato(
            "Archivos",
            dato,
            lugar,
            "archivos",
            categoria,
            "según su contenido",
            f"{conservacion.rstrip('.')}. Lee: {leen}",
        )


def _conservacion(tratamiento: Tratamiento, definicion: Definicion, lugar: str = "") -> str:
    plazo = DE_BLOQUEO if lugar in DE_SUPRESION else tratamiento.conservacion
    return plazo.format(dias=definicion.conservacion.bloqueo_dias)
