"""Cómo se dice en otra lengua un dato: entero, como fecha o como frase con datos dentro. Lo que nadie tradujo, en español y dicho."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.html import escape

from conoceles.nucleo.dias import MESES
from conoceles.nucleo.redaccion.frases import EN_ESPANOL, partes
from conoceles.publicacion.lectura.textos import Propio

_FECHA = re.compile(rf"(\d{{1,2}}) de ({'|'.join(MESES)}) de (\d{{4}})(?:, (\d\d:\d\d))?")
# Varias oraciones, lo que va entre comillas, varias respuestas de un catálogo, varios apartados.
_JUNTAN = ((r"(?<=\.) ", " "), ("([«»])", ""), ("; ", "; "), (" · ", " · "))
_SUELTO = re.compile(r"([\s,.:;(]*)(.*?)([\s,.:;)]*)")
_CON_MATIZ = re.compile(r"(.+) \((.+)\)")
_NUMERADO = re.compile(r"(.+) (\d+)")  # «Regiduría 3»
_OTRO = "\0"  # nadie lo tradujo: distinto de lo que todavía no se busca


@dataclass(frozen=True)
class Voz:
    """`textos`: español → esa lengua. `plantillas`: frases con {1}, {2} que escribe el programa. `fechas`: su forma."""

    textos: Mapping[str, str]
    plantillas: Sequence[tuple[str, str]] = ()
    fechas: Mapping[str, str] = field(default_factory=dict)  # «dia» y «momento», si están
    _sabidos: dict[tuple[str, bool], str] = field(default_factory=dict, repr=False)

    def llano(self, texto: str) -> str:
        """Donde no caben etiquetas: lo que no está traducido queda en español y no puede decirlo."""
        return self._dicho(texto, html=False) or texto

    def marcado(self, texto: str) -> tuple[str, str]:
        """El texto, y «es» si tiene letras y nadie lo tradujo."""
        dicho = self._dicho(texto, html=False)
        return dicho or texto, "es" if not dicho and any(c.isalpha() for c in texto) else ""

    def entero(self, texto: str) -> str:
        """El texto; si nadie lo tradujo, o no la fecha que lleva, en español y con la marca de que lo está."""
        fecha = _FECHA.search(texto)
        sin_traducir = self.marcado(texto)[1] or (fecha and self.marcado(fecha[0])[1])
        return f"{EN_ESPANOL}{texto}" if sin_traducir else self.llano(texto)

    def html(self, texto: str) -> str:
        """HTML; lo que no está traducido va en un `span` que dice que es español."""
        return self._dicho(texto, html=True) or _en_espanol(texto)

    def _dicho(self, texto: str, *, html: bool) -> str:
        if isinstance(texto, Propio):
            return ""
        clave = (texto, html)
        if clave not in self._sabidos:
            if len(self._sabidos) > 20_000:
                self._sabidos.clear()
            self._sabidos[clave] = self._buscar(" ".join(texto.replace("\u00a0", " ").split()), html) or _OTRO
        sabido = self._sabidos[clave]
        return "" if sabido == _OTRO else sabido

    def _buscar(self, texto: str, html: bool) -> str:
        if texto in self.textos:
            return _escrito(self.textos[texto], html)
        if fecha := _FECHA.fullmatch(texto):
            return self._fecha(fecha, html)
        for patron, dicha in self._patrones:
            if hallado := patron.fullmatch(texto):
                return "".join(self._con_sus_datos(dicha, hallado.groups(), html))
        for corte, entre in _JUNTAN:
            if len(texto) > 1 and len(suyas := re.split(corte, texto)) > 1:
                return self._juntos(suyas, entre.join, html)
        if matiz := _CON_MATIZ.fullmatch(texto):
            return self._juntos(matiz.groups(), lambda dichas: "{} ({})".format(*dichas), html)
        if numerado := _NUMERADO.fullmatch(texto):
            return self._juntos(numerado.groups(), " ".join, html)
        if len(suyas := texto.split(", ")) > 1 and all(
            p.isupper() or self._dicho(p, html=html) for p in suyas
        ):
            return self._juntos(
                suyas, ", ".join, html
            )  # una lista, que puede llevar siglas; no una oración con comas
        suelto = _SUELTO.fullmatch(texto)
        if suelto and suelto[2] != texto and (dicho := self._dicho(suelto[2], html=html)):
            return f"{_escrito(suelto[1], html)}{dicho}{_escrito(suelto[3], html)}"
        return ""

    @cached_property
    def _patrones(self) -> list[tuple[re.Pattern[str], str]]:
        hechos = []
        for frase, dicha in sorted(self.plantillas, key=lambda p: -len(p[0])):  # la que más dice, primero
            dato = r"([\W\d_]+?)" if solo_cifras(frase) else "(.+?)"
            regla = "".join(dato if n % 2 else re.escape(p) for n, p in enumerate(partes(frase)))
            hechos.append((re.compile(regla, re.DOTALL), dicha))
        return hechos

    def _con_sus_datos(self, dicha: str, datos: Sequence[str], html: bool) -> Iterator[str]:
        for n, parte in enumerate(partes(dicha)):
            yield self._pieza(datos[int(parte) - 1], html) if n % 2 else _escrito(parte, html)

    def _juntos(self, suyas: Sequence[str], juntar: Callable[[list[str]], str], html: bool) -> str:
        """«Licenciatura (trunca)», «Salud; Educación»: si alguna parte se dice en esa lengua."""
        if not any(self._dicho(p.strip(), html=html) for p in suyas):
            return ""
        return juntar([self._pieza(p, html) for p in suyas])

    def _pieza(self, texto: str, html: bool) -> str:
        """Con los blancos que lleve; si no hay letras, como está."""
        if not any(c.isalpha() for c in texto):
            return _escrito(texto, html)
        solo = texto.strip()
        antes, despues = texto.split(solo, 1)
        return f"{antes}{self.html(solo) if html else self.llano(solo)}{despues}"

    def _fecha(self, hallada: re.Match[str], html: bool) -> str:
        """Solo si están la forma y el mes: media fecha en cada lengua confunde."""
        dia, mes, anio, hora = hallada.groups()
        if "dia" not in self.fechas or mes not in self.textos or (hora and "momento" not in self.fechas):
            return ""
        escrita = "".join(_llena(self.fechas["dia"], (dia, self.textos[mes], anio)))
        if hora:
            escrita = "".join(_llena(self.fechas["momento"], (escrita, hora)))
        return _escrito(escrita, html)


def solo_cifras(frase: str) -> bool:
    """«{1} de {2}» dice tan poco que solo es esa frase si sus datos son cifras."""
    return sum(c.isalpha() for c in frase) < 4


def _llena(forma: str, datos: Sequence[str]) -> Iterator[str]:
    for n, parte in enumerate(partes(forma)):
        yield datos[int(parte) - 1] if n % 2 else parte


def _escrito(texto: str, html: bool) -> str:
    return str(escape(texto)) if html else texto


def _en_espanol(texto: str) -> str:
    return f'<span lang="es">{escape(texto)}</span>'
