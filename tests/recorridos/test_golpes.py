"""SIGKILL al servidor y a la base mientras Ana envía muchas candidaturas, en un PostgreSQL propio que puede morir.

Lo prometido: todo acuse que alguien vio está ahí después, ningún registro quedó a medias y las dos cadenas
de la bitácora se recorren enteras.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from recorridos.aparte import entorno_propio
from recorridos.envios_por_red import Captura, Envios, aparte, captura
from recorridos.navegador import puerto_libre
from recorridos.postgres_que_muere import Postgres, postgres

MANOS = 6
# Cuántas se envían y qué golpes caen: pocos en cada corrida; los que duran más de dos minutos, en el simulacro.
CASOS = (
    pytest.param((28, ("captura", "base")), id="28"),
    pytest.param(
        (200, ("captura", "base", "captura", "base", "las dos", "captura", "base")),
        id="200",
        marks=pytest.mark.simulacro,
    ),
)


@dataclass
class Hallado:
    """Lo que Ana vio, los golpes que se dieron y lo que quedó en las bases."""

    cuantas: int
    vistos: dict[str, str]
    tropiezos: int
    pedidos: tuple[str, ...]
    golpes: list[str]
    quedo: dict[str, Any]


@pytest.fixture(scope="module", params=CASOS)
def hallado(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hallado]:
    cuantas, pedidos = request.param
    azar = Random(semilla := secrets.randbits(32))
    print(f"semilla de los golpes: {semilla}")
    with (
        postgres() as base,
        entorno_propio(tmp_path_factory.mktemp("golpes") / "datos", vacias=True) as entorno,
    ):
        entorno |= base.bases()
        folios = json.loads(aparte("recorridos.envios_aparte", "sembrar", str(cuantas), entorno=entorno))[
            "folios"
        ]
        with captura(puerto_libre() + 1, entorno) as servidor:
            envios = Envios(servidor.puerto)
            golpes = _enviar_entre_golpes(envios, folios, pedidos, (servidor, base), azar)
        quedo = json.loads(aparte("recorridos.envios_aparte", "revisar", entorno=entorno))
        yield Hallado(cuantas, envios.vistos, envios.tropiezos, pedidos, golpes, quedo)


def _enviar_entre_golpes(
    envios: Envios, folios: list[str], pedidos: tuple[str, ...], donde: tuple[Captura, Postgres], azar: Random
) -> list[str]:
    """Cada golpe cae cuando van tantos acuses y unos milisegundos más, al azar; devuelve los que se dieron."""
    servidor, base = donde
    momentos = sorted(azar.sample(range(5, len(folios) - 20), len(pedidos)))
    hilo = threading.Thread(target=envios.todos, args=(folios, MANOS))
    hilo.start()
    dados = []
    pausa = threading.Event()
    try:
        for momento, golpe in zip(momentos, pedidos, strict=True):
            while len(envios.vistos) < momento and hilo.is_alive():
                pausa.wait(0.01)
            pausa.wait(azar.random() * 0.15)
            dados.append(f"{golpe} con {len(envios.vistos)} acuses")
            for victima in [v for v in (servidor, base) if golpe in ("las dos", _nombre(v))]:
                victima.matar()
            for victima in [v for v in (base, servidor) if golpe in ("las dos", _nombre(v))]:
                victima.arrancar()
        hilo.join(120)
    finally:
        envios.alto.set()
        hilo.join(60)
    return dados


def _nombre(victima: Captura | Postgres) -> str:
    return "captura" if isinstance(victima, Captura) else "base"


def test_los_golpes_cayeron_a_media_carga(hallado: Hallado) -> None:
    """Si nadie tropezó, la prueba no probó nada."""
    assert len(hallado.golpes) == len(hallado.pedidos)
    assert hallado.tropiezos >= len(hallado.pedidos), hallado.golpes


def test_todo_acuse_entregado_esta_despues(hallado: Hallado) -> None:
    assert len(hallado.vistos) == hallado.cuantas, hallado.golpes
    assert hallado.quedo["acuses"] == hallado.vistos


def test_ningun_registro_quedo_a_medias(hallado: Hallado) -> None:
    """Un envío por persona, con su versión, su entrada en la bitácora y su identidad que abre y coincide."""
    quedo = hallado.quedo
    assert [quedo[que] for que in ("envios", "versiones", "anotados", "documentos", "abribles")] == [
        hallado.cuantas
    ] * 5
    assert quedo["estados"] == ["enviada"]


def test_las_dos_cadenas_se_recorren_enteras(hallado: Hallado) -> None:
    assert hallado.quedo["cadenas"] == {"default": [], "identidad": []}


def test_la_reparacion_no_deja_nada_pendiente(hallado: Hallado) -> None:
    assert hallado.quedo["avisos"] == []
    assert hallado.quedo["segunda"] == [0, 0]
