"""Lo que hoy toca publicar: copiar, llevar, anotar con evidencia, y que el informe del mes lo diga."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from conoceles.bitacora.models import Entrada
from conoceles.difusion.models import Publicada
from conoceles.difusion.segunda import difundir
from conoceles.informes import catalogo
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Fecha
from conoceles.publicacion.publicador import publicar
from difusion.conftest import dibujar_una_vez
from paginas import check, texto
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, candidatura

if TYPE_CHECKING:
    from django.test import Client

HOY = date(2024, 4, 25)


@pytest.fixture(scope="module")
def difundida(del_archivo: Sembrar, de_la_corrida: Path) -> Path:
    """La carpeta de datos de la elección publicada con sus materiales: se hace una vez, y aquí nadie la toca."""
    with del_archivo() as (datos, _), pytest.MonkeyPatch.context() as parche:
        dibujar_una_vez(parche, de_la_corrida)
        publicar(PROCESO, ahora=AHORA)
        difundir(PROCESO, ahora=AHORA)
    return datos


@pytest.fixture
def eleccion(base: None, difundida: Path, datos: Path, una_vez: None) -> None:
    """Cada prueba, con su copia de la carpeta; de lo publicado, que nadie vuelve a escribir encima, con otro nombre."""
    shutil.copytree(difundida, datos, symlinks=True, copy_function=os.link)


def _captura(lado: int = 400) -> io.BytesIO:
    salida = io.BytesIO()
    Image.new("RGB", (lado, lado), "#336699").save(salida, "PNG")
    salida.seek(0)
    salida.name = "captura.png"
    return salida


def _anotar(quien: Client, **cambios: Any) -> Any:
    datos = {
        "dia": "2024-04-25", "hora": "10:00", "red": "x", "direccion": "https://x.example/iepc/1", "imagen": _captura(),
    } | cambios  # fmt: skip
    return quien.post("/difusion/anotar/", datos)


def test_quien_revisa_copia_lo_de_hoy_y_un_partido_no_la_ve(
    eleccion: None, ana: Client, cora: Client
) -> None:
    pagina = check(cora.get("/difusion/").content)
    assert "Publicaciones del 25 de abril de 2024 (hoy)" in texto(pagina)
    assert "#ConócelesDurango" in texto(pagina)
    assert ana.get("/difusion/").status_code == 404
    assert _anotar(ana).status_code == 404


def test_un_dia_fuera_de_la_campana_lleva_al_mas_cercano(eleccion: None, cora: Client) -> None:
    assert "10 de abril de 2024" in texto(check(cora.get("/difusion/?dia=2020-01-01").content))
    assert "2 de junio de 2024" in texto(check(cora.get("/difusion/?dia=2030-01-01").content))
    assert "25 de abril" in texto(check(cora.get("/difusion/?dia=no-es-fecha").content))


def test_el_paquete_trae_cada_texto_con_su_imagen_y_siempre_igual(eleccion: None, cora: Client) -> None:
    octetos = cora.get("/difusion/paquete/2024-04-25.zip").content
    assert octetos == cora.get("/difusion/paquete/2024-04-25.zip").content
    with zipfile.ZipFile(io.BytesIO(octetos)) as paquete:
        nombres = paquete.namelist()
        assert sum(n.endswith("texto-alternativo.txt") for n in nombres) == 2
        for red in ("facebook", "instagram", "x"):
            assert sum(n.endswith(f"/{red}.txt") for n in nombres) == 2
            imagenes = [n for n in nombres if n.endswith((f"/{red}.png", f"/{red}.jpg"))]
            assert len(imagenes) == 2
            assert all(Image.open(io.BytesIO(paquete.read(n))).size[0] >= 1080 for n in imagenes)
    assert cora.get("/difusion/paquete/2023-01-01.zip").status_code == 404


def test_la_imagen_que_todavia_se_dibuja_se_dice_en_la_pantalla_y_en_el_paquete(
    eleccion: None, cora: Client, datos: Path
) -> None:
    assert "todavía se dibuja" not in texto(check(cora.get("/difusion/?dia=2024-04-25").content))
    for imagen in (datos / "sitio" / PROCESO / "actual" / "materiales").rglob("*.[jp][pn]g"):
        imagen.unlink()
    dicho = texto(check(cora.get("/difusion/?dia=2024-04-25").content))
    assert dicho.count("Su imagen todavía se dibuja") == 6
    assert "Imagen para" not in dicho
    with zipfile.ZipFile(io.BytesIO(cora.get("/difusion/paquete/2024-04-25.zip").content)) as paquete:
        assert sum(n.endswith("-SIN-IMAGEN.txt") for n in paquete.namelist()) == 6


def test_en_la_veda_que_no_publica_hoy_no_ensena_lo_de_otro_dia(
    eleccion: None, cora: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    d = procesos.definicion(PROCESO)
    fechas = d.calendario.fechas | {"campana_fin": Fecha(HOY - timedelta(days=1))}
    callada = replace(
        d, calendario=replace(d.calendario, fechas=fechas), difusion=replace(d.difusion, veda="ninguna")
    )
    monkeypatch.setattr(procesos, "definicion", lambda clave: callada)
    dicho = texto(check(cora.get("/difusion/").content))
    assert "Publicaciones del 25 de abril de 2024 (hoy)" in dicho
    assert "no se publica nada: es de veda" in dicho
    assert "Texto para copiar" not in dicho
    assert "Publicaciones del 24 de abril" in texto(check(cora.get("/difusion/?dia=2024-04-25").content))


def test_anotar_guarda_direccion_y_evidencia_y_entra_en_el_informe_del_mes(
    eleccion: None, cora: Client, ahora: datetime
) -> None:
    assert _anotar(cora).status_code == 302
    fila = Publicada.objects.get()
    assert (fila.red, fila.direccion, len(fila.evidencia)) == ("x", "https://x.example/iepc/1", 64)
    assert Entrada.objects.using("default").filter(acto="publicada_en_redes").count() == 1
    pagina = cora.get("/difusion/")
    assert "https://x.example/iepc/1" in texto(check(pagina.content))
    evidencia = cora.get(f"/difusion/evidencia/{fila.pk}.jpg")
    assert Image.open(io.BytesIO(evidencia.content)).format == "JPEG"
    tipo = catalogo.TIPOS["mensual"]
    documento = catalogo.armar(tipo, catalogo.contexto(tipo, PROCESO, fila.en + timedelta(hours=1)))
    [tabla] = [t for t in documento.tablas if t.clave == "M4"]
    assert ["2024-04-25", "10:00", "X"] in [list(f[:3]) for f in tabla.renglones if f[4]]
    assert sum(bool(f[4]) for f in tabla.renglones) == 1
    assert len(tabla.renglones) == 16 * 2 * 3, "del 10 al 25 de abril, dos al día, en tres redes"


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"direccion": "x.example/1"}, "empieza con https://"),
        ({"direccion": "https://x.example/" + "a" * 400}, "empieza con https://"),
        ({"dia": "2024-05-01"}, "Todavía no llega su día."),
        ({"imagen": ""}, "Adjunte la imagen"),
        ({"imagen": _captura(50)}, "muy pequeña"),
    ],
)
def test_anotar_mal_lo_dice_junto_a_su_causa_y_no_guarda(
    eleccion: None, cora: Client, cambios: dict[str, Any], frase: str
) -> None:
    respuesta = _anotar(cora, **cambios)
    assert respuesta.status_code == 422
    assert frase in texto(check(respuesta.content))
    assert not Publicada.objects.exists()


@pytest.mark.parametrize("cambios", [{"hora": "11:11"}, {"red": "otra"}, {"dia": ""}, {"dia": "2023-01-01"}])
def test_anotar_lo_que_no_es_del_calendario_no_existe(
    eleccion: None, cora: Client, cambios: dict[str, Any]
) -> None:
    assert _anotar(cora, **cambios).status_code == 404


def test_la_pagina_publica_dice_la_regla_y_su_json_se_recalcula(eleccion: None, datos: Path) -> None:
    raiz = datos / "sitio" / PROCESO / "actual" / "difusion"
    pagina = texto(check((raiz / "index.html").read_bytes()))
    assert "Semilla publicada: IEPC Durango 2023-2024" in pagina
    assert "Las boletas van por vueltas" in pagina
    publicado = json.loads((raiz / "calendario.json").read_bytes())
    assert sorted(publicado["elencos"][0]["boletas"]) == [
        "diputacion-mr-01", "diputacion-mr-02", "diputacion-rp",
    ]  # fmt: skip
    assert publicado["elencos"][0]["desde"] == "2024-04-10"
    salen = [p["boleta"] for p in publicado["publicaciones"] if p["clase"] == "boleta"]
    assert {salen.count(b) for b in set(salen)} == {33}


def test_una_boleta_nueva_solo_cambia_desde_manana(eleccion: None, datos: Path, ahora: datetime) -> None:
    archivo = datos / "sitio" / PROCESO / "actual/difusion/calendario.json"
    antes = json.loads(archivo.read_bytes())
    candidatura(
        "FER", ahora, ("FERNANDA RÍOS", "mujer", "diputacion-mr-03", "PT", "propietaria", "publicada")
    )
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    difundir(PROCESO, ahora=ahora + timedelta(minutes=2))
    despues = json.loads(archivo.read_bytes())
    assert [e["desde"] for e in despues["elencos"]] == ["2024-04-10", "2024-04-26"]
    hasta_hoy = [p for p in antes["publicaciones"] if p["dia"] <= "2024-04-25"]
    assert despues["publicaciones"][: len(hasta_hoy)] == hasta_hoy
    assert any(p["boleta"] == "diputacion-mr-03" for p in despues["publicaciones"])


def test_la_hoja_de_contactos_muestra_todas_con_su_imagen_y_lo_que_falta_anotar(
    eleccion: None, ana: Client, cora: Client
) -> None:
    _anotar(cora, red="instagram")
    hoja = check(cora.get("/difusion/campana/?red=instagram").content)
    imagenes = [
        i.get("src")
        for i in hoja.iter("{http://www.w3.org/1999/xhtml}img")
        if "/miniatura/" in (i.get("src") or "")
    ]
    assert len(imagenes) == 108, "cien de campaña y ocho de veda"
    assert "108 publicaciones; 1 anotada como publicada" in texto(hoja)
    assert texto(hoja).count("Sin anotar") == 15 * 2, "las de ayer y antes; lo de hoy todavía no falta"
    semanas = [n for n in hoja.iter("{http://www.w3.org/1999/xhtml}details") if n.get("class") == "semana"]
    abiertas = [texto(n) for n in semanas if n.get("open") is not None]
    assert (len(semanas), len(abiertas)) == (8, 1)
    assert abiertas[0].startswith("22 de abril al 28 de abril 1 de 14 publicadas 6 sin anotar")
    assert "Jueves 25 de abril Hoy" in abiertas[0]
    assert "15 de abril al 21 de abril 0 de 14 publicadas 14 sin anotar" in texto(hoja), (
        "lo vencido, sin desplegar"
    )
    for ruta in set(imagenes):
        chica = Image.open(io.BytesIO(cora.get(ruta).content))
        assert (chica.format, chica.width) == ("JPEG", 480)
    assert ana.get("/difusion/campana/").status_code == ana.get(imagenes[0]).status_code == 404
    for ajena in ("../manifiesto.json", "index.html", "no-hay.png", "../../../../modo", "contiendas"):
        assert cora.get(f"/difusion/miniatura/{ajena}").status_code == 404
