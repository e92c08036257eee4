"""Donde no hay partidos, ni el sitio, ni sus papeles, ni las pantallas hablan de ellos."""

from __future__ import annotations

from pathlib import Path

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.nucleo import reloj
from personas import SISTEMA, dentro
from recorridos.carpetas import PROCESOS, Recorrida, recorrer
from recorridos.sin_partidos import caminar, nombra

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("base")]


@pytest.fixture(params=["durango-judicial-2025", "caleta-2026"])
def hecha(request: pytest.FixtureRequest, datos: Path, tmp_path: Path) -> Recorrida:
    """La de jueces, y la de una cooperativa con el padrón que trae."""
    if request.param == "caleta-2026":
        aqui = Path(__file__).parent
        return recorrer(request.param, datos, aqui / request.param / "padron-de-prueba.csv", raiz=aqui)
    return recorrer(request.param, datos, tmp_path / "padron.csv", raiz=PROCESOS)


def test_lo_publicado_y_sus_papeles_no_hablan_de_partidos(hecha: Recorrida, datos: Path) -> None:
    assert len(hecha.paginas) > 20
    assert len(hecha.papeles) > 4
    assert nombra(hecha.paginas | hecha.papeles) == {}
    actual = datos / "sitio" / hecha.eleccion.clave / "actual"
    sueltos = {
        str(p.relative_to(actual)): p.read_text("utf-8")
        for p in actual.rglob("*.html")
        if p.name != "index.html"
    }
    guiones = {str(p.relative_to(actual)): p.read_text("utf-8") for p in actual.rglob("*.ics")}
    assert nombra(sueltos | guiones) == {}


def test_las_pantallas_de_cada_quien_no_hablan_de_partidos(hecha: Recorrida) -> None:
    enviada = hecha.perfiles[0]
    por_enviar = Candidatura.objects.exclude(pk__in=[p.pk for p in hecha.perfiles]).order_by("folio").first()
    assert por_enviar is not None
    quienes = {
        "Cora": ("revision", ""),
        "Dina": ("administracion", ""),
        "Comisión": ("consulta", ""),
        "Eva": ("independiente", f"formula:{enviada.formula_id}"),
        "Rut": ("independiente", f"formula:{por_enviar.formula_id}"),
    }
    with reloj.congelado(hecha.ahora):
        for nombre, (papel, ambito) in quienes.items():
            cuenta = crear_cuenta(
                correo=f"{papel}{len(ambito)}{nombre[0]}@prueba.mx".lower(), clave=None, nombre=nombre, papel=papel,
                ambito=ambito, por=SISTEMA, ahora=hecha.ahora,
            )  # fmt: skip
            vistas = caminar(dentro(cuenta))
            assert len(vistas) > 10, nombre
            assert nombra(vistas) == {}, nombre
