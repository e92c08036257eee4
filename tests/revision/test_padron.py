"""UTTAIP importa el padrón desde una pantalla: la misma simulación, el mismo informe y las mismas reglas."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
from conoceles.proceso.operaciones import cargar
from paginas import check

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso

RUTA = "/revision/padron/"
TITULOS = "CARGO,DISTRITO,PARTIDO,CARACTER,NOMBRE COMPLETO,SEXO,COLOR\n"
ANA = "Diputación MR,5,MC,PROPIETARIA,Ana Rentería Soto,MUJER,azul\n"


def _archivo(texto: str = TITULOS + ANA, nombre: str = "../corte 1.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, texto.encode())


def _huella(pagina: str) -> str:
    return pagina.partition('name="huella" value="')[2][:64]


@pytest.fixture(autouse=True)
def _eleccion(proceso: Proceso) -> None:
    """La elección en curso."""


def test_subir_ensaya_aceptar_libera_y_confirmar_importa(dina: Client) -> None:
    ensayo = dina.post(RUTA, {"archivo": _archivo()}).content.decode()
    check(ensayo)
    assert "Así no se puede importar" in ensayo
    assert "COLUMNA_DESCONOCIDA" in ensayo
    assert not Candidatura.objects.exists()

    datos = {"huella": _huella(ensayo), "aceptar": ["COLUMNA_DESCONOCIDA"]}
    libre = dina.post(RUTA, datos).content.decode()
    check(libre)
    assert "Listo para importar" in libre
    assert not Candidatura.objects.exists()

    hecho = dina.post(RUTA, {**datos, "confirmar": "si"}).content.decode()
    check(hecho)
    assert "Padrón importado" in hecho
    assert Candidatura.objects.get().persona.nombre == "Ana Rentería Soto"
    entrada = Entrada.objects.get(acto="padron_importado")
    assert entrada.datos["aceptadas"] == {"COLUMNA_DESCONOCIDA": 1}
    assert entrada.actor.startswith("cuenta:")
    assert not list((carpetas().datos / "padron").rglob("*.csv"))


def test_confirmar_sin_aceptar_no_importa_nada(dina: Client) -> None:
    ensayo = dina.post(RUTA, {"archivo": _archivo()}).content.decode()
    pagina = dina.post(RUTA, {"huella": _huella(ensayo), "confirmar": "si"}).content.decode()

    assert "Así no se puede importar" in pagina
    assert not Candidatura.objects.exists()


@pytest.mark.parametrize("huella", ["", "0" * 64, "../../secretos", "..%2f.."])
def test_sin_archivo_se_pide_y_no_se_sale_de_la_carpeta(dina: Client, huella: str) -> None:
    respuesta = dina.post(RUTA, {"huella": huella, "confirmar": "si"})

    assert respuesta.status_code == 422
    assert "Elija el archivo del padrón" in respuesta.content.decode()


def test_lo_que_no_es_un_padron_tiene_su_frase(dina: Client) -> None:
    respuesta = dina.post(RUTA, {"archivo": _archivo("<html></html>", "p.xlsx")})

    check(respuesta.content.decode())
    assert "es una página" in respuesta.content.decode()
    assert not Candidatura.objects.exists()


def test_el_archivo_que_subio_otra_cuenta_no_existe(dina: Client, cora: Client) -> None:
    ensayo = dina.post(RUTA, {"archivo": _archivo()}).content.decode()

    assert cora.post(RUTA, {"huella": _huella(ensayo), "confirmar": "si"}).status_code in (403, 404)
    assert not Candidatura.objects.exists()


def test_un_archivo_abandonado_se_borra_al_dia_siguiente_en_la_primera_visita(
    dina: Client, datos: Path
) -> None:
    dina.post(RUTA, {"archivo": _archivo()})
    [subido] = (datos / "padron").glob("*/*")
    hora, _, huella = subido.name.partition("-")
    for edad, queda in ((23 * 3600, True), (25 * 3600, False)):
        subido = subido.rename(subido.with_name(f"{int(hora) - edad}-{huella}"))
        assert dina.get(RUTA).status_code == 200
        assert subido.exists() is queda


def test_la_plantilla_se_descarga_y_el_menu_lleva_al_padron(dina: Client, ana: Client) -> None:
    assert dina.get(RUTA + "plantilla.xlsx").content.startswith(b"PK")
    assert f'href="{RUTA}"' in dina.get("/revision/").content.decode()
    assert ana.get(RUTA).status_code in (403, 404)


def test_la_pantalla_dice_que_el_archivo_se_leyo_con_el_mapa(
    dina: Client, tmp_path: Path, ahora: datetime
) -> None:
    carpeta = Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "e"))
    (carpeta / "padron.toml").write_text('descarta = ["Color"]', encoding="utf-8")
    cargar(carpeta, por=Alcance.sistema("prueba"), ahora=ahora)

    ensayo = dina.post(RUTA, {"archivo": _archivo()}).content.decode()
    check(ensayo)
    assert "Listo para importar" in ensayo
    assert "leído con el mapa del padrón" in ensayo
    assert "MAPA_COLUMNA_FUERA" in ensayo
    hecho = dina.post(RUTA, {"huella": _huella(ensayo), "confirmar": "si"}).content.decode()
    assert "», leído con el mapa del padrón, quedó en" in hecho
