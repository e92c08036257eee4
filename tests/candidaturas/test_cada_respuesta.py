"""De un archivo histórico: lo que queda de cada respuesta, y lo que se dice de la que ningún catálogo tiene."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from candidaturas.sin_base import ARCHIVO, dichos, hoja, leer
from conoceles.candidaturas.padron.renglones.respuestas import candidatas
from conoceles.candidaturas.padron.renglones.territorio import Lugares, Territorio
from conoceles.proceso.definicion import Definicion

TITULOS = ("PARTIDO_COALICION", "CARGO", "MUNICIPIO", "TIPO_CANDIDATO", "NOMBRE COMPLETO", "SEXO", "EDAD")
FILA = dict(
    zip(
        TITULOS,
        ("MC", "Presidencia municipal", "Durango", "PROPIETARIA", "Ana Rentería Soto", "MUJER", "41"),
        strict=True,
    )
)
LIMPIADO = "Tenía tabuladores o retornos de carro: quedaron como espacios y saltos de línea."


def _leida(definicion: Definicion = ARCHIVO, **cambios: str) -> tuple[Any, Any]:
    fila = FILA | cambios
    return leer(definicion, hoja(tuple(fila), tuple(fila.values())))


@pytest.mark.parametrize(
    ("columna", "celda", "queda"),
    [
        ("REDES", "x.com/ana, fb.com/ana", {"redes": ["x.com/ana", "fb.com/ana"]}),
        ("PAGINA_WEB", " ana.mx ", {"pagina_web": "ana.mx"}),
        ("TELEFONO", "618 111, 618 222", {"telefonos": ["618 111", "618 222"]}),
        ("TELEFONO", "6181110000.0", {"telefonos": ["6181110000"]}),
        ("TELEFONO", "No tiene", {}),
        ("REDES", "NO TIENE", {}),
        ("DIRECCION_CASA_CAMPAÑA", "Juárez  5", {"casa_campana": {"texto": "Juárez 5"}}),
        ("DIRECCION_CASA_CAMPAÑA", "No aplica", {}),
        ("ESCOLARIDAD", "licenciatura", {"grado": "licenciatura"}),
        ("CURSOS", "Oratoria,Derecho, civil", {"cursos": ["Oratoria", "Derecho, civil"]}),
        ("CURSOS", "Sin cursos", {}),
        ("HISTORIA_PROFESIONAL", " Uno\n\ndos ", {"historia": "Uno\n\ndos"}),
        ("HISTORIA_PROFESIONAL", "No proporcionó.", {}),
    ],
)
def test_cada_respuesta_queda_como_la_pide_su_pregunta(
    columna: str, celda: str, queda: dict[str, Any]
) -> None:
    [registro], informe = _leida(**{columna: celda})
    assert (registro.curricular, informe.errores) == (queda, [])


def test_un_telefono_que_la_hoja_de_calculo_abrevio_no_se_publica_sin_sus_cifras() -> None:
    [registro], informe = _leida(TELEFONO="6.18E+09")
    razon = "La hoja de cálculo abrevió el número y perdió cifras: escríbalo entero, como texto."
    assert dichos(informe.errores) == [("RESPUESTA_MAL_ESCRITA", f"«6.18E+09»: {razon}", 2, "TELEFONO", 1)]
    assert registro.curricular == {}


def test_los_rellenos_de_una_columna_se_dicen_como_se_escribieron() -> None:
    filas = [dict(FILA, SOBRENOMBRE=dicho) for dicho in ("S/D", "n/a", "No tiene", "s/d", "S/D", "-")]
    _, informe = leer(ARCHIVO, hoja(tuple(filas[0]), *(tuple(fila.values()) for fila in filas)))
    frase = "6 celdas con un relleno («S/D», «n/a», «No tiene», …) valen como vacías."
    assert ("RELLENO_COMO_VACIO", frase, None, "SOBRENOMBRE", 6) in dichos(informe.avisos)


def test_las_opciones_de_una_pregunta_de_varias_se_separan_y_de_la_ajena_se_dice_la_columna() -> None:
    suyo = ARCHIVO.curricular
    secciones = tuple(
        replace(s, campos=tuple(replace(c, tipo="opciones") if c.clave == "grado" else c for c in s.campos))
        for s in suyo.secciones
    )
    varias = replace(ARCHIVO, curricular=replace(suyo, secciones=secciones))
    [registro], informe = _leida(varias, ESCOLARIDAD="Licenciatura; maestría;Zeta;Licenciatura")
    assert registro.curricular == {"grado": ["licenciatura", "maestria"]}
    assert [(e.codigo, e.columna) for e in informe.errores] == [("VALOR_FUERA_DE_CATALOGO", "ESCOLARIDAD")]


def test_lo_que_no_esta_en_el_catalogo_se_dice_con_lo_mas_parecido() -> None:
    opciones = "«Licenciatura», «Sin estudios», «Primaria», «Secundaria», «Preparatoria», «Técnica», «Especialidad», «Maestría»"
    [registro], informe = _leida(ESCOLARIDAD="Licenciatra en algo")
    frase = f"«Licenciatra en algo» no está en el catálogo; las opciones más parecidas son {opciones}."
    assert dichos(informe.errores) == [("VALOR_FUERA_DE_CATALOGO", frase, 2, "ESCOLARIDAD", 1)]
    assert registro.curricular == {}


def test_de_un_texto_largo_ajeno_al_catalogo_se_repiten_sesenta_letras() -> None:
    _, informe = _leida(ESCOLARIDAD="z" * 61)
    assert informe.errores[0].mensaje.startswith(f"«{'z' * 60}» no está en el catálogo;")


def test_un_sinonimo_se_dice_y_vale_por_su_etiqueta_aunque_en_otra_columna_sea_un_relleno() -> None:
    [registro], informe = _leida(ESCOLARIDAD=" Ninguno. ")
    frase = "«Ninguno.» se entendió como «Sin estudios»."
    assert dichos(informe.avisos) == [("CATALOGO_SINONIMO", frase, 2, "ESCOLARIDAD", 1)]
    assert (registro.curricular, informe.errores) == ({"grado": "sin_estudios"}, [])


def test_se_ofrecen_ocho_opciones_las_parecidas_primero_y_ninguna_dos_veces() -> None:
    etiquetas = tuple(f"Opción {letra}" for letra in "abcdefghij")
    assert candidatas("opcion j", etiquetas)[0] == "Opción j"
    ofrecidas = candidatas("opcion j", etiquetas)
    assert (len(ofrecidas), len(set(ofrecidas))) == (8, 8)
    assert candidatas("zzz", etiquetas) == etiquetas[:8]


@pytest.mark.parametrize("signo", ["\t", "\r"])
def test_un_tabulador_o_un_retorno_se_dice_con_su_columna(signo: str) -> None:
    [registro], informe = _leida(PROPUESTA_1=f"Agua{signo}limpia")
    assert dichos(informe.avisos) == [("TEXTO_LIMPIADO", LIMPIADO, 2, "PROPUESTA_1", 1)]
    assert registro.curricular == {"propuesta_1": "Agua limpia" if signo == "\t" else "Agua\nlimpia"}


def test_el_correo_de_un_archivo_es_el_publico_y_no_se_juzga() -> None:
    [registro], informe = _leida(CORREO="ana arroba mx")
    assert (informe.errores, registro.correo) == ([], "")


@pytest.mark.parametrize(
    ("cambios", "contienda", "dicho"),
    [
        ({"MUNICIPIO": "10012"}, "", ("AMBITO_DESCONOCIDO", "«10012» no es un municipio de esta elección.", 2, "MUNICIPIO", 1)),
        ({"MUNICIPIO": "5 Durango"}, "presidencia-durango", None),
        ({"MUNICIPIO": "Municipio de Durango"}, "presidencia-durango", None),
        ({"CARGO": "Gobernadora", "MUNICIPIO": "", "TIPO_CANDIDATO": ""}, "gubernatura", None),
        (
            {"CARGO": "Gubernatura", "MUNICIPIO": "", "TIPO_CANDIDATO": "SUPLENTE"}, "",
            ("SIN_SUPLENCIA", "Gubernatura no lleva suplente, y el renglón trae una.", 2, "TIPO_CANDIDATO", 1),
        ),
        (
            {"CARGO": "Gubernatura", "MUNICIPIO": "", "NOMBRE SUPLENTE": "Eva Luna"}, "",
            ("SIN_SUPLENCIA", "Gubernatura no lleva suplente, y el renglón trae una.", 2, "NOMBRE SUPLENTE", 1),
        ),
        ({"MUNICIPIO": "", "AMBITO": "Narnia"}, "", ("AMBITO_DESCONOCIDO", "«Narnia» no es un municipio de esta elección.", 2, "AMBITO", 1)),
        ({"MUNICIPIO": "", "AMBITO": "Canatlán"}, "presidencia-canatlan", None),
    ],
)  # fmt: skip
def test_el_lugar_del_renglon_es_el_que_dice_o_se_dice_por_que_no(
    cambios: dict[str, str], contienda: str, dicho: Any
) -> None:
    registros, informe = _leida(**cambios)
    assert dichos(informe.errores) == ([dicho] if dicho else [])
    assert [r.contienda for r in registros] == ([contienda] if contienda else [])


@pytest.mark.parametrize("columna", ["MUNICIPIO", "AMBITO"])
def test_un_municipio_con_otro_nombre_se_entiende_y_se_dice(columna: str) -> None:
    [registro], informe = _leida(**{"MUNICIPIO": "", columna: "Simón Bolívar"})
    assert registro.contienda == "presidencia-general-simon-bolivar"
    frase = "«Simón Bolívar» se entendió como Municipio de General Simón Bolívar."
    assert dichos(informe.avisos) == [("MUNICIPIO_SINONIMO", frase, 2, columna, 1)]


def test_un_renglon_por_formula_trae_a_las_dos_personas_con_lo_de_cada_una() -> None:
    registros, informe = _leida(
        **{"NOMBRE SUPLENTE": "Eva Luna Paz", "SEXO SUPLENTE": "Hombre", "TIPO_CANDIDATO": ""}
    )
    ana, eva = registros
    assert informe.errores == []
    assert (ana.calidad, ana.nombre, ana.sexo, ana.edad) == ("propietaria", "Ana Rentería Soto", "mujer", 41)
    assert eva == replace(
        ana, nombre="Eva Luna Paz", nombres="", primer_apellido="", segundo_apellido="", calidad="suplente",
        sexo="hombre", edad=None,
    )  # fmt: skip


def test_la_columna_de_la_suplente_vacia_no_trae_a_nadie() -> None:
    registros, informe = _leida(**{"NOMBRE SUPLENTE": "", "SEXO SUPLENTE": "", "TIPO_CANDIDATO": ""})
    assert ([r.calidad for r in registros], informe.errores) == (["propietaria"], [])


@pytest.mark.parametrize(
    ("partido", "columnas", "queda"),
    [
        ("VXD", {}, ("VXD", "")), ("VXD", {"PARTIDO": "PAN"}, ("VXD", "PAN")), ("MC", {"PARTIDO": "MC"}, ("MC", "")),
        ("Candidatura independiente", {}, ("IND", "")),
        ("ninguna", {"PARTIDO": "PAN"}, ("PAN", "")), ("sin coalición", {"PARTIDO": "PAN"}, ("PAN", "")),
    ],
)  # fmt: skip
def test_quien_postula_y_el_partido_que_el_archivo_senala(
    partido: str, columnas: dict[str, str], queda: tuple[str, str]
) -> None:
    [registro], informe = _leida(**{"PARTIDO_COALICION": partido} | columnas)
    assert ((registro.fuerza, registro.partido), informe.errores) == (queda, [])


def test_sin_columna_de_cargo_decide_el_lugar_que_trae() -> None:
    territorio = Territorio(ARCHIVO)
    dicho = Lugares(cargo="", principio="", distrito="", municipio="Durango", ambito="")
    assert territorio.cargo(dicho) == ARCHIVO.cargos[1]
    assert territorio.cargo(replace(dicho, municipio="")) == ARCHIVO.cargos[0]
