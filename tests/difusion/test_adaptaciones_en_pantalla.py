"""Cora baja la hoja para adaptar, sube la que devuelven y la grabación de una persona; un partido no las ve."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.difusion.adaptaciones import hoja
from conoceles.difusion.models import Adaptacion
from conoceles.publicacion.publicador import publicar
from difusion.elenco import SILENCIO
from paginas import check, texto
from publicacion.eleccion import PROCESO

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.lenta
RAIZ = "/difusion/adaptaciones/"


@pytest.fixture
def publicada(eleccion: dict[str, Any], ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora)


def _llena(quien: Client, clase: str = "facil", **cambios: str) -> bytes:
    """La hoja que se baja, con la historia de Ana hecha; `cambios` sobre ese renglón."""
    bajada = quien.get(f"{RAIZ}{clase}.csv").content
    filas = list(csv.DictReader(io.StringIO(bajada.decode("utf-8-sig"))))
    [suya] = [f for f in filas if (f["folio"], f["campo"]) == ("ANA", "historia")]
    suya.update({"texto": "Ana es maestra.", "hizo": "Luz Ríos", "reviso": "Sol Paz"} | cambios)
    salida = io.StringIO()
    escritor = csv.DictWriter(salida, hoja.COLUMNAS)
    escritor.writeheader()
    escritor.writerows(filas)
    return salida.getvalue().encode()


def _subir(quien: Client, octetos: bytes, a: str = "facil/", **datos: str) -> Any:
    archivo = io.BytesIO(octetos)
    archivo.name = "recibida"
    return quien.post(RAIZ + a, {"archivo": archivo, **datos})


def test_la_hoja_baja_vuelve_llena_y_se_ve_cuanto_falta(publicada: None, cora: Client) -> None:
    assert _subir(cora, _llena(cora)).status_code == 302
    fila = Adaptacion.objects.get()
    assert (fila.donde, fila.texto, fila.hizo, fila.por) == ("ANA", "Ana es maestra.", "Luz Ríos", "Cora")
    pagina = texto(check(cora.get(RAIZ).content))
    total = len(hoja.leer_hoja(_llena(cora))) and cora.get(f"{RAIZ}facil.csv").content.count(b"\r\n") - 1
    assert f"1 de {total} respuestas" in pagina
    assert "la hizo Luz Ríos y la revisó Sol Paz" in pagina
    assert b"Ana es maestra." in cora.get(f"{RAIZ}facil.csv").content, "la siguiente hoja trae lo hecho"


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"reviso": ""}, "diga quién la hizo y quién la revisó. No se guardó nada."),
        ({"reviso": "luz ríos"}, "la revisa otra persona, no quien la hizo."),
        ({"huella": "0" * 64}, "el texto original cambió"),
    ],
)
def test_una_hoja_con_un_renglon_mal_se_devuelve_junto_a_su_causa(
    publicada: None, cora: Client, cambios: dict[str, str], frase: str
) -> None:
    respuesta = _subir(cora, _llena(cora, **cambios))
    assert respuesta.status_code == 422
    assert frase in texto(check(respuesta.content))
    assert not Adaptacion.objects.exists()


def test_sin_archivo_y_de_una_lengua_que_la_eleccion_no_declara(publicada: None, cora: Client) -> None:
    respuesta = cora.post(f"{RAIZ}facil/")
    assert respuesta.status_code == 422
    assert "Adjunte el archivo." in texto(check(respuesta.content))
    assert cora.get(f"{RAIZ}xyz.csv").status_code == cora.post(f"{RAIZ}xyz/").status_code == 404


def test_la_voz_de_una_persona_se_recibe_y_lo_que_no_es_audio_se_devuelve_con_lo_escrito(
    publicada: None, cora: Client
) -> None:
    dicho = {"de": "ANA", "hizo": "Luz Ríos", "reviso": "Sol Paz"}
    mala = _subir(cora, b"no es audio", "voz/", **dicho)
    assert mala.status_code == 422
    pagina = check(mala.content)
    assert "Conviértala con opusenc." in texto(pagina)
    assert 'value="Luz Ríos"' in mala.content.decode()
    assert "No hay una boleta ni un perfil" in texto(
        check(_subir(cora, b"x", "voz/", **dicho | {"de": "NADIE"}).content)
    )
    assert _subir(cora, SILENCIO, "voz/", **dicho).status_code == 302
    assert "ANA: leída por Luz Ríos, revisada por Sol Paz" in texto(check(cora.get(RAIZ).content))


def test_un_partido_no_las_ve_y_la_comision_mira_sin_subir(
    publicada: None, ana: Client, comision: Client
) -> None:
    assert ana.get(RAIZ).status_code == ana.get(f"{RAIZ}facil.csv").status_code == 404
    pagina = comision.get(RAIZ)
    assert "Hoja para adaptar" in texto(check(pagina.content))
    assert "multipart/form-data" not in pagina.content.decode()
    assert _subir(comision, b"x").status_code == 404
