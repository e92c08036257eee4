"""Qué impide enviar, qué solo se advierte y en qué límite exacto."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Cuestionario, Definicion
from conoceles.proceso.preguntas.validacion import Hallazgo, revisar

ORACION = (
    "En {} coordiné el programa ciudad{} con familias{} de la región{} y rendí cuentas{} ante asambleas{}. "
)


def prosa(cuantos: int) -> str:
    """Texto plausible con ese número exacto de caracteres no blancos."""
    largo = "".join(ORACION.format(*[1990 + n] * 6) for n in range(200))
    texto, contados = "", 0
    for letra in largo:
        if contados == cuantos:
            break
        texto += letra
        contados += not letra.isspace()
    return texto


@pytest.fixture
def completo() -> dict[str, Any]:
    """Respuestas curriculares que se pueden enviar sin un solo aviso."""
    return {
        "grado": "licenciatura", "estatus_grado": "titulo", "historia": prosa(400), "trayectoria": prosa(500),
        "motivo": prosa(300), "propuesta_1": prosa(300), "propuesta_2": prosa(310), "propuesta_genero": prosa(320),
    }  # fmt: skip


@pytest.fixture
def identidad_completa() -> dict[str, Any]:
    """Veinte preguntas: unas contestadas y otras saltadas."""
    return {
        "p1": "no", "p2": "no", "p4": "pnc", "p8": "no", "p9": "no", "p11": "no", "p16": "no", "p17": "no",
        "p18": "pnc", "p19": "salario", "p20": "durango",
    }  # fmt: skip


def de(hallazgos: list[Hallazgo], campo: str) -> list[str]:
    return [h.nivel for h in hallazgos if h.campo == campo]


def test_completo_no_tiene_hallazgos(durango: Definicion, completo: dict[str, Any]) -> None:
    assert revisar(durango.curricular, completo, envio=True, fotografia=True) == []


@pytest.mark.parametrize("campo", ["grado", "estatus_grado", "historia", "trayectoria"])
def test_falta_lo_obligatorio_impide_enviar(
    durango: Definicion, completo: dict[str, Any], campo: str
) -> None:
    del completo[campo]
    if campo == "grado":
        del completo["estatus_grado"]  # sin grado no hay de qué tener estatus
    hallazgos = revisar(durango.curricular, completo, envio=True, fotografia=True)
    assert de(hallazgos, campo) == ["error"]
    assert {h.campo for h in hallazgos} == {campo}


@pytest.mark.parametrize("campo", ["motivo", "propuesta_1", "propuesta_2", "propuesta_genero"])
@pytest.mark.parametrize("valor", ["", prosa(279)])
def test_falta_o_es_corto_lo_recomendado_solo_se_advierte(
    durango: Definicion, completo: dict[str, Any], campo: str, valor: str
) -> None:
    hallazgos = revisar(durango.curricular, {**completo, campo: valor}, envio=True, fotografia=True)
    assert [(h.campo, h.nivel) for h in hallazgos] == [(campo, "aviso")]


@pytest.mark.parametrize(
    ("campo", "cuantos", "niveles"),
    [
        ("historia", 279, ["error"]), ("historia", 280, []), ("historia", 5000, []), ("historia", 5001, ["error"]),
        ("trayectoria", 279, ["error"]), ("trayectoria", 280, []), ("trayectoria", 5001, ["error"]),
        ("motivo", 280, []), ("motivo", 5000, []), ("motivo", 5001, ["error"]),
        ("propuesta_1", 279, ["aviso"]), ("propuesta_1", 280, []), ("propuesta_1", 1600, []),
        ("propuesta_1", 1601, ["error"]), ("propuesta_genero", 1601, ["error"]),
    ],
)  # fmt: skip
def test_limites_exactos(
    durango: Definicion, completo: dict[str, Any], campo: str, cuantos: int, niveles: list[str]
) -> None:
    hallazgos = revisar(durango.curricular, {**completo, campo: prosa(cuantos)}, envio=True)
    assert de(hallazgos, campo) == niveles


def test_los_blancos_no_cuentan(durango: Definicion, completo: dict[str, Any]) -> None:
    completo["historia"] = prosa(2) + " " * 400
    assert de(revisar(durango.curricular, completo, envio=True), "historia") == ["error"]


@pytest.mark.parametrize(("largo", "niveles"), [(250, []), (251, ["error"])])
def test_curso_de_250(durango: Definicion, completo: dict[str, Any], largo: int, niveles: list[str]) -> None:
    completo["cursos"] = ["Diplomado en gestión pública", "x" * largo]
    assert de(revisar(durango.curricular, completo, envio=True), "cursos") == niveles


def test_sin_fotografia_se_advierte_y_el_toml_puede_exigirla(
    durango: Definicion, completo: dict[str, Any]
) -> None:
    def nivel(cuestionario: Cuestionario) -> list[str]:
        return de(revisar(cuestionario, completo, envio=True, fotografia=False), "fotografia")

    assert nivel(durango.curricular) == ["aviso"]
    assert nivel(replace(durango.curricular, fotografia_obligatoria=True)) == ["error"]


def test_el_toml_puede_exigir_el_motivo(editar: Any, completo: dict[str, Any]) -> None:
    antes = 'ayuda = "Describa sus motivaciones."\nrecomendado = true'
    carpeta = editar("curricular.toml", antes, antes.replace("recomendado", "obligatorio"))
    del completo["motivo"]
    assert de(revisar(leer_carpeta(carpeta).curricular, completo, envio=True), "motivo") == ["error"]


def test_en_borrador_no_se_exige_nada(durango: Definicion) -> None:
    assert revisar(durango.curricular, {}, envio=False, fotografia=False) == []
    assert revisar(durango.identidad, {}, envio=False) == []


@pytest.mark.parametrize(
    "relleno",
    [prosa(200) + "." * 90, prosa(200) + " . " * 90, prosa(200) + "-" * 90, "a" * 300, "hola mundo " * 40,
     "Trabajé en el municipio con la gente. " * 10],
)  # fmt: skip
def test_relleno_se_rechaza_al_enviar(durango: Definicion, completo: dict[str, Any], relleno: str) -> None:
    completo["historia"] = relleno
    assert "error" in de(revisar(durango.curricular, completo, envio=True), "historia")
    assert "error" not in de(revisar(durango.curricular, completo, envio=False), "historia")


def test_puntos_suspensivos_y_vinetas_no_son_relleno(durango: Definicion, completo: dict[str, Any]) -> None:
    completo["historia"] = "- Fui regidora... y maestra.\n- Coordiné escuelas.\n" + prosa(300)
    assert revisar(durango.curricular, completo, envio=True) == []


@pytest.mark.parametrize(
    ("campo", "valor", "bien"),
    [
        ("redes", ["https://www.facebook.com/ana"], True), ("redes", ["javascript:alert(1)"], False),
        ("redes", ["https://usuario@malo.mx/"], False), ("redes", ["facebook"], False),
        ("redes", ["https://facebook.com/a b"], False), ("pagina_web", "https://ñandú.mx/", True),
        ("pagina_web", "ftp://sitio.mx", False), ("correos", ["ana@ejemplo.mx"], True),
        ("correos", ["ana@ejemplo"], False), ("correos", ["ana..a@ejemplo.mx"], False),
        ("correos", ["a@b.mx"] * 4, False), ("telefonos", ["618 123 45 67"], True),
        ("telefonos", ["(618) 123-4567 ext. 12"], True), ("telefonos", ["+52 618 123 4567"], True),
        ("telefonos", ["618 123"], False), ("telefonos", ["llámame 6181234567"], False),
        ("casa_campana", {"calle": "Litio", "cp": "34208"}, True), ("casa_campana", {"texto": "Calle 1"}, True),
        ("casa_campana", [{"calle": "Litio"}, {"texto": "Calle 1"}], True),
        ("casa_campana", [{"calle": "Litio"}, {"cp": "34208"}], False), ("casa_campana", ["Litio"], False),
        ("casa_campana", [{"calle": "Litio"}, {"calle": "Juárez\u202e"}], False),
        ("casa_campana", {"colonia": "Centro"}, False), ("casa_campana", {"calle": "Litio", "cp": "342"}, False),
    ],
)  # fmt: skip
def test_medios_de_contacto(
    durango: Definicion, completo: dict[str, Any], campo: str, valor: Any, bien: bool
) -> None:
    niveles = de(revisar(durango.curricular, {**completo, campo: valor}, envio=False), campo)
    assert niveles == ([] if bien else ["error"])


@pytest.mark.parametrize(
    ("campo", "valor"),
    [("p20", "narnia"), ("p1", ["si"]), ("p1", 3), ("p1", {"a": 1}), ("p4", "no_aplica ")],
)
def test_respuesta_que_no_es_opcion_se_rechaza(
    durango: Definicion, identidad_completa: dict[str, Any], campo: str, valor: Any
) -> None:
    assert de(revisar(durango.identidad, {**identidad_completa, campo: valor}, envio=False), campo) == [
        "error"
    ]


def test_estatus_que_no_procede_para_el_grado_se_rechaza(
    durango: Definicion, completo: dict[str, Any]
) -> None:
    completo |= {"grado": "primaria", "estatus_grado": "cedula"}
    assert de(revisar(durango.curricular, completo, envio=False), "estatus_grado") == ["error"]


def test_identidad_completa_con_prefiero_no_contestar(
    durango: Definicion, identidad_completa: dict[str, Any]
) -> None:
    assert revisar(durango.identidad, identidad_completa, envio=True) == []


def test_identidad_exige_cada_pregunta_visible(durango: Definicion) -> None:
    con_si = {"p1": "si", "p4": "si", "p9": "si", "p11": "si"}
    faltan = [h.campo for h in revisar(durango.identidad, con_si, envio=True)]
    assert faltan == [f"p{n}" for n in range(1, 21) if f"p{n}" not in con_si]


def test_prefiero_no_contestar_no_se_combina(durango: Definicion, identidad_completa: dict[str, Any]) -> None:
    mezcla = {**identidad_completa, "p4": "si", "p5": "temporal", "p6": "fisica", "p7": ["ver", "pnc"]}
    assert de(revisar(durango.identidad, mezcla, envio=True), "p7") == ["error"]


@pytest.mark.parametrize(
    ("edad", "p16", "p17", "avisos"),
    [(17, "no", "no", []), (18, "si", "no", []), (29, "si", "no", []), (30, "si", "no", ["p16"]),
     (25, "no", "no", ["p16"]), (59, "no", "si", ["p17"]), (60, "no", "si", []), (70, "pnc", "pnc", []),
     (70, "si", "no", ["p16", "p17"])],
)  # fmt: skip
def test_edad_declarada_que_contradice_al_padron_se_advierte(
    durango: Definicion, identidad_completa: dict[str, Any], edad: int, p16: str, p17: str, avisos: list[str]
) -> None:
    respuestas = {**identidad_completa, "p16": p16, "p17": p17}
    hallazgos = revisar(durango.identidad, respuestas, envio=True, edad=edad, grupos=durango.grupos_edad)
    assert [(h.campo, h.nivel) for h in hallazgos] == [(campo, "aviso") for campo in avisos]
