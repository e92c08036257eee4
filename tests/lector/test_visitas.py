"""El lector cuenta páginas, no personas."""

from __future__ import annotations

from pathlib import Path

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
