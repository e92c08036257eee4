"""Decidir: qué cambió respecto de lo que se sirve. No compone ni escribe nada."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.armado.leer import Leido, leer
from conoceles.publicacion.instantanea import materiales
from conoceles.publicacion.lectura import consultas, fotos
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.sitio import indice, sitio_de


@dataclass(frozen=True)
class Cambio:
    """Lo que se rehace. `ligeras`: todas las fichas que quedan, sin textos; `previas`, por folio, las de esas boletas antes.

    De una publicación completa no hay más: lo leído ya no está en la memoria.
    """

    ligeras: list[Ficha]
    leido: Leido = field(default_factory=Leido)
    cambiadas: tuple[Ficha, ...] = ()
    previas: Mapping[str, Ficha] = field(default_factory=dict)
    completa: bool = False
    hay_idas: bool = False
    otras_listas: bool = False

    @property
    def idas(self) -> set[str]:
        """Quienes ya no están en ninguna boleta."""
        return self.previas.keys() - {f.folio for f in self.leido.fichas}

    @property
    def otro_elenco(self) -> bool:
        return self.previas.keys() != {f.folio for f in self.leido.fichas}

    @property
    def otras_fichas(self) -> bool:
        """Si la búsqueda dice hoy otra cosa de alguien, o puede decirla."""
        return bool(self.cambiadas) or (self.completa and bool(self.ligeras))

    @property
    def otras_fotos(self) -> bool:
        """Si alguien estrena o deja de mostrar la suya."""
        return self.completa or fotos.de_fichas(self.previas.values()) != fotos.de_fichas(self.leido.fichas)

    @property
    def hay(self) -> bool:
        return self.completa or bool(self.cambiadas or self.idas)


def solo(corrida: Corrida, folios: Collection[str], *, padron: bool) -> Cambio:
    """Las boletas de esos folios y las que imprimen al reverso una lista que cambió.

    `padron`: si un acto escribió en él; entonces puede ser otro el orden de toda la boleta.
    """
    with corrida.obra.fijo():
        ligeras = corrida.obra.estado.fichas
    if not folios or not corrida.con_perfiles:
        return Cambio(ligeras)
    tocadas = {f.contienda for f in ligeras if f.folio in folios}
    tocadas |= set(consultas.contiendas_de(corrida.clave, folios).values())
    leido = (None if padron else _con_las_demas(corrida, folios, tocadas)) or leer(corrida, tocadas)
    if frentes := _frentes(corrida, _de(ligeras, tocadas).values(), leido.fichas) - tocadas:
        tocadas |= frentes
        leido = leer(corrida, tocadas)
    return _comparar(corrida, leido, ligeras)


def _con_las_demas(corrida: Corrida, folios: Collection[str], tocadas: Collection[str]) -> Leido | None:
    """Se leen solo sus fórmulas; las demás de su boleta, como se publicaron. `None` si hace falta leerla entera: no está a
    mano, o alguien entra o sale.
    """
    orden = {c.clave: c.orden for c in corrida.marco.definicion.contiendas}
    antes = corrida.recordadas.de(sorted(tocadas, key=lambda c: orden[c]))
    if antes is None:
        return None
    leido = leer(corrida, tocadas, consultas.formulas_de(corrida.clave, folios))
    nuevas = {f.folio: f for f in leido.fichas}
    if not set(folios) <= nuevas.keys() <= {f.folio for f in antes}:
        return None
    juntas = tuple(nuevas.get(f.folio, f) for f in antes)
    return replace(leido, contiendas=frozenset(tocadas), fichas=juntas)


def _comparar(corrida: Corrida, leido: Leido, ligeras: list[Ficha]) -> Cambio:
    previas = _de(ligeras, leido.contiendas)
    leidos = leido.leidos
    cambiadas = tuple(f for f in leido.fichas if f.folio in leidos and _cambio(corrida, f))
    antes, nuevas = list(previas.values()), [indice.ligera(f) for f in leido.fichas]
    idas = previas.keys() - leido.folios
    if not cambiadas and not idas:
        return Cambio(ligeras, leido, previas=previas)
    return Cambio(
        ligeras if antes == nuevas else _mezclar(corrida, ligeras, nuevas, leido.contiendas),
        leido,
        cambiadas,
        previas,
        hay_idas=bool(idas) or not materiales.presentes(antes) <= materiales.presentes(nuevas),
        otras_listas=[*map(indice.en_lista, antes)] != [*map(indice.en_lista, nuevas)],
    )


def _de(ligeras: Iterable[Ficha], contiendas: Collection[str]) -> dict[str, Ficha]:
    return {f.folio: f for f in ligeras if f.contienda in contiendas}


def _cambio(corrida: Corrida, ficha: Ficha) -> bool:
    pagina = indice.perfil(corrida.comun, ficha, corrida.url)
    return corrida.obra.estado.huella(pagina.ruta) != pagina.huella(corrida.obra.llave)


def _frentes(corrida: Corrida, previas: Iterable[Ficha], completas: Iterable[Ficha]) -> set[str]:
    """Las boletas que imprimen al reverso una lista con otras personas que las de antes."""
    antes, ahora = _nombradas(previas), _nombradas(completas)
    otras = {c for c in antes.keys() | ahora.keys() if antes.get(c) != ahora.get(c)}
    return sitio_de.frentes(corrida.marco, otras)


def _nombradas(fichas: Iterable[Ficha]) -> dict[str, list[str]]:
    """Contienda → a quiénes nombra, en su orden."""
    grupos: dict[str, list[str]] = {}
    for ficha in fichas:
        grupos.setdefault(ficha.contienda, []).append(f"{ficha.folio} {ficha.nombre}")
    return grupos


def _mezclar(
    corrida: Corrida, ligeras: Iterable[Ficha], nuevas: Sequence[Ficha], tocadas: Collection[str]
) -> list[Ficha]:
    """Las ligeras de siempre con las boletas tocadas en su lugar y en su orden."""
    orden = {c.clave: c.orden for c in corrida.marco.definicion.contiendas}
    quedan = [f for f in ligeras if f.contienda not in tocadas]
    return sorted([*quedan, *nuevas], key=lambda f: orden[f.contienda])  # `sorted` conserva la boleta
