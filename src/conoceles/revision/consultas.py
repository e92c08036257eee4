"""Lo que la revisión lee: la cola y un expediente con sus respuestas junto a la regla.

Las respuestas de identidad no aparecen aquí: quien revisa ve si están completas, nada más.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conoceles.bitacora import consultas as bitacora
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.curricular.models import Fotografia
from conoceles.expediente.estados import CON_CONTENIDO, ETIQUETAS, SIN_PERFIL
from conoceles.expediente.models import Envio, Observacion
from conoceles.expediente.revision import MOTIVOS
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.texto import contar, nombre_propio, sin_acentos
from conoceles.proceso import consultas as proceso
from conoceles.proceso.condiciones import visible
from conoceles.proceso.definicion import Campo, Seccion
from conoceles.proceso.legible import legible, regla
from conoceles.proceso.validacion import Hallazgo, revisar

GRUPOS = (
    ("por_revisar", "Por revisar", frozenset({"enviada", "en_revision"})),
    ("observadas", "Con observaciones", frozenset({"observada"})),
    ("listas", "Validadas y publicadas", frozenset(CON_CONTENIDO)),
    ("sin_enviar", "Sin enviar", frozenset({"registrada", "habilitada", "en_captura", "omisa"})),
    ("concluidas", "Sustituidas, canceladas y renuncias", frozenset(SIN_PERFIL)),
)


@dataclass(frozen=True)
class EnCola:
    """Un renglón de la cola."""

    folio: str
    nombre: str
    lugar: str
    fuerza: str
    estado: str
    etiqueta: str
    enviada: datetime | None
    ronda: int


@dataclass(frozen=True)
class Grupo:
    clave: str
    etiqueta: str
    cuantas: int
    elegido: bool


@dataclass(frozen=True)
class Cola:
    proceso: str
    grupos: tuple[Grupo, ...]
    renglones: tuple[EnCola, ...]


@dataclass(frozen=True)
class Respuesta:
    etiqueta: str
    regla: str
    texto: str
    cuenta: int
    hallazgos: tuple[str, ...]


@dataclass(frozen=True)
class Bloque:
    clave: str
    titulo: str
    respuestas: tuple[Respuesta, ...]


@dataclass(frozen=True)
class Expediente:
    """Una candidatura enviada, lista para revisarse."""

    candidatura: Candidatura
    nombre: str
    lugar: str
    etiqueta: str
    envio: Envio
    fotografia: Fotografia | None
    bloques: tuple[Bloque, ...]
    secciones: tuple[tuple[str, str], ...]
    motivos: tuple[tuple[str, str], ...]
    observaciones: tuple[Observacion, ...]
    historia: tuple[Any, ...]

    @property
    def por_decidir(self) -> bool:
        return self.candidatura.estado in ("enviada", "en_revision")


def cola(alcance: Alcance, *, grupo: str, busca: str) -> Cola | None:
    """Candidaturas de la elección vigente en ese grupo, las más antiguas primero."""
    vigente = proceso.vigente()
    if vigente is None:
        return None
    filas = list(candidaturas.listar(alcance, vigente.clave))
    cuentas = Counter(fila.estado for fila in filas)
    estados = next((g[2] for g in GRUPOS if g[0] == grupo), GRUPOS[0][2])
    envios = _ultimos_envios([f for f in filas if f.estado in estados])
    renglones = [_en_cola(f, envios.get(f.pk)) for f in filas if f.estado in estados]
    encontrados = [
        r for r in renglones if sin_acentos(busca) in sin_acentos(f"{r.nombre} {r.lugar} {r.folio}")
    ]
    encontrados.sort(key=lambda r: (r.enviada is None, r.enviada.timestamp() if r.enviada else 0))
    grupos = tuple(
        Grupo(clave, titulo, sum(cuentas[e] for e in dentro), dentro == estados)
        for clave, titulo, dentro in GRUPOS
    )
    return Cola(vigente.nombre, grupos, tuple(encontrados))


def expediente(alcance: Alcance, folio: str) -> Expediente | None:
    """El expediente del folio, o `None` si todavía no hay nada enviado. `NoEncontrado` si no existe."""
    fila = candidaturas.obtener(alcance, folio)
    envio = (
        Envio.objects.select_related("version__fotografia")
        .filter(candidatura=fila)
        .order_by("-ronda")
        .first()
    )
    if envio is None:
        return None
    definicion = proceso.definicion(fila.proceso_id)
    contenido, foto = envio.version.contenido, envio.version.fotografia
    hallazgos = revisar(definicion.curricular, contenido, envio=True, fotografia=foto is not None)
    bloques = tuple(_bloque(s, contenido, hallazgos) for s in definicion.curricular.secciones)
    claves = (
        ("fotografia", "Fotografía"),
        *((b.clave, b.titulo) for b in bloques),
        ("identidad", "Identidad"),
    )
    return Expediente(
        candidatura=fila,
        nombre=nombre_propio(fila.persona.nombre),
        lugar=_lugar(fila),
        etiqueta=ETIQUETAS[fila.estado],
        envio=envio,
        fotografia=foto,
        bloques=bloques,
        secciones=claves,
        motivos=tuple(MOTIVOS.items()),
        observaciones=tuple(Observacion.objects.filter(candidatura=fila)),
        historia=tuple(bitacora.de_folio("default", folio).exclude(acto="borrador_guardado")),
    )


def fotografia_enviada(alcance: Alcance, folio: str) -> Fotografia | None:
    """La fotografía de la última versión enviada."""
    version = curricular.vigente(candidaturas.obtener(alcance, folio))
    return version.fotografia if version else None


def _ultimos_envios(filas: list[Candidatura]) -> dict[Any, Envio]:
    return {e.candidatura_id: e for e in Envio.objects.filter(candidatura__in=filas).order_by("ronda")}


def _en_cola(fila: Candidatura, envio: Envio | None) -> EnCola:
    return EnCola(
        folio=fila.folio,
        nombre=nombre_propio(fila.persona.nombre),
        lugar=_lugar(fila),
        fuerza=fila.formula.fuerza.siglas,
        estado=fila.estado,
        etiqueta=ETIQUETAS.get(fila.estado, fila.estado),
        enviada=envio.en if envio else None,
        ronda=envio.ronda if envio else 0,
    )


def _lugar(fila: Candidatura) -> str:
    contienda = fila.formula.contienda
    return f"{contienda.nombre}, {contienda.ambito} · {fila.calidad}"


def _bloque(seccion: Seccion, contenido: dict[str, Any], hallazgos: list[Hallazgo]) -> Bloque:
    visibles = [c for c in seccion.campos if visible(c, contenido)]
    return Bloque(seccion.clave, seccion.titulo, tuple(_respuesta(c, contenido, hallazgos) for c in visibles))


def _respuesta(campo: Campo, contenido: dict[str, Any], hallazgos: list[Hallazgo]) -> Respuesta:
    texto = legible(campo, contenido.get(campo.clave))
    propios = tuple(h.mensaje for h in hallazgos if h.campo == campo.clave)
    return Respuesta(campo.etiqueta, regla(campo), texto, contar(texto), propios)
