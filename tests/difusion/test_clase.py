"""La hoja para el aula explica las palabras que se leen en la de esa boleta, y ninguna otra."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conoceles.difusion.formatos import clase
from conoceles.publicacion.lectura.fichas import Enlace
from publicacion import muestras


@pytest.mark.parametrize(
    ("tipo", "suplentes", "explica"),
    [
        ("partido", 1, ["Propietaria", "Suplente", "Fórmula"]), ("coalicion", 3, ["Propietaria", "Suplente", "Coalición"]),
        ("candidatura_comun", 0, ["Candidatura común"]), ("independiente", 0, ["Independiente"]), ("poder", 0, []),
    ],
)  # fmt: skip
def test_la_hoja_para_el_aula_explica_solo_lo_que_hay_en_esa_boleta(
    tipo: str, suplentes: int, explica: list[str]
) -> None:
    fuerza, otra = replace(muestras.FUERZAS[0], tipo=tipo), Enlace("X", "X")
    una = replace(muestras.ficha(0, fuerza=fuerza), companera=None, calidad_texto="Candidata")
    if suplentes:
        una = replace(
            una, companera=otra, calidad_texto="Propietaria", mas_companeras=(otra,) * (suplentes - 1)
        )
    fichas = [una, *(muestras.ficha(1, fuerza=fuerza) for _ in range(suplentes))]
    assert clase.las_que_se_leen(fichas, con_partidos=True) == explica
    assert "Independiente" not in clase.las_que_se_leen(fichas, con_partidos=False)
    leidas = clase.textos(str, explica)["palabras"]
    assert [palabra for palabra, _ in leidas] == explica  # type: ignore[attr-defined]
