"""El obrero publica cuando hay algo nuevo o cambia el día, y sobrevive a los errores."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, transaction

from cargada import cargada
from conoceles.arranque.servicios import obrero as modulo
from conoceles.arranque.servicios.obrero import Obrero
from conoceles.bitacora.operaciones import registrar
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import encolar
from conoceles.difusion import segunda
from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.horas import ultimo
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.publicador import publicar
from conoceles.pulso.models import Latido

pytestmark = pytest.mark.usefixtures("base", "eleccion")


CLAVE = "durango-2023-2024"
ANA = "ana@prueba.mx"
SISTEMA = Alcance.sistema("prueba")


@pytest.fixture
def eleccion(base: None, ahora: datetime) -> None:
    cargada(CLAVE, ahora=ahora)


class Publicador:
    def __init__(self) -> None:
        self.falla = False
        self.claves: list[str] = []

    def __call__(self, clave: str, *, ahora: datetime, **_: object) -> dict[str, Any]:
        if self.falla:
            raise RuntimeError("disco lleno")
        self.claves.append(clave)
        return {}


def _anotar(using: str, proceso: str, ahora: datetime, acto: str = "proceso_cargado") -> None:
    with transaction.atomic(using=using):
        registrar(using=using, por=Alcance.sistema("prueba"), acto=acto, ahora=ahora, proceso=proceso)


@pytest.mark.postgres
def test_al_arrancar_publica_una_vez(ahora: datetime) -> None:
    obrero = Obrero(Publicador())
    assert obrero.vuelta(ahora) == [CLAVE]
    assert obrero.vuelta(ahora + timedelta(minutes=1)) == []


@pytest.mark.postgres
@pytest.mark.parametrize("base_de_datos", ["default", "identidad"])
def test_una_entrada_nueva_en_cualquiera_de_las_cadenas(ahora: datetime, base_de_datos: str) -> None:
    obrero = Obrero(Publicador())
    obrero.vuelta(ahora)
    _anotar(base_de_datos, CLAVE, ahora)
    assert obrero.vuelta(ahora) == [CLAVE]


def test_lo_de_otra_eleccion_no_la_despierta(ahora: datetime) -> None:
    obrero = Obrero(Publicador())
    obrero.vuelta(ahora)
    _anotar("default", "otra", ahora)
    assert obrero.vuelta(ahora) == []


def test_lo_que_no_cambia_el_sitio_no_la_despierta(ahora: datetime) -> None:
    obrero = Obrero(Publicador())
    obrero.vuelta(ahora)
    _anotar("default", CLAVE, ahora, acto="informe_generado")
    _anotar("default", "", ahora, acto="entrada")
    assert obrero.vuelta(ahora) == []


def test_al_cambiar_el_dia_local(ahora: datetime) -> None:
    obrero = Obrero(Publicador())
    obrero.vuelta(ahora.replace(hour=23, minute=58))
    assert obrero.vuelta(ahora.replace(hour=23, minute=59)) == []
    assert obrero.vuelta(ahora.replace(hour=0) + timedelta(days=1)) == [CLAVE]


def test_al_pasar_un_corte_declarado(ahora: datetime) -> None:
    corte = ultimo(definicion(CLAVE), ahora)
    assert corte is not None, "la elección de la demo declara cortes"
    obrero = Obrero(Publicador())
    obrero.vuelta(corte - timedelta(minutes=1))
    assert obrero.vuelta(corte) == [CLAVE]


def _a_los(monkeypatch: pytest.MonkeyPatch, segundos: float) -> None:
    """El obrero cree que es ese segundo: con la máquina ocupada, una vuelta puede tardar más que una espera."""
    monkeypatch.setattr(modulo, "time", SimpleNamespace(monotonic=lambda: segundos))


def test_un_error_no_lo_detiene_y_se_reintenta(ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    _a_los(monkeypatch, 0)
    publicador = Publicador()
    obrero = Obrero(publicador)
    publicador.falla = True
    assert obrero.vuelta(ahora) == []
    publicador.falla = False
    assert obrero.vuelta(ahora) == []  # todavía en espera
    _a_los(monkeypatch, float("inf"))
    assert obrero.vuelta(ahora) == [CLAVE]


def test_las_tareas_del_calendario_corren_cada_minuto(
    ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    vueltas: list[datetime] = []
    monkeypatch.setattr(
        "conoceles.expediente.calendario.diario.correr", lambda *, ahora: vueltas.append(ahora) or {}
    )
    _a_los(monkeypatch, 0)
    obrero = Obrero(Publicador())
    obrero.vuelta(ahora)
    obrero.vuelta(ahora)
    assert vueltas == [ahora]
    _a_los(monkeypatch, float("inf"))
    obrero.vuelta(ahora)
    assert len(vueltas) == 2


@pytest.mark.postgres
@pytest.mark.parametrize(
    "que",
    [
        "conoceles.pulso.operaciones.latir",
        "conoceles.expediente.reparacion.reparar",
        "conoceles.expediente.calendario.diario.correr",
        "conoceles.correo.operaciones.despachar",
        "conoceles.correo.rebotes.recoger",
    ],
)
def test_ninguna_tarea_que_falla_detiene_la_publicacion_y_se_reintenta(
    ahora: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, que: str
) -> None:
    veces: list[datetime] = []

    def fallar(**dicho: Any) -> None:
        veces.append(dicho["ahora"])
        raise RuntimeError(f"no se pudo escribir a {ANA}")

    monkeypatch.setattr(que, fallar)
    _a_los(monkeypatch, 0)
    obrero = Obrero(Publicador())
    assert obrero.vuelta(ahora) == [CLAVE]
    primera = len(veces)
    assert obrero.vuelta(ahora) == []
    assert len(veces) == primera  # todavía en espera
    _a_los(monkeypatch, float("inf"))
    obrero.vuelta(ahora)
    assert len(veces) > primera
    assert "RuntimeError" in caplog.text
    assert ANA not in caplog.text


@pytest.mark.parametrize(("veces", "publicadas"), [(1, [CLAVE]), (2, [])])
def test_la_tarea_que_se_cruza_se_repite_en_su_vuelta_y_si_no_dice_su_codigo(
    ahora: datetime, caplog: pytest.LogCaptureFixture, veces: int, publicadas: list[str]
) -> None:
    van: list[str] = []

    def cruzada(clave: str, **_: object) -> None:
        van.append(clave)
        if len(van) <= veces:
            raise OperationalError(ANA) from psycopg.errors.DeadlockDetected(ANA)

    obrero = Obrero(cruzada)
    assert obrero.vuelta(ahora) == publicadas
    assert len(van) == 2
    assert "40P01" in caplog.text
    assert ("no terminó" in caplog.text) == (not publicadas)
    assert ANA not in caplog.text


def test_lo_que_se_corta_al_detener_no_es_una_falla_y_ya_no_empieza_nada(
    ahora: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    """La señal mata también a los procesos que componían páginas: lo que truena entonces es la parada, no un error."""
    fin, empezadas = threading.Event(), list[str]()

    def componer(clave: str, *, ahora: datetime, **_: object) -> dict[str, Any]:
        empezadas.append(clave)
        fin.set()
        raise BrokenProcessPool(f"murió componiendo lo de {ANA}")

    caplog.set_level("INFO")
    obrero = Obrero(componer, fin)
    assert obrero.vuelta(ahora) == []
    assert obrero.vuelta(ahora + timedelta(days=1)) == []
    assert empezadas == [CLAVE]
    assert "quedó a medias porque se pidió detener (BrokenProcessPool)" in caplog.text
    assert "no terminó" not in caplog.text
    assert "Traceback" not in caplog.text
    assert ANA not in caplog.text
    assert obrero._memoria.fallas == {}


def test_sin_latido_el_calendario_no_corre(ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Si no se puede leer la hora, no se hace nada que dependa de ella."""
    corridas: list[datetime] = []

    def fallar(**_: Any) -> None:
        raise RuntimeError("sin reloj")

    monkeypatch.setattr("conoceles.pulso.operaciones.latir", fallar)
    monkeypatch.setattr(
        "conoceles.expediente.calendario.diario.correr", lambda *, ahora: corridas.append(ahora) or {}
    )
    Obrero(Publicador()).vuelta(ahora)
    assert corridas == []


