"""Fuerzas, quién sigla cada contienda y acciones afirmativas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.carga.cargos import clave_simple
from conoceles.proceso.carga.piezas.archivos import leer_csv
from conoceles.proceso.carga.piezas.emblema import leer_emblema
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import (
    AccionAfirmativa,
    Contienda,
    FuerzaDefinida,
    SigladoDefinido,
    TipoFuerza,
)

TIPOS = ("partido", "planilla", "coalicion", "candidatura_comun", "independiente", "poder")
ALIANZAS = ("coalicion", "candidatura_comun")
_DONDE_SE_BUSCA = {
    "": (),
    "contienda": ("municipios", "distritos"),
    "municipio": ("municipios",),
    "distrito": ("distritos",),
}
DE_CONTIENDA = ("contienda", "municipio", "distrito")  # en convenios.csv, la primera que se escriba
CONFIANZAS = ("confirmado", "inferido", "supuesto", "")


def leer_fuerzas(tablas: list[Tabla], carpeta: Path, faltas: Faltas) -> tuple[FuerzaDefinida, ...]:
    """Las `[[fuerzas]]`, en el orden escrito, que es el de la boleta."""
    pares = [
        (t, replace(_fuerza(t, orden), emblema=leer_emblema(t, carpeta, faltas)))
        for orden, t in enumerate(tablas, 1)
    ]
    partidos = {f.siglas for _, f in pares if f.tipo == "partido"}
    vistas: dict[str, str] = {}
    for tabla, fuerza in pares:
        for clave, escrita in _formas(fuerza):
            otra = vistas.setdefault(sin_acentos(escrita), fuerza.siglas)
            if otra != fuerza.siglas or _repetida(pares, fuerza):
                tabla.falta(
                    clave, f"«{escrita}» ya nombra a {otra}: el padrón no sabría a cuál; distíngalas."
                )
        for integrante in fuerza.integrantes:
            if integrante not in partidos:
                tabla.falta("integrantes", f"«{integrante}» no es un partido de esta definición.")
        if fuerza.tipo in ALIANZAS and len(set(fuerza.integrantes)) < 2:
            tabla.falta("integrantes", "una coalición o candidatura común tiene al menos dos partidos.")
        if fuerza.emblema and (
            fuerza.tipo == "independiente" or fuerza.recuadro == "propio" or fuerza.tipo == "coalicion"
        ):
            tabla.falta("emblema", "los emblemas son de cada partido; en una coalición no hay uno conjunto.")
        if fuerza.recuadro and fuerza.tipo not in ALIANZAS:
            tabla.falta("recuadro", "solo una coalición o candidatura común dice cómo aparece en la boleta.")
        if fuerza.registro and fuerza.tipo != "partido":
            tabla.falta("registro", "solo un partido tiene el día de registro que da su lugar en la boleta.")
        if fuerza.tipo not in ALIANZAS and fuerza.integrantes:
            tabla.falta("integrantes", "solo una coalición o candidatura común tiene integrantes.")
        tabla.cerrar()
    return tuple(f for _, f in pares)


def _formas(fuerza: FuerzaDefinida) -> list[tuple[str, str]]:
    """Cada forma de nombrarla, una vez, con la clave en que está escrita."""
    escritas = [
        ("siglas", fuerza.siglas),
        ("nombre", fuerza.nombre),
        *(("sinonimos", s) for s in fuerza.sinonimos),
    ]
    return list({sin_acentos(escrita): (clave, escrita) for clave, escrita in reversed(escritas)}.values())


def _repetida(pares: list[tuple[Tabla, FuerzaDefinida]], fuerza: FuerzaDefinida) -> bool:
    return sum(1 for _, otra in pares if otra.siglas == fuerza.siglas) > 1


def _fuerza(tabla: Tabla, orden: int) -> FuerzaDefinida:
    return FuerzaDefinida(
        siglas=tabla.texto("siglas"),
        nombre=tabla.texto("nombre"),
        tipo=cast(TipoFuerza, tabla.elegida("tipo", TIPOS)),
        orden=orden,
        color=leer_color(tabla, "color", ""),
        integrantes=tabla.textos("integrantes"),
        sinonimos=tabla.textos("sinonimos"),
        confianza=tabla.elegida("confianza", CONFIANZAS, ""),
        recuadro=cast(Literal["", "propio", "comun"], tabla.elegida("recuadro", ("propio", "comun", ""), "")),
        registro=tabla.fecha("registro", obligatoria=False),
    )


def leer_color(tabla: Tabla, clave: str, omision: str) -> str:
    """`#rrggbb`, en minúsculas."""
    color = tabla.texto(clave, omision).lower()
    if color and not re.fullmatch(r"#[0-9a-f]{6}", color):
        tabla.falta(clave, f"«{color}» no es un color; escriba # y seis dígitos, como #0f4c5c.")
    return color


def leer_siglados(
    carpeta: Path,
    nombre: str,
    fuerzas: tuple[FuerzaDefinida, ...],
    contiendas: tuple[Contienda, ...],
    faltas: Faltas,
) -> tuple[SigladoDefinido, ...]:
    """`coalicion,distrito,partido_que_sigla[,confianza]`; `municipio` o `contienda` en vez de `distrito`."""
    filas = leer_csv(
        carpeta, nombre, faltas, columnas=("coalicion", "partido_que_sigla"),
        opcionales=(*DE_CONTIENDA, "confianza"),
    )  # fmt: skip
    siglados: dict[tuple[str, str], SigladoDefinido] = {}
    for fila in filas:
        for siglado in _siglado(nombre, fila, {f.siglas: f for f in fuerzas}, contiendas, faltas):
            par = (siglado.fuerza, siglado.contienda)
            if par in siglados:
                faltas.anotar(nombre, f"fila {fila['fila']}", f"{par[0]} ya tiene quién sigle {par[1]}.")
            siglados[par] = siglado
    return tuple(siglados.values())


def _siglado(
    nombre: str,
    fila: dict[str, str],
    fuerzas: dict[str, FuerzaDefinida],
    contiendas: tuple[Contienda, ...],
    faltas: Faltas,
) -> list[SigladoDefinido]:
    def falta(columna: str, razon: str, *, de: Iterable[str] = ()) -> list[SigladoDefinido]:
        faltas.anotar(nombre, f"fila {fila['fila']}, {columna}", razon, de=de)
        return []

    alianza, partido = fuerzas.get(fila["coalicion"]), fila["partido_que_sigla"]
    if alianza is None or alianza.tipo not in ALIANZAS:
        return falta("coalicion", f"«{fila['coalicion']}» no es una coalición ni candidatura común definida.")
    if partido not in alianza.integrantes:
        return falta("partido_que_sigla", f"«{partido}» no es integrante de {alianza.siglas}.")
    if fila.get("confianza", "") not in CONFIANZAS:
        return falta("confianza", f"«{fila['confianza']}» no es confirmado, inferido ni supuesto.")
    halladas = [c for c in contiendas if _corresponde(c, fila)]
    if not halladas:
        columna = next((c for c in DE_CONTIENDA if fila.get(c)), "")
        como = "escriba la clave de municipios.csv, el número del distrito o la clave de la contienda"
        dicho = f"«{fila[columna]}» no" if columna else "no dice una contienda, o no"
        razon = f"{dicho} corresponde a ninguna contienda de esta elección: {como}."
        return falta(columna or "fila", razon, de=_DONDE_SE_BUSCA[columna])
    return [SigladoDefinido(alianza.siglas, c.clave, partido, fila.get("confianza", "")) for c in halladas]


def _corresponde(contienda: Contienda, fila: dict[str, str]) -> bool:
    if fila.get("contienda"):
        return contienda.clave == fila["contienda"]
    if fila.get("municipio"):
        return contienda.municipio == fila["municipio"]
    return contienda.distrito is not None and str(contienda.distrito) == fila.get("distrito")


def leer_acciones(tablas: list[Tabla]) -> tuple[AccionAfirmativa, ...]:
    """Las `[[acciones_afirmativas]]` del acuerdo de registro."""
    acciones: list[AccionAfirmativa] = []
    vistas: dict[str, str] = {}
    for tabla in tablas:
        nombre = tabla.texto("nombre")
        clave, etiqueta = (
            clave_simple(tabla),
            tabla.texto("etiqueta", f"Acción afirmativa: {nombre}"),
        )
        if not tabla.tiene("grupo"):
            tabla.falta(
                "grupo",
                'falta: su etiqueta es pública y dice de qué grupo es la persona; si no lo dice, escriba grupo = "".',
            )
        alcance = tabla.elegida("alcance", ("tipo", "respuestas_del_grupo"), "tipo")
        accion = AccionAfirmativa(
            clave,
            nombre,
            etiqueta,
            tabla.textos("sinonimos"),
            tabla.entero("minimo", 0),
            cast(Literal["tipo", "respuestas_del_grupo"], alcance),
            tabla.texto("grupo", ""),
        )
        if clave in {a.clave for a in acciones}:
            tabla.falta("clave", f"«{clave}» está repetida.")
        for forma in sorted({sin_acentos(f) for f in (clave, nombre, *accion.sinonimos)}):
            if vistas.setdefault(forma, clave) != clave:
                tabla.falta("sinonimos", f"«{forma}» ya nombra a otra acción afirmativa.")
        acciones.append(accion)
        tabla.cerrar()
    return tuple(acciones)
