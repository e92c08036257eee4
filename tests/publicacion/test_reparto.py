"""Componer las páginas en los demás núcleos y leer por tandas deja lo mismo que hacerlo una por una y de una vez."""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.estadistica.publicado import Publicado
from conoceles.publicacion.armado import armado, leer
from conoceles.publicacion.datos import graficas
from conoceles.publicacion.instantanea import cadena
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.composicion import EN_CAMINO, JUNTAS, Encargo, Reparto, componer
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.instantanea.renglones import renglon
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO
from publicacion.test_publicador import comprobar

INDICADOR: Publicado = {
    "id": "captura.cargo", "clase": "captura", "titulo": "Avance", "frase": "Van 3 de 4.", "denominador": 4, "corte": "2024-04-25",
    "celdas": [{"clave": "x", "etiqueta": "Ayuntamiento", "valor": 3, "texto": "3 de 4", "de": 4}],
}  # fmt: skip


def _octetos(carpeta: Path) -> dict[str, bytes]:
    archivos = {p.relative_to(carpeta).as_posix(): p for p in carpeta.rglob("*") if p.is_file()}
    return {r: p.read_bytes() for r, p in archivos.items() if not r.startswith("manifiesto")}


@pytest.mark.lenta
def test_repartir_el_trabajo_deja_los_mismos_octetos(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renglon.secrets, "token_hex", lambda octetos: "0" * 2 * octetos)
    sitio = datos / "sitio" / PROCESO
    hechas = []
    for muchas, tanda in ((10**6, 10**6), (1, 1)):
        monkeypatch.setattr(armado, "MUCHAS", muchas)
        monkeypatch.setattr(leer, "TANDA", tanda)
        resultado = publicar(PROCESO, ahora=ahora)
        comprobar(sitio / "actual")
        hechas.append((_octetos((sitio / "actual").resolve()), resultado["paginas_escritas"]))
        if muchas > 1:
            shutil.rmtree(sitio)
            _olvidar_la_cadena()
    assert hechas[0] == hechas[1]


def _olvidar_la_cadena() -> None:
    cadena.olvidar([PROCESO])


def test_repartida_sin_cambios_no_hace_otra_instantanea(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    primera = publicar(PROCESO, ahora=ahora)
    monkeypatch.setattr(armado, "MUCHAS", 1)
    (Arbol(PROCESO).carpeta / "publicador.sqlite").unlink()
    segunda = publicar(PROCESO, ahora=ahora, cortes=False)
    assert (segunda["cambio"], segunda["instantanea"]) == (False, primera["instantanea"])


@pytest.mark.lenta
def test_dibujar_en_otro_proceso_da_la_misma_imagen(monkeypatch: pytest.MonkeyPatch) -> None:
    aqui = graficas.archivos([INDICADOR])
    monkeypatch.setattr(graficas, "ALTA", 0)
    alla = graficas.archivos([INDICADOR])
    assert [r.rpartition(".")[2] for r in alla] == [*graficas.TIPOS]
    assert alla == aqui


class _Ocupados(ProcessPoolExecutor):
    """Núcleos que nunca terminan lo que reciben."""

    def __init__(self) -> None:
        self.recibidos = 0

    def submit(self, *_: Any, **__: Any) -> Future[Any]:  # type: ignore[override]
        self.recibidos += 1
        return Future()


def test_con_los_nucleos_ocupados_compone_el_que_encarga(tmp_path: Path) -> None:
    ocupados = _Ocupados()
    reparto = Reparto(ocupados, tmp_path)
    hechas = []
    for n in range(JUNTAS * (EN_CAMINO + 3)):
        reparto.encargar(Encargo(Pagina(f"{n}/index.html", str, ""), b"", {}))
        hechas += [*reparto.listas()]
    assert ocupados.recibidos == EN_CAMINO
    assert len(hechas) == JUNTAS * 3


def test_lo_que_ya_se_servia_conserva_su_renglon_y_no_se_escribe(tmp_path: Path) -> None:
    pagina = Pagina("una/index.html", str, "")
    [nueva] = componer(tmp_path, [Encargo(pagina, b"", {})])
    assert (tmp_path / "una/index.html.br").exists()
    shutil.rmtree(tmp_path / "una")
    [igual] = componer(tmp_path, [Encargo(pagina, b"", nueva.renglones)])
    assert igual == nueva
    assert not (tmp_path / "una").exists()
