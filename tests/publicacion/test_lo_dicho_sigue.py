"""Lo que escriben el programa y los guiones sigue siendo lo que las plantillas de frases dan a traducir."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from conoceles.nucleo import estatico
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.redaccion.frases import huecos, partes
from conoceles.proceso.lenguas import marco
from conoceles.publicacion.sitio.lenguas.guiones import AJUSTES, BUSCAR, LOS_QUE_DICEN, con_lo_dicho


def test_lo_que_dice_el_programa_sigue_en_el_programa() -> None:
    """Cada frase de `_dichos.html`, pedazo por pedazo: si alguien la cambia en el programa, ahí también."""
    carpeta = RAIZ_PROYECTO / "src" / "conoceles"
    fuente = " ".join(" ".join(p.read_text("utf-8").split()) for p in sorted(carpeta.rglob("*.py")))
    fuente = re.sub(r'" f?"', "", fuente)  # un texto partido en varios renglones
    fuente += re.sub(r"\{[^{}]*\}", "", fuente)  # y lo que a veces lleva en medio otra cosa
    pedazos = {
        p for frase in marco.dichos() for parte in partes(frase)[::2] for p in re.split("[;:,.«»()]", parte)
    }
    assert [p for p in sorted(pedazos) if _ausentes(p.split(), fuente) > 2] == []


def _ausentes(palabras: list[str], fuente: str) -> int:
    """Cuántas parejas de palabras seguidas no están juntas en el programa: donde arma la frase por partes, una o dos."""
    return sum(" ".join(pareja) not in fuente for pareja in pairwise(palabras))


def test_lo_que_dicen_los_guiones_sigue_en_los_guiones() -> None:
    """Traducido, cada frase de `_guiones.html` cambia algún guion; y ninguna lo deja de poder leerse."""
    guiones = [estatico.contenidos()[n].decode() for n in (*LOS_QUE_DICEN, BUSCAR)]
    guiones.append((marco.PLANTILLAS / "descarga.js").read_text("utf-8"))
    for frase in marco.de_los_guiones():
        otra = " ".join(["Prueba`$", *(f"{{{n}}}" for n in huecos(frase))])
        assert any(con_lo_dicho(g, {frase: otra}) != g for g in guiones), frase


@pytest.mark.parametrize("nombre", AJUSTES)
def test_lo_que_se_ajusta_de_un_guion_sigue_en_el_guion(nombre: str) -> None:
    guion = estatico.contenidos()[nombre].decode()
    assert [antes for antes, _ in AJUSTES[nombre] if guion.count(antes) == 0] == []
