"""Prepara los datos de cada página: funciones puras sobre las fichas congeladas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypedDict

from conoceles.nucleo.texto import slug
from conoceles.proceso.definicion import Cuestionario
from conoceles.publicacion.lectura.fichas import (
    CampoPublico,
    ContiendaPublica,
    Ficha,
    FuerzaPublica,
    NotaPublica,
    RespuestaPublica,
    SeccionPublica,
    SitioPublico,
)
from conoceles.publicacion.sitio import papel

COMUNES = (("edad", "Edad"), ("formula", "Con quién va"))  # se comparan siempre
EN_BREVE = (
    "en_breve",
    "Sus propuestas, en breve",
)  # a quién, metas y plazo: lo corto de lo que propone, antes que su texto
NEGADA = "No"
Celda = tuple[CampoPublico | None, str]  # lo que dice y de qué columna
DE_UN_VISTAZO = 24  # personas: con más, la boleta va lista por lista, y cada una se abre donde está


@dataclass(frozen=True)
class Formula:
    """La propietaria y sus suplentes en una boleta."""

    fuerza: FuerzaPublica
    posicion: int | None
    fichas: tuple[Ficha, ...]
    ancla: str = ""  # la primera de su fuerza


@dataclass(frozen=True)
class Lista:
    """Las fórmulas de una fuerza, por lugar."""

    fuerza: FuerzaPublica
    ancla: str
    formulas: tuple[Formula, ...]


@dataclass(frozen=True)
class Bloque:
    """Un campo principal de la ficha con los que lo detallan."""

    campo: CampoPublico
    detalles: tuple[CampoPublico, ...] = ()


@dataclass(frozen=True)
class Tramo:
    """Una sección de la ficha; con `razon`, toda ella está vacía por lo mismo y se dice una vez."""

    clave: str
    titulo: str
    bloques: tuple[Bloque, ...]
    razon: str = ""
    notas: tuple[NotaPublica, ...] = ()
    de_contacto: bool = False


class Perfil(TypedDict):
    """Lo que pinta la página de un perfil. `negadas`: las preguntas que no autorizó publicar."""

    tramos: tuple[Tramo, ...]
    vacia: bool
    faltantes: tuple[str, ...]
    identidad: list[RespuestaPublica]
    negadas: list[str]


def perfil(ficha: Ficha) -> Perfil:
    """Tramos de la ficha en su orden; uno solo explica lo vacío cuando nada se ha publicado."""
    secciones = en_orden(ficha)
    vacia = not any(c.valores for s in secciones for c in s.campos)
    return {
        "tramos": () if vacia else juntar_vacios([tramo(s, ficha.notas) for s in secciones]),
        "vacia": vacia,
        "faltantes": tuple(s.titulo for s in secciones if any(c.se_pregunta for c in s.campos)),
        "identidad": [r for r in ficha.identidad if r.respuesta != NEGADA],
        "negadas": [r.pregunta for r in ficha.identidad if r.respuesta == NEGADA],
    }


def juntar_vacios(tramos: Sequence[Tramo]) -> tuple[Tramo, ...]:
    """Los apartados vacíos por lo mismo van en uno, al final de los que dicen algo: la razón se lee una vez."""
    llenos = [t for t in tramos if not t.razon or t.notas]
    callados: dict[str, list[Tramo]] = {}
    for t in tramos:
        if t not in llenos:
            callados.setdefault(t.razon, []).append(t)
    juntos = (replace(ts[0], titulo=" · ".join(t.titulo for t in ts)) for ts in callados.values())
    return (*llenos, *juntos)


def en_orden(ficha: Ficha) -> list[SeccionPublica]:
    """Sus secciones como se muestran: primero lo que propone, al final cómo encontrarla."""
    return sorted(ficha.secciones, key=lambda s: s.lugar)


def tramo(seccion: SeccionPublica, notas: Sequence[NotaPublica]) -> Tramo:
    """Agrupa los detalles de cada propuesta con ella y resume lo vacío cuando toda la sección lo está."""
    razones = {c.razon for c in seccion.campos}
    comun = razones.pop() if len(razones) == 1 and not any(c.valores for c in seccion.campos) else ""
    suyas = tuple(n for n in notas if n.seccion == seccion.clave and n.texto != comun)
    return Tramo(
        seccion.clave,
        seccion.titulo,
        tuple(_sin_repetir([*_bloques(seccion.campos)])),
        comun,
        suyas,
        seccion.de_contacto,
    )


def _bloques(campos: tuple[CampoPublico, ...]) -> Iterator[Bloque]:
    claves = {c.clave for c in campos}
    for campo in campos:
        if campo.detalla in claves:
            continue
        hijos = (c for c in campos if c.valores and c.detalla == campo.clave)
        yield Bloque(campo, tuple(replace(c, etiqueta=c.breve or c.etiqueta) for c in hijos))


def _sin_repetir(bloques: Sequence[Bloque]) -> Iterator[Bloque]:
    """Los renglones vacíos por lo mismo, en uno solo, en el lugar del primero."""
    callados: dict[str, list[str]] = {}
    for b in bloques:
        if not b.campo.valores:
            callados.setdefault(b.campo.razon, []).append(b.campo.etiqueta)
    for b in bloques:
        if b.campo.valores:
            yield b
        elif etiquetas := callados.pop(b.campo.razon, []):
            yield replace(b, campo=replace(b.campo, etiqueta=" · ".join(etiquetas)))


def campo(ficha: Ficha, clave: str) -> CampoPublico | None:
    """El renglón de la ficha con esa clave, si se pregunta para el cargo."""
    return next((c for s in ficha.secciones for c in s.campos if c.clave == clave), None)


def comparados(curricular: Cuestionario) -> tuple[tuple[str, str], ...]:
    """Clave y etiqueta de cada renglón: primero lo que propone, y de lo demás los datos cortos antes que lo que se lee."""
    se_compara = [(s.de_propuestas, c) for s in curricular.en_el_perfil() for c in s.campos if c.compara]
    propone = [(c.clave, c.breve) for suya, c in se_compara if suya]
    cortas, largas = (
        [(c.clave, c.breve) for suya, c in se_compara if not suya and (c.tipo == "texto_largo") is es]
        for es in (False, True)
    )
    return (EN_BREVE, *propone, *COMUNES, *cortas, *largas)


def comparables(ficha: Ficha) -> Iterator[CampoPublico]:
    """Los renglones que se comparan, salvo el de sus propuestas en breve."""
    yield from (c for s in en_orden(ficha) for c in s.campos if c.compara)
    edad = (f"{ficha.edad} años",) if ficha.edad else ()
    companera = tuple(f"{c.nombre} ({c.nota})" for c in ficha.companeras)
    faltas = ("Sin dato de edad.", "No hay otra persona registrada con ella.")
    for (clave, etiqueta), valores, falta in zip(COMUNES, (edad, companera), faltas, strict=True):
        yield CampoPublico(clave, etiqueta, valores, falta)


def propuestas(ficha: Ficha) -> Iterator[Bloque]:
    """Cada una con lo que la detalla, en el orden en que se preguntan."""
    return (b for s in en_orden(ficha) if s.de_propuestas for b in _bloques(s.campos))


def en_breve(ficha: Ficha) -> list[tuple[str, tuple[CampoPublico, ...]]]:
    """De cada propuesta que lo diga: a quién va dirigida, sus metas y su plazo."""
    return [(b.campo.breve or b.campo.etiqueta, b.detalles) for b in propuestas(ficha) if b.detalles]


def boleta(contienda: ContiendaPublica) -> dict[str, object]:
    """Fórmulas en el orden anunciado, y la tabla de propuestas."""
    hechas = formulas(contienda)
    columnas = {c.clave: c.breve for f in contienda.fichas for c in _propuestas(f)}
    renglones = [_renglon(f, columnas) for f in contienda.fichas]
    propias = [r for r in renglones if r[0].calidad != "suplente"] or renglones
    return {
        "corte_texto": corte(contienda),
        "corte_de": "boleta",
        "formulas": hechas,
        "listas": listas(hechas),
        "con_otro_nombre": any(f.en_papel for f in contienda.fichas),
        "bloques": bloques(hechas) if contienda.en_bloques else [("", hechas)],
        "columnas": list(columnas.values()),
        "cabe_entera": len(renglones) <= DE_UN_VISTAZO,
        "renglones": propias,
        "tablas": [(fuerza, list(suyos)) for fuerza, suyos in groupby(propias, key=lambda r: r[0].fuerza)],
    }


def _renglon(ficha: Ficha, columnas: Mapping[str, str]) -> tuple[Ficha, list[Celda], str]:
    """Quién, lo que dice en cada columna y, si en todas calla por lo mismo, esa razón: se lee una vez."""
    celdas = [(campo(ficha, c), etiqueta) for c, etiqueta in columnas.items()]
    if not ficha.con_informacion:
        return ficha, celdas, ficha.estado_texto
    razones = {"" if c is None or c.valores else c.razon for c, _ in celdas}
    return ficha, celdas, razones.pop() if len(razones) == 1 else ""


def _propuestas(ficha: Ficha) -> Iterator[CampoPublico]:
    return (c for s in ficha.secciones if s.de_propuestas for c in s.campos if c.compara and c.se_pregunta)


def corte(contienda: ContiendaPublica) -> str:
    """De cuándo es lo más reciente que muestra la boleta, como se lee; vacío si no muestra nada."""
    reciente = max(contienda.fichas, key=lambda f: f.actualizada, default=None)
    return reciente.actualizada_texto if reciente else ""


def formulas(contienda: ContiendaPublica) -> list[Formula]:
    """Cada fórmula con su fuerza; el orden de las fichas ya es el de la boleta."""
    hechas: list[Formula] = []
    for suyas in papel.formulas(contienda.fichas):
        fuerza = suyas[0].fuerza
        otra = not hechas or hechas[-1].fuerza != fuerza
        hechas.append(
            Formula(fuerza, suyas[0].posicion, suyas, f"fuerza-{slug(fuerza.siglas)}" if otra else "")
        )
    return hechas


def bloques(hechas: Sequence[Formula]) -> list[tuple[str, list[Formula]]]:
    """Mujeres, hombres y, si las hay, las demás personas; dentro de cada bloque, el orden anunciado."""
    por_sexo = {"mujer": "Mujeres", "hombre": "Hombres"}
    grupos: dict[str, list[Formula]] = {titulo: [] for titulo in (*por_sexo.values(), "Personas no binarias")}
    for formula in hechas:
        grupos[por_sexo.get(formula.fichas[0].sexo, "Personas no binarias")].append(formula)
    return [(titulo, suyas) for titulo, suyas in grupos.items() if suyas]


def listas(hechas: Sequence[Formula]) -> list[Lista]:
    """Las fórmulas de cada fuerza, juntas."""
    grupos = ((fuerza, tuple(suyas)) for fuerza, suyas in groupby(hechas, key=lambda x: x.fuerza))
    return [Lista(fuerza, suyas[0].ancla, suyas) for fuerza, suyas in grupos]


def por_cargo(sitio: SitioPublico) -> list[tuple[str, list[ContiendaPublica]]]:
    """Contiendas agrupadas por cargo, en su orden."""
    return [
        (nombre, list(suyas)) for nombre, suyas in groupby(sitio.contiendas, key=lambda c: c.cargo_nombre)
    ]


def por_apellido(sitio: SitioPublico) -> list[Ficha]:
    """Todas las fichas, por apellido."""
    return sorted((f for c in sitio.contiendas for f in c.fichas), key=lambda f: (f.nombre_orden, f.folio))


def alfabeto(sitio: SitioPublico) -> list[tuple[str, list[Ficha]]]:
    """Todas las fichas por la inicial de su apellido."""
    grupos = groupby(por_apellido(sitio), key=lambda f: f.nombre_orden[:1].upper())
    return [(letra, list(suyas)) for letra, suyas in grupos]
