"""El mapa del padrón elige la hoja, y de un renglón con la fórmula entera saca a las dos personas."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.nucleo.errores import ErrorDeDominio

COMUNES = ("PARTIDO_COALICION", "CARGO", "MUNICIPIO", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO", "EDAD")
ANA = ("PAN", "Presidencia municipal", "Lerdo", "Propietaria", "ANA INVENTADA NÁJERA", "Mujer", "40")
pytestmark = pytest.mark.usefixtures("base")


SUPLENTE = """
[[columnas]]
de = "PROPIETARIO"
a = "nombre"
[[columnas]]
de = "SUPLENTE"
a = "suplente.nombre"
[[columnas]]
de = "SEXO SUP"
a = "suplente.sexo"
[[columnas]]
de = "EDAD SUP"
a = "suplente.edad"
"""


EN_UN_RENGLON = (
    "PARTIDO_COALICION", "CARGO", "MUNICIPIO", "PROPIETARIO", "SEXO", "EDAD", "SUPLENTE", "SEXO SUP", "EDAD SUP",
)  # fmt: skip
LAS_DOS = (
    "PAN", "Presidencia municipal", "Lerdo", "ANA INVENTADA NÁJERA", "Mujer", "40", "EVA INVENTADA SOTO", "Mujer",
)  # fmt: skip


def test_la_formula_en_un_renglon_da_dos_personas_con_el_mismo_lugar(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    sin = ("PAN", "Presidencia municipal", "Canatlán", "BETO INVENTADO RÍOS", "Hombre", "51", "", "", "")
    informe = importar_con_mapa(libro(A=[EN_UN_RENGLON, (*LAS_DOS, "33"), sin]), SUPLENTE)

    assert informe.errores == []
    assert (informe.filas, informe.altas) == (2, 3)
    lerdo = Candidatura.objects.filter(formula__contienda__clave="presidencia-lerdo")
    assert dict(lerdo.values_list("calidad", "persona__edad_publicada")) == {
        "propietaria": 40,
        "suplente": 33,
    }
    assert lerdo.values("formula").distinct().count() == 1


def test_el_error_de_la_suplente_dice_su_renglon_y_su_columna(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    [error] = importar_con_mapa(libro(A=[EN_UN_RENGLON, (*LAS_DOS, "joven")]), SUPLENTE).errores
    assert (error.codigo, error.fila) == ("EDAD_ILEGIBLE", 2)
    assert "EDAD SUP" in error.columna


HOJA = """
[[hojas]]
nombre = "2022"
encabezados = 2
fijos = { cargo = "Presidencia municipal" }
"""


def test_se_lee_solo_la_hoja_que_el_mapa_nombra_con_sus_fijos(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    sin_cargo = tuple(c for c in COMUNES if c != "CARGO")
    ana = tuple(v for v in ANA if v != "Presidencia municipal")
    otra = ("PAN", "Lerdo", "Propietaria", "EVA INVENTADA SOTO", "Mujer", "30")
    ruta = libro(
        **{"2019": [("Elección 2019",), sin_cargo, otra], "2022": [("Elección 2022",), sin_cargo, ana]}
    )
    informe = importar_con_mapa(ruta, HOJA)
    assert informe.errores == []
    assert [p.nombre for p in Persona.objects.all()] == ["ANA INVENTADA NÁJERA"]
    [aviso] = [a for a in informe.avisos if a.codigo == "MAPA_HOJA_FUERA"]
    assert (aviso.hoja, aviso.valores) == ("2019", 13)


def test_una_hoja_que_no_esta_se_dice_con_las_que_hay(importar_con_mapa: Callable, libro: Callable) -> None:
    with pytest.raises(ErrorDeDominio, match="nombra la hoja «2022» y el archivo no la trae; trae «A», «B»"):
        importar_con_mapa(libro(A=[COMUNES, ANA], B=[("x",)]), HOJA)
