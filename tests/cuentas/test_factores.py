"""El segundo factor se prueba en cada sesión; una sesión anterior a él no lo hereda."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from conoceles.bitacora.models import Entrada
from conoceles.cuentas import codigos, factores
from conoceles.cuentas.operaciones import anotar_codigo_usado, restablecer_factor
from conoceles.nucleo import reloj
from paginas import check, texto
from personas import DINA, dentro
from segundo_factor import SECRETO, codigo_totp

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from conoceles.cuentas.models import Cuenta

pytestmark = pytest.mark.usefixtures("sin_intentos_previos")

CLAVE = "una frase larga de prueba"
PROBAR = "/cuenta/segundo-factor/confirmar/"


@pytest.fixture
def con_factor(cora: Cuenta) -> Cuenta:
    from segundo_factor import activar_totp

    activar_totp(cuenta=cora, secreto=SECRETO)
    return cora


def test_sesion_anterior_al_factor_tiene_que_probarlo(client: Client, con_factor: Cuenta) -> None:
    client.force_login(con_factor)
    respuesta = client.get("/revision/")
    assert respuesta["Location"] == f"{PROBAR}?next=%2Frevision%2F"
    check(client.get(respuesta["Location"]).content)
    malo = client.post(PROBAR, {"code": "000000"})
    assert "no es correcto" in texto(check(malo.content))
    assert client.get("/revision/").status_code == 302
    bueno = client.post(PROBAR, {"code": codigo_totp(), "next": "/revision/"})
    assert bueno["Location"] == "/revision/"
    assert client.get("/revision/").status_code == 200


def test_sesion_sin_probarlo_no_puede_agregar_otro_factor(client: Client, con_factor: Cuenta) -> None:
    client.force_login(con_factor)
    for ruta in ("segundo-factor/activar/", "llaves/agregar/", "codigos/", "seguridad/", "codigos/generar/"):
        assert client.get(f"/cuenta/{ruta}")["Location"].startswith(PROBAR), ruta
        assert client.post(f"/cuenta/{ruta}")["Location"].startswith(PROBAR), ruta
    assert client.get("/cuenta/salir/").status_code == 200


def test_factor_restablecido_cierra_las_sesiones_que_lo_probaron(con_factor: Cuenta) -> None:
    from segundo_factor import activar_totp

    navegador = dentro(con_factor)
    assert navegador.get("/revision/").status_code == 200
    dicho = {"motivo": "Lo perdió", "evidencia": "identificacion"}
    restablecer_factor(cuenta=con_factor, **dicho, por=DINA, ahora=reloj.ahora())
    assert navegador.get("/revision/")["Location"] == "/cuenta/segundo-factor/activar/"
    activar_totp(cuenta=con_factor, secreto=SECRETO)
    assert navegador.get("/revision/")["Location"].startswith(PROBAR)


def test_quien_activa_su_factor_sigue_trabajando_y_queda_constancia(client: Client, cora: Cuenta) -> None:
    client.post("/cuenta/entrar/", {"login": "cora@instituto.mx", "password": CLAVE})
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    secreto = client.get("/cuenta/segundo-factor/activar/").context["form"].secret
    client.post("/cuenta/segundo-factor/activar/", {"code": codigo_totp(secreto)})
    assert client.get("/revision/").status_code == 200
    ultima = Entrada.objects.latest("id")
    assert (ultima.acto, ultima.datos["tipo"]) == ("factor_activado", "totp")


def test_pantalla_de_llave_de_paso_no_lleva_guiones_en_linea(con_factor: Cuenta) -> None:
    navegador = dentro(con_factor)
    navegador.post("/cuenta/confirmar/", {"password": CLAVE})
    pagina = navegador.get("/cuenta/llaves/agregar/")
    check(pagina.content)
    assert "data-llave=&quot;" not in pagina.content.decode()
    assert "&quot;challenge&quot;" in pagina.content.decode()
    vacia = navegador.post("/cuenta/llaves/agregar/", {"name": "Mía", "credential": "{}"})
    assert vacia.status_code == 200
    check(vacia.content)


PAPELES = (
    ("partido", "fuerza:1"), ("independiente", "formula:x"), ("candidatura", "candidatura:x"), ("revision", ""),
    ("administracion", ""), ("consulta", ""),
)  # fmt: skip


@pytest.mark.parametrize(("papel", "ambito"), PAPELES)
def test_ningun_papel_trabaja_sin_segundo_factor(
    client: Client, crear: Callable[..., Cuenta], papel: str, ambito: str
) -> None:
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    nueva = crear("nueva@prueba.mx", papel, ambito)
    client.post("/cuenta/entrar/", {"login": "nueva@prueba.mx", "password": CLAVE})
    for ruta in ("/", "/cuenta/seguridad/", "/cuenta/contrasena/"):
        assert client.get(ruta)["Location"] == "/cuenta/segundo-factor/activar/"
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    client.post("/cuenta/codigos/generar/")
    assert client.get("/cuenta/seguridad/").status_code == 200
    [factor] = Authenticator.objects.filter(user=nueva)
    assert not get_adapter().can_delete_authenticator(factor)


def test_sin_telefono_ni_llave_se_entra_con_la_hoja_impresa(client: Client, ana: Cuenta) -> None:
    from django.test import Client as Otro

    client.post("/cuenta/entrar/", {"login": ana.correo, "password": CLAVE})
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    assert "Con códigos impresos" in texto(check(client.get("/cuenta/segundo-factor/activar/").content))
    check(client.get("/cuenta/codigos/generar/").content)
    assert client.post("/cuenta/codigos/generar/")["Location"] == "/cuenta/codigos/"
    pagina = client.get("/cuenta/codigos/")
    impresos = pagina.context["unused_codes"]
    assert len(impresos) == 20
    check(pagina.content)
    hoja = client.get("/cuenta/codigos/hoja.pdf")
    leido = leer_pdf(hoja.content)
    assert all(f"{c[:4]} {c[4:]}" in leido for c in impresos)

    otro = Otro()
    otro.post("/cuenta/entrar/", {"login": ana.correo, "password": CLAVE})
    assert otro.get("/cuenta/seguridad/").status_code == 302, "la contraseña sola no basta"
    assert otro.post("/cuenta/segundo-factor/", {"code": impresos[0]})["Location"] == "/"
    assert otro.get("/cuenta/seguridad/").status_code == 200
    tercero = Otro()
    tercero.post("/cuenta/entrar/", {"login": ana.correo, "password": CLAVE})
    usado = tercero.post("/cuenta/segundo-factor/", {"code": impresos[0]})
    assert "no es correcto" in texto(check(usado.content))


def test_un_codigo_que_no_pudo_asentarse_no_se_gasta(
    client: Client, ana: Cuenta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Si se gastara sin constar, la cuenta parecería cambiada por otro cliente."""
    impresos = codigos.renovar(cuenta=ana, ahora=reloj.ahora())
    client.post("/cuenta/entrar/", {"login": ana.correo, "password": CLAVE})

    def no_cabe(**_: object) -> None:
        raise OSError("el disco está lleno")

    with monkeypatch.context() as parche:
        parche.setattr(factores, "anotar_codigo_usado", no_cabe)
        with pytest.raises(OSError, match="lleno"):
            client.post("/cuenta/segundo-factor/", {"code": impresos[0]})
    assert len(codigos.vivos(ana)) == 20
    assert client.post("/cuenta/segundo-factor/", {"code": impresos[0]})["Location"] == "/"


