"""Cargos y las contiendas que resultan: una por distrito, por municipio o por estado."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, cast

from conoceles.nucleo.texto import slug
from conoceles.proceso.carga.tabla import Tabla
from conoceles.proceso.definicion import AmbitoCargo, Cargo, Contienda, Distrito, Municipio, Seccion

CALIDADES = ("propietaria", "suplente")
TITULOS = {
    "estado": "{cargo}",
    "distrito": "{cargo}, distrito {numero}",
    "municipio": "{cargo} de {municipio}",
}


def leer_cargo(tabla: Tabla) -> Cargo:
    """Un `[[cargos]]`, sin sus plantillas de contienda."""
    principio = tabla.elegida("principio", ("MR", "RP", ""), "")
    lista = tabla.entero("lista", minimo=1) if tabla.tiene("lista") else None
    if principio == "RP" and lista is None:
        tabla.falta("lista", "falta el número de posiciones de la lista de representación proporcional.")
    if principio != "RP" and lista is not None:
        tabla.falta("lista", "solo un cargo de representación proporcional (principio RP) lleva lista.")
    calidades = tabla.textos("calidades", CALIDADES)
    if not calidades or any(c not in CALIDADES for c in calidades):
        tabla.falta("calidades", "use «propietaria» y, si procede, «suplente».")
    edad_minima = tabla.entero("edad_minima", minimo=18) if tabla.tiene("edad_minima") else 0
    edad_articulo = tabla.texto("edad_articulo", "")
    if bool(edad_minima) != bool(edad_articulo):
        tabla.falta("edad_articulo", "la edad mínima y el artículo que la exige se declaran juntos.")
    nombre = tabla.texto("nombre")
    return Cargo(
        clave=clave_simple(tabla),
        nombre=nombre,
        plural=tabla.texto("plural", nombre),
        ambito=cast(AmbitoCargo, tabla.elegida("ambito", ("estado", "distrito", "municipio"))),
        principio=principio,
        calidades=calidades,
        lista=lista,
        sinonimos=tabla.textos("sinonimos"),
        nombre_ine=tabla.texto("nombre_ine", ""),
        edad_minima=edad_minima,
        edad_articulo=edad_articulo,
        edad_supuesto=tabla.logico("edad_supuesto", False),
        al_reverso_de=tabla.texto("al_reverso_de", ""),
    )


def clave_simple(tabla: Tabla) -> str:
    """La `clave` de la tabla, en minúsculas, números y guiones: aparece en direcciones públicas."""
    valor = tabla.texto("clave")
    if valor and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", valor):
        tabla.falta("clave", f"«{valor}» solo puede llevar minúsculas sin acento, números y guiones.")
    return valor


def comprobar_cargos(raiz: Tabla, secciones: Iterable[Seccion], conocidos: Collection[str]) -> None:
    """Los `cargos` de cada pregunta existen. Sin `conocidos`, es un cuestionario que se hace a todas las candidaturas."""
    for seccion in secciones:
        for campo in seccion.campos:
            lugar = f"secciones[{seccion.clave}].campos[{campo.clave}].cargos"
            if campo.cargos and not conocidos:
                raiz.falta(
                    lugar, "este cuestionario se hace a todas las candidaturas: no se limita a un cargo."
                )
            for cargo in campo.cargos if conocidos else ():
                if cargo not in conocidos:
                    hay = ", ".join(f"«{c}»" for c in conocidos)
                    raiz.falta(lugar, f"«{cargo}» no es un cargo de esta elección; use {hay}.")


def contiendas_de(
    tabla: Tabla,
    cargo: Cargo,
    *,
    entidad: str,
    municipios: tuple[Municipio, ...],
    distritos: tuple[Distrito, ...],
) -> list[Contienda]:
    """Una contienda por ámbito, con las plantillas `contienda` y `titulo` del cargo."""
    lugares = _lugares(cargo, entidad, municipios, distritos)
    por_omision = {"estado": cargo.clave, "distrito": f"{cargo.clave}-{{distrito}}"}
    clave = tabla.texto("contienda", por_omision.get(cargo.ambito, f"{cargo.clave}-{{municipio}}"))
    titulo = tabla.texto("titulo", TITULOS.get(cargo.ambito, "{cargo}"))
    contiendas = []
    for ambito, datos, distrito, municipio in lugares:
        escrita = _llenar(tabla, "contienda", clave, {k: slug(str(v)) for k, v in datos.items()})
        nombre = _llenar(tabla, "titulo", titulo, datos)
        contiendas.append(Contienda(escrita, cargo.clave, nombre, ambito, distrito, municipio))
    if len({c.clave for c in contiendas}) < len(contiendas):
        tabla.falta("contienda", "varias contiendas quedan con la misma clave: use {distrito} o {municipio}.")
    return contiendas


def _lugares(
    cargo: Cargo, entidad: str, municipios: tuple[Municipio, ...], distritos: tuple[Distrito, ...]
) -> list[tuple[str, dict[str, Any], int | None, str | None]]:
    comun = {"cargo": cargo.nombre, "entidad": entidad}
    if cargo.ambito == "municipio":
        return [
            (f"Municipio de {m.nombre}", {**comun, "municipio": m.nombre}, None, m.clave) for m in municipios
        ]
    if cargo.ambito == "distrito":
        return [
            (
                f"Distrito {d.numero} · {d.cabecera}",
                {
                    **comun,
                    "distrito": f"{d.numero:02}",
                    "numero": d.numero,
                    "romano": d.romano,
                    "cabecera": d.cabecera,
                },
                d.numero,
                None,
            )
            for d in distritos
        ]
    return [(f"Estado de {entidad}", comun, None, None)]


def _llenar(tabla: Tabla, clave: str, plantilla: str, datos: dict[str, Any]) -> str:
    try:
        return plantilla.format_map(datos)
    except (KeyError, ValueError, IndexError, AttributeError):
        conocidos = ", ".join("{" + d + "}" for d in datos)
        tabla.falta(clave, f"«{plantilla}» usa un dato que no existe; puede usar {conocidos}.")
        return plantilla
