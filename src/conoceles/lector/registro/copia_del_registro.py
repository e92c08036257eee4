"""La carpeta `log/` de una copia del sitio: sus entradas, rehechas desde el principio (C2SP tlog-tiles)."""

from __future__ import annotations

from pathlib import Path

from conoceles.lector.registro import inclusion, nota
from conoceles.lector.registro.nota import Control, NotaMala


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


# La de esos mismos archivos: quien comprueba mil manifiestos la rehace una vez, y quien los cambie no pasa por lo recordado.
_LEIDAS: dict[tuple[object, ...], Copia] = {}


def copia_de(carpeta: Path) -> Copia:
    """La de esa carpeta `log/`."""
    senas = _senas(carpeta)
    if senas not in _LEIDAS:
        _LEIDAS.clear()
        _LEIDAS[senas] = Copia(carpeta)
    return _LEIDAS[senas]


def _senas(carpeta: Path) -> tuple[object, ...]:
    """Su punto de control y, de cada paquete, lo que cambia al tocarlo."""
    paquetes = sorted(p for p in (carpeta / "tile" / "entries").rglob("*") if p.is_file())
    tocados = ((str(p), e.st_size, e.st_mtime_ns, e.st_ino) for p in paquetes for e in [p.stat()])
    return ((carpeta / "checkpoint").read_bytes(), *tocados)


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
