"""Una llave de datos por candidatura, envuelta por la maestra, en el almacén `llaves`.

Destruirla es borrar: todo lo que cifró, también en los respaldos, queda ilegible. La fila permanece
vacía para que nadie vuelva a crear una llave con esa clave y para repetir el borrado al restaurar.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from operator import itemgetter
from uuid import UUID

from django.db import IntegrityError, connections, transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.llaves import retiros
from conoceles.identidad.llaves.cifrado import DocumentoIlegible, cifrar, contexto, descifrar
from conoceles.identidad.llaves.reescritura import COMPACTA, REESCRIBE
from conoceles.identidad.models import (
    BorradorIdentidad,
    DocumentoIdentidad,
    FormatoFirmado,
    Llave,
    PedidoDeAjuste,
)
from conoceles.nucleo import secretos
from conoceles.nucleo.bases.de_muchas import de_muchas

_LOTE = 500  # claves por consulta
_CIFRADAS = (DocumentoIdentidad, BorradorIdentidad, PedidoDeAjuste, FormatoFirmado)


@sensitive_variables()
def obtener(clave: UUID) -> bytes:
    """Los 32 octetos. `DocumentoIlegible` si no existe o fue destruida."""
    llave = obtener_varias([clave]).get(clave)
    if llave is None:
        raise DocumentoIlegible("La llave de este documento no existe o fue destruida.")
    return llave


@sensitive_variables()
def obtener_o_crear(clave: UUID, ahora: datetime) -> bytes:
    """Como `obtener`, pero la crea la primera vez. Una destruida no renace: `DocumentoIlegible`."""
    asegurar([clave], ahora)
    return obtener(clave)


@sensitive_variables()
def asegurar(claves: Collection[UUID], ahora: datetime) -> None:
    """Da llave a quien nunca la tuvo; no a quien ya tiene algo cifrado: la suya se perdió y se repone de su copia."""
    maestra, lista = secretos.leer("maestra"), list(claves)
    for inicio in range(0, len(lista), _LOTE):
        lote = lista[inicio : inicio + _LOTE]
        faltan = set(lote) - set(Llave.objects.filter(clave__in=lote).values_list("clave", flat=True))
        sin_estrenar = faltan - _con_algo_cifrado(faltan)
        nuevas = [(c, cifrar(maestra, secrets.token_bytes(32), contexto_de(c))) for c in sin_estrenar]
        _crear([Llave(clave=c, envuelta=envuelta, creada_en=ahora) for c, envuelta in nuevas])


def _con_algo_cifrado(claves: Collection[UUID]) -> set[UUID]:
    """De esas. Otra llave no lo abriría, y con ella puesta parecería que no falta ninguna."""
    if not claves:
        return set()
    return {
        clave
        for tabla in _CIFRADAS
        for clave in tabla._default_manager.filter(clave__in=claves).values_list("clave", flat=True)
    }


def _crear(nuevas: list[Llave]) -> None:
    """Si otra conexión creó alguna entre tanto, vale la suya: el disparador no deja pasar por alto el choque."""
    try:
        with transaction.atomic(using="llaves"):
            Llave.objects.bulk_create(nuevas)
    except IntegrityError:
        for llave in nuevas:
            dada = {"envuelta": llave.envuelta, "creada_en": llave.creada_en}
            Llave.objects.get_or_create(clave=llave.clave, defaults=dada)


@sensitive_variables()
def obtener_varias(claves: Collection[UUID]) -> dict[UUID, bytes]:
    """Las que existen y siguen vivas; las demás faltan del resultado.

    También falta la que otro cliente cambió: una sola no detiene lo de las demás, y `ilegibles` la nombra. Si de todo el
    llavero no abre ninguna, la que no es la suya es la maestra: `DocumentoIlegible`.
    """
    filas = Llave.objects.exclude(envuelta=b"").values_list("clave", "envuelta")
    envueltas = de_muchas(filas, "clave", claves, itemgetter(0))
    llaves = {clave: abrir(clave, bytes(envuelta)) for clave, envuelta in envueltas}
    vivas = {clave: llave for clave, llave in llaves.items() if llave}
    if llaves and not vivas and not abre():
        raise DocumentoIlegible("El documento de identidad no se puede leer.")
    return vivas


@sensitive_variables()
def abrir(clave: UUID, envuelta: bytes) -> bytes:
    """Vacía si la maestra no la abre."""
    try:
        return descifrar(secretos.leer("maestra"), envuelta, contexto_de(clave))
    except DocumentoIlegible:
        return b""


def ilegibles() -> list[UUID]:
    """Las que no abre la maestra, que abre las demás: las cambió otro cliente."""
    filas = Llave.objects.order_by("clave").exclude(envuelta=b"").values_list("clave", "envuelta")
    return [clave for clave, envuelta in filas.iterator() if not abrir(clave, bytes(envuelta))]


@sensitive_variables()
def abre() -> bool:
    """Si la llave maestra abre lo que hay: basta con una, porque otra pudo cambiarla otro cliente; sin ninguna, nada la desmiente."""
    vivas = Llave.objects.order_by("clave").exclude(envuelta=b"").values_list("clave", "envuelta")
    abiertas = (bool(abrir(clave, bytes(envuelta))) for clave, envuelta in vivas.iterator())
    return next((True for abierta in abiertas if abierta), None) or not vivas.exists()


def destruir(clave: UUID, ahora: datetime) -> None:
    """Borra la llave para siempre. Idempotente; también cierra el paso a una que no existía."""
    with transaction.atomic(using="llaves"):
        Llave.objects.update_or_create(
            clave=clave, defaults={"envuelta": b""}, create_defaults={"envuelta": b"", "creada_en": ahora}
        )
        retiros.asentar_destruida(clave, ahora)


def vive(clave: UUID) -> bool:
    """Si tiene llave y no se ha destruido."""
    return Llave.objects.filter(clave=clave).exclude(envuelta=b"").exists()


def vivas_de(claves: Collection[UUID]) -> set[UUID]:
    """De esas, las que no se han destruido, se puedan abrir o no."""
    filas = Llave.objects.filter(clave__in=list(claves)).exclude(envuelta=b"")
    return set(filas.values_list("clave", flat=True))


def destruidas_de(claves: Collection[UUID]) -> int:
    """Cuántas de esas."""
    return Llave.objects.filter(clave__in=list(claves), envuelta=b"").count()


def destruidas() -> int:
    """Cuántas."""
    return Llave.objects.filter(envuelta=b"").count()


def reescribir() -> None:
    """El almacén de PostgreSQL, sin lo que ya no vale: lo destruido queda en sus páginas hasta entonces. SQLite lo borra solo."""
    base = connections["llaves"]
    if base.vendor == "postgresql":
        with base.cursor() as cursor:
            cursor.execute(f"SELECT {REESCRIBE}()" if secretos.papel() else COMPACTA)


def contexto_de(clave: UUID) -> bytes:
    """Lo que autentica la envoltura de esa llave: en otra fila no se abre."""
    return contexto("llave", "envuelta", clave, 1)
