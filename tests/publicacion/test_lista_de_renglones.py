"""La lista de renglones que se remienda es la misma que se escribe entera."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conoceles.publicacion.instantanea import lista
from conoceles.publicacion.instantanea.manifiesto import RENGLONES, Manifiesto, renglon, sin_renglones

RUTAS = st.lists(st.text(st.sampled_from("ab./ñ-"), min_size=1, max_size=4), unique=True, max_size=12)


def _manifiesto(rutas: dict[str, bytes]) -> Manifiesto:
    hecho = Manifiesto("eleccion", "2024-04-25")
    hecho.archivos = {ruta: renglon(ruta, octetos) for ruta, octetos in rutas.items()}
    return hecho


def _sigue(antes: Manifiesto, cambian: dict[str, bytes | None]) -> Manifiesto:
    otro = Manifiesto("eleccion", "2024-04-26", archivos=dict(antes.archivos))
    for ruta, octetos in cambian.items():
        otro.archivos.pop(ruta, None)
        if octetos is not None:
            otro.archivos[ruta] = renglon(ruta, octetos)
    return otro


@given(
    rutas=RUTAS,
    cambian=st.dictionaries(
        st.text(st.sampled_from("ab./ñ-"), min_size=1, max_size=4), st.none() | st.binary()
    ),
)
def test_remendada_dice_lo_mismo_que_entera(
    rutas: list[str], cambian: dict[str, bytes | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base, carpeta = tmp_path_factory.mktemp("base"), tmp_path_factory.mktemp("obra")
    antes = _manifiesto(dict.fromkeys(rutas, b"1"))
    lista.escribir(base, antes, base, None, ())
    assert (base / RENGLONES).read_bytes() == b"".join(antes.renglones())
    ahora = _sigue(antes, cambian)
    lista.escribir(carpeta, ahora, base, antes, cambian.keys())
    assert (carpeta / RENGLONES).read_bytes() == b"".join(ahora.renglones())


def test_de_la_lista_a_la_que_se_le_suprimio_un_renglon_no_se_copia(tmp_path: Path) -> None:
    antes = _manifiesto({"a": b"1", "b": b"1", "c": b"1"})
    (tmp_path / "base").mkdir()
    lista.escribir(tmp_path / "base", antes, tmp_path, None, ())
    suprimida = sin_renglones((tmp_path / "base" / RENGLONES).read_bytes(), {"b"})
    (tmp_path / "base" / RENGLONES).write_bytes(suprimida)
    ahora = _sigue(antes, {"b": None, "c": b"2"})
    lista.escribir(tmp_path, ahora, tmp_path / "base", antes, {"b", "c"})
    assert (tmp_path / RENGLONES).read_bytes() == b"".join(ahora.renglones())


def test_lo_que_no_cambio_no_se_vuelve_a_componer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    antes = _manifiesto({f"{n:03}": b"1" for n in range(500)})
    (tmp_path / "base").mkdir()
    lista.escribir(tmp_path / "base", antes, tmp_path, None, ())
    ahora = _sigue(antes, {"250": b"2"})
    esperada = b"".join(ahora.renglones())
    monkeypatch.setattr(Manifiesto, "renglones", lambda _: pytest.fail("se compusieron todos"))
    lista.escribir(tmp_path, ahora, tmp_path / "base", antes, {"250"})
    assert (tmp_path / RENGLONES).read_bytes() == esperada
