"""La autoridad electoral tuvo a la vista que la persona abre esa dirección: desde entonces, su sí a publicar surte efecto al darlo.

Ninguna columna del padrón ni dirección que escriba la campaña acredita a nadie. Vale para esa cuenta en esa dirección: si
el correo cambia, deja de valer; y solo para lo que se conteste después, porque antes pudo contestar otra persona.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.alcances import cuentas_de_la_persona
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.operaciones import encolar
from conoceles.cuentas.models import Cuenta
from conoceles.identidad import matriz
from conoceles.identidad.constancias.asiento import anotar
from conoceles.identidad.constancias.halladas import exigir_integra
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import Acreditacion
from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos, NoEncontrado
from conoceles.proceso.firma import con_eleccion, firma

EVIDENCIAS = {
    "identificacion": "Compareció con identificación oficial y señaló esa dirección",
    "firma_electronica": "Escrito con firma electrónica avanzada que señala esa dirección",
    "lista": "Lista firmada por las personas, con su dirección y copia de su identificación",
}
ASUNTO = "Conóceles: su dirección quedó acreditada"
CARTA = """{nombre}:

La autoridad electoral tuvo a la vista que usted abre esta dirección de correo. Desde ahora, lo que conteste en su cuenta del sistema
Conóceles sobre publicar sus respuestas de identidad surte efecto al contestarlo, sin el formato firmado.

Lo que hubiera contestado antes sigue esperando el formato: si quiere que surta efecto, conteste otra vez en «Consentimiento».

