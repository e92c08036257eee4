"""Una lectura preparada lee cada vez lo que hay, y con los valores de cada llamada: ninguno de la anterior."""

import ast
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from django.db.transaction import TransactionManagementError

from conoceles.identidad.models import Bloqueo
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.preparadas import POCOS, Preparada
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

CLAVES = [UUID(int=n) for n in range(1, 9)]
DE_UNA = Preparada(
    lambda clave, desde: Bloqueo.objects.filter(clave=clave, en__gte=desde).exclude(motivo="").order_by("pk")
)
DE_VARIAS = Preparada(
    lambda claves: Bloqueo.objects.filter(clave__in=claves).order_by("clave").values_list("clave", flat=True)
)
DEL_ALCANCE = Preparada(
    lambda por: Bloqueo.objects.filter(clave__in=por.candidaturas) if por.todo else Bloqueo.objects.none()
)
CON_CANDADO = Preparada(lambda clave: Bloqueo.objects.select_for_update().filter(clave=clave))


def _escribir(ahora: datetime) -> None:
    Bloqueo.objects.bulk_create(Bloqueo(clave=c, bloqueada=True, motivo="cierre", en=ahora) for c in CLAVES)


@pytest.mark.postgres
@pytest.mark.django_db(databases=["default", "identidad"])
def test_preparada_lee_lo_de_cada_llamada_y_lo_que_se_escribio_despues(ahora: datetime) -> None:
    assert DE_UNA(CLAVES[0], ahora) == []
    _escribir(ahora)
    for clave in CLAVES[:2]:
        [fila] = DE_UNA(clave, ahora)
        assert (fila.clave, fila.bloqueada, fila.en) == (clave, True, ahora)
    assert DE_UNA(CLAVES[0], ahora + timedelta(seconds=1)) == []


@pytest.mark.postgres
@pytest.mark.django_db(databases=["default", "identidad"])
@pytest.mark.parametrize("cuantas", [0, 1, 2, POCOS, POCOS + 1])
def test_preparada_de_ninguna_de_pocas_y_de_muchas(cuantas: int, ahora: datetime) -> None:
    _escribir(ahora)
    for desde in (0, 2):
        pedidas = CLAVES[desde : desde + cuantas]
        assert DE_VARIAS(frozenset(pedidas)) == pedidas


@pytest.mark.django_db(databases=["default", "identidad"])
def test_preparada_con_otro_alcance_no_ve_lo_del_anterior(ahora: datetime) -> None:
    _escribir(ahora)
    ana, beto = (
        Alcance(n, "candidatura", todo=True, candidaturas=frozenset([c]))
        for n, c in zip("ab", CLAVES[:2], strict=True)
    )
    nadie = Alcance("c", "candidatura", candidaturas=frozenset(CLAVES[:1]))
    assert [[f.clave for f in DEL_ALCANCE(por)] for por in (ana, beto, nadie, ana)] == [
        [CLAVES[0]], [CLAVES[1]], [], [CLAVES[0]],
    ]  # fmt: skip


@pytest.mark.django_db(databases=["default", "identidad"])
def test_el_candado_de_una_preparada_exige_su_transaccion(
    monkeypatch: pytest.MonkeyPatch, ahora: datetime
) -> None:
    _escribir(ahora)
    assert [f.clave for f in CON_CANDADO(CLAVES[0])] == CLAVES[:1]
    monkeypatch.setattr(connections["identidad"], "get_autocommit", lambda: True)
    with pytest.raises(TransactionManagementError):
        CON_CANDADO(CLAVES[0])


def test_ninguna_se_prepara_dentro_de_una_funcion() -> None:
    """Ahí tomaría para siempre lo que esa llamada sabía: de quién era el alcance, o qué hora."""
    halladas = [hallada for archivo in sorted(_fuentes()) for hallada in _dentro(archivo)]
    assert {hallada.partition(":")[0] for hallada in halladas} <= {
        "tablas.py"
    }  # una por tabla sellada, al declararla


def _fuentes() -> Iterator[Path]:
    todas = (RAIZ_PROYECTO / "src" / "conoceles").rglob("*.py")
    return (una for una in todas if "bases.preparadas import" in una.read_text("utf-8"))


def _dentro(archivo: Path) -> Iterator[str]:
    for funcion in ast.walk(ast.parse(archivo.read_text("utf-8"))):
        if isinstance(funcion, ast.FunctionDef | ast.AsyncFunctionDef):
            for nodo in ast.walk(funcion):
                if isinstance(nodo, ast.Call) and getattr(nodo.func, "id", "") == "Preparada":
                    yield f"{archivo.name}:{nodo.lineno}"
