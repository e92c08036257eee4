"""Los textos de la demostración se leen en voz alta sin pena: posibles a esa edad, con sus logros y sin tropiezos."""

from __future__ import annotations

import re
from random import Random

import pytest

from taller.demo import frases, textos

ANIO = 2024
ANIOS = re.compile(r"\b(?:19|20)\d\d\b")


def _de(semilla: int, edad: int) -> dict[str, str]:
    secciones = textos.curricular(Random(semilla), "Ana Inventada", "005", completo=True, edad=edad)
    return {
        clave: valor
        for seccion in secciones.values()
        for clave, valor in seccion.items()
        if isinstance(valor, str)
    }


@pytest.mark.parametrize("edad", [21, 33, 50, 76])
def test_nadie_trabaja_antes_de_los_dieciocho_ni_despues_de_hoy(edad: int) -> None:
    for semilla in range(60):
        dicho = _de(semilla, edad)
        for clave in ("historia", "trayectoria"):
            anios = [int(a) for a in ANIOS.findall(dicho[clave])]
            assert anios
            assert min(anios) >= ANIO - edad + 18, dicho[clave]
            assert max(anios) <= ANIO, dicho[clave]


def test_cada_logro_va_con_su_oficio() -> None:
    """Quien ahorra en una caja no reduce trámites de licencias."""
    por_oficio = {hace: [_plano(x) for x in logros] for hace, _, logros in frases.OFICIOS}
    for semilla in range(60):
        historia = _de(semilla, 45)["historia"]
        [hace] = [h for h in por_oficio if h in historia]
        ajenos = [x for otro, suyos in por_oficio.items() if otro != hace for x in suyos]
        propios = por_oficio[hace]
        assert sum(bool(re.search(x, historia)) for x in propios) >= 3
        assert [x for x in ajenos if x not in propios and re.search(x, historia)] == []


def _plano(logro: str) -> str:
    return re.escape(logro).replace(re.escape("{n}"), r"\d+")


def test_ninguno_tropieza_ni_se_repite() -> None:
    vistos: set[str] = set()
    for semilla in range(60):
        for texto in (t for t in _de(semilla, 40).values() if len(t) > 200):
            assert not re.search(r"  | de el | a el |\.\.|, ,|\{|\}|\b(\w+) \1\b", texto), texto
            frases_suyas = re.split(r"(?<=\.) ", texto)
            assert len(set(frases_suyas)) == len(frases_suyas), texto
            assert texto not in vistos
            vistos.add(texto)
