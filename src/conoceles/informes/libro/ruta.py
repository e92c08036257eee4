"""La ruta crítica del plan (§7.3), actividad por actividad: qué la cumple, en qué va y a dónde ir."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from conoceles.informes.agenda import EntregableEnCurso, calendario
from conoceles.informes.documento.documentos import AVISO, reemplazados
from conoceles.informes.models import INTERFACES, Informe, Liberacion
from conoceles.nucleo.dias import en_palabras
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import ActividadDeRuta
from conoceles.proceso.models import VersionDeDefinicion

MODIFICACIONES, MEJORAS = "11.17", "11.19"


@dataclass(frozen=True)
class Pieza:
    """Lo que cumple una actividad: un entregable, un aviso, una liberación."""

    texto: str
    estado: str
    lleva: str  # dirección, o vacía
    hecho: bool


@dataclass(frozen=True)
class Tramo:
    """Una actividad de la ruta. `estado`: «Cumplida», «En curso», «Vencida», «Pendiente» o, si es permanente, «Al día»."""

    actividad: ActividadDeRuta
    estado: str
    piezas: tuple[Pieza, ...]


def tramos(proceso: str, hoy: date) -> list[Tramo]:
    """Todas, en el orden del plan."""
    renglones = calendario(proceso, hoy)
    return [_tramo(proceso, a, renglones) for a in procesos.definicion(proceso).seguimiento.ruta]


def saltadas(tramos: list[Tramo]) -> list[str]:
    """Las claves que el plan no trae entre la primera y la última: se dice, para que nadie crea que aquí faltan."""
    pares = [t.actividad.clave.partition(".") for t in tramos]
    numeros = {int(numero) for _, _, numero in pares if numero.isdigit()}
    capitulo = pares[0][0] if pares else ""
    return [
        f"{capitulo}.{n}" for n in range(min(numeros, default=0), max(numeros, default=0)) if n not in numeros
    ]


def _tramo(proceso: str, actividad: ActividadDeRuta, renglones: list[EntregableEnCurso]) -> Tramo:
    suyos = [r for r in renglones if r.entregable.ruta == actividad.clave]
    piezas = [_de_entregable(r) for r in suyos]
    if actividad.clave == MODIFICACIONES:
        piezas += _avisos(proceso)
    if actividad.clave == MEJORAS:
        piezas += [*_liberaciones(proceso), *_cuestionarios(proceso)]
    return Tramo(actividad, _estado(suyos, piezas), tuple(piezas))


def _estado(suyos: list[EntregableEnCurso], piezas: list[Pieza]) -> str:
    if any(r.alerta == "vencido" for r in suyos):
        return "Vencida"
    if all(p.hecho for p in piezas):
        return "Cumplida" if suyos else "Al día"
    return "En curso" if any(p.hecho for p in piezas) or any(r.estado for r in suyos) else "Pendiente"


def _de_entregable(r: EntregableEnCurso) -> Pieza:
    ancla = f"{reverse('informes_entregables')}#entregable-{r.entregable.numero}"
    termino = (
        ""
        if r.hecho
        else f", {'venció' if r.alerta == 'vencido' else 'vence'} el {en_palabras(r.entregable.vence)}"
    )
    return Pieza(r.entregable.titulo, f"{r.etiqueta}{termino}", ancla, r.hecho)


def _avisos(proceso: str) -> list[Pieza]:
    """Los avisos al INE de que cambió algo enviado; el de un borrador que ya se reemplazó no se envía."""
    viejos = reemplazados(proceso)
    filas = Informe.objects.filter(proceso=proceso, tipo=AVISO).prefetch_related("pasos").order_by("version")
    piezas = []
    for aviso in filas:
        dados = {p.estado for p in aviso.pasos.all()}
        if aviso.pk not in viejos:
            hecho = "enviado" in dados
            estado = "Informado al INE" if hecho else "Falta enviarlo"
            ancla = f"{reverse('informes')}#informe-{aviso.pk}"
            piezas.append(Pieza(f"Aviso {aviso.version}", estado, ancla, hecho))
    return piezas


def _liberaciones(proceso: str) -> list[Pieza]:
    filas = Liberacion.objects.filter(proceso=proceso).order_by("fecha", "id")
    lleva = reverse("informes_registros")
    return [
        Pieza(f"{INTERFACES[x.interfaz]}, versión {x.version}", f"Salió el {x.fecha:%d/%m/%Y}", lleva, True)
        for x in filas
    ]


def _cuestionarios(proceso: str) -> list[Pieza]:
    """Cada versión de un cuestionario que rigió, desde la segunda: una adición o un cambio de lo que se pregunta."""
    piezas = []
    for cual, nombre in (
        ("curricular", "Cuestionario curricular"),
        ("identidad", "Cuestionario de identidad"),
    ):
        vistas: dict[str, date] = {}
        versiones = VersionDeDefinicion.objects.filter(proceso=proceso).order_by("en")
        for version, en in versiones.values_list(f"definicion__{cual}__version", "en"):
            vistas.setdefault(version, en.date())
        for version, dia in [*vistas.items()][1:]:
            piezas.append(Pieza(f"{nombre}, versión {version}", f"Rige desde el {dia:%d/%m/%Y}", "", True))
    return piezas
