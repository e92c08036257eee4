"""Lo que contestó cada persona y quién lo sabe o podría saberlo: una persona cuenta una vez, con todas sus candidaturas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.models import Consentimiento
from conoceles.identidad.permisos import efecto
from conoceles.identidad.totales.conteos import SIN_RESPUESTA, dichas
from conoceles.identidad.totales.leidas import Leida, leer
from conoceles.identidad.totales.tasas import es_decision
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.proceso.definicion import Definicion

G = TypeVar("G", bound=Hashable)
PUBLICO = ""


class Contestada(NamedTuple):
    """Una respuesta: quiénes podrían saber de quién es y, de esos, quiénes lo saben con seguridad. `PUBLICO`: cualquiera."""

    dijo: str
    pueden: frozenset[str]
    saben: frozenset[str]


Contestadas = dict[str, Counter[tuple[G, Contestada]]]


@dataclass(frozen=True)
class Candidata(Generic[G]):
    """Una candidatura de `persona` y lo que consta de quién conoce sus respuestas.

    `pueden`: cuantos la capturaron o respondieron por ella alguna vez, en cualquiera de las suyas; `saben`, de esta. `suyas`:
    las claves de todas, de cualquier elección; `acciones`: las de todas. `se_ve`: si su perfil enseña lo de identidad.
    """

    grupo: G
    persona: UUID
    pueden: frozenset[str]
    saben: frozenset[str]
    suyas: frozenset[UUID]
    acciones: frozenset[str]
    se_ve: bool


@sensitive_variables()
def contestadas(
    definicion: Definicion,
    candidatas: Mapping[UUID, Candidata[G]],
    preguntas: Collection[str],
    hasta: datetime,
) -> Contestadas[G]:
    """Pregunta → cuántas personas dieron cada respuesta, por grupo y por quién lo sabe. Quien no contestó no está.

    De varias candidaturas de una persona cuenta la que decidió al último y contesta la pregunta.
    """
    grupo_de, publicaron = definicion.identidad.grupo_de(), _publicaron(candidatas)
    resultado: Contestadas[G] = {pregunta: Counter() for pregunta in preguntas}
    en_orden = sorted(candidatas, key=lambda clave: candidatas[clave].persona)
    leidas = leer(en_orden, hasta, definicion.consentimiento)
    for _, suyas in groupby(leidas, key=lambda leida: candidatas[leida.clave].persona):
        ultimas = sorted(suyas, key=lambda leida: leida.decidio.pk if leida.decidio else 0, reverse=True)
        for pregunta, cuenta in resultado.items():
            contestan = (una for una in ultimas if {*dichas(una, pregunta)} - {SIN_RESPUESTA})
            if (una := next(contestan, None)) is None:
                continue
            candidata, grupo = candidatas[una.clave], grupo_de.get(pregunta, "")
            pueden, saben = candidata.pueden, candidata.saben
            if not es_decision(pregunta):
                if _podria_verse(definicion, candidata, publicaron, grupo):
                    pueden |= {PUBLICO}
                if candidata.se_ve and pregunta in _a_la_vista(definicion, candidata, una, grupo_de):
                    saben |= {PUBLICO}
            sabida = pueden | saben, saben
            cuenta.update((candidata.grupo, Contestada(d, *sabida)) for d in dichas(una, pregunta))
    return resultado


def _publicaron(candidatas: Mapping[UUID, Candidata[G]]) -> dict[UUID, list[efecto.Grupos]]:
    """De qué grupos dijo que sí alguna vez cada clave, aunque espere, no se haya visto o después lo retirara."""
    claves = {clave for una in candidatas.values() for clave in una.suyas}
    filas = Consentimiento.objects.filter(publicacion=True).order_by().values_list("clave", "grupos")
    dichos: dict[UUID, list[efecto.Grupos]] = {}
    for clave, grupos in de_muchas(filas, "clave", claves, itemgetter(0)):
        dichos.setdefault(clave, []).append(grupos)
    return dichos


def _podria_verse(
    definicion: Definicion,
    candidata: Candidata[G],
    publicaron: Mapping[UUID, list[efecto.Grupos]],
    grupo: str,
) -> bool:
    """También lo que una etiqueta da a entender: todo lo de su grupo."""
    return grupo in definicion.grupos_de(candidata.acciones) or any(
        efecto.abarca(grupos, [grupo]) for clave in candidata.suyas for grupos in publicaron.get(clave, ())
    )


@sensitive_variables()
def _a_la_vista(
    definicion: Definicion, candidata: Candidata[G], leida: Leida, grupo_de: Mapping[str, str]
) -> Collection[str]:
    """Lo que se lee en su perfil, y lo que calló junto a otra respuesta de su grupo que sí se lee."""
    obligados = definicion.grupos_que_muestran(candidata.acciones)
    grupos = efecto.con_obligados(efecto.publica(leida.permite), obligados)
    return efecto.sabidas(leida.respuestas, grupo_de, grupos)
