"""La base B rechaza por sí sola cambiar o borrar lo sellado."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError, models, transaction

from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import borradores, operaciones
from conoceles.identidad.llaves import llavero
from conoceles.identidad.models import (
    BorradorIdentidad,
    Candado,
    Consentimiento,
    ConteoSuelto,
    DocumentoIdentidad,
    Llave,
    VersionDescartada,
)
from conoceles.identidad.operaciones import Sello
from conoceles.identidad.totales.conteos import agregar_conteos
from conoceles.nucleo.alcance import Alcance
from personas import titular

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
SISTEMA = Alcance.sistema("prueba")


@pytest.fixture
def filas(candidatura: Candidatura, sellada: Callable[..., Sello], ahora: datetime) -> None:
    """Una fila de cada tabla."""
    sellada({"p1": "si"}, por=titular(candidatura))
    operaciones.descartar_version(candidatura=candidatura, version=1, por=SISTEMA, ahora=ahora)
    agregar_conteos(proceso="prueba", lote="l", conteos={"p1": {"si": 1}}, por=SISTEMA, ahora=ahora)


@pytest.mark.usefixtures("filas")
@pytest.mark.parametrize(
    ("modelo", "cambio"),
    [
        (DocumentoIdentidad, {"cifrado": b""}),
        (Consentimiento, {"publicacion": False}),
        (VersionDescartada, {"version": 9}),
        (ConteoSuelto, {"cuantas": 2}),
    ],
)
def test_fila_sellada_no_cambia_ni_se_borra(modelo: type[models.Model], cambio: dict[str, object]) -> None:
    for orden in (
        lambda: modelo._default_manager.update(**cambio),
        lambda: modelo._default_manager.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(using="identidad"):
            orden()
    assert modelo._default_manager.count() == 1


@pytest.mark.usefixtures("filas")
def test_llave_destruida_no_renace_ni_se_borra(candidatura: Candidatura, ahora: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(using="llaves"):
        Llave.objects.all().delete()
    llavero.destruir(candidatura.clave_identidad, ahora)
    with pytest.raises(IntegrityError), transaction.atomic(using="llaves"):
        Llave.objects.update(envuelta=b"x" * 60)


@pytest.mark.parametrize("escribir", ["insertar", "cambiar"])
def test_borrador_con_candado_lo_rechaza_la_base(
    candidatura: Candidatura, ana: Alcance, ahora: datetime, escribir: str
) -> None:
    """Aunque alguien escriba por debajo de las operaciones."""
    clave = candidatura.clave_identidad
    if escribir == "cambiar":
        borradores.guardar(candidatura=candidatura, respuestas={"p1": "no"}, version=0, por=ana, ahora=ahora)
    Candado.objects.create(clave=clave, cerrado=True, en=ahora)
    filas = BorradorIdentidad.objects
    intento = {
        "insertar": lambda: filas.create(clave=clave, cifrado=b"x", en=ahora),
        "cambiar": lambda: filas.filter(clave=clave).update(cifrado=b"x"),
    }[escribir]
    with pytest.raises(IntegrityError), transaction.atomic(using="identidad"):
        intento()
