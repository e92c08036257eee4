"""La hora de un acto es la de su llegada al servidor del frente: quien llega a tiempo está a tiempo, se le atienda cuando sea."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.nucleo import reloj
from conoceles.nucleo.dias import momento_en_palabras
from paginas import check, leido_y_confirmado, texto
from personas import LARGO, de_partido

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

SECRETO = "s" * 40
VENCE = datetime.fromisoformat("2024-05-11T00:00:00-06:00")  # 15 días naturales tras el 25 de abril
CIERRA = datetime.fromisoformat(
    "2024-06-03T00:00:00-06:00"
)  # el fin de la jornada: después no se recibe nada
ESPERA = 13.0  # segundos que la petición estuvo en la cola
TARDE = VENCE + timedelta(seconds=10)


@pytest.fixture(autouse=True)
def frente(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """nginx delante, y la hora real también detenida."""
    settings.FRENTE = SECRETO
    detenida = float(int(time.time()))
    monkeypatch.setattr(time, "time", lambda: detenida)


def de_nginx(espera: float = ESPERA) -> dict[str, str]:
    """Lo que pone: su secreto y cuándo llegó, hace esos segundos."""
    return {"X-Frente": SECRETO, "X-Llegada": f"{time.time() - espera:.3f}"}


@pytest.fixture
def envia(ana: Client, llenar: Callable[[], str]) -> Callable[[datetime, dict[str, str]], str]:
    """Ana llenó todo antes; envía con lo que su petición traiga, atendida a esa hora."""
    raiz = llenar()

    def _envia(atendida: datetime, trae: dict[str, str]) -> str:
        leido = leido_y_confirmado(ana, raiz)
        with reloj.congelado(atendida):
            ana.post(raiz + "enviar/", leido, headers=trae)
        return raiz

    return _envia


def test_quien_llego_antes_del_plazo_y_se_le_atiende_despues_esta_en_plazo(
    envia: Callable[..., str], candidatura: Candidatura
) -> None:
    envia(TARDE, de_nginx())
    envio = candidatura.envios.get()
    assert (envio.extemporaneo, envio.en) == (False, TARDE)
    assert envio.recibido == VENCE - timedelta(seconds=3)


def test_la_llegada_va_sellada_en_cada_acto_de_las_dos_bases(
    envia: Callable[..., str], candidatura: Candidatura
) -> None:
    from conoceles.bitacora.consultas import de_folio, sellada
    from conoceles.bitacora.mirada import verificar
    from conoceles.integridad.pregunta import dudosas

    envia(TARDE, de_nginx())
    recibido = candidatura.envios.get().recibido
    for base in ("default", "identidad"):
        ultima = de_folio(base, candidatura.folio).last()
        assert ultima is not None
        assert (ultima.momento, ultima.datos["recibido"]) == (TARDE, recibido.isoformat())
        assert ultima.recibida == recibido
        assert sellada(ultima)
        assert verificar(base) == []
    assert dudosas([candidatura.folio]) == set()


def test_el_acuse_dice_las_dos_horas_y_firma_la_de_llegada(
    ana: Client, envia: Callable[..., str], candidatura: Candidatura
) -> None:
    from conoceles.lector.verificador.acuse import autentico
    from conoceles.nucleo import firma

    raiz = envia(TARDE, de_nginx())
    pagina = ana.get(raiz + "acuse/")
    dicho = texto(check(pagina.content))
    antes, zona = VENCE - timedelta(seconds=3), "America/Monterrey"
    assert f"Recibido{momento_en_palabras(antes, zona)}" in dicho
    assert f"Registrado{momento_en_palabras(TARDE, zona)}" in dicho
    assert "Extemporánea" not in dicho
    firmado = autentico(pagina.context["codigo"], firma.llave_publica("acuses"))
    assert firmado is not None
    assert firmado.momento == candidatura.envios.get().recibido.replace(microsecond=0)


FALSAS = {
    "sin nada": lambda: {},
    "sin el secreto": lambda: {"X-Llegada": de_nginx()["X-Llegada"]},
    "con otro secreto": lambda: de_nginx() | {"X-Frente": "s" * 39},
    "con el secreto y más": lambda: de_nginx() | {"X-Frente": f"{SECRETO},{SECRETO}"},
    "con octetos raros": lambda: de_nginx() | {"X-Frente": "ñ\xff"},
    "repetida": lambda: de_nginx() | {"X-Llegada": ",".join([de_nginx()["X-Llegada"]] * 2)},
    "con basura": lambda: de_nginx() | {"X-Llegada": "1e9"},
    "sin número": lambda: de_nginx() | {"X-Llegada": "nan"},
    "vacía": lambda: de_nginx() | {"X-Llegada": ""},
    "de otro siglo": lambda: de_nginx() | {"X-Llegada": "99999999999.000"},
    "del principio": lambda: de_nginx() | {"X-Llegada": "0.000"},
    "futura": lambda: de_nginx(-60),
    "más vieja que el tope": lambda: de_nginx(reloj.TOPE.total_seconds() + 1),
}


@pytest.mark.parametrize("caso", FALSAS)
def test_lo_que_no_sella_el_frente_no_cambia_nada(
    envia: Callable[..., str], candidatura: Candidatura, caso: str
) -> None:
    """Rige la hora del programa, y el acto no dice otra."""
    envia(TARDE, FALSAS[caso]())
    envio, [acto] = candidatura.envios.get(), _actos(candidatura)
    assert (envio.extemporaneo, envio.recibido_en, envio.recibido) == (True, None, TARDE)
    assert "recibido" not in acto.datos


def test_sin_secreto_declarado_nadie_sella(
    envia: Callable[..., str], candidatura: Candidatura, settings: Any
) -> None:
    settings.FRENTE = ""
    envia(TARDE, de_nginx())
    assert candidatura.envios.get().recibido_en is None


def test_si_las_dos_maquinas_no_van_a_la_par_no_llega_despues_de_registrarse(
    envia: Callable[..., str], candidatura: Candidatura
) -> None:
    envia(TARDE, de_nginx(-0.5))
    envio = candidatura.envios.get()
    assert envio.recibido_en == envio.en == TARDE


def test_la_espera_mas_larga_que_se_cree_es_el_tope(
    envia: Callable[..., str], candidatura: Candidatura
) -> None:
    envia(VENCE + reloj.TOPE - timedelta(seconds=1), de_nginx(reloj.TOPE.total_seconds()))
    assert not candidatura.envios.get().extemporaneo


@pytest.mark.parametrize(("trae", "entra"), [(de_nginx, True), (dict, False)])
def test_hasta_el_ultimo_dia_se_envia_y_se_guarda_lo_que_llego_en_el(
    ana: Client, envia: Callable[..., str], candidatura: Candidatura, trae: Callable[[], Any], entra: bool
) -> None:
    tarde, raiz = CIERRA + timedelta(seconds=10), f"/candidaturas/{candidatura.folio}/"
    with reloj.congelado(tarde):
        dicho = {"historia": f"{LARGO} Y dije más.", "version": "1"}
        guardado = ana.post(raiz + "historia/", dicho, headers=trae())
    assert (guardado.status_code == 302) is entra
    envia(tarde, trae())
    assert [e.extemporaneo for e in candidatura.envios.all()] == [True] * entra


def test_quien_espera_en_la_cola_no_queda_omisa(envia: Callable[..., str], candidatura: Candidatura) -> None:
    from conoceles.expediente.calendario.diario import correr

    assert correr(ahora=TARDE)["omisas"] == 0
    envia(TARDE, de_nginx())
    assert correr(ahora=TARDE + reloj.TOPE)["omisas"] == 0
    candidatura.refresh_from_db()
    assert candidatura.estado == "enviada"


@pytest.mark.postgres
def test_la_base_no_admite_que_algo_llegue_despues_de_registrarse(
    llenar: Callable[[], str], candidatura: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conoceles.expediente.actos import envios

    llenar()
    monkeypatch.setattr(reloj, "llegada", lambda registrado: registrado + timedelta(microseconds=1))
    with pytest.raises(IntegrityError, match="envio_llega_antes_de_registrarse"), transaction.atomic():
        envios._enviar_en_a(candidatura, None, por=de_partido(candidatura), ahora=ahora)


def test_de_donde_viene_solo_lo_dice_el_frente(ana: Client, settings: Any) -> None:
    """La misma prueba para todo lo que nginx afirma: quien llega por otro lado no se inventa otra dirección."""
    from django.test import Client

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    datos = {"login": "ana@prueba.mx", "password": "mala"}

    def entra(direccion: str, **trae: str) -> int:
        trae["X-Forwarded-For"] = direccion
        return Client().post("/cuenta/entrar/", datos, headers=trae).status_code

    assert [entra("198.51.100.1"), entra("198.51.100.2")] == [200, 429]
    assert [entra("198.51.100.3", **de_nginx()), entra("198.51.100.4", **de_nginx())] == [200, 200]


def _actos(candidatura: Candidatura) -> list[Any]:
    from conoceles.bitacora.consultas import de_folio

    return list(de_folio("default", candidatura.folio).filter(acto="enviada"))
