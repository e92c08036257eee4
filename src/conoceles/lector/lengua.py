"""Buscar y comparar en otra lengua: lo compuesto en español, con lo que alguien tradujo; lo demás lo dice (`lang="es"`).

El índice es uno, en español, y trae de cada lengua sus textos. Lo mismo que hace el navegador (`lengua.js`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from conoceles.lector.piezas import Html, Pieza

Pedazos = list[tuple[str, bool]]  # texto, y si está en español
_SEPARAN = (" · ", "; ", ": ")
_AJENAS = {"pasaje", "tarjeta__nombre", "largo", "comparar__de"}  # de puño y letra, o nombres
_SUELTO = re.compile(r"([\s,.:;«]*)(.*?)([\s,.:;»]*)", re.DOTALL)
_FECHA = re.compile(r"(\d{1,2}) de ([^\W\d_]+) de (\d{4})(?:, (\d\d:\d\d))?")
_MATIZ = re.compile(r"(.+) \((.+)\)", re.DOTALL)
_AQUI = re.compile(
    r"\.\./(?:(?:candidaturas|contiendas)/(?:[^/]+/)?|buscar/|comparar/|secciones/)(?:[?#].*)?"
)
_ARRIBA = re.compile(r"(^|, )\.\./")
_VACIAS = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


class Diccionario:
    """Lo traducido, como lo guarda el índice: `textos`, `frases` con datos dentro, `fechas` y las preguntas de puño y letra."""

    def __init__(self, dicho: str) -> None:
        leido = json.loads(dicho)
        self._textos: dict[str, str] = leido["textos"]
        self._fechas: dict[str, list[str | int]] = leido["fechas"]
        self.propios = frozenset(leido["propios"])
        self._patrones = [
            (re.compile(regla.replace(r"(\P{L}+?)", r"([\W\d_]+?)"), re.DOTALL), dicha)
            for regla, dicha in leido["frases"]
        ]

    def html(self, compuesto: str) -> Html:
        """El mismo fragmento, dicho en esa lengua y con sus enlaces desde ahí."""
        escritor = _Escritor(self)
        escritor.feed(compuesto)
        escritor.close()
        return Html("".join(escritor.salida))

    def decir(self, texto: str) -> Pedazos | None:
        """`None` si nadie lo tradujo."""
        if texto in self._textos:
            return [(self._textos[texto], False)]
        if (
            alta := texto[:1].upper() + texto[1:]
        ) in self._textos:  # las plantillas los escriben en medio de una frase
            return [(self._textos[alta].lower(), False)]
        if fecha := _FECHA.fullmatch(texto):
            return self._fecha(fecha)
        for patron, dicha in self._patrones:
            if hallado := patron.fullmatch(texto):
                return [
                    p for d in dicha for p in (self._dato(hallado[d]) if isinstance(d, int) else [(d, False)])
                ]
        return self._por_partes(texto)

    def _por_partes(self, texto: str) -> Pedazos | None:
        if matiz := _MATIZ.fullmatch(texto):
            dentro = self._dato(matiz[2]) if _con_letras(matiz[2]) else [(matiz[2], False)]
            return _algo_dicho([*self._dato(matiz[1]), (" (", False), *dentro, (")", False)])
        for entre in _SEPARAN:
            if entre in texto:
                partes = [self._dato(p) for p in texto.split(entre)]
                return _algo_dicho(
                    [x for n, p in enumerate(partes) for x in ([(entre, False)] if n else []) + p]
                )
        suelto = _SUELTO.fullmatch(texto)
        if suelto is None or not suelto[2] or suelto[2] == texto:
            return None
        dicho = self.decir(suelto[2])
        return dicho and [(suelto[1], False), *dicho, (suelto[3], False)]

    def _dato(self, texto: str) -> Pedazos:
        return (self.decir(texto) or [(texto, True)]) if _con_letras(texto) else [(texto, False)]

    def _fecha(self, hallada: re.Match[str]) -> Pedazos | None:
        dia, mes, anio, hora = hallada.groups()
        if "dia" not in self._fechas or mes not in self._textos or (hora and "momento" not in self._fechas):
            return None
        escrita = _llena(self._fechas["dia"], (dia, self._textos[mes], anio))
        return [(_llena(self._fechas["momento"], (escrita, hora)) if hora else escrita, False)]


class EnSuLengua(Pieza):
    """Una página en esa lengua: dice en ella cada fragmento que se le pone."""

    def __init__(self, html: str, diccionario: Diccionario) -> None:
        super().__init__(html)
        self._diccionario = diccionario

    def __call__(self, **valores: object) -> Html:
        return super().__call__(
            **{n: self._diccionario.html(v) if isinstance(v, Html) else v for n, v in valores.items()}
        )


class _Escritor(HTMLParser):
    """Copia un fragmento diciendo sus textos; de cada etiqueta abierta sabe si lo suyo es ajeno."""

    def __init__(self, diccionario: Diccionario) -> None:
        super().__init__(convert_charrefs=True)
        self.salida: list[str] = []
        self._dice = diccionario
        self._abiertas: list[tuple[str, bool]] = [("", False)]
        self._pregunta: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        puestos = dict(attrs)
        if tag in ("tr", "dt"):
            self._pregunta = None
        ajeno = (
            self._abiertas[-1][1]
            or "lang" in puestos
            or not _AJENAS.isdisjoint((puestos.get("class") or "").split())
        )
        if tag in ("td", "dd") and self._pregunta in self._dice.propios:
            ajeno = True
        if "sin-dato" in (puestos.get("class") or "").split():
            ajeno = "lang" in puestos
        escritos = "".join(
            f' {n}="{escape(self._atributo(n, v))}"' if v is not None else f" {n}" for n, v in attrs
        )
        self.salida.append(f"<{tag}{escritos}>")
        if tag not in _VACIAS:
            self._abiertas.append((tag, ajeno))

    def handle_endtag(self, tag: str) -> None:
        self.salida.append(f"</{tag}>")
        while len(self._abiertas) > 1 and self._abiertas.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not _con_letras(data):
            self.salida.append(escape(data))
            return
        etiqueta, ajeno = self._abiertas[-1]
        texto = " ".join(data.split())
        if etiqueta in ("th", "dt") and self._pregunta is None:
            self._pregunta = texto
        pedazos = (None if ajeno else self._dice.decir(texto)) or [(texto, True)]
        if etiqueta == "option":
            todo = all(es or not _con_letras(dicho) for dicho, es in pedazos)
            self.salida[-1] = (
                self.salida[-1].replace("<option", '<option lang="es"', 1) if todo else self.salida[-1]
            )
            pedazos = [("".join(dicho for dicho, _ in pedazos), False)]
        antes, despues = data[: len(data) - len(data.lstrip())], data[len(data.rstrip()) :]
        self.salida += [antes, *(_escrito(*pedazo) for pedazo in pedazos), despues]

    def _atributo(self, nombre: str, valor: str) -> str:
        if nombre == "aria-label":
            return "".join(dicho for dicho, _ in self._dice.decir(" ".join(valor.split())) or [(valor, True)])
        if nombre in ("src", "srcset") or (nombre == "href" and not _AQUI.fullmatch(valor)):
            return _ARRIBA.sub(r"\1../../../", valor)
        return valor


def _algo_dicho(pedazos: Pedazos) -> Pedazos | None:
    return pedazos if any(_con_letras(dicho) and not es for dicho, es in pedazos) else None


def _con_letras(texto: str) -> bool:
    return any(c.isalpha() for c in texto)


def _llena(forma: Sequence[str | int], datos: Sequence[str]) -> str:
    return "".join(datos[parte - 1] if isinstance(parte, int) else parte for parte in forma)


def _escrito(texto: str, es: bool) -> str:
    return f'<span lang="es">{escape(texto)}</span>' if es else escape(texto)
