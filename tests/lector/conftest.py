"""Una publicación pequeña, firmada."""

from __future__ import annotations

from pathlib import Path

import pytest

from conoceles.lector import sitio as sitios
from conoceles.lector.wsgi import Aplicacion, crear
from lector.instantaneas import publicar

GUION = "estatico/sitio.0123456789abcdef.css"


@pytest.fixture(autouse=True)
def siempre_mira(monkeypatch: pytest.MonkeyPatch) -> None:
    """Un milisegundo basta para publicar aquí algo pequeño: cada petición mira qué hay."""
    monkeypatch.setattr(sitios, "VIGENCIA", -1.0)


@pytest.fixture
def eleccion(tmp_path: Path) -> Path:
    return tmp_path / "durango"


@pytest.fixture
def carpeta(eleccion: Path) -> Path:
    return publicar(
        eleccion, {"index.html": "hola", "candidaturas/F1/index.html": "María", "fotos/a.avif": b"1"}
    )


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    from publicacion.fichas_de_prueba import escribir  # trae modelos: Django aún no está listo

    raiz = tmp_path / "sitio"
    publicar(raiz / "_raiz", {"index.html": "portada", "robots.txt": "User-agent: *", "404.html": "no está"})
    buscar = escribir(tmp_path / "busqueda.sqlite")
    archivos = {
        "index.html": "<h1>Elección</h1>" * 50,
        "404.html": '<link href="estatico/a.css"><a href="#x"></a><a href="buscar/">b</a><a href="https://x.mx">',
        "candidaturas/F1/index.html": "María",
        "candidaturas/F1.json": "{}",
        "incrustar/distrito-1/index.html": "tarjeta",
        GUION: "body{}",
        "fotos/abc.avif": b"\0\1",
        "datos/curricular.csv": "á",
        ".oculto": "secreto",
    }
    publicar(raiz / "durango", archivos, buscar=buscar)
    return raiz


@pytest.fixture
def app(sitio: Path) -> Aplicacion:
    return crear(sitio)
