"""En qué lugar de su planilla va lo que el padrón escribe en la columna del cargo."""

from __future__ import annotations

import pytest

from candidaturas.sin_base import ALCALDIAS as ALCALDIA
from candidaturas.sin_base import dichos, hoja, leer
from conoceles.candidaturas.padron.pedidas import pedidas
from conoceles.candidaturas.padron.renglones.territorio import Lugares, Territorio
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta

ALCALDIAS = RAIZ_PROYECTO / "procesos" / "ejemplo-alcaldias"


def test_un_sinonimo_con_su_numero_es_el_mismo_puesto_que_su_nombre() -> None:
    """«Concejal» se declara como otra forma de «Concejalía»: «Concejal 2» no es otra cosa que «Concejalía 2»."""
    definicion = leer_carpeta(ALCALDIAS)
    cargo, contienda, territorio = definicion.cargos[0], definicion.contiendas[0], Territorio(definicion)
    for dicho, lugar in (("Concejalía 2", "3"), ("Concejal 2", "3"), ("Alcaldesa", "1")):
        assert territorio.cargo(Lugares(dicho, "", "", "Coyoacán", "")) == cargo
        assert territorio.en_la_planilla(cargo, contienda, dicho, "") == lugar
    assert territorio.en_la_planilla(cargo, contienda, "Concejal 2", "5") is None


def test_el_padron_en_blanco_pide_el_puesto_y_llama_al_territorio_por_su_nombre() -> None:
    """Con «Alcaldía» o con la planilla entera en la lista, nadie sabría en qué lugar va cada persona."""
    columnas = {columna.titulo: columna for columna in pedidas(leer_carpeta(ALCALDIAS))}
    assert columnas["CARGO"].valores[:3] == (
        "Concejalía de representación proporcional", "Alcaldía", "Concejalía 1",
    )  # fmt: skip
    assert columnas["ALCALDIA"].ayuda == "El nombre, en los cargos que se eligen por alcaldía."


def test_un_puesto_con_varios_lugares_sin_decir_cual_se_dice_junto_a_su_celda() -> None:
    """La columna del número estaba vacía y el error la culpaba; «Concejalía» sí es un puesto: falta cuál."""
    titulos = ("CARGO", "ALCALDIA", "PARTIDO", "NUM_LISTA_O_FORMULA", "NOMBRE COMPLETO", "CARACTER", "SEXO")
    fila = ("Concejalía", "Coyoacán", "MC", "", "ANA NÁJERA", "Propietaria", "Mujer")
    registros, informe = leer(ALCALDIA, hoja(titulos, fila))
    frase = (
        "La planilla de Alcaldía Coyoacán tiene Concejalía 1 a 6, y el renglón no dice cuál: escriba «Concejalía 1», "
        "o su número en la columna del número."
    )
    assert (registros, dichos(informe.errores)) == ([], [("FUERA_DE_LA_PLANILLA", frase, 2, "CARGO", 1)])


@pytest.mark.parametrize(
    ("puesto", "numero", "lugar"),
    [("Concejalía", "1", "2"), ("Concejalía 1", "", "2"), ("Alcaldía", "", "1")],
)
def test_el_numero_que_trae_el_archivo_no_es_el_del_lugar_en_la_planilla(
    puesto: str, numero: str, lugar: str
) -> None:
    """«Concejalía 1» se publicaba con un 2 que nadie escribió."""
    titulos = ("CARGO", "ALCALDIA", "PARTIDO", "NUM_LISTA_O_FORMULA", "NOMBRE COMPLETO", "CARACTER", "SEXO")
    fila = (puesto, "Coyoacán", "MC", numero, "ANA NÁJERA", "Propietaria", "Mujer")
    [registro], informe = leer(ALCALDIA, hoja(titulos, fila))
    assert (informe.errores, registro.numero, registro.escrito) == ([], lugar, numero)
