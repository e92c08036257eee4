"""Los grupos de identidad y lo que de ellos se publica: `[[grupos]]`, `[consentimiento]` y el alcance de las acciones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Literal, TypeVar

from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.consentimiento import EfectosDelNo, Grupo, Textos, frases
from conoceles.proceso.definicion import AccionAfirmativa, Seccion

# La primera vale si no se dice otra.
TRATAMIENTO: tuple[Literal["pnc", "sin_respuesta"], ...] = ("pnc", "sin_respuesta")
PUBLICACION: tuple[Literal["solo_estadistica", "sin_estadistica"], ...] = (
    "solo_estadistica",
    "sin_estadistica",
)
ESTADISTICA: tuple[Literal["sin_respuesta", "pnc"], ...] = ("sin_respuesta", "pnc")
Elegida = TypeVar("Elegida", bound=str)


def leer_grupos(tablas: list[Tabla]) -> tuple[Grupo, ...]:
    """Los `[[grupos]]` del cuestionario de identidad, en el orden en que se preguntan."""
    grupos: list[Grupo] = []
    for tabla in tablas:
        grupo = Grupo(tabla.texto("clave"), tabla.texto("nombre"), tabla.texto("indicador", ""))
        if grupo.clave in {g.clave for g in grupos}:
            tabla.falta("clave", f"«{grupo.clave}» está repetida.")
        grupos.append(grupo)
        tabla.cerrar()
    return tuple(grupos)


def comprobar_grupos(raiz: Tabla, grupos: tuple[Grupo, ...], secciones: Iterable[Seccion]) -> None:
    """Lo que puede publicarse es de un grupo declarado, y de ningún grupo se pide permiso para no publicar nada."""
    usados, publicables = set(), set()
    for seccion in secciones:
        usados.add(seccion.grupo)
        se_publica = any(campo.se_publica for campo in seccion.campos)
        publicables |= {seccion.grupo} if se_publica else set()
        if seccion.grupo not in {g.clave for g in grupos} and (seccion.grupo or se_publica):
            raiz.falta(f"secciones[{seccion.clave}].grupo", f"«{seccion.grupo}» no está en [[grupos]].")
    for grupo in grupos:
        if grupo.clave not in usados:
            raiz.falta(f"grupos[{grupo.clave}].clave", "ninguna sección es de este grupo.")
        elif grupo.clave not in publicables:
            raiz.falta(
                f"grupos[{grupo.clave}].clave",
                "ninguna de sus preguntas puede publicarse: quítelo, y también de su sección.",
            )


def comprobar_dependientes(raiz: Tabla, secciones: Iterable[Seccion]) -> None:
    """Que publicar o contar una pregunta no diga lo que se contestó a otra que no se publica."""
    de = {c.clave: (s.grupo, c) for s in secciones for c in s.campos}
    for clave, (grupo, campo) in de.items():
        if campo.indicador and any(o.visible_si for o in campo.opciones):
            raiz.falta(
                f"campos[{clave}].opciones",
                "se cuenta: ninguna de sus opciones puede depender de otra respuesta.",
            )
        if campo.visible_si is None or campo.visible_si.campo not in de:
            continue
        de_quien, madre = de[campo.visible_si.campo]
        if grupo != de_quien:
            razon = f"depende de «{madre.clave}», que es de otro grupo: mostrar una diría lo que se contestó a la otra."
            raiz.falta(f"campos[{clave}].visible_si", razon)
        if campo.se_publica and not madre.se_publica:
            razon = (
                f"depende de «{madre.clave}», que no se publica: mostrarla diría lo que se contestó a esa."
            )
            raiz.falta(f"campos[{clave}].visible_si", razon)


def leer_efectos(tabla: Tabla) -> EfectosDelNo:
    """`[consentimiento]`; sin ella valen los de `EfectosDelNo`."""
    no = EfectosDelNo(
        tratamiento=_elegido(tabla, "tratamiento", TRATAMIENTO),
        publicacion=_elegido(tabla, "publicacion", PUBLICACION),
        estadistica=_elegido(tabla, "estadistica", ESTADISTICA),
    )
    efectos = replace(
        no, textos=_textos(tabla.tabla("textos"), frases(no)), version=tabla.texto("version", "")
    )
    tabla.cerrar()
    return efectos


def _elegido(tabla: Tabla, clave: str, opciones: tuple[Elegida, ...]) -> Elegida:
    dicho = tabla.elegida(clave, opciones, opciones[0])
    return next((opcion for opcion in opciones if opcion == dicho), opciones[0])


def _textos(tabla: Tabla, no: dict[str, str]) -> Textos:
    """Lo que no se escriba es lo usual, y queda en la definición: la versión guardada dice qué se leyó."""
    usuales = asdict(Textos()) | {f"no_{pregunta}": frase for pregunta, frase in no.items()}
    textos = Textos(**{clave: tabla.texto(clave, usual) for clave, usual in usuales.items()})
    tabla.cerrar()
    return textos


def comprobar_alcances(raiz: Tabla, acciones: Iterable[AccionAfirmativa], grupos: tuple[Grupo, ...]) -> None:
    """Una acción que muestra respuestas dice de qué grupo, y el grupo existe."""
    for accion in acciones:
        lugar = f"acciones_afirmativas[{accion.clave}].grupo"
        if accion.alcance == "respuestas_del_grupo" and not accion.grupo:
            raiz.falta(lugar, "falta: el alcance respuestas_del_grupo dice de qué grupo.")
        elif accion.grupo and accion.grupo not in {g.clave for g in grupos}:
            raiz.falta(lugar, f"«{accion.grupo}» no es un grupo del cuestionario de identidad.")
