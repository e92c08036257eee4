"""`mutaciones`: qué cambios hace, cómo decide que uno se notó, y lo que cuenta y escribe, sin correrlas todas."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from taller.mutaciones import corrida, hijos
from taller.mutaciones.cambios import hacer
from taller.mutaciones.cuenta import Cuenta, Viva, contar, explicaciones
from taller.mutaciones.hijos import Dicho, Intento
from taller.mutaciones.medidas import Medidas
from taller.mutaciones.modulos import MODULOS
from taller.mutaciones.salidas import AGOTADO, NOTADO, VIVO, Cambio, Salidas, guardar
from taller.ordenes import mutaciones as orden

VIVA = Viva("sala.sumar", "return a + b", "return a - b")
CODIGO = "def sumar(a, b):\n    return a + b\n\n\nclass Pila:\n    def vacia(self):\n        return not self.cosas\n"


def test_cada_modulo_tiene_archivos_y_pruebas() -> None:
    for modulo in MODULOS.values():
        assert list(RAIZ_PROYECTO.glob(modulo.archivos))
        assert all((RAIZ_PROYECTO / prueba).exists() for prueba in modulo.pruebas)
        for archivo, _, prueba in (p.partition("::") for p in modulo.salvo):
            assert f"def {prueba}(" in (RAIZ_PROYECTO / archivo).read_text()


def test_cada_cambio_se_dice_con_su_funcion_y_lo_que_cambia(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "sala.py").write_text(CODIGO)
    hechos = hacer(tmp_path, "src/*.py")
    assert {(c.funcion, c.antes, c.despues) for c in hechos} == {
        ("sala.sumar", "return a + b", "return a - b"),
        ("sala.Pila.vacia", "return not self.cosas", "return self.cosas"),
    }
    assert all(c.nombre in (tmp_path / "src" / "sala.py").read_text().replace("x", "sala.x") for c in hechos)


def _nota() -> Dicho:
    return {"fallo": "test_a", "pasos": ["sala.x_sumar"], "segundos": 0.0}


def _no_acaba() -> Dicho:
    while True:
        pass


def _muere() -> Dicho:
    os._exit(3)


def _se_duerme() -> Dicho:
    time.sleep(3600)  # un hijo que espera para siempre: el padre lo mata
    return _nota()


@pytest.mark.parametrize(
    ("tarea", "fallo"), [(_nota, "test_a"), (_muere, "murió"), (_no_acaba, None), (_se_duerme, None)]
)
def test_agotar_el_tiempo_no_es_notar_el_cambio(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    datos: Path,
    tarea: Callable[[], Dicho],
    fallo: str | None,
) -> None:
    datos.mkdir()
    if tarea is _se_duerme:
        monkeypatch.setattr(hijos, "RELOJ", 0.0)
    [(que, dicho)] = hijos.correr(iter([Intento("x", tarea, 0.0)]), tmp_path, 2)
    assert (que, dicho and dicho["fallo"]) == ("x", fallo)


def test_por_cada_cambio_van_las_pruebas_mas_baratas_que_quepan() -> None:
    """Y por archivo, del que menos gasta: comparten lo que su archivo prepara."""
    ciclo = corrida.Corrida.__new__(corrida.Corrida)
    ciclo.por_cambio = 10.0
    ciclo.al_leer = frozenset()
    ciclo.gasto = {"a::1": 3.0, "b::1": 2.0, "a::2": 0.5, "b::2": 9.0, "c::1": 1.0}
    ciclo.por_funcion = {"sala.x_sumar": {"a::1", "b::1", "a::2", "b::2"}, "sala.x_nadie": set()}  # type: ignore[assignment]
    escogidas = ciclo._escogidas("sala.x_sumar__mutmut_1")
    assert sorted(escogidas, key=lambda p: escogidas[p]) == ["b::1", "a::2", "a::1"]
    assert list(ciclo._escogidas("sala.x_nadie__mutmut_1")) == []


def test_cuenta_aparte_lo_que_nadie_noto_y_lo_que_agoto_su_tiempo(tmp_path: Path) -> None:
    cambios = [Cambio(f"s.x_f__mutmut_{i}", "s.f", f"return {i}", "return None") for i in range(5)]
    guardar(tmp_path, 40, cambios)
    salidas = Salidas(tmp_path)
    for cambio, salida in zip(cambios, (VIVO, NOTADO, AGOTADO, NOTADO), strict=False):
        salidas.anotar(cambio, salida, "")
    salidas.anotar(cambios[0], NOTADO, "test_nueva")  # la segunda vez ya hay prueba que lo note
    contado = contar("estados", tmp_path)
    assert (contado.hechos, contado.probados, contado.notados, contado.porcentaje) == (40, 4, 3, 75.0)
    assert (contado.de_entrada, contado.porcentaje_de_entrada) == (2, 50.0)
    assert contado.por_explicar == (Viva("s.f", "return 2", "return None"),)


def test_si_el_renglon_es_otro_no_consta_nada_de_el(tmp_path: Path) -> None:
    antes, ahora = (Cambio("s.x_f__mutmut_1", "s.f", f"return {n}", "return None") for n in (1, 2))
    Salidas(tmp_path).anotar(antes, NOTADO, "test_a")
    assert [Salidas(tmp_path).de(c) for c in (antes, ahora)] == [NOTADO, None]


def test_la_pagina_explica_cada_una_o_dice_que_falta(monkeypatch: pytest.MonkeyPatch) -> None:
    otra = Viva("sala.girar", "while x:", "while True:")
    cuentas = [Cuenta("estados", 8, 9, 8, 6, (VIVA,), (otra,), de_entrada=4)]
    assert "``return a + b`` → ``return a - b``. Sin explicar." in "\n".join(orden._pagina(cuentas))
    monkeypatch.setattr(orden, "explicaciones", lambda: {VIVA: "Da lo mismo."})
    pagina = "\n".join(orden._pagina(cuentas))
    assert "| estados | 6 | 8 | 8 | 6 | 1 | 50.0 | 75.0 |" in pagina
    assert "return a - b``. Da lo mismo." in pagina
    assert "while True:`` (agotó su tiempo). Sin explicar." in pagina
    assert "no se mutó: reglas, efecto" in pagina
    assert "no terminó: tocaban 9 y se probaron 8." in pagina


def test_agregar_una_explicacion_no_obliga_a_correr_otra_vez(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cambio = Cambio("s.x_f__mutmut_1", "s.f", "return 1", "return 2")
    (tmp_path / "mapa").mkdir()
    guardar(tmp_path / "mapa", 1, [cambio])
    Salidas(tmp_path / "mapa").anotar(cambio, VIVO, "")
    monkeypatch.setattr(orden, "PAGINA", tmp_path / "pagina.md")
    monkeypatch.setattr(orden, "explicaciones", lambda: {Viva("s.f", "return 1", "return 2"): "Da lo mismo."})
    dicho = orden.ejecutar(argparse.Namespace(modulos=[], carpeta=tmp_path, solo_pagina=True))
    assert dicho == {"ok": False, "modulos": {"mapa": 0.0}}
    assert "Da lo mismo." in (tmp_path / "pagina.md").read_text()


def test_una_medida_vale_mientras_nada_de_lo_suyo_cambie(tmp_path: Path) -> None:
    copia = tmp_path / "proyecto"
    for nombre in ("src/sala.py", "tests/sala/test_a.py", "tests/sala/test_b.py", "tests/sala/piezas.py"):
        (copia / nombre).parent.mkdir(parents=True, exist_ok=True)
        (copia / nombre).write_text("")
    dicho: Dicho = {"fallo": "", "pasos": ["sala.x_sumar"], "segundos": 0.5}
    for prueba in ("tests/sala/test_a.py::test_x", "tests/sala/test_b.py::test_y"):
        Medidas(copia).anotar(prueba, dicho)
    (copia / "tests/sala/test_b.py").write_text("# otra\n")
    assert Medidas(copia).de("tests/sala/test_a.py::test_x") == dicho
    assert Medidas(copia).de("tests/sala/test_b.py::test_y") is None
    (copia / "src/sala.py").write_text("# otra\n")
    assert Medidas(copia).de("tests/sala/test_a.py::test_x") is None


def test_cada_explicacion_dice_algo() -> None:
    assert all(len(porque) > 15 for porque in explicaciones().values())


def test_un_modulo_que_no_se_muta_se_dice() -> None:
    with pytest.raises(ErrorDeDominio, match="No se muta otra"):
        orden.ejecutar(argparse.Namespace(modulos=["otra"], carpeta=None))
