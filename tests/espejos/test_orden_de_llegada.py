"""En un almacén nada cambia de un golpe: cada página llega después de lo que nombra, y lo que sobra sale al revés."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

import pytest

from conoceles.espejos.en_arbol import EnArbol
from conoceles.espejos.en_objetos import EnObjetos
from conoceles.espejos.publicado import MANIFIESTO, publicado
from conoceles.lector.registro import testimonio
from conoceles.lector.verificador.verificar import verificar
from espejos.elecciones import publicar_todo, suprimir_a_eva
from publicacion.eleccion import PROCESO, TEXTO, version

pytestmark = pytest.mark.lenta


class Memoria:
    """Un almacén que entrega por su clave exacta y, a cada paso, mira que ninguna página lleve a lo que no está."""

    def __init__(self) -> None:
        self.hay_: dict[str, bytes] = {}
        self.puestas: list[str] = []
        self._faltaban: list[tuple[str, str]] = []  # página, lo que nombra y aún no estaba
        self._sobraban: list[tuple[str, bytes, str]] = []  # página, sus octetos, lo que nombra y se quitó
        self._candado = threading.Lock()

    def poner(self, clave: str, contenido: bytes, encabezados: Mapping[str, str] = {}) -> None:
        with self._candado:
            self.hay_[clave] = contenido
            self.puestas.append(clave)
            if clave.endswith(".html"):
                self._faltaban += [(clave, r) for r in _nombrados(clave, contenido) if r not in self.hay_]

    def leer(self, clave: str) -> bytes:
        if clave not in self.hay_:
            raise FileNotFoundError(clave)
        return self.hay_[clave]

    def hay(self, clave: str) -> bool:
        return clave in self.hay_

    def claves(self, prefijo: str = "") -> dict[str, int]:
        return {c: len(v) for c, v in self.hay_.items() if c.startswith(prefijo)}

    def quitar(self, clave: str) -> None:
        with self._candado:
            self.hay_.pop(clave, None)
            paginas = [(c, v) for c, v in self.hay_.items() if c.endswith(".html")]
            self._sobraban += [(c, v, clave) for c, v in paginas if clave in set(_nombrados(c, v))]

    def rotas(self) -> list[str]:
        """Las que algún momento llevaron a lo que no estaba. Lo que el propio sitio nombra y no tiene, no cuenta."""
        antes = [f"{c} → {r}" for c, r in self._faltaban if r in self.hay_]
        return antes + [f"{c} → {r}" for c, v, r in self._sobraban if self.hay_.get(c) != v]


def _nombrados(clave: str, contenido: bytes) -> Iterator[str]:
    """Lo que una página pide al mostrarse: hojas, letras, guiones e imágenes."""
    for dicho in re.findall(r'(?:src|href)="([^"#?]+)"', contenido.decode()):
        if re.search(r"\.(css|js|mjs|woff2|jpg|webp|svg|png)$", dicho) and "://" not in dicho:
            yield normpath(f"{clave.rpartition('/')[0]}/{unquote(dicho)}").lstrip("/")


def test_en_una_carpeta_quien_comprueba_lo_que_va_llegando_no_halla_nada_alterado(
    publicada: dict[str, Any], tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Salvo lo que llegó entero y todavía no se sirve, que se espera un rato (`tests/lector/test_verificar_mientras_cambia.py`)."""
    alla, llevar = tmp_path / "alla", EnArbol._llevar
    EnArbol(str(alla)).poner(publicado())
    version(publicada["ANA"], 2, ahora, historia="Otra cosa.")
    publicar_todo(ahora)

    def y_comprobar(este: EnArbol, *que: str, **mas: Any) -> str:
        suyo = Path(que[-1]) / MANIFIESTO
        habia, dicho = suyo.exists(), llevar(este, *que, **mas)
        if "--mkpath" in que:  # mientras llega, a quien comprueba le faltarían archivos
            assert suyo.exists() == habia
        posterior = ("no está en la cadena de la publicación actual.", testimonio.POSTERIOR)
        assert [p for p in verificar(alla / PROCESO) if not p.endswith(posterior)] == [], que
        return dicho

    monkeypatch.setattr(EnArbol, "_llevar", y_comprobar)
    EnArbol(str(alla)).poner(publicado())
    assert verificar(alla / PROCESO) == []


def test_en_un_almacen_ninguna_pagina_llega_antes_que_lo_suyo_y_va_solo_lo_que_cambio(
    publicada: dict[str, Any], tmp_path: Path, ahora: datetime
) -> None:
    almacen = Memoria()
    espejo = EnObjetos(almacen, tmp_path / "recuerdo.json")
    espejo.poner(publicado())
    todas = len(almacen.puestas)
    assert almacen.rotas() == []
    assert almacen.puestas[-1].endswith(("manifiesto.json", "checkpoint"))
    assert almacen.hay_[f"{PROCESO}/candidaturas/"] == almacen.hay_[f"{PROCESO}/candidaturas/index.html"]
    assert almacen.hay_[f"{PROCESO}/"] == almacen.hay_[f"{PROCESO}/index.html"]
    almacen.puestas.clear()
    version(publicada["ANA"], 2, ahora, historia=f"Otra cosa. {TEXTO}")
    suprimir_a_eva(publicada, ahora + timedelta(minutes=1))
    publicar_todo(ahora + timedelta(minutes=2))
    espejo.poner(publicado())
    assert espejo.raiz(publicado()) == publicado().raiz
    assert 0 < len(almacen.puestas) < todas / 2
    assert f"{PROCESO}/candidaturas/ANA/index.html" in almacen.puestas
    assert f"{PROCESO}/candidaturas/BETO/index.html" not in almacen.puestas
    assert almacen.rotas() == []


def test_lo_que_quedo_a_medias_se_vuelve_a_llevar(
    publicada: dict[str, Any], tmp_path: Path, ahora: datetime
) -> None:
    almacen, recuerdo = Memoria(), tmp_path / "recuerdo.json"
    EnObjetos(almacen, recuerdo).poner(publicado())
    version(publicada["ANA"], 2, ahora, historia=f"Otra cosa. {TEXTO}")
    publicar_todo(ahora)
    poner, quedan = almacen.poner, 5

    def se_corta(clave: str, contenido: bytes, encabezados: Mapping[str, str] = {}) -> None:
        nonlocal quedan
        quedan -= 1
        if quedan < 0:
            raise ConnectionError
        poner(clave, contenido)

    almacen.poner = se_corta  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        EnObjetos(almacen, recuerdo).poner(publicado())
    almacen.poner = poner  # type: ignore[method-assign]
    EnObjetos(almacen, recuerdo).poner(publicado())
    assert EnObjetos(almacen, recuerdo).revisar(publicado()) == []
