"""Cuestionarios: preguntas, opciones, catálogos y condiciones comprobadas."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Literal, cast, get_args

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.carga.cargos import comprobar_cargos
from conoceles.proceso.carga.piezas.archivos import leer_csv, leer_toml
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.carga.preguntas.declaraciones import CLASES, comprobar_declaraciones, leer_declaracion
from conoceles.proceso.carga.preguntas.grupos import comprobar_dependientes, comprobar_grupos, leer_grupos
from conoceles.proceso.definicion import (
    Campo,
    Condicion,
    Cuestionario,
    Fotografia,
    Opcion,
    Seccion,
    TipoCampo,
)
from conoceles.proceso.preguntas.cuestionario import Clase
from conoceles.proceso.preguntas.medidas import MEDIDAS

_TIPOS: tuple[str, ...] = get_args(TipoCampo)
# En identidad no se pide una cifra ni un día exactos, que delatan a la persona: se pregunta con opciones.
TIPOS = {"curricular": _TIPOS, "identidad": tuple(t for t in _TIPOS if t not in MEDIDAS)}
CON_OPCIONES = ("opcion", "opciones")
POR_QUE = (
    "La ley pide conocer cuántas candidaturas pertenecen a grupos que han vivido discriminación. "
    "Sirve para medir y corregir la desigualdad."
)
QUE_PASA = (
    "Se guardan cifradas y aparte del cuestionario curricular. Nadie las publica sin el consentimiento de la persona, "
    "que se pide al final. En cada pregunta puede elegir «Prefiero no contestar»."
)
Catalogos = dict[str, tuple[Opcion, ...]]


def leer_cuestionario(
    carpeta: Path,
    nombre: str,
    clave: Literal["curricular", "identidad"],
    faltas: Faltas,
    cargos: Collection[str],
) -> tuple[Cuestionario, Fotografia] | None:
    """El cuestionario y las reglas de la fotografía (solo el curricular las trae)."""
    raiz = leer_toml(carpeta, nombre, faltas)
    if raiz is None:
        return None
    catalogos = _catalogos(raiz, carpeta / nombre, faltas)
    reglas, obligatoria = _fotografia(raiz) if clave == "curricular" else (Fotografia(), False)
    vistos: dict[str, Campo] = {}
    secciones = tuple(
        _seccion(t, clave, vistos, catalogos) for t in raiz.tablas("secciones", obligatoria=True)
    )
    _claves_unicas(raiz, [s.clave for s in secciones])
    comprobar_declaraciones(raiz, secciones, clave)
    grupos = leer_grupos(raiz.tablas("grupos")) if clave == "identidad" else ()
    if clave == "identidad":
        comprobar_grupos(raiz, grupos, secciones)
        comprobar_dependientes(raiz, secciones)
    comprobar_cargos(raiz, secciones, cargos if clave == "curricular" else ())
    cuestionario = Cuestionario(
        clave,
        raiz.texto("version"),
        secciones,
        obligatoria,
        grupos,
        por_que=raiz.texto("por_que", POR_QUE if clave == "identidad" else "", vacio=True),
        que_pasa=raiz.texto("que_pasa", QUE_PASA if clave == "identidad" else "", vacio=True),
    )
    raiz.cerrar()
    return cuestionario, reglas


def _fotografia(raiz: Tabla) -> tuple[Fotografia, bool]:
    """`[fotografia]`: sus reglas, y si es obligatoria."""
    tabla = raiz.tabla("fotografia")
    reglas = Fotografia(
        tabla.entero("maximo_bytes", 700_000, minimo=10_000), tabla.entero("antiguedad_meses", 3, minimo=1)
    )
    obligatoria = tabla.logico("obligatoria")
    if tabla.texto("articulo", "") == "" and obligatoria:
        tabla.falta("articulo", "lo obligatorio cita su artículo.")
    tabla.cerrar()
    return reglas, obligatoria


def _catalogos(raiz: Tabla, archivo: Path, faltas: Faltas) -> Catalogos:
    tabla = raiz.tabla("catalogos")
    catalogos: Catalogos = {}
    for clave in list(tabla.datos):
        nombre = tabla.texto(clave)
        filas = leer_csv(
            archivo.parent, nombre, faltas, columnas=("clave", "etiqueta"), opcionales=("sinonimos",)
        )
        catalogos[clave] = tuple(
            Opcion(f["clave"], f["etiqueta"], tuple(s for s in f.get("sinonimos", "").split("|") if s))
            for f in filas
        )
    return catalogos


def _claves_unicas(raiz: Tabla, claves: list[str]) -> None:
    for clave in sorted({c for c in claves if claves.count(c) > 1}):
        raiz.falta(f"secciones[{clave}].clave", "está repetida.")


def _seccion(tabla: Tabla, cual: str, vistos: dict[str, Campo], catalogos: Catalogos) -> Seccion:
    curricular = cual == "curricular"
    seccion = Seccion(
        clave=_clave(tabla),
        titulo=tabla.texto("titulo"),
        campos=tuple(_campo(t, cual, vistos, catalogos) for t in tabla.tablas("campos", obligatoria=True)),
        ayuda=tabla.texto("ayuda", ""),
        por_que=tabla.texto("por_que", ""),
        grupo=tabla.texto("grupo", ""),
        clase=cast(Clase, tabla.elegida("clase", CLASES, "")) if curricular else "",
        lugar=tabla.entero("lugar", 0, minimo=1) if curricular else 0,
    )
    tabla.cerrar()
    return seccion


def _campo(tabla: Tabla, cual: str, vistos: dict[str, Campo], catalogos: Catalogos) -> Campo:
    campo = Campo(
        clave=_clave(tabla),
        etiqueta=tabla.texto("etiqueta"),
        tipo=cast(TipoCampo, tabla.elegida("tipo", TIPOS[cual])),
        ayuda=tabla.texto("ayuda", ""),
        obligatorio=tabla.logico("obligatorio"),
        minimo=tabla.entero("minimo", 0),
        maximo=tabla.entero("maximo", 0),
        opciones=_opciones(tabla, vistos, catalogos),
        catalogo=tabla.texto("catalogo", ""),
        visible_si=_condicion(tabla, vistos),
        articulo=tabla.texto("articulo", ""),
        columna_ine=tabla.texto("columna_ine", ""),
        numero=tabla.texto("numero", ""),
        recomendado=tabla.logico("recomendado"),
        maximo_elementos=tabla.entero("maximo_elementos", 0),
        formato=tabla.elegida("formato", ("", "enlace"), ""),
        cargos=tabla.textos("cargos"),
        deriva=cast(Literal["", "joven", "mayor"], tabla.elegida("deriva", ("", "joven", "mayor"), "")),
        **leer_declaracion(tabla, cual),
    )
    _comprobar(tabla, campo, vistos)
    vistos[campo.clave] = campo
    tabla.cerrar()
    return campo


def _clave(tabla: Tabla) -> str:
    clave = tabla.texto("clave")
    if clave and not re.fullmatch(r"[a-z][a-z0-9_]*", clave):
        tabla.falta("clave", f"«{clave}» solo puede llevar minúsculas sin acento, números y guion bajo.")
    return clave


def _comprobar(tabla: Tabla, campo: Campo, vistos: dict[str, Campo]) -> None:
    if campo.clave in vistos:
        tabla.falta("clave", f"«{campo.clave}» está repetida.")
    if campo.maximo and campo.minimo > campo.maximo:
        tabla.falta("minimo", f"el mínimo ({campo.minimo}) es mayor que el máximo ({campo.maximo}).")
    if campo.obligatorio and not campo.articulo:
        tabla.falta("articulo", "lo obligatorio cita su artículo.")
    if (campo.tipo in CON_OPCIONES) != bool(campo.opciones):
        tabla.falta("opciones", "las lleva una pregunta de tipo opcion u opciones, y solo ella.")
    formas: dict[str, str] = {}
    claves = [o.clave for o in campo.opciones]
    for opcion in campo.opciones:
        if claves.count(opcion.clave) > 1:
            tabla.falta("opciones", f"la opción «{opcion.clave}» está repetida.")
        for forma in sorted({sin_acentos(f) for f in (opcion.etiqueta, *opcion.sinonimos)}):
            if formas.setdefault(forma, opcion.clave) != opcion.clave:
                tabla.falta("opciones", f"«{forma}» nombra a dos opciones.")


def _opciones(tabla: Tabla, vistos: dict[str, Campo], catalogos: Catalogos) -> tuple[Opcion, ...]:
    catalogo = tabla.texto("catalogo", "")
    if catalogo and catalogo not in catalogos:
        tabla.falta("catalogo", f"«{catalogo}» no está en [catalogos].")
    propias = []
    for dicha in tabla.tablas("opciones"):
        condicion = _condicion(dicha, vistos)
        clave, etiqueta = _clave_opcion(dicha), dicha.texto("etiqueta")
        matiz = dicha.texto("matiz", "")
        if matiz and not tabla.tiene("visible_si"):
            dicha.falta(
                "matiz", "solo lo lleva la opción de una pregunta que depende de otra (`visible_si`)."
            )
        propias.append(Opcion(clave, etiqueta, dicha.textos("sinonimos"), condicion, matiz))
        dicha.cerrar()
    return (*catalogos.get(catalogo, ()), *propias)


def _clave_opcion(tabla: Tabla) -> str:
    clave = tabla.texto("clave")
    if clave == "no_aplica" or (clave and not re.fullmatch(r"[a-z0-9_]+", clave)):
        tabla.falta("clave", f"«{clave}» no puede ser la clave de una opción.")
    return clave


def _condicion(tabla: Tabla, vistos: dict[str, Campo]) -> Condicion | None:
    """`visible_si = { campo, valores }`: una pregunta anterior y opciones suyas."""
    if not tabla.tiene("visible_si"):
        return None
    dicha = tabla.tabla("visible_si")
    condicion = Condicion(dicha.texto("campo"), dicha.textos("valores"))
    dicha.cerrar()
    anterior = vistos.get(condicion.campo)
    if anterior is None:
        dicha.falta("campo", f"«{condicion.campo}» no es una pregunta anterior de este cuestionario.")
        return condicion
    opciones = {o.clave for o in anterior.opciones}
    for valor in condicion.valores:
        if valor not in opciones:
            dicha.falta("valores", f"«{valor}» no es una opción de «{anterior.clave}».")
    if not condicion.valores:
        dicha.falta("valores", "hace falta al menos un valor.")
    return condicion
