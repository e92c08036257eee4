"""Los formatos firmados: una cola con el documento a la vista, en *Hoy*, y sin los que ya no aplican."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conoceles.identidad.permisos.formatos import subir
from identidad.documentos_de_prueba import pdf
from paginas import check, revocar, texto
from personas import capturar, de_partido, enviar, escaneado

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.usefixtures("datos")
RAIZ = "/candidaturas/aaaa1111/"


@pytest.fixture
def firmado(ana: Client, candidatura: Candidatura, ahora: datetime, datos: Path) -> str:
    """Ana envió un sí a publicar y subió el formato: su pantalla en el instituto."""
    capturar(candidatura, ahora, publicacion=True, p1="si")
    enviar(candidatura, ahora)
    return _subir(ana, pdf())


def _subir(ana: Client, octetos: bytes) -> str:
    ana.post(RAIZ + "formatos/", {"archivo": SimpleUploadedFile("f", octetos)})
    numero = ana.get(RAIZ + "formatos/").context["recibidos"][0][0].numero
    return f"/revision/aaaa1111/formatos/{numero}/"


def test_el_pdf_se_ve_en_su_pantalla_y_solo_ahi(dina: Client, firmado: str) -> None:
    pagina = dina.get(firmado)
    check(pagina.content)
    assert (
        f'<iframe class="visor" src="{firmado}archivo?ver=1#navpanes=0&amp;view=FitH"'
        in pagina.content.decode()
    )
    visto = dina.get(firmado + "archivo?ver=1")
    assert visto["Content-Type"] == "application/pdf"
    assert "Content-Disposition" not in visto
    assert (visto["X-Frame-Options"], visto["Content-Security-Policy"]) == (
        "SAMEORIGIN",
        "frame-ancestors 'self'",
    )
    assert visto["X-Content-Type-Options"] == "nosniff"
    for otra in (firmado, "/revision/formatos/"):
        assert dina.get(otra)["X-Frame-Options"] == "DENY"


def test_la_imagen_se_ve_como_imagen(ana: Client, dina: Client, firmado: str) -> None:
    otro = _subir(ana, escaneado())
    assert f'src="{otro}archivo?ver=1" alt=' in dina.get(otro).content.decode()
    assert dina.get(otro + "archivo?ver=1")["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize("quien", ["cora", "comision", "ana", "beto"])
def test_verlo_no_es_de_nadie_mas(request: pytest.FixtureRequest, firmado: str, quien: str) -> None:
    navegador: Client = request.getfixturevalue(quien)
    assert navegador.get(firmado + "archivo?ver=1").status_code == 404


def test_hoy_lleva_al_mas_antiguo_y_solo_a_quien_los_resuelve(
    dina: Client, cora: Client, firmado: str
) -> None:
    hoy = dina.get("/revision/hoy/").content
    assert "Formatos firmados por revisar: 1" in texto(check(hoy))
    assert f'href="{firmado}"' in hoy.decode()
    assert "Formatos firmados" not in texto(check(cora.get("/revision/hoy/").content))


def test_al_resolver_uno_se_abre_el_que_sigue_y_el_ultimo_vuelve_a_la_cola(
    dina: Client, firmado: str, registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    otra = registrar("bbbb2222", "ROSA ORTIZ", "PAN")
    capturar(otra, ahora, publicacion=True, p1="si")
    enviar(otra, ahora)
    subir(candidatura=otra, archivo=pdf(), por=de_partido(otra), ahora=ahora)
    sigue = dina.post(firmado, {"decision": "aceptar"})
    assert sigue["Location"].startswith("/revision/bbbb2222/formatos/")
    ultimo = dina.post(sigue["Location"], {"decision": "rechazar", "motivo": "sin_firma"})
    assert ultimo["Location"] == "/revision/formatos/"
    assert "Formatos firmados" not in texto(check(dina.get("/revision/hoy/").content))


def test_revocado_su_formato_sale_de_la_cola_y_dice_que_ya_no_aplica(
    ana: Client, dina: Client, firmado: str
) -> None:
    revocar(ana)
    assert dina.get("/revision/formatos/").context["renglones"] == []
    pagina = dina.get(firmado).content
    assert "Ya no aplica" in texto(check(pagina))
    assert b"Aceptar el formato" not in pagina


def test_sin_aceptar_el_formato_revocar_no_dice_que_hoy_se_publica(
    ana: Client, dina: Client, firmado: str
) -> None:
    antes = texto(check(ana.get(RAIZ + "revocar/").content))
    assert "Hoy está autorizado publicar" not in antes
    assert "espera el formato firmado" in antes
    dina.post(firmado, {"decision": "aceptar"})
    assert "Hoy está autorizado publicar" in texto(check(ana.get(RAIZ + "revocar/").content))
