"""Las pantallas del análisis cualitativo: el avance, la lectura propia y un desacuerdo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from conoceles.candidaturas import consultas as candidaturas
from conoceles.evaluacion import ayudas, resultados
from conoceles.evaluacion import consultas as evaluaciones
from conoceles.evaluacion.concordancia import Concordancia
from conoceles.evaluacion.models import Conclusion, Evaluacion, Propuesta
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso import consultas as proceso
from conoceles.proceso.preguntas.cuestionario import NO_SE_PREGUNTA
from conoceles.proceso.preguntas.legible import legible
from conoceles.proceso.rubrica import Rubrica, Rubro
from conoceles.revision.cola import lugar


@dataclass(frozen=True)
class PorLeer:
    folio: str
    nombre: str
    lugar: str


@dataclass(frozen=True)
class Inicio:
    """El avance de todas y lo que le toca a quien mira."""

    proceso: str
    rubrica: Rubrica
    avance: evaluaciones.Avance
    concordancia: Concordancia
    abiertas: tuple[PorLeer, ...]
    cerradas: int
    desacuerdos: tuple[PorLeer, ...]
    concluida: Conclusion | None


@dataclass(frozen=True)
class Marca:
    """Una variable en el formulario. `si` es `None` si aún no se marca; `de_ellas`, lo que dijo cada lectura."""

    clave: str
    enunciado: str
    puntos: int
    depende_de: str
    si: bool | None
    de_ellas: tuple[bool, bool] | None = None
    propuesta: bool | None = None  # lo que propone la otra persona


@dataclass(frozen=True)
class Bloque:
    titulo: str
    puntos: int
    fotografia: bool
    respuestas: tuple[tuple[str, str], ...]
    ayudas: tuple[ayudas.Ayuda, ...]
    marcas: tuple[Marca, ...]


@dataclass(frozen=True)
class Lectura:
    """Una candidatura con su rúbrica, para marcar o ya cerrada."""

    evaluacion: Evaluacion
    nombre: str
    lugar: str
    bloques: tuple[Bloque, ...]
    aparte: tuple[tuple[str, str], ...]  # lo que se lee y no se puntúa


def inicio(alcance: Alcance) -> Inicio | None:
    """`None` sin elección abierta o sin rúbrica."""
    vigente = proceso.elegida(alcance)
    rubrica = proceso.definicion(vigente.clave).rubrica if vigente else Rubrica()
    if vigente is None or not rubrica.rubros:
        return None
    propias = Evaluacion.objects.en(alcance).filter(candidatura__proceso=vigente, evaluador=alcance.actor)
    abiertas = propias.filter(cerrada_en=None).select_related("candidatura")
    return Inicio(
        proceso=vigente.nombre,
        rubrica=rubrica,
        avance=evaluaciones.avance(vigente.clave),
        concordancia=resultados.leer(vigente.clave, rubrica).concordancia(rubrica.claves()),
        abiertas=tuple(_renglon(alcance, e.candidatura.folio) for e in abiertas),
        cerradas=propias.exclude(cerrada_en=None).count(),
        desacuerdos=tuple(_renglon(alcance, c.folio) for c in evaluaciones.en_desacuerdo(vigente.clave)),
        concluida=evaluaciones.concluida(vigente.clave),
    )


def _renglon(alcance: Alcance, folio: str) -> PorLeer:
    fila = candidaturas.obtener(alcance, folio)
    return PorLeer(folio, fila.nombre, lugar(fila))


def lectura(alcance: Alcance, folio: str, hoy: date, dichas: Mapping[str, bool] | None = None) -> Lectura:
    """La propia, con lo ya guardado o con lo que se acaba de escribir. `NoEncontrado` si no la tomó."""
    fila = evaluaciones.propia(alcance, folio)
    candidatura = candidaturas.obtener(alcance, folio)
    definicion = candidatura.definicion
    pistas = ayudas.de(fila, definicion, hoy)
    marcas = fila.marcas if dichas is None else dichas
    citados = {campo for r in definicion.rubrica.rubros for campo in r.campos}
    return Lectura(
        evaluacion=fila,
        nombre=candidatura.nombre,
        lugar=lugar(candidatura),
        bloques=tuple(_bloque(fila, r, marcas, pistas) for r in definicion.rubrica.rubros),
        aparte=_respuestas(
            fila, tuple(c.clave for c in definicion.curricular.campos() if c.clave not in citados)
        ),
    )


def _bloque(fila: Evaluacion, rubro: Rubro, marcas: Mapping[str, bool], pistas: list[ayudas.Ayuda]) -> Bloque:
    return Bloque(
        titulo=rubro.titulo,
        puntos=rubro.puntos,
        fotografia=rubro.fotografia,
        respuestas=_respuestas(fila, rubro.campos),
        ayudas=tuple(p for p in pistas if p.campo in rubro.campos),
        marcas=tuple(
            _marca(rubro, n, marcas.get(f"{rubro.clave}.{v.clave}")) for n, v in enumerate(rubro.variables)
        ),
    )


def _marca(rubro: Rubro, numero: int, si: bool | None, de_ellas: tuple[bool, bool] | None = None) -> Marca:
    variable = rubro.variables[numero]
    previa = next((v.enunciado for v in rubro.variables if v.clave == variable.depende_de), "")
    return Marca(f"{rubro.clave}.{variable.clave}", variable.enunciado, variable.puntos, previa, si, de_ellas)


def _respuestas(fila: Evaluacion, claves: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    campos = {c.clave: c for c in fila.candidatura.definicion.curricular.campos()}
    cargo, contenido = fila.candidatura.formula.contienda.cargo, fila.version.contenido
    return tuple(
        (
            campos[c].etiqueta,
            legible(campos[c], contenido.get(c)) if campos[c].se_pregunta_a(cargo) else NO_SE_PREGUNTA,
        )
        for c in claves
    )


@dataclass(frozen=True)
class Desacuerdo:
    """Lo que dos lecturas marcaron distinto. `forma`: cómo puede resolverlo quien mira. `ajena`: qué propuso la otra."""

    folio: str
    nombre: str
    lugar: str
    forma: str
    nombres: tuple[str, ...]
    bloques: tuple[Bloque, ...]
    propia: Propuesta | None
    ajena: Propuesta | None


def desacuerdo(alcance: Alcance, folio: str, dichas: Mapping[str, bool] | None = None) -> Desacuerdo:
    """`NoEncontrado` mientras no haya dos lecturas cerradas que difieran."""
    candidatura = candidaturas.obtener(alcance, folio)
    distintas = evaluaciones.desacuerdo(alcance, candidatura)
    filas = list(
        Evaluacion.objects.en(alcance)
        .filter(candidatura=candidatura)
        .select_related("version")
        .order_by("lectura")
    )
    if not filas:
        raise NoEncontrado("No existe ese desacuerdo.")
    leyo = evaluaciones.leyo(alcance, candidatura)
    propuestas = evaluaciones.propuestas(candidatura) if leyo else []
    propia = next((p for p in propuestas if p.por == alcance.actor), None)
    ajena = next((p for p in propuestas if p.por != alcance.actor), None)
    marcadas = dichas if dichas is not None else propia.marcas if propia else {}
    rubrica = candidatura.definicion.rubrica
    bloques = (
        _en_desacuerdo(filas[0], r, distintas, marcadas, ajena.marcas if ajena else {})
        for r in rubrica.rubros
    )
    return Desacuerdo(
        folio=folio,
        nombre=candidatura.nombre,
        lugar=lugar(candidatura),
        forma="acuerdo" if leyo else "tercera",
        nombres=tuple(f.nombre for f in filas),
        bloques=tuple(b for b in bloques if b.marcas),
        propia=propia,
        ajena=ajena,
    )


def _en_desacuerdo(
    fila: Evaluacion,
    rubro: Rubro,
    distintas: Mapping[str, tuple[bool, bool]],
    dichas: Mapping[str, bool],
    ajenas: Mapping[str, bool],
) -> Bloque:
    claves = [f"{rubro.clave}.{v.clave}" for v in rubro.variables]
    marcas = tuple(
        replace(_marca(rubro, n, dichas.get(c), distintas[c]), propuesta=ajenas.get(c))
        for n, c in enumerate(claves)
        if c in distintas
    )
    return Bloque(rubro.titulo, rubro.puntos, rubro.fotografia, _respuestas(fila, rubro.campos), (), marcas)
