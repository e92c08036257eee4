"""Las columnas de un archivo como las ve quien propone un mapa: qué se reconoce y qué valores traen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.candidaturas.padron.encabezados import (
    admitidos,
    columnas_en,
    descartado,
    normalizar,
    preguntas_en,
)
from conoceles.candidaturas.padron.mapa.plan import renglon_de_titulos, titulos_en_dos
from conoceles.candidaturas.padron.renglones import entidades
from conoceles.candidaturas.padron.renglones.normalizar import linea
from conoceles.candidaturas.padron.renglones.territorio import Territorio
from conoceles.candidaturas.padron.titulos import repite
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.padron import columna_de

_DE_TOTAL = frozenset({"total", "totales", "total_general", "gran_total", "subtotal", "subtotales"})
_DEL_TOTAL = 3  # celdas que a lo más trae el renglón de «Total de registros»
_MINIMAS = 2  # encabezados conocidos para que una hoja se proponga


@dataclass(frozen=True)
class Columna:
    """`columnas`: las del importador que se reconocen por el encabezado; `valores`: los dichos, sin rellenos."""

    titulo: str
    columnas: tuple[str, ...]
    valores: Counter[str]

    @property
    def nombre(self) -> str:
        """El encabezado como se compara."""
        return normalizar(self.titulo)

    @property
    def cuantos(self) -> int:
        """Celdas con algo dicho."""
        return sum(self.valores.values())


@dataclass(frozen=True)
class HojaVista:
    nombre: str
    encabezados: tuple[int, ...]  # sus renglones, desde 1
    columnas: tuple[Columna, ...]
    total: int = 0  # el renglón que dice «TOTAL» y después del que ya no hay nadie, si alguno
    saltos: tuple[str, ...] = ()  # cómo empiezan los totales que van en medio
    subtitulo: str = ""  # lo que dicen los renglones de una sola celda, si todos son una fuerza o un lugar

    @property
    def reconocidas(self) -> set[str]:
        """Columnas del importador que la hoja ya trae."""
        return {columna for vista in self.columnas for columna in vista.columnas}

    @property
    def parece_padron(self) -> bool:
        """Si alguna de sus columnas se conoce."""
        return len(self.reconocidas) >= _MINIMAS


def ver(hoja: Hoja, definicion: Definicion) -> HojaVista:
    """Solo las columnas con encabezado y con algún valor, menos las que el sistema nunca lee o no necesita."""
    conocidos, dichas = admitidos(definicion), _del_mapa(definicion)
    titulo = renglon_de_titulos(hoja, {*dichas, *(t for titulos in conocidos.values() for t in titulos)})
    titulos, encabezados = _titulos(hoja, titulo)
    propias: dict[int, tuple[str, ...]] = {}
    for columna, indice in (*columnas_en(titulos, conocidos).items(), *preguntas_en(titulos).items()):
        propias[indice] = (*propias.get(indice, ()), columna)
    propias |= {i: dichas[n] for i, t in enumerate(titulos) if (n := normalizar(t)) in dichas}
    filas = hoja.filas[titulo + 1 :]
    de_aqui = [
        fila
        for fila in _de_aqui(filas, propias, definicion)
        if not _es_total(fila) and not repite(fila, hoja, titulo)
    ]
    arriba = [fila for fila in hoja.filas[: encabezados[0] - 1] if any(map(str.strip, fila))][-1:]
    subtitulo = _subtitulo(de_aqui, definicion) or _subtitulo(arriba, definicion)
    de_aqui = [fila for fila in de_aqui if not subtitulo or not _sola(fila)]
    hechos = _cambiados(definicion)
    ajenos = {i for i, escrito in enumerate(titulos) if descartado(escrito)} - propias.keys()
    callados = ajenos | {i for i, columnas in propias.items() if not columnas}
    vistas = (
        Columna(
            " ".join(escrito.split()),
            propias.get(indice, ()),
            _valores(
                de_aqui, indice, {v for columna in propias.get(indice, ()) for v in hechos.get(columna, ())}
            ),
        )
        for indice, escrito in enumerate(titulos)
        if escrito.strip() and indice not in callados
    )
    con_algo = tuple(vista for vista in vistas if vista.valores)
    total, saltos = _totales(filas, titulo + 2)
    return HojaVista(hoja.nombre, encabezados, con_algo, total, saltos, subtitulo)


def _subtitulo(filas: Sequence[tuple[str, ...]], definicion: Definicion) -> str:
    """`fuerza` o `municipio`, si es lo que dice cada renglón de una sola celda."""
    territorio = Territorio(definicion)
    solas = [sola for fila in filas if (sola := _sola(fila))]
    if solas and all(map(territorio.fuerza, solas)):
        return "fuerza"
    return "municipio" if solas and all(map(territorio.municipio, solas)) else ""


def _sola(fila: Sequence[str]) -> str:
    llenas = [celda.strip() for celda in fila if celda.strip()]
    return llenas[0] if len(llenas) == 1 else ""


def _totales(filas: Sequence[tuple[str, ...]], desde: int) -> tuple[int, tuple[str, ...]]:
    """El que cierra la hoja y la primera palabra de los demás. `desde`: el número del primero de esos renglones."""
    suyos = {n: fila for n, fila in enumerate(filas, desde) if _es_total(fila)}
    ultimo = max(
        (n for n, fila in enumerate(filas, desde) if n not in suyos and _es_de_alguien(fila)), default=0
    )
    en_medio = [next(filter(str.strip, fila)).split()[0] for n, fila in suyos.items() if n < ultimo]
    return next((n for n in suyos if n > ultimo), 0), tuple(dict.fromkeys(en_medio))


def _es_de_alguien(fila: Sequence[str]) -> bool:
    return sum(bool(celda.strip()) for celda in fila) >= _DEL_TOTAL


def _es_total(fila: Sequence[str]) -> bool:
    primera, *demas = [normalizar(celda) for celda in fila if celda.strip()] or [""]
    return primera in _DE_TOTAL or (primera.startswith(("total_", "subtotal_")) and len(demas) < _DEL_TOTAL)


def _titulos(hoja: Hoja, indice: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Los de ese renglón; si alguno se repite o le falta, y el de arriba los distingue, los de los dos."""
    suyos = hoja.filas[indice]
    if indice and (_repetidos(suyos) or _le_faltan(hoja, indice)):
        juntos = titulos_en_dos(hoja.filas[indice - 1], suyos)
        if not _repetidos(juntos):
            return juntos, (indice, indice + 1)
    return suyos, (indice + 1,)


