"""Del archivo con varias hojas, ninguna se calla en el mapa que se propone."""

from __future__ import annotations

import tomllib
from datetime import date

from candidaturas.sin_base import DIPUTACIONES, hoja
from conoceles.candidaturas.padron.archivo.lectura import Lectura
from conoceles.candidaturas.padron.mapa import proponer

COMUNES = ("CARGO", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO")
ANA = ("Diputación de mayoría relativa", "Propietaria", "ANA NÁJERA", "Mujer")


def test_una_hoja_sin_encabezados_conocidos_se_pregunta_con_sus_columnas() -> None:
    """Con otra hoja reconocida, el mapa nombraba solo esa, y de la que no se entendía no decía nada."""
    ajena = hoja(
        ("Acta de registro", ""),
        ("Para qué cargo", "Quien se propone"),
        ("Diputación de mayoría relativa", "BETO NÁJERA"),
        nombre="Planillas",
    )
    texto = proponer(
        Lectura("a.xlsx", "xlsx", "", (hoja(COMUNES, ANA), ajena)), DIPUTACIONES, date(2026, 11, 26)
    )
    assert (
        "# La hoja «Planillas» trae 2 valores y no se reconocen sus encabezados: sin nombrarla aquí, no se lee. "
        "¿Son candidaturas de esta elección?\n"
        '# [[hojas]]\n# nombre = "Planillas"\n# encabezados = 2\n\n'
        "# No se reconoce (1 valor); sus valores parecen el cargo. ¿Lo es?\n"
        '# [[columnas]]\n# de = "Para qué cargo"\n# a = "cargo"\n\n'
    ) in texto
    assert tomllib.loads(texto) == {"hojas": [{"nombre": "A", "encabezados": 1}]}
