"""Los actos de administración en pantalla: cada uno con su acuerdo, y nada se pierde al fallar."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import constan
from conoceles.expediente.actos.decisiones import validar
from conoceles.expediente.calendario.conservacion import suprimir_vencidas
from paginas import check, confirmado
from personas import CORA, LARGO
from vidas import CALENDARIO, concluir

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

ACUERDO = {"acuerdo": "IEPC/CG75/2024", "fecha_acuerdo": "2024-04-20"}


def _actos(candidatura: Candidatura) -> str:
    return f"/revision/{candidatura.folio}/actos/"


def _hacer(dina: Client, candidatura: Candidatura, acto: str, **datos: Any) -> int:
    codigo: int = confirmado(dina, _actos(candidatura), {"acto": acto, **ACUERDO, **datos}).status_code
    candidatura.refresh_from_db()
    return codigo


@pytest.mark.parametrize(("acto", "estado"), [("cancelar", "cancelada"), ("renunciar", "renuncia")])
def test_concluir_y_restituir(dina: Client, candidatura: Candidatura, acto: str, estado: str) -> None:
    assert _hacer(dina, candidatura, acto) == 302
    assert candidatura.estado == estado
    concluida = dina.get(_actos(candidatura)).content.decode()
    assert "Nota pública" in concluida
    assert f"/revision/{candidatura.folio}/identidad/" not in concluida  # bloqueada: no llevaría a nada
    assert _hacer(dina, candidatura, "restituir") == 302
    assert candidatura.estado == "habilitada"


def test_sustituir_abre_la_captura_de_quien_entra(
    dina: Client, ana: Client, candidatura: Candidatura
) -> None:
    quien = {"nombres": "Rosa", "primer_apellido": "Quiñones", "sexo": "mujer"}
    assert _hacer(dina, candidatura, "sustituir", **quien) == 302
    lista = ana.get("/").content.decode()
    assert "Rosa Quiñones" in lista
    assert "Sustituida" in lista
    assert "La sustituye" in dina.get(_actos(candidatura)).content.decode()


def test_sustituir_por_una_menor_dice_por_que_junto_a_la_fecha(
    dina: Client, candidatura: Candidatura
) -> None:
    quien = {
        "nombres": "Rosa",
        "primer_apellido": "Quiñones",
        "sexo": "mujer",
        "fecha_nacimiento": "2010-01-01",
    }
    respuesta = dina.post(_actos(candidatura), {"acto": "sustituir", **ACUERDO, **quien})
    pagina = respuesta.content.decode()

    assert respuesta.status_code == 422
    check(pagina)
    assert "Tendrá 14 años el día de la jornada" in pagina
    assert 'value="Quiñones"' in pagina
    candidatura.refresh_from_db()
    assert candidatura.estado == "habilitada"


def test_quien_entra_lleva_la_accion_afirmativa_de_su_acuerdo(dina: Client, candidatura: Candidatura) -> None:
    candidatura.acciones_afirmativas = ["indigenas"]
    candidatura.save(update_fields=["acciones_afirmativas"])
    constan.alta(candidatura)
    pagina = dina.get(_actos(candidatura)).content.decode()
    check(pagina)
    assert 'name="accion-indigenas" value="si" checked' in pagina
    quien = {"nombres": "Rosa", "primer_apellido": "Quiñones", "sexo": "mujer", "accion-indigenas": "si"}
    assert _hacer(dina, candidatura, "sustituir", **quien) == 302
    sustituta = candidatura.conclusiones.get().sustituta
    assert sustituta.acciones_afirmativas == ["indigenas"]


def test_sin_acuerdo_se_senala_cada_campo_y_se_conserva_lo_escrito(
    dina: Client, candidatura: Candidatura
) -> None:
    respuesta = dina.post(_actos(candidatura), {"acto": "sustituir", "nombres": "Rosa María"})
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 422
    assert 'href="#sustituir-acuerdo"' in pagina
    assert 'id="sustituir-acuerdo-error"' in pagina
    assert 'id="sustituir-sexo-error"' in pagina  # todo de una vez
    assert 'value="Rosa María"' in pagina
    candidatura.refresh_from_db()
    assert candidatura.estado == "habilitada"


def test_una_fecha_imposible_no_rompe_nada(dina: Client, candidatura: Candidatura) -> None:
    assert _hacer(dina, candidatura, "cancelar", fecha_acuerdo="2024-02-31") == 422
    assert _hacer(dina, candidatura, "cancelar", fecha_acuerdo="ayer") == 422


def test_ocultar_y_mostrar_una_seccion(dina: Client, candidatura: Candidatura) -> None:
    assert _hacer(dina, candidatura, "ocultar", seccion="motivo") == 302
    assert "Sección oculta" in dina.get(_actos(candidatura)).content.decode()
    assert _hacer(dina, candidatura, "mostrar", seccion="motivo") == 302
    assert "Sección oculta" not in dina.get(_actos(candidatura)).content.decode()


def test_la_retencion_abierta_se_ve_y_se_levanta(
    dina: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    concluir(candidatura, "cancelar", ahora)
    assert _hacer(dina, candidatura, "retener") == 302
    assert (
        "Expediente IEPC/CG75/2024, del 20 de abril de 2024" in dina.get(_actos(candidatura)).content.decode()
    )
    assert _hacer(dina, candidatura, "liberar") == 302
    assert "Retenida por litigio" not in dina.get(_actos(candidatura)).content.decode()


def test_cambiar_quien_responde(dina: Client, beto: Client, candidatura: Candidatura) -> None:
    assert beto.get(f"/candidaturas/{candidatura.folio}/").status_code == 404
    assert _hacer(dina, candidatura, "responsable", responde="PAN") == 302
    assert beto.get(f"/candidaturas/{candidatura.folio}/").status_code == 200


def test_corregir_de_oficio(dina: Client, en_revision: Candidatura) -> None:
    validar(candidatura=en_revision, por=CORA, ahora=datetime.fromisoformat("2024-04-25T11:00:00-06:00"))
    lugar = f"/revision/{en_revision.folio}/correccion/"
    falta = dina.post(lugar, {"motivo": LARGO})
    assert falta.status_code == 422
    assert LARGO in falta.content.decode()
    assert dina.post(lugar, {"motivo": LARGO, "causa": "error_propio", **ACUERDO}).status_code == 302
    assert "corrigió un error propio" in dina.get(_actos(en_revision)).content.decode()


def test_un_acto_que_no_cabe_lo_dice(dina: Client, candidatura: Candidatura) -> None:
    respuesta = dina.post(_actos(candidatura), {"acto": "restituir", **ACUERDO})
    assert respuesta.status_code == 409
    assert "No se puede restituir" in respuesta.content.decode()


@pytest.mark.parametrize("quien", ["cora", "comision", "ana"])
def test_nadie_mas_ve_los_actos(request: pytest.FixtureRequest, quien: str, candidatura: Candidatura) -> None:
    navegador = request.getfixturevalue(quien)
    assert navegador.get(_actos(candidatura)).status_code == 404
    assert navegador.post(_actos(candidatura), {"acto": "cancelar", **ACUERDO}).status_code == 404


def test_el_certificado_en_pdf_solo_cuando_se_suprimio(
    dina: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    lugar = f"/revision/{candidatura.folio}/supresion.pdf"
    concluir(candidatura, "cancelar", ahora)
    assert dina.get(lugar).status_code == 404
    suprimir_vencidas(por=CALENDARIO, ahora=ahora + timedelta(days=91))
    respuesta = dina.get(lugar)
    assert respuesta.content.startswith(b"%PDF")
    assert respuesta.content == dina.get(lugar).content
