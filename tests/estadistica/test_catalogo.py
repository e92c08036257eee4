"""El catálogo de Durango, indicador por indicador: cómo se llama, qué lo agrupa, y entre quiénes y hasta cuándo se cuenta."""

from __future__ import annotations

import pytest

from conoceles.estadistica.indicadores import Indicador, indicadores
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta

CATALOGO = [  # cómo se llama en los datos, su título y qué lo agrupa
    ("captura.cargo", "Avance de captura por cargo", "cargo"),
    ("captura.fuerza", "Avance de captura por fuerza política", "fuerza"),
    ("captura.distrito", "Avance de captura por distrito", "distrito"),
    ("captura.sexo", "Avance de captura por sexo", "sexo"),
    ("poblacion.sexo", "Candidaturas por sexo", "sexo"),
    ("poblacion.edad", "Candidaturas por edad", "edad"),
    ("poblacion.grado", "Candidaturas por grado máximo de estudios", "grado"),
    ("paridad.cargo", "Mujeres por cargo", "cargo"),
    ("paridad.principio", "Mujeres por mayoría y por lista", "principio"),
    ("paridad.calidad", "Mujeres propietarias y suplentes", "calidad"),
    ("paridad.fuerza", "Mujeres por fuerza política", "fuerza"),
    ("paridad.posicion", "Mujeres por lugar en la lista", "posicion"),
    ("acciones.registradas", "Acciones afirmativas registradas", "acciones"),
    ("identidad.indigena", "Personas indígenas", "p1"),
    ("identidad.lengua", "Hablantes de una lengua indígena", "p2"),
    ("identidad.discapacidad", "Personas con discapacidad", "p4"),
    ("identidad.afromexicana", "Personas afromexicanas", "p8"),
    ("identidad.diversidad", "Población LGBTTTIQ+", "p9"),
    ("identidad.migrante", "Personas migrantes", "p11"),
    ("identidad.joven", "Personas jóvenes", "p16"),
    ("identidad.mayor", "Personas mayores", "p17"),
    ("identidad.ingreso", "Grupo de ingreso mensual", "p18"),
    ("identidad.nacimiento", "Entidad de nacimiento", "p20"),
    ("identidad.consentimiento_publicacion", "Consentimiento para publicar la identidad", "publicacion"),
    ("identidad.consentimiento_estadistica", "Consentimiento para contar en la estadística", "estadistica"),
    (
        "identidad.consentimiento_pub_indigena",
        "Consentimiento para publicar: autoadscripción y lengua indígena",
        "pub:indigena",
    ),
    (
        "identidad.consentimiento_pub_discapacidad",
        "Consentimiento para publicar: discapacidad",
        "pub:discapacidad",
    ),
    (
        "identidad.consentimiento_pub_afromexicana",
        "Consentimiento para publicar: autoadscripción afromexicana",
        "pub:afromexicana",
    ),
    (
        "identidad.consentimiento_pub_diversidad",
        "Consentimiento para publicar: diversidad sexual",
        "pub:diversidad",
    ),
    (
        "identidad.consentimiento_pub_migrante",
        "Consentimiento para publicar: condición de persona migrante",
        "pub:migrante",
    ),
    ("identidad.consentimiento_pub_joven", "Consentimiento para publicar: población joven", "pub:joven"),
    (
        "identidad.consentimiento_pub_mayor",
        "Consentimiento para publicar: población de personas mayores",
        "pub:mayor",
    ),
    ("visitas.dia", "Visitas al sitio por día", "dia"),
]
REGISTRADAS = "Candidaturas registradas, propietarias y suplentes"
PERSONAS = "Personas con candidatura registrada, propietarias y suplentes"
DE_CADA_GRUPO = "Candidaturas registradas de cada grupo"
ACTO = "Último acto asentado en la bitácora de la elección"
EN_B = "Fin del día que la elección declara para contar las tablas de identidad, que se publican una sola vez"
COMO_SE_CUENTAN = {  # numerador, denominador, corte y protección de los de cada clase
    "avance": ("Candidaturas con cuestionario curricular enviado", DE_CADA_GRUPO, ACTO, "ninguna"),
    "distribucion": ("Candidaturas en cada grupo", "Total de la población", ACTO, "ninguna"),
    "paridad": ("Mujeres", DE_CADA_GRUPO, ACTO, "ninguna"),
    "accion": (
        "Candidaturas registradas en cada acción afirmativa; una puede estar en varias",
        "Total de la población; junto a cada cifra, el mínimo que pide la regla", ACTO, "ninguna",
    ),
    "identidad": ("Personas que dieron cada respuesta", "Total de la población", EN_B, "ruido"),
    "consentimiento": ("Personas que decidieron cada cosa", "Total de la población", EN_B, "ninguna"),
    "visitas": ("Páginas vistas cada día completo", "Total de páginas vistas", "Último día completo", "ninguna"),
}  # fmt: skip
DE_UNA_PARTE = {
    "paridad.principio": "Candidaturas a cargos que se eligen de las dos formas",
    "paridad.posicion": "Candidaturas de listas de representación proporcional",
}


@pytest.fixture(scope="module")
def catalogo() -> tuple[Indicador, ...]:
    return indicadores(leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024"))


def test_cada_indicador_tiene_su_titulo_y_lo_que_lo_agrupa(catalogo: tuple[Indicador, ...]) -> None:
    assert [(i.id, i.titulo, i.dimension) for i in catalogo] == CATALOGO


def test_los_de_una_clase_se_cuentan_igual(catalogo: tuple[Indicador, ...]) -> None:
    for i in catalogo:
        assert (i.numerador, i.denominador, i.corte, i.proteccion) == COMO_SE_CUENTAN[i.clase], i.id
    assert {i.clase for i in catalogo} == COMO_SE_CUENTAN.keys()


def test_solo_los_de_listas_y_principio_cuentan_a_una_parte(catalogo: tuple[Indicador, ...]) -> None:
    de_visitas = {"visitas.dia": "Páginas vistas en el sitio de la elección"}
    de_identidad = {i.poblacion for i in catalogo if i.clase in ("identidad", "consentimiento")}
    assert de_identidad == {PERSONAS}
    poblaciones = {i.id: i.poblacion for i in catalogo if i.poblacion not in (REGISTRADAS, PERSONAS)}
    assert poblaciones == DE_UNA_PARTE | de_visitas
    assert {i.id for i in catalogo if i.parcial} == DE_UNA_PARTE.keys()


def test_sin_partidos_ni_distritos_no_se_cuenta_por_fuerza_politica_ni_por_distrito() -> None:
    titulos = [i.titulo for i in indicadores(leer_carpeta(RAIZ_PROYECTO / "procesos" / "ejemplo-vigilancia"))]
    assert "Avance de captura por quien postula" in titulos
    assert "Mujeres por quien postula" in titulos
    assert [t for t in titulos if "fuerza" in t or "distrito" in t or "mayoría" in t] == []
