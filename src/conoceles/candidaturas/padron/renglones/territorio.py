"""De lo que el archivo escribe a la elección definida: cargo, contienda y fuerza."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from conoceles.candidaturas.padron.renglones import entidades
from conoceles.candidaturas.padron.renglones.normalizar import (
    clave,
    con_numero_al_final,
    entero,
    linea,
    unico,
)
from conoceles.proceso.definicion import Cargo, Contienda, Definicion, Distrito, FuerzaDefinida, Puesto

_EQUIVALENCIAS = (
    (r"mayoria relativa|uninominal(?:es)?", "mr"),
    (r"representacion proporcional|plurinominal(?:es)?", "rp"),
    (r"diputad[oa]s?|diputaciones", "diputacion"),
    (r"president[ea]s?|presidencias", "presidencia"),
    (r"gobernador[a]?", "gubernatura"),
    (r"sindic[oa]s?|sindicaturas|sindico", "sindicatura"),
    (r"regidor(?:[ae]?s?)|regidurias", "regiduria"),
    (r"senador[a]?|senadurias", "senaduria"),
)
RECORDADOS = 8192  # textos del territorio; de ahí se olvida el que hace más que no sale
_OFICIOS = frozenset({"gubernatura", "diputacion", "presidencia", "sindicatura", "regiduria", "senaduria"})
_PRINCIPIOS = frozenset({"mr", "rp"})


@dataclass(frozen=True)
class Lugares:
    """Lo que un renglón dice del ámbito, en sus distintas columnas."""

    cargo: str
    principio: str
    distrito: str
    municipio: str
    ambito: str
    entidad: str = ""


class Territorio:
    """Índices de una definición. Todo se compara sin acentos, signos ni mayúsculas."""

    def __init__(self, definicion: Definicion) -> None:
        self.definicion = definicion
        # Un padrón escribe los mismos cargos y lugares en miles de renglones; lo recordado dura lo que su lectura.
        self._clave = lru_cache(RECORDADOS)(clave)
        self._palabras = lru_cache(RECORDADOS)(_palabras)

    def cargo(self, lugares: Lugares) -> Cargo | None:
        """El cargo del renglón, o `None`. Sin columna de cargo vale el único de la elección."""
        cargos = self.definicion.cargos
        if not lugares.cargo:
            return cargos[0] if len(cargos) == 1 else self._desempatar(list(cargos), lugares)
        if exactos := self.se_llaman(lugares.cargo):
            return exactos[0] if len(exactos) == 1 else self._desempatar([*exactos], lugares)
        dichas = self._palabras(f"{lugares.cargo} {lugares.principio}")
        posibles = [
            c
            for c in cargos
            if (self._palabras(" ".join((c.nombre, c.clave, *(p.nombre for p in c.puestos)))) & _OFICIOS)
            & dichas
        ]
        return self._desempatar(posibles, lugares)

    def se_llaman(self, texto: str) -> tuple[Cargo, ...]:
        """Los cargos que se escriben así: dos pueden tener una «Secretaría», o el mismo sinónimo."""
        formas = (texto, con_numero_al_final(texto))
        return next((c for f in formas if (c := self._cargos_por_nombre.get(self._clave(f)))), ())

    def sin_cargo(self, dicho: str) -> str:
        """La frase de un renglón sin cargo; si puede ser de dos, de cuáles."""
        posibles = self.se_llaman(dicho)
        if not posibles:
            return f"No se reconoce el cargo «{dicho}»."
        cuales = " y ".join(f"«{cargo.nombre}»" for cargo in posibles)
        return f"«{dicho}» puede ser de {cuales}: escríbalo de otro modo en cada uno, o diga el principio o el lugar."

    def es_cargo_ajeno(self, texto: str) -> bool:
        """Un cargo que existe, pero que esta elección no renueva."""
        dichas = self._palabras(texto)
        return bool(dichas & _OFICIOS) and not (dichas & _OFICIOS & self._propias)

    def en_la_planilla(self, cargo: Cargo, contienda: Contienda, dicho: str, numero: str) -> str | None:
        """El lugar de «Regiduría» 3, «Regiduría 3» o «3.ª Regiduría» en su planilla; `None` si esa planilla no lo tiene.

        Sin planilla, o si el renglón nombra al cargo entero, es el número tal cual.
        """
        nombres = {self._clave(f): n for n, p in enumerate(contienda.puestos, 1) for f in cargo.formas_de(p)}
        dicho = dicho if self._clave(dicho) in nombres else con_numero_al_final(dicho)
        if lugar := nombres.get(self._clave(dicho)):
            exacto = dicho[-1:].isdigit() or self._clave(dicho) == self._clave(cargo.nombre)
            contradice = exacto and entero(numero) not in (None, lugar, entero(dicho))
            return None if contradice else str(lugar)
        nombrado = self.puesto(cargo, dicho)
        if nombrado is None:
            return numero
        lugar = nombres.get(self._clave(nombrado.nombre)) or nombres.get(
            self._clave(f"{nombrado.nombre} {entero(numero)}")
        )
        return str(lugar) if lugar else None

    def puesto(self, cargo: Cargo, dicho: str) -> Puesto | None:
        """El que nombra, aunque falte cuál de sus lugares."""
        for puesto in cargo.puestos:
            if self._clave(dicho) in (self._clave(n) for n in (puesto.nombre, *puesto.sinonimos)):
                return puesto
        dichas = self._palabras(dicho) & _OFICIOS
        return next((p for p in cargo.puestos if dichas & self._palabras(p.nombre)), None)

    @cached_property
    def _propias(self) -> set[str]:
        """Las palabras con que esta elección nombra lo que elige."""
        cargos = self.definicion.cargos
        nombres = [f"{c.nombre} {c.clave}" for c in cargos] + [p.nombre for c in cargos for p in c.puestos]
        return {p for n in nombres for p in self._palabras(n)}

    def contienda(self, cargo: Cargo, lugares: Lugares) -> Contienda | None:
        """La contienda del cargo en el ámbito que dice el renglón, o `None`."""
        if cargo.ambito == "estado":
            return self._contiendas.get((cargo.clave, ""))
        if cargo.ambito == "municipio":
            municipio = self.municipio(lugares.municipio) or self.municipio(lugares.ambito)
            if not municipio and self.definicion.entidades:
                municipio = self.municipio(lugares.entidad)
            return self._contiendas.get((cargo.clave, municipio))
        numero = self._distrito_de((lugares.distrito, lugares.ambito, lugares.cargo), lugares.entidad)
        return self._contiendas.get((cargo.clave, str(numero or "")))

    def _distrito_de(self, dichos: Sequence[str], entidad: str) -> int | None:
        return next((n for dicho in dichos if (n := self.distrito(dicho, entidad))), None)

    def es_de_aqui(self, entidad: str) -> bool:
        """Si es la entidad de la elección, o una de las que abarca."""
        suyas = (self.definicion.entidad, *self.definicion.entidades)
        return any(entidades.es_la_misma(entidad, suya) for suya in suyas)

    def municipio(self, texto: str) -> str:
        """Clave del municipio, por nombre, sinónimo o clave del INEGI; «» si no se reconoce."""
        comparable = self._clave(texto)
        sin_numero = re.sub(r"^(?:municipio de )?\d*\s*", "", comparable)
        return self._municipios.get(comparable) or self._municipios.get(sin_numero) or ""

    def es_sinonimo(self, texto: str) -> bool:
        """El municipio se escribió con otro nombre que el oficial."""
        oficial = self._oficiales.get(self.municipio(texto))
        return oficial is not None and oficial not in self._clave(texto)

    def distrito(self, texto: str, entidad: str = "") -> int | None:
        """«5», «Distrito 05», «V» → 5; `None` si no hay tal distrito o si, con varias entidades, no se sabe de cuál."""
        suyos = [d for d in self.definicion.distritos if self._es_de(d, entidad)]
        numero, dichas = unico(texto), self._clave(texto).split()
        hallados = [d.numero for d in suyos if (d.dicho == numero if numero else d.romano.lower() in dichas)]
        return hallados[0] if len(hallados) == 1 else None

    def _es_de(self, distrito: Distrito, entidad: str) -> bool:
        return not distrito.entidad or entidades.es_la_misma(distrito.entidad, entidad)

    def fuerza(self, texto: str) -> FuerzaDefinida | None:
        """Por siglas, nombre o sinónimo; «candidatura independiente», por su tipo."""
        comparable = self._clave(texto)
        if hallada := self._fuerzas.get(comparable):
            return hallada
        tipo = "independiente" if "independiente" in comparable else ""
        if comparable in ("candidatura comun", "coalicion"):
            tipo = comparable.replace(" ", "_")
        del_tipo = [f for f in self.definicion.fuerzas if f.tipo == tipo]
        return del_tipo[0] if len(del_tipo) == 1 else None

    def acciones(self, texto: str) -> tuple[tuple[str, ...], int]:
        """Claves de las acciones afirmativas dichas, y cuántas no se reconocieron."""
        partes = [
            p
            for p in re.split(r"[,;/|\n]", linea(texto))
            if self._clave(p) not in ("", "no", "ninguna", "sin medida")
        ]
        claves = [self._acciones.get(self._clave(parte), "") for parte in partes]
        return tuple(sorted({c for c in claves if c})), claves.count("")

    def _desempatar(self, cargos: list[Cargo], lugares: Lugares) -> Cargo | None:
        """Entre mayoría y representación decide lo que diga el renglón y, si calla, si trae distrito."""
        dichos = self._palabras(f"{lugares.cargo} {lugares.principio}") & _PRINCIPIOS
        posibles = (
            [c for c in cargos if not dichos or c.principio.lower() in dichos] if len(cargos) > 1 else cargos
        )
        if len(posibles) > 1:
            # El número suelto de «Diputación 3» puede ser el de la lista.
            de_distrito = [lugares.cargo] if "distrito" in self._palabras(lugares.cargo) else []
            ambito = (
                "distrito"
                if self._distrito_de((lugares.distrito, lugares.ambito, *de_distrito), lugares.entidad)
                else "municipio"
                if lugares.municipio
                else "estado"
            )
            posibles = [c for c in posibles if c.ambito == ambito]
        return posibles[0] if len(posibles) == 1 else None

    @cached_property
    def _cargos_por_nombre(self) -> dict[str, tuple[Cargo, ...]]:
        nombrados: dict[str, tuple[Cargo, ...]] = {}
        for cargo in self.definicion.cargos:
            for nombre in dict.fromkeys(map(self._clave, self._formas_del_cargo(cargo))):
                nombrados[nombre] = (*nombrados.get(nombre, ()), cargo)
        return nombrados

    def _formas_del_cargo(self, cargo: Cargo) -> list[str]:
        suyas = (c.puestos for c in self.definicion.contiendas if c.cargo == cargo.clave)
        de_puestos = (forma for puestos in suyas for puesto in puestos for forma in cargo.formas_de(puesto))
        enteras = [cargo.nombre, cargo.plural, cargo.clave.replace("_", " "), *cargo.sinonimos]
        return [*enteras, *_de_puestos(cargo), *de_puestos]

    @cached_property
    def _contiendas(self) -> dict[tuple[str, str], Contienda]:
        return {(c.cargo, c.municipio or str(c.distrito or "")): c for c in self.definicion.contiendas}

    @cached_property
    def _municipios(self) -> dict[str, str]:
        return {
            self._clave(nombre): municipio.clave
            for municipio in self.definicion.municipios
            for nombre in (municipio.nombre, municipio.clave, *municipio.sinonimos)
        }

    @cached_property
    def _oficiales(self) -> dict[str, str]:
        """Clave del municipio → su nombre, ya comparable."""
        return {m.clave: self._clave(m.nombre) for m in self.definicion.municipios}

    @cached_property
    def _fuerzas(self) -> dict[str, FuerzaDefinida]:
        return {
            self._clave(n): f for f in self.definicion.fuerzas for n in (f.siglas, f.nombre, *f.sinonimos)
        }

    @cached_property
    def _acciones(self) -> dict[str, str]:
        return {
            self._clave(nombre): accion.clave
            for accion in self.definicion.acciones_afirmativas
            for nombre in (accion.clave, accion.nombre, accion.etiqueta, *accion.sinonimos)
        }


def fuera_de_la_planilla(contienda: Contienda, cargo: str, numero: str) -> str:
    """Por qué ese lugar no existe; si el número contradice al puesto, de qué puede ser."""
    cuantos = f"{len(contienda.puestos)} puestos: {enumerados(contienda.puestos)}"
    frase = f"La planilla de {contienda.ambito} tiene {cuantos}; ninguno es «{f'{cargo} {numero}'.strip()}»."
    if cargo[-1:].isdigit() and numero:
        frase += (
            " Si el número es el de la planilla y no el del lugar, cada planilla va con su propia fuerza."
        )
    return frase


def enumerados(puestos: Sequence[str]) -> str:
    """Los de una planilla, los numerados juntos: «Sindicatura, Regiduría 1 a 3»."""
    juntos: dict[str, int] = {}
    for puesto in puestos:
        base, _, numero = puesto.rpartition(" ")
        clave_suya = base if numero.isdigit() else puesto
        juntos[clave_suya] = juntos.get(clave_suya, 0) + 1
    return ", ".join(f"{base} 1 a {n}" if n > 1 else base for base, n in juntos.items())


def _de_puestos(cargo: Cargo) -> list[str]:
    return [n for p in cargo.puestos for n in (p.nombre, *p.sinonimos)]


def _palabras(texto: str) -> set[str]:
    comparable = clave(texto.replace("_", " "))
    for patron, forma in _EQUIVALENCIAS:
        comparable = re.sub(rf"\b(?:{patron})\b", forma, comparable)
    return set(comparable.split())
