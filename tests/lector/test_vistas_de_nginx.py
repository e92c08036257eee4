"""Lo que entrega nginx también cuenta: de su bitácora sin direcciones a la misma cuenta del lector."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conoceles.lector.visitas import Visitas, sumar
from conoceles.lector.vistas_de_nginx import MAQUINA
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

DIA, OTRO = "2024-04-24", "2999-01-01"  # uno terminado y uno que no termina
RENGLONES = """/durango/actual/index.html
/durango/actual/candidaturas/f1/index.html
/_raiz/actual/index.html
/durango/actual/incrustar/d1.html
algo que no es un renglón
"""


def test_cada_renglon_es_una_vista_de_su_direccion_publica(tmp_path: Path) -> None:
    (tmp_path / f"{OTRO}.log").write_text(RENGLONES)
    Visitas(tmp_path, cada=3600).volcar()
    contadas = {"/durango/": 1, "/durango/candidaturas/f1/": 1, "/": 1, "/durango/incrustar/d1.html": 1}
    assert sumar(tmp_path, OTRO) == contadas


def test_lo_nuevo_se_suma_una_vez_y_un_renglon_a_medias_espera(tmp_path: Path) -> None:
    visitas, bitacora = Visitas(tmp_path, cada=3600), tmp_path / f"{OTRO}.log"
    bitacora.write_text("/durango/actual/index.html\n/durango/act")
    for _ in range(2):
        visitas.volcar()
        assert sumar(tmp_path, OTRO) == {"/durango/": 1}
    with bitacora.open("a") as salida:
        salida.write("ual/index.html\n")
    visitas.volcar()
    assert sumar(tmp_path, OTRO) == {"/durango/": 2}
    Visitas(tmp_path, cada=3600).volcar()  # el lector que arranca de nuevo cuenta igual
    assert sumar(tmp_path, OTRO) == {"/durango/": 2}


def test_la_bitacora_de_un_dia_terminado_se_retira_ya_contada(tmp_path: Path) -> None:
    visitas = Visitas(tmp_path, cada=3600)
    (tmp_path / f"{DIA}.log").write_text(RENGLONES)
    visitas.volcar()
    visitas.volcar()
    assert [p.name[:17] for p in tmp_path.glob("????-*")] == [f"{DIA}.nginx-"]
    assert sumar(tmp_path, DIA)["/durango/"] == 1


def test_una_bitacora_ilegible_no_detiene_la_cuenta(tmp_path: Path) -> None:
    (tmp_path / f"{DIA}.log").mkdir()
    (tmp_path / f"{OTRO}.log").write_text("/durango/actual/index.html\n")
    Visitas(tmp_path, cada=3600).volcar()
    assert sumar(tmp_path, OTRO) == {"/durango/": 1}


def test_dos_procesos_que_cuentan_la_misma_bitacora_dan_la_cuenta_de_uno(tmp_path: Path) -> None:
    uno, otro, bitacora = Visitas(tmp_path, cada=3600), Visitas(tmp_path, cada=3600), tmp_path / f"{DIA}.log"
    bitacora.write_text("/durango/actual/index.html\n")
    for proceso in (uno, otro):
        proceso.volcar()
    with bitacora.open("a") as salida:
        salida.write("/durango/actual/index.html\n")
    for proceso in (otro, uno, otro, uno):
        proceso.volcar()
    assert not bitacora.exists()
    assert sumar(tmp_path, DIA) == {"/durango/": 2}
    # El mismo nombre otra vez: quien no la retiró tampoco se acuerda de hasta dónde iba la anterior.
    bitacora.write_text("/durango/actual/b.html\n")
    uno.volcar()
    assert sumar(tmp_path, DIA) == {"/durango/b.html": 1}


def test_cada_maquina_nombra_el_suyo_y_sus_procesos_usan_el_mismo(tmp_path: Path) -> None:
    for maquina in ("una", "otra"):
        (tmp_path / maquina).mkdir()
        (tmp_path / maquina / f"{OTRO}.log").write_text(RENGLONES)
        for _ in range(2):
            Visitas(tmp_path / maquina, cada=3600).volcar()
    nombres = [p.name for p in tmp_path.rglob("*.json")]
    assert len(nombres) == len(set(nombres)) == 2


def test_lo_que_se_llamaba_igual_en_todas_toma_el_suyo_y_no_cuenta_dos_veces(tmp_path: Path) -> None:
    for dia in (DIA, OTRO):
        (tmp_path / f"{dia}.nginx.json").write_text('{"/durango/": 1}')
    (tmp_path / f"{OTRO}.log").write_text(RENGLONES)  # del otro ya no queda bitácora
    Visitas(tmp_path, cada=3600).volcar()
    assert not list(tmp_path.glob("*.nginx.json"))
    assert (sumar(tmp_path, DIA)["/durango/"], sumar(tmp_path, OTRO)["/durango/"]) == (1, 1)


@pytest.mark.parametrize("cortada", [b"", b"0a1b", b"\xff\xff\xff\xff", b"../../fuera"])
def test_una_marca_cortada_se_repone_y_se_sigue_contando(tmp_path: Path, cortada: bytes) -> None:
    (tmp_path / MAQUINA).write_bytes(cortada)
    (tmp_path / f"{OTRO}.log").write_text(RENGLONES)
    for _ in range(2):
        Visitas(tmp_path, cada=3600).volcar()
    assert sumar(tmp_path, OTRO)["/durango/"] == 1


def test_lo_de_nginx_se_suma_aunque_al_lector_nadie_le_pida_nada(tmp_path: Path) -> None:
    (tmp_path / "visitas").mkdir()
    (tmp_path / "visitas" / f"{OTRO}.log").write_text(RENGLONES)
    # Espera al hilo, no a que el proceso acabe: al salir también vuelca, y un servidor no sale.
    guion = """
import os, threading
from pathlib import Path
visitas, espera = Path(os.environ["CONOCELES_DATOS"]) / "visitas", threading.Event()
import conoceles.lector.wsgi
while not list(visitas.glob("*.nginx-*.json")):
    espera.wait(0.01)
os._exit(0)
"""
    entorno = os.environ | {"CONOCELES_DATOS": str(tmp_path), "PYTHONPATH": str(RAIZ_PROYECTO / "src")}
    subprocess.run([sys.executable, "-c", guion], env=entorno, check=True, timeout=30)
    assert sumar(tmp_path / "visitas", OTRO)["/durango/"] == 1
