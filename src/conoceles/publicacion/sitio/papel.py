"""La boleta como se imprime, en el orden que la elección declara. Funciones puras sobre las fichas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conoceles.publicacion.lectura.fichas import (
    ContiendaPublica,
    Enlace,
    Ficha,
    FuerzaPublica,
    ListaEnPapel,
    Papel,
    Recuadro,
)

Formula = tuple[Ficha, ...]  # la propietaria y, si las hay, sus suplentes
COMUN = ", en un mismo recuadro según su convenio"


def formulas(fichas: Iterable[Ficha]) -> list[Formula]:
    """Junta a cada propietaria con la suplente que la sigue; el orden de las fichas no cambia."""
    hechas: list[Formula] = []
    for ficha in fichas:
        companera = ficha.companera.folio if ficha.companera else ""
        if hechas and ficha.calidad == "suplente" and hechas[-1][0].folio == companera:
            hechas[-1] = (*hechas[-1], ficha)
        else:
            hechas.append((ficha,))
    return hechas


def recuadros(fichas: Iterable[Ficha], fuerzas: Sequence[FuerzaPublica]) -> tuple[Recuadro, ...]:
    """Los del frente. `fuerzas`: todas las de la elección, en el orden declarado; quien no postula no tiene recuadro."""
    todas = formulas(fichas)
    puestos = [
        (duena, formula)
        for fuerza in sorted(fuerzas, key=lambda f: f.orden)
        for formula in todas
        if (duena := _duena(fuerza, formula[0].fuerza, fuerzas))
    ]
    return tuple(
        Recuadro(
            casilla=n,
            fuerza=duena,
            formula=tuple(enlace(f) for f in formula),
            alianza=formula[0].fuerza.nombre if duena != formula[0].fuerza else "",
            tambien=tuple(otra.siglas for otra, la in puestos if la is formula and otra != duena),
            en_papel=tuple((f.nombre, f.en_papel) for f in formula if f.en_papel),
        )
        for n, (duena, formula) in enumerate(puestos, 1)
    )


def _duena(
    fuerza: FuerzaPublica, postula: FuerzaPublica, fuerzas: Sequence[FuerzaPublica]
) -> FuerzaPublica | None:
    """De quién es el recuadro que ocupa `postula` en el lugar de `fuerza`; `None` si ahí no tiene ninguno."""
    if postula.recuadro != "propio" and postula.recuadro != "comun":
        return fuerza if fuerza == postula else None
    if fuerza.nombre not in postula.integrantes:
        return None
    if postula.recuadro == "propio":
        return fuerza
    primera = min((f for f in fuerzas if f.nombre in postula.integrantes), key=lambda f: f.orden)
    return postula if fuerza == primera else None


def se_marca(boleta: ContiendaPublica) -> Papel | None:
    """Los recuadros en que se vota; ninguno si sus listas van al reverso de otra boleta."""
    return boleta.papel or boleta.de_planillas


def casillas(boleta: ContiendaPublica) -> tuple[Recuadro, ...]:
    """Lo que toda salida dibuja: los recuadros en que se vota, en su orden; de listas al reverso, ninguno."""
    marca = se_marca(boleta)
    return marca.recuadros if marca else ()


def juntos(recuadro: Recuadro) -> str:
    """Con quién va: su coalición o, de una candidatura común, los partidos de ese recuadro; vacío si va por sí."""
    if recuadro.fuerza.recuadro == "comun":
        return " y ".join(recuadro.fuerza.integrantes) + COMUN
    return recuadro.alianza


def puede_decir(dicen: Iterable[tuple[str, Enlace]]) -> str:
    """Qué otros nombres puede traer el papel, y en vez de quién; vacío si trae los de hoy."""
    return "; ".join(
        f"En el papel puede decir {impreso.nombre or 'otro nombre'} en vez de {hoy}" for hoy, impreso in dicen
    )


def enlace(ficha: Ficha) -> Enlace:
    """Quien está en el recuadro y en qué calidad."""
    return Enlace(ficha.folio, ficha.nombre, ficha.calidad_texto)


def en_su_orden(fichas: Sequence[Ficha], puestos: Sequence[Recuadro]) -> tuple[Ficha, ...]:
    """Las personas en el orden del primer recuadro de su fórmula; sin recuadro, al final y como venían."""
    lugar: dict[str, int] = {}
    for recuadro in puestos:
        for persona in recuadro.formula:
            lugar.setdefault(persona.folio, recuadro.casilla)
    return tuple(sorted(fichas, key=lambda f: lugar.get(f.folio, len(puestos) + 1)))


def listas(boletas: Iterable[ContiendaPublica]) -> Iterator[ListaEnPapel]:
    """Las del reverso, una por fuerza, en el orden declarado."""
    for boleta in boletas:
        por_fuerza: dict[FuerzaPublica, list[Formula]] = {}
        for formula in formulas(boleta.fichas):
            por_fuerza.setdefault(formula[0].fuerza, []).append(formula)
        for fuerza in sorted(por_fuerza, key=lambda f: f.orden):
            suyas = [f for f in boleta.fichas if f.fuerza == fuerza]
            dicen = tuple((f.nombre, f.en_papel) for f in suyas if f.en_papel)
            enlazadas = tuple(tuple(map(enlace, formula)) for formula in por_fuerza[fuerza])
            lugares = tuple(lugar for formula in por_fuerza[fuerza] if (lugar := formula[0].posicion))
            sabidos = lugares if len(lugares) == len(enlazadas) else ()
            planilla = any(f.puesto for f in suyas)
            yield ListaEnPapel(fuerza, boleta.clave, enlazadas, dicen, sabidos, planilla)
