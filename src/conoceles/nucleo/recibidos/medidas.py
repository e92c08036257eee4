"""Qué es un archivo y cuánto pide, por lo que dice su comienzo y sin abrirlo.

Abrir una imagen cuesta por punto, y una de 5 KB puede decir que tiene cien millones. Las cifras están medidas con Pillow:
las guarda `docs/adr/0013`.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

FIRMAS = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"%PDF-": "pdf",
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole",
}
DE_TELEFONO = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"})
PUNTOS = 51_000_000  # de un JPEG, que se abre ya reducido: los de un teléfono de 50 megapíxeles
DE_PNG = 35_000_000  # octetos: una hoja a 300 puntos por pulgada en color, o cuatro veces más en grises
PASADAS = 150_000_000  # puntos, contados cada vez que un JPEG vuelve sobre ellos
SEGMENTOS = 1_000
CANALES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # de un PNG, por su tipo de color
COLOR = 4  # octetos por punto que ocupa abierto
_SEGMENTO = re.compile(rb"\xff([\x02-\xcf\xd8-\xfe])")
_MARCOS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESIVOS, _COMIENZO, _FIN, _BARRIDO = frozenset({0xC2, 0xC6, 0xCA, 0xCE}), 0xD8, 0xD9, 0xDA


@dataclass(frozen=True)
class Imagen:
    """Lo que una imagen pide para abrirse. `abierta`: octetos de sus puntos; `aparte`: los que no se reducen con ella."""

    ancho: int
    alto: int
    abierta: int
    aparte: int = 0
    escalas: tuple[int, ...] = (1,)  # en cuánto se puede reducir mientras se abre
    cara: bool = False  # abrirla cuesta de más

    @property
    def enorme(self) -> bool:
        return self.cara or self.ancho * self.alto > PUNTOS

    def escala(self, *, memoria: int, lado: int = 0) -> int:
        """La menor reducción con que caben, ella y la que resulte de ese lado, en esos octetos; 0 si ninguna."""
        return next((n for n in self.escalas if self._ocupa(n, lado) <= memoria), 0)

    def _ocupa(self, escala: int, lado: int) -> float:
        menos = min(1 / escala, lado / max(self.ancho, self.alto))
        return self.aparte + self.abierta / escala**2 + COLOR * self.ancho * self.alto * menos**2


def tipo(octetos: bytes) -> str:
    """`jpeg`, `png`, `pdf`, `zip`, `ole`, `heic` (y AVIF, que es de su familia) o vacío."""
    if octetos[4:8] == b"ftyp" and octetos[8:12] in DE_TELEFONO:
        return "heic"
    return next((cual for firma, cual in FIRMAS.items() if octetos.startswith(firma)), "")


def medir(octetos: bytes) -> Imagen | None:
    """Lo que pide un JPEG o un PNG; `None` si su comienzo no lo dice."""
    try:
        medida = _png(octetos) if tipo(octetos) == "png" else _jpeg(octetos)
    except (struct.error, IndexError, KeyError):
        return None
    return medida if medida and medida.ancho and medida.alto else None


def _png(octetos: bytes) -> Imagen | None:
    if octetos[12:16] != b"IHDR":
        return None
    ancho, alto, bits, color, _, _, entrelazado = struct.unpack_from(">IIBBBBB", octetos, 16)
    puntos, abierto = ancho * alto, COLOR if color else 1 + bits // 16
    trabajo = max(abierto, CANALES[color] * bits / 8) * (1.5 if entrelazado else 1)
    return Imagen(ancho, alto, puntos * abierto, cara=puntos * trabajo > DE_PNG)


def _jpeg(octetos: bytes) -> Imagen | None:
    """Recorre sus segmentos: el marco dice las medidas; más de un barrido, que hay que guardarlo entero para abrirlo."""
    lugar, barridos, marco, juntos = 2, 0, (0, b""), 0
    for _ in range(SEGMENTOS):
        if not (hallado := _SEGMENTO.search(octetos, lugar)) or (cual := hallado[1][0]) == _FIN:
            return _de_marco(*marco, barridos, juntos)
        lugar = hallado.end()
        if cual == _COMIENZO:
            continue
        [largo] = struct.unpack_from(">H", octetos, lugar)
        if cual in _MARCOS and not marco[0]:
            marco = (cual, octetos[lugar + 2 : lugar + largo])
        if cual == _BARRIDO:
            barridos, juntos = barridos + 1, juntos or octetos[lugar + 2]
        lugar += largo
    return Imagen(1, 1, 0, cara=True)


def _de_marco(cual: int, dicho: bytes, barridos: int, juntos: int) -> Imagen | None:
    """`juntos`: componentes en el primer barrido; si no son todos, los demás vienen después."""
    _, alto, ancho, cuantos = struct.unpack_from(">BHHB", dicho)
    por_bloque = [(dicho[n] >> 4, dicho[n] & 15) for n in range(7, 6 + 3 * cuantos, 3)]
    mayor = [max(eje) or 1 for eje in zip(*por_bloque, strict=True)]
    bloques = sum(-(-ancho * h // (8 * mayor[0])) * -(-alto * v // (8 * mayor[1])) for h, v in por_bloque)
    entero = cual in _PROGRESIVOS or juntos < cuantos
    puntos = ancho * alto
    return Imagen(
        ancho, alto, puntos * (COLOR if cuantos > 1 else 1), bloques * 128 * entero, (1, 2, 4, 8),
        cara=entero and barridos * puntos > PASADAS,
    )  # fmt: skip
