"""Consentir y revocar: solo se agregan filas y la última manda.

Un «no» surte efecto enseguida, venga de quien venga. Un «sí» a publicar, solo cuando lo da la propia persona:
desde su sesión o con el formato que firma (aviso integral, apartado 6). Lo que captura el partido espera.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import transaction

from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import documentos, efecto, matriz, retiros
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import Consentimiento
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos
from conoceles.proceso import consultas as procesos

Medio = Literal["sesion", "captura", "formato", "revocacion"]
PREGUNTAS = ("tratamiento", "publicacion", "estadistica")
REDUCIDO = "consentimiento_reducido"


def autorizaciones(consentimiento: Mapping[str, Any]) -> dict[str, Any]:
    """Las tres respuestas, todas contestadas con sí o no, y los `grupos` (ausentes: de todos).

    `ErroresDeCampos` nombra las que faltan.
    """
    errores = {p: "Contesta sí o no." for p in PREGUNTAS if not isinstance(consentimiento.get(p), bool)}
    grupos = consentimiento.get("grupos")
    if consentimiento.get("publicacion") and grupos is not None and not grupos:
        errores["grupos"] = "Elija al menos un tema."
    if errores:
        raise ErroresDeCampos("Falta contestar el consentimiento.", errores)
    dichas = {p: consentimiento[p] for p in PREGUNTAS}
    if not dichas["publicacion"]:
        grupos = []
    return {**dichas, "grupos": None if grupos is None else sorted(set(grupos))}


def de_respuestas(respuestas: Mapping[str, Any]) -> dict[str, Any]:
    """Del cuestionario (`c_publicacion: grupos`, `c_grupos: […]`) a lo que se autoriza."""
    dichas: dict[str, Any] = {p: respuestas.get(f"c_{p}") in ("si", "grupos") for p in PREGUNTAS}
    if respuestas.get("c_publicacion") == "grupos":
        dichas["grupos"] = list(respuestas.get("c_grupos") or [])
    return dichas


def como_respuestas(vigente: Consentimiento) -> dict[str, Any]:
    """Inversa de `de_respuestas`."""
    dichas: dict[str, Any] = {f"c_{p}": "si" if getattr(vigente, p) else "no" for p in PREGUNTAS}
    if vigente.publicacion and vigente.grupos is not None:
        dichas |= {"c_publicacion": "grupos", "c_grupos": list(vigente.grupos)}
    return dichas


def medio_de(por: Alcance, candidatura: Candidatura) -> Medio:
    """Si contesta la propia persona o alguien por ella.

    La cuenta de una fórmula independiente es de la persona propietaria: por su suplente, captura.
    """
    return "sesion" if matriz.es_la_persona(por, candidatura) else "captura"


def agregar(
    candidatura: Candidatura,
    autorizado: Mapping[str, Any],
    aviso_version: str,
    medio: Medio,
    por: Alcance,
    ahora: datetime,
) -> bool:
    """Agrega la fila y dice si se perdió permiso de publicar; quien llama pone la transacción y la constancia.

    La fila recuerda con qué definición se preguntó; un formato o una revocación, la de lo que se contestó antes.
    """
    clave = candidatura.clave_identidad
    anterior = _vigente(clave)
    leida = anterior.definicion if anterior and medio in ("formato", "revocacion") else ""
    antes, grupos = efecto.publica(anterior), autorizado["grupos"]
    mismo_aviso = anterior is not None and anterior.aviso_version == aviso_version
    fila = Consentimiento(
        clave=clave,
        **autorizado,
        surten=grupos if medio != "captura" else efecto.comunes(antes if mismo_aviso else [], grupos),
        aviso_version=aviso_version,
        definicion=leida or procesos.huella_vigente(candidatura.proceso_id),
        medio=medio,
        por=por.actor,
        en=ahora,
    )
    fila.save()
    perdio = not efecto.abarca(efecto.publica(fila), antes)
    if perdio:
        retiros.asentar(clave, "revocacion", por=por, ahora=ahora)
    return perdio


def consentir(
    *,
    candidatura: Candidatura,
    consentimiento: Mapping[str, Any],
    aviso_version: str,
    por: Alcance,
    ahora: datetime,
) -> None:
    """Registra las tres respuestas. `NoEncontrado` fuera de alcance; `ErroresDeCampos` si falta una."""
    matriz.exigir(por, candidatura, "consentir")
    autorizado = autorizaciones(consentimiento)
    medio = medio_de(por, candidatura)
    _registrar(candidatura, autorizado, aviso_version, medio, "consentimiento_registrado", por, ahora)


def cambiar(
    *,
    candidatura: Candidatura,
    consentimiento: Mapping[str, Any],
    aviso_version: str,
    por: Alcance,
    ahora: datetime,
) -> None:
    """Contesta otra vez publicación y estadística, después de enviar; el tratamiento queda como se envió.

    `Conflicto` si no hay nada enviado.
    """
    matriz.exigir(por, candidatura, "consentir")
    vigente = documentos.consentimientos([candidatura.clave_identidad]).get(candidatura.clave_identidad)
    if vigente is None:
        raise Conflicto("Todavía no se envía nada: cambie la respuesta en el consentimiento.")
    todo = {**consentimiento, "tratamiento": vigente.tratamiento}
    consentir(candidatura=candidatura, consentimiento=todo, aviso_version=aviso_version, por=por, ahora=ahora)


def revocar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Retira el permiso de publicar; lo demás queda como estaba. Sin consentimiento previo, no hace nada.

    La entrada `consentimiento_revocado` en la bitácora de B es el aviso para quien publica.
    """
    matriz.exigir(por, candidatura, "consentir")
    vigente = documentos.consentimientos([candidatura.clave_identidad]).get(candidatura.clave_identidad)
    if vigente is not None and vigente.publicacion:
        _retirar(candidatura, vigente, "consentimiento_revocado", por, ahora)


