"""El mismo medio de contacto en varias candidaturas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.reglas import contacto_compartido
from conoceles.expediente.reglas.caso import Ajena
from conoceles.expediente.reglas.comun import contactos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


CURRICULAR = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024").curricular


def _ajenas(cuantas: int, **contenido: object) -> tuple[Ajena, ...]:
    marcas = frozenset(contactos(contenido, CURRICULAR))
    return tuple(Ajena(f"otra{n}", {}, marcas) for n in range(cuantas))


def test_contacto_compartido_por_tres_informa_una_vez_por_campo(caso: Callable[..., Caso]) -> None:
    propio = {"telefonos": ["618 123 4567"], "correos": ["uno@ejemplo.mx"]}
    (hallado,) = contacto_compartido.revisar(
        caso(propio, ajenas=_ajenas(2, telefonos=["+52 (618) 123-45-67"]))
    )
    assert (hallado.seccion, hallado.campo, hallado.nivel) == ("contacto", "telefonos", "informativa")
    assert hallado.otras == ("otra0", "otra1")


def test_contacto_compartido_por_dos_no_llama_la_atencion(caso: Callable[..., Caso]) -> None:
    propio = {"telefonos": ["6181234567"]}
    assert contacto_compartido.revisar(caso(propio, ajenas=_ajenas(1, telefonos=["6181234567"]))) == []


def test_contacto_compartido_dice_cuantas_y_no_cuales(caso: Callable[..., Caso]) -> None:
    (hallado,) = contacto_compartido.revisar(
        caso({"telefonos": ["6181234567"]}, ajenas=_ajenas(3, telefonos=["6181234567"]))
    )
    assert hallado.mensaje == "Un medio de contacto se repite en otras 3 candidaturas."
    assert (hallado.regla, hallado.articulo) == ("contacto_compartido", "")


def test_contacto_compartido_con_una_sola_se_dice_en_singular(caso: Callable[..., Caso]) -> None:
    suyo = caso({"telefonos": ["6181234567"]}, ajenas=_ajenas(1, telefonos=["6181234567"]))
    de_dos = replace(suyo, revision=replace(suyo.revision, contacto_compartido=2))
    (hallado,) = contacto_compartido.revisar(de_dos)
    assert hallado.mensaje == "Un medio de contacto se repite en otra candidatura."


@pytest.mark.parametrize(
    ("uno", "otro", "mismo"),
    [
        ("https://ejemplo.mx/ana", "http://www.ejemplo.mx/ana/", True),
        ("  Ejemplo.mx/Ana ", "ejemplo.mx/ana", True),
        ("https://ejemplo.mx/ana", "https://ejemplo.mx/anax", False),
        ("https://ejemplo.mx/ana", "/ejemplo.mx/ana", False),
    ],
)
def test_una_direccion_escrita_de_dos_formas_es_la_misma(uno: str, otro: str, mismo: bool) -> None:
    dichos = [set(contactos({"redes": [escrito]}, CURRICULAR)) for escrito in (uno, otro)]
    assert all(len(d) == 1 for d in dichos)
    assert (dichos[0] == dichos[1]) is mismo


def test_la_pagina_web_que_dan_tres_candidaturas_se_senala_y_un_telefono_no(
    caso: Callable[..., Caso],
) -> None:
    """Cada medio por lo suyo: la coincidencia dice en qué pregunta está."""
    (hallado,) = contacto_compartido.revisar(
        caso(
            {"pagina_web": "https://ejemplo.mx/planilla/", "telefonos": ["6181234567"]},
            ajenas=_ajenas(2, pagina_web="Ejemplo.mx/planilla"),
        )
    )
    assert (hallado.seccion, hallado.campo, hallado.otras) == ("contacto", "pagina_web", ("otra0", "otra1"))


def test_contacto_compartido_dos_medios_son_dos_hallazgos(caso: Callable[..., Caso]) -> None:
    dichos = {"telefonos": ["6181234567"], "correos": ["planilla@ejemplo.mx"]}
    hallados = contacto_compartido.revisar(caso(dichos, ajenas=_ajenas(2, **dichos)))
    assert {h.campo for h in hallados} == {"telefonos", "correos"}


def test_el_mismo_texto_largo_no_es_un_medio_de_contacto() -> None:
    assert contactos({"historia": "ana@ejemplo.mx"}, CURRICULAR) == {}


def test_contacto_compartido_nombra_la_seccion_de_su_pregunta(caso: Callable[..., Caso]) -> None:
    """Aunque la sección de contacto no sea la primera del cuestionario."""
    volteado = replace(CURRICULAR, secciones=CURRICULAR.secciones[::-1])
    (hallado,) = contacto_compartido.revisar(
        caso(
            {"telefonos": ["6181234567"]},
            cuestionario=volteado,
            ajenas=_ajenas(2, telefonos=["6181234567"]),
        )
    )
    assert (hallado.seccion, hallado.campo) == ("contacto", "telefonos")
