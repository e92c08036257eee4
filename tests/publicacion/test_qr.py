"""El QR lleva a la página que lo muestra y cabe en una página sin estilos dentro."""

from __future__ import annotations

from xml.etree import ElementTree

from conoceles.publicacion.sitio import qr


def test_el_qr_es_svg_sin_guiones_ni_estilos_y_cambia_con_la_direccion() -> None:
    uno, otro = (qr.svg(f"https://ejemplo.example/candidaturas/{f}/") for f in ("ANA", "BETO"))
    assert uno != otro
    raiz = ElementTree.fromstring(uno)
    assert raiz.tag.endswith("svg")
    assert raiz.get("aria-label") == "Código QR"
    assert not any(a in ("style", "onload") for n in raiz.iter() for a in n.attrib)
    assert len(uno) < 6000
