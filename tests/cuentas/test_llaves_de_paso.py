"""La llave de paso firma para este sitio, para su cuenta y para el desafío de esta vez: lo demás no entra, y consta."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from conoceles.bitacora.models import Entrada
from paginas import check, texto
from personas import dentro
from segundo_factor import LlaveDePaso

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

pytestmark = pytest.mark.usefixtures("sin_intentos_previos")
CLAVE = "una frase larga de prueba"
AGREGAR, FACTOR = "/cuenta/llaves/agregar/", "/cuenta/segundo-factor/"
CONFIRMAR = "/cuenta/segundo-factor/confirmar/llave/"


def _reto(navegador: Client, ruta: str = FACTOR) -> str:
    [opciones] = navegador.get(ruta).context["js_data"].values()
    reto: str = opciones["publicKey"]["challenge"]
    return reto


def _con_su_llave(cuenta: Cuenta) -> LlaveDePaso:
    llave, navegador = LlaveDePaso(), dentro(cuenta)
    navegador.post("/cuenta/confirmar/", {"password": CLAVE})
    dicho = json.dumps(llave.crear(_reto(navegador, AGREGAR)))
    assert navegador.post(AGREGAR, {"name": "La de casa", "credential": dicho}).status_code == 302
    return llave


def _con_contrasena(cuenta: Cuenta) -> Client:
    navegador = Client()
    navegador.post("/cuenta/entrar/", {"login": cuenta.correo, "password": CLAVE})
    return navegador


def _contesta(navegador: Client, credencial: Any) -> Any:
    return navegador.post(FACTOR, {"credential": json.dumps(credencial)})


@pytest.fixture
def llave(cora: Cuenta) -> LlaveDePaso:
    return _con_su_llave(cora)


def test_con_su_llave_se_entra_y_consta(cora: Cuenta, llave: LlaveDePaso) -> None:
    navegador = _con_contrasena(cora)
    assert _contesta(navegador, llave.usar(_reto(navegador))).status_code == 302
    assert navegador.get("/revision/").status_code == 200
    assert "webauthn" in Entrada.objects.filter(acto="entrada").latest("id").datos["con"]


AJENAS: dict[str, Callable[[LlaveDePaso, str], Any]] = {
    "desde otra página": lambda llave, reto: llave.usar(reto, origen="https://captura.ejemplo.mx"),
    "desde una página sin cifrar": lambda llave, reto: llave.usar(reto, origen="http://testserver"),
    "para otro sitio": lambda llave, reto: _de_otro_sitio(llave, reto),
    "con el desafío de otra vez": lambda llave, _: llave.usar("A" * 43),
    "con una firma que no es": lambda llave, reto: _con(llave.usar(reto), "signature", "AAAA"),
    "de otra llave": lambda _, reto: LlaveDePaso().usar(reto),
    "una lista": lambda *_: [1],
    "un número": lambda *_: 5,
    "sin su firma": lambda llave, reto: _con(llave.usar(reto), "signature", None),
    "con octetos rotos": lambda llave, reto: _con(llave.usar(reto), "authenticatorData", "AAAA"),
    "con un pedido que no es JSON": lambda llave, reto: _con(llave.usar(reto), "clientDataJSON", "AAAA"),
}


def _con(credencial: dict[str, Any], campo: str, valor: object) -> dict[str, Any]:
    return credencial | {"response": credencial["response"] | {campo: valor}}


def _de_otro_sitio(llave: LlaveDePaso, reto: str) -> dict[str, Any]:
    otra = copy(llave)
    otra.sitio = "ejemplo.mx"
    return otra.usar(reto, origen="https://testserver")


def test_lo_que_no_firmo_su_llave_para_esta_vez_no_entra_y_consta(cora: Cuenta, llave: LlaveDePaso) -> None:
    navegador = _con_contrasena(cora)
    for cual, contestar in AJENAS.items():
        cache.clear()  # aquí no se prueba el límite de intentos
        pagina = _contesta(navegador, contestar(llave, _reto(navegador)))
        assert "no es correcto" in texto(check(pagina.content)), cual
        assert navegador.get("/revision/").status_code == 302, cual
        ultima = Entrada.objects.latest("id")
        assert (ultima.acto, ultima.datos) == ("factor_fallido", {"tipo": "webauthn"}), cual
    assert Entrada.objects.filter(acto="factor_fallido").count() == len(AJENAS)


def test_la_llave_de_otra_cuenta_y_lo_que_ya_se_uso_no_entran(
    cora: Cuenta, ana: Cuenta, llave: LlaveDePaso
) -> None:
    de_ana = _con_su_llave(ana)
    navegador = _con_contrasena(cora)
    _contesta(navegador, de_ana.usar(_reto(navegador)))
    assert navegador.get("/revision/").status_code == 302
    usada = llave.usar(_reto(navegador))
    assert _contesta(navegador, usada).status_code == 302
    otro = _con_contrasena(cora)
    for _ in range(2):  # ni con su propio desafío pendiente ni tras fallar
        _contesta(otro, usada)
        assert otro.get("/revision/").status_code == 302


def test_probar_otra_vez_quien_es_con_una_llave_ajena_tambien_consta(
    cora: Cuenta, llave: LlaveDePaso
) -> None:
    navegador = dentro(cora)
    for contesta, actos in ((LlaveDePaso(), 1), (llave, 1)):
        dicho = json.dumps(contesta.usar(_reto(navegador, CONFIRMAR)))
        navegador.post(CONFIRMAR, {"credential": dicho, "next": "/revision/"})
        assert Entrada.objects.filter(acto="factor_fallido").count() == actos
