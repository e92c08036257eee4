"""Reconocer las columnas por su encabezado, cualquiera que sea la variante."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.definicion import Campo, Definicion

_RENGLONES_DE_TITULO = 20  # algunos institutos ponen títulos encima de la tabla
MINIMAS = 3  # encabezados conocidos para que un renglón sea el de los títulos
_DE_NOMBRE = frozenset({"nombre", "primer_apellido"})
_CURRICULAR = "curricular."  # una pregunta puede llamarse como una columna del padrón: así no se confunden
_PREGUNTAS_MINIMAS = 5  # con menos preguntas numeradas, la hoja no es el cuestionario de identidad
Admitidos = Mapping[
    str, Sequence[str]
]  # columna → sus encabezados ya normalizados, del preferido al más raro


@dataclass(frozen=True)
class Tabla:
    """Una hoja reconocida: `columnas` y `preguntas` van de la clave al índice de la columna."""

    hoja: str
    posicion: int  # índice del renglón de los encabezados
    encabezados: tuple[str, ...]
    columnas: dict[str, int]
    preguntas: dict[str, int]
    prohibidas: tuple[int, ...]
    sin_uso: tuple[int, ...]
    desconocidas: tuple[int, ...]
    repetidas: tuple[tuple[int, int], ...]  # (la que sobra, la que vale)
    sin_titulo: tuple[int, ...]  # índices sin encabezado que sí traen datos
    de_texto: bool
    filas: tuple[tuple[int, tuple[str, ...]], ...]  # (renglón de la hoja de cálculo, celdas)

    @property
    def es_identidad(self) -> bool:
        """La segunda hoja del INE: las veinte preguntas por encabezado."""
        return len(self.preguntas) >= _PREGUNTAS_MINIMAS

    def titulo(self, clave: str) -> str:
        """Encabezado original de una columna; «» si la hoja no la trae."""
        indice = self.columnas.get(clave)
        return "" if indice is None else self.encabezados[indice]


@lru_cache(maxsize=4096)  # cada renglón se compara con los mismos
def normalizar(encabezado: str) -> str:
    """«DIRECCION_CASA_CAMPAÑA» → `direccion_casa_campana`."""
    return re.sub(r"[^a-z0-9]+", "_", sin_acentos(encabezado)).strip("_")


def admitidos(definicion: Definicion | None = None) -> dict[str, tuple[str, ...]]:
    """Columna → los encabezados con que se reconoce, ya normalizados: los del padrón y los que cada pregunta declara.

    Donde un municipio se llama de otro modo («módulo de riego»), esa palabra también lo encabeza.
    """
    del_padron = {columna: tuple(sinonimos) for columna, sinonimos in _archivo()["padron"].items()}
    if definicion is None:
        return del_padron
    propia = normalizar(definicion.territorio.municipio)
    if not any(propia in suyos for suyos in del_padron.values()):
        del_padron["municipio"] += (propia,)
    campos = definicion.curricular.campos()
    return del_padron | {columna_de(c): dichos for c in campos if (dichos := _de_pregunta(c))}


def columna_de(campo: Campo) -> str:
    """La columna que trae la respuesta a una pregunta curricular."""
    return _CURRICULAR + campo.clave


def prohibido(encabezado: str) -> bool:
    """Si es de lo que el sistema no puede guardar: ni un mapa lo lee."""
    return normalizar(encabezado) in _claves("prohibidas")


@cache  # se pregunta de cada celda, y son las columnas de un cuestionario
def es_curricular(columna: str) -> bool:
    """Si la columna es de una respuesta y no del padrón."""
    return columna.startswith(_CURRICULAR)


def _de_pregunta(campo: Campo) -> tuple[str, ...]:
    """Los suyos y el del formato del INE; nunca lo que la ley no deja leer ni el de la plantilla del padrón."""
    dichos = dict.fromkeys(normalizar(e) for e in (*campo.encabezados, campo.columna_ine) if e)
    ajenos = _claves("prohibidas") | {sinonimos[0] for sinonimos in _archivo()["padron"].values()}
    return tuple(dicho for dicho in dichos if dicho not in ajenos)


def reconocer(hoja: Hoja, conocidos: Admitidos) -> Tabla | None:
    """La tabla de una hoja, o `None` si ningún renglón parece su encabezado."""
    posicion, columnas = _mejor(hoja, conocidos)
    if len(columnas) < MINIMAS or not (_DE_NOMBRE & set(columnas)):
        return None
    return _tabla(hoja, posicion, columnas, conocidos)


def lo_que_falta(hoja: Hoja, conocidos: Admitidos) -> str:
    """Por qué una hoja no se reconoce, con lo que sí y lo que no se encontró en su mejor renglón."""
    posicion, columnas = _mejor(hoja, conocidos)
    titulos = [t for t in hoja.filas[posicion] if t.strip()]
    if len(titulos) == 1 and max(titulos[0].count(signo) for signo in "|;,\t") > 1:
        return "los encabezados vienen en una sola celda: sepárelos con coma, punto y coma o tabulador."
    partes = []
    if not _DE_NOMBRE & set(columnas):
        partes.append(
            "no trae la columna del nombre (por ejemplo NOMBRE_COMPLETO, o NOMBRES y PRIMER_APELLIDO)"
        )
    if len(columnas) < MINIMAS:
        partes.append("no trae las del cargo, quien postula y si es propietaria o suplente")
    reconocidas = ", ".join(sorted(titulos_de(hoja.titulos or hoja.filas[posicion], columnas))) or "ninguna"
    return f"{'; '.join(partes)}. Columnas que sí se reconocieron: {reconocidas}."


def titulos_de(titulos: tuple[str, ...], columnas: dict[str, int]) -> set[str]:
    """Los encabezados reconocidos, como están escritos."""
    return {" ".join(titulos[indice].split()) for indice in columnas.values()}


def _mejor(hoja: Hoja, conocidos: Admitidos) -> tuple[int, dict[str, int]]:
    """El renglón con más encabezados conocidos y sus columnas; los que escribe un mapa son siempre el primero."""
    cuantos = 1 if hoja.titulos else _RENGLONES_DE_TITULO
    candidatos = [
        (len(columnas_en(fila, conocidos)), -numero) for numero, fila in enumerate(hoja.filas[:cuantos])
    ]
    _, menos_numero = max(candidatos, default=(0, 0))
    return -menos_numero, columnas_en(hoja.filas[-menos_numero], conocidos)


def _tabla(hoja: Hoja, posicion: int, columnas: dict[str, int], conocidos: Admitidos) -> Tabla:
    titulos = hoja.filas[posicion]
    preguntas = preguntas_en(titulos)
    resto = [
        i for i, t in enumerate(titulos) if t.strip() and i not in {*columnas.values(), *preguntas.values()}
    ]
    normalizados = [normalizar(t) for t in titulos]
    prohibidas = tuple(i for i in resto if normalizados[i] in _claves("prohibidas"))
    sin_uso = tuple(i for i in resto if normalizados[i] in _claves("sin_uso"))
    repetidas = tuple(
        (i, vale) for i in resto if (vale := _la_que_vale(normalizados[i], columnas, conocidos)) is not None
    )
    conocidas = {*prohibidas, *sin_uso, *(i for i, _ in repetidas)}
    filas = tuple(
        (hoja.numeros[indice] if hoja.numeros else indice + 1, fila)
        for indice, fila in enumerate(hoja.filas[posicion + 1 :], start=posicion + 1)
        if any(celda.strip() for celda in fila)
    )
    return Tabla(
        hoja=hoja.nombre,
        posicion=posicion,
        encabezados=tuple(" ".join(t.split()) for t in hoja.titulos or titulos),
        columnas=columnas,
        preguntas=preguntas,
        prohibidas=prohibidas,
        sin_uso=sin_uso,
        desconocidas=tuple(i for i in resto if i not in conocidas),
        repetidas=repetidas,
        sin_titulo=_sin_titulo(titulos, filas, de_texto=hoja.de_texto),
        de_texto=hoja.de_texto,
        filas=filas,
    )


def _la_que_vale(titulo: str, columnas: dict[str, int], conocidos: Admitidos) -> int | None:
    return next((columnas[columna] for columna, suyos in conocidos.items() if titulo in suyos), None)


def _sin_titulo(
    titulos: tuple[str, ...], filas: tuple[tuple[int, tuple[str, ...]], ...], *, de_texto: bool
) -> tuple[int, ...]:
    """Lo que en un CSV pasa del último encabezado no es una columna: es un renglón recorrido."""
    tope = len(titulos) if de_texto else None
    con_titulo = {indice for indice, titulo in enumerate(titulos) if titulo.strip()}
    llenas = {indice for _, fila in filas for indice, celda in enumerate(fila[:tope]) if celda.strip()}
    return tuple(sorted(llenas - con_titulo))


def columnas_en(titulos: tuple[str, ...], conocidos: Admitidos) -> dict[str, int]:
    """Columna → su índice en ese renglón de encabezados."""
    presentes: dict[str, int] = {}
    for indice, titulo in enumerate(titulos):
        presentes.setdefault(normalizar(titulo), indice)
    return {
        clave: presentes[sinonimo]
        for clave, sinonimos in conocidos.items()
        if (sinonimo := next((s for s in sinonimos if s in presentes), None))
    }


def preguntas_en(titulos: tuple[str, ...]) -> dict[str, int]:
    """«7. Su discapacidad…» → `p7`."""
    halladas: dict[str, int] = {}
    for indice, titulo in enumerate(titulos):
        if coincide := re.match(r"\s*(\d{1,2})\s*[.)-]\s*\S", titulo):
            halladas.setdefault(f"p{int(coincide[1])}", indice)
    return halladas


@cache
def _archivo() -> dict[str, dict[str, list[str]]]:
    texto = files("conoceles.candidaturas.padron").joinpath("sinonimos.toml").read_text(encoding="utf-8")
    return tomllib.loads(texto)


def _claves(seccion: str) -> frozenset[str]:
    return frozenset(sinonimo for lista in _archivo()[seccion].values() for sinonimo in lista)
