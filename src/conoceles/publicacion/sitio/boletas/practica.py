"""Qué pasa con cada manera de marcar la boleta, según la regla que la elección declara. Funciones puras."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from conoceles.proceso.reglamento import Cuenta, Voto, VotoDeVarias
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Recuadro
from conoceles.publicacion.sitio import contenido, papel

SE_DICE: dict[Cuenta, str] = {
    "valido": "Cuenta",
    "nulo": "Voto nulo",
    "aparte": "Se anota aparte",
    "duda": "Lo decide quien cuenta los votos",
}


@dataclass(frozen=True)
class Caso:
    """Una manera de marcar y cómo se cuenta. `clave`: la que usa el guion de la página, que cambia `{quien}`."""

    clave: str
    cuenta: Cuenta
    cuando: str
    entonces: str

    @property
    def se_dice(self) -> str:
        return SE_DICE[self.cuenta]


def casos(boleta: ContiendaPublica) -> tuple[Caso, ...]:
    """Los de esa boleta, en el orden en que se explican; ninguno si la elección no los declara."""
    marca = papel.se_marca(boleta)
    if not marca or not marca.recuadros or marca.voto is None:
        return ()
    if isinstance(marca.voto, VotoDeVarias):
        return _de_varias(marca.voto, marca.votos)
    hay_alianza = any(r.tambien for r in marca.recuadros)
    dichos = PERSONAS if boleta.papel else PLANILLAS
    return tuple(c for c in _de_una(marca.voto, dichos) if hay_alianza or c.clave != "coalicion")


def bloques(boleta: ContiendaPublica) -> list[tuple[str, tuple[Recuadro, ...]]]:
    """Los recuadros como van en la boleta: en un solo bloque, o mujeres y hombres aparte si así se imprime."""
    puestos = papel.casillas(boleta)
    if not boleta.en_bloques:
        return [("", puestos)]
    de_quien = {r.formula[0].folio: r for r in puestos}
    return [
        (titulo, tuple(de_quien[f.fichas[0].folio] for f in suyas))
        for titulo, suyas in contenido.bloques(contenido.formulas(boleta))
    ]


class _Dichos(NamedTuple):
    """Cómo se dice según lo que va en cada recuadro."""

    junta: str
    juntos: str
    la_misma: str
    distintos: str
    marco: str


PERSONAS = _Dichos(
    "Marcar dos o más recuadros que llevan a la misma persona",
    "es la misma persona en los que marcó: un solo voto para {quien}",
    "marcó dos o más recuadros con la misma persona",
    "Marcar recuadros de personas distintas",
    "marcó recuadros de personas distintas",
)
PLANILLAS = _Dichos(
    "Marcar dos o más recuadros que llevan la misma planilla",
    "es la misma planilla en los que marcó: un solo voto para la de {quien}",
    "marcó dos o más recuadros con la misma planilla",
    "Marcar recuadros de planillas distintas",
    "marcó recuadros de planillas distintas",
)


def _de_una(voto: Voto, dichos: _Dichos) -> tuple[Caso, ...]:
    juntos = dichos.juntos if voto.coalicion == "valido" else dichos.la_misma
    return (
        Caso("uno", "valido", "Marcar un solo recuadro", "un voto para {quien}"),
        Caso("coalicion", voto.coalicion, dichos.junta, juntos),
        Caso("varios", voto.varios, dichos.distintos, dichos.marco),
        *_en_blanco(voto, "Marcar un recuadro y además escribir un nombre", "marcó un recuadro"),
    )


def _de_varias(voto: VotoDeVarias, cuantas: int) -> tuple[Caso, ...]:
    return (
        Caso("justas", "valido", f"Marcar a {cuantas} personas", "un voto para cada una: {quien}"),
        Caso(
            "menos",
            voto.menos,
            f"Marcar a menos de {cuantas}",
            "marcó a menos personas de las que se eligen: {quien}",
        ),
        Caso(
            "de_mas", voto.de_mas, f"Marcar a más de {cuantas}", "marcó a más personas de las que se eligen"
        ),
        *_en_blanco(voto, "Marcar a alguien y además escribir un nombre", "marcó a alguien"),
    )


def _en_blanco(voto: Voto | VotoDeVarias, ademas: str, marco: str) -> tuple[Caso, ...]:
    """Sin marcar y con el recuadro en blanco."""
    return (
        Caso("ninguno", voto.ninguno, "No marcar ningún recuadro", "no marcó ningún recuadro"),
        Caso(
            "escrito",
            voto.escrito,
            "Solo escribir el nombre de alguien que no está registrado",
            "escribió un nombre y no marcó ningún recuadro",
        ),
        Caso("escrito_y_marcado", voto.escrito_y_marcado, ademas, f"{marco} y además escribió un nombre"),
    )
