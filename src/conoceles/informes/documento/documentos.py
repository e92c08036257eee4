"""Qué versiones son del mismo documento, cuál se envió y cuál cambió después."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from conoceles.informes.documento.comparar import cambios, tablas_de
from conoceles.informes.models import AvisoDeCambio, AvisoDeEntregable, Informe

AVISO = "aviso-de-cambio"
VIVOS = (
    "listado-mr",
    "listado-rp",
    "proceso-tecnico",
    "direccion",
)  # un solo documento que se corrige; lo demás, fotografías
Documento = tuple[str, str]  # tipo y mes; sin mes, si es un solo documento en toda la elección


def documento(informe: Informe) -> Documento:
    """De qué documento es versión."""
    return informe.tipo, "" if es_unico(informe.tipo) else informe.periodo


def es_unico(tipo: str) -> bool:
    """Un listado se numera de corrido toda la elección, como los avisos; lo demás, por mes."""
    return tipo in (AVISO, *VIVOS)


def versiones(proceso: str, tipo: str, periodo: str) -> QuerySet[Informe]:
    """Las del mismo documento, la más reciente primero."""
    filas = Informe.objects.filter(proceso=proceso, tipo=tipo).order_by("-en", "-version")
    return filas if es_unico(tipo) else filas.filter(periodo=periodo)


def enviados(proceso: str) -> list[Informe]:
    """La última versión enviada de cada documento."""
    filas = Informe.objects.filter(proceso=proceso, pasos__estado="enviado").order_by("en", "version")
    return list({documento(i): i for i in filas if i.tipo != AVISO}.values())


def reemplazados(proceso: str) -> set[UUID]:
    """Borradores con una versión posterior, y los avisos de esos borradores: ya no se envían."""
    borradores: dict[Documento, Informe] = {}
    viejos: set[UUID] = set()
    filas = Informe.objects.filter(proceso=proceso).exclude(tipo=AVISO).order_by("en", "version")
    for informe in filas.prefetch_related("pasos"):
        if previo := borradores.pop(documento(informe), None):
            viejos.add(previo.pk)
        if not informe.pasos.all():
            borradores[documento(informe)] = informe
    avisos = AvisoDeCambio.objects.filter(nuevo__in=viejos, documento__pasos=None).exclude(documento=None)
    return viejos | set(avisos.values_list("documento", flat=True))


def por_avisar(proceso: str) -> dict[UUID, AvisoDeCambio]:
    """Clave de lo enviado que ya no coincide con los datos → su aviso al INE, que todavía no se envía.

    Otra versión no calla la alarma, salvo que diga otra vez lo que se envió.
    """
    avisos = AvisoDeCambio.objects.filter(anterior__proceso=proceso).exclude(documento=None)
    pendientes = avisos.exclude(documento__pasos__estado="enviado")
    ultimos = {
        a.anterior_id: a for a in pendientes.select_related("anterior", "documento", "nuevo").order_by("en")
    }
    return {clave: a for clave, a in ultimos.items() if not _volvio(a)}


def archivos_por_avisar(proceso: str) -> dict[int, AvisoDeEntregable]:
    """Número de entregable → el aviso, sin enviar, de que su archivo cambió después de enviarse."""
    avisos = AvisoDeEntregable.objects.filter(nuevo__proceso=proceso)
    pendientes = avisos.exclude(documento__pasos__estado="enviado").select_related("nuevo", "documento")
    return {a.nuevo.numero: a for a in pendientes.order_by("en")}


def _volvio(aviso: AvisoDeCambio) -> bool:
    """Si la última versión de ese documento dice lo mismo que la enviada."""
    anterior = aviso.anterior
    suyas = versiones(anterior.proceso_id, anterior.tipo, anterior.periodo)
    ultima = (suyas if es_unico(anterior.tipo) else suyas.filter(corte=anterior.corte)).first()
    return ultima is None or not cambios(tablas_de(anterior), tablas_de(ultima))
