"""Agregar a la cadena, dentro de la misma transacción que el acto."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import connections, transaction
from django.db.models import QuerySet

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import POR_NOMBRE, Acto
from conoceles.bitacora.models import RECIBIDO, Entrada
from conoceles.bitacora.selladas.anotacion import Anotacion
from conoceles.bitacora.selladas.recogida import recoger
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.lotes import insertar
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.nucleo.canonico import huella, json_canonico
from conoceles.nucleo.errores import NoEncontrado

GENESIS = "0" * 64
_CERROJO = 7_305_112_024  # candado de PostgreSQL que ordena la cadena
_SELLO = "la bitácora"
_CABEZAS = {
    "default": Preparada(lambda: _cabeza("default")),
    "identidad": Preparada(lambda: _cabeza("identidad")),
}


class Leida(NamedTuple):
    """Lo que dice una entrada, y su sello."""

    momento: datetime
    actor: str
    acto: str
    proceso: str
    folio: str
    datos: Mapping[str, Any]
    anterior: str
    sello: str


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
    """Agrega un acto y lo encadena con el anterior de la misma base; rechaza lo mismo que `registrar_varios`."""
    una = Anotacion(acto, folio, datos or {})
    [entrada] = registrar_varios([una], using=using, por=por, ahora=ahora, proceso=proceso)
    return entrada


def registrar_varios(
    anotaciones: Iterable[Anotacion], *, using: str, por: Alcance, ahora: datetime, proceso: str = ""
) -> list[Entrada]:
    """Agrega esos actos en su orden: se mira una vez dónde va la cadena y se escriben juntos.

    Su `momento` es el registro. Si el servidor del frente selló cuándo llegó la petición, sus datos dicen además `recibido`.

    `NoEncontrado` si la tabla no da alguno a su papel; `KeyError` si no está en ella; `EnDuda` si alguno no tiene vuelta y
    la compuerta está cerrada. Exige una transacción abierta
    (`TransactionManagementError`): los actos y su constancia viven o mueren juntos. Si son varias, las devueltas no
    llevan el número que les dio la base.
    """
    juntas: Sequence[Anotacion] = [*anotaciones]
    if any(por.papel not in POR_NOMBRE[una.acto].fila.papeles for una in juntas):
        raise NoEncontrado("No existe ese acto.")
    if not connections[using].in_atomic_block:
        raise transaction.TransactionManagementError(
            "La bitácora se escribe dentro de la transacción del acto."
        )
    for acto in {una.acto: None for una in juntas}:
        suyas = [una for una in juntas if una.acto == acto]
        compuerta.pasar(
            POR_NOMBRE[acto],
            por=por,
            proceso=proceso,
            folios=[una.folio for una in suyas if una.folio],
            salvo={nombre for una in suyas for nombre in una.sellos},
        )
    juntas = recoger(using, proceso, juntas)
    ordenar(using)
    anterior = next(iter(_CABEZAS[using]()), GENESIS)
    entradas, momento = [], ahora.astimezone(timezone.utc)
    llegada = reloj.llegada(ahora)
    sellada = {RECIBIDO: llegada.astimezone(timezone.utc).isoformat()} if llegada else {}
    for una in juntas:
        nombre = POR_NOMBRE[una.acto].value
        # Por su orden en la tabla: por nombre, armar las de un padrón tarda el doble.
        datos = {**una.datos, **sellada}
        entrada = Entrada(None, momento, por.actor, nombre, proceso, una.folio, datos, anterior, "", "")
        octetos = json_canonico(_dicho(entrada))
        anterior = entrada.huella = sha256(octetos).hexdigest()
        entrada.sello = secretos.sellar_octetos(_SELLO, octetos)
        entradas.append(entrada)
    if len(entradas) == 1:
        return Entrada.objects.using(using).bulk_create(entradas)
    insertar(entradas, using)
    return entradas


def _cabeza(using: str) -> QuerySet[Entrada, str]:
    return Entrada.objects.using(using).order_by("-id").values_list("huella", flat=True)[:1]


def resumir(entrada: Entrada) -> str:
    """Huella de una entrada: todo lo que dice, más la huella de la anterior."""
    return huella(_dicho(entrada))


def sellar(entrada: Entrada | Leida) -> str:
    """Lo mismo con la llave de la instalación: una entrada bien encadenada que no lo lleva la escribió otro cliente."""
    return secretos.sellar(_SELLO, _dicho(entrada))


def _dicho(entrada: Entrada | Leida) -> list[object]:
    return [
        entrada.momento.astimezone(timezone.utc).isoformat(timespec="microseconds"),
        entrada.actor,
        entrada.acto,
        entrada.proceso,
        entrada.folio,
        entrada.datos,
        entrada.anterior,
    ]


def ordenar(using: str) -> None:
    """En PostgreSQL, un candado hasta el fin de la transacción; SQLite ya admite un solo escritor.

    Antes de asentar cómo quedó algo: después de él se ve lo que ya confirmaron los demás, y nadie confirma entre medias.
    """
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CERROJO])
