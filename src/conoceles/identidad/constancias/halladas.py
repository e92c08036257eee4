"""Qué personas tienen en B filas que ningún acto escribió, o les faltan de las que sí: lo suyo ni se publica ni se cuenta."""

from __future__ import annotations

from collections.abc import Collection
from operator import itemgetter
from uuid import UUID

from conoceles.bitacora.consultas import selladas
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.constancias import filas, retirado
from conoceles.identidad.documentos import BASE
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.nucleo.errores import Conflicto

FALTA = "le falta algo que un acto escribió"
REMEDIO = (
    "Lo que esta candidatura autorizó se cambió sin pasar por el sistema, y así no se puede agregar nada. Avise a quien "
    "administra: la autoridad electoral compara con su respaldo, lo repone como estaba y entonces se puede continuar."
)


def alteradas(claves: Collection[UUID] | None = None) -> dict[UUID, str]:
    """De esas, o de todas, las que no coinciden con lo que los actos escribieron, y la frase que dice qué.

    Lo que no coincide se mira otra vez: un acto pudo confirmarse entre
    leer la fila y leer su entrada.
    """
    if claves is not None and not claves:
        return {}
    ajenas = retirado.alteradas(claves)
    parecen = _comparar(claves)
    return ajenas | (_comparar(parecen) if parecen else {})


def exigir_integra(candidatura: Candidatura) -> None:
    """`Conflicto`, con cómo se remedia, si lo que había no consta: lo que se agregue saldría de ahí."""
    if alteradas([candidatura.clave_identidad]):
        raise Conflicto(REMEDIO)


def _comparar(claves: Collection[UUID] | None) -> dict[UUID, str]:
    suyas: dict[UUID, dict[str, str]] = {}
    for clave, sello, que in filas.hay(claves):
        suyas.setdefault(clave, {})[sello] = que
    folios = _folios(claves)
    constan = asentadas(None if claves is None else folios.values())
    halladas = {}
    for clave in suyas.keys() | folios.keys():
        tiene, consta = suyas.get(clave, {}), constan.get(folios.get(clave, ""), set[str]())
        frases = sorted(
            {f"tiene {que} que ningún acto escribió" for s, que in tiene.items() if s not in consta}
        )
        if clave in folios and consta - tiene.keys():
            frases.append(FALTA)
        if frases:
            halladas[clave] = "; ".join(frases)
    return halladas


def _folios(claves: Collection[UUID] | None) -> dict[UUID, str]:
    filas = Candidatura.objects.order_by().values_list("clave_identidad", "folio")
    return dict(de_muchas(filas, "clave_identidad", claves, itemgetter(0)))


def asentadas(folios: Collection[str] | None) -> dict[str, set[str]]:
    """De esos, o de todos: folio → sellos de las filas que sus actos escribieron; vacío, los de quien no tiene candidatura."""
    entradas = Entrada.objects.using(BASE).filter(datos__has_key="filas").order_by()
    constan: dict[str, set[str]] = {}
    for entrada in selladas(entradas, None if folios is None else ["", *folios]):
        constan.setdefault(entrada.folio, set()).update(entrada.datos["filas"])
    return constan