def repetir_revocacion(*, candidatura: Candidatura, desde: datetime, por: Alcance, ahora: datetime) -> bool:
    """Tras restaurar: si lo vigente es anterior a `desde`, cuando lo retiró, ya no se publica. Dice si lo cambió.

    Vuelve entero a «no»: si había retirado solo algunos grupos, contesta otra vez.
    """
    matriz.exigir(por, candidatura, "reparar")
    vigente = documentos.consentimientos([candidatura.clave_identidad]).get(candidatura.clave_identidad)
    if vigente is None or not vigente.publicacion or vigente.en >= desde:
        return False
    _retirar(candidatura, vigente, "revocacion_repetida", por, ahora)
    return True


def _retirar(
    candidatura: Candidatura, vigente: Consentimiento, acto: str, por: Alcance, ahora: datetime
) -> None:
    autorizado = {
        "tratamiento": vigente.tratamiento,
        "publicacion": False,
        "grupos": [],
        "estadistica": vigente.estadistica,
    }
    _registrar(candidatura, autorizado, vigente.aviso_version, "revocacion", acto, por, ahora)


def _vigente(clave: UUID) -> Consentimiento | None:
    """La última fila, con las suyas bloqueadas: dos respuestas a la vez se ordenan y la segunda ve a la primera."""
    suyas = Consentimiento.objects.filter(clave=clave)
    list(suyas.select_for_update().values_list("pk"))
    return suyas.order_by("id").last()


def _registrar(
    candidatura: Candidatura,
    autorizado: Mapping[str, Any],
    aviso_version: str,
    medio: Medio,
    acto: str,
    por: Alcance,
    ahora: datetime,
) -> None:
    with transaction.atomic(using=BASE):
        perdio = agregar(candidatura, autorizado, aviso_version, medio, por, ahora)
        hecho = REDUCIDO if perdio and medio != "revocacion" else acto
        anotar(candidatura, hecho, BASE, por=por, ahora=ahora, medio=medio, aviso=aviso_version)
