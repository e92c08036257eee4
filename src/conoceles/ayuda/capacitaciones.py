"""Quién se capacitó, cuándo y en qué, con su lista firmada (plan §10.2, artículo 14 de los Lineamientos)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from conoceles.ayuda.models import Asistencia, Capacitacion, ListaFirmada
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.bitacora.papeles import REVISORES
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos, NoEncontrado
from conoceles.nucleo.recibidos import revisor
from conoceles.proceso.definicion import Definicion

PUBLICOS = {
    "instituto": "Personal de la autoridad electoral",
    "partidos": "Partidos políticos",
    "independientes": "Candidaturas independientes",
    "candidaturas": "Personas candidatas",
}
DE_PARTIDOS = ("partidos", "independientes")  # donde no los hay, nadie es ni lo uno ni lo otro
MAXIMO, MAXIMO_PAGINAS = 10_000_000, 50  # de la lista digitalizada
MAXIMO_DE_NOMBRES = 300


def publicos(definicion: Definicion) -> dict[str, str]:
    """A quiénes puede dirigirse una sesión de esa elección."""
    if definicion.con_partidos:
        return PUBLICOS
    suyos = {clave: dicho for clave, dicho in PUBLICOS.items() if clave not in DE_PARTIDOS}
    return suyos | ({"partidos": "Quienes postulan"} if definicion.con_designadas else {})


def dirigida(definicion: Definicion, publico: str) -> str:
    """A quién se dirigió una sesión, como se dice en esa elección."""
    return (PUBLICOS | publicos(definicion))[publico]


@transaction.atomic
def programar(
    *,
    proceso: str,
    fecha: date | None,
    tema: str,
    publico: str,
    imparte: str,
    lugar: str = "",
    por: Alcance,
    ahora: datetime,
) -> Capacitacion:
    """Registra una sesión, ya dada o por darse. `ErroresDeCampos` si falta algo."""
    por.exigir(REVISORES, "esa capacitación")
    faltan = {
        "fecha": "" if fecha else "Escriba la fecha.",
        "tema": _de_texto(tema, "Escriba el tema."),
        "publico": "" if publico in PUBLICOS else "Elija a quién se dirige.",
        "imparte": _de_texto(imparte, "Escriba quién la imparte."),
        "lugar": "Use 200 caracteres como máximo." if len(lugar) > 200 else "",
    }
    errores = {campo: frase for campo, frase in faltan.items() if frase}
    if errores or fecha is None:
        raise ErroresDeCampos("Revise los datos de la capacitación.", errores)
    sesion = Capacitacion.objects.create(
        proceso_id=proceso,
        fecha=fecha,
        tema=tema.strip(),
        publico=publico,
        lugar=lugar.strip(),
        imparte=imparte.strip(),
        por=por.actor,
        en=ahora,
    )
    _anotar(sesion, Acto.CAPACITACION_REGISTRADA, por=por, ahora=ahora)
    return sesion


@transaction.atomic
def anotar_asistencia(*, numero: int, lista: str, por: Alcance, ahora: datetime) -> int:
    """Agrega a quienes asistieron, uno por renglón: «Nombre; a quién representa». Devuelve cuántos son nuevos.

    `ErrorDeDominio` si la sesión no ha llegado o la lista no se entiende; no se agrega a nadie.
    """
    por.exigir(REVISORES, "esa capacitación")
    sesion = _tomar(numero, por)
    if sesion.fecha > timezone.localdate(ahora):
        raise ErrorDeDominio("Esa capacitación todavía no llega.", campo="lista")
    ya = set(sesion.asistencias.filter(retirada_en=None).values_list("nombre", "representa"))
    nuevas = [persona for persona in dict.fromkeys(_leer(lista)) if persona not in ya]
    for nombre, representa in nuevas:
        Asistencia.objects.create(
            capacitacion=sesion, nombre=nombre, representa=representa, por=por.actor, en=ahora
        )
    if nuevas:
        _anotar(sesion, Acto.ASISTENCIA_ANOTADA, por=por, ahora=ahora, cuantas=len(nuevas))
    return len(nuevas)


@transaction.atomic
def retirar_asistencia(*, numero: int, asistencia: int, por: Alcance, ahora: datetime) -> None:
    """Deja sin efecto un renglón equivocado. `NoEncontrado` si no es de esa sesión o ya se retiró."""
    por.exigir(REVISORES, "esa capacitación")
    sesion = _tomar(numero, por)
    fila = sesion.asistencias.filter(pk=asistencia, retirada_en=None).first()
    if fila is None:
        raise NoEncontrado("No existe esa asistencia.")
    fila.retirada_por, fila.retirada_en = por.actor, ahora
    fila.save(update_fields=["retirada_por", "retirada_en"])
    _anotar(sesion, Acto.ASISTENCIA_RETIRADA, por=por, ahora=ahora, asistencia=fila.pk)


def guardar_lista(*, numero: int, archivo: bytes, por: Alcance, ahora: datetime) -> ListaFirmada:
    """La lista firmada, en PDF o fotografía. `ErrorDeDominio`, con la razón, si no se admite."""
    por.exigir(REVISORES, "esa capacitación")
    if not archivo:
        raise ErrorDeDominio("Elija la lista firmada, en PDF, JPG o PNG.", campo="archivo")
    limpio = revisor.documento(archivo, maximo=MAXIMO, paginas=MAXIMO_PAGINAS)
    with transaction.atomic():
        sesion = _tomar(numero, por)
        fila = ListaFirmada.objects.create(
            capacitacion=sesion,
            archivo=archivos.guardar(limpio.octetos),
            formato=limpio.extension,
            por=por.actor,
            en=ahora,
        )
        _anotar(sesion, Acto.LISTA_FIRMADA, por=por, ahora=ahora, archivo=fila.archivo)
    return fila


def de(numero: int, por: Alcance) -> Capacitacion:
    """Una sesión de la elección que ve. `NoEncontrado` si no existe."""
    return _una(Capacitacion.objects.all(), numero, por)


def _tomar(numero: int, por: Alcance) -> Capacitacion:
    return _una(para_cambiar(Capacitacion.objects.all()), numero, por)


def _una(filas: QuerySet[Capacitacion], numero: int, por: Alcance) -> Capacitacion:
    filas = filas.filter(proceso=por.proceso) if por.proceso else filas
    sesion = filas.filter(pk=numero).first()
    if sesion is None:
        raise NoEncontrado("No existe esa capacitación.")
    return sesion


def asistentes(sesion: Capacitacion) -> list[Asistencia]:
    """Quienes cuentan, en orden alfabético."""
    return list(sesion.asistencias.filter(retirada_en=None).order_by("nombre", "id"))


def _leer(lista: str) -> list[tuple[str, str]]:
    personas = []
    for renglon in filter(None, (r.strip() for r in lista.splitlines())):
        nombre, _, representa = (parte.strip() for parte in renglon.partition(";"))
        if len(nombre) < 3 or len(nombre) > 200 or len(representa) > 200:
            raise ErrorDeDominio(
                f"No se entiende el renglón «{renglon[:60]}»: escriba el nombre completo, y si representa a alguien, "
                "punto y coma y a quién.",
                campo="lista",
            )
        personas.append((nombre, representa))
    if not personas:
        raise ErrorDeDominio("Escriba a quienes asistieron, uno por renglón.", campo="lista")
    if len(personas) > MAXIMO_DE_NOMBRES:
        raise ErrorDeDominio(f"Anote {MAXIMO_DE_NOMBRES} personas como máximo cada vez.", campo="lista")
    return personas


def _de_texto(texto: str, vacio: str) -> str:
    if not texto.strip():
        return vacio
    return "Use 200 caracteres como máximo." if len(texto) > 200 else ""


def _anotar(sesion: Capacitacion, acto: Acto, *, por: Alcance, ahora: datetime, **datos: object) -> None:
    """Sin la elección en la entrada: lo público no cambia y no hay que mirarla para publicar."""
    registrar(using="default", por=por, acto=acto, ahora=ahora, datos={"capacitacion": sesion.pk} | datos)
