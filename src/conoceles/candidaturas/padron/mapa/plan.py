"""Cómo se lee una hoja con el mapa: qué columna llena cada regla, y qué pasa tal cual."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.candidaturas.padron.encabezados import Admitidos, columnas_en, normalizar, preguntas_en
from conoceles.candidaturas.padron.mapa.reglas import Fallar, Regla
from conoceles.candidaturas.padron.mapa.valores import Valores
from conoceles.candidaturas.padron.renglones.normalizar import linea
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.padron import (
    CURRICULAR,
    DE_LUGAR,
    SUPLENTE,
    HojaDelMapa,
    MapaDePadron,
    ReglaDeColumnas,
    columna_de,
)

_RENGLONES_DE_TITULO = 20


@dataclass(frozen=True)
class Plan:
    """`titulo` es el índice del renglón de encabezados; `resto`, las columnas que el mapa no nombra."""

    titulo: int
    escritos: tuple[str, ...]  # los encabezados, como están
    titulos: tuple[str, ...]
    reglas: tuple[Regla, ...]
    fijos: dict[str, str]
    resto: tuple[int, ...]
    propias: dict[int, tuple[str, ...]]  # índice → columnas que el importador reconoce ahí
    fuera: tuple[int, ...]  # lo que el mapa descarta
    heredadas: dict[
        str, int
    ]  # columna que el mapa llena solo en la suplente → donde está la de la propietaria
    subtitulo: str = ""  # columna que dice un renglón con una sola celda
    hasta: int = 0  # último renglón que se lee, desde 1; 0, el último que hay
    primero: int = 0  # índice del primer renglón de encabezados, si van en dos

    @cached_property
    def con_suplente(self) -> bool:
        """Si un renglón trae a las dos personas de la fórmula."""
        return any(c.startswith(SUPLENTE) for regla in self.reglas for c in regla.columnas.values())

    @cached_property
    def columnas(self) -> tuple[str, ...]:
        """Las que se escriben antes del resto, cada una una vez."""
        dichas = [columna for regla in self.reglas for columna in regla.columnas.values()]
        juntas = [*(c.removeprefix(SUPLENTE) for c in dichas), *self.fijos]
        juntas += [self.subtitulo] if self.subtitulo else []
        return tuple(dict.fromkeys([*juntas, *(["calidad"] if self.con_suplente else [])]))

    @cached_property
    def de_donde(self) -> tuple[tuple[int, ...], ...]:
        """De qué columnas del archivo sale cada una de las que se escriben; ninguna, si la dice el mapa."""
        de = {c: [self.heredadas[c]] if c in self.heredadas else [] for c in self.columnas}
        for regla in self.reglas:
            for columna in regla.columnas.values():
                de[columna.removeprefix(SUPLENTE)] += [indice for indice, _ in regla.presentes]
        return (*(tuple(dict.fromkeys(suyas)) for suyas in de.values()), *((i,) for i in self.resto))

    def sin_encabezado(self, columna: str) -> str:
        """Cómo se nombra una columna que ningún encabezado del archivo dice."""
        if columna == self.subtitulo:
            return f"{columna} (del subtítulo de encima)"
        return f"{columna} ({'fijos de padron.toml' if columna in self.fijos else 'por padron.toml'})"

    def dice_el_subtitulo(self, fila: Sequence[str]) -> str:
        """Lo que dice el renglón, si es un subtítulo: una sola celda llena."""
        llenas = [celda.strip() for celda in fila if celda.strip()]
        return llenas[0] if self.subtitulo and len(llenas) == 1 else ""

    def renglones(
        self, fila: Sequence[str], valores: Valores, fallar: Fallar, subtitulo: str = ""
    ) -> list[tuple[str, ...]]:
        """Uno, o dos si trae a la suplente: lo del lugar vale para ambas. `subtitulo`: el último que se leyó."""
        dicho = {self.subtitulo: valores.de(self.subtitulo, subtitulo, "subtítulo")} if self.subtitulo else {}
        dichos = (self.fijos | dicho) | {
            c: valores.de(c, _celda(fila, i), self.titulos[i]) for c, i in self.heredadas.items()
        }
        dichos |= self._de_reglas(fila, valores, fallar)
        resto = [self._resto(fila, indice, valores) for indice in self.resto]
        if not self.con_suplente:
            return [(*(dichos.get(c, "") for c in self.columnas), *resto)]
        suya = {c.removeprefix(SUPLENTE): t for c, t in dichos.items() if c.startswith(SUPLENTE)}
        propia = dichos if dichos.get("calidad", "").strip() else dichos | {"calidad": "Propietaria"}
        principal = (*(propia.get(c, "") for c in self.columnas), *resto)
        if not any(texto.strip() for texto in suya.values()):
            return [principal]
        otra = {c: t for c, t in dichos.items() if c in DE_LUGAR} | suya | {"calidad": "Suplente"}
        compartido = [
            texto if set(self.propias.get(indice, ())) & set(DE_LUGAR) else ""
            for indice, texto in zip(self.resto, resto, strict=True)
        ]
        return [principal, (*(otra.get(c, "") for c in self.columnas), *compartido)]

    def _de_reglas(self, fila: Sequence[str], valores: Valores, fallar: Fallar) -> dict[str, str]:
        """Si dos llenan el mismo campo vale, en cada renglón, la que dice algo; si dicen cosas distintas, se falla."""
        dichos: dict[str, str] = {}
        for regla in self.reglas:
            for columna, texto in regla.leer(fila, valores, fallar).items():
                antes = dichos.setdefault(columna, texto)
                if not antes.strip():
                    dichos[columna] = texto
                elif texto.strip() and linea(texto) != linea(antes):
                    _, titulo = regla.presentes[0]
                    fallar(
                        "MAPA_DOS_VALORES",
                        "Otra columna del mapa dice otra cosa de lo mismo en este renglón.",
                        titulo,
                    )
        return dichos

    def _resto(self, fila: Sequence[str], indice: int, valores: Valores) -> str:
        texto = _celda(fila, indice)
        for columna in self.propias.get(indice, ()):
            if (dicho := valores.de(columna, texto, self.titulos[indice])) != texto:
                return dicho
        return texto


def planear(hoja: Hoja, dicha: HojaDelMapa | None, definicion: Definicion, admitidos: Admitidos) -> Plan:
    """El plan de una hoja. Su renglón de encabezados es el que diga el mapa o el que más reconoce."""
    conocidos = conocidos_con(definicion.padron, admitidos)
    titulo = dicha.encabezados[-1] - 1 if dicha and dicha.encabezados else renglon_de_titulos(hoja, conocidos)
    ancho = max(map(len, hoja.filas))
    escritos = hoja.filas[titulo] if titulo < len(hoja.filas) else ()
    en_dos = bool(dicha and len(dicha.encabezados) > 1 and escritos)
    if en_dos:
        escritos = titulos_en_dos(hoja.filas[titulo - 1], escritos)
    crudos = (*escritos, *[""] * (0 if hoja.de_texto else ancho - len(escritos)))
    titulos = tuple(" ".join(t.split()) or xl_col_to_name(i) for i, t in enumerate(crudos))
    normales = [normalizar(t) for t in crudos]
    todas = (_regla(regla, normales, titulos, definicion) for regla in definicion.padron.columnas)
    reglas = tuple(regla for regla in todas if regla.presentes)  # las de otra hoja aquí no llenan nada
    usadas = {indice for regla in reglas for indice, _ in regla.presentes}
    descartados = {normalizar(d) for d in definicion.padron.descarta}
    fuera = tuple(i for i, n in enumerate(normales) if n in descartados and i not in usadas)
    resto = tuple(i for i in range(len(crudos)) if i not in usadas and i not in fuera)
    propias: dict[int, tuple[str, ...]] = {}
    for columna, indice in (*columnas_en(crudos, admitidos).items(), *preguntas_en(crudos).items()):
        propias[indice] = (*propias.get(indice, ()), columna)
    heredadas = _heredadas(reglas, {c: i for i, suyas in propias.items() if i in resto for c in suyas})
    resto = tuple(i for i in resto if i not in heredadas.values() or len(propias[i]) > 1)
    fijos = {_columna(c, definicion): v for c, v in (dicha.fijos if dicha else {}).items()}
    fijos |= {"calidad": ""} if definicion.padron.alterna else {}
    subtitulo = _columna(dicha.subtitulo, definicion) if dicha and dicha.subtitulo else ""
    return Plan(
        titulo, tuple(crudos), titulos, reglas, fijos, resto, propias, fuera, heredadas,
        subtitulo, dicha.hasta if dicha else 0, titulo - en_dos,
    )  # fmt: skip


def conocidos_con(mapa: MapaDePadron, admitidos: Admitidos) -> set[str]:
    """Los encabezados que el importador reconoce y los que el mapa nombra, ya normalizados."""
    nombrados = {normalizar(de) for regla in mapa.columnas for de in regla.de}
    return nombrados | {titulo for titulos in admitidos.values() for titulo in titulos}


def titulos_en_dos(arriba: Sequence[str], abajo: Sequence[str]) -> tuple[str, ...]:
    """«PROPIETARIA» sobre «NOMBRE» y «EDAD» es «PROPIETARIA NOMBRE» y «PROPIETARIA EDAD»; lo repetido, una vez."""
    juntos: list[str] = []
    rotulo = ""
    for indice in range(max(len(arriba), len(abajo))):
        suyo, propio = (_celda(fila, indice).strip() for fila in (arriba, abajo))
        rotulo = suyo or rotulo
        juntos.append(propio if propio == rotulo else f"{rotulo} {propio}".strip() if propio else suyo)
    return tuple(juntos)


def renglon_de_titulos(hoja: Hoja, conocidos: Collection[str]) -> int:
    """Índice del renglón que más encabezados conocidos trae; si empatan, el primero de los más llenos: un título no lo es."""

    def puntaje(indice: int) -> tuple[int, int, int]:
        fila = hoja.filas[indice]
        return (
            sum(normalizar(celda) in conocidos for celda in fila),
            sum(bool(c.strip()) for c in fila),
            -indice,
        )

    return max(range(min(len(hoja.filas), _RENGLONES_DE_TITULO)), key=puntaje)


def _heredadas(reglas: Sequence[Regla], donde: dict[str, int]) -> dict[str, int]:
    dichas = {columna for regla in reglas for columna in regla.columnas.values()}
    de_la_suplente = {c.removeprefix(SUPLENTE) for c in dichas if c.startswith(SUPLENTE)}
    propias = de_la_suplente | ({"calidad"} if de_la_suplente else set())
    return {columna: donde[columna] for columna in sorted(propias - dichas) if columna in donde}


def _regla(
    regla: ReglaDeColumnas, normales: Sequence[str], titulos: Sequence[str], definicion: Definicion
) -> Regla:
    lugares = [normales.index(n) for de in regla.de if (n := normalizar(de)) in normales]
    columnas = {campo: _columna(campo, definicion) for campo in regla.campos}
    en_lista = {f"{CURRICULAR}{c.clave}" for c in definicion.curricular.campos() if c.por_renglones}
    return Regla(
        regla,
        tuple((indice, titulos[indice]) for indice in lugares),
        columnas,
        bool(regla.a) and columnas[regla.a].removeprefix(SUPLENTE) in en_lista,
    )


def _celda(fila: Sequence[str], indice: int) -> str:
    return fila[indice] if indice < len(fila) else ""


def _columna(campo: str, definicion: Definicion) -> str:
    return columna_de(campo, definicion.curricular, definicion.identidad)
