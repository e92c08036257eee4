"""El nombre en una sola columna, con los apellidos primero, y la fecha con el año de dos cifras: entran sin suponer nada."""

from __future__ import annotations

from dataclasses import replace

import pytest

from candidaturas.sin_base import ARCHIVO, dichos, hoja, leer
from conoceles.proceso.padron import MapaDePadron
from conoceles.proceso.padron import ReglaDeColumnas as Regla

TITULOS = (
    "PARTIDO_COALICION",
    "CARGO",
    "MUNICIPIO",
    "TIPO_CANDIDATO",
    "PATERNO MATERNO NOMBRES",
    "SEXO",
    "FECHA NAC",
)
EN_ORDEN = MapaDePadron(
    columnas=(
        Regla(
            ("PATERNO MATERNO NOMBRES",),
            formas=("{primer_apellido} {segundo_apellido} {nombre}",),
            partes={"RUIZ LEO": {"primer_apellido": "RUIZ", "nombre": "LEO"}},
        ),
    )
)


def _leida(nombre: str, nacimiento: str = "") -> tuple[object, ...]:
    fila = ("PAN", "Presidencia municipal", "Lerdo", "Propietaria", nombre, "Mujer", nacimiento)
    return leer(replace(ARCHIVO, padron=EN_ORDEN), hoja(TITULOS, fila))


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        ("LÓPEZ ÑAHUI MARÍA DEL CARMEN", "MARÍA DEL CARMEN LÓPEZ ÑAHUI"),
        ("GARCÍA DE LA O JUAN", "JUAN GARCÍA DE LA O"),
        ("DEL RÍO DE LOS SANTOS ANA", "ANA DEL RÍO DE LOS SANTOS"),
        ("RUIZ LEO", "LEO RUIZ"),
    ],
)
def test_los_apellidos_primero_van_a_su_lugar_con_sus_particulas(escrito: str, leido: str) -> None:
    [registro], informe = _leida(escrito)
    assert registro.nombre == leido
    assert informe.errores == []


def test_el_informe_dice_como_quedo_partido_un_nombre() -> None:
    _, informe = _leida("GARCÍA DE LA O JUAN")
    [aviso] = [a for a in informe.avisos if a.codigo == "MAPA_NOMBRE_PARTIDO"]
    assert aviso.mensaje == (
        "El primero, «GARCÍA DE LA O JUAN», queda así: primer_apellido «GARCÍA», segundo_apellido «DE LA O», nombre «JUAN»."
    )


def test_un_nombre_que_no_tiene_la_forma_es_un_error() -> None:
    _, informe = _leida("PÉREZ ANA")
    assert {codigo for codigo, *_ in dichos(informe.errores)} >= {"MAPA_SIN_FORMA"}


@pytest.mark.parametrize(
    ("escrita", "leida"), [("3/4/84", "1984-04-03"), ("03-04-01", "2001-04-03"), ("3/4/40", "1940-04-03")]
)
def test_el_anio_de_dos_cifras_vale_si_solo_puede_ser_uno(escrita: str, leida: str) -> None:
    [registro], informe = _leida("LÓPEZ ÑAHUI ANA", escrita)
    assert registro.nacimiento.isoformat() == leida
    assert informe.errores == []


@pytest.mark.parametrize("escrita", ["3/4/24", "3/13/84", "31/2/84"])
def test_el_anio_de_dos_cifras_que_no_puede_ser_de_nadie_es_un_error(escrita: str) -> None:
    _, informe = _leida("LÓPEZ ÑAHUI ANA", escrita)
    assert [codigo for codigo, *_ in dichos(informe.errores)] == ["FECHA_ILEGIBLE"]


def test_con_los_apellidos_juntos_y_ademas_el_primero_no_se_dicen_dos_veces() -> None:
    titulos = (
        "PARTIDO_COALICION",
        "CARGO",
        "MUNICIPIO",
        "TIPO_CANDIDATO",
        "SEXO",
        "NOMBRES",
        "PRIMER_APELLIDO",
        "APELLIDOS",
    )
    fila = ("PAN", "Presidencia municipal", "Lerdo", "Propietaria", "Mujer", "ANA", "PAZ", "PAZ RÍOS")
    [registro], _ = leer(ARCHIVO, hoja(titulos, fila))
    assert registro.nombre == "ANA PAZ"
