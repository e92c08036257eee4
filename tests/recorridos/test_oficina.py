"""Una oficina entera sale por una sola dirección: nadie paga por quien está al lado, y quien ataca no pasa."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
import pytest

from conoceles.cuentas.fallas import POR_CUENTA
from recorridos.aparte import entorno_propio
from recorridos.envios_por_red import aparte, captura
from recorridos.navegador import puerto_libre
from recorridos.oficina_aparte import CLAVE_DE_TODAS, correo
from segundo_factor import codigo_totp
from taller.banco.gente.cliente import Navegador, Respuesta

pytestmark = pytest.mark.postgres

A_LA_VEZ, SEGUIDAS, ATACADAS = 32, 40, 8  # personas, y ninguna entra dos veces: cada código vale una
HILOS = 8  # de la captura: lo que puede estar comprobándose mientras se agota un tope


@dataclass(frozen=True)
class Oficina:
    """La captura de verdad, con sus dos procesos de cuatro hilos, y cuentas que nunca han entrado."""

    puerto: int
    entorno: dict[str, str]


@pytest.fixture(scope="module")
def oficina(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oficina]:
    with entorno_propio(tmp_path_factory.mktemp("oficina") / "datos") as entorno:
        entorno["CONOCELES_PROXIES"] = "1"
        aparte("recorridos.oficina_aparte", str(A_LA_VEZ + SEGUIDAS + ATACADAS + 1), entorno=entorno)
        with captura(puerto_libre() + 1, entorno) as servidor:
            yield Oficina(servidor.puerto, entorno)


def _entra(oficina: Oficina, numero: int, direccion: str = "198.51.100.1") -> str:
    """`adentro`, si escribe bien lo que cada pantalla le pide; si no, lo que se le dijo."""
    suyo = Navegador(oficina.puerto, direccion)
    suyas = {"login": correo(numero), "password": CLAVE_DE_TODAS}
    try:
        suyo.pedir("/cuenta/entrar/")
        dicho = suyo.enviar("/cuenta/entrar/", suyas)
        if dicho.codigo == 302:
            dicho = suyo.enviar("/cuenta/segundo-factor/", {"code": codigo_totp()})
        elif b'name="code"' in dicho.cuerpo:
            dicho = suyo.enviar("/cuenta/entrar/", {**suyas, "code": codigo_totp()})
        return "adentro" if suyo.pedir("/cuenta/seguridad/").codigo == 200 else _queja(dicho)
    finally:
        suyo.cerrar()


def _prueba(oficina: Oficina, de_quien: str, clave: str, direccion: str) -> str:
    """Lo que se le dice a quien prueba una contraseña."""
    ataca = Navegador(oficina.puerto, direccion)
    try:
        ataca.pedir("/cuenta/entrar/")
        return _queja(ataca.enviar("/cuenta/entrar/", {"login": de_quien, "password": clave}))
    finally:
        ataca.cerrar()


def _queja(dicho: Respuesta) -> str:
    hallada = re.search(r"<li>(.*?)</li>", dicho.cuerpo.decode(), re.S)
    return f"{dicho.codigo} {hallada[1].strip() if hallada else dicho.destino}"


def _a_la_vez(cuantas: int, acto: Callable[[int], str]) -> list[str]:
    barrera = threading.Barrier(cuantas)

    def uno(numero: int) -> str:
        barrera.wait(30)
        return acto(numero)

    with ThreadPoolExecutor(cuantas) as hilos:
        return list(hilos.map(uno, range(cuantas)))


def test_treinta_y_dos_personas_entran_a_la_vez_desde_una_direccion(oficina: Oficina) -> None:
    assert Counter(_a_la_vez(A_LA_VEZ, lambda n: _entra(oficina, n))) == {"adentro": A_LA_VEZ}


def test_cuarenta_personas_entran_una_tras_otra_en_un_minuto(oficina: Oficina) -> None:
    dichas = [_entra(oficina, n) for n in range(A_LA_VEZ, A_LA_VEZ + SEGUIDAS)]
    assert Counter(dichas) == {"adentro": SEGUIDAS}


def test_mientras_alguien_prueba_contrasenas_desde_su_direccion_la_oficina_entra(oficina: Oficina) -> None:
    """Quien ataca prueba contra las mismas cuentas, y contra otras, a la vez que ellas entran."""
    primera = A_LA_VEZ + SEGUIDAS

    def uno(n: int) -> str:
        if n < ATACADAS:
            return _entra(oficina, primera + n, "198.51.100.2")
        de_quien = correo(primera + n % ATACADAS) if n % 2 else f"nadie{n}@otro.mx"
        return _prueba(oficina, de_quien, "no es", "198.51.100.2")

    dichas = _a_la_vez(64, uno)
    assert Counter(dichas[:ATACADAS]) == {"adentro": ATACADAS}
    assert "adentro" not in dichas[ATACADAS:]


def test_las_que_se_prueban_a_la_vez_se_cuentan_todas(oficina: Oficina) -> None:
    """Entre los dos procesos no se comprueban más que las que caben y las que ya iban en camino."""
    dichas = _a_la_vez(64, lambda n: _prueba(oficina, "ana@otro.mx", f"mala {n}", f"203.0.113.{n % 3}"))
    comprobadas = sum("no coinciden" in dicho for dicho in dichas)
    assert POR_CUENTA <= comprobadas < POR_CUENTA + HILOS
    assert sum("también su código" in dicho for dicho in dichas) == len(dichas) - comprobadas


def test_quien_tiene_apartado_lo_que_se_cuenta_no_deja_fuera_a_nadie(oficina: Oficina) -> None:
    suyo = Navegador(oficina.puerto, "198.51.100.3")
    suyas = {"login": correo(A_LA_VEZ + SEGUIDAS + ATACADAS), "password": CLAVE_DE_TODAS}
    with _apartado(oficina.entorno):
        suyo.pedir("/cuenta/entrar/")
        assert suyo.enviar("/cuenta/entrar/", suyas).destino == "/cuenta/segundo-factor/"
    assert suyo.enviar("/cuenta/segundo-factor/", {"code": codigo_totp()}).destino == "/"
    suyo.cerrar()


@contextmanager
def _apartado(entorno: dict[str, str]) -> Iterator[None]:
    """La tabla entera, también para leerla; en SQLite leer no espera a nadie y no hay cómo."""
    if not (url := entorno.get("CONOCELES_BD_CURRICULAR")):
        yield
        return
    with psycopg.connect(url) as conexion:
        conexion.execute("LOCK TABLE cache IN ACCESS EXCLUSIVE MODE")
        yield
