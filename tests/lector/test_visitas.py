"""El lector cuenta páginas, no personas."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from conoceles.lector import visitas as modulo
from conoceles.lector.visitas import Visitas, sumar
from conoceles.lector.wsgi import crear
from lector.peticiones import pedir


def test_se_cuentan_paginas_sin_consulta_ni_direccion(sitio: Path, tmp_path: Path) -> None:
    visitas = Visitas(tmp_path / "visitas", cada=3600)
    app = crear(sitio, visitas=visitas)
    for ruta in ("/durango/", "/durango/index.html", "/durango/candidaturas/F1.json", "/durango/nada"):
        pedir(app, ruta, REMOTE_ADDR="10.9.8.7")
    pedir(app, "/durango/buscar/", "q=secreto")
    pedir(app, "/durango/buscar/", "q=secret", HTTP_SEC_FETCH_DEST="empty")
    pedir(app, "/durango/", metodo="HEAD")
    visitas.volcar()
    [archivo] = (tmp_path / "visitas").iterdir()
    assert sumar(tmp_path / "visitas", archivo.name[:10]) == {"/durango/": 2, "/durango/buscar/": 1}
    assert "secreto" not in archivo.read_text()
    assert "10.9.8.7" not in archivo.read_text()


def test_si_no_se_puede_escribir_se_sigue_contando(sitio: Path, tmp_path: Path) -> None:
    estorbo = tmp_path / "visitas"
    estorbo.write_text("no es carpeta")
    visitas = Visitas(estorbo, cada=3600)
    app = crear(sitio, visitas=visitas)
    assert pedir(app, "/durango/").estado == 200
    visitas.volcar()
    estorbo.unlink()
    visitas.volcar()
    [archivo] = estorbo.iterdir()
    assert sumar(estorbo, archivo.name[:10]) == {"/durango/": 1}


def test_cada_hilo_lleva_su_cuenta_y_no_se_pierde_ninguna(tmp_path: Path) -> None:
    visitas = Visitas(tmp_path, cada=3600)

    def mirar() -> None:
        for _ in range(2000):
            visitas.contar("/p/")

    hilos = [threading.Thread(target=mirar) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    while any(hilo.is_alive() for hilo in hilos):
        visitas.volcar()  # mientras siguen sumando
    visitas.volcar()
    assert sumar(tmp_path, modulo._hoy())["/p/"] == 8000


def test_lo_que_se_suma_mientras_cambia_el_dia_queda_en_el_que_acaba(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dias = iter(["2024-04-25", "2024-04-26", "2024-04-26", "2024-04-26"])
    monkeypatch.setattr(modulo, "_hoy", lambda: next(dias))
    visitas = Visitas(tmp_path, cada=3600)
    visitas.contar("/p/")
    [de_este_hilo] = visitas._por_hilo.values()
    visitas.volcar()  # ya es otro día
    de_este_hilo["/p/"] += 1  # un hilo que iba a la mitad de contar
    visitas.contar("/p/")
    visitas.volcar()
    visitas.volcar()
    assert (sumar(tmp_path, "2024-04-25")["/p/"], sumar(tmp_path, "2024-04-26")["/p/"]) == (2, 1)


def test_si_el_disco_no_deja_se_escribe_la_siguiente_vez_y_en_su_dia(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modulo, "_hoy", lambda: "2024-04-25")
    visitas = Visitas(tmp_path / "no" / "cabe", cada=3600)
    visitas.contar("/p/")
    (tmp_path / "no").write_text("")  # una carpeta que no se puede hacer
    monkeypatch.setattr(modulo, "_hoy", lambda: "2024-04-26")
    visitas.volcar()
    assert not list(tmp_path.rglob("*.json"))
    (tmp_path / "no").unlink()
    visitas.volcar()
    assert sumar(tmp_path / "no" / "cabe", "2024-04-25")["/p/"] == 1
