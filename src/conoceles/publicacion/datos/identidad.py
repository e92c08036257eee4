"""`datos/identidad.*`: un renglón por candidatura que consintió publicar; nadie más aparece."""

from __future__ import annotations

from collections.abc import Sequence

from conoceles.estadistica.publicado import Celda, Publicado
from conoceles.proceso.definicion import Campo
from conoceles.publicacion.datos.columnas import SELLO, Columna, FilaAbierta, celdas, unida
from conoceles.publicacion.lectura.fichas_de import Marco

_COMO = "Como en curricular"
FIJAS = (
    Columna("FOLIO", _COMO, lambda r: r.ficha.folio),
    Columna("CARGO", _COMO, lambda r: r.ficha.cargo_nombre),
    Columna("CONTIENDA", _COMO, lambda r: r.ficha.contienda_nombre),
    Columna("PARTIDO_COALICION", _COMO, lambda r: r.ficha.fuerza.nombre),
    Columna("NOMBRE_CANDIDATO", _COMO, lambda r: r.ficha.nombre),
)


def columnas(marco: Marco) -> list[Columna]:
    """De quién, las preguntas que van en los datos abiertos y el sello."""
    return [*FIJAS, *(_pregunta(c) for c in marco.definicion.identidad.campos() if c.columna), SELLO]


def _pregunta(campo: Campo) -> Columna:
    def celda(r: FilaAbierta) -> str:
        return unida(r.marco, r.fila.identidad.get(campo.clave), campo, "; ")

    return Columna(campo.columna, "", celda, campo=campo, visibilidad="con consentimiento")


AGREGADOS = (  # de un par (indicador, celda)
    Columna("INDICADOR", "Identificador del indicador, el de la estadística", lambda p: p[0]["id"]),
    Columna("TITULO", "Qué se cuenta", lambda p: p[0]["titulo"]),
    Columna(
        "DENOMINADOR",
        "Personas entre las que se cuenta; quien va en dos candidaturas cuenta una vez",
        lambda p: str(p[0]["denominador"]),
    ),
    Columna("GRUPO", "Respuesta o grupo de respuestas", lambda p: str(p[1].get("etiqueta", ""))),
    Columna("CANDIDATURAS", "Cuántas personas son, o por qué no se dice", lambda p: _valor(p[1])),
    Columna("CORTE", "Momento del conteo (ISO 8601)", lambda p: str(p[0]["corte"])),
)


def agregados(indicadores: Sequence[Publicado]) -> list[list[str]]:
    """Conteos de identidad ya protegidos; la celda callada dice por qué."""
    pares = ((i, c) for i in indicadores if i["id"].startswith("identidad.") for c in i["celdas"])
    return [celdas(AGREGADOS, par) for par in pares]


def _valor(celda: Celda) -> str:
    return celda["texto"] if celda.get("valor") is None else str(celda["valor"])
