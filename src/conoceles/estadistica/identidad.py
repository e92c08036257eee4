"""Tablas de identidad: una sola dimensión, de todo el estado, en cortes declarados y protegidas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from conoceles.estadistica.indicadores import INDICADORES
from conoceles.estadistica.proteccion import UMBRAL_MINIMO, Oculta, proteger
from conoceles.identidad.conteos import (
    PNC,
    SIN_RESPUESTA,
    conteos_sellados,
    conteos_sueltos,
    corte_en_grupos,
)
from conoceles.identidad.tasas import tasas
from conoceles.proceso.definicion import Campo, Definicion

Celda = dict[str, Any]
_DECISION = (("si", "Sí"), ("no", "No"))
_BASICAS = (*_DECISION, (PNC, "Prefiero no contestar"))


def tablas(
    definicion: Definicion, claves: Collection[UUID], ahora: datetime
) -> tuple[dict[str, list[Celda]], str]:
    """Celdas por pregunta, y el corte en ISO 8601. Sin la pregunta ni conteos de ella, no hay tabla.

    Suma lo sellado con permiso de estadística y lo importado sin dueño; quien falte es «sin respuesta».
    """
    umbral = max(definicion.umbral_estadistico, UMBRAL_MINIMO)
    corte = ultimo_corte(definicion, ahora)
    preguntas = [i.dimension for i in INDICADORES if i.clase == "identidad"]
    hasta = corte_en_grupos(claves, corte, umbral)
    sellados = conteos_sellados(claves, preguntas, hasta, definicion.consentimiento) if hasta else {}
    sueltos = conteos_sueltos(definicion.clave)
    campos = {c.clave: c for c in definicion.identidad.campos()}
    resultado = {}
    for pregunta in preguntas:
        cuenta = sellados.get(pregunta, Counter()) + sueltos.get(pregunta, Counter())
        if pregunta in campos or pregunta in sueltos:
            opciones = _opciones(campos.get(pregunta), cuenta)
            resultado[pregunta] = _celdas(opciones, cuenta, len(claves), umbral)
    for pregunta, cuenta in (tasas(claves, hasta) if hasta else {}).items():
        resultado[pregunta] = _celdas(list(_DECISION), cuenta, len(claves), umbral)
    return resultado, corte.isoformat(timespec="minutes")


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


def _opciones(campo: Campo | None, cuenta: Counter[str]) -> list[tuple[str, str]]:
    opciones = [(o.clave, o.etiqueta) for o in campo.opciones] if campo else list(_BASICAS)
    conocidas = {clave for clave, _ in opciones} | {SIN_RESPUESTA}
    otras = sorted(set(cuenta) - conocidas)
    return [*opciones, *((clave, "No aplica" if clave == "no_aplica" else clave) for clave in otras)]


def _celdas(opciones: list[tuple[str, str]], cuenta: Counter[str], total: int, umbral: int) -> list[Celda]:
    """Las opciones y, al final, «sin respuesta»; suman siempre el total."""
    valores = [cuenta[clave] for clave, _ in opciones]
    opciones.append((SIN_RESPUESTA, "Sin respuesta"))
    valores.append(max(0, total - sum(valores)))
    protegidas = proteger(valores, umbral, _orden([clave for clave, _ in opciones]))
    return [
        {"clave": clave, "etiqueta": etiqueta, **_mostrar(valor, sum(valores), umbral)}
        for (clave, etiqueta), valor in zip(opciones, protegidas, strict=True)
    ]


def _orden(claves: list[str]) -> list[int]:
    """Qué se reserva primero: «no», luego lo demás, «sí» después.

    «Sin respuesta» al final: quien compara con el avance de captura casi la conoce, y no protegería.
    """
    ultimas = {"si": 1, SIN_RESPUESTA: 2}
    return sorted(range(len(claves)), key=lambda i: (claves[i] != "no", ultimas.get(claves[i], 0), i))


def _mostrar(valor: int | Oculta, total: int, umbral: int) -> dict[str, Any]:
    if valor is Oculta.MENOS:
        return {"valor": None, "texto": f"menos de {umbral}"}
    if valor is Oculta.RESERVADA:
        return {"valor": None, "texto": "reservado para proteger a personas de otro grupo"}
    assert isinstance(valor, int)
    return {"valor": valor, "texto": f"{valor} ({100 * valor / total:.1f} %)" if total else "0"}
