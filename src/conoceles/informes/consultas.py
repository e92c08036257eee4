"""Leer informes y el tablero de la Comisión."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from conoceles.cuentas.models import INSTITUCIONALES, Cuenta
from conoceles.estadistica.consultas import publica
from conoceles.informes.agenda import calendario, documento_de, resumen, todos
from conoceles.informes.catalogo import TIPOS
from conoceles.informes.documento import documentos
from conoceles.informes.models import AvisoDeCambio, Informe, PasoDeInforme, RevisionDeLaComision
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import MESES, en_palabras
from conoceles.nucleo.errores import NoEncontrado
from conoceles.nucleo.pantallas import XLSX
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Aprobacion, Entregable

FORMATOS = {
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": XLSX,
}
ETIQUETAS = {"borrador": "Borrador", "aprobado": "Aprobado", "enviado": "Enviado", "acusado": "Con acuse"}
SIGUIENTE = {"borrador": "aprobado", "aprobado": "enviado", "enviado": "acusado", "acusado": ""}
CONSTANCIAS = {
    "aprobado": "Acuerdo que lo aprueba, si lo hay",
    "enviado": "Oficio con que se envía",
    "acusado": "Número de acuse",
}
VERBOS = {"aprobado": "Aprobar", "enviado": "Marcar como enviado", "acusado": "Marcar con acuse"}


@dataclass(frozen=True)
class InformeEnLista:
    """Un informe con su estado y sus pasos.

    `cambio`: el aviso al INE de que esta versión, ya enviada, no coincide con los datos. `reemplazado`:
    un borrador con una versión posterior. `pide_acto`: lo aprueba un acto con número y fecha.
    """

    informe: Informe
    titulo: str
    estado: str
    pasos: tuple[PasoDeInforme, ...]
    aprobacion: Aprobacion
    cambio: AvisoDeCambio | None
    reemplazado: bool
    genero: str
    revisiones: tuple[RevisionDeLaComision, ...] = ()
    entregables: tuple[Entregable, ...] = ()  # los que cumple

    @property
    def aviso(self) -> AvisoDeCambio | None:
        """El que acompaña a esta versión, si corrige algo ya enviado."""
        return getattr(self.informe, "aviso_de_cambio", None)

    @property
    def etiqueta(self) -> str:
        return ETIQUETAS[self.estado]

    @property
    def siguiente(self) -> str:
        return SIGUIENTE[self.estado]

    @property
    def verbo(self) -> str:
        return VERBOS.get(self.siguiente, "")

    @property
    def pide_acto(self) -> bool:
        return self.siguiente == "aprobado" and bool(self.aprobacion.acto)

    @property
    def constancia(self) -> str:
        """Cómo se llama el número que se pide."""
        return f"Número. {self.aprobacion.acto}" if self.pide_acto else CONSTANCIAS.get(self.siguiente, "")


def listar(alcance: Alcance, proceso: str) -> list[InformeEnLista]:
    """Lo congelado, lo más reciente primero. Lo restringido, solo para quien administra."""
    filas = Informe.objects.filter(proceso=proceso) if alcance.todo else Informe.objects.none()
    if alcance.papel != "administracion":
        filas = filas.filter(restringido=False)
    cambiados, viejos = documentos.por_avisar(proceso), documentos.reemplazados(proceso)
    seguimiento = procesos.definicion(proceso).seguimiento
    cumple: dict[documentos.Documento, tuple[Entregable, ...]] = {}
    for e in seguimiento.declarados:
        cumple[documento_de(e)] = (*cumple.get(documento_de(e), ()), e)
    nombres = {f"cuenta:{c}": n for pk, correo, n in _cuentas() for c in (pk, correo)}
    return [
        InformeEnLista(
            informe=i,
            titulo=titulo(i),
            estado=pasos[-1].estado if (pasos := tuple(i.pasos.all())) else "borrador",
            pasos=pasos,
            aprobacion=seguimiento.aprobacion(i.tipo),
            cambio=cambiados.get(i.pk),
            reemplazado=i.pk in viejos,
            revisiones=tuple(i.revisiones.all()),
            entregables=cumple.get(documentos.documento(i), ()),
            genero="el sistema" if i.por.startswith("sistema:") else nombres.get(i.por, i.por),
        )
        for i in filas.select_related("avisa__anterior", "aviso_de_cambio__anterior").prefetch_related(
            "pasos", "revisiones"
        )
    ]


def _cuentas() -> QuerySet[Cuenta, tuple[int, str, str]]:
    return Cuenta.objects.filter(papel__in=INSTITUCIONALES).values_list("pk", "correo", "nombre")


def titulo(informe: Informe) -> str:
    """«Informe de avance cuantitativo, abril de 2024, versión 2»; de un aviso, qué documento cambió."""
    if informe.tipo == documentos.AVISO:
        return f"Aviso {informe.version} al INE: cambió «{_que_cambio(informe)}»"
    anio, mes = informe.periodo.split("-")
    return f"{TIPOS[informe.tipo].nombre}, {MESES[int(mes) - 1]} de {anio}, versión {informe.version}"


def de_otro_corte(informe: Informe, pedido: datetime) -> str:
    """Si se pidió otro momento, de qué corte declarado son las cifras; vacío si es el pedido."""
    if informe.corte == pedido.replace(microsecond=0):
        return ""
    zona = ZoneInfo(procesos.definicion(informe.proceso_id).calendario.zona)
    otro, suyo = (m.astimezone(zona) for m in (pedido, informe.corte))
    return (
        f"Se pidió el {en_palabras(otro.date())}, {otro:%H:%M}; las cifras son las del corte declarado anterior, el "
        f"{en_palabras(suyo.date())}, {suyo:%H:%M}."
    )


def _que_cambio(aviso: Informe) -> str:
    if hasattr(aviso, "avisa"):
        return titulo(aviso.avisa.anterior)
    numero = aviso.avisa_entregable.nuevo.numero
    entregables = todos(procesos.definicion(aviso.proceso_id))
    return next((e.titulo for e in entregables if e.numero == numero), f"entregable {numero}")


def cambiados(alcance: Alcance, proceso: str) -> list[InformeEnLista]:
    """Lo enviado que cambió y de lo que falta avisar al INE; de un archivo subido, su aviso."""
    archivos = {a.documento_id for a in documentos.archivos_por_avisar(proceso).values()}
    if not archivos and not documentos.por_avisar(proceso):
        return []
    return [r for r in listar(alcance, proceso) if r.cambio or r.informe.pk in archivos]


def obtener(alcance: Alcance, clave: UUID) -> Informe:
    """`NoEncontrado` si no existe o no le toca."""
    fila = Informe.objects.filter(pk=clave).first() if alcance.todo else None
    ajena = fila is not None and alcance.proceso not in ("", fila.proceso_id)
    if fila is None or ajena or (fila.restringido and alcance.papel not in ("administracion", "sistema")):
        raise NoEncontrado("No existe ese informe.")
    return fila


def archivo(informe: Informe, formato: str) -> bytes:
    """Los octetos congelados, tal como se enviaron. `NoEncontrado` si el formato no existe."""
    if formato not in FORMATOS:
        raise NoEncontrado("No existe ese archivo.")
    return archivos.leer(informe.huella if formato == "json" else getattr(informe, formato))


def nombre(informe: Informe, formato: str) -> str:
    """`avance-durango-2023-2024-2024-05-v1.pdf`."""
    return f"{informe.tipo}-{informe.proceso_id}-{informe.periodo}-v{informe.version}.{formato}"


@dataclass(frozen=True)
class Tablero:
    """Lo que ve la Comisión: avance, entregables e informes, sin tocar nada."""

    avance: str
    cifras: tuple[tuple[str, str], ...]
    entregables: str


def tablero(proceso: str, hoy: date) -> Tablero:
    """Las frases de avance salen del catálogo de indicadores."""
    por_id = {i["id"]: i for i in publica(proceso)}
    avance = por_id.get("captura.cargo")
    cifras = tuple((c["etiqueta"], c["texto"]) for c in avance["celdas"]) if avance else ()
    return Tablero(avance["frase"] if avance else "", cifras, resumen(calendario(proceso, hoy)))
