"""La bitácora lleva el sello de la instalación: lo que no lo trae no consta, y quitarlo no da por bueno lo cambiado."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from conoceles.arranque.comprobar.cadenas import actos
from conoceles.bitacora.mirada import verificar
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar, resumir
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.constancias import anterior
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import AHORA, PROCESO, SISTEMA
from publicacion.por_fuera import cambiar, ficha, publicado, sin_candados


@pytest.mark.postgres
def test_publicar_no_cree_a_una_entrada_bien_encadenada_que_no_lleva_el_sello(
    asentada: dict[str, Any], ahora: datetime
) -> None:
    """Sin la llave, quien agrega al final de la cadena un acto que nunca hubo no puede sellarlo."""
    cambiar(Candidatura, {"folio": "DINA"}, estado="publicada")
    ultima = Entrada.objects.order_by("-id").first()
    assert ultima is not None
    forjada = Entrada(
        momento=ahora, actor="sistema:publicador", acto="publicada", proceso=PROCESO, folio="DINA",
        datos={"estado": "publicada"}, anterior=ultima.huella, sello=ultima.sello,
    )  # fmt: skip
    forjada.huella = resumir(forjada)
    forjada.save(force_insert=True)
    publicar(PROCESO, ahora=ahora)
    assert ficha("DINA")["estado"] == "alterada"
    assert verificar("default") == [f"La entrada {forjada.pk} no la escribió el sistema: no lleva su sello."]
    with transaction.atomic():
        registrar(using="default", por=SISTEMA, acto="padron_importado", ahora=ahora)
    assert len(verificar("default")) == 1, "lo que el sistema asiente después no la da por buena"


def test_publicar_antes_de_asentar_lo_que_habia_publica_como_siempre(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    assert ficha("ANA")["con_informacion"]


def test_tras_volver_una_version_y_actualizar_otra_vez_se_asienta_de_nuevo_y_se_publica(
    asentada: dict[str, Any], ahora: datetime
) -> None:
    """Volver quita la columna de los sellos, y el programa de antes escribe entradas que no lo llevan."""
    sin_candados(Entrada._meta.db_table)
    Entrada.objects.update(sello=None)
    assert {"SELLOS_QUITADOS", "ACTO_SIN_CONSTANCIA"} == {h.codigo for h in actos()}
    assert anterior.asentar(por=SISTEMA, ahora=ahora)
    assert not anterior.asentar(por=SISTEMA, ahora=ahora)
    assert verificar("default") == []
    assert [(h.codigo, h.gravedad) for h in actos()] == [("ASENTADO_OTRA_VEZ", "aviso")]
    publicar(PROCESO, ahora=ahora)
    assert ficha("ANA")["con_informacion"]


def test_quitar_el_sello_con_que_empezo_no_da_por_bueno_lo_cambiado(
    asentada: dict[str, Any], ahora: datetime
) -> None:
    with transaction.atomic():
        registrar(using="default", por=SISTEMA, acto="padron_importado", ahora=ahora)
    cambiar(Entrada, {"acto": "anterior_asentado", "folio": ""}, sello=None)
    cambiar(Candidatura, {"folio": "ANA"}, sobrenombre="NADIE REGISTRÓ ESTO")
    assert not anterior.asentar(por=SISTEMA, ahora=ahora)
    publicar(PROCESO, ahora=ahora)
    assert "nadie registró esto" not in publicado().lower()
    assert "SELLOS_QUITADOS" in {h.codigo for h in actos()}


def test_asentar_lo_que_habia_se_hace_una_vez(asentada: dict[str, Any]) -> None:
    """Otra vez daría por bueno lo que alguien haya cambiado desde entonces."""
    assert not anterior.asentar(por=SISTEMA, ahora=AHORA)
