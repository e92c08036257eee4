"""El retrato de un mensaje, como lo enseña un programa de correo de solo texto."""

from __future__ import annotations

import html
import re

from playwright.sync_api import Browser

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

DOCUMENTO = RAIZ_PROYECTO / "docs" / "mensajes.md"
PAGINA = """<!doctype html><html lang="es-MX"><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; background: #f2efe9; color: #1c1a17; }}
article {{ background: #fff; border: 1px solid #b8b2a6; padding: 20px 24px; max-width: 760px; }}
h1 {{ font: 600 17px/1.4 sans-serif; margin: 0; }}
p {{ font: 14px/1.5 sans-serif; margin: 2px 0 14px; color: #57524a; border-bottom: 1px solid #ddd8ce; padding-bottom: 12px; }}
pre {{ font: 14px/1.5 monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }}
</style><body><article><h1>{asunto}</h1><p>De: Conóceles. Para: Ana Captura.</p><pre>{cuerpo}</pre></article></body></html>"""


def retratar(navegador: Browser, acto: str = "observada") -> bytes:
    """PNG de la muestra de ese acto en `docs/mensajes.md`."""
    documento = DOCUMENTO.read_text(encoding="utf-8")
    hallada = re.search(
        rf"^## {acto}$.*?```text\nAsunto: (.*?)\n\n(.*?)```", documento, re.DOTALL | re.MULTILINE
    )
    if hallada is None:
        raise LookupError(f"docs/mensajes.md no trae la muestra de {acto}")
    asunto, cuerpo = (html.escape(parte) for parte in hallada.groups())
    pagina = navegador.new_page(viewport={"width": 860, "height": 600})
    pagina.set_content(PAGINA.format(asunto=asunto, cuerpo=cuerpo))
    octetos = pagina.screenshot(full_page=True)
    pagina.close()
    return octetos
