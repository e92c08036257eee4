"""Lo que quien sabe el método, mira los perfiles y recuerda qué no salió podría deducir, y no deduce."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

import constan
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.poblacion import registros
from conoceles.estadistica.reserva.quienes import candidatas_de
from conoceles.identidad.models import TablaAsentada
from conoceles.identidad.operaciones import sellar, suprimir
from conoceles.identidad.totales import tablas as guardadas
from conoceles.identidad.totales.contestadas import PUBLICO, Contestada, contestadas
from conoceles.nucleo import reloj
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Proceso
from personas import CLAVE, DINA, de_partido, enmendar, poner_en, registrada, respaldar
from publicacion.por_fuera import sin_candados

CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")  # fin del día que declara la carpeta
DE_TODO = ("si", "no", "pnc")


@pytest.fixture
def gente(base: None, proceso: Proceso, ahora: datetime) -> dict[str, list[Candidatura]]:
    """Dieciocho de MC y dieciséis del PRD, ya registradas."""
    siglas = {"MC": 18, "PRD": 16}
    return {
        s: [registrada(proceso, f"{s.lower()}{i:04}", ahora, siglas=s) for i in range(n)]
        for s, n in siglas.items()
    }


def _enviar(c: Candidatura, cuando: datetime, p1: str, p2: str, *, se_lee: bool = False) -> None:
    sellar(
        candidatura=c, respuestas={"p1": p1, "p2": p2}, aviso_version="a", origen="envio", por=de_partido(c), ahora=cuando,
        consentimiento={"tratamiento": True, "publicacion": se_lee, "estadistica": True},
    )  # fmt: skip
    if se_lee:
        respaldar(c, cuando)


def _salio(pregunta: str, cuando: datetime = CORTE) -> bool:
    with reloj.congelado(cuando):
        asentar(CLAVE, ahora=cuando)
        return any(t.cuentas for t in guardadas.asentadas(CLAVE, cuando)[pregunta])


def _dichas(pregunta: str) -> set[Contestada]:
    """Lo que en el corte se sabe de quienes contestaron."""
    durango = definicion(CLAVE)
    candidatas = candidatas_de(durango, registros(durango, CORTE))
    return {una for _, una in contestadas(durango, candidatas, [pregunta], CORTE)[pregunta]}


@pytest.mark.postgres
@pytest.mark.parametrize("con_etiqueta", [True, False])
def test_de_quien_entro_por_una_accion_podria_saberse_todo_lo_de_su_grupo(
    gente: dict[str, list[Candidatura]], ahora: datetime, con_etiqueta: bool
) -> None:
    """Que es indígena lo dice su etiqueta; qué lengua habla, no, y su gente podría contarlo."""
    for siglas, suyas in gente.items():
        for i, c in enumerate(suyas):
            c.acciones_afirmativas = ["indigenas"] if con_etiqueta and siglas == "PRD" else []
            c.save()
            constan.alta(c)
            _enviar(c, ahora, DE_TODO[i % 3], DE_TODO[i % 3])
    assert _salio("p2") is not con_etiqueta


def test_quien_consintio_y_no_se_ve_podria_saberse_y_no_es_seguro(
    gente: dict[str, list[Candidatura]], ahora: datetime
) -> None:
    """También si lo retira, o si su formato se acepta después; quien envía tras el corte no se cuenta."""
    _enviar(gente["MC"][0], ahora, "si", "no", se_lee=True)
    _enviar(gente["MC"][1], CORTE + timedelta(hours=1), "no", "no", se_lee=True)
    assert _dichas("p1") == {Contestada("si", frozenset({"MC", PUBLICO}), frozenset({"MC"}))}


@pytest.mark.parametrize("dijo_p2", ["no", "pnc"])
def test_callar_junto_a_una_respuesta_que_se_lee_ya_se_sabe(
    gente: dict[str, list[Candidatura]], ahora: datetime, dijo_p2: str
) -> None:
    """Su perfil enseña si habla una lengua y no la autoadscripción: la calló. Si no enseña nada, no se sabe."""
    c = gente["PRD"][0]
    _enviar(c, ahora, "pnc", dijo_p2, se_lee=True)
    poner_en(c, "publicada")
    [una] = _dichas("p1")
    assert (PUBLICO in una.pueden, PUBLICO in una.saben) == (True, dijo_p2 == "no")


@pytest.mark.postgres
@pytest.mark.parametrize(("primeras", "esperado"), [(6, False), (0, True)])
def test_otro_corte_no_publica_lo_que_no_salio_cuando_ya_habian_contestado(
    gente: dict[str, list[Candidatura]], ahora: datetime, primeras: int, esperado: bool
) -> None:
    """Que no saliera dice algo de las seis del PRD; la tabla de después diría qué."""
    despues, tarde = CORTE + timedelta(hours=1), CORTE + timedelta(days=10)
    for i, c in enumerate(gente["MC"]):
        _enviar(c, ahora if primeras else despues, DE_TODO[i % 3], "no")
    for i, c in enumerate(gente["PRD"]):
        _enviar(c, ahora if i < primeras else despues, DE_TODO[i % 3], "no")
    assert not _salio("p1")
    enmendar("fecha-identidad_corte", tarde, dia="2024-05-05")
    assert _salio("p1", tarde) is esperado


def _volver_b_a_antes_del_corte() -> None:
    for tabla in ("identidad_tablaasentada", "bitacora_entrada"):
        sin_candados(tabla, "identidad")
    TablaAsentada.objects.all().delete()
    Entrada.objects.using("identidad").filter(acto="tablas_asentadas").delete()


def _cuentas(pregunta: str, cuando: datetime) -> dict[str, int]:
    _salio(pregunta, cuando)
    return dict(guardadas.asentadas(CLAVE, cuando)[pregunta][-1].cuentas)


@pytest.mark.postgres
@pytest.mark.parametrize("otro_dia", [False, True])
@pytest.mark.parametrize("recuerda", [True, False])
def test_reponer_la_base_de_antes_del_corte_no_da_otra_tabla_que_restar(
    gente: dict[str, list[Candidatura]], ahora: datetime, monkeypatch: pytest.MonkeyPatch,
    recuerda: bool, otro_dia: bool,
) -> None:  # fmt: skip
    """Entre la publicada y otra faltaría quien se suprimió; el control, sin lo que el llavero recuerda, dice qué contestó."""
    if not recuerda:
        monkeypatch.setattr(guardadas, "recordar", lambda *_: None)
    todas = [*gente["MC"], *gente["PRD"]]
    for i, c in enumerate(todas):
        _enviar(c, ahora, DE_TODO[i % 3], "no")
    antes = _cuentas("p1", CORTE)
    suprimir(candidatura=todas[0], por=DINA, ahora=CORTE)
    _volver_b_a_antes_del_corte()
    tarde = CORTE + timedelta(days=10)
    if otro_dia:
        enmendar("fecha-identidad_corte", tarde, dia="2024-05-05")
    otra = _cuentas("p1", tarde)
    assert (+(Counter(antes) - Counter(otra)) == Counter(si=1)) is not recuerda
    assert bool(otra) is not recuerda
    assert bool(_cuentas("_extracto", tarde)) <= (not recuerda)
