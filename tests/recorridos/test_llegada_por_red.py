"""La medianoche del plazo con nginx y la captura de verdad: Ana presiona «Enviar» antes y todos los procesos están ocupados hasta después."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from publicacion.con_nginx import con_reglas
from recorridos.aparte import entorno_propio
from recorridos.envios_aparte import CLAVE_DE_ANA, CORREO
from recorridos.envios_por_red import Captura, Envios, aparte, captura
from recorridos.navegador import codigos_impresos, hasta, puerto_libre
from taller.banco import servidores
from taller.banco.gente.cliente import Navegador

pytestmark = [pytest.mark.postgres, pytest.mark.lenta]
VENCE = datetime.fromisoformat("2024-05-11T00:00:00-06:00")  # 15 días naturales tras el 25 de abril
SECRETO = "f" * 40
ANTES, HOLGURA = 1.0, 3.0  # segundos: cuánto antes del plazo presiona, y de qué sirve un arranque más lento


@pytest.fixture(scope="module")
def noche(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Lo que quedó de cada candidatura, por cómo se envió, y la página del acuse de la primera."""
    taller = tmp_path_factory.mktemp("medianoche")
    with entorno_propio(taller / "datos") as entorno, ExitStack() as pila:
        folios = json.loads(aparte("recorridos.envios_aparte", "sembrar", "4", entorno=entorno))["folios"]
        puerto, delante = puerto_libre() + 1, servidores.puerto_libre()
        pila.enter_context(
            con_reglas(
                "nginx-captura.conf", taller / "nginx", servidores.puerto_libre(), delante,
                detras=puerto, secreto=SECRETO,
            )
        )  # fmt: skip
        entorno |= {"CONOCELES_FRENTE": SECRETO, "CONOCELES_PROXIES": "1"}
        galletas = _entrar(puerto, entorno)
        arranca = _lo_que_arranca(puerto, entorno)
        medianoche = time.time() + 2 * arranca + HOLGURA
        with captura(puerto, _hasta_medianoche(entorno, medianoche)) as servidor:
            gente = _Gente(puerto, delante, galletas)
            pasa = gente.envian(folios, servidor, medianoche)
            with gente.ventana(delante) as ventana:
                acuse = ventana.pedir(f"/candidaturas/{folios[0]}/acuse/").cuerpo.decode()
        quedo = json.loads(aparte("recorridos.envios_aparte", "horas", entorno=entorno))
        como = ("por nginx", "directa", "falsa por nginx", "por nginx, después")
        yield {
            **{dicho: quedo[folio] for dicho, folio in zip(como, folios, strict=True)},
            "problemas": quedo["problemas"], "acuse": acuse, "respuestas": pasa,
        }  # fmt: skip


def _entrar(puerto: int, entorno: dict[str, str]) -> dict[str, str]:
    with captura(puerto, entorno):
        ventana = Navegador(puerto)
        ventana.entrar(CORREO, CLAVE_DE_ANA, codigos_impresos()[-1])
        ventana.cerrar()
        assert ventana.adentro
    return ventana.galletas


def _lo_que_arranca(puerto: int, entorno: dict[str, str]) -> float:
    """Segundos."""
    empieza = time.monotonic()
    with captura(puerto, entorno):
        return time.monotonic() - empieza


def _hasta_medianoche(entorno: dict[str, str], medianoche: float) -> dict[str, str]:
    """El reloj de la demo, con el que el plazo vence en ese segundo Unix en todos los procesos."""
    hora = {"inicio": (VENCE - timedelta(minutes=1)).isoformat(), "origen": medianoche - 60}
    Path(entorno["CONOCELES_DATOS"], "reloj.json").write_text(json.dumps(hora))
    del entorno["CONOCELES_AHORA"]
    return entorno


