"""El mapa que se propone para un archivo, como texto: lo seguro, escrito; lo dudoso, comentado con su pregunta."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from conoceles.candidaturas.padron.archivo.lectura import Lectura
from conoceles.candidaturas.padron.mapa.catalogos import SIN_PARECIDO, Catalogo, catalogos
from conoceles.candidaturas.padron.mapa.columnas import Columna, HojaVista, ver
from conoceles.candidaturas.padron.mapa.partes import cabezas, colas, de_partes
from conoceles.candidaturas.padron.mapa.propuestas import Propuesta, de_columnas
from conoceles.candidaturas.padron.pedidas import AYUDA
from conoceles.nucleo.texto import cuantos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.padron import CAMPOS, HUECO, MapaDePadron

_ENCABEZADO = """\
# Mapa del padrón, propuesto a partir de «{archivo}» el {dia}.
# Lo que está escrito es seguro; lo que empieza con «#» es una pregunta: quítele el «#» si es así, o corríjalo.
# Guárdelo como padron.toml en la carpeta de la elección y vuelva a cargarla con `conoceles proceso cargar`.
"""
_SOLO_LO_QUE_FALTA = "# Solo trae lo que el mapa cargado no dice: agréguelo a ese, sin quitarle nada."
_QUE_ES = {"fuerza": "la fuerza", "municipio": "el lugar"}
_TOPE = 40  # valores distintos que se preguntan de una columna


def proponer(lectura: Lectura, definicion: Definicion, hoy: date) -> str:
    """TOML que se puede cargar como está: nada dudoso rige. No repite valores que puedan ser de una persona."""
    propias = catalogos(definicion)
    vistas = [ver(hoja, definicion) for hoja in lectura.hojas if hoja.nombre != AYUDA]
    padrones = [vista for vista in vistas if vista.parece_padron]
    mapa = definicion.padron
    bloques = [_ENCABEZADO.format(archivo=lectura.nombre, dia=hoy.isoformat())]
    bloques += [_SOLO_LO_QUE_FALTA] if mapa != MapaDePadron() else []
    bloques += _saltos(padrones or vistas, mapa)
    bloques += _hojas(vistas, padrones) if not mapa.hojas else []
    hechas: set[tuple[str, ...]] = set()
    valores: dict[str, dict[str, str]] = {}
    for vista in padrones or vistas:
        partes = [p for p in de_partes(vista, definicion, propias) if p.de not in hechas]
        hechas |= {p.de for p in partes}
        sueltas = [p for p in de_columnas(vista, definicion, propias) if p.de not in hechas]
        hechas |= {p.de for p in sueltas}
        bloques += map(_bloque, (*partes, *sueltas))
        for campo, renglones in _valores(vista, partes, sueltas, propias):
            valores.setdefault(campo, {}).update(renglones)
    bloques += _de_calladas(vistas, padrones, definicion, propias, hechas) if not mapa.hojas else []
    por_campo = {catalogo.campo: catalogo for catalogo in propias.values()}
    if any(SIN_PARECIDO in bloque for bloque in bloques):
        bloques.insert(1, _campos(definicion))
    bloques += [_de_valores(por_campo[campo], renglones) for campo, renglones in valores.items() if renglones]
    if bloques[1:] == [_SOLO_LO_QUE_FALTA]:
        bloques[1] = "# El mapa cargado ya dice todo lo que trae este archivo."
    return "\n\n".join(bloque.rstrip() for bloque in bloques) + "\n"


def _campos(definicion: Definicion) -> str:
    """Lo que puede decirse en «a»; lo que contesta cada persona, solo donde el archivo lo trae."""
    preguntas = [c.clave for c in definicion.curricular.campos()] if definicion.historico else []
    return f"# Una columna puede llenar: {', '.join((*CAMPOS, *preguntas))}; de la suplente, con «suplente.» delante."


def _saltos(vistas: Iterable[HojaVista], mapa: MapaDePadron) -> Iterator[str]:
    """Los subtotales que van entre las personas; la clave va antes de la primera tabla."""
    if saltos := [*dict.fromkeys(s for vista in vistas for s in vista.saltos if s not in mapa.salta)]:
        yield f"# salta = [{', '.join(map(_t, saltos))}] # Así empiezan renglones que parecen subtotales. ¿No son de nadie?"


def _hojas(vistas: list[HojaVista], padrones: list[HojaVista]) -> Iterator[str]:
    """Con varias hojas que parecen un padrón, cuál es la de esta elección lo dice una persona.

    Si una trae los títulos en dos renglones se escriben todas: las columnas que se proponen llevan ya los dos.
    """
    en_dos = any(len(vista.encabezados) > 1 for vista in vistas)
    con_algo_mas = any(vista.total or vista.subtitulo for vista in vistas)
    if not (en_dos or con_algo_mas) and (len(vistas) == 1 or (len(padrones) == len(vistas) == 2)):
        return
    elegidas = padrones or vistas
    seguro = len(elegidas) == 1 or len(padrones) == 1 or en_dos
    if not seguro:
        yield "# ¿Cuáles de estas hojas son de esta elección? Las que no se nombren no se leen."
    for vista in elegidas:
        renglones = ["[[hojas]]", f"nombre = {_t(vista.nombre)}", f"encabezados = {_renglones(vista)}"]
        if vista.subtitulo:
            que = f"En los renglones de una sola celda va {_QUE_ES[vista.subtitulo]} de los que le siguen, ¿es así?"
            renglones.append(f"# subtitulo = {_t(vista.subtitulo)} # {que}")
        if vista.total:
            acaba = (
                f"El renglón {vista.total} dice que es el total: si ahí acaban las personas, quite el «#»."
            )
            renglones.append(f"# hasta = {vista.total - 1} # {acaba}")
        yield "\n".join(renglones if seguro else _comentados(renglones))


def _de_calladas(
    vistas: Iterable[HojaVista],
    padrones: list[HojaVista],
    definicion: Definicion,
    propias: Mapping[str, Catalogo],
    hechas: set[tuple[str, ...]],
) -> Iterator[str]:
    """Las hojas de que no se reconoce casi nada cuando otra sí: se preguntan, con sus columnas, para no perderlas."""
    for vista in vistas if padrones else []:
        if vista.parece_padron or len(vista.columnas) < 2:  # una portada
            continue
        cuantas = cuantos(sum(c.cuantos for c in vista.columnas), "valor", "valores")
        que = f"La hoja «{vista.nombre}» trae {cuantas} y no se reconocen sus encabezados: sin nombrarla aquí, no se lee."
        hoja = ["[[hojas]]", f"nombre = {_t(vista.nombre)}", f"encabezados = {_renglones(vista)}"]
        yield "\n".join([f"# {que} ¿Son candidaturas de esta elección?", *_comentados(hoja)])
        partes = [*de_partes(vista, definicion, propias)]
        sueltas = [p for p in de_columnas(vista, definicion, propias) if p.de not in {q.de for q in partes}]
        for propuesta in (p for p in (*partes, *sueltas) if p.de not in hechas):
            hechas.add(propuesta.de)
            lineas = _bloque(propuesta).splitlines()
            yield "\n".join(linea if linea.startswith("#") else f"# {linea}" for linea in lineas)


def _renglones(vista: HojaVista) -> str:
    uno, *otro = vista.encabezados
    return str([uno, *otro]) if otro else str(uno)


def _bloque(propuesta: Propuesta) -> str:
    de = [_t(titulo) for titulo in propuesta.de]
    renglones = ["[[columnas]]", f"de = {de[0] if len(de) == 1 else '[' + ', '.join(de) + ']'}"]
    if propuesta.a:
        renglones.append(f"a = {_t(propuesta.a)}")
    if propuesta.rotula:
        renglones.append("rotula = true # «cuenta» queda como «Facebook: cuenta»")
    if propuesta.formas:
        renglones.append(f"formas = [{', '.join(map(_t, propuesta.formas))}]")
    if propuesta.enteras:
        renglones.append("[columnas.partes]")
        renglones += [f"{_t(valor)} = {{ {campo} = {_t(valor)} }}" for valor, campo in propuesta.enteras]
    if not (propuesta.a or propuesta.formas):
        return f"# {', '.join(de)}: {propuesta.pregunta}"
    if not propuesta.pregunta:
        return "\n".join(renglones)
    return "\n".join([f"# {propuesta.pregunta}", *_comentados(renglones)])


def _valores(
    vista: HojaVista,
    partes: Iterable[Propuesta],
    sueltas: Iterable[Propuesta],
    propias: Mapping[str, Catalogo],
) -> Iterator[tuple[str, dict[str, str]]]:
    """Campo → valor → su renglón: los que la elección no entiende, por la columna que se reconoce o se propone."""
    partidas = {p.de[0]: p for p in partes}
    propuestas = {p.de[0]: p.a for p in sueltas if len(p.de) == 1 and p.a}
    por_campo = {catalogo.campo: catalogo for catalogo in propias.values()}
    juntas = {titulo for p in sueltas if len(p.de) > 1 for titulo in p.de}
    for columna in vista.columnas:
        if columna.titulo in juntas:
            continue
        if (partida := partidas.get(columna.titulo)) is not None:
            yield from _de_cola(columna, partida, por_campo)
        elif columna.titulo in propuestas:
            if (catalogo := por_campo.get(propuestas[columna.titulo])) is not None:
                yield catalogo.campo, _preguntas(columna.valores.items(), catalogo)
        else:
            for catalogo in (propias[c] for c in columna.columnas if c in propias):
                yield catalogo.campo, _preguntas(columna.valores.items(), catalogo)


def _de_cola(
    columna: Columna, partida: Propuesta, por_campo: Mapping[str, Catalogo]
) -> Iterator[tuple[str, dict[str, str]]]:
    """De «Posgrado completo», «Posgrado» y «completo»: lo que cada pregunta no entiende."""
    campos = HUECO.findall(partida.formas[0])
    primera, segunda = (por_campo.get(campo) for campo in (campos[0], campos[-1]))
    if primera and segunda and primera is not segunda:
        yield primera.campo, _preguntas(cabezas(columna, primera), primera)
        yield segunda.campo, _preguntas(colas(columna, primera), segunda)


def _preguntas(valores: Iterable[tuple[str, int]], catalogo: Catalogo) -> dict[str, str]:
    ajenos = [(valor, veces) for valor, veces in sorted(valores) if not catalogo.entiende(valor)]
    if len(ajenos) > _TOPE:
        return {"": f"# {len(ajenos)} valores distintos no se entienden: revise si la columna es esa."}
    return {valor: _pregunta(valor, veces, catalogo) for valor, veces in ajenos}


def _pregunta(valor: str, veces: int, catalogo: Catalogo) -> str:
    parecido = catalogo.parecido(valor)
    pregunta = "¿Qué es? «» si es un relleno." if parecido == SIN_PARECIDO else "¿Es eso?"
    cuantas = "" if catalogo.reservado else f"{veces} {'celda' if veces == 1 else 'celdas'}. "
    return f"# {_t(valor)} = {_t(parecido)} # {cuantas}{pregunta}"


def _de_valores(catalogo: Catalogo, renglones: Mapping[str, str]) -> str:
    """Un valor vacío a la derecha dice que el del archivo es un relleno."""
    hay = ", ".join(f"«{etiqueta}»" for etiqueta in catalogo.etiquetas[:_TOPE]) or "esta elección no tiene"
    mas = "…" if len(catalogo.etiquetas) > _TOPE else ""
    return "\n".join(
        [
            f"# {catalogo.que_es[0].upper()}{catalogo.que_es[1:]}: {hay}{mas}.",
            f"# [valores.{catalogo.campo}]",
            *renglones.values(),
        ]
    )


def _comentados(renglones: Iterable[str]) -> list[str]:
    return [f"# {renglon}" for renglon in renglones]


def _t(texto: str) -> str:
    """Un texto de TOML."""
    return json.dumps(texto, ensure_ascii=False)
