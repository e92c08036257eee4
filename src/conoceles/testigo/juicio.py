"""Qué contesta un testigo a un punto de control (C2SP tlog-witness, «add-checkpoint»)."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass

from conoceles.lector.registro import inclusion, nota
from conoceles.lector.registro.nota import Control, NotaMala
from conoceles.testigo import firma
from conoceles.testigo.memoria import Carpeta

Antes = Callable[[str], str]  # por qué todavía no se firma ese registro; vacío si ya se puede
_VIEJO = re.compile(r"old (0|[1-9][0-9]{0,17})", re.ASCII)
_MAX_HASHES = 63


@dataclass(frozen=True)
class Respuesta:
    """Código, tipo y cuerpo."""

    codigo: int
    cuerpo: bytes = b""
    tipo: str = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Peticion:
    """Lo pedido, ya leído: desde qué tamaño, con qué prueba y hasta qué punto."""

    viejo: int
    prueba: tuple[bytes, ...]
    control: Control


def peticion_de(cuerpo: bytes) -> Peticion:
    """La petición escrita. `NotaMala` si no lo está como debe."""
    cabeza, separa, punto = cuerpo.partition(b"\n\n")
    renglones = cabeza.decode(errors="replace").split("\n")
    viejo = _VIEJO.fullmatch(renglones[0])
    prueba = tuple(nota.en_base64(renglon) for renglon in renglones[1:])
    if viejo is None or not separa or len(prueba) > _MAX_HASHES or any(len(h) != 32 for h in prueba):
        raise NotaMala("La petición está mal escrita.")
    return Peticion(int(viejo[1]), prueba, nota.control_de(punto))


def siempre(_: str) -> str:
    """Nada que esperar."""
    return ""


def responder(carpeta: Carpeta, cuerpo: bytes, segundos: int, antes: Antes = siempre) -> Respuesta:
    """Cofirma o dice por qué no. Quien llama cuida que sea de uno en uno. `SinMemoria` si no puede saber qué vio."""
    try:
        pedida = peticion_de(cuerpo)
    except NotaMala as error:
        return _no(400, str(error))
    control = pedida.control
    llaves = carpeta.llaves_de(control.origen)
    if not llaves:
        return _no(404, "Este testigo no vigila ese registro.")
    try:
        firmada = any([nota.firmo(control, llave) for llave in llaves])
    except NotaMala:
        firmada = False
    if not firmada:
        return _no(403, "No lo firmó una llave conocida de ese registro.")
    if pedida.viejo > control.tamano:
        return _no(400, "El tamaño anterior es mayor que el nuevo.")
    if frase := antes(control.origen):
        return _no(503, frase)
    return _juzgar(carpeta, pedida, cuerpo, segundos)


def _juzgar(carpeta: Carpeta, pedida: Peticion, cuerpo: bytes, segundos: int) -> Respuesta:
    control = pedida.control
    tamano, raiz, _ = carpeta.visto(control.origen)
    if pedida.viejo != tamano:
        return Respuesta(409, f"{tamano}\n".encode(), "text/x.tlog.size")
    nuevo = (control.tamano, control.raiz)
    vacio = control.tamano == 0 and control.raiz != inclusion.SIN_HOJAS
    if vacio or not inclusion.consistente((tamano, raiz), nuevo, pedida.prueba):
        carpeta.anotar_desacuerdo(cuerpo)
        return _no(422, "No extiende lo que este testigo ya vio.")
    renglon = _cofirma(carpeta, control, segundos)
    firmado_por_el_registro = cuerpo.partition(b"\n\n")[2]
    carpeta.guardar(control.origen, *nuevo, firmado_por_el_registro + renglon)
    return Respuesta(200, renglon)


def _cofirma(carpeta: Carpeta, control: Control, segundos: int) -> bytes:
    firmado = firma.firmar(carpeta.semilla, nota.lo_cofirmado(control.texto, segundos))
    octetos = carpeta.llave.identidad + segundos.to_bytes(8, "big") + firmado
    return f"— {carpeta.llave.nombre} {base64.b64encode(octetos).decode()}\n".encode()


def _no(codigo: int, frase: str) -> Respuesta:
    return Respuesta(codigo, f"{frase}\n".encode())
