"""Lo que el sitio dice con palabras: cómo se gana cada cargo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.boleta.se_elige import como_se_gana
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Territorio
from conoceles.publicacion.lectura.fichas_de import marco
from conoceles.publicacion.sitio import etiquetas, sitio_de

PROCESOS = RAIZ_PROYECTO / "procesos"


@pytest.mark.parametrize(
    ("proceso", "cargo", "dicho"),
    [
        (
            "durango-2023-2024",
            "diputacion-mr",
            "que se llaman fórmula: la propietaria ocupa el cargo; la suplente, si ella falta. Gana la fórmula con más votos en el distrito",
        ),
        ("durango-2023-2024", "diputacion-rp", "según los votos de todo el estado"),
        ("durango-2021-2022", "gubernatura", "Gana la candidatura con más votos en el estado"),
        ("durango-2021-2022", "presidencia-municipal", "Gana la fórmula con más votos en el municipio"),
        ("ejemplo-federal", "diputacion-rp-1", "según los votos de todo el país"),
        ("ejemplo-federal", "senaduria-mr", "más votos en la entidad"),
        ("ejemplo-alcaldias", "alcaldia", "más votos en la alcaldía"),
    ],
)
def test_cada_boleta_dice_como_se_gana(proceso: str, cargo: str, dicho: str) -> None:
    definicion = leer_carpeta(PROCESOS / proceso)
    assert dicho in como_se_gana(definicion.cargo(cargo), definicion.territorio)


def test_una_lista_municipal_se_reparte_con_los_votos_del_municipio() -> None:
    lista = replace(leer_carpeta(PROCESOS / "durango-2023-2024").cargo("diputacion-rp"), ambito="municipio")
    assert "todo el municipio" in como_se_gana(lista, Territorio())


@pytest.mark.parametrize(
    ("entero", "todo"), [("el municipio", "todo el municipio"), ("la alcaldía", "toda la alcaldía")]
)
def test_la_eleccion_de_un_solo_municipio_no_habla_del_estado(entero: str, todo: str) -> None:
    """Una extraordinaria: su única boleta es la de todo el territorio."""
    leida = leer_carpeta(PROCESOS / "durango-2023-2024")
    territorio = Territorio(entero=entero)
    listas = como_se_gana(leida.cargo("diputacion-rp"), territorio)
    unica = como_se_gana(replace(leida.cargo("diputacion-mr"), ambito="estado"), territorio)
    assert f"según los votos de {todo}" in listas
    assert f"más votos en {entero}" in unica
    assert "estado" not in listas + unica


@pytest.mark.parametrize(
    ("proceso", "contienda", "tambien"),
    [
        ("durango-2023-2024", "diputacion-mr-01", []),  # las listas van al reverso: no son otra boleta
        ("durango-2023-2024", "diputacion-rp", []),
        ("durango-2021-2022", "presidencia-canatlan", ["gubernatura"]),
    ],
)
def test_la_boleta_lleva_a_lo_que_vota_todo_el_estado(
    proceso: str, contienda: str, tambien: list[str]
) -> None:
    leida = leer_carpeta(PROCESOS / proceso)
    boleta = sitio_de.contienda(marco(leida, "abierta"), contienda, [])
    assert [c.folio for c in boleta.tambien] == tambien


@pytest.mark.parametrize(
    "dicho",
    [
        "57 de 123 (46.3 %)",
        "Distrito 6 · Durango",
        "En 8 boletas, 27.8 % de 40",
        "Qué se elige el 2 de junio de 2024",
    ],
)
def test_ni_el_numero_ni_su_signo_empiezan_un_renglon(dicho: str) -> None:
    junto = etiquetas.junto(dicho)
    assert junto.replace("\u00a0", " ") == dicho
    assert not [r for r in junto.split(" ") if r[:1].isdigit() or r[:1] in ("%", "·")][1:]
    assert " de junio" not in junto


@pytest.mark.parametrize(
    "dicho",
    ["el 30 % de las compras", "63 millones de pesos", "vive ahí hace 12 años"],
)
def test_lo_que_escribe_la_candidatura_tampoco_separa_un_numero_de_lo_que_cuenta(dicho: str) -> None:
    junto = etiquetas.con_su_unidad(dicho)
    assert junto.replace("\u00a0", " ") == dicho
    assert junto.count("\u00a0") == 1
    assert etiquetas.con_su_unidad("en 39 municipios") == "en 39 municipios"
