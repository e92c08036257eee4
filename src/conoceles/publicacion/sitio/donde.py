"""De dónde vive alguien a su boleta: la portada, y la página de los municipios repartidos. Funciones puras."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.definicion import Localidad
from conoceles.publicacion.lectura.fichas import (
    ContiendaPublica,
    Enlace,
    MunicipioPublico,
    SitioPublico,
    TramoDeSecciones,
)
from conoceles.publicacion.sitio import contenido, papel, territorio
from conoceles.publicacion.sitio.abecedario.comienzos import Comienzo, Reparto, partir

# Con más, en la portada pesarían lo que ella, y se elige antes la inicial. También son los cuadros que admite el mapa.
CABEN = 100
_VOCALES, _PARES = "aeiouáéíóúü", "ch|ll|rr|[bcdfgkpt][rl]"
_SILABA = re.compile(
    f"(?<=[{_VOCALES}])(?=(?:{_PARES}|[^\\W{_VOCALES}])[{_VOCALES}])|(?<=[{_VOCALES}][nrslcm])(?=(?:{_PARES}|[^\\W{_VOCALES}])[{_VOCALES}])"
)


@dataclass(frozen=True)
class DistritoLadoALado:
    """Una boleta de un municipio repartido, con lo que la distingue de las otras."""

    boleta: Enlace
    donde: tuple[str, ...]  # los municipios que toca
    secciones: tuple[TramoDeSecciones, ...]  # las suyas en este municipio, si hay catálogo
    compiten: tuple[tuple[str, str], ...]  # (quién, por qué recuadros), en el orden de la boleta


def portada(sitio: SitioPublico) -> dict[str, object]:
    """Municipios con lo que se vota solo en ellos, o sus iniciales si son muchos; lo que vota todo el estado va aparte.

    Hay mapa cuando la elección da lugar a todos sus municipios.
    """
    estatales = {c.clave for c in sitio.contiendas if len(c.municipios) == len(sitio.municipios) > 1}
    de_cada_uno = territorio.propias(sitio.municipios)
    municipios, letras = en_orden(sitio.municipios), por_inicial(sitio.municipios)
    return {
        "municipios": [] if letras else [de_uno(m, de_cada_uno[m.clave]) for m in municipios],
        "letras": letras,
        "por_municipio": any(de_cada_uno.values()),
        "muchas_boletas": len(sitio.contiendas) > CABEN,
        "hay_mosaico": bool(municipios) and not letras and all(m.lugar for m in municipios),
        "hay_divididos": any(m.distritos > 1 for m in municipios),
        "estatales": [c for c in sitio.contiendas if c.clave in estatales],
        "al_reverso": all(c.frente for c in sitio.contiendas if c.clave in estatales),
        "con_secciones": any(m.secciones for m in municipios),
        "federales": [e for e in sitio.enlaces if e.clase == "federales"],
        "casillas": [e for e in sitio.enlaces if e.clase == "casillas"],
        "grupos": contenido.por_cargo(sitio),
    }


def en_orden(municipios: Iterable[MunicipioPublico]) -> list[MunicipioPublico]:
    """De la A a la Z."""
    return sorted(municipios, key=lambda m: sin_acentos(m.nombre))


def por_inicial(municipios: Sequence[MunicipioPublico]) -> tuple[Comienzo[MunicipioPublico], ...]:
    """Los que no caben en la portada; ninguno, si caben."""
    if len(municipios) <= CABEN:
        return ()
    reparto = Reparto[MunicipioPublico](CABEN, CABEN, lambda m: f"{m.nombre} {m.clave}", lambda m: m.nombre)
    return partir(en_orden(municipios), reparto)


def de_uno(municipio: MunicipioPublico, propias: tuple[Enlace, ...]) -> dict[str, object]:
    """Un renglón de la lista de municipios, y a dónde lleva su cuadro en el mapa."""
    otro = (
        f"secciones/#municipio-{municipio.clave}"
        if municipio.distritos > 1
        else f"#municipio-{municipio.clave}"
    )
    destino = f"contiendas/{propias[0].folio}/" if len(propias) == 1 else otro
    return {"m": municipio, "propias": propias, "destino": destino, "corto": partible(municipio.corto)}


def partible(nombre: str) -> str:
    """El nombre con guiones que solo se ven donde hace falta partirlo; las palabras cortas quedan enteras."""
    return " ".join(_SILABA.sub("\u00ad", p) if len(p) > 5 else p for p in nombre.split(" "))


def secciones(sitio: SitioPublico, localidades: Sequence[Localidad] = ()) -> dict[str, object]:
    """Los municipios repartidos, con sus distritos lado a lado, y el catálogo de los demás."""
    de_cada_uno = territorio.propias(sitio.municipios)
    boletas = {c.clave: c for c in sitio.contiendas}
    repartidos = en_orden(m for m in sitio.municipios if m.distritos > 1)
    return {
        "repartidos": [
            (m, [_lado(e, m, boletas[e.folio]) for e in de_cada_uno[m.clave]]) for m in repartidos
        ],
        "con_catalogo": any(m.secciones for m in sitio.municipios),
        "buscadores": [e for e in sitio.enlaces if e.clase in ("distrito", "casillas")],
        "otros": sorted(
            ((t, m.nombre) for m in sitio.municipios if m.distritos < 2 for t in m.secciones), key=_desde
        ),
        "localidades": list(_por_municipio(sitio, localidades)),
    }


def _lado(boleta: Enlace, municipio: MunicipioPublico, contienda: ContiendaPublica) -> DistritoLadoALado:
    return DistritoLadoALado(
        boleta,
        contienda.donde,
        tuple(t for t in municipio.secciones if t.contiendas == (boleta,)),
        tuple(_compiten(contienda)),
    )


def _compiten(contienda: ContiendaPublica) -> Iterator[tuple[str, str]]:
    """Cada persona una vez, con las siglas de los recuadros en que aparece."""
    for formula in papel.formulas(contienda.fichas):
        suyos = (
            [r for r in contienda.papel.recuadros if r.formula[0].folio == formula[0].folio]
            if contienda.papel
            else []
        )
        yield formula[0].nombre, ", ".join(r.fuerza.siglas for r in suyos) or formula[0].fuerza.siglas


def _por_municipio(
    sitio: SitioPublico, localidades: Sequence[Localidad]
) -> Iterator[tuple[str, list[tuple[str, list[Enlace]]]]]:
    """Cada municipio con sus localidades, y las boletas en que vota cada una."""
    for m in en_orden(sitio.municipios):
        suyas = [x for x in localidades if x.municipio == m.clave]
        if suyas:
            yield m.nombre, [(x.nombre, _boletas(m, x)) for x in suyas]


def _boletas(municipio: MunicipioPublico, localidad: Localidad) -> list[Enlace]:
    tocadas = (
        e
        for t in municipio.secciones
        if any(t.desde <= n <= t.hasta for n in localidad.secciones)
        for e in t.contiendas
    )
    return list(dict.fromkeys(tocadas))


def _desde(tramo_y_municipio: tuple[TramoDeSecciones, str]) -> int:
    return tramo_y_municipio[0].desde
