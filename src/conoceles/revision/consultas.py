"""Un expediente: sus respuestas junto a la regla, lo que se halló en ellas y cuánto ha tardado.

Las respuestas de identidad no aparecen aquí: quien revisa ve si están completas, nada más.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict

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
from conoceles.proceso.definicion import Campo, Seccion
from conoceles.proceso.preguntas.condiciones import visible
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.preguntas.legible import legible, regla
from conoceles.publicacion.sitio.etiquetas import enlace_seguro
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
    antes: str  # lo que decía en el envío anterior; igual a `texto` si no cambió o si es el primero
    enlaces: tuple[tuple[str, str], ...]  # lo escrito y su dirección, de lo que se abre

    @property
    def cambia(self) -> bool:
        return self.antes != self.texto


@dataclass(frozen=True)
class Bloque:
    """Una sección: lo que se respondió, lo que se halló en ella y cómo se observa."""

    clave: str
    titulo: str
    respuestas: tuple[Respuesta, ...]
    hallazgos: tuple[Numerado, ...]
    pedido: str  # lo que se le observó en la vuelta anterior

    @property
    def cambia(self) -> bool:
        return any(r.cambia for r in self.respuestas)


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
    fotografia_previa: Fotografia | None  # la del envío anterior, si es otra
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
    vence = vence_revision(definicion, envio.recibido)
    previo = envios.filter(ronda__lt=envio.ronda).order_by("-ronda").first()
    observaciones = Observacion.objects.filter(candidatura=fila)
    pedidos = {o.seccion: o.texto for o in observaciones.filter(ronda=previo.ronda)} if previo else {}
    de_antes = previo.version if previo else envio.version
    otra_foto = de_antes.fotografia_id != envio.version.fotografia_id
    return Expediente(
        candidatura=fila,
        nombre=fila.nombre,
        lugar=lugar(fila),
        etiqueta=ETIQUETAS[fila.estado],
        envio=envio,
        vence=vence,
        faltan=(vence - hoy).days,
        fotografia=envio.version.fotografia,
        fotografia_previa=de_antes.fotografia if otra_foto else None,
        de_fotografia=_de(numerados, "fotografia"),
        bloques=tuple(
            _bloque(s, envio.version.contenido, de_antes.contenido, numerados, pedidos.get(s.clave, ""))
            for s in definicion.curricular.secciones
        ),
        hallazgos=numerados,
        observaciones=tuple((titulos.get(o.seccion, o.seccion), o) for o in observaciones),
        historia=historia_de(folio),
        recordatorios=recordados(fila),
    )


def fotografia_enviada(alcance: Alcance, folio: str) -> Fotografia | None:
    """La fotografía de la última versión enviada."""
    version = curricular.vigente(candidaturas.obtener(alcance, folio))
    return version.fotografia if version else None


def fotografia_previa(alcance: Alcance, folio: str) -> Fotografia | None:
    """La del penúltimo envío."""
    fila = candidaturas.obtener(alcance, folio)
    envios = Envio.objects.select_related("version__fotografia").filter(candidatura=fila).order_by("-ronda")
    previo = envios[1:2].first()
    return previo.version.fotografia if previo else None


def como_quedo(alcance: Alcance, folio: str) -> tuple[Candidatura, str] | None:
    """La que se acaba de dejar y su estado de hoy, en palabras; `None` si el folio no es de ninguna."""
    fila = candidaturas.listar(alcance).filter(folio=folio).first() if folio else None
    return (fila, ETIQUETAS[fila.estado].lower()) if fila else None


def reparables(datos: Expediente, escrito: QueryDict | None, error: ErrorDeDominio | None) -> list[Reparable]:
    """Las secciones para observar. Sin nada escrito, cada texto propone lo observable que se halló."""
    marcadas = escrito.getlist("secciones") if escrito is not None else ()
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


def _bloque(
    seccion: Seccion,
    contenido: Respuestas,
    antes: Respuestas,
    numerados: tuple[Numerado, ...],
    pedido: str,
) -> Bloque:
    campos = [c for c in seccion.campos if visible(c, contenido) or antes.get(c.clave)]
    respuestas = tuple(_respuesta(c, contenido, antes) for c in campos)
    return Bloque(seccion.clave, seccion.titulo, respuestas, _de(numerados, seccion.clave), pedido)


def _respuesta(campo: Campo, contenido: Respuestas, antes: Respuestas) -> Respuesta:
    valor = contenido.get(campo.clave)
    texto = legible(campo, valor)
    return Respuesta(
        campo.etiqueta,
        regla(campo),
        texto,
        contar(texto),
        legible(campo, antes.get(campo.clave)),
        _enlaces(campo, valor),
    )


def _enlaces(campo: Campo, valor: object) -> tuple[tuple[str, str], ...]:
    """De lo que se abre (dirección, correo o teléfono), lo escrito y a dónde lleva; vacío si no lleva a nada seguro."""
    forma = {"correos": "mailto:{}", "telefonos": "tel:{}"}.get(campo.tipo, "")
    if not forma and campo.tipo != "enlaces" and campo.formato != "enlace":
        return ()
    escritos = [str(v) for v in (valor if isinstance(valor, list) else [valor]) if v]
    return tuple((v, forma.format(v.replace(" ", "")) if forma else enlace_seguro(v)) for v in escritos)
