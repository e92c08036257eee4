"""`manifiesto.renglones` en el disco: lo que no cambió se copia de la lista anterior, sin pasar por la memoria.

Hay siete renglones por candidatura, y una corrección cambia doscientos.
"""

from __future__ import annotations

import mmap
from collections.abc import Collection, Mapping
from pathlib import Path

from conoceles.publicacion.instantanea.manifiesto import RENGLONES, Manifiesto


def escribir(
    carpeta: Path, nuevo: Manifiesto, base: Path, anterior: Manifiesto | None, tocadas: Collection[str]
) -> None:
    """La de `nuevo` en esa carpeta. `base`: el árbol de `anterior`; `tocadas`: las rutas en que pueden ser distintos.

    La de `base` vale si la escribió este proceso y pesa lo mismo: de una a la que se le suprimió un renglón no se copia.
    """
    previa, destino = base / RENGLONES, carpeta / RENGLONES
    if anterior and anterior.pesa and previa.exists() and anterior.pesa == previa.stat().st_size:
        destino.unlink(missing_ok=True)
        dicen = {ruta: nuevo.archivos.get(ruta) for ruta in sorted(tocadas)}
        _remendar(previa, destino, {ruta: r + b"\n" if r else b"" for ruta, r in dicen.items()})
    else:
        destino.unlink(missing_ok=True)
        with open(destino, "wb") as salida:
            salida.writelines(nuevo.renglones())
    nuevo.pesa = destino.stat().st_size


def _remendar(previa: Path, destino: Path, dicen: Mapping[str, bytes]) -> None:
    """`dicen`: en su orden, cada ruta con su renglón; vacío, si ya no está."""
    with (
        open(previa, "rb") as antes,
        mmap.mmap(antes.fileno(), 0, access=mmap.ACCESS_READ) as lista,
        memoryview(lista) as vista,
        open(destino, "xb") as salida,
    ):
        desde = 0
        for ruta, renglon in dicen.items():
            inicio, fin = _lugar(lista, ruta.encode(), desde)
            with vista[desde:inicio] as iguales:
                salida.write(iguales)
            salida.write(renglon)
            desde = fin
        with vista[desde:] as iguales:
            salida.write(iguales)


def _lugar(lista: mmap.mmap, ruta: bytes, desde: int) -> tuple[int, int]:
    """Dónde empieza y dónde termina el renglón de esa ruta; si no está, los dos son donde iría. Se busca por mitades."""
    hasta = len(lista)
    while desde < hasta:
        mitad = (desde + hasta) // 2
        inicio = max(desde, lista.rfind(b"\n", desde, mitad) + 1)
        fin = lista.find(b"\n", mitad) + 1
        if lista[inicio : lista.find(b"\t", inicio)] < ruta:
            desde = fin
        else:
            hasta = inicio
    esta = lista[desde : desde + len(ruta) + 1] == ruta + b"\t"
    return desde, lista.find(b"\n", desde) + 1 if esta else desde
