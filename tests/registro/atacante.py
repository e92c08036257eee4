"""Lo que haría quien quiere falsificar: publicación, registro, testigos y acuses hechos a mano desde la especificación.

No importa nada de este sistema.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGEN = "conoceles.example.mx/log"
Llave = Ed25519PrivateKey
DEL_REGISTRO, DEL_LADRON, DE_ACUSES, OTRA_DE_ACUSES, DE_TESTIGO = (
    Llave.from_private_bytes(letra * 32) for letra in (b"L", b"z", b"a", b"b", b"t")
)
SAL = b"S" * 32


def H(octetos: bytes) -> bytes:
    return hashlib.sha256(octetos).digest()


def b64(octetos: bytes) -> str:
    return base64.b64encode(octetos).decode()


def publica(llave: Llave) -> bytes:
    return llave.public_key().public_bytes_raw()


def _identidad(nombre: str, clase: int, llave: Llave) -> bytes:
    return H(nombre.encode() + b"\n" + bytes([clase]) + publica(llave))[:4]


def vkey(nombre: str, clase: int, llave: Llave) -> str:
    return f"{nombre}+{_identidad(nombre, clase, llave).hex()}+{b64(bytes([clase]) + publica(llave))}"


POLITICA = (
    f"log {vkey(ORIGEN, 1, DEL_REGISTRO)}\nwitness t {vkey('t.example', 4, DE_TESTIGO)}\n"
    "group g 1 t\nquorum g\n"
)


def raiz(hojas: Sequence[bytes]) -> bytes:
    if len(hojas) < 2:
        return hojas[0] if hojas else H(b"")
    k = 1 << (len(hojas) - 1).bit_length() - 1
    return H(b"\1" + raiz(hojas[:k]) + raiz(hojas[k:]))


def camino(i: int, hojas: Sequence[bytes]) -> list[bytes]:
    if len(hojas) < 2:
        return []
    k = 1 << (len(hojas) - 1).bit_length() - 1
    if i < k:
        return [*camino(i, hojas[:k]), raiz(hojas[k:])]
    return [*camino(i - k, hojas[k:]), raiz(hojas[:k])]


def _hojas(entradas: Sequence[bytes]) -> list[bytes]:
    return [H(b"\0" + entrada) for entrada in entradas]


def _renglon(nombre: str, llave: Llave, texto: bytes, hora: int | None = None) -> str:
    clase, antes, dicho = (1, b"", texto) if hora is None else (4, struct.pack(">Q", hora), texto)
    if hora is not None:
        dicho = f"cosignature/v1\ntime {hora}\n".encode() + texto
    return f"— {nombre} {b64(_identidad(nombre, clase, llave) + antes + llave.sign(dicho))}\n"


def punto(entradas: Sequence[bytes], llave: Llave = DEL_REGISTRO, origen: str = ORIGEN) -> bytes:
    """El punto de control. El testigo solo cofirma lo del registro verdadero."""
    texto = f"{origen}\n{len(entradas)}\n{b64(raiz(_hojas(entradas)))}\n".encode()
    cofirma = _renglon("t.example", DE_TESTIGO, texto, 1714060800) if llave is DEL_REGISTRO else ""
    return texto + b"\n" + f"{_renglon(origen, llave, texto)}{cofirma}".encode()


def prueba(i: int, entradas: Sequence[bytes], sal: bytes = b"", **quien: Any) -> str:
    extra = f"extra {b64(sal)}\n" if sal else ""
    hashes = "".join(f"{b64(h)}\n" for h in camino(i, _hojas(entradas)))
    return f"c2sp.org/tlog-proof@v1\n{extra}index {i}\n{hashes}\n{punto(entradas, **quien).decode()}"


def firmado(octetos: bytes, llave: Llave = DEL_REGISTRO) -> dict[str, str]:
    return {"llave": b64(publica(llave)), "firma": b64(llave.sign(octetos))}


def publicar(carpeta: Path, archivos: dict[str, bytes], llave: Llave = DEL_REGISTRO, **otros: Any) -> None:
    """Una instantánea; `otros` cambia campos del manifiesto."""
    for ruta, octetos in archivos.items():
        (carpeta / ruta).parent.mkdir(parents=True, exist_ok=True)
        (carpeta / ruta).write_bytes(octetos)
    renglones = [f"{r}\t{len(c)}\t{H(c).hex()}\t{'0' * 32}" for r, c in sorted(archivos.items())]
    (carpeta / "manifiesto.renglones").write_text("".join(f"{r}\n" for r in renglones))
    arbol = raiz(_hojas([r.encode() for r in renglones])).hex()
    datos = {"formato": 2, "proceso": "durango", "momento": "2024-04-25T10:00:00-06:00", "anterior": None}
    firmar(carpeta, json.dumps(datos | {"hojas": len(renglones), "raiz": arbol} | otros).encode(), llave)


def firmar(carpeta: Path, manifiesto: bytes, llave: Llave, nombre: str = "manifiesto") -> None:
    (carpeta / f"{nombre}.json").write_bytes(manifiesto)
    (carpeta / f"{nombre}.firma").write_text(json.dumps(firmado(manifiesto, llave)))


def perfil(carpeta: Path, i: int, llave: Llave = DEL_REGISTRO) -> dict[str, Any]:
    """La prueba del renglón `i` de esa instantánea, que consta sola entre dos acuses."""
    octetos = (carpeta / "manifiesto.json").read_bytes()
    renglones = (carpeta / "manifiesto.renglones").read_text().splitlines()
    suya = f"conoceles/1 manifiesto durango {H(octetos).hex()}".encode()
    hashes = [b64(h) for h in camino(i, _hojas([r.encode() for r in renglones]))]
    return {
        "formato": 2,
        "renglones": [{"renglon": renglones[i], "indice": i, "camino": hashes}],
        "manifiesto": octetos.decode(),
        "firma": firmado(octetos, llave),
        "registro": prueba(1, [b"antes", suya, b"despues"], llave=llave),
    }


def _corta(octetos: bytes) -> str:
    return base64.urlsafe_b64encode(octetos).rstrip(b"=").decode()


def codigo(
    llave: Llave = DE_ACUSES, eleccion: str = "durango", numero: str = "F1-1", segundos: int = 1714060800
) -> str:
    dicho = f"C1.{eleccion}.{numero}.{segundos}.{_corta(bytes(32))}.{_corta(bytes(32))}"
    return f"{dicho}.{_corta(llave.sign(dicho.encode()))}"


def entrada_de(cual: str) -> bytes:
    dicho = cual.rpartition(".")[0].encode()
    return f"conoceles/1 acuse {hmac.new(SAL, dicho, 'sha256').hexdigest()}".encode()


def llave_de_acuses(estado: str, hojas: object, fecha: str, llave: Llave) -> str:
    return f"{estado} {hojas} {fecha} {vkey(f'{ORIGEN}/acuses', 1, llave)}"


def declaracion(*renglones: str, llave: Llave = DEL_REGISTRO) -> bytes:
    texto = "".join(f"{r}\n" for r in (f"conoceles-acuses/1 {ORIGEN}", *renglones)).encode()
    return texto + b"\n" + _renglon(ORIGEN, llave, texto).encode()


def pdf(cual: str, *adjuntos: bytes | str, llave: Llave = DE_ACUSES) -> bytes:
    """Un PDF que lleva el código en sus datos, un nombre impreso, lo adjunto y el sello al final."""
    flujos = [b"(Ana) Tj", *(a if isinstance(a, bytes) else a.encode() for a in adjuntos)]
    cuerpo = b"%PDF-1.7\n<< /Keywords (" + cual.encode() + b") >>\n"
    cuerpo += b"".join(b"stream\n" + f + b"\nendstream\n" for f in flujos) + b"%%EOF"
    return cuerpo + sello(cuerpo, llave)


def sello(cuerpo: bytes, llave: Llave = DE_ACUSES) -> bytes:
    firma = llave.sign(b"conoceles-acuse/1 " + H(cuerpo).hex().encode())
    return f"\n%conoceles-acuse/1 {b64(firma)}\n".encode()
