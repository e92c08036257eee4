"""El formato del INE: CANDIDATOS (25 columnas) y CUESTIONARIO IDENTIDAD (11 + 20).

Fuente: exportación nacional de 2022. Rellenos: «No aplica» en el ámbito y «No proporcionó» en los contactos; lo
demás sin responder va en blanco. Cada pregunta dice en su carpeta cuál es la suya (`columna_ine`).
"""

from __future__ import annotations

from dataclasses import replace

from conoceles import leyes
from conoceles.proceso.definicion import Campo, Cargo, Distrito
from conoceles.publicacion.datos.columnas import Columna, FilaAbierta, contestado, unida
from conoceles.publicacion.lectura.fichas_de import Marco

NO_APLICA, NO_PROPORCIONO = "No aplica", "No proporcionó"
_CIRCUNSCRIPCION = "1"  # las listas locales son de una sola: la entidad
_SEXOS = {"mujer": "MUJER", "hombre": "HOMBRE", "no_binario": "NO BINARIO"}
CONTACTO = ("DIRECCION_CASA_CAMPAÑA", "TELEFONO", "CORREO_ELECTRONICO", "PAGINA_WEB", "REDES")
PREGUNTAS = (
    *CONTACTO,
    "ESCOLARIDAD",
    "ESTATUS_ESCOLARIDAD",
    "CURSOS",
    "HISTORIA_PROFESIONAL",
    "TRAYECTORIA_POLITICA",
    "MOTIVO_CARGO_PUBLICO",
    "PROPUESTA_1",
    "PROPUESTA_2",
    "PROPUESTA_GENERO",
)
CANDIDATOS, IDENTIDAD = "CANDIDATOS", "CUESTIONARIO IDENTIDAD"


def se_pide(marco: Marco) -> bool:
    """Donde los Lineamientos no rigen, a nadie se le entrega con las columnas del INE."""
    return leyes.rige("lineamientos-ine", marco.definicion.entidad)


def hojas(marco: Marco) -> dict[str, list[Columna]]:
    """Las dos hojas con sus columnas; en la segunda va solo quien consintió."""
    return {CANDIDATOS: _candidatos(marco), IDENTIDAD: _identidad(marco)}


def _candidatos(marco: Marco) -> list[Columna]:
    """Las 25, y al final las que la elección agregue a las suyas."""
    preguntas = {c.columna_ine: c for c in marco.definicion.curricular.campos() if c.se_publica}
    preguntas.pop("", None)
    secciones = marco.definicion.curricular.secciones
    de_contacto = {c.clave for s in secciones if s.de_contacto for c in s.campos}
    nombres = [*PREGUNTAS, *(n for n in preguntas if n not in PREGUNTAS)]
    return [*_LUGAR_DEL_INE, *(_pregunta(n, preguntas.get(n), de_contacto) for n in nombres)]


def _pregunta(nombre: str, campo: Campo | None, de_contacto: set[str]) -> Columna:
    contacto = nombre in CONTACTO or (campo is not None and campo.clave in de_contacto)

    def celda(r: FilaAbierta) -> str:
        if not contacto:
            return contestado(r, campo)
        cargo = r.marco.contiendas[r.fila.contienda].cargo
        relleno = "" if campo and not campo.se_pregunta_a(cargo) else NO_PROPORCIONO
        return (contestado(r, campo) if lleva_contacto(r) else "") or relleno

    return Columna(nombre, "", celda, campo=campo)


def lleva_contacto(r: FilaAbierta) -> bool:
    """El archivo no lleva contactos, salvo los de la exportación nacional, que ya eran públicos."""
    return r.marco.fase != "archivo" or r.fila.datos.origen == "importada"


def _identidad(marco: Marco) -> list[Columna]:
    preguntas = [c for c in marco.definicion.identidad.campos() if c.columna_ine and c.se_publica]
    lugar = (
        replace(c, nombre="DISTRITOLOCAL") if c.nombre == "DISTRITO LOCAL" else c for c in _LUGAR_DEL_INE
    )
    return [*lugar, *(_consentida(c) for c in preguntas)]


