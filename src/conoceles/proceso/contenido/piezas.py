"""Qué se puede editar en pantalla. Lo que no está en esta lista solo se cambia en la carpeta."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from conoceles.proceso.carga.actos import ACTOS, LUGARES
from conoceles.proceso.carga.calendario import FECHAS, INDISPENSABLES, POR_GRUPO
from conoceles.proceso.carga.seguimiento import INFORMES
from conoceles.proceso.contenido.fuentes import RAIZ, Fuentes
from conoceles.proceso.contenido.nombres import COMITE, DE_ACTOS, DE_FECHAS, DE_INFORMES, DE_LUGARES
from conoceles.proceso.definicion import Cuestionario, Definicion

TipoDato = Literal["fecha", "fechas", "claves", "entero", "logico", "linea", "parrafo", "markdown"]
Grupo = Literal["calendario", "avisos", "actos", "preguntas", "franjas", "ayuda", "portadas"]


INTERNA = "Instancia Interna"


@dataclass(frozen=True)
class Dato:
    """Una clave de la pieza. `markdown` es un archivo cuyo nombre está en esa clave."""

    clave: str
    etiqueta: str
    tipo: TipoDato
    ayuda: str = ""
    obligatorio: bool = True
    vacio: str = ""  # qué vale si no se escribe; vacío, nada


@dataclass(frozen=True)
class Pieza:
    """Un trozo editable: la tabla de `archivo` a la que se llega por `ruta`, y sus datos.

    Un paso de la ruta es una clave, o la clave de un arreglo y la del elemento: `("avisos", "integral")`.
    `acto`: clave de la tabla donde se escribe el acto; vacía, queda solo en la enmienda.
    """

    clave: str
    grupo: Grupo
    titulo: str
    archivo: str
    ruta: tuple[str | tuple[str, str], ...]
    datos: tuple[Dato, ...]
    acto: str = ""
    entera: bool = False  # la tabla solo existe por esta pieza: sin el primero de sus datos, se quita
    organo: str = "Consejo General"
    fecha: str = ""  # la del calendario que mueve, si mueve una
    territorios: str = ""  # y de qué grupo de territorios; vacío, de toda la elección
    operativa: bool = False  # ningún órgano la aprueba: el acto se cita si lo hay


def piezas(definicion: Definicion, fuentes: Fuentes) -> tuple[Pieza, ...]:
    """Las de esa elección, en el orden en que se ofrecen."""
    archivos = tomllib.loads(fuentes[RAIZ]).get("archivos", {})
    entregables = archivos.get("entregables", "")
    return (
        *_calendario(),
        *_de_los_grupos(definicion),
        *_actos(definicion),
        *_avisos(definicion),
        *((_preguntas(),) if archivos.get("preguntas") else ()),
        *_franjas(),
        *_ayudas(definicion.identidad, archivos.get("identidad", "identidad.toml")),
        *_ayudas(definicion.curricular, archivos.get("curricular", "curricular.toml")),
        *(_portadas(entregables) if entregables else ()),
    )


def _calendario() -> Iterator[Pieza]:
    for clave in FECHAS:
        ruta = ("calendario", "fechas", clave)
        dia = (Dato("dia", "Día", "fecha", obligatorio=clave in (*INDISPENSABLES, "jornada")),)
        yield Pieza(
            f"fecha-{clave}",
            "calendario",
            DE_FECHAS[clave],
            RAIZ,
            ruta,
            dia,
            "acuerdo",
            entera=True,
            fecha=clave,
        )
    plazo = (
        Dato("dias", "Días para capturar, desde que se entrega el acceso", "entero"),
        Dato("habiles", "Contar solo días hábiles", "logico"),
    )
    yield Pieza(
        "plazo-captura", "calendario", "Plazo de captura", RAIZ, ("calendario", "captura"), plazo, "acuerdo"
    )
    inhabiles = (
        Dato(
            "inhabiles",
            "Días inhábiles de la autoridad electoral",
            "fechas",
            "Uno por renglón: 2024-03-28.",
            obligatorio=False,
        ),
        Dato("festivos_oficiales", "Sumar los días de descanso obligatorio", "logico"),
        Dato("todos_los_dias_habiles", "Durante el proceso, todos los días son hábiles", "logico"),
    )
    yield Pieza("inhabiles", "calendario", "Días inhábiles", RAIZ, ("calendario",), inhabiles)


def _de_los_grupos(definicion: Definicion) -> Iterator[Pieza]:
    """Quiénes forman cada grupo de territorios y sus fechas; la que se deja vacía es la de toda la elección."""
    dia = (
        Dato(
            "dia",
            "Día",
            "fecha",
            "Vacío: el de toda la elección.",
            obligatorio=False,
            vacio="El de toda la elección",
        ),
    )
    nombres = definicion.territorio.municipios
    ayuda = f"Sus claves de la lista de {nombres}, una por renglón: 005. Las fechas de su grupo son desde entonces las suyas."
    suyos = (Dato("municipios", nombres[:1].upper() + nombres[1:], "claves", ayuda, obligatorio=False),)
    for grupo in definicion.calendario.grupos:
        if not grupo.distritos:
            yield Pieza(
                f"grupo-{grupo.clave}", "calendario", f"Qué {nombres} forman «{grupo.nombre}»", RAIZ,
                ("calendario", ("grupos", grupo.clave)), suyos,
            )  # fmt: skip
        for clave in POR_GRUPO:
            yield Pieza(
                f"fecha-{clave}-en-{grupo.clave}", "calendario", f"{DE_FECHAS[clave]} en «{grupo.nombre}»", RAIZ,
                ("calendario", ("grupos", grupo.clave), "fechas", clave), dia, "acuerdo", entera=True,
                fecha=clave, territorios=grupo.clave,
            )  # fmt: skip


def _avisos(definicion: Definicion) -> Iterator[Pieza]:
    datos = (
        Dato(
            "version",
            "Versión",
            "linea",
            "Si cambia el texto, cambia la versión: se volverá a pedir su lectura.",
        ),
        Dato("archivo", "Texto", "markdown", "Markdown, sin HTML."),
    )
    for aviso in definicion.avisos:
        ruta = (("avisos", aviso.clave),)
        yield Pieza(
            f"aviso-{aviso.clave}", "avisos", aviso.titulo, RAIZ, ruta, datos, "acuerdo", organo=COMITE
        )


def _actos(definicion: Definicion) -> Iterator[Pieza]:
    organos = {
        "proceso_tecnico_operativo": definicion.seguimiento.aprobacion("proceso-tecnico").organo,
        "formato_consentimiento": COMITE,
        "temas": "Consejo General",
        "declaraciones": "Consejo General",
    }
    for clave in ACTOS:
        ruta, organo = ("actos",), organos[clave]
        yield Pieza(f"acto-{clave}", "actos", DE_ACTOS[clave], RAIZ, ruta, (), clave, organo=organo)


def _preguntas() -> Pieza:
    datos = (Dato("preguntas", "Texto", "markdown", "Markdown, sin HTML. Cada pregunta empieza con «## »."),)
    return Pieza(
        "preguntas",
        "preguntas",
        "Preguntas frecuentes",
        RAIZ,
        ("archivos",),
        datos,
        organo=INTERNA,
        operativa=True,
    )


def _franjas() -> Iterator[Pieza]:
    datos = (
        Dato("texto", "Texto", "linea", "Hasta 300 caracteres. Vacío retira la franja.", obligatorio=False),
        Dato("desde", "Desde el día", "fecha", "Hace falta si hay texto.", obligatorio=False),
        Dato("hasta", "Hasta el día, inclusive", "fecha", "Hace falta si hay texto.", obligatorio=False),
    )
    for lugar in LUGARES:
        yield Pieza(
            f"franja-{lugar}", "franjas", DE_LUGARES[lugar], RAIZ, ("franjas", lugar), datos, entera=True,
            organo=INTERNA, operativa=True,
        )  # fmt: skip


def _ayudas(cuestionario: Cuestionario, archivo: str) -> Iterator[Pieza]:
    ayuda = Dato(
        "ayuda",
        "Ayuda",
        "parrafo",
        "Se muestra junto a lo que se pregunta. Cite su fuente.",
        obligatorio=False,
    )
    por_que = Dato("por_que", "Por qué se pregunta", "parrafo", obligatorio=False)
    que_pasa = Dato("que_pasa", "Qué pasa con las respuestas", "parrafo", obligatorio=False)
    base = f"ayuda-{cuestionario.clave}"
    nombre = f"Cuestionario {'de identidad' if cuestionario.clave == 'identidad' else 'curricular'}"
    yield Pieza(base, "ayuda", f"{nombre}: antes de empezar", archivo, (), (por_que, que_pasa))
    for seccion in cuestionario.secciones:
        tema = (("secciones", seccion.clave),)
        yield Pieza(
            f"{base}-{seccion.clave}", "ayuda", f"Tema: {seccion.titulo}", archivo, tema, (ayuda, por_que)
        )
        for campo in seccion.campos:
            ruta = (*tema, ("campos", campo.clave))
            titulo = f"Pregunta {campo.numero or campo.clave}: {campo.etiqueta}"
            yield Pieza(f"{base}-{seccion.clave}-{campo.clave}", "ayuda", titulo, archivo, ruta, (ayuda,))


def _portadas(archivo: str) -> Iterator[Pieza]:
    for tipo in filter(None, INFORMES):
        dato = (Dato(tipo, "Texto de la portada", "parrafo", obligatorio=False),)
        yield Pieza(
            f"portada-{tipo}", "portadas", f"Portada: {DE_INFORMES[tipo]}", archivo, ("portadas",), dato
        )
