"""Los requisitos de ASVS 5.0, niveles 1 y 2, uno por uno: de `docs/evidencia/asvs.toml` al documento."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

FUENTE = RAIZ_PROYECTO / "docs" / "evidencia" / "asvs.toml"
ESTADOS = {"cumplido": "cumplidos", "no aplica": "no aplican", "queda": "quedan"}
CAPITULOS = {
    "V1": "Codificar y sanear", "V2": "Validar y reglas del asunto", "V3": "Navegador", "V4": "Servicios web",
    "V5": "Archivos", "V6": "Autenticación", "V7": "Sesiones", "V8": "Autorización", "V9": "Testigos firmados",
    "V10": "OAuth y OIDC", "V11": "Criptografía", "V12": "Comunicación", "V13": "Configuración",
    "V14": "Protección de datos", "V15": "Código y arquitectura", "V16": "Bitácoras y errores", "V17": "WebRTC",
}  # fmt: skip
CABEZA = """# ASVS 5.0, requisito por requisito

Los 253 requisitos de los niveles 1 y 2 de la norma de verificación de OWASP, versión 5.0.0, con su número y lo que piden dicho
con palabras nuestras; el texto que vale es el de [la norma](https://github.com/OWASP/ASVS). Cada uno está *cumplido*, con
la prueba o el documento que lo sostiene; *no aplica*, y por qué; o *queda*, con su riesgo y de quién es. Una cita a una prueba
la nombra: un archivo entero no demuestra nada.

Esta página la escribe `./taller asvs` a partir de `docs/evidencia/asvs.toml`; no se edita a mano.
"""


@dataclass(frozen=True)
class Requisito:
    """`sustento`: las pruebas y documentos, o la razón."""

    numero: str
    estado: str
    pide: str
    sustento: str

    @property
    def citas(self) -> list[str]:
        """Rutas desde la raíz del proyecto; `archivo.py::prueba` si es una."""
        return [_ruta(parte) for parte in self.sustento.split()] if self.estado == "cumplido" else []

    @property
    def renglon(self) -> str:
        """El suyo en la tabla."""
        sustento = "<br>".join(f"`{c}`" for c in self.citas) or self.sustento
        return f"| {self.numero} | {self.estado} | {self.pide} | {sustento} |"


def leer(fuente: Path = FUENTE) -> dict[str, list[Requisito]]:
    """Capítulo → sus requisitos, en su orden."""
    capitulos: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(fuente.read_text(encoding="utf-8"))
    return {
        c: [Requisito(numero, *dicho) for numero, dicho in suyos.items()] for c, suyos in capitulos.items()
    }


def documento(capitulos: Mapping[str, list[Requisito]]) -> str:
    """La página entera."""
    cuenta = Counter(r.estado for suyos in capitulos.values() for r in suyos)
    partes = [
        CABEZA,
        ", ".join(f"{cuenta[e]} {nombre}" for e, nombre in ESTADOS.items()).join(("En total, ", ".\n")),
    ]
    for clave, suyos in capitulos.items():
        tabla = "\n".join(
            ["| requisito | estado | qué pide | sustento |", "|---|---|---|---|", *(r.renglon for r in suyos)]
        )
        partes.append(f"## {clave} · {CAPITULOS[clave]}\n\n{tabla}\n")
    return "\n".join(partes)


def _ruta(parte: str) -> str:
    de_la_raiz = ("docs/", "src/", "operacion/", "pyproject.toml", "SECURITY.md")
    if parte.startswith(de_la_raiz) and not parte.startswith("operacion/test_"):
        return parte
    archivo, _, prueba = parte.partition("::")
    archivo = f"tests/{archivo.removesuffix('.py')}.py"
    return f"{archivo}::{prueba}" if prueba else archivo