@pytest.mark.postgres
def test_el_correo_sale_en_la_vuelta_y_si_falla_no_detiene_la_publicacion(
    ahora: datetime, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "correo"
    quien = Alcance.sistema("prueba")
    for destino in ("ana@prueba.mx", "beto@prueba.mx"):
        encolar(para=destino, asunto="Aviso", cuerpo="Hola", clase="prueba", por=quien, ahora=ahora)
    Obrero(Publicador()).vuelta(ahora)
    assert set(Correo.objects.values_list("estado", flat=True)) == {"enviado"}
    encolar(para="eva@prueba.mx", asunto="Aviso", cuerpo="Hola", clase="prueba", por=quien, ahora=ahora)
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT = 9
    assert Obrero(Publicador()).vuelta(ahora) == [CLAVE]
    assert Correo.objects.filter(estado="en_cola", intentos=0).count() == 1


@pytest.mark.postgres
def test_mientras_publica_late_y_salen_los_correos(
    ahora: datetime, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Con cien mil candidaturas es un cuarto de hora: ni se le da por muerto ni espera el enlace de quien va a entrar."""
    settings.EMAIL_FILE_PATH = tmp_path / "correo"
    _a_los(monkeypatch, 0)
    vistos: list[tuple[str, bool]] = []

    def publicar_muchas(clave: str, *, ahora: datetime, decir: Callable[[str], None]) -> None:
        encolar(para=ANA, asunto="Acceso", cuerpo="Hola", clase="prueba", por=SISTEMA, ahora=ahora)
        for segundo in (61, 62):
            antes = Latido.objects.get().pared
            _a_los(monkeypatch, segundo)
            decir("120 de 300 candidaturas")
            vistos.append((Correo.objects.get().estado, Latido.objects.get().pared > antes))

    assert Obrero(publicar_muchas).vuelta(ahora) == [CLAVE]
    assert vistos == [("enviado", True), ("enviado", False)]  # y no late más de la cuenta


def test_los_materiales_se_hacen_por_ratos_despues_de_publicar(
    ahora: datetime, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Un dibujo por vuelta, y de todos bastan los de la elección: los demás van igual."""
    secretos.crear_faltantes()
    todas = segunda._piezas
    monkeypatch.setattr(segunda, "_piezas", lambda *de: (p for p in todas(*de) if "/eleccion/" in p.ruta))
    monkeypatch.setattr(segunda, "RATO", 0.001)
    obrero = Obrero(publicar)
    obrero.vuelta(ahora)
    hecho = Arbol(CLAVE).ruta(Arbol(CLAVE).actual())
    assert not (hecho / "materiales/eleccion/cuadrada.png").exists()
    for _ in range(200):
        obrero.vuelta(ahora)
        if (Arbol(CLAVE).carpeta / "actual/materiales/eleccion/cuadrada.png").exists():
            break
    else:
        pytest.fail("El obrero no terminó los materiales.")
    al_dia = Arbol(CLAVE).actual()
    obrero.vuelta(ahora)
    assert Arbol(CLAVE).actual() == al_dia
