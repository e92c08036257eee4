"""Lo que queda de cada celda y lo que se dice de la que no sirve: el código, la frase entera, el renglón y la columna."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from candidaturas.sin_base import DIPUTACIONES, dichos, hoja, leer
from conoceles.candidaturas.padron.renglones.registro import Registro

TITULOS = (
    "PARTIDO_COALICION", "CARGO", "DISTRITO", "CABECERA", "NUM_LISTA_O_FORMULA", "TIPO_CANDIDATO", "NOMBRES",
    "PRIMER_APELLIDO", "SEGUNDO_APELLIDO", "SEXO", "GENERO", "EDAD", "FECHA_DE_NACIMIENTO", "CORREO_DE_AVISOS",
    "SOBRENOMBRE", "REELECCION", "ACCION_AFIRMATIVA", "CIRCUNSCRIPCION", "ENTIDAD", "CURP",
)  # fmt: skip
FILA = dict.fromkeys(TITULOS, "") | {
    "PARTIDO_COALICION": "MC", "CARGO": "Diputación de mayoría relativa", "DISTRITO": "5",
    "TIPO_CANDIDATO": "PROPIETARIA", "NOMBRES": "Ana", "PRIMER_APELLIDO": "Rentería", "SEGUNDO_APELLIDO": "Soto",
    "SEXO": "MUJER", "EDAD": "41",
}  # fmt: skip
ANA = Registro(
    hoja="A", fila=2, contienda="diputacion-mr-05", fuerza="MC", partido="", numero="", circunscripcion="",
    nombre="Ana Rentería Soto", nombres="Ana", primer_apellido="Rentería", segundo_apellido="Soto",
    calidad="propietaria", suplencia=0, sexo="mujer", edad=41, nacimiento=None, curp_hmac="", correo="",
    sobrenombre="", reeleccion=None, acciones=(), escrito="",
)  # fmt: skip
NO_ENTRA: dict[str, Any] = {"hoja": ""}
LARGO = "El nombre es demasiado largo; revise la celda."
FECHA = "La fecha de nacimiento no se entiende; con el año completo, como 03/05/1980."
CORREO = "No es una sola dirección de correo: escriba la que recibirá los avisos."
ACUERDO = (
    "La acción afirmativa no está en el acuerdo definido, que trae «Jóvenes», «Personas indígenas», «Personas "
    "migrantes», «Personas con discapacidad», «Diversidad sexual», «Personas adultas mayores»."
)
DANADO = "El texto tiene letras dañadas («Ã‘», «�» o «?» donde iba otra): guarde el archivo como UTF-8."
CONTROL = "El texto trae caracteres que no se ven (controles); bórrelos o escriba el signo que iba ahí."

# Lo que cambia del renglón, con qué código y frase se dice y en qué columna, y lo que queda distinto en el registro.
MAL: list[tuple[dict[str, str], str, str, str, dict[str, Any]]] = [
    ({"CARGO": "Rey"}, "CARGO_DESCONOCIDO", "No se reconoce el cargo «Rey».", "CARGO", NO_ENTRA),
    ({"ENTIDAD": "Narnia"}, "ENTIDAD_DESCONOCIDA", "«Narnia» no es la entidad de esta elección ni otra del país.", "ENTIDAD", NO_ENTRA),
    ({"DISTRITO": "99"}, "AMBITO_DESCONOCIDO", "«99» no es un distrito de esta elección.", "DISTRITO", NO_ENTRA),
    ({"DISTRITO": ""}, "AMBITO_DESCONOCIDO", "El renglón no trae el distrito (¿la celda está combinada con la de arriba?).", "DISTRITO", NO_ENTRA),
    ({"CABECERA": "Gómez"}, "CABECERA_DISTINTA", "«Gómez» no es la cabecera del distrito 5, que es Durango.", "CABECERA", {}),
    ({"PARTIDO_COALICION": "XYZ"}, "FUERZA_DESCONOCIDA", "No se reconoce «XYZ» entre quienes postulan.", "PARTIDO_COALICION", NO_ENTRA),
    ({"PARTIDO_COALICION": "no"}, "FUERZA_DESCONOCIDA", "El renglón no dice quién postula.", "PARTIDO_COALICION", NO_ENTRA),
    ({"NOMBRES": ""}, "SIN_NOMBRE", "El renglón no trae el nombre.", "NOMBRES", NO_ENTRA),
    ({"NOMBRES": "A" * 101}, "NOMBRE_LARGO", LARGO, "NOMBRES", NO_ENTRA),
    ({"PRIMER_APELLIDO": "B" * 61}, "NOMBRE_LARGO", LARGO, "NOMBRES", NO_ENTRA),
    ({"SEGUNDO_APELLIDO": "B" * 61}, "NOMBRE_LARGO", LARGO, "NOMBRES", NO_ENTRA),
    ({"NOMBRES": f"E {'v' * 199}", "PRIMER_APELLIDO": "", "SEGUNDO_APELLIDO": ""}, "NOMBRE_LARGO", LARGO, "NOMBRES", NO_ENTRA),
    (
        {"NOMBRES": "Eva", "PRIMER_APELLIDO": "", "SEGUNDO_APELLIDO": ""}, "NOMBRE_INCOMPLETO",
        "«Eva» no trae apellidos, o su columna no se reconoce.", "NOMBRES",
        {"nombre": "Eva", "nombres": "", "primer_apellido": "", "segundo_apellido": ""},
    ),
    ({"TIPO_CANDIDATO": ""}, "SIN_CALIDAD", "El renglón no dice si es propietaria o suplente.", "TIPO_CANDIDATO", NO_ENTRA),
    ({"TIPO_CANDIDATO": "Testigo"}, "SIN_CALIDAD", "«Testigo» no se entiende: escriba Propietaria o Suplente.", "TIPO_CANDIDATO", NO_ENTRA),
    ({"TIPO_CANDIDATO": "SUPLENTE 2"}, "SIN_SUPLENCIA", "Cada fórmula lleva una suplente y el renglón dice la 2.", "TIPO_CANDIDATO", NO_ENTRA),
    ({"SEXO": "M"}, "SEXO_AMBIGUO", "La M sola puede ser mujer o masculino y la columna no lo aclara: escriba Mujer u Hombre.", "SEXO", {"sexo": ""}),
    ({"SEXO": "F/M" + "x" * 40}, "SEXO_DESCONOCIDO", f"«F/M{'x' * 27}» no se reconoce: use Mujer, Hombre o No binario.", "SEXO", {"sexo": ""}),
    ({"GENERO": "Hombre"}, "GENERO_DISTINTO", "Las columnas del sexo y del género no dicen lo mismo.", "GENERO", {}),
    ({"EDAD": "17"}, "EDAD_IMPOSIBLE", "La edad «17» no es posible.", "EDAD", {"edad": None}),
    ({"EDAD": "120"}, "EDAD_IMPOSIBLE", "La edad «120» no es posible.", "EDAD", {"edad": None}),
    ({"EDAD": "cuarenta y tantos años"}, "EDAD_ILEGIBLE", "La edad «cuarenta y tantos añ» no es un número entero de años.", "EDAD", {"edad": None}),
    ({"FECHA_DE_NACIMIENTO": "31/02/1980"}, "FECHA_ILEGIBLE", FECHA, "FECHA_DE_NACIMIENTO", {}),
    ({"FECHA_DE_NACIMIENTO": "31/12/1899"}, "FECHA_ILEGIBLE", FECHA, "FECHA_DE_NACIMIENTO", {}),
    ({"FECHA_DE_NACIMIENTO": "01/01/2016"}, "FECHA_ILEGIBLE", FECHA, "FECHA_DE_NACIMIENTO", {}),
    ({"CORREO_DE_AVISOS": "ana"}, "CORREO_INVALIDO", CORREO, "CORREO_DE_AVISOS", {}),
    ({"CORREO_DE_AVISOS": "ana@mx"}, "CORREO_INVALIDO", CORREO, "CORREO_DE_AVISOS", {}),
    ({"CORREO_DE_AVISOS": "a@b.mx; c@d.mx"}, "CORREO_INVALIDO", CORREO, "CORREO_DE_AVISOS", {}),
    ({"CORREO_DE_AVISOS": "a@b.mx,c@d.mx"}, "CORREO_INVALIDO", CORREO, "CORREO_DE_AVISOS", {}),
    ({"CORREO_DE_AVISOS": "@b.mx"}, "CORREO_INVALIDO", CORREO, "CORREO_DE_AVISOS", {}),
    ({"CORREO_DE_AVISOS": "a" * 250 + "@b.mx"}, "CORREO_INVALIDO", CORREO, "CORREO_DE_AVISOS", {}),
    ({"SOBRENOMBRE": "S" * 81}, "SOBRENOMBRE_LARGO", "El sobrenombre pasa de 80 caracteres; revise la celda.", "SOBRENOMBRE", {}),
    ({"REELECCION": "quizá" + "z" * 40}, "REELECCION_DESCONOCIDA", f"«quizá{'z' * 25}» no es Sí ni No.", "REELECCION", {}),
    ({"ACCION_AFIRMATIVA": "Jóvenes, Cuota"}, "ACCION_DESCONOCIDA", ACUERDO, "ACCION_AFIRMATIVA", {"acciones": ("jovenes",)}),
    ({"CIRCUNSCRIPCION": "C" * 41}, "NUMERO_LARGO", "La circunscripción pasa de 40 caracteres; revise la celda.", "CIRCUNSCRIPCION", {"circunscripcion": "C" * 40}),
    ({"NUM_LISTA_O_FORMULA": "N" * 41}, "NUMERO_LARGO", "El número pasa de 40 caracteres; revise la celda.", "NUM_LISTA_O_FORMULA", {"numero": "N" * 40, "escrito": "N" * 40}),
    ({"CURP": "RESA800101"}, "CURP_INVALIDA", "No tiene la forma de una CURP.", "CURP", {}),
    ({"SOBRENOMBRE": "#NAME?"}, "CELDA_CON_ERROR", "La celda trae el error «#NAME?» en lugar de su dato: ábrala en la hoja de cálculo y escriba el valor.", "SOBRENOMBRE", {}),
    ({"SEXO": "(borrar)"}, "BORRADO_NO_ADMITIDO", "«(borrar)» no se admite aquí: este dato no se puede quedar vacío.", "SEXO", {"sexo": ""}),
    ({"NOMBRES": "MU?OZ"}, "TEXTO_DANADO", DANADO, "NOMBRES", {"nombre": "MU?OZ Rentería Soto", "nombres": "MU?OZ"}),
    ({"SOBRENOMBRE": "NIÃ‘A"}, "TEXTO_DANADO", DANADO, "SOBRENOMBRE", {"sobrenombre": "NIÃ‘A"}),
    ({"SOBRENOMBRE": "La\x01Ana"}, "CARACTER_DE_CONTROL", CONTROL, "SOBRENOMBRE", {"sobrenombre": "La Ana"}),
]  # fmt: skip

BIEN: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({}, {}),
    ({"CARGO": "Diputación"}, {}),
    ({"CARGO": "Diputada RP", "DISTRITO": "", "NUM_LISTA_O_FORMULA": " 2 "}, {"contienda": "diputacion-rp", "numero": "2", "escrito": "2"}),
    ({"DISTRITO": "Distrito V", "CABECERA": "DURANGO.", "ENTIDAD": "Durango"}, {}),
    ({"NOMBRES": "A" * 100, "PRIMER_APELLIDO": "B" * 60, "SEGUNDO_APELLIDO": "C" * 38}, {
        "nombre": f"{'A' * 100} {'B' * 60} {'C' * 38}", "nombres": "A" * 100, "primer_apellido": "B" * 60, "segundo_apellido": "C" * 38,
    }),
    ({"NOMBRES": "Ana Rentería", "PRIMER_APELLIDO": "", "SEGUNDO_APELLIDO": ""}, {"nombre": "Ana Rentería", "nombres": "", "primer_apellido": "", "segundo_apellido": ""}),
    ({"TIPO_CANDIDATO": "titular"}, {}),
    ({"TIPO_CANDIDATO": "Suplente 1"}, {"calidad": "suplente"}),
    ({"SEXO": "H"}, {"sexo": "hombre"}),
    ({"GENERO": "No binario"}, {"sexo": "no_binario"}),
    ({"SEXO": "", "GENERO": "Femenino"}, {}),
    ({"EDAD": "18"}, {"edad": 18}), ({"EDAD": "119"}, {"edad": 119}), ({"EDAD": "45 años"}, {"edad": 45}),
    ({"FECHA_DE_NACIMIENTO": "01/01/1900"}, {"nacimiento": date(1900, 1, 1)}),
    ({"FECHA_DE_NACIMIENTO": "31/12/2000"}, {"nacimiento": date(2000, 12, 31)}),
    ({"CORREO_DE_AVISOS": "Ana@Ejemplo.MX"}, {"correo": "ana@ejemplo.mx"}),
    ({"CORREO_DE_AVISOS": "a" * 249 + "@b.mx"}, {"correo": "a" * 249 + "@b.mx"}),
    ({"SOBRENOMBRE": "S" * 80}, {"sobrenombre": "S" * 80}),
    ({"SOBRENOMBRE": "La MU?OZ"}, {"sobrenombre": "La MU?OZ"}),
    ({"SOBRENOMBRE": "(borrar)"}, {"borrados": frozenset({"sobrenombre"})}),
    ({"REELECCION": "SI"}, {"reeleccion": True}), ({"REELECCION": "No"}, {"reeleccion": False}),
    ({"ACCION_AFIRMATIVA": "Personas indígenas; Jóvenes"}, {"acciones": ("indigenas", "jovenes")}),
    ({"ACCION_AFIRMATIVA": "Sin medida"}, {}),
    ({"CIRCUNSCRIPCION": "C" * 40, "NUM_LISTA_O_FORMULA": "N" * 40}, {"circunscripcion": "C" * 40, "numero": "N" * 40, "escrito": "N" * 40}),
]  # fmt: skip


def _leida(cambios: dict[str, str]) -> tuple[list[Registro], Any]:
    return leer(DIPUTACIONES, hoja(TITULOS, tuple((FILA | cambios).values())))


def _queda(distinto: dict[str, Any]) -> list[Registro]:
    return [] if distinto is NO_ENTRA else [replace(ANA, **distinto)]


def test_de_la_celda_que_no_sirve_se_dice_cual_y_por_que_y_lo_demas_queda() -> None:
    for cambios, codigo, frase, columna, distinto in MAL:
        registros, informe = _leida(cambios)
        assert dichos(informe.errores) == [(codigo, frase, 2, columna, 1)]
        assert informe.errores[0].hoja == "A"
        assert registros == _queda(distinto), cambios


def test_de_la_que_sirve_no_se_dice_nada_y_queda_lo_que_dice() -> None:
    for cambios, distinto in BIEN:
        registros, informe = _leida(cambios)
        assert registros == _queda(distinto), cambios
        assert dichos([*informe.errores, *informe.avisos]) == []


@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        ({"PARTIDO_COALICION": "MC."}, ("PUNTO_FINAL", "«MC.» se entendió como Movimiento Ciudadano.", 2, "PARTIDO_COALICION", 1)),
        ({"SEXO": ""}, ("SEXO_SIN_DATO", "La celda del sexo está vacía; quedó sin dato.", 2, "SEXO", 1)),
        (
            {"ENTIDAD": "Chihuahua"},
            ("FUERA_DE_PROCESO", "CHIHUAHUA: 1 renglón no es de esta elección; no se importó.", None, "", 1),
        ),
        (
            {"CARGO": "Presidencia municipal"},
            ("FUERA_DE_PROCESO", "PRESIDENCIA MUNICIPAL: 1 renglón no es de esta elección; no se importó.", None, "", 1),
        ),
        (
            {"SOBRENOMBRE": "No aplica"},
            (
                "RELLENO_COMO_VACIO", "1 celda con un relleno («No aplica») vale como vacía.",
                None, "SOBRENOMBRE", 1,
            ),
        ),
    ],
)  # fmt: skip
def test_lo_que_no_impide_importar_se_dice_una_vez(cambios: dict[str, str], dicho: tuple[Any, ...]) -> None:
    _, informe = _leida(cambios)
    assert (dichos(informe.avisos), informe.errores, informe.avisos[0].hoja) == ([dicho], [], "A")
