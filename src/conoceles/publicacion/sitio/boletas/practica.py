"""Qué pasa con cada manera de marcar la boleta, según la regla que la elección declara. Funciones puras."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.proceso.reglamento import Cuenta
from conoceles.publicacion.lectura.fichas import ContiendaPublica

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
    """Los de esa boleta, en el orden en que se explican; ninguno si no se declaran o si se marcan varias personas."""
    voto = boleta.papel.voto if boleta.papel else None
    if voto is None or not boleta.papel or not boleta.papel.recuadros:
        return ()
    hay_alianza = any(r.tambien for r in boleta.papel.recuadros)
    juntos = "es la misma persona en los que marcó: un solo voto para {quien}"
    dichos = (
        Caso("uno", "valido", "Marcar un solo recuadro", "un voto para {quien}"),
        Caso(
            "coalicion",
            voto.coalicion,
            "Marcar dos o más recuadros que llevan a la misma persona",
            juntos if voto.coalicion == "valido" else "marcó dos o más recuadros con la misma persona",
        ),
        Caso(
            "varios",
            voto.varios,
            "Marcar recuadros de personas distintas",
            "marcó recuadros de personas distintas",
        ),
        Caso("ninguno", voto.ninguno, "No marcar ningún recuadro", "no marcó ningún recuadro"),
        Caso(
            "escrito",
            voto.escrito,
            "Solo escribir el nombre de alguien que no está registrado",
            "escribió un nombre y no marcó ningún recuadro",
        ),
        Caso(
            "escrito_y_marcado",
            voto.escrito_y_marcado,
            "Marcar un recuadro y además escribir un nombre",
            "marcó un recuadro y además escribió un nombre",
        ),
    )
    return tuple(c for c in dichos if hay_alianza or c.clave != "coalicion")
