"""Lo que se destruyó no vuelve, se restaure la copia que se restaure: con un dato que nadie más tiene y que se publicó con permiso.

La máquina se perdió entera. Las bases y el sitio son los del primer día; las llaves y la lista, las del día que toque.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from conoceles.arranque.respaldos import lo_retirado, reposicion, respaldo_llaves
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import desde
from conoceles.identidad.consultas import destruidas
from conoceles.identidad.disparadores import DISPARADORES
from conoceles.identidad.llaves import llavero
from conoceles.identidad.models import Llave, Retiro
from conoceles.identidad.operaciones import sellar, suprimir
from conoceles.nucleo import disparadores
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.registro_publico import Libro
from conoceles.registro.tejas import Tejas
from personas import DINA, respaldar, titular
from publicacion.eleccion import PROCESO, version

pytestmark = [pytest.mark.postgres, pytest.mark.lenta]
TODO_SI = {"tratamiento": True, "publicacion": True, "estadistica": True}
DOS = ("3f1c9a", "b07e55")  # las huellas de sus llaves: quién es custodio lo prueba `sellado`
DIA = timedelta(days=1)


@dataclass
class Perdida:
    """Lo que queda fuera de la máquina: por día, las llaves y la lista; y el registro público de un espejo, del último."""

    ana: Any
    datos: Path
    dias: Path
    espejo: Path
    ahora: datetime

    def reponer(self, llaves: str, lista: str, **como: Any) -> respaldo_llaves.Repuestas:
        """Con las llaves de un día y la lista de otro; después, lo que toda restauración hace."""
        carpeta = self.dias / "elegida"
        shutil.copytree(self.dias / llaves, carpeta)
        shutil.copy(self.dias / lista / lo_retirado.ARCHIVO, carpeta)
        hecho = respaldo_llaves.restaurar(carpeta, ahora=self.ahora, **como)
        reposicion.repetir(ahora=self.ahora)
        publicar(PROCESO, ahora=self.ahora + timedelta(minutes=1), cortes=True)
        return hecho

    def donde_se_lee(self) -> list[str]:
        return [
            str(p.relative_to(self.datos))
            for p in (self.datos / "sitio").rglob("*")
            if p.is_file() and ".lista-" not in str(p) and b"CANARIA" in p.read_bytes()
        ]


@contextmanager
def que_se_pierde(datos: Path, aparte: Path) -> Iterator[None]:
    """Lo que pase aquí no está en A, en B ni en el sitio."""
    shutil.copytree(datos / "sitio", aparte / "sitio", symlinks=True)
    with transaction.atomic(using="default"), transaction.atomic(using="identidad"):
        yield
        for base in ("default", "identidad"):
            transaction.set_rollback(True, using=base)
    shutil.rmtree(datos / "sitio")
    shutil.copytree(aparte / "sitio", datos / "sitio", symlinks=True)


@pytest.fixture
def perdida(eleccion: dict[str, Any], datos: Path, tmp_path: Path, ahora: datetime) -> Perdida:
    """El primer día se publica; el tercero se cancela; el cuarto ya no hay máquina."""
    ana, espejo = eleccion["ANA"], tmp_path / "espejo"
    sellar(
        candidatura=ana, respuestas={"p3": "si", "p3_otro": "LENGUA CANARIA", "p10_otra": "LENGUA CANARIA"},
        consentimiento=TODO_SI, aviso_version="a1", origen="envio", por=titular(ana), ahora=ahora,
    )  # fmt: skip
    respaldar(ana, ahora)
    _publicar(ahora)
    perdida = Perdida(ana, datos, tmp_path, espejo, ahora + 4 * DIA)
    assert perdida.donde_se_lee()
    respaldo_llaves.copiar(tmp_path / "primero", ahora=ahora)
    with que_se_pierde(datos, tmp_path):
        version(eleccion["BETO"], 1, ahora, historia="Otra historia. " * 40)
        _publicar(ahora + DIA)
        respaldo_llaves.copiar(tmp_path / "segundo", ahora=ahora + DIA)
        suprimir(candidatura=ana, por=DINA, ahora=ahora + 2 * DIA)
        _publicar(ahora + 2 * DIA)
        respaldo_llaves.copiar(tmp_path / "tercero", ahora=ahora + 2 * DIA)
        shutil.copytree(datos / "sitio" / "log", espejo)
    disparadores.retirar("llaves")
    Llave.objects.all().delete()
    Retiro.objects.all().delete()
    disparadores.instalar("llaves", DISPARADORES)
    (datos / "registro" / lo_retirado.REPUESTO).touch()
    return perdida


def _publicar(ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora, cortes=True)
    Libro().al_dia(ahora)


@pytest.mark.parametrize("dia", ["primero", "segundo"])
def test_con_la_lista_de_antes_no_se_repone(perdida: Perdida, dia: str) -> None:
    """El registro público prueba que hubo otra, y nada de lo de aquí cambia."""
    with pytest.raises(ErrorDeDominio, match="hubo otra después: consta en el registro público"):
        perdida.reponer(dia, dia, registro=perdida.espejo)
    assert llavero.vivas_de([perdida.ana.clave_identidad]) == set()


def test_con_una_lista_anterior_a_las_llaves_no_se_repone(perdida: Perdida) -> None:
    with pytest.raises(ErrorDeDominio, match="hubo otra después: va con la copia del llavero"):
        perdida.reponer("segundo", "primero", registro=perdida.datos / "sitio" / "log")


def test_con_el_registro_que_salio_de_una_copia_no_se_sabe_y_no_se_repone(perdida: Perdida) -> None:
    with pytest.raises(ErrorDeDominio, match="diga con --registro"):
        perdida.reponer("primero", "primero")


@pytest.mark.parametrize("existe", [True, False])
def test_un_registro_vacio_o_que_no_existe_no_prueba_nada(perdida: Perdida, existe: bool) -> None:
    otro = perdida.dias / "otro"
    if existe:
        otro.mkdir()
    with pytest.raises(ErrorDeDominio, match="no existe o es más viejo"):
        perdida.reponer("primero", "primero", registro=otro)
    assert otro.exists() is existe


def test_una_lista_que_otro_escribio_no_vale(perdida: Perdida) -> None:
    lista = perdida.dias / "tercero" / lo_retirado.ARCHIVO
    lista.write_text(lista.read_text().replace("llave_destruida", "seccion_oculta", 1))
    with pytest.raises(ErrorDeDominio, match=r"Falta lo-retirado\.json"):
        perdida.reponer("primero", "tercero", registro=perdida.espejo)


@pytest.mark.parametrize("dia", ["primero", "segundo", "tercero"])
def test_con_la_ultima_lista_lo_destruido_no_vuelve_de_ninguna_copia(perdida: Perdida, dia: str) -> None:
    hecho = perdida.reponer(dia, "tercero", registro=perdida.espejo)
    assert (hecho["ok"], hecho["no_abren"]) == (True, [])
    assert destruidas([perdida.ana.clave_identidad])
    assert perdida.donde_se_lee() == []


def test_reponer_no_le_quita_nada_a_la_lista_y_se_puede_repetir(perdida: Perdida) -> None:
    """Lo que se destruye con una persona sin ser de nadie, como la sal de su elección, se olvidaba: la segunda vez se negaba."""
    perdida.reponer("tercero", "tercero", registro=perdida.espejo)
    respaldo_llaves.exigir(perdida.dias / "elegida", ahora=perdida.ahora, registro=perdida.espejo)


@pytest.mark.parametrize("dia", ["primero", "segundo"])
def test_sin_la_lista_y_declarado_por_dos_nada_de_identidad_se_publica(perdida: Perdida, dia: str) -> None:
    assert perdida.reponer(dia, dia, declaran=DOS)["ok"]
    assert perdida.donde_se_lee() == []
    [acto] = desde("identidad", 0).filter(acto=Acto.LISTA_DADA_POR_PERDIDA)
    assert (acto.datos["declaran"], acto.datos["personas"]) == ([*DOS], 1)


def test_la_lista_no_dice_de_quien_es_y_el_llavero_vacio_no_la_borra(perdida: Perdida) -> None:
    """Los servicios abrieron antes de reponer: lo que sabe la lista no se pierde."""
    lista = perdida.dias / "tercero" / lo_retirado.ARCHIVO
    antes = lista.read_bytes()
    assert str(perdida.ana.clave_identidad).encode() not in antes
    assert not lo_retirado.escribir(perdida.dias / "tercero", ahora=perdida.ahora)
    assert lista.read_bytes() == antes


def test_el_registro_publico_no_deja_saber_si_algo_se_retiro(perdida: Perdida) -> None:
    """Una marca por cada vez que se publica, y cada una otra: entre la primera y la segunda nada se retiró, y después sí."""
    tamano = int((perdida.espejo / "checkpoint").read_text().splitlines()[1])
    entradas = [e.decode().split(" ") for e in Tejas(perdida.espejo, tamano).entradas(0)]
    dichas = [e[2:] for e in entradas if e[1] == "retirado"]
    assert (len({azar for azar, _ in dichas}), len({marca for _, marca in dichas})) == (3, 3)
    assert {tuple(map(len, dicha)) for dicha in dichas} == {(32, 64)}
