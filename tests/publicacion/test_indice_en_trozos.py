"""El índice en trozos: una corrección cambia lo suyo y nada más, y deja lo mismo que escribirlo entero."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from conoceles.publicacion.busqueda import indice_estatico, palabras, trozos
from conoceles.publicacion.busqueda.renglones import Renglones
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.lectura.fichas import Ficha
from publicacion.fichas_de_prueba import entrada, escribir, ficha
from publicacion.test_busqueda_comunes import azarosa, corregir

TANTAS = 90


class EnDisco:
    """De la obra, lo que usa el índice: qué hay publicado, y poner y quitar."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        self.archivos: dict[str, bytes] = {}
        self.puestos: set[str] = set()
        self.insumos: dict[str, str] = {}
        self.estado = SimpleNamespace(meta={})

    def derivar(self, ruta: str, insumos: str, hacer: Callable[[], bytes]) -> None:
        if self.insumos.get(ruta) != insumos:
            self.poner(ruta, hacer())
            self.insumos[ruta] = insumos

    def poner(self, ruta: str, octetos: bytes, de: Collection[str] = ()) -> None:
        if self.archivos.get(ruta) == octetos:
            return
        self.archivos[ruta] = octetos
        self.puestos.add(ruta)

    def quitar(self, ruta: str) -> None:
        self.archivos.pop(ruta)

    def materializar(self) -> None:
        for ruta, octetos in self.archivos.items():
            (self.carpeta / ruta).parent.mkdir(parents=True, exist_ok=True)
            (self.carpeta / ruta).write_bytes(octetos)
        self.puestos = set()


def poner(obra: EnDisco, archivo: Path, fichas: list[Ficha], llave: bytes = b"k" * 32) -> None:
    indice_estatico.poner(cast(Obra, obra), archivo, renglones(fichas), llave)


def remendar(obra: EnDisco, archivo: Path, cambiadas: list[Ficha]) -> None:
    una, suyos = cast(Obra, obra), renglones(cambiadas)
    decian = {f.folio: trozos.textos(obra.carpeta, f.folio) for f in cambiadas}
    indice_estatico.personas(una, suyos)
    indice_estatico.remendar(una, obra.carpeta, archivo, suyos, decian, b"k" * 32)


def renglones(fichas: list[Ficha]) -> list[Renglones]:
    return [entrada(f).renglones() for f in fichas]


def entero(carpeta: Path, fichas: list[Ficha]) -> EnDisco:
    obra = EnDisco(carpeta)
    carpeta.mkdir()
    poner(obra, escribir(carpeta / "entero.sqlite", fichas), fichas)
    return obra


def dichas(obra: EnDisco) -> dict[tuple[str, str], Any]:
    """Bloque y palabra → quiénes y dónde, de todos los trozos; los comienzos se comprueban aparte."""
    juntas: dict[tuple[str, str], Any] = {}
    for ruta, octetos in obra.archivos.items():
        if ruta.startswith("indice/palabras/"):
            bloque = ruta.removeprefix("indice/palabras/").partition("_")[0]
            trozo = {(bloque, palabra): listas for palabra, listas in trozos.leer(octetos).items()}
            assert not juntas.keys() & trozo.keys(), ruta  # cada palabra está en un solo trozo de su bloque
            juntas |= trozo
    return juntas


