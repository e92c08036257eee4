"""Tablas de identidad: una sola dimensión, de todo el estado, en cortes declarados y protegidas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conoceles.estadistica.indicadores import EN_B, INDICADORES
from conoceles.estadistica.proteccion import Oculta, proteger
from conoceles.identidad.conteos import PNC, SIN_RESPUESTA, conteos_sueltos
from conoceles.identidad.tablas import Asentada, asentadas
from conoceles.identidad.tasas import DE_GRUPO, es_decision
from conoceles.identidad.tasas import PREGUNTAS as DECISIONES
from conoceles.proceso.definicion import Campo, Definicion

Celda = dict[str, Any]
_DECISION = (("si", "Sí"), ("no", "No"))
_BASICAS = (*_DECISION, (PNC, "Prefiero no contestar"))
_EN_B = [i.dimension for i in INDICADORES if i.clase in EN_B]


def tablas(definicion: Definicion, poblacion: int, al: datetime) -> dict[str, tuple[Asentada, list[Celda]]]:
    """Pregunta → la última tabla asentada hasta ese momento y sus celdas, ya protegidas.

    Antes de la primera, la tabla de que nadie ha respondido. Sin la pregunta ni conteos de ella, no hay tabla.
    """
    corte = ultimo_corte(definicion, al)
    hechas = asentadas(definicion.clave, corte)
    resultado = {}
    for pregunta in preguntas(definicion):
        previas = hechas.get(pregunta)
        ultima = previas[-1] if previas else vacia(definicion, poblacion, corte)
        resultado[pregunta] = ultima, _celdas(definicion, pregunta, ultima)
    return resultado


def preguntas(definicion: Definicion) -> list[str]:
    """Las que esta elección hace o tiene contadas, y las decisiones: las dos, y la de cada uno de sus grupos."""
    grupos = {f"{DE_GRUPO}{g.clave}" for g in definicion.identidad.grupos}
    conocidas = {c.clave for c in definicion.identidad.campos()} | conteos_sueltos(definicion.clave).keys()
    return [p for p in _EN_B if p in conocidas | grupos | set(DECISIONES)]


def vacia(definicion: Definicion, poblacion: int, corte: datetime) -> Asentada:
    """Nadie ha respondido."""
    return Asentada(corte, poblacion, definicion.umbral_estadistico, {SIN_RESPUESTA: poblacion})


def ultimo_corte(definicion: Definicion, ahora: datetime) -> datetime:
    """El corte declarado (`cortes_datos`, hora local) más reciente que ya pasó."""
    local = ahora.astimezone(ZoneInfo(definicion.calendario.zona))
    horas = [time.fromisoformat(hora) for hora in definicion.cortes_datos] or [time(0)]
    posibles = [
        datetime.combine(local.date() - timedelta(days=dias), hora, local.tzinfo)
        for dias in (0, 1)
        for hora in horas
    ]
    return max(corte for corte in posibles if corte <= local)


def opciones(definicion: Definicion, pregunta: str, *cuentas: Mapping[str, int]) -> list[tuple[str, str]]:
    """Clave y etiqueta de cada celda; al final, «sin respuesta»."""
    if es_decision(pregunta):
        return [*_DECISION, (SIN_RESPUESTA, "Sin respuesta")]
    campo = next((c for c in definicion.identidad.campos() if c.clave == pregunta), None)
    conocidas = _del_campo(campo)
    otras = sorted({c for cuenta in cuentas for c in cuenta} - {c for c, _ in conocidas} - {SIN_RESPUESTA})
    ajenas = [(c, "No aplica" if c == "no_aplica" else c) for c in otras]
    return [*conocidas, *ajenas, (SIN_RESPUESTA, "Sin respuesta")]


def _del_campo(campo: Campo | None) -> list[tuple[str, str]]:
    return [(o.clave, o.etiqueta) for o in campo.opciones] if campo else list(_BASICAS)


def vistas(claves: list[str], tabla: Asentada) -> dict[str, int | Oculta]:
    """Cómo se ve cada celda; suman siempre la población."""
    cuenta = Counter(tabla.cuentas)
    return dict(zip(claves, proteger([cuenta[c] for c in claves], tabla.umbral, _orden(claves)), strict=True))


def _celdas(definicion: Definicion, pregunta: str, tabla: Asentada) -> list[Celda]:
    pares = opciones(definicion, pregunta, tabla.cuentas)
    protegidas = vistas([clave for clave, _ in pares], tabla)
    return [
        {"clave": clave, "etiqueta": etiqueta, **_mostrar(protegidas[clave], tabla)}
        for clave, etiqueta in pares
    ]


def _orden(claves: list[str]) -> list[int]:
    """Qué se reserva primero: «no», luego lo demás, «sí» después.

    «Sin respuesta» al final: quien compara con el avance de captura casi la conoce, y no protegería.
    """
    ultimas = {"si": 1, SIN_RESPUESTA: 2}
    return sorted(range(len(claves)), key=lambda i: (claves[i] != "no", ultimas.get(claves[i], 0), i))


def _mostrar(valor: int | Oculta, tabla: Asentada) -> dict[str, Any]:
    if valor is Oculta.MENOS:
        return {"valor": None, "texto": f"menos de {tabla.umbral}"}
    if valor is Oculta.RESERVADA:
        return {"valor": None, "texto": "reservado para proteger a personas de otro grupo"}
    assert isinstance(valor, int)
    parte = f"{100 * valor / tabla.poblacion:.1f} %" if tabla.poblacion else ""
    return {"valor": valor, "texto": f"{valor} ({parte})" if parte else "0"}
