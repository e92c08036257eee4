"""Lo que el informe final agrega: cada indicador del catálogo, con su denominador."""

from __future__ import annotations

from typing import Any

from conoceles.informes.contexto import Contexto
from conoceles.informes.estructura import Tabla, porciento
from conoceles.informes.tablas.completitud import cifra

_CLASES = ("distribucion", "paridad", "identidad")


def del_catalogo(c: Contexto) -> tuple[Tabla, ...]:
    """Distribuciones, paridad y grupos de identidad, como se publican."""
    elegidos = [i for i in c.indicadores.values() if i["clase"] in _CLASES]
    return tuple(_tabla(n, i) for n, i in enumerate(elegidos, 1))


def _tabla(numero: int, indicador: dict[str, Any]) -> Tabla:
    con_total = indicador["clase"] == "paridad"
    columnas = ("Grupo", indicador["numerador"].split(" ")[0], *(("De",) if con_total else ()), "%")
    filas = tuple(
        (x["etiqueta"], cifra(x), *((x["de"],) if con_total else ()), _parte(x, indicador))
        for x in indicador["celdas"]
    )
    nota = f"{indicador['frase']} Denominador: {indicador['denominador']} ({indicador['poblacion'].lower()})."
    if indicador["proteccion"] == "umbral":
        nota += f" Corte de esta tabla: {indicador['corte'][:16].replace('T', ' ')}."
    return Tabla(f"F{numero}", indicador["titulo"], columnas, filas, nota)


def _parte(celda: dict[str, Any], indicador: dict[str, Any]) -> float | None:
    """Del total de su grupo o, si no lo tiene, del denominador; de lo oculto, nada."""
    if celda["valor"] is None:
        return None
    return porciento(celda["valor"], celda.get("de") or indicador["denominador"])
