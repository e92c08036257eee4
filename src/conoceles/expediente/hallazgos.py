"""Arma el caso de cada candidatura enviada y le aplica las reglas, por lotes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from conoceles.candidaturas.consultas import definicion_de, edad
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.reglas import Ajena, Caso, FotoDelCaso, HallazgoDeRevision, aplicar
from conoceles.expediente.reglas.comun import contactos, trozos
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Cuestionario, Definicion

Hallazgos = dict[UUID, list[HallazgoDeRevision]]


def de(candidatura: Candidatura, *, hoy: date) -> list[HallazgoDeRevision]:
    """Lo que las reglas señalan en lo último enviado; vacío si no hay nada enviado."""
    return de_varias([candidatura], hoy=hoy).get(candidatura.pk, [])


def de_varias(candidaturas: Iterable[Candidatura], *, hoy: date) -> Hallazgos:
    """Hallazgos por candidatura, todas de la misma elección; quien no ha enviado falta del resultado.

    `hoy` es el día local: la fotografía se mide contra el inicio de la publicación, o contra hoy si ya empezó.
    """
    lista = list(candidaturas)
    if not lista:
        return {}
    definicion = proceso.definicion(lista[0].proceso_id)
    personas = dict(Candidatura.objects.filter(proceso=lista[0].proceso_id).values_list("pk", "persona_id"))
    versiones = curricular.vigentes(personas)
    folios = dict(Candidatura.objects.filter(pk__in=list(versiones)).values_list("pk", "folio"))
    ajenas = {pk: _ajena(folios[pk], version, definicion.curricular) for pk, version in versiones.items()}
    return {
        fila.pk: aplicar(
            _caso(
                fila,
                versiones[fila.pk],
                definicion,
                tuple(a for pk, a in ajenas.items() if personas[pk] != fila.persona_id),
                hoy,
            )
        )
        for fila in lista
        if fila.pk in versiones
    }


def _ajena(folio: str, version: VersionCurricular, curricular: Cuestionario) -> Ajena:
    largos = {c: trozos(v) for c, v in version.contenido.items() if isinstance(v, str) and len(v) > 100}
    return Ajena(folio, largos, frozenset(contactos(version.contenido, curricular)))


def _caso(
    fila: Candidatura,
    version: VersionCurricular,
    definicion: Definicion,
    ajenas: tuple[Ajena, ...],
    hoy: date,
) -> Caso:
    foto, corte = version.fotografia, definicion.calendario.dia(definicion.edad_al)
    publica = max(fila.definicion.calendario.dia("publicacion_inicio") or hoy, hoy)
    return Caso(
        contenido=version.contenido,
        foto=FotoDelCaso(foto.fecha_toma, publica, foto.fecha_archivo) if foto else None,
        cuestionario=definicion_de(fila).curricular,
        reglas_foto=definicion.fotografia,
        edad=edad(fila.persona, corte or hoy),
        nacimiento=fila.persona.fecha_nacimiento,
        fuerza=fila.formula.fuerza.siglas,
        fuerzas=definicion.fuerzas,
        revision=definicion.revision,
        ajenas=ajenas,
        hoy=hoy,
        entidad=definicion.entidad,
    )
