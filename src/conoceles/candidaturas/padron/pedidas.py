"""Qué columnas pide una elección y qué valores admite cada una: lo usan la plantilla y `padron columnas`."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.candidaturas.padron.encabezados import admitidos, columna_de, normalizar
from conoceles.proceso.definicion import Definicion

AYUDA = "Ayuda del padrón"  # nombre de la hoja de la plantilla que el importador no lee


@dataclass(frozen=True)
class Pedida:
    """Una columna del padrón en blanco; `valores` vacío si se escribe libremente."""

    clave: str
    titulo: str
    ayuda: str
    obligatoria: bool = False
    valores: tuple[str, ...] = ()


def pedidas(definicion: Definicion) -> tuple[Pedida, ...]:
    """Las de una elección, en orden: el lugar, la persona y, si es histórica, sus respuestas."""
    respuestas = _respuestas(definicion) if definicion.historico else []
    return (*_lugar(definicion), *_persona(definicion), *respuestas)


def _lugar(definicion: Definicion) -> list[Pedida]:
    cargos, ambitos = definicion.cargos, {cargo.ambito for cargo in definicion.cargos}
    fuerzas = tuple(fuerza.siglas for fuerza in definicion.fuerzas)
    varias = len(fuerzas) > 1
    quien = "Quien postula: siglas o nombre." if varias else "Quien postula; vacío, la única que hay."
    columnas = [
        Pedida("fuerza", "PARTIDO_COALICION", quien, varias, fuerzas),
        _cargo(definicion),
    ]
    if "distrito" in ambitos:
        numeros = tuple(str(distrito.numero) for distrito in definicion.distritos)
        ayuda = "Número del distrito; vacío en la lista de representación proporcional."
        columnas.append(Pedida("distrito", "DISTRITO_LOCAL", ayuda, valores=numeros))
    if "municipio" in ambitos:
        nombres = tuple(municipio.nombre for municipio in definicion.municipios)
        suyo = definicion.territorio
        ayuda = f"El nombre, en los cargos que se eligen por {suyo.municipio}."
        columnas.append(Pedida("municipio", normalizar(suyo.municipio).upper(), ayuda, valores=nombres))
    ayuda = "Lugar en la lista, si la hay; donde la misma fuerza postula varias fórmulas, el de cada una."
    columnas.append(Pedida("numero", "NUM_LISTA_O_FORMULA", ayuda))
    dos = tuple(dict.fromkeys(dicha.upper() for cargo in cargos for dicha in cargo.calidades_dichas))
    columnas.append(Pedida("calidad", "TIPO_CANDIDATO", "Si es propietaria o suplente.", len(dos) > 1, dos))
    return columnas


def _cargo(definicion: Definicion) -> Pedida:
    """En una planilla, cada puesto: es lo que dice en qué lugar va cada persona."""
    puestos = [p for contienda in definicion.contiendas for p in contienda.puestos]
    con_planilla = {cargo.clave for cargo in definicion.cargos if cargo.puestos}
    enteros = [cargo.nombre for cargo in definicion.cargos if cargo.clave not in con_planilla]
    ayuda = "El cargo; en una planilla, el puesto." if puestos else "El cargo de la elección."
    return Pedida("cargo", "CARGO", ayuda, True, tuple(dict.fromkeys([*enteros, *puestos])))


def _persona(definicion: Definicion) -> list[Pedida]:
    acciones = tuple(accion.etiqueta or accion.nombre for accion in definicion.acciones_afirmativas)
    columnas = [
        Pedida("nombre", "NOMBRES", "Solo el nombre, sin apellidos.", True),
        Pedida("primer_apellido", "PRIMER_APELLIDO", "Como está en el acta.", True),
        Pedida("segundo_apellido", "SEGUNDO_APELLIDO", "Vacío si no tiene."),
        Pedida("sexo", "SEXO", "Con la palabra completa.", False, ("MUJER", "HOMBRE", "NO BINARIO")),
        Pedida("nacimiento", "FECHA_DE_NACIMIENTO", "Día, mes y año: 03/05/1980."),
        Pedida("curp", "CURP", "Solo se guarda un resumen, para reconocer a la persona en otro corte."),
        Pedida("sobrenombre", "SOBRENOMBRE", "El de la boleta, tal como se escribe ahí."),
        Pedida("reeleccion", "REELECCION", "Si busca la elección consecutiva.", False, ("SI", "NO")),
        Pedida("correo", "CORREO_DE_AVISOS", "Una sola dirección; no se publica."),
    ]
    if acciones:
        ayuda = "La acción afirmativa del acuerdo de registro; si son varias, separadas por punto y coma."
        columnas.append(Pedida("medida", "ACCION_AFIRMATIVA", ayuda, valores=acciones))
    return columnas


def _respuestas(definicion: Definicion) -> list[Pedida]:
    """Las preguntas que declaran encabezado, por el primero que declaran."""
    suyos = admitidos(definicion)
    return [
        Pedida(
            columna_de(c),
            suyos[columna_de(c)][0].upper(),
            c.etiqueta,
            valores=tuple(o.etiqueta for o in c.opciones),
        )
        for c in definicion.curricular.campos()
        if columna_de(c) in suyos
    ]