@pytest.mark.parametrize(("maximo", "bloque"), [(6, 2_048), (60, 40), (6_000, 45)])
def test_corregir_deja_lo_mismo_que_escribir_entero(
    tmp_path: Path, maximo: int, bloque: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(palabras, "MAXIMO", maximo)
    monkeypatch.setattr(palabras, "POR_BLOQUE", bloque)
    azar = Random(maximo)
    fichas = [azarosa(azar, n) for n in range(TANTAS)]
    obra = EnDisco(tmp_path / "sitio")
    archivo = escribir(tmp_path / "b.sqlite", fichas)
    poner(obra, archivo, fichas)
    for vuelta in range(5):
        obra.materializar()
        previas = {f.folio: f for f in azar.sample(fichas, 4)}
        nuevas = {folio: azarosa(azar, int(folio[1:]) + 1000 * vuelta) for folio in previas}
        nuevas = {
            folio: ficha(folio, f.nombre, f.secciones[0].campos[0].valores[0]) for folio, f in nuevas.items()
        }
        fichas = [nuevas.get(f.folio, f) for f in fichas]
        corregir(archivo, list(nuevas.values()), previas, fichas)
        remendar(obra, archivo, list(nuevas.values()))
        debidas = {
            p: q for p, q in dichas(entero(tmp_path / f"{vuelta}", fichas)).items() if not p[1].endswith("*")
        }
        assert {p: q for p, q in dichas(obra).items() if not p[1].endswith("*")} == debidas
        for (suyo, comienzo), listas in dichas(obra).items():
            if comienzo.endswith("*"):
                suyas = [q for (b, p), q in debidas.items() if b == suyo and p.startswith(comienzo[:-1])]
                todas = [sorted({o for q in suyas for o in trozos.sumas(q[n])}) for n in range(3)]
                assert [trozos.sumas(lista) for lista in listas] == todas, comienzo


def test_corregir_una_palabra_solo_cambia_su_trozo_y_el_de_la_persona(tmp_path: Path) -> None:
    fichas = [ficha(f"F{n}", f"Persona {n}", f"agua limpia barrio {n}") for n in range(TANTAS)]
    obra = EnDisco(tmp_path / "sitio")
    archivo = escribir(tmp_path / "b.sqlite", fichas)
    poner(obra, archivo, fichas)
    obra.materializar()
    nueva = ficha("F3", "Persona 3", "agua limpia bosque 3")
    corregir(archivo, [nueva], {"F3": fichas[3]}, [*fichas[:3], nueva, *fichas[4:]])
    remendar(obra, archivo, [nueva])
    assert obra.puestos == {"indice/palabras/_b.trozo", "indice/personas/F3.trozo"}


def test_corregir_a_alguien_no_toca_lo_de_otro_bloque(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dice una palabra que dicen todas: su lista crece con la elección, y se lee y se escribe la de su bloque."""
    monkeypatch.setattr(palabras, "POR_BLOQUE", 10)
    fichas = [ficha(f"F{n}", f"Persona {n}", "agua limpia") for n in range(TANTAS)]
    obra = EnDisco(tmp_path / "sitio")
    archivo = escribir(tmp_path / "b.sqlite", fichas)
    poner(obra, archivo, fichas)
    assert [n for n in range(TANTAS) if f"indice/palabras/{n or ''}_a.trozo" in obra.archivos] == [*range(9)]
    obra.materializar()
    nueva = ficha("F33", "Persona 33", "limpia")
    corregir(archivo, [nueva], {"F33": fichas[33]}, [*fichas[:33], nueva, *fichas[34:]])
    remendar(obra, archivo, [nueva])
    assert obra.puestos == {"indice/palabras/3_a.trozo", "indice/personas/F33.trozo"}


def test_lo_retirado_no_queda_en_ningun_trozo(tmp_path: Path) -> None:
    fichas = [ficha("F1", "Ana Xochiquetzal", "palabrasecreta"), ficha("F2", "Beto", "otra")]
    obra = EnDisco(tmp_path / "sitio")
    archivo = escribir(tmp_path / "b.sqlite", fichas)
    poner(obra, archivo, fichas)
    obra.materializar()
    nueva = ficha("F1", "Ana", "otra")
    corregir(archivo, [nueva], {"F1": fichas[0]}, [nueva, fichas[1]])
    remendar(obra, archivo, [nueva])
    sola = EnDisco(tmp_path / "sola")
    sola.archivos = dict(obra.archivos)
    poner(sola, escribir(tmp_path / "c.sqlite", [fichas[1]]), [fichas[1]])  # y si se va, tampoco
    for una in (obra, sola):
        dicho = " ".join(str(trozos.leer(octetos)) for octetos in una.archivos.values()).lower()
        assert "palabrasecreta" not in dicho
        assert "xochiquetzal" not in dicho
    assert not {r for r in sola.archivos if "F1" in r}


def test_lo_que_es_de_todas_cambia_con_la_llave_aunque_diga_lo_mismo(tmp_path: Path) -> None:
    fichas = [ficha("F1", "Ana Xóchitl", "agua"), ficha("F2", "Beto", "luz")]
    archivo = escribir(tmp_path / "b.sqlite", fichas)
    una, otra = EnDisco(tmp_path / "una"), EnDisco(tmp_path / "otra")
    poner(una, archivo, fichas)
    poner(otra, archivo, fichas, b"o" * 32)
    iguales = {ruta for ruta, octetos in una.archivos.items() if otra.archivos[ruta] == octetos}
    assert {ruta.split("/")[1] for ruta in iguales} <= {"personas", "boletas"}  # esos los sella la obra
