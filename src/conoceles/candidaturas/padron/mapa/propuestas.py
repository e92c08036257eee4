"""Qué regla se propone para cada columna. Lo que no es seguro es una pregunta, y va comentada."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from conoceles.candidaturas.padron.encabezados import admitidos, normalizar
from conoceles.candidaturas.padron.mapa import forma
from conoceles.candidaturas.padron.mapa.catalogos import SIN_PARECIDO, Catalogo
from conoceles.candidaturas.padron.mapa.columnas import Columna, HojaVista
from conoceles.nucleo.texto import cuantos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.padron import CURRICULAR

_REDES = frozenset(
    {
        "facebook",
        "instagram",
        "twitter",
        "x",
        "x_twitter",
        "twitter_x",
        "tiktok",
        "youtube",
        "linkedin",
        "threads",
    }
)
_OTRAS = frozenset({"otra", "otras", "otra_red", "otras_redes", "otra_red_social", "otras_redes_sociales"})
_CON_NUMERO = frozenset({"distrito", "ambito"})  # cualquier texto con un número parecería uno
_DE_LA_FORMULA = frozenset(
    {"cargo", "fuerza", "partido", "coalicion", "municipio", "calidad"}
)  # no de una persona
_NUMERADA = re.compile(r"(.+?)_*(\d{1,2})")
_SUPLENTE = re.compile(r"(?:^|_)(?:sup|suplente|suplencia)(?:_|$)")
_PROPIETARIA = re.compile(r"(?:^|_)(?:prop|propietari[ao]|titular)(?:_|$)")
APELLIDOS_Y_COMA = "Sus valores llevan una coma entre palabras. ¿Son los apellidos, una coma y el nombre?"
_APELLIDOS_PRIMERO = re.compile(r"(?:patern[ao].*matern[ao]|apellidos?).*nombre")
_CON_CIFRAS = re.compile(r"\d|^[IVXLC]+$")  # un número, o uno romano
_PARECE = 0.9  # de sus valores, los que un catálogo entiende para preguntar si la columna es eso
_SE_PARECE = 0.7  # o los que se le parecen, si es de lo que toda fórmula dice


@dataclass(frozen=True)
class Propuesta:
    """`de` va a `a`, o se parte con `formas` y `enteras` (valores que van enteros a un campo)."""

    de: tuple[str, ...]
    a: str = ""
    formas: tuple[str, ...] = ()
    enteras: tuple[tuple[str, str], ...] = ()  # valor y campo
    rotula: bool = False
    pregunta: str = ""  # vacía: es segura


def de_columnas(
    hoja: HojaVista, definicion: Definicion, catalogos: Mapping[str, Catalogo]
) -> Iterator[Propuesta]:
    """Las de las columnas que no se reconocen, o cuyos valores son de otra cosa."""
    sueltas = [columna for columna in hoja.columnas if not columna.columnas]
    juntas = [
        *_redes(sueltas, hoja, definicion), *_series(sueltas, definicion), *_dos_niveles(hoja, sueltas, catalogos),
    ]  # fmt: skip
    yield from juntas
    tomadas = {de for propuesta in juntas for de in propuesta.de}
    for columna in hoja.columnas:
        if columna.titulo in tomadas:
            continue
        if columna.columnas in ((), ("nombre",)) and forma.con_coma(columna):
            yield Propuesta((columna.titulo,), formas=("{apellidos}, {nombre}",), pregunta=APELLIDOS_Y_COMA)
        elif columna.columnas:
            yield from _de_otra_cosa(columna, catalogos)
        else:
            hay = (any(p.rotula for p in juntas), "nombre" in hoja.reconocidas)
            yield _suelta(columna, definicion, catalogos, hay)


def _redes(sueltas: Sequence[Columna], hoja: HojaVista, definicion: Definicion) -> Iterator[Propuesta]:
    """Las redes conocidas por su nombre, si el cuestionario las pregunta juntas."""
    de = tuple(columna.titulo for columna in sueltas if columna.nombre in _REDES)
    enlaces = [campo for campo in definicion.curricular.campos() if campo.tipo == "enlaces"]
    if de and len(enlaces) == 1 and f"{CURRICULAR}{enlaces[0].clave}" not in hoja.reconocidas:
        yield Propuesta(de, a=enlaces[0].clave, rotula=True)


def _series(sueltas: Sequence[Columna], definicion: Definicion) -> Iterator[Propuesta]:
    """«Correo 1», «Correo 2»…: una lista. Segura si el nombre sin número es el de una pregunta de lista."""
    grupos: dict[str, list[str]] = {}
    for columna in sueltas:
        if partida := _NUMERADA.fullmatch(columna.nombre):
            grupos.setdefault(partida[1], []).append(columna.titulo)
    listas = [campo for campo in definicion.curricular.campos() if campo.por_renglones]
    por_nombre = {nombre: c for c in listas for nombre in (*c.encabezados, normalizar(c.etiqueta))}
    for base, titulos in grupos.items():
        if len(titulos) < 2:
            continue
        exacta = next((por_nombre[f] for f in (base, f"{base}s", f"{base}es") if f in por_nombre), None)
        campo = exacta or next((c for nombre, c in por_nombre.items() if base in nombre), None)
        que = f"«{campo.etiqueta}»" if campo else "una sola pregunta, en partes"
        pregunta = "" if exacta else f"¿Estas {len(titulos)} columnas son {que}?"
        yield Propuesta(tuple(titulos), a=campo.clave if campo else SIN_PARECIDO, pregunta=pregunta)


def _dos_niveles(
    hoja: HojaVista, sueltas: Sequence[Columna], catalogos: Mapping[str, Catalogo]
) -> Iterator[Propuesta]:
    """La comunidad y su municipio: segura si ningún valor es un lugar por sí solo y todos lo son con uno de la otra."""
    lugar = catalogos["municipio"]
    de_lugar = [columna for columna in hoja.columnas if "municipio" in columna.columnas]
    for una, otra in ((a, b) for d in de_lugar for s in sueltas for a, b in ((s, d), (d, s))):
        if any(map(lugar.entiende, (*una.valores, *otra.valores))):
            continue
        if all(any(lugar.entiende(f"{valor} {suyo}") for suyo in otra.valores) for valor in una.valores):
            yield Propuesta((una.titulo, otra.titulo), a="municipio")
            return


def _de_otra_cosa(columna: Columna, catalogos: Mapping[str, Catalogo]) -> Iterator[Propuesta]:
    """Un encabezado conocido con valores de otra cosa: «Distrito local» con municipios."""
    suyos = [catalogos[c] for c in columna.columnas if c in catalogos]
    de_letras = columna.columnas == ("numero",) and not any(map(_CON_CIFRAS.search, columna.valores))
    if de_letras or (suyos and not any(_entiende(catalogo, columna) >= _PARECE for catalogo in suyos)):
        que_es = suyos[0].que_es if suyos else "un número"
        for catalogo in _que_la_entienden(columna, catalogos):
            if catalogo not in suyos and catalogo.campo not in ("partido", "coalicion"):
                pregunta = f"No todos sus valores son {que_es}; ¿la columna es {catalogo.que_es}?"
                yield Propuesta((columna.titulo,), a=catalogo.campo, pregunta=pregunta)
                return


def _suelta(
    columna: Columna, definicion: Definicion, catalogos: Mapping[str, Catalogo], hay: tuple[bool, bool]
) -> Propuesta:
    """Por sus valores, si son los de un catálogo; si no, por su nombre. `hay`: redes, y columna del nombre."""
    hay_redes, hay_nombre = hay
    de, dichas = (columna.titulo,), cuantos(columna.cuantos, "valor", "valores")
    por_valor = next((c for c in _que_la_entienden(columna, catalogos) if c.campo not in _CON_NUMERO), None)
    es_de_alguien = por_valor is None or por_valor.campo not in _DE_LA_FORMULA
    for patron, prefijo in ((_SUPLENTE, "suplente."), (_PROPIETARIA, "")):
        if (
            es_de_alguien
            and patron.search(columna.nombre)
            and (campo := _de_quien(columna, patron.sub("_", columna.nombre).strip("_"), definicion))
        ):
            quien = "la suplente" if prefijo else "la propietaria"
            return Propuesta(
                de, a=f"{prefijo}{campo}", pregunta=f"No se reconoce ({dichas}). ¿Es un dato de {quien}?"
            )
    if _APELLIDOS_PRIMERO.search(columna.nombre):
        return Propuesta(
            de,
            formas=("{primer_apellido} {segundo_apellido} {nombre}",),
            pregunta="¿Van primero los apellidos? Al ensayar se dice cómo queda uno; el que lleve uno solo, o compuesto, se dice entero en «partes».",
        )
    if columna.nombre in _OTRAS and hay_redes:
        return Propuesta(
            de, pregunta=f"¿Es otra red social ({dichas})? Si lo es, agréguela a la lista de las redes."
        )
    de_una = any(patron.search(columna.nombre) for patron in (_SUPLENTE, _PROPIETARIA))
    campo = por_valor.campo if por_valor else "" if de_una else _por_nombre(columna.nombre, definicion)
    if campo == "sexo" and "genero" in columna.nombre:  # con los mismos valores, lo distingue su nombre
        campo = "genero"
    como = (
        f"sus valores parecen {por_valor.que_es}"
        if por_valor
        else f"su nombre se parece{forma.como_son(columna)}"
    )
    if not campo:
        campo, como = _por_parecido(columna, catalogos)
    if campo:
        return Propuesta(de, a=campo, pregunta=f"No se reconoce ({dichas}); {como}. ¿Lo es?")
    return _por_su_forma(columna, dichas, hay_nombre=hay_nombre)


def _por_su_forma(columna: Columna, dichas: str, *, hay_nombre: bool) -> Propuesta:
    """Ni sus valores ni su nombre dicen qué es: se pregunta por cómo son."""
    campo, como = forma.que_parece(columna, hay_nombre=hay_nombre)
    if campo:
        return Propuesta((columna.titulo,), a=campo, pregunta=f"No se reconoce ({dichas}); {como}")
    pregunta = (
        f"No se reconoce ({dichas}{forma.como_son(columna)}). ¿Qué es? Diga su campo o, si no se guarda, póngala en "
        "«descarta»."
    )
    return Propuesta((columna.titulo,), a=SIN_PARECIDO, pregunta=pregunta)


def _de_quien(columna: Columna, nombre: str, definicion: Definicion) -> str:
    """El campo que dice de la persona; «SUPLENTE» a secas, si sus valores son de varias palabras, es su nombre."""
    if nombre:
        return _por_nombre(nombre, definicion)
    return "nombre" if all(" " in valor for valor in columna.valores) else ""


def _por_parecido(columna: Columna, catalogos: Mapping[str, Catalogo]) -> tuple[str, str]:
    """El campo a que se parecen casi todos sus valores, y por qué; vacíos si a ninguno."""
    if all("@" in valor for valor in columna.valores):
        return "correo", "sus valores son correos"
    for campo in ("cargo", "municipio", "fuerza", "calidad"):
        if (catalogo := catalogos.get(campo)) and _entiende(
            catalogo, columna, Catalogo.se_parece
        ) >= _SE_PARECE:
            return campo, f"muchos de sus valores parecen {catalogo.que_es}"
    return "", ""


def _por_nombre(nombre: str, definicion: Definicion) -> str:
    campos = {e: c.removeprefix(CURRICULAR) for c, suyos in admitidos(definicion).items() for e in suyos}
    parecidos = get_close_matches(nombre, campos, n=1, cutoff=0.75)
    campo = campos[parecidos[0]] if parecidos else ""
    return {"nombre_suplente": "suplente.nombre", "sexo_suplente": "suplente.sexo"}.get(campo, campo)


def _que_la_entienden(columna: Columna, catalogos: Mapping[str, Catalogo]) -> Iterator[Catalogo]:
    return (c for c in catalogos.values() if not c.reservado and _entiende(c, columna) >= _PARECE)


def _entiende(
    catalogo: Catalogo,
    columna: Columna,
    dice: Callable[[Catalogo, str], bool] = lambda c, texto: c.entiende(texto),
) -> float:
    return sum(dice(catalogo, valor) for valor in columna.valores) / len(columna.valores)
