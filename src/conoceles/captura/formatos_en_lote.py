"""Varios formatos firmados de una vez: cada archivo se casa con su persona por el folio o el nombre con que se llama."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.documentos import formatos_pdf
from conoceles.identidad.permisos import formatos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.definicion import Definicion

MAXIMO_JUNTOS = 30_000_000  # octetos; el servidor web no deja pasar más de 36 MB
SIN_PERSONA = "No se sabe de quién es: elija a la persona y vuelva a elegir el archivo."
REPETIDO = "Ya venía otro archivo de esta persona: este no se tomó."


@dataclass(frozen=True)
class Recibo:
    """Qué pasó con un archivo. Sin `fila`, no se supo de quién era; sin `porque`, se recibió."""

    archivo: str
    fila: Candidatura | None
    porque: str = ""


def recibir(
    archivos: Iterable[tuple[str, bytes]],
    de: Sequence[str],
    filas: Sequence[Candidatura],
    *,
    por: Alcance,
    ahora: datetime,
) -> list[Recibo]:
    """Guarda cada uno por su cuenta; lo que no se admite o no casa no detiene a los demás.

    `de`: los folios que eligió quien sube, en el orden de los archivos; el vacío se casa por el nombre del archivo.
    """
    recibos: list[Recibo] = []
    for numero, (nombre, contenido) in enumerate(archivos):
        folio = (de[numero] if numero < len(de) else "") or casar(nombre, filas)
        fila = next((f for f in filas if f.folio == folio), None)
        hechas = [r.fila for r in recibos if not r.porque]
        if fila is None or fila in hechas:
            recibos.append(Recibo(nombre, fila, REPETIDO if fila else SIN_PERSONA))
        else:
            recibos.append(Recibo(nombre, fila, _subir(fila, contenido, por, ahora)))
    return recibos


def _subir(fila: Candidatura, contenido: bytes, por: Alcance, ahora: datetime) -> str:
    try:
        formatos.subir(candidatura=fila, archivo=contenido, por=por, ahora=ahora)
    except ErrorDeDominio as error:
        return error.mensaje
    return ""


def casar(nombre: str, filas: Iterable[Candidatura]) -> str:
    """El folio de la única cuyo folio o nombre completo va en el del archivo; vacío si ninguna o si son varias."""
    dicho = _palabras(PurePosixPath(nombre).stem)
    suyas = [f.folio for f in filas if _va_en(f.folio, dicho) or _va_en(f.nombre, dicho)]
    return suyas[0] if len(suyas) == 1 else ""


def _va_en(que: str, dicho: str) -> bool:
    return f" {_palabras(que).strip()} " in dicho


def _palabras(texto: str) -> str:
    """En minúsculas, sin acentos ni signos, con un blanco a cada lado: «maría_LÓPEZ-1» → « maria lopez 1 »."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', sin_acentos(texto)))} "


def rotulados(definicion: Definicion, filas: Iterable[Candidatura], *, momento: datetime) -> bytes:
    """Los formatos para firmar, uno por persona, en un .zip: su nombre trae el folio, y escaneados casan solos."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for fila in filas:
            pdf = formatos_pdf.consentimiento(definicion, fila, momento=momento)
            paquete.writestr(f"{fila.folio} {fila.nombre}.pdf", pdf)
    return salida.getvalue()
