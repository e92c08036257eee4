"""El lenguaje de las carpetas, como lo conoce el cargador: de aquí salen `docs/definicion.md` y su esquema JSON.

Se cargan todas las carpetas del repositorio apuntando cada clave que el cargador pide; el ejemplo de cada una es el
primero que se halla en ellas, qué es lo dice `que_es.toml` y la frase de error es la que de verdad se lee.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.carga.boleta import leer_boleta
from conoceles.proceso.carga.calendario import exigidas
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import OTRO, Pedida, Tabla
from conoceles.proceso.carga.preguntas.temas import leer_temas
from conoceles.proceso.contenido.nueva import modelos
from taller.reglas_del_derecho import apartado

PROCESOS = RAIZ_PROYECTO / "procesos"
QUE_ES = Path(__file__).with_name("que_es.toml")
ARCHIVOS = (
    "proceso.toml",
    "curricular.toml",
    "identidad.toml",
    "entregables.toml",
    "rubrica.toml",
    "lenguas.toml",
    "estrategia.toml",
    "declaraciones.toml",
    "temas.toml",
)
DE_DOS_TIPOS = {("cargos[].puestos[]", "cuantos")}  # un número, o la columna que lo dice


@dataclass(frozen=True)
class Clave:
    """Una clave, en la tabla donde se escribe."""

    archivo: str
    ruta: str  # «cargos[].puestos[]»; vacía, al principio del archivo
    nombre: str
    pedida: Pedida
    ejemplo: str
    que_es: str
    error: str


@cache
def claves() -> list[Clave]:
    """Todas, por archivo y en el orden en que el cargador las pide."""
    pedidas = _apuntadas()
    halladas = []
    for (archivo, ruta, nombre), pedida in pedidas.items():
        corto = Path(archivo).name
        ejemplo, que_es = _ejemplo(corto, ruta, nombre), que_es_de(corto, ruta, nombre)
        if pedida.obligatoria and not _siempre(corto, ruta, nombre):
            pedida = replace(pedida, obligatoria=False)
        halladas.append(Clave(corto, ruta, nombre, pedida, ejemplo, que_es, _error(nombre, pedida)))
    unicas = {(c.archivo, c.ruta, c.nombre): c for c in reversed(halladas)}
    return sorted(
        (c for c in unicas.values() if c.archivo in ARCHIVOS),
        key=lambda c: (ARCHIVOS.index(c.archivo), c.ruta, not c.pedida.obligatoria, c.nombre),
    )


def _apuntadas() -> dict[tuple[str, str, str], Pedida]:
    Tabla.registro = {}
    try:
        for carpeta in sorted(p.parent for p in PROCESOS.glob("*/proceso.toml")):
            leer_carpeta(carpeta)
        leer_temas(PROCESOS / "durango-2023-2024", "temas.toml", Faltas())  # ninguna elección los ha acordado
        orden = {"cargo": "x", "regla": "x"}  # ni ordena sus cargos de dos modos
        leer_boleta(Tabla({"ordenes": [orden]}, archivo="proceso.toml", ruta="boleta", faltas=Faltas()))
        return Tabla.registro
    finally:
        Tabla.registro = None


def _siempre(archivo: str, ruta: str, nombre: str) -> bool:
    """Si todas las tablas que hay ahí la traen: una que solo se pide junto a otra no hace falta siempre."""
    todas = [
        tabla for ruta_toml in PROCESOS.glob(f"*/{archivo}") for tabla in _tablas(_leida(ruta_toml), ruta)
    ]
    return all(nombre in tabla for tabla in todas)


def _error(nombre: str, pedida: Pedida) -> str:
    """La frase que se lee si la clave está mal: se escribe mal a propósito y se lee qué dice."""
    if pedida.tipo == OTRO:
        return ""
    faltas = Faltas()
    mal: object = 0 if pedida.tipo in ("texto", "fecha", "true o false") else "x"
    if pedida.opciones:
        mal = "otra cosa"
    tabla = Tabla({nombre: mal}, archivo="proceso.toml", ruta="", faltas=faltas)
    lectores = {
        "texto": lambda: tabla.elegida(nombre, pedida.opciones) if pedida.opciones else tabla.texto(nombre),
        "entero": lambda: tabla.entero(nombre),
        "true o false": lambda: tabla.logico(nombre),
        "fecha": lambda: tabla.fecha(nombre),
        "lista de textos": lambda: tabla.textos(nombre),
        "lista de enteros": lambda: tabla.enteros(nombre),
        "tabla": lambda: tabla.tabla(nombre),
        "arreglo de tablas": lambda: tabla.tablas(nombre),
    }
    lectores[pedida.tipo]()
    return faltas.lista[0].razon


def que_es_de(archivo: str, ruta: str, nombre: str) -> str:
    """Qué es esa clave: lo que se dice en su tabla o, si nada, lo que vale en todas. Vacío si nadie lo ha escrito."""
    dichas = _que_es()
    tabla = ruta.replace("[]", "").rpartition(".")[2] or archivo
    for lugar in (f"{archivo}.{ruta}", tabla):
        propias = dichas.get(lugar, {})
        if dicho := propias.get(nombre) or propias.get("*"):
            return dicho
    return dichas["*"].get(nombre, "")


@cache
def _que_es() -> dict[str, dict[str, str]]:
    return tomllib.loads(QUE_ES.read_text("utf-8"))


def _ejemplo(archivo: str, ruta: str, nombre: str) -> str:
    """El valor, como se escribe, de la primera carpeta que la trae."""
    for ruta_toml in sorted(PROCESOS.glob(f"*/{archivo}")):
        for valor in _en(_leida(ruta_toml), ruta, nombre):
            return _escrito(valor)
    return ""


@cache
def _leida(archivo: Path) -> dict[str, object]:
    return tomllib.loads(archivo.read_text("utf-8"))


def _en(datos: object, ruta: str, nombre: str) -> Iterator[object]:
    yield from (tabla[nombre] for tabla in _tablas(datos, ruta) if nombre in tabla)


def _tablas(datos: object, ruta: str) -> Iterator[dict[str, object]]:
    if not ruta:
        if isinstance(datos, dict):
            yield datos
        return
    paso, _, resto = ruta.partition(".")
    dentro = datos.get(paso.removesuffix("[]")) if isinstance(datos, dict) else None
    for uno in dentro if isinstance(dentro, list) else [dentro]:
        if uno is not None:
            yield from _tablas(uno, resto)


def _escrito(valor: object) -> str:
    if isinstance(valor, bool):
        return str(valor).lower()
    if isinstance(valor, str):
        corto = " ".join(valor.split())
        return f'"{corto[:57]}…"' if len(corto) > 60 else f'"{corto}"'
    if isinstance(valor, list):
        return (
            "[…]"
            if valor and isinstance(valor[0], dict)
            else f"[{', '.join(_escrito(v) for v in valor[:2])}{', …' if len(valor) > 2 else ''}]"
        )
    return "{…}" if isinstance(valor, dict) else valor.isoformat() if isinstance(valor, date) else str(valor)


def documento() -> str:
    """`docs/definicion.md`."""
    de_modelo = ", ".join(f"`{m.clave}`" for m in modelos())
    indispensables = ", ".join(f"`{c}`" for c in _siempre_dichas())
    principio = _PRINCIPIO.replace("{indispensables}", indispensables).replace("{modelos}", de_modelo)
    partes = [principio, _frases()]
    archivo = ruta = None
    for c in claves():
        if c.archivo != archivo:
            archivo, ruta = c.archivo, None
            partes.append(f"\n## `{archivo}`\n")
        iguales = _iguales(c.archivo)[c.ruta]
        if c.ruta != iguales[0]:
            continue  # ya se dijo, con la primera de su forma
        if c.ruta != ruta:
            ruta = c.ruta
            partes.append(f"\n### {_titulo(iguales)}\n\n{_ENCABEZADO}")
        partes.append(_renglon(c))
    return "\n".join(partes) + f"\n\n{apartado()}\n"


def _frases() -> str:
    """Lo que se lee si una clave está mal, según lo que admite: es lo mismo en todas."""
    dichas: dict[str, str] = {}
    for c in claves():
        dichas.setdefault("uno de varios" if c.pedida.opciones else c.pedida.tipo, c.error)
    renglones = [f"| {admite} | {frase} |" for admite, frase in dichas.items() if frase]
    return "\n".join(
        ["", "| si admite | y está mal, se lee, con su archivo y su clave |", "|---|---|", *renglones]
    )


@cache
def _iguales(archivo: str) -> dict[str, tuple[str, ...]]:
    """Tabla → las que se escriben con las mismas claves, en su orden: las veinticinco fechas se explican una vez."""
    formas: dict[str, list[object]] = {}
    for c in claves():
        if c.archivo == archivo:
            formas.setdefault(c.ruta, []).append((c.nombre, c.pedida.tipo, c.pedida.obligatoria, c.que_es))
    return {ruta: tuple(r for r, otra in formas.items() if otra == forma) for ruta, forma in formas.items()}


def _titulo(rutas: tuple[str, ...]) -> str:
    """De una tabla, su nombre; de varias hermanas, el de su madre: `[calendario.fechas.…]`."""
    if not rutas[0]:
        return "Al principio"
    madres = sorted({ruta.rpartition(".")[0] for ruta in rutas})
    if len(rutas) < 3 or not all(madres):
        return ", ".join(map(_entre_corchetes, rutas))
    return ", ".join(f"`[{madre.replace('[]', '')}.…]`" for madre in madres)


def _entre_corchetes(ruta: str) -> str:
    dicha = ruta.replace("[]", "")
    return f"`[[{dicha}]]`" if ruta.endswith("[]") else f"`[{dicha}]`"


def _renglon(c: Clave) -> str:
    p = c.pedida
    falta = "hace falta" if p.obligatoria else _sin(p.omision)
    tipo = " · ".join(f"`{o}`" if o else "vacío" for o in p.opciones) or p.tipo
    celdas = (f"`{c.nombre}`", tipo, falta, f"`{c.ejemplo}`" if c.ejemplo else "", c.que_es)
    return "| " + " | ".join(celda.replace("|", "\\|") for celda in celdas) + " |"


def _sin(omision: object) -> str:
    return f"`{_escrito(omision)}`" if omision not in (None, "", []) else "nada"


Esquema = dict[str, Any]  # JSON Schema: cada nivel, con las claves de su tipo


def esquema() -> Esquema:
    """JSON Schema de `proceso.toml`, para los editores que completan TOML."""
    raiz: Esquema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "proceso.toml",
    }
    raiz |= {"type": "object", "additionalProperties": False, "properties": {}}
    for c in claves():
        if c.archivo == "proceso.toml":
            lugar = _lugar(raiz, c.ruta)
            lugar["properties"].setdefault(c.nombre, _de_clave(c))
            if c.pedida.obligatoria:
                lugar.setdefault("required", []).append(c.nombre)
    return raiz


def _lugar(raiz: Esquema, ruta: str) -> Esquema:
    for paso in filter(None, ruta.split(".")):
        nombre = paso.removesuffix("[]")
        vacia = {"type": "object", "additionalProperties": False, "properties": {}}
        dentro = raiz["properties"].setdefault(
            nombre, {"type": "array", "items": vacia} if paso.endswith("[]") else vacia
        )
        raiz = dentro["items"] if paso.endswith("[]") else dentro
    return raiz


def _de_clave(c: Clave) -> dict[str, object]:
    tipos: dict[str, dict[str, object]] = {
        "texto": {"type": "string"},
        "entero": {"type": "integer"},
        "true o false": {"type": "boolean"},
        "fecha": {"type": "string", "format": "date"},
        "lista de textos": {"type": "array", "items": {"type": "string"}},
        "lista de enteros": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        "tabla": {"type": "object", "properties": {}},
        "arreglo de tablas": {"type": "array", "items": {"type": "object", "properties": {}}},
    }
    dicho = {} if (c.ruta, c.nombre) in DE_DOS_TIPOS else dict(tipos.get(c.pedida.tipo, {}))
    if c.pedida.opciones:
        dicho["enum"] = list(c.pedida.opciones)
    return dicho | ({"description": c.que_es} if c.que_es else {})


def _siempre_dichas() -> tuple[str, ...]:
    return exigidas(historico=False, ya_cargada=False)


_ENCABEZADO = "| clave | qué admite | si no se escribe | ejemplo | qué es |\n|---|---|---|---|---|"
_PRINCIPIO = Path(__file__).with_name("definicion_principio.md").read_text("utf-8").rstrip("\n")
