"""Leer y escribir el valor de una pieza en los textos de la elección, sin tocar comentarios ni orden."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import tomlkit
from tomlkit.items import InlineTable

from conoceles.proceso.contenido.fuentes import Fuentes, como_estaba
from conoceles.proceso.contenido.piezas import Dato, Pieza

Dicho = str | bool | int | list[str] | None  # solo tipos de JSON: las fechas, en ISO 8601
Valor = dict[str, Any]  # dato → `Dicho`, y `acuerdo`, si la pieza lleva acto
Nodo = Any  # una tabla de tomlkit o de tomllib: no tienen tipo común
VACIOS: dict[str, Dicho] = {"fechas": [], "claves": [], "logico": False, "entero": None}


def valor(fuentes: Fuentes, pieza: Pieza) -> Valor:
    """Lo que los textos dicen hoy de la pieza; lo que no está escrito, vacío."""
    tabla = _bajar(_leido(fuentes[pieza.archivo]), pieza.ruta) or {}
    dicho = {dato.clave: _leer(fuentes, tabla, dato) for dato in pieza.datos}
    return dicho | ({"acuerdo": _acuerdo(tabla.get(pieza.acto))} if pieza.acto else {})


def poner(fuentes: Fuentes, pieza: Pieza, nuevo: Valor) -> Fuentes:
    """Los textos con ese valor escrito. Una tabla entera que se queda sin su primer dato se quita."""
    documento = tomlkit.parse(fuentes[pieza.archivo])
    tabla = _abrir(documento, pieza.ruta)
    archivos = {str(tabla[d.clave]): nuevo[d.clave] for d in pieza.datos if d.tipo == "markdown"}
    for dato in pieza.datos:
        if dato.tipo != "markdown":
            _escribir(tabla, dato, nuevo[dato.clave])
    if pieza.acto and nuevo["acuerdo"]:
        _citar(tabla, pieza.acto, nuevo["acuerdo"])
    elif pieza.acto:
        tabla.pop(pieza.acto, None)
    if pieza.entera:
        _asentar(documento, pieza, tabla)
    texto = como_estaba(fuentes[pieza.archivo], tomlkit.dumps(documento))
    return fuentes | archivos | {pieza.archivo: texto}


def _escribir(tabla: Nodo, dato: Dato, dicho: Dicho) -> None:
    """Solo lo que cambia: lo igual se queda como alguien lo escribió."""
    if dicho == VACIOS.get(dato.tipo, "") and dato.tipo != "logico":
        tabla.pop(dato.clave, None)
    elif _leer({}, tabla.unwrap(), dato) != dicho:
        tabla[dato.clave] = _a_toml(dato, dicho)


def _citar(tabla: Nodo, clave: str, acuerdo: Valor) -> None:
    """Con su acto, lo dicho deja de ser un supuesto."""
    if _acuerdo(tabla.unwrap().get(clave)) != acuerdo:
        tabla.pop("supuesto", None)
        tabla[clave] = _en_linea({k: v for k, v in _con_fecha(acuerdo).items() if v})


def _asentar(documento: Nodo, pieza: Pieza, tabla: Nodo) -> None:
    """Quita la tabla que se quedó sin lo principal; la que va en un renglón se vuelve a escribir pareja."""
    madre, clave = _bajar(documento, pieza.ruta[:-1]), pieza.ruta[-1]
    if pieza.datos[0].clave not in tabla:
        madre.pop(clave)
        if not madre:
            _bajar(documento, pieza.ruta[:-2]).pop(pieza.ruta[-2])
    elif isinstance(tabla, InlineTable):
        madre[clave] = _en_linea(tabla.unwrap())


@lru_cache(maxsize=16)
def _leido(texto: str) -> Nodo:
    """Se lee una vez por texto: la lista de piezas pregunta cien veces por los mismos archivos."""
    return tomllib.loads(texto)


def _leer(fuentes: Fuentes, tabla: Nodo, dato: Dato) -> Dicho:
    dicho = tabla.get(dato.clave)
    if dicho is None:
        return VACIOS.get(dato.tipo, "")
    if dato.tipo == "markdown":
        return fuentes[str(dicho)]
    if dato.tipo == "fechas":
        return sorted(dia.isoformat() for dia in dicho)
    if dato.tipo == "claves":
        return sorted(dicho)
    escrito: Dicho = dicho.isoformat() if isinstance(dicho, date) else dicho
    return escrito


def _a_toml(dato: Dato, dicho: Dicho) -> object:
    if dato.tipo == "fecha":
        return date.fromisoformat(str(dicho))
    if dato.tipo == "claves":
        return tomlkit.item(dicho)
    if isinstance(dicho, list):
        return tomlkit.array("[" + ", ".join(dicho) + "]").multiline(len(dicho) > 8)
    return tomlkit.string(dicho, multiline="\n" in dicho) if isinstance(dicho, str) else dicho


def _acuerdo(tabla: Nodo | None) -> Valor | None:
    if not tabla:
        return None
    fecha = tabla.get("fecha")
    return {
        "numero": str(tabla.get("numero", "")),
        "fecha": fecha.isoformat() if fecha else "",
        "organo": str(tabla.get("organo", "")),
    }


def _con_fecha(acuerdo: Valor) -> Valor:
    return acuerdo | {"fecha": date.fromisoformat(acuerdo["fecha"]) if acuerdo["fecha"] else None}


def _en_linea(datos: Mapping[str, object]) -> object:
    """`{ dia = 2024-06-02, acuerdo = { numero = "…" } }`, con los mismos blancos que lo escrito a mano."""
    return tomlkit.parse(f"x = {_texto(datos)}")["x"]


def _texto(dato: object) -> str:
    if isinstance(dato, Mapping):
        return "{ " + ", ".join(f"{clave} = {_texto(v)}" for clave, v in dato.items()) + " }"
    return str(tomlkit.item(dato).as_string())


def _bajar(nodo: Nodo, ruta: tuple[str | tuple[str, str], ...]) -> Nodo:
    """Lo que hay al final de la ruta, o `None`."""
    for paso in ruta:
        if nodo is None:
            return None
        nodo = nodo.get(paso) if isinstance(paso, str) else _elemento(nodo.get(paso[0], ()), paso[1])
    return nodo


def _elemento(arreglo: Iterable[Nodo], clave: str) -> Nodo:
    return next((tabla for tabla in arreglo if tabla.get("clave") == clave), None)


def _abrir(documento: Nodo, ruta: tuple[str | tuple[str, str], ...]) -> Nodo:
    """La tabla de la ruta; crea las que falten."""
    nodo = documento
    for n, paso in enumerate(ruta):
        if isinstance(paso, tuple):
            nodo = _elemento(nodo[paso[0]], paso[1])
            continue
        if paso not in nodo:
            ultimo = n == len(ruta) - 1
            en_linea = ultimo and n and ruta[n - 1] == "fechas"
            nodo[paso] = tomlkit.inline_table() if en_linea else tomlkit.table(is_super_table=not ultimo)
        nodo = nodo[paso]
    return nodo
