"""Lo que se dice de cada columna y de cada hoja: cuál, cuántos valores se perderían, y qué le falta para ser un padrón."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from candidaturas.sin_base import ALCALDIAS, DIPUTACIONES, VIGILANCIA, dichos, hoja, leer
from conoceles.candidaturas.padron.archivo.lectura import Hoja, Lectura
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.pedidas import pedidas
from conoceles.candidaturas.padron.renglones.corte import armar
from conoceles.nucleo.errores import ErrorDeDominio

TITULOS = ("PARTIDO", "CARGO", "DISTRITO", "TIPO_CANDIDATO", "NOMBRE COMPLETO", "SEXO")
ANA = ("MC", "Diputación MR", "5", "PROPIETARIA", "Ana Rentería Soto", "MUJER")
EVA = ("MC", "Diputación MR", "6", "PROPIETARIA", "Eva Luna Paz", "MUJER")
PREGUNTAS = ("1. Uno", "2. Dos", "3) Tres", "4- Cuatro", "5. Cinco")
IDENTIDAD = ("NUM_LISTA_O_FORMULA", "NOMBRE COMPLETO", "TIPO_CANDIDATO", *PREGUNTAS)
SIN_NOMBRE = "no trae la columna del nombre (por ejemplo NOMBRE_COMPLETO, o NOMBRES y PRIMER_APELLIDO)"
SIN_LO_DEMAS = "no trae las del cargo, quien postula y si es propietaria o suplente"


def _dicho(informe: Informe) -> list[tuple[str, Any]]:
    todos = [*informe.errores, *informe.avisos]
    return [(a.hoja, *d) for a, d in zip(todos, dichos(todos), strict=True)]


@pytest.mark.parametrize(
    ("columnas", "ana", "eva", "se_dice"),
    [
        (
            ("CLAVE_ELECTOR", "Ocupación"), ("x", "Abogada"), ("", "no aplica"), [
                ("DATO_DESCARTADO", "El sistema no puede guardar este dato: se descartó su único valor.", None, "CLAVE_ELECTOR", 1),
                ("COLUMNA_NO_USADA", "El sistema no necesita esta columna; no se guardó su único valor.", None, "Ocupación", 1),
            ],
        ),
        (
            ("Ocupación",), ("Abogada",), ("Maestra",), [
                ("COLUMNA_NO_USADA", "El sistema no necesita esta columna; no se guardaron sus 2 valores.", None, "Ocupación", 2),
            ],
        ),
        (
            ("Signo", "Vacía", "", ""), ("Leo", "", "z", ""), ("", "-", "w", ""), [
                ("COLUMNA_DESCONOCIDA", "No se reconoce el encabezado: se perdería 1 valor.", None, "Signo", 1),
                ("COLUMNA_SIN_ENCABEZADO", "La columna no tiene encabezado: se perderían 2 valores.", None, "I", 2),
                ("COLUMNA_VACIA", "No se reconoce el encabezado; no trae ningún valor que se pierda.", None, "Vacía", 1),
            ],
        ),
        (
            ("nombre  y apellidos", "NOMBRE_COMPLETO", "Partido Político"), ("Ana R", ANA[4], "MC"), ("", "Eva  Luna Paz", "PAN"), [
                ("COLUMNA_REPETIDA", "Vale «NOMBRE COMPLETO»: se perdería 1 valor.", None, "nombre y apellidos", 1),
                ("COLUMNA_REPETIDA", "Vale «PARTIDO»: se perdería 1 valor.", None, "Partido Político", 1),
                ("COLUMNA_VACIA", "Vale «NOMBRE COMPLETO»; no trae ningún valor que se pierda.", None, "NOMBRE_COMPLETO", 1),
            ],
        ),
        (
            PREGUNTAS[:2], ("sí", "no"), ("", "no"), [
                ("COLUMNA_DESCONOCIDA", "No se reconoce el encabezado: se perdería 1 valor.", None, "1. Uno", 1),
                ("COLUMNA_DESCONOCIDA", "No se reconoce el encabezado: se perderían 2 valores.", None, "2. Dos", 2),
            ],
        ),
    ],
)  # fmt: skip
def test_de_cada_columna_que_no_se_guarda_se_dice_cuantos_valores(
    columnas: tuple[str, ...], ana: tuple[str, ...], eva: tuple[str, ...], se_dice: list[Any]
) -> None:
    registros, informe = leer(DIPUTACIONES, hoja(TITULOS + columnas, ANA + ana, EVA + eva))
    assert _dicho(informe) == [("A", *dicho) for dicho in se_dice]
    assert [r.nombre for r in registros] == [ANA[4], EVA[4]]


def test_en_un_csv_un_renglon_de_otro_ancho_no_entra_y_se_dice_cual() -> None:
    filas = (TITULOS, ANA, EVA[:-1], (*EVA, "sobra"), (*EVA, " "))
    registros, informe = leer(DIPUTACIONES, hoja(*filas, de_texto=True))
    frase = "celdas y el encabezado 6: sus datos están recorridos. Revise comas y comillas."
    assert _dicho(informe) == [
        ("A", "ANCHO_DISTINTO", f"Tiene 5 {frase}", 3, "", 1),
        ("A", "ANCHO_DISTINTO", f"Tiene 7 {frase}", 4, "", 1),
    ]
    assert ([r.fila for r in registros], informe.filas) == ([2, 5], 4)
    assert len(leer(DIPUTACIONES, hoja(*filas))[0]) == 4  # en un libro, la celda del final puede faltar


def test_una_hoja_que_no_es_un_padron_no_se_calla() -> None:
    registros, informe = leer(
        DIPUTACIONES,
        hoja(TITULOS, ANA, combinadas=3),
        hoja(("a", "b"), ("1", " "), nombre="Otra"),
        hoja(("a", "b"), nombre="Ayuda del padrón"),
    )
    causa = f"{SIN_NOMBRE}; {SIN_LO_DEMAS}. Columnas que sí se reconocieron: ninguna."
    assert _dicho(informe) == [
        ("Otra", "HOJA_IGNORADA", f"La hoja no es un padrón y se perderían sus 3 valores: {causa}", None, "", 3),
        ("A", "CELDA_COMBINADA", "3 celdas combinadas con la de arriba valen lo mismo que ella.", None, "", 3),
    ]  # fmt: skip
    assert len(registros) == 1


@pytest.mark.parametrize(
    ("hojas", "frase"),
    [
        (
            [hoja(("a|b|c",), ("1|2|3",))],
            "«padron.xlsx» no tiene los encabezados de un padrón: los encabezados vienen en una sola celda: sepárelos con "
            "coma, punto y coma o tabulador.",
        ),
        (
            [hoja(("PARTIDO", "CARGO", "SEXO"), ("MC", "x", "y"))],
            f"«padron.xlsx» no tiene los encabezados de un padrón: {SIN_NOMBRE}. Columnas que sí se reconocieron: CARGO, PARTIDO, SEXO.",
        ),
        (
            [hoja(("NOMBRE COMPLETO", "Signo"), ("MC", "x"))],
            f"«padron.xlsx» no tiene los encabezados de un padrón: {SIN_LO_DEMAS}. Columnas que sí se reconocieron: NOMBRE COMPLETO.",
        ),
        ([hoja(TITULOS)], "«padron.xlsx» tiene encabezados, pero ningún renglón."),
        (
            [hoja(TITULOS, ANA, nombre="Ayuda del padrón")],
            "«padron.xlsx» no tiene los encabezados de un padrón: solo trae la hoja de ayuda.",
        ),
    ],
)  # fmt: skip
def test_si_ninguna_hoja_sirve_se_dice_que_le_falta(hojas: list[Hoja], frase: str) -> None:
    with pytest.raises(ErrorDeDominio) as error:
        leer(DIPUTACIONES, *hojas)
    assert str(error.value) == frase


def test_los_titulos_pueden_ir_debajo_de_un_rotulo_y_el_renglon_es_el_del_archivo() -> None:
    registros, informe = leer(DIPUTACIONES, hoja(("LISTA",), ("",), TITULOS, ("",), ANA))
    assert ([r.fila for r in registros], _dicho(informe)) == ([5], [])


def test_sin_la_columna_del_sexo_se_dice_cuantos_renglones_quedan_sin_el() -> None:
    registros, informe = leer(DIPUTACIONES, hoja(TITULOS[:-1], ANA[:-1], EVA[:-1]))
    frase = "La hoja no trae la columna del sexo: 2 renglones quedan sin ese dato."
    assert _dicho(informe) == [("A", "SEXO_SIN_DATO", frase, None, "", 2)]
    assert [r.sexo for r in registros] == ["", ""]


def _con_identidad(*renglones: tuple[str, ...]) -> tuple[Any, Informe]:
    principal = hoja((*TITULOS, "NUM_LISTA_O_FORMULA"), (*ANA, "7"), (*EVA, "8"))
    return leer(DIPUTACIONES, principal, hoja(IDENTIDAD, *renglones, nombre="Identidad"))


def test_el_corte_dice_si_el_archivo_trae_la_hoja_de_identidad() -> None:
    principal, suya = (
        hoja(TITULOS, ANA),
        hoja(IDENTIDAD, ("7", ANA[4], "PROPIETARIA", "sí"), nombre="Identidad"),
    )
    cortes = [
        armar(Lectura("p.xlsx", "xlsx", "", hojas), DIPUTACIONES, Informe())
        for hojas in ((principal,), (principal, suya))
    ]
    assert [corte.con_identidad for corte in cortes] == [False, True]


def test_el_rol_de_la_hoja_de_identidad_vale_y_se_cuenta_lo_corregido() -> None:
    registros, informe = _con_identidad(
        ("7", ANA[4], "PROPIETARIA", "sí", " no  sé "), ("8", EVA[4], "SUPLENTE", "sí", "no"),
        ("9", "Zoé Paz", "SUPLENTE"),
    )  # fmt: skip
    cuenta = (
        "Las dos hojas no dicen el mismo rol en 1 renglón del archivo: de esta elección se corrigió 1; de otras "
        "entidades, 0."
    )
    assert _dicho(informe) == [
        ("A", "ROL_CORREGIDO", "Dice «PROPIETARIA» y la hoja de identidad, suplente.", 3, "TIPO_CANDIDATO", 1),
        ("Identidad", "IDENTIDAD_SIN_RENGLON", "Este renglón no está en la hoja principal; no se usó.", 4, "", 1),
        ("Identidad", "ROLES_DISTINTOS_EN_HOJAS", cuenta, None, "", 1),
    ]  # fmt: skip
    assert [(r.calidad, r.identidad) for r in registros] == [
        ("propietaria", {"p1": "sí", "p2": "no sé", "p3": "", "p4": "", "p5": ""}),
        ("suplente", {"p1": "sí", "p2": "no", "p3": "", "p4": "", "p5": ""}),
    ]


def test_de_dos_renglones_de_identidad_distintos_vale_el_ultimo_y_se_dice() -> None:
    ana = ("7", ANA[4], "PROPIETARIA")
    registros, informe = _con_identidad((*ana, "sí"), (*ana, "sí"), (*ana, "no"))
    repetida = "Otro renglón de esta hoja tiene el mismo número y nombre, con otras respuestas o rol."
    sin_pareja = "Este renglón no está en la hoja de identidad; se importó con lo que dice la principal."
    assert _dicho(informe) == [
        ("Identidad", "IDENTIDAD_REPETIDA", repetida, 4, "", 1),
        ("A", "SIN_PAREJA_EN_OTRA_HOJA", sin_pareja, 3, "", 1),
    ]
    assert [(r.identidad or {}).get("p1") for r in registros] == ["no", None]


def test_un_renglon_de_identidad_mas_corto_se_empareja_por_lo_que_trae() -> None:
    identidad = hoja(
        ("NOMBRE COMPLETO", *PREGUNTAS, "NUM_LISTA_O_FORMULA", "CARACTER"), (ANA[4], "sí"), nombre="Identidad"
    )
    [registro], informe = leer(DIPUTACIONES, hoja(TITULOS, ANA), identidad)
    assert ((registro.identidad or {})["p1"], registro.calidad, _dicho(informe)) == ("sí", "propietaria", [])


def test_si_nadie_postula_y_hay_una_sola_fuerza_el_padron_no_tiene_que_nombrarla() -> None:
    """Con dos, callar es no decir; con una no hay qué suponer. Lo que sí dice y no se conoce sigue siendo una falta."""
    titulos = ("CARGO", "MODULO_DE_RIEGO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "PARTIDO_COALICION")
    ana = ("Consejería de vigilancia", "La Esperanza", "Propietaria", "ANA NÁJERA", "Mujer")
    sola = replace(
        VIGILANCIA,
        fuerzas=(
            replace(VIGILANCIA.fuerzas[0], siglas="SOLAS", nombre="Por su cuenta", tipo="independiente"),
        ),
    )
    [registro], informe = leer(sola, hoja(titulos, (*ana, "")))
    assert (registro.fuerza, _dicho(informe)) == ("SOLAS", [])
    for eleccion, dicha in ((VIGILANCIA, ""), (sola, "La Asamblea")):
        registros, informe = leer(eleccion, hoja(titulos, (*ana, dicha)))
        assert (registros, [e.codigo for e in informe.errores]) == ([], ["FUERZA_DESCONOCIDA"])
    assert [(p.obligatoria, p.ayuda) for p in pedidas(sola) if p.clave == "fuerza"] == [
        (False, "Quien postula; vacío, la única que hay.")
    ]


@pytest.mark.parametrize(
    ("cargo", "alcaldia", "numero", "dicho", "lugar"),
    [
        ("Concejal 2", "Coyoacán", "", None, "3"),
        ("Concejalía", "Coyoacán", "2", None, "3"),
        ("Alcaldesa", "Coyoacán", "", None, "1"),
        ("Concejalía", "Coyoacán", "9", ("FUERA_DE_LA_PLANILLA", "La planilla de Alcaldía Coyoacán tiene 7 puestos: Alcaldía, Concejalía 1 a 6; ninguno es «Concejalía 9».", 2, "NUM_LISTA_O_FORMULA", 1), ""),
        ("Concejalía 2", "Coyoacán", "5", ("FUERA_DE_LA_PLANILLA", "La planilla de Alcaldía Coyoacán tiene 7 puestos: Alcaldía, Concejalía 1 a 6; ninguno es «Concejalía 2 5». Si el número es el de la planilla y no el del lugar, cada planilla va con su propia fuerza.", 2, "NUM_LISTA_O_FORMULA", 1), ""),
        ("Alcaldesa", "Narnia", "", ("AMBITO_DESCONOCIDO", "«Narnia» no es una alcaldía de esta elección.", 2, "ALCALDIA", 1), ""),
        ("Alcaldesa", "", "", ("AMBITO_DESCONOCIDO", "El renglón no trae la alcaldía (¿la celda está combinada con la de arriba?).", 2, "ALCALDIA", 1), ""),
    ],
)  # fmt: skip
def test_el_lugar_de_la_planilla_es_el_suyo_o_se_dice_cual_no_hay(
    cargo: str, alcaldia: str, numero: str, dicho: Any, lugar: str
) -> None:
    titulos = (
        "PARTIDO",
        "CARGO",
        "ALCALDIA",
        "NUM_LISTA_O_FORMULA",
        "TIPO_CANDIDATO",
        "NOMBRE COMPLETO",
        "SEXO",
    )
    fila = ("MC", cargo, alcaldia, numero, "PROPIETARIA", ANA[4], "MUJER")
    registros, informe = leer(ALCALDIAS, hoja(titulos, fila))
    assert dichos(informe.errores) == ([dicho] if dicho else [])
    assert [r.numero for r in registros] == ([lugar] if lugar else [])


@pytest.mark.parametrize(
    ("calidad", "razon", "suplencia"),
    [
        ("Suplente", "no dice cuál es: escriba Suplente 1 a Suplente 3", None),
        ("Suplente 4", "dice la 4", None),
        ("Suplente 3", "", 3), ("Suplente 1", "", 1), ("Propietaria", "", 0),
    ],
)  # fmt: skip
def test_donde_hay_varias_suplentes_el_renglon_dice_cual(
    calidad: str, razon: str, suplencia: int | None
) -> None:
    titulos = ("CARGO", "MUNICIPIO", "PARTIDO", "NUM_LISTA_O_FORMULA", "NOMBRE COMPLETO", "CARACTER", "SEXO")
    fila = ("Consejería de vigilancia", "El Porvenir", "EJIDOS", "1", ANA[4], calidad, "MUJER")
    registros, informe = leer(VIGILANCIA, hoja(titulos, fila))
    frase = f"Cada fórmula lleva 3 suplentes y el renglón {razon}."
    assert dichos(informe.errores) == ([("SIN_SUPLENCIA", frase, 2, "CARACTER", 1)] if razon else [])
    assert [r.suplencia for r in registros] == ([] if suplencia is None else [suplencia])


def test_quien_queda_bajo_otros_encabezados_no_se_pierde_en_silencio() -> None:
    """Dos tablas pegadas, la segunda con una columna más: se leen los encabezados de la segunda."""
    pegadas = hoja(TITULOS[:-1], ANA[:-1], EVA[:-1], TITULOS, (*ANA[:2], "7", *ANA[3:4], "Cora Paz", "M"))

    _, informe = leer(DIPUTACIONES, pegadas)

    arriba = (
        "Los encabezados que se leen son los del renglón 4, y este queda arriba, bajo los del 1: se perdería. "
        "Deje unos solos, o ponga cada tabla en su hoja."
    )
    assert [d for d in dichos(informe.errores) if d[0] == "ENCABEZADO_DOBLE"] == [
        ("ENCABEZADO_DOBLE", arriba, numero, "", 1) for numero in (2, 3)
    ]


def test_los_encabezados_repetidos_a_media_hoja_no_son_de_nadie() -> None:
    arriba = ("", "", "", "", "DE LA PERSONA", "DATOS")
    nota = ("Candidaturas al 10 de mayo",)

    registros, informe = leer(DIPUTACIONES, hoja(nota, (), arriba, TITULOS, ANA, arriba, TITULOS, EVA))

    assert [r.nombre for r in registros] == [ANA[4], EVA[4]]
    assert (informe.errores, informe.filas) == ([], 2)
    assert dichos(informe.avisos) == [
        (
            "ENCABEZADO_REPETIDO",
            "2 renglones repiten los encabezados, desde el 6, y no son de nadie.",
            None,
            "",
            2,
        )
    ]
