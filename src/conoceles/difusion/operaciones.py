"""Anotar quiénes están en cada boleta y qué se publicó en redes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.difusion import calendario
from conoceles.difusion.consultas import elencos, turnos_de
from conoceles.difusion.models import Elenco, Publicada
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos, NoEncontrado
from conoceles.nucleo.recibidos import revisor
from conoceles.proceso import consultas as procesos

MINIMO_DE_EVIDENCIA, MAXIMO_DE_EVIDENCIA = 200, 10 * 1024 * 1024
MAXIMO_DE_DIRECCION = 300


def anotar_elenco(clave: str, boletas: Mapping[str, Sequence[str]], *, ahora: datetime) -> bool:
    """Si cambió lo que se reparte, rige desde mañana: lo de hoy ya se copió. El primero, desde el principio."""
    d = procesos.definicion(clave)
    nuevo = {b: list(f) if d.difusion.personas else [] for b, f in sorted(boletas.items())}
    previos = elencos(clave)
    if (not nuevo and not previos) or (previos and dict(previos[-1][1]) == nuevo):
        return False
    hoy = d.calendario.dia_local(ahora)
    de_campana, _ = calendario.lugares(d)
    primero = min([hoy, *(x.dia for x in de_campana[:1])])
    desde = hoy + timedelta(days=1) if previos else primero
    Elenco.objects.create(proceso_id=clave, desde=desde, boletas=nuevo, en=ahora)
    return True


def anotar_publicada(
    *,
    proceso: str,
    dia: date | None,
    hora: str,
    red: str,
    direccion: str,
    imagen: bytes,
    por: Alcance,
    ahora: datetime,
) -> Publicada:
    """Guarda la dirección y la evidencia de una publicación. `NoEncontrado` si ese lugar o esa red no son del calendario."""
    por.exigir(Acto.PUBLICADA_EN_REDES.fila.papeles, "esa publicación")
    d = procesos.definicion(proceso)
    lugares = {(t.lugar.dia, t.lugar.hora) for t in turnos_de(d)}
    if dia is None or (dia, hora) not in lugares or red not in d.difusion.redes:
        raise NoEncontrado("No existe esa publicación.")
    faltas = {}
    if dia > d.calendario.dia_local(ahora):
        faltas["direccion"] = "Todavía no llega su día."
    elif not direccion.startswith("https://") or len(direccion) > MAXIMO_DE_DIRECCION or " " in direccion:
        faltas["direccion"] = "Pegue la dirección completa de la publicación, que empieza con https://."
    limpia, falta = _evidencia(imagen)
    if falta:
        faltas["imagen"] = falta
    if faltas:
        raise ErroresDeCampos("No se anotó.", faltas)
    with transaction.atomic():
        fila = Publicada.objects.create(
            proceso_id=proceso, dia=dia, hora=hora, red=red, direccion=direccion,
            evidencia=archivos.guardar(limpia), por=por.nombre or por.actor, en=ahora,
        )  # fmt: skip
        datos = {"dia": dia.isoformat(), "hora": hora, "red": red, "evidencia": fila.evidencia}
        registrar(
            using="default", por=por, acto=Acto.PUBLICADA_EN_REDES, ahora=ahora, proceso=proceso, datos=datos
        )
    return fila


def _evidencia(imagen: bytes) -> tuple[bytes, str]:
    """La captura de pantalla, vuelta a codificar y sin metadatos; o por qué no se admite."""
    if not imagen:
        return b"", "Adjunte la imagen de cómo se ve la publicación."
    if len(imagen) > MAXIMO_DE_EVIDENCIA:
        return b"", "La imagen pasa de 10 MB."
    try:
        return revisor.imagen(imagen, minimo_lado=MINIMO_DE_EVIDENCIA), ""
    except ErrorDeDominio as error:
        return b"", error.mensaje
