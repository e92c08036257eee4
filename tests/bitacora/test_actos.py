"""Lo que la tabla de actos dice, contra lo que dice la ley, escrito aquí otra vez y a mano."""

from __future__ import annotations

import pytest

from conoceles.bitacora.actos import POR_NOMBRE, Acto, dicho, publica
from conoceles.bitacora.fila import Avisa, Publica, Reloj
from conoceles.bitacora.papeles import CUALQUIERA
from conoceles.bitacora.pasos import PASOS
from conoceles.cuentas.models import Papel

RETIRAN_TODO = {"suprimida"}  # plan §12: venció el plazo de conservación
RETIRAN_IDENTIDAD = {
    "consentimiento_revocado",
    "consentimiento_reducido",
    "revocacion_repetida",
    "identidad_suprimida",
    "supresion_repetida",
    "vinculo_retirado",
}
ESCONDEN = {
    *("seccion_oculta", "orden_repetida"),
    *("sustituida", "cancelada", "renuncia_registrada", "conclusion_repetida"),
}
# Cada uno obliga a mirar otra vez a la candidatura, o a la elección entera; se lee en el sitio.
TOCAN = (
    "candidatura_registrada candidatura_actualizada padron_importado curricular_importado habilitada captura_empezada "
    "plazo_vencido enviada revision_iniciada observada validada publicada ajuste_aplicado correccion_oficial "
    "nombre_corregido responsable_cambiado restituida bloqueada cerrada "
    "reabierta proceso_cerrado proceso_reabierto seccion_mostrada acceso_acusado "
    "persona_designada enlace_emitido consentimiento_registrado formato_aceptado identidad_sellada identidad_cambiada "
    "identidad_bloqueada identidad_desbloqueada conteos_agregados proceso_cargado definicion_enmendada"
).split()


def test_lo_que_cada_acto_retira_es_lo_escrito_a_mano() -> None:
    assert {a for a in Acto if a.fila.publica == Publica.RETIRA_TODO} == RETIRAN_TODO
    assert {a for a in Acto if a.fila.publica == Publica.RETIRA_IDENTIDAD} == RETIRAN_IDENTIDAD
    assert {a for a in Acto if a.fila.publica == Publica.ESCONDE} == ESCONDEN


@pytest.mark.parametrize("acto", TOCAN)
def test_lo_que_cambia_el_sitio_lo_toca(acto: str) -> None:
    assert publica(acto) == Publica.TOCA


def test_el_acto_que_ya_nadie_escribe_obliga_a_mirar_y_se_lee() -> None:
    """Una cadena puede traer el de una versión anterior."""
    assert publica("suprimida_por_otra_ley") == Publica.TOCA
    assert dicho("suprimida_por_otra_ley") == "Suprimida por otra ley"
    assert dicho("observada") == "Se observó"
    assert dicho("reabierta") == "Reabierta"


def test_todo_acto_dice_quien_puede_y_ningun_nombre_se_repite() -> None:
    assert all(acto.fila.papeles and acto.fila.papeles <= CUALQUIERA for acto in Acto)
    assert len(POR_NOMBRE) == len(list(Acto.__members__))


def test_cualquiera_son_todos_los_papeles() -> None:
    assert {*Papel.values, "sistema"} == CUALQUIERA


def test_todo_lo_que_mueve_a_una_candidatura_toca_el_sitio() -> None:
    assert [p.acto for p in PASOS if p.acto.fila.publica == Publica.CONSERVA] == []


@pytest.mark.parametrize("reloj", Reloj)
def test_todo_reloj_empieza_y_termina(reloj: Reloj) -> None:
    assert [a for a in Acto if reloj in a.fila.empieza]
    assert [a for a in Acto if reloj in a.fila.termina]


def test_lo_que_mueve_un_reloj_se_le_dice_a_alguien() -> None:
    """Salvo acusar el acceso: lo hace quien tendría que enterarse."""
    callan = {a for a in Acto if (a.fila.empieza or a.fila.termina) and not a.fila.avisa}
    assert callan == {Acto.ACCESO_ACUSADO}


def test_una_revocacion_solo_se_le_dice_a_ella_y_a_la_unidad_de_transparencia() -> None:
    for acto in (Acto.CONSENTIMIENTO_REVOCADO, Acto.CONSENTIMIENTO_REDUCIDO, Acto.IDENTIDAD_SUPRIMIDA):
        assert set(acto.fila.avisa) == {Avisa.CANDIDATURA, Avisa.UTTAIP}
