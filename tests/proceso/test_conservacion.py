"""El plazo de conservación de lo sensible, y su valor cuando la carpeta calla."""

from __future__ import annotations

from datetime import date

from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Acuerdo, Conservacion, Definicion
from conoceles.proceso.serie import a_json, desde_json

from .conftest import Editar


def test_el_plazo_de_durango_es_un_supuesto(durango: Definicion) -> None:
    assert durango.conservacion == Conservacion(bloqueo_dias=90, supuesto=True)


def test_sin_la_tabla_valen_noventa_dias_supuestos(durango_2022: Definicion) -> None:
    assert durango_2022.conservacion == Conservacion()


def test_con_acuerdo_deja_de_ser_supuesto(editar: Editar) -> None:
    acuerdo = 'acuerdo = { numero = "CG80/2024", fecha = 2024-06-10 }'
    carpeta = editar("proceso.toml", "bloqueo_dias = 90\nsupuesto = true", f"bloqueo_dias = 30\n{acuerdo}")
    leida = leer_carpeta(carpeta).conservacion
    assert leida == Conservacion(30, Acuerdo("CG80/2024", date(2024, 6, 10)), False)


def test_una_definicion_guardada_antes_se_sigue_leyendo(durango: Definicion) -> None:
    guardada = a_json(durango)
    del guardada["conservacion"]
    assert desde_json(guardada).conservacion == Conservacion()
