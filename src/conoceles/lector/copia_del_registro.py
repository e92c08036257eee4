"""La carpeta `log/` de una copia del sitio: sus entradas, rehechas desde el principio (C2SP tlog-tiles)."""

from __future__ import annotations

from pathlib import Path

from conoceles.lector import inclusion, nota
from conoceles.lector.nota import Control, NotaMala


class Copia:
    """El registro entero, leído de sus paquetes. `NotaMala` si falta algo o no da la raíz de su punto de control."""

    def __init__(self, carpeta: Path) -> None:
        self.control, self.entradas = _leer(carpeta)
        self._hojas = [inclusion.hash_de_hoja(entrada) for entrada in self.entradas]
        if self.raiz(self.control.tamano) != self.control.raiz:
            raise NotaMala("las entradas del registro no dan la raíz de su punto de control.")

    def raiz(self, tamano: int) -> bytes:
        """La que tenía con ese tamaño."""
        return inclusion.raiz_de(self._hojas[:tamano])

    def manifiestos(self, eleccion: str) -> list[str]:
        """Las huellas de los manifiestos de una elección, en orden."""
        inicio = f"conoceles/1 manifiesto {eleccion} ".encode()
        return [
            e.removeprefix(inicio).decode(errors="replace") for e in self.entradas if e.startswith(inicio)
        ]


_LEIDAS: dict[
    bytes, Copia
] = {}  # la de cada punto de control: quien comprueba mil manifiestos la rehace una vez


def copia_de(carpeta: Path) -> Copia:
    """La de esa carpeta `log/`."""
    punto = (carpeta / "checkpoint").read_bytes()
    if punto not in _LEIDAS:
        _LEIDAS.clear()
        _LEIDAS[punto] = Copia(carpeta)
    return _LEIDAS[punto]


def cerca(carpeta: Path, nombre: str) -> Path | None:
    """Junto a la copia o arriba de ella, hasta donde la carpeta de una instantánea cuelga del sitio."""
    completa = carpeta.resolve()
    return next((p / nombre for p in (completa, *completa.parents[:3]) if (p / nombre).is_file()), None)


def _leer(carpeta: Path) -> tuple[Control, list[bytes]]:
    """El punto y las entradas. Si el registro creció mientras se leía, otra vez."""
    while True:
        punto = (carpeta / "checkpoint").read_bytes()
        control = nota.control_de(punto)
        try:
            return control, _entradas(carpeta / "tile" / "entries", control.tamano)
        except OSError as error:
            if (carpeta / "checkpoint").read_bytes() == punto:
                raise NotaMala(f"al registro le falta {error.filename}.") from None


def _entradas(carpeta: Path, tamano: int) -> list[bytes]:
    leidas: list[bytes] = []
    for n in range(0, tamano, 256):
        ancho = min(tamano - n, 256)
        paquete = (carpeta / (_ruta(n // 256) + (f".p/{ancho}" if ancho < 256 else ""))).read_bytes()
        suyas = _separar(paquete)
        if len(suyas) != ancho:
            raise NotaMala("un paquete de entradas del registro no trae las que debe.")
        leidas += suyas
    return leidas


def _ruta(n: int) -> str:
    cifras = str(n)
    cifras = cifras.zfill(-(-len(cifras) // 3) * 3)
    grupos = [cifras[i : i + 3] for i in range(0, len(cifras), 3)]
    return "/".join([*(f"x{g}" for g in grupos[:-1]), grupos[-1]])


def _separar(paquete: bytes) -> list[bytes]:
    suyas = []
    while paquete:
        largo = 2 + int.from_bytes(paquete[:2], "big")
        if len(paquete) < largo:
            raise NotaMala("un paquete de entradas del registro está cortado.")
        suyas.append(paquete[2:largo])
        paquete = paquete[largo:]
    return suyas
