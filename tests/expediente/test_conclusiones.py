"""Sustitución, cancelación, renuncia y restitución: el perfil sale y la identidad se bloquea al instante."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import SIN_PERFIL, VIVAS
from conoceles.candidaturas.sustitutas import DatosDePersona
from conoceles.expediente.actos import conclusiones, envios
from conoceles.expediente.calendario.plazos import vence_captura
from conoceles.expediente.notas import notas_publicas
from conoceles.expediente.reparacion import reparar
from conoceles.expediente.rondas import abierta
from conoceles.identidad import conservacion
from conoceles.identidad.consultas import completitud
from conoceles.identidad.documentos import bloqueadas
from conoceles.identidad.operaciones import leer_para_acto
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from conoceles.proceso.consultas import definicion
from llegadas import en_la_cola
from personas import (
    CORA,
    DINA,
    SISTEMA,
    capturar,
    de_partido,
    enviar,
    firmar,
    guardar,
    leer_aviso,
    publicables,
)
from sumadas import sumadas
from vidas import ACUERDO, concluir, sustituir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

ACTOS = {"sustituir": "sustituida", "cancelar": "cancelada", "renunciar": "renuncia"}


def _hacer(candidatura: Candidatura, acto: str, ahora: datetime) -> None:
    if acto == "sustituir":
        sustituir(candidatura, ahora)
    else:
        concluir(candidatura, acto, ahora)
    candidatura.refresh_from_db()


def _restituir(candidatura: Candidatura, ahora: datetime) -> None:
    conclusiones.restituir(candidatura=candidatura, por=DINA, ahora=ahora, **ACUERDO)
    candidatura.refresh_from_db()


@pytest.mark.parametrize("estado", VIVAS)
def test_cada_estado_vivo_se_cancela_y_se_restituye_como_estaba(
    en_estado: Callable[..., Candidatura], estado: str, ahora: datetime
) -> None:
    candidatura = en_estado(estado)
    _hacer(candidatura, "cancelar", ahora)
    assert candidatura.estado == "cancelada"
    _restituir(candidatura, ahora)
    assert candidatura.estado == estado


@pytest.mark.parametrize("acto", ACTOS)
def test_la_identidad_deja_de_publicarse_leerse_y_contarse(
    en_estado: Callable[..., Candidatura], acto: str, ahora: datetime
) -> None:
    candidatura = en_estado("publicada")
    clave = candidatura.clave_identidad
    assert sumadas([clave], ["p1"], ahora)["p1"] == {"no": 1}
    _hacer(candidatura, acto, ahora)
    assert candidatura.estado == ACTOS[acto]
    assert publicables(candidatura) == {}
    assert sumadas([clave], ["p1"], ahora)["p1"] == {"sin_respuesta": 1}
    assert completitud(candidatura) == "vacia"
    with pytest.raises(NoEncontrado):
        leer_para_acto(candidatura=candidatura, motivo="curiosidad", por=DINA, ahora=ahora)


def test_lo_consentido_vuelve_al_restituir(candidatura: Candidatura, ahora: datetime) -> None:
    capturar(candidatura, ahora, publicacion=True, p1="si")
    enviar(candidatura, ahora)
    firmar(candidatura, ahora)
    antes = publicables(candidatura)
    assert antes
    _hacer(candidatura, "renunciar", ahora)
    assert publicables(candidatura) == {}
    _restituir(candidatura, ahora)
    assert publicables(candidatura) == antes


def test_quien_sustituye_tiene_folio_y_plazo_propios_cortado_en_la_jornada(
    publicada: Candidatura,
) -> None:
    tarde = datetime.fromisoformat("2024-05-28T10:00:00-06:00")
    nueva = sustituir(publicada, tarde)
    publicada.refresh_from_db()
    assert nueva.formula == publicada.formula
    assert (nueva.estado, nueva.calidad) == ("habilitada", publicada.calidad)
    assert nueva.folio != publicada.folio
    ronda = abierta(nueva, tarde)
    assert ronda is not None
    calendario = definicion(nueva.proceso_id).calendario
    assert vence_captura(calendario, ronda.abierta_en) == calendario.dia("jornada")
    leer_aviso(nueva, tarde)
    assert guardar(nueva, "estudios", {"grado": "primaria"}, tarde) == 1


def test_desde_la_jornada_ya_no_se_sustituye(publicada: Candidatura) -> None:
    with pytest.raises(Conflicto, match="jornada"):
        sustituir(publicada, datetime.fromisoformat("2024-06-02T00:00:00-06:00"))
    with en_la_cola(datetime.fromisoformat("2024-06-02T00:00:10-06:00")) as tarde:  # lo pidió la víspera
        sustituir(publicada, tarde)


def test_sustituir_sin_los_datos_de_quien_entra_no_cambia_nada(
    publicada: Candidatura, ahora: datetime
) -> None:
    entra = DatosDePersona(nombres="", primer_apellido="", sexo="otro")
    with pytest.raises(ErroresDeCampos) as error:
        conclusiones.sustituir(candidatura=publicada, entra=entra, por=DINA, ahora=ahora, **ACUERDO)
    assert set(error.value.errores) == {"nombres", "primer_apellido", "sexo"}
    publicada.refresh_from_db()
    assert publicada.estado == "publicada"


@pytest.mark.parametrize(("nacimiento", "entra"), [(date(2006, 6, 3), False), (date(2006, 6, 2), True)])
def test_quien_entra_debe_cumplir_la_edad_del_cargo_el_dia_de_la_jornada(
    publicada: Candidatura, ahora: datetime, nacimiento: date, entra: bool
) -> None:
    quien = DatosDePersona(
        nombres="Rosa", primer_apellido="Quiñones", sexo="mujer", fecha_nacimiento=nacimiento
    )
    if entra:
        conclusiones.sustituir(candidatura=publicada, entra=quien, por=DINA, ahora=ahora, **ACUERDO)
        return
    with pytest.raises(ErroresDeCampos) as error:
        conclusiones.sustituir(candidatura=publicada, entra=quien, por=DINA, ahora=ahora, **ACUERDO)
    assert "artículo 34" in error.value.errores["fecha_nacimiento"]
    publicada.refresh_from_db()
    assert publicada.estado == "publicada"


def test_con_el_lugar_ocupado_no_se_restituye(publicada: Candidatura, ahora: datetime) -> None:
    nueva = sustituir(publicada, ahora)
    publicada.refresh_from_db()
    with pytest.raises(Conflicto, match="ocupa ese lugar"):
        _restituir(publicada, ahora)
    concluir(nueva, "cancelar", ahora)
    _restituir(publicada, ahora)
    assert publicada.estado == "publicada"


def test_quien_concluyo_ya_no_captura_ni_envia(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    candidatura = en_estado("en_captura")
    concluir(candidatura, "cancelar", ahora)
    candidatura.refresh_from_db()
    assert abierta(candidatura, ahora) is None
    with pytest.raises(ErrorDeDominio):
        guardar(candidatura, "historia", {"historia": "Otra cosa"}, ahora)
    with pytest.raises(Conflicto):
        envios.enviar(candidatura=candidatura, por=de_partido(candidatura), ahora=ahora)


@pytest.mark.parametrize("por", [CORA, SISTEMA])
def test_solo_administracion_concluye_y_restituye(
    publicada: Candidatura, ahora: datetime, por: object
) -> None:
    with pytest.raises(NoEncontrado):
        conclusiones.concluir(candidatura=publicada, acto=Acto.CANCELADA, por=por, ahora=ahora, **ACUERDO)
    concluir(publicada, "cancelar", ahora)
    with pytest.raises(NoEncontrado):
        conclusiones.restituir(candidatura=publicada, por=por, ahora=ahora, **ACUERDO)


@pytest.mark.parametrize("acto", ACTOS)
def test_la_nota_publica_no_dice_nada_de_la_persona(
    publicada: Candidatura, acto: str, ahora: datetime
) -> None:
    _hacer(publicada, acto, ahora)
    notas = notas_publicas(publicada.folio)
    assert "(IEPC/CG75/2024, 20 de abril de 2024)." in notas.conclusion
    assert "ÑÁÑEZ" not in str(notas).upper()
    assert bool(notas.sustituta) == (acto == "sustituir")


def test_restituida_ya_no_lleva_nota(publicada: Candidatura, ahora: datetime) -> None:
    concluir(publicada, "cancelar", ahora)
    _restituir(publicada, ahora)
    assert notas_publicas(publicada.folio).conclusion == ""


def test_un_bloqueo_que_a_no_confirmo_se_levanta(publicada: Candidatura, ahora: datetime) -> None:
    conservacion.bloquear(candidatura=publicada, motivo="conclusion", por=DINA, ahora=ahora)
    assert reparar(por=SISTEMA, ahora=ahora + timedelta(minutes=4)).desbloqueadas == 0
    assert reparar(por=SISTEMA, ahora=ahora + timedelta(minutes=6)).desbloqueadas == 1
    assert not bloqueadas([publicada.clave_identidad])


def test_la_reparacion_respeta_lo_concluido(publicada: Candidatura, ahora: datetime) -> None:
    concluir(publicada, "cancelar", ahora)
    assert reparar(por=SISTEMA, ahora=ahora + timedelta(hours=1)).desbloqueadas == 0
    publicada.refresh_from_db()
    assert publicada.estado in SIN_PERFIL
