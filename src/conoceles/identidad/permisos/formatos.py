"""El formato que la persona firma: se recibe, se guarda cifrado con su llave y el instituto lo resuelve.

Aceptado, el sí que esperaba surte efecto. Se destruye con la llave: después de suprimir, nadie lo abre.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import documentos, matriz
from conoceles.identidad.constancias.asiento import anotar
from conoceles.identidad.constancias.halladas import exigir_integra
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import cifrado, llavero
from conoceles.identidad.models import Consentimiento, FormatoFirmado, ResolucionDeFormato
from conoceles.identidad.permisos import efecto
from conoceles.identidad.permisos.consentimiento import Autorizado, agregar
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.nucleo.recibidos import revisor
from conoceles.nucleo.recibidos.revisor import Documento

MAXIMO_BYTES, MAXIMO_PAGINAS = 5_000_000, 10
MOTIVOS = {
    "sin_firma": "No está firmado",
    "ilegible": "No se puede leer",
    "otra_persona": "Es de otra persona o de otra candidatura",
    "otro_aviso": "Es de otra versión del aviso de privacidad",
    "no_coincide": "Lo marcado no coincide con lo capturado",
    "incompleto": "Está incompleto",
}

ESTADOS = {
    "por_revisar": "Por revisar",
    "reemplazado": "Reemplazado por otro",
    "aceptado": "Aceptado",
    "rechazado": "Rechazado",
    "rebasado": "Ya no aplica: después se contestó otra cosa",
}


@dataclass(frozen=True)
class Recibido:
    """Un formato sin su contenido. `estado`: una clave de `ESTADOS`."""

    numero: int
    folio: str
    tipo: str
    en: datetime
    estado: str
    motivo: str = ""


@sensitive_variables()
def subir(*, candidatura: Candidatura, archivo: bytes, por: Alcance, ahora: datetime) -> None:
    """Revisa el archivo, lo cifra y lo guarda; respalda lo último que se contestó.

    `Conflicto` si nada se ha enviado; `ErrorDeDominio` con la razón si el archivo no se admite.
    """
    matriz.exigir(por, candidatura, "formato")
    clave = candidatura.clave_identidad
    vigente = documentos.consentimientos([clave]).get(clave)
    if vigente is None:
        raise Conflicto("Primero envíe los cuestionarios: el formato respalda lo que se contestó en ellos.")
    limpio = revisor.documento(archivo, maximo=MAXIMO_BYTES, paginas=MAXIMO_PAGINAS)
    cerrado = cifrado.cifrar(llavero.obtener(clave), limpio.octetos, _contexto(clave, vigente.pk))
    fila = FormatoFirmado(
        clave=clave,
        consentimiento=vigente,
        sha256=archivos.guardar(cerrado, archivos.IDENTIDAD),
        tipo=limpio.tipo,
        octetos=len(limpio.octetos),
        por=por.actor,
        en=ahora,
    )
    with transaction.atomic(using=BASE):
        exigir_integra(candidatura)
        fila.save()
        _anotar(candidatura, Acto.FORMATO_RECIBIDO, fila, por, ahora)


@sensitive_variables()
def bajar(*, candidatura: Candidatura, numero: int, por: Alcance, ahora: datetime) -> Documento:
    """El documento en claro, para quien responde por la persona o administra; queda en la bitácora de B."""
    matriz.exigir(por, candidatura, "formato")
    fila = _obtener(candidatura, numero)
    with transaction.atomic(using=BASE):
        _anotar(candidatura, Acto.FORMATO_CONSULTADO, fila, por, ahora)
    cerrado = archivos.leer(fila.sha256, archivos.IDENTIDAD)
    llave = llavero.obtener(fila.clave)
    return Documento(
        fila.tipo, cifrado.descifrar(llave, cerrado, _contexto(fila.clave, fila.consentimiento_id))
    )


def resolver(
    *, candidatura: Candidatura, numero: int, aceptado: bool, motivo: str, por: Alcance, ahora: datetime
) -> None:
    """Acepta, y el sí surte efecto; o rechaza con un motivo del catálogo. Una sola vez.

    `Conflicto` si ya se resolvió, si llegó otro o si la respuesta cambió después de subirlo.
    """
    matriz.exigir(por, candidatura, "resolver_formato")
    if not aceptado and motivo not in MOTIVOS:
        raise ErrorDeDominio("Elija el motivo del rechazo.", campo="motivo")
    fila = _obtener(candidatura, numero)
    try:
        with transaction.atomic(using=BASE):
            _resolver(candidatura, fila, aceptado, "" if aceptado else motivo, por, ahora)
    except IntegrityError as error:
        raise Conflicto("Este formato ya se resolvió.") from error


def _resolver(
    candidatura: Candidatura, fila: FormatoFirmado, aceptado: bool, motivo: str, por: Alcance, ahora: datetime
) -> None:
    exigir_integra(candidatura)
    ResolucionDeFormato.objects.create(
        formato=fila, aceptado=aceptado, motivo=motivo, por=por.actor, en=ahora
    )
    if aceptado:
        _surtir(candidatura, fila, por, ahora)
    acto = Acto.FORMATO_ACEPTADO if aceptado else Acto.FORMATO_RECHAZADO
    _anotar(candidatura, acto, fila, por, ahora, motivo=motivo)


def _surtir(candidatura: Candidatura, fila: FormatoFirmado, por: Alcance, ahora: datetime) -> None:
    """Agrega el consentimiento que ya no espera; ninguno, si no esperaba."""
    suyas = para_cambiar(Consentimiento.objects.all()).filter(clave=fila.clave)
    if FormatoFirmado.objects.filter(clave=fila.clave, pk__gt=fila.pk).exists():
        raise Conflicto("Se recibió otro formato después de este: revise el más reciente.")
    dicho = fila.consentimiento
    if [c.pk for c in suyas.order_by("id")][-1] != dicho.pk:
        raise Conflicto("La respuesta cambió después de este formato: hace falta uno nuevo.")
    if not efecto.por_firmar(dicho):
        return
    autorizado: Autorizado = {
        "tratamiento": dicho.tratamiento,
        "publicacion": dicho.publicacion,
        "grupos": dicho.grupos,
        "estadistica": dicho.estadistica,
    }
    agregar(candidatura, autorizado, dicho.aviso_version, "formato", por, ahora)


def recibidos(candidatura: Candidatura, *, por: Alcance) -> list[Recibido]:
    """Los de una candidatura, el más reciente primero. `NoEncontrado` para quien no los ve."""
    matriz.exigir(por, candidatura, "formato")
    filas = FormatoFirmado.objects.filter(clave=candidatura.clave_identidad).select_related("resolucion")
    lista = list(filas.order_by("-pk"))
    dicho = documentos.consentimientos([candidatura.clave_identidad]).get(candidatura.clave_identidad)
    return [
        _recibido(f, candidatura.folio, ultimo=f is lista[0], rebasado=_rebasado(f, dicho)) for f in lista
    ]


def esperan_firma(filas: Collection[Candidatura], *, por: Alcance) -> dict[Candidatura, str]:
    """Las que contestaron un sí que espera el formato, y el estado del último que se subió; vacío si ninguno sirve ya.

    Solo las que quien mira puede subir: no las bloqueadas ni las que contesta la propia persona.
    """
    if not matriz.permite(por.papel, "formato"):
        return {}
    propias = matriz.sin_apartadas(por, filas)
    claves = [f.clave_identidad for f in propias]
    dichos, bloqueadas = documentos.consentimientos(claves), documentos.bloqueadas(claves)
    subidos = FormatoFirmado.objects.filter(clave__in=claves).select_related("resolucion").order_by("pk")
    ultimos = {f.clave: f for f in subidos}
    return {
        fila: _estado(ultimos.get(fila.clave_identidad), dichos.get(fila.clave_identidad))
        for fila in propias
        if efecto.por_firmar(dichos.get(fila.clave_identidad)) and fila.clave_identidad not in bloqueadas
    }


def _estado(ultimo: FormatoFirmado | None, dicho: Consentimiento | None) -> str:
    if ultimo is None or _rebasado(ultimo, dicho):
        return ""
    return _recibido(ultimo, "", ultimo=True).estado


def por_revisar(por: Alcance, proceso: str) -> list[Recibido]:
    """Los que esperan al instituto, el más antiguo primero; vacío para quien no los resuelve."""
    if not matriz.permite(por.papel, "resolver_formato"):
        return []
    otro = FormatoFirmado.objects.filter(clave=OuterRef("clave"), pk__gt=OuterRef("pk"))
    resuelto = ResolucionDeFormato.objects.filter(formato=OuterRef("pk"))
    # Primero si se resolvió, que son casi todos: lo otro cuesta el triple.
    sin_resolver = FormatoFirmado.objects.filter(~Exists(resuelto), ~Exists(otro))
    esperan = {f.clave: f for f in sin_resolver.select_related("resolucion")}
    filas = Candidatura.objects.en(por).filter(proceso=proceso, clave_identidad__in=esperan.keys())
    folios = dict(filas.values_list("clave_identidad", "folio"))
    dichos = documentos.consentimientos(esperan.keys())
    vivas = esperan.keys() & folios.keys() - documentos.bloqueadas(esperan.keys())
    vivas = {clave for clave in vivas if not _rebasado(esperan[clave], dichos.get(clave))}
    lista = (_recibido(esperan[clave], folios[clave], ultimo=True) for clave in vivas)
    return sorted(lista, key=lambda r: r.numero)


def _rebasado(fila: FormatoFirmado, dicho: Consentimiento | None) -> bool:
    """Si la respuesta que respalda ya no es la última: aceptarlo no cambiaría nada."""
    return dicho is None or fila.consentimiento_id != dicho.pk


def _recibido(fila: FormatoFirmado, folio: str, *, ultimo: bool, rebasado: bool = False) -> Recibido:
    resolucion = getattr(fila, "resolucion", None)
    if resolucion is None:
        espera = "rebasado" if rebasado else "por_revisar"
        return Recibido(fila.pk, folio, fila.tipo, fila.en, espera if ultimo else "reemplazado")
    estado = "aceptado" if resolucion.aceptado else "rechazado"
    return Recibido(fila.pk, folio, fila.tipo, fila.en, estado, MOTIVOS.get(resolucion.motivo, ""))


def _obtener(candidatura: Candidatura, numero: int) -> FormatoFirmado:
    fila = FormatoFirmado.objects.filter(clave=candidatura.clave_identidad, pk=numero).first()
    if fila is None:
        raise NoEncontrado("No existe ese formato.")
    return fila


def _contexto(clave: UUID, consentimiento: int) -> bytes:
    return cifrado.contexto("formato", "archivo", clave, consentimiento)


def _anotar(
    candidatura: Candidatura, acto: Acto, fila: FormatoFirmado, por: Alcance,
    ahora: datetime, **datos: str,
) -> None:  # fmt: skip
    dichos = {clave: dato for clave, dato in datos.items() if dato}
    anotar(candidatura, acto, por=por, ahora=ahora, formato=fila.pk, **dichos)


def nombrados() -> list[str]:
    """Nombre en `archivos_identidad/` de cada formato recibido."""
    return list(FormatoFirmado.objects.order_by("id").values_list("sha256", flat=True))
