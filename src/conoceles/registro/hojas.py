"""Qué dice cada entrada del registro. Ninguna deja adivinar lo que resume.

Un manifiesto lleva dentro octetos al azar; un acuse se resume con una sal que sale de la llave de su persona y muere con
ella. Borrado uno o destruida la otra, la hoja queda y ya no dice nada.
"""

from __future__ import annotations

import hashlib
import hmac

from conoceles.registro.tejas import ANCHO, Tejas

_FORMATO = "conoceles/1"


def de_manifiesto(eleccion: str, octetos: bytes) -> bytes:
    """La elección va a la vista: así se nota que lo servido no es lo último que consta."""
    return f"{_FORMATO} manifiesto {eleccion} {hashlib.sha256(octetos).hexdigest()}".encode()


def de_acuse(dicho: str, sal: bytes) -> bytes:
    """`dicho`: el código del acuse sin su firma, que cambia si cambia la llave del instituto."""
    return f"{_FORMATO} acuse {hmac.new(sal, dicho.encode(), 'sha256').hexdigest()}".encode()


def de_informe(huella: str, sal: bytes) -> bytes:
    """`huella`: la SHA-256 de su JSON, en hexadecimal."""
    return f"{_FORMATO} informe {hmac.new(sal, huella.encode(), 'sha256').hexdigest()}".encode()


def de_acuses(declaracion: bytes) -> bytes:
    """Qué llave firma los acuses: quien robe la del instituto no certifica otra sin que se vea aquí."""
    return f"{_FORMATO} acuses {hashlib.sha256(declaracion).hexdigest()}".encode()


def de_retirado(azar: str, marca: str) -> bytes:
    """Hasta dónde llegaba la lista de lo retirado: cada una es distinta aunque nada haya cambiado, y solo la entiende quien tiene las llaves."""
    return f"{_FORMATO} retirado {azar} {marca}".encode()


def ultimo_retirado(tejas: Tejas) -> tuple[str, str] | None:
    """El azar y la marca de la última."""
    for n in reversed(range(-(-tejas.tamano // ANCHO))):
        for entrada in reversed(tejas.entradas(n)):
            match entrada.decode().split(" "):
                case [_, "retirado", azar, marca]:
                    return azar, marca
    return None


def de_tabla(eleccion: str, pregunta: str, huella: str) -> bytes:
    """Que su tabla ya se sorteó: una base que no lo sepa es de antes. `huella`: de lo publicado."""
    return f"{_FORMATO} tabla {eleccion} {pregunta} {huella}".encode()


def con_tabla(tejas: Tejas, eleccion: str) -> set[str]:
    """Las preguntas de esa elección cuya tabla consta."""
    paquetes = range(-(-tejas.tamano // ANCHO))
    partes = (entrada.decode().split(" ") for n in paquetes for entrada in tejas.entradas(n))
    return {p[3] for p in partes if p[1] == "tabla" and p[2] == eleccion}


def de_llaves(declaracion: bytes) -> bytes:
    """Un cambio de llave: la declaración es pública."""
    return f"{_FORMATO} llaves {hashlib.sha256(declaracion).hexdigest()}".encode()
