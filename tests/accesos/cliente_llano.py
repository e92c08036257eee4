"""Lo que hace quien ataca las cuentas con `sqlite3` o `psql`, y lo que le contesta la entrada."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client

from accesos.conftest import CLAVE, CORREO
from conoceles.candidaturas import designaciones
from conoceles.cuentas import codigos
from conoceles.cuentas.constancia import cotejo
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo import reloj
from personas import DINA
from publicacion.por_fuera import sin_candados
from segundo_factor import codigo_totp

AJENA = "la frase que puso quien ataca"
SU_BUZON = "quien.ataca@otro.mx"


def llano(orden: str, *valores: object) -> None:
    """Como `sqlite3` o `psql`: SQL directo, con los candados quitados."""
    tabla = next(palabra for palabra in orden.split() if "_" in palabra)
    sin_candados(tabla)
    with connection.cursor() as cursor:
        cursor.execute(orden, valores)
        assert cursor.rowcount


def entrar(correo: str = CORREO, clave: str = CLAVE) -> tuple[int, str]:
    """Lo que contesta la entrada, después de la contraseña y del código si llega a pedirlo."""
    navegador = Client()
    respuesta = navegador.post("/cuenta/entrar/", {"login": correo, "password": clave})
    if respuesta.status_code == 302 and "segundo-factor" in respuesta["Location"]:
        respuesta = navegador.post("/cuenta/segundo-factor/", {"code": codigo_totp()})
    return respuesta.status_code, respuesta.content.decode()


def contrasena(ana: Cuenta) -> None:
    llano("UPDATE cuentas_cuenta SET password = %s WHERE id = %s", make_password(AJENA), ana.pk)


def correo(ana: Cuenta) -> None:
    llano("UPDATE cuentas_cuenta SET correo = %s WHERE id = %s", SU_BUZON, ana.pk)


def papel(ana: Cuenta) -> None:
    llano("UPDATE cuentas_cuenta SET papel = 'administracion', ambito = '' WHERE id = %s", ana.pk)


def nombre(ana: Cuenta) -> None:
    llano("UPDATE cuentas_cuenta SET nombre = 'Otra Persona' WHERE id = %s", ana.pk)


def factor_plantado(ana: Cuenta) -> None:
    llano("DELETE FROM mfa_authenticator WHERE user_id = %s AND type = 'totp'", ana.pk)
    plantar(ana)


def plantar(cuenta: Cuenta) -> None:
    dicho = Authenticator.objects.filter(type="totp").values_list("data", flat=True).first()
    llano(
        "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'totp', %s, %s)",
        cuenta.pk, json.dumps(dicho or {"secret": "x"}), reloj.ahora(),
    )  # fmt: skip


def _factores_borrados(ana: Cuenta) -> None:
    llano("DELETE FROM mfa_authenticator WHERE user_id = %s", ana.pk)


def _codigos_sin_usar(ana: Cuenta) -> None:
    """Otra vez buenos los de una hoja: la semilla es la misma y lo usado se olvida."""
    navegador = Client()
    navegador.post("/cuenta/entrar/", {"login": CORREO, "password": CLAVE})
    navegador.post("/cuenta/segundo-factor/", {"code": codigos.vivos(ana)[0]})
    assert cotejo.frase(ana) == "", "usar un código es un acto"
    antes = json.dumps({**_datos_de_codigos(ana), "used_mask": 0})
    llano(
        "UPDATE mfa_authenticator SET data = %s WHERE user_id = %s AND type = 'recovery_codes'", antes, ana.pk
    )


def _datos_de_codigos(ana: Cuenta) -> dict[str, Any]:
    dicho: dict[str, Any] = Authenticator.objects.get(user=ana, type="recovery_codes").data
    assert dicho["used_mask"]
    return dicho


def _designacion(ana: Cuenta) -> None:
    suya = ana.designaciones.get()
    llano(
        "INSERT INTO cuentas_designacion (proceso_id, cuenta_id, ambito, contiendas, oficio, fecha_oficio, por, en,"
        " baja_motivo, baja_por, baja_en) SELECT proceso_id, cuenta_id, %s, contiendas, oficio, fecha_oficio, por, en,"
        " 'x', 'x', en FROM cuentas_designacion WHERE id = %s",
        "fuerza:1", suya.pk,
    )  # fmt: skip


def _designacion_ampliada(ana: Cuenta) -> None:
    llano("UPDATE cuentas_designacion SET contiendas = '[\"otra\"]' WHERE cuenta_id = %s", ana.pk)


def baja_borrada(ana: Cuenta) -> None:
    designaciones.dar_de_baja(cuenta=ana, motivo="Renunció.", por=DINA, ahora=ana.designaciones.get().en)
    llano("UPDATE cuentas_cuenta SET is_active = %s WHERE id = %s", True, ana.pk)
    llano(
        "UPDATE cuentas_designacion SET baja_motivo = '', baja_por = '', baja_en = NULL WHERE cuenta_id = %s",
        ana.pk,
    )


ATAQUES: dict[str, tuple[Callable[[Cuenta], None], str, str, str]] = {
    "contraseña sustituida": (contrasena, CORREO, AJENA, "tiene una contraseña que ningún acto puso"),
    "correo sustituido": (correo, SU_BUZON, CLAVE, "tiene un correo que ningún acto le dio"),
    "papel cambiado": (papel, CORREO, CLAVE, "es de «administración», o de un ámbito"),
    "nombre cambiado": (nombre, CORREO, CLAVE, "lleva un nombre que ningún acto le dio"),
    "factor plantado": (factor_plantado, CORREO, CLAVE, "tiene un segundo factor que ningún acto activó"),
    "factores borrados": (_factores_borrados, CORREO, CLAVE, "o le quitaron el suyo"),
    "códigos sin usar otra vez": (_codigos_sin_usar, CORREO, CLAVE, "tiene un segundo factor"),
    "designación insertada": (_designacion, CORREO, CLAVE, "tiene una designación que ningún acto hizo"),
    "designación ampliada": (_designacion_ampliada, CORREO, CLAVE, "tiene una designación"),
    "baja deshecha": (baja_borrada, CORREO, CLAVE, "está abierta sin que conste"),
}
