"""Una llave de datos por candidatura, envuelta por la maestra, en el almacén `llaves`.

Destruirla es borrar: todo lo que cifró, también en los respaldos, queda ilegible. La fila permanece
vacía para que nadie vuelva a crear una llave con esa clave y para repetir el borrado al restaurar.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connections, transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.llaves.cifrado import DocumentoIlegible, cifrar, contexto, descifrar
from conoceles.identidad.llaves.reescritura import REESCRIBE
from conoceles.identidad.models import Llave
from conoceles.nucleo import secretos

_LOTE = 500  # claves por consulta


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
    """Da llave a quien nunca la tuvo."""
    maestra, lista = secretos.leer("maestra"), list(claves)
    for inicio in range(0, len(lista), _LOTE):
        lote = lista[inicio : inicio + _LOTE]
        faltan = set(lote) - set(Llave.objects.filter(clave__in=lote).values_list("clave", flat=True))
        nuevas = [(c, cifrar(maestra, secrets.token_bytes(32), contexto_de(c))) for c in faltan]
        _crear([Llave(clave=c, envuelta=envuelta, creada_en=ahora) for c, envuelta in nuevas])


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
    """Las que existen y siguen vivas; las demás faltan del resultado."""
    maestra = secretos.leer("maestra")
    lista = list(claves)
    vivas: dict[UUID, bytes] = {}
    for inicio in range(0, len(lista), _LOTE):
        for fila in Llave.objects.filter(clave__in=lista[inicio : inicio + _LOTE]):
            envuelta = bytes(fila.envuelta)
            if envuelta:
                vivas[fila.clave] = descifrar(maestra, envuelta, contexto_de(fila.clave))
    return vivas


@sensitive_variables()
def abre() -> bool:
    """Si la llave maestra abre lo que hay: basta probar con una viva; sin ninguna, nada la desmiente."""
    viva = Llave.objects.exclude(envuelta=b"").values_list("clave", flat=True).first()
    try:
        return viva is None or bool(obtener(viva))
    except DocumentoIlegible:
        return False


def destruir(clave: UUID, ahora: datetime) -> None:
    """Borra la llave para siempre. Idempotente; también cierra el paso a una que no existía."""
    Llave.objects.update_or_create(
        clave=clave, defaults={"envuelta": b""}, create_defaults={"envuelta": b"", "creada_en": ahora}
    )


def vive(clave: UUID) -> bool:
    """Si tiene llave y no se ha destruido."""
    return Llave.objects.filter(clave=clave).exclude(envuelta=b"").exists()


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
            cursor.execute(
                f"SELECT {REESCRIBE}()" if secretos.papel() else f"VACUUM FULL {Llave._meta.db_table}"
            )


def contexto_de(clave: UUID) -> bytes:
    """Lo que autentica la envoltura de esa llave: en otra fila no se abre."""
    return contexto("llave", "envuelta", clave, 1)
