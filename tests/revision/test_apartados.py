"""Abrir aparta: dos personas no deciden el mismo expediente, y de varias se valida solo lo que se abrió."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from conoceles.candidaturas.alcances import alcance_de
from conoceles.cuentas.models import Cuenta
from conoceles.expediente.actos import decisiones
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.revision import apartados
from conoceles.revision.models import Apartado
from paginas import check, texto
from personas import CORA, capturar, enviar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

FATIMA = Alcance(actor="cuenta:fatima", papel="revision", todo=True, nombre="Fátima")
LOTE = "/revision/validar-varias/"


@pytest.fixture
def tres(registrar: Callable[..., Candidatura], ahora: datetime) -> list[Candidatura]:
    """Enviadas con un minuto entre una y otra; ninguna regla señala nada observable."""
    filas = [
        registrar("aaaa1111"),
        registrar("bbbb2222", "ROSA ORTIZ", "PAN"),
        registrar("cccc3333", "INÉS SOTO", "MC"),
    ]
    for minuto, fila in enumerate(filas):
        capturar(fila, ahora - timedelta(hours=1))
        enviar(fila, ahora - timedelta(minutes=10 - minuto))
    return filas


def _estados(filas: list[Candidatura]) -> list[str]:
    for fila in filas:
        fila.refresh_from_db()
    return [fila.estado for fila in filas]


def _casillas(pagina: bytes) -> dict[str, tuple[bool, bool]]:
    """Folio → (marcada, se puede marcar)."""
    casillas = [n for n in check(pagina).iter() if n.get("name") == "folio"]
    return {str(n.get("value")): (n.get("checked") is not None, n.get("disabled") is None) for n in casillas}


def test_validar_varias_llega_sin_marcar_y_solo_se_marca_lo_abierto(
    cora: Client, tres: list[Candidatura]
) -> None:
    folios = [fila.folio for fila in tres]
    assert _casillas(cora.get(LOTE).content) == dict.fromkeys(folios, (False, False))
    cora.get("/revision/bbbb2222/")
    assert _casillas(cora.get(LOTE).content) == dict.fromkeys(folios, (False, False)) | {
        "bbbb2222": (False, True)
    }


def test_validar_varias_sin_abrirlas_no_valida_ninguna_aunque_se_fuerce(
    cora: Client, tres: list[Candidatura]
) -> None:
    cora.get("/revision/aaaa1111/")
    respuesta = cora.post(LOTE, {"folio": ["aaaa1111", "bbbb2222"]})
    assert respuesta.status_code == 409
    assert "Abra antes la candidatura bbbb2222" in texto(check(respuesta.content))
    assert _casillas(respuesta.content)["aaaa1111"] == (True, True)  # lo que se había marcado sigue marcado
    assert _estados(tres) == ["enviada"] * 3


def test_lo_que_abrio_otra_persona_no_cuenta_como_abierto(
    cora: Client, dina: Client, tres: list[Candidatura]
) -> None:
    dina.get("/revision/aaaa1111/")
    assert cora.post(LOTE, {"folio": ["aaaa1111"]}).status_code == 409
    assert _estados(tres)[0] == "enviada"


def test_lo_abierto_antes_de_corregirse_se_abre_otra_vez(
    cora: Client, tres: list[Candidatura], ahora: datetime
) -> None:
    cora.get("/revision/aaaa1111/")
    decisiones.observar(
        candidatura=tres[0], seccion="historia", motivo="incompleta", texto="Diga en qué años fue maestra.",
        por=_de(cora), ahora=ahora,
    )  # fmt: skip
    tres[0].refresh_from_db()
    enviar(tres[0], ahora)
    assert cora.post(LOTE, {"folio": ["aaaa1111"]}).status_code == 409


def _de(navegador: Client) -> Alcance:
    return alcance_de(Cuenta.objects.get(pk=navegador.session["_auth_user_id"]))


@pytest.mark.postgres
def test_lo_apartado_por_otra_persona_se_lee_pero_no_se_decide(
    cora: Client, dina: Client, tres: list[Candidatura]
) -> None:
    cora.get("/revision/aaaa1111/")
    pagina = dina.get("/revision/aaaa1111/").content
    assert "Cora la tiene apartada hasta las 10:30" in texto(check(pagina))
    assert b"Validar y abrir" not in pagina
    for acto in ("validar", "observar"):
        datos = {
            "secciones": "historia",
            "motivo_historia": "incompleta",
            "texto_historia": "Diga en qué años fue maestra.",
        }
        assert dina.post(f"/revision/aaaa1111/{acto}/", datos).status_code == 409
    assert _estados(tres)[0] == "enviada"
    assert "La revisa Cora" in texto(check(dina.get("/revision/").content))


@pytest.mark.postgres
def test_el_apartado_caduca_y_soltarlo_lo_adelanta(
    cora: Client, dina: Client, tres: list[Candidatura], ahora: datetime
) -> None:
    cora.get("/revision/aaaa1111/")
    cora.get("/revision/bbbb2222/")
    cora.post("/revision/bbbb2222/soltar/")
    assert dina.post("/revision/bbbb2222/validar/").status_code == 302
    with reloj.congelado(ahora + timedelta(minutes=29)):
        assert dina.post("/revision/aaaa1111/validar/").status_code == 409
    with reloj.congelado(ahora + timedelta(minutes=30)):
        assert dina.post("/revision/aaaa1111/validar/").status_code == 302
    assert _estados(tres) == ["validada", "validada", "enviada"]


@pytest.mark.postgres
def test_la_base_no_deja_decidir_lo_apartado_por_otra_persona_ni_apartarlo_dos_veces(
    tres: list[Candidatura], ahora: datetime
) -> None:
    apartados.abrir(candidatura=tres[0], por=CORA, ahora=ahora)
    with pytest.raises(IntegrityError, match="otra persona lo tiene apartado"):
        decisiones.validar(candidatura=tres[0], por=FATIMA, ahora=ahora)
    una_hora = ahora + timedelta(hours=1)
    datos = {
        "candidatura": tres[0],
        "ronda": 1,
        "por": "cuenta:x",
        "nombre_por": "X",
        "en": ahora,
        "visto": ahora,
    }
    with pytest.raises(IntegrityError, match="otra persona"), transaction.atomic():
        Apartado.objects.create(**datos, hasta=una_hora)
    suyo = Apartado.objects.create(**datos, hasta=ahora)
    with pytest.raises(IntegrityError, match="otra persona"), transaction.atomic():
        Apartado.objects.filter(pk=suyo.pk).update(hasta=una_hora)
    with pytest.raises(IntegrityError, match="no se borra"), transaction.atomic():
        suyo.delete()
    with pytest.raises(IntegrityError, match="no se cambia"), transaction.atomic():
        Apartado.objects.filter(pk=suyo.pk).update(ronda=9)
    decisiones.validar(candidatura=tres[0], por=CORA, ahora=ahora)


def test_validar_y_abrir_la_siguiente_recorre_la_cola_y_salta_lo_apartado(
    cora: Client, dina: Client, tres: list[Candidatura]
) -> None:
    dina.get("/revision/bbbb2222/")
    cora.get("/revision/aaaa1111/")
    hecho = cora.post("/revision/aaaa1111/validar/", {"siguiente": "si"})
    assert hecho["Location"] == "/revision/cccc3333/?tras=aaaa1111"
    pagina = cora.get(hecho["Location"]).content
    assert "María de la Luz Ñáñez: validada." in texto(check(pagina))
    assert b"abrir la siguiente" not in pagina  # la otra la tiene Dina
    ultima = cora.post("/revision/cccc3333/validar/", {"siguiente": "si"})
    assert ultima["Location"] == "/revision/?tras=cccc3333"
    assert "Inés Soto: validada." in texto(check(cora.get(ultima["Location"]).content))


def test_dejarla_abre_la_siguiente_y_vuelve_al_principio(cora: Client, tres: list[Candidatura]) -> None:
    visitas = ["aaaa1111"]
    for _ in range(3):
        destino = cora.post(f"/revision/{visitas[-1]}/soltar/", {"siguiente": "si"})["Location"]
        visitas.append(destino.split("/")[2])
    assert visitas == ["aaaa1111", "bbbb2222", "cccc3333", "aaaa1111"]
    assert _estados(tres) == ["enviada"] * 3


def test_la_comision_lee_y_no_aparta(comision: Client, cora: Client, tres: list[Candidatura]) -> None:
    assert comision.get("/revision/aaaa1111/").status_code == 200
    assert not Apartado.objects.exists()
    assert comision.post("/revision/aaaa1111/soltar/").status_code == 404
