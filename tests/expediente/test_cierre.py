"""La elección se cierra con su día y un acto; se anuncia, se deshace, y nada que alguien pidió la espera."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.expediente.calendario import cierre, conservacion, diario
from conoceles.expediente.models import Cierre, Supresion
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos, NoEncontrado
from conoceles.proceso.consultas import definicion
from conoceles.proceso.definicion import Acuerdo
from conoceles.pulso.models import Freno, Reanudacion
from personas import CLAVE, CORA, DINA, SISTEMA, publicables
from vidas import CALENDARIO, CIERRE, DE_CIERRE, TRAS_JORNADA, cerrar, concluir, reabrir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso

DIA = timedelta(days=1)


def pedir(**mas: Any) -> Cierre:
    dicho = {"proceso": CLAVE, "acuerdo": DE_CIERRE, "por": DINA, "ahora": CIERRE}
    return cierre.cerrar(**(dicho | mas))


def situacion(ahora: datetime) -> cierre.Situacion:
    return cierre.situacion(definicion(CLAVE), ahora)


def test_pasado_su_dia_el_calendario_no_cierra_nada(publicada: Candidatura) -> None:
    diario.correr(ahora=CIERRE + 400 * DIA)
    publicada.refresh_from_db()
    assert not Cierre.objects.exists()
    assert publicada.estado == "publicada"
    assert situacion(CIERRE + 400 * DIA).vencido
    assert "hace 400 días" in situacion(CIERRE + 400 * DIA).frase


def test_quien_administra_la_cierra_en_su_dia_y_consta(publicada: Candidatura) -> None:
    hecho = pedir()
    publicada.refresh_from_db()
    assert publicada.estado == "cerrada"
    assert (hecho.acuerdo, hecho.organo, hecho.nombre_por) == ("IEPC/CG99/2024", "Consejo General", "Dina")
    entrada = Entrada.objects.get(acto="proceso_cerrado")
    assert (entrada.actor, entrada.datos["acuerdo"]) == (DINA.actor, "IEPC/CG99/2024")
    assert not situacion(CIERRE + DIA).vencido


@pytest.mark.parametrize("por", [CORA, SISTEMA, CALENDARIO])
def test_nadie_mas_la_cierra_ni_la_reabre(publicada: Candidatura, por: Alcance) -> None:
    with pytest.raises(NoEncontrado):
        pedir(por=por)
    pedir()
    with pytest.raises(NoEncontrado):
        cierre.reabrir(proceso=CLAVE, acuerdo=DE_CIERRE, por=por, ahora=CIERRE)


def test_antes_de_su_dia_no_se_puede(publicada: Candidatura) -> None:
    with pytest.raises(Conflicto, match="desde el 1 de octubre de 2024, no antes"):
        pedir(ahora=CIERRE - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("acuerdo", "campos"),
    [
        (Acuerdo("", None, ""), {"acuerdo", "fecha_acuerdo", "organo"}),
        (replace(DE_CIERRE, numero=" "), {"acuerdo"}),
    ],
)
def test_sin_acto_no_se_cierra_y_se_dice_que_falta(
    publicada: Candidatura, acuerdo: Acuerdo, campos: set[str]
) -> None:
    with pytest.raises(ErroresDeCampos) as rechazo:
        pedir(acuerdo=acuerdo)
    assert set(rechazo.value.errores) == campos
    assert not Cierre.objects.exists()


def test_no_se_cierra_dos_veces_ni_con_la_hora_en_duda(publicada: Candidatura) -> None:
    freno = Freno.objects.create(causa="salto", equipo="x", antes=CIERRE, despues=CIERRE, en=CIERRE)
    with pytest.raises(Conflicto, match=r"espera a que se aclare una duda\. El reloj de x"):
        pedir()
    freno_levantado(freno)
    pedir()
    with pytest.raises(Conflicto, match="ya se cerró"):
        pedir()


def freno_levantado(freno: Any) -> None:
    Reanudacion.objects.create(freno=freno, nota="Comprobada", por=DINA.actor, nombre_por="Dina", en=CIERRE)


def test_antes_de_cerrar_se_dice_que_pasara(en_estado: Callable[..., Candidatura]) -> None:
    en_estado("publicada")
    en_estado("observada", "dddd1111")
    que = cierre.prever(definicion(CLAVE), CIERRE)
    assert (que.cerradas, que.bloqueadas, que.pendientes) == (1, 2, (("Con observaciones", 1),))
    assert que.suprime_desde == date(2024, 12, 31)  # pasados noventa días enteros
    assert not Cierre.objects.exists()


# ------------------------------------------------------------ deshacer


@pytest.mark.parametrize("estado", ["validada", "publicada", "ajustada"])
def test_deshacerlo_devuelve_cada_una_a_su_estado(en_estado: Callable[..., Candidatura], estado: str) -> None:
    candidatura = en_estado(estado)
    antes = publicables(candidatura)
    cerrar(CLAVE)
    assert publicables(candidatura) == {}
    reabrir(CLAVE, CIERRE + DIA)
    candidatura.refresh_from_db()
    assert candidatura.estado == estado
    assert publicables(candidatura) == antes
    assert Entrada.objects.filter(acto="proceso_reabierto").count() == 1
    assert situacion(CIERRE + DIA).vencido


def test_lo_concluido_no_se_desbloquea_al_deshacer_el_cierre(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    en_estado("publicada")
    fuera = en_estado("publicada", "dddd1111")
    concluir(fuera, "cancelar", ahora)
    cerrar(CLAVE)
    reabrir(CLAVE)
    fuera.refresh_from_db()
    assert fuera.estado == "cancelada"
    assert publicables(fuera) == {}


@pytest.mark.postgres
def test_suprimido_algo_por_el_cierre_ya_no_se_deshace_ni_por_la_base(publicada: Candidatura) -> None:
    cerrar(CLAVE)
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=CIERRE + 91 * DIA) == 1
    with pytest.raises(Conflicto, match="lo suprimido no vuelve"):
        reabrir(CLAVE, CIERRE + 92 * DIA)
    with pytest.raises(IntegrityError, match="expediente_cierre"), transaction.atomic():
        Cierre.objects.update(fin_acuerdo="X", fin_fecha=date(2025, 1, 1), fin_por="cuenta:1", fin_en=CIERRE)


def test_deshecho_el_cierre_nada_se_suprime_por_el(publicada: Candidatura) -> None:
    cerrar(CLAVE)
    reabrir(CLAVE)
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=CIERRE + 400 * DIA) == 0


# ------------------------------------------------------------ la base


@pytest.mark.postgres
@pytest.mark.parametrize("falta", [{"acuerdo": ""}, {"fecha_acuerdo": None}, {"por": "sistema:calendario"}])
def test_la_base_no_admite_un_cierre_sin_su_acto(proceso: Proceso, falta: dict[str, Any]) -> None:
    datos = {"acuerdo": "A-1", "fecha_acuerdo": date(2024, 9, 30), "por": DINA.actor, "en": CIERRE} | falta
    with pytest.raises(IntegrityError), transaction.atomic():
        Cierre.objects.create(proceso=proceso, **datos)


@pytest.mark.postgres
def test_la_base_no_pone_ni_quita_el_estado_cerrada_sin_el_acto(publicada: Candidatura) -> None:
    filas = type(publicada).objects.filter(pk=publicada.pk)
    with pytest.raises(IntegrityError, match="ningún acto cerró"), transaction.atomic():
        filas.update(estado="cerrada")
    cerrar(CLAVE)
    with pytest.raises(IntegrityError, match="sigue cerrada"), transaction.atomic():
        filas.update(estado="publicada")


# ------------------------------------------------------------ anunciar, y lo que no espera


def test_se_anuncia_antes_el_dia_y_cada_semana_de_vencido_una_vez_cada_uno(
    proceso: Proceso, cuenta: Callable[..., Cuenta]
) -> None:
    dina = cuenta("Dina", "administracion")
    comision = cuenta("Fabiola", "consulta")
    cuenta("Cora", "revision")
    dias = (-31, -30, -29, -8, -7, -6, -1, 0, 1, 2, 7, 8, 9, 15)
    for dia in dias:
        for _ in range(2):
            cierre.anunciar(por=CALENDARIO, ahora=CIERRE + dia * DIA + timedelta(hours=9))
    correos = Correo.objects.filter(clase="cierre").order_by("pk").values_list("en", "asunto")
    for alguien in (dina, comision):
        suyos = list(correos.filter(para=alguien.correo))
        assert [(en - CIERRE).days for en, _ in suyos] == [-30, -7, -1, 0, 1, 8, 15]
        assert [asunto.endswith("vencido") for _, asunto in suyos] == [False] * 4 + [True] * 3
    assert {*correos.values_list("para", flat=True)} == {dina.correo, comision.correo}


def test_con_el_cierre_vencido_la_supresion_de_quien_concluyo_no_lo_espera(
    publicada: Candidatura, ahora: datetime
) -> None:
    concluir(publicada, "renunciar", ahora)
    diario.correr(ahora=TRAS_JORNADA)
    assert diario.correr(ahora=CIERRE + 10 * DIA)["suprimidas"] == 1
    assert not Cierre.objects.exists()
    assert Supresion.objects.get().motivo == "renuncia"
