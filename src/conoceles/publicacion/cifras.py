"""La página de estadística: las cifras por tema, cada una con su frase, su gráfica, su tabla y su denominador."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from conoceles.estadistica.graficas import archivo, barras, dibujables
from conoceles.publicacion import graficas, textos

Indicador = Mapping[str, Any]

DIAS_DIBUJADOS = 14
_TEMAS = {
    "avance": "Avance de captura",
    "distribucion": "Quiénes compiten",
    "paridad": "Paridad",
    "accion": "Acciones afirmativas",
    "identidad": "Identidad",
    "consentimiento": "Consentimiento",
    "visitas": "Visitas al sitio",
}
_PROTECCION = (
    "Las cifras pequeñas se ocultan, junto con las que permitirían deducirlas: por eso algunas dicen "
    "«menos de…» o «reservado»."
)
_DEFINITIVA = (
    "Estas tablas son definitivas: la elección se cerró, y lo que haya cambiado después de su corte es de tan "
    "pocas personas, o delataría tanto, que ya no se publica."
)
_VISITAS = (
    f"La gráfica dibuja los últimos {DIAS_DIBUJADOS} días y la tabla los trae todos. Se cuentan páginas, sin direcciones, "
    "sin cookies y sin saber qué buscó nadie."
)


def temas(indicadores: Sequence[Indicador], definitiva: bool) -> list[dict[str, Any]]:
    """Los temas que tienen cifras; dentro de cada uno, primero las gráficas más breves.

    `definitiva`: cerrada la elección, las tablas protegidas ya no cambian y su tema lo dice.
    """
    hechos = []
    for clase, titulo in _TEMAS.items():
        suyos = sorted((i for i in indicadores if i["clase"] == clase), key=lambda i: len(_dibujadas(i)))
        if suyos:
            nota = _nota(suyos[0], definitiva)
            bloques = [_bloque(i) for i in suyos]
            hechos.append({"clave": f"tema-{clase}", "titulo": titulo, "nota": nota, "bloques": bloques})
    return hechos


def _bloque(indicador: Indicador) -> dict[str, Any]:
    """Un indicador como gráfica y tabla; la celda protegida dice por qué no trae número."""
    denominador = f"Denominador: {indicador['denominador']}, {_minuscula(indicador)}."
    return {
        "clave": archivo(indicador),
        "titulo": indicador["titulo"],
        "frase": indicador["frase"],
        "svg": barras({**indicador, "celdas": _dibujadas(indicador)}),
        "nota": f"{indicador['numerador']}. {denominador}{_corte(indicador)}",
        "columnas": ("Grupo", "Cifra"),
        "renglones": [(c["etiqueta"], c["texto"]) for c in indicador["celdas"]],
        "descargas": graficas.descargas(indicador),
    }


def _dibujadas(indicador: Indicador) -> Sequence[Mapping[str, Any]]:
    """Los días son muchos: en la página se dibujan los últimos, y las descargas los traen todos."""
    celdas: Sequence[Mapping[str, Any]] = indicador["celdas"]
    return celdas[-DIAS_DIBUJADOS:] if indicador["clase"] == "visitas" else dibujables(celdas)


def _nota(indicador: Indicador, definitiva: bool) -> str:
    """Lo que vale para todas las cifras de un tema."""
    if indicador["clase"] == "visitas":
        return _VISITAS
    if indicador["proteccion"] != "umbral":
        return ""
    return f"{_PROTECCION} {_DEFINITIVA}" if definitiva else _PROTECCION


def _corte(indicador: Indicador) -> str:
    """Cada tabla protegida lleva el suyo: puede ser anterior al de la página."""
    if indicador["proteccion"] != "umbral":
        return ""
    momento = datetime.fromisoformat(indicador["corte"])
    return f" Corte: {textos.dia(momento.date())}, {momento:%H:%M}."


def _minuscula(indicador: Indicador) -> str:
    texto = str(indicador["denominador_texto"])
    return f"{texto[:1].lower()}{texto[1:]} ({indicador['poblacion'].lower()})"
