"""Los hallazgos de una importación, por código: qué significan y qué pasa cuando una persona los acepta.

Una pérdida es un error: el archivo no entra mientras no se corrija o alguien acepte ese código por su nombre.
"""

from __future__ import annotations

from collections.abc import Iterable

from conoceles.nucleo.errores import ErrorDeDominio

_NO_ENTRA = "el renglón no entra"
_SIN_VALOR = "ese valor no entra"

# Código → lo que sucede si se acepta.
ACEPTABLES = {
    "ACCION_DESCONOCIDA": _SIN_VALOR,
    "AMBITO_DESCONOCIDO": _NO_ENTRA,
    "ANCHO_DISTINTO": _NO_ENTRA,
    "BORRADO_NO_ADMITIDO": "la marca vale como celda vacía",
    "CABECERA_DISTINTA": "vale el número del distrito",
    "CANDIDATURA_CONCLUIDA": _NO_ENTRA,
    "CARACTER_DE_CONTROL": "queda un espacio en su lugar",
    "CARGO_DESCONOCIDO": _NO_ENTRA,
    "CELDA_CON_ERROR": "la celda vale como vacía",
    "COLUMNA_DESCONOCIDA": "la columna no entra",
    "COLUMNA_OCULTA": "la columna entra, como las que se ven",
    "COLUMNA_REPETIDA": "vale la otra columna",
    "COLUMNA_SIN_ENCABEZADO": "la columna no entra",
    "CORREO_INVALIDO": _SIN_VALOR,
    "CURP_DE_OTRA_PERSONA": _SIN_VALOR,
    "CURP_INVALIDA": _SIN_VALOR,
    "EDAD_ILEGIBLE": _SIN_VALOR,
    "EDAD_IMPOSIBLE": _SIN_VALOR,
    "EDAD_MENOR": _NO_ENTRA,
    "ENCABEZADO_DOBLE": _NO_ENTRA,
    "ENTIDAD_DESCONOCIDA": _NO_ENTRA,
    "FECHA_ILEGIBLE": _SIN_VALOR,
    "FILA_REPETIDA_DISTINTA": "vale el primero de esos renglones",
    "FUERZA_DESCONOCIDA": _NO_ENTRA,
    "GENERO_DISTINTO": "vale la columna del sexo",
    "HOJA_IGNORADA": "la hoja no entra",
    "HOJA_OCULTA": "la hoja entra, como las que se ven",
    "IDENTIDAD_REPETIDA": "vale el último de esos renglones",
    "IDENTIDAD_SIN_RENGLON": _NO_ENTRA,
    "LUGAR_OCUPADO": _NO_ENTRA,
    "LUGAR_REPETIDO": _NO_ENTRA,
    "MAPA_DOS_VALORES": "vale la primera de esas columnas",
    "MAPA_SIN_COLUMNA": "esa columna del mapa no se lee",
    "MAPA_SIN_FORMA": _SIN_VALOR,
    "MAPA_SIN_HOJA": "esa hoja del mapa no se lee",
    "MAPA_SUBTITULO_SUELTO": "lo que dice ese renglón no entra",
    "NOMBRE_CORREGIDO_DISTINTO": "vale el nombre o el sobrenombre corregido",
    "NACIMIENTO_DISTINTO": "vale la columna de la fecha",
    "NOMBRE_DUDOSO": "entra como está escrito",
    "NOMBRE_INCOMPLETO": "entra como está escrito",
    "NOMBRE_LARGO": _NO_ENTRA,
    "NOMBRE_PARECIDO": _NO_ENTRA,
    "NUMERO_LARGO": "se guardan los primeros 40 caracteres",
    "PERSONA_CON_DATOS_DISTINTOS": "vale el primer renglón de esa persona",
    "REELECCION_DESCONOCIDA": _SIN_VALOR,
    "RENGLON_OCULTO": "el renglón entra, como los que se ven",
    "RESPUESTA_FUERA_DE_CATALOGO": "se cuentan juntas, como «fuera de catálogo»",
    "RESPUESTA_MAL_ESCRITA": _SIN_VALOR,
    "ROL_CORREGIDO": "vale el rol de la hoja de identidad",
    "SEXO_AMBIGUO": "queda sin dato",
    "SEXO_DESCONOCIDO": "queda sin dato",
    "SIGLADO_DISTINTO": "vale el convenio cargado",
    "SIN_CALIDAD": _NO_ENTRA,
    "SIN_NOMBRE": _NO_ENTRA,
    "SIN_POSICION": _NO_ENTRA,
    "SIN_SUPLENCIA": _NO_ENTRA,
    "FUERA_DE_LA_PLANILLA": _NO_ENTRA,
    "SOBRENOMBRE_LARGO": _SIN_VALOR,
    "TEXTO_DANADO": "entra dañado, como está",
    "VALOR_FUERA_DE_CATALOGO": _SIN_VALOR,
}


def exigir_aceptables(codigos: Iterable[str]) -> frozenset[str]:
    """Los códigos que una persona acepta. `ErrorDeDominio` si alguno no existe o no se puede aceptar."""
    pedidos = frozenset(codigos)
    for codigo in sorted(pedidos - ACEPTABLES.keys()):
        raise ErrorDeDominio(
            f"«{codigo}» no es un código que se pueda aceptar; use los que dice el informe.", campo="aceptar"
        )
    return pedidos
