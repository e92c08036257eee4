"""*Hoy* cuenta la elección en la base: lo mismo que contarla de una en una, y sin leerla entera."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from conoceles.bitacora.estados import ETIQUETAS, SIN_PERFIL, Estado
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.fotografias import Encuadre
from conoceles.curricular.models import VersionCurricular
from conoceles.estadistica import terminos
from conoceles.estadistica.poblacion import registros
from conoceles.expediente.actos.decisiones import Reparo, observar_secciones
from conoceles.expediente.actos.operaciones import guardar_fotografia
from conoceles.expediente.actos.ordenes import ocultar_seccion
from conoceles.nucleo import reloj
from conoceles.proceso.consultas import definicion
from conoceles.revision import cola, hoy, llenado
from curricular.imagenes import jpeg
from personas import CLAVE, CORA, DINA, capturar, de_partido, enviar, registrada
from vidas import llevar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.definicion import Definicion
    from conoceles.proceso.models import Proceso

ESTADOS = (
    "registrada",
    "habilitada",
    "observada",
    "enviada",
    "en_revision",
    "validada",
    "publicada",
    "cancelada",
)
HOY = "/revision/hoy/"


@pytest.fixture
def varias(proceso: Proceso, ahora: datetime) -> dict[str, Candidatura]:
    """Una en cada estado, una que se observó entera y otras dos con algo oculto por una orden."""
    hechas = {}
    for n, estado in enumerate((*ESTADOS, "entera", "oculta", "callada")):
        hechas[estado] = registrada(proceso, f"aaaa00{n:02}", ahora, siglas="PAN" if n % 2 else "PRI")
        llevar(
            hechas[estado],
            {"entera": "en_revision", "oculta": "publicada", "callada": "validada"}.get(estado, estado),
            ahora,
        )
        hechas[estado].refresh_from_db()
    secciones = [s.clave for s in definicion(CLAVE).curricular.secciones]
    todo = [Reparo(s, "incompleta", "Indique los años de cada empleo.") for s in secciones]
    observar_secciones(candidatura=hechas["entera"], reparos=todo, por=CORA, ahora=ahora)
    for cual, suyas in (("oculta", secciones[:1]), ("callada", secciones)):
        for seccion in suyas:
            ocultar_seccion(
                candidatura=hechas[cual], seccion=seccion, expediente="TE-1/2024", fecha=ahora.date(), por=DINA,
                ahora=ahora,
            )  # fmt: skip
    return hechas


def test_las_cuentas_son_las_de_contar_una_por_una(varias: dict[str, Candidatura]) -> None:
    leida = definicion(CLAVE)
    esperadas = terminos.contar(registros(leida))
    assert _cuentas(leida) == esperadas
    assert esperadas.enviadas > esperadas.con_informacion > esperadas.completas > 0
    for cual in ("habilitada", "publicada"):  # un archivo trae respuestas en cualquier estado
        _version(varias[cual], "importada", varias[cual].registrada_en)
        despues = terminos.contar(registros(leida))
        assert _cuentas(leida) == despues
        assert despues.enviadas == esperadas.enviadas + 1


def _cuentas(leida: Definicion) -> terminos.Cuentas:
    """Como las pide *Hoy*."""
    estados = Counter(Candidatura.objects.values_list("estado", flat=True))
    return terminos.cuentas(leida, estados, enviadas=llenado.de_las_que_siguen(leida).total())


def _traen(leida: Definicion) -> list[tuple[str, int, int]]:
    return llenado.contar(leida, llenado.de_las_que_siguen(leida))


def _version(candidatura: Candidatura, origen: str, cuando: datetime) -> None:
    VersionCurricular.objects.create(
        candidatura=candidatura, numero=candidatura.versiones.count() + 1, origen=origen, contenido={}, fotografia=None,
        cuestionario_version="1", huella="x", por="x", en=cuando,
    )  # fmt: skip


def test_lo_que_trae_lo_enviado_es_lo_de_su_ultima_version(
    varias: dict[str, Candidatura], registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    leida = definicion(CLAVE)
    retratada = registrar("ffff0000")
    capturar(retratada, ahora)
    guardar_fotografia(
        candidatura=retratada, archivo=jpeg(), fecha_toma=ahora.date(), encuadre=Encuadre(),
        por=de_partido(retratada), ahora=ahora,
    )  # fmt: skip
    enviar(retratada, ahora)
    suyas = Candidatura.objects.exclude(estado__in=SIN_PERFIL)
    dicho = _traen(leida)
    assert dicho == _una_por_una(suyas)
    assert dicho[0] == ("Fotografía", 1, 9)
    assert max(cuantas for _, cuantas, _ in dicho[1:]) == 9
    for de_quien, cuando, quedan in (("enviada", ahora, 8), ("validada", ahora - timedelta(days=9), 7)):
        _version(varias[de_quien], "correccion", cuando)
        despues = _traen(leida)
        assert despues == _una_por_una(suyas), "también la que llega con fecha anterior a lo ya leído"
        assert max(cuantas for _, cuantas, _ in despues[1:]) == quedan


def _una_por_una(suyas: QuerySet[Candidatura]) -> list[tuple[str, int, int]]:
    """Como se contaba antes: todas las versiones, leídas."""
    versiones = VersionCurricular.objects.filter(candidatura__in=suyas.order_by().values("pk")).order_by(
        "numero"
    )
    ultimas = list({v.candidatura_id: v for v in versiones}.values())
    secciones = [
        (s.titulo, sum(any(v.contenido.get(c.clave) for c in s.campos) for v in ultimas), len(ultimas))
        for s in definicion(CLAVE).curricular.secciones
    ]
    return [("Fotografía", sum(v.fotografia_id is not None for v in ultimas), len(ultimas)), *secciones]


def test_de_lo_ya_leido_de_una_version_no_se_lee_otra_vez(varias: dict[str, Candidatura]) -> None:
    leida = definicion(CLAVE)
    antes = _traen(leida)
    with CaptureQueriesContext(connections["default"]) as consultas:
        assert _traen(leida) == antes
    assert not [c["sql"] for c in consultas if '"contenido"' in c["sql"]]


def test_hoy_dice_estados_fuerzas_y_espera_como_estan(
    varias: dict[str, Candidatura], ahora: datetime
) -> None:
    h = hoy.hoy(DINA, ahora=ahora)
    assert h is not None
    cuantas = {a.etiqueta: a.cuantas for a in h.estados}
    assert cuantas["Publicada"] == 2
    assert {a.total for a in h.estados} == {len(varias)}
    assert [a.etiqueta for a in h.estados] == [ETIQUETAS[e] for e in Estado if ETIQUETAS[e] in cuantas]
    assert h.en_espera == 2
    assert h.fuerzas_en_cero == ()
    assert not h.nadie_abierta
    assert {e.folio for e in h.esperas} == {varias[e].folio for e in ("observada", "entera")}


def test_la_fuerza_que_no_ha_enviado_nada_se_nombra_con_las_suyas(
    varias: dict[str, Candidatura], registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    for n in range(2):
        registrar(f"mmmm000{n}", siglas="MC")
    registrar("iiii0000", siglas="IND")
    h = hoy.hoy(DINA, ahora=ahora)
    assert h is not None
    dichas = [(a.etiqueta, a.cuantas, a.total) for a in h.fuerzas_en_cero]
    assert sorted(n for _, _, n in dichas) == [1, 2]
    assert all(cuantas == 0 for _, cuantas, _ in dichas)


def test_solo_se_leen_los_renglones_que_vencen(
    varias: dict[str, Candidatura], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La cola entera revisa lo enviado con todas sus reglas; *Hoy* nombra lo que vence mañana o antes."""
    leidos: list[int] = []
    de_siempre = cola.renglones
    monkeypatch.setattr(
        cola, "renglones", lambda filas, *, ahora: leidos.append(len(filas)) or de_siempre(filas, ahora=ahora)
    )
    pronto = hoy.hoy(DINA, ahora=ahora)
    con_dias = [r for r in de_siempre(Candidatura.objects.filter(estado__in=cola.POR_REVISAR), ahora=ahora)]
    vence = max(r.vence for r in con_dias if r.vence)
    tarde = datetime.combine(vence, ahora.timetz()) + timedelta(days=1)
    with reloj.congelado(tarde):
        h = hoy.hoy(DINA, ahora=tarde)
    assert pronto is not None
    assert h is not None
    assert leidos == [len(pronto.vencidas) + len(pronto.proximas), 2]
    assert [r.folio for r in h.vencidas] == [
        r.folio for r in sorted(con_dias, key=lambda r: r.vence or vence)
    ]


def test_hoy_hace_las_mismas_consultas_para_una_eleccion_que_para_otra_mayor(
    dina: Client, varias: dict[str, Candidatura], registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    dina.get(HOY)  # la primera visita anota la sesión y lee lo que se recuerda
    with CaptureQueriesContext(connections["default"]) as antes:
        dina.get(HOY)
    for n in range(6):
        otra = registrar(f"zzzz000{n}", siglas="MC")
        capturar(otra, ahora)
        enviar(otra, ahora)
    dina.get(HOY)
    with CaptureQueriesContext(connections["default"]) as despues:
        dina.get(HOY)
    assert len(despues) == len(antes)
