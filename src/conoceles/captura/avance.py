"""Qué le falta a cada candidatura y hasta cuándo, de muchas a la vez. De la identidad, solo si está completa."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import prefetch_related_objects

from conoceles.bitacora.estados import SIN_ENVIAR, Estado
from conoceles.candidaturas.consultas import identidades_apartadas
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.calendario.plazos import inicios_de_captura, vence_captura, vence_subsanacion
from conoceles.expediente.consultas import sin_corregir
from conoceles.expediente.models import Observacion, Ronda
from conoceles.identidad import consultas as identidad
from conoceles.proceso.definicion import Definicion, Seccion
from conoceles.proceso.preguntas.validacion import revisar_seccion

IDENTIDAD, FOTOGRAFIA = ("identidad", "Identidad y consentimiento"), ("fotografia", "Fotografía")
Parte = tuple[str, str]  # clave y título


@dataclass(frozen=True)
class Avance:
    """`faltan`: lo que impide enviar, o lo que se pidió corregir y sigue igual. `sugeridas`: lo recomendado sin escribir.

    `iguales`: de lo que falta, lo que se pidió corregir y sigue como se envió.
    """

    faltan: tuple[Parte, ...]
    sugeridas: tuple[Parte, ...]
    identidad: str  # completa, incompleta o vacía; vacío si ya se envió
    vence: date | None
    ajena: bool  # la identidad la contesta la propia persona
    iguales: tuple[Parte, ...] = ()

    @property
    def por_llenar(self) -> str:
        """La clave de la primera parte que falta y que puede llenar quien responde; vacía si ninguna."""
        return next((clave for clave, _ in self.faltan if clave != IDENTIDAD[0] or not self.ajena), "")


def avances(filas: Sequence[Candidatura], definicion: Definicion) -> dict[UUID, Avance]:
    """De cada una, con sus borradores y fotografías ya leídos."""
    contestada = identidad.completitudes([f for f in filas if f.estado in SIN_ENVIAR])
    observadas = _observadas(filas)
    apartadas = identidades_apartadas(filas)
    vencen = _vencen(filas, definicion, observadas)
    siguen = sin_corregir(filas, observadas, definicion)
    return {
        fila.pk: Avance(
            *_partes(fila, definicion, contestada.get(fila.clave_identidad, ""), siguen.get(fila.pk, set())),
            contestada.get(fila.clave_identidad, ""),
            vencen.get(fila.pk),
            fila.pk in apartadas,
            tuple(t for t in _titulos(fila, definicion) if t[0] in siguen.get(fila.pk, ())),
        )
        for fila in filas
    }


def faltan(fila: Candidatura, definicion: Definicion) -> list[str]:
    """De una sola, los títulos de lo que impide enviar o se pidió corregir; ni plazos ni de quién es su identidad."""
    prefetch_related_objects([fila], "borradores", "fotografias")
    contestada = identidad.completitud(fila) if fila.estado in SIN_ENVIAR else ""
    siguen = sin_corregir([fila], _observadas([fila]), definicion).get(fila.pk, set())
    return [titulo for _, titulo in _partes(fila, definicion, contestada, siguen)[0]]


def _titulos(fila: Candidatura, definicion: Definicion) -> list[Parte]:
    secciones = definicion.para(fila.formula.contienda.cargo).curricular.secciones
    return [FOTOGRAFIA, *((s.clave, s.titulo) for s in secciones), IDENTIDAD]


def _partes(
    fila: Candidatura,
    definicion: Definicion,
    contestada: str,
    siguen: Collection[str],
) -> tuple[tuple[Parte, ...], tuple[Parte, ...]]:
    cuestionario, titulos = (
        definicion.para(fila.formula.contienda.cargo).curricular,
        _titulos(fila, definicion),
    )
    if fila.estado not in SIN_ENVIAR and fila.estado != Estado.OBSERVADA:
        return (), ()
    niveles = {s.clave: _nivel(s, fila) for s in cuestionario.secciones}
    if fila.estado == Estado.OBSERVADA:
        return tuple(t for t in titulos if t[0] in siguen or niveles.get(t[0]) == "error"), ()
    niveles["identidad"] = "" if contestada == "completa" else "error"
    if not fila.fotografias.all():
        niveles["fotografia"] = "error" if cuestionario.fotografia_obligatoria else "aviso"
    faltan, sugeridas = (
        tuple(t for t in titulos if niveles.get(t[0]) == nivel) for nivel in ("error", "aviso")
    )
    return faltan, sugeridas


def _nivel(seccion: Seccion, fila: Candidatura) -> str:
    """Lo peor que se le halla a una sección: `error`, `aviso` o nada."""
    escrito = {k: v for b in fila.borradores.all() for k, v in b.contenido.items()}
    niveles = {h.nivel for h in revisar_seccion(seccion, escrito, envio=True)}
    return "error" if "error" in niveles else "aviso" if niveles else ""


def _observadas(filas: Iterable[Candidatura]) -> dict[UUID, dict[str, datetime]]:
    """Candidatura → sección observada en su última ronda → cuándo."""
    suyas = Observacion.objects.filter(candidatura__in=[f.pk for f in filas if f.estado == Estado.OBSERVADA])
    rondas: dict[UUID, dict[int, dict[str, datetime]]] = {}
    for pk, ronda, seccion, en in suyas.values_list("candidatura_id", "ronda", "seccion", "en"):
        rondas.setdefault(pk, {}).setdefault(ronda, {})[seccion] = en
    return {pk: de_ronda[max(de_ronda)] for pk, de_ronda in rondas.items()}


def _vencen(
    filas: Iterable[Candidatura], definicion: Definicion, observadas: dict[UUID, dict[str, datetime]]
) -> dict[UUID, date]:
    pendientes = [f.pk for f in filas if f.estado in SIN_ENVIAR]
    rondas = Ronda.objects.filter(candidatura__in=pendientes, numero=1)
    inicios = inicios_de_captura(definicion.clave, rondas)
    captura = {pk: vence_captura(definicion.calendario, en) for pk, en in inicios.items()}
    correccion = {pk: vence_subsanacion(definicion, max(de.values())) for pk, de in observadas.items()}
    return captura | correccion
