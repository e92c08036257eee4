"""La estadística pública: cada indicador del catálogo, calculado y protegido."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from conoceles.bitacora.models import Entrada
from conoceles.estadistica import identidad
from conoceles.estadistica.indicadores import INDICADORES, Indicador
from conoceles.estadistica.poblacion import Registro, categorias, registros
from conoceles.nucleo import reloj
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion

Celda = dict[str, Any]


def publica(clave: str) -> list[dict[str, Any]]:
    """Un objeto por indicador: `id`, `poblacion`, `numerador`, `denominador`, `corte`, `celdas`.

    `denominador` es un entero; `valor` es nulo en una celda protegida y `texto` dice por qué.
    """
    definicion, ahora = procesos.definicion(clave), reloj.ahora()
    poblacion = registros(definicion)
    en_a = _ultimo_acto(definicion)
    tablas, en_b = identidad.tablas(definicion, [r.clave for r in poblacion], ahora)
    salida = []
    for indicador in INDICADORES:
        if indicador.clase == "identidad":
            celdas = tablas.get(indicador.dimension, [])
            corte = en_b
        else:
            celdas = _celdas(indicador, definicion, poblacion)
            corte = en_a
        if celdas:
            salida.append(_objeto(indicador, len(poblacion), corte, celdas))
    return salida


def _objeto(indicador: Indicador, denominador: int, corte: str, celdas: list[Celda]) -> dict[str, Any]:
    return {
        "id": indicador.id,
        "titulo": indicador.titulo,
        "poblacion": indicador.poblacion,
        "numerador": indicador.numerador,
        "denominador": denominador,
        "denominador_texto": indicador.denominador,
        "corte": corte,
        "corte_texto": indicador.corte,
        "proteccion": indicador.proteccion,
        "celdas": celdas,
    }


def _celdas(indicador: Indicador, definicion: Definicion, poblacion: Iterable[Registro]) -> list[Celda]:
    """Un grupo sin candidaturas no aparece; lo demás suma el denominador."""
    totales: Counter[str] = Counter()
    enviadas: Counter[str] = Counter()
    for registro in poblacion:
        grupo = getattr(registro, indicador.dimension)
        totales[grupo] += 1
        enviadas[grupo] += registro.enviada
    conocidas = categorias(definicion, indicador.dimension)
    otras = sorted(set(totales) - {clave for clave, _ in conocidas})
    grupos = [(c, e) for c, e in [*conocidas, *((o, o or "Sin dato") for o in otras)] if totales[c]]
    if indicador.clase == "avance":
        return [_celda_avance(c, e, enviadas[c], totales[c]) for c, e in grupos]
    total = totales.total()
    return [_celda(c, e, totales[c], f"{totales[c]} ({porcentaje(totales[c], total)})") for c, e in grupos]


def _celda(clave: str, etiqueta: str, valor: int, texto: str) -> Celda:
    return {"clave": clave or "sin_dato", "etiqueta": etiqueta, "valor": valor, "texto": texto}


def _celda_avance(clave: str, etiqueta: str, valor: int, total: int) -> Celda:
    texto = f"{valor} de {total} ({porcentaje(valor, total)})"
    return _celda(clave, etiqueta, valor, texto) | {"de": total}


def porcentaje(parte: int, total: int) -> str:
    """Con un decimal; total mayor que cero."""
    return f"{100 * parte / total:.1f} %"


def _ultimo_acto(definicion: Definicion) -> str:
    """Momento del último acto de la elección en A: si nada cambió, el corte tampoco."""
    ultima = Entrada.objects.using("default").filter(proceso=definicion.clave).order_by("-id").first()
    momento: datetime = ultima.momento if ultima else reloj.ahora()
    return momento.astimezone(ZoneInfo(definicion.calendario.zona)).isoformat(timespec="seconds")
