"""Cada tabla se sortea una sola vez, pase lo que pase, y lo exacto no sale de donde se contó."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from conoceles.bitacora.models import Entrada
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import publica
from conoceles.identidad.models import TablaAsentada
from conoceles.identidad.totales import ruido, tablas
from conoceles.identidad.totales.extracto import extraer
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.nucleo import reloj
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.registro_publico import Libro
from personas import CLAVE, DINA, registrada, titular

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")  # termina el día que declara la carpeta
DESPUES = CORTE + timedelta(hours=8)
CALLADAS = {"tratamiento": True, "publicacion": False, "estadistica": True}


def _sellar(candidatura: Candidatura, p1: str, cuando: datetime) -> None:
    from conoceles.identidad.operaciones import sellar

    sellar(
        candidatura=candidatura,
        respuestas={"p1": p1, "p4": p1},
        consentimiento=CALLADAS,
        aviso_version="a",
        origen="envio",
        por=titular(candidatura),
        ahora=cuando,
    )


@pytest.fixture
def seis(proceso: Proceso, ahora: datetime) -> list[Candidatura]:
    return [registrada(proceso, f"v{i:07}", ahora) for i in range(6)]


def _publicadas() -> dict[str, Any]:
    with reloj.congelado(DESPUES):
        return {i["id"]: i for i in publica(CLAVE) if i["id"].startswith("identidad.")}


# ------------------------------------------------------------ una sola vez


@pytest.mark.postgres
def test_quien_las_asienta_a_la_vez_espera_y_no_sortea_otras(
    seis: list[Candidatura], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mientras uno cuenta, otro termina: el primero halla las suyas hechas."""
    contar, hechas = tablas.contar, list[list[str]]()

    def con_otro_en_medio(*args: Any) -> Any:
        monkeypatch.setattr(tablas, "contar", contar)
        hechas.append(asentar(CLAVE, ahora=DESPUES))
        return contar(*args)

    monkeypatch.setattr(tablas, "contar", con_otro_en_medio)
    assert asentar(CLAVE, ahora=DESPUES) == []
    assert "p1" in hechas[0]
    preguntas = [*TablaAsentada.objects.values_list("pregunta", flat=True)]
    assert len(preguntas) == len({*preguntas}) == len(hechas[0]) + 1, "y el extracto"


@pytest.mark.postgres
def test_si_muere_entre_el_sorteo_y_el_sello_nada_queda_y_despues_se_sortea(
    seis: list[Candidatura], monkeypatch: pytest.MonkeyPatch
) -> None:
    def caer(**_: object) -> None:
        raise RuntimeError("se fue la luz")

    with monkeypatch.context() as corte:
        corte.setattr(tablas, "registrar", caer)
        with pytest.raises(RuntimeError):
            asentar(CLAVE, ahora=DESPUES)
    assert not TablaAsentada.objects.exists()
    assert "p1" in asentar(CLAVE, ahora=DESPUES)
    assert asentar(CLAVE, ahora=DESPUES + timedelta(days=9)) == []


def test_una_base_de_antes_del_corte_no_sortea_otra_y_dice_que_espera(
    seis: list[Candidatura], datos: Any
) -> None:
    """Se publicó y consta en el registro; la base vuelve a como estaba antes."""
    with transaction.atomic(using="identidad"):
        assert "p1" in asentar(CLAVE, ahora=DESPUES)
        Libro().al_dia(DESPUES)
        transaction.set_rollback(True, using="identidad")
    assert not TablaAsentada.objects.exists()
    assert asentar(CLAVE, ahora=DESPUES) == []
    tabla = _publicadas()["identidad.indigena"]
    assert tabla["estado"] == "espera_su_base"
    assert {c["valor"] for c in tabla["celdas"]} == {None}
    assert tabla["frase"].startswith("Ya se publicó una vez y no se cuenta otra")


def test_otra_publicacion_de_lo_mismo_gasta_otra_vez_y_la_pagina_dice_la_suma(
    seis: list[Candidatura],
) -> None:
    """La que mandara una resolución que anule el primer corte."""
    asentar(CLAVE, ahora=DESPUES)
    otro = CORTE - timedelta(hours=1)
    tablas.asentar(definicion(CLAVE), {}, ["p1"], corte=otro, ahora=DESPUES)
    assert tablas.asentadas(CLAVE, DESPUES)["p1"].epsilon == 2 * Fraction("1.0986")
    por_id = _publicadas()
    assert (por_id["identidad.indigena"]["epsilon"], por_id["identidad.lengua"]["epsilon"]) == (
        2.1972,
        1.0986,
    )


# ------------------------------------------------------------ nada exacto afuera


def _lo_que_se_ve(
    seis: list[Candidatura], dijo: str, ahora: datetime, caplog: pytest.LogCaptureFixture
) -> str:
    """Todo lo que sale de una elección en que las seis dijeron eso, con un sorteo que tapa cualquier respuesta."""
    caplog.clear()
    bases = ("default", "identidad", "llaves")
    with transaction.atomic("default"), transaction.atomic("identidad"), transaction.atomic("llaves"):
        for candidatura in seis:
            _sellar(candidatura, dijo, ahora)
        asentar(CLAVE, ahora=DESPUES)
        pedido = extraer(
            proceso=CLAVE, proposito="Un estudio de prueba.", destinatario="Dina", por=DINA, ahora=DESPUES
        )
        with reloj.congelado(DESPUES):
            informes = [armar(TIPOS[tipo], abrir(CLAVE, DESPUES)) for tipo in ("avance", "final")]
        visto = [
            _publicadas(),
            pedido.renglones,
            repr(informes),
            [
                *TablaAsentada.objects.order_by("pregunta").values_list(
                    "pregunta", "poblacion", "epsilon", "cifras"
                )
            ],
            [e.datos for e in Entrada.objects.using("identidad").filter(acto="extracto_entregado")],
            [r.getMessage() for r in caplog.records],
        ]
        for base in bases:
            transaction.set_rollback(True, using=base)
    return json.dumps(visto, default=str, sort_keys=True)


def test_lo_que_sale_no_depende_de_lo_que_contestaron_sino_de_su_azar(
    seis: list[Candidatura],
    ahora: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Con un azar mayor que todas, dos elecciones contrarias se ven iguales en página, informes, extracto, base y diario.

    Con el azar en cero se distinguen: la prueba mira donde debe.
    """
    caplog.set_level(logging.DEBUG)
    for sorteo, iguales in ((lambda: count(1_000, 1_000), True), (lambda: iter(int, 1), False)):
        vistas = []
        for dijo in ("si", "no"):
            suyo = sorteo()
            monkeypatch.setattr(ruido, "laplace", lambda _, suyo=suyo: next(suyo))
            vistas.append(_lo_que_se_ve(seis, dijo, ahora, caplog))
        assert (vistas[0] == vistas[1]) is iguales
