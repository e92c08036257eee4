"""Una fila que los actos escriben por partes: cada uno asienta la suya, y de las demás no da nada por bueno."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.cuentas.models import PARTES, Cuenta
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.integridad.hallazgo import Que
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.errores import Conflicto
from personas import DINA, SISTEMA
from publicacion.por_fuera import cambiar

pytestmark = pytest.mark.postgres


@pytest.fixture
def cuenta(base: None, ahora: datetime) -> Cuenta:
    return crear_cuenta(
        correo="eva@prueba.mx", nombre="Eva", papel="consulta", clave=None, por=SISTEMA, ahora=ahora
    )


def _halladas() -> dict[str, Que]:
    return {una.parte: una.que for una in ajenas(Cuenta)}


@transaction.atomic
def _guardar(cuenta: Cuenta, ahora: datetime, campos: list[str] | None) -> set[str]:
    """Las partes que su acto selló."""
    cuenta.save(update_fields=campos)
    datos = {"cuenta": cuenta.pk}
    entrada = registrar(using="default", por=DINA, acto=Acto.CORREO_CAMBIADO, ahora=ahora, datos=datos)
    return {nombre.split(":")[2] for nombre in entrada.datos.get("escritas", {})}


def test_un_acto_asienta_las_partes_que_escribe_y_ninguna_otra(cuenta: Cuenta, ahora: datetime) -> None:
    assert _halladas() == {}
    cambiar(Cuenta, {"pk": cuenta.pk}, nombre="Otra", correo="ataca@otro.mx")
    assert _halladas() == dict.fromkeys(("nombre", "correo"), Que.CAMBIO)
    cuenta.correo = "eva.nueva@prueba.mx"
    assert _guardar(cuenta, ahora, ["correo", "password"]) == {"correo", "contrasena"}
    assert _halladas() == {"nombre": Que.CAMBIO}, "la que se escribe entera ya no dice nada ajeno"
    assert _guardar(cuenta, ahora, ["huso"]) == set(), "lo que no lleva sello no pide acto"


@pytest.mark.parametrize("campos", [None, ["papel"]])
def test_una_parte_ajena_que_se_escribe_a_medias_o_sin_decir_cual_no_pasa(
    campos: list[str] | None, cuenta: Cuenta, ahora: datetime
) -> None:
    """Lo leído de la base podría ser lo ajeno."""
    cambiar(Cuenta, {"pk": cuenta.pk}, papel="administracion")
    cuenta.refresh_from_db()
    with pytest.raises(Conflicto, match="se cambió sin pasar por el sistema"):
        _guardar(cuenta, ahora, campos)
    assert _halladas() == {"encargo": Que.CAMBIO}


def test_la_cuenta_que_ningun_acto_abrio_y_la_que_ya_no_esta_se_nombran(
    cuenta: Cuenta, ahora: datetime
) -> None:
    Cuenta.objects.create_user("nadie@prueba.mx", nombre="Nadie", papel="consulta")
    assert _halladas() == dict.fromkeys(PARTES, Que.SOBRA)
    Cuenta.objects.all().delete()
    assert _halladas() == dict.fromkeys(PARTES, Que.FALTA)
