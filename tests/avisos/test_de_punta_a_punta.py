"""Un acto, y a quien toca le llega su mensaje por un servidor SMTP de verdad."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from avisos.conftest import RATO
from conoceles.avisos.operaciones import anotar
from conoceles.bitacora.actos import Acto
from conoceles.cuentas import enlaces
from conoceles.cuentas.husos import elegir
from conoceles.cuentas.models import Enlace
from conoceles.expediente.actos.decisiones import Reparo, observar_secciones, validar
from conoceles.expediente.ajuste import ajustes
from conoceles.expediente.transiciones import mover
from conoceles.identidad.permisos.consentimiento import revocar
from personas import (
    CORA,
    DINA,
    LARGO,
    SISTEMA,
    capturar,
    consentir,
    de_ella,
    de_partido,
    enviar,
    guardar_identidad,
    identidad_completa,
)
from vidas import llevar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

pytestmark = pytest.mark.usefixtures("al_dia")
Vuelta = Callable[[datetime], dict[str, tuple[str, str]]]
HORA = timedelta(hours=1)


@pytest.fixture
def enviada(candidatura: Candidatura, gente: dict[str, Cuenta], ahora: datetime) -> Candidatura:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    return candidatura


def test_enviar_da_su_acuse_a_quien_responde_y_a_la_persona(
    enviada: Candidatura, vuelta: Vuelta, ahora: datetime
) -> None:
    assert vuelta(ahora) == {}, "espera un minuto, por si sigue otro acto"
    llegados = vuelta(ahora + RATO)
    assert llegados.keys() == {"ana", "eva"}
    asunto, cuerpo = llegados["ana"]
    assert asunto == "Conóceles: Guarde su acuse: se recibió la información"
    assert f"Acuse {enviada.envios.get().acuse}: http" in cuerpo
    assert "25 de abril de 2024, 10:00." in cuerpo
    assert "Instituto Electoral y de Participación Ciudadana del Estado de Durango\n" in cuerpo
    assert "Unidad Técnica de Transparencia" in cuerpo
    assert "Las horas son de Zona Centro, UTC−06:00." in cuerpo


def test_observar_dice_los_motivos_y_el_termino_y_nunca_los_de_identidad(
    enviada: Candidatura, vuelta: Vuelta, ahora: datetime
) -> None:
    reparos = [
        Reparo("historia", "incompleta", "Indique los años de cada empleo que menciona."),
        Reparo("identidad", "incompleta", "Dijo que habla tepehuano y no marcó su comunidad."),
    ]
    observar_secciones(candidatura=enviada, reparos=reparos, por=CORA, ahora=ahora)
    asunto, cuerpo = vuelta(ahora + RATO)["ana"]
    assert asunto == "Conóceles: Corrija lo observado y envíelo otra vez · y 1 aviso más"
    assert "A más tardar el 30 de abril de 2024." in cuerpo
    assert "No responde lo que se pregunta. «Indique los años de cada empleo que menciona.»" in cuerpo
    assert "Cuestionario de identidad: No responde lo que se pregunta.\n" in cuerpo
    assert "tepehuano" not in cuerpo
    assert "MARÍA" not in cuerpo.upper()


def test_validada_y_publicada_van_en_el_mismo_mensaje_con_su_enlace(
    enviada: Candidatura, vuelta: Vuelta, ahora: datetime
) -> None:
    vuelta(ahora + RATO)
    luego = ahora + HORA
    validar(candidatura=enviada, por=CORA, ahora=luego)
    enviada.refresh_from_db()
    mover(enviada, Acto.PUBLICADA, por=SISTEMA, ahora=luego + timedelta(seconds=3))
    asunto, cuerpo = vuelta(luego + RATO)["eva"]
    assert asunto == "Conóceles: Nada que hacer: se validó la información · y 1 aviso más"
    assert f"http://localhost:8000/{enviada.proceso_id}/candidaturas/{enviada.folio}/" in cuerpo


def test_muchos_actos_en_una_hora_son_un_mensaje(
    gente: dict[str, Cuenta],
    candidatura: Candidatura,
    registrar: Callable[..., Candidatura],
    vuelta: Vuelta,
    ahora: datetime,
) -> None:
    registrar("bbbb2222", "OTRA PERSONA")
    assert vuelta(ahora + RATO)["ana"][0] == "Conóceles: Ya puede capturar su información"
    for n in range(25):
        registrar(f"cccc{n:04}", f"PERSONA NÚMERO {n}")
    assert "ana" not in vuelta(ahora + 30 * RATO / 2), "ya se le escribió en esta hora"
    asunto, cuerpo = vuelta(ahora + HORA + RATO)["ana"]
    assert asunto == "Conóceles: Ya puede capturar la información de 25 candidaturas"
    assert cuerpo.count("\n- Folio") == 20
    assert "Y 5 más: están en sus avisos." in cuerpo
    assert vuelta(ahora + 3 * HORA) == {}


def test_revocar_lo_saben_solo_ella_y_la_unidad_de_transparencia(
    candidatura: Candidatura, gente: dict[str, Cuenta], vuelta: Vuelta, ahora: datetime
) -> None:
    capturar(candidatura, ahora)
    guardar_identidad(candidatura, identidad_completa() | consentir(publicacion=True), ahora)
    enviar(candidatura, ahora)
    vuelta(ahora + RATO)
    luego = ahora + HORA
    revocar(candidatura=candidatura, por=de_ella(candidatura), ahora=luego)
    llegados = vuelta(luego + RATO)
    assert llegados.keys() == {"eva", "dina"}
    assert llegados["eva"][0] == "Conóceles: Nada que hacer: se retiró su permiso de publicar"
    assert all("indígena" not in cuerpo and "«" not in cuerpo for _, cuerpo in llegados.values())


def test_pedir_un_ajuste_lo_sabe_quien_lo_resuelve_con_su_termino(
    publicada_con_gente: Candidatura, vuelta: Vuelta, ahora: datetime
) -> None:
    pide = {"historia": LARGO + " Y volví."}
    ajustes.pedir(
        candidatura=publicada_con_gente, debe_decir=pide, por=de_partido(publicada_con_gente), ahora=ahora
    )
    llegados = vuelta(ahora + RATO)
    assert llegados.keys() == {"ana", "eva", "dina"}
    assert llegados["dina"][0] == "Conóceles: Resuelva un ajuste"
    assert "Se resuelve a más tardar el 26 de abril de 2024, 23:59." in llegados["dina"][1]
    ajustes.declinar(candidatura=publicada_con_gente, causa="propaganda", por=DINA, ahora=ahora + HORA)
    cuerpo = vuelta(ahora + HORA + RATO)["ana"][1]
    assert (
        "El texto pedido es propaganda (Lineamientos (INE/CG616/2022), contenidos prohibidos; Plan de trabajo"
        in cuerpo
    )
    assert "Y volví" not in cuerpo
    assert f"/candidaturas/{publicada_con_gente.folio}/ajuste/acuse.pdf" in cuerpo


def test_aplicar_un_ajuste_da_el_perfil_y_su_acuse(
    publicada_con_gente: Candidatura, vuelta: Vuelta, ahora: datetime
) -> None:
    pide = {"historia": LARGO + " Y volví."}
    ajustes.pedir(
        candidatura=publicada_con_gente, debe_decir=pide, por=de_partido(publicada_con_gente), ahora=ahora
    )
    vuelta(ahora + RATO)
    ajustes.aplicar(candidatura=publicada_con_gente, por=DINA, ahora=ahora + HORA)
    llegados = vuelta(ahora + HORA + RATO)
    for quien in ("ana", "eva"):
        assert f"/candidaturas/{publicada_con_gente.folio}/ajuste/acuse.pdf" in llegados[quien][1]


@pytest.fixture
def publicada_con_gente(gente: dict[str, Cuenta], candidatura: Candidatura, ahora: datetime) -> Candidatura:
    llevar(candidatura, "publicada", ahora)
    candidatura.refresh_from_db()
    while anotar(callado=True):
        pass
    return candidatura


def test_a_quien_no_ha_recibido_su_acceso_no_se_le_escribe(
    candidatura: Candidatura, gente: dict[str, Cuenta], vuelta: Vuelta, ahora: datetime
) -> None:
    enlaces.emitir(cuenta=gente["eva"], motivo=Enlace.ENTREGA, razon="x", por=DINA, ahora=ahora)
    vuelta(ahora)
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    assert vuelta(ahora + RATO).keys() == {"ana"}


def test_cada_quien_lee_la_hora_en_su_huso(
    enviada: Candidatura, gente: dict[str, Cuenta], vuelta: Vuelta, ahora: datetime
) -> None:
    elegir(cuenta=gente["eva"], huso="America/Tijuana")
    llegados = vuelta(ahora + RATO)
    assert "25 de abril de 2024, 09:00." in llegados["eva"][1]
    assert "UTC−07:00" in llegados["eva"][1]
    assert "25 de abril de 2024, 10:00." in llegados["ana"][1]
