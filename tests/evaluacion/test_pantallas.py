"""Las pantallas: tomar, marcar, cerrar y resolver, sin enseñar lo ajeno ni perder lo escrito."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from conoceles.evaluacion import operaciones
from conoceles.evaluacion.models import Evaluacion
from conoceles.proceso.rubrica import Rubrica
from evaluacion.conftest import FATIMA
from personas import CLAVE

RAIZ = "/revision/evaluacion/"


def _todas(rubrica: Rubrica, valor: str = "si", **distintas: str) -> dict[str, str]:
    marcas = dict.fromkeys((f"m_{c}" for c in rubrica.claves()), valor)
    return marcas | {f"m_{c.replace('__', '.')}": v for c, v in distintas.items()}


def test_tomar_marcar_y_cerrar(ocho: list[Any], cora: Client, rubrica: Rubrica) -> None:
    lugar = cora.post(RAIZ + "siguiente/")["Location"]
    pagina = cora.get(lugar).content.decode()
    assert pagina.count('type="radio"') == 2 * len(rubrica.claves())
    assert "Pistas" in pagina
    datos = _todas(rubrica)
    del datos["m_genero.poblacion"]
    fallida = cora.post(lugar, datos | {"hacer": "cerrar"})
    assert fallida.status_code == 422
    assert 'href="#genero.poblacion"' in fallida.content.decode()
    assert fallida.content.decode().count(" checked") == len(datos)  # lo marcado sigue marcado
    assert Evaluacion.objects.get().marcas == {}
    assert cora.post(lugar, _todas(rubrica) | {"hacer": "cerrar"}).status_code == 302
    assert "Cerró esta lectura" in cora.get(lugar).content.decode()
    assert cora.post(lugar, _todas(rubrica) | {"hacer": "cerrar"}).status_code == 409


def test_la_lectura_ajena_no_existe(ocho: list[Any], cora: Client, dina: Client) -> None:
    lugar = cora.post(RAIZ + "siguiente/")["Location"]
    assert dina.get(lugar).status_code == 404
    assert dina.get(lugar + "desacuerdo/").status_code == 404


def test_resolver_como_tercera_persona(
    ocho: list[Any], cora: Client, dina: Client, cuenta: Callable[..., Any], rubrica: Rubrica, leer: Any
) -> None:
    una = leer(FATIMA)
    lugar = cora.post(RAIZ + "siguiente/")["Location"]
    assert una.candidatura.folio in lugar
    cora.post(lugar, _todas(rubrica, historia__anios="no") | {"hacer": "cerrar"})
    assert f"{lugar}desacuerdo/" in dina.get(RAIZ).content.decode()
    pagina = dina.get(lugar + "desacuerdo/").content.decode()
    assert "Usted decide como tercera persona" in pagina
    assert pagina.count('type="radio"') == 2
    assert dina.post(lugar + "desacuerdo/", {"forma": "tercera"}).status_code == 422
    datos = {"forma": "tercera", "m_historia.anios": "no"}
    assert dina.post(lugar + "desacuerdo/", datos).status_code == 302
    assert dina.get(lugar + "desacuerdo/").status_code == 404


def test_el_acuerdo_se_propone_por_las_dos(
    ocho: list[Any], cora: Client, rubrica: Rubrica, leer: Any
) -> None:
    una = leer(FATIMA)
    lugar = cora.post(RAIZ + "siguiente/")["Location"]
    cora.post(lugar, _todas(rubrica, historia__anios="no") | {"hacer": "cerrar"})
    datos = {"forma": "acuerdo", "m_historia.anios": "no"}
    assert cora.post(lugar + "desacuerdo/", datos)["Location"] == lugar + "desacuerdo/"
    pagina = cora.get(lugar + "desacuerdo/").content.decode()
    assert "Falta la de la otra persona" in pagina
    operaciones.proponer(
        candidatura=una.candidatura, marcas={"historia.anios": True}, por=FATIMA, ahora=una.en
    )
    pagina = cora.get(lugar + "desacuerdo/").content.decode()
    assert "La otra persona propone: sí" in pagina
    assert cora.post(lugar + "desacuerdo/", datos | {"m_historia.anios": "si"})["Location"] == RAIZ


def test_la_comision_ve_el_avance_y_ninguna_marca(ocho: list[Any], comision: Client, leer: Any) -> None:
    leer(FATIMA)
    pagina = comision.get(RAIZ).content.decode()
    assert "Candidaturas por evaluar" in pagina
    assert "<form" not in pagina
    assert "eval000" not in pagina


def test_sin_rubrica_la_pantalla_lo_dice(ocho: list[Any], cora: Client, proceso: Any) -> None:
    proceso.definicion["rubrica"]["rubros"], proceso.huella = [], "sin-rubrica"
    proceso.save()
    assert "no tiene rúbrica" in cora.get(RAIZ).content.decode()
    assert cora.post(RAIZ + "siguiente/").status_code == 404


def test_concluir_con_pendientes_dice_por_que(ocho: list[Any], dina: Client) -> None:
    respuesta = dina.post(RAIZ + "concluir/")
    assert respuesta.status_code == 409
    assert "ningún desacuerdo pendiente" in respuesta.content.decode()
    assert CLAVE
