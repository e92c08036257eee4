"""Tablas de identidad: una sola dimensión, de todo el estado, y una sola vez: en el corte que declara la elección."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Literal

from conoceles.estadistica.celdas import de_cuantas
from conoceles.estadistica.indicadores import EN_B, indicadores
from conoceles.estadistica.publicado import Celda
from conoceles.identidad.totales.contadas import celdas
from conoceles.identidad.totales.ruido import Cifra
from conoceles.identidad.totales.tablas import Asentada, asentadas, sorteadas
from conoceles.nucleo import dias
from conoceles.proceso.definicion import Definicion

Estado = Literal["asentada", "por_publicar", "espera_su_base"]


def tablas(
    definicion: Definicion, poblacion: int, al: datetime
) -> dict[str, tuple[Asentada, list[Celda], Estado]]:
    """Pregunta → su tabla publicada hasta ese momento y sus celdas, y en qué está.

    Si la tabla todavía no sale, sus celdas no traen ninguna cifra: ni siquiera ceros.
    """
    hechas, corte = asentadas(definicion.clave, al), corte_de_identidad(definicion) or al
    todas = preguntas(definicion)
    perdidas = sorteadas(definicion.clave) if corte < al and {*todas} - hechas.keys() else set[str]()
    resultado: dict[str, tuple[Asentada, list[Celda], Estado]] = {}
    for pregunta in todas:
        tabla = hechas.get(pregunta)
        if tabla and tabla.cifras:
            resultado[pregunta] = tabla, _celdas(definicion, pregunta, tabla), "asentada"
            continue
        estado: Estado = "espera_su_base" if tabla or pregunta in perdidas else "por_publicar"
        sin_salir = Asentada(corte, poblacion, Fraction(0), {})
        resultado[pregunta] = sin_salir, _sin_cifras(definicion, pregunta, estado), estado
    return resultado


def preguntas(definicion: Definicion) -> list[str]:
    """Las que esta elección cuenta y, si se preguntaron aquí, las decisiones: las dos, y la de cada grupo."""
    clases = ("identidad",) if definicion.historico else EN_B
    return [i.dimension for i in indicadores(definicion) if i.clase in clases]


def corte_de_identidad(definicion: Definicion) -> datetime | None:
    """El instante en que termina el día declarado; de un archivo, el de su jornada. `None` si no se ha declarado."""
    calendario = definicion.calendario
    dia = calendario.dia("identidad_corte") or (calendario.dia("jornada") if definicion.historico else None)
    return dias.fin(dia, calendario.zona) if dia else None


def _celdas(definicion: Definicion, pregunta: str, tabla: Asentada) -> list[Celda]:
    """Las que el cuestionario ofrecía al corte, con la etiqueta de hoy."""
    de_hoy = dict(celdas(definicion, pregunta))
    pares = {c: e for c, e in de_hoy.items() if c in tabla.cifras} | {
        c: c for c in tabla.cifras if c not in de_hoy
    }
    return [_mostrar(clave, etiqueta, tabla.cifras[clave], tabla) for clave, etiqueta in pares.items()]


def _sin_cifras(definicion: Definicion, pregunta: str, estado: Estado) -> list[Celda]:
    dia = definicion.calendario.dia("identidad_corte")
    cuando = f" después del {dias.en_palabras(dia)}" if dia else ""
    texto = "espera la base que la tiene" if estado == "espera_su_base" else f"por publicar{cuando}"
    return [
        {"clave": clave, "etiqueta": etiqueta, "valor": None, "texto": texto}
        for clave, etiqueta in celdas(definicion, pregunta)
    ]


def _mostrar(clave: str, etiqueta: str, cifra: Cifra, tabla: Asentada) -> Celda:
    """Nunca una cifra sola que parezca exacta y no lo sea."""
    celda: Celda = {
        "clave": clave,
        "etiqueta": etiqueta,
        "valor": cifra.estimado,
        "texto": _dicha(cifra, tabla.poblacion),
        "estimado": cifra.estimado,
        "desde": cifra.desde,
        "hasta": cifra.hasta,
        "contadas_exactas": cifra.exactas,
    }
    return celda


def _dicha(cifra: Cifra, poblacion: int) -> str:
    if cifra.desde == cifra.hasta:
        return de_cuantas(cifra.estimado, poblacion) if poblacion else "0"
    if cifra.estimado in (cifra.desde, 1):  # «unas 1» no se dice
        return f"de {cifra.desde} a {cifra.hasta}"
    return f"unas {cifra.estimado} ({cifra.desde} a {cifra.hasta})"
