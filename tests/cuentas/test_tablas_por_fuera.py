"""Quien lee o escribe las tablas de sesiones y de lo recordado no entra con ellas ni manda en el servidor."""

from __future__ import annotations

import base64
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client

from conoceles.cuentas.tablas import recordado
from cuentas.test_entrada import entrar
from personas import dentro

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("sin_intentos_previos")]


class _Programa:
    """Lo que `pickle` corre al leerse."""

    def __init__(self, rastro: Path) -> None:
        self.rastro = rastro

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.rastro,)


def _plantar(rastro: Path) -> None:
    puesto = base64.b64encode(pickle.dumps(_Programa(rastro))).decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET value = %s", [puesto])
        assert cursor.rowcount


def test_un_programa_plantado_en_lo_recordado_no_corre(client: Client, ana: Cuenta, tmp_path: Path) -> None:
    entrar(client, ana.correo, "mala")
    _plantar(tmp_path / "rastro")
    entrar(client, ana.correo, "mala")
    entrar(client, ana.correo)
    assert not (tmp_path / "rastro").exists()


def test_lo_recordado_se_lee_y_lo_que_no_es_un_dato_es_como_si_no_estuviera(
    sin_intentos_previos: None, tmp_path: Path
) -> None:
    cache.set("uno", [1.5, "dos", True])
    assert cache.get("uno") == [1.5, "dos", True]
    cache.set("vencido", 1, -1)
    assert cache.get_many(["uno", "vencido", "ninguno"]) == {"uno": [1.5, "dos", True]}
    _plantar(tmp_path / "rastro")
    assert cache.get("uno", "nada") == "nada"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET value = 'no es base64'")
    assert cache.get("uno") is None


def test_lo_que_ya_esta_no_se_agrega_hasta_que_vence(sin_intentos_previos: None) -> None:
    assert cache.add("candado", 1, 60)
    assert not cache.add("candado", 2, 60)
    assert cache.get("candado") == 1
    cache.set("candado", 3, -1)
    assert cache.add("candado", 4, 60)
    cache.set("siempre", 5, None)
    assert cache.get_many(["candado", "siempre"]) == {"candado": 4, "siempre": 5}


def test_purgar_lo_recordado_borra_solo_lo_vencido(sin_intentos_previos: None) -> None:
    cache.set("vivo", 1, 60)
    cache.set("vencido", 1, -60)
    assert recordado.purgar() == 1
    assert cache.get("vivo") == 1


def test_la_llave_que_guarda_la_base_no_es_la_galleta(cora: Cuenta) -> None:
    navegador = dentro(cora)
    assert navegador.get("/revision/").status_code == 200
    fila = Session.objects.get()
    assert navegador.cookies["sessionid"].value not in (fila.session_key, fila.session_data)
    ladron = Client()
    ladron.cookies["sessionid"] = fila.session_key
    assert ladron.get("/revision/")["Location"].startswith("/cuenta/entrar/")


def test_copiar_la_sesion_de_otra_persona_en_la_propia_no_entra(ana: Cuenta, cora: Cuenta) -> None:
    """Quien ataca tiene su cuenta, conoce su galleta y su renglón, y pone en él lo de Cora."""
    propia, suya = dentro(ana), dentro(cora)
    assert suya.get("/revision/").status_code == 200
    antes = set(Session.objects.values_list("session_key", flat=True))
    assert len(antes) == 2
    de_cora = next(f for f in Session.objects.all() if _es_de(f, cora))
    Session.objects.exclude(pk=de_cora.pk).update(session_data=de_cora.session_data)
    assert propia.get("/revision/")["Location"].startswith("/cuenta/entrar/")
    assert suya.get("/revision/").status_code == 200


def _es_de(fila: Session, cuenta: Cuenta) -> bool:
    from conoceles.cuentas.tablas.llaves_de_sesion import leida

    return leida(fila).get("_auth_user_id") == str(cuenta.pk)
