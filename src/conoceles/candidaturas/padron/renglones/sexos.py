"""Qué quiere decir la letra M: depende de con qué otras letras o palabras comparte la columna."""

from __future__ import annotations

from collections.abc import Mapping

from conoceles.candidaturas.padron.encabezados import Tabla
from conoceles.candidaturas.padron.renglones.normalizar import clave

# La M es de masculino junto a estas, y de mujer junto a aquellas.
_DE_MASCULINO = frozenset({"f", "fem", "femenino", "femenina", "masculino", "masc", "masculina"})
_DE_MUJER = frozenset({"h", "hombre", "mujer"})
_JUNTAS = (("sexo", "sexo_suplente"), ("genero",))


def significado_de_m(tabla: Tabla) -> Mapping[str, str]:
    """Columna → `hombre`, `mujer` o «» si el contenido no lo decide."""
    significados: dict[str, str] = {}
    for columnas in _JUNTAS:
        indices = [tabla.columnas[c] for c in columnas if c in tabla.columnas]
        dichos = {clave(fila[i]) for _, fila in tabla.filas for i in indices if i < len(fila)}
        masculino, mujer = bool(dichos & _DE_MASCULINO), bool(dichos & _DE_MUJER)
        sentido = "" if masculino == mujer else "hombre" if masculino else "mujer"
        significados |= dict.fromkeys(columnas, sentido)
    return significados
