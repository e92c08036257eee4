"""La frase que dice lo que muestra una gráfica, con su denominador; también es su texto alternativo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conoceles.estadistica.celdas import porcentaje
from conoceles.identidad.conteos import PNC, SIN_RESPUESTA

Objeto = Mapping[str, Any]


def frase(indicador: Objeto) -> str:
    """Una oración que se sostiene sola; nunca dice más que las celdas publicadas."""
    return _FRASES[indicador["clase"]](indicador)


def _avance(i: Objeto) -> str:
    hechas = sum(c["valor"] for c in i["celdas"])
    inicio = (
        f"Han enviado su cuestionario curricular {_parte(hechas, i['denominador'])} candidaturas registradas"
    )
    if len(i["celdas"]) < 2:
        return inicio + "."
    orden = sorted(i["celdas"], key=lambda c: c["valor"] / c["de"])
    return f"{inicio}; el mayor avance es de {_nombrada(orden[-1])} y el menor de {_nombrada(orden[0])}."


def _paridad(i: Objeto) -> str:
    mujeres = sum(c["valor"] for c in i["celdas"])
    minima = min(i["celdas"], key=lambda c: c["valor"] / c["de"])
    return (
        f"Son mujeres {_parte(mujeres, i['denominador'])} candidaturas; "
        f"la menor proporción es de {_nombrada(minima)}."
    )


def _distribucion(i: Objeto) -> str:
    mayor = max(i["celdas"], key=lambda c: c["valor"])
    return f"El grupo más numeroso es «{mayor['etiqueta']}»: {_parte(mayor['valor'], i['denominador'])} candidaturas."


def _accion(i: Objeto) -> str:
    faltan = [c["etiqueta"] for c in i["celdas"] if c["minimo"] and c["valor"] < c["minimo"]]
    cierre = f"no alcanzan el mínimo: {', '.join(faltan)}" if faltan else "ninguna queda debajo de su mínimo"
    total = sum(c["valor"] for c in i["celdas"])
    return f"Hay {total} registros en acciones afirmativas, entre {i['denominador']} candidaturas; {cierre}."


def _identidad(i: Objeto) -> str:
    visibles = [c for c in i["celdas"] if c["valor"] is not None]
    si = next((c for c in i["celdas"] if c["clave"] == "si"), None)
    if si is not None and si["valor"] is None and not si["texto"].startswith("menos"):
        return f"La cifra de «Sí» está reservada; son {i['denominador']} candidaturas registradas."
    if si is not None:
        return (
            f"Contestaron «Sí» {si['texto'].split(' (')[0]}, de {i['denominador']} candidaturas registradas."
        )
    if not visibles:
        return f"Las cifras están reservadas; son {i['denominador']} candidaturas registradas."
    dichas = [c for c in visibles if c["clave"] not in (PNC, SIN_RESPUESTA)]
    mayor = max(dichas or visibles, key=lambda c: c["valor"])
    cual = "La respuesta visible más frecuente" if dichas else "La cifra mayor"
    return f"{cual} es «{mayor['etiqueta']}»: {_parte(mayor['valor'], i['denominador'])} candidaturas."


def _visitas(i: Objeto) -> str:
    mayor = max(i["celdas"], key=lambda c: c["valor"])
    return (
        f"Se han visto {i['denominador']:,} páginas; el día con más fue el {mayor['etiqueta']}, "
        f"con {mayor['valor']:,}."
    )


_FRASES = {
    "avance": _avance,
    "paridad": _paridad,
    "distribucion": _distribucion,
    "accion": _accion,
    "identidad": _identidad,
    "consentimiento": _identidad,
    "visitas": _visitas,
}


def _parte(parte: int, total: int) -> str:
    return f"{parte} de {total} ({porcentaje(parte, total)})" if total else f"{parte} de {total}"


def _nombrada(celda: Objeto) -> str:
    return f"«{celda['etiqueta']}» ({celda['valor']} de {celda['de']})"
