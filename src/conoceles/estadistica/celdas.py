"""Las celdas de un indicador de la base A: cada clase cuenta lo suyo, y siempre dice de cuántas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from conoceles.estadistica.conteos import Contada, Conteos
from conoceles.estadistica.indicadores import Indicador
from conoceles.estadistica.poblacion import categorias
from conoceles.estadistica.publicado import Celda
from conoceles.expediente.models import Cierre
from conoceles.proceso.definicion import Definicion


def celdas(indicador: Indicador, definicion: Definicion, conteos: Conteos) -> list[Celda]:
    """Un grupo sin candidaturas no aparece; salvo en las acciones, lo demás suma el denominador."""
    if indicador.clase == "accion":
        return _acciones(definicion, conteos)
    contada = conteos.de(indicador)
    totales = _por_grupo(contada)
    grupos = _grupos(definicion, indicador.dimension, totales)
    if indicador.clase == "distribucion":
        return [_celda(c, e, totales[c], de_cuantas(totales[c], totales.total())) for c, e in grupos]
    if indicador.clase == "paridad":
        return _paridad(grupos, totales, contada)
    parte = _por_grupo(contada, lambda sexo, enviada: enviada)
    return [{**_celda(c, e, parte[c], _parte(parte[c], totales[c])), "de": totales[c]} for c, e in grupos]


def _por_grupo(
    contada: Contada, cuenta: Callable[[str, bool], bool] = lambda sexo, enviada: True
) -> Counter[str]:
    """Las de cada grupo, sumadas; solo las que `cuenta` admite por su sexo y si enviaron."""
    sumadas = Counter[str]()
    for (grupo, sexo, enviada), cuantas in contada.items():
        sumadas[grupo] += cuantas if cuenta(sexo, enviada) else 0
    return sumadas


def _paridad(grupos: list[tuple[str, str]], totales: Counter[str], contada: Contada) -> list[Celda]:
    """Mujeres entre aquellas de quienes se tiene el dato: quien no lo trae no es «hombre» ni cuenta como cero."""
    mujeres = _por_grupo(contada, lambda sexo, enviada: sexo == "mujer")
    con_dato = _por_grupo(contada, lambda sexo, enviada: bool(sexo))
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


def _acciones(definicion: Definicion, conteos: Conteos) -> list[Celda]:
    """Lo registrado junto a lo que pide la regla; también lo que nadie registró.

    Cerrada la elección, el total que el cierre fijó: de quién era cada una se suprime después.
    """
    cierre = Cierre.objects.vigentes().filter(proceso=definicion.clave).first()
    cuenta = Counter(cierre.acciones) if cierre else conteos.acciones
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
