"""Los formatos de un perfil y de una boleta en otra lengua: los mismos documentos, si alguien tradujo todo lo que dicen.

Braille no: liblouis no trae tabla de ninguna lengua que se hable en Durango.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from conoceles.difusion.formatos import grande, lectura, llano
from conoceles.difusion.formatos.habla import Habla
from conoceles.difusion.formatos.piezas import GRANDE, LENGUAS, LLANO, Taller
from conoceles.difusion.piezas import Pieza
from conoceles.nucleo.papel.letra import se_escribe
from conoceles.nucleo.redaccion.frases import EN_ESPANOL
from conoceles.publicacion.instantanea.pagina import en_lengua
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua
from conoceles.publicacion.sitio.lenguas.tarjetas import textos

_DIBUJOS = {LLANO.dibujo, GRANDE.dibujo}
# Documento y lengua → si está entero y si la letra de la casa lo escribe. Leerlos todos en cada rato costaría más que dibujar.
_SABIDOS: dict[tuple[str, str], tuple[bool, bool]] = {}
_CABEN = 50_000


@dataclass(frozen=True)
class EnLenguas:
    """`carpeta`: la de la elección publicada, de donde se leen los documentos."""

    taller: Taller
    carpeta: Path
    lenguas: Sequence[EnLengua]

    def todas(self) -> Iterator[Pieza]:
        """Las mismas que en español, menos las que ninguna lengua tiene."""
        de_texto = [p for p in self.taller.todas() if p.dibujo in _DIBUJOS] if self.lenguas else []
        for lengua in self.lenguas:
            yield from (self._suya(p, lengua) for p in de_texto if self._se_hace(p, lengua))

    def _suya(self, pieza: Pieza, lengua: EnLengua) -> Pieza:
        sitio = self.taller.sitio
        datos = pieza.datos | {
            "lengua": lengua.clave,
            "dichos": lengua.huella,
            "eleccion": f"{sitio.entidad}, {lengua.voz.llano(sitio.nombre)}",
        }
        ruta = en_lengua(lengua.clave, pieza.ruta)
        return replace(pieza, ruta=ruta, datos=datos, tanda=LENGUAS, lengua=lengua)

    def _se_hace(self, pieza: Pieza, lengua: EnLengua) -> bool:
        entero, se_ve = self._sabido(pieza, lengua)
        return entero and (se_ve or pieza.dibujo != GRANDE.dibujo)

    def _sabido(self, pieza: Pieza, lengua: EnLengua) -> tuple[bool, bool]:
        clave = (str(pieza.datos["huella"]), lengua.huella)
        if clave not in _SABIDOS:
            if len(_SABIDOS) > _CABEN:
                _SABIDOS.clear()
            dicho = "".join(self._dichos(pieza, Habla(lengua.clave, lengua.voz)))
            _SABIDOS[clave] = EN_ESPANOL not in dicho, se_escribe(dicho)
        return _SABIDOS[clave]

    def _dichos(self, pieza: Pieza, en: Habla) -> Iterable[str]:
        """Lo que dicen, menos los nombres y lo que escribió cada persona."""
        d = pieza.datos
        yield en.decir(self.taller.sitio.nombre)
        yield from map(en.decir, (GRANDE.nombre, llano.RECORTADO, grande.QUIENES))
        documento, gente = grande.leido("boleta" if "boleta" in d else "perfil", d, self.carpeta)
        yield from grande.portada(documento, d["jornada"], en)
        yield from lectura.pie(documento, d["huella"], d["zona"], en)
        yield from textos(lectura.cajas(documento, en))
        for perfil in gente:
            yield from lectura.dichos(perfil, en)
