"""Lo que se adapta: cada respuesta publicada de un perfil, con la huella de su texto."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conoceles.difusion.formatos import lectura
from conoceles.publicacion.lectura.fichas import SitioPublico


@dataclass(frozen=True)
class Original:
    """Una respuesta publicada: de quién, a qué pregunta y qué dice."""

    folio: str
    nombre: str
    campo: str
    pregunta: str
    texto: str

    @property
    def huella(self) -> str:
        """SHA-256 del texto: si la candidatura lo corrige, lo adaptado ya no es de él."""
        return hashlib.sha256(self.texto.encode()).hexdigest()


def de_perfil(carpeta: Path, folio: str) -> Iterator[Original]:
    """Las de una persona; ninguna si hoy no muestra información."""
    documento = lectura.perfil(carpeta, folio)
    if not documento["con_informacion"]:
        return
    for apartado in documento["apartados"]:
        for campo in apartado["campos"]:
            if campo["valores"]:
                texto = "; ".join(campo["valores"])
                yield Original(folio, documento["nombre"], campo["clave"], campo["etiqueta"], texto)


def de_todas(carpeta: Path, sitio: SitioPublico) -> Iterator[Original]:
    """Las de la elección, en el orden de las boletas."""
    for boleta in sitio.contiendas:
        for ficha in boleta.fichas:
            yield from de_perfil(carpeta, ficha.folio)
