"""La carpeta de una elección nueva: la de un modelo, con sus nombres y sus fechas corridas hasta la otra jornada."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.contenido.fuentes import RAIZ, Fuentes, de_carpeta, definir
from conoceles.proceso.definicion import Definicion

_FECHA = re.compile(r"\{ dia = (\d{4}-\d\d-\d\d)[^}]*(?:\{[^}]*\}[^}]*)?\}")


@dataclass(frozen=True)
class Nueva:
    """Lo que se pregunta."""

    clave: str
    nombre: str
    entidad: str
    instituto: str
    siglas: str
    correo: str
    sitio: str
    jornada: date


def preparar(modelo: Path, nueva: Nueva) -> Fuentes:
    """Los archivos de la carpeta, ya comprobados. `DefinicionInvalida` si con lo dicho no se carga.

    Toda fecha queda como supuesto y todo acuerdo del modelo se quita: son de otra elección.
    """
    definicion, fuentes = de_carpeta(modelo)
    jornada = definicion.calendario.dia("jornada")
    if definicion.historico or jornada is None:
        raise ErrorDeDominio(f"«{modelo.name}» es un archivo: no sirve de modelo.", campo="modelo")
    hechas = {nombre: _con_sus_nombres(texto, definicion, nueva) for nombre, texto in fuentes.items()}
    hechas[RAIZ] = _raiz(hechas[RAIZ], definicion, nueva, nueva.jornada - jornada)
    definir(hechas)
    return hechas


def _con_sus_nombres(texto: str, modelo: Definicion, nueva: Nueva) -> str:
    suya = modelo.institucion
    for antes, despues in (
        (suya.nombre, nueva.instituto),
        (suya.correo, nueva.correo),
        (suya.sitio, nueva.sitio),
        (suya.siglas, nueva.siglas),
    ):
        texto = texto.replace(antes, despues)
    return texto


def _raiz(texto: str, modelo: Definicion, nueva: Nueva, corre: timedelta) -> str:
    for antes, despues in (
        (modelo.clave, nueva.clave),
        (f'nombre = "{modelo.nombre}"', f'nombre = "{nueva.nombre}"'),
        (f'entidad = "{modelo.entidad}"', f'entidad = "{nueva.entidad}"'),
    ):
        texto = texto.replace(antes, despues)
    sin_comentario = re.sub(
        r"\A(#.*\n)+", f"# {nueva.nombre}. Toda fecha es un supuesto hasta que la fije su acto.\n", texto
    )
    return _FECHA.sub(lambda m: _corrida(m[1], corre), sin_comentario)


def _corrida(dia: str, corre: timedelta) -> str:
    return f"{{ dia = {(date.fromisoformat(dia) + corre).isoformat()}, supuesto = true }}"
