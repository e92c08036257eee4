"""La bitácora lleva el sello de la instalación: lo que no lo trae no consta, y quitarlo no da por bueno lo cambiado."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from conoceles.arranque.comprobar.cadenas import actos
from conoceles.bitacora.mirada import verificar
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar, resumir
from conoceles.candidaturas.models import Candidatura
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO, SISTEMA
from publicacion.por_fuera import cambiar, ficha, publicado, sin_candados


@pytest.mark.postgres
def test_publicar_no_cree_a_una_entrada_bien_encadenada_que_no_lleva_el_sello(
    eleccion: dict[str, Any], ahora: datetime
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


@pytest.mark.postgres
def test_quitar_los_sellos_no_da_por_bueno_lo_cambiado(eleccion: dict[str, Any], ahora: datetime) -> None:
    sin_candados(Entrada._meta.db_table)
    Entrada.objects.update(sello="")
    cambiar(Candidatura, {"folio": "ANA"}, sobrenombre="NADIE REGISTRÓ ESTO")
    publicar(PROCESO, ahora=ahora)
    assert "nadie registró esto" not in publicado().lower()
    assert ficha("CORA")["estado"] == "alterada"
    assert "ACTO_SIN_CONSTANCIA" in {h.codigo for h in actos()}
    assert len(verificar("default")) == Entrada.objects.filter(sello="").count()
