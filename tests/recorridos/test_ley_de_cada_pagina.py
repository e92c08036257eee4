"""Todas las pantallas, los correos y los PDF de abril de 2024: ninguno cita una ley que ese día no regía."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.correo.models import Correo
from conoceles.derechos import operaciones, vulneraciones
from conoceles.derechos.respuesta_pdf import respuesta
from conoceles.informes import inventario
from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from leyes.juez import fuera_de_fecha, texto_de_pdf
from personas import CLAVE, DINA
from recorridos.pantallas import recoger
from vidas import llevar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = [pytest.mark.lenta, pytest.mark.exhaustiva]


@pytest.fixture
def atendida(candidatura: Candidatura, ahora: datetime, datos: Path) -> Candidatura:
    """Eva, publicada, con una solicitud negada y una vulneración anotada."""
    secretos.crear_faltantes()
    llevar(candidatura, "publicada", ahora)
    eva = Alcance("cuenta:eva", "candidatura", candidaturas=frozenset({candidatura.pk}), nombre="Eva")
    solicitud = operaciones.pedir(candidatura=candidatura, derecho="acceso", por=eva, ahora=ahora)
    operaciones.avanzar(solicitud=solicitud, estado="improcedente", causa="ya_hecho", por=DINA, ahora=ahora)
    operaciones.pedir(candidatura=candidatura, derecho="cancelacion", por=eva, ahora=ahora)
    vulneraciones.anotar(
        tipo="acceso", detectada_en=ahora, que_paso="Un equipo abierto.", datos="Nombre", personas=1, causa="",
        medidas="Se cerró.", por=DINA, ahora=ahora,
    )  # fmt: skip
    return candidatura


def test_ninguna_pantalla_cita_una_ley_de_otro_dia(
    atendida: Candidatura, ana: Client, cora: Client, dina: Client, ahora: datetime
) -> None:
    pantallas = recoger(atendida, {"ana": ana, "cora": cora, "dina": dina}).pantallas
    assert len(pantallas) > 200
    assert any("LGPDPPSO (2017), artículo 55, fracción VII" in p.html for p in pantallas)
    assert {p.nombre: mal for p in pantallas if (mal := fuera_de_fecha(p.html, ahora.date()))} == {}


def test_ningun_pdf_ni_correo_cita_una_ley_de_otro_dia(
    atendida: Candidatura, ahora: datetime, ana: Any
) -> None:
    folio = atendida.folio
    papeles = {
        "respuesta": respuesta(atendida.solicitudes_arco.first()),
        "inventario": inventario.archivos(CLAVE)["inventario.pdf"],
        **{r: ana.get(f"/candidaturas/{folio}/{r}").content for r in ("acuse.pdf", "aviso/integral.pdf")},
    }
    leidos = {nombre: texto_de_pdf(octetos) for nombre, octetos in papeles.items()}
    assert "LGPDPPSO (2017), artículo 55" in leidos["respuesta"]
    assert "IEPC/CG049/2023" in leidos["aviso/integral.pdf"]
    leidos |= {c.asunto: c.cuerpo for c in Correo.objects.all()}
    assert {n: mal for n, texto in leidos.items() if (mal := fuera_de_fecha(texto, ahora.date()))} == {}


@pytest.mark.parametrize(
    ("texto", "dia", "mal"),
    [
        ("<p>LGPDPPSO <b>(2017)</b>, artículo 55</p>", date(2026, 3, 1), ["LGPDPPSO (2017)"]),
        ("LGPDPPSO (2017), artículo 55", date(2024, 3, 1), []),
        (
            "Ante el Tribunal de Justicia Administrativa",
            date(2024, 3, 1),
            ["Tribunal de Justicia Administrativa"],
        ),
    ],
)
def test_el_juez_encuentra_lo_que_busca(texto: str, dia: date, mal: list[str]) -> None:
    assert fuera_de_fecha(texto, dia) == mal
