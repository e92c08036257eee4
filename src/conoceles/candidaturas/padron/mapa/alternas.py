"""Propietaria y suplente en renglones alternos, sin columna que lo diga: a quién le toca cada uno, o por qué no se sabe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conoceles.candidaturas.padron.encabezados import normalizar
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.normalizar import linea
from conoceles.proceso.padron import DE_LUGAR

Fila = tuple[str, ...]
QUE_HACER = "Desde ahí no se leyó la hoja: complete el renglón que falta, o agregue una columna que diga Propietaria o Suplente."


class Alternancia:
    """Da a cada renglón su calidad por turno, y exige que el lugar lo confirme: igual en la fórmula y otro en la que sigue.

    `dichas`: las calidades en su orden; vacía, no hace nada. `lugares`: columna → su índice en los renglones ya leídos.
    """

    def __init__(self, dichas: Sequence[str], lugares: Mapping[str, int]) -> None:
        self.dichas, self.lugares = dichas, lugares
        self.propios = [(campo, lugares[campo]) for campo in DE_LUGAR if campo in lugares]
        self.van = 0

    def dar(self, fila: Fila) -> Fila:
        """El renglón con la calidad que le toca."""
        if not self.dichas:
            return fila
        suya, indice = self.dichas[self.van % len(self.dichas)], self.lugares["calidad"]
        self.van += 1
        return (*fila[:indice], suya, *fila[indice + 1 :])

    def seguros(self, numeros: Sequence[int], filas: Sequence[Fila], hoja: str, informe: Informe) -> int:
        """Cuántos de los primeros son de fórmulas sin duda. De lo demás se anota por qué no: nunca se adivina."""
        paso = len(self.dichas) or 1
        for desde in range(0, len(filas) if self.dichas else 0, paso):
            suyas, van = filas[desde : desde + paso], numeros[desde : desde + paso]
            if porque := self._duda(suyas, van, filas[desde - paso] if desde else None):
                mensaje = (
                    f"Por el mapa los renglones van {' y '.join(self.dichas)}, y aquí {porque}. {QUE_HACER}"
                )
                informe.fallar("MAPA_ALTERNA", mensaje, hoja, van[0])
                informe.filas += len(filas) - desde
                return desde
        if self.dichas and filas:
            mensaje = f"Por el mapa, {len(filas)} renglones son {' y '.join(self.dichas)} por turno."
            informe.avisar("MAPA_TURNO", mensaje, hoja, valores=len(filas))
        return len(filas)

    def _duda(self, suyas: Sequence[Fila], van: Sequence[int], antes: Fila | None) -> str:
        if len(suyas) < len(self.dichas):
            return f"no sigue ningún renglón para {self.dichas[len(suyas)]}"
        if van[-1] - van[0] != len(van) - 1:
            return f"hay uno que no se lee entre el {van[0]} y el {van[-1]}"
        if campo := self._distinto(*suyas):
            return f"el {van[-1]} dice otra cosa en «{campo}»: no es de la misma fórmula"
        if antes and not self._distinto(antes, suyas[0]):
            return f"el {van[0]} es del mismo lugar que el de arriba: no se sabe dónde empieza cada fórmula"
        return ""

    def _distinto(self, una: Fila, otra: Fila) -> str:
        """El campo en que la segunda dice lo que la primera no; en blanco, la segunda no lo repite."""
        pares = ((c, normalizar(linea(una[i])), normalizar(linea(otra[i]))) for c, i in self.propios)
        return next((campo for campo, dice, sigue in pares if sigue and sigue != dice), "")
