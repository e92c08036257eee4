"""Lo que una candidatura contestó, como se publica: sus secciones, su identidad y lo que filtra la búsqueda."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from conoceles.proceso.definicion import Campo
from conoceles.proceso.preguntas import condiciones
from conoceles.proceso.preguntas.cuestionario import NO_SE_PREGUNTA, Respuestas
from conoceles.publicacion.lectura import textos
from conoceles.publicacion.lectura.fichas import CampoPublico, Rasgo, RespuestaPublica, SeccionPublica
from conoceles.publicacion.lectura.fila import Fila
from conoceles.publicacion.mapa import razones

if TYPE_CHECKING:
    from conoceles.publicacion.lectura.fichas_de import Marco

# Unos cuantos se repiten en todas las fichas, sueltos y juntos.
_rasgo = lru_cache(maxsize=2000)(Rasgo)


@lru_cache(maxsize=2000)
def _juntos(*rasgos: Rasgo) -> tuple[Rasgo, ...]:
    return rasgos


def secciones(
    fila: Fila, contenido: Respuestas, matices: Mapping[str, str], marco: Marco, responsable: str
) -> tuple[SeccionPublica, ...]:
    """Lo que se publica de cada sección, con sus renglones vacíos explicados; sin contacto en el archivo."""
    razon = razones.frase(fila, responsable, marco.fase)
    lugares = {s.clave: n for n, s in enumerate(marco.definicion.curricular.en_el_perfil())}
    cargo = marco.contiendas[fila.contienda].cargo
    historica = fila.datos.origen == "importada"
    esperan = fila.version.pendientes if fila.version else ()
    vacio = (razones.HISTORICA if historica else razones.OPCIONAL) if fila.version else razon
    return tuple(
        SeccionPublica(
            s.clave,
            s.titulo,
            tuple(
                _campo(
                    c,
                    contenido,
                    fila.notas.ocultas.get(s.clave, razon if s.clave in esperan else vacio),
                    marco,
                    cargo,
                    matices.get(c.clave, ""),
                )
                for c in s.campos
                if c.se_publica and condiciones.visible(c, contenido)
            ),
            s.de_contacto,
            s.de_propuestas,
            lugares[s.clave],
        )
        for s in marco.definicion.curricular.secciones
        if any(c.se_publica for c in s.campos) and not (marco.fase == "archivo" and s.de_contacto)
    )


def _campo(
    campo: Campo, contenido: Respuestas, razon: str, marco: Marco, cargo: str, matiz: str
) -> CampoPublico:
    leidos = textos.valores(campo, contenido.get(campo.clave), marco.municipios)
    valores = tuple(textos.con_matiz(v, matiz) for v in leidos)
    largo, se_pregunta = campo.tipo == "texto_largo", campo.se_pregunta_a(cargo)
    if razon == razones.OPCIONAL and campo.obligatorio:
        razon = razones.HISTORICA
    razon = "" if valores else razon if se_pregunta else NO_SE_PREGUNTA
    return CampoPublico(
        campo.clave,
        campo.etiqueta,
        valores,
        razon,
        largo,
        campo.tipo,
        se_pregunta,
        campo.breve,
        campo.compara,
        campo.detalla,
    )


def identidad(fila: Fila, marco: Marco) -> tuple[RespuestaPublica, ...]:
    """Lo consentido, en el orden del cuestionario; nada en el archivo."""
    if marco.fase == "archivo":
        return ()
    return tuple(
        RespuestaPublica(s.titulo, c.etiqueta, type(leido[0])("; ".join(leido)))
        for s in marco.definicion.identidad.secciones
        for c in s.campos
        if (leido := textos.valores(c, fila.identidad.get(c.clave), marco.municipios))
    )


def rasgos(contenido: Respuestas, matices: Mapping[str, str], marco: Marco) -> tuple[Rasgo, ...]:
    """Lo contestado a las preguntas que filtran la búsqueda."""
    suyos = (
        _rasgo(
            c.clave,
            c.breve,
            valor,
            textos.con_matiz(texto, matices.get(c.clave, "")),
            {o.clave: n for n, o in enumerate(c.opciones)}.get(valor, 0),
            matices.get(c.clave, ""),
        )
        for c in marco.definicion.curricular.campos()
        if c.filtro and (valor := str(contenido.get(c.clave) or ""))
        if (texto := ", ".join(textos.valores(c, valor, marco.municipios)))
    )
    return _juntos(*suyos)
