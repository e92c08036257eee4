"""Un padrón nunca pierde ni inventa: lo que no entra es un error, con su causa y lo que hay que hacer."""

from __future__ import annotations

import pytest

from candidaturas.renglones import TITULOS, Importar, Padron, errores, fila
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.padron.renglones.entidades import entidad, es_la_misma
from conoceles.nucleo.errores import ErrorDeDominio

# ------------------------------------------------------------------ aceptar y agrupar


def test_un_codigo_desconocido_en_aceptar_es_un_error(importar_padron: Importar, padron: Padron) -> None:
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


# ------------------------------------------------------------------ de qué elección es el archivo


def test_las_entidades_se_reconocen_por_su_nombre_largo_y_su_abreviatura() -> None:
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
    assert ["el cargo pide 18 cumplidos" in e.mensaje for e in informe.errores] == [True] * (not entra)
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
