"""Actos del ciclo de vida que no son enviar ni revisar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import Estado
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.consultas import exigir_invitada
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import fotografias
from conoceles.curricular import operaciones as curricular
from conoceles.curricular.fotografias import Encuadre, Imagen
from conoceles.curricular.models import Fotografia
from conoceles.expediente.consultas import aviso_leido
from conoceles.expediente.models import AvisoLeido, Ronda
from conoceles.expediente.rondas import abierta, captura_cerrada
from conoceles.expediente.transiciones import LOTE, mover, mover_varias, tomar_para_cambiar, tomar_varias
from conoceles.identidad import borradores
from conoceles.integridad.pregunta import dudosas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.lotes import insertar, nueva
from conoceles.nucleo.bases.orden import para_cambiar, tomar
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso.preguntas.cuestionario import Respuesta


@transaction.atomic
def habilitar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Abre la ronda 1: desde aquí la candidatura se puede capturar. Idempotente. `NoEncontrado` fuera del alcance."""
    habilitar_varias(claves=[tomar_para_cambiar(candidatura, por).pk], por=por, ahora=ahora)


@transaction.atomic(savepoint=False)  # todas o ninguna, y con ellas lo que las registró
def habilitar_varias(
    *, claves: Sequence[UUID], por: Alcance, ahora: datetime, nuevas: Mapping[UUID, Candidatura] = {}
) -> int:
    """Lo mismo de muchas de una elección; devuelve cuántas abrió.

    Quien la llama ya vio que constan los actos que lo autorizan (plan §11.1); si no, la base lo rechaza. `nuevas`: las que
    esta misma transacción registró y asentó, que hasta que confirme nadie más ve ni puede tocar: ni se leen otra vez ni se
    cotejan con lo que acaba de leerse de ellas para asentarlas.
    """
    abiertas = 0
    if len(claves) > LOTE:  # todas antes de asentar el primer lote
        tomar(Candidatura.objects.en(por).filter(estado=Estado.REGISTRADA), set(claves) - nuevas.keys())
    for desde in range(0, len(claves), LOTE):
        filas = _tomar_en(claves[desde : desde + LOTE], Estado.REGISTRADA, por, nuevas)
        suyas = {f.pk: nueva(Ronda, None, f.pk, 1, "", por.actor, ahora) for f in filas}
        insertar(suyas.values())
        dadas = Ronda.objects.filter(candidatura__in=[*suyas]).values_list("candidatura_id", "pk")
        for candidatura, llave in dadas:
            suyas[candidatura].pk = llave
        mover_varias(filas, Acto.HABILITADA, por=por, ahora=ahora)
        abiertas += len(filas)
    return abiertas


def _tomar_en(
    claves: Sequence[UUID], estado: Estado, por: Alcance, nuevas: Mapping[UUID, Candidatura]
) -> list[Candidatura]:
    """Con candado, las que siguen en ese estado, y las nuevas; en el orden en que se piden."""
    propias = para_cambiar(Candidatura.objects.en(por).order_by("pk"))
    otras = [clave for clave in claves if clave not in nuevas]
    tomadas = {f.pk: f for f in _sin_duda(propias.filter(pk__in=otras, estado=estado))}
    filas = (nuevas.get(clave) or tomadas.get(clave) for clave in claves)
    return [fila for fila in filas if fila]


def _sin_duda(filas: Iterable[Candidatura]) -> list[Candidatura]:
    """La que otro puso en ese estado espera a que se remedie, y no detiene a las demás."""
    lista = list(filas)
    esperan = dudosas([fila.folio for fila in lista])
    return [fila for fila in lista if fila.folio not in esperan]


@transaction.atomic
def aceptar_aviso(*, candidatura: Candidatura, version: str, por: Alcance, ahora: datetime) -> None:
    """Constancia de que se leyeron los avisos de privacidad en esa versión. Idempotente.

    `Conflicto` si ya hay otra versión: se lee la vigente.
    """
    fila = tomar_para_cambiar(candidatura, por)
    definicion = fila.definicion
    if version != definicion.version_de_avisos:
        raise Conflicto("El aviso de privacidad cambió. Lea la versión vigente.")
    if not aviso_leido(fila, por):
        AvisoLeido.objects.create(candidatura=fila, version=version, por=por.actor, en=ahora)
        textos = {a.clave: a.huella for a in definicion.avisos}
        anotar(fila, Acto.AVISO_LEIDO, por=por, ahora=ahora, version=version, huellas=textos)