Si usted no lo pidió, avise hoy mismo a la autoridad electoral.
"""


@dataclass(frozen=True)
class DeCuenta:
    """Una cuenta de la persona y si está acreditada en la dirección que hoy tiene."""

    cuenta: Cuenta
    acreditada: bool
    en: datetime | None


@dataclass(frozen=True)
class Renglon:
    """Una persona por acreditar: `valor` es «folio:cuenta»."""

    valor: str
    folio: str
    nombre: str
    correo: str


def vigente(por: Alcance, candidatura: Candidatura) -> Acreditacion | None:
    """La que ampara lo que conteste hoy esa cuenta; `None` si no es la persona o no está acreditada."""
    if not matriz.es_la_persona(por, candidatura):
        return None
    tipo, _, numero = por.actor.partition(":")
    cuenta = Cuenta.objects.filter(pk=int(numero)).first() if tipo == "cuenta" and numero.isdigit() else None
    return _ultima(cuenta, candidatura.clave_identidad) if cuenta else None


def sigue(numero: int | None) -> Acreditacion | None:
    """Esa misma, si sigue siendo la que vale; lo contestado con otra, o con una retirada, vuelve a esperar el formato."""
    fila = Acreditacion.objects.filter(pk=numero).first() if numero else None
    cuenta = Cuenta.objects.filter(pk=fila.cuenta).first() if fila else None
    hoy = _ultima(cuenta, fila.clave) if fila and cuenta else None
    return hoy if hoy == fila else None


def cuentas(candidatura: Candidatura, *, por: Alcance) -> list[DeCuenta]:
    """Las de la persona que se pueden acreditar. `NoEncontrado` para quien no acredita."""
    matriz.exigir(por, candidatura, "acreditar")
    return de(candidatura)


def de(candidatura: Candidatura) -> list[DeCuenta]:
    """Las de la persona, con su acreditación; a quién se le enseñan lo decide quien llama."""
    suyas = cuentas_de_la_persona(candidatura).filter(is_active=True).order_by("pk")
    halladas = [(c, _ultima(c, candidatura.clave_identidad)) for c in suyas]
    return [DeCuenta(c, fila is not None, fila.en if fila else None) for c, fila in halladas]


def por_acreditar(por: Alcance, proceso: str) -> list[Renglon]:
    """Las cuentas propias sin acreditar de esa elección, por nombre; vacía para quien no acredita."""
    if not matriz.permite(por.papel, "acreditar"):
        return []
    filas = Candidatura.objects.en(por).filter(proceso=proceso).con_todo().order_by("folio")
    lista = [
        Renglon(f"{fila.folio}:{c.pk}", fila.folio, fila.nombre, c.correo)
        for fila in filas
        for c in cuentas_de_la_persona(fila).filter(is_active=True)
        if _ultima(c, fila.clave_identidad) is None
    ]
    return sorted(lista, key=lambda r: r.nombre)


def acreditar(
    *, candidatura: Candidatura, cuenta: int, direccion: str, evidencia: str, referencia: str,
    por: Alcance, ahora: datetime,
) -> None:  # fmt: skip
    """Una persona. `direccion`: la que dice la evidencia; si no es la de la cuenta, no se acredita.

    `ErroresDeCampos` si falta algo; `Conflicto` si ya lo estaba.
    """
    suya = _cuenta(candidatura, cuenta, por)
    errores = _faltas(evidencia, referencia)
    if direccion.strip().lower() != suya.correo:
        errores["direccion"] = "La dirección que dice la evidencia no es la de esta cuenta: no la acredite."
    if errores:
        raise ErroresDeCampos("No se acreditó a la persona.", errores)
    with transaction.atomic():
        _acreditar([(candidatura, suya)], evidencia, referencia, por, ahora)


@transaction.atomic
def acreditar_lista(
    *, marcadas: Iterable[tuple[Candidatura, int]], referencia: str, por: Alcance, ahora: datetime
) -> int:
    """Todas las de una lista firmada, o ninguna; dice cuántas. `ErroresDeCampos` si falta algo."""
    errores, filas = _faltas("lista", referencia), list(marcadas)
    if not filas:
        errores["marcadas"] = "Marque a quienes firmaron la lista con esa misma dirección."
    if errores:
        raise ErroresDeCampos("No se acreditó a nadie.", errores)
    suyas = [(candidatura, _cuenta(candidatura, cuenta, por)) for candidatura, cuenta in filas]
    _acreditar(suyas, "lista", referencia, por, ahora)
    return len(suyas)


def retirar(*, candidatura: Candidatura, cuenta: int, referencia: str, por: Alcance, ahora: datetime) -> None:
    """Se acreditó por error o la dirección dejó de ser suya: lo que conteste después vuelve a esperar el formato.

    Lo ya contestado no cambia: si no fue ella, la misma administración revoca. `Conflicto` si no estaba acreditada.
    """
    suya = _cuenta(candidatura, cuenta, por)
    if not referencia.strip():
        raise ErroresDeCampos("No se retiró.", {"referencia": "Diga por qué y en qué documento consta."})
    if _ultima(suya, candidatura.clave_identidad) is None:
        raise Conflicto("Esa cuenta no está acreditada.")
    with transaction.atomic(using=BASE):
        _agregar(candidatura, suya, False, "", referencia, por, ahora)
        anotar(candidatura, Acto.ACREDITACION_RETIRADA, por=por, ahora=ahora, cuenta=suya.pk)


def _acreditar(
    suyas: Sequence[tuple[Candidatura, Cuenta]],
    evidencia: str,
    referencia: str,
    por: Alcance,
    ahora: datetime,
) -> None:
    """Todas o ninguna en B, y después, ya sin nada de B en la mano, su carta."""
    with transaction.atomic(using=BASE):
        for candidatura, cuenta in suyas:
            _asentar(candidatura, cuenta, evidencia, referencia, por, ahora)
    for candidatura, cuenta in suyas:
        encolar(
            para=cuenta.correo, clase="acreditacion",
            asunto=con_eleccion(ASUNTO, candidatura.proceso_id),
            cuerpo=f"{CARTA.format(nombre=cuenta.nombre)}\n{firma(candidatura.proceso_id)}\n",
            proceso=candidatura.proceso_id, folio=candidatura.folio, por=por, ahora=ahora,
        )  # fmt: skip


def _asentar(
    candidatura: Candidatura, cuenta: Cuenta, evidencia: str, referencia: str, por: Alcance, ahora: datetime
) -> None:
    if _ultima(cuenta, candidatura.clave_identidad) is not None:
        raise Conflicto(f"{cuenta.nombre} ya está acreditada.")
    exigir_integra(candidatura)
    _agregar(candidatura, cuenta, True, evidencia, referencia, por, ahora)
    anotar(
        candidatura, Acto.PERSONA_ACREDITADA, por=por, ahora=ahora, cuenta=cuenta.pk, evidencia=evidencia
    )  # fmt: skip


def _agregar(
    candidatura: Candidatura, cuenta: Cuenta, vale: bool, evidencia: str, referencia: str, por: Alcance,
    ahora: datetime,
) -> Acreditacion:  # fmt: skip
    clave = candidatura.clave_identidad
    return Acreditacion.objects.create(
        clave=clave, cuenta=cuenta.pk, direccion=_resumen(clave, cuenta.correo), vale=vale, evidencia=evidencia,
        referencia=referencia.strip(), por=por.actor, en=ahora,
    )  # fmt: skip


def _ultima(cuenta: Cuenta, clave: UUID) -> Acreditacion | None:
    fila = Acreditacion.objects.filter(clave=clave, cuenta=cuenta.pk).order_by("id").last()
    return fila if fila and fila.vale and fila.direccion == _resumen(clave, cuenta.correo) else None


def _cuenta(candidatura: Candidatura, numero: int, por: Alcance) -> Cuenta:
    matriz.exigir(por, candidatura, "acreditar")
    suya = cuentas_de_la_persona(candidatura).filter(pk=numero, is_active=True).first()
    if suya is None:
        raise NoEncontrado("No existe esa cuenta.")
    return suya


def _faltas(evidencia: str, referencia: str) -> dict[str, str]:
    faltas = {}
    if evidencia not in EVIDENCIAS:
        faltas["evidencia"] = "Diga qué se tuvo a la vista."
    if not referencia.strip():
        faltas["referencia"] = "Escriba el número del acta, escrito u oficio donde consta."
    elif len(referencia.strip()) > 120:
        faltas["referencia"] = "Es demasiado largo: hasta 120 caracteres."
    return faltas


def _resumen(clave: UUID, correo: str) -> str:
    """De la dirección se guarda su resumen con la llave de la instalación: en B nadie la lee ni la adivina."""
    dicho = b"acreditacion\0" + clave.bytes + correo.strip().lower().encode()
    return hmac.digest(secretos.leer("django"), dicho, hashlib.sha256).hex()
