"""Recorrer la cadena de una base: entera, o desde donde este mismo proceso la dejó."""

from __future__ import annotations

from time import monotonic

from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import GENESIS, resumir

ENTERA_CADA = 3600.0  # segundos: cuánto puede tardar en nombrarse algo cambiado en lo que ya se había visto


class Mirada:
    """Hasta dónde vio la cadena un proceso, y lo que halló en ella. Empieza en nada y no se guarda en disco.

    El proceso que se reinicia la mira entera: no da por bueno lo que otro vio. Lo cambiado en lo ya visto tampoco vale
    mientras no se nombre: quien lee una entrada mira su sello.
    """

    def __init__(self, using: str) -> None:
        self._using, self._problemas = using, list[str]()
        self._hasta, self._huella, self._entera = 0, GENESIS, float("-inf")

    def problemas(self) -> list[str]:
        """Una frase por cada eslabón que no cuadra, de toda la cadena; lee lo nuevo y, cada tanto, todo."""
        vence = monotonic() >= self._entera + ENTERA_CADA
        if vence or not self._sigue_ahi():
            self._hasta, self._huella, self._problemas, self._entera = 0, GENESIS, [], monotonic()
        self._leer()
        return [*self._problemas]

    def _sigue_ahi(self) -> bool:
        """Si lo último visto está, como se vio: si no, la cadena volvió atrás o se reescribió."""
        visto = Entrada.objects.using(self._using).filter(pk=self._hasta).first()
        return visto is not None and resumir(visto) == visto.huella == self._huella

    def _leer(self) -> None:
        nuevas = Entrada.objects.using(self._using).filter(pk__gt=self._hasta).order_by("pk")
        for entrada in nuevas.iterator():
            if entrada.anterior != self._huella:
                self._problemas.append(f"La entrada {entrada.id} no sigue a la anterior.")
            if resumir(entrada) != entrada.huella:
                self._problemas.append(f"La entrada {entrada.id} fue alterada.")
            elif not sellada(entrada):
                self._problemas.append(
                    f"La entrada {entrada.id} no la escribió el sistema: no lleva su sello."
                )
            self._hasta, self._huella = entrada.pk, entrada.huella


def verificar(using: str) -> list[str]:
    """Recorre la cadena entera; devuelve una frase por cada eslabón que no cuadra."""
    return Mirada(using).problemas()
