"""Qué dice el padrón de cada candidatura, en qué está y qué se le oculta: cada cosa, la que dejó su último acto."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import autenticas, primera_sellada
from conoceles.bitacora.estados import Estado
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.constancia import DelPadron, del_padron
from conoceles.expediente.models import SeccionOculta

_DE_SECCIONES = (Acto.SECCION_OCULTA, Acto.ORDEN_REPETIDA, Acto.SECCION_MOSTRADA)
Ocultas = dict[str, str]  # sección → expediente de la orden


class Alterada(NamedTuple):
    """`frase`: qué de ella no consta. `estado`: en el que la dejó su último acto; vacío, ninguno. `registro`: si es el padrón."""

    folio: str
    proceso: str
    frase: str
    estado: str
    registro: bool


@dataclass
class _Asentado:
    """Lo último que la bitácora cuenta de una candidatura."""

    quedo: str = ""  # en qué estado
    padron: str = ""
    ocultas: Ocultas = field(default_factory=dict)

    def sumar(self, entrada: Entrada) -> None:
        datos = entrada.datos
        self.quedo = str(datos.get("estado") or self.quedo)
        self.padron = str(datos.get("padron") or self.padron)
        if entrada.acto == Acto.ANTERIOR_ASENTADO:
            self.ocultas = dict(datos["ocultas"])
        elif entrada.acto == Acto.SECCION_MOSTRADA:
            self.ocultas.pop(datos["seccion"], None)
        elif entrada.acto in _DE_SECCIONES and "seccion" in datos:  # la de retener no lleva
            self.ocultas[datos["seccion"]] = datos["expediente"]


def sin_constancia(folios: Collection[str] | None = None) -> list[Alterada]:
    """De esas, o de todas, lo que no dejó ningún acto. Las mismas consultas para una que para cien.

    Nada, mientras esta base no haya asentado lo que tenía antes de que los actos dijeran cómo quedaba cada cosa. De lo que
    no coincide se mira otra vez: un acto pudo confirmarse entre leer la fila y leer su entrada.
    """
    if primera_sellada("default") is None:
        return []
    parecen = [una.folio for una in _comparar(folios)]
    return [*_comparar(parecen)] if parecen else []


def _comparar(folios: Collection[str] | None) -> Iterator[Alterada]:
    asentadas, ocultas = _asentadas(folios), _ocultas(folios)
    for folio, hoy in sorted(del_padron(folios).items()):
        consta = asentadas.get(folio, _Asentado())
        if frases := [*_difieren(hoy, ocultas.get(folio, {}), consta)]:
            yield Alterada(folio, hoy.proceso, "; ".join(frases), consta.quedo, hoy.sello != consta.padron)


def _difieren(hoy: DelPadron, ocultas: Ocultas, consta: _Asentado) -> Iterator[str]:
    if hoy.sello != consta.padron:
        yield (
            "dice en el padrón lo que ningún acto escribió" if consta.padron else "no la registró ningún acto"
        )
    if hoy.estado != consta.quedo and consta.padron:
        yield f"está «{hoy.estado}» y su último acto la dejó «{consta.quedo or Estado.REGISTRADA}»"
    for seccion in sorted({s for s, _ in ocultas.items() ^ consta.ocultas.items()}):
        que = "oculta" if seccion in ocultas else "a la vista"
        yield f"tiene «{seccion}» {que} sin que conste la orden"


def _asentadas(folios: Collection[str] | None) -> dict[str, _Asentado]:
    entradas = Entrada.objects.using("default").exclude(folio="").order_by("id")
    entradas = entradas.filter(Q(datos__has_key="estado") | Q(acto__in=_DE_SECCIONES))
    if folios is not None:
        entradas = entradas.filter(folio__in=folios)
    dichas: dict[str, _Asentado] = {}
    for entrada in autenticas("default", entradas.iterator()):
        dichas.setdefault(entrada.folio, _Asentado()).sumar(entrada)
    return dichas


def _ocultas(folios: Collection[str] | None) -> dict[str, Ocultas]:
    abiertas = SeccionOculta.objects.filter(fin_en__isnull=True)
    if folios is not None:
        abiertas = abiertas.filter(candidatura__folio__in=folios)
    hay: dict[str, Ocultas] = {}
    for folio, seccion, expediente in abiertas.values_list("candidatura__folio", "seccion", "expediente"):
        hay.setdefault(folio, {})[seccion] = expediente
    return hay
