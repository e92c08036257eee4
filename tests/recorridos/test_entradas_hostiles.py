"""Todo formulario, campo por campo, con lo que ninguna persona escribiría: nunca un error del servidor.

Se llena con lo que sí vale y en un solo campo va un texto enorme o un número que no cabe en ningún lado. Lo que se alcance a guardar se deshace: cada envío parte de lo mismo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pytest
from django.db import transaction

from conoceles.candidaturas.models import Candidatura
from paginas import check
from recorridos.rutas import direccion, rutas
from vidas import concluir, llevar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta
X = "{http://www.w3.org/1999/xhtml}"
ENTRADAS = {f"{X}{nombre}" for nombre in ("input", "textarea", "select", "button")}
TEXTO, NUMERO = "ñ" * 9_000, "9" * 40
BUENOS = {
    "email": "nadie@ejemplo.mx",
    "date": "2024-04-20",
    "datetime-local": "2024-04-20T10:00",
    "number": "3",
}
FUERA = ("cuenta/salir", "descargar", ".zip")  # cierran la sesión o entregan un archivo
SIN_OBRERO = "salud/listo"  # contesta 503 a propósito: aquí no hay obrero en marcha

Campos = dict[str, str]


@pytest.fixture
def folios(registrar: Callable[..., Candidatura], ahora: datetime) -> list[str]:
    """Una publicada, una por capturar y una cancelada: entre las tres se abren los formularios."""
    publicada, por_capturar, cancelada = (registrar(f"{letra * 4}1111", f"ROSA {letra}") for letra in "abc")
    llevar(publicada, "publicada", ahora)
    concluir(cancelada, "cancelar", ahora)
    return [c.folio for c in (publicada, por_capturar, cancelada)]


@pytest.mark.parametrize("quien", [pytest.param("ana", marks=pytest.mark.postgres), "dina"])
def test_ningun_campo_tumba_al_servidor(
    request: pytest.FixtureRequest, quien: str, folios: list[str]
) -> None:
    navegador: Client = request.getfixturevalue(quien)
    navegador.raise_request_exception = False
    vistos: set[str] = set()
    fallas: list[str] = []
    for ruta in rutas():
        for folio in folios if "<slug:folio>" in ruta else folios[:1]:
            if not any(parte in ruta for parte in (*FUERA, SIN_OBRERO)):
                fallas += _atacar(navegador, direccion(ruta, folio), vistos)
    assert vistos
    assert not fallas


@pytest.mark.postgres
def test_un_caracter_nulo_se_rechaza_sin_tocar_nada(dina: Client, folios: list[str]) -> None:
    """Ningún teclado lo escribe y PostgreSQL no lo guarda."""
    acto = {"acto": "cancelar", "acuerdo": "CG\0 75", "fecha_acuerdo": "2024-04-20"}
    assert dina.post(f"/revision/{folios[1]}/actos/", acto).status_code == 400
    assert dina.get("/derechos/registrar/", {"folio": "ma\0ría"}).status_code == 400
    assert Candidatura.objects.get(folio=folios[1]).estado == "habilitada"


def _atacar(navegador: Client, lugar: str, vistos: set[str]) -> Iterator[str]:
    pagina = navegador.get(lugar)
    assert pagina.status_code < 500, lugar
    if pagina.status_code != 200 or not pagina["Content-Type"].startswith("text/html") or pagina.streaming:
        return
    for formulario in check(pagina.content).iter(f"{X}form"):
        campos, atacables = _campos(formulario)
        destino = formulario.get("action") or lugar
        firma = f"{destino} {campos.get('acto', '')} {sorted(campos)}"
        if formulario.get("method", "get").lower() != "post" or firma in vistos:
            continue
        vistos.add(firma)
        for campo, hostil in atacables.items():
            with _sin_rastro():
                codigo = navegador.post(destino, {**campos, campo: hostil}).status_code
            if codigo >= 500:
                yield f"{destino}, {campo}: {hostil[:20]!r}"


def _campos(formulario: Element) -> tuple[Campos, Campos]:
    """Los que lleva con un valor que sirve, y con qué se ataca cada uno: todos menos el testigo y el acto."""
    buenos: Campos = {}
    hostiles: Campos = {}
    for nodo in formulario.iter():
        nombre = nodo.get("name")
        if nombre and nombre not in buenos and nodo.tag in ENTRADAS:
            buenos[nombre] = _bueno(nodo)
            escrito = nodo.tag == f"{X}textarea" or nodo.get("type", "text") in (
                "text",
                "email",
                "url",
                "tel",
            )
            hostiles[nombre] = TEXTO if escrito else NUMERO
    return buenos, {c: h for c, h in hostiles.items() if c not in ("csrfmiddlewaretoken", "acto", "accion")}


def _bueno(nodo: Element) -> str:
    if nodo.tag == f"{X}select":
        opciones = [o.get("value", "") for o in nodo.iter(f"{X}option")]
        return next(filter(None, opciones), "")
    tipo = nodo.get("type", "text")
    if tipo in ("hidden", "checkbox", "radio", "submit") or nodo.tag == f"{X}button":
        return nodo.get("value", "")
    return BUENOS.get(tipo, "Oficio 12 del año, con más de veinte letras")


def _sin_rastro() -> ExitStack:
    """Lo que se guarde dentro se deshace en las tres bases."""
    pila = ExitStack()
    for base in ("default", "identidad", "llaves"):
        pila.enter_context(_deshecho(base))
    return pila


class _deshecho:
    def __init__(self, base: str) -> None:
        self.base, self.transaccion = base, transaction.atomic(using=base)

    def __enter__(self) -> None:
        self.transaccion.__enter__()

    def __exit__(self, *fallo: object) -> None:
        transaction.set_rollback(True, using=self.base)
        self.transaccion.__exit__(None, None, None)
