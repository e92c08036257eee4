"""El texto coincide con el de otra candidatura (contenidos prohibidos de los Lineamientos: copiar propuestas)."""

from __future__ import annotations

from conoceles.expediente.reglas.caso import Ajena, Caso, HallazgoDeRevision
from conoceles.expediente.reglas.comun import escritos, trozos

MINIMO_DE_TROZOS = 8


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Compara huellas: el texto ajeno no está aquí, así que tampoco puede mostrarse."""
    hallazgos = []
    prohibido = {
        s.clave for s in caso.cuestionario.secciones if s.de_propuestas
    }  # en lo demás, solo es una pista
    for seccion, campo, texto in escritos(caso):
        mayor, folios = _coincidencias(campo.clave, trozos(texto), caso)
        if folios:
            hallazgos.append(
                HallazgoDeRevision(
                    "copiada",
                    seccion,
                    campo.clave,
                    f"«{campo.etiqueta}» coincide en {mayor} % con la de otra candidatura.",
                    *(
                        caso.observable("contenido-prohibido")
                        if seccion in prohibido
                        else ("informativa", "")
                    ),
                    folios,
                )
            )
    return hallazgos


def _coincidencias(campo: str, propios: frozenset[int], caso: Caso) -> tuple[int, tuple[str, ...]]:
    """La mayor coincidencia, en porcentaje de lo propio, y los folios que pasan del umbral."""
    if len(propios) < MINIMO_DE_TROZOS:
        return 0, ()
    partes = [(_porcentaje(campo, propios, ajena), ajena.folio) for ajena in caso.ajenas]
    pasan = sorted((p, f) for p, f in partes if p >= caso.revision.copia_porcentaje)
    return (pasan[-1][0], tuple(f for _, f in reversed(pasan))) if pasan else (0, ())


def _porcentaje(campo: str, propios: frozenset[int], ajena: Ajena) -> int:
    suyos = ajena.textos.get(campo, frozenset())
    return 100 * len(propios & suyos) // len(propios)
