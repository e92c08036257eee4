"""Lo que decide la autoridad electoral con una norma abrogada y sin sucesora se rehúsa; lo que no la necesita, sigue."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from abrogada import ABROGADA, Abrogar, rehusa, retrato
from conoceles import leyes
from conoceles.expediente.ajuste import ajustes
from conoceles.expediente.calendario import conservacion
from conoceles.nucleo import reloj
from paginas import check, texto
from personas import capturar, de_partido, enviar
from vidas import CALENDARIO, OTRO_TEXTO, concluir

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

REQUERIR = {
    "incompleta": "cuestionario-curricular",
    "propaganda": "contenido-prohibido",
    "fotografia": "fotografia",
}
CAUSAS = {
    "propaganda": "contenido-prohibido",
    "sin_diferencia": "ajuste-unico",
    "sin_legitimacion": "ajuste-legitimacion",
}


@pytest.mark.parametrize("motivo", REQUERIR)
def test_requerir_con_su_norma_abrogada_se_rehusa(
    cora: Client, candidatura: Candidatura, ahora: datetime, abrogar: Abrogar, motivo: str
) -> None:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    cora.get(f"/revision/{candidatura.folio}/")  # abrirlo la aparta
    abrogar(REQUERIR[motivo])
    datos = {
        "secciones": ["historia"], "motivo_historia": motivo, "texto_historia": "Falta decir en qué años trabajó ahí."
    }  # fmt: skip
    pagina = rehusa(cora, f"/revision/{candidatura.folio}/observar/", datos, "motivo_historia")
    assert "Falta decir en qué años trabajó ahí." in pagina
    assert cora.post(f"/revision/{candidatura.folio}/validar/").status_code == 302, "validar no la necesita"


@pytest.mark.parametrize("causa", CAUSAS)
def test_declinar_un_ajuste_con_su_norma_abrogada_se_rehusa_y_la_causa_no_se_ofrece(
    dina: Client, publicada: Candidatura, ahora: datetime, abrogar: Abrogar, causa: str
) -> None:
    ruta = f"/revision/{publicada.folio}/ajuste/"
    ajustes.pedir(
        candidatura=publicada, debe_decir={"historia": OTRO_TEXTO}, por=de_partido(publicada), ahora=ahora
    )
    abrogar(CAUSAS[causa])
    pagina = dina.get(ruta).content.decode()
    assert f'value="{causa}"' not in pagina
    assert ABROGADA.search(texto(check(pagina.encode())))
    rehusa(dina, ruta, {"accion": "declinar", "causa": causa}, "causa")
    assert dina.post(ruta, {"accion": "aplicar"}).status_code == 302, "fuera de la lista, se aplica"


def test_lo_ya_declinado_se_lee_aunque_su_norma_se_abrogue(
    dina: Client, ana: Client, publicada: Candidatura, ahora: datetime, abrogar: Abrogar
) -> None:
    ajustes.pedir(
        candidatura=publicada, debe_decir={"historia": OTRO_TEXTO}, por=de_partido(publicada), ahora=ahora
    )
    dina.post(f"/revision/{publicada.folio}/ajuste/", {"accion": "declinar", "causa": "propaganda"})
    abrogar("contenido-prohibido")
    assert (
        "El texto pedido es propaganda"
        in ana.get(f"/candidaturas/{publicada.folio}/ajuste/").content.decode()
    )
    assert dina.get(f"/revision/{publicada.folio}/ajuste/").status_code == 200


def test_nada_se_suprime_sin_ley_que_lo_mande_y_hoy_lo_dice(
    dina: Client, publicada: Candidatura, ahora: datetime, abrogar: Abrogar
) -> None:
    concluir(publicada, "renunciar", ahora)
    abrogar("conservacion-supresion")
    tarde, antes = ahora + timedelta(days=400), retrato()
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=tarde) == 0
    assert retrato() == antes
    with reloj.congelado(tarde):
        pagina = texto(check(dina.get("/revision/hoy/").content))
    assert re.search(rf"no se suprime aunque venza su plazo\. {ABROGADA.pattern}", pagina)


def test_toda_norma_sin_la_que_se_rehusa_un_acto_dice_cual_es_en_lo_pendiente() -> None:
    """La persona abogada lee qué no se podrá hacer antes de que a alguien se le rehúse."""
    reglas = leyes.reglas()
    sin_decir = {
        r for r in (*REQUERIR.values(), *CAUSAS.values(), conservacion.REGLA) if not reglas[r].impide
    }
    de_derechos = {r.clave for r in reglas.values() if r.clave.startswith("arco-") and not r.impide}
    assert sin_decir | de_derechos == set()
    assert {regla for _, regla in ajustes.CAUSAS.values()} == set(CAUSAS.values())
