"""Un corte con otro nombre en un lugar ocupado: si se parece se pregunta, y lo que el instituto corrigió no se deshace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from candidaturas.test_cortes import TITULOS, codigos, fila
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.ajuste.nombres import corregir_nombre
from personas import DINA

Importar = Callable[..., Any]
Padron = Callable[..., Path]
SIN_FECHA = {"nacimiento": ""}


def _corregir(ahora: datetime, *partes: str) -> Candidatura:
    candidatura = Candidatura.objects.get()
    corregir_nombre(
        candidatura=candidatura, dira=Escritura(*partes), motivo="Así lo dice su acta.", acuerdo="OF/7/2024",
        fecha_acuerdo=date(2024, 4, 1), por=DINA, ahora=ahora - timedelta(days=19),
    )  # fmt: skip
    candidatura.refresh_from_db()
    return candidatura


@pytest.mark.parametrize(
    ("antes", "despues", "codigo"),
    [
        ({"primero": "Hernandes"}, {"primero": "Fernández"}, "NOMBRE_PARECIDO"),  # dos letras
        ({"primero": "Gonsales"}, {"primero": "González"}, "NOMBRE_PARECIDO"),
        ({"nombre": "Ma. Ana"}, {"nombre": "María Ana"}, "NOMBRE_PARECIDO"),  # abreviado
        ({"nombre": "Fco. Ana"}, {"nombre": "Francisco Ana"}, "NOMBRE_PARECIDO"),
        ({"segundo": ""}, {}, "NOMBRE_PARECIDO"),  # sin el segundo apellido
        ({"primero": "Soto", "segundo": "Rentería"}, {}, "NOMBRE_PARECIDO"),  # al revés
        ({}, {"nombre": "Eva"}, "LUGAR_OCUPADO"),  # pudo entrar su hermana
        ({}, {"nombre": "Fabiola", "primero": "Quiñones"}, "LUGAR_OCUPADO"),
    ],
)
def test_un_nombre_parecido_en_su_lugar_se_pregunta_y_nunca_se_aplica_solo(
    importar_padron: Importar,
    padron: Padron,
    antes: dict[str, str],
    despues: dict[str, str],
    codigo: str,
) -> None:
    importar_padron(padron(TITULOS, fila(**(SIN_FECHA | antes))))
    estaba = Candidatura.objects.get()
    ruta = padron(TITULOS, fila(**(SIN_FECHA | despues)), fila("Gema", distrito="6"))
    informe = importar_padron(ruta)
    assert [(e.codigo, e.fila) for e in informe.errores] == [(codigo, 2)]
    assert informe.folios(codigo) == [estaba.folio] * (codigo == "NOMBRE_PARECIDO")
    assert estaba.folio in informe.errores[0].mensaje
    aceptado = importar_padron(ruta, aceptar=[codigo])
    assert (aceptado.errores, aceptado.altas, aceptado.cambios) == ([], 1, 0)
    assert Candidatura.objects.get(pk=estaba.pk).nombre == estaba.nombre


def test_igual_de_nombre_con_otra_fecha_no_es_un_error_de_escritura(
    importar_padron: Importar, padron: Padron
) -> None:
    importar_padron(padron(TITULOS, fila()))
    informe = importar_padron(padron(TITULOS, fila(nacimiento="01/01/1970")))
    assert [e.codigo for e in informe.errores] == ["LUGAR_OCUPADO"]


def test_el_corte_que_por_fin_trae_lo_corregido_no_cambia_nada(
    importar_padron: Importar, padron: Padron, ahora: datetime
) -> None:
    importar_padron(padron(TITULOS, fila(primero="Gonsales", sobrenombre="Nena")))
    _corregir(ahora, "Ana", "González", "Soto", "La Nena")
    informe = importar_padron(padron(TITULOS, fila(primero="GONZALEZ", sobrenombre="La Nena")))
    assert (informe.errores, informe.cambios, codigos(informe)["NOMBRE_ACTUALIZADO"]) == ([], 0, 0)
    assert Candidatura.objects.get().nombre == "Ana González Soto"


@pytest.mark.parametrize(
    "primero", ["Gonsales", "Gonzales"]
)  # el error de antes, y otro a una letra de lo corregido
def test_un_corte_atrasado_no_deshace_lo_corregido(
    importar_padron: Importar, padron: Padron, ahora: datetime, primero: str
) -> None:
    importar_padron(padron(TITULOS, fila(primero="Gonsales", sobrenombre="Nena", **SIN_FECHA)))
    folio = _corregir(ahora, "Ana", "González", "Soto", "La Nena").folio
    ruta = padron(TITULOS, fila(primero=primero, sobrenombre="Nena", reeleccion="SÍ", **SIN_FECHA))
    informe = importar_padron(ruta)
    assert [e.codigo for e in informe.errores] == ["NOMBRE_CORREGIDO_DISTINTO"] * 2
    assert informe.folios("NOMBRE_CORREGIDO_DISTINTO") == [folio]
    assert (
        f"y la autoridad electoral ya lo corrigió: «Ana González Soto» (folio {folio})."
        in informe.errores[0].mensaje
    )

    aceptado = importar_padron(ruta, aceptar=["NOMBRE_CORREGIDO_DISTINTO"])
    queda = Candidatura.objects.get()
    assert aceptado.errores == []
    assert (queda.nombre, queda.sobrenombre) == ("Ana González Soto", "La Nena")
    assert queda.reeleccion  # lo demás del renglón sí entra