def _consentida(campo: Campo) -> Columna:
    return Columna(
        campo.columna_ine, "", lambda r: unida(r.marco, r.fila.identidad.get(campo.clave), campo), campo=campo
    )


def _circunscripcion(r: FilaAbierta) -> str:
    return (
        r.marco.definicion.entidad.upper()
        if r.ficha.principio == "RP"
        else r.ficha.circunscripcion or NO_APLICA
    )


def _distrito(r: FilaAbierta) -> Distrito:
    return r.marco.definicion.distrito(r.ficha.distrito or 0)


def _entidad(r: FilaAbierta) -> str:
    """La de la elección o, si abarca varias, la suya."""
    if r.ficha.distrito is not None:
        return _distrito(r).entidad or r.marco.definicion.entidad
    municipio = r.marco.contiendas[r.ficha.contienda].municipio if r.marco.definicion.entidades else None
    return r.marco.municipios[municipio] if municipio else r.marco.definicion.entidad


def _municipio(r: FilaAbierta) -> str:
    clave = r.marco.contiendas[r.ficha.contienda].municipio
    return r.marco.municipios[clave].upper() if clave else NO_APLICA


def _calidad(r: FilaAbierta) -> str:
    propietaria = "PROPIETARIO" if r.ficha.sexo == "hombre" else "PROPIETARIA"
    return r.ficha.calidad_texto.upper() if r.ficha.calidad == "suplente" else propietaria


LUGAR = (  # quién y por qué cargo, en mayúsculas como en el origen
    Columna(
        "PARTIDO_COALICION",
        "Partido, coalición o candidatura que postula",
        lambda r: r.ficha.fuerza.nombre.upper(),
    ),
    Columna("CARGO", "Cargo, con el nombre que le da el INE", lambda r: r.ficha.cargo_nombre.upper()),
    Columna("ENTIDAD", "Entidad federativa de la elección", lambda r: _entidad(r).upper()),
    Columna(
        "DISTRITO LOCAL",
        "Número y cabecera del distrito, o «No aplica»",
        lambda r: str(_distrito(r).dicho) if r.ficha.distrito is not None else NO_APLICA,
    ),
    Columna(
        "CIRCUNSCRIPCION",
        "Circunscripción de la lista de representación proporcional, o «No aplica»",
        _circunscripcion,
    ),
    Columna("MUNICIPIO", "Municipio de la elección, o «No aplica»", _municipio),
    Columna(
        "NUM_LISTA_O_FORMULA",
        "Lugar en la lista o número de fórmula",
        lambda r: r.fila.datos.clave_origen or ("" if _cargo(r).sin_numero else str(r.fila.datos.posicion)),
    ),
    Columna("NOMBRE_CANDIDATO", "Nombre completo", lambda r: r.fila.datos.nombre),
    Columna(
        "TIPO_CANDIDATO", "PROPIETARIA, PROPIETARIO o SUPLENTE, como en la exportación del INE", _calidad
    ),
    Columna(
        "EDAD",
        "Años cumplidos el día que fija la elección",
        lambda r: str(r.ficha.edad) if r.ficha.edad is not None else "",
        "integer",
    ),
    Columna("SEXO", "MUJER, HOMBRE o NO BINARIO, del registro", lambda r: _SEXOS.get(r.ficha.sexo, "")),
)


def _cargo(r: FilaAbierta) -> Cargo:
    return r.marco.definicion.cargo(r.ficha.cargo)


def _distrito_del_ine(r: FilaAbierta) -> str:
    """«2-CANCUN»."""
    if r.ficha.distrito is None:
        return NO_APLICA
    suyo = _distrito(r)
    return f"{suyo.dicho}-{suyo.cabecera.upper()}"


_COMO_EL_INE = {
    "CARGO": lambda r: _cargo(r).nombre_ine or r.ficha.cargo_nombre.upper(),
    "DISTRITO LOCAL": _distrito_del_ine,
    "CIRCUNSCRIPCION": lambda r: _CIRCUNSCRIPCION if _cargo(r).principio == "RP" else _circunscripcion(r),
}
_LUGAR_DEL_INE = tuple(replace(c, de=_COMO_EL_INE.get(c.nombre, c.de)) for c in LUGAR)
