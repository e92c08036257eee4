"""Cambiar lo sellado: lo pedido va cifrado, nadie que pide lo lee y la versión anterior se conserva."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.identidad import ajustes
from conoceles.identidad.documentos import ultimo
from conoceles.identidad.models import DocumentoIdentidad, PedidoDeAjuste
from conoceles.identidad.permisos.consentimiento import revocar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos, NoEncontrado
from personas import (
    CLAVE,
    CORA,
    DINA,
    capturar,
    de_partido,
    enviar,
    firmar,
    guardar_identidad,
    identidad_completa,
    publicables,
)

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


@pytest.fixture
def sellada_si(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """La de Eva, que contestó «sí» a la primera pregunta y consintió publicar."""
    capturar(candidatura, ahora, publicacion=True, p1="si", p3="huichol")
    enviar(candidatura, ahora)
    return candidatura


def _pedir(candidatura: Candidatura, ahora: datetime, debe_decir: dict[str, Any], por: Any = None) -> Any:
    numero = uuid4()
    ajustes.pedir(
        candidatura=candidatura, ajuste=numero, debe_decir=ajustes.limpias(CLAVE, debe_decir),
        por=por or de_partido(candidatura), ahora=ahora,
    )  # fmt: skip
    return numero


def test_lo_pedido_no_se_lee_en_reposo(sellada_si: Candidatura, ahora: datetime) -> None:
    _pedir(sellada_si, ahora, {"p1": "si", "p3": "otro", "p3_otro": "LENGUA CANARIA"})
    fila = PedidoDeAjuste.objects.get()
    assert b"CANARIA" not in bytes(fila.cifrado)


def test_una_respuesta_que_depende_de_otra_se_pide_con_ella(sellada_si: Candidatura, ahora: datetime) -> None:
    for suelta in ({"p10": "gay"}, {"p9": "no", "p10": "gay"}):
        with pytest.raises(ErroresDeCampos) as error:
            ajustes.limpias(sellada_si.proceso_id, suelta)
        assert set(error.value.errores) == {"p10"}
    assert ajustes.limpias(sellada_si.proceso_id, {"p9": "si", "p10": "gay"})


def test_pedir_lo_mismo_que_ya_dice_no_se_distingue(sellada_si: Candidatura, ahora: datetime) -> None:
    """Si rechazara «ya dice eso», bastaría preguntar para saber qué contestó la persona."""
    for valor in ("si", "no", "pnc"):
        _pedir(sellada_si, ahora, {"p1": valor})


def test_aplicar_sella_otra_version_y_aplica_los_saltos(sellada_si: Candidatura, ahora: datetime) -> None:
    numero = _pedir(sellada_si, ahora, {"p1": "no"})
    antes = ultimo(sellada_si.clave_identidad)
    sello = ajustes.aplicar(candidatura=sellada_si, ajuste=numero, por=DINA, ahora=ahora)
    despues = ultimo(sellada_si.clave_identidad)
    assert antes is not None
    assert despues is not None
    assert (antes.respuestas["p1"], antes.respuestas["p3"]) == ("si", "huichol")
    assert (despues.respuestas["p1"], despues.respuestas["p3"]) == ("no", "no_aplica")
    assert (sello.version, sello.compromiso) == (2, despues.compromiso)
    assert sello.compromiso != antes.compromiso
    origenes = DocumentoIdentidad.objects.order_by("version").values_list("origen", flat=True)
    assert list(origenes) == ["envio", "ajuste"]


def test_lo_aplicado_se_publica_solo_si_hay_consentimiento(sellada_si: Candidatura, ahora: datetime) -> None:
    firmar(sellada_si, ahora)
    numero = _pedir(sellada_si, ahora, {"p8": "si"})
    ajustes.aplicar(candidatura=sellada_si, ajuste=numero, por=DINA, ahora=ahora)
    assert publicables(sellada_si)[sellada_si.clave_identidad]["p8"] == "si"
    revocar(candidatura=sellada_si, por=de_partido(sellada_si), ahora=ahora)
    assert publicables(sellada_si) == {}


def test_leer_lo_pedido_deja_constancia_y_solo_administracion(
    sellada_si: Candidatura, ahora: datetime
) -> None:
    numero = _pedir(sellada_si, ahora, {"p1": "no"})
    for quien in (CORA, de_partido(sellada_si)):
        with pytest.raises(NoEncontrado):
            ajustes.leer_pedido(candidatura=sellada_si, ajuste=numero, por=quien, ahora=ahora)
        with pytest.raises(NoEncontrado):
            ajustes.aplicar(candidatura=sellada_si, ajuste=numero, por=quien, ahora=ahora)
    (cambio,) = ajustes.leer_pedido(candidatura=sellada_si, ajuste=numero, por=DINA, ahora=ahora)
    assert (cambio.dice, cambio.debe_decir) == ("Sí", "No")
    assert "Sí" not in repr(cambio)
    leidas = Entrada.objects.using("identidad").filter(acto="identidad_leida")
    assert [e.datos["motivo"] for e in leidas] == ["Resolver el ajuste pedido"]


def test_un_rival_no_pide(sellada_si: Candidatura, ahora: datetime) -> None:
    beto = Alcance("cuenta:beto", "partido", fuerza=sellada_si.proceso.fuerzas.get(siglas="PAN").pk)
    with pytest.raises(NoEncontrado):
        _pedir(sellada_si, ahora, {"p1": "no"}, por=beto)


@pytest.mark.parametrize(("campo", "valor"), [("p1", "quizá"), ("p7", ["pnc", "otra"])])
def test_lo_que_no_es_respuesta_se_rechaza_con_su_campo(
    sellada_si: Candidatura, campo: str, valor: Any
) -> None:
    with pytest.raises(ErroresDeCampos) as error:
        ajustes.limpias(CLAVE, {campo: valor})
    assert set(error.value.errores) == {campo}


def test_sin_tratamiento_no_hay_que_cambiar(candidatura: Candidatura, ahora: datetime) -> None:
    capturar(candidatura, ahora)
    sin = {"c_tratamiento": "no", "c_publicacion": "no", "c_estadistica": "no"}
    guardar_identidad(candidatura, identidad_completa() | sin, ahora)
    enviar(candidatura, ahora)
    with pytest.raises(Conflicto, match="No se conservan"):
        _pedir(candidatura, ahora, {"p1": "no"})
