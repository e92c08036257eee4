"""Los testigos de esta instalación y cuántos hacen falta: lo que se publica en `log/politica` (C2SP tlog-policy)."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.registro import nota
from conoceles.registro.nota import COFIRMA, Firmante, Punto, identidad


@dataclass(frozen=True)
class Testigo:
    """`nombre` es el de la política; `direccion`, adonde se le mandan los puntos de control."""

    nombre: str
    vkey: str
    direccion: str

    @property
    def de_llave(self) -> str:
        return self.vkey.partition("+")[0]

    @property
    def publica(self) -> bytes:
        return nota.publica(self.vkey)

    def cofirmo(self, punto: Punto, firmas: Sequence[str]) -> bool:
        """Si una de esas firmas es suya y de ese punto."""
        inicio = f"— {self.de_llave} "
        return any(self._vale(punto, f.removeprefix(inicio)) for f in firmas if f.startswith(inicio))

    def _vale(self, punto: Punto, firma: str) -> bool:
        try:
            octetos = base64.b64decode(firma.strip(), validate=True)
            mensaje = f"cosignature/v1\ntime {int.from_bytes(octetos[4:12], 'big')}\n{punto.texto}"
            Ed25519PublicKey.from_public_bytes(self.publica).verify(octetos[12:], mensaje.encode())
        except (ValueError, InvalidSignature):
            return False
        return octetos[:4] == identidad(self.de_llave, COFIRMA, self.publica)


@dataclass
class Politica:
    """`texto` es lo escrito por quien opera, sin el renglón del registro."""

    texto: str = "quorum none\n"
    testigos: list[Testigo] = field(default_factory=list)
    grupos: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    quorum: str = "none"

    def publicada(self, firmante: Firmante, direccion: str) -> bytes:
        """El archivo completo, que cualquiera puede guardar."""
        return f"log {firmante.vkey} {direccion}\n{self.texto}".encode()

    def alcanza(self, punto: Punto, firmas: Sequence[str], nombre: str = "") -> bool:
        """Si las firmas de ese punto cumplen el quórum."""
        nombre = nombre or self.quorum
        if nombre in self.grupos:
            minimo, miembros = self.grupos[nombre]
            return sum(self.alcanza(punto, firmas, m) for m in miembros) >= minimo
        return nombre == "none" or any(t.cofirmo(punto, firmas) for t in self.testigos if t.nombre == nombre)

    def se_parte(self, nombre: str = "") -> bool:
        """Si dos grupos de testigos que no se tocan cumplen el quórum: cada uno pudo ver otra historia. Sin quórum no se dice."""
        nombre = nombre or self.quorum
        if nombre not in self.grupos:
            return False
        minimo, miembros = self.grupos[nombre]
        partidos = sum(self.se_parte(m) for m in miembros)
        return 2 * minimo - partidos <= len(miembros)


def leer(texto: str) -> Politica:
    """La de ese texto. `ErrorDeDominio` con el renglón que no se entiende."""
    leida = Politica(texto)
    for numero, renglon in enumerate(texto.splitlines(), 1):
        try:
            _sumar(leida, renglon.split())
        except (ValueError, IndexError):
            raise ErrorDeDominio(f"Testigos, renglón {numero}: no se entiende «{renglon}».") from None
    if "quorum" not in [r.split()[0] for r in texto.splitlines() if r.strip()]:
        raise ErrorDeDominio("Testigos: falta el renglón «quorum», que dice cuántos hacen falta.")
    return leida


def _sumar(leida: Politica, partes: list[str]) -> None:
    conocidos = {t.nombre for t in leida.testigos} | set(leida.grupos)
    match partes:
        case ["witness", nombre, vkey, direccion] if nombre not in conocidos and direccion.startswith("http"):
            testigo = Testigo(nombre, vkey, direccion.rstrip("/"))
            if len(testigo.publica) != 32 or testigo.publica in {t.publica for t in leida.testigos}:
                raise ValueError  # con la llave repetida, uno solo valdría por dos
            leida.testigos.append(testigo)
        case ["group", nombre, minimo, *miembros] if miembros and conocidos >= set(miembros):
            leida.grupos[nombre] = (_minimo(leida, minimo, miembros), miembros)
        case ["quorum", nombre] if nombre in {"none", *conocidos}:
            leida.quorum = nombre
        case [primera, *_] if not primera.startswith("#"):
            raise ValueError


def _minimo(leida: Politica, dicho: str, miembros: list[str]) -> int:
    """Cuántos de ellos hacen falta. Cada uno es de un solo grupo, como pide la especificación."""
    minimo = {"all": len(miembros), "any": 1}.get(dicho) or int(dicho)
    usados = [m for _, suyos in leida.grupos.values() for m in suyos]
    if not 1 <= minimo <= len(miembros) or len({*usados, *miembros}) < len(usados) + len(miembros):
        raise ValueError
    return minimo
