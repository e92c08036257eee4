"""La boleta publicada contra la regla que la elección declara, vuelta a escribir aquí.

No usa nada de lo que la ordena: la regla sale del TOML, las personas de la base y los recuadros del HTML, leído con el
analizador de la norma. LGIPE, artículo 266: los partidos por su registro, y cada uno de una coalición en su recuadro;
artículo 432: las independientes después, en el orden de su solicitud.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest

import constan
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO, candidatura

pytestmark = pytest.mark.lenta

Caja = tuple[str, str, str, frozenset[str]]  # siglas, propietaria, suplente, en qué otros recuadros está
SEIS, QUINCE = "diputacion-mr-06", "diputacion-mr-15"
GENTE = [
    (SEIS, "MORENA", "OLGA TREVIÑO"), (SEIS, "PT", "PÍO LARA"), (SEIS, "FYCXD", "QUINA SALAS"), (SEIS, "PVEM", "RITA UC"),
    (QUINCE, "CC", "SARA VELA"), (QUINCE, "MC", "TOÑO ZEA"), (QUINCE, "FYCXD", "URSULA ABAD"),
]  # fmt: skip


@pytest.fixture
def con_todo(eleccion: dict[str, Any], ahora: datetime) -> None:
    """Coalición, candidatura común, partidos solos y dos independientes: la que pidió primero quedó guardada en segundo lugar."""
    for n, (boleta, siglas, nombre) in enumerate(GENTE):
        for calidad, quien in (("propietaria", nombre), ("suplente", f"{nombre} SUPLENTE")):
            folio = f"G{n}{calidad[0]}"
            candidatura(folio, ahora, (quien, "mujer", boleta, siglas, calidad, "publicada"))
    for solicitud, posicion in (("7", 2), ("12", 1)):
        suelta = candidatura(
            f"I{solicitud}", ahora, (f"INDIRA {solicitud}", "mujer", SEIS, "IND", "propietaria", "publicada")
        )
        Formula.objects.filter(pk=suelta.formula_id).update(clave_origen=solicitud, posicion=posicion)
        constan.alta(suelta)


def segun_la_regla(boleta: str) -> Iterator[Caja]:
    escrito = tomllib.loads((RAIZ_PROYECTO / "procesos" / PROCESO / "proceso.toml").read_text("utf-8"))
    campos = ("formula__fuerza__siglas", "formula__clave_origen", "calidad", "persona__nombre")
    por_formula: dict[tuple[str, str], dict[str, str]] = {}
    for siglas, numero, calidad, nombre in Candidatura.objects.filter(
        formula__contienda__clave=boleta
    ).values_list(*campos):
        por_formula.setdefault((siglas, numero), {})[calidad] = nombre.lower()
    alianzas = [f for f in escrito["fuerzas"] if f["tipo"] in ("coalicion", "candidatura_comun")]
    partidos = [f["siglas"] for f in escrito["fuerzas"] if f["tipo"] == "partido"]

    def caja(siglas: str, formula: dict[str, str], otros: set[str] = frozenset()) -> Caja:  # type: ignore[assignment]
        return siglas, formula["propietaria"], formula.get("suplente", ""), frozenset(otros)

    for partido in partidos:
        if (partido, "") in por_formula:
            yield caja(partido, por_formula[partido, ""])
        for alianza in alianzas:
            formula = por_formula.get((alianza["siglas"], ""))
            if formula is None or partido not in alianza["integrantes"]:
                continue
            if alianza["tipo"] == "coalicion":
                yield caja(partido, formula, set(alianza["integrantes"]) - {partido})
            elif partido == min(alianza["integrantes"], key=partidos.index):
                yield caja(alianza["siglas"], formula)
    sueltas = [(int(numero), formula) for (siglas, numero), formula in por_formula.items() if siglas == "IND"]
    yield from (caja("IND", formula) for _, formula in sorted(sueltas, key=lambda par: par[0]))


def dibujada(html: str) -> Iterator[Caja]:
    raiz = html5lib.parse(html, namespaceHTMLElements=False)
    for li in raiz.iter("li"):
        if li.get("class") != "recuadro":
            continue
        parrafos = {p.get("class"): " ".join("".join(p.itertext()).split()) for p in li.iter("p")}
        misma = parrafos.get("recuadro__nota", "")
        otros = (
            misma.removeprefix("Es la misma persona en ").partition(": ")[0].split(" y en ")
            if "misma" in misma
            else []
        )
        suplente = parrafos.get("recuadro__suplente", "").partition(": ")[2]
        yield (
            li.get("data-fuerza", ""),
            parrafos["recuadro__nombre"].partition(": ")[2].lower(),
            suplente.lower(),
            frozenset(otros),
        )


@pytest.mark.parametrize("boleta", [SEIS, QUINCE])
def test_publicar_dibuja_exactamente_los_recuadros_que_manda_la_regla(
    con_todo: None, datos: Path, ahora: datetime, boleta: str
) -> None:
    publicar(PROCESO, ahora=ahora)
    html = (datos / "sitio" / PROCESO / "actual" / "contiendas" / boleta / "index.html").read_text("utf-8")
    esperada = list(segun_la_regla(boleta))
    assert list(dibujada(html)) == esperada
    assert [siglas for siglas, *_ in esperada] == {
        SEIS: ["PAN", "PRI", "PRD", "PVEM", "PT", "MORENA", "IND", "IND"], QUINCE: ["PAN", "PRI", "PRD", "CC", "MC"],
    }[boleta]  # fmt: skip
    assert "Por qué en este orden: Cada partido en el lugar que le da la antigüedad de su registro" in html
    muestra = html.partition('class="seccion muestra"')[2].partition("</section>")[0]
    assert "fotos/" not in muestra  # la fotografía es de nuestra página, nunca de la muestra del papel
