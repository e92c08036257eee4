"""El nombre de un acto, que en la cadena va sin acentos, como se escribe."""

from __future__ import annotations

import re

_PROPIAS = {
    "padron": "padrón", "contrasena": "contraseña", "codigos": "códigos", "codigo": "código",
    "omision": "omisión", "leida": "leída", "mr": "MR", "rp": "RP",
}  # fmt: skip


def acentuado(clave: str) -> str:
    """«capacitacion_registrada» → «capacitación registrada»."""
    con_tilde = re.sub(r"(?<=[cs])ion\b", "ión", re.sub("[_-]", " ", clave))
    return re.sub(r"\w+", lambda palabra: _PROPIAS.get(palabra[0], palabra[0]), con_tilde)
