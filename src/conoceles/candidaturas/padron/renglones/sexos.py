"""Qué quiere decir la letra M: depende de con qué otras letras o palabras comparte la columna."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from conoceles.candidaturas.padron.encabezados import Tabla
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.normalizar import clave, sexo

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


def avisar_como_se_leyo(tabla: Tabla, letra_m: Mapping[str, str], informe: Informe) -> None:
    """Una línea por columna en que una letra que puede decir otra cosa vale por una palabra, o el género por el sexo."""
    for campo in ("sexo", "sexo_suplente", "genero"):
        if campo in tabla.columnas and (dichos := list(_lecturas(tabla, campo, letra_m[campo]))):
            mensaje = f"{dichos[0][0].upper()}{'; '.join(dichos)[1:]}."
            informe.avisar(
                "SEXO_ENTENDIDO", mensaje, tabla.hoja, columna=tabla.titulo(campo), valores=len(tabla.filas)
            )


def _lecturas(tabla: Tabla, campo: str, sentido: str) -> Iterator[str]:
    solo_hay_genero = campo == "genero" and "sexo" not in tabla.columnas
    if solo_hay_genero:
        yield "la hoja no trae la columna del sexo y se tomó de esta"
    indice = tabla.columnas[campo]
    letras = Counter(clave(fila[indice]).upper() for _, fila in tabla.filas if indice < len(fila))
    leidas = {x: sentido if x == "M" else sexo(x) for x in sorted(letras) if len(x) == 1}
    if solo_hay_genero or {"M", "X"} & leidas.keys():
        for letra in (letra for letra, leida in leidas.items() if leida):
            yield f"«{letra}» se leyó como {leidas[letra].replace('_', ' ')} ({letras[letra]:,})"
