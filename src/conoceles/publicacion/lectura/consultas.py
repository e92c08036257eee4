"""Leer las bases a través del mapa de visibilidad, por lotes: el número de consultas no crece con las filas."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from conoceles.bitacora.estados import CON_CONTENIDO, SIN_PERFIL
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.consultas import resumen_de
from conoceles.curricular.fotografias import meses_antes
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.calendario.plazos import inicios_de_captura, vence_captura
from conoceles.expediente.models import Cierre, Conclusion, Envio, Ronda
from conoceles.expediente.notas import Notas, notas_de
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.lectura import fotos, vinculos
from conoceles.publicacion.lectura.vinculos import VinculoPublico
from conoceles.publicacion.mapa import parciales
from conoceles.publicacion.mapa.visibilidad import Visibilidad, filtrar, publicos

_CAMPOS = (
    *publicos("candidaturas.Candidatura", derivados=("id", "clave_identidad")),
    *publicos("candidaturas.Persona", "persona__", derivados=("fecha_nacimiento",)),
    *publicos("candidaturas.Formula", "formula__"),
    "formula__contienda__clave",
    "formula__fuerza__siglas",
    "formula__responde__nombre",
)
_VERSION = (
    *publicos("curricular.VersionCurricular", derivados=("origen",)),
    *publicos("curricular.Fotografia", "fotografia__"),
)


@dataclass(frozen=True)
class Fila:
    """Una candidatura tal como el mapa deja verla. Los nombres son los del ORM."""

    datos: dict[str, Any]
    version: dict[str, Any] | None
    acuse: str
    vence: date | None  # último día de su plazo de captura, si ya empezó
    identidad: dict[str, Any]
    notas: Notas = field(default_factory=Notas)
    vinculos: tuple[VinculoPublico, ...] = ()
    alterada: bool = False  # lo guardado ya no es lo que se envió: no se publica
    sin_archivo: str = (
        ""  # huella de su última fotografía, si su archivo no está: espera con lo que ya mostraba
    )

    @property
    def folio(self) -> str:
        return str(self.datos["folio"])

    @property
    def contienda(self) -> str:
        return str(self.datos["formula__contienda__clave"])


def filas(
    d: Definicion, *, contiendas: Collection[str] | None = None, con_identidad: bool = True
) -> list[Fila]:
    """Las candidaturas con perfil, en el orden anunciado: contienda, boleta, posición, propietaria primero.

    `contiendas` (claves) limita la lectura; sin ella se lee la elección entera.
    """
    clave = d.clave
    consulta = Candidatura.objects.filter(proceso=clave, **_en("formula__", contiendas)).exclude(
        estado__in=SIN_PERFIL
    )
    orden = (
        "formula__contienda__orden",
        "formula__fuerza__orden",
        "formula__posicion",
        "calidad",
        "suplencia",
        "folio",
    )
    leidas = list(consulta.order_by(*orden).values(*_CAMPOS))
    if Cierre.objects.vigentes().filter(proceso=clave).exists():
        for fila in leidas:
            fila["acciones_afirmativas"] = []  # el archivo ya no dice de quién (plan §12): quedan los totales
    leidas = _por_solicitud(leidas, d)
    versiones, alteradas, sin_archivo = _versiones(d, contiendas)
    suyos = None if contiendas is None else [fila["folio"] for fila in leidas]
    notas = notas_de(suyos, proceso=clave)
    _ocultar(d, notas, leidas, versiones)
    acuses = _acuses(clave, contiendas)
    plazos = _plazos(d, contiendas)
    validadas = _validadas(leidas, versiones) if con_identidad else []
    identidad = _identidad(d, validadas)
    de_ella = vinculos.de([fila["clave_identidad"] for fila in leidas])
    return [
        Fila(
            datos=fila,
            version=versiones.get(fila["id"]),
            acuse=acuses.get(fila["id"], ""),
            vence=plazos.get(fila["id"]),
            identidad=identidad.get(fila["clave_identidad"], {}),
            notas=notas.get(fila["folio"], Notas()),
            vinculos=de_ella.get(fila["clave_identidad"], ()),
            alterada=fila["id"] in alteradas,
            sin_archivo=sin_archivo.get(fila["id"], ""),
        )
        for fila in leidas
    ]


def _por_solicitud(leidas: list[dict[str, Any]], d: Definicion) -> list[dict[str, Any]]:
    """Las independientes de una boleta, por el número de su fórmula, que es el de su solicitud (LGIPE, artículo 432).

    El lugar en que se guardaron no basta: una que un tribunal ordena registrar llega después con un número menor.
    """
    sueltas = {f.siglas for f in d.fuerzas if f.tipo == "independiente"}
    contiendas, fuerzas = {c.clave: c.orden for c in d.contiendas}, {f.siglas: f.orden for f in d.fuerzas}

    def lugar(fila: dict[str, Any]) -> tuple[int, int, int, str]:
        siglas, numero = fila["formula__fuerza__siglas"], fila["formula__clave_origen"]
        solicitud = (len(numero), numero) if siglas in sueltas else (0, "")
        return (contiendas[fila["formula__contienda__clave"]], fuerzas[siglas], *solicitud)

    return sorted(leidas, key=lugar)  # `sorted` conserva el resto del orden


def cuantas(clave: str) -> dict[str, int]:
    """Clave de cada contienda → cuántas candidaturas tiene, concluidas también."""
    suyas = Candidatura.objects.filter(proceso=clave).values_list("formula__contienda__clave")
    return dict(suyas.annotate(cuantas=Count("id")))


def contiendas_de(clave: str, folios: Collection[str]) -> dict[str, str]:
    """Folio → clave de su contienda."""
    consulta = Candidatura.objects.filter(proceso=clave, folio__in=list(folios))
    return dict(consulta.values_list("folio", "formula__contienda__clave"))


def _en(prefijo: str, contiendas: Collection[str] | None) -> dict[str, Any]:
    return {} if contiendas is None else {f"{prefijo}contienda__clave__in": sorted(contiendas)}


def _versiones(
    d: Definicion, contiendas: Collection[str] | None
) -> tuple[dict[UUID, dict[str, Any]], set[UUID], dict[UUID, str]]:
    """Última versión pública de cada candidatura, campo por campo por el mapa; de quiénes está alterada, y de quiénes
    no está el archivo de la fotografía: esas se quedan con la versión anterior y las demás siguen.

    La huella se calcula otra vez aquí: quien es dueño del archivo de la base lo es también de sus candados.
    """
    esperan = parciales.pendientes(d)
    consulta = _publicas(d.clave, esperan).filter(**_en("candidatura__formula__", contiendas))
    # La antigüedad de la fotografía se mira otra vez aquí: el inicio pudo moverse después de validarse.
    consulta = consulta.annotate(vencida=_foto_vencida(d))
    ultimas: dict[UUID, dict[str, Any]] = {}
    sin_archivo: dict[UUID, str] = {}
    objetos = Arbol(d.clave).objetos
    for fila in consulta.order_by("numero").values("candidatura_id", "vencida", *_VERSION):
        quien, foto = fila["candidatura_id"], fila["fotografia__sha256"]
        if foto and not fila["vencida"] and not fotos.hay(foto, objetos):
            sin_archivo[quien] = foto
            continue
        sin_archivo.pop(quien, None)
        ultimas[quien] = fila
    alteradas = {quien for quien, fila in ultimas.items() if not _integra(fila)}
    for quien in alteradas:
        del ultimas[quien]
    for fila in ultimas.values():
        if fila["vencida"]:
            fila["fotografia__sha256"] = None
        fila["contenido"] = filtrar(fila["contenido"], d.curricular, Visibilidad.PUBLICA)
        if fila["candidatura_id"] in esperan:
            parciales.recortar(d.curricular, fila, esperan[fila["candidatura_id"]])
    return ultimas, alteradas, sin_archivo


def _integra(fila: dict[str, Any]) -> bool:
    return resumen_de(fila["contenido"], fila["fotografia__sha256"] or "") == str(fila["huella"])


def ultima_actualizacion(d: Definicion) -> datetime | None:
    """De cuándo es lo más reciente que muestra el sitio, también quien salió; `None` si aún no muestra nada."""
    mostrado = _publicas(d.clave, parciales.pendientes(d)).aggregate(ultima=Max("en"))["ultima"]
    salidas = Conclusion.objects.filter(candidatura__proceso=d.clave).aggregate(ultima=Max("en"))["ultima"]
    return max(filter(None, (mostrado, salidas)), default=None) if mostrado else None


def actualizadas(d: Definicion, folios: Collection[str]) -> dict[str, datetime]:
    """Folio → de cuándo es la información que muestra."""
    mostrado = _publicas(d.clave, parciales.pendientes(d)).filter(candidatura__folio__in=list(folios))
    return dict(mostrado.values_list("candidatura__folio").annotate(ultima=Max("en")))


def entradas(d: Definicion, folios: Collection[str]) -> dict[str, date]:
    """Folio de quien entró por sustitución → el día del acuerdo."""
    hechas = Conclusion.objects.filter(candidatura__proceso=d.clave, sustituta__folio__in=list(folios))
    return dict(hechas.order_by("pk").values_list("sustituta__folio", "fecha_acuerdo"))


def _publicas(clave: str, esperan: Collection[UUID]) -> QuerySet[VersionCurricular]:
    publicas = Q(candidatura__estado__in=CON_CONTENIDO) | Q(candidatura__in=list(esperan))
    return VersionCurricular.objects.filter(publicas, candidatura__proceso=clave)


def _foto_vencida(d: Definicion) -> Q:
    """Si ya tenía más meses de los permitidos al empezar la publicación en su territorio (plan §11.4)."""

    def antes_de(inicio: date | None) -> Q:
        limite = meses_antes(inicio, d.fotografia.antiguedad_meses) if inicio else date.min
        return Q(fotografia__fecha_toma__lt=limite)

    vencida, suyas = antes_de(d.calendario.dia("publicacion_inicio")), Q()
    for grupo in d.calendario.grupos:
        de_ahi = Q(candidatura__formula__contienda__clave__in=d.contiendas_de(grupo.clave, ""))
        if propia := grupo.fechas.get("publicacion_inicio"):
            suyas |= de_ahi & antes_de(propia.dia)
            vencida &= ~de_ahi
    return suyas | vencida


def _ocultar(
    d: Definicion,
    notas: dict[str, Notas],
    leidas: list[dict[str, Any]],
    versiones: dict[UUID, dict[str, Any]],
) -> None:
    """Quita de cada versión lo que una orden de autoridad manda no mostrar."""
    ocultas = {folio: nota.ocultas for folio, nota in notas.items() if nota.ocultas}
    if not ocultas:
        return
    campos = {s.clave: {c.clave for c in s.campos} for s in d.curricular.secciones}
    for fila in leidas:
        version = versiones.get(fila["id"])
        if version is None:
            continue
        for seccion in ocultas.get(fila["folio"], ()):
            callados = campos.get(seccion, set())
            version["contenido"] = {k: v for k, v in version["contenido"].items() if k not in callados}
            if seccion == "fotografia":
                version["fotografia__sha256"] = None


def _validadas(leidas: list[dict[str, Any]], versiones: dict[UUID, dict[str, Any]]) -> list[dict[str, Any]]:
    """De quién se pregunta lo consentido: antes de validarse no sale, aunque se haya consentido."""
    return [
        fila
        for fila in leidas
        if (version := versiones.get(fila["id"])) and "identidad" not in version.get("pendientes", ())
    ]


def _acuses(clave: str, contiendas: Collection[str] | None) -> dict[UUID, str]:
    consulta = Envio.objects.filter(candidatura__proceso=clave, **_en("candidatura__formula__", contiendas))
    return dict(consulta.order_by("ronda").values_list("candidatura_id", *publicos("expediente.Envio")))


def _plazos(d: Definicion, contiendas: Collection[str] | None) -> dict[UUID, date]:
    """Hasta cuándo puede capturar cada una: el mismo día que se le dice a quien captura."""
    rondas = Ronda.objects.filter(
        candidatura__proceso=d.clave, numero=1, **_en("candidatura__formula__", contiendas)
    ).select_related("candidatura__formula__contienda")
    inicios = inicios_de_captura(d.clave, rondas)
    return {candidatura: vence_captura(d.calendario, inicio) for candidatura, inicio in inicios.items()}


def _identidad(d: Definicion, validadas: list[dict[str, Any]]) -> dict[UUID, dict[str, Any]]:
    """Lo consentido y nada más: lo decide la sala de identidad y el mapa lo vuelve a cribar."""
    from conoceles.identidad.consultas import publicables

    claves = [fila["clave_identidad"] for fila in validadas]
    obligados = {f["clave_identidad"]: d.grupos_que_muestran(f["acciones_afirmativas"]) for f in validadas}
    return {
        clave: filtrar(respuestas, d.identidad, Visibilidad.CON_CONSENTIMIENTO)
        for clave, respuestas in publicables(claves, d.identidad, sin_consentir=obligados).items()
    }
