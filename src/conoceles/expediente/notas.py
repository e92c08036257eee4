"""Notas neutras para el perfil público: por qué ya no está, qué se ocultó y qué se corrigió de oficio."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from conoceles.bitacora.estados import SIN_PERFIL, Estado
from conoceles.candidaturas.models import Candidatura, CorreccionDeNombre
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.models import Conclusion, CorreccionOficial, SeccionOculta
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso.preguntas.cuestionario import Respuesta

FRASES: dict[str, str] = {
    Estado.SUSTITUIDA: "Esta candidatura fue sustituida",
    Estado.CANCELADA: "El registro de esta candidatura fue cancelado",
    Estado.RENUNCIA: "La persona renunció a esta candidatura",
}
OCULTA = "Esta sección no se muestra por orden de autoridad (expediente {})."
CORREGIDA = {
    "error_propio": "La autoridad electoral corrigió un error propio en este perfil",
    "orden": "Este perfil se corrigió por orden de autoridad",
}
NOMBRE_CORREGIDO = "La autoridad electoral corrigió cómo está escrito el nombre o el sobrenombre"


@dataclass(frozen=True)
class Correccion:
    """La nota de una corrección de oficio y los campos curriculares que cambió."""

    texto: str
    campos: tuple[str, ...]


@dataclass(frozen=True)
class Antes:
    """A quién sustituyó y el día del acuerdo. `nombre` vacío: sus datos se suprimieron y ya no se dice."""

    dia: date
    folio: str
    nombre: str


@dataclass(frozen=True)
class Notas:
    """`conclusion` no vacía: en vez del perfil va solo esa frase. `sustituta`: folio de quien entró."""

    conclusion: str = ""
    sustituta: str = ""
    ocultas: dict[str, str] = field(default_factory=dict)  # sección → nota
    correcciones: tuple[Correccion, ...] = ()
    antes: tuple[Antes, ...] = ()  # en lugar de quiénes está, de la más reciente a la primera


def notas_publicas(folio: str) -> Notas:
    """Las notas de una candidatura, sin dato alguno de la persona. `NoEncontrado` si el folio no existe."""
    fila = Candidatura.objects.filter(folio=folio).values_list("proceso_id", flat=True).first()
    if fila is None:
        raise NoEncontrado("No existe esa candidatura.")
    return notas_de([folio]).get(folio, Notas())


def notas_de(folios: Collection[str] | None = None, *, proceso: str = "") -> dict[str, Notas]:
    """Folio → notas, solo de quienes tienen alguna; por folios o de una elección entera, en pocas consultas."""
    filtro = (
        {"candidatura__folio__in": list(folios)} if folios is not None else {"candidatura__proceso": proceso}
    )
    entradas = _entradas(folios, proceso)
    conclusiones: dict[str, tuple[str, str]] = {}
    concluidas = Conclusion.objects.filter(**filtro, candidatura__estado__in=SIN_PERFIL)
    for fila in concluidas.order_by("pk").select_related("candidatura", "sustituta"):
        frase = f"{FRASES[fila.estado]} ({fila.acuerdo}, {en_palabras(fila.fecha_acuerdo)})."
        conclusiones[fila.candidatura.folio] = (frase, fila.sustituta.folio if fila.sustituta else "")
    ocultas: dict[str, dict[str, str]] = {}
    for orden in SeccionOculta.objects.filter(**filtro, fin_en=None).select_related("candidatura"):
        ocultas.setdefault(orden.candidatura.folio, {})[orden.seccion] = OCULTA.format(orden.expediente)
    correcciones = _correcciones(filtro)
    return {
        folio: Notas(
            *conclusiones.get(folio, ("", "")),
            ocultas.get(folio, {}),
            tuple(correcciones.get(folio, ())),
            entradas.get(folio, ()),
        )
        for folio in {*conclusiones, *ocultas, *correcciones, *entradas}
    }


def _correcciones(filtro: Mapping[str, str | list[str]]) -> dict[str, list[Correccion]]:
    hechas = list(
        CorreccionOficial.objects.filter(**filtro, causa__in=CORREGIDA)
        .order_by("pk")
        .select_related("candidatura", "version")
    )
    versiones = VersionCurricular.objects.filter(candidatura__in={c.candidatura_id for c in hechas})
    contenidos = {(v.candidatura_id, v.numero): v.contenido for v in versiones}
    notas: dict[str, list[Correccion]] = {}
    for c in hechas:
        texto = f"{CORREGIDA[c.causa]} ({c.acuerdo}, {en_palabras(c.fecha_acuerdo)})."
        campos: tuple[str, ...] = ()
        if c.version:
            campos = _cambiados(
                contenidos.get((c.candidatura_id, c.version.numero - 1), {}), c.version.contenido
            )
        notas.setdefault(c.candidatura.folio, []).append(Correccion(texto, campos))
    for n in CorreccionDeNombre.objects.filter(**filtro).select_related("candidatura"):
        texto = f"{NOMBRE_CORREGIDO} ({n.acuerdo}, {en_palabras(n.fecha_acuerdo)})."
        notas.setdefault(n.candidatura.folio, []).append(Correccion(texto, ()))
    return notas


def _cambiados(antes: dict[str, Respuesta], ahora: dict[str, Respuesta]) -> tuple[str, ...]:
    return tuple(sorted(c for c in antes.keys() | ahora.keys() if antes.get(c) != ahora.get(c)))


def _entradas(folios: Collection[str] | None, proceso: str) -> dict[str, tuple[Antes, ...]]:
    """Folio de quien entró por sustitución → a quién sustituyó, y a quién sustituyó esa, hasta la primera."""
    if folios is not None:
        elecciones = set(Candidatura.objects.filter(folio__in=list(folios)).values_list("proceso", flat=True))
    else:
        elecciones = {proceso}
    filas = Conclusion.objects.filter(sustituta__proceso__in=elecciones, candidatura__estado__in=SIN_PERFIL)
    campos = (
        "sustituta__folio", "fecha_acuerdo", "candidatura__folio", "candidatura__persona__nombre", "candidatura__estado",
    )  # fmt: skip
    previas = {
        entro: Antes(dia, folio, "" if estado == Estado.SUPRIMIDA else nombre)
        for entro, dia, folio, nombre, estado in filas.order_by("pk").values_list(*campos)
    }
    pedidas = previas.keys() if folios is None else previas.keys() & set(folios)
    return {folio: tuple(_hacia_atras(folio, previas)) for folio in pedidas}


def _hacia_atras(folio: str, previas: Mapping[str, Antes]) -> Iterator[Antes]:
    while antes := previas.get(folio):
        yield antes
        folio = antes.folio
