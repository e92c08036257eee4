"""Lo que quien sabe el método, mira los perfiles y recuerda qué no salió podría deducir, y no deduce."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.asentar import asentar, sale
from conoceles.estadistica.poblacion import registros
from conoceles.estadistica.reserva.partes import Parte, partes
from conoceles.identidad.models import TablaAsentada
from conoceles.identidad.operaciones import sellar, suprimir
from conoceles.identidad.totales import tablas as guardadas
from conoceles.identidad.totales.tablas import Asentada
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.models import Proceso
from personas import CLAVE, DINA, de_partido, enmendar, registrada, respaldar
from publicacion.por_fuera import sin_candados

CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")  # fin del día que declara la carpeta
DE_TODO = ("si", "no", "pnc")


def _sale(dichas: dict[str, int], a_la_vista: dict[str, int], de_una: dict[str, int] | None = None) -> bool:
    """Treinta y tres, y nueve no contestaron. `de_una`: lo que sabe un partido de las suyas, además de lo que se lee."""
    definicion = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")
    leidas, suyas = Counter(a_la_vista), Counter(de_una or {})
    partes = [
        Parte({"p9": Counter(dichas) - leidas - suyas}, {}),
        Parte({"p9": leidas}, {"p9": leidas}),
        Parte({"p9": suyas}, {}),
    ]
    return sale(definicion, "p9", partes, Asentada(CORTE, 33, 5, dichas | {"sin_respuesta": 9}))


@pytest.mark.parametrize("quien", ["cualquiera", "un partido"])
def test_lo_que_hubo_que_reservar_no_dice_que_contestaron_las_demas(quien: str) -> None:
    """«Sí» es menos de cinco y hubo que reservar las otras dos: entre «sí» y «no» son ocho a lo más, y ya se sabe de ocho."""
    ocho = {"si": 1, "no": 7}
    a_la_vista, de_una = (ocho, None) if quien == "cualquiera" else ({}, ocho)
    assert not _sale({"si": 1, "no": 7, "pnc": 16}, a_la_vista, de_una)


def test_si_una_de_las_demas_dijo_otra_cosa_la_tabla_sale() -> None:
    """El control: con la misma gente, y sin que lo reservado lo diga todo."""
    assert _sale({"si": 1, "no": 7, "pnc": 16}, {"no": 2})


@pytest.fixture
def gente(base: None, proceso: Proceso, ahora: datetime) -> dict[str, list[Candidatura]]:
    """Doce de MC y nueve del PRD, ya registradas."""
    siglas = {"MC": 12, "PRD": 9}
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


@pytest.mark.postgres
@pytest.mark.parametrize(("hablan", "esperado"), [(9, False), (6, True)])
def test_la_etiqueta_de_una_accion_no_dice_si_habla_la_lengua(
    gente: dict[str, list[Candidatura]], ahora: datetime, hablan: int, esperado: bool
) -> None:
    """Nueve entraron por ser indígenas, que es público; qué lengua hablan, no. Quien sabe lo de las otras doce lo restaría."""
    for i, c in enumerate(gente["MC"]):
        _enviar(c, ahora, DE_TODO[i % 3], DE_TODO[i % 3])
    for i, c in enumerate(gente["PRD"]):
        c.acciones_afirmativas = ["indigenas"]
        c.save()
        _enviar(c, ahora, "si", "si" if i < hablan else "no")
    assert _salio("p2") is esperado


def test_lo_que_se_leera_despues_del_corte_no_se_resta_con_etiquetas_ni_sin_ellas(
    gente: dict[str, list[Candidatura]], ahora: datetime
) -> None:
    _enviar(gente["MC"][0], ahora, "si", "no", se_lee=True)
    _enviar(gente["MC"][1], CORTE + timedelta(hours=1), "si", "no", se_lee=True)
    durango = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")
    suya = partes(durango, {"todas": registros(durango, CORTE)}, CORTE, ["p1"])["todas"]
    assert suya.sin_etiquetas is not None
    assert suya.visibles["p1"] == suya.sin_etiquetas["p1"] == Counter(si=1)


@pytest.mark.parametrize(("se_lee_la_otra", "esperado"), [(True, False), (False, True)])
def test_callar_junto_a_una_respuesta_que_se_lee_ya_se_sabe(
    gente: dict[str, list[Candidatura]], ahora: datetime, se_lee_la_otra: bool, esperado: bool
) -> None:
    """Seis perfiles enseñan si hablan una lengua y no la autoadscripción: la callaron. Las otras tres dijeron lo mismo."""
    for i, c in enumerate(gente["MC"]):
        _enviar(c, ahora, DE_TODO[i % 3], "no")
    for i, c in enumerate(gente["PRD"]):
        _enviar(
            c, ahora, *(("pnc", "no" if se_lee_la_otra else "pnc") if i < 6 else ("si", "no")), se_lee=i < 6
        )
    assert _salio("p1") is esperado


@pytest.mark.postgres
@pytest.mark.parametrize(("primeras", "esperado"), [(6, False), (0, True)])
def test_otro_corte_no_publica_lo_que_no_salio_cuando_ya_habian_contestado(
    gente: dict[str, list[Candidatura]], ahora: datetime, primeras: int, esperado: bool
) -> None:
    """Que no saliera le dice a MC que las seis del PRD dijeron lo mismo; la tabla de después le diría qué."""
    despues, tarde = CORTE + timedelta(hours=1), CORTE + timedelta(days=10)
    for i, c in enumerate(gente["MC"]):
        _enviar(c, ahora if primeras else despues, DE_TODO[i % 3], "no")
    for i, c in enumerate(gente["PRD"]):
        _enviar(c, ahora if i < primeras else despues, "si" if i == 8 else "no", "no")
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
