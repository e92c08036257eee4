"""Qué cambia para quién si se guarda una enmienda. Solo lee."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import POR_DECIDIR, SIN_ENVIAR, SIN_PERFIL, Estado
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.calendario.plazos import inicios_de_captura, vence_captura, vence_revision
from conoceles.expediente.consultas import secciones_publicables
from conoceles.expediente.models import RECIBIDO, AvisoLeido, Envio, Ronda
from conoceles.marco.confirmar import Previa
from conoceles.nucleo import dias
from conoceles.proceso.actos import faltan
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.contenido.enmiendas import Propuesta
from conoceles.proceso.definicion import Calendario, Definicion
from conoceles.publicacion.fase import Fase, fase
from conoceles.publicacion.lectura.textos import dia

FASES = {"antes": "todavía no publica", "abierta": "publica", "veda": "está en veda", "archivo": "es archivo"}
NADIE = "Nadie nota nada hoy: ningún plazo ni ningún perfil cambia."
DE_GRUPO = {
    "preguntas": "La página de preguntas se rehace en la siguiente publicación.",
    "avisos": "La página de privacidad se rehace en la siguiente publicación.",
    "portadas": "Entra en los informes que se generen desde ahora; los ya congelados no cambian.",
    "ayuda": "Lo ya enviado conserva el texto que se leyó al contestar.",
}


def consecuencias(antes: Definicion, despues: Definicion, ahora: datetime, grupo: str = "") -> list[str]:
    """Frases, de lo que más importa a lo que menos; vacía si nadie nota nada. `grupo`: el de la pieza, si es una sola."""
    frases = [
        *_plazos(antes, despues),
        *_captura(antes, despues, ahora),
        *_territorios(antes, despues),
        *_aviso(antes, despues),
        *_sitio(antes, despues, ahora),
    ]
    for para in ("captura", "publicacion"):
        resueltas = [f for f in faltan(antes, para) if f not in faltan(despues, para)]
        frases += [f"Deja de advertirse: {frase}" for frase in resueltas]
    frases += [frase for frase in advertencias(despues) if frase not in advertencias(antes)]
    return [*frases, *filter(None, [DE_GRUPO.get(grupo)])]


def de_propuesta(propuesta: Propuesta, ahora: datetime) -> list[str]:
    """Las de enmendar una pieza."""
    return consecuencias(propuesta.vigente, propuesta.resultado, ahora, propuesta.pieza.grupo)


def por_confirmar(propuesta: Propuesta, ahora: datetime) -> Previa | None:
    """Lo que se confirma antes de mover una fecha; `None` en lo que no es del calendario."""
    if propuesta.pieza.grupo != "calendario":
        return None
    de_dos = propuesta.la_piden_dos(ahora)
    primero = (
        ("Eso ya abrió: queda propuesto y no rige hasta que otra persona lo apruebe.",) if de_dos else ()
    )
    return Previa(
        titulo=f"Cambiar «{propuesta.pieza.titulo}»",
        boton="Proponerlo a otra persona" if de_dos else "Guardar y poner en vigor",
        acto=Acto.CAMBIO_PROPUESTO if de_dos else Acto.DEFINICION_ENMENDADA,
        pasa=primero + (tuple(de_propuesta(propuesta, ahora)) or (NADIE,)),
        no_se_deshace=(
            "Otra enmienda, con otro acto, puede devolver la fecha; las dos quedan en la historia.",
            "Lo que el calendario haga mientras rige esta (abrir, dejar omisa, bloquear, suprimir) no se deshace.",
        ),
    )


def _plazos(antes: Definicion, despues: Definicion) -> Iterator[str]:
    abiertas = Ronda.objects.filter(
        numero=1,
        candidatura__proceso=antes.clave,
        candidatura__estado__in=SIN_ENVIAR,
    )
    inicios = inicios_de_captura(antes.clave, abiertas).values()
    otras = sum(
        vence_captura(antes.calendario, en) != vence_captura(despues.calendario, en) for en in inicios
    )
    if otras:
        yield f"{_candidaturas(otras, 'verá', 'verán')} un plazo de captura distinto."
    enviadas = Envio.objects.filter(
        candidatura__proceso=antes.clave, candidatura__estado__in=POR_DECIDIR
    ).values_list(RECIBIDO, flat=True)
    revisiones = sum(vence_revision(antes, en) != vence_revision(despues, en) for en in enviadas)
    if revisiones:
        yield f"El plazo de revisión vence otro día en {_cuantas(revisiones)}."


def _captura(antes: Definicion, despues: Definicion, ahora: datetime) -> Iterator[str]:
    for donde, _, previo, nuevo in _movidos(antes, despues, "captura_cierre"):
        cierre = nuevo.cierre_de_captura()
        if cierre != previo.cierre_de_captura():
            yield f"Lo extemporáneo se recibirá hasta el {dia(cierre)}{donde}."
    for donde, contiendas, previo, nuevo in _movidos(antes, despues, "captura_inicio"):
        apertura = nuevo.dia("captura_inicio")
        if apertura and apertura != previo.dia("captura_inicio"):
            registradas = _en(antes, contiendas).filter(estado=Estado.REGISTRADA).count()
            ya = ahora >= dias.inicio(apertura, nuevo.zona)
            cuando = "en el siguiente minuto" if ya else f"el {dia(apertura)}"
            yield f"La captura se abrirá {cuando} para {_cuantas(registradas)} sin abrir{donde}."


def _movidos(
    antes: Definicion, despues: Definicion, fecha: str
) -> Iterator[tuple[str, list[str], Calendario, Calendario]]:
    """(«en tal grupo», sus contiendas, su calendario antes y después): de toda la elección y de quien dice esa fecha."""
    yield "", despues.contiendas_de("", fecha), antes.calendario, despues.calendario
    previos = dict(zip([g.clave for g in antes.calendario.grupos], antes.calendario.todos()[1:], strict=True))
    for grupo, nuevo in zip(despues.calendario.grupos, despues.calendario.todos()[1:], strict=True):
        propias = [g.fechas for c in (antes, despues) for g in c.calendario.grupos if g.clave == grupo.clave]
        if any(fecha in fechas for fechas in propias):
            previo = previos.get(grupo.clave, antes.calendario)
            yield f" en «{grupo.nombre}»", despues.contiendas_de(grupo.clave, fecha), previo, nuevo


def _territorios(antes: Definicion, despues: Definicion) -> Iterator[str]:
    """Las boletas que pasan a otro grupo de territorios, y con ellas a sus fechas."""
    entran: dict[str, list[str]] = {}
    for c in despues.contiendas:
        previo, nuevo = (d.calendario.grupo(c.municipio, c.distrito) for d in (antes, despues))
        if (previo and previo.clave) != (nuevo and nuevo.clave):
            entran.setdefault(f"las de «{nuevo.nombre}»" if nuevo else "las de toda la elección", []).append(
                c.clave
            )
    for fechas, contiendas in entran.items():
        cuantas = _en(antes, contiendas).exclude(estado__in=SIN_PERFIL).count()
        boletas = "1 boleta" if len(contiendas) == 1 else f"{len(contiendas)} boletas"
        yield f"Las fechas de {boletas} serán {fechas}: {_candidaturas(cuantas, 'las sigue', 'las siguen')}."


def _en(definicion: Definicion, contiendas: list[str]) -> QuerySet[Candidatura]:
    return Candidatura.objects.filter(proceso=definicion.clave, formula__contienda__clave__in=contiendas)


def _aviso(antes: Definicion, despues: Definicion) -> Iterator[str]:
    vigente = antes.version_de_avisos
    if despues.version_de_avisos != vigente:
        leidas = AvisoLeido.objects.filter(candidatura__proceso=antes.clave, version=vigente)
        cuantas = leidas.exclude(candidatura__estado__in=SIN_PERFIL).count()
        yield f"{_candidaturas(cuantas, 'deberá', 'deberán')} leer otra vez el aviso de privacidad."


def _sitio(antes: Definicion, despues: Definicion, ahora: datetime) -> Iterator[str]:
    previa, nueva = fase(antes, ahora), fase(despues, ahora)
    if previa != nueva:
        yield f"Hoy el sitio público {FASES[previa]}; al guardar, {FASES[nueva]}."
        yield _fichas(antes, previa, nueva)
    for donde, contiendas, antiguo, calendario in _movidos(antes, despues, "publicacion_inicio"):
        publica = calendario.dia("publicacion_inicio")
        if donde and publica != antiguo.dia("publicacion_inicio"):
            cuantas = _en(antes, contiendas).exclude(estado__in=SIN_PERFIL).count()
            yield f"Los perfiles{donde} se ven desde el {dia(publica)}: son {_fichas_en(cuantas)}."
    if antes.calendario.dia(antes.edad_al) != despues.calendario.dia(despues.edad_al):
        yield f"Las edades publicadas se calcularán al {dia(despues.calendario.dia(despues.edad_al))}."


def _fichas(definicion: Definicion, previa: Fase, nueva: Fase) -> str:
    """Cuántas fichas lo notan: todas las que hay, y de ellas, las que enseñan algo de lo que enviaron."""
    filas = list(Candidatura.objects.filter(proceso=definicion.clave).exclude(estado__in=SIN_PERFIL))
    dicen = sum(bool(partes) for partes in secciones_publicables(definicion, filas).values())
    que = {
        "antes": "dejan de verse",
        "abierta": "se ven enteras",
        "archivo": "se quedan sin contacto ni identidad",
    }
    cambia = (
        que.get(nueva, "se quedan como estén")
        if nueva != "abierta" or previa != "antes"
        else "empiezan a verse"
    )
    return f"Son {_fichas_en(len(filas))}: {dicen} con lo que enviaron y {len(filas) - dicen} que solo dicen su registro. Sus perfiles {cambia}."


def _fichas_en(cuantas: int) -> str:
    return "1 perfil" if cuantas == 1 else f"{cuantas} perfiles"


def _candidaturas(cuantas: int, una: str, varias: str) -> str:
    return f"{_cuantas(cuantas)} {una if cuantas == 1 else varias}"


def _cuantas(cuantas: int) -> str:
    return "1 candidatura" if cuantas == 1 else f"{cuantas} candidaturas"
