"""Lo que el lector contesta de un acuse se dice en otra lengua con las mismas frases."""

from __future__ import annotations

import re

from conoceles.lector.pagina_acuse import EN_ESPANOL
from conoceles.proceso.lenguas import marco


def test_lo_que_el_lector_contesta_de_un_acuse_es_lo_que_se_traduce() -> None:
    """Pieza por pieza y marca por marca: si alguien la cambia en el lector, también en `_acuse_dicho.html`."""
    fuente = (marco.PLANTILLAS / "_acuse_dicho.html").read_text("utf-8")
    dichas = dict(re.findall(r'<template data-pieza="(\w+)">(.*?)</template>', fuente, re.DOTALL))
    assert {n: re.sub(r'\{\{ "(\w+)"\|marca \}\}', r"<!--\1-->", t) for n, t in dichas.items()} == EN_ESPANOL
