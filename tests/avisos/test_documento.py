"""`docs/mensajes.md` dice lo que la tabla y los textos dicen hoy."""

from __future__ import annotations

from conoceles.arranque.ordenes.mensajes import DOCUMENTO, RENGLONES, documento
from conoceles.avisos.detalles import DE_CADA_ACTO


def test_el_documento_dice_lo_que_la_tabla_y_sus_textos() -> None:
    assert DOCUMENTO.read_text(encoding="utf-8") == documento(), "corra ./conoceles mensajes"


def test_cada_muestra_lleva_lo_propio_de_su_acto() -> None:
    assert RENGLONES.keys() == {acto.name for acto in DE_CADA_ACTO} | {
        "DEFINICION_ENMENDADA",
        "ENTREGABLE_POR_VENCER",
    }
