"""Leer `procesos/_derecho`: `reglas.toml` dice qué aplica el sistema; los demás archivos, con qué ley y desde cuándo.

Un archivo es de un orden: `federal.toml`, o el de una entidad, que empieza con `entidad = "Durango"`. Si no es un estado,
`no_rigen` dice qué leyes del país no se le aplican.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from conoceles.leyes.modelo import DerechoInvalido, Ley, Precepto, Regla

REGLAS = "reglas.toml"
CLASES = (
    "plazo", "improcedencia", "derecho", "aviso", "vulneracion", "formato", "consentimiento", "fotografia",
    "accion_afirmativa", "cuestionario", "boleta", "edad", "operacion",
)  # fmt: skip
_DE_LEY = {
    "nombre", "siglas", "desde", "hasta", "fuente", "confirmo", "sustituye", "lo_iniciado", "transitorio", "formas",
    "leida", "reglas",
}  # fmt: skip
_DE_PRECEPTO = {"articulo", "valor", "fuente", "confirmo"}
_DE_REGLA = {"que", "clase", "efecto", "unidad", "impide"}


@dataclass(frozen=True)
class Derecho:
    """Todo lo escrito, ya comprobado."""

    reglas: Mapping[str, Regla]
    leyes: tuple[Ley, ...]
    no_rigen: Mapping[str, frozenset[str]]  # entidad → claves de las del país que ahí no se aplican


def leer(carpeta: Path) -> Derecho:
    """`DerechoInvalido` con la primera falta."""
    reglas = {clave: _regla(clave, dicho) for clave, dicho in _toml(carpeta / REGLAS).items()}
    leyes: list[Ley] = []
    no_rigen: dict[str, frozenset[str]] = {}
    for archivo in sorted(carpeta.glob("*.toml")):
        if archivo.name != REGLAS:
            datos = _toml(archivo)
            entidad, fuera = datos.pop("entidad", ""), datos.pop("no_rigen", [])
            leyes += [_ley(archivo.name, clave, dicho, entidad, reglas) for clave, dicho in datos.items()]
            if fuera:
                no_rigen[entidad] = frozenset(fuera)
    _comprobar(leyes)
    _comprobar_las_que_no_rigen(no_rigen, {ley.clave for ley in leyes if not ley.entidad})
    return Derecho(reglas, tuple(leyes), no_rigen)


Tabla = dict[str, Any]  # de un TOML, todavía sin revisar


def _toml(archivo: Path) -> Tabla:
    try:
        return tomllib.loads(archivo.read_text("utf-8"))
    except FileNotFoundError:
        raise _falta(archivo.name, "archivo", "no existe") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _falta(archivo.name, "archivo", "no es TOML válido") from error


def _regla(clave: str, dicho: Tabla) -> Regla:
    _claves(REGLAS, clave, dicho, _DE_REGLA, {"que", "clase", "efecto"})
    if dicho["clase"] not in CLASES:
        raise _falta(REGLAS, f"{clave}.clase", f"«{dicho['clase']}» no es una clase; use {', '.join(CLASES)}")
    return Regla(clave, **dicho)


def _ley(archivo: str, clave: str, dicho: Tabla, entidad: str, reglas: Mapping[str, Regla]) -> Ley:
    _claves(archivo, clave, dicho, _DE_LEY, {"nombre", "siglas", "desde", "fuente"})
    datos = dict(dicho)
    preceptos = datos.pop("reglas", {})
    for fecha in ("desde", "hasta"):
        if type(datos.get(fecha, date.min)) is not date:
            raise _falta(archivo, f"{clave}.{fecha}", "debe ser una fecha (2025-03-21)")
    if datos.get("hasta", date.max) < datos["desde"]:
        raise _falta(archivo, f"{clave}.hasta", "termina antes de empezar")
    if datos.get("lo_iniciado", "nueva") not in ("anterior", "nueva"):
        raise _falta(archivo, f"{clave}.lo_iniciado", "use «anterior» o «nueva»")
    datos["formas"] = tuple(datos.get("formas", ()))
    leidos = tuple((r, _precepto(archivo, clave, r, p, reglas)) for r, p in preceptos.items())
    return Ley(clave=clave, entidad=entidad, preceptos=leidos, archivo=archivo, **datos)


def _precepto(archivo: str, ley: str, regla: str, dicho: Tabla, reglas: Mapping[str, Regla]) -> Precepto:
    lugar = f"{ley}.reglas.{regla}"
    if regla not in reglas:
        raise _falta(archivo, lugar, f"«{regla}» no está en {REGLAS}")
    _claves(archivo, lugar, dicho, _DE_PRECEPTO, {"articulo"})
    valor = dicho.get("valor", 0)
    if not isinstance(valor, int) or (reglas[regla].unidad and valor < 1):
        raise _falta(
            archivo, f"{lugar}.valor", f"falta cuántos: {reglas[regla].unidad or 'un número entero'}"
        )
    return Precepto(**dicho)


def _claves(archivo: str, lugar: str, dicho: Tabla, posibles: set[str], hacen_falta: set[str]) -> None:
    if not isinstance(dicho, dict):
        raise _falta(archivo, lugar, "debe ser una tabla")
    for clave in sorted(dicho.keys() - posibles):
        raise _falta(archivo, f"{lugar}.{clave}", "clave desconocida")
    for clave in sorted(hacen_falta - dicho.keys()):
        raise _falta(archivo, f"{lugar}.{clave}", "falta esta clave")


def _comprobar(leyes: list[Ley]) -> None:
    """La sustituida existe, y termina el día anterior a que empiece la que la sustituye."""
    por_clave = {ley.clave: ley for ley in leyes}
    for ley in leyes:
        anterior = por_clave.get(ley.sustituye) if ley.sustituye else None
        if ley.sustituye and anterior is None:
            raise _falta("_derecho", f"{ley.clave}.sustituye", f"«{ley.sustituye}» no existe")
        if anterior and anterior.hasta and (ley.desde - anterior.hasta).days != 1:
            raise _falta(
                "_derecho", f"{anterior.clave}.hasta", f"debe ser el día anterior a {ley.desde.isoformat()}"
            )
        if anterior and anterior.hasta is None:
            raise _falta("_derecho", f"{anterior.clave}.hasta", "falta: otra ley la sustituyó")


def _comprobar_las_que_no_rigen(no_rigen: Mapping[str, frozenset[str]], del_pais: set[str]) -> None:
    """Solo una entidad deja de aplicar leyes, y solo las del país."""
    for entidad, claves in no_rigen.items():
        if not entidad or claves - del_pais:
            cual = ", ".join(sorted(claves - del_pais)) or "sin `entidad`"
            raise _falta(
                "_derecho", f"no_rigen ({cual})", "va junto a su `entidad`, con claves de federal.toml"
            )


def _falta(archivo: str, clave: str, razon: str) -> DerechoInvalido:
    return DerechoInvalido(f"procesos/_derecho/{archivo}: {clave}: {razon}.", campo=clave)
