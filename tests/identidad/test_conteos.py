"""Cada persona se cuenta una vez, en una celda, y solo de quien lo permitió; lo importado, por lotes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.models import ConteoSuelto
from conoceles.identidad.operaciones import Sello, suprimir
from conoceles.identidad.totales.contadas import Candidata, Contadas, contar
from conoceles.identidad.totales.conteos import agregar_conteos, conteos_sueltos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.consentimiento import EfectosDelNo
from identidad.conftest import definicion_de_prueba
from sumadas import callada, sumadas

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
CLASE = ("mujer", "diputacion-mr", "30-39")


def test_se_cuenta_como_cada_quien_lo_permitio(
    crear: Callable[[str], Candidatura], sellada: Callable[..., Sello], dina: Alcance, ahora: datetime
) -> None:
    """Sí · estadística no · tratamiento no · suprimida · sin documento: los cinco suman el total."""
    todas = [crear(f"C{i}") for i in range(5)]
    for candidatura, tratamiento, estadistica in zip(
        todas, (True, True, False, True), (True, False, True, True), strict=False
    ):
        consentimiento = {"tratamiento": tratamiento, "publicacion": False, "estadistica": estadistica}
        sellada({"p1": "si"}, candidatura=candidatura, consentimiento=consentimiento)
    suprimir(candidatura=todas[3], por=dina, ahora=ahora)
    contadas = sumadas([c.clave_identidad for c in todas], ["p1", "estadistica"], ahora)
    assert contadas == {
        "p1": {"si": 1, "pnc": 1, "sin_respuesta": 3},
        "estadistica": {"si": 3, "no": 1, "sin_respuesta": 1},
    }


@pytest.mark.parametrize(
    ("efecto", "conteo"),
    [
        ("solo_estadistica", {"si": 2, "no": 1}),
        ("sin_estadistica", {"si": 1, "no": 1, "sin_respuesta": 1}),
    ],
)
def test_quien_no_publica_se_cuenta_o_no_segun_lo_que_declara_la_eleccion(
    crear: Callable[[str], Candidatura], sellada: Callable[..., Sello], ahora: datetime, efecto: Any,
    conteo: dict[str, int],
) -> None:  # fmt: skip
    """Dos publican; la tercera no, y contestó que sí."""
    todas = [crear(f"C{i}") for i in range(3)]
    for candidatura, p1, publica in zip(todas, ("si", "no", "si"), (True, True, False), strict=True):
        dicho = {"tratamiento": True, "publicacion": publica, "estadistica": True}
        sellada({"p1": p1}, candidatura=candidatura, consentimiento=dicho)
    claves, efectos = [c.clave_identidad for c in todas], EfectosDelNo(publicacion=efecto)
    assert sumadas(claves, ["p1"], ahora, efectos) == {"p1": conteo}


def test_antes_de_sellar_no_ha_contestado(
    candidatura: Candidatura, sellada: Callable[..., Sello], ahora: datetime
) -> None:
    sellada({"p1": "si"})
    claves, antes = [candidatura.clave_identidad], ahora - timedelta(seconds=1)
    assert sumadas(claves, ["p1"], antes) == {"p1": {"sin_respuesta": 1}}


def test_sin_documento_alguno_cada_quien_esta_en_sin_respuesta(ahora: datetime) -> None:
    assert sumadas([uuid4(), uuid4()], ["p1"], ahora) == {"p1": {"sin_respuesta": 2}}


def test_lo_que_la_pregunta_ya_no_ofrece_no_abre_otra_celda(
    candidatura: Candidatura, sellada: Callable[..., Sello], ahora: datetime
) -> None:
    """Una celda que solo existe porque alguien contestó eso diría que alguien lo contestó."""
    sellada({"p1": "otra cosa"})
    assert sumadas([candidatura.clave_identidad], ["p1"], ahora) == {"p1": {"sin_respuesta": 1}}


# ------------------------------------------------- lo que cualquiera lee, y quien va en dos candidaturas


def _de(candidaturas: dict[UUID, Candidata], ahora: datetime, pregunta: str = "p1") -> Contadas:
    return contar(definicion_de_prueba(), candidaturas, [pregunta], ahora)[pregunta]


@pytest.mark.parametrize(
    ("p1", "se_ve", "exactas"),
    [("si", True, {"si"}), ("pnc", True, set()), ("si", False, set())],
    ids=["se lee en su perfil", "lo calló", "su perfil todavía no lo enseña"],
)
def test_solo_se_cuenta_tal_cual_lo_que_se_lee_en_su_perfil(
    candidatura: Candidatura, sellada: Callable[..., Sello], ahora: datetime, p1: str, se_ve: bool,
    exactas: set[str],
) -> None:  # fmt: skip
    sellada({"p1": p1, "p4": "si"})
    quien = Candidata(candidatura.persona_id, CLASE, (), se_ve)
    contadas = _de({candidatura.clave_identidad: quien}, ahora)
    assert {celda for _, celda in contadas.exactas} == exactas
    assert contadas.exactas.total() + contadas.calladas.total() == 1


def test_quien_va_en_dos_candidaturas_cuenta_una_vez_y_lo_que_enseña_una_manda(
    crear: Callable[[str], Candidatura], sellada: Callable[..., Sello], ahora: datetime
) -> None:
    """Lo que calla la otra no decide en cuál de las dos cuentas está."""
    una, otra = crear("C1"), crear("C2")
    sellada({"p1": "si"}, candidatura=una)
    sin_publicar = {"tratamiento": True, "publicacion": False, "estadistica": True}
    sellada({"p1": "no"}, candidatura=otra, consentimiento=sin_publicar, ahora=ahora + timedelta(hours=1))
    despues, persona = ahora + timedelta(hours=2), una.persona_id
    claves = {c.clave_identidad: Candidata(persona, CLASE, (), se_ve=True) for c in (una, otra)}
    assert _de(claves, despues).exactas == {(CLASE, "si"): 1}
    ninguna = {clave: callada(persona) for clave in claves}
    assert _de(ninguna, despues).calladas == {(CLASE, "no"): 1}, "la que decidió al último"


# ------------------------------------------------- lo importado


def test_lote_repetido_no_suma_dos_veces(ahora: datetime) -> None:
    def agregar(lote: str, cuantas: int) -> bool:
        return agregar_conteos(
            proceso="p",
            lote=lote,
            conteos={"p1": {"si": cuantas, "no": 0}},
            por=Alcance.sistema("padrón"),
            ahora=ahora,
        )

    assert [agregar("a", 3), agregar("a", 3), agregar("b", 2)] == [True, False, True]
    assert conteos_sueltos("p") == {"p1": {"si": 5}}
    assert conteos_sueltos("otro") == {}
    assert ConteoSuelto.objects.count() == 2
