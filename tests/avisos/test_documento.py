"""`docs/mensajes.md` y sus imágenes dicen lo que la tabla, los textos y las cartas dicen hoy."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from conoceles.avisos.al_instituto import AL_INSTITUTO
from conoceles.avisos.detalles import DE_CADA_ACTO
from conoceles.avisos.mensajes import A_LA_CANDIDATURA
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.fila import Publica
from taller.mensajes import documento
from taller.mensajes.callados import POR_QUE
from taller.mensajes.cartas import propias
from taller.mensajes.muestras import RENGLONES


def test_el_documento_dice_lo_que_la_tabla_y_sus_textos() -> None:
    assert documento.DOCUMENTO.read_text(encoding="utf-8") == documento.texto(documento.mensajes()), (
        "corra ./taller mensajes"
    )


def test_cada_imagen_es_la_de_su_mensaje_y_no_sobra_ninguna() -> None:
    hechas = {r.name: r.read_text(encoding="utf-8") for r in documento.IMAGENES.iterdir()}
    assert hechas == documento.dibujos(documento.mensajes()), "corra ./taller mensajes"


def test_cada_acto_que_avisa_tiene_al_menos_una_imagen_y_se_ve_entera() -> None:
    dibujos = documento.dibujos(documento.mensajes())
    for acto in (a for a in Acto if a.fila.avisa):
        suyas = [svg for nombre, svg in dibujos.items() if nombre.startswith(f"{acto.value}-")]
        assert suyas, acto
    for nombre, svg in dibujos.items():
        raiz = ElementTree.fromstring(svg)
        abajo = max(int(t.attrib["y"]) for t in raiz.iter("{http://www.w3.org/2000/svg}tspan"))
        assert abajo < int(raiz.attrib["height"]), nombre


def test_la_carta_que_un_acto_escribe_por_su_cuenta_se_ensena() -> None:
    """Las que no salen por correo no tienen carta: se dice por qué, y se ve el aviso."""
    por_su_cuenta = {
        a for textos in (A_LA_CANDIDATURA, AL_INSTITUTO) for a, t in textos.items() if "carta" in t.carta
    }
    assert por_su_cuenta <= propias().keys()


def test_cada_muestra_lleva_lo_propio_de_su_acto() -> None:
    assert RENGLONES.keys() == {*DE_CADA_ACTO, Acto.DEFINICION_ENMENDADA, Acto.ENTREGABLE_POR_VENCER}


def test_ningun_acto_calla_sin_su_razon() -> None:
    callados = [acto for actos in POR_QUE.values() for acto in actos]
    assert len(callados) == len(set(callados))
    assert set(callados) == {a for a in Acto if not a.fila.avisa}


def test_del_que_cambia_lo_publico_la_razon_nombra_a_quien_lo_dice() -> None:
    """Nombra un acto que sí avisa, o una carta que esta página enseña."""
    for razon, actos in POR_QUE.items():
        nombrados = [Acto(nombre) for nombre in re.findall(r"`(\w+)`", razon)]
        assert all(n.fila.avisa for n in nombrados), razon
        if any(a.fila.publica != Publica.CONSERVA for a in actos):
            assert nombrados or "*Las cartas de una cuenta*" in razon, razon
