"""Todo acto que avisa tiene qué decir a cada quien, en una línea que dice qué hacer."""

from __future__ import annotations

import pytest

from conoceles.avisos.al_instituto import AL_INSTITUTO
from conoceles.avisos.destinatarios import DEL_INSTITUTO
from conoceles.avisos.mensajes import A_LA_CANDIDATURA
from conoceles.avisos.texto import Texto
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.fila import Avisa

QUE_AVISAN = [acto for acto in Acto if acto.fila.avisa]


@pytest.mark.parametrize("acto", QUE_AVISAN)
def test_hay_texto_para_cada_quien(acto: Acto) -> None:
    al_instituto = any(a in DEL_INSTITUTO for a in acto.fila.avisa)
    a_la_candidatura = bool({Avisa.RESPONDE, Avisa.CANDIDATURA} & set(acto.fila.avisa))
    assert (acto in AL_INSTITUTO, acto in A_LA_CANDIDATURA) == (al_instituto, a_la_candidatura)


def test_no_sobra_ninguno() -> None:
    assert {*A_LA_CANDIDATURA, *AL_INSTITUTO} == set(QUE_AVISAN)


@pytest.mark.parametrize(
    "texto", [*A_LA_CANDIDATURA.values(), *AL_INSTITUTO.values()], ids=lambda t: t.asunto
)
def test_el_asunto_es_una_linea_corta_y_el_de_varias_dice_cuantas(texto: Texto) -> None:
    for titulo in (texto.titulo(1), texto.titulo(180)):
        assert len(f"Conóceles: {titulo} · y 180 avisos más") <= 120
        assert "\n" not in titulo
        assert not titulo.endswith(".")
    assert "180" in texto.titulo(180)


def test_lo_que_empieza_o_termina_un_plazo_se_dice_a_alguien() -> None:
    """El acuse del acceso no: quien lo da es quien lo recibiría."""
    callados = {a for a in Acto if (a.fila.empieza or a.fila.termina) and not a.fila.avisa}
    assert callados == {Acto.ACCESO_ACUSADO}
