"""Borradores: dos pestañas no se pisan, nada antes del aviso y nada después de enviar."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.bitacora.consultas import de_folio
from conoceles.curricular.consultas import borrador, contenido, vigente
from conoceles.curricular.models import Borrador
from conoceles.curricular.operaciones import BorradorAjeno
from conoceles.expediente.actos.operaciones import guardar_seccion
from conoceles.nucleo.canonico import huella
from conoceles.nucleo.errores import ErrorDeDominio
from personas import LARGO, capturar, de_partido, enviar, guardar, leer_aviso, registrada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


def _insertar_borrador(candidatura: Candidatura, ahora: datetime, seccion: str = "historia") -> None:
    Borrador.objects.create(candidatura=candidatura, seccion=seccion, contenido={}, por="intruso", en=ahora)


def _sql(sentencia: str, *valores: Any) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sentencia, valores)


def test_guardar_dos_veces_sube_la_version(candidatura: Candidatura, ahora: datetime) -> None:
    leer_aviso(candidatura, ahora)
    assert guardar(candidatura, "historia", {"historia": "Uno"}, ahora) == 1
    assert guardar(candidatura, "historia", {"historia": "Dos"}, ahora) == 2


def test_guardar_lo_mismo_conserva_la_version(candidatura: Candidatura, ahora: datetime) -> None:
    leer_aviso(candidatura, ahora)
    guardar(candidatura, "historia", {"historia": "Uno"}, ahora)
    assert guardar(candidatura, "historia", {"historia": "Uno"}, ahora) == 1


def test_guardar_lo_mismo_no_llena_la_bitacora(candidatura: Candidatura, ahora: datetime) -> None:
    leer_aviso(candidatura, ahora)
    guardar(candidatura, "historia", {"historia": "Uno"}, ahora)
    antes = de_folio("default", candidatura.folio).count()
    guardar(candidatura, "historia", {"historia": "Uno"}, ahora)
    assert de_folio("default", candidatura.folio).count() == antes


@pytest.mark.postgres
def test_guardar_desde_una_pestana_vieja_dice_lo_que_ya_estaba(
    candidatura: Candidatura, ahora: datetime
) -> None:
    leer_aviso(candidatura, ahora)
    guardar(candidatura, "historia", {"historia": "Lo primero"}, ahora)
    with pytest.raises(BorradorAjeno) as choque:
        guardar_seccion(
            candidatura=candidatura,
            seccion="historia",
            contenido={"historia": "Lo segundo"},
            version=0,
            por=de_partido(candidatura),
            ahora=ahora,
        )
    assert (choque.value.actual, choque.value.version) == ({"historia": "Lo primero"}, 1)
    assert borrador(candidatura)["historia"] == ({"historia": "Lo primero"}, 1)


def test_las_secciones_no_chocan_entre_si(candidatura: Candidatura, ahora: datetime) -> None:
    leer_aviso(candidatura, ahora)
    guardar(candidatura, "historia", {"historia": "Uno"}, ahora)
    guardar(candidatura, "motivo", {"motivo": "Dos"}, ahora)
    assert contenido(candidatura) == {"historia": "Uno", "motivo": "Dos"}


def test_capturar_sin_leer_el_aviso_se_rechaza(candidatura: Candidatura, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="aviso de privacidad"):
        guardar(candidatura, "historia", {"historia": LARGO}, ahora)


@pytest.mark.postgres
def test_insertar_un_borrador_sin_aviso_lo_rechaza_la_base(candidatura: Candidatura, ahora: datetime) -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError, match="falta leer el aviso"), transaction.atomic():
        _insertar_borrador(candidatura, ahora)


@pytest.mark.postgres
def test_insertar_un_borrador_de_una_candidatura_sin_ronda_lo_rechaza_la_base(
    proceso: Any, ahora: datetime
) -> None:
    from django.db import IntegrityError, transaction

    sin_habilitar = registrada(proceso, "bbbb2222", ahora)
    leer_aviso(sin_habilitar, ahora)
    with pytest.raises(IntegrityError, match="no está abierta"), transaction.atomic():
        _insertar_borrador(sin_habilitar, ahora)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "sentencia",
    [
        "UPDATE curricular_borrador SET por = 'intruso' WHERE seccion = 'historia'",
        "INSERT INTO curricular_borrador (candidatura_id, seccion, contenido, version, por, en) "
        "SELECT candidatura_id, 'motivo', contenido, 1, 'intruso', en FROM curricular_borrador WHERE seccion = 'historia'",
        "UPDATE curricular_versioncurricular SET huella = 'x'",
        "UPDATE curricular_versioncurricular SET contenido = '{}'",
        "DELETE FROM curricular_versioncurricular",
    ],
)
def test_cambiar_lo_enviado_con_sql_lo_rechaza_la_base(
    capturada: Candidatura, ahora: datetime, sentencia: str
) -> None:
    from django.db import IntegrityError

    enviar(capturada, ahora)
    with pytest.raises(IntegrityError, match=r"no está abierta|no se cambian ni se borran"):
        _sql(sentencia)


def test_guardar_despues_de_enviar_se_rechaza(capturada: Candidatura, ahora: datetime) -> None:
    enviar(capturada, ahora)
    with pytest.raises(ErrorDeDominio, match="ya se envió"):
        guardar(capturada, "historia", {"historia": f"{LARGO} Y algo más."}, ahora)


def test_la_version_enviada_lleva_lo_capturado_y_su_huella(candidatura: Candidatura, ahora: datetime) -> None:
    capturar(candidatura, ahora)
    envio = enviar(candidatura, ahora)
    version = vigente(candidatura)
    assert version is not None
    assert version.contenido == {"grado": "sin_estudios", "historia": LARGO, "trayectoria": LARGO}
    assert version.huella == envio.huella_curricular
    assert version.huella == huella({"contenido": version.contenido, "fotografia": ""})
