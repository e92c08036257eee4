"""Quién es quién entre dos cortes y qué lugar le toca a cada quien, sin base."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from candidaturas.sin_base import ALCALDIAS, DIPUTACIONES, dichos
from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.candidaturas.padron.actualizar import (
    campos_borrados,
    datos_de_candidatura,
    datos_de_persona,
    poner,
)
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.lugares import Lugar, ubicar
from conoceles.candidaturas.padron.personas import Directorio, es_la_misma
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.proceso.definicion import Definicion

ANA = Registro(
    hoja="A", fila=2, contienda="diputacion-mr-05", fuerza="MC", partido="", numero="", circunscripcion="",
    nombre="Ana Rentería Soto", nombres="Ana", primer_apellido="Rentería", segundo_apellido="Soto",
    calidad="propietaria", suplencia=0, sexo="mujer", edad=41, nacimiento=None, curp_hmac="", correo="",
    sobrenombre="", reeleccion=None, acciones=(), escrito="",
)  # fmt: skip
EVA = replace(
    ANA, fila=3, nombre="Eva Luna Paz", nombres="Eva", primer_apellido="Luna", segundo_apellido="Paz"
)
LUGAR: Lugar = ("diputacion-mr-05", "MC", 1, "propietaria", 0)
NACIO = date(1980, 5, 3)


def persona(**cambios: Any) -> Persona:
    return Persona(**{"nombre": ANA.nombre, "sexo": "mujer", "edad_publicada": 41} | cambios)


def _ubicados(
    *registros: Registro, ocupados: dict[Lugar, tuple[str, str]] | None = None, en: Definicion = DIPUTACIONES
) -> tuple[dict[Lugar, str], list[Any]]:
    informe = Informe()
    lugares = ubicar(registros, en, ocupados or {}, informe)
    return {lugar: r.nombre for lugar, r in lugares.items()}, dichos([*informe.errores, *informe.avisos])


REPETIDO = "El archivo pone a 2 personas como propietaria del mismo lugar; esta no se importó."


def test_un_lugar_es_de_una_persona_y_si_el_archivo_lo_da_a_dos_se_dice_en_cada_renglon() -> None:
    assert _ubicados(ANA) == ({LUGAR: ANA.nombre}, [])
    assert _ubicados(ANA, EVA) == (
        {}, [("LUGAR_REPETIDO", REPETIDO, 2, "", 1), ("LUGAR_REPETIDO", REPETIDO, 3, "", 1)],
    )  # fmt: skip


def test_de_las_dos_entra_la_que_ya_tenia_el_lugar() -> None:
    ocupados = {LUGAR: ("EVA LUNA PAZ.", "")}
    assert _ubicados(ANA, EVA, ocupados=ocupados) == (
        {LUGAR: EVA.nombre}, [("LUGAR_REPETIDO", REPETIDO, 2, "", 1)],
    )  # fmt: skip


def test_el_mismo_renglon_dos_veces_entra_una_y_con_otros_datos_es_un_error() -> None:
    igual = "El mismo renglón, palabra por palabra, ya está en el archivo; este no se usó."
    distinto = "La misma persona está en este lugar en el renglón 2, con otros datos."
    assert _ubicados(ANA, replace(ANA, hoja="B", fila=9)) == (
        {LUGAR: ANA.nombre}, [("FILA_REPETIDA", igual, 9, "", 1)],
    )  # fmt: skip
    assert _ubicados(ANA, replace(ANA, fila=9, edad=42)) == (
        {LUGAR: ANA.nombre}, [("FILA_REPETIDA_DISTINTA", distinto, 9, "", 1)],
    )  # fmt: skip


def test_en_una_lista_vale_el_numero_y_sin_el_no_se_supone() -> None:
    lista = replace(ANA, contienda="diputacion-rp")
    lugares, se_dice = _ubicados(replace(lista, numero="10"), replace(lista, numero="1", nombre="Eva Luna"))
    assert ({lugar[2]: n for lugar, n in lugares.items()}, se_dice) == ({1: "Eva Luna", 10: ANA.nombre}, [])
    falta = ("SIN_POSICION", "El renglón no dice el número de lista o la posición.", 2, "", 1)
    assert _ubicados(lista) == ({}, [falta])


def test_una_clave_que_no_es_de_la_lista_toma_el_primer_lugar_libre_y_lo_conserva() -> None:
    lista = replace(ANA, contienda="diputacion-rp")
    dos = (
        replace(lista, numero="A"), replace(lista, numero="BB", nombre="Eva Luna"),
        replace(lista, numero="1", nombre="Sol Paz"), replace(lista, numero="11", nombre="Luz Paz"),
    )  # fmt: skip
    lugares, se_dice = _ubicados(*dos)
    assert ({n: lugar[2] for lugar, n in lugares.items()}, se_dice) == (
        {"Sol Paz": 1, ANA.nombre: 2, "Luz Paz": 3, "Eva Luna": 4}, [],
    )  # fmt: skip
    ocupados = {("diputacion-rp", "MC", 7, "propietaria", 0): ("Otro Nombre", "A")}
    lugares, _ = _ubicados(*dos[:2], ocupados=ocupados)
    assert {n: lugar[2] for lugar, n in lugares.items()} == {ANA.nombre: 7, "Eva Luna": 1}


def test_de_varias_independientes_cada_clave_es_una_formula() -> None:
    sin_partido = replace(ANA, fuerza="IND")
    suplente = replace(sin_partido, calidad="suplente", nombre="Sol Paz", numero="B")
    lugares, se_dice = _ubicados(
        replace(sin_partido, numero="B"), suplente, replace(EVA, fuerza="IND", numero="A")
    )
    assert ({n: lugar[2:] for lugar, n in lugares.items()}, se_dice) == (
        {ANA.nombre: (2, "propietaria", 0), "Sol Paz": (2, "suplente", 0), EVA.nombre: (1, "propietaria", 0)}, [],
    )  # fmt: skip
    assert [lugar[2] for lugar in _ubicados(sin_partido)[0]] == [1]


def test_en_una_planilla_el_tope_es_el_de_sus_puestos() -> None:
    contienda = next(c for c in ALCALDIAS.contiendas if c.puestos)
    regidora = replace(ANA, contienda=contienda.clave, numero=str(len(contienda.puestos)))
    lugares, _ = _ubicados(regidora, en=ALCALDIAS)
    assert [lugar[2] for lugar in lugares] == [len(contienda.puestos)]


@pytest.mark.parametrize(
    ("era", "dice", "es"),
    [
        ({}, {}, True),
        ({"nombre": "ANA RENTERIA SOTO."}, {"edad": 99, "sexo": "hombre"}, True),  # el mismo nombre en el mismo lugar
        ({"fecha_nacimiento": NACIO}, {"nacimiento": date(1980, 5, 4)}, False),
        ({"curp_hmac": "a"}, {"curp_hmac": "a", "nombre": "Otra Persona Ajena"}, True),
        ({"curp_hmac": "a"}, {"curp_hmac": "b"}, False),
        ({"nombre": "Anna Rentería Soto", "edad_publicada": None}, {}, True),  # una letra
        ({"nombre": "Anna Renteria Sotoo", "edad_publicada": None}, {}, False),  # dos letras, y nada las une
        ({"nombre": "Anna Rentería Sotoo"}, {}, True),  # dos letras, y la misma edad
        ({"nombre": "Anna Renterías Sotoo"}, {}, False),
        ({"nombre": "Ana Rentxxía Soto"}, {}, True),  # dos en una palabra larga
        ({"nombre": "Ana Rentería Saxo"}, {}, False),  # dos en una corta
        ({"nombre": "Anna Rentería Soto", "sexo": "hombre"}, {}, False),
        ({"nombre": "Anna Rentería Soto", "edad_publicada": 40}, {}, False),
        ({"edad_publicada": None}, {"nombre": "Anna Rentería Soto"}, True),
        ({"edad_publicada": None}, {"nombre": "Ena Rentería Soto"}, True),
        ({"nombre": "Ana Soto"}, {}, False),
        ({"nombre": "Ana Soto Rentería"}, {}, False),
    ],
)  # fmt: skip
def test_quien_ocupa_el_lugar_es_la_misma_aunque_se_escriba_un_poco_distinto(
    era: dict[str, Any], dice: dict[str, Any], es: bool
) -> None:
    assert es_la_misma(persona(**era), replace(ANA, **dice)) is es


@pytest.mark.parametrize(
    ("era", "dice", "se_halla", "homonima"),
    [
        ({}, {}, True, True),
        ({"nombre": "ANA RENTERIA SOTO"}, {}, True, True),
        ({}, {"edad": None}, False, True),
        ({}, {"edad": 42}, False, False),
        ({}, {"sexo": "hombre"}, False, False),
        ({"sexo": ""}, {}, True, True),
        ({"fecha_nacimiento": NACIO}, {"nacimiento": NACIO, "edad": 99}, True, True),
        ({"fecha_nacimiento": NACIO}, {"nacimiento": date(1981, 5, 3)}, False, False),
        ({"fecha_nacimiento": NACIO}, {}, True, True),  # una trae la fecha y la otra no: queda la edad
        ({}, {"nacimiento": NACIO}, True, True),
        ({"curp_hmac": "a"}, {"curp_hmac": "a", "nombre": "Otra Persona"}, True, False),
        ({"curp_hmac": "a"}, {"curp_hmac": "b"}, False, False),
        ({"nombre": "Eva Luna"}, {}, False, False),
    ],
)
def test_se_reconoce_por_su_curp_o_por_su_nombre_con_su_fecha_o_su_edad(
    era: dict[str, Any], dice: dict[str, Any], se_halla: bool, homonima: bool
) -> None:
    ana, registro = persona(**era), replace(ANA, **dice)
    directorio = Directorio([ana])
    assert (directorio.hallar(registro), directorio.hay_homonima(registro)) == (
        ana if se_halla else None, homonima,
    )  # fmt: skip


def test_la_curp_de_otra_no_se_toma_y_se_dice() -> None:
    ana, otra, informe = persona(), persona(nombre="Eva Luna", curp_hmac="b"), Informe()
    directorio = Directorio([ana, otra])
    datos = datos_de_persona(ana, [replace(ANA, curp_hmac="b")], directorio, informe, historico=False)
    assert dichos(informe.errores) == [("CURP_DE_OTRA_PERSONA", "Esa CURP ya es de otra persona.", 2, "", 1)]
    assert datos["curp_hmac"] == ""
    assert not directorio.curp_de_otra(replace(ANA, curp_hmac="z"), ana)


def test_lo_que_dicen_todos_sus_renglones_y_de_lo_distinto_vale_el_primero() -> None:
    informe, ana = Informe(), persona()
    uno = replace(
        ANA, nombre="ANA RENTERIA SOTO", nacimiento=NACIO, edad=None, correo="a@b.mx", curp_hmac="c"
    )
    otro = replace(ANA, fila=7, edad=40, sexo="hombre", correo="z@b.mx")
    datos = datos_de_persona(ana, [uno, otro], Directorio([ana]), informe, historico=False)
    assert datos == {
        "nombre": "Ana Rentería Soto", "nombres": "Ana", "primer_apellido": "Rentería", "segundo_apellido": "Soto",
        "sexo": "mujer", "fecha_nacimiento": NACIO, "edad_publicada": 40, "curp_hmac": "c", "correo_avisos": "a@b.mx",
    }  # fmt: skip
    otra_cosa = "Otro renglón de la misma persona dice otra cosa en {}."
    assert dichos(informe.errores) == [
        ("PERSONA_CON_DATOS_DISTINTOS", otra_cosa.format("sexo"), 7, "", 1),
        ("PERSONA_CON_DATOS_DISTINTOS", otra_cosa.format("correo avisos"), 7, "", 1),
    ]
    grafias = "La misma persona también está escrita «Ana Rentería Soto»: vale esa forma, con sus acentos."
    assert dichos(informe.avisos) == [("NOMBRE_CON_DOS_GRAFIAS", grafias, 2, "", 1)]


def test_dos_nombres_distintos_de_la_misma_curp_se_dicen() -> None:
    informe, ana = Informe(), persona(curp_hmac="c")
    renglones = [replace(ANA, curp_hmac="c"), replace(EVA, curp_hmac="c")]
    datos_de_persona(ana, renglones, Directorio([ana]), informe, historico=False)
    frase = "La misma persona se llama «Ana Rentería Soto» en el renglón 2."
    assert dichos(informe.errores) == [("PERSONA_CON_DATOS_DISTINTOS", frase, 3, "", 1)]


def test_de_un_archivo_historico_no_se_guarda_el_correo() -> None:
    datos = datos_de_persona(
        persona(), [replace(ANA, correo="a@b.mx")], Directorio([]), Informe(), historico=True
    )
    assert datos["correo_avisos"] == ""


def test_una_celda_vacia_no_borra_y_la_marca_si() -> None:
    todo = frozenset(
        {
            "edad",
            "nacimiento",
            "curp",
            "correo",
            "segundo_apellido",
            "sobrenombre",
            "circunscripcion",
            "medida",
        }
    )
    borra = replace(ANA, edad=None, segundo_apellido="", borrados=todo)
    ana = persona(
        nombres="Ana", primer_apellido="Rentería", segundo_apellido="Soto", curp_hmac="c", correo_avisos="a@b.mx",
        fecha_nacimiento=NACIO,
    )  # fmt: skip
    sin_nada = replace(ANA, edad=None, sexo="", segundo_apellido="")
    datos = datos_de_persona(ana, [sin_nada], Directorio([ana]), Informe(), historico=False)
    assert poner(ana, datos, campos_borrados([sin_nada])) == {}
    datos = datos_de_persona(ana, [borra], Directorio([ana]), Informe(), historico=False)
    assert set(poner(ana, datos, campos_borrados([borra]))) == {
        "segundo_apellido", "edad_publicada", "fecha_nacimiento", "curp_hmac", "correo_avisos",
    }  # fmt: skip
    assert (ana.segundo_apellido, ana.edad_publicada, ana.curp_hmac, ana.correo_avisos) == ("", None, "", "")


def test_de_la_candidatura_se_pone_lo_que_cambia_y_se_dice_que_campos() -> None:
    ana = Candidatura(
        sobrenombre="La Ana", circunscripcion="I", reeleccion=True, acciones_afirmativas=["jovenes"]
    )
    vacio = datos_de_candidatura(ANA)
    assert poner(ana, vacio, frozenset()) == {}
    dice = replace(ANA, sobrenombre="Anita", circunscripcion="II", reeleccion=False, acciones=("indigenas",))
    assert poner(ana, datos_de_candidatura(dice), frozenset()) == {
        "sobrenombre": "La Ana", "circunscripcion": "I", "reeleccion": True, "acciones_afirmativas": ["jovenes"],
    }  # fmt: skip
    assert (ana.sobrenombre, ana.circunscripcion, ana.reeleccion, ana.acciones_afirmativas) == (
        "Anita", "II", False, ["indigenas"],
    )  # fmt: skip
    borra = replace(ANA, borrados=frozenset({"sobrenombre", "circunscripcion", "medida"}))
    assert tuple(poner(ana, datos_de_candidatura(borra), campos_borrados([borra]))) == (
        "sobrenombre", "circunscripcion", "acciones_afirmativas",
    )  # fmt: skip
    assert (ana.sobrenombre, ana.circunscripcion, ana.acciones_afirmativas) == ("", "", [])
