"""Leer las bases a través del mapa de visibilidad, por lotes: el número de consultas no crece con las filas."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from conoceles.bitacora.estados import CON_CONTENIDO, SIN_PERFIL
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.consultas import ultimas_asentadas
from conoceles.curricular.fotografias import meses_antes
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.calendario.plazos import inicios_de_captura, vence_captura
from conoceles.expediente.constancias.de_la_base_a import Alterada, sin_constancia
from conoceles.expediente.models import Cierre, Conclusion, Envio, Ronda
from conoceles.expediente.notas import Notas, notas_de
from conoceles.identidad.consultas import publicables
from conoceles.integridad.hallazgo import Que
from conoceles.integridad.pregunta import ajenas
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.cuestionario import Respuesta
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.lectura import fotos, mostradas, vinculos
from conoceles.publicacion.lectura.fila import (
    TODAS,
    Cuales,
    DeRegistro,
    Fila,
    VersionPublica,
    por_solicitud,
    por_verificar,
)
from conoceles.publicacion.lectura.mostradas import Mostrado
from conoceles.publicacion.mapa import parciales
from conoceles.publicacion.mapa.visibilidad import Visibilidad, filtrar, publicos

_CAMPOS = (
    *publicos("candidaturas.Candidatura", derivados=("id", "clave_identidad")),
    *publicos("candidaturas.Persona", "persona__", derivados=("fecha_nacimiento",)),
    *publicos("candidaturas.Formula", "formula__"),
    "formula__contienda__clave",
    "formula__fuerza__siglas",
    "formula__responde__siglas",
)
_VERSION = (
    *publicos("curricular.VersionCurricular", derivados=("origen",)),
    *publicos("curricular.Fotografia", "fotografia__"),
)


# De lo que el mapa deja leer, cómo se llama cada cosa en la fila.
_DE_REGISTRO = {
    "id": "id",
    "clave_identidad": "clave_identidad",
    "folio": "folio",
    "estado": "estado",
    "origen": "origen",
    "calidad": "calidad",
    "suplencia": "suplencia",
    "sobrenombre": "sobrenombre",
    "circunscripcion": "circunscripcion",
    "reeleccion": "reeleccion",
    "acciones_afirmativas": "acciones_afirmativas",
    "persona__nombre": "nombre",
    "persona__nombres": "nombres",
    "persona__primer_apellido": "primer_apellido",
    "persona__segundo_apellido": "segundo_apellido",
    "persona__sexo": "sexo",
    "persona__fecha_nacimiento": "nacimiento",
    "persona__edad_publicada": "edad_publicada",
    "formula": "formula",
    "formula__posicion": "posicion",
    "formula__clave_origen": "clave_origen",
    "formula__contienda__clave": "contienda",
    "formula__fuerza__siglas": "fuerza",
    "formula__responde__siglas": "responde",
}


def filas(d: Definicion, cuales: Cuales = TODAS, *, con_identidad: bool = True) -> list[Fila]:
    """Las candidaturas con perfil, en el orden anunciado: contienda, boleta, posición, propietaria primero."""
    hoy, por_fuera = _registradas(d, cuales)
    versiones, sin_lo_suyo, sin_archivo = _versiones(d, cuales)
    dudosas: dict[str, Alterada | None] = {
        **dict.fromkeys(_sin_version(hoy, versiones, sin_lo_suyo, sin_archivo)),
        **por_fuera,
    }
    repuestas = mostradas.vigentes(dudosas)
    leidas = por_solicitud(_como_constan(d, cuales, hoy, por_fuera, repuestas), d)
    versiones = {r.id: v for r in leidas if r.folio not in dudosas and (v := versiones.get(r.id))}
    objetos = Arbol(d.clave).objetos
    versiones |= {m.datos.id: v for m in repuestas.values() if (v := m.version_publica(objetos))}
    suyos = None if cuales == TODAS else [r.folio for r in leidas]
    notas = {f: n for f, n in notas_de(suyos, proceso=d.clave).items() if f not in dudosas}
    notas |= {folio: m.notas for folio, m in repuestas.items()}
    _ocultar(d, notas, leidas, versiones)
    acuses, plazos = _acuses(d.clave, cuales), _plazos(d, cuales)
    identidad = _identidad(d, _validadas(leidas, versiones) if con_identidad else [])
    de_ella = vinculos.de([r.clave_identidad for r in leidas])
    leido = [
        Fila(
            datos=r,
            version=versiones.get(r.id),
            acuse=acuses.get(r.id, ""),
            vence=plazos.get(r.id),
            identidad=identidad.get(r.clave_identidad, {}),
            notas=notas.get(r.folio, Notas()),
            vinculos=de_ella.get(r.clave_identidad, ()),
            sin_archivo=sin_archivo.get(r.id, ""),
        )
        for r in leidas
    ]
    return [_en_duda(f, repuestas.get(f.folio)) if f.folio in dudosas else f for f in leido]


def _en_duda(fila: Fila, repuesta: Mostrado | None) -> Fila:
    """Con lo último que se publicó; si no hay, en su lugar y sin nada."""
    if repuesta is None:
        return replace(fila, vinculos=(), alterada=True)
    return replace(fila, acuse=repuesta.acuse, vence=repuesta.vence, sin_archivo="", repuesta=True)


def _registradas(d: Definicion, cuales: Cuales) -> tuple[dict[str, DeRegistro], dict[str, Alterada]]:
    """Por folio, lo que la base dice de ellas, y cuáles alguien cambió, o quitó, sin que conste."""
    consulta = Candidatura.objects.filter(proceso=d.clave, **cuales.en("formula"))
    leidas = {fila["folio"]: fila for fila in consulta.values(*_CAMPOS)}
    suyos = leidas.keys() | mostradas.folios(d.clave, cuales)
    por_fuera = {una.folio: una for una in sin_constancia(suyos)}
    dichas = {
        folio: DeRegistro(**{propio: fila[suyo] for suyo, propio in _DE_REGISTRO.items()})
        for folio, fila in leidas.items()
    }
    return dichas, por_fuera


def _sin_version(
    hoy: Mapping[str, DeRegistro],
    versiones: Mapping[UUID, VersionPublica],
    alteradas: Collection[UUID],
    sin_archivo: Collection[UUID],
) -> list[str]:
    """De quién no se puede decir lo último que envió: no es lo que envió, o ya no está."""
    faltan = [
        r.folio for r in hoy.values()
        if r.estado in CON_CONTENIDO and r.id not in versiones and r.id not in sin_archivo
    ]  # fmt: skip
    constan = ultimas_asentadas(faltan) if faltan else {}
    return [r.folio for r in hoy.values() if r.id in alteradas or r.folio in constan]


def _como_constan(
    d: Definicion,
    cuales: Cuales,
    hoy: Mapping[str, DeRegistro],
    por_fuera: Mapping[str, Alterada],
    repuestas: Mapping[str, Mostrado],
) -> list[DeRegistro]:
    """Las que tienen perfil según su último acto."""
    juntas = {
        folio: por_verificar(r, una) if (una := por_fuera.get(folio)) else r for folio, r in hoy.items()
    }
    juntas |= {folio: m.datos for folio, m in repuestas.items() if folio in por_fuera}
    if Cierre.objects.vigentes().filter(proceso=d.clave).exists():
        # El archivo ya no dice de quién (plan §12): quedan los totales.
        juntas = {folio: replace(r, acciones_afirmativas=()) for folio, r in juntas.items()}
    # De quien la base dice otra fuerza o boleta que las de la elección no se sabe ni su lugar: espera a que se reponga.
    siglas, boletas = {f.siglas for f in d.fuerzas}, {c.clave for c in d.contiendas}
    de_aqui = (r for r in juntas.values() if r.fuerza in siglas and r.contienda in boletas)
    suyas = (r for r in de_aqui if cuales.incluye(r))
    return [r for r in suyas if r.estado not in SIN_PERFIL]


def cuantas(clave: str) -> dict[str, int]:
    """Clave de cada contienda → cuántas candidaturas tiene, concluidas también."""
    suyas = Candidatura.objects.filter(proceso=clave).values_list("formula__contienda__clave")
    return dict(suyas.annotate(cuantas=Count("id")))


def contiendas_de(clave: str, folios: Collection[str]) -> dict[str, str]:
    """Folio → clave de su contienda."""
    consulta = Candidatura.objects.filter(proceso=clave, folio__in=list(folios))
    return dict(consulta.values_list("folio", "formula__contienda__clave"))


def formulas_de(clave: str, folios: Collection[str]) -> list[UUID]:
    """En qué fórmulas están; la de quien ya no tiene perfil también."""
    consulta = Candidatura.objects.filter(proceso=clave, folio__in=list(folios))
    return [*{*consulta.values_list("formula_id", flat=True)}]


def _versiones(
    d: Definicion, cuales: Cuales
) -> tuple[dict[UUID, VersionPublica], set[UUID], dict[UUID, str]]:
    """Última versión pública de cada candidatura, campo por campo por el mapa; de quiénes está alterada, y de quiénes
    no está el archivo de la fotografía: esas se quedan con la versión anterior y las demás siguen.

    Se mira que conste: quien es dueño del archivo de la base lo es también de sus candados, y puede agregar otra versión con
    su huella bien hecha.
    """
    esperan = parciales.pendientes(d, cuales)
    ultimas, sin_archivo = _ultimas(d, cuales, esperan)
    alteradas = {quien for quien, (version, integra) in ultimas.items() if not integra}
    versiones = {quien: version for quien, (version, integra) in ultimas.items() if integra}
    for quien, callan in esperan.items():
        if quien in versiones:
            versiones[quien] = parciales.recortada(d.curricular, versiones[quien], callan)
    return versiones, alteradas, sin_archivo


def _ultimas(
    d: Definicion, cuales: Cuales, esperan: Collection[UUID]
) -> tuple[dict[UUID, tuple[VersionPublica, bool]], dict[UUID, str]]:
    """Lo último de cada quien y si sigue siendo lo que envió; y qué fotografía le falta a quien se queda con lo anterior."""
    consulta = _publicas(d.clave, esperan).filter(**cuales.en("candidatura__formula"))
    # La antigüedad de la fotografía se mira otra vez aquí: el inicio pudo moverse después de validarse.
    consulta = consulta.annotate(vencida=_foto_vencida(d))
    ultimas: dict[UUID, tuple[VersionPublica, bool]] = {}
    sin_archivo: dict[UUID, str] = {}
    folios, objetos = {*consulta.values_list("candidatura__folio", flat=True)}, Arbol(d.clave).objetos
    # De quien falta una, la última no es la que hay: con ella borrada se volvería a decir lo de antes.
    por_fuera = {h.dueno if h.que is Que.FALTA else h.clave for h in ajenas(VersionCurricular, de=folios)}
    for fila in consulta.order_by("numero").values(
        "id", "candidatura_id", "candidatura__folio", "vencida", *_VERSION
    ):
        quien, foto = fila["candidatura_id"], fila["fotografia__sha256"] or ""
        integra = por_fuera.isdisjoint((fila["candidatura__folio"], str(fila["id"])))
        if foto and not fila["vencida"] and not fotos.hay(foto, objetos):
            sin_archivo[quien] = foto
            continue
        sin_archivo.pop(quien, None)
        version = VersionPublica(
            filtrar(fila["contenido"], d.curricular, Visibilidad.PUBLICA),
            fila["huella"],
            fila["en"],
            "" if fila["vencida"] else foto,
            vencida=bool(fila["vencida"]),
        )
        ultimas[quien] = version, integra
    return ultimas, sin_archivo


def ultima_actualizacion(d: Definicion) -> datetime | None:
    """De cuándo es lo más reciente que muestra el sitio, también quien salió; `None` si aún no muestra nada."""
    mostrado = mostradas.de_cuando(d.clave)
    salidas = Conclusion.objects.filter(candidatura__proceso=d.clave).aggregate(ultima=Max("en"))["ultima"]
    return max(filter(None, (mostrado, salidas)), default=None) if mostrado else None


def actualizadas(d: Definicion, folios: Collection[str]) -> dict[str, datetime]:
    """Folio → de cuándo es la información que muestra."""
    mostrado = _publicas(d.clave, parciales.pendientes(d)).filter(candidatura__folio__in=list(folios))
    return dict(mostrado.order_by("numero").values_list("candidatura__folio", "en"))


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
    leidas: list[DeRegistro],
    versiones: dict[UUID, VersionPublica],
) -> None:
    """Quita de cada versión lo que una orden de autoridad manda no mostrar."""
    ocultas = {folio: nota.ocultas for folio, nota in notas.items() if nota.ocultas}
    if not ocultas:
        return
    campos = {s.clave: {c.clave for c in s.campos} for s in d.curricular.secciones}
    for r in leidas:
        version, mandadas = versiones.get(r.id), ocultas.get(r.folio, {})
        if version is None or not mandadas:
            continue
        callados = {campo for seccion in mandadas for campo in campos.get(seccion, ())}
        versiones[r.id] = replace(
            version,
            contenido={k: v for k, v in version.contenido.items() if k not in callados},
            fotografia="" if "fotografia" in mandadas else version.fotografia,
        )


def _validadas(leidas: list[DeRegistro], versiones: dict[UUID, VersionPublica]) -> list[DeRegistro]:
    """De quién se pregunta lo consentido: antes de validarse no sale, aunque se haya consentido."""
    return [r for r in leidas if (version := versiones.get(r.id)) and "identidad" not in version.pendientes]


def _acuses(clave: str, cuales: Cuales) -> dict[UUID, str]:
    consulta = Envio.objects.filter(candidatura__proceso=clave, **cuales.en("candidatura__formula"))
    return dict(consulta.order_by("ronda").values_list("candidatura_id", *publicos("expediente.Envio")))


def _plazos(d: Definicion, cuales: Cuales) -> dict[UUID, date]:
    """Hasta cuándo puede capturar cada una: el mismo día que se le dice a quien captura."""
    rondas = Ronda.objects.filter(candidatura__proceso=d.clave, numero=1, **cuales.en("candidatura__formula"))
    inicios = inicios_de_captura(d.clave, rondas)
    vencen = {inicio: vence_captura(d.calendario, inicio) for inicio in {*inicios.values()}}
    return {candidatura: vencen[inicio] for candidatura, inicio in inicios.items()}


def _identidad(d: Definicion, validadas: list[DeRegistro]) -> dict[UUID, dict[str, Respuesta]]:
    """Lo consentido y nada más: lo decide la sala de identidad y el mapa lo vuelve a cribar."""
    claves = [r.clave_identidad for r in validadas]
    obligados = {r.clave_identidad: d.grupos_que_muestran(r.acciones_afirmativas) for r in validadas}
    return {
        clave: filtrar(respuestas, d.identidad, Visibilidad.CON_CONSENTIMIENTO)
        for clave, respuestas in publicables(claves, d.identidad, sin_consentir=obligados).items()
    }
