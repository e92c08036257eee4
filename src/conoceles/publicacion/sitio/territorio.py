"""Los municipios con lo que se vota en cada uno, y en qué boleta cae cada sección."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conoceles.proceso.definicion import SeccionElectoral
from conoceles.publicacion.lectura.fichas import Enlace, MunicipioPublico, TramoDeSecciones
from conoceles.publicacion.lectura.fichas_de import Marco


def municipios(marco: Marco) -> tuple[MunicipioPublico, ...]:
    """Cada municipio con lo que se vota en él, y en cuántos distritos cae."""
    publicos = []
    tramos = _tramos(marco)
    for m in marco.definicion.municipios:
        suyas = [c for c in marco.definicion.contiendas if m.clave in marco.municipios_de[c.clave]]
        distritos = {c.distrito for c in suyas if c.distrito is not None}
        publicos.append(
            MunicipioPublico(
                clave=m.clave,
                nombre=m.nombre,
                contiendas=tuple(Enlace(c.clave, c.nombre, c.ambito) for c in suyas),
                distritos=len(distritos),
                corto=m.corto or m.nombre,
                otros=m.sinonimos,
                lugar=m.lugar,
                secciones=tuple(tramos.get(m.clave, ())),
            )
        )
    return tuple(publicos)


def propias(municipios: Sequence[MunicipioPublico]) -> dict[str, tuple[Enlace, ...]]:
    """Clave de cada municipio → sus boletas, menos las que vota todo el estado."""
    todas = [{e.folio for e in m.contiendas} for m in municipios]
    estatales = set.intersection(*todas) if len(todas) > 1 else set()
    return {m.clave: tuple(e for e in m.contiendas if e.folio not in estatales) for m in municipios}


def _tramos(marco: Marco) -> dict[str, list[TramoDeSecciones]]:
    """Municipio → secciones, juntando las seguidas que votan lo mismo."""
    tramos: dict[str, list[TramoDeSecciones]] = {}
    for s in marco.definicion.secciones:
        suyos = tramos.setdefault(s.municipio, [])
        contiendas = _de_la_seccion(marco, s)
        if suyos and suyos[-1].hasta == s.numero - 1 and suyos[-1].contiendas == contiendas:
            suyos[-1] = replace(suyos[-1], hasta=s.numero)
        else:
            suyos.append(TramoDeSecciones(s.numero, s.numero, contiendas))
    return tramos


def _de_la_seccion(marco: Marco, s: SeccionElectoral) -> tuple[Enlace, ...]:
    """Lo que se vota solo ahí; sin saberse su distrito, lo de todos los de su municipio."""
    todos = len(marco.definicion.municipios)
    return tuple(
        Enlace(c.clave, c.nombre, c.ambito)
        for c in marco.definicion.contiendas
        if s.municipio in marco.municipios_de[c.clave]
        and (len(marco.municipios_de[c.clave]) < todos or c.distrito is not None)
        and (c.distrito is None or s.distrito is None or c.distrito == s.distrito)
    )
