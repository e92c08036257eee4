"""Cargos y las contiendas que resultan: una por distrito, por municipio o por estado."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Literal, cast

from conoceles.nucleo.texto import slug
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import (
    AmbitoCargo,
    Cargo,
    Contienda,
    Distrito,
    Municipio,
    Puesto,
    Seccion,
    Territorio,
)

CALIDADES = ("propietaria", "suplente")
TITULOS = {
    "estado": "{cargo}",
    "distrito": "{cargo}, distrito {numero}",
    "distrito_de": "{cargo}, distrito {numero} de {entidad}",
    "municipio": "{cargo} de {municipio}",
}
LUGARES = {
    "distrito": "Distrito {numero} · {cabecera}",
    "distrito_de": "Distrito {numero} de {entidad} · {cabecera}",
    "municipio": "{de_municipio}",
}


def leer_cargo(tabla: Tabla) -> Cargo:
    """Un `[[cargos]]`, sin sus plantillas de contienda."""
    principio = tabla.elegida("principio", ("MR", "RP", ""), "")
    puestos, lista = _planilla(tabla)
    votos = _votos(tabla, en_lista=lista is not None or bool(puestos))
    _exigir_lista(tabla, principio, lista)
    calidades, suplencias = _quienes(tabla, puestos)
    edad_minima, edad_articulo = _edad_minima(tabla)
    nombre = tabla.texto("nombre")
    return Cargo(
        clave=clave_simple(tabla),
        nombre=nombre,
        plural=tabla.texto("plural", nombre),
        ambito=cast(AmbitoCargo, tabla.elegida("ambito", ("estado", "distrito", "municipio"))),
        principio=principio,
        calidades=calidades,
        lista=sum(p.cuantos for p in puestos) or lista,
        sin_numero=tabla.logico("sin_numero"),
        sinonimos=tabla.textos("sinonimos"),
        nombre_ine=tabla.texto("nombre_ine", ""),
        edad_minima=edad_minima,
        edad_articulo=edad_articulo,
        edad_supuesto=tabla.logico("edad_supuesto", False),
        al_reverso_de=tabla.texto("al_reverso_de", ""),
        que_hace=tabla.texto("que_hace", ""),
        puestos=puestos,
        lista_supuesto=tabla.logico("lista_supuesto"),
        votos=votos,
        suplencias=suplencias,
        bloques=cast(Literal["", "sexo"], tabla.elegida("bloques", ("", "sexo"), "")),
    )


def _planilla(tabla: Tabla) -> tuple[tuple[Puesto, ...], int | None]:
    """Los puestos de una planilla, o cuántos lugares tiene la lista."""
    puestos = tuple(_puesto(t) for t in tabla.tablas("puestos"))
    lista = tabla.entero("lista", minimo=1) if tabla.tiene("lista") else None
    if puestos and lista is not None:
        tabla.falta("lista", "los puestos ya dicen cuántos lugares tiene la planilla: quítela.")
    if any(p.columna for p in puestos) and tabla.datos.get("ambito") != "municipio":
        tabla.falta(
            "puestos", "solo un cargo de ámbito municipio toma sus lugares de municipios.csv: diga cuántos."
        )
    return puestos, lista


def _votos(tabla: Tabla, *, en_lista: bool) -> int:
    votos = tabla.entero("votos", 1, minimo=1)
    if votos > 1 and en_lista:
        tabla.falta("votos", "en una lista o planilla se marca una sola vez.")
    return votos


def _exigir_lista(tabla: Tabla, principio: str, lista: int | None) -> None:
    if principio == "RP" and lista is None:
        tabla.falta("lista", "falta el número de posiciones de la lista de representación proporcional.")
    if tabla.logico("sin_numero") and lista is None:
        tabla.falta("sin_numero", "es de un cargo con lista: falta el número de posiciones (lista).")


def _quienes(tabla: Tabla, puestos: tuple[Puesto, ...]) -> tuple[tuple[str, ...], int]:
    """Las calidades de cada fórmula y cuántas suplencias lleva."""
    calidades = _calidades(tabla, CALIDADES)
    suplencias = tabla.entero("suplencias", 1, minimo=1)
    if tabla.tiene("suplencias") and not any(
        "suplente" in suyas for suyas in (calidades, *(p.calidades for p in puestos))
    ):
        tabla.falta("suplencias", "las calidades de este cargo no llevan «suplente».")
    return calidades, suplencias


def _calidades(tabla: Tabla, omision: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Las escritas; en un puesto que no dice las suyas, ninguna: valen las del cargo."""
    calidades = tabla.textos("calidades", omision)
    if tabla.tiene("calidades") and (not calidades or any(c not in CALIDADES for c in calidades)):
        tabla.falta("calidades", "use «propietaria» y, si procede, «suplente».")
    return calidades


def _edad_minima(tabla: Tabla) -> tuple[int, str]:
    edad = tabla.entero("edad_minima", minimo=18) if tabla.tiene("edad_minima") else 0
    articulo = tabla.texto("edad_articulo", "")
    if bool(edad) != bool(articulo):
        tabla.falta("edad_articulo", "la edad mínima y el artículo que la exige se declaran juntos.")
    return edad, articulo


