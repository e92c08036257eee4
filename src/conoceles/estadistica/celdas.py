"""Las celdas de un indicador de la base A: cada clase cuenta lo suyo, y siempre dice de cuántas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from conoceles.estadistica.indicadores import Indicador
from conoceles.estadistica.poblacion import Registro, categorias
from conoceles.estadistica.publicado import Celda
from conoceles.expediente.models import Cierre
from conoceles.proceso.definicion import Definicion


def celdas(indicador: Indicador, definicion: Definicion, poblacion: Sequence[Registro]) -> list[Celda]:
    """Un grupo sin candidaturas no aparece; salvo en las acciones, lo demás suma el denominador."""
    if indicador.clase == "accion":
        return _acciones(definicion, poblacion)
    totales = Counter(r.de(indicador.dimension) for r in poblacion)
    grupos = _grupos(definicion, indicador.dimension, totales)
    if indicador.clase == "distribucion":
        return [_celda(c, e, totales[c], de_cuantas(totales[c], len(poblacion))) for c, e in grupos]
    if indicador.clase == "paridad":
        return _paridad(indicador.dimension, grupos, totales, poblacion)
    parte = Counter(r.de(indicador.dimension) for r in poblacion if r.enviada)
    return [{**_celda(c, e, parte[c], _parte(parte[c], totales[c])), "de": totales[c]} for c, e in grupos]


def _paridad(
    dimension: str, grupos: list[tuple[str, str]], totales: Counter[str], poblacion: Sequence[Registro]
) -> list[Celda]:
    """Mujeres entre aquellas de quienes se tiene el dato: quien no lo trae no es «hombre» ni cuenta como cero."""
    mujeres = Counter(r.de(dimension) for r in poblacion if r.sexo == "mujer")
    con_dato = Counter(r.de(dimension) for r in poblacion if r.sexo)
    hechas = list[Celda]()
    for c, e in grupos:
        falta = totales[c] - con_dato[c]
        nota = f"; de {falta} no se tiene el dato" if falta else ""
        texto = _parte(mujeres[c], con_dato[c]) + nota if con_dato[c] else "sin dato"
        valor = mujeres[c] if con_dato[c] else None
        hechas.append({**_celda(c, e, valor, texto), "de": con_dato[c]})
    return hechas


def _parte(parte: int, total: int) -> str:
    return f"{parte} de {total} ({porcentaje(parte, total)})"


def _grupos(definicion: Definicion, dimension: str, totales: Counter[str]) -> list[tuple[str, str]]:
    conocidas = categorias(definicion, dimension)
    otras = sorted(set(totales) - {clave for clave, _ in conocidas})
    return [(c, e) for c, e in [*conocidas, *((o, o or "Sin dato") for o in otras)] if totales[c]]


def _acciones(definicion: Definicion, poblacion: Sequence[Registro]) -> list[Celda]:
    """Lo registrado junto a lo que pide la regla; también lo que nadie registró.

    Cerrada la elección, el total que el cierre fijó: de quién era cada una se suprime después.
    """
    cierre = Cierre.objects.vigentes().filter(proceso=definicion.clave).first()
    cuenta = Counter(cierre.acciones if cierre else [a for r in poblacion for a in r.acciones])
    if not cuenta:
        return []
    return [
        {
            **_celda(
                a.clave, a.nombre, cuenta[a.clave], f"{cuenta[a.clave]} registradas; {_regla(a.minimo)}"
            ),
            "minimo": a.minimo or None,
        }
        for a in definicion.acciones_afirmativas
    ]


def _regla(minimo: int) -> str:
    return f"la regla pide {minimo} o más" if minimo else "la regla no fija un mínimo"


def _celda(clave: str, etiqueta: str, valor: int | None, texto: str) -> Celda:
    return {"clave": clave or "sin_dato", "etiqueta": etiqueta, "valor": valor, "texto": texto}


def de_cuantas(parte: int, total: int) -> str:
    """«12 (33.3 %)»."""
    return f"{parte} ({porcentaje(parte, total)})"


def porcentaje(parte: int, total: int) -> str:
    """Con un decimal; total mayor que cero."""
    return f"{100 * parte / total:.1f} %"
