"""El sello de una fila de B, con llave: dice si es la que un acto escribió, y no deja adivinar qué dice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter
from uuid import UUID

from django.db.models import BinaryField, Model

from conoceles.identidad.models import (
    Acreditacion,
    Bloqueo,
    Consentimiento,
    DocumentoIdentidad,
    FormatoFirmado,
    PedidoDeAjuste,
    ResolucionDeFormato,
    VersionDescartada,
    Vinculo,
)
from conoceles.nucleo import secretos
from conoceles.nucleo.bases.de_muchas import de_muchas

# De qué depende qué se publica o se cuenta de una persona: cómo se llama, y el campo que dice de quién es la fila.
DE_PERSONA: dict[type[Model], tuple[str, str]] = {
    Consentimiento: ("un consentimiento", "clave"),
    FormatoFirmado: ("un formato firmado", "clave"),
    ResolucionDeFormato: ("una decisión sobre un formato firmado", "formato__clave"),
    Acreditacion: ("una acreditación", "clave"),
    Vinculo: ("un vínculo", "clave"),
    Bloqueo: ("un bloqueo", "clave"),
    DocumentoIdentidad: ("unas respuestas", "clave"),
    PedidoDeAjuste: ("lo que pide un ajuste", "clave"),
    VersionDescartada: ("una versión descartada", "clave"),
}


def sello(fila: Model) -> str:
    """De la fila como quedó escrita, con su número."""
    return _sellar(type(fila), [getattr(fila, campo) for campo in _campos(type(fila))])


def hay(
    claves: Iterable[UUID] | None = None, tablas: Collection[str] | None = None
) -> Iterator[tuple[UUID, str, str]]:
    """Clave, sello y cómo se llama cada fila de esas personas y esas tablas, o de todas. Una consulta por tabla y lote."""
    pedidas = None if claves is None else list(claves)
    for modelo, (que, de_quien) in DE_PERSONA.items():
        if tablas is not None and modelo._meta.db_table not in tablas:
            continue
        campos = _campos(modelo)
        leidos = [*dict.fromkeys([*campos, de_quien])]  # casi siempre es uno de ellos
        suyo = leidos.index(de_quien)
        filas = modelo._default_manager.values_list(*leidos)
        for fila in de_muchas(filas, de_quien, pedidas, itemgetter(suyo)):
            yield fila[suyo], _sellar(modelo, fila[: len(campos)]), que


def _campos(modelo: type[Model]) -> list[str]:
    """Menos lo cifrado, que ya se autentica con la llave de la persona."""
    return [c.attname for c in modelo._meta.concrete_fields if not isinstance(c, BinaryField)]


def _sellar(modelo: type[Model], valores: Iterable[object]) -> str:
    return secretos.sellar("las filas de identidad", [modelo._meta.db_table, *valores])
