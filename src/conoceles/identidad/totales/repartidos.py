"""Lo que se cuenta y lo que de ello se ve, repartido entre grupos de personas: lo de cada una se lee y se abre una vez."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.permisos import efecto
from conoceles.identidad.totales.conteos import Conteos, sumar
from conoceles.identidad.totales.leidas import Leida, leer
from conoceles.proceso.definicion import Definicion

G = TypeVar("G", bound=Hashable)


@sensitive_variables()
def repartidos(
    definicion: Definicion,
    de_quien: Mapping[UUID, tuple[G, Collection[str]]],
    preguntas: Collection[str],
    hasta: datetime,
) -> dict[G, tuple[Conteos, Conteos, Conteos]]:
    """Grupo → lo que dijeron las suyas de cada pregunta; lo que de eso se ve; y lo que se vería sin sus etiquetas.

    `de_quien`: de cada clave, su grupo y las acciones afirmativas por las que entró. Se ve lo del perfil de hoy y el de mañana, y
    lo que dice la etiqueta: primero como si dijera todo lo de su grupo, y después solo lo que manda mostrar.
    """
    sumas: dict[G, tuple[Conteos, Conteos, Conteos]] = {}
    grupo_de = definicion.identidad.grupo_de()
    for leida in leer(de_quien, hasta, definicion.consentimiento):
        grupo, acciones = de_quien[leida.clave]
        cuentas, visibles, sin_etiquetas = sumas.setdefault(
            grupo, ({p: Counter() for p in preguntas}, {}, {})
        )
        sumar(cuentas, leida)
        _sumar_lo_visible(visibles, leida, grupo_de, definicion.grupos_de(acciones))
        _sumar_lo_visible(sin_etiquetas, leida, grupo_de, definicion.grupos_que_muestran(acciones))
    return sumas


@sensitive_variables()
def _sumar_lo_visible(
    resultado: Conteos, leida: Leida, grupo_de: Mapping[str, str], obligados: Collection[str]
) -> None:
    """Lo que se cuenta de ella y cualquiera puede restar; también lo que calló junto a otra respuesta de su grupo que sí se ve."""
    grupos = efecto.con_obligados(efecto.publica(leida.permite), obligados)
    for pregunta, valor in efecto.sabidas(leida.respuestas, grupo_de, grupos).items():
        resultado.setdefault(pregunta, Counter()).update(valor if isinstance(valor, list) else [valor])
