"""La página de estadística: las cifras por tema, cada una con su frase, su gráfica, su tabla y su denominador."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil, exp
from typing import TypedDict

from conoceles.estadistica.graficas import archivo
from conoceles.estadistica.indicadores import EN_B
from conoceles.estadistica.publicado import Celda, Publicado, de_pregunta
from conoceles.publicacion.datos import graficas
from conoceles.publicacion.lectura import textos

DIAS_DIBUJADOS = 14
_TEMAS = {
    "distribucion": "Quiénes compiten",
    "paridad": "Paridad",
    "accion": "Acciones afirmativas",
    "identidad": "Identidad",
    "consentimiento": "Consentimiento",
    "avance": "Avance de captura",
    "visitas": "Visitas al sitio",
}
# De qué se habla primero, si hay con qué: son cinco, y hablan de personas, no de trámites.
_DE_LAS_PREGUNTAS = "poblacion."  # las que declara el cuestionario: el grado de estudios, por ejemplo
_PRIMERO = (
    "paridad.cargo", "poblacion.edad", _DE_LAS_PREGUNTAS, "acciones.registradas", "paridad.posicion", "paridad.calidad"
)  # fmt: skip
HALLAZGOS = 5
_ESTIMADO = (
    "Cada cifra es una estimación, y la verdadera está entre las dos que la acompañan en 95 de cada 100. Lo que se lee "
    "en los perfiles se cuenta tal cual; al resto se le sumó una sola vez un azar medido: aunque alguien supiera lo que "
    "contestaron todas las demás, ninguna tabla vuelve más de {veces} veces más creíble una respuesta que otra."
)
_UNA_VEZ = "Cada tabla se cuenta una sola vez, en su corte, y ya no cambia."
_AVANCE = (
    "Enviado no es publicado: lo enviado se publica después de revisarse. Cuántas candidaturas tienen información "
    "publicada se dice en la portada."
)
_VISITAS = (
    f"La gráfica dibuja los últimos {DIAS_DIBUJADOS} días y la tabla los trae todos. Se cuentan páginas, sin direcciones, "
    "sin cookies y sin saber qué buscó nadie."
)


class Bloque(TypedDict):
    """Un indicador como lo pinta la página."""

    clave: str
    titulo: str
    frase: str
    dibujo: Publicado  # lo que se dibuja
    nota: str
    columnas: tuple[str, str]
    renglones: list[tuple[str, str]]
    descargas: list[dict[str, str]]


class Tema(TypedDict):
    """Los indicadores de una clase. `calladas`: lo que se dice de las tablas sin cifras, y cuáles son."""

    clave: str
    titulo: str
    nota: str
    bloques: list[Bloque]
    calladas: list[tuple[str, list[str]]]


def hallazgos(indicadores: Sequence[Publicado]) -> list[Bloque]:
    """Cinco frases, cada una con su cifra, su gráfica y su tabla. Ya no se repiten en su tema."""
    return [_bloque({**i, "celdas": _senaladas(i)}) for i in _primeros(indicadores)]


def _senaladas(indicador: Publicado) -> list[Celda]:
    """Las barras de que habla la frase llevan el acento: de una distribución, la mayor; de lo demás, todas."""
    dichas = [c["valor"] or 0 for c in indicador["celdas"] if c["clave"] != "sin_dato"]
    mayor = max(dichas, default=0) if indicador["clase"] == "distribucion" else 0
    return [
        {**c, "punto": c["clave"] != "sin_dato" and (c["valor"] or 0) >= mayor} for c in indicador["celdas"]
    ]


def _primeros(indicadores: Sequence[Publicado]) -> list[Publicado]:
    elegidos = (i for cual in _PRIMERO for i in indicadores if i["id"] == cual or _declarado(i, cual))
    return [i for i in elegidos if graficas.con_cifras(i)][:HALLAZGOS]


def _declarado(indicador: Publicado, cual: str) -> bool:
    return cual == _DE_LAS_PREGUNTAS and de_pregunta(indicador)


def temas(indicadores: Sequence[Publicado]) -> list[Tema]:
    """Los temas que tienen más cifras, o las tendrán; dentro de cada uno, primero las gráficas más breves.

    `calladas`: las tablas que todavía no salen, juntas por lo que se dice de ellas.
    """
    hechos, dichos = list[Tema](), _primeros(indicadores)
    for clase, titulo in _TEMAS.items():
        suyos = sorted(
            (i for i in indicadores if i["clase"] == clase and i not in dichos),
            key=lambda i: len(_dibujadas(i)),
        )
        if suyos:
            nota = next(filter(None, map(_nota, suyos)), "")
            bloques = [_bloque(i) for i in suyos if graficas.con_cifras(i)]
            calladas = _calladas(suyos)
            hechos.append(
                {
                    "clave": f"tema-{clase}",
                    "titulo": titulo,
                    "nota": nota,
                    "bloques": bloques,
                    "calladas": calladas,
                }
            )
    return hechos


def _calladas(indicadores: Sequence[Publicado]) -> list[tuple[str, list[str]]]:
    """Lo que se dice y los títulos de las tablas de que se dice."""
    juntas: dict[str, list[str]] = {}
    for i in indicadores:
        if not graficas.con_cifras(i):
            juntas.setdefault(i["frase"], []).append(i["titulo"])
    return list(juntas.items())


def _bloque(indicador: Publicado) -> Bloque:
    """Un indicador como gráfica y tabla; la celda sin número dice por qué."""
    return {
        "clave": archivo(indicador),
        "titulo": indicador["titulo"],
        "frase": indicador["frase"],
        "dibujo": {**indicador, "celdas": _dibujadas(indicador)},
        "nota": f"{denominador(indicador)}{_exactas(indicador)}{_corte(indicador)}",
        "columnas": ("Grupo", "Cifra"),
        "renglones": [(c["etiqueta"], c["texto"]) for c in indicador["celdas"]],
        "descargas": graficas.descargas(indicador),
    }


def denominador(indicador: Publicado) -> str:
    """Qué se contó y entre quiénes, como lo dice la página."""
    return f"{indicador['numerador']}. Entre {indicador['denominador']}: {_minuscula(indicador)}."


def _dibujadas(indicador: Publicado) -> list[Celda]:
    """Los días son muchos: en la página se dibujan los últimos, y las descargas los traen todos."""
    celdas = indicador["celdas"]
    return celdas[-DIAS_DIBUJADOS:] if indicador["clase"] == "visitas" else celdas


def _nota(indicador: Publicado) -> str:
    """Lo que vale para todas las cifras de un tema."""
    if indicador["clase"] == "visitas":
        return _VISITAS
    if indicador["clase"] == "avance":
        return _AVANCE
    if indicador["clase"] == "consentimiento":
        return _UNA_VEZ
    if "epsilon" not in indicador:
        return ""
    return _ESTIMADO.format(veces=_veces(indicador["epsilon"]))


def _veces(epsilon: float) -> str:
    """Hacia arriba: es lo más que puede pasar."""
    return f"{ceil(exp(epsilon) * 10) / 10:.1f}".removesuffix(".0")


def _corte(indicador: Publicado) -> str:
    """Cada tabla de identidad lleva el suyo: es anterior al de la página."""
    if indicador["clase"] not in EN_B:
        return ""
    momento = datetime.fromisoformat(indicador["corte"])
    return f" Contado con lo que había el {textos.dia(momento.date())}, {momento:%H:%M}."


def _exactas(indicador: Publicado) -> str:
    """De cuántas no hay nada que estimar."""
    exactas = indicador.get("contadas_exactas", 0)
    return f" De {exactas} se lee en su perfil y se contó tal cual." if exactas else ""


def _minuscula(indicador: Publicado) -> str:
    texto = indicador["denominador_texto"]
    return f"{texto[:1].lower()}{texto[1:]} ({indicador['poblacion'].lower()})"