def test_cuando_la_hoja_se_acaba_se_pide_hacer_otra(client: Client, ana: Cuenta) -> None:
    impresos = codigos.renovar(cuenta=ana, ahora=reloj.ahora())
    with transaction.atomic():
        for usado in impresos[:15]:
            ana.authenticator_set.get().wrap().validate_code(usado)
        anotar_codigo_usado(cuenta=ana, ahora=reloj.ahora())
    client.post("/cuenta/entrar/", {"login": ana.correo, "password": CLAVE})
    respuesta = client.post("/cuenta/segundo-factor/", {"code": impresos[15]})
    assert respuesta["Location"] == "/cuenta/codigos/generar/"
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    assert "Los 4 códigos" in texto(check(client.get("/cuenta/codigos/generar/").content))
    client.post("/cuenta/codigos/generar/")
    assert client.get("/cuenta/seguridad/").status_code == 200, "la sesión sigue con la hoja nueva"
    assert len(codigos.vivos(ana)) == 20


def test_el_instituto_entrega_la_hoja_y_consta_con_que_se_acredito(
    ana: Cuenta, crear: Callable[..., Cuenta]
) -> None:
    eli, dina = crear("eli@instituto.mx", "consulta"), dentro(crear("dina@instituto.mx", "administracion"))
    ruta = f"/accesos/{eli.pk}/"
    sin = dina.post(ruta, {"acto": "codigos", "motivo": "No tiene teléfono"})
    assert sin.status_code == 422
    assert "Diga con qué se acreditó" in texto(check(sin.content))
    assert not codigos.vivos(eli)
    hecha = dina.post(ruta, {"acto": "codigos", "motivo": "No tiene teléfono", "evidencia": "identificacion"})
    assert hecha["Content-Type"] == "application/pdf"
    assert codigos.vivos(eli)[0][:4] in leer_pdf(hecha.content)
    entrada = Entrada.objects.filter(acto="codigos_entregados").get()
    dicho = {"cuenta": eli.pk, "motivo": "No tiene teléfono", "evidencia": "identificacion"}
    assert dicho.items() <= entrada.datos.items()


def test_restablecer_pide_con_que_se_acredito(crear: Callable[..., Cuenta]) -> None:
    eli, dina = crear("eli@instituto.mx", "consulta"), dentro(crear("dina@instituto.mx", "administracion"))
    codigos.renovar(cuenta=eli, ahora=reloj.ahora())
    ruta = f"/accesos/{eli.pk}/"
    assert dina.post(ruta, {"acto": "factor", "motivo": "Oficio 8"}).status_code == 422
    assert codigos.vivos(eli)
    datos = {"acto": "factor", "motivo": "Oficio 8", "evidencia": "representante"}
    assert dina.post(ruta, datos).status_code == 302
    assert not codigos.vivos(eli)


def leer_pdf(octetos: bytes) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    return " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(octetos)).pages).split())
