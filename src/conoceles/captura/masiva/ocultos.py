"""Lo que la hoja cargada esconde no se guarda callado: se pide que se vea, o que se quite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_col_to_name

from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.captura.masiva.columnas import FIJAS, FilaDeHoja
from conoceles.nucleo.errores import ErrorDeDominio

_SE_NOMBRAN = 10
_FIJAS = {clave for clave, _ in FIJAS}


def exigir_que_se_vea(hoja: Hoja, claves: Sequence[str], renglones: Sequence[FilaDeHoja]) -> None:
    """`ErrorDeDominio` si alguna respuesta está en una hoja, un renglón o una columna que no se ven."""
    dichas = list(_dichas(hoja, claves, renglones))
    if dichas:
        que = "; ".join(dichas)
        raise ErrorDeDominio(
            f"Hay respuestas que no se ven: {que}. Muéstrelas, o bórrelas si no van, y cargue la hoja otra vez.",
            campo="hoja",
        )


def _dichas(hoja: Hoja, claves: Sequence[str], renglones: Sequence[FilaDeHoja]) -> Iterator[str]:
    """Las del folio, el nombre y el lugar no cuentan: ahí nadie contesta."""
    if hoja.ocultos.hoja:
        yield f"la hoja «{hoja.nombre}» está oculta"
    llenas = [(r.numero, {c for c, celda in r.celdas.items() if celda} - _FIJAS) for r in renglones]
    escondidos = set(hoja.ocultos.renglones)
    if numeros := [str(n) for n, propias in llenas if propias and n - 1 in escondidos]:
        filtro = ", quizá por el filtro puesto" if hoja.ocultos.filtro else ""
        yield f"{_lista('el renglón', 'los renglones', numeros)}{filtro}"
    usadas = set().union(*(propias for _, propias in llenas))
    letras = [xl_col_to_name(n) for n, _ in hoja.ocultos.columnas if n < len(claves) and claves[n] in usadas]
    if letras:
        yield _lista("la columna", "las columnas", letras)


def _lista(uno: str, varios: str, cuales: list[str]) -> str:
    """«los renglones 4 y 7, ocultos»; de más de diez, los primeros y cuántos faltan."""
    if len(cuales) == 1:
        return f"{uno} {cuales[0]}, que se ocultó"
    *primeros, ultimo = (
        cuales if len(cuales) <= _SE_NOMBRAN else [*cuales[:_SE_NOMBRAN], f"{len(cuales) - _SE_NOMBRAN} más"]
    )
    return f"{varios} {', '.join(primeros)} y {ultimo}, que se ocultaron"
