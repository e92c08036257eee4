"""A cada renglón, una columna distinta, con la menor suma de costos (Kuhn y Munkres, con potenciales)."""

from __future__ import annotations

from collections.abc import Sequence


def asignar(costos: Sequence[Sequence[int]]) -> list[int]:
    """La columna de cada renglón. Debe haber tantas columnas como renglones, o más; con 100 y 100 tarda menos de 1 s."""
    filas, columnas = len(costos), len(costos[0]) if costos else 0
    de_fila, de_columna = [0] * (filas + 1), [0] * (columnas + 1)
    quien = [0] * (columnas + 1)  # columna → renglón, desde 1; 0 es libre
    for fila in range(1, filas + 1):
        quien[0], aqui = fila, 0
        holgura: list[int | None] = [None] * (columnas + 1)
        previa, vista = [0] * (columnas + 1), [False] * (columnas + 1)
        while quien[aqui]:
            vista[aqui] = True
            renglon, menor, sigue = quien[aqui], None, 0
            for c in range(1, columnas + 1):
                if vista[c]:
                    continue
                costo = costos[renglon - 1][c - 1] - de_fila[renglon] - de_columna[c]
                actual = holgura[c]
                if actual is None or costo < actual:
                    holgura[c] = actual = costo
                    previa[c] = aqui
                if menor is None or actual < menor:
                    menor, sigue = actual, c
            paso = menor or 0
            for c in range(columnas + 1):
                if vista[c]:
                    de_fila[quien[c]] += paso
                    de_columna[c] -= paso
                else:
                    pendiente = holgura[c]
                    holgura[c] = None if pendiente is None else pendiente - paso
            aqui = sigue
        while aqui:
            quien[aqui] = quien[previa[aqui]]
            aqui = previa[aqui]
    elegida = [0] * filas
    for c in range(1, columnas + 1):
        if quien[c]:
            elegida[quien[c] - 1] = c - 1
    return elegida
