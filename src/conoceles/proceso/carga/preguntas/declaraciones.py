"""Lo que cada pregunta declara de sí: quién la ve, en qué columna va, cómo se cuenta y dónde se muestra."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NotRequired, TypedDict, cast

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.preguntas.cuestionario import Campo, Conteo, Seccion, Visibilidad
from conoceles.proceso.preguntas.medidas import MEDIDAS

VISIBILIDADES = {  # la primera de cada una es la que puede salir
    "curricular": {
        "publica": "sale en el perfil, en los datos abiertos y en la búsqueda",
        "interna": "no sale nunca",
    },
    "identidad": {
        "con_consentimiento": "sale si la persona lo autoriza",
        "solo_estadistica": "nunca sale; solo se cuenta",
    },
}
CLASES = ("", "medios_de_contacto", "propuesta", "formacion")
DE_CONTACTO = ("correos", "telefonos", "domicilio")
# Lo que ya nombra otra cosa en el archivo, en la búsqueda o en la estadística.
COLUMNAS_FIJAS = {
    "curricular": (
        "PARTIDO_COALICION", "CARGO", "ENTIDAD", "DISTRITO LOCAL", "CIRCUNSCRIPCION", "MUNICIPIO", "NUM_LISTA_O_FORMULA",
        "NOMBRE_CANDIDATO", "TIPO_CANDIDATO", "EDAD", "SEXO", "FOLIO", "PRINCIPIO", "POSICION", "SOBRENOMBRE",
        "SIGLADO_POR", "REELECCION", "ACCION_AFIRMATIVA", "ESTADO", "FOTOGRAFIA", "PERFIL", "HUELLA", "ACTUALIZADA",
        "PUESTO", "EL_PAPEL_PUEDE_DECIR", "SELLO",
    ),
    "identidad": ("FOLIO", "CARGO", "CONTIENDA", "PARTIDO_COALICION", "NOMBRE_CANDIDATO", "SELLO"),
}  # fmt: skip
FIJAS = (
    "q", "pagina", "encabezado", "cargo", "contienda", "distrito", "municipio", "fuerza", "sexo", "edad", "accion",
    "informacion", "formula", "principio", "calidad", "posicion", "acciones", "salen", "folio", "estado", "responde",
    "enviada",
)  # fmt: skip
CONTEOS_FIJOS: dict[str, tuple[str, ...]] = {"curricular": ("sexo", "edad"), "identidad": ()}


class Declarado(TypedDict):
    """Los argumentos de `Campo` que una pregunta declara; los opcionales, solo del cuestionario curricular."""

    visibilidad: Visibilidad
    columna: str
    encabezados: tuple[str, ...]
    indicador: Conteo | None
    separador: NotRequired[str]
    corta: NotRequired[str]
    compara: NotRequired[bool]
    detalla: NotRequired[str]
    filtro: NotRequired[str]
    decimales: NotRequired[int]
    desde: NotRequired[date | None]
    hasta: NotRequired[date | None]
    rangos: NotRequired[tuple[int, ...]]


def leer_declaracion(tabla: Tabla, cual: str) -> Declarado:
    """Los argumentos de `Campo` que la pregunta declara. La visibilidad no tiene valor por omisión."""
    visibilidad = _visibilidad(tabla, cual)
    sale = visibilidad == next(iter(VISIBILIDADES[cual]))
    dicho: Declarado = {
        "visibilidad": visibilidad,
        "columna": _columna(tabla, cual, sale),
        "encabezados": tuple(normalizar(e) for e in tabla.textos("encabezados")),
        "indicador": _conteo(tabla),
    }
    if cual == "curricular":
        dicho = {
            **dicho,
            "separador": tabla.texto("separador", ", "),
            "corta": tabla.texto("corta", ""),
            "compara": tabla.logico("compara"),
            "detalla": tabla.texto("detalla", ""),
            "filtro": tabla.texto("filtro", ""),
            **_medida(tabla),
        }
    _comprobar_alcance(tabla, dicho, cual, sale)
    return dicho


def normalizar(encabezado: str) -> str:
    """«DIRECCION_CASA_CAMPAÑA» → `direccion_casa_campana`: así se comparan los encabezados de un archivo."""
    return "_".join("".join(c if c.isalnum() else " " for c in sin_acentos(encabezado)).split())


def _visibilidad(tabla: Tabla, cual: str) -> Visibilidad:
    posibles = VISIBILIDADES[cual]
    if not tabla.tiene("visibilidad"):
        escriba = " o ".join(f'visibilidad = "{v}" ({que})' for v, que in posibles.items())
        tabla.falta("visibilidad", f"falta decir quién ve la respuesta: escriba {escriba}.")
        return "interna"
    return cast(Visibilidad, tabla.elegida("visibilidad", tuple(posibles)))


def _columna(tabla: Tabla, cual: str, sale: bool) -> str:
    if sale and not tabla.tiene("columna"):
        ejemplo = str(tabla.datos.get("columna_ine") or tabla.datos.get("clave", "")).upper()
        if cual == "identidad":
            ejemplo = str(tabla.datos.get("clave", ""))
        tabla.falta(
            "columna",
            f'falta decir en qué columna de los datos abiertos va: escriba columna = "{ejemplo}", o columna = "" '
            "si no va en ellos.",
        )
    return tabla.texto("columna", "", vacio=True)


def _conteo(tabla: Tabla) -> Conteo | None:
    if not tabla.tiene("indicador"):
        return None
    dicho = tabla.tabla("indicador")
    conteo = Conteo(dicho.texto("clave"), dicho.texto("titulo"))
    dicho.cerrar()
    return conteo


class Medida(TypedDict):
    """Lo propio de un número o de una fecha."""

    decimales: int
    desde: date | None
    hasta: date | None
    rangos: tuple[int, ...]


def _medida(tabla: Tabla) -> Medida:
    """Lo propio de un número o de una fecha, y solo de ellos."""
    desde, hasta = (tabla.fecha(clave, obligatoria=False) for clave in ("desde", "hasta"))
    medida: Medida = {
        "decimales": tabla.entero("decimales", 0),
        "desde": desde,
        "hasta": hasta,
        "rangos": tabla.enteros("rangos"),
    }
    tipo = tabla.datos.get("tipo")
    admiten = {"decimales": ("numero",), "desde": ("fecha",), "hasta": ("fecha",), "rangos": MEDIDAS}
    dichas = [clave for clave, valor in medida.items() if valor]
    for clave, tipos in admiten.items():
        if clave in dichas and tipo not in tipos:
            tabla.falta(clave, f"solo la lleva una pregunta de tipo {' o '.join(tipos)}.")
    if desde and hasta and desde > hasta:
        tabla.falta("desde", "es posterior a `hasta`: no se admitiría ningún día.")
    return medida


def _comprobar_alcance(tabla: Tabla, dicho: Declarado, cual: str, sale: bool) -> None:
    """Lo que no sale no se compara, no filtra ni tiene columna; solo se cuenta lo que tiene opciones."""
    tipo = tabla.datos.get("tipo")
    for clave in ("columna", "compara", "filtro"):
        if dicho.get(clave) and not sale:
            tabla.falta(clave, f"una pregunta «{dicho['visibilidad']}» no sale: quite esta clave.")
    if dicho.get("filtro") and tipo != "opcion":
        tabla.falta("filtro", "solo la lleva una pregunta de tipo opcion.")
    if tipo in MEDIDAS and bool(dicho["indicador"]) != bool(dicho.get("rangos")):
        tabla.falta(
            "rangos", "un número o una fecha se cuenta por rangos: van juntos `indicador` y `rangos`."
        )
    elif dicho["indicador"] and tipo not in ("opcion", *MEDIDAS):
        tabla.falta("indicador", "solo la lleva una pregunta de tipo opcion, numero o fecha.")
    if dicho["indicador"] and cual == "curricular" and not sale:
        tabla.falta(
            "indicador", 'del cuestionario curricular solo se cuenta lo que es visibilidad = "publica".'
        )
    if dicho["indicador"] and cual == "identidad" and tabla.tiene("visible_si"):
        tabla.falta(
            "indicador",
            "de identidad no se cuenta lo que depende de otra respuesta: cuántas lo contestan diría qué contestaron a la otra.",
        )
    if dicho["indicador"] and cual == "identidad" and tipo != "opcion":
        tabla.falta("indicador", "de identidad solo se cuenta una pregunta de tipo opcion.")
    usada = cual == "curricular" and any(dicho[c] for c in ("filtro", "compara", "indicador"))
    if usada and tabla.datos.get("clave") in FIJAS:
        tabla.falta("clave", f"«{tabla.datos['clave']}» ya se filtra, se compara o se cuenta: póngale otra.")


def comprobar_declaraciones(raiz: Tabla, secciones: Iterable[Seccion], cual: str) -> None:
    """Lo que solo se ve con todas las preguntas delante: nombres repetidos, y a qué sección pertenece cada una."""
    todas = list(secciones)
    campos = [c for s in todas for c in s.campos]
    _sin_repetir(raiz, "columna", [(c, c.columna) for c in campos], COLUMNAS_FIJAS[cual])
    _sin_repetir(raiz, "columna_ine", [(c, c.columna_ine) for c in campos], ())
    conteos = [(c, c.indicador.clave if c.indicador else "") for c in campos]
    _sin_repetir(raiz, "indicador", conteos, CONTEOS_FIJOS[cual])
    _sin_repetir(raiz, "encabezados", [(c, e) for c in campos for e in c.encabezados], ())
    for seccion in todas:
        for campo in seccion.campos:
            _en_su_seccion(raiz, seccion, campo, cual)


def _sin_repetir(raiz: Tabla, clave: str, dichos: list[tuple[Campo, str]], fijos: Iterable[str]) -> None:
    cuantos = Counter([valor for _, valor in dichos if valor] + list(fijos))
    for campo, valor in dichos:
        if valor and cuantos[valor] > 1:
            raiz.falta(f"campos[{campo.clave}].{clave}", f"«{valor}» ya nombra otra cosa.")


def _en_su_seccion(raiz: Tabla, seccion: Seccion, campo: Campo, cual: str) -> None:
    ruta = f"secciones[{seccion.clave}]"
    anteriores = [c.clave for c in seccion.campos[: seccion.campos.index(campo)]]
    if campo.detalla and campo.detalla not in anteriores:
        razon = f"«{campo.detalla}» no es una pregunta anterior de esta sección."
        raiz.falta(f"{ruta}.campos[{campo.clave}].detalla", razon)
    if cual == "curricular" and campo.tipo in DE_CONTACTO and seccion.clase != "medios_de_contacto":
        raiz.falta(
            f"{ruta}.clase",
            f"«{campo.clave}» pide un medio de contacto, que no debe quedar en el archivo: escriba "
            'clase = "medios_de_contacto" en la sección, o lleve la pregunta a una que lo diga.',
        )
