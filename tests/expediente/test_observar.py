"""Observar abre una sola sección; subsanar da otro acuse y vuelve a cerrar."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.consultas import de_folio
from conoceles.expediente.actos.decisiones import observar, tomar, validar
from conoceles.expediente.actos.operaciones import marcar_publicadas
from conoceles.expediente.consultas import tareas
from conoceles.expediente.rondas import abierta
from conoceles.identidad import borradores
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas
from personas import (
    COMISION,
    CORA,
    CURRICULAR,
    LARGO,
    SISTEMA,
    consentir,
    de_partido,
    enviar,
    guardar,
    guardar_identidad,
    identidad_completa,
)

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.models import Observacion

EXPLICACION = "Indique los años de cada empleo que menciona."


def _observar(
    candidatura: Candidatura,
    ahora: datetime,
    seccion: str = "historia",
    *,
    motivo: str = "incompleta",
    texto: str = EXPLICACION,
    por: Alcance = CORA,
) -> Observacion:
    hecha = observar(
        candidatura=candidatura, seccion=seccion, motivo=motivo, texto=texto, por=por, ahora=ahora
    )
    candidatura.refresh_from_db()
    return hecha


@pytest.mark.postgres
def test_observar_abre_solo_esa_seccion(en_revision: Candidatura, ahora: datetime) -> None:
    _observar(en_revision, ahora)
    assert en_revision.estado == "observada"
    guardar(en_revision, "historia", {"historia": f"{LARGO} De 2001 a 2013."}, ahora)
    for seccion in CURRICULAR.keys() - {"historia"} | {"motivo", "contacto"}:
        with pytest.raises(ErrorDeDominio, match="no está abierta"):
            guardar(en_revision, seccion, {"x": "otra cosa"}, ahora)


def test_observar_lo_curricular_no_reabre_identidad(en_revision: Candidatura, ahora: datetime) -> None:
    _observar(en_revision, ahora)
    assert borradores.leer(candidatura=en_revision, por=de_partido(en_revision)) == ({}, 0)


def test_la_lista_de_tareas_senala_lo_observado(en_revision: Candidatura, ahora: datetime) -> None:
    _observar(en_revision, ahora)
    abiertas = {
        t.clave: (t.estado, t.nota)
        for t in tareas(en_revision, abierta(en_revision, ahora), leido=True)
        if t.abierta
    }
    assert abiertas == {"historia": ("observada", EXPLICACION)}


@pytest.mark.postgres
def test_subsanar_da_un_segundo_acuse_y_conserva_el_sello(en_revision: Candidatura, ahora: datetime) -> None:
    primero = en_revision.envios.get()
    _observar(en_revision, ahora)
    guardar(en_revision, "historia", {"historia": f"{LARGO} De 2001 a 2013."}, ahora)
    segundo = enviar(en_revision, ahora)
    assert (en_revision.estado, segundo.ronda) == ("enviada", 2)
    assert segundo.acuse != primero.acuse
    assert segundo.version.origen == "subsanacion"
    assert segundo.version.contenido["trayectoria"] == LARGO
    assert segundo.compromiso_identidad == primero.compromiso_identidad
    with pytest.raises(ErrorDeDominio, match="ya se envió"):
        guardar(en_revision, "historia", {"historia": "tarde"}, ahora)


def test_observar_cuantas_veces_diga_la_eleccion(
    en_revision: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    actual = consultas.definicion(en_revision.proceso_id)
    con_dos = replace(actual, revision=replace(actual.revision, subsanaciones=2))
    monkeypatch.setattr(consultas, "definicion", lambda clave: con_dos)
    for numero in (2, 3):
        _observar(en_revision, ahora)
        guardar(en_revision, "historia", {"historia": f"{LARGO} Corrección {numero}."}, ahora)
        assert enviar(en_revision, ahora).ronda == numero
    with pytest.raises(Conflicto, match="las 2 subsanaciones"):
        _observar(en_revision, ahora)


def test_observar_identidad_la_reabre_con_lo_respondido(en_revision: Candidatura, ahora: datetime) -> None:
    _observar(en_revision, ahora, "identidad")
    respuestas, _ = borradores.leer(candidatura=en_revision, por=de_partido(en_revision))
    assert respuestas == identidad_completa() | consentir(publicacion=False)


def test_subsanar_identidad_sella_otra_version(en_revision: Candidatura, ahora: datetime) -> None:
    _observar(en_revision, ahora, "identidad")
    guardar_identidad(en_revision, identidad_completa(p2="si") | consentir(publicacion=True), ahora)
    assert enviar(en_revision, ahora).identidad_version == 2


@pytest.mark.parametrize("seccion", ["", "inventada", "|", "historia|motivo", "%", "HISTORIA"])
def test_observar_una_seccion_que_no_existe_se_rechaza(
    en_revision: Candidatura, ahora: datetime, seccion: str
) -> None:
    with pytest.raises(ErrorDeDominio, match="sección") as error:
        _observar(en_revision, ahora, seccion)
    assert error.value.campo == "secciones"
    assert en_revision.rondas.count() == 1


@pytest.mark.parametrize("motivo", ["", "porque sí"])
def test_observar_sin_motivo_de_la_lista_se_rechaza(
    en_revision: Candidatura, ahora: datetime, motivo: str
) -> None:
    with pytest.raises(ErrorDeDominio, match="motivo"):
        _observar(en_revision, ahora, motivo=motivo)


@pytest.mark.parametrize("texto", ["", "corregir", " " * 40])
def test_observar_sin_explicar_se_rechaza(en_revision: Candidatura, ahora: datetime, texto: str) -> None:
    with pytest.raises(ErrorDeDominio, match="20 caracteres"):
        _observar(en_revision, ahora, texto=texto)


def test_observar_desde_enviada_tambien_deja_la_toma(capturada: Candidatura, ahora: datetime) -> None:
    enviar(capturada, ahora)
    _observar(capturada, ahora)
    actos = [entrada.acto for entrada in de_folio("default", capturada.folio)]
    assert actos[-2:] == ["revision_iniciada", "observada"]


def test_la_bitacora_no_repite_la_explicacion(en_revision: Candidatura, ahora: datetime) -> None:
    _observar(en_revision, ahora)
    assert EXPLICACION not in str([entrada.datos for entrada in de_folio("default", en_revision.folio)])


def test_consulta_no_decide(en_revision: Candidatura, ahora: datetime) -> None:
    with pytest.raises(NoEncontrado):
        validar(candidatura=en_revision, por=COMISION, ahora=ahora)
    with pytest.raises(NoEncontrado):
        _observar(en_revision, ahora, por=COMISION)


def test_validar_deja_constancia_y_no_se_repite(en_revision: Candidatura, ahora: datetime) -> None:
    validar(candidatura=en_revision, por=CORA, ahora=ahora)
    en_revision.refresh_from_db()
    assert en_revision.estado == "validada"
    with pytest.raises(Conflicto, match="«validada»"):
        validar(candidatura=en_revision, por=CORA, ahora=ahora)


def test_tomar_dos_veces_no_anota_dos(en_revision: Candidatura, ahora: datetime) -> None:
    tomar(candidatura=en_revision, por=CORA, ahora=ahora)
    actos = [entrada.acto for entrada in de_folio("default", en_revision.folio)]
    assert actos.count("revision_iniciada") == 1


@pytest.mark.postgres
def test_una_observacion_no_se_cambia(en_revision: Candidatura, ahora: datetime) -> None:
    from django.db import IntegrityError, connection, transaction

    _observar(en_revision, ahora)
    for sentencia in ("UPDATE expediente_observacion SET texto = 'x'", "DELETE FROM expediente_observacion"):
        with pytest.raises(IntegrityError, match="no se cambian"), transaction.atomic():
            connection.cursor().execute(sentencia)


def test_marcar_publicadas_solo_toca_las_validadas(en_revision: Candidatura, ahora: datetime) -> None:
    assert marcar_publicadas([en_revision.folio], por=SISTEMA, ahora=ahora) == 0
    validar(candidatura=en_revision, por=CORA, ahora=ahora)
    assert marcar_publicadas([en_revision.folio, "otro"], por=SISTEMA, ahora=ahora) == 1
