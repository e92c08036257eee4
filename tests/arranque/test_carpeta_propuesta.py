"""Con algo registrado, volver a cargar la carpeta es proponer: se ve qué cambia y para quién, cita su acto y queda en la historia."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from conoceles.arranque.ordenes import proceso_cargar
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo import canonico
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso import consultas
from conoceles.proceso.contenido.cotejo import cambiadas
from conoceles.proceso.models import Enmienda, Proceso
from conoceles.proceso.operaciones import Cargado
from personas import CLAVE, enmendar, registrada
from publicacion.por_fuera import cambiar
from vidas import llevar

ACTO = ("--acto", "IEPC/CG50/2024", "--fecha", "2024-04-24", "--organo", "Consejo General")
JORNADA = ("jornada = { dia = 2024-06-02 }", "jornada = { dia = 2024-06-09 }")
PUBLICACION = "publicacion_inicio = { dia = 2024-04-10, supuesto = true }"
Ordenar = Callable[..., Cargado]
Escribir = Callable[..., None]


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / CLAVE)


@pytest.fixture
def escribir(carpeta: Path) -> Escribir:
    """Cambia un texto de un archivo de la carpeta."""

    def cambiar(antes: str, despues: str, archivo: str = "proceso.toml") -> None:
        texto = (carpeta / archivo).read_text("utf-8")
        assert antes in texto
        (carpeta / archivo).write_text(texto.replace(antes, despues, 1), "utf-8")

    return cambiar


@pytest.fixture
def ordenar(carpeta: Path, proceso: Proceso) -> Ordenar:
    """`proceso cargar` de esa carpeta."""

    def cargar(*opciones: str) -> Cargado:
        parser = argparse.ArgumentParser()
        proceso_cargar.argumentos(parser)
        return proceso_cargar.ejecutar(parser.parse_args([str(carpeta), *opciones]))

    return cargar


@pytest.fixture
def registrada_una(proceso: Proceso, ahora: datetime) -> Candidatura:
    return registrada(proceso, "aaaa1111", ahora)


def test_mientras_nada_se_registra_la_carpeta_se_carga_sin_mas(ordenar: Ordenar, escribir: Escribir) -> None:
    escribir(*JORNADA)
    cargado = ordenar()
    assert (cargado["aplicado"], cargado["cambio"], cargado["diferencias"]) == (True, True, [])
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 9)


def test_simular_no_cambia_nada_ni_en_un_borrador(
    ordenar: Ordenar, escribir: Escribir, proceso: Proceso
) -> None:
    asentados = Entrada.objects.count()
    escribir(*JORNADA)
    assert ordenar("--simular")["aplicado"] is False
    assert (Proceso.objects.get().huella, Entrada.objects.count()) == (proceso.huella, asentados)


def test_sin_aplicar_dice_que_cambia_y_para_quien_y_no_cambia_nada(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, proceso: Proceso, ahora: datetime
) -> None:
    llevar(registrada_una, "publicada", ahora)
    asentados = Entrada.objects.count()
    escribir(PUBLICACION, "publicacion_inicio = { dia = 2024-04-28 }")
    escribir(*JORNADA)
    dicho = proceso_cargar.texto(ordenar(*ACTO))
    assert "cambia: Jornada electoral: 2024-06-02 → 2024-06-09" in dicho
    assert "cambia: Inicio de la publicación: 2024-04-10 → 2024-04-28" in dicho
    assert "provoca: Hoy el sitio público publica; al guardar, todavía no publica." in dicho
    assert "Sus perfiles dejan de verse." in dicho
    assert "No se cambió nada, y así no se aplicaría." in dicho
    escribir("publicacion_inicio = { dia = 2024-04-28 }", PUBLICACION)
    assert "Para hacerlo, la misma orden con --aplicar." in proceso_cargar.texto(ordenar(*ACTO))
    assert (Proceso.objects.get().huella, Entrada.objects.count()) == (proceso.huella, asentados)


def test_lo_que_no_se_aplicaria_se_dice_al_proponerlo(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, proceso: Proceso
) -> None:
    escribir(*JORNADA)
    assert "No se cambió nada, y así no se aplicaría." in proceso_cargar.texto(ordenar())
    with pytest.raises(ErrorDeDominio, match="con el acto que lo autoriza: Jornada electoral") as error:
        ordenar("--aplicar")
    assert (error.value.campo, Proceso.objects.get().huella) == ("acto", proceso.huella)


def test_el_acto_se_dice_entero(ordenar: Ordenar, registrada_una: Candidatura) -> None:
    with pytest.raises(ErrorDeDominio, match="Un acto se dice entero"):
        ordenar("--aplicar", "--acto", "IEPC/CG50/2024")


def test_lo_aplicado_queda_en_la_misma_historia_y_avisa_como_en_pantalla(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, dina: Client
) -> None:
    previa = Proceso.objects.get().huella
    escribir(*JORNADA)
    assert ordenar("--aplicar", *ACTO)["aplicado"]
    [una] = Enmienda.objects.all()
    assert (una.pieza, una.carpeta, una.huella_previa) == ("fecha-jornada", True, previa)
    assert (una.antes["dia"], una.despues["dia"]) == ("2024-06-02", "2024-06-09")
    assert (una.numero, una.despues["acuerdo"]["numero"], una.por) == (
        *2 * ["IEPC/CG50/2024"],
        "sistema:proceso",
    )
    [asiento] = Entrada.objects.filter(acto="definicion_enmendada")
    assert (asiento.datos["fecha"], asiento.datos["dia"]) == ("jornada", "2024-06-09")
    assert list(cambiadas()) == []
    leida = dina.get(reverse("contenidos_historia")).content.decode()
    assert "Quien opera el sistema, al cargar la carpeta · Consejo General, IEPC/CG50/2024" in leida


def test_el_acto_que_la_carpeta_ya_cita_basta(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura
) -> None:
    citado = 'acuerdo = { numero = "IEPC/CG51/2024", fecha = 2024-04-23, organo = "Consejo General" }'
    escribir(JORNADA[0], f"jornada = {{ dia = 2024-06-09, {citado} }}")
    ordenar("--aplicar")
    una = Enmienda.objects.get()
    assert (una.numero, una.fecha) == ("IEPC/CG51/2024", date(2024, 4, 23))


def test_la_misma_carpeta_otra_vez_no_cambia_nada_y_una_corregida_si(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura
) -> None:
    """Aplicada con su acto, la carpeta todavía no lo cita; y quien se equivocó de día lo corrige por el mismo camino."""
    escribir(*JORNADA)
    ordenar("--aplicar", *ACTO)
    assert ordenar("--aplicar")["cambio"] is False
    escribir(*reversed(JORNADA))
    ordenar("--aplicar", *ACTO)
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 2)
    assert [e.despues["dia"] for e in Enmienda.objects.all()] == ["2024-06-09", "2024-06-02"]


def test_la_carpeta_vieja_no_deshace_lo_enmendado_en_pantalla_despues(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, ahora: datetime
) -> None:
    escribir(*JORNADA)
    ordenar("--aplicar", *ACTO)
    enmendar("fecha-jornada", ahora, dia="2024-06-16")
    assert ordenar("--aplicar")["enmiendas"] == ["Jornada electoral (IEPC/CG45/2024)"]
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 16)


def test_una_apertura_que_ya_paso_no_se_mueve_al_futuro(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, proceso: Proceso
) -> None:
    escribir(PUBLICACION, "publicacion_inicio = { dia = 2024-04-28 }")
    with pytest.raises(
        ErrorDeDominio, match="Inicio de la publicación, del 10 de abril de 2024 al 28 de abril"
    ):
        ordenar("--aplicar", *ACTO)
    assert Proceso.objects.get().huella == proceso.huella


def test_lo_que_no_se_edita_en_pantalla_tambien_queda_de_que_a_que(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, dina: Client
) -> None:
    antes = next(f.color for f in consultas.definicion(CLAVE).fuerzas if f.siglas == "PAN")
    escribir(antes, "#123456")
    assert ordenar("--aplicar")["diferencias"] == [f"fuerzas · PAN · color: {antes} → #123456"]
    una = Enmienda.objects.get()
    assert (una.antes, una.despues) == (
        {"fuerzas · PAN · color": antes},
        {"fuerzas · PAN · color": "#123456"},
    )
    leida = dina.get(reverse("contenidos_historia")).content.decode()
    assert "Lo demás que trajo la carpeta" in leida
    assert "#123456" in leida


def test_solo_comentarios_no_es_un_cambio(
    ordenar: Ordenar, carpeta: Path, registrada_una: Candidatura
) -> None:
    raiz = carpeta / "proceso.toml"
    raiz.write_text(f"# Revisada\n{raiz.read_text('utf-8')}", "utf-8")
    cargado = ordenar()
    assert (cargado["aplicado"], cargado["cambio"], Enmienda.objects.exists()) == (True, False, False)


def test_quien_sigla_otra_contienda_se_dice_entero(
    ordenar: Ordenar, carpeta: Path, registrada_una: Candidatura
) -> None:
    """Un convenio no tiene clave: se dice qué renglón sale y cuál entra, con todo lo suyo."""
    convenios = carpeta / "convenios.csv"
    texto = convenios.read_text("utf-8")
    assert "SHHD,2,PVEM," in texto
    convenios.write_text(texto.replace("SHHD,2,PVEM,", "SHHD,2,MORENA,", 1), "utf-8")
    [dicho] = ordenar()["diferencias"]
    sale, _, entra = dicho.partition(" → ")
    assert "partido: PVEM" in sale
    assert "partido: MORENA" in entra


@pytest.mark.postgres
def test_lo_que_un_cliente_de_la_base_movio_lo_repone_la_carpeta_que_regia_y_ninguna_otra(
    ordenar: Ordenar, escribir: Escribir, registrada_una: Candidatura, proceso: Proceso
) -> None:
    """Con la apertura movida por fuera, reponerla parecería llevarla al futuro: lo que consta no pide acto."""
    movida = deepcopy(proceso.definicion)
    movida["calendario"]["fechas"]["jornada"]["dia"] = "2024-06-30"
    cambiar(Proceso, {"pk": CLAVE}, definicion=movida, huella=canonico.huella(movida))
    escribir(*JORNADA)
    with pytest.raises(ErrorDeDominio, match="Cargue primero la carpeta que regía"):
        ordenar("--aplicar", *ACTO)
    escribir(*reversed(JORNADA))
    assert ordenar()["aplicado"]
    assert list(cambiadas()) == []
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 2)
    cambiar(Proceso, {"pk": CLAVE}, definicion=movida)  # y sin tocar su huella
    assert [frase for _, frase in cambiadas()] == ["su definición no es la que su huella resume"]
    ordenar()
    assert list(cambiadas()) == []


def test_una_contienda_con_candidaturas_no_cambia_de_cargo(
    ordenar: Ordenar, carpeta: Path, registrada_una: Candidatura, proceso: Proceso
) -> None:
    cargo = registrada_una.formula.contienda.cargo
    for ruta in carpeta.rglob("*.toml"):
        texto = ruta.read_text("utf-8")
        ruta.write_text(texto.replace(f'clave = "{cargo}"', f'clave = "{cargo}-otro"'), "utf-8")
    with pytest.raises(ErrorDeDominio):
        ordenar("--aplicar", *ACTO)
    assert Proceso.objects.get().huella == proceso.huella
