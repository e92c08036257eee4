"""Nadie despliega ni ordena nada: con mover el reloj, el calendario abre, marca, recibe tarde, cierra y archiva."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.correo.models import Correo
from conoceles.expediente import consultas
from conoceles.expediente.calendario import diario
from conoceles.expediente.calendario.plazos import vence_captura
from conoceles.expediente.documentos.acuse_pdf import _renglones
from conoceles.expediente.models import Cierre
from conoceles.expediente.rondas import abierta
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso.consultas import definicion, version
from conoceles.publicacion.fase import fase
from conoceles.pulso import operaciones as pulso
from conoceles.pulso.lectura import leer
from personas import CLAVE, DINA, SISTEMA, capturar, de_partido, enmendar, enviar, guardar, registrada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

TARDE = datetime.fromisoformat("2024-05-20T12:00:00-06:00")  # el plazo venció el 10 de mayo
FIN_DE_JORNADA = datetime.fromisoformat("2024-06-03T00:00:00-06:00")


def test_la_captura_se_abre_el_dia_que_dice_el_calendario(proceso: Proceso, ahora: datetime) -> None:
    enmendar("fecha-captura_inicio", ahora, dia="2024-04-27")
    candidatura = registrada(proceso, "aaaa1111", ahora)
    apertura = datetime.fromisoformat("2024-04-27T00:00:00-06:00")
    assert diario.correr(ahora=apertura - timedelta(seconds=1))["abiertas"] == 0
    assert diario.correr(ahora=apertura)["abiertas"] == 1
    assert diario.correr(ahora=apertura)["abiertas"] == 0
    candidatura.refresh_from_db()
    assert candidatura.estado == "habilitada"


def test_lo_extemporaneo_se_recibe_hasta_la_jornada_y_se_dice(
    en_estado: Callable[..., Candidatura],
) -> None:
    candidatura = en_estado("omisa")
    ultimo = FIN_DE_JORNADA - timedelta(seconds=1)
    with reloj.congelado(ultimo):
        capturar(candidatura, ultimo)
        envio = enviar(candidatura, ultimo)
    assert envio.extemporaneo
    acuse = consultas.acuse(de_partido(candidatura), candidatura.folio)
    assert ("Oportunidad", "Única, extemporánea: fuera del plazo de captura") in _renglones(acuse)


def test_a_tiempo_no_es_extemporaneo(capturada: Candidatura, ahora: datetime) -> None:
    envio = enviar(capturada, ahora)
    assert not envio.extemporaneo
    acuse = consultas.acuse(de_partido(capturada), capturada.folio)
    assert ("Oportunidad", "Única") in _renglones(acuse)


def test_pasada_la_jornada_ya_no_se_recibe(en_estado: Callable[..., Candidatura]) -> None:
    candidatura = en_estado("omisa")
    capturar(candidatura, TARDE)
    with reloj.congelado(FIN_DE_JORNADA):
        with pytest.raises(ErrorDeDominio, match="Ya no se recibe información"):
            guardar(candidatura, "historia", {"historia": "Otra."}, FIN_DE_JORNADA)
        with pytest.raises(Conflicto, match="Ya no se recibe información"):
            enviar(candidatura, FIN_DE_JORNADA)
        assert not any(
            t.abierta for t in consultas.tareas(candidatura, abierta(candidatura, FIN_DE_JORNADA), leido=True)
        )


def test_el_calendario_puede_fijar_otro_ultimo_dia(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    candidatura = en_estado("omisa")
    enmendar("fecha-captura_cierre", ahora, dia="2024-05-15")
    with reloj.congelado(TARDE), pytest.raises(ErrorDeDominio, match="Ya no se recibe"):
        capturar(candidatura, TARDE)


def test_una_correccion_pedida_por_el_instituto_se_recibe_aunque_la_captura_haya_cerrado(
    en_estado: Callable[..., Candidatura],
) -> None:
    candidatura = en_estado("observada")
    with reloj.congelado(FIN_DE_JORNADA):
        ronda = abierta(candidatura, FIN_DE_JORNADA)
    assert ronda is not None
    assert ronda.numero == 2


def test_publicar_y_archivar_ocurre_por_fecha(proceso: Proceso) -> None:
    eleccion = definicion(CLAVE)
    momentos = {
        "2024-04-09T23:59:59-06:00": "antes",
        "2024-04-10T00:00:00-06:00": "abierta",
        "2024-06-02T23:59:59-06:00": "abierta",
        "2024-06-03T00:00:00-06:00": "archivo",
    }
    assert {m: fase(eleccion, datetime.fromisoformat(m)) for m in momentos} == momentos


# ------------------------------------------------------------ el texto que se leyó


def test_de_cada_envio_se_recupera_el_cuestionario_que_se_leyo(
    capturada: Candidatura, ahora: datetime
) -> None:
    visto = definicion(CLAVE)
    envio = enviar(capturada, ahora)
    enmendar("ayuda-identidad-indigena", ahora, ayuda="Otra definición.")
    enmendar("ayuda-curricular-historia-historia", ahora, ayuda="Otra ayuda.")
    envio.refresh_from_db()
    assert envio.definicion is not None
    leida = version(CLAVE, envio.definicion.huella)
    assert (leida.identidad, leida.curricular, leida.avisos) == (
        visto.identidad,
        visto.curricular,
        visto.avisos,
    )
    assert definicion(CLAVE).identidad != leida.identidad


# ------------------------------------------------------------ días hábiles


@pytest.mark.parametrize(("todos", "vence"), [("no", date(2024, 5, 2)), ("si", date(2024, 4, 30))])
def test_un_plazo_habil_cuenta_los_festivos_salvo_que_todos_los_dias_sean_habiles(
    proceso: Proceso, ahora: datetime, todos: str, vence: date
) -> None:
    enmendar(
        "plazo-captura", ahora, dias=4, habiles=True
    )  # viernes 26, lunes 29, martes 30; el 1 de mayo no cuenta
    if todos == "si":
        enmendar("inhabiles", ahora, todos_los_dias_habiles=True)
    calendario = definicion(CLAVE).calendario
    esperado = vence if todos == "no" else ahora.date() + timedelta(days=4)
    assert vence_captura(calendario, ahora) == esperado


# ------------------------------------------------------------ con la hora en duda


def test_con_la_hora_en_duda_se_abre_pero_nada_irreversible_pasa_hasta_que_alguien_la_comprueba(
    en_estado: Callable[..., Candidatura], proceso: Proceso, ahora: datetime
) -> None:
    from dataclasses import replace

    candidatura, nueva = en_estado("en_captura"), registrada(proceso, "bbbb2222", ahora)
    aqui, tarde = leer(), ahora + timedelta(days=400)
    pulso.latir(por=SISTEMA, ahora=ahora, lectura=replace(aqui, pared=aqui.pared - timedelta(days=400)))
    assert pulso.latir(por=SISTEMA, ahora=tarde, lectura=aqui) is not None
    assert {tarea: n for tarea, n in diario.correr(ahora=tarde).items() if n} == {"abiertas": 1}
    candidatura.refresh_from_db()
    nueva.refresh_from_db()
    assert (candidatura.estado, nueva.estado) == ("en_captura", "habilitada")
    assert not Cierre.objects.exists()
    assert not Correo.objects.exclude(clase="freno").exists()
    pulso.reanudar(nota="La hora era buena", comprobada=True, por=DINA, ahora=tarde)
    assert diario.correr(ahora=tarde)["omisas"] >= 1


@pytest.mark.parametrize(
    ("falta", "extemporaneo"), [(timedelta(microseconds=1), False), (timedelta(0), True)]
)
def test_el_plazo_termina_en_el_instante_en_que_acaba_su_ultimo_dia(
    capturada: Candidatura, falta: timedelta, extemporaneo: bool
) -> None:
    """Abierta el 25 de abril, quince días: el 10 de mayo entero es a tiempo y el 11, a las 00:00, ya no."""
    momento = datetime.fromisoformat("2024-05-11T00:00:00-06:00") - falta
    with reloj.congelado(momento):
        assert enviar(capturada, momento).extemporaneo is extemporaneo
