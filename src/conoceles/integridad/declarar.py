"""La declaración de una tabla sellada, junto a su modelo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from django.db.models import Model, Q

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.selladas.tablas import TABLAS, DeQuien, Dueno, Sellada
from conoceles.integridad.escritas import vigilar

Modelo = TypeVar("Modelo", bound=Model)
DE_NADIE = Dueno(DeQuien.NADIE, "pk", "pk")
DE_SU_ELECCION = Dueno(
    DeQuien.ELECCION, "proceso", "proceso"
)  # la dice por su clave, que no es una llave foránea
UNA_CANDIDATURA = Dueno(DeQuien.CANDIDATURA, "folio", "proceso_id")
UNA_CUENTA = Dueno(DeQuien.CUENTA, "pk", "pk")  # la fila misma


def de_candidatura(por: str = "candidatura") -> Dueno:
    """La fila es de una candidatura, a la que se llega por ese campo."""
    return Dueno(DeQuien.CANDIDATURA, f"{por}__folio", f"{por}__proceso_id")


def de_persona(ruta: str = "clave") -> Dueno:
    """La fila es de una persona, que se nombra por su clave de identidad."""
    return Dueno(DeQuien.PERSONA, ruta, ruta)


def de_cuenta(por: str = "cuenta") -> Dueno:
    """La fila es de la cuenta a la que se llega por ese campo: sus entradas dicen cuál en `cuenta`, y se recuerdan en el proceso."""
    return Dueno(DeQuien.CUENTA, f"{por}__id", f"{por}_id")


def de_eleccion(por: str = "") -> Dueno:
    """La fila es de una elección; `por`, el campo por el que se llega a quien lo dice."""
    ruta = f"{por}__proceso__clave" if por else "proceso__clave"
    return Dueno(DeQuien.ELECCION, ruta, ruta)


def sellada(
    frase: str,
    dueno: Dueno,
    *actos: Acto,
    sin_acto: Q | None = None,
    aparte: bool = False,
    partes: Mapping[str, Collection[str]] = {},
    salvo: str = "",
    se_atestigua: Collection[str] = (),
) -> Callable[[type[Modelo]], type[Modelo]]:
    """Las filas de ese modelo las escriben los actos: lo que otro cliente ponga, cambie o quite en ella se nombra.

    `frase`: cómo se dice una, con su artículo. `actos`: los que la escriben; sin ellos, cualquiera de su candidatura o su persona.
    `sin_acto`: las que todavía no escribe ninguno. `aparte`: lo que en ella no conste no detiene lo demás de su dueño.
    `partes`: las que se escriben por separado, con sus columnas; las demás columnas no llevan sello, y la que dice algo de otra
    tabla (`persona__nombre`) la sella quien asienta. `salvo`: lo que de un JSON cambia sin acto. `se_atestigua`: las columnas que,
    cambiadas por fuera, dos personas pueden dar por buenas; sin ellas, lo cambiado solo se repone. `TypeError` si no dice sus actos y no es de una candidatura ni de una persona.
    """

    def declarar(modelo: type[Modelo]) -> type[Modelo]:
        if not actos and dueno.clase not in (DeQuien.CANDIDATURA, DeQuien.PERSONA):
            raise TypeError(f"{modelo.__name__}: diga qué actos la escriben.")
        TABLAS[modelo] = Sellada(modelo, frase, dueno, actos, sin_acto, aparte, partes, salvo, se_atestigua)
        if not TABLAS[modelo].de_otras:
            vigilar(TABLAS[modelo])
        return modelo

    return declarar
