"""Lecturas de la base B. Cada una devuelve lo menos que sirve a quien la pide."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Q
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import documentos, matriz
from conoceles.identidad.constancias.halladas import alteradas
from conoceles.identidad.llaves import copia_de_llaves, llavero
from conoceles.identidad.llaves.cifrado import DocumentoIlegible
from conoceles.identidad.models import (
    Bloqueo,
    BorradorIdentidad,
    Candado,
    Consentimiento,
    DocumentoIdentidad,
    VersionDescartada,
)
from conoceles.identidad.permisos import efecto
from conoceles.identidad.permisos.consentimiento import PREGUNTAS, como_respuestas
from conoceles.identidad.permisos.lo_retirado import sin_lo_retirado
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.de_muchas import tandas
from conoceles.proceso.definicion import Cuestionario
from conoceles.proceso.preguntas import condiciones
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas

Completitud = Literal["completa", "incompleta", "vacia"]
Leer = Callable[[Respuestas, Mapping[str, str], Collection[str] | None], dict[str, str | list[str]]]
GRACIA = timedelta(minutes=5)  # lo que un envío en curso puede tardar entre las dos bases


@dataclass(frozen=True)
class Huerfana:
    """Versión sellada en B que ningún envío de A reclama."""

    clave: UUID
    version: int
    en: datetime


@sensitive_variables()
def publicables(
    claves: Collection[UUID],
    cuestionario: Cuestionario,
    *,
    sin_consentir: Mapping[UUID, Collection[str]] | None = None,
    hasta: datetime | None = None,
    leer: Leer = efecto.visibles,
) -> dict[UUID, dict[str, str | list[str]]]:
    """Respuestas que la persona consintió publicar, por clave; quien no consintió falta del resultado.

    Solo de los grupos en que el consentimiento surte efecto, hoy o en `hasta`. `sin_consentir`: grupos que la
    acción afirmativa de esa candidatura manda mostrar (plan §4.6). No incluye «prefiero no contestar», «no
    aplica» ni vacíos: el silencio de quien consintió se ve igual que el de quien no. `leer`: qué se toma de lo de esos grupos;
    de quien no deja nada no hace falta comprobar que nadie lo haya cambiado por fuera.
    """
    vigentes = sin_lo_retirado(documentos.consentidos(claves, hasta), hasta)
    obligados = sin_consentir or {}
    grupos = {
        clave: efecto.con_obligados(efecto.publica(vigentes.get(clave)), obligados.get(clave, ()))
        for clave in claves
    }
    bloqueadas, grupo_de = documentos.bloqueadas(claves), cuestionario.grupo_de()
    muestran = (clave for clave, suyos in grupos.items() if suyos != [] and clave not in bloqueadas)
    con_algo = {
        clave: suyas
        for tanda in tandas(muestran)
        for clave, respuestas in documentos.abiertos(tanda, hasta).items()
        if (suyas := leer(respuestas, grupo_de, grupos[clave]))
    }
    ajenas = alteradas(con_algo.keys())
    return {clave: respuestas for clave, respuestas in con_algo.items() if clave not in ajenas}


@dataclass(frozen=True)
class Permiso:
    """Lo que hoy está autorizado publicar. `grupos` y `surten`: `None` es «todos»; vacío, ninguno."""

    publicacion: bool
    estadistica: bool
    tratamiento: bool
    grupos: efecto.Grupos
    surten: efecto.Grupos
    por_firmar: bool
    aviso_version: str


def permiso(candidatura: Candidatura, *, por: Alcance) -> Permiso | None:
    """El consentimiento vigente; `None` si no se ha enviado. `NoEncontrado` para quien no consiente por ella."""
    matriz.exigir(por, candidatura, "consentir")
    c = documentos.consentimientos([candidatura.clave_identidad]).get(candidatura.clave_identidad)
    if c is None:
        return None
    return Permiso(
        c.publicacion,
        c.estadistica,
        c.tratamiento,
        c.grupos if c.publicacion else [],
        efecto.publica(c),
        efecto.por_firmar(c),
        c.aviso_version,
    )


def completitud(candidatura: Candidatura) -> Completitud:
    """Cuánto hay contestado, consentimiento incluido, sin decir qué: `pnc` y «no aplica» cuentan.

    La candidatura llega ya filtrada por el alcance de quien pregunta.
    """
    return completitudes([candidatura])[candidatura.clave_identidad]


@sensitive_variables()
def completitudes(candidaturas: Collection[Candidatura]) -> dict[UUID, Completitud]:
    """Lo mismo de varias, por su clave de identidad, con las mismas consultas para una que para cien."""
    escrito = _lo_que_hay([c.clave_identidad for c in candidaturas])
    return {c.clave_identidad: _completitud(c, escrito.get(c.clave_identidad, {})) for c in candidaturas}


@sensitive_variables()
def _completitud(candidatura: Candidatura, respuestas: Respuestas | None) -> Completitud:
    """Lo ilegible es algo empezado y sin terminar: quien lo abra sabrá por qué."""
    if respuestas is None:
        return "incompleta"
    if not respuestas:
        return "vacia"
    cuestionario = candidatura.definicion.identidad
    pedidas = [c for c in cuestionario.campos() if c.obligatorio]
    visibles = [c.clave for c in pedidas if condiciones.visible(c, respuestas)]
    consentidas = [f"c_{p}" for p in PREGUNTAS]
    if respuestas.get("c_publicacion") == "grupos":
        consentidas.append("c_grupos")
    faltan = any(not respuestas.get(clave) for clave in (*visibles, *consentidas))
    return "incompleta" if faltan else "completa"


@sensitive_variables()
def _lo_que_hay(claves: Collection[UUID]) -> dict[UUID, dict[str, Respuesta] | None]:
    """El borrador, o lo último sellado; nada si está bloqueado o la llave fue destruida, y `None` si no se puede leer.

    Una fila que otro cliente tocó no cierra la lista de las demás.
    """
    llaves = llavero.obtener_varias(claves)
    legibles = set(llaves) - documentos.bloqueadas(claves)
    escrito: dict[UUID, dict[str, Respuesta] | None] = {}
    for borrador in BorradorIdentidad.objects.filter(clave__in=legibles):
        escrito[borrador.clave] = _del_borrador(borrador, llaves[borrador.clave])
    sellados, consentidos = documentos.ultimos(legibles - set(escrito)), documentos.consentimientos(legibles)
    for clave in sellados.keys() & consentidos.keys():
        leido = documentos.respuestas_de(sellados[clave], llaves[clave])
        escrito[clave] = None if leido is None else leido | como_respuestas(consentidos[clave])
    return escrito


@sensitive_variables()
def _del_borrador(fila: BorradorIdentidad, llave: bytes) -> dict[str, Respuesta] | None:
    try:
        return documentos.abrir_borrador(fila, llave)
    except DocumentoIlegible:
        return None


def escrito_desde(candidatura: Candidatura, momento: datetime) -> bool:
    """Si hay un borrador guardado en ese momento o después, o ya se selló algo desde entonces."""
    clave = candidatura.clave_identidad
    borrador = BorradorIdentidad.objects.filter(clave=clave, en__gte=momento)
    return borrador.exists() or DocumentoIdentidad.objects.filter(clave=clave, en__gte=momento).exists()


def retocadas(claves: Collection[UUID]) -> set[UUID]:
    """De cuáles el borrador que abrió una corrección se volvió a guardar, cambie o no lo que dice."""
    suyos = BorradorIdentidad.objects.filter(clave__in=claves, version__gt=1)
    return set(suyos.values_list("clave", flat=True))


def huerfanas(aceptadas: Collection[tuple[UUID, int]], ahora: datetime) -> list[Huerfana]:
    """Versiones de B sin envío en A, con más de cinco minutos y sin descartar todavía.

    `aceptadas`: pares (clave, versión) que A registró. La sala que escribe en las dos bases decide.
    """
    conocidas = set(aceptadas) | set(VersionDescartada.objects.values_list("clave", "version"))
    filas = DocumentoIdentidad.objects.filter(en__lte=ahora - GRACIA).order_by("id")
    return [
        Huerfana(clave, version, en)
        for clave, version, en in filas.values_list("clave", "version", "en")
        if (clave, version) not in conocidas
    ]


def sin_candado(claves: Collection[UUID]) -> set[UUID]:
    """De esas claves, las que no tienen el candado echado."""
    return set(claves) - con_candado(claves)


def con_candado(claves: Collection[UUID]) -> set[UUID]:
    """De esas claves, las que lo tienen echado."""
    cerradas = set(Candado.objects.filter(cerrado=True).values_list("clave", flat=True))
    return cerradas & set(claves)


def faltantes(aceptadas: Collection[tuple[UUID, int]]) -> list[tuple[UUID, int]]:
    """Pares que A registró y B no tiene: solo los produce restaurar bases de momentos distintos."""
    selladas = set(DocumentoIdentidad.objects.values_list("clave", "version"))
    return sorted(set(aceptadas) - selladas)


def bloqueadas_sin_concluir(concluidas: Collection[UUID], ahora: datetime) -> list[UUID]:
    """Claves bloqueadas hace más de cinco minutos que la base A tiene por vivas: las deja una caída."""
    viejas = Bloqueo.objects.filter(en__lte=ahora - GRACIA).values_list("clave", flat=True)
    return sorted(documentos.bloqueadas(set(viejas)) - set(concluidas))


def sin_bloquear(claves: Iterable[UUID]) -> set[UUID]:
    """De esas claves, las que nadie ha bloqueado."""
    todas = set(claves)
    return todas - documentos.bloqueadas(todas)


def con_llave_destruida(claves: Iterable[UUID]) -> list[UUID]:
    """De esas claves, las que tuvieron llave y se destruyó; no las que nunca tuvieron."""
    muertas = {UUID(clave) for clave in copia_de_llaves.destruidas()}
    return sorted(muertas & set(claves))


def destruidas(claves: Collection[UUID]) -> set[UUID]:
    """De esas claves, las que ya no tienen llave viva: nada suyo se puede leer."""
    return set(claves) - llavero.vivas_de(claves)


def con_algun_permiso() -> list[UUID]:
    """De quiénes lo último que consta deja publicar o contar algo, surta ya o espere su formato."""
    vigentes = documentos.consentidos({*Consentimiento.objects.values_list("clave", flat=True)})
    return sorted(clave for clave, dicho in vigentes.items() if dicho.publicacion or dicho.estadistica)


def ilegibles() -> set[UUID]:
    """De quiénes hay algo sellado que su llave, que vive, ya no abre: lo cambió otro cliente."""
    claves = {*DocumentoIdentidad.objects.values_list("clave", flat=True)}
    return documentos.no_abren(llavero.obtener_varias(claves))


def sin_llave() -> set[UUID]:
    """De quiénes hay algo sellado y ninguna llave viva, sin un acto que las suprimiera: la quitó otro cliente."""
    claves = {*DocumentoIdentidad.objects.values_list("clave", flat=True)}
    actos = Entrada.objects.using(documentos.BASE).filter(acto=Acto.IDENTIDAD_SUPRIMIDA)
    suprimidas = Candidatura.objects.filter(
        Q(folio__in=[*actos.values_list("folio", flat=True)]) | Q(supresion__isnull=False)
    )
    return claves - llavero.vivas_de(claves) - {*suprimidas.values_list("clave_identidad", flat=True)}
