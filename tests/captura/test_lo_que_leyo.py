"""Se envía lo que la pantalla enseñó: si algo cambia entre leer y enviar, no se envía y se dice, lo cambie quien lo cambie."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from captura.test_conjunto import CONJUNTO
from paginas import check, leido_y_confirmado, texto
from personas import LARGO

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.postgres
AJENO = f"Esto no lo escribió ella. {LARGO}"
CAMBIO = "lo guardado cambió después de que usted lo leyó"


def _por_fuera(base: str, sentencia: str, *datos: object) -> None:
    """Como un cliente llano: sin pasar por el sistema ni subir la cuenta de guardados."""
    with connections[base].cursor() as cursor:
        cursor.execute(sentencia, datos)
        assert cursor.rowcount == 1


def _reescribir_lo_curricular() -> None:
    contenido = json.dumps({"historia": AJENO})
    _por_fuera(
        "default", "UPDATE curricular_borrador SET contenido = %s WHERE seccion = 'historia'", contenido
    )


def _se_dice_y_no_se_envia(ana: Client, raiz: str, candidatura: Candidatura, leido: dict[str, str]) -> str:
    respuesta = ana.post(raiz + "enviar/", leido)
    assert respuesta.status_code == 422
    dicho = texto(check(respuesta.content))
    assert CAMBIO in dicho
    assert not candidatura.envios.exists()
    return dicho


def test_enviar_lo_que_otro_cliente_cambio_despues_de_leerlo_se_detiene(
    ana: Client, llenar: Callable[[], str], candidatura: Candidatura
) -> None:
    raiz = llenar()
    leido = leido_y_confirmado(ana, raiz)
    _reescribir_lo_curricular()
    assert AJENO.strip() in _se_dice_y_no_se_envia(ana, raiz, candidatura, leido)  # ahora sí lo ve


def test_lo_sellado_es_lo_que_la_pantalla_enseno(
    ana: Client, llenar: Callable[[], str], candidatura: Candidatura
) -> None:
    raiz = llenar()
    leido = leido_y_confirmado(ana, raiz)
    assert ana.post(raiz + "enviar/", leido)["Location"] == raiz + "acuse/"
    version = candidatura.envios.get().version
    assert version.contenido["historia"] in texto(check(ana.get(raiz + "verificar/").content))


def test_reponer_un_borrador_de_identidad_anterior_tambien_se_nota(
    ana: Client, llenar: Callable[[], str], candidatura: Candidatura
) -> None:
    """Está cifrado, pero quien tiene la base guarda el de ayer y lo pone hoy: se abre igual de bien."""
    raiz = llenar()
    with connections["identidad"].cursor() as cursor:
        cursor.execute("SELECT cifrado, version FROM identidad_borradoridentidad")
        [viejo] = cursor.fetchall()
    pagina = ana.get(raiz + "consentimiento/").context
    datos = {
        "original": pagina["original"],
        "c_tratamiento": "si",
        "c_publicacion": "no",
        "c_estadistica": "no",
    }
    assert ana.post(raiz + "consentimiento/", datos).status_code == 302
    leido = leido_y_confirmado(ana, raiz)
    _por_fuera("identidad", "UPDATE identidad_borradoridentidad SET cifrado = %s, version = %s", *viejo)
    _se_dice_y_no_se_envia(ana, raiz, candidatura, leido)


def test_lo_que_guarda_otra_persona_mientras_se_lee_tambien_se_dice(
    ana: Client, llenar: Callable[[], str], candidatura: Candidatura
) -> None:
    raiz = llenar()
    leido = leido_y_confirmado(ana, raiz)
    version = str(ana.get(raiz + "historia/").context["version"])
    assert ana.post(raiz + "historia/", {"historia": AJENO, "version": version}).status_code == 302
    _se_dice_y_no_se_envia(ana, raiz, candidatura, leido)
    assert ana.post(raiz + "enviar/", leido_y_confirmado(ana, raiz))["Location"] == raiz + "acuse/"


def test_en_bloque_lo_cambiado_por_fuera_ya_no_cuenta_como_abierto(
    ana: Client, llenar: Callable[[], str], candidatura: Candidatura
) -> None:
    """Un cliente de la base no sube la cuenta de guardados: se compara lo que dice."""
    llenar()
    assert ana.post(CONJUNTO, {"abrir": candidatura.folio}).status_code == 200
    _reescribir_lo_curricular()
    enviadas = ana.post(CONJUNTO, {"folio": candidatura.folio})
    assert "Cambió después de que se abrió" in texto(check(enviadas.content))
    assert not candidatura.envios.exists()


def test_enviar_sin_decir_que_se_leyo_no_envia_y_vuelve_a_la_verificacion(
    ana: Client, llenar: Callable[[], str], candidatura: Candidatura
) -> None:
    """Un formulario hecho a mano no da por leído lo que nadie leyó; con lo que esa pantalla trae ya se envía."""
    raiz = llenar()
    for datos in ({"confirmo": "si"}, {"confirmo": "si", "leido": ""}):
        respuesta = ana.post(raiz + "enviar/", datos)
        assert respuesta.status_code == 422
        assert "no llegó qué fue lo que usted leyó" in texto(check(respuesta.content))
        assert not candidatura.envios.exists()
    [leido] = re.findall(r'name="leido" value="(\w+)"', respuesta.content.decode())
    assert ana.post(raiz + "enviar/", {"confirmo": "si", "leido": leido})["Location"] == raiz + "acuse/"
