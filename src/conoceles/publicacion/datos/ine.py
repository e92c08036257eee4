"""El formato del INE: CANDIDATOS (25 columnas) y CUESTIONARIO IDENTIDAD (11 + 20).

Fuente: exportación nacional de 2022. Rellenos: «No aplica» en el ámbito y
«No proporcionó» en los contactos; lo demás sin responder va en blanco.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conoceles.publicacion import textos
from conoceles.publicacion.consultas import Fila
from conoceles.publicacion.fichas import Ficha
from conoceles.publicacion.fichas_de import Marco

NO_APLICA, NO_PROPORCIONO = "No aplica", "No proporcionó"
CIRCUNSCRIPCION = "1"  # las listas locales son de una sola: la entidad
LUGAR = {  # columna del INE → qué lleva
    "PARTIDO_COALICION": "Partido, coalición o candidatura que postula",
    "CARGO": "Cargo, con el nombre que le da el INE",
    "ENTIDAD": "Entidad federativa de la elección",
    "DISTRITO LOCAL": "Número y cabecera del distrito, o «No aplica»",
    "CIRCUNSCRIPCION": "Circunscripción de la lista de representación proporcional, o «No aplica»",
    "MUNICIPIO": "Municipio de la elección, o «No aplica»",
    "NUM_LISTA_O_FORMULA": "Lugar en la lista o número de fórmula",
    "NOMBRE_CANDIDATO": "Nombre completo",
    "TIPO_CANDIDATO": "PROPIETARIA, PROPIETARIO o SUPLENTE, como en la exportación del INE",
    "EDAD": "Años cumplidos el día que fija la elección",
    "SEXO": "MUJER, HOMBRE o NO BINARIO, del registro",
}
CONTACTO = {
    "DIRECCION_CASA_CAMPAÑA": "casa_campana",
    "TELEFONO": "telefonos",
    "CORREO_ELECTRONICO": "correos",
    "PAGINA_WEB": "pagina_web",
    "REDES": "redes",
}
RESTO = {
    "ESCOLARIDAD": "grado",
    "ESTATUS_ESCOLARIDAD": "estatus_grado",
    "CURSOS": "cursos",
    "HISTORIA_PROFESIONAL": "historia",
    "TRAYECTORIA_POLITICA": "trayectoria",
    "MOTIVO_CARGO_PUBLICO": "motivo",
    "PROPUESTA_1": "propuesta_1",
    "PROPUESTA_2": "propuesta_2",
    "PROPUESTA_GENERO": "propuesta_genero",
}
COLUMNAS = (*LUGAR, *CONTACTO, *RESTO)
_UNION = {"cursos": ","}  # el sistema de origen unía los cursos sin espacio
_SEXOS = {"mujer": "MUJER", "hombre": "HOMBRE", "no_binario": "NO BINARIO"}
Hoja = tuple[Sequence[str], list[list[str]]]


def hojas(marco: Marco, pares: Sequence[tuple[Fila, Ficha]]) -> dict[str, Hoja]:
    """Las dos hojas; la segunda, solo con lo consentido."""
    candidatos = [
        [
            *_lugar_del_ine(marco, fila, ficha),
            *respuestas(marco, fila, relleno=NO_PROPORCIONO, con_contacto=lleva_contacto(marco, fila)),
        ]
        for fila, ficha in pares
    ]
    preguntas = [c for c in marco.definicion.identidad.campos() if c.columna_ine]
    encabezados = ["DISTRITOLOCAL" if c == "DISTRITO LOCAL" else c for c in LUGAR]
    identidad = [
        [*_lugar_del_ine(marco, fila, ficha), *(_texto(marco, fila.identidad, c.clave, c) for c in preguntas)]
        for fila, ficha in pares
        if ficha.identidad
    ]
    return {
        "CANDIDATOS": (COLUMNAS, candidatos),
        "CUESTIONARIO IDENTIDAD": ([*encabezados, *(c.columna_ine for c in preguntas)], identidad),
    }


def _lugar_del_ine(marco: Marco, fila: Fila, ficha: Ficha) -> list[str]:
    """Lo mismo que `lugar`, con el cargo, el distrito («2-CANCUN») y la circunscripción como los escribe el INE."""
    celdas = dict(zip(LUGAR, lugar(marco, fila, ficha), strict=True))
    cargo = next(c for c in marco.definicion.cargos if c.clave == ficha.cargo)
    celdas["CARGO"] = cargo.nombre_ine or celdas["CARGO"]
    for distrito in marco.definicion.distritos:
        if distrito.numero == ficha.distrito:
            celdas["DISTRITO LOCAL"] = f"{distrito.numero}-{distrito.cabecera.upper()}"
    if cargo.principio == "RP":
        celdas["CIRCUNSCRIPCION"] = CIRCUNSCRIPCION
    return list(celdas.values())


def lugar(marco: Marco, fila: Fila, ficha: Ficha) -> list[str]:
    """Las 11 columnas que dicen quién y por qué cargo, en mayúsculas como en el origen."""
    contienda = marco.contiendas[ficha.contienda]
    propietaria = "PROPIETARIO" if ficha.sexo == "hombre" else "PROPIETARIA"
    return [
        ficha.fuerza.nombre.upper(),
        ficha.cargo_nombre.upper(),
        marco.definicion.entidad.upper(),
        str(ficha.distrito) if ficha.distrito is not None else NO_APLICA,
        NO_APLICA if ficha.principio != "RP" else marco.definicion.entidad.upper(),
        marco.municipios[contienda.municipio].upper() if contienda.municipio else NO_APLICA,
        fila.datos["formula__clave_origen"] or str(fila.datos["formula__posicion"]),
        fila.datos["persona__nombre"],
        "SUPLENTE" if ficha.calidad == "suplente" else propietaria,
        str(ficha.edad) if ficha.edad is not None else "",
        _SEXOS.get(ficha.sexo, ""),
    ]


def lleva_contacto(marco: Marco, fila: Fila) -> bool:
    """El archivo no lleva contactos, salvo los de la exportación nacional, que ya eran públicos."""
    return marco.fase != "archivo" or fila.datos["origen"] == "importada"


def respuestas(marco: Marco, fila: Fila, *, relleno: str, con_contacto: bool) -> list[str]:
    """Las 14 columnas curriculares; `relleno` va en los contactos sin responder, o que ya no se publican."""
    contenido = fila.version["contenido"] if fila.version else {}
    campos = {c.clave: c for c in marco.definicion.curricular.campos()}
    visible = contenido if con_contacto else {}
    cargo = marco.contiendas[fila.contienda].cargo
    contacto = [
        _texto(marco, visible, c, campos.get(c))
        or ("" if c in campos and not campos[c].se_pregunta_a(cargo) else relleno)
        for c in CONTACTO.values()
    ]
    return [*contacto, *(_texto(marco, contenido, c, campos.get(c)) for c in RESTO.values())]


def _texto(marco: Marco, contenido: dict[str, Any], clave: str, campo: Any) -> str:
    if campo is None:
        return ""
    return _UNION.get(clave, ", ").join(textos.valores(campo, contenido.get(clave), marco.municipios))
