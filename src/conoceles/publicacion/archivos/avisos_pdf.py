"""Los avisos de privacidad y el formato de consentimiento en PDF, para quien los quiera fuera de la captura.

El aviso se pone a disposición de cualquiera, no solo de quien captura (plan §12).
"""

from __future__ import annotations

from datetime import datetime

from conoceles.expediente.documentos import formatos_pdf
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.nucleos import Hacer
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso

CARPETA = "privacidad/"
_GUARDADOS: dict[str, tuple[tuple[object, ...], dict[str, bytes]]] = {}  # elección → con qué, y cuáles


def documentos(definicion: Definicion) -> list[tuple[str, str]]:
    """Nombre de archivo y título de cada uno. El formato, solo si la elección recibe respuestas."""
    avisos = [(f"aviso-{a.clave}.pdf", f"{a.titulo}, versión {a.version}") for a in definicion.avisos]
    formato = ("formato-de-consentimiento.pdf", "Formato de consentimiento expreso, en blanco")
    return avisos if definicion.historico else [*avisos, formato]


def archivos(definicion: Definicion, hacer: Hacer) -> dict[str, bytes]:
    """Ruta → PDF. Componerlos cuesta: se guardan mientras rija la misma definición. `hacer`: quién los compone."""
    fila = Proceso.objects.get(pk=definicion.clave)
    version = procesos.version_vigente(definicion.clave)
    momento = version.en if version else fila.cargado_en
    llave = fila.huella, momento, carpetas().modo  # la marca de práctica también hace otros documentos
    guardada, hechos = _GUARDADOS.get(definicion.clave, ((), {}))
    if guardada != llave:
        hechos = hacer(_componer, definicion, momento)
        _GUARDADOS[definicion.clave] = llave, hechos
    return hechos


def _componer(definicion: Definicion, momento: datetime) -> dict[str, bytes]:
    hechos = {
        f"{CARPETA}aviso-{a.clave}.pdf": formatos_pdf.aviso(definicion, a.clave, momento=momento)
        for a in definicion.avisos
    }
    if not definicion.historico:
        formato = formatos_pdf.consentimiento(definicion, None, momento=momento)
        hechos[f"{CARPETA}formato-de-consentimiento.pdf"] = formato
    return hechos
