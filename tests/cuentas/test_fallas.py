"""Nadie paga por lo que falló otra persona, y quien prueba contraseñas no averigua ninguna."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.cuentas import codigos, fallas
from conoceles.nucleo import reloj
from cuentas.conftest import CLAVE, SECRETO
from paginas import check, texto
from segundo_factor import LlaveDePaso, activar_totp, codigo_totp

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

pytestmark = pytest.mark.usefixtures("baratas", "sin_intentos_previos")

ENTRAR, FACTOR = "/cuenta/entrar/", "/cuenta/segundo-factor/"
MIL = pytest.mark.parametrize("cuantas", [150, pytest.param(999, marks=pytest.mark.simulacro)])
LA_OFICINA, DE_FUERA = "198.51.100.1", "198.51.100.9"


@pytest.fixture
def baratas(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Contraseñas que se resumen en nada; dice cuáles se resumieron."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    resumidas: list[str] = []
    resumir = MD5PasswordHasher.encode

    def anotando(quien: MD5PasswordHasher, password: str, salt: str) -> str:
        resumidas.append(password)
        return resumir(quien, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", anotando)
    return resumidas


@pytest.fixture
def con_codigo(cora: Cuenta) -> Cuenta:
    activar_totp(cuenta=cora, secreto=SECRETO)
    return cora


def desde(direccion: str) -> Client:
    """Un navegador que nadie ha usado, en esa dirección."""
    return Client(headers={"X-Forwarded-For": direccion})


def escribir(quien: Client, correo: str, clave: str = CLAVE, **mas: str) -> Any:
    return quien.post(ENTRAR, {"login": correo, "password": clave, **mas})


def fallar(cuantas: int, direccion: str, correo: str = "") -> None:
    """Contraseñas que no son, con ese correo; sin decirlo, cada una con el suyo."""
    for n in range(cuantas):
        escribir(desde(direccion), correo or f"nadie{n}@otro.mx", f"mala {n}")


def dicho(respuesta: Any) -> str:
    """La página, sin lo que cambia en cada una: el testigo del formulario y lo escrito."""
    pagina = respuesta.content.decode()
    assert not respuesta.has_header("Location")
    return re.sub(r'(csrfmiddlewaretoken|login|code)"[^>]*value="[^"]*"', "", pagina)


def adentro(quien: Client) -> bool:
    return bool(quien.get("/cuenta/seguridad/").status_code == 200)


@MIL
def test_mil_contrasenas_contra_una_cuenta_no_averiguan_cual_es(
    con_codigo: Cuenta, baratas: list[str], cuantas: int
) -> None:
    del baratas[:]
    ataca = [desde(DE_FUERA) for _ in range(20)]
    malas = [escribir(ataca[n % 20], con_codigo.correo, f"mala {n}") for n in range(cuantas)]
    buena = escribir(ataca[0], con_codigo.correo)
    assert dicho(buena) == dicho(malas[-1])
    assert baratas == [f"mala {n}" for n in range(fallas.AHI)], "de las demás no se resume ninguna"
    assert not adentro(ataca[0])
    assert Entrada.objects.filter(acto="entrada_fallida").count() == fallas.AHI
    assert Entrada.objects.filter(acto="entrada_detenida").count() == 1


@MIL
def test_una_contrasena_contra_mil_cuentas_no_averigua_de_cual_es(
    con_codigo: Cuenta, baratas: list[str], cuantas: int
) -> None:
    del baratas[:]
    correos = [f"nadie{n}@otro.mx" for n in range(cuantas)]
    malas = [escribir(desde(DE_FUERA), correo) for correo in correos]
    buena = escribir(desde(DE_FUERA), con_codigo.correo)
    assert dicho(buena) == dicho(malas[-1]), "tampoco si el correo tiene cuenta"
    assert len(baratas) == fallas.POR_DIRECCION


def test_desde_muchas_direcciones_contra_una_cuenta_tampoco(con_codigo: Cuenta, baratas: list[str]) -> None:
    del baratas[:]
    malas = [escribir(desde(f"203.0.113.{n}"), con_codigo.correo, "mala") for n in range(200)]
    assert dicho(escribir(desde("203.0.113.250"), con_codigo.correo)) == dicho(malas[-1])
    assert len(baratas) == fallas.POR_CUENTA


@pytest.mark.parametrize("contra", ["ella", "las demás"])
def test_en_la_misma_direccion_de_quien_ataca_se_entra_con_lo_propio(con_codigo: Cuenta, contra: str) -> None:
    """La oficina sale por una dirección y en ella alguien prueba contraseñas, contra su cuenta o contra todas."""
    fallar(60, LA_OFICINA, con_codigo.correo if contra == "ella" else "")
    cora = desde(LA_OFICINA)
    pide = escribir(cora, con_codigo.correo)
    assert "entra sin esperar" in texto(check(pide.content))
    entra = escribir(cora, con_codigo.correo, code=codigo_totp(SECRETO))
    assert entra["Location"] == "/"
    assert adentro(cora)
    entrada = Entrada.objects.latest("id")
    assert (entrada.acto, entrada.datos) == ("entrada", {"con": ["password", "totp"]})


def test_lo_que_falla_otra_persona_con_su_correo_no_la_detiene_desde_otra_direccion(
    con_codigo: Cuenta,
) -> None:
    fallar(200, DE_FUERA, con_codigo.correo)
    cora = desde(LA_OFICINA)
    assert escribir(cora, con_codigo.correo)["Location"] == FACTOR
    assert cora.post(FACTOR, {"code": codigo_totp(SECRETO)})["Location"] == "/"


def test_lo_que_falla_una_cuenta_no_le_cambia_nada_a_otra_de_su_oficina(con_codigo: Cuenta) -> None:
    fallar(200, LA_OFICINA, "otra@partido.mx")
    assert "Código" not in texto(check(desde(LA_OFICINA).get(ENTRAR).content))
    assert escribir(desde(LA_OFICINA), con_codigo.correo)["Location"] == FACTOR


def test_acertar_no_cuenta_aunque_entre_la_oficina_entera(ana: Cuenta, crear: Callable[..., Cuenta]) -> None:
    gente = [crear(f"persona{n}@partido.mx", "partido", "fuerza:1") for n in range(40)]
    for cuenta in gente:
        assert escribir(desde(LA_OFICINA), cuenta.correo).status_code == 302
    assert escribir(desde(LA_OFICINA), ana.correo).status_code == 302


def test_donde_ya_entro_sigue_en_dos_pasos_y_con_su_llave(cora: Cuenta) -> None:
    """Su navegador la reconoce: ni lo que fallan otras en su dirección ni con su correo le cambia la pantalla."""
    codigos.renovar(cuenta=cora, ahora=reloj.ahora())
    suyo = desde(LA_OFICINA)
    escribir(suyo, cora.correo)
    suyo.post(FACTOR, {"code": codigos.vivos(cora)[0]})
    suyo.post("/cuenta/salir/")
    fallar(60, LA_OFICINA)
    fallar(60, LA_OFICINA, cora.correo)
    assert "Código" not in texto(check(suyo.get(ENTRAR).content))
    assert escribir(suyo, cora.correo)["Location"] == FACTOR


def test_quien_abre_su_enlace_entra_ahi_como_siempre(cora: Cuenta) -> None:
    """Sin hoja y con llave de paso, o sin segundo factor todavía, no tiene código que escribir."""
    fallar(60, LA_OFICINA)
    suyo = desde(LA_OFICINA)
    assert escribir(suyo, cora.correo).status_code == 200
    suyo.post("/cuenta/recuperar/", {"correo": cora.correo})
    suyo.get(next(p for p in Correo.objects.latest("id").texto.split() if "/acceso/" in p))
    nueva = "otra frase larga de prueba"
    suyo.post("/acceso/", {"clave": nueva, "repetida": nueva})
    assert escribir(suyo, cora.correo, nueva)["Location"] == "/"


def test_al_llegar_a_una_direccion_vigilada_se_piden_las_tres_cosas_sin_culpar(con_codigo: Cuenta) -> None:
    assert "Código" not in texto(check(desde(LA_OFICINA).get(ENTRAR).content))
    fallar(30, LA_OFICINA)
    pagina = texto(check(desde(LA_OFICINA).get(ENTRAR).content))
    assert "No lo detiene a usted" in pagina
    assert "demasiados intentos" not in pagina


def test_un_codigo_impreso_no_se_gasta_si_la_contrasena_no_es(cora: Cuenta) -> None:
    [impreso, *_] = codigos.renovar(cuenta=cora, ahora=reloj.ahora())
    fallar(5, LA_OFICINA, cora.correo)
    quien = desde(LA_OFICINA)
    mal = escribir(quien, cora.correo, "otra que no es", code=impreso)
    assert "no coinciden" in texto(check(mal.content))
    assert impreso in codigos.vivos(cora)
    assert escribir(quien, cora.correo, code=impreso)["Location"] == "/"
    assert impreso not in codigos.vivos(cora)


@pytest.mark.parametrize("vigilada", [True, False])
def test_con_las_tres_cosas_lo_que_no_coincide_se_dice_igual(con_codigo: Cuenta, vigilada: bool) -> None:
    if vigilada:
        fallar(5, LA_OFICINA, con_codigo.correo)
        fallar(5, LA_OFICINA, "nadie@otro.mx")
    bueno = codigo_totp(SECRETO)
    malas = [
        escribir(desde(LA_OFICINA), con_codigo.correo, "mala", code=bueno),
        escribir(desde(LA_OFICINA), con_codigo.correo, code="000000"),
        escribir(desde(LA_OFICINA), con_codigo.correo, "mala", code="000000"),
        escribir(desde(LA_OFICINA), "nadie@otro.mx", code=bueno),
    ]
    assert len({dicho(m) for m in malas}) == 1


def test_quien_sabe_la_contrasena_no_adivina_el_codigo_y_no_detiene_a_su_duena(con_codigo: Cuenta) -> None:
    suyo = desde(LA_OFICINA)
    escribir(suyo, con_codigo.correo)
    suyo.post(FACTOR, {"code": codigo_totp(SECRETO)})
    suyo.post("/cuenta/salir/")
    cache.clear()
    fallar(5, DE_FUERA, con_codigo.correo)
    for n in range(20):
        escribir(desde(DE_FUERA), con_codigo.correo, code=f"00000{n}")
    assert Entrada.objects.filter(acto="factor_fallido").count() == fallas.AHI
    bueno = codigo_totp(SECRETO)
    detenido = escribir(desde(DE_FUERA), con_codigo.correo, code=bueno)
    assert "alguien sabe su contraseña" in texto(check(detenido.content))
    escribir(suyo, con_codigo.correo)
    assert suyo.post(FACTOR, {"code": bueno})["Location"] == "/"


def test_probar_sin_la_contrasena_no_le_quita_codigos_a_nadie(con_codigo: Cuenta) -> None:
    """Diga lo que diga quien no la sabe, sus códigos no cuentan contra la cuenta."""
    fallar(5, DE_FUERA, con_codigo.correo)
    for n in range(50):
        escribir(desde(DE_FUERA), con_codigo.correo, "mala", code=f"{n:06}")
    nueva = desde(DE_FUERA)
    assert escribir(nueva, con_codigo.correo, code=codigo_totp(SECRETO))["Location"] == "/"


def test_una_llave_de_paso_no_espera_por_los_codigos_que_fallaron(con_codigo: Cuenta) -> None:
    from cuentas.test_llaves_de_paso import _con_su_llave, _contesta, _reto

    llave: LlaveDePaso = _con_su_llave(con_codigo)
    ataca, suyo = desde(DE_FUERA), desde(LA_OFICINA)
    escribir(ataca, con_codigo.correo)
    for n in range(10):
        ataca.post(FACTOR, {"code": f"00000{n}"})
    assert "alguien sabe su contraseña" in texto(check(ataca.post(FACTOR, {"code": "000000"}).content))
    escribir(suyo, con_codigo.correo)
    assert _contesta(suyo, llave.usar(_reto(suyo)))["Location"] == "/"


@pytest.mark.parametrize("falla", ["get_many", "add"])
def test_un_candado_que_no_contesta_deja_pasar(
    con_codigo: Cuenta, monkeypatch: pytest.MonkeyPatch, falla: str
) -> None:
    def no_contesta(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as parche:
        parche.setattr(cache, falla, no_contesta)
        assert "no coinciden" in texto(check(escribir(desde(LA_OFICINA), con_codigo.correo, "mala").content))
        assert escribir(desde(LA_OFICINA), con_codigo.correo)["Location"] == FACTOR


@pytest.mark.postgres
def test_lo_que_se_cuenta_no_guarda_ni_el_correo_ni_la_direccion(con_codigo: Cuenta) -> None:
    from django.db import connection

    fallar(1, DE_FUERA, con_codigo.correo)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        guardado = str(cursor.fetchall())
    assert "falla:" in guardado
    assert con_codigo.correo not in guardado
    assert DE_FUERA not in guardado


def test_toda_una_oficina_pide_su_enlace_y_a_cada_quien_le_llega(crear: Callable[..., Cuenta]) -> None:
    gente = [crear(f"persona{n}@partido.mx", "partido", "fuerza:1").correo for n in range(40)]
    for correo in gente:
        pide = desde(LA_OFICINA).post("/cuenta/recuperar/", {"correo": correo})
        assert "Revise su correo" in texto(check(pide.content))
    assert {*Correo.objects.values_list("para", flat=True)} == {*gente}
