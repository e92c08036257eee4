"""Las respuestas de una elección histórica entran como se dijeron, y ningún corte las cambia o borra en silencio."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular

ARCHIVO = "durango-2021-2022"
TITULOS = ("CARGO", "MUNICIPIO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "EDAD")
ANA = ("Presidencia municipal", "Durango", "MC", "PROPIETARIA", "Ana Rentería Soto", "MUJER", "41")


def _contenido() -> dict[str, Any]:
    ultima = VersionCurricular.objects.order_by("pk").last()
    assert ultima is not None
    return dict(ultima.contenido)


@pytest.mark.parametrize("valor", ["Titulado(a)", "Educación media superior", "finalizado"])
def test_un_valor_fuera_del_catalogo_es_un_error_con_sus_candidatas_y_nada_cambia(
    importar_padron: Callable[..., Any], padron: Callable[..., Path], valor: str
) -> None:
    informe = importar_padron(padron((*TITULOS, "ESCOLARIDAD"), (*ANA, valor)), ARCHIVO)

    [error] = informe.errores
    assert (error.codigo, error.fila, error.columna) == ("VALOR_FUERA_DE_CATALOGO", 2, "ESCOLARIDAD")
    assert f"«{valor}»" in error.mensaje
    assert "«Licenciatura»" in error.mensaje
    assert not Candidatura.objects.exists()


def test_un_valor_fuera_del_catalogo_aceptado_queda_sin_dato_y_nunca_como_clave(
    importar_padron: Callable[..., Any], padron: Callable[..., Path]
) -> None:
    ruta = padron((*TITULOS, "ESCOLARIDAD", "TRAYECTORIA_POLITICA"), (*ANA, "Titulado(a)", "Regidora."))
    importar_padron(ruta, ARCHIVO, aceptar=["VALOR_FUERA_DE_CATALOGO"])

    assert set(_contenido()) == {"trayectoria"}


def test_una_columna_que_falta_o_una_celda_vacia_no_borra_respuestas(
    importar_padron: Callable[..., Any], padron: Callable[..., Path]
) -> None:
    titulos = (*TITULOS, "ESCOLARIDAD", "TRAYECTORIA_POLITICA")
    importar_padron(padron(titulos, (*ANA, "Licenciatura", "Regidora.")), ARCHIVO)
    antes = _contenido()
    assert set(antes) == {"grado", "trayectoria"}

    sin_una_columna = padron((*TITULOS, "ESCOLARIDAD"), (*ANA, "Licenciatura"))
    sin_ninguna, vacias = padron(TITULOS, ANA), padron(titulos, (*ANA, "", ""))
    for ruta in (sin_una_columna, sin_ninguna, vacias):
        informe = importar_padron(ruta, ARCHIVO)
        assert (informe.errores, informe.cambios, informe.sin_cambio) == ([], 0, 1)
        assert _contenido() == antes


@pytest.mark.parametrize("escrito", ["HDM", "KRK", "La Güera", "el PROFE"])
def test_el_sobrenombre_se_guarda_como_se_escribio(
    importar_padron: Callable[..., Any], padron: Callable[..., Path], escrito: str
) -> None:
    importar_padron(padron((*TITULOS, "SOBRENOMBRE"), (*ANA, escrito)), ARCHIVO)

    assert Candidatura.objects.get().sobrenombre == escrito
