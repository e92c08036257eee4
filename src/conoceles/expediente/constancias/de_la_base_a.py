"""Qué dice el padrón de cada candidatura, en qué está y qué se le oculta: cada cosa, la que dejó su último acto."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Q

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.estados import Estado
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.selladas.tablas import DeQuien, tablas
from conoceles.candidaturas.constancia import REMEDIO, DelPadron, del_padron
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.consultas import alteradas
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.nucleo.errores import Conflicto

_ALTA = Acto.CANDIDATURA_REGISTRADA
_DE_SECCIONES = (Acto.SECCION_OCULTA, Acto.ORDEN_REPETIDA, Acto.SECCION_MOSTRADA)
Ocultas = dict[str, str]  # sección → expediente de la orden


class Alterada(NamedTuple):
    """`frase`: qué de ella no consta. `estado`: en el que la dejó su último acto; vacío, ninguno.

    `registro`: si es el padrón. `actos`: si es su estado, o algo que un acto escribió. `padron`: el sello con que lo dejó su
    último acto; vacío, ninguno la registró. `ocultas`: las secciones que por orden no se muestran.
    """

    folio: str
    proceso: str
    frase: str
    estado: str
    registro: bool
    actos: bool
    padron: str
    ocultas: Ocultas


@dataclass
class _Asentado:
    """Lo último que la bitácora cuenta de una candidatura."""

    proceso: str = ""
    quedo: str = ""  # en qué estado
    padron: str = ""
    registrada_en: datetime | None = None
    ocultas: Ocultas = field(default_factory=dict)

    def sumar(self, entrada: Entrada) -> None:
        datos, self.proceso = entrada.datos, entrada.proceso or self.proceso
        self.quedo = str(datos.get("estado") or self.quedo)
        self.padron = str(datos.get("padron") or self.padron)
        if entrada.acto == _ALTA:
            self.registrada_en = entrada.momento
        elif entrada.acto == Acto.SECCION_MOSTRADA:
            self.ocultas.pop(datos["seccion"], None)
        elif entrada.acto in _DE_SECCIONES and "seccion" in datos:  # la de retener no lleva
            self.ocultas[datos["seccion"]] = datos["expediente"]

    def alterada(self, folio: str, frases: list[str], *, registro: bool, actos: bool) -> Alterada:
        """Lo que de ella no consta, y cómo la dejó su último acto."""
        frase = "; ".join(frases)
        return Alterada(folio, self.proceso, frase, self.quedo, registro, actos, self.padron, self.ocultas)


def sin_constancia(folios: Collection[str] | None = None) -> list[Alterada]:
    """De esas, o de todas, lo que no dejó ningún acto. Las mismas consultas para una que para cien.

    De lo que no coincide se mira otra vez: un acto pudo confirmarse entre leer la fila y leer su entrada.
    """
    parecen = [una.folio for una in _comparar(folios)]
    return [*_comparar(parecen)] if parecen else []


def no_constan(folios: Collection[str]) -> set[str]:
    """De esas, las que tienen algo que ningún acto dejó así."""
    return {una.folio for una in sin_constancia(folios)}


def en_duda(proceso: str) -> str:
    """Por qué no se cuenta a las de esa elección; vacío si todo lo suyo consta."""
    suyas = {una.folio for una in sin_constancia() if una.proceso == proceso}
    suyas |= {folio for folio, eleccion, _ in alteradas() if eleccion == proceso}
    if not suyas:
        return ""
    return (
        f"La base dice de candidaturas de {proceso} ({len(suyas)}) lo que ningún acto escribió: no se cuenta a nadie hasta que se "
        "reponga."
    )


def exigir_integra(candidatura: Candidatura) -> None:
    """`Conflicto`, con cómo se remedia, si algo de ella no consta: lo que el acto decidiera saldría de ahí."""
    if no_constan([candidatura.folio]):
        raise Conflicto(REMEDIO)


def _comparar(folios: Collection[str] | None) -> Iterator[Alterada]:
    asentadas, filas = _asentadas(folios), _frases_de_filas(folios)
    padron = del_padron(folios)
    for folio in sorted(asentadas.keys() - padron.keys()):
        falta = asentadas[folio]
        if falta.padron:
            yield falta.alterada(folio, ["ya no está, y la registró un acto"], registro=True, actos=True)
    for folio, hoy in sorted(padron.items()):
        consta, suyas = asentadas.get(folio, _Asentado()), filas.get(folio, {})
        if frases := [*_difieren(hoy, consta), *suyas]:
            de_actos = bool(suyas) or hoy.estado != consta.quedo
            consta.proceso = hoy.proceso
            yield consta.alterada(folio, frases, registro=hoy.sello != consta.padron, actos=de_actos)


def _frases_de_filas(folios: Collection[str] | None) -> dict[str, dict[str, None]]:
    """De cada una, qué filas de las que deciden lo suyo no constan; cada cosa, una vez."""
    deciden = [tabla.modelo for tabla in tablas(DeQuien.CANDIDATURA) if not tabla.aparte]
    frases = dict[str, dict[str, None]]()
    for hallazgo in ajenas(*deciden, de=folios):
        frases.setdefault(hallazgo.dueno, {})[hallazgo.frase] = None
    return frases


def _difieren(hoy: DelPadron, consta: _Asentado) -> Iterator[str]:
    if hoy.sello != consta.padron:
        yield (
            "dice en el padrón lo que ningún acto escribió" if consta.padron else "no la registró ningún acto"
        )
    if hoy.estado != consta.quedo and consta.padron:
        yield f"está «{hoy.estado}» y su último acto la dejó «{consta.quedo or Estado.REGISTRADA}»"
    if consta.registrada_en not in (hoy.registrada_en, None):
        yield "dice que se registró a otra hora que la de su acto"


def _asentadas(folios: Collection[str] | None) -> dict[str, _Asentado]:
    entradas = Entrada.objects.using("default").exclude(folio="").order_by("id")
    entradas = entradas.filter(
        Q(datos__has_key="estado") | Q(datos__has_key="padron") | Q(acto__in=(*_DE_SECCIONES, _ALTA))
    )
    dichas = dict[str, _Asentado]()
    for entrada in de_muchas(entradas, "folio", folios, attrgetter("folio")):
        if sellada(entrada):
            dichas.setdefault(entrada.folio, _Asentado()).sumar(entrada)
    return dichas
