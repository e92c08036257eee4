"""Cada ruta × cada persona × GET y POST, contra una sola tabla. Una ruta sin renglón reprueba.

La elección tiene tres candidaturas ya enviadas, una por ámbito: `eva` (del PRI), `beto` (del PAN) y la
`independiente`. Los folios de la tabla son de la de Eva: para los demás responsables, es ajena.
Las cuentas de prueba no tienen contraseña: por eso «confirmar» les contesta 403.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from personas import capturar, enviar
from recorridos.rutas import direccion, rutas
from recorridos.tabla_de_rutas import LETRAS, QUIENES, TABLA, C, R

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

ESPERADO = [
    (ruta, metodo, quien, letra)
    for ruta, celdas in TABLA.items()
    for metodo, renglon in zip(("get", "post"), celdas, strict=True)
    for quien, letra in zip(QUIENES, renglon.split(), strict=True)
]


def test_la_tabla_tiene_todas_las_rutas_y_ninguna_de_mas() -> None:
    assert sorted(TABLA) == sorted(rutas())


@pytest.fixture
def enviada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    return candidatura


@pytest.fixture
def anonima() -> Client:
    from django.test import Client

    return Client()


@pytest.mark.parametrize("quien", QUIENES)
def test_cada_ruta_contesta_lo_que_dice_la_tabla(
    request: pytest.FixtureRequest, enviada: Candidatura, quien: str
) -> None:
    distintas = {}
    for ruta, metodo, de, letra in ESPERADO:
        if de == quien:
            obtenida = _contesta(request, quien, metodo, direccion(ruta))
            if obtenida != letra:
                distintas[f"{metodo.upper()} /{ruta}"] = f"esperaba {letra!r}, contestó {obtenida!r}"
    assert distintas == {}


def _contesta(request: pytest.FixtureRequest, quien: str, metodo: str, lugar: str) -> str:
    """Cada petición con una sesión nueva y dentro de un punto de retorno: ninguna afecta a la siguiente."""
    from django.db import transaction
    from django.test import Client

    navegador = Client()
    navegador.cookies = request.getfixturevalue(quien).cookies.copy()
    with transaction.atomic(), transaction.atomic("identidad"):
        respuesta = getattr(navegador, metodo)(lugar)
        for alias in ("default", "identidad"):
            transaction.set_rollback(True, using=alias)
    return LETRAS.get(respuesta.status_code, str(respuesta.status_code))


@pytest.mark.parametrize("ruta", [r for r, celdas in TABLA.items() if celdas[0].startswith(">")])
def test_anonima_va_a_entrar_y_vuelve_a_donde_iba(anonima: Client, base: None, ruta: str) -> None:
    destino = anonima.get(direccion(ruta))["Location"]
    assert destino.startswith(("/cuenta/entrar/", "/")), destino
    assert "/candidaturas/" not in destino.split("?")[0]


@pytest.mark.parametrize("quien", ["beto", "independiente", "cora", "comision"])
def test_lo_ajeno_y_lo_que_no_existe_contestan_igual(
    request: pytest.FixtureRequest, enviada: Candidatura, quien: str
) -> None:
    """Ni el código ni la página dicen si ese folio es de alguien."""
    navegador: Client = request.getfixturevalue(quien)
    distintas = []
    for ruta in (r for r in TABLA if r.startswith(C)):
        ajena = navegador.get(direccion(ruta))
        ninguna = navegador.get(direccion(ruta).replace("aaaa1111", "nadie999"))
        sin_folio = ajena.content.replace(b"aaaa1111", b""), ninguna.content.replace(b"nadie999", b"")
        if ajena.status_code != ninguna.status_code or len({*sin_folio}) > 1:
            distintas.append(ruta)
    assert distintas == []


def test_sin_testigo_csrf_no_se_guarda_nada(enviada: Candidatura, ana: Client) -> None:
    from django.test import Client

    estricto = Client(enforce_csrf_checks=True)
    estricto.cookies = ana.cookies
    for ruta in TABLA:
        if not ruta.startswith("estatico"):
            respuesta = estricto.post(direccion(ruta), {"historia": "x" * 50})
            assert respuesta.status_code == 403, ruta


def test_toda_respuesta_privada_pide_no_guardarse(enviada: Candidatura, ana: Client, cora: Client) -> None:
    for navegador, ruta in (
        (ana, C),
        (ana, C + "acuse/"),
        (ana, C + "acuse.pdf"),
        (cora, R),
        (cora, "revision/"),
    ):
        respuesta = navegador.get(direccion(ruta))
        assert respuesta.status_code == 200
        assert "no-store" in respuesta["Cache-Control"]
        assert "private" in respuesta["Cache-Control"]
        assert respuesta["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in respuesta["Content-Security-Policy"]