@transaction.atomic
def aceptar_avisos(
    *, candidaturas: Iterable[Candidatura], version: str, por: Alcance, ahora: datetime
) -> None:
    """Los avisos se leyeron una vez para todas estas: una constancia por cada una, o ninguna."""
    for candidatura in tomar_varias(candidaturas, por):
        aceptar_aviso(candidatura=candidatura, version=version, por=por, ahora=ahora)


@transaction.atomic
def guardar_seccion(
    *,
    candidatura: Candidatura,
    seccion: str,
    contenido: dict[str, Respuesta],
    version: int,
    por: Alcance,
    ahora: datetime,
) -> int:
    """Guarda un borrador curricular y, si es el primero, pasa la candidatura a «en captura»."""
    fila = _tomar_abierta(candidatura, seccion, por, ahora)
    nueva = curricular.guardar_seccion(
        candidatura=fila, seccion=seccion, contenido=contenido, version=version, por=por, ahora=ahora
    )
    empezar_captura(fila, por=por, ahora=ahora)
    if nueva != version:
        anotar(fila, Acto.BORRADOR_GUARDADO, por=por, ahora=ahora, seccion=seccion, version=nueva)
    return nueva


@transaction.atomic
def guardar_identidad(
    *,
    candidatura: Candidatura,
    respuestas: dict[str, Respuesta],
    version: int,
    por: Alcance,
    ahora: datetime,
    consiente: bool = False,
) -> int:
    """Guarda el borrador de identidad si el aviso se leyó y la ronda lo abre. Devuelve su versión.

    `consiente`: lo que se contesta es el consentimiento.
    """
    fila = _tomar_abierta(candidatura, "identidad", por, ahora)
    nueva = borradores.guardar(
        candidatura=fila, respuestas=respuestas, version=version, por=por, ahora=ahora, consiente=consiente
    )
    empezar_captura(fila, por=por, ahora=ahora)
    return nueva


def guardar_fotografia(
    *,
    candidatura: Candidatura,
    archivo: bytes,
    fecha_toma: date | None,
    encuadre: Encuadre,
    por: Alcance,
    ahora: datetime,
) -> Fotografia:
    """Verifica y guarda la fotografía si el aviso se leyó y la ronda la abre. Mientras se abre el archivo, nadie espera a esta fila."""
    imagen = Imagen(archivo, fecha_toma, encuadre)
    revisada = fotografias.revisar(candidatura, imagen, reglas=candidatura.definicion.fotografia, ahora=ahora)
    with transaction.atomic():
        fila = _tomar_abierta(candidatura, "fotografia", por, ahora)
        foto = fotografias.asentar(fila, revisada, por=por, ahora=ahora)
        empezar_captura(fila, por=por, ahora=ahora)
    return foto


def _tomar_abierta(candidatura: Candidatura, seccion: str, por: Alcance, ahora: datetime) -> Candidatura:
    fila = tomar_para_cambiar(candidatura, por)
    exigir_invitada(por, fila)
    exigir_aviso(fila, por)
    ronda = abierta(fila, ahora)
    if ronda is None and captura_cerrada(fila, ahora):
        raise ErrorDeDominio("Ya no se recibe información: terminó el periodo de captura.")
    if ronda is None or not ronda.abre(seccion):
        raise ErrorDeDominio("Esta parte no está abierta: la información ya se envió.")
    return fila


def empezar_captura(candidatura: Candidatura, *, por: Alcance, ahora: datetime) -> None:
    """De «por capturar» a «en captura»; en cualquier otro estado no hace nada."""
    if candidatura.estado == Estado.HABILITADA:
        mover(candidatura, Acto.CAPTURA_EMPEZADA, por=por, ahora=ahora)


def exigir_aviso(candidatura: Candidatura, por: Alcance) -> None:
    """`ErrorDeDominio` si a quien captura le falta leer, en su versión vigente, los avisos de esta candidatura."""
    if not aviso_leido(candidatura, por):
        raise ErrorDeDominio("Antes de capturar, lea el aviso de privacidad.")


@transaction.atomic
def marcar_publicadas(folios: Iterable[str], *, por: Alcance, ahora: datetime) -> int:
    """Las validadas de la lista pasan a publicadas. Devuelve cuántas."""
    filas = _sin_duda(
        para_cambiar(
            Candidatura.objects.en(por).filter(folio__in=list(folios), estado=Estado.VALIDADA).order_by("pk")
        )
    )
    mover_varias(filas, Acto.PUBLICADA, por=por, ahora=ahora)
    return len(filas)
