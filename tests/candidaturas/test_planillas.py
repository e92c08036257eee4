"""En qué lugar de su planilla va lo que el padrón escribe en la columna del cargo."""

from __future__ import annotations

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
