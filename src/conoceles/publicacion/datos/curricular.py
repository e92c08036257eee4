"""`datos/curricular.*`: las 25 columnas del INE, el FOLIO, lo nuestro, lo que cada elección agrega y el sello.

Lo no respondido, en blanco.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conoceles.proceso.definicion import Campo
from conoceles.publicacion.datos import ine
from conoceles.publicacion.datos.columnas import SELLO, Columna, FilaAbierta, Tipo, contestado
from conoceles.publicacion.lectura.fichas_de import Marco

_DICHAS = {  # lo que aquí se lee de otro modo que en el formato del INE
    "CARGO": "Nombre del cargo",
    "DISTRITO LOCAL": "Número del distrito; en blanco si no aplica",
    "CIRCUNSCRIPCION": "Entidad de la lista de representación proporcional; en blanco si no aplica",
    "MUNICIPIO": "Municipio de la elección; en blanco si no aplica",
}
_ESCRITAS: dict[
    str, Callable[[FilaAbierta], str]
] = {  # el del registro: el lugar que le da el sistema va en POSICION
    "NUM_LISTA_O_FORMULA": lambda r: r.fila.datos.clave_origen,
}
_TIPOS: dict[str, Tipo] = {"numero": "number", "fecha": "date"}
PROPIAS = (
    Columna("FOLIO", "Identificador público y estable de la candidatura", lambda r: r.ficha.folio),
    Columna("PRINCIPIO", "MR o RP, cuando el cargo los distingue", lambda r: r.ficha.principio),
    Columna("POSICION", "Lugar en la lista", lambda r: str(r.ficha.posicion or ""), "integer"),
    Columna("SOBRENOMBRE", "Como aparece en la boleta", lambda r: r.ficha.sobrenombre),
    Columna(
        "SIGLADO_POR",
        "Partido que sigla (coalición) o de origen (candidatura común)",
        lambda r: r.ficha.siglado_por,
    ),
    Columna(
        "REELECCION",
        "Sí cuando busca la elección consecutiva",
        lambda r: "Sí" if r.ficha.reeleccion else "",
    ),
    Columna(
        "ACCION_AFIRMATIVA",
        "Acciones afirmativas del acuerdo de registro, separadas por punto y coma",
        lambda r: "; ".join(r.ficha.acciones_afirmativas),
    ),
    Columna(
        "ESTADO",
        "Situación de la información: completa, sin_captura, en_revision, observada, omisa o historica",
        lambda r: r.ficha.estado,
    ),
    Columna(
        "FOTOGRAFIA",
        "Dirección de la fotografía",
        lambda r: f"{r.url}{r.ficha.foto.grande}" if r.ficha.foto else "",
    ),
    Columna("PERFIL", "Dirección del perfil", lambda r: f"{r.url}candidaturas/{r.ficha.folio}/"),
    Columna("HUELLA", "SHA-256 del contenido curricular", lambda r: r.ficha.huella),
    Columna(
        "ACTUALIZADA",
        "Momento de la versión publicada (ISO 8601)",
        lambda r: r.ficha.actualizada,
        "datetime",
    ),
    Columna(
        "EL_PAPEL_PUEDE_DECIR",
        "Nombre que la boleta puede traer todavía en vez del suyo, porque ya estaba impresa; «otro nombre» si ya no se dice cuál",
        lambda r: (r.ficha.en_papel.nombre or "otro nombre") if r.ficha.en_papel else "",
    ),
)
# Solo donde se eligen planillas: las demás elecciones tienen las columnas que tenían.
PUESTO = Columna("PUESTO", "De una planilla, el puesto a que se postula", lambda r: r.ficha.puesto)


def columnas(marco: Marco) -> list[Columna]:
    """En su orden. Una del INE que la elección no pregunta va vacía; las que agrega y el puesto van antes del sello."""
    secciones = marco.definicion.curricular.secciones
    preguntas = {c.columna: (c, s.de_contacto) for s in secciones for c in s.campos if c.columna}
    del_ine = [_pregunta(n, *preguntas.pop(n, (None, False))) for n in ine.PREGUNTAS]
    agregadas = [_pregunta(n, *pregunta) for n, pregunta in preguntas.items()]
    de_planilla = [PUESTO] if any(c.puestos for c in marco.definicion.contiendas) else []
    return [*LUGAR, *del_ine, *PROPIAS, *agregadas, *de_planilla, SELLO]


def _pregunta(nombre: str, campo: Campo | None, de_contacto: bool) -> Columna:
    def celda(r: FilaAbierta) -> str:
        return "" if de_contacto and not ine.lleva_contacto(r) else contestado(r, campo)

    return Columna(nombre, "", celda, _TIPOS.get(campo.tipo, "string") if campo else "string", campo)


def _sin_relleno(de: Callable[[FilaAbierta], str]) -> Callable[[FilaAbierta], str]:
    return lambda r: "" if (celda := de(r)) == ine.NO_APLICA else celda


LUGAR = tuple(
    replace(
        c, descripcion=_DICHAS.get(c.nombre, c.descripcion), de=_ESCRITAS.get(c.nombre, _sin_relleno(c.de))
    )
    for c in ine.LUGAR
)
