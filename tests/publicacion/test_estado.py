"""Lo que el publicador recuerda: en disco para siempre y a mano mientras vive el proceso."""

from __future__ import annotations

from pathlib import Path

import pytest

from conoceles.publicacion.instantanea import estado as modulo
from conoceles.publicacion.instantanea.arbol import clonar
from conoceles.publicacion.instantanea.estado import Estado
from publicacion.fichas_de_prueba import FICHAS


def guardar(archivo: Path, fichas: list[object]) -> None:
    estado = Estado(archivo)
    estado.fichas = list(fichas)  # type: ignore[arg-type]
    estado.guardar()
    estado.cerrar()


def leer(archivo: Path) -> list[object]:
    estado = Estado(archivo)
    fichas = estado.fichas
    estado.cerrar()
    return list(fichas)


def test_las_fichas_se_leen_igual_de_memoria_que_del_disco(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archivo = tmp_path / "publicador.sqlite"
    guardar(archivo, [*FICHAS])
    de_memoria = leer(archivo)
    monkeypatch.setattr(modulo, "_A_MANO", {})
    assert de_memoria == leer(archivo) == [*FICHAS]


def test_lo_que_guardo_otro_proceso_gana_a_lo_que_este_tenia_a_mano(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archivo = tmp_path / "publicador.sqlite"
    guardar(archivo, [*FICHAS])
    recordado = dict(modulo._A_MANO)
    guardar(archivo, [FICHAS[0]])
    monkeypatch.setattr(modulo, "_A_MANO", recordado)
    assert leer(archivo) == [FICHAS[0]]


def test_olvidar_tambien_olvida_las_fichas_que_estaban_a_mano(tmp_path: Path) -> None:
    archivo = tmp_path / "publicador.sqlite"
    guardar(archivo, [*FICHAS])
    estado = Estado(archivo)
    estado.olvidar()
    estado.cerrar()
    assert leer(archivo) == []


def test_lo_olvidado_no_vale_aunque_la_corrida_muera_y_vuelva_la_llave_de_antes(tmp_path: Path) -> None:
    archivo = tmp_path / "publicador.sqlite"
    estado = Estado(archivo)
    estado.meta |= {"instantanea": "esta", "llave": "la de antes"}
    estado.guardar()
    assert estado.corresponde("esta", "la de antes")
    estado.olvidar()  # con otra llave, y ahí se corta la luz
    estado.cerrar()
    otra = Estado(archivo)
    assert not otra.corresponde("esta", "la de antes")
    otra.cerrar()


@pytest.mark.parametrize("remendado", ["busqueda.sqlite", "manifiesto.renglones"])
def test_clonar_enlaza_todo_menos_lo_que_se_remienda_en_su_lugar(tmp_path: Path, remendado: str) -> None:
    origen = tmp_path / "origen"
    origen.mkdir()
    for nombre in ("index.html", remendado):
        (origen / nombre).write_bytes(b"contenido")
    clonar(origen, tmp_path / "copia")
    assert (tmp_path / "copia/index.html").samefile(origen / "index.html")
    assert not (tmp_path / "copia" / remendado).samefile(origen / remendado)
    assert (tmp_path / "copia" / remendado).read_bytes() == b"contenido"
