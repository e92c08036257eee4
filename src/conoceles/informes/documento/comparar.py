"""En qué difieren dos versiones de un documento: renglones, no textos ni formas."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from conoceles.informes.documento.estructura import TablaEscrita, Valor, legible
from conoceles.informes.models import Informe
from conoceles.nucleo import archivos

# Cuántos cambian en una tabla de identidad después de un acto diría de quién eran: nunca se comparan.
DE_IDENTIDAD = ("Q6", "Q6b")


@dataclass(frozen=True)
class Cambio:
    """Una tabla en que dos versiones difieren: los renglones que ya no están y los que no estaban."""

    tabla: str
    idos: tuple[str, ...]
    venidos: tuple[str, ...]


def cambios(antes: list[TablaEscrita], despues: list[TablaEscrita]) -> list[Cambio]:
    """Tabla por tabla, en el orden en que salen; sin las iguales ni las de identidad."""
    viejas, nuevas = ({t["clave"]: t for t in lado} for lado in (antes, despues))
    hallados = []
    for clave in dict.fromkeys(c for c in [*viejas, *nuevas] if c not in DE_IDENTIDAD):
        antes_, despues_ = _renglones(viejas.get(clave)), _renglones(nuevas.get(clave))
        if antes_ != despues_:
            titulo = f"{clave}. {(nuevas.get(clave) or viejas[clave])['titulo']}"
            hallados.append(
                Cambio(
                    titulo,
                    _los_de(antes_ - despues_, viejas.get(clave)),
                    _los_de(despues_ - antes_, nuevas.get(clave)),
                )
            )
    return hallados


def tablas_de(informe: Informe) -> list[TablaEscrita]:
    """Las que se congelaron."""
    tablas: list[TablaEscrita] = json.loads(archivos.leer(informe.huella))["tablas"]
    return tablas


def _renglones(tabla: TablaEscrita | None) -> Counter[tuple[Valor, ...]]:
    return Counter(tuple(r) for r in tabla["renglones"]) if tabla else Counter()


def _los_de(cuenta: Counter[tuple[Valor, ...]], tabla: TablaEscrita | None) -> tuple[str, ...]:
    """«8 · Pregunta: Estudios · Obligatoria: No»: solo la primera columna se entiende sin su nombre."""
    nombres = ["", *(f"{columna}: " for columna in tabla["columnas"][1:])] if tabla else []
    return tuple(
        " · ".join(
            f"{nombre}{legible(v)}" for nombre, v in zip(nombres, renglon, strict=True) if v not in (None, "")
        )
        for renglon in cuenta.elements()
    )
