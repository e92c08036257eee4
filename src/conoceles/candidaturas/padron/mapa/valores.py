"""Los valores que el mapa cambia, y la cuenta de todo lo que hizo: nada se traduce sin decirlo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from conoceles.candidaturas.padron.columnas import de_relleno
from conoceles.candidaturas.padron.informe import Informe
from conoceles.nucleo.texto import cuantos, sin_acentos
from conoceles.proceso.padron import SUPLENTE


class Valores:
    """Columna → valor del archivo → valor, comparados sin acentos ni mayúsculas; cuenta lo que cambia en una hoja."""

    def __init__(self, valores: Mapping[str, Mapping[str, str]], hoja: str, informe: Informe) -> None:
        self.hoja, self.informe = hoja, informe
        self._tablas = {
            columna: {sin_acentos(antes): despues for antes, despues in tabla.items()}
            for columna, tabla in valores.items()
        }
        self._cambiados: Counter[tuple[str, str, str]] = Counter()
        self._rellenos: dict[str, Counter[str]] = {}
        self._sin_uso: Counter[str] = Counter()

    def de(self, columna: str, texto: str, titulo: str) -> str:
        """El valor que dice el mapa, o el mismo texto. Lo de la suplente vale, si no se dice otra cosa, igual."""
        tabla = self._tablas.get(columna) or self._tablas.get(columna.removeprefix(SUPLENTE)) or {}
        dicho = tabla.get(sin_acentos(texto))
        if dicho is None:
            return texto
        self._cambiados[(titulo, "«…»" if _reservada(columna) else f"«{texto.strip()}»", dicho)] += 1
        return dicho

    def relleno(self, titulo: str, texto: str) -> None:
        """Una celda juntada o partida que vale como vacía."""
        self._rellenos.setdefault(titulo, Counter())[texto.strip()] += 1

    def parte_sin_uso(self, titulo: str) -> None:
        """Una celda de la que el mapa deja fuera una parte, con `{}`."""
        self._sin_uso[titulo] += 1

    def avisar(self) -> None:
        """Una entrada por columna y valor."""
        for (titulo, antes, dicho), veces in sorted(self._cambiados.items()):
            como = f"se leyó «{dicho}»" if dicho else "vale como celda vacía"
            mensaje = f"Por el mapa, {antes} {como} en {cuantos(veces, 'celda', 'celdas')}."
            self.informe.avisar("MAPA_VALOR", mensaje, self.hoja, columna=titulo, valores=veces)
        for titulo, dichos in sorted(self._rellenos.items()):
            mensaje, veces = de_relleno(dichos), dichos.total()
            self.informe.avisar("RELLENO_COMO_VACIO", mensaje, self.hoja, columna=titulo, valores=veces)
        for titulo, veces in sorted(self._sin_uso.items()):
            mensaje = f"El mapa deja fuera una parte («{{}}») de {cuantos(veces, 'celda', 'celdas')}."
            self.informe.avisar("MAPA_PARTE_FUERA", mensaje, self.hoja, columna=titulo, valores=veces)


def _reservada(columna: str) -> bool:
    """De identidad, o que puede nombrar a un grupo: su texto no se repite."""
    propia = columna.removeprefix(SUPLENTE)
    return propia == "medida" or (propia.startswith("p") and propia[1:].isdigit())
