"""En qué grupos se cuenta cada dimensión de la elección de Durango, con su etiqueta y en su orden."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from conoceles.estadistica.celdas import celdas
from conoceles.estadistica.conteos import Conteos, contar
from conoceles.estadistica.enviadas import en_grupo
from conoceles.estadistica.indicadores import antes, paridad
from conoceles.estadistica.poblacion import Registro, _rango, categorias
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta

D = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")
INDICADORES = {i.id: i for i in (*antes(D), *paridad(D))}


@pytest.mark.parametrize(
    ("dimension", "grupos"),
    [
        ("sexo", {"mujer": "Mujeres", "hombre": "Hombres", "no_binario": "Personas no binarias"}),
        ("principio", {"MR": "Mayoría relativa", "RP": "Representación proporcional"}),
        ("calidad", {"propietaria": "Propietarias", "suplente": "Suplentes"}),
        ("cargo", {c.clave: c.plural for c in D.cargos}),
        ("fuerza", {f.siglas: f.nombre for f in sorted(D.fuerzas, key=lambda f: f.orden)}),
        (
            "edad",
            {
                "18-20": "18 a 20 años", "21-29": "21 a 29 años", "30-39": "30 a 39 años", "40-49": "40 a 49 años",
                "50-59": "50 a 59 años", "60-200": "60 años o más", "": "Edad no disponible",
            },
        ),
    ],
)  # fmt: skip
def test_cada_dimension_tiene_sus_grupos_en_orden(dimension: str, grupos: dict[str, str]) -> None:
    assert categorias(D, dimension) == list(grupos.items())


def test_los_distritos_se_nombran_con_su_cabecera_y_al_final_lo_que_no_es_de_distrito() -> None:
    grupos = categorias(D, "distrito")
    uno = D.distritos[0]
    assert grupos[0] == (str(uno.numero), f"{uno.nombre}, {uno.cabecera}")
    assert [c for c, _ in grupos] == [*(str(d.numero) for d in D.distritos), ""]
    sin_distrito = [c for c in D.cargos if c.ambito != "distrito"]
    assert grupos[-1][1] == ", ".join(c.plural for c in sin_distrito)
    solo_distrito = replace(D, cargos=tuple(c for c in D.cargos if c.ambito == "distrito"))
    assert categorias(solo_distrito, "distrito")[-1] == ("", "Sin distrito")


def test_hay_tantos_lugares_como_la_lista_mas_larga_con_lugares() -> None:
    largo = max(c.lista or 0 for c in D.cargos if c.principio == "RP" and c.con_lugares)
    assert categorias(D, "posicion") == [(str(n), f"Lugar {n}") for n in range(1, largo + 1)]
    sin_listas = replace(D, cargos=tuple(c for c in D.cargos if c.principio != "RP"))
    assert categorias(sin_listas, "posicion") == []


def test_una_pregunta_que_se_cuenta_tiene_sus_opciones_y_lo_que_las_matiza() -> None:
    grupos = categorias(D, "grado")
    grado = next(c for c in D.curricular.campos() if c.clave == "grado")
    assert {o.clave: o.etiqueta for o in grado.opciones}.items() <= dict(grupos).items()
    assert any("(trunca)" in etiqueta and "-" in clave for clave, etiqueta in grupos)
    assert grupos[-1] == ("", "Sin información publicada")


@pytest.mark.parametrize(
    ("anios", "rango"),
    [(None, ""), (17, ""), (18, "18-20"), (20, "18-20"), (21, "21-29"), (59, "50-59"), (60, "60-200")],
)
def test_la_edad_cae_en_un_solo_rango(anios: int | None, rango: str) -> None:
    assert _rango(anios) == rango


def test_una_respuesta_en_cifras_se_cuenta_en_su_rango() -> None:
    anios = replace(
        next(c for c in D.curricular.campos() if c.clave == "grado"), tipo="numero", rangos=(0, 5)
    )
    assert [en_grupo(anios, dicho) for dicho in ("4", "5", "")] == ["r0", "r5", ""]
    assert en_grupo(replace(anios, rangos=()), "4") == "4"


def _registro(**cambios: Any) -> Registro:
    vacio: dict[str, Any] = {c.name: "" for c in fields(Registro)}
    return Registro(**(vacio | {"respuestas": {}, "salen": frozenset(), "acciones": ()} | cambios))


CINCO = [
    _registro(sexo="mujer", cargo="diputacion-mr", enviada=True),
    _registro(sexo="mujer", cargo="diputacion-rp", enviada=False),
    _registro(sexo="hombre", cargo="diputacion-mr", enviada=True),
    _registro(sexo="hombre", cargo="diputacion-mr", enviada=False),
    _registro(sexo="", cargo="diputacion-rp", enviada=False),
]


def _contadas(registros: list[Registro]) -> Conteos:
    return Conteos(contar(registros, {i.dimension for i in INDICADORES.values()}))


def _cuenta(indicador: str) -> list[tuple[str, int | None, str, int | None]]:
    return [
        (c["clave"], c["valor"], c["texto"], c.get("de"))
        for c in celdas(INDICADORES[indicador], D, _contadas(CINCO))
    ]


def test_el_avance_cuenta_lo_enviado_de_cada_grupo() -> None:
    assert _cuenta("captura.sexo") == [
        ("mujer", 1, "1 de 2 (50.0 %)", 2),
        ("hombre", 1, "1 de 2 (50.0 %)", 2),
        ("sin_dato", 0, "0 de 1 (0.0 %)", 1),
    ]


def test_la_distribucion_suma_la_poblacion_y_lo_que_no_se_sabe_es_sin_dato() -> None:
    assert _cuenta("poblacion.sexo") == [
        ("mujer", 2, "2 (40.0 %)", None),
        ("hombre", 2, "2 (40.0 %)", None),
        ("sin_dato", 1, "1 (20.0 %)", None),
    ]
    assert celdas(INDICADORES["poblacion.sexo"], D, _contadas(CINCO))[-1]["etiqueta"] == "Sin dato"


def test_la_paridad_no_cuenta_como_hombre_a_quien_no_trae_el_dato() -> None:
    claves = [c.clave for c in D.cargos]
    dichas = {c: (valor, texto, de) for c, valor, texto, de in _cuenta("paridad.cargo")}
    assert dichas == {
        "diputacion-mr": (1, "1 de 3 (33.3 %)", 3),
        "diputacion-rp": (1, "1 de 1 (100.0 %); de 1 no se tiene el dato", 1),
    }
    assert set(dichas) <= set(claves)
    [sola] = celdas(INDICADORES["paridad.cargo"], D, _contadas(CINCO[-1:]))
    assert (sola["valor"], sola["texto"], sola.get("de")) == (None, "sin dato", 0)
