"""axe-core en la página abierta: lo que no cumple, y dónde."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from plantillas import carpeta_de

# Lo único que otro tema puede estropear: solo cambia colores.
CONTRASTE, DE_ENLACE = "color-contrast", "link-in-text-block"
# El contraste cuesta cuatro quintas partes de mirar. De los textos que se ven del mismo color, tamaño y peso, dentro de lo
# mismo —su fondo y el de cuanto los contiene, desde la raíz—, se juzga uno por proceso; los que fallan, siempre.
_CORRER = """async ([contraste, deEnlace, soloColor, juzgados]) => {
  const sabidos = new Set(juzgados.split(" ")), cadenas = new Map(), nuevos = new Map();
  const huella = (texto) => {  // FNV-1a, dos veces, con 32 bits cada una
    let a = 0x811c9dc5, b = 0x1000193;
    for (let i = 0; i < texto.length; i++) {
      a = Math.imul(a ^ texto.charCodeAt(i), 0x01000193);
      b = Math.imul(b + texto.charCodeAt(i), 0x85ebca6b) ^ (b >>> 13);
    }
    return (a >>> 0).toString(36) + "." + (b >>> 0).toString(36);
  };
  const dicho = (e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join("");
  const control = "input, select, textarea, button";
  for (const e of document.querySelectorAll("*")) {
    const s = getComputedStyle(e), apagado = (e.control ?? e).disabled || e.ariaDisabled;
    const suyo = [e.localName, s.color, s.backgroundColor, s.backgroundImage, s.opacity, s.position, s.textShadow, apagado];
    cadenas.set(e, huella((cadenas.get(e.parentElement) ?? "") + suyo));
    const letras = e.matches(control) ? 2 : Math.min(dicho(e).length, 2);  // de una sola letra axe no juzga
    if (!letras || !e.checkVisibility()) continue;
    const firma = huella([cadenas.get(e), letras, s.fontSize, s.fontWeight, s.clip, s.textIndent, s.visibility].join());
    if (!sabidos.has(firma) && !nuevos.has(firma)) nuevos.set(firma, e);
  }
  const correr = async (donde, como) => (await axe.run(donde, { resultTypes: ["violations"], ...como })).violations;
  const reglas = soloColor ? { runOnly: [deEnlace] } : { rules: { [contraste]: { enabled: false } } };
  const halladas = await correr(document, reglas);
  if (nuevos.size) halladas.push(...await correr({ include: [...nuevos.values()] }, { runOnly: [contraste] }));
  return [halladas.map(v => [v.id, v.nodes[0].html]), [...nuevos.keys()]];
}"""
_JUZGADOS: set[str] = set()


def faltas(pagina: Page, *, solo_color: bool = False) -> list[tuple[str, str]]:
    """Regla y elemento de cada falta. El guion se pone una vez por página abierta."""
    if not pagina.evaluate("'axe' in window"):
        pagina.evaluate(AXE_SCRIPT)
    pedido = [CONTRASTE, DE_ENLACE, solo_color, " ".join(_JUZGADOS)]
    halladas, nuevos = pagina.evaluate(_CORRER, pedido)
    if not halladas:
        _JUZGADOS.update(nuevos)
    return [(regla, html[:160]) for regla, html in halladas]


_CUERPO = r"\b[^>]*>(?:(?!<\1\b).)*?</\1> ?"
# Las opciones, y luego los renglones que las llevan: uno, y varios seguidos.
_SEGUIDOS = [
    (re.compile(f"<({cual}){_CUERPO}"), re.compile(rf"<({cual}){_CUERPO}(?:<\1{_CUERPO})+"))
    for cual in ("option", "li|tr|article")
]
_DATOS = re.compile(r'\b(href|src|action|value|content|alt|aria-label|data-[\w-]+)="[^"]+"')
# Que no se repitan, y que exista cada uno al que otro apunta, lo exige de toda página `paginas.check`.
_NUMERADOS = re.compile(r'\b(id|for|name|list|headers|aria-[a-z]+)="[^"]*\d[^"]*"')


def esqueleto(html: str) -> str:
    """La página sin sus palabras, sus direcciones ni sus números; dónde no dice nada sí cuenta.

    De renglones seguidos, cuáles hay y no en qué orden, salvo que lleven título: una falta en el quinto es la del primero.
    """
    html = re.sub(r"\s+", " ", re.sub(r">[^<]*[^<\s][^<]*<", ">·<", html))
    html = _NUMERADOS.sub(lambda hallado: re.sub(r"\d+", "0", hallado[0]), _DATOS.sub(r'\1="·"', html))
    for uno, varios in _SEGUIDOS:
        html = varios.sub(lambda renglones, uno=uno: _distintos(uno, renglones[0]), html)  # type: ignore[misc]
    return html


def _distintos(uno: re.Pattern[str], renglones: str) -> str:
    distintos = dict.fromkeys(hallado[0].rstrip() for hallado in uno.finditer(renglones))
    return "".join(distintos if re.search("<h[1-6]", renglones) else sorted(distintos))


def recuerdo(html: str, ancho: int = 0) -> Path:
    """Existe si una página con ese esqueleto, con este programa de estilo y a ese ancho, ya se miró sin hallarle nada.

    Lo deja quien la mira, al terminar bien; de una corrida a la otra queda donde las bases ya migradas.
    """
    estilos = re.findall(r"<style.*?</style>", html, re.DOTALL)
    vista = f"{AXE_SCRIPT} {_CORRER} {ancho} {esqueleto(html)} {estilos}"
    return carpeta_de("src/conoceles/**/*.[cj]s*") / sha256(vista.encode()).hexdigest()
