"""En qué está cada candidatura y qué se le oculta sale de un acto: lo que la bitácora no cuenta lo escribió otro cliente."""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CON_CONTENIDO, Estado
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import SeccionOculta


def sin_constancia() -> Iterator[tuple[str, str, str]]:
    """(folio, elección, frase) de cada una que no está donde la dejó su último acto, o con una sección oculta o mostrada sin él."""
    yield from _movidas()
    yield from _ocultas()


def _movidas() -> Iterator[tuple[str, str, str]]:
    dejo = _ultimos_estados()
    filas = Candidatura.objects.order_by("folio").values_list("folio", "proceso", "estado")
    for folio, proceso, estado in filas.iterator():
        deja = dejo.get((proceso, folio), "" if estado in CON_CONTENIDO else estado)
        if estado != deja:
            yield folio, proceso, f"está «{estado}» y su último acto la dejó «{deja or Estado.REGISTRADA}»"


def _ultimos_estados() -> dict[tuple[str, str], str]:
    entradas = Entrada.objects.using("default").filter(datos__has_key="estado").order_by("id")
    dichas = entradas.values_list("proceso", "folio", "datos")
    return {(proceso, folio): str(datos["estado"]) for proceso, folio, datos in dichas.iterator()}


def _ocultas() -> Iterator[tuple[str, str, str]]:
    entradas = Entrada.objects.using("default").filter(acto__in=(Acto.SECCION_OCULTA, Acto.SECCION_MOSTRADA))
    constan = dict[tuple[str, str, str], bool]()
    for proceso, folio, acto, datos in entradas.order_by("id").values_list(
        "proceso", "folio", "acto", "datos"
    ):
        constan[proceso, folio, datos["seccion"]] = acto == Acto.SECCION_OCULTA
    abiertas = SeccionOculta.objects.filter(fin_en__isnull=True)
    hay = set(abiertas.values_list("candidatura__proceso", "candidatura__folio", "seccion"))
    for proceso, folio, seccion in sorted(hay ^ {suya for suya, oculta in constan.items() if oculta}):
        que = "oculta" if (proceso, folio, seccion) in hay else "a la vista"
        yield folio, proceso, f"tiene «{seccion}» {que} sin que conste la orden"
