"""Los demás informes, celda por celda, contra lo contado a mano en `conftest` y lo que dice la carpeta."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.estadistica.recogida import recoger

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.lenta

Tabla = Callable[..., list[tuple[Any, ...]]]
ANOTADO = {
    "actividad": {"fecha": "2024-04-20", "texto": "Taller con partidos"},
    "liberacion": {"fecha": "2024-04-10", "interfaz": "publicacion", "version": "1.0", "cambios": "Primera"},
    "caso": {
        "fecha": "2024-04-12",
        "organo": "comision",
        "asunto": "Empate",
        "resolucion": "Sorteo",
        "fundamento": "Artículo 5",
    },
}


def test_el_mensual(tabla: Tabla, dina: Client) -> None:
    for que, datos in ANOTADO.items():
        assert dina.post(f"/informes/registros/{que}/", datos).status_code == 302
    assert tabla("mensual", "M1") == [("2024-04-20", "Taller con partidos")]
    assert tabla("mensual", "M2") == [("2024-04-10", "Sitio de publicación", "1.0", "Primera")]
    assert tabla("mensual", "M3") == [("2024-04-12", "Comisión", "Empate", "Sorteo", "Artículo 5")]


def test_observaciones_y_ajustes(tabla: Tabla) -> None:
    assert tabla("ajustes", "A1") == [
        (
            "dddd4444",
            "Historia profesional y laboral",
            "No responde lo que se pregunta",
            "2024-04-24 10:00",
            None,
            None,
        )
    ]
    assert tabla("ajustes", "A2") == []


def test_las_visitas_acumulan_dias_completos(tabla: Tabla, carpeta: Path) -> None:
    (carpeta / "visitas").mkdir(parents=True)
    for dia, archivo in (
        ("23", '{"/durango-2023-2024/": 3}'),
        ("24", '{"/durango-2023-2024/datos/": 4}'),
        ("25", '{"/durango-2023-2024/": 90}'),
    ):
        (carpeta / "visitas" / f"2024-04-{dia}.1.json").write_text(archivo)
    recoger({})
    assert tabla("avance", "Q8") == [("2024-04-23", 3, 3), ("2024-04-24", 4, 7)]


@pytest.mark.parametrize(
    ("clave", "renglones"),
    [
        ("F1", [("Mujeres", 2, 40.0), ("Hombres", 2, 40.0), ("Personas no binarias", 1, 20.0)]),
        ("F2", [("40 a 49 años", 5, 100.0)]),
        ("F3", [("Sin estudios", 2, 40.0), ("Sin información publicada", 3, 60.0)]),
        ("F4", [("Diputaciones de mayoría relativa", 2, 5, 40.0)]),
        ("F5", [("Mayoría relativa", 2, 5, 40.0)]),
        ("F6", [("Propietarias", 2, 5, 40.0)]),
        (
            "F7",
            [
                ("Partido Acción Nacional", 1, 2, 50.0),
                ("Partido Revolucionario Institucional", 1, 2, 50.0),
                ("Movimiento Ciudadano", 0, 1, 0.0),
            ],
        ),
        ("K0", [("Lecturas tomadas", 0), ("Lecturas cerradas", 0), ("Desacuerdos resueltos", 0)]),
    ],
)
def test_el_final(tabla: Tabla, clave: str, renglones: list[tuple[Any, ...]]) -> None:
    assert tabla("final", clave) == renglones


def test_el_proceso_tecnico_sale_de_la_definicion(tabla: Tabla) -> None:
    assert tabla("proceso-tecnico", "T1") == [
        (1, "Captura de datos"),
        (2, "Validación de datos"),
        (3, "Publicación"),
    ]
    fechas = {fila[0]: fila[1:] for fila in tabla("proceso-tecnico", "T2")}
    assert fechas["Proceso, inicio"] == ("2023-11-01", "")
    assert fechas["Registro, aprobación"] == ("2024-04-05", "por confirmar")
    preguntas = {fila[1]: fila for fila in tabla("proceso-tecnico", "T3")}
    assert preguntas["Historia profesional y/o laboral"] == (
        "C4", "Historia profesional y/o laboral", "Curricular", "Sí", 280, 5000,
    )  # fmt: skip
    assert len([p for p in preguntas.values() if p[2] == "Identidad"]) >= 20
    assert (
        "Validar",
        "En revisión",
        "Validada",
        "Administración, Revisión",
        "Plan de trabajo 2023-2024, §6.2",
    ) in tabla("proceso-tecnico", "T4")
