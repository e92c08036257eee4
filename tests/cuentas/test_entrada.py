"""Entrar y salir: contraseña, segundo factor, límites y constancia."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.cuentas import conocidos
from conoceles.cuentas.enlaces import pedir_recuperacion
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.consultas import definicion
from paginas import check, texto
from personas import dentro
from segundo_factor import codigo_totp

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.usefixtures("sin_intentos_previos")

CLAVE = "una frase larga de prueba"
SECRETO = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def entrar(client: Client, correo: str, clave: str = CLAVE) -> object:
    return client.post("/cuenta/entrar/", {"login": correo, "password": clave})


def actos() -> list[str]:
    return list(Entrada.objects.values_list("acto", flat=True))


def test_entrar_con_clave_correcta_deja_constancia(client: Client, ana: Cuenta) -> None:
    respuesta = entrar(client, "Ana@Partido.mx")
    assert respuesta.status_code == 302
    assert respuesta["Location"] == "/"
    assert actos()[-1] == "entrada"


def test_entrar_vuelve_a_donde_iba_y_a_ningun_otro_sitio(client: Client, ana: Cuenta) -> None:
    pagina = client.get("/cuenta/entrar/?next=/candidaturas/abc/")
    assert 'name="next" value="/candidaturas/abc/"' in pagina.content.decode()
    datos = {"login": "ana@partido.mx", "password": CLAVE}
    ajeno = client.post("/cuenta/entrar/", datos | {"next": "https://otro.mx/"})
    assert ajeno["Location"] == "/"
    client.post("/cuenta/salir/")
    propio = client.post("/cuenta/entrar/", datos | {"next": "/candidaturas/abc/"})
    assert propio["Location"] == "/candidaturas/abc/"


def test_entrar_con_clave_equivocada_lo_dice_y_lo_anota_sin_guardarla(client: Client, ana: Cuenta) -> None:
    respuesta = entrar(client, "ana@partido.mx", "otra cosa")
    assert "no coinciden" in texto(check(respuesta.content))  # type: ignore[attr-defined]
    ultima = Entrada.objects.latest("id")
    assert (ultima.acto, ultima.actor, ultima.datos) == ("entrada_fallida", f"cuenta:{ana.pk}", {})


def test_entrar_con_correo_desconocido_no_guarda_lo_tecleado(client: Client, ana: Cuenta) -> None:
    antes = actos()
    entrar(client, "nadie@otro.mx", "otra cosa")
    assert actos() == antes


def test_entrar_tras_cinco_fallos_se_detiene_aunque_la_clave_sea_buena(client: Client, ana: Cuenta) -> None:
    """Lo demás de los límites, en `test_fallas`."""
    for _ in range(5):
        entrar(client, "ana@partido.mx", "mala")
    respuesta = entrar(client, "ana@partido.mx")
    assert "Escriba también su código" in texto(check(respuesta.content))  # type: ignore[attr-defined]
    assert client.get("/").status_code == 302


DE_FUERA = {"X-Forwarded-For": "198.51.100.9"}


def test_quien_ya_entro_en_su_navegador_no_espera_por_los_intentos_de_otros(
    client: Client, ana: Cuenta
) -> None:
    entrar(client, "ana@partido.mx")
    client.post("/cuenta/salir/")
    for _ in range(20):
        entrar(_otro(), "ana@partido.mx", "mala")
    assert entrar(_otro(), "ana@partido.mx").status_code == 200  # type: ignore[attr-defined]
    assert entrar(client, "ana@partido.mx").status_code == 302  # type: ignore[attr-defined]


def test_los_intentos_desde_otra_direccion_no_detienen_a_quien_entra_por_primera_vez(
    client: Client, ana: Cuenta, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    datos = {"login": "ana@partido.mx", "password": "mala"}
    for _ in range(20):
        _otro().post("/cuenta/entrar/", datos, headers=DE_FUERA)
    assert entrar(client, "ana@partido.mx").status_code == 302  # type: ignore[attr-defined]


def test_la_galleta_de_otra_cuenta_o_alterada_no_vale(client: Client, ana: Cuenta, cora: Cuenta) -> None:
    from django.conf import settings
    from django.http import HttpRequest

    entrar(client, "ana@partido.mx")
    pedido = HttpRequest()
    pedido.COOKIES[settings.GALLETA_CONOCIDO] = client.cookies[settings.GALLETA_CONOCIDO].value
    assert conocidos.reconoce(pedido, "ana@partido.mx")
    assert not conocidos.reconoce(pedido, "cora@instituto.mx")
    pedido.COOKIES[settings.GALLETA_CONOCIDO] += "x"
    assert not conocidos.reconoce(pedido, "ana@partido.mx")


def test_detener_los_intentos_queda_una_vez_en_la_bitacora(client: Client, ana: Cuenta) -> None:
    for _ in range(8):
        entrar(client, "ana@partido.mx", "mala")
    assert actos().count("entrada_detenida") == 1
    assert actos().count("entrada_fallida") == 5


def test_fallar_el_segundo_factor_queda_en_la_bitacora_sin_el_codigo(client: Client, cora: Cuenta) -> None:
    from segundo_factor import activar_totp

    activar_totp(cuenta=cora, secreto=SECRETO)
    entrar(client, "cora@instituto.mx")
    client.post("/cuenta/segundo-factor/", {"code": "000000"})
    ultima = Entrada.objects.latest("id")
    assert (ultima.acto, ultima.actor, ultima.datos) == (
        "factor_fallido", f"cuenta:{cora.pk}", {"tipo": "totp"},
    )  # fmt: skip


def _otro() -> Client:
    from django.test import Client

    return Client()


def test_recuperar_la_contrasena_levanta_la_espera(client: Client, ana: Cuenta, ahora: datetime) -> None:
    for _ in range(6):
        entrar(client, "ana@partido.mx", "mala")
    pedir_recuperacion(correo="ana@partido.mx", ahora=ahora)
    cuerpo = Correo.objects.latest("id").texto
    client.get(next(p for p in cuerpo.split() if "/acceso/" in p))
    nueva = "otra frase larga de prueba"
    client.post("/acceso/", {"clave": nueva, "repetida": nueva})
    assert entrar(client, "ana@partido.mx", nueva).status_code == 302  # type: ignore[attr-defined]


@pytest.mark.parametrize(("proxies", "vigilada"), [(0, True), (1, False)])
def test_el_limite_por_direccion_es_de_cada_quien_solo_si_se_declara_el_proxy(
    client: Client, ana: Cuenta, settings: Any, proxies: int, vigilada: bool
) -> None:
    """Sin declararlo, lo que diga X-Forwarded-For no cuenta: nadie se inventa otra dirección."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    _agotar(client, "198.51.100.{}")
    assert _pide_codigo(client, "198.51.100.250") is vigilada


