"""Cómo se escriben en español las fechas y los valores de una ficha."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conoceles.nucleo.dias import en_palabras
from conoceles.proceso import domicilios
from conoceles.proceso.cuestionario import Respuesta
from conoceles.proceso.definicion import Acuerdo, Campo, Cargo, Territorio
from conoceles.proceso.legible import domicilio
from conoceles.proceso.medidas import en_palabras as medida


def dia(fecha: date | None) -> str:
    """«2 de junio de 2024», o vacío."""
    return en_palabras(fecha) if fecha else ""


def acuerdo(acto: Acuerdo | None) -> str:
    """«IEPC/CG58/2024 del Consejo General, de 1 de abril de 2024»; vacío si no consta."""
    if acto is None:
        return ""
    organo = f" del {acto.organo}" if acto.organo else ""
    return f"{acto.numero}{organo}{f', de {dia(acto.fecha)}' if acto.fecha else ''}"


def momento(instante: datetime, zona: str) -> str:
    """«25 de abril de 2024, 10:00», en la hora de la elección."""
    local = instante.astimezone(ZoneInfo(zona))
    return f"{dia(local.date())}, {local:%H:%M}"


def iso(instante: datetime, zona: str) -> str:
    """ISO 8601 con el huso de la elección."""
    return instante.astimezone(ZoneInfo(zona)).isoformat(timespec="seconds")


def valores(campo: Campo, valor: Respuesta | None, municipios: Mapping[str, str]) -> tuple[str, ...]:
    """Lo que se lee de una respuesta; vacío cuando no la hay."""
    if campo.tipo == "domicilio":
        return tuple(filter(None, (domicilio(uno, municipios) for uno in domicilios.varios(valor))))
    etiquetas = {o.clave: o.etiqueta for o in campo.opciones}
    lista = valor if isinstance(valor, list) else [valor]
    return tuple(etiquetas.get(str(v), medida(campo, str(v))) for v in lista if v not in (None, "", " "))


def con_matiz(valor: str, matiz: str) -> str:
    """«Licenciatura (trunca)»; sin matiz, el valor."""
    return f"{valor} ({matiz})" if matiz else valor


def en_lista(nombres: list[str]) -> str:
    """«presidencia, sindicatura y regiduría»."""
    return " y ".join(filter(None, (", ".join(nombres[:-1]), nombres[-1])))


def como_se_gana(cargo: Cargo, territorio: Territorio) -> str:
    """El principio con que se elige el cargo, en una o dos frases; sin lista, gana quien tiene más votos."""
    donde = {"estado": "el estado", "distrito": "el distrito", "municipio": territorio.el}[cargo.ambito]
    todo = f"tod{'a' if donde.startswith('la ') else 'o'} {donde}"
    if cargo.votos > 1:
        bloques = ", en dos bloques: mujeres y hombres" if cargo.bloques else ""
        return f"Cada quien puede marcar hasta {cargo.votos} personas{bloques}. Ganan las más votadas en {donde}."
    if cargo.puestos:
        return (
            f"Se vota la planilla entera: {en_lista([p.nombre.lower() for p in cargo.puestos])}. Gana la que tiene más "
            f"votos en {donde} (mayoría relativa)."
        )
    if cargo.lista and cargo.principio != "RP":
        return f"Gana la planilla con más votos en {donde} (mayoría relativa)."
    if cargo.lista and cargo.sin_numero:
        return (
            f"Cada partido registra una lista. Los lugares se reparten según los votos de {todo} "
            "(representación proporcional). El registro no dice el lugar de cada persona."
        )
    if cargo.lista:
        return (
            f"Cada partido registra una lista. Los lugares se reparten según los votos de {todo} "
            "(representación proporcional) y se ocupan en el orden de la lista."
        )
    if "suplente" not in cargo.calidades:
        return f"Gana la candidatura con más votos en {donde} (mayoría relativa)."
    return (
        "Se vota por dos personas a la vez, que se llaman fórmula: la propietaria ocupa el cargo; la suplente, si ella "
        f"falta. Gana la fórmula con más votos en {donde} (mayoría relativa)."
    )
