"""Cambiar la propia contraseña: con la actual, con aviso, y sin dejar abiertas las demás sesiones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from paginas import check, texto
from personas import dentro

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

pytestmark = pytest.mark.usefixtures("sin_intentos_previos")

RUTA, CLAVE, NUEVA = "/cuenta/contrasena/", "una frase larga de prueba", "tres perros verdes"


def test_cambiarla_con_la_actual_cierra_las_demas_sesiones_y_avisa(ana: Cuenta) -> None:
    aqui, alla = dentro(ana), dentro(ana)
    check(aqui.get(RUTA).content)
    hecho = aqui.post(RUTA, {"actual": CLAVE, "clave": NUEVA, "repetida": NUEVA})
    assert "Su contraseña cambió" in texto(check(hecho.content))
    ana.refresh_from_db()
    assert ana.check_password(NUEVA)
    assert aqui.get(RUTA).status_code == 200
    assert alla.get(RUTA).status_code == 302
    assert Entrada.objects.latest("id").acto == "contrasena_cambiada"
    aviso = Correo.objects.latest("id")
    assert (aviso.para, aviso.clase) == (ana.correo, "seguridad")
    assert NUEVA not in aviso.cuerpo


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"actual": "otra cosa"}, "La contraseña actual no es correcta"),
        ({"clave": "conoceles2024", "repetida": "conoceles2024"}, "se adivina"),
        ({"repetida": "tres gatos verdes"}, "no son iguales"),
    ],
)
def test_lo_que_falla_se_dice_y_no_cambia_nada(ana: Cuenta, cambio: dict[str, str], frase: str) -> None:
    mal = dentro(ana).post(RUTA, {"actual": CLAVE, "clave": NUEVA, "repetida": NUEVA} | cambio)
    assert mal.status_code == 422
    assert frase in texto(check(mal.content))
    ana.refresh_from_db()
    assert ana.check_password(CLAVE)


def test_probar_contrasenas_desde_una_sesion_ajena_se_detiene_y_consta(ana: Cuenta) -> None:
    navegador, suyo = dentro(ana), dentro(ana)
    for _ in range(6):
        dicho = navegador.post(RUTA, {"actual": "mala", "clave": NUEVA, "repetida": NUEVA})
    assert "En esta sesión se escribió cinco veces" in texto(check(dicho.content))
    assert suyo.post("/cuenta/confirmar/", {"password": CLAVE}).status_code == 302, (
        "en la suya no falló nadie"
    )
    actos = list(Entrada.objects.values_list("acto", flat=True))
    assert (actos.count("entrada_fallida"), actos.count("entrada_detenida")) == (5, 1)
