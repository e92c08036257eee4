"""Las celdas de una pregunta de identidad: las de su cuestionario, con su nombre, y lo que además se contestó."""

from __future__ import annotations

from conoceles.estadistica.identidad import opciones
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta

DURANGO = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")


def test_cada_celda_lleva_el_nombre_que_su_pregunta_le_da() -> None:
    [campo] = [c for c in DURANGO.identidad.campos() if c.clave == "p3"]
    assert opciones(DURANGO, "p3") == [
        *((o.clave, o.etiqueta) for o in campo.opciones),
        ("sin_respuesta", "Sin respuesta"),
    ]


def test_lo_que_se_contesto_fuera_de_sus_opciones_va_al_final_antes_de_quien_no_contesto() -> None:
    assert opciones(DURANGO, "p3", {"no_aplica": 2, "sin_respuesta": 1})[-2:] == [
        ("no_aplica", "No aplica"),
        ("sin_respuesta", "Sin respuesta"),
    ]
