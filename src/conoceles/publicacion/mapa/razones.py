"""Por qué un dato está vacío: una razón honesta y distinta para cada caso."""

from __future__ import annotations

from conoceles.bitacora.estados import Estado
from conoceles.publicacion.fase import Fase
from conoceles.publicacion.lectura import textos
from conoceles.publicacion.lectura.fila import Fila

OPCIONAL = "La candidatura no proporcionó este dato; es opcional."
HISTORICA = "La candidatura no proporcionó esta información."
SIN_FOTO = "La candidatura no proporcionó fotografía."
FOTO_VENCIDA = "La fotografía no se muestra: es más antigua de lo permitido."

_ESTADOS: dict[str, str] = {
    Estado.ENVIADA: Estado.EN_REVISION,
    Estado.EN_REVISION: Estado.EN_REVISION,
    Estado.OBSERVADA: Estado.OBSERVADA,
    Estado.OMISA: Estado.OMISA,
}
_FRASES = {
    "completa": "La información está publicada.",
    Estado.EN_REVISION: "La candidatura ya capturó esta información y la autoridad electoral la está revisando.",
    Estado.OBSERVADA: "La autoridad electoral pidió corregir esta información; se publicará cuando se corrija y se valide.",
    "historica": HISTORICA,
    "sin_archivo": "La autoridad electoral ya revisó esta información; se publica en cuanto recupere el archivo de su fotografía.",
    "alterada": "La autoridad electoral retiró esta información: lo guardado ya no coincide con lo que se registró y se envió, y averigua por qué.",
}


_AL_CONCLUIR = {
    "sin_captura": "La elección concluyó y {responsable} no envió esta información.",
    Estado.EN_REVISION: "La elección concluyó mientras la autoridad electoral revisaba esta información.",
    Estado.OBSERVADA: "La autoridad electoral pidió corregir esta información y la elección concluyó sin la corrección.",
}


def estado(fila: Fila) -> str:
    """Clave de la razón común a toda la ficha."""
    if fila.alterada:
        return "alterada"
    if fila.version is not None and not fila.version.pendientes:
        return "completa"
    if fila.version is None and fila.sin_archivo:
        return "sin_archivo"
    if fila.datos.origen == "importada":
        return "historica"
    return _ESTADOS.get(fila.datos.estado, "sin_captura")


def frase(fila: Fila, responsable: str, fase: Fase) -> str:
    """La razón en una o dos frases; nombra a quien responde y hasta cuándo. El archivo ya no promete nada."""
    clave = estado(fila)
    if fase == "archivo" and clave in _AL_CONCLUIR:
        return _AL_CONCLUIR[clave].format(responsable=responsable)
    if clave == Estado.OMISA:
        return f"El plazo para capturar terminó y {responsable} no envió esta información."
    if clave == "sin_captura":
        hasta = f", a más tardar el {textos.dia(fila.vence)}" if fila.vence else ""
        return f"Esta información aún no se captura. Debe capturarla {responsable}{hasta}."
    return _FRASES[clave]


def de_la_foto(fila: Fila, responsable: str, fase: Fase) -> str:
    """Por qué un perfil publicado no lleva fotografía; vacía si la lleva, o si ya lo dice una nota o el archivo."""
    version = fila.version
    if version is None or version.fotografia or fila.datos.origen == "importada":
        return ""
    if "fotografia" in fila.notas.ocultas:
        return ""
    if "fotografia" in version.pendientes:
        return frase(fila, responsable, fase)
    return FOTO_VENCIDA if version.vencida else SIN_FOTO
