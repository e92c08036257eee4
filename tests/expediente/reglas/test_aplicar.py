"""Todas las reglas juntas, y que el catálogo esté entero."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.expediente import reglas
from conoceles.expediente.reglas import Ajena, FotoDelCaso, aplicar
from conoceles.expediente.reglas.comun import contactos, trozos
from expediente.reglas.conftest import LIMPIO

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso

AQUI = Path(__file__).parent
FOTO = "fotografia"
ABRIL = date(2024, 4, 25)
HISTORIA = "Historia profesional y/o laboral"
MOTIVO = "¿Por qué quiere ocupar un cargo público?"


def test_aplicar_sin_nada_que_senalar(caso: Callable[..., Caso]) -> None:
    assert aplicar(caso()) == []


def test_aplicar_en_el_orden_de_las_secciones(caso: Callable[..., Caso]) -> None:
    hallados = aplicar(caso({"motivo": None, "historia": None, "propuesta_1": None}, foto=None))
    assert [h.seccion for h in hallados] == ["fotografia", "historia", "motivo", "propuestas"]
    telefono = {"telefonos": ["6181234567"]}  # la sección de contacto es la primera: la fotografía va antes
    marcas = frozenset(contactos(telefono, caso().cuestionario))
    ajenas = tuple(Ajena(f"otra{n}", {}, marcas) for n in range(2))
    assert [h.seccion for h in aplicar(caso(telefono, foto=None, ajenas=ajenas))] == [
        "fotografia",
        "contacto",
    ]


def test_aplicar_lo_observable_cita_su_articulo_y_lo_informativo_no(caso: Callable[..., Caso]) -> None:
    hallados = aplicar(caso({"historia": "corta", "trayectoria": None, "motivo": "." * 300}))
    assert {h.nivel for h in hallados} == {"observable"}
    assert all(h.articulo for h in hallados)
    informativos = aplicar(caso({"motivo": "corto"}, foto=None))
    assert {(h.nivel, h.articulo) for h in informativos} == {("informativa", "")}


@pytest.mark.parametrize("suelto", ["__init__", "caso", "comun"])
def test_reglas_una_por_archivo_y_cada_una_con_su_prueba(suelto: str) -> None:
    carpeta = Path(str(reglas.__file__)).parent
    archivos = {a.stem for a in carpeta.glob("*.py")}
    assert suelto in archivos
    esperadas = archivos - {"__init__", "caso", "comun"}
    assert {r.__module__.rpartition(".")[2] for r in reglas.REGLAS} == esperadas
    assert {a.stem.removeprefix("test_") for a in AQUI.glob("test_*.py")} - {"aplicar"} == esperadas


# Lo que se pone en el caso, y todo lo que la regla contesta: sección, campo, frase, nivel, artículo y otras.
CURRICULAR = "Lineamientos (INE/CG616/2022), artículo 19; Plan de trabajo 2023-2024, §11.6"
DE_FOTOGRAFIA = "Lineamientos (INE/CG616/2022), artículo 19; Plan de trabajo 2023-2024, §11.4"
PROHIBIDO = "Lineamientos (INE/CG616/2022), contenidos prohibidos; Plan de trabajo 2023-2024, §6.2 y §13"
SENALES: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "fotografia_falta": (
        {"foto": None},
        (FOTO, FOTO, "No se entregó fotografía.", "informativa", "", ()),
    ),
    "fotografia_antigua": (
        {"foto": (None, ABRIL)},
        (FOTO, FOTO, "No se declaró cuándo se tomó la fotografía.", "observable", DE_FOTOGRAFIA, ()),
    ),
    "fotografia_antigua de veras": (
        {"foto": (date(2024, 1, 24), ABRIL)},
        (FOTO, FOTO, "La fotografía tendría más de 3 meses al publicarse.", "observable", DE_FOTOGRAFIA, ()),
    ),
    "fotografia_fecha": (
        {"foto": (date(2024, 4, 3), ABRIL, date(2024, 4, 1))},
        (
            FOTO, FOTO, "Se declaró que la fotografía se tomó el 2024-04-03; el archivo decía 2024-04-01.",
            "informativa", "", (),
        ),
    ),
    "obligatoria": (
        {"historia": None},
        ("historia", "historia", f"Falta «{HISTORIA}», que es obligatoria.", "observable", CURRICULAR, ()),
    ),
    "corta": (
        {"historia": "a b " * 40},
        ("historia", "historia", f"«{HISTORIA}» tiene 80 caracteres y se piden 280.", "observable", CURRICULAR, ()),
    ),
    "corta y voluntaria": (
        {"motivo": "Corto."},
        ("motivo", "motivo", f"«{MOTIVO}» tiene 6 caracteres y se piden 280.", "informativa", "", ()),
    ),
    "relleno": (
        {"motivo": "." * 400},
        (
            "motivo", "motivo", f"«{MOTIVO}» no responde lo que se pregunta: el texto es relleno.",
            "observable", PROHIBIDO, (),
        ),
    ),
    "recomendada": (
        {"motivo": None},
        ("motivo", "motivo", f"No se escribió «{MOTIVO}».", "informativa", "", ()),
    ),
    "padron": (
        {"historia": "Tengo 61 años y vivo en Lerdo."},
        ("historia", "historia", "El texto dice 61 años y el padrón registra 44.", "informativa", "", ()),
    ),
    "padron y nacimiento": (
        {"historia": "Nací en Lerdo, Durango, en 1979."},
        ("historia", "historia", "El texto dice que nació en 1979 y el padrón registra otro año.", "informativa", "", ()),
    ),
    "otra_fuerza": (
        {"motivo": "Antes milité en MORENA y en el PAN."},
        (
            "motivo", "motivo", f"«{MOTIVO}» menciona a otra fuerza: Partido Acción Nacional, Morena.",
            "informativa", "", (),
        ),
    ),
    "lexico": (
        {"motivo": "Vota por mí."},
        ("motivo", "motivo", "«vota por» parece frase de campaña.", "informativa", "", ()),
    ),
    "lexico que ofende": (
        {"motivo": "No voten por esos rateros."},
        ("motivo", "motivo", "«rateros» puede ofender.", "informativa", "", ()),
    ),
    "copiada": (
        {"ajenas": "propuesta_1"},
        (
            "propuestas", "propuesta_1", "«Primera propuesta» coincide en 100 % con la de otra candidatura.",
            "observable", PROHIBIDO, ("bbbb2222",),
        ),
    ),
    "copiada en la historia": (
        {"ajenas": "historia"},
        (
            "historia", "historia", f"«{HISTORIA}» coincide en 100 % con la de otra candidatura.",
            "informativa", "", ("bbbb2222",),
        ),
    ),
}  # fmt: skip


def _del_caso(dado: dict[str, Any]) -> dict[str, Any]:
    hecho = dict(dado)
    if hecho.get("foto"):
        tomada, medida, *archivo = hecho["foto"]
        hecho["foto"] = FotoDelCaso(tomada, medida, *archivo)
    if "ajenas" in hecho:
        hecho["ajenas"] = (Ajena("bbbb2222", {hecho["ajenas"]: trozos(LIMPIO)}, frozenset()),)
    return hecho


@pytest.mark.parametrize("cual", SENALES)
def test_cada_senal_dice_todo_con_estas_palabras(caso: Callable[..., Caso], cual: str) -> None:
    dado, esperado = SENALES[cual]
    hecho = _del_caso(dado)
    cambios = {clave: hecho.pop(clave) for clave in ("foto", "ajenas") if clave in hecho}
    regla = cual.partition(" ")[0]
    dichos = [h for h in aplicar(caso(hecho, **cambios)) if h.regla == regla]
    assert [(h.seccion, h.campo, h.mensaje, h.nivel, h.articulo, h.otras) for h in dichos] == [esperado]
