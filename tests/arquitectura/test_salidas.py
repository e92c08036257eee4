"""Con quién habla el programa: solo desde estos archivos, y a direcciones que alguien de la autoridad electoral escribió (ASVS 13.2.4)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

ABREN = {
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "smtplib",
    "ftplib",
    "asyncio",
    "poplib",
    "imaplib",
}
SALEN = {
    "arranque/dependencias.py": "la base de fallas conocidas que dice la orden `comprobar bibliotecas`",
    "correo/operaciones.py": "el servidor de correo de los ajustes",
    "difusion/enlaces/pedir.py": "los portales de la definición, nunca de la red interna",
    "espejos/llamar.py": "los espejos que dio de alta quien opera",
    "expediente/documentos/acuse_en_registro.py": "el propio sitio, en la dirección de los ajustes",
    "nucleo/almacen/s3.py": "el almacén de los ajustes",
    "registro/testigos.py": "los testigos de la política",
    "testigo/olvido.py": "el registro que su testigo vigila",
}
NO_SALEN = {
    "arranque/respaldos/ensayo.py": "busca un puerto libre en esta máquina",
    "arranque/servicios/servidor.py": "atiende",
    "arranque/vigilancia/causas.py": "los errores con que contesta el correo",
    "arranque/vigilancia/certificados.py": "pregunta a nginx, en esta máquina, qué certificado enseña",
    "arranque/vigilancia/replica.py": "corta una conexión de la base, ya abierta",
    "correo/fallas.py": "los errores con que contesta el correo",
    "nucleo/recibidos/aparte.py": "por donde le pide su proceso, en esta máquina y sin red",
    "nucleo/recibidos/hijos.py": "con su ayudante, en esta máquina y sin red",
    "publicacion/instantanea/cadena.py": "el nombre de esta máquina",
    "pulso/lectura.py": "el nombre de esta máquina",
    "testigo/servidor.py": "atiende",
}


def _importados(archivo: Path) -> Iterator[str]:
    for nodo in ast.walk(ast.parse(archivo.read_text("utf-8"))):
        if isinstance(nodo, ast.Import):
            yield from (alias.name for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom) and nodo.module:
            yield from (nodo.module, *(f"{nodo.module}.{alias.name}" for alias in nodo.names))


def test_solo_estos_archivos_abren_conexiones() -> None:
    raiz = RAIZ_PROYECTO / "src" / "conoceles"
    hallados = {a.relative_to(raiz).as_posix() for a in raiz.rglob("*.py") if ABREN & {*_importados(a)}}
    assert hallados == SALEN.keys() | NO_SALEN.keys()
