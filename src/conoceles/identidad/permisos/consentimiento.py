"""Consentir y revocar: solo se agregan filas y la última manda.

Un «no» surte efecto enseguida, venga de quien venga. Un «sí» a publicar, solo cuando el instituto acepta el formato que
la persona firma (aviso integral, apartado 6) o si lo da ella misma en una cuenta que el instituto acreditó, con la
evidencia a la vista (`acreditaciones`). El que se da en otra sesión también espera: la dirección a la que se entregó
la escribió la campaña, o salió del padrón que ella presenta, y no prueba quién la abre. Lo firmado ampara las respuestas que
se habían enviado: si después se envían otras sin que conste que las contesta ella, el sí vuelve a esperar.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NotRequired, TypedDict
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import documentos, matriz
from conoceles.identidad.constancias.asiento import anotar
from conoceles.identidad.constancias.halladas import alteradas, exigir_integra
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import retiros
from conoceles.identidad.models import Acreditacion, Consentimiento, DocumentoIdentidad
from conoceles.identidad.permisos import acreditaciones, efecto
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos
from conoceles.proceso import consultas as procesos
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas

Medio = Literal["sesion", "acreditada", "captura", "formato", "revocacion"]
PREGUNTAS = ("tratamiento", "publicacion", "estadistica")
_PRUEBAN = ("formato", "acreditada")  # los que amplían lo que ya surtía
_ENVIADAS = (
    "envio",
    "subsanacion",
)  # de dónde salen respuestas; un ajuste o una corrección los hace la autoridad electoral


class Dicho(TypedDict, total=False):
    """Lo que alguien contesta: falta lo que no contestó. Sin `grupos`, de todos."""

    tratamiento: bool
    publicacion: bool
    estadistica: bool
    grupos: efecto.Grupos


class Autorizado(TypedDict):
    """Lo que se asienta. `surten`: los que valen ya; sin él, se calculan de lo anterior y de `grupos`."""

    tratamiento: bool
    publicacion: bool
    estadistica: bool
    grupos: efecto.Grupos
    surten: NotRequired[efecto.Grupos]


def autorizaciones(consentimiento: Dicho) -> Autorizado:
    """Las tres respuestas, todas contestadas con sí o no, y los `grupos` (ausentes: de todos).

    `ErroresDeCampos` nombra las que faltan.
    """
    errores = {p: "Contesta sí o no." for p in PREGUNTAS if not isinstance(consentimiento.get(p), bool)}
    grupos = consentimiento.get("grupos")
    if consentimiento.get("publicacion") and grupos is not None and not grupos:
        errores["grupos"] = "Elija al menos un tema."
    if errores:
        raise ErroresDeCampos("Falta contestar el consentimiento.", errores)
    if not consentimiento["publicacion"]:
        grupos = []
    return {
        "tratamiento": consentimiento["tratamiento"],
        "publicacion": consentimiento["publicacion"],
        "estadistica": consentimiento["estadistica"],
        "grupos": None if grupos is None else sorted(set(grupos)),
    }


def de_respuestas(respuestas: Respuestas) -> Dicho:
    """Del cuestionario (`c_publicacion: grupos`, `c_grupos: […]`) a lo que se autoriza."""

    def si(pregunta: str) -> bool:
        return respuestas.get(f"c_{pregunta}") in ("si", "grupos")

    dichas: Dicho = {
        "tratamiento": si("tratamiento"),
        "publicacion": si("publicacion"),
        "estadistica": si("estadistica"),
    }
    if respuestas.get("c_publicacion") == "grupos":
        dichas["grupos"] = [str(grupo) for grupo in respuestas.get("c_grupos") or []]
    return dichas


def como_respuestas(vigente: Consentimiento) -> dict[str, Respuesta]:
    """Inversa de `de_respuestas`."""
    dichas: dict[str, Respuesta] = {f"c_{p}": "si" if getattr(vigente, p) else "no" for p in PREGUNTAS}
    if vigente.publicacion and vigente.grupos is not None:
        dichas |= {"c_publicacion": "grupos", "c_grupos": list(vigente.grupos)}
    return dichas


def medio_de(por: Alcance, candidatura: Candidatura) -> Medio:
    """Si contesta la cuenta acreditada de la propia persona, otra suya o alguien por ella: solo la primera basta.

    La cuenta de una fórmula independiente es de la persona propietaria: por su suplente, captura.
    """
    if acreditaciones.vigente(por, candidatura) is not None:
        return "acreditada"
    return "sesion" if matriz.es_la_persona(por, candidatura) else "captura"


def agregar(
    candidatura: Candidatura,
    autorizado: Autorizado,
    aviso_version: str,
    medio: Medio,
    por: Alcance,
    ahora: datetime,
    acreditacion: Acreditacion | None = None,
) -> bool:
    """Agrega la fila y dice si se perdió permiso de publicar; quien llama pone la transacción y la constancia.

    La fila recuerda con qué definición se preguntó; un formato o una revocación, la de lo que se contestó antes.
    """
    clave = candidatura.clave_identidad
    anterior = _vigente(clave)
    leida = anterior.definicion if anterior and medio in ("formato", "revocacion") else ""
    antes, grupos = efecto.publica(anterior), autorizado["grupos"]
    ampara = (
        anterior is not None and anterior.aviso_version == aviso_version and not _de_otras_respuestas(clave)
    )
    surten = grupos if medio in _PRUEBAN else efecto.comunes(antes if ampara else [], grupos)
    fila = Consentimiento(
        clave=clave,
        **{"surten": surten, **autorizado},
        aviso_version=aviso_version,
        definicion=leida or procesos.huella_vigente(candidatura.proceso_id),
        medio=medio,
        acreditacion=acreditacion,
        por=por.actor,
        en=ahora,
    )
    fila.save()
    _asentar_lo_perdido(anterior, fila, por, ahora)
    return not efecto.abarca(efecto.publica(fila), antes)


def _de_otras_respuestas(clave: UUID) -> bool:
    """Si después de lo último que probó la persona se enviaron otras respuestas. La misma regla está en los disparadores."""
    probado = Consentimiento.objects.filter(clave=clave, medio__in=_PRUEBAN).aggregate(en=Max("en"))["en"]
    enviadas = DocumentoIdentidad.objects.filter(clave=clave, origen__in=_ENVIADAS)
    return probado is not None and enviadas.filter(en__gt=probado).exists()


def _asentar_lo_perdido(
    anterior: Consentimiento | None, fila: Consentimiento, por: Alcance, ahora: datetime
) -> None:
    """Si algo se perdió, lo que queda va a la memoria que un respaldo viejo no deshace."""
    if efecto.perdio(anterior, fila):
        retiros.asentar(fila.clave, retiros.REVOCACION, por=por, ahora=ahora, **efecto.queda(fila))


def consentir(
    *,
    candidatura: Candidatura,
    consentimiento: Dicho,
    aviso_version: str,
    por: Alcance,
    ahora: datetime,
) -> None:
    """Registra las tres respuestas. `NoEncontrado` fuera de alcance; `ErroresDeCampos` si falta una."""
    matriz.exigir(por, candidatura, "consentir")
    autorizado = autorizaciones(consentimiento)
    medio = medio_de(por, candidatura)
    _registrar(candidatura, autorizado, aviso_version, medio, Acto.CONSENTIMIENTO_REGISTRADO, por, ahora)


def cambiar(
    *,
    candidatura: Candidatura,
    consentimiento: Dicho,
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
    todo: Dicho = {**consentimiento, "tratamiento": vigente.tratamiento}
    consentir(candidatura=candidatura, consentimiento=todo, aviso_version=aviso_version, por=por, ahora=ahora)


def revocar(*, candidatura: Candidatura, por: Alcance, ahora: datetime, estadistica: bool = False) -> None:
    """Retira el permiso de publicar y, con `estadistica`, el de contar; lo demás queda como estaba.

    La entrada `consentimiento_revocado` en la bitácora de B es el aviso para quien publica. Sin nada que retirar,
    no hace nada.
    """
    matriz.exigir(por, candidatura, "consentir")
    queda = retiros.Permiso([], [], not estadistica, ahora)
    _reducir(candidatura, queda, Acto.CONSENTIMIENTO_REVOCADO, por, ahora)


def repetir_revocacion(
    *, candidatura: Candidatura, queda: retiros.Permiso, por: Alcance, ahora: datetime
) -> bool:
    """Tras restaurar: si lo vigente es anterior a `queda`, vuelve a perder lo que no esté ahí. Dice si lo cambió."""
    matriz.exigir(por, candidatura, "reparar")
    vigente = documentos.consentimientos([candidatura.clave_identidad]).get(candidatura.clave_identidad)
    if vigente is None or vigente.en >= queda.en:
        return False
    return _reducir(candidatura, queda, Acto.REVOCACION_REPETIDA, por, ahora)


def _reducir(
    candidatura: Candidatura, queda: retiros.Permiso, acto: Acto, por: Alcance, ahora: datetime
) -> bool:
    """Recorta lo contestado a lo que `queda`, también lo que esperaba firma; nunca amplía. Dice si cambió algo.

    De lo que no consta no queda nada: pudo ponerlo otro cliente.
    """
    fila = documentos.consentimientos([candidatura.clave_identidad]).get(candidatura.clave_identidad)
    if fila is None:
        return False
    if alteradas([fila.clave]):
        queda = retiros.Permiso([], [], False, queda.en)
    antes = (efecto.dichos(fila), efecto.publica(fila), fila.estadistica)
    grupos, surten = efecto.comunes(antes[0], queda.grupos), efecto.comunes(antes[1], queda.surten)
    cuenta = fila.estadistica and queda.estadistica
    if antes == (grupos, surten, cuenta):
        return False
    autorizado: Autorizado = {
        "tratamiento": fila.tratamiento,
        "publicacion": grupos != [],
        "grupos": grupos,
        "surten": surten,
        "estadistica": cuenta,
    }
    _registrar(candidatura, autorizado, fila.aviso_version, "revocacion", acto, por, ahora)
    return True


def _vigente(clave: UUID) -> Consentimiento | None:
    """La última fila, con las suyas bloqueadas: dos respuestas a la vez se ordenan y la segunda ve a la primera."""
    suyas = [*para_cambiar(Consentimiento.objects.filter(clave=clave).order_by("id"))]
    return suyas[-1] if suyas else None


def _registrar(
    candidatura: Candidatura,
    autorizado: Autorizado,
    aviso_version: str,
    medio: Medio,
    acto: Acto,
    por: Alcance,
    ahora: datetime,
) -> None:
    with transaction.atomic(using=BASE):
        if autorizado["publicacion"] or autorizado["estadistica"]:
            exigir_integra(candidatura)
        amparo = acreditaciones.vigente(por, candidatura) if medio == "acreditada" else None
        perdio = agregar(candidatura, autorizado, aviso_version, medio, por, ahora, amparo)
        hecho = Acto.CONSENTIMIENTO_REDUCIDO if perdio and medio != "revocacion" else acto
        anotar(candidatura, hecho, por=por, ahora=ahora, medio=medio, aviso=aviso_version)
