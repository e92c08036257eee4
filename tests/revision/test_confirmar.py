"""Nada irreversible por accidente: se ve qué pasará, se confirma y queda acuse. Una sola pieza para todas las pantallas."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.expediente.actos import decisiones
from paginas import check, confirmado, texto
from personas import CORA, capturar, enviar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

ACUERDO = {"acuerdo": "IEPC/CG75/2024", "fecha_acuerdo": "2024-04-20"}
ENTRA = {"nombres": "Rosa", "primer_apellido": "Quiñones", "sexo": "mujer", "fecha_nacimiento": "1985-02-03"}
ACTOS = [("sustituir", "sustituida", ENTRA), ("cancelar", "cancelada", {}), ("renunciar", "renuncia", {})]


def _ruta(fila: Candidatura) -> str:
    return f"/revision/{fila.folio}/actos/"


def _ocultos(pagina: bytes) -> dict[str, str]:
    campos = [n for n in check(pagina).iter() if n.get("type") == "hidden"]
    return {
        str(n.get("name")): n.get("value") or "" for n in campos if n.get("name") != "csrfmiddlewaretoken"
    }


@pytest.mark.parametrize(("acto", "estado", "mas"), ACTOS)
def test_concluir_ensena_que_pasara_y_no_hace_nada_sin_escribir_el_folio(
    dina: Client, candidatura: Candidatura, acto: str, estado: str, mas: dict[str, str]
) -> None:
    datos = {"acto": acto, **ACUERDO, **mas}
    previa = dina.post(_ruta(candidatura), datos)
    leido = texto(check(previa.content))
    assert previa.status_code == 200
    for frase in (
        "Qué pasará",
        "Es 1 perfil",
        "se bloquean",
        "A quién se avisa",
        "La persona candidata",
        "Lo que no se deshace",
    ):
        assert frase in leido, frase
    oculto = _ocultos(previa.content)
    assert datos.items() <= oculto.items()
    for escrito in ("", "si", "bbbb2222"):
        mal = dina.post(_ruta(candidatura), oculto | {"confirmo": escrito})
        assert mal.status_code == 422
        assert "Para confirmar, escriba aaaa1111." in texto(check(mal.content))
        assert datos.items() <= _ocultos(mal.content).items()  # lo escrito sigue
    candidatura.refresh_from_db()
    assert candidatura.estado == "habilitada"
    bien = dina.post(_ruta(candidatura), oculto | {"confirmo": " AAAA1111 "})
    candidatura.refresh_from_db()
    assert candidatura.estado == estado
    acuse = texto(check(dina.get(bien["Location"]).content))
    assert "Acuse: " in acuse
    assert "huella" in acuse


def test_quien_entra_se_lee_con_su_edad_antes_de_sustituir(dina: Client, candidatura: Candidatura) -> None:
    leido = texto(check(dina.post(_ruta(candidatura), {"acto": "sustituir", **ACUERDO, **ENTRA}).content))
    assert (
        "Entra Rosa Quiñones, que nació el 3 de febrero de 1985 y tendrá 39 años el día de la jornada"
        in leido
    )


def test_si_lo_que_pasara_cambia_mientras_se_lee_se_ensena_otra_vez(
    dina: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    previa = dina.post(_ruta(candidatura), {"acto": "cancelar", **ACUERDO})
    assert "hoy solo dice su nombre" in texto(check(previa.content))
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    decisiones.validar(candidatura=candidatura, por=CORA, ahora=ahora)
    otra = dina.post(_ruta(candidatura), _ocultos(previa.content) | {"confirmo": "aaaa1111"})
    assert otra.status_code == 409
    assert "cambió lo que pasará" in texto(check(otra.content))
    assert "con lo que hoy publica" in texto(check(otra.content))
    candidatura.refresh_from_db()
    assert candidatura.estado == "validada"


def test_el_acuse_solo_lo_lee_quien_lo_hizo(dina: Client, cora: Client, candidatura: Candidatura) -> None:
    hecho = confirmado(dina, _ruta(candidatura), {"acto": "cancelar", **ACUERDO})
    numero = hecho["Location"].partition("acuse=")[2]
    assert numero == str(Entrada.objects.filter(acto="cancelada").get().pk)
    ajena = Entrada.objects.exclude(actor__startswith="cuenta:").last()
    assert ajena is not None
    for otro in ("", "x", "9" * 30, str(ajena.pk)):
        assert "Acuse: " not in texto(check(dina.get(f"{_ruta(candidatura)}?acuse={otro}").content))
    assert cora.get(hecho["Location"]).status_code == 404
