"""Por qué no llegó un correo, en palabras. Códigos de RFC 5321 (SMTP) y RFC 3463 (estados ampliados)."""

from __future__ import annotations

import re
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

_AMPLIADO = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_FRASES = {
    "1.1": "Ese buzón no existe.",
    "1.2": "El dominio de ese correo no existe o no recibe correo.",
    "1.3": "La dirección no está bien escrita.",
    "1.6": "El buzón se mudó y no dejó otra dirección.",
    "1.10": "El dominio de ese correo no recibe correo.",
    "2.1": "El buzón está desactivado.",
    "2.2": "El buzón está lleno.",
    "2.3": "El mensaje es más grande de lo que ese buzón admite.",
    "3.4": "El mensaje es más grande de lo que ese servidor admite.",
    "4.1": "El servidor de ese correo no contesta.",
    "4.4": "El dominio de ese correo no existe o no recibe correo.",
    "4.7": "Se intentó varios días y el servidor de ese correo no lo recibió.",
    "7.1": "El servidor de ese correo no acepta mensajes de este sistema.",
}
_POR_FAMILIA = {
    "1": "La dirección no es válida.",
    "2": "El buzón no puede recibir.",
    "4": "No se pudo llegar al servidor de ese correo.",
    "7": "El servidor de ese correo rechazó el mensaje por sus reglas de seguridad.",
}
_SIMPLES = {550: "1.1", 551: "1.6", 552: "2.2", 553: "1.3", 450: "2.1", 452: "2.2"}
_OTRA = "El servidor de ese correo no lo aceptó."


def en_palabras(estado: str, codigo: int = 0) -> str:
    """Una frase para un estado ampliado («5.1.1», o el texto que lo contenga) o un código SMTP."""
    hallado = _AMPLIADO.search(estado)
    clave = f"{hallado[2]}.{hallado[3]}" if hallado else _SIMPLES.get(codigo, "")
    frase = _FRASES.get(clave) or _POR_FAMILIA.get(clave.partition(".")[0], _OTRA)
    senas = " ".join(p for p in (str(codigo or ""), hallado[0] if hallado else "") if p)
    return f"{frase} ({senas})" if senas else frase


def es_rechazo(error: Exception) -> bool:
    """¿El servidor dijo que nunca? Un remitente rechazado es falla nuestra: se reintenta."""
    codigo, _ = _codigo_y_texto(error)
    return 500 <= codigo < 600 and isinstance(error, SMTPRecipientsRefused | SMTPDataError)


def de_error(error: Exception) -> str:
    """La razón de un intento fallido."""
    codigo, texto = _codigo_y_texto(error)
    return en_palabras(texto, codigo) if codigo else "El servidor de correo dejó de contestar."


def _codigo_y_texto(error: Exception) -> tuple[int, str]:
    texto: bytes | str
    if isinstance(error, SMTPRecipientsRefused) and error.recipients:
        codigo, texto = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        codigo, texto = error.smtp_code, error.smtp_error
    else:
        return 0, ""
    return int(codigo), texto.decode("utf-8", "replace") if isinstance(texto, bytes) else str(texto)
