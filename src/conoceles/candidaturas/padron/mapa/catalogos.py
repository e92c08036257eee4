"""Qué valores de una columna entiende la elección, y a cuáles se parece el que no."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from conoceles.candidaturas.padron.pedidas import pedidas
from conoceles.candidaturas.padron.renglones import normalizar, respuestas
from conoceles.candidaturas.padron.renglones.territorio import Territorio
from conoceles.proceso.definicion import Campo, Definicion
from conoceles.proceso.padron import CURRICULAR

_RAIZ = 5
_ENTRE_PARENTESIS = re.compile(r"\(([^()]+)\)\s*$")
SIN_PARECIDO = "¿?"  # el mapa que la traiga no se carga: falta decir el valor


@dataclass(frozen=True)
class Catalogo:
    """`campo`: como se nombra en el mapa. `reservado`: sus valores dicen algo de una persona y no se cuentan."""

    campo: str
    que_es: str
    etiquetas: tuple[str, ...]
    entiende: Callable[[str], bool]
    reservado: bool = False
    por_raiz: bool = False  # «Primer vocal» se parece a «Vocalía 1»; «Coordinador», a «Coordinación»

    def parecido(self, texto: str) -> str:
        """La etiqueta más parecida; si ninguna se parece, o varias por igual, una marca que no es de ningún catálogo."""
        por_clave = {normalizar.clave(etiqueta): etiqueta for etiqueta in self.etiquetas}
        comparable = normalizar.clave(texto)
        if (entre := _ENTRE_PARENTESIS.search(texto)) and (suya := por_clave.get(normalizar.clave(entre[1]))):
            return suya  # «Morena / PVEM / PT (SHH)»
        contenidas = [c for c in por_clave if c and (c in comparable or comparable in c)]
        parecidas = [por_clave[c] for c in contenidas] or [
            por_clave[c] for c in get_close_matches(comparable, por_clave, 9, cutoff=0.6)
        ]
        if self.por_raiz and not parecidas:
            raices = _raices(set(comparable.split()))
            parecidas = [e for c, e in por_clave.items() if raices & _raices(set(c.split()))]
        # De «Segunda vocalía» se parecen «Vocalía 1» y «Vocalía 2» por igual.
        numero = normalizar.ordinal(texto)
        con_el_mismo = [e for e in parecidas if numero and normalizar.entero(e) == numero]
        if not con_el_mismo and len(contenidas) > 1:  # de tres «San Miguel», ninguno: no se adivina
            return por_clave.get(_la_que_abarca(contenidas, comparable), SIN_PARECIDO)
        return [*con_el_mismo, *parecidas, SIN_PARECIDO][0]

    def se_parece(self, texto: str) -> bool:
        """Si lo entiende o nombra, con todas sus palabras, algo de este catálogo: basta para preguntar."""
        dichas = set(normalizar.clave(texto).split())
        suyas = [set(normalizar.clave(etiqueta).split()) for etiqueta in self.etiquetas]
        con_letras = any(not palabra.isdecimal() for palabra in dichas)  # «1» no nombra a «Vocalía 1»
        return (
            self.entiende(texto)
            or (con_letras and any(e and (e <= dichas or dichas <= e) for e in suyas))
            or (self.por_raiz and any(_raices(dichas) & _raices(e) for e in suyas))
            or _cerca(texto, self.etiquetas)
        )


def _la_que_abarca(contenidas: Sequence[str], comparable: str) -> str:
    """De las que el texto contiene, la que contiene a las demás; vacía si no hay una, o si él cabe en varias."""
    mayor = max(contenidas, key=len)
    return mayor if mayor in comparable and all(c in mayor for c in contenidas) else ""


def _raices(palabras: set[str]) -> set[str]:
    """De las palabras largas, lo que comparten «coordinador» y «coordinación», «vocal» y «vocalía»."""
    return {palabra[:_RAIZ] for palabra in palabras if len(palabra) >= _RAIZ}


def _cerca(texto: str, etiquetas: Sequence[str]) -> bool:
    return bool(get_close_matches(normalizar.clave(texto), map(normalizar.clave, etiquetas), 1, cutoff=0.7))


def catalogos(definicion: Definicion) -> dict[str, Catalogo]:
    """Columna del importador → su catálogo."""
    del_padron = (*_del_lugar(definicion), *_de_la_persona(definicion))
    return {c.campo: c for c in del_padron} | _de_preguntas(definicion)


def _del_lugar(definicion: Definicion) -> Iterator[Catalogo]:
    territorio = Territorio(definicion)
    fuerzas = tuple(f.siglas for f in definicion.fuerzas)
    municipios = tuple(m.nombre for m in definicion.municipios)
    distritos = tuple(str(d.numero) for d in definicion.distritos)
    cargos = next(pedida.valores for pedida in pedidas(definicion) if pedida.clave == "cargo")

    def de_fuerza(texto: str) -> bool:
        return territorio.fuerza(texto) is not None

    def de_distrito(texto: str) -> bool:
        return territorio.distrito(texto) is not None

    def de_municipio(texto: str) -> bool:
        return bool(territorio.municipio(texto))

    def de_alguno(texto: str) -> bool:
        return de_distrito(texto) or de_municipio(texto)

    yield Catalogo("fuerza", "la fuerza que postula", fuerzas, de_fuerza)
    yield Catalogo("partido", "el partido", fuerzas, de_fuerza)
    yield Catalogo("coalicion", "la alianza", fuerzas, de_fuerza)
    yield Catalogo("cargo", "el cargo", cargos, territorio.nombra_un_cargo, por_raiz=True)
    yield Catalogo("distrito", "el distrito", distritos, de_distrito)
    yield Catalogo("municipio", definicion.territorio.el, municipios, de_municipio)
    yield Catalogo("ambito", "el distrito o el municipio", municipios, de_alguno)


def _de_la_persona(definicion: Definicion) -> Iterator[Catalogo]:
    territorio = Territorio(definicion)
    acciones = tuple(a.nombre for a in definicion.acciones_afirmativas)

    def de_calidad(texto: str) -> bool:
        return bool(normalizar.calidad(texto))

    def de_sexo(texto: str) -> bool:
        return texto.upper() == "M" or bool(normalizar.sexo(texto))

    def de_accion(texto: str) -> bool:
        return not territorio.acciones(texto)[1]

    yield Catalogo("calidad", "si es propietaria o suplente", ("Propietaria", "Suplente"), de_calidad)
    yield Catalogo("sexo", "el sexo", ("Mujer", "Hombre", "No binario"), de_sexo)
    yield Catalogo("medida", "la acción afirmativa", acciones, de_accion, reservado=True)


def _de_preguntas(definicion: Definicion) -> dict[str, Catalogo]:
    curriculares = {
        f"{CURRICULAR}{c.clave}": _de_pregunta(c, c.clave, reservado=False)
        for c in definicion.curricular.campos()
        if c.tipo == "opcion"
    }
    identidad = {
        f"p{c.numero}": _de_pregunta(c, f"p{c.numero}", reservado=True)
        for c in definicion.identidad.campos()
        if c.numero and c.opciones
    }
    return {**curriculares, **identidad}


def _de_pregunta(pregunta: Campo, nombre: str, *, reservado: bool) -> Catalogo:
    etiquetas = tuple(o.etiqueta for o in pregunta.opciones)
    return Catalogo(
        nombre,
        f"«{pregunta.breve}»",
        etiquetas,
        lambda texto: bool(respuestas.opcion_de(pregunta.opciones, texto)),
        reservado,
    )
