"""Qué ley rige una regla un día, y cómo se cita. La del estado va aparte de la general."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from conoceles.leyes.carga import Derecho, leer
from conoceles.leyes.modelo import POR_CONFIRMAR, Cita, Ley, Regla, SinLey
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

CARPETA = RAIZ_PROYECTO / "procesos" / "_derecho"
_MARCA = re.compile(r"\[\[derecho:([\w-]+)\]\]")


@lru_cache(maxsize=1)
def escritas() -> Derecho:
    """Todo lo escrito en `procesos/_derecho`. Se lee una vez por proceso: cambiarlo pide reiniciar."""
    return leer(CARPETA)


def reglas() -> Mapping[str, Regla]:
    """Las que el sistema aplica, por clave."""
    return escritas().reglas


def vigentes(dia: date, entidad: str, *, inicio: date | None = None) -> list[Ley]:
    """Las que rigen ese día ahí. `inicio`: cuándo empezó el trámite; lo decide el transitorio de cada ley."""
    por_clave = {ley.clave: ley for ley in escritas().leyes}
    fuera = escritas().no_rigen.get(entidad, frozenset())
    suyas = [ley for ley in por_clave.values() if ley.entidad in ("", entidad) and ley.clave not in fuera]
    hoy = [ley for ley in suyas if ley.vigente(dia)]
    return [_del_tramite(ley, por_clave, inicio) for ley in hoy]


def rige(ley: str, entidad: str) -> bool:
    """Si esa ley del país se aplica ahí: quien escribe su propio marco dice en `no_rigen` cuáles no."""
    return ley not in escritas().no_rigen.get(entidad, frozenset())


def citas(regla: str, dia: date, entidad: str, *, inicio: date | None = None) -> list[Cita]:
    """Los preceptos vigentes, primero el general. `SinLey` si ninguno rige ese día."""
    halladas = _citas(regla, dia, entidad, inicio)
    if not halladas:
        raise SinLey(reglas()[regla].que, dia, abrogada(regla, dia, entidad))
    return halladas


def cita(regla: str, dia: date, entidad: str, *, inicio: date | None = None) -> str:
    """Las citas de un acto en una línea, cada una con «por confirmar» si nadie respondió por ella."""
    return "; ".join(c.entera for c in citas(regla, dia, entidad, inicio=inicio))


def cita_o_pendiente(regla: str, dia: date, entidad: str) -> str:
    """Para lo que la definición declara: lo que falta se advierte al cargar y no cambia el texto al confirmarse."""
    return cita_de_varias(regla, {entidad: dia})


def cita_de_varias(regla: str, dias: Mapping[str, date]) -> str:
    """Lo que la rige en esas entidades, cada una en su día: lo general, que es de todas, una vez."""
    halladas = (c for entidad, dia in sorted(dias.items()) for c in _citas(regla, dia, entidad, None))
    return "; ".join(dict.fromkeys(map(str, halladas))) or f"Fundamento {POR_CONFIRMAR}"


def cita_de_acto(regla: str, dia: date, entidad: str) -> str:
    """Como `cita_o_pendiente`, para un acto: lo que nunca tuvo ley escrita se dice; lo abrogado sin sucesora se rehúsa."""
    if not _citas(regla, dia, entidad, None) and (anterior := abrogada(regla, dia, entidad)):
        raise SinLey(reglas()[regla].que, dia, anterior)
    return cita_o_pendiente(regla, dia, entidad)


def valor(regla: str, dia: date, entidad: str, *, inicio: date | None = None) -> int:
    """El plazo que fija: el de la ley del estado, si lo dice; si no, el general. `SinLey` si ninguno."""
    dichos = [c.precepto.valor for c in citas(regla, dia, entidad, inicio=inicio) if c.precepto.valor]
    if not dichos:
        raise SinLey(reglas()[regla].que, dia, abrogada(regla, dia, entidad))
    return dichos[-1]


def ajenas(texto: str, dia: date) -> list[tuple[str, Ley]]:
    """(forma hallada, ley) de las que ese texto nombra y no rigen ese día."""
    return [
        (forma, ley)
        for ley in escritas().leyes
        if not ley.vigente(dia)
        for forma in ley.formas
        if re.search(rf"(?<!\w){re.escape(forma)}(?!\w)", texto)
    ]


def expandir(texto: str, dia: date, entidad: str) -> str:
    """«[[derecho:regla]]» por sus citas: sola en su renglón, como lista; entre palabras, en línea."""
    renglones = []
    for renglon in texto.split("\n"):
        sola = _MARCA.fullmatch(renglon.strip())
        renglones += _lista(sola[1], dia, entidad) if sola else [_en_linea(renglon, dia, entidad)]
    return "\n".join(renglones)


def marcadas(texto: str) -> set[str]:
    """Las reglas que ese texto cita."""
    return set(_MARCA.findall(texto))


def _en_linea(renglon: str, dia: date, entidad: str) -> str:
    return _MARCA.sub(lambda m: cita_o_pendiente(m[1], dia, entidad), renglon)


def _lista(regla: str, dia: date, entidad: str) -> list[str]:
    halladas = _citas(regla, dia, entidad, None)
    if not halladas:
        return [f"- Fundamento {POR_CONFIRMAR}."]
    return [f"- {c.ley.nombre}{f', {c.precepto.articulo}' if c.precepto.articulo else ''}." for c in halladas]


def _citas(regla: str, dia: date, entidad: str, inicio: date | None) -> list[Cita]:
    leyes = sorted(vigentes(dia, entidad, inicio=inicio), key=lambda ley: ley.entidad != "")
    return [Cita(ley, p, not ley.vigente(dia)) for ley in leyes if (p := ley.precepto(regla)) is not None]


def abrogada(regla: str, dia: date, entidad: str) -> Ley | None:
    """La última que lo mandaba ahí y ya no rige."""
    fuera = escritas().no_rigen.get(entidad, frozenset())
    suyas = [
        x
        for x in escritas().leyes
        if x.entidad in ("", entidad) and x.clave not in fuera and x.precepto(regla)
    ]
    return max((x for x in suyas if x.hasta and x.hasta < dia), key=lambda x: x.hasta or dia, default=None)


def _del_tramite(ley: Ley, por_clave: Mapping[str, Ley], inicio: date | None) -> Ley:
    anterior = por_clave.get(ley.sustituye)
    if inicio is None or ley.vigente(inicio) or anterior is None or ley.lo_iniciado == "nueva":
        return ley
    return _del_tramite(anterior, por_clave, inicio)
