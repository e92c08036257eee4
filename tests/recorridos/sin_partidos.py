"""Andar lo publicado y las pantallas de quien entra, y hallar dónde se habla de partidos."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

DE_PARTIDOS = re.compile(
    r"(?i)\b(partidos?|coalici[oó]n(es)?|actor(es)? pol[ií]ticos?|fuerzas?|independientes?)\b"
)
# El nombre de una columna del INE y los valores de la API son de su formato; los manuales de quien opera y de quien postula,
# del programa entero.
DE_UN_FORMATO = re.compile(r"^datos/|formato-ine|^ayuda/(operacion|administracion|partidos)/")
# Se prohíbe mencionarlos, y es lo que dice la pregunta; y los modelos que se ofrecen para otra elección.
SE_DICEN = (
    "sin menciones a otras candidaturas o partidos",
    "Poder Judicial de Durango, 2025: no hay partidos",
    "Ayuntamientos de Durango, 2025: 39 planillas por fuerza",
)
UNA_VEZ = re.compile(r"[0-9a-f-]{36}|\b[a-z0-9]{7}\b|\d+")  # de cada pantalla se mira una


def _leido(html: str) -> str:
    plano = " ".join(re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL).split())
    for dicho in SE_DICEN:
        plano = plano.replace(dicho, "")
    return plano


def nombra(dichos: dict[str, str]) -> dict[str, list[str]]:
    return {
        donde: hallados
        for donde, html in dichos.items()
        if not DE_UN_FORMATO.search(donde.strip("/") + "/")
        and (
            hallados := [
                _leido(html)[max(0, m.start() - 60) : m.end() + 40]
                for m in DE_PARTIDOS.finditer(_leido(html))
            ]
        )
    }


def caminar(navegador: Client) -> dict[str, str]:
    """Todo lo que se alcanza por enlaces desde su inicio; de las que solo cambian de folio o de número, una."""
    vistas: dict[str, str] = {}
    por_ver, formas = ["/"], {"/"}
    while por_ver:
        ruta = por_ver.pop()
        respuesta = navegador.get(ruta, follow=True)
        if respuesta.status_code != 200 or "text/html" not in respuesta["Content-Type"]:
            continue
        vistas[ruta.strip("/")] = html = respuesta.content.decode()
        for lleva in re.findall(r'href="(/[^"#?]*)"', html):
            forma = UNA_VEZ.sub("#", lleva)
            if forma not in formas and "/estatico/" not in lleva:
                formas.add(forma)
                por_ver.append(lleva)
    return vistas
