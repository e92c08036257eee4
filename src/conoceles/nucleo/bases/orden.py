"""El orden en que un acto aparta lo que otros también cambian. Es uno para todos (decisión 0105).

1. Las filas de la base A, todas antes de asentar nada: de tabla en tabla como dice `ORDEN`; las de una tabla, por su llave.
2. La cadena de A.
3. Las filas de la base B, y después la cadena de B, que confirma antes que A.
4. El almacén de llaves.

Quien tiene lo de abajo no pide lo de arriba: lo esperaría de quien lo espera a él. Después de la cadena solo se escriben filas
nuevas, y las que ya son de la transacción.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from conoceles.nucleo.bases.de_muchas import tandas

Filas = TypeVar("Filas", bound=QuerySet[Any, Any])
Fila = TypeVar("Fila", bound=Model)

# De la base A y, en el último renglón, de la B: lo que manda, antes que lo suyo. La que se aparta sola no está.
ORDEN = (
    "informes_informe", "proceso_proceso", "proceso_cambiopropuesto", "proceso_contienda", "proceso_fuerza",
    "proceso_siglado", "proceso_fuerza_integrantes",
    "candidaturas_candidatura", "candidaturas_invitacion", "curricular_borrador", "revision_apartado", "revision_porconfirmar",
    "expediente_seccionoculta", "expediente_retencion", "expediente_cierre", "candidaturas_persona", "candidaturas_formula",
    "cuentas_cuenta", "cuentas_enlace", "cuentas_designacion", "mfa_authenticator", "avisos_aviso", "correo_correo",
    "ayuda_capacitacion", "ayuda_asistencia",
    "identidad_consentimiento", "identidad_candado", "identidad_borradoridentidad", "identidad_vinculo",
)  # fmt: skip


def para_cambiar(filas: Filas) -> Filas:
    """Esas mismas, que hasta que la transacción termine nadie más cambia. En SQLite, quien escribe ya está solo.

    No detiene a quien solo las nombra: la llave foránea de lo que otro acto agrega se comprueba al confirmar, con la cadena
    tomada, y esperaría a quien espera la cadena.
    """
    return filas.select_for_update(of=("self",), no_key=True)


def tomar(filas: QuerySet[Any, Any], llaves: Collection[UUID]) -> None:
    """De ellas, las que tengan esas llaves, que pueden no caber en una orden."""
    for tanda in tandas(sorted(llaves)):
        list(para_cambiar(filas.filter(pk__in=tanda).only("pk").order_by("pk")))


def poner(filas: QuerySet[Fila, Fila], defaults: Mapping[str, Any], **llave: object) -> Fila:
    """Como `update_or_create`, que al apartarla sí detiene a quien solo la nombra."""
    fila, nueva = filas.get_or_create(defaults, **llave)
    if not nueva:
        fila = para_cambiar(filas).get(pk=fila.pk)
        for campo, valor in defaults.items():
            setattr(fila, campo, valor)
        fila.save(update_fields=[*defaults])
    return fila