def _le_faltan(hoja: Hoja, indice: int) -> bool:
    """Si una columna con valores solo tiene título en el renglón de arriba, que dice varios."""
    suyos, arriba = hoja.filas[indice], hoja.filas[indice - 1]
    solo_arriba = [
        i for i, titulo in enumerate(arriba) if titulo.strip() and not "".join(suyos[i : i + 1]).strip()
    ]
    con_algo = {
        i for fila in hoja.filas[indice + 1 :] for i in solo_arriba if "".join(fila[i : i + 1]).strip()
    }
    return len(con_algo) > 1


def _repetidos(titulos: Sequence[str]) -> bool:
    escritos = [normalizar(titulo) for titulo in titulos if titulo.strip()]
    return len(set(escritos)) < len(escritos)


def _de_aqui(
    filas: Sequence[tuple[str, ...]], propias: Mapping[int, tuple[str, ...]], definicion: Definicion
) -> list[tuple[str, ...]]:
    """Los renglones que no son de otra entidad del país: lo que aquellos dicen no se pregunta, porque no entran."""
    territorio = Territorio(definicion)
    suya = next((indice for indice, columnas in propias.items() if "entidad" in columnas), None)
    if suya is None:
        return [*filas]
    dichas = {fila[suya] for fila in filas if suya < len(fila)}
    ajenas = {dicha for dicha in dichas if entidades.entidad(dicha) and not territorio.es_de_aqui(dicha)}
    return [fila for fila in filas if suya >= len(fila) or fila[suya] not in ajenas]


def _valores(filas: Sequence[tuple[str, ...]], indice: int, hechos: Collection[str]) -> Counter[str]:
    dichos = (linea(fila[indice]) for fila in filas if indice < len(fila))
    return Counter(dicho for dicho in dichos if dicho and sin_acentos(dicho) not in hechos)


def _del_mapa(definicion: Definicion) -> dict[str, tuple[str, ...]]:
    """Encabezado que el mapa cargado ya nombra → la columna que llena; ninguna si la parte, la junta o la descarta."""
    mapa, (curricular, identidad) = definicion.padron, (definicion.curricular, definicion.identidad)
    enteras: dict[str, tuple[str, ...]] = {
        normalizar(regla.de[0]): (columna_de(regla.a, curricular, identidad),)
        for regla in mapa.columnas
        if regla.a and len(regla.de) == 1
    }
    nombradas = [*(de for regla in mapa.columnas for de in regla.de), *mapa.descarta]
    return {normalizar(de): () for de in nombradas} | enteras


def _cambiados(definicion: Definicion) -> dict[str, set[str]]:
    """Columna → los valores que el mapa cargado ya cambia."""
    curricular, identidad = definicion.curricular, definicion.identidad
    valores = definicion.padron.valores.items()
    return {columna_de(c, curricular, identidad): set(map(sin_acentos, dichos)) for c, dichos in valores}
