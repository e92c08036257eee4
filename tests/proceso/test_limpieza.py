"""De lo que manda un formulario a lo que se guarda."""

from __future__ import annotations

from typing import Any

import pytest

from conoceles.proceso.definicion import Definicion, Seccion
from conoceles.proceso.preguntas.validacion import limpiar


def seccion(definicion: Definicion, clave: str) -> Seccion:
    todas = (*definicion.curricular.secciones, *definicion.identidad.secciones)
    return next(s for s in todas if s.clave == clave)


CASOS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("contacto", {"redes": ["", " facebook.com/ana ", "https://x.com/ana", "facebook.com/ana"]},
     {"redes": ["https://facebook.com/ana", "https://x.com/ana"]}),
    ("contacto", {"pagina_web": ["www.ana.mx"], "correos": [" ana@ejemplo.mx "], "telefonos": [""]},
     {"pagina_web": "https://www.ana.mx", "correos": ["ana@ejemplo.mx"]}),
    ("contacto", {"casa_campana.calle": ["Litio"], "casa_campana.cp": ["34208"], "casa_campana.interior": [""]},
     {"casa_campana": {"calle": "Litio", "cp": "34208"}}),
    ("contacto", {"casa_campana": {"calle": "Litio", "interior": ""}}, {"casa_campana": {"calle": "Litio"}}),
    ("contacto", {"redes": ["javascript:alert(1)"]}, {"redes": ["javascript:alert(1)"]}),
    ("estudios", {"grado": ["sin_estudios"], "estatus_grado": ["titulo"], "cursos": ["Uno", " ", "Dos\n tres"]},
     {"grado": "sin_estudios", "cursos": ["Uno", "Dos tres"]}),
    ("historia", {"historia": ["  Uno   dos\t\r\n\r\n\r\n\r\ntres  "]}, {"historia": "Uno dos\n\ntres"}),
    ("historia", {"historia": ["   "], "ajena": ["x"]}, {}),
    ("historia", {"historia": "como texto"}, {"historia": "como texto"}),
    ("discapacidad", {"p4": ["no"], "p5": ["temporal"], "p7": ["ver"]}, {"p4": "no"}),
    ("discapacidad", {"p4": ["si"], "p7": ["otra", "ver", "ver"], "p7_otra": ["leer"]},
     {"p4": "si", "p7": ["ver", "otra"], "p7_otra": "leer"}),
    ("indigena", {"p1": ["narnia"]}, {"p1": "narnia"}),
]  # fmt: skip


@pytest.mark.parametrize(("clave", "crudos", "limpios"), CASOS)
def test_limpiar(durango: Definicion, clave: str, crudos: dict[str, Any], limpios: dict[str, Any]) -> None:
    assert limpiar(seccion(durango, clave), crudos) == limpios


def test_limpiar_lo_limpio_no_cambia(durango: Definicion) -> None:
    for clave, crudos, _ in CASOS:
        una = limpiar(seccion(durango, clave), crudos)
        assert limpiar(seccion(durango, clave), una) == una
