"""Municipios, distritos y las contiendas que resultan de los cargos."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from conoceles.nucleo.texto import sin_acentos, slug
from conoceles.proceso.carga.piezas.archivos import leer_csv
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.definicion import Distrito, Municipio

_DICHOS = 12  # municipios que se nombran en una falta
SIN_PAR = "diga la entidad y su número en ella (`propio`), o ninguno de los dos."


def leer_municipios(carpeta: Path, nombre: str, faltas: Faltas) -> tuple[Municipio, ...]:
    """`clave_inegi,municipio[,sinonimos]`; los sinónimos van separados por «|»."""
    filas = leer_csv(
        carpeta, nombre, faltas, columnas=("clave_inegi", "municipio"),
        opcionales=("abreviatura", "regidurias", "sinonimos"), son="municipios",
    )  # fmt: skip
    municipios: list[Municipio] = []
    vistos: set[str] = set()
    for fila in filas:
        clave, municipio = fila["clave_inegi"], fila["municipio"]
        donde = f"fila {fila['fila']}"
        if not re.fullmatch(r"\d{3}", clave):
            faltas.anotar(nombre, f"{donde}, clave_inegi", f"«{clave}» no son tres dígitos.")
        sinonimos = tuple(s for s in fila.get("sinonimos", "").split("|") if s)
        for forma in (clave, *(sin_acentos(n) for n in (municipio, *sinonimos))):
            if forma in vistos:
                faltas.anotar(nombre, donde, f"«{forma}» está repetido.")
            vistos.add(forma)
        if not slug(municipio):
            faltas.anotar(nombre, f"{donde}, municipio", "falta el nombre.")
        regidurias = fila.get("regidurias", "")
        if regidurias and not regidurias.isdigit():
            faltas.anotar(nombre, f"{donde}, regidurias", f"«{regidurias}» no es un número.")
        municipios.append(
            Municipio(
                clave,
                municipio,
                sinonimos,
                fila.get("abreviatura", ""),
                regidurias=int(regidurias) if regidurias.isdigit() else 0,
            )
        )
    return tuple(municipios)


def leer_distritos(
    carpeta: Path, distritos: str, relacion: str, municipios: tuple[Municipio, ...], faltas: Faltas
) -> tuple[Distrito, ...]:
    """`distrito,romano,cabecera[,cambio]` y `distrito,clave_inegi`: todo municipio toca al menos un distrito.

    Con varias entidades, además `entidad,propio`: de quién es y qué número lleva en ella.
    """
    filas = leer_csv(
        carpeta,
        distritos,
        faltas,
        columnas=("distrito", "romano", "cabecera"),
        opcionales=("entidad", "propio", "cambio"),
        son="distritos",
    )
    propios = [(f.get("entidad", ""), f.get("propio", "")) for f in filas]
    numeros = [f["distrito"] for f in filas]
    composicion = _composicion(carpeta, relacion, set(numeros), municipios, faltas)
    leidos = []
    for fila in filas:
        numero, donde = fila["distrito"], f"fila {fila['fila']}"
        if not re.fullmatch(r"[1-9]\d{0,2}", numero):
            faltas.anotar(distritos, donde, f"«{numero}» no es un número de distrito.")
            continue
        if numeros.count(numero) > 1:
            faltas.anotar(distritos, donde, f"el distrito {numero} está repetido.")
        if not composicion[numero]:
            faltas.anotar(relacion, f"distrito {numero}", "no tiene ningún municipio.", de=("municipios",))
        if razon := _mal_en_su_entidad(fila, propios):
            faltas.anotar(distritos, donde, razon)
        if razon != SIN_PAR:
            leidos.append(_distrito(fila, composicion[numero]))
    if len({bool(d.entidad) for d in leidos}) > 1:
        faltas.anotar(distritos, "entidad", "unos distritos la dicen y otros no: dígala en todos.")
    return tuple(leidos)


def _mal_en_su_entidad(fila: Mapping[str, str], propios: list[tuple[str, str]]) -> str:
    """Por qué no se sabe de qué entidad es ni cuál es en ella; vacía si se sabe o si la elección es de una sola."""
    entidad, propio = suyo = fila.get("entidad", ""), fila.get("propio", "")
    if bool(entidad) != bool(propio) or (propio and not re.fullmatch(r"[1-9]\d{0,2}", propio)):
        return SIN_PAR
    if entidad and propios.count(suyo) > 1:
        return f"el distrito {propio} de {entidad} está repetido."
    return ""


def _distrito(fila: Mapping[str, str], municipios: list[str]) -> Distrito:
    return Distrito(
        int(fila["distrito"]),
        fila["romano"],
        fila["cabecera"],
        tuple(municipios),
        fila.get("entidad", ""),
        int(fila.get("propio", "") or 0),
        fila.get("cambio", ""),
    )


def _composicion(
    carpeta: Path, relacion: str, numeros: set[str], municipios: tuple[Municipio, ...], faltas: Faltas
) -> dict[str, list[str]]:
    composicion: dict[str, list[str]] = defaultdict(list)
    nombres = {m.clave: m.nombre for m in municipios}
    filas = leer_csv(carpeta, relacion, faltas, columnas=("distrito", "clave_inegi"))
    if not filas:  # una falta sola: las demás serían la misma, una por distrito y por municipio
        faltas.anotar(relacion, "renglones", "diga qué municipios toca cada distrito, un par por renglón.")
        return {numero: list(nombres) for numero in numeros}
    for fila in filas:
        donde, clave, numero = f"fila {fila['fila']}", fila["clave_inegi"], fila["distrito"]
        if numero not in numeros:
            faltas.anotar(
                relacion, f"{donde}, distrito", f"el distrito «{numero}» no existe.", de=("distritos",)
            )
        elif clave not in nombres:
            razon = f"el municipio «{clave}» no existe."
            faltas.anotar(relacion, f"{donde}, clave_inegi", razon, de=("municipios",))
        elif clave in composicion[numero]:
            faltas.anotar(relacion, donde, f"el municipio {clave} está repetido en el distrito {numero}.")
        else:
            composicion[numero].append(clave)
    asignados = {clave for claves in composicion.values() for clave in claves}
    if solos := sorted(nombres.keys() - asignados):  # una falta sola: pueden ser cien
        dichos = ", ".join(f"{clave} ({nombres[clave]})" for clave in solos[:_DICHOS])
        mas = f" y {len(solos) - _DICHOS} más" if len(solos) > _DICHOS else ""
        faltas.anotar(relacion, "clave_inegi", f"sin ningún distrito: {dichos}{mas}.", de=("distritos",))
    return composicion
