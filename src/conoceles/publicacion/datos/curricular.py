"""`datos/curricular.*`: las 25 columnas del INE, el FOLIO y lo nuestro. Lo no respondido, en blanco."""

from __future__ import annotations

from conoceles.publicacion.consultas import Fila
from conoceles.publicacion.datos import ine
from conoceles.publicacion.fichas import Ficha
from conoceles.publicacion.fichas_de import Marco

LUGAR = ine.LUGAR | {
    "CARGO": "Nombre del cargo",
    "DISTRITO LOCAL": "Número del distrito; en blanco si no aplica",
    "CIRCUNSCRIPCION": "Entidad de la lista de representación proporcional; en blanco si no aplica",
    "MUNICIPIO": "Municipio de la elección; en blanco si no aplica",
}
PROPIAS = {
    "FOLIO": "Identificador público y estable de la candidatura",
    "PRINCIPIO": "MR o RP, cuando el cargo los distingue",
    "POSICION": "Lugar en la lista",
    "SOBRENOMBRE": "Como aparece en la boleta",
    "SIGLADO_POR": "Partido que sigla (coalición) o de origen (candidatura común)",
    "REELECCION": "Sí cuando busca la elección consecutiva",
    "ACCION_AFIRMATIVA": "Acciones afirmativas del acuerdo de registro, separadas por punto y coma",
    "ESTADO": "Situación de la información: completa, sin_captura, en_revision, observada, omisa o historica",
    "FOTOGRAFIA": "Dirección de la fotografía",
    "PERFIL": "Dirección del perfil",
    "HUELLA": "SHA-256 del contenido curricular",
    "ACTUALIZADA": "Momento de la versión publicada (ISO 8601)",
}


def columnas() -> list[str]:
    """Encabezados en su orden."""
    return [*ine.COLUMNAS, *PROPIAS]


def renglon(marco: Marco, fila: Fila, ficha: Ficha, url: str) -> list[str]:
    """Una candidatura."""
    lugar = ["" if celda == ine.NO_APLICA else celda for celda in ine.lugar(marco, fila, ficha)]
    return [
        *lugar,
        *ine.respuestas(marco, fila, relleno="", con_contacto=ine.lleva_contacto(marco, fila)),
        ficha.folio,
        ficha.principio,
        str(ficha.posicion or ""),
        ficha.sobrenombre,
        ficha.siglado_por,
        "Sí" if ficha.reeleccion else "",
        "; ".join(ficha.acciones_afirmativas),
        ficha.estado,
        f"{url}{ficha.foto.grande}" if ficha.foto else "",
        f"{url}candidaturas/{ficha.folio}/",
        ficha.huella,
        ficha.actualizada,
    ]
