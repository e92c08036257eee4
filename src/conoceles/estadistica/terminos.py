"""Los cuatro números que se dicen en varias páginas, con un solo nombre cada uno (docs/glosario.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conoceles.bitacora.estados import CON_CONTENIDO
from conoceles.estadistica.poblacion import Registro


@dataclass(frozen=True)
class Cuentas:
    """Entre las registradas que siguen en la elección; lo de quien concluyó no se suma."""

    registradas: int
    enviadas: int
    con_informacion: int
    completas: int

    @property
    def frase(self) -> str:
        """Por qué no son el mismo número."""
        dicha = (
            f"De {self.registradas} candidaturas registradas, {self.enviadas} han enviado su cuestionario y "
            f"{self.con_informacion} tienen información publicada"
        )
        en_parte = self.con_informacion - self.completas
        if en_parte:
            dicha += f": {self.completas} con todo lo enviado y {en_parte} con lo que no se les observó"
        return f"{dicha}. Lo enviado se publica después de revisarse."


def contar(registros: Iterable[Registro]) -> Cuentas:
    """De todas, de un grupo o de un corte."""
    filas = list(registros)
    visibles = [r for r in filas if r.con_informacion]
    return Cuentas(
        registradas=len(filas),
        enviadas=sum(r.enviada for r in filas),
        con_informacion=len(visibles),
        completas=sum(r.estado in CON_CONTENIDO for r in visibles),
    )