class _Gente:
    """Ana, en varias ventanas."""

    def __init__(self, puerto: int, delante: int, galletas: dict[str, str]) -> None:
        self._directo, self._delante, self._galletas = puerto, delante, galletas

    @contextmanager
    def ventana(self, puerto: int) -> Iterator[Navegador]:
        abierta = Navegador(puerto, galletas={**self._galletas})
        yield abierta
        abierta.cerrar()

    def _leido(self, raiz: str) -> dict[str, str]:
        with self.ventana(self._delante) as ventana:
            return Envios._leido(ventana, raiz)

    def _enviar(self, puerto: int, raiz: str, leido: dict[str, str], mas: Mapping[str, str]) -> int:
        with self.ventana(puerto) as ventana:
            return ventana.enviar(f"{raiz}enviar/", leido, mas=mas).codigo

    def envian(self, folios: list[str], servidor: Captura, medianoche: float) -> list[int]:
        """Tres un segundo antes, con los procesos ocupados hasta después; la última, ya pasado."""
        falsa = {"X-Llegada": f"{medianoche - 30:.3f}", "X-Frente": SECRETO[:-1]}
        raices = [f"/candidaturas/{folio}/" for folio in folios]
        leidos = [self._leido(raiz) for raiz in raices]
        assert all(leido["leido"] for leido in leidos)
        with ThreadPoolExecutor(4) as hilos:

            def manda(cual: int, puerto: int, mas: Mapping[str, str]) -> Future[int]:
                return hilos.submit(self._enviar, puerto, raices[cual], leidos[cual], mas)

            assert time.time() < medianoche - ANTES, "arrancó tan despacio que ya es medianoche"
            with _ocupados(servidor):
                hasta(lambda: time.time() >= medianoche - ANTES, 120)
                mandadas = [manda(0, self._delante, {}), manda(1, self._directo, falsa)]
                assert time.time() < medianoche
                hasta(lambda: time.time() > medianoche + ANTES, 20)
                mandadas += [manda(2, self._delante, falsa), manda(3, self._delante, {})]
                hasta(lambda: time.time() > medianoche + 2 * ANTES, 20)
            return [mandada.result() for mandada in mandadas]


@contextmanager
def _ocupados(servidor: Captura) -> Iterator[None]:
    """Ningún proceso de la captura atiende: lo que llegue espera."""
    assert servidor.proceso is not None
    pid = servidor.proceso.pid
    hijos = [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    assert hijos
    for hijo in hijos:
        os.kill(hijo, signal.SIGSTOP)
    try:
        yield
    finally:
        for hijo in hijos:
            os.kill(hijo, signal.SIGCONT)


def test_quien_presiono_antes_del_plazo_esta_en_plazo_y_su_acuse_dice_las_dos_horas(
    noche: dict[str, Any],
) -> None:
    extemporanea, recibido, registrado, en_el_acto = noche["por nginx"]
    assert not extemporanea
    llego, asento = datetime.fromisoformat(recibido), datetime.fromisoformat(registrado)
    assert VENCE - timedelta(seconds=ANTES) <= llego < VENCE < asento
    assert datetime.fromisoformat(en_el_acto) == llego
    assert "23:59:59 (UTC-06:00)" in noche["acuse"]
    assert f"00:00:{asento.second:02} (UTC-06:00)" in noche["acuse"]
    assert "Extemporánea" not in noche["acuse"]


@pytest.mark.parametrize("como", ["directa", "falsa por nginx", "por nginx, después"])
def test_falsificar_la_hora_no_cambia_nada(noche: dict[str, Any], como: str) -> None:
    extemporanea, recibido, registrado, en_el_acto = noche[como]
    assert extemporanea
    assert datetime.fromisoformat(registrado) > VENCE
    assert recibido is None or datetime.fromisoformat(recibido) >= VENCE
    assert (recibido is None) is (en_el_acto is None) is (como == "directa")


def test_todas_recibieron_su_acuse_y_todo_consta(noche: dict[str, Any]) -> None:
    assert noche["respuestas"] == [302] * 4
    assert noche["problemas"] == []
