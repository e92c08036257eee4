"""Un padrón nunca pierde ni inventa: lo que no entra es un error, con su causa y lo que hay que hacer."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conoceles.candidaturas.models import Candidatura, Persona

Importar = Callable[..., Any]
Padron = Callable[..., Path]
TITULOS = ("CARGO", "DISTRITO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "EDAD")


def fila(nombre: str = "Ana Rentería Soto", **cambios: Any) -> list[Any]:
    """Una propietaria de Movimiento Ciudadano en el distrito 5, salvo lo que se cambie."""
    base = {
        "cargo": "Diputación MR", "distrito": "5", "partido": "MC", "caracter": "PROPIETARIA", "nombre": nombre,
        "sexo": "MUJER", "edad": "41",
    }  # fmt: skip
    return list((base | cambios).values())


def errores(informe: Any) -> Counter[str]:
    return Counter(error.codigo for error in informe.errores)


def avisos(informe: Any) -> Counter[str]:
    return Counter(aviso.codigo for aviso in informe.avisos)


# ------------------------------------------------------------------ aceptar y agrupar


def test_un_codigo_desconocido_en_aceptar_es_un_error(importar_padron: Importar, padron: Padron) -> None:
    from conoceles.nucleo.errores import ErrorDeDominio

    with pytest.raises(ErrorDeDominio, match="LUGAR_INVENTADO"):
        importar_padron(padron(TITULOS, fila()), aceptar=["LUGAR_INVENTADO"])
    assert not Candidatura.objects.exists()


def test_las_causas_van_de_la_peor_a_la_mas_leve_con_renglones_y_valores(
    importar_padron: Importar, padron: Padron
) -> None:
    informe = importar_padron(
        padron(
            (*TITULOS, "COLOR", "OCUPACIÓN"),
            [*fila(), "azul", "maestra"],
            [*fila("Berta Luna", partido="XYZ", distrito="6"), "rojo", ""],
            [*fila("Carla Sosa", distrito="7"), "", ""],
        ),
        aceptar=["FUERZA_DESCONOCIDA"],
    )

    causas = informe.como_dict()["causas"]
    assert [(c["codigo"], c["gravedad"], c["renglones"], c["valores"]) for c in causas] == [
        ("COLUMNA_DESCONOCIDA", "error", 0, 2),
        ("FUERZA_DESCONOCIDA", "aceptada", 1, 1),
        ("COLUMNA_NO_USADA", "aviso", 0, 1),
    ]
    assert "renglón 3" in causas[1]["ejemplo"]
    assert "«XYZ»" in causas[1]["ejemplo"]
    assert informe.como_dict()["aceptadas"] == ["FUERZA_DESCONOCIDA"]
    assert (informe.altas, Candidatura.objects.count()) == (0, 0)


def test_cientos_de_errores_iguales_son_una_linea(importar_padron: Importar, padron: Padron) -> None:
    frase = importar_padron(
        padron(TITULOS, *(fila(f"Ana {n} Soto", cargo="Concejalía") for n in range(300)))
    ).frase_de_errores()

    assert "CARGO_DESCONOCIDO (300 renglones)" in frase
    assert len(frase.splitlines()) == 3


def test_los_demas_casos_de_una_causa_se_nombran_sin_repetir_la_frase(
    importar_padron: Importar, padron: Padron
) -> None:
    cargos = ("Concejalía", "Jefatura de Gobierno", "Alcaldía", "Alcaldía")
    filas = (fila(f"Ana {n} Soto", cargo=cargo) for n, cargo in enumerate(cargos))
    frase = importar_padron(padron((*TITULOS, "COLOR"), *([*f, "azul"] for f in filas))).frase_de_errores()

    assert "No se reconoce el cargo «Concejalía». También: «Alcaldía»; «Jefatura de Gobierno».\n" in frase
    assert "COLUMNA_DESCONOCIDA (4 valores)" in frase


def test_simular_dice_exactamente_lo_que_dice_importar(importar_padron: Importar, padron: Padron) -> None:
    ruta = padron((*TITULOS, "COLOR"), [*fila(), "azul"], [*fila("Berta Luna", distrito="6"), ""])
    for aceptar in ([], ["COLUMNA_DESCONOCIDA"]):
        simulado = importar_padron(ruta, simular=True, aceptar=aceptar).como_dict()
        de_verdad = importar_padron(ruta, aceptar=aceptar).como_dict()
        assert simulado | {"simulado": False} == de_verdad


# ------------------------------------------------------------------ el sexo


@pytest.mark.parametrize(
    ("columna", "letras", "esperado"),
    [
        ("GENERO", ("F", "M"), {"mujer": 1, "hombre": 1}),
        ("GENERO", ("M", "H"), {"mujer": 1, "hombre": 1}),
        ("SEXO", ("F", "M"), {"mujer": 1, "hombre": 1}),
        ("SEXO", ("M", "H"), {"mujer": 1, "hombre": 1}),
        ("SEXO", ("Masculino", "M"), {"hombre": 2}),
    ],
)
def test_la_m_se_lee_por_lo_que_trae_su_columna(
    importar_padron: Importar, padron: Padron, columna: str, letras: tuple[str, str], esperado: dict[str, int]
) -> None:
    titulos = [columna if titulo == "SEXO" else titulo for titulo in TITULOS]
    ana, berta = fila(sexo=letras[0]), fila("Berta Luna", distrito="6", sexo=letras[1])
    informe = importar_padron(padron(titulos, ana, berta))

    assert informe.errores == []
    assert Counter(Persona.objects.values_list("sexo", flat=True)) == esperado


@pytest.mark.parametrize("letras", [("M", "M"), ("M", ""), ("F", "M", "H")])
def test_una_m_ambigua_se_pregunta(
    importar_padron: Importar, padron: Padron, letras: tuple[str, ...]
) -> None:
    filas = [fila(f"Ana Soto {n}", distrito=str(5 + n), sexo=letra) for n, letra in enumerate(letras)]
    informe = importar_padron(padron(TITULOS, *filas))

    assert errores(informe) == {"SEXO_AMBIGUO": letras.count("M")}
    assert "escriba Mujer u Hombre" in informe.errores[0].mensaje


def test_sin_columna_de_sexo_se_dice_una_sola_vez(importar_padron: Importar, padron: Padron) -> None:
    titulos = [titulo for titulo in TITULOS if titulo != "SEXO"]
    filas = [[c for i, c in enumerate(fila(f"Ana Soto {n}", distrito=str(n))) if i != 5] for n in (5, 6, 7)]
    informe = importar_padron(padron(titulos, *filas))

    [aviso] = [a for a in informe.avisos if a.codigo == "SEXO_SIN_DATO"]
    assert aviso.valores == 3


# ------------------------------------------------------------------ columnas y renglones


@pytest.mark.parametrize(
    "renglon",
    [
        "Diputación MR,5,MC,PROPIETARIA,Ana Rentería, Soto,MUJER,41",
        "Diputación MR,5,MC,PROPIETARIA,MUJER,41",
    ],
)
def test_un_renglon_mas_ancho_o_mas_angosto_que_su_encabezado_no_entra(
    importar_padron: Importar, padron: Padron, renglon: str
) -> None:
    informe = importar_padron(padron(TITULOS, fila("Berta Luna", distrito="6"), renglon.split(",")))

    assert [(e.codigo, e.fila) for e in informe.errores] == [("ANCHO_DISTINTO", 3)]
    assert not Candidatura.objects.exists()


def test_una_columna_desconocida_dice_cuantos_valores_se_perderian(
    importar_padron: Importar, padron: Padron
) -> None:
    informe = importar_padron(padron((*TITULOS, "Facebook"), [*fila(), "ana.soto"]))
    assert [(e.codigo, e.columna, e.valores) for e in informe.errores] == [
        ("COLUMNA_DESCONOCIDA", "Facebook", 1)
    ]

    vacia = importar_padron(padron((*TITULOS, "Facebook"), [*fila(), ""]))
    assert (vacia.errores, avisos(vacia)["COLUMNA_VACIA"]) == ([], 1)


def test_una_columna_sin_encabezado_con_datos_tambien_se_pierde(
    importar_padron: Importar, padron: Padron
) -> None:
    informe = importar_padron(padron((*TITULOS, ""), [*fila(), "dato"]))

    assert errores(informe) == {"COLUMNA_SIN_ENCABEZADO": 1}


def test_nombre_y_apellidos_en_dos_columnas_son_un_nombre_completo(
    importar_padron: Importar, padron: Padron
) -> None:
    titulos = ["NOMBRE" if titulo == "NOMBRE COMPLETO" else titulo for titulo in TITULOS]
    informe = importar_padron(padron((*titulos, "APELLIDOS"), [*fila("José"), "Rentería Soto"]))

    assert informe.errores == []
    assert Persona.objects.get().nombre == "José Rentería Soto"


def test_un_nombre_sin_apellidos_no_entra(importar_padron: Importar, padron: Padron) -> None:
    informe = importar_padron(padron(TITULOS, fila("JOSE")))

    assert errores(informe) == {"NOMBRE_INCOMPLETO": 1}


def test_la_misma_fila_dos_veces_se_avisa_y_con_otros_datos_falla(
    importar_padron: Importar, padron: Padron
) -> None:
    assert avisos(importar_padron(padron(TITULOS, fila(), fila()), simular=True))["FILA_REPETIDA"] == 1
    assert errores(importar_padron(padron(TITULOS, fila(), fila(edad="50")))) == {"FILA_REPETIDA_DISTINTA": 1}


@pytest.mark.parametrize(
    ("titulos", "dice"),
    [
        (("CARGO", "DISTRITO", "PARTIDO", "CARACTER"), "no trae la columna del nombre"),
        (("CARGO|DISTRITO|PARTIDO|NOMBRE",), "vienen en una sola celda"),
    ],
)
def test_lo_que_no_es_un_padron_dice_que_le_falta(
    importar_padron: Importar, padron: Padron, titulos: tuple[str, ...], dice: str
) -> None:
    from conoceles.nucleo.errores import ErrorDeDominio

    with pytest.raises(ErrorDeDominio, match=dice):
        importar_padron(padron(titulos, ["x"] * len(titulos)))


def test_una_pagina_en_utf_16_se_dice_que_es_una_pagina(importar_padron: Importar, tmp_path: Path) -> None:
    from conoceles.nucleo.errores import ErrorDeDominio

    (tmp_path / "p.csv").write_bytes("<html><table><tr><td>NOMBRE</td></tr></table></html>".encode("utf-16"))
    with pytest.raises(ErrorDeDominio, match="es una página"):
        importar_padron(tmp_path / "p.csv")


# ------------------------------------------------------------------ celdas que no traen lo que parecen


@pytest.mark.parametrize("error", ["#NAME?", "#¿NOMBRE?", "#REF!", "#¡VALOR!", "#N/D", "########"])
def test_un_error_de_la_hoja_no_vale_como_texto_ni_como_vacio(
    importar_padron: Importar, padron: Padron, error: str
) -> None:
    informe = importar_padron(padron((*TITULOS, "SOBRENOMBRE"), [*fila(), error]))

    assert errores(informe) == {"CELDA_CON_ERROR": 1}
    assert not Candidatura.objects.exists()


@pytest.mark.parametrize(("celda", "tipo"), [("=1/0", "f"), ("#NAME?", "e")])
def test_una_formula_sin_resultado_y_un_error_de_excel_se_dicen(
    importar_padron: Importar, tmp_path: Path, celda: str, tipo: str
) -> None:
    libro = openpyxl.Workbook()
    libro.active.append((*TITULOS, "SOBRENOMBRE"))
    libro.active.append([*fila(), celda])
    libro.active.cell(2, 8).data_type = tipo
    libro.save(tmp_path / "p.xlsx")
    informe = importar_padron(tmp_path / "p.xlsx")

    assert [(e.codigo, e.fila, e.columna) for e in informe.errores] == [("CELDA_CON_ERROR", 2, "SOBRENOMBRE")]
    assert ("fórmula sin resultado" in informe.errores[0].mensaje) is (tipo == "f")


@pytest.mark.parametrize("nombre", ["Ana MUÃ‘OZ", "Ana MU\ufffdOZ", "Ana MUÃ\x91OZ", "Ana MU?OZ"])
def test_un_texto_danado_se_encuentra(importar_padron: Importar, padron: Padron, nombre: str) -> None:
    assert "TEXTO_DANADO" in errores(importar_padron(padron(TITULOS, fila(nombre))))


@pytest.mark.parametrize("nombre", ["João Muñoz", "ANTÔNIO JOÃO", "¿Quién Sabe?"])
def test_un_texto_con_otros_acentos_no_esta_danado(
    importar_padron: Importar, padron: Padron, nombre: str
) -> None:
    assert importar_padron(padron(TITULOS, fila(nombre))).errores == []


@pytest.mark.parametrize("control", ["\x02", "\x07", "\u202e"])
def test_un_caracter_que_no_se_ve_nunca_se_borra_en_silencio(
    importar_padron: Importar, padron: Padron, control: str
) -> None:
    ruta = padron((*TITULOS, "SOBRENOMBRE"), [*fila(), f"COYOACAN{control}XOCHIMILCO"])
    assert errores(importar_padron(ruta)) == {"CARACTER_DE_CONTROL": 1}

    importar_padron(ruta, aceptar=["CARACTER_DE_CONTROL"])
    assert Candidatura.objects.get().sobrenombre == "COYOACAN XOCHIMILCO"


def test_el_mismo_texto_con_acentos_sueltos_no_cambia_nada(importar_padron: Importar, padron: Padron) -> None:
    importar_padron(padron(TITULOS, fila("Íñigo Muñoz Peña")))
    suelto = fila(unicodedata.normalize("NFD", "Íñigo Muñoz Peña"))
    informe = importar_padron(padron(TITULOS, suelto))

    assert (informe.cambios, informe.sin_cambio) == (0, 1)


@pytest.mark.parametrize(
    ("edad", "codigo"), [("45.5", "EDAD_ILEGIBLE"), ("cuarenta", "EDAD_ILEGIBLE"), ("150", "EDAD_IMPOSIBLE")]
)
def test_una_edad_que_no_es_un_entero_posible_no_entra(
    importar_padron: Importar, padron: Padron, edad: str, codigo: str
) -> None:
    assert errores(importar_padron(padron(TITULOS, fila(edad=edad)))) == {codigo: 1}


@pytest.mark.parametrize("relleno", ["n/d", "N/D", "Sin información", "XX", "NINGUNO"])
def test_un_relleno_no_es_un_sobrenombre(importar_padron: Importar, padron: Padron, relleno: str) -> None:
    importar_padron(padron((*TITULOS, "SOBRENOMBRE"), [*fila(), relleno]))

    assert Candidatura.objects.get().sobrenombre == ""


# ------------------------------------------------------------------ quién es quién, y cortes posteriores


def test_la_misma_persona_con_y_sin_acento_en_dos_renglones_no_cambia_al_repetir(
    importar_padron: Importar, padron: Padron
) -> None:
    titulos = (*TITULOS, "NO. LISTA")
    ruta = padron(
        titulos,
        [*fila("ANA SOLIS PEÑA"), ""],
        [*fila("ANA SOLÍS PEÑA", cargo="Diputación RP", distrito=""), "2"],
    )
    informe = importar_padron(ruta)
    assert (informe.errores, informe.personas, avisos(informe)["NOMBRE_CON_DOS_GRAFIAS"]) == ([], 1, 1)
    assert Persona.objects.get().nombre == "ANA SOLÍS PEÑA"

    for _ in range(2):
        informe = importar_padron(ruta)
        assert (informe.altas, informe.cambios, informe.sin_cambio) == (0, 0, 2)


def test_dos_renglones_de_una_persona_que_se_contradicen_se_preguntan(
    importar_padron: Importar, padron: Padron
) -> None:
    titulos = (*TITULOS, "NO. LISTA", "CORREO")
    ruta = padron(
        titulos,
        [*fila(), "", "una@prueba.mx"],
        [*fila(cargo="Diputación RP", distrito=""), "2", "otra@prueba.mx"],
    )
    assert errores(importar_padron(ruta)) == {"PERSONA_CON_DATOS_DISTINTOS": 1}

    aceptar = ["PERSONA_CON_DATOS_DISTINTOS"]
    assert importar_padron(ruta, aceptar=aceptar).altas == 2
    assert importar_padron(ruta, aceptar=aceptar).cambios == 0


def test_una_celda_vacia_o_una_columna_que_falta_no_borra_y_la_marca_si(
    importar_padron: Importar, padron: Padron
) -> None:
    titulos = (*TITULOS, "SOBRENOMBRE")
    importar_padron(padron(titulos, [*fila(), "La Güera"]))
    for sin_dato in (padron(titulos, [*fila(), ""]), padron(TITULOS, fila())):
        assert importar_padron(sin_dato).cambios == 0
    assert Candidatura.objects.get().sobrenombre == "La Güera"

    assert importar_padron(padron(titulos, [*fila(), "(borrar)"])).cambios == 1
    assert Candidatura.objects.get().sobrenombre == ""
    assert importar_padron(padron(titulos, [*fila(), "(borrar)"])).cambios == 0


def test_la_marca_de_borrar_no_se_admite_en_lo_que_no_puede_faltar(
    importar_padron: Importar, padron: Padron
) -> None:
    assert "BORRADO_NO_ADMITIDO" in errores(importar_padron(padron(TITULOS, fila("(borrar)"))))


# ------------------------------------------------------------------ de qué elección es el archivo


def test_las_entidades_se_reconocen_por_su_nombre_largo_y_su_abreviatura() -> None:
    from conoceles.candidaturas.padron.entidades import entidad, es_la_misma

    assert entidad("MICHOACAN DE OCAMPO") == "Michoacán"
    assert entidad("Veracruz de Ignacio de la Llave") == "Veracruz"
    assert entidad("Dgo.") == "Durango"
    assert entidad("Estado de México") == "México"
    assert entidad("Atlántida") == ""
    assert es_la_misma("Yucatán de los Mayas", "YUCATÁN")
    assert not es_la_misma("Baja California", "Baja California Sur")


def test_los_renglones_de_otra_entidad_se_cuentan_y_de_una_que_no_existe_fallan(
    importar_padron: Importar, padron: Padron
) -> None:
    titulos = (*TITULOS, "ENTIDAD")
    propias = [*fila(), "Estado Libre y Soberano de Durango"]
    informe = importar_padron(padron(titulos, propias, [*fila("Berta Luna"), "YUCATAN"]), simular=True)
    assert (informe.errores, informe.fuera, informe.altas) == ([], 1, 1)

    otra = importar_padron(padron(titulos, propias, [*fila("Berta Luna"), "Atlántida"]))
    assert errores(otra) == {"ENTIDAD_DESCONOCIDA": 1}


def test_un_archivo_del_que_nada_entra_es_un_error(importar_padron: Importar, padron: Padron) -> None:
    informe = importar_padron(padron((*TITULOS, "ENTIDAD"), [*fila(), "YUCATÁN"]))

    assert errores(informe) == {"NADA_DE_ESTA_ELECCION": 1}


def test_lo_que_una_eleccion_en_curso_no_toma_se_cuenta(importar_padron: Importar, padron: Padron) -> None:
    preguntas = tuple(f"{n}. Pregunta" for n in range(1, 7))
    titulos = (*TITULOS, "HISTORIA_PROFESIONAL", *preguntas)
    informe = importar_padron(padron(titulos, [*fila(), "Maestra rural.", "Sí", "No", "", "", "", ""]))

    dichos = [(a.valores, a.mensaje) for a in informe.avisos if a.codigo == "RESPUESTAS_NO_IMPORTADAS"]
    assert [valores for valores, _ in dichos] == [1, 2]
    assert "de identidad" in dichos[1][1]


# ------------------------------------------------------------------ la edad que el cargo pide


@pytest.mark.parametrize(
    ("nacimiento", "entra"), [("03/06/2006", False), ("02/06/2006", True), ("01/01/2010", False)]
)
def test_quien_no_cumple_la_edad_del_cargo_el_dia_de_la_jornada_no_entra(
    importar_padron: Importar, padron: Padron, nacimiento: str, entra: bool
) -> None:
    titulos = [*TITULOS[:-1], "FECHA DE NACIMIENTO"]
    informe = importar_padron(padron(titulos, [*fila()[:-1], nacimiento]))

    assert errores(informe) == ({} if entra else {"EDAD_MENOR": 1})
    assert Candidatura.objects.exists() is entra


# ------------------------------------------------------------------ archivos de otros institutos


@pytest.mark.muestras
@pytest.mark.lenta
@pytest.mark.parametrize("archivo", ["candidatos-cdmx.xlsx", "candidatos-yucatan.xlsx"])
def test_el_padron_de_otro_instituto_se_rechaza_entero_con_sus_causas(
    importar_padron: Importar, archivo: str
) -> None:
    from django.conf import settings

    informe = importar_padron(settings.CONOCELES_MUESTRAS / "muestras_opl" / archivo)
    causas = [causa for causa in informe.causas() if causa.gravedad == "error"]

    assert not Candidatura.objects.exists()
    assert 2 <= len(causas) <= 6
    assert len(informe.frase_de_errores()) < 4_000  # cabe en una página
    assert "COLUMNA_DESCONOCIDA" in {causa.codigo for causa in causas}


def test_leer_candidaturas_no_trae_en_cada_una_la_definicion_ni_sus_archivos(
    importar_padron: Importar, padron: Padron
) -> None:
    importar_padron(padron(TITULOS, fila()))
    proceso = Candidatura.objects.con_todo().get().proceso

    assert proceso.get_deferred_fields() == {"definicion", "fuentes"}


def test_repetir_un_padron_lee_cada_persona_y_cada_formula_una_sola_vez(
    importar_padron: Importar, padron: Padron
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    consultas = []
    for cuantas in (2, 8):
        ruta = padron(TITULOS, *(fila(f"Ana Soto {n}", distrito=str(n)) for n in range(1, cuantas + 1)))
        importar_padron(ruta)
        with CaptureQueriesContext(connection) as hechas:
            importar_padron(ruta)
        consultas.append(len(hechas))
    assert consultas[0] == consultas[1]
