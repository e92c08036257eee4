"""Aplicar un paso de la tabla: mover a una candidatura y asentarlo son una sola cosa."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import ETIQUETAS
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.pasos import PASOS, Paso, paso, verbo
from conoceles.candidaturas.constancia import PADRON, anotar, anotar_varias
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import Transicion
from conoceles.integridad.hallazgo import REMEDIO
from conoceles.integridad.pregunta import de_candidaturas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.nucleo.errores import Conflicto, NoEncontrado

LOTE = 500  # candidaturas por orden
_TOMADA = Preparada(
    lambda por, candidatura: para_cambiar(Candidatura.objects.en(por).filter(pk=candidatura).order_by())
)
PasoEscrito = tuple[str, str, str]  # desde, verbo, hacia


def sincronizar() -> None:
    """Escribe la tabla de pasos en la base, donde el disparador la consulta. Idempotente."""
    sobran, faltan = _diferencia()
    for desde, acto, hacia in sobran:
        Transicion.objects.filter(desde=desde, acto=acto, hacia=hacia).delete()
    nuevas = (Transicion(desde=desde, acto=acto, hacia=hacia) for desde, acto, hacia in faltan)
    Transicion.objects.bulk_create(nuevas, ignore_conflicts=True)


def ajenos() -> list[str]:
    """En frases, lo que la tabla escrita en la base tiene de más o de menos."""
    sobran, faltan = _diferencia()
    return [
        f"{que} el paso «{acto}» de {desde} a {hacia}"
        for que, renglones in (("sobra", sobran), ("falta", faltan))
        for desde, acto, hacia in renglones
    ]


def _diferencia() -> tuple[list[PasoEscrito], list[PasoEscrito]]:
    vigentes = {(p.desde.value, p.verbo, p.hacia.value) for p in PASOS}
    escritas = set(Transicion.objects.values_list("desde", "acto", "hacia"))
    return sorted(escritas - vigentes), sorted(vigentes - escritas)


def tomar_para_cambiar(candidatura: Candidatura, por: Alcance) -> Candidatura:
    """La fila con candado y dentro del alcance. `NoEncontrado` si no le toca a quien actúa."""
    halladas: list[Candidatura] = _TOMADA(por, candidatura.pk)
    if not halladas:
        raise NoEncontrado("No existe esa candidatura.")
    return halladas[0]


def tomar_varias(candidaturas: Iterable[Candidatura], por: Alcance) -> list[Candidatura]:
    """Lo mismo de varias, todas antes de asentar nada y en el orden de su llave."""
    return [tomar_para_cambiar(una, por) for una in sorted(candidaturas, key=lambda c: c.pk)]


def exigir(candidatura: Candidatura, acto: Acto, *, por: Alcance, hacia: str = "") -> Paso:
    """El renglón de la tabla que lo permite, antes de hacer nada.

    `Conflicto` si el acto no cabe; `NoEncontrado` si el papel no puede.
    """
    renglon = paso(candidatura.estado, acto, hacia)
    if renglon is None:
        estado = ETIQUETAS[candidatura.estado].lower()
        raise Conflicto(f"No se puede {verbo(acto)}: la candidatura está «{estado}».")
    if por.papel not in renglon.papeles:
        raise NoEncontrado("No existe esa candidatura.")
    return renglon


def mover(
    candidatura: Candidatura,
    acto: Acto,
    hacia: str = "",
    /,
    *,
    por: Alcance,
    ahora: datetime,
    **datos: object,
) -> Entrada:
    """Cambia el estado según la tabla y lo asienta, con cómo queda en `estado`; rechaza lo mismo que `exigir`.

    `hacia` elige destino cuando el acto tiene varios. `datos` nunca lleva nada sensible.
    """
    llevar(candidatura, acto, hacia, por=por)
    return asentar(candidatura, acto, por=por, ahora=ahora, **datos)


def llevar(candidatura: Candidatura, acto: Acto, hacia: str = "", /, *, por: Alcance) -> None:
    """La primera mitad de `mover`, para el acto que escribe algo entre que la mueve y lo asienta.

    `Conflicto` también si su último acto no la dejó en el que está, o si algo suyo no lo escribió ninguno: moverla daría
    por bueno lo que otro le puso.
    """
    renglon = exigir(candidatura, acto, por=por, hacia=hacia)
    if any(h.parte != PADRON for h in de_candidaturas([candidatura.folio])):
        raise Conflicto(REMEDIO)
    _poner(candidatura, renglon.hacia)


def asentar(
    candidatura: Candidatura,
    acto: Acto,
    /,
    *,
    por: Alcance,
    ahora: datetime,
    **datos: object,
) -> Entrada:
    """La segunda: el acto y en qué estado la deja."""
    return anotar(candidatura, acto, por=por, ahora=ahora, estado=candidatura.estado, **datos)


def mover_varias(
    candidaturas: Sequence[Candidatura],
    acto: Acto,
    /,
    *,
    por: Alcance,
    ahora: datetime,
    datos: Mapping[UUID, Mapping[str, object]] = {},
) -> None:
    """Lo mismo de muchas de una elección: todas o ninguna, con una entrada de cada una.

    Quien la llama ya las tomó para cambiar y vio que constan (`dudosas`), que pide más que el estado: no se lee otra
    vez. `datos`: los propios de cada candidatura, si los hay.
    """
    nuevos = {fila.pk: exigir(fila, acto, por=por).hacia for fila in candidaturas}
    for hacia in set(nuevos.values()):
        suyas = [clave for clave, nuevo in nuevos.items() if nuevo == hacia]
        for desde in range(0, len(suyas), LOTE):
            Candidatura.objects.filter(pk__in=suyas[desde : desde + LOTE]).update(estado=hacia)
    for fila in candidaturas:
        fila.estado = nuevos[fila.pk]
    if candidaturas:
        hechos = [(c, acto, {"estado": c.estado, **datos.get(c.pk, {})}) for c in candidaturas]
        anotar_varias(hechos, proceso=candidaturas[0].proceso_id, por=por, ahora=ahora)


def rehacer(
    candidatura: Candidatura, hacia: str, acto: Acto, /, *, por: Alcance, ahora: datetime, **datos: object
) -> Entrada:
    """Tras restaurar: lleva a la candidatura a donde otro acto ya la había llevado, y asienta que se repitió."""
    _poner(candidatura, hacia)
    return anotar(candidatura, acto, por=por, ahora=ahora, estado=candidatura.estado, **datos)


def _poner(candidatura: Candidatura, estado: str) -> None:
    if estado != candidatura.estado:
        candidatura.estado = estado
        candidatura.save(update_fields=["estado"])
