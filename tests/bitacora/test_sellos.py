"""Un sello ya escrito vale siempre: la misma fila da el mismo, y ninguna versión del sistema puede calcularlo de otro modo.

Los valores se calcularon una vez con `openssl dgst -mac HMAC` sobre el texto que dice cada prueba, y no cambian.
"""

from datetime import date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import Leida, sellar
from conoceles.bitacora.selladas.tablas import TABLAS
from conoceles.identidad.llaves import retiros
from conoceles.identidad.models import Consentimiento, Retiro
from conoceles.nucleo import secretos

CLAVE = UUID("00000000-0000-4000-8000-000000000007")
EN = datetime(2024, 4, 25, 10, tzinfo=timezone(timedelta(hours=-6)))


@pytest.fixture(autouse=True)
def _maestra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secretos, "leer", lambda nombre: bytes(range(32)))


def test_el_sello_de_una_entrada_es_el_de_siempre() -> None:
    # ["2024-04-25T16:00:00.000000+00:00","cuenta:1","validada","durango","abcdefg",{"a":["ñ"],"b":1},"000…"]
    dicho = (EN, "cuenta:1", "validada", "durango", "abcdefg", {"b": 1, "a": ["ñ"]}, "0" * 64)
    vale = "299e228bde150cf18f33579dfcff735483b6cc658194f2d4c033fb8fa781887d"
    assert sellar(Leida(*dicho, sello="")) == vale
    assert sellar(Entrada(None, *dicho)) == vale


def test_el_sello_de_una_fila_es_el_de_siempre() -> None:
    # ["identidad_consentimiento",7,"00000000-…",true,false,["sexo"],null,true,"v1","","captura",null,"cuenta:1","2024-…"]
    dicho = (7, CLAVE, True, False, ["sexo"], None, True, "v1", "", "captura", None, "cuenta:1", EN)
    [fila] = TABLAS[Consentimiento].de_hoy([(CLAVE, CLAVE, 7, *dicho)])
    assert fila.sello == "75a5c93781a6114acad3fa2ab0b359b73ef60f1472ac1dc35a42814db53b6682"


def test_el_sello_de_lo_retirado_es_el_de_siempre() -> None:
    # ["00000000-…","revocacion","",["sexo"],null,true,"","2024-04-25","cuenta:1","2024-04-25T16:00:00.000000+00:00"]
    fila = Retiro(None, CLAVE, "revocacion", "", ["sexo"], None, True, "", date(2024, 4, 25), "cuenta:1", EN)
    assert retiros.sello(fila) == "1c63159a3bcbc8e4c9acfb874049e3a1c1f6d540ba1e28298c17787cb69d1d73"
