"""Tablas de identidad: una sola dimensión, de todo el estado, protegidas, y una sola vez: en el corte que declara la elección."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from conoceles.estadistica.celdas import de_cuantas
from conoceles.estadistica.indicadores import EN_B, indicadores
from conoceles.estadistica.publicado import Celda
from conoceles.estadistica.reserva.proteccion import Oculta, proteger
from conoceles.identidad.totales.conteos import PNC, SIN_RESPUESTA
from conoceles.identidad.totales.tablas import Asentada, asentadas
from conoceles.identidad.totales.tasas import es_decision
from conoceles.nucleo import dias
from conoceles.proceso.definicion import Campo, Definicion

_DECISION = (("si", "Sí"), ("no", "No"))
_BASICAS = (*_DECISION, (PNC, "Prefiero no contestar"))
Estado = Literal["asentada", "por_publicar", "no_se_publica"]


def tablas(
    definicion: Definicion, poblacion: int, al: datetime
) -> dict[str, tuple[Asentada, list[Celda], Estado]]:
    """Pregunta → su tabla publicada hasta ese momento y sus celdas, ya protegidas, y en qué está.

    Si la tabla todavía no sale, o no puede salir, sus celdas no traen ninguna cifra: ni siquiera ceros. Sin la
    pregunta ni conteos de ella, no hay tabla.
    """
    hechas = asentadas(definicion.clave, al)
    resultado: dict[str, tuple[Asentada, list[Celda], Estado]] = {}
    for pregunta in preguntas(definicion):
        previas = hechas.get(pregunta, [])
        tabla = publicada(previas)
        if tabla is not None:
            resultado[pregunta] = tabla, _celdas(definicion, pregunta, tabla), "asentada"
            continue
        estado: Estado = "no_se_publica" if previas else "por_publicar"
        sin_salir = vacia(definicion, poblacion, corte_de_identidad(definicion) or al)
        resultado[pregunta] = sin_salir, _sin_cifras(definicion, pregunta, estado), estado
    return resultado


def publicada(previas: Sequence[Asentada]) -> Asentada | None:
    """La que se publicó de una pregunta. Las que no pudieron salir se asientan sin cuentas."""
    return next((t for t in reversed(previas) if t.cuentas), None)


def preguntas(definicion: Definicion) -> list[str]:
    """Las que esta elección cuenta, y las decisiones: las dos, y la de cada uno de sus grupos."""
    return [i.dimension for i in indicadores(definicion) if i.clase in EN_B]


def vacia(definicion: Definicion, poblacion: int, corte: datetime) -> Asentada:
    """Sin ninguna cuenta: la que todavía no sale, o no puede salir."""
    return Asentada(corte, poblacion, definicion.umbral_estadistico, {})


def corte_de_identidad(definicion: Definicion) -> datetime | None:
    """El instante en que termina el día declarado; de un archivo, el de su jornada. `None` si no se ha declarado."""
    calendario = definicion.calendario
    dia = calendario.dia("identidad_corte") or (calendario.dia("jornada") if definicion.historico else None)
    return dias.fin(dia, calendario.zona) if dia else None


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
    return [_mostrar(clave, etiqueta, protegidas[clave], tabla) for clave, etiqueta in pares]


def _sin_cifras(definicion: Definicion, pregunta: str, estado: Estado) -> list[Celda]:
    dia = definicion.calendario.dia("identidad_corte")
    cuando = f" después del {dias.en_palabras(dia)}" if dia else ""
    texto = "no se publica" if estado == "no_se_publica" else f"por publicar{cuando}"
    pares = opciones(definicion, pregunta)
    return [
        {"clave": clave, "etiqueta": etiqueta, "valor": None, "texto": texto} for clave, etiqueta in pares
    ]


def _orden(claves: list[str]) -> list[int]:
    """Qué se reserva primero: «no», luego lo demás, «sí» después.

    «Sin respuesta» al final: quien compara con el avance de captura casi la conoce, y no protegería.
    """
    ultimas = {"si": 1, SIN_RESPUESTA: 2}
    return sorted(range(len(claves)), key=lambda i: (claves[i] != "no", ultimas.get(claves[i], 0), i))


def _mostrar(clave: str, etiqueta: str, valor: int | Oculta, tabla: Asentada) -> Celda:
    if valor is Oculta.MENOS:
        texto = f"menos de {tabla.umbral}"
        return {"clave": clave, "etiqueta": etiqueta, "valor": None, "texto": texto}
    if valor is Oculta.RESERVADA:
        texto = "reservado para proteger a personas de otro grupo"
        return {"clave": clave, "etiqueta": etiqueta, "valor": None, "texto": texto}
    assert isinstance(valor, int)
    texto = de_cuantas(valor, tabla.poblacion) if tabla.poblacion else "0"
    return {"clave": clave, "etiqueta": etiqueta, "valor": valor, "texto": texto}
