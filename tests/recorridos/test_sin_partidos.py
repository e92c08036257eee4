"""Donde no hay partidos, ni el sitio, ni sus papeles, ni las pantallas hablan de ellos."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.nucleo import reloj
from personas import SISTEMA, dentro
from recorridos.carpetas import PROCESOS, Recorrida, recorrer

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("base")]
DE_PARTIDOS = re.compile(
    r"(?i)\b(partidos?|coalici[oó]n(es)?|actor(es)? pol[ií]ticos?|fuerzas? pol[ií]ticas?|independientes?)\b"
)
# El nombre de una columna del INE y los valores de la API son de su formato; los manuales de quien opera, del programa entero.
DE_UN_FORMATO = re.compile(r"^datos/|formato-ine|^ayuda/(operacion|administracion)/")
# Se prohíbe mencionarlos, y es lo que dice la pregunta; y el modelo que se ofrece para otra elección.
SE_DICEN = (
    "sin menciones a otras candidaturas o partidos",
    "Poder Judicial de Durango, 2025: no hay partidos",
)
UNA_VEZ = re.compile(r"[0-9a-f-]{36}|\b[a-z0-9]{7}\b|\d+")  # de cada pantalla se mira una


@pytest.fixture(params=["durango-judicial-2025", "caleta-2026"])
def hecha(request: pytest.FixtureRequest, datos: Path, tmp_path: Path) -> Recorrida:
    """La de jueces, y la de una cooperativa con el padrón que trae."""
    if request.param == "caleta-2026":
        aqui = Path(__file__).parent
        return recorrer(request.param, datos, aqui / request.param / "padron-de-prueba.csv", raiz=aqui)
    return recorrer(request.param, datos, tmp_path / "padron.csv", raiz=PROCESOS)


def _leido(html: str) -> str:
    plano = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for dicho in SE_DICEN:
        plano = plano.replace(dicho, "")
    return plano


def _nombra(dichos: dict[str, str]) -> dict[str, list[str]]:
    return {
        donde: hallados
        for donde, html in dichos.items()
        if not DE_UN_FORMATO.search(donde.strip("/") + "/")
        and (
            hallados := [
                _leido(html)[max(0, m.start() - 60) : m.end() + 40]
                for m in DE_PARTIDOS.finditer(_leido(html))
            ]
        )
    }


def test_lo_publicado_y_sus_papeles_no_hablan_de_partidos(hecha: Recorrida, datos: Path) -> None:
    assert len(hecha.paginas) > 20
    assert len(hecha.papeles) > 4
    assert _nombra(hecha.paginas | hecha.papeles) == {}
    actual = datos / "sitio" / hecha.eleccion.clave / "actual"
    sueltos = {
        str(p.relative_to(actual)): p.read_text("utf-8")
        for p in actual.rglob("*.html")
        if p.name != "index.html"
    }
    guiones = {str(p.relative_to(actual)): p.read_text("utf-8") for p in actual.rglob("*.ics")}
    assert _nombra(sueltos | guiones) == {}


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
            vistas = _caminar(dentro(cuenta))
            assert len(vistas) > 10, nombre
            assert _nombra(vistas) == {}, nombre


def _caminar(navegador: Client) -> dict[str, str]:
    """Todo lo que se alcanza por enlaces desde su inicio; de las que solo cambian de folio o de número, una."""
    vistas: dict[str, str] = {}
    por_ver, formas = ["/"], {"/"}
    while por_ver:
        ruta = por_ver.pop()
        respuesta = navegador.get(ruta, follow=True)
        if respuesta.status_code != 200 or "text/html" not in respuesta["Content-Type"]:
            continue
        vistas[ruta.strip("/")] = html = respuesta.content.decode()
        for lleva in re.findall(r'href="(/[^"#?]*)"', html):
            forma = UNA_VEZ.sub("#", lleva)
            if forma not in formas and "/estatico/" not in lleva:
                formas.add(forma)
                por_ver.append(lleva)
    return vistas
