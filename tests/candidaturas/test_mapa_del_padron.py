"""`padron.toml`: encabezados, valores y hojas de un archivo ajeno, sin perder nada en silencio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

SISTEMA = Alcance.sistema("padrón")
ARCHIVO = "durango-2021-2022"
COMUNES = ("PARTIDO_COALICION", "CARGO", "MUNICIPIO", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO", "EDAD")
ANA = ("PAN", "Presidencia municipal", "Lerdo", "Propietaria", "ANA INVENTADA NÁJERA", "Mujer", "40")
pytestmark = pytest.mark.usefixtures("base")


def _contenido() -> dict[str, Any]:
    return VersionCurricular.objects.get().contenido


def _codigos(informe: Any) -> Counter[str]:
    return Counter(aviso.codigo for aviso in (*informe.errores, *informe.avisos))


REDES = """
[[columnas]]
de = ["Facebook", "X"]
a = "redes"
rotula = true
"""


def test_varias_columnas_van_a_un_campo_y_cada_celda_es_un_elemento(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    ruta = libro(A=[(*COMUNES, "Facebook", "X"), (*ANA, "Ana, de Lerdo", "https://x.example/ana")])
    informe = importar_con_mapa(ruta, REDES)
    assert informe.errores == []
    assert _contenido()["redes"] == ["Facebook: Ana, de Lerdo", "https://x.example/ana"]


def test_un_relleno_entre_las_columnas_juntas_no_entra_y_se_cuenta(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    ruta = libro(A=[(*COMUNES, "Facebook", "X"), (*ANA, "n/d", "@ana")])
    informe = importar_con_mapa(ruta, REDES)
    assert _contenido()["redes"] == ["X: @ana"]
    [aviso] = [a for a in informe.avisos if a.codigo == "RELLENO_COMO_VACIO"]
    assert (aviso.columna, aviso.valores) == ("Facebook", 1)


def test_un_error_de_excel_entre_las_columnas_juntas_impide_importar(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    informe = importar_con_mapa(libro(A=[(*COMUNES, "Facebook", "X"), (*ANA, "#NAME?", "@ana")]), REDES)
    [error] = informe.errores
    assert (error.codigo, error.fila, error.columna) == ("CELDA_CON_ERROR", 2, "Facebook")
    assert Candidatura.objects.count() == 0


def test_la_marca_de_borrar_en_una_sola_de_las_columnas_juntas_no_se_admite(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    informe = importar_con_mapa(libro(A=[(*COMUNES, "Facebook", "X"), (*ANA, "(borrar)", "@ana")]), REDES)
    assert [e.codigo for e in informe.errores] == ["BORRADO_NO_ADMITIDO"]
    assert "todas las columnas" in informe.errores[0].mensaje


ESTUDIOS = """
[[columnas]]
de = "Estudios"
formas = ["{grado} {estatus_grado}"]
[columnas.partes]
"Maestría sin terminar" = { grado = "Maestría", estatus_grado = "Trunco" }
[valores.estatus_grado]
"completo" = "Certificado"
"""


@pytest.mark.parametrize(
    ("celda", "grado", "estatus"),
    [
        ("Licenciatura trunca", "licenciatura", "trunco"),
        ("BACHILLERATO  COMPLETO", "preparatoria", "certificado"),
        ("Carrera técnica concluida", "tecnica", "certificado"),
        ("maestria sin terminar", "maestria", "trunco"),
    ],
)
def test_una_celda_se_parte_en_grado_y_estatus(
    importar_con_mapa: Callable, libro: Callable, celda: str, grado: str, estatus: str
) -> None:
    informe = importar_con_mapa(libro(A=[(*COMUNES, "Estudios"), (*ANA, celda)]), ESTUDIOS)
    assert informe.errores == []
    assert (_contenido()["grado"], _contenido()["estatus_grado"]) == (grado, estatus)


def test_una_celda_sin_la_forma_del_mapa_es_un_error_junto_a_su_celda(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    ruta = libro(A=[(*COMUNES, "Estudios"), (*ANA, "Doctorado")])
    [error] = importar_con_mapa(ruta, ESTUDIOS).errores
    assert (error.codigo, error.fila, error.columna) == ("MAPA_SIN_FORMA", 2, "Estudios")
    assert "«{grado} {estatus_grado}»" in error.mensaje
    assert "«Doctorado»" in error.mensaje
    aceptado = importar_con_mapa(ruta, ESTUDIOS, aceptar=["MAPA_SIN_FORMA"])
    assert (aceptado.altas, aceptado.aceptadas) == (1, ["MAPA_SIN_FORMA"])


DISTRITO = '[[columnas]]\nde = "Distrito"\nformas = ["{distrito}: {cabecera}"]\n'
DE_DISTRITO = ("PARTIDO_COALICION", "CARGO", "Distrito", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO")


@pytest.mark.parametrize(
    ("celda", "codigos"), [("3: DURANGO", []), ("3: GÓMEZ PALACIO", ["CABECERA_DISTINTA"])]
)
def test_numero_y_cabecera_deben_ser_del_mismo_distrito(
    importar_con_mapa: Callable, libro: Callable, celda: str, codigos: list[str]
) -> None:
    ana = ("PAN", "Diputación de mayoría relativa", celda, "Propietaria", "ANA INVENTADA NÁJERA", "Mujer")
    informe = importar_con_mapa(libro(A=[DE_DISTRITO, ana]), DISTRITO, "durango-2023-2024")
    assert [e.codigo for e in informe.errores] == codigos


def test_las_siglas_entre_parentesis_se_leen_y_el_resto_se_cuenta(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    ana = ("Partido Acción Nacional (PAN)", *ANA[1:])
    mapa = '[[columnas]]\nde = "PARTIDO_COALICION"\nformas = ["{} ({fuerza})", "{fuerza}"]\n'
    informe = importar_con_mapa(libro(A=[COMUNES, ana]), mapa)
    assert Candidatura.objects.get().formula.fuerza.siglas == "PAN"
    [aviso] = [a for a in informe.avisos if a.codigo == "MAPA_PARTE_FUERA"]
    assert (aviso.columna, aviso.valores) == ("PARTIDO_COALICION", 1)
    assert aviso.mensaje == "El mapa deja fuera una parte («{}») de 1 celda."


def test_un_valor_del_mapa_se_dice_con_cuantas_celdas(importar_con_mapa: Callable, libro: Callable) -> None:
    mapa = '[valores.calidad]\n"Dueña" = "Propietaria"\n[valores.sobrenombre]\n"LA MISMA" = ""\n'
    ana = (*ANA[:3], "DUEÑA", *ANA[4:])
    informe = importar_con_mapa(libro(A=[(*COMUNES, "SOBRENOMBRE"), (*ana, "la misma")]), mapa)
    dichos = sorted(a.mensaje for a in informe.avisos if a.codigo == "MAPA_VALOR")
    assert dichos == [
        "Por el mapa, «DUEÑA» se leyó «Propietaria» en 1 celda.",
        "Por el mapa, «la misma» vale como celda vacía en 1 celda.",
    ]
    assert Candidatura.objects.get().sobrenombre == ""


def test_una_columna_que_no_esta_se_dice_con_la_mas_parecida(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    ruta = libro(A=[(*COMUNES, "Facebok", "X"), (*ANA, "@ana", "@ana")])
    informe = importar_con_mapa(ruta, REDES)
    dichos = {e.codigo: e.mensaje for e in informe.errores}
    assert "«Facebook» y el archivo no la trae. ¿Quiso decir «Facebok»?" in dichos["MAPA_SIN_COLUMNA"]
    assert "se perdería 1 valor" in dichos["COLUMNA_DESCONOCIDA"]


def test_lo_que_no_se_puede_guardar_no_entra_ni_con_mapa(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    mapa = '[[columnas]]\nde = "CLAVE_ELECTOR"\na = "sobrenombre"\n'
    informe = importar_con_mapa(libro(A=[(*COMUNES, "CLAVE_ELECTOR"), (*ANA, "ABCDEF")]), mapa)
    assert [e.codigo for e in informe.errores] == ["MAPA_PROHIBIDO"]
    with pytest.raises(ErrorDeDominio, match="no es un código que se pueda aceptar") as rehusada:
        importar_con_mapa(libro(A=[COMUNES, ANA]), mapa, aceptar=["MAPA_PROHIBIDO"])
    assert rehusada.value.campo == "aceptar"


def test_lo_que_el_mapa_descarta_se_cuenta(importar_con_mapa: Callable, libro: Callable) -> None:
    informe = importar_con_mapa(
        libro(A=[(*COMUNES, "Liga"), (*ANA, "https://example.com")]), 'descarta = ["LIGA"]'
    )
    [aviso] = [a for a in informe.avisos if a.codigo == "MAPA_COLUMNA_FUERA"]
    assert (informe.altas, aviso.columna, aviso.valores) == (1, "Liga", 1)


def test_un_renglon_recorrido_se_rechaza_tambien_con_mapa(
    importar_con_mapa: Callable, tmp_path: Path
) -> None:
    ruta = tmp_path / "padron.csv"
    ruta.write_text(
        ",".join((*COMUNES, "Facebook", "X")) + "\n" + ",".join((*ANA, "uno", "dos", "tres")) + "\n"
    )
    informe = importar_con_mapa(ruta, REDES)
    assert [(e.codigo, e.fila) for e in informe.errores] == [("ANCHO_DISTINTO", 2)]
    assert informe.filas == 1


def test_el_uso_del_mapa_queda_en_el_informe_y_en_la_bitacora(
    importar_con_mapa: Callable, libro: Callable
) -> None:
    informe = importar_con_mapa(libro(A=[(*COMUNES, "Facebook", "X"), (*ANA, "@ana", "")]), REDES)
    [entrada] = Entrada.objects.filter(acto="padron_importado")
    assert entrada.datos["mapa"] == informe.mapa == informe.como_dict()["mapa"] != ""
    [aviso] = [a for a in informe.avisos if a.codigo == "MAPA_COLUMNAS"]
    assert aviso.mensaje == "Por el mapa, 1 celda de «Facebook», «X» va a redes."


def test_un_mapa_vacio_no_cambia_nada(importar_con_mapa: Callable, libro: Callable) -> None:
    informe = importar_con_mapa(libro(A=[COMUNES, ANA]), "# nada\n")
    assert (informe.altas, informe.mapa) == (1, "")
