"""Un expediente: sus respuestas junto a la regla, lo que se halló en ellas y cuánto ha tardado.

Las respuestas de identidad no aparecen aquí: quien revisa ve si están completas, nada más.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from conoceles.bitacora.estados import ETIQUETAS, SIN_PERFIL, Estado
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.curricular.models import Fotografia
from conoceles.expediente import hallazgos
from conoceles.expediente.actos.decisiones import MOTIVOS, secciones_de
from conoceles.expediente.calendario.plazos import vence_revision
from conoceles.expediente.models import Envio, Observacion
from conoceles.expediente.reglas import HallazgoDeRevision
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import contar
from conoceles.proceso.condiciones import visible
from conoceles.proceso.definicion import Campo, Seccion
from conoceles.proceso.legible import legible, regla
from conoceles.revision.cola import POR_REVISAR, lugar
from conoceles.revision.historia import Hecho, Recordado, historia_de, recordados


@dataclass(frozen=True)
class Numerado:
    """Un hallazgo con su número en la página."""

    numero: int
    hallazgo: HallazgoDeRevision

    @property
    def observable(self) -> bool:
        return self.hallazgo.nivel == "observable"


@dataclass(frozen=True)
class Respuesta:
    etiqueta: str
    regla: str
    texto: str
    cuenta: int


@dataclass(frozen=True)
class Bloque:
    """Una sección: lo que se respondió y lo que se halló en ella."""

    clave: str
    titulo: str
    respuestas: tuple[Respuesta, ...]
    hallazgos: tuple[Numerado, ...]


@dataclass(frozen=True)
class Expediente:
    """Una candidatura enviada, lista para revisarse."""

    candidatura: Candidatura
    nombre: str
    lugar: str
    etiqueta: str
    envio: Envio
    vence: date
    faltan: int
    fotografia: Fotografia | None
    de_fotografia: tuple[Numerado, ...]
    bloques: tuple[Bloque, ...]
    hallazgos: tuple[Numerado, ...]
    observaciones: tuple[tuple[str, Observacion], ...]
    historia: tuple[Hecho, ...]
    recordatorios: tuple[Recordado, ...]

    @property
    def por_tomar(self) -> bool:
        return self.candidatura.estado == Estado.ENVIADA

    @property
    def por_decidir(self) -> bool:
        return self.candidatura.estado in POR_REVISAR


@dataclass(frozen=True)
class Reparable:
    """Una sección en el formulario de observar, con lo propuesto o lo que ya se escribió."""

    clave: str
    titulo: str
    marcada: bool
    motivo: str
    texto: str
    motivos: tuple[tuple[str, str], ...]
    error_motivo: str
    error_texto: str


def expediente(alcance: Alcance, folio: str, *, ahora: datetime) -> Expediente | None:
    """El expediente del folio, o `None` si todavía no hay nada enviado. `NoEncontrado` si no existe."""
    fila = candidaturas.obtener(alcance, folio)
    envios = Envio.objects.select_related("version__fotografia").filter(candidatura=fila)
    envio = envios.order_by("-ronda").first()
    if envio is None:
        return None
    definicion = candidaturas.definicion_de(fila)
    hoy = definicion.calendario.dia_local(ahora)
    numerados = tuple(Numerado(n, h) for n, h in enumerate(hallazgos.de(fila, hoy=hoy), 1))
    titulos = dict(secciones_de(fila))
    vence = vence_revision(definicion, envio.en)
    return Expediente(
        candidatura=fila,
        nombre=fila.nombre,
        lugar=lugar(fila),
        etiqueta=ETIQUETAS[fila.estado],
        envio=envio,
        vence=vence,
        faltan=(vence - hoy).days,
        fotografia=envio.version.fotografia,
        de_fotografia=_de(numerados, "fotografia"),
        bloques=tuple(
            _bloque(s, envio.version.contenido, numerados) for s in definicion.curricular.secciones
        ),
        hallazgos=numerados,
        observaciones=tuple(
            (titulos.get(o.seccion, o.seccion), o) for o in Observacion.objects.filter(candidatura=fila)
        ),
        historia=historia_de(folio),
        recordatorios=recordados(fila),
    )


def fotografia_enviada(alcance: Alcance, folio: str) -> Fotografia | None:
    """La fotografía de la última versión enviada."""
    version = curricular.vigente(candidaturas.obtener(alcance, folio))
    return version.fotografia if version else None


def reparables(
    datos: Expediente, escrito: Mapping[str, Any] | None, error: ErrorDeDominio | None
) -> list[Reparable]:
    """Las secciones para observar. Sin nada escrito, cada texto propone lo observable que se halló."""
    marcadas = escrito.getlist("secciones") if escrito is not None else ()  # type: ignore[attr-defined]
    campo, mensaje = (error.campo, error.mensaje) if error else ("", "")
    lista = []
    for clave, titulo in secciones_de(datos.candidatura):
        propuesto = " ".join(
            n.hallazgo.mensaje for n in datos.hallazgos if n.observable and n.hallazgo.seccion == clave
        )
        motivo = escrito.get(f"motivo_{clave}", "") if escrito is not None else ""
        texto = escrito.get(f"texto_{clave}", "") if escrito is not None else propuesto
        lista.append(
            Reparable(
                clave=clave,
                titulo=titulo,
                marcada=clave in marcadas,
                motivo=motivo,
                texto=texto,
                motivos=tuple(MOTIVOS.items()),
                error_motivo=mensaje if campo == f"motivo_{clave}" else "",
                error_texto=mensaje if campo == f"texto_{clave}" else "",
            )
        )
    return lista


@dataclass(frozen=True)
class Relevo:
    """La otra persona de una sustitución: quien entró en lugar de esta, o a quien esta releva."""

    rotulo: str
    folio: str
    nombre: str


def relevos(fila: Candidatura) -> list[Relevo]:
    """Vacía si no hubo sustitución o si se restituyó a quien salió."""
    salio = fila.conclusiones.last() if fila.estado in SIN_PERFIL else None
    entro = fila.sustituye_a.last()
    pares = (
        ("La sustituye", salio.sustituta if salio else None),
        ("Sustituye a", entro.candidatura if entro else None),
    )
    return [Relevo(r, otra.folio, otra.nombre) for r, otra in pares if otra]


def _de(numerados: tuple[Numerado, ...], seccion: str) -> tuple[Numerado, ...]:
    return tuple(n for n in numerados if n.hallazgo.seccion == seccion)


def _bloque(seccion: Seccion, contenido: dict[str, Any], numerados: tuple[Numerado, ...]) -> Bloque:
    respuestas = tuple(_respuesta(c, contenido) for c in seccion.campos if visible(c, contenido))
    return Bloque(seccion.clave, seccion.titulo, respuestas, _de(numerados, seccion.clave))


def _respuesta(campo: Campo, contenido: dict[str, Any]) -> Respuesta:
    texto = legible(campo, contenido.get(campo.clave))
    return Respuesta(campo.etiqueta, regla(campo), texto, contar(texto))
