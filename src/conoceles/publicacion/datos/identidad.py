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
    Columna(
        "CANDIDATURAS", "Cuántas personas se publican, o por qué no se dice todavía", lambda p: _valor(p[1])
    ),
    Columna("CORTE", "Momento del conteo (ISO 8601)", lambda p: str(p[0]["corte"])),
    Columna("ESTIMADO", "La cifra más probable de personas", lambda p: str(p[1].get("estimado", ""))),
    Columna("DESDE", "La verdadera está de aquí…", lambda p: str(p[1].get("desde", ""))),
    Columna(
        "HASTA",
        "…a aquí, 95 de cada 100 veces; si es igual a DESDE, es exacta",
        lambda p: str(p[1].get("hasta", "")),
    ),
    Columna(
        "CONTADAS_EXACTAS",
        "De ellas, las que se leen en su perfil y se cuentan tal cual",
        lambda p: str(p[1].get("contadas_exactas", "")),
    ),
    Columna(
        "EPSILON",
        "Lo que gastó el azar de la tabla; vacío si no lleva",
        lambda p: str(p[0].get("epsilon", "")),
    ),
)


def agregados(indicadores: Sequence[Publicado]) -> list[list[str]]:
    """Conteos de identidad como se publican; la celda que no sale dice por qué."""
    pares = ((i, c) for i in indicadores if i["id"].startswith("identidad.") for c in i["celdas"])
    return [celdas(AGREGADOS, par) for par in pares]


def _valor(celda: Celda) -> str:
    return celda["texto"] if celda.get("valor") is None else str(celda["valor"])
