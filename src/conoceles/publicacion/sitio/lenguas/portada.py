"""Las páginas de la autoridad electoral, que no son de ninguna elección, en las lenguas en que alguna elección las tiene enteras."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from conoceles.proceso.lenguas import marco
from conoceles.publicacion.instantanea.pagina import Pagina, en_lengua, resumir
from conoceles.publicacion.sitio.lenguas.edicion import corta, en_cada_una
from conoceles.publicacion.sitio.lenguas.plantillas import Edicion, EnLengua, en_esa

Suyas = Mapping[str, tuple[EnLengua, ...]]  # elección → sus lenguas, en el orden en que se listan


def ediciones(suyas: Suyas, una: Pagina) -> list[Pagina]:
    """La página y la misma en cada lengua; si ninguna la tiene entera, solo en español."""
    hechas = _lenguas(suyas, una.ruta)
    if not hechas:
        return [una]
    insumos = resumir(una.insumos, [(x.clave, x.nombre, x.dichos) for x in hechas], _donde_hay(suyas))
    edicion = Edicion(None, corta(una.ruta), hechas, partial(_donde, suyas), con_guiones=False)
    return en_cada_una(replace(una, insumos=insumos), edicion)


def _lenguas(suyas: Suyas, ruta: str) -> tuple[EnLengua, ...]:
    """Dice la página la primera elección que la tiene entera; las demás, nada más lo suyo: cómo se llaman y su aviso."""
    quienes: dict[str, EnLengua] = {}
    for lengua in (x for de_una in suyas.values() for x in de_una if ruta in x.en_la_raiz):
        quienes.setdefault(lengua.clave, lengua)
    return tuple(_con_lo_de_las_demas(lengua, suyas) for lengua in quienes.values())


def _con_lo_de_las_demas(dice: EnLengua, suyas: Suyas) -> EnLengua:
    dichos = {d.texto: d for d in dice.dichos}
    for otra in (x for de_una in suyas.values() for x in de_una if x.clave == dice.clave):
        for d in otra.dichos:
            if not d.clave.startswith("marco."):
                dichos.setdefault(d.texto, d)
    return en_esa(dice.clave, dice.nombre, tuple(dichos.values()), dice.propios)


def _donde(suyas: Suyas, lengua: EnLengua, pagina: str) -> str:
    """Desde la carpeta de esa lengua: las de la autoridad electoral, o las de una elección que la tiene."""
    if pagina in marco.DE_LA_RAIZ:
        return pagina if any(lengua.clave == x.clave for x in _lenguas(suyas, pagina)) else ""
    eleccion, _, resto = pagina.partition("/")
    if lengua.clave in _donde_hay(suyas).get(eleccion, ()) and marco.se_traduce(resto):
        return f"../../{eleccion}/{en_lengua(lengua.clave, resto)}"
    return ""


def _donde_hay(suyas: Suyas) -> dict[str, list[str]]:
    return {eleccion: [x.clave for x in de_una] for eleccion, de_una in suyas.items()}
