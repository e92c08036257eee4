"""Lo que un perfil dijo antes. Sale de lo publicado, no de la base: lo que nunca estuvo a la vista no puede aparecer.

Lo que una autoridad manda ocultar o corregir sale también de la historia y no vuelve: pudo ser lo que había que quitar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conoceles.publicacion.lectura.fichas import Ficha

Documento = Mapping[str, Any]


def sumar(previo: Documento | None, nuevo: Documento, ficha: Ficha) -> list[dict[str, Any]]:
    """La historia heredada más lo que `nuevo` cambia de `previo`, de lo más reciente a lo más antiguo.

    Un perfil que hoy no muestra información no muestra tampoco su historia.
    """
    if previo is None or not nuevo["con_informacion"]:
        return []
    callados = _callados(ficha)
    dichos = [*_cambiados(previo, nuevo), *previo["historia"]]
    presentes = {c["clave"] for c in campos(nuevo)}
    return [d for d in dichos if d["campo"] in presentes and d["campo"] not in callados]


def campos(documento: Documento) -> Iterator[dict[str, Any]]:
    """Todos los renglones de un documento de perfil."""
    return (c for apartado in documento["apartados"] for c in apartado["campos"])


def _cambiados(previo: Documento, nuevo: Documento) -> Iterator[dict[str, Any]]:
    ahora = {c["clave"]: c["valores"] for c in campos(nuevo)}
    for campo in campos(previo):
        if campo["valores"] and campo["valores"] != ahora.get(campo["clave"]):
            yield {
                "campo": campo["clave"],
                "etiqueta": campo["etiqueta"],
                "valores": campo["valores"],
                "desde": previo["actualizada"],
                "hasta": nuevo["actualizada"],
            }


def _callados(ficha: Ficha) -> set[str]:
    """Los renglones de los que una nota dice que se ocultaron o se corrigieron de oficio."""
    campos_de = {s.clave: s.campos for s in ficha.secciones}
    return {
        campo.clave
        for nota in ficha.notas
        for campo in campos_de.get(nota.seccion, ())
        if not nota.campos or (campo.breve or campo.etiqueta) in nota.campos
    }