def _puesto(tabla: Tabla) -> Puesto:
    """`cuantos` es un número o la columna `regidurias` de municipios.csv."""
    columna = tabla.datos.get("cuantos") == "regidurias"
    puesto = Puesto(
        tabla.texto("nombre"),
        1 if columna and tabla.tiene("cuantos") else tabla.entero("cuantos", 1, minimo=1),
        "regidurias" if columna else "",
        tabla.textos("sinonimos"),
        _calidades(tabla),
    )
    tabla.cerrar()
    return puesto


def leer_territorio(tabla: Tabla) -> Territorio:
    """`[territorio]`: cómo se llama aquí lo que en otros estados es un municipio, y todo junto."""
    omision = Territorio()
    territorio = Territorio(
        tabla.texto("municipio", omision.municipio),
        tabla.texto("municipios", omision.municipios),
        tabla.elegida("genero", ("m", "f"), omision.genero),
        tabla.texto("entero", omision.entero),
    )
    if not re.fullmatch(r"(?:el|la) \S.*", territorio.entero):
        tabla.falta("entero", f"«{territorio.entero}» debe empezar por «el» o «la», como «la República».")
    tabla.cerrar()
    return territorio


def clave_simple(tabla: Tabla) -> str:
    """La `clave` de la tabla, en minúsculas, números y guiones: aparece en direcciones públicas."""
    valor = tabla.texto("clave")
    if razon := mal_nombrada(valor):
        tabla.falta("clave", razon)
    return valor


def mal_nombrada(clave: str) -> str:
    """Por qué no sirve en una dirección; vacía si sirve, o si no hay ninguna."""
    if not clave or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", clave):
        return ""
    return f"«{clave}» solo puede llevar minúsculas sin acento, números y guiones."


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
    territorio: Territorio,
) -> list[Contienda]:
    """Una contienda por ámbito, con las plantillas `contienda`, `titulo` y `lugar` del cargo."""
    por_omision = {"estado": cargo.clave, "distrito": f"{cargo.clave}-{{distrito}}"}
    clave = tabla.texto("contienda", por_omision.get(cargo.ambito, f"{cargo.clave}-{{municipio}}"))
    de_cual = (
        "distrito_de"
        if cargo.ambito == "distrito" and distritos[:1] and distritos[0].entidad
        else cargo.ambito
    )
    titulo = tabla.texto("titulo", TITULOS.get(de_cual, "{cargo}"))
    lugar = tabla.texto("lugar", LUGARES.get(de_cual, territorio.entera(entidad)))
    contiendas = []
    for datos, distrito, municipio in _lugares(cargo, entidad, municipios, distritos, territorio):
        escrita = _llenar(tabla, "contienda", clave, {k: slug(str(v)) for k, v in datos.items()})
        nombre = _llenar(tabla, "titulo", titulo, datos)
        ambito = _llenar(tabla, "lugar", lugar, datos)
        contiendas.append(
            Contienda(
                escrita,
                cargo.clave,
                nombre,
                ambito,
                distrito,
                municipio,
                puestos=_puestos(tabla, cargo, municipios, municipio),
            )
        )
    if len({c.clave for c in contiendas}) < len(contiendas):
        tabla.falta("contienda", "varias contiendas quedan con la misma clave: use {distrito} o {municipio}.")
    return contiendas


def _lugares(
    cargo: Cargo,
    entidad: str,
    municipios: tuple[Municipio, ...],
    distritos: tuple[Distrito, ...],
    territorio: Territorio,
) -> list[tuple[dict[str, str | int], int | None, str | None]]:
    comun: dict[str, str | int] = {"cargo": cargo.nombre, "entidad": entidad}
    if cargo.ambito == "municipio":
        return [
            ({**comun, "municipio": m.nombre, "de_municipio": territorio.de(m.nombre)}, None, m.clave)
            for m in municipios
        ]
    if cargo.ambito == "distrito":
        return [({**comun, **_de_distrito(d)}, d.numero, None) for d in distritos]
    return [(comun, None, None)]


def _puestos(
    tabla: Tabla, cargo: Cargo, municipios: tuple[Municipio, ...], clave: str | None
) -> tuple[str, ...]:
    """El nombre de cada lugar de la planilla de ese municipio."""
    if not cargo.puestos:
        return ()
    regidurias = next((m.regidurias for m in municipios if m.clave == clave), 0)
    if clave and any(p.columna for p in cargo.puestos) and not regidurias:
        nombre = next(m.nombre for m in municipios if m.clave == clave)
        tabla.falta("puestos", f"municipios.csv no dice cuántas regidurías tiene {nombre}.")
    return tuple(
        nombre for p in cargo.puestos for nombre in p.nombres(regidurias if p.columna else p.cuantos)
    )


def _de_distrito(d: Distrito) -> dict[str, str | int]:
    datos: dict[str, str | int] = {
        "distrito": f"{d.numero:02}",
        "numero": d.dicho,
        "romano": d.romano,
        "cabecera": d.cabecera,
    }
    return datos | (
        {"entidad": d.entidad, "distrito": f"{slug(d.entidad)}-{d.dicho:02}"} if d.entidad else {}
    )


def _llenar(tabla: Tabla, clave: str, plantilla: str, datos: Mapping[str, str | int]) -> str:
    try:
        return plantilla.format_map(datos).strip(" ·")  # un distrito puede no tener cabecera
    except (KeyError, ValueError, IndexError, AttributeError):
        conocidos = ", ".join("{" + d + "}" for d in datos)
        tabla.falta(clave, f"«{plantilla}» usa un dato que no existe; puede usar {conocidos}.")
        return plantilla
