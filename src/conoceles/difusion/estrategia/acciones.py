"""La estrategia que la elección declara, con lo que se ha hecho de cada acción (plan §13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.filas import asentar
from conoceles.difusion.asentar import exigir_dia, exigir_textos
from conoceles.difusion.models import PasoDeAccion
from conoceles.integridad.pregunta import que_constan
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.estrategia import Accion

MAXIMO = 1_000  # letras de un avance


@dataclass(frozen=True)
class EnCurso:
    """Una acción y lo hecho. `estado`: «Por empezar», «En curso», «Sin avances», «Concluida» o «Concluida sin avances»."""

    accion: Accion
    estado: str
    pasos: tuple[PasoDeAccion, ...]


def anotar(
    *, proceso: str, clave: str, fecha: date | None, texto: str, por: Alcance, ahora: datetime
) -> PasoDeAccion:
    """Lo que se hizo de una acción ese día. `NoEncontrado` si la elección no la declara."""
    por.exigir(Acto.ACCION_DE_DIFUSION_ANOTADA.fila.papeles, "esa acción")
    d = procesos.definicion(proceso)
    if clave not in {a.clave for a in d.estrategia.acciones}:
        raise NoEncontrado("No existe esa acción.")
    dia = exigir_dia(d, fecha, ahora)
    exigir_textos(texto=(texto, MAXIMO, "Escriba qué se hizo."))
    campos = {"accion": clave, "fecha": dia, "texto": texto.strip()}
    return asentar(PasoDeAccion, Acto.ACCION_DE_DIFUSION_ANOTADA, proceso, campos, por=por, ahora=ahora)


def todas(d: Definicion, hoy: date) -> list[EnCurso]:
    """En el orden en que la elección las declara, con lo hecho hasta ese día."""
    hechos: dict[str, list[PasoDeAccion]] = {}
    filas = PasoDeAccion.objects.filter(proceso=d.clave, fecha__lte=hoy).order_by("fecha", "id")
    for paso in que_constan(filas):
        hechos.setdefault(paso.accion, []).append(paso)
    return [
        EnCurso(a, _estado(a, bool(hechos.get(a.clave)), hoy), tuple(hechos.get(a.clave, ())))
        for a in d.estrategia.acciones
    ]


def _estado(accion: Accion, con_avances: bool, hoy: date) -> str:
    if hoy < accion.desde:
        return "Por empezar"
    if hoy > accion.hasta:
        return "Concluida" if con_avances else "Concluida sin avances"
    return "En curso" if con_avances else "Sin avances"
