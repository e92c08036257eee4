"""Qué columnas no se usan, y por qué; se dice una vez por columna y sin ningún valor."""

from __future__ import annotations

from conoceles.candidaturas.padron.encabezados import Tabla
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.normalizar import vacio


def revisar_columnas(tabla: Tabla, informe: Informe) -> None:
    """Anota lo descartado por ley, la CURP, lo que no se usa y lo que no se reconoce."""
    for indice in tabla.prohibidas:
        mensaje = f"El sistema no puede guardar este dato: se descartaron {_llenas(tabla, indice)} valores."
        _anotar("DATO_DESCARTADO", mensaje, tabla, indice, informe)
    if "curp" in tabla.columnas and _llenas(tabla, tabla.columnas["curp"]):
        indice = tabla.columnas["curp"]
        mensaje = (
            f"De {_llenas(tabla, indice)} CURP solo se guarda un resumen con llave, para reconocer a la "
            "misma persona en cortes posteriores; el texto se descartó."
        )
        _anotar("DATO_DESCARTADO", mensaje, tabla, indice, informe)
    for indice in tabla.sin_uso:
        _anotar(
            "COLUMNA_NO_USADA", "El sistema no necesita esta columna; no se guardó.", tabla, indice, informe
        )
    for indice in tabla.desconocidas:
        if indice not in tabla.preguntas.values():
            _anotar("COLUMNA_DESCONOCIDA", "No se reconoce el encabezado; no se usó.", tabla, indice, informe)
    for indice in tabla.repetidas:
        _anotar("COLUMNA_REPETIDA", "Otra columna dice lo mismo y es la que se usó.", tabla, indice, informe)
    _rellenos(tabla, informe)


def _rellenos(tabla: Tabla, informe: Informe) -> None:
    """«No proporcionó», «Sin cursos» y parecidos valen como vacío: se cuentan por columna."""
    for indice in sorted(tabla.columnas.values()):
        veces = sum(
            1
            for _, fila in tabla.filas
            if indice < len(fila) and fila[indice].strip() and vacio(fila[indice])
        )
        if veces:
            mensaje = f"{veces} celdas con un relleno («No proporcionó», «No aplica», «Sin cursos») valen como vacías."
            _anotar("RELLENO_COMO_VACIO", mensaje, tabla, indice, informe)


def _llenas(tabla: Tabla, indice: int) -> int:
    return sum(1 for _, fila in tabla.filas if indice < len(fila) and fila[indice].strip())


def _anotar(codigo: str, mensaje: str, tabla: Tabla, indice: int, informe: Informe) -> None:
    informe.avisar(codigo, mensaje, tabla.hoja, columna=tabla.encabezados[indice])
