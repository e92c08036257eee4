"""Encabezados que la hoja escribe más de una vez: los repetidos no son de nadie, y entre dos distintos hay quien se perdería."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.candidaturas.padron.encabezados import MINIMAS, Admitidos, Tabla, normalizar
from conoceles.candidaturas.padron.informe import Informe
from conoceles.nucleo.texto import cuantos


def sin_repetir(hoja: Hoja, tabla: Tabla, conocidos: Admitidos, informe: Informe) -> Tabla:
    """La tabla sin los renglones que vuelven a escribir sus encabezados; falla si otros dejaron a alguien arriba."""
    repetidos = [numero for numero, fila in tabla.filas if repite(fila, hoja, tabla.posicion)]
    anotar_repetidos(tabla.hoja, repetidos, informe)
    conocidas = {titulo for suyos in conocidos.values() for titulo in suyos}
    exigir_nadie_arriba(hoja, tabla.posicion, conocidas, informe)
    return replace(tabla, filas=tuple(f for f in tabla.filas if f[0] not in repetidos))


def repite(fila: Sequence[str], hoja: Hoja, posicion: int) -> bool:
    """Si vuelve a escribir los encabezados, o el renglón que los agrupa arriba («PROPIETARIA» sobre «NOMBRE»)."""
    return any(_dice(fila, titulos) for titulos in hoja.filas[max(0, posicion - 1) : posicion + 1])


def _dice(fila: Sequence[str], titulos: Sequence[str]) -> bool:
    """Si cada celda llena, dos o más, dice lo de su columna."""
    llenas = [(indice, celda) for indice, celda in enumerate(fila) if celda.strip()]
    return len(llenas) > 1 and all(
        indice < len(titulos) and normalizar(celda) == normalizar(titulos[indice]) for indice, celda in llenas
    )


def anotar_repetidos(hoja: str, repetidos: Sequence[int], informe: Informe) -> None:
    """Cuántos renglones no se leyeron porque solo vuelven a escribir los encabezados."""
    if repetidos:
        vuelven = cuantos(len(repetidos), "renglón repite", "renglones repiten")
        mensaje = f"{vuelven} los encabezados, desde el {repetidos[0]}, y no son de nadie."
        informe.avisar("ENCABEZADO_REPETIDO", mensaje, hoja, valores=len(repetidos))


def exigir_nadie_arriba(hoja: Hoja, posicion: int, conocidos: Collection[str], informe: Informe) -> None:
    """Arriba de los encabezados va un título o una nota; bajo otros encabezados, alguien que se perdería."""
    conocidas = [sum(normalizar(celda) in conocidos for celda in fila) for fila in hoja.filas[:posicion]]
    otro = next((indice for indice, cuantas in enumerate(conocidas) if cuantas >= MINIMAS), posicion)
    for indice in range(otro + 1, posicion):
        if conocidas[indice] < MINIMAS and any(celda.strip() for celda in hoja.filas[indice]):
            mensaje = (
                f"Los encabezados que se leen son los del renglón {posicion + 1}, y este queda arriba, bajo los del "
                f"{otro + 1}: se perdería. Deje unos solos, o ponga cada tabla en su hoja."
            )
            informe.fallar("ENCABEZADO_DOBLE", mensaje, hoja.nombre, indice + 1)
