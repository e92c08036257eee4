"""El orden de los resultados, contra un juez que solo lee las fichas y la regla que la página declara."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest

from conoceles.lector.busqueda import pagina_buscar
from conoceles.lector.indice import Indice
from conoceles.publicacion.lectura.fichas import CampoPublico, Ficha, SeccionPublica
from publicacion.fichas_de_prueba import ALIANZA, VERDE, escribir, ficha

DICHAS = (
    "agua aguas aguacate pan panadería panes morena morenas salud saludable Ana Anabel verde vida".split()
)
BUSCADO = ("agua", "pan", "morena", "salud", "ana", "agua pan", "pan agua", "VE", "verde vida", "ag")
TANTAS = 60


def azarosa(azar: Random, n: int) -> Ficha:
    """Con las mismas pocas palabras en su nombre, sus propuestas y su trayectoria: coinciden de todas las maneras."""

    def dicho(campo: str) -> CampoPublico:
        return CampoPublico(campo, campo, (" ".join(azar.choices(DICHAS, k=azar.randint(0, 3))),))

    secciones = (
        SeccionPublica("propuestas", "Propuestas", (dicho("propuesta_1"),), de_propuestas=True),
        SeccionPublica("historia", "Historia", (dicho("trayectoria"),)),
    )
    nombre = f"P{n} {azar.choice(DICHAS)}"
    return ficha(f"F{n}", nombre, secciones=secciones, fuerza=azar.choice((ALIANZA, VERDE)))


def plano(texto: str) -> list[str]:
    """Palabras sin acentos ni mayúsculas."""
    return re.findall(r"\w+", unicodedata.normalize("NFD", texto).encode("ascii", "ignore").decode().lower())


def relevancia(f: Ficha, q: str) -> int:
    """Lo que la página declara: fuerza, palabras enteras, comienzos; y en cada caso nombre, propuestas, lo demás."""
    if f.fuerza is VERDE and q in ("VE", "verde vida"):
        return 0
    propuestas = plano(" ".join(v for s in f.secciones[:1] for c in s.campos for v in c.valores))
    demas = plano(" ".join(v for s in f.secciones[1:] for c in s.campos for v in c.valores))
    lugares = (plano(f.nombre), propuestas, [*plano(f.nombre), *propuestas, *demas])
    *antes, ultima = plano(q)
    for por_comienzo in (False, True):
        for n, palabras in enumerate(lugares):
            hallada = any(p.startswith(ultima) if por_comienzo else p == ultima for p in palabras)
            if hallada and set(antes) <= set(palabras):
                return 1 + n + 3 * por_comienzo
    return 99


def pedidos(indice: Indice, q: str) -> list[str]:
    """Todas las páginas de resultados, una tras otra."""
    folios: list[str] = []
    for numero in range(1, TANTAS // 10 + 1):
        html = pagina_buscar(indice, urlencode({"q": q, "pagina": numero}))
        folios += [f for f in re.findall(r'data-folio="(\w+)"', html) if f not in folios]
    return folios


@pytest.mark.parametrize("semilla", range(4))
def test_barajar_a_las_personas_solo_cambia_el_orden_dentro_de_igual_relevancia(
    semilla: int, tmp_path: Path
) -> None:
    azar = Random(semilla)
    fichas = [azarosa(azar, n) for n in range(TANTAS)]
    for vuelta, orden in enumerate((fichas, azar.sample(fichas, TANTAS), fichas[::-1])):
        indice = Indice(escribir(tmp_path / f"{vuelta}.sqlite", orden))
        for q in BUSCADO:
            halladas = [f for f in orden if relevancia(f, q) < 99]
            debidas = [f.folio for f in sorted(halladas, key=lambda f: relevancia(f, q))]
            assert pedidos(indice, q) == debidas, q


def test_una_propuesta_va_antes_que_una_biografia_y_la_palabra_entera_antes_que_la_que_empieza_igual(
    tmp_path: Path,
) -> None:
    vida = SeccionPublica("historia", "Historia", (CampoPublico("h", "h", ("Vendí pan",)),))
    fichas = [
        ficha("F1", "Uno", "Una panadería"),
        ficha("F2", "Dos", secciones=(vida,)),
        ficha("F3", "Tres", "Pan para las escuelas"),
    ]
    assert pedidos(Indice(escribir(tmp_path / "b.sqlite", fichas)), "pan") == ["F3", "F2", "F1"]
