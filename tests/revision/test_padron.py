"""UTTAIP importa el padrón desde una pantalla: la misma simulación, el mismo informe y las mismas reglas."""

from __future__ import annotations

import re
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.expediente.actos import importacion
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
from paginas import check
from personas import SISTEMA, recargar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso

RUTA = "/revision/padron/"
TITULOS = "CARGO,DISTRITO,PARTIDO,CARACTER,NOMBRE COMPLETO,SEXO,COLOR\n"
ANA = "Diputación MR,5,MC,PROPIETARIA,Ana Rentería Soto,MUJER,azul\n"


def _archivo(texto: str = TITULOS + ANA, nombre: str = "../corte 1.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, texto.encode())


def _lleva(pagina: str) -> dict[str, str]:
    """Lo que viaja al confirmar: de qué archivo y qué se leyó."""
    return dict(re.findall(r'name="(huella|visto)" value="([0-9a-f]{64})"', pagina))


@pytest.fixture(autouse=True)
def _eleccion(proceso: Proceso) -> None:
    """La elección en curso."""


def test_subir_ensaya_aceptar_libera_y_confirmar_importa(dina: Client) -> None:
    ensayo = dina.post(RUTA, {"archivo": _archivo()}).content.decode()
    check(ensayo)
    assert "Así no se puede importar" in ensayo
    assert "COLUMNA_DESCONOCIDA" in ensayo
    assert not Candidatura.objects.exists()

    acepta = {"aceptar": ["COLUMNA_DESCONOCIDA"]}
    libre = dina.post(RUTA, {**_lleva(ensayo), **acepta}).content.decode()
    check(libre)
    assert "Listo para importar" in libre
    assert not Candidatura.objects.exists()

    hecho = dina.post(RUTA, {**_lleva(libre), **acepta, "confirmar": "si"}).content.decode()
    check(hecho)
    assert "Padrón importado" in hecho
    assert Candidatura.objects.get().persona.nombre == "Ana Rentería Soto"
    entrada = Entrada.objects.get(acto="padron_importado")
    assert entrada.datos["aceptadas"] == {"COLUMNA_DESCONOCIDA": 1}
    assert entrada.actor.startswith("cuenta:")
    assert not list((carpetas().datos / "padron").rglob("*.csv"))


def test_confirmar_sin_aceptar_no_importa_nada(dina: Client) -> None:
    ensayo = dina.post(RUTA, {"archivo": _archivo()}).content.decode()
    pagina = dina.post(RUTA, {**_lleva(ensayo), "confirmar": "si"}).content.decode()

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

    assert cora.post(RUTA, {**_lleva(ensayo), "confirmar": "si"}).status_code in (403, 404)
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
    recargar(carpeta, ahora)

    ensayo = dina.post(RUTA, {"archivo": _archivo()}).content.decode()
    check(ensayo)
    assert "Listo para importar" in ensayo
    assert "leído con el mapa del padrón" in ensayo
    assert "MAPA_COLUMNA_FUERA" in ensayo
    hecho = dina.post(RUTA, {**_lleva(ensayo), "confirmar": "si"}).content.decode()
    assert "», leído con el mapa del padrón, quedó en" in hecho


CORTE = (
    "CARGO,DISTRITO,PARTIDO,CARACTER,NOMBRE COMPLETO,SEXO\n"
    "Diputación MR,5,MC,PROPIETARIA,Ana Rentería Soto,MUJER\n"
    "Diputación MR,5,MC,SUPLENTE,Rosa Luna Paz,MUJER\n"
)


def _cifras(pagina: str) -> dict[str, int]:
    return {que: int(n) for que, n in re.findall(r"<div><dt>([^<]+)</dt><dd>(\d+)</dd></div>", pagina)}


def _ensayar(dina: Client, corte: str) -> str:
    return str(dina.post(RUTA, {"archivo": _archivo(corte)}).content.decode())


def _confirmar(dina: Client, ensayo: str) -> str:
    pagina = dina.post(RUTA, {**_lleva(ensayo), "confirmar": "si"}).content.decode()
    check(pagina)
    return str(pagina)


def test_lo_que_queda_es_lo_que_dijo_el_ensayo(dina: Client) -> None:
    """Las altas, y después un corte con un nombre corregido y una persona más."""
    ensayo = _ensayar(dina, CORTE)
    hecho = _confirmar(dina, ensayo)
    assert _cifras(ensayo) == _cifras(hecho)
    assert (
        _cifras(hecho)["Candidaturas nuevas"] == Candidatura.objects.count() == Persona.objects.count() == 2
    )
    assert _cifras(hecho)["Fórmulas"] == Formula.objects.count() == 1
    corregido = CORTE.replace("Luna Paz", "Luna Pas") + "Diputación MR,6,MC,PROPIETARIA,Eva Ríos,MUJER\n"
    segundo = _ensayar(dina, corregido)
    assert Candidatura.objects.count() == 2
    hecho = _confirmar(dina, segundo)
    dichas = _cifras(hecho)
    assert (dichas["Candidaturas nuevas"], dichas["Con cambios"], dichas["Sin cambios"]) == (1, 1, 1)
    assert sorted(Persona.objects.values_list("nombre", flat=True)) == [
        "Ana Rentería Soto",
        "Eva Ríos",
        "Rosa Luna Pas",
    ]
    entrada = Entrada.objects.filter(acto="padron_importado").latest("id")
    assert [entrada.datos[c] for c in ("altas", "cambios", "sin_cambio")] == [1, 1, 1]


def test_confirmar_dos_veces_dice_que_ya_se_importo(dina: Client) -> None:
    ensayo = _ensayar(dina, CORTE)
    assert "Padrón importado" in _confirmar(dina, ensayo)
    otra = _confirmar(dina, ensayo)
    assert "Ese padrón ya se importó" in otra
    assert "Elija el archivo" not in otra
    assert Candidatura.objects.count() == 2
    assert Entrada.objects.filter(acto="padron_importado").count() == 1


def test_lo_que_cambio_desde_el_ensayo_se_ensena_otra_vez_sin_importar(dina: Client, ahora: datetime) -> None:
    """Mientras Dina lee, otra persona importa el mismo corte con otro nombre: lo suyo ya no son altas."""
    ensayo = _ensayar(dina, CORTE)
    with tempfile.TemporaryDirectory() as aparte:
        otro = Path(aparte, "otro.csv")
        otro.write_text(CORTE.replace("Luna Paz", "Luna Pas"), "utf-8")
        importacion.importar(otro, proceso="durango-2023-2024", simular=False, por=SISTEMA, ahora=ahora)
    pagina = _confirmar(dina, ensayo)
    assert "Lo que haría cambió" in pagina
    assert _cifras(pagina)["Con cambios"] == 1
    assert Persona.objects.filter(nombre="Rosa Luna Pas").exists()
    assert "Padrón importado" in _confirmar(dina, pagina)
    assert Persona.objects.filter(nombre="Rosa Luna Paz").exists()


def _con_sobrenombres(ana: str, rosa: str) -> str:
    titulos, una, otra = CORTE.splitlines()
    return f"{titulos},SOBRENOMBRE\n{una},{ana}\n{otra},{rosa}\n"


@pytest.mark.parametrize("en_medio", [("La Jefa", "La Güera"), ("Anita", "Rosi")])
def test_otro_cambio_que_da_las_mismas_cuentas_no_pasa_por_el_ensayado(
    dina: Client, ahora: datetime, tmp_path: Path, en_medio: tuple[str, str]
) -> None:
    """Un sobrenombre se iba a corregir; entre tanto se corrigió y cambió el de otra, o el suyo pasó a decir otra cosa."""
    _confirmar(dina, _ensayar(dina, _con_sobrenombres("Ana", "Rosi")))
    ensayo = _ensayar(dina, _con_sobrenombres("La Jefa", "Rosi"))
    otro = tmp_path / "otro.csv"
    otro.write_text(_con_sobrenombres(*en_medio), "utf-8")
    importacion.importar(otro, proceso="durango-2023-2024", simular=False, por=SISTEMA, ahora=ahora)
    pagina = _confirmar(dina, ensayo)
    assert "Lo que haría cambió" in pagina
    assert _cifras(pagina) == _cifras(ensayo)
    assert {*Candidatura.objects.values_list("sobrenombre", flat=True)} == {*en_medio}
    assert "Padrón importado" in _confirmar(dina, pagina)


def test_lo_que_nadie_ensayo_no_se_importa(dina: Client) -> None:
    ensayo = _ensayar(dina, CORTE)
    datos = {"huella": _lleva(ensayo)["huella"], "confirmar": "si"}
    assert "Lo que haría cambió" in dina.post(RUTA, datos).content.decode()
    assert not Candidatura.objects.exists()


def test_un_corte_igual_no_ofrece_importar_ni_dice_que_consta(dina: Client) -> None:
    _confirmar(dina, _ensayar(dina, CORTE))
    igual = _ensayar(dina, CORTE)
    assert "No hay nada que importar" in igual
    assert "Importar de verdad" not in igual
    assert "No había nada que importar" in _confirmar(dina, igual)
    assert Entrada.objects.filter(acto="padron_importado").count() == 1
