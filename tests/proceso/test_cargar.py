"""Cargar una elección en la base: idempotente, con constancia, y sin dejar huérfanos."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Formula
from conoceles.expediente.models import Cierre
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas
from conoceles.proceso.carga import DefinicionInvalida
from conoceles.proceso.models import Contienda, Fuerza, Proceso, Siglado
from conoceles.proceso.operaciones import cargar
from personas import recargar

from .conftest import PROCESOS, Editar

DINA = Alcance(actor="dina@iepcdurango.mx", papel="administracion", todo=True)

pytestmark = pytest.mark.usefixtures("base")


def test_carga_escribe_contiendas_fuerzas_y_siglados(carpeta: Path, ahora: datetime) -> None:
    resultado = cargar(carpeta, por=DINA, ahora=ahora)
    assert (resultado["proceso"], resultado["cambio"]) == ("durango-2023-2024", True)
    assert (resultado["contiendas"], resultado["fuerzas"]) == (16, 11)
    assert (Contienda.objects.count(), Fuerza.objects.count(), Siglado.objects.count()) == (16, 11, 25)
    shhd = Fuerza.objects.get(siglas="SHHD")
    assert [p.siglas for p in shhd.integrantes.all()] == ["PVEM", "MORENA"]
    assert shhd.siglados.get(contienda__clave="diputacion-mr-09").partido.siglas == "MORENA"


def test_carga_deja_constancia_en_la_bitacora(carpeta: Path, ahora: datetime) -> None:
    resultado = cargar(carpeta, por=DINA, ahora=ahora)
    entrada = Entrada.objects.get(acto="proceso_cargado")
    assert (entrada.actor, entrada.proceso) == (DINA.actor, "durango-2023-2024")
    assert entrada.datos["huella"] == resultado["huella"]


def test_cargar_lo_mismo_otra_vez_no_cambia_nada(carpeta: Path, ahora: datetime) -> None:
    cargar(carpeta, por=DINA, ahora=ahora)
    antes = list(Contienda.objects.values_list("id", "clave"))
    assert cargar(carpeta, por=DINA, ahora=ahora)["cambio"] is False
    assert list(Contienda.objects.values_list("id", "clave")) == antes
    assert Entrada.objects.count() == 1


def test_recargar_con_cambios_conserva_las_filas(editar: Editar, carpeta: Path, ahora: datetime) -> None:
    cargar(carpeta, por=DINA, ahora=ahora)
    antes = dict(Fuerza.objects.values_list("siglas", "id"))
    editar("proceso.toml", 'nombre = "Movimiento Ciudadano"', 'nombre = "Movimiento Ciudadano Durango"')
    editar("convenios.csv", "SHHD,9,MORENA", "SHHD,9,PVEM")
    assert cargar(carpeta, por=DINA, ahora=ahora)["cambio"] is True
    assert dict(Fuerza.objects.values_list("siglas", "id")) == antes
    assert Siglado.objects.get(fuerza__siglas="SHHD", contienda__distrito=9).partido.siglas == "PVEM"
    assert consultas.definicion("durango-2023-2024").fuerzas[5].nombre == "Movimiento Ciudadano Durango"


def test_quitar_una_fuerza_sin_candidaturas_se_puede(editar: Editar, carpeta: Path, ahora: datetime) -> None:
    cargar(carpeta, por=DINA, ahora=ahora)
    _quitar_independientes(editar)
    cargar(carpeta, por=DINA, ahora=ahora)
    assert not Fuerza.objects.filter(siglas="IND").exists()


def test_quitar_una_fuerza_con_formulas_se_rechaza_y_nada_cambia(
    editar: Editar, carpeta: Path, ahora: datetime
) -> None:
    previa = cargar(carpeta, por=DINA, ahora=ahora)["huella"]
    Formula.objects.create(
        contienda=Contienda.objects.get(clave="diputacion-mr-01"), fuerza=Fuerza.objects.get(siglas="IND")
    )
    _quitar_independientes(editar)
    with pytest.raises(ErrorDeDominio, match="fuerza «IND»"):
        recargar(carpeta, ahora)
    assert Proceso.objects.get().huella == previa
    assert (Siglado.objects.count(), Entrada.objects.count()) == (25, 1)


def test_quitar_una_contienda_con_formulas_se_rechaza(carpeta: Path, editar: Editar, ahora: datetime) -> None:
    cargar(carpeta, por=DINA, ahora=ahora)
    Formula.objects.create(
        contienda=Contienda.objects.get(clave="diputacion-rp"), fuerza=Fuerza.objects.get(siglas="PAN")
    )
    editar("proceso.toml", 'contienda = "diputacion-rp"', 'contienda = "lista-rp"')
    with pytest.raises(ErrorDeDominio, match="contienda «diputacion-rp»"):
        recargar(carpeta, ahora)


def test_definicion_rota_no_cambia_nada(editar: Editar, ahora: datetime) -> None:
    carpeta = editar("proceso.toml", "zona", "sona")
    with pytest.raises(DefinicionInvalida):
        cargar(carpeta, por=DINA, ahora=ahora)
    assert not Proceso.objects.exists()
    assert not Entrada.objects.exists()


def test_recargar_no_vuelve_reales_a_las_personas_inventadas(carpeta: Path, ahora: datetime) -> None:
    cargar(carpeta, por=DINA, ahora=ahora, inventado=True)
    assert cargar(carpeta, por=DINA, ahora=ahora)["cambio"] is False
    assert Proceso.objects.get().inventado


def test_vigente_no_es_el_historico(ahora: datetime) -> None:
    cargar(PROCESOS / "durango-2021-2022", por=DINA, ahora=ahora)
    assert consultas.vigente() is None
    cargar(PROCESOS / "durango-2023-2024", por=DINA, ahora=ahora)
    vigente = consultas.vigente()
    assert vigente is not None
    assert vigente.clave == "durango-2023-2024"


def test_definicion_de_un_proceso_no_cargado() -> None:
    with pytest.raises(NoEncontrado):
        consultas.definicion("no-existe")


def _quitar_independientes(editar: Editar) -> None:
    bloque = '[[fuerzas]]\nsiglas = "IND"\nnombre = "Candidatura independiente"\ntipo = "independiente"\n'
    resto = 'color = "#6b6b6b"\nsinonimos = ["Independiente", "Candidatura independiente", "Candidaturas independientes"]\n'
    editar("proceso.toml", bloque + resto, "")


def test_cargar_con_el_cierre_pasado_lo_dice_y_no_cierra(carpeta: Path, ahora: datetime) -> None:
    a_tiempo = cargar(carpeta, por=DINA, ahora=ahora)
    assert a_tiempo["cierre"] == {"dia": "2024-10-01", "pasado": False}
    tarde = cargar(carpeta, por=DINA, ahora=ahora.replace(year=2026))
    assert tarde["cierre"]["pasado"]
    assert "ya pasó: nadie podrá capturar. Cargarla no la cierra" in tarde["avisos"][0]
    assert not Cierre.objects.exists()


def test_el_archivo_no_tiene_cierre_que_decir(ahora: datetime) -> None:
    hecho = cargar(PROCESOS / "durango-2021-2022", por=DINA, ahora=ahora.replace(year=2026))
    assert not hecho["cierre"]["pasado"]
