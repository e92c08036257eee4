"""Agregar a la cadena, dentro de la misma transacción que el acto."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone

from django.db import connections, transaction

from conoceles.bitacora.actos import POR_NOMBRE, Acto
from conoceles.bitacora.models import Entrada
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.canonico import huella
from conoceles.nucleo.errores import NoEncontrado

GENESIS = "0" * 64
_CERROJO = 7_305_112_024  # candado de PostgreSQL que ordena la cadena


def registrar(
    *,
    using: str,
    por: Alcance,
    acto: Acto,
    ahora: datetime,
    proceso: str = "",
    folio: str = "",
    datos: Mapping[str, object] | None = None,
) -> Entrada:
    """Agrega un acto y lo encadena con el anterior de la misma base.

    `NoEncontrado` si la tabla no da ese acto a su papel; `KeyError` si no está en ella. Exige una transacción abierta (`TransactionManagementError`): el acto y su constancia viven o mueren juntos.
    `datos` nunca lleva respuestas ni nada sensible.
    """
    declarado = POR_NOMBRE[acto]
    if por.papel not in declarado.fila.papeles:
        raise NoEncontrado("No existe ese acto.")
    if not connections[using].in_atomic_block:
        raise transaction.TransactionManagementError(
            "La bitácora se escribe dentro de la transacción del acto."
        )
    _ordenar(using)
    ultima = Entrada.objects.using(using).order_by("-id").values_list("huella", flat=True).first()
    entrada = Entrada(
        momento=ahora.astimezone(timezone.utc),
        actor=por.actor,
        acto=declarado.value,
        proceso=proceso,
        folio=folio,
        datos=datos or {},
        anterior=ultima or GENESIS,
    )
    entrada.huella = resumir(entrada)
    entrada.save(using=using, force_insert=True)
    return entrada


def resumir(entrada: Entrada) -> str:
    """Huella de una entrada: todo lo que dice, más la huella de la anterior."""
    return huella(
        [
            entrada.momento.astimezone(timezone.utc).isoformat(timespec="microseconds"),
            entrada.actor,
            entrada.acto,
            entrada.proceso,
            entrada.folio,
            entrada.datos,
            entrada.anterior,
        ]
    )


def _ordenar(using: str) -> None:
    """En PostgreSQL, un candado hasta el fin de la transacción; SQLite ya admite un solo escritor."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CERROJO])
