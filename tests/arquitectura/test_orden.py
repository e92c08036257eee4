"""Las filas se apartan de una sola manera, que no detiene a quien solo las nombra (decisión 0105)."""

from __future__ import annotations

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

EL_UNICO = "conoceles/nucleo/bases/orden.py"


def test_solo_el_orden_aparta_filas() -> None:
    raiz = RAIZ_PROYECTO / "src"
    halladas = {str(a.relative_to(raiz)) for a in raiz.rglob("*.py") if "select_for_update(" in a.read_text()}
    assert halladas == {EL_UNICO}