def test_por_ipv6_el_limite_por_direccion_es_de_la_red_entera(
    client: Client, ana: Cuenta, settings: Any
) -> None:
    """Quien tiene una tiene 2⁶⁴, y con cada una tendría otro límite."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    _agotar(client, "2001:db8:0:1:{0:x}::{0:x}")
    assert _pide_codigo(client, "2001:db8:0:1:9999::1")
    assert not _pide_codigo(client, "2001:db8:0:2::1")


def _agotar(client: Client, direccion: str) -> None:
    for n in range(30):
        datos = {"login": f"nadie{n}@otro.mx", "password": "mala"}
        client.post("/cuenta/entrar/", datos, headers={"X-Forwarded-For": direccion.format(n)})


def _pide_codigo(client: Client, direccion: str) -> bool:
    pagina = client.get("/cuenta/entrar/", headers={"X-Forwarded-For": direccion})
    return "Código" in texto(check(pagina.content))


def test_sesion_abierta_de_cuenta_que_se_inactiva_deja_de_valer(client: Client, ana: Cuenta) -> None:
    client.force_login(ana)
    ana.is_active = False
    ana.save()
    assert client.get("/")["Location"].startswith("/cuenta/entrar/")


def test_entrar_con_segundo_factor_pide_el_codigo(client: Client, cora: Cuenta) -> None:
    from segundo_factor import activar_totp

    activar_totp(cuenta=cora, secreto=SECRETO)
    respuesta = entrar(client, "cora@instituto.mx")
    assert respuesta["Location"] == "/cuenta/segundo-factor/"  # type: ignore[index]
    check(client.get("/cuenta/segundo-factor/").content)
    malo = client.post("/cuenta/segundo-factor/", {"code": "000000"})
    assert "no es correcto" in texto(check(malo.content))
    bueno = client.post("/cuenta/segundo-factor/", {"code": codigo_totp(SECRETO)})
    assert bueno["Location"] == "/"
    entrada = Entrada.objects.latest("id")
    assert (entrada.acto, entrada.datos) == ("entrada", {"con": ["password", "totp"]})


def test_secreto_del_segundo_factor_se_guarda_cifrado(cora: Cuenta) -> None:
    from allauth.mfa.models import Authenticator

    from segundo_factor import activar_totp

    activar_totp(cuenta=cora, secreto=SECRETO)
    assert SECRETO not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_personal_sin_segundo_factor_solo_puede_activarlo(client: Client, cora: Cuenta) -> None:
    entrar(client, "cora@instituto.mx")
    for direccion in ("/", "/cuenta/seguridad/", "/cuenta/codigos/"):
        assert client.get(direccion)["Location"] == "/cuenta/segundo-factor/activar/"
    client.get("/cuenta/segundo-factor/activar/")
    client.post("/cuenta/confirmar/", {"password": CLAVE, "next": "/cuenta/segundo-factor/activar/"})
    pagina = client.get("/cuenta/segundo-factor/activar/")
    check(pagina.content)
    secreto = pagina.context["form"].secret
    respuesta = client.post("/cuenta/segundo-factor/activar/", {"code": codigo_totp(secreto)})
    assert respuesta["Location"] == "/cuenta/codigos/"
    check(client.get("/cuenta/codigos/").content)
    assert client.get("/cuenta/seguridad/").status_code == 200


def test_al_entrar_se_dice_que_instituto_es_y_a_quien_escribir(client: Client, proceso: Proceso) -> None:
    del_instituto = definicion(proceso.clave).institucion
    pagina = client.get("/cuenta/entrar/").content
    leido = texto(check(pagina))
    assert f"Pida ayuda: {del_instituto.unidad}, {del_instituto.nombre}, {del_instituto.correo}." in leido
    assert f'href="mailto:{del_instituto.correo}"' in pagina.decode()


def test_sin_elecciones_la_entrada_tambien_abre(client: Client, base: None) -> None:
    assert "Pida ayuda a la unidad de transparencia de la autoridad electoral." in texto(
        check(client.get("/cuenta/entrar/").content)
    )


def test_segundo_factor_ya_activo_no_se_vuelve_a_activar(cora: Cuenta) -> None:
    from segundo_factor import activar_totp

    activar_totp(cuenta=cora, secreto=SECRETO)
    assert dentro(cora).get("/cuenta/segundo-factor/activar/")["Location"] == "/cuenta/seguridad/"


def test_codigos_nuevos_piden_confirmar_la_contrasena(cora: Cuenta) -> None:
    from segundo_factor import activar_totp

    activar_totp(cuenta=cora, secreto=SECRETO)
    client = dentro(cora)
    respuesta = client.get("/cuenta/codigos/generar/")
    assert respuesta["Location"].startswith("/cuenta/confirmar/")
    check(client.get(respuesta["Location"]).content)
    malo = client.post(respuesta["Location"], {"password": "mala"})
    assert "no es correcta" in texto(check(malo.content))
    bueno = client.post(respuesta["Location"], {"password": CLAVE, "next": "/cuenta/codigos/generar/"})
    assert bueno["Location"] == "/cuenta/codigos/generar/"
    check(client.get("/cuenta/codigos/generar/").content)


def test_salir_pide_confirmacion_y_cierra_la_sesion(client: Client, ana: Cuenta) -> None:
    client.force_login(ana)
    check(client.get("/cuenta/salir/").content)
    client.post("/cuenta/salir/")
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("ruta", ["signup", "registro", "password/reset", "email", "social/connections"])
def test_rutas_que_no_se_usan_no_existen(client: Client, ana: Cuenta, ruta: str) -> None:
    client.force_login(ana)
    assert client.get(f"/cuenta/{ruta}/").status_code == 404


def test_crear_cuenta_con_correo_repetido_lo_dice(crear: Callable[..., Cuenta], ana: Cuenta) -> None:
    with pytest.raises(ErrorDeDominio, match="Ya existe una cuenta"):
        crear("ANA@partido.mx", "partido", "fuerza:1")
