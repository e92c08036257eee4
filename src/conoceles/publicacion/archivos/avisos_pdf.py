"""Los avisos de privacidad y el formato de consentimiento en PDF, para quien los quiera fuera de la captura.

El aviso se pone a disposición de cualquiera, no solo de quien captura (plan §12).
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from conoceles.expediente.documentos import formatos_pdf
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso

CARPETA = "privacidad/"


def documentos(definicion: Definicion) -> list[tuple[str, str]]:
    """Nombre de archivo y título de cada uno. El formato, solo si la elección recibe respuestas."""
    avisos = [(f"aviso-{a.clave}.pdf", f"{a.titulo}, versión {a.version}") for a in definicion.avisos]
    formato = ("formato-de-consentimiento.pdf", "Formato de consentimiento expreso, en blanco")
    return avisos if definicion.historico else [*avisos, formato]


def archivos(definicion: Definicion) -> dict[str, bytes]:
    """Ruta → PDF. Componerlos cuesta: se guardan mientras rija la misma definición."""
    fila = Proceso.objects.get(pk=definicion.clave)
    version = procesos.version_vigente(definicion.clave)
    return _compuestos(
        definicion.clave, fila.huella, version.en if version else fila.cargado_en, carpetas().modo
    )


@lru_cache(maxsize=4)
def _compuestos(clave: str, huella: str, momento: datetime, modo: str) -> dict[str, bytes]:
    """`huella` y `modo` son parte de la llave: otra definición, o la marca de práctica, son otros documentos."""
    definicion = procesos.definicion(clave)
    hechos = {
        f"{CARPETA}aviso-{a.clave}.pdf": formatos_pdf.aviso(definicion, a.clave, momento=momento)
        for a in definicion.avisos
    }
    if not definicion.historico:
        formato = formatos_pdf.consentimiento(definicion, None, momento=momento)
        hechos[f"{CARPETA}formato-de-consentimiento.pdf"] = formato
    return hechos
