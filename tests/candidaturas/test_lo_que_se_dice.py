"""Lo que el informe dice de cada renglón, palabra por palabra: el código, la frase, el renglón y la columna."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import pytest

from candidaturas.renglones import Importar, Padron, errores
from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo import secretos

TITULOS = (
    "CARGO", "DISTRITO", "CABECERA", "PARTIDO", "CARACTER", "NOMBRE", "PRIMER APELLIDO", "SEGUNDO APELLIDO", "SEXO",
    "EDAD", "ENTIDAD", "CURP", "SOBRENOMBRE",
)  # fmt: skip
CURP = "RESA800101MDGNTN09"


def renglon(**cambios: str) -> list[str]:
    """Una propietaria de Movimiento Ciudadano en el distrito 5, salvo lo que se cambie."""
    base = {
        "cargo": "Diputación MR", "distrito": "5", "cabecera": "", "partido": "MC", "caracter": "PROPIETARIA",
        "nombre": "Ana", "primero": "Rentería", "segundo": "Soto", "sexo": "MUJER", "edad": "41", "entidad": "Durango",
        "curp": "", "sobrenombre": "",
    }  # fmt: skip
    return list((base | cambios).values())


MAL = [  # lo que cambia, y el código, la frase y la columna con que se dice
    ({"cargo": "Rey"}, "CARGO_DESCONOCIDO", "No se reconoce el cargo «Rey».", "CARGO"),
    ({"distrito": "99"}, "AMBITO_DESCONOCIDO", "«99» no es un distrito de esta elección.", "DISTRITO"),
    (
        {"distrito": ""}, "AMBITO_DESCONOCIDO",
        "El renglón no trae el distrito (¿la celda está combinada con la de arriba?).", "DISTRITO",
    ),
    (
        {"cabecera": "Gómez"}, "CABECERA_DISTINTA",
        "«Gómez» no es la cabecera del distrito 5, que es Durango.", "CABECERA",
    ),
    ({"partido": "XYZ"}, "FUERZA_DESCONOCIDA", "No se reconoce «XYZ» entre quienes postulan.", "PARTIDO"),
    ({"partido": ""}, "FUERZA_DESCONOCIDA", "El renglón no dice quién postula.", ""),
    ({"nombre": ""}, "SIN_NOMBRE", "El renglón no trae el nombre.", "NOMBRE"),
    ({"nombre": "A" * 101}, "NOMBRE_LARGO", "El nombre es demasiado largo; revise la celda.", "NOMBRE"),
    ({"primero": "A" * 61}, "NOMBRE_LARGO", "El nombre es demasiado largo; revise la celda.", "NOMBRE"),
    ({"nombre": "Eva", "primero": "", "segundo": ""}, "NOMBRE_INCOMPLETO", "«Eva» no trae apellidos, o su columna no se reconoce.", "NOMBRE"),
    ({"caracter": ""}, "SIN_CALIDAD", "El renglón no dice si es propietaria o suplente.", "CARACTER"),
    ({"caracter": "SUPLENTE 2"}, "SIN_SUPLENCIA", "Cada fórmula lleva una suplente y el renglón dice la 2.", "CARACTER"),
    ({"entidad": "Narnia"}, "ENTIDAD_DESCONOCIDA", "«Narnia» no es la entidad de esta elección ni otra del país.", "ENTIDAD"),
    ({"sobrenombre": "S" * 81}, "SOBRENOMBRE_LARGO", "El sobrenombre pasa de 80 caracteres; revise la celda.", "SOBRENOMBRE"),
    ({"curp": CURP[:-1]}, "CURP_INVALIDA", "No tiene la forma de una CURP.", "CURP"),
    ({"edad": "17"}, "EDAD_IMPOSIBLE", "La edad «17» no es posible.", "EDAD"),
    ({"edad": "120"}, "EDAD_IMPOSIBLE", "La edad «120» no es posible.", "EDAD"),
    ({"edad": "40 y pico"}, "EDAD_ILEGIBLE", "La edad «40 y pico» no es un número entero de años.", "EDAD"),
    ({"sexo": "F/M"}, "SEXO_DESCONOCIDO", "«F/M» no se reconoce: use Mujer, Hombre o No binario.", "SEXO"),
]  # fmt: skip


CONTROL = "El texto trae caracteres que no se ven (controles); bórrelos o escriba el signo que iba ahí."
AMBIGUO = "La M sola puede ser mujer o masculino y la columna no lo aclara: escriba Mujer u Hombre."


SE_DICE = [  # sin impedir que lo demás entre: el código, la frase, el renglón, la columna y cuántos valores
    (
        "DATO_DESCARTADO",
        "De 3 CURP solo se guarda un resumen con llave, para reconocer a la misma persona en cortes posteriores; "
        "el texto se descartó.",
        None, "CURP", 3,
    ),
    (
        "RELLENO_COMO_VACIO",
        "1 celda con un relleno («No aplica») vale como vacía.",
        None, "SOBRENOMBRE", 1,
    ),
    ("PUNTO_FINAL", "«MC.» se entendió como Movimiento Ciudadano.", 2, "PARTIDO", 1),
    ("FUERA_DE_PROCESO", "CHIHUAHUA: 1 renglón no es de esta elección; no se importó.", None, "", 1),
    ("FUERA_DE_PROCESO", "PRESIDENCIA MUNICIPAL: 1 renglón no es de esta elección; no se importó.", None, "", 1),
    ("FILA_REPETIDA", "El mismo renglón, palabra por palabra, ya está en el archivo; este no se usó.", 4, "", 1),
    (
        "POSIBLE_MISMA_PERSONA", "Hay otra persona con este nombre y ningún dato que las una; se registró aparte.",
        7, "", 1,
    ),
    (
        "PERSONA_EN_DOS_CANDIDATURAS",
        "La misma persona tiene otra candidatura en esta elección; se registraron las dos.", 5, "", 1,
    ),
]  # fmt: skip


def test_cada_renglon_que_no_entra_dice_por_que_en_cual_y_en_que_columna(
    importar_padron: Importar, padron: Padron
) -> None:
    """Todos en un archivo: ninguno calla a otro, y ninguno entra."""
    informe = importar_padron(padron(TITULOS, *(renglon(**cambios) for cambios, *_ in MAL)))
    dichos = [(e.fila, e.codigo, e.mensaje, e.columna) for e in informe.errores]
    assert dichos == [(n, *dicho) for n, (_, *dicho) in enumerate(MAL, 2)]
    assert {(e.hoja, e.valores) for e in informe.errores} == {("padron-0", 1)}
    assert not Candidatura.objects.exists()


@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        ({"nombre": "A\x01na"}, ("CARACTER_DE_CONTROL", CONTROL, "NOMBRE")),
        ({"sexo": "M"}, ("SEXO_AMBIGUO", AMBIGUO, "SEXO")),
    ],
)
def test_lo_que_depende_de_las_demas_celdas_se_dice_solo(
    importar_padron: Importar, padron: Padron, cambios: dict[str, str], dicho: tuple[str, str, str]
) -> None:
    informe = importar_padron(padron(TITULOS, renglon(**cambios)))
    assert [(e.codigo, e.mensaje, e.columna) for e in informe.errores] == [dicho]


def test_lo_que_no_impide_importar_se_dice_igual(importar_padron: Importar, padron: Padron) -> None:
    lia = {"nombre": "Lía", "primero": "Luz", "distrito": "10"}
    paz = {"nombre": "Paz", "edad": ""}
    ruta = padron(
        TITULOS,
        renglon(nombre="N" * 100, primero="P" * 60, segundo="S" * 38, partido="MC."),
        renglon(**lia, curp=CURP),
        renglon(**lia, curp=CURP),
        renglon(**lia | {"distrito": "11"}, curp=CURP),
        renglon(**paz, distrito="12"),
        renglon(**paz, distrito="13", sobrenombre="No aplica"),
        renglon(entidad="Chihuahua"),
        renglon(cargo="Presidencia Municipal"),
    )
    informe = importar_padron(ruta)
    assert not informe.errores
    assert [(a.codigo, a.mensaje, a.fila, a.columna, a.valores) for a in informe.avisos] == SE_DICE
    assert {a.hoja for a in informe.avisos} == {"padron-0"}
    assert informe.altas == 5


def test_un_corte_posterior_no_cambia_a_quien_ocupa_el_lugar_ni_le_da_la_curp_de_otra(
    importar_padron: Importar, padron: Padron
) -> None:
    otra = {"nombre": "Eva", "distrito": "6"}
    assert not importar_padron(padron(TITULOS, renglon(curp=CURP), renglon(**otra))).errores
    folio = Candidatura.objects.get(persona__nombres="Ana").folio
    informe = importar_padron(padron(TITULOS, renglon(nombre="Zoé"), renglon(**otra, curp=CURP)))
    assert [(e.codigo, e.mensaje, e.fila) for e in informe.errores] == [
        (
            "LUGAR_OCUPADO",
            f"El lugar es de otra persona (folio {folio}); no se aplicó. Si hubo sustitución, regístrela con su acuerdo.",
            2,
        ),
        ("CURP_DE_OTRA_PERSONA", "Esa CURP ya es de otra persona.", 3),
    ]


@pytest.mark.parametrize(
    ("sexo", "genero", "queda"),
    [("MUJER", "No binario", "no_binario"), ("MUJER", "", "mujer"), ("", "Hombre", "hombre"), ("HOMBRE", "Hombre", "hombre")],
)  # fmt: skip
def test_el_genero_manda_si_dice_no_binario_o_falta_el_sexo(
    importar_padron: Importar, padron: Padron, sexo: str, genero: str, queda: str
) -> None:
    assert not importar_padron(padron((*TITULOS, "GENERO"), [*renglon(sexo=sexo), genero])).errores
    assert Candidatura.objects.get().persona.sexo == queda


@pytest.mark.parametrize(("con_columna", "sin_dato"), [(True, [(2, "SEXO")]), (False, [(None, "")])])
def test_un_sexo_vacio_se_dice_en_su_renglon_y_la_columna_que_falta_una_vez(
    importar_padron: Importar, padron: Padron, con_columna: bool, sin_dato: list[Any]
) -> None:
    quita = slice(0) if con_columna else slice(TITULOS.index("SEXO"), TITULOS.index("SEXO") + 1)
    titulos, fila = [*TITULOS], renglon(sexo="")
    del titulos[quita], fila[quita]
    informe = importar_padron(padron(titulos, fila))
    assert [(a.fila, a.columna) for a in informe.avisos if a.codigo == "SEXO_SIN_DATO"] == sin_dato


def test_una_accion_que_no_esta_en_el_acuerdo_se_dice_sin_repetirla(
    importar_padron: Importar, padron: Padron
) -> None:
    informe = importar_padron(padron((*TITULOS, "ACCION AFIRMATIVA"), [*renglon(), "Cuota secreta"]))
    assert errores(informe) == {"ACCION_DESCONOCIDA": 1}
    assert "secreta" not in informe.errores[0].mensaje


def test_de_la_curp_solo_queda_su_resumen_con_llave(importar_padron: Importar, padron: Padron) -> None:
    importar_padron(padron(TITULOS, renglon(curp=f" {CURP.lower()} ")))
    resumen = hmac.new(secretos.leer("curp"), CURP.encode(), hashlib.sha256).hexdigest()
    assert Candidatura.objects.get().persona.curp_hmac == resumen


@pytest.mark.parametrize("apellidos", [("Rentería", "Soto"), ("", "")])
def test_sin_la_columna_del_primer_apellido_el_nombre_va_entero(
    importar_padron: Importar, padron: Padron, apellidos: tuple[str, str]
) -> None:
    nombre = "Ana" if apellidos[0] else "Ana Rentería Soto"
    importar_padron(padron(TITULOS, renglon(nombre=nombre, primero=apellidos[0], segundo=apellidos[1])))
    persona = Candidatura.objects.get().persona
    assert persona.nombre == "Ana Rentería Soto"
    assert (persona.nombres, persona.primer_apellido, persona.segundo_apellido) == (
        ("Ana", *apellidos) if apellidos[0] else ("", "", "")
    )


def _por_formula(**cambios: str) -> tuple[list[str], list[str]]:
    base: dict[str, Any] = {
        "CARGO": "Diputación MR", "DISTRITO": "5", "PARTIDO": "MC", "NOMBRE COMPLETO": "Ana Rentería Soto",
        "SEXO": "MUJER", "NOMBRE SUPLENTE": "Eva Luna Paz", "SEXO SUPLENTE": "MUJER",
    }  # fmt: skip
    return list(base), list((base | cambios).values())


def test_un_renglon_por_formula_trae_a_las_dos_personas(importar_padron: Importar, padron: Padron) -> None:
    importar_padron(padron(*_por_formula()))
    dichas = Candidatura.objects.order_by("calidad").values_list(
        "calidad", "suplencia", "persona__nombre", "persona__sexo"
    )
    assert [*dichas] == [
        ("propietaria", 0, "Ana Rentería Soto", "mujer"), ("suplente", 0, "Eva Luna Paz", "mujer"),
    ]  # fmt: skip


def test_la_formula_sin_suplente_entra_sola(importar_padron: Importar, padron: Padron) -> None:
    titulos, fila = _por_formula(**{"NOMBRE SUPLENTE": "", "SEXO SUPLENTE": ""})
    assert errores(importar_padron(padron(titulos, fila))) == {}
    assert Candidatura.objects.get().calidad == "propietaria"
