"""La estadística recibe totales de una sola dimensión, y solo de quien lo permitió."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.models import ConteoSuelto
from conoceles.identidad.operaciones import Sello, suprimir
from conoceles.identidad.totales.conteos import agregar_conteos, conteos_sellados, conteos_sueltos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.consentimiento import EfectosDelNo

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]


def test_conteos_sellados_respetan_cada_consentimiento(
    crear: Callable[[str], Candidatura], sellada: Callable[..., Sello], dina: Alcance, ahora: datetime
) -> None:
    """Sí · estadística no · tratamiento no · suprimida · sin documento: los cinco suman el total."""
    todas = [crear(f"C{i}") for i in range(5)]
    respuestas = {"p1": "si", "p7": ["ver", "caminar"]}
    for candidatura, tratamiento, estadistica in zip(
        todas, (True, True, False, True), (True, False, True, True), strict=False
    ):
        consentimiento = {"tratamiento": tratamiento, "publicacion": False, "estadistica": estadistica}
        sellada(respuestas, candidatura=candidatura, consentimiento=consentimiento)
    suprimir(candidatura=todas[3], por=dina, ahora=ahora)
    conteos = conteos_sellados([c.clave_identidad for c in todas], ["p1", "p7"], ahora, EfectosDelNo())
    assert conteos == {
        "p1": {"si": 1, "pnc": 1, "sin_respuesta": 3},
        "p7": {"ver": 1, "caminar": 1, "pnc": 1, "sin_respuesta": 3},
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
    assert conteos_sellados(claves, ["p1"], ahora, efectos) == {"p1": conteo}


def test_conteos_sellados_antes_de_sellar(
    candidatura: Candidatura, sellada: Callable[..., Sello], ahora: datetime
) -> None:
    sellada({"p1": "si"})
    antes = ahora - timedelta(seconds=1)
    assert conteos_sellados([candidatura.clave_identidad], ["p1"], antes, EfectosDelNo()) == {
        "p1": {"sin_respuesta": 1}
    }


def test_conteos_sellados_sin_documento_alguno(ahora: datetime) -> None:
    assert conteos_sellados([uuid4(), uuid4()], ["p1"], ahora, EfectosDelNo()) == {"p1": {"sin_respuesta": 2}}


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
