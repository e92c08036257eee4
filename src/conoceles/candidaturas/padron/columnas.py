"""Qué columnas no se usan, y por qué; se dice una vez por columna, con cuántos valores y sin ninguno."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name

from conoceles.candidaturas.padron.encabezados import Tabla, columna_de
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.normalizar import linea, vacio
from conoceles.candidaturas.padron.renglones.respuestas import opcion_de
from conoceles.nucleo.texto import cuantos
from conoceles.proceso.definicion import Definicion, Opcion

_CITADOS = 3  # rellenos distintos que se dicen de una columna


def revisar_columnas(tabla: Tabla, definicion: Definicion, informe: Informe) -> None:
    """Anota lo descartado por ley, la CURP y lo que no se usa; falla con lo que se perdería."""
    for indice in tabla.prohibidas:
        cuantas = _llenas(tabla, indice)
        suyos = "se descartó su único valor" if cuantas == 1 else f"se descartaron {cuantas} valores"
        mensaje = f"El sistema no puede guardar este dato: {suyos}."
        _avisar("DATO_DESCARTADO", mensaje, tabla, indice, informe)
    if "curp" in tabla.columnas and (cuantas := _llenas(tabla, tabla.columnas["curp"])):
        mensaje = (
            f"De {cuantas} CURP solo se guarda un resumen con llave, para reconocer a la "
            "misma persona en cortes posteriores; el texto se descartó."
        )
        _avisar("DATO_DESCARTADO", mensaje, tabla, tabla.columnas["curp"], informe)
    for indice in tabla.sin_uso:
        cuantas = _llenas(tabla, indice)
        suyos = "no se guardó su único valor" if cuantas == 1 else f"no se guardaron sus {cuantas} valores"
        mensaje = f"El sistema no necesita esta columna; {suyos}."
        _avisar("COLUMNA_NO_USADA", mensaje, tabla, indice, informe)
    for indice in _desconocidas(tabla):
        _perder(
            "COLUMNA_DESCONOCIDA",
            "No se reconoce el encabezado",
            tabla,
            indice,
            _llenas(tabla, indice),
            informe,
        )
    for indice in tabla.sin_titulo:
        _perder(
            "COLUMNA_SIN_ENCABEZADO",
            "La columna no tiene encabezado",
            tabla,
            indice,
            _llenas(tabla, indice),
            informe,
        )
    for indice, usada in tabla.repetidas:
        distintas = _distintas(tabla, indice, usada)
        _perder("COLUMNA_REPETIDA", f"Vale «{tabla.encabezados[usada]}»", tabla, indice, distintas, informe)
    _rellenos(tabla, definicion, informe)


def recorrido(hoja: str, ancho: int, numero: int, fila: tuple[str, ...], informe: Informe) -> bool:
    """En un CSV, una coma sin comillas o una celda de menos pone cada dato bajo el encabezado de otro."""
    if len(fila) >= ancho and not any(celda.strip() for celda in fila[ancho:]):
        return False
    mensaje = f"Tiene {cuantos(len(fila), 'celda', 'celdas')} y el encabezado {ancho}: sus datos están recorridos. Revise comas y comillas."
    informe.fallar("ANCHO_DISTINTO", mensaje, hoja, numero)
    return True


def _desconocidas(tabla: Tabla) -> tuple[int, ...]:
    """Unas pocas preguntas numeradas no hacen un cuestionario de identidad: son columnas que no se conocen."""
    sueltas = () if tabla.es_identidad else tuple(tabla.preguntas.values())
    return (*tabla.desconocidas, *sueltas)


def _perder(codigo: str, causa: str, tabla: Tabla, indice: int, valores: int, informe: Informe) -> None:
    if valores:
        perdidos = cuantos(valores, "valor", "valores")
        mensaje = f"{causa}: se {'perdería' if valores == 1 else 'perderían'} {perdidos}."
        informe.fallar(codigo, mensaje, tabla.hoja, columna=_titulo(tabla, indice), valores=valores)
    else:
        informe.avisar(
            "COLUMNA_VACIA",
            f"{causa}; no trae ningún valor que se pierda.",
            tabla.hoja,
            columna=_titulo(tabla, indice),
        )


def de_relleno(dichos: Counter[str]) -> str:
    """Lo que se dice de las celdas que alguien llenó con algo que vale como vacío, con lo que más se escribió."""
    citados = ", ".join(f"«{texto}»" for texto, _ in dichos.most_common(_CITADOS))
    relleno = f"con un relleno ({citados}{', …' if len(dichos) > _CITADOS else ''})"
    veces = dichos.total()
    return f"{cuantos(veces, f'celda {relleno} vale como vacía', f'celdas {relleno} valen como vacías')}."


def _rellenos(tabla: Tabla, definicion: Definicion, informe: Informe) -> None:
    """«No proporcionó», «Sin cursos» y parecidos valen como vacío: se cuentan por columna."""
    opciones = {
        tabla.columnas.get(columna_de(campo)): campo.opciones for campo in definicion.curricular.campos()
    }
    for indice in sorted(set(tabla.columnas.values())):
        dichas = Counter(fila[indice] for _, fila in tabla.filas if indice < len(fila))
        suyas = opciones.get(indice, ())
        rellenos = Counter({c.strip(): veces for c, veces in dichas.items() if _relleno(c, suyas)})
        if rellenos:
            informe.avisar(
                "RELLENO_COMO_VACIO",
                de_relleno(rellenos),
                tabla.hoja,
                columna=tabla.encabezados[indice],
                valores=rellenos.total(),
            )


def _relleno(celda: str, opciones: Sequence[Opcion]) -> bool:
    """«Ninguno» puede ser una opción de la pregunta: entonces es su respuesta."""
    return bool(celda.strip()) and vacio(celda) and not opcion_de(opciones, celda)


def _llenas(tabla: Tabla, indice: int) -> int:
    return sum(1 for _, fila in tabla.filas if indice < len(fila) and not vacio(fila[indice]))


def _distintas(tabla: Tabla, indice: int, usada: int) -> int:
    """Valores de una columna que la otra no dice en el mismo renglón."""
    pares = ((_celda(fila, indice), _celda(fila, usada)) for _, fila in tabla.filas)
    return sum(1 for una, otra in pares if una and una != otra)


def _celda(fila: tuple[str, ...], indice: int) -> str:
    return linea(fila[indice]) if indice < len(fila) else ""


def _titulo(tabla: Tabla, indice: int) -> str:
    escrito = tabla.encabezados[indice] if indice < len(tabla.encabezados) else ""
    return escrito or xl_col_to_name(indice)


def _avisar(codigo: str, mensaje: str, tabla: Tabla, indice: int, informe: Informe) -> None:
    valores = max(1, _llenas(tabla, indice))
    informe.avisar(codigo, mensaje, tabla.hoja, columna=tabla.encabezados[indice], valores=valores)
