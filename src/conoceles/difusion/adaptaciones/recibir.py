"""Recibir lo que hizo una persona: todo o nada, con quién lo hizo, quién lo revisó y de qué texto es."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.difusion.adaptaciones.clases import VOZ, Clase, clases
from conoceles.difusion.adaptaciones.hoja import Hecha, Renglon, leer_hoja
from conoceles.difusion.adaptaciones.originales import Original
from conoceles.difusion.formatos import ogg
from conoceles.difusion.models import Adaptacion
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.nucleo.recibidos import hijos
from conoceles.nucleo.recibidos.hijos import NoTermino, Topes
from conoceles.nucleo.redaccion import ocultos
from conoceles.proceso.definicion import Definicion

MAXIMO = 6000  # letras de una respuesta adaptada
MAXIMO_DE_VOZ = 30 * 1024 * 1024  # octetos: cuatro horas a 16 kb/s
DE_UNA_VOZ = Topes(segundos=3, memoria=200_000_000, salida=1_000)


def recibir_hoja(
    *,
    definicion: Definicion,
    clase: str,
    octetos: bytes,
    originales: Sequence[Original],
    por: Alcance,
    ahora: datetime,
) -> int:
    """Cuántas respuestas se guardaron. `ErrorDeDominio` con la primera falta, y nada cambia."""
    por.exigir(Acto.ADAPTACION_RECIBIDA.fila.papeles, "esa adaptación")
    de_la_clase = clases(definicion).get(clase)
    if de_la_clase is None:
        raise NoEncontrado(f"No existe esa clase; use {', '.join(clases(definicion))}.")
    renglones = leer_hoja(octetos)
    por_lugar = {(o.folio, o.campo): o for o in originales}
    for renglon in renglones:
        if falta := _falta(renglon, de_la_clase, por_lugar):
            raise ErrorDeDominio(f"Renglón {renglon.numero}: {falta} No se guardó nada.", campo="archivo")
    with transaction.atomic():
        filas = Adaptacion.objects.bulk_create(
            _fila(definicion.clave, r.folio, clase, r.campo, r.hecha, r.huella, por, ahora) for r in renglones
        )
        if filas:
            datos = {"clase": clase, "respuestas": len(filas)}
            _anotar(definicion.clave, datos, por, ahora)
    return len(renglones)


def _falta(renglon: Renglon, clase: Clase, originales: Mapping[tuple[str, str], Original]) -> str:
    original, hecha = originales.get((renglon.folio, renglon.campo)), renglon.hecha
    if original is None:
        return "no hay esa respuesta publicada."
    if renglon.huella != original.huella:
        return "el texto original cambió desde que se sacó la hoja; saque otra y revise ese renglón."
    if clase.es_enlace and (not hecha.texto.startswith("https://") or " " in hecha.texto):
        return "escriba la dirección del video, que empieza con https://."
    if len(hecha.texto) > MAXIMO:
        return f"pasa de {MAXIMO:,} letras."
    return ocultos.frase(hecha.texto) or _falta_quien(hecha)


def _falta_quien(hecha: Hecha) -> str:
    if not hecha.hizo or not hecha.reviso:
        return "diga quién la hizo y quién la revisó."
    if hecha.hizo.casefold() == hecha.reviso.casefold():
        return "la revisa otra persona, no quien la hizo."
    if max(len(hecha.hizo), len(hecha.reviso)) > 200:
        return "un nombre pasa de 200 letras."
    return ocultos.frase(hecha.hizo) or ocultos.frase(hecha.reviso)


def recibir_voz(
    *,
    proceso: str,
    donde: str,
    huella: str,
    grabacion: bytes,
    hizo: str,
    reviso: str,
    por: Alcance,
    ahora: datetime,
) -> float:
    """La lectura de una persona, que se publica mientras el documento diga lo mismo. Devuelve cuánto dura.

    `donde`: folio o clave de la boleta. `huella`: la de su documento publicado.
    """
    por.exigir(Acto.ADAPTACION_RECIBIDA.fila.papeles, "esa grabación")
    if falta := _falta_quien(Hecha("", hizo, reviso)):
        raise ErrorDeDominio(falta[:1].upper() + falta[1:], campo="hizo")
    if len(grabacion) > MAXIMO_DE_VOZ:
        raise ErrorDeDominio("La grabación pasa de 30 MB.", campo="archivo")
    if falta := _falta_de_voz(grabacion):
        raise ErrorDeDominio(f"{falta} Conviértala con opusenc.", campo="archivo")
    sha256 = archivos.guardar(grabacion)
    with transaction.atomic():
        fila = _fila(proceso, donde, VOZ, "", Hecha(sha256, hizo, reviso), huella, por, ahora)
        fila.save()
        _anotar(proceso, {"clase": VOZ, "de": donde, "archivo": sha256}, por, ahora)
    return ogg.segundos(grabacion)


def _falta_de_voz(grabacion: bytes) -> str:
    try:
        hecho = hijos.hacer("conoceles.difusion.formatos.ogg", "mirar", grabacion, DE_UNA_VOZ)
    except NoTermino:
        return "La grabación cuesta demasiado de leer."
    return str(hecho.dicho.get("reparo", "No es una grabación Ogg Opus."))


def _fila(
    proceso: str, donde: str, clase: str, campo: str, hecha: Hecha, huella: str, por: Alcance, ahora: datetime
) -> Adaptacion:
    return Adaptacion(
        proceso_id=proceso, donde=donde, clase=clase, campo=campo, texto=hecha.texto, hizo=hecha.hizo,
        reviso=hecha.reviso, original=huella, por=por.nombre or por.actor, en=ahora,
    )  # fmt: skip


def _anotar(proceso: str, datos: dict[str, object], por: Alcance, ahora: datetime) -> None:
    registrar(
        using="default", por=por, acto=Acto.ADAPTACION_RECIBIDA, ahora=ahora, proceso=proceso, datos=datos
    )
