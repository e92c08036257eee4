"""La mirada del obrero: lee lo nuevo, no olvida lo que halló, y quien se reinicia la hace entera."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bitacora.test_bitacora import _sin_candado, anotar
from conoceles.bitacora import mirada
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.mirada import ENTERA_CADA, Mirada
from conoceles.bitacora.models import Entrada

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(databases=["default", "identidad"])


@pytest.fixture
def leidas(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Las entradas que se comprueban, en orden."""
    cuales = list[int]()
    resumir = mirada.resumir

    def contar(entrada: Entrada) -> str:
        cuales.append(entrada.pk)
        return resumir(entrada)

    monkeypatch.setattr(mirada, "resumir", contar)
    return cuales


@pytest.fixture
def pasa(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Adelanta el reloj monótono."""
    hora = [0.0]
    monkeypatch.setattr(mirada, "monotonic", lambda: hora[0])

    def _pasa(segundos: float) -> None:
        hora[0] += segundos

    return _pasa


@pytest.fixture
def tres(ahora: datetime) -> list[int]:
    actos = (Acto.REVISION_INICIADA, Acto.OBSERVADA, Acto.VALIDADA)
    return [anotar("default", acto, ahora).pk for acto in actos]


def test_la_segunda_vez_lee_solo_lo_nuevo_y_lo_ultimo_que_vio(
    tres: list[int], leidas: list[int], ahora: datetime
) -> None:
    suya = Mirada("default")
    assert suya.problemas() == []
    assert leidas == tres
    leidas.clear()
    nueva = anotar("default", Acto.OBSERVADA, ahora).pk
    assert suya.problemas() == []
    assert leidas == [tres[-1], nueva]


def test_lo_cambiado_en_lo_ya_visto_lo_nombra_la_mirada_entera_y_quien_se_reinicia(
    tres: list[int], pasa: Callable[[float], None]
) -> None:
    suya = Mirada("default")
    assert suya.problemas() == []
    _sin_candado("no_cambia")
    Entrada.objects.filter(pk=tres[0]).update(actor="otra persona")
    esperado = [f"La entrada {tres[0]} fue alterada."]
    assert Mirada("default").problemas() == esperado, "otro proceso no da por bueno lo que no miró"
    pasa(ENTERA_CADA - 1)
    assert suya.problemas() == []
    pasa(1)
    assert suya.problemas() == esperado
    assert suya.problemas() == esperado, "lo hallado no se da por remediado por no volver a leerlo"
    Entrada.objects.filter(pk=tres[0]).update(actor="cora@instituto.mx")
    pasa(ENTERA_CADA)
    assert suya.problemas() == []


def test_la_cadena_que_vuelve_atras_o_cambia_en_su_final_se_mira_entera_enseguida(
    tres: list[int], pasa: Callable[[float], None]
) -> None:
    suya = Mirada("default")
    assert suya.problemas() == []
    _sin_candado("no_cambia")
    Entrada.objects.filter(pk=tres[-1]).update(acto="otro")
    assert suya.problemas() == [f"La entrada {tres[-1]} fue alterada."]
    _sin_candado("no_se_borra")
    Entrada.objects.filter(pk__gte=tres[1]).delete()
    Entrada.objects.filter(pk=tres[0]).update(acto="otro")
    assert suya.problemas() == [f"La entrada {tres[0]} fue alterada."]


def test_una_entrada_puesta_en_medio_de_lo_visto_no_cuenta_y_la_siguiente_mirada_entera_la_nombra(
    tres: list[int], pasa: Callable[[float], None]
) -> None:
    suya = Mirada("default")
    suya.problemas()
    _sin_candado("no_se_borra")
    Entrada.objects.filter(pk=tres[1]).delete()
    assert suya.problemas() == []
    pasa(ENTERA_CADA)
    assert suya.problemas() == [f"La entrada {tres[2]} no sigue a la anterior."]
