"""Lo que un perfil dijo antes. Sale de lo publicado, no de la base: lo que nunca estuvo a la vista no puede aparecer.

Lo que una autoridad manda ocultar o corregir sale también de la historia y no vuelve: pudo ser lo que había que quitar.
"""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.publicacion.api.documentos import Antes, Apartado, Campo, Perfil
from conoceles.publicacion.lectura.fichas import Ficha


def sumar(previo: Perfil | None, apartados: list[Apartado], ficha: Ficha) -> list[Antes]:
    """La historia heredada más lo que estos `apartados` cambian de `previo`, de lo más reciente a lo más antiguo.

    `previo`: el último que mostró información. Un perfil que hoy no la muestra no muestra tampoco su historia: espera en
    la reserva.
    """
    if previo is None or not ficha.con_informacion:
        return []
    callados = _callados(ficha)
    dichos = [*_cambiados(previo, apartados, ficha.actualizada or None), *previo["historia"]]
    presentes = {c["clave"] for c in _campos(apartados)}
    return [d for d in dichos if d["campo"] in presentes and d["campo"] not in callados]


def _campos(apartados: list[Apartado]) -> Iterator[Campo]:
    return (c for apartado in apartados for c in apartado["campos"])


def _cambiados(previo: Perfil, apartados: list[Apartado], hasta: str | None) -> Iterator[Antes]:
    ahora = {c["clave"]: c["valores"] for c in _campos(apartados)}
    for campo in _campos(previo["apartados"]):
        if campo["valores"] and campo["valores"] != ahora.get(campo["clave"]):
            yield {
                "campo": campo["clave"],
                "etiqueta": campo["etiqueta"],
                "valores": campo["valores"],
                "desde": previo["actualizada"],
                "hasta": hasta,
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
