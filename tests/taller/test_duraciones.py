"""La tabla de duraciones: qué marca, en qué orden reparte y cómo se rehace."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import duraciones
from duraciones import Duracion


class Prueba:
    """Lo que se mira de una de pytest: de qué archivo es y con qué marcas."""

    def __init__(self, archivo: str, *marcas: str) -> None:
        self.nodeid, self.marcas = f"tests/{archivo}.py::test_x", list(marcas)

    @property
    def keywords(self) -> set[str]:
        return set(self.marcas)

    def iter_markers(self) -> list[Any]:
        return [SimpleNamespace(name=marca) for marca in self.marcas]

    def add_marker(self, marca: pytest.MarkDecorator) -> None:
        self.marcas.append(marca.name)


def repartidas(*pruebas: Prueba, **segundos: float) -> list[list[str]]:
    """Archivo y marcas de cada una, en el orden en que quedan; cada archivo, de una sola prueba."""
    tabla = {(f"tests/{archivo}.py", "ordinaria"): Duracion(s, 1) for archivo, s in segundos.items()}
    lista: list[Any] = list(pruebas)
    duraciones.repartir(lista, tabla)
    return [[p.nodeid[6 : -len(".py::test_x")], *p.marcas] for p in lista]


def test_lo_que_no_se_ha_medido_va_primero_y_no_se_marca_y_despues_lo_mas_largo() -> None:
    dadas = repartidas(Prueba("corta"), Prueba("nueva"), Prueba("media"), Prueba("larga"), corta=0.6, media=1.4, larga=4.1)  # fmt: skip
    assert dadas == [["nueva"], ["larga", "lenta", "larga"], ["media", "lenta"], ["corta"]]


@pytest.mark.parametrize(
    ("segundos", "pruebas", "lenta", "larga"),
    [
        (1.3, 1, False, False), (1.9, 12, False, False), (2.0, 12, True, False), (3.0, 1, True, False),
        (4.1, 1, True, True), (6.0, 10, True, False), (6.1, 10, True, True), (13.9, 200, False, False),
        (14.1, 200, False, True),
    ],
)  # fmt: skip
def test_un_archivo_sale_por_lo_que_cuesta_cada_prueba_y_no_por_tener_muchas(
    segundos: float, pruebas: int, lenta: bool, larga: bool
) -> None:
    suya = Duracion(segundos, pruebas)
    assert (suya.lenta, suya.larga) == (lenta, larga)


def test_quien_marca_de_una_en_una_decide_cuales_son_lentas() -> None:
    assert repartidas(Prueba("una"), Prueba("una", "lenta"), una=2) == [["una"], ["una", "lenta"]]


def test_una_medida_sin_renglon_de_un_archivo_ya_medido_no_lo_adelanta() -> None:
    dadas = repartidas(Prueba("corta"), Prueba("corta", "simulacro"), Prueba("media"), corta=0.5, media=1.2)
    assert [archivo for archivo, *_ in dadas] == ["media", "corta", "corta"]


def test_lo_que_pide_el_archivo_no_se_suma_a_lo_ordinario() -> None:
    tabla = {("tests/a.py", "simulacro"): Duracion(90, 1), ("tests/a.py", "ordinaria"): Duracion(0.1, 3)}
    ordinaria, simulacro = Prueba("a"), Prueba("a", "simulacro")
    lista: list[Any] = [ordinaria, simulacro]
    duraciones.repartir(lista, tabla)
    assert ordinaria.marcas == []
    assert "larga" not in simulacro.marcas


def test_medir_suma_las_partes_de_cada_prueba_y_quita_solo_el_archivo_que_ya_no_esta(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabla = tmp_path / "tests" / "duraciones.txt"
    tabla.parent.mkdir()
    for archivo in ("a.py", "b.py"):
        tabla.with_name(archivo).touch()
    quedan, se_fue = "    50.0     9 simulacro  tests/b.py\n", "     9.0     1 ordinaria  tests/c.py\n"
    tabla.write_text(f"{quedan}{se_fue}     7.0     7 ordinaria  tests/a.py\n")
    monkeypatch.setattr(duraciones, "TABLA", tabla)
    medidor = duraciones.Medidor()
    for parte, tardo in (("setup", 1.0), ("call", 2.0), ("teardown", 0.5)):
        informe: Any = SimpleNamespace(
            nodeid="tests/a.py::test_x", keywords={"larga"}, when=parte, duration=tardo
        )
        medidor.pytest_runtest_logreport(informe)
    medidor.pytest_deselected([Prueba(*de) for de in (("a",), ("b", "simulacro"), ("b",))])  # type: ignore[list-item]
    medidor.pytest_sessionfinish()
    sin_correr = "     0.0     0 ordinaria  tests/b.py\n"
    assert tabla.read_text() == f"{quedan}     3.5     1 ordinaria  tests/a.py\n{sin_correr}"


@pytest.mark.parametrize(
    ("seleccion", "sobran"),
    [
        ("not simulacro", set()),
        ("not simulacro and not larga", {"larga", "larga_en_dos"}),
        ("postgres and not simulacro", {"larga", "corta", "lenta", "de_una_en_una", "de_navegador"}),
        ("postgres and not simulacro and not larga", {"larga", "larga_en_dos", "corta", "lenta", "de_una_en_una", "de_navegador"}),
        ("not simulacro and not larga and not navegador and not lenta", {"larga", "larga_en_dos", "lenta", "de_navegador"}),
        ("postgres and simulacro or base and not postgres", set()),
    ],
)  # fmt: skip
def test_ni_se_importa_el_archivo_del_que_nada_se_corre(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seleccion: str, sobran: set[str]
) -> None:
    suyos = {
        "larga": "",
        "larga_en_dos": "@pytest.mark.postgres",
        "corta": "",
        "en_dos": "pytest.mark.postgres",
        "lenta": "",
        "de_una_en_una": "@pytest.mark.lenta",
        "de_navegador": "pytestmark = [\n    pytest.mark.navegador,\n]\n",
    }
    medidas = {"larga": 20, "larga_en_dos": 20, "lenta": 2, "de_una_en_una": 2}
    tabla = {(f"{nombre}.py", "ordinaria"): Duracion(s, 1) for nombre, s in medidas.items()}
    monkeypatch.setattr(duraciones, "TABLA", tmp_path / "tests" / "duraciones.txt")
    monkeypatch.setattr(duraciones, "_tabla", lambda: tabla)
    for nombre, dice in suyos.items():
        (tmp_path / f"{nombre}.py").write_text(dice)
    assert {n for n in suyos if duraciones.sobra(tmp_path / f"{n}.py", seleccion)} == sobran


def test_la_tabla_del_repositorio_se_lee_y_esta_como_se_escribe() -> None:
    tabla = duraciones.leer(duraciones.TABLA.read_text())
    assert tabla
    assert duraciones.escribir(tabla) == duraciones.TABLA.read_text()


def test_cada_archivo_de_pruebas_esta_en_la_tabla_y_ella_no_nombra_otro() -> None:
    """El que falta empieza primero y corre en todas las medidas, aunque dure un instante."""
    raiz = duraciones.TABLA.parents[1]
    hay = {str(archivo.relative_to(raiz)) for archivo in (raiz / "tests").rglob("test_*.py")}
    medidos = {archivo for archivo, _ in duraciones.leer(duraciones.TABLA.read_text())}
    faltan = " ".join(sorted(hay - medidos)) or "tests/taller/test_duraciones.py"
    assert medidos == hay, (
        f'Póngala al día: .venv/bin/python -m pytest -m "not simulacro" --duraciones {faltan}'
    )
