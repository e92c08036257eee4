"""Las frases de una plantilla: lo escrito entre dos etiquetas, con {1}, {2} donde va un dato. Y la misma con otras frases.

Una frase termina en cada etiqueta HTML y en cada `{% … %}`: lo que debe traducirse junto se escribe junto.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape

_PIEZA = re.compile(
    r"(?P<ajena><(?:script|style|code)\b.*?</(?:script|style|code)>|<!--.*?-->)"
    r"|(?P<bloque>\{%.*?%\}|\{#.*?#\})"
    r"|(?P<dato>\{\{.*?\}\})"
    r"|(?P<etiqueta><(?:[^<>{}]|\{\{.*?\}\}|\{%.*?%\}|<!--[a-z_]+-->)*>)",
    re.DOTALL,
)
# Los que se leen; de un `meta`, lo que dice de la página quien la comparte o la encuentra.
_ATRIBUTO = re.compile(
    r'(?<=\s)(aria-label|alt|placeholder|title|(?:(?<=description" )|(?<=og:title" )|(?<=image:alt" ))content)="([^"]*)"'
)
# Donde no caben etiquetas: dentro de una que no las admite, y en los bloques que se ponen ahí.
_LLANO = {
    "etiqueta": (re.compile(r"<(title|option|textarea)\b"), re.compile(r"</(title|option|textarea)")),
    "bloque": (re.compile(r"\{%\s*block (titulo|descripcion)\b"), re.compile(r"\{%\s*endblock")),
}
# Delante de lo que queda en español donde no cabe decirlo: quien compone la página lo dice en su etiqueta, y quita la marca.
EN_ESPANOL = "\ue000"
_JUNTOS = re.compile(r"\|join:")
_HUECO = re.compile(r"\{(\d+)\}")
_Pieza = tuple[str, str]  # «texto», «dato», «bloque», «etiqueta» o «ajena», y lo escrito
Decir = Callable[
    [list[_Pieza], str], str
]  # un tramo, y dónde está si ahí no caben etiquetas: «llano» o «atributo»


def frases(fuente: str) -> list[str]:
    """Las de esa plantilla, en su orden y sin repetir; también las de sus atributos que se leen."""
    halladas: dict[str, None] = {}

    def anotar(tramo: list[_Pieza], donde: str) -> str:
        if frase := _frase(tramo):
            halladas[frase] = None
        return ""

    _recorrer(fuente, anotar)
    return list(halladas)


def con_frases(fuente: str, dichas: Mapping[str, str]) -> str:
    """La plantilla con lo traducido. Lo demás queda en español y dice que lo está; cada dato pasa por `dicho` o `en_lengua`."""
    return _recorrer(fuente, lambda tramo, donde: _decir(tramo, donde, dichas))


def huecos(frase: str) -> list[str]:
    """Los lugares de sus datos, de menor a mayor."""
    return sorted(_HUECO.findall(frase))


def partes(frase: str) -> list[str]:
    """Lo escrito y, entre uno y otro, el número de su dato: los impares son números."""
    return _HUECO.split(frase)


def _recorrer(fuente: str, decir: Decir) -> str:
    salida: list[str] = []
    tramo: list[_Pieza] = []
    llano = {"etiqueta": False, "bloque": False}
    for clase, escrito in [*_piezas(fuente), ("bloque", "")]:
        if clase in ("texto", "dato"):
            tramo.append((clase, escrito))
            continue
        salida.append(decir(tramo, "llano" if any(llano.values()) else ""))
        tramo = []
        if clase in _LLANO:
            empieza, termina = _LLANO[clase]
            llano[clase] = bool(empieza.match(escrito)) or (llano[clase] and not termina.match(escrito))
        salida.append(
            _ATRIBUTO.sub(lambda m: _atributo(m, decir), escrito) if clase == "etiqueta" else escrito
        )
    return "".join(salida)


def _piezas(fuente: str) -> Iterator[_Pieza]:
    desde = 0
    for hallada in _PIEZA.finditer(fuente):
        if hallada.start() > desde:
            yield "texto", fuente[desde : hallada.start()]
        yield str(hallada.lastgroup), hallada.group()
        desde = hallada.end()
    if desde < len(fuente):
        yield "texto", fuente[desde:]


def _atributo(hallado: re.Match[str], decir: Decir) -> str:
    dicho = _recorrer(hallado[2], lambda tramo, _: decir(tramo, "atributo"))
    return f'{hallado[1]}="{dicho}"'


def _frase(tramo: list[_Pieza]) -> str:
    """Vacía si no hay nada que decir fuera de los datos."""
    if not any(c.isalpha() for clase, escrito in tramo if clase == "texto" for c in unescape(escrito)):
        return ""
    numeros = iter(range(1, len(tramo) + 1))
    escrita = (escrito if clase == "texto" else f"{{{next(numeros)}}}" for clase, escrito in tramo)
    return unescape("".join(escrita)).strip()


def _decir(tramo: list[_Pieza], donde: str, dichas: Mapping[str, str]) -> str:
    datos = [_dato(escrito, bool(donde)) for clase, escrito in tramo if clase == "dato"]
    quedan = iter(datos)
    igual = "".join(escrito if clase == "texto" else next(quedan) for clase, escrito in tramo)
    frase = _frase(tramo)
    if not frase:
        return (
            igual.replace("|dicho }}", "|dicho_o_marca }}")
            if donde == "atributo" and len(tramo) == 1
            else igual
        )
    antes, despues = igual[: len(igual) - len(igual.lstrip())], igual[len(igual.rstrip()) :]
    if frase in dichas:
        dicho = (datos[int(p) - 1] if n % 2 else _a_la_letra(p) for n, p in enumerate(partes(dichas[frase])))
        return f"{antes}{''.join(dicho)}{despues}"
    if not donde:
        return f'{antes}<span lang="es">{igual.strip()}</span>{despues}'
    return f"{antes}{EN_ESPANOL}{igual.lstrip()}" if donde == "atributo" else igual


def _a_la_letra(texto: str) -> str:
    """Lo que alguien tradujo nunca es código: ni etiquetas ni, entre llaves, órdenes de la plantilla."""
    return escape(texto).replace("&#x27;", "'").replace("{", "&#123;").replace("}", "&#125;")


def _dato(escrito: str, llano: bool) -> str:
    expresion = escrito[2:-2].strip()
    if expresion.endswith(("|safe", "|linebreaks")):
        return f"{{{{ {expresion}|entero }}}}"
    filtro = "dicho" if llano else "en_lengua"
    suelta = _JUNTOS.sub(f"|cada_{filtro}|join:", expresion)
    return f"{{{{ {suelta if suelta != expresion else f'{expresion}|{filtro}'} }}}}"
