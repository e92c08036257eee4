"""Lo que las pantallas leen de un expediente."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import QuerySet

from conoceles.bitacora.estados import CON_CONTENIDO, ESPERAN
from conoceles.candidaturas.consultas import definicion_de
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.models import Papel
from conoceles.curricular import consultas as curricular
from conoceles.curricular.models import Fotografia, VersionCurricular
from conoceles.expediente.models import AvisoLeido, Envio, Observacion, Ronda
from conoceles.identidad import consultas as identidad
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso.definicion import Definicion, Seccion
from conoceles.proceso.preguntas.cuestionario import Respuesta
from conoceles.proceso.preguntas.validacion import revisar_seccion

_LEYO = Preparada(
    lambda candidatura, version, por: AvisoLeido.objects.filter(
        candidatura=candidatura, version=version, por=por
    ).values_list("pk")[:1]
)
_LEYERON = Preparada(
    lambda candidatura, version: AvisoLeido.objects.filter(
        candidatura=candidatura, version=version
    ).values_list("pk")[:1]
)
_OBSERVADO = Preparada(
    lambda candidatura: (
        Observacion.objects.filter(candidatura=candidatura).order_by("ronda").values_list("seccion", "texto")
    )
)


class ConEstado(Protocol):
    """Una candidatura, o lo que de ella haga falta para saber qué se publica."""

    @property
    def pk(self) -> UUID: ...
    @property
    def folio(self) -> str: ...
    @property
    def estado(self) -> str: ...


@dataclass(frozen=True)
class Tarea:
    """Un renglón de la lista de tareas. `estado`: vacia, en_proceso, completa u observada."""

    clave: str
    titulo: str
    estado: str
    abierta: bool
    nota: str = ""


@dataclass(frozen=True)
class DatosAcuse:
    """Lo que dice el acuse; nada de identidad salvo su compromiso."""

    acuse: str
    folio: str
    proceso: str
    proceso_nombre: str
    nombre: str
    contienda: str
    fuerza: str
    calidad: str
    ronda: int
    extemporaneo: bool
    recibido: datetime
    registrado: datetime
    zona: str
    por: str
    huella_curricular: str
    compromiso_identidad: str
    cabeza_identidad: str


def tareas(candidatura: Candidatura, ronda: Ronda | None, *, leido: bool) -> list[Tarea]:
    """Lo que hay que capturar, en orden, con su avance y si hoy se puede tocar: en esa ronda, y con el aviso leído."""
    return list(tareas_tras("", candidatura, ronda, leido=leido))


def tareas_tras(tras: str, candidatura: Candidatura, ronda: Ronda | None, *, leido: bool) -> Iterator[Tarea]:
    """Las que siguen a esa, o todas si no es ninguna; de cada una se averigua su avance cuando se llega a ella."""
    definicion = definicion_de(candidatura)
    borrador = curricular.borrador(candidatura)
    notas = notas_de_observacion(candidatura)
    corregidas = (
        set(notas) - sin_corregir([candidatura], {candidatura.pk: notas}, definicion)[candidatura.pk]
        if notas
        else set()
    )

    def tarea(clave: str, titulo: str, estado: str) -> Tarea:
        se_abre = leido and ronda is not None and ronda.abre(clave)
        nota = notas.get(clave, "") if se_abre else ""
        return Tarea(
            clave, titulo, "observada" if nota and clave not in corregidas else estado, se_abre, nota
        )

    secciones = definicion.curricular.secciones
    claves = ["fotografia", *(s.clave for s in secciones), "identidad"]
    desde = claves.index(tras) + 1 if tras in claves else 0
    if desde == 0:
        yield tarea("fotografia", "Fotografía", "completa" if curricular.fotografia(candidatura) else "vacia")
    for seccion in secciones[max(desde - 1, 0) :]:
        contenido = borrador.get(seccion.clave, ({}, 0))[0]
        yield tarea(seccion.clave, seccion.titulo, _avance(seccion, contenido))
    if desde < len(claves):
        avance = {"incompleta": "en_proceso"}.get(e := identidad.completitud(candidatura), e)
        yield tarea("identidad", "Cuestionario de identidad y consentimiento", avance)


def _corregidas(
    definicion: Definicion,
    enviada: VersionCurricular | None,
    escrito: Mapping[str, dict[str, Respuesta]],
    foto: Fotografia | None,
    *,
    retocada: bool,
) -> set[str]:
    """Las partes que ya no dicen lo que se envió. De la identidad, cifrada, si se volvió a guardar."""
    antes: dict[str, Respuesta] = enviada.contenido if enviada else {}
    distintas = {
        s.clave
        for s in definicion.curricular.secciones
        if any(
            (escrito.get(s.clave, {}).get(c.clave) or None) != (antes.get(c.clave) or None) for c in s.campos
        )
    }
    otra = enviada is not None and enviada.fotografia_id != (foto.pk if foto else None)
    return distintas | ({"identidad"} if retocada else set()) | ({"fotografia"} if otra else set())


def sin_corregir(
    filas: Iterable[Candidatura], observadas: Mapping[UUID, Collection[str]], definicion: Definicion
) -> dict[UUID, set[str]]:
    """De esas, las partes que siguen como se enviaron. `observadas`: las de la última ronda de cada una.

    Con sus borradores y fotografías ya leídos, las mismas consultas para una que para cien.
    """
    suyas = [fila for fila in filas if fila.pk in observadas]
    enviadas = curricular.vigentes(fila.pk for fila in suyas)
    retocadas = identidad.retocadas([fila.clave_identidad for fila in suyas])
    return {
        fila.pk: set(observadas[fila.pk])
        - _corregidas(
            definicion.para(fila.formula.contienda.cargo),
            enviadas.get(fila.pk),
            {b.seccion: b.contenido for b in fila.borradores.all()},
            next((f for f in fila.fotografias.all() if f.motivo == "captura"), None),
            retocada=fila.clave_identidad in retocadas,
        )
        for fila in suyas
    }


def aviso_leido(candidatura: Candidatura, por: Alcance) -> bool:
    """Si quien actúa ya leyó los avisos en su versión vigente (`avisos_leidos`)."""
    version = candidatura.definicion.version_de_avisos
    if por.papel == Papel.CANDIDATURA:
        return bool(_LEYO(candidatura.pk, version, por.actor))
    return bool(_LEYERON(candidatura.pk, version))


def avisos_leidos(candidatura: Candidatura, por: Alcance) -> QuerySet[AvisoLeido]:
    """Las constancias que le valen: a la persona candidata, la suya; a quienes responden por ella, cualquiera."""
    leidos = AvisoLeido.objects.filter(candidatura=candidatura)
    return leidos.filter(por=por.actor) if por.papel == Papel.CANDIDATURA else leidos


def _avance(seccion: Seccion, contenido: dict[str, Respuesta]) -> str:
    if not any(contenido.values()):
        return "vacia"
    return "en_proceso" if revisar_seccion(seccion, contenido, envio=True) else "completa"


def notas_de_observacion(candidatura: Candidatura) -> dict[str, str]:
    """Sección observada → lo que se pidió corregir en la última ronda enviada."""
    return dict(_OBSERVADO(candidatura.pk))


def secciones_publicables(
    definicion: Definicion,
    candidaturas: Sequence[ConEstado],
    *,
    estados: Mapping[str, str] | None = None,
    hasta: datetime | None = None,
) -> dict[UUID, frozenset[str]]:
    """Qué secciones de lo último enviado ya pueden publicarse, con `fotografia` e `identidad`, de cada candidatura.

    Todas son de esa elección; hoy o, con sus `estados` por folio, en `hasta`. De la validada o publicada, todas. De
    la observada, o vuelta a enviar tras observarse, todas menos las observadas en la última vuelta: el instituto ya
    miró las demás (plan §6.2). En cualquier otro estado, ninguna.
    """
    todas = frozenset({"fotografia", "identidad", *(s.clave for s in definicion.curricular.secciones)})
    de_entonces = estados or {}
    observadas: dict[UUID, dict[int, set[str]]] = {}
    esperan = [c for c in candidaturas if de_entonces.get(c.folio, c.estado) in ESPERAN]
    filas = Observacion.objects.filter(candidatura__in=[c.pk for c in esperan])
    if hasta is not None:
        filas = filas.filter(en__lte=hasta)
    for pk, ronda, seccion in filas.values_list("candidatura_id", "ronda", "seccion"):
        observadas.setdefault(pk, {}).setdefault(ronda, set()).add(seccion)

    def publicables(fila: ConEstado) -> frozenset[str]:
        if de_entonces.get(fila.folio, fila.estado) in CON_CONTENIDO:
            return todas
        rondas = observadas.get(fila.pk)
        return todas - rondas[max(rondas)] if rondas else frozenset()

    return {fila.pk: publicables(fila) for fila in candidaturas}


def acuses(alcance: Alcance, proceso_: str) -> dict[str, tuple[str, datetime]]:
    """Folio → último acuse y cuándo se recibió, de lo que el alcance ya envió."""
    suyas = Candidatura.objects.en(alcance).filter(proceso=proceso_)
    filas = Envio.objects.filter(candidatura__in=suyas).order_by("ronda")
    return {f: (a, en) for f, a, en in filas.values_list("candidatura__folio", "acuse", "en")}


def acuses_anteriores(candidatura: Candidatura) -> list[str]:
    """Los números de acuse de sus envíos, menos el último, del más reciente al primero."""
    return list(
        Envio.objects.filter(candidatura=candidatura).order_by("-ronda").values_list("acuse", flat=True)
    )[1:]


def acuse(alcance: Alcance, folio: str, numero: str = "") -> DatosAcuse:
    """Datos de ese acuse de la candidatura o, sin `numero`, del último. `NoEncontrado` si no hay o no le toca."""
    candidatura = Candidatura.objects.en(alcance).con_todo().filter(folio=folio).first()
    suyos = Envio.objects.filter(candidatura=candidatura, **({"acuse": numero} if numero else {}))
    envio = suyos.order_by("-ronda").first() if candidatura else None
    if candidatura is None or envio is None:
        raise NoEncontrado("No existe ese acuse.")
    formula = candidatura.formula
    return DatosAcuse(
        acuse=envio.acuse,
        folio=candidatura.folio,
        proceso=candidatura.proceso_id,
        proceso_nombre=candidatura.proceso.nombre,
        nombre=candidatura.nombre,
        contienda=" · ".join(
            filter(None, (formula.contienda.nombre, candidatura.puesto, formula.contienda.ambito))
        ),
        fuerza=formula.fuerza.nombre,
        calidad=candidatura.calidad_dicha,
        ronda=envio.ronda,
        extemporaneo=envio.extemporaneo,
        recibido=envio.recibido,
        registrado=envio.en,
        zona=candidatura.definicion.calendario.zona,
        por=envio.nombre_por or envio.por,
        huella_curricular=envio.huella_curricular,
        compromiso_identidad=envio.compromiso_identidad,
        cabeza_identidad=envio.cabeza_identidad,
    )
