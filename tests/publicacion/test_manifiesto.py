"""El árbol del manifiesto: su raíz es la de RFC 6962, se rehace solo lo que cambia y cada renglón se prueba suelto."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conoceles.lector.registro import inclusion
from conoceles.publicacion.instantanea.manifiesto import (
    NOMBRE,
    RENGLONES,
    Manifiesto,
    leer,
    sin_renglones,
)
from conoceles.publicacion.instantanea.renglones import renglon as modulo
from conoceles.publicacion.instantanea.renglones.lista import Lista
from conoceles.publicacion.instantanea.renglones.pisos import Pisos
from conoceles.publicacion.instantanea.renglones.renglon import conservado, renglon
from conoceles.registro import merkle

HOJAS = st.lists(st.binary(min_size=32, max_size=32), max_size=40)


def _raiz(hojas: list[bytes]) -> bytes:
    """La de la norma, por su definición."""
    if len(hojas) < 2:
        return hojas[0] if hojas else inclusion.SIN_HOJAS
    k = 1 << (len(hojas) - 1).bit_length() - 1
    return merkle.nodo(_raiz(hojas[:k]), _raiz(hojas[k:]))


@given(antes=HOJAS, despues=HOJAS)
def test_rehacer_solo_lo_que_cambia_da_la_raiz_de_la_norma(antes: list[bytes], despues: list[bytes]) -> None:
    pisos = Pisos(antes)
    assert pisos.raiz == _raiz(antes)
    pisos.rehacer(despues)
    assert pisos.raiz == _raiz(despues)


@given(
    hojas=HOJAS.filter(bool),
    lugares=st.sets(st.integers(0, 39), min_size=1),
    otra=st.binary(min_size=32, max_size=32),
)
def test_cambiar_unas_hojas_da_la_raiz_de_la_norma(
    hojas: list[bytes], lugares: set[int], otra: bytes
) -> None:
    cambian = {lugar % len(hojas): otra for lugar in lugares}
    pisos = Pisos(hojas)
    pisos.cambiar(cambian)
    assert pisos.raiz == _raiz([cambian.get(lugar, hoja) for lugar, hoja in enumerate(hojas)])


@given(hojas=st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40))
def test_cada_hoja_se_prueba_suelta(hojas: list[bytes]) -> None:
    pisos = Pisos(hojas)
    for lugar, hoja in enumerate(hojas):
        camino = pisos.camino(lugar)
        assert inclusion.raiz_por_inclusion(hoja, lugar, len(hojas), camino) == pisos.raiz
        assert len(camino) <= len(hojas).bit_length()


@pytest.fixture
def hechos(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Cuántos nodos se hacen cada vez."""
    cuantos, de_veras = list[int](), merkle.nodos

    def contados(hijos: bytes) -> bytes:
        cuantos.append(len(hijos) // 64)
        return de_veras(hijos)

    monkeypatch.setattr(merkle, "nodos", contados)
    return cuantos


VEINTE_MIL = [n.to_bytes(32, "big") for n in range(20_000)]


def test_cambiar_un_archivo_de_veinte_mil_rehace_su_rama(hechos: list[int]) -> None:
    pisos = Pisos(VEINTE_MIL)
    assert sum(hechos) == len(VEINTE_MIL) - 1
    hechos.clear()
    pisos.cambiar({7: b"x" * 32})
    assert 0 < sum(hechos) <= 15


def test_agregar_al_final_no_rehace_lo_de_antes(hechos: list[int]) -> None:
    pisos = Pisos(VEINTE_MIL)
    hechos.clear()
    pisos.rehacer([*VEINTE_MIL, b"x" * 32])
    assert 0 < sum(hechos) <= 2 * 15
    assert pisos.raiz == _raiz([*VEINTE_MIL, b"x" * 32])


@given(archivos=st.dictionaries(st.text("ab/ñ.\u2028", min_size=1), st.binary(), max_size=8))
def test_lo_escrito_se_lee_igual(
    archivos: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    carpeta = tmp_path_factory.mktemp("arbol")
    documento = Manifiesto("eleccion", "2024-04-25", None, {"a": "b"}, {"datos": "c"}, "sal")
    documento.archivos = Lista(renglon(ruta, archivos[ruta]) for ruta in sorted(archivos))
    _escribir(carpeta, documento)
    leido = leer(carpeta)
    assert leido.archivos == documento.archivos
    assert leido.sellar() == (carpeta / NOMBRE).read_bytes()


@given(
    antes=st.sets(st.sampled_from("abcdefgh")),
    vueltas=st.lists(
        st.dictionaries(st.sampled_from("abcdefgh"), st.none() | st.binary(max_size=1)), max_size=4
    ),
)
def test_sellar_lo_que_cambio_da_lo_mismo_que_sellarlo_todo(
    antes: set[str], vueltas: list[dict[str, bytes | None]]
) -> None:
    previo = Manifiesto(
        "eleccion", "2024-04-25", archivos=Lista(renglon(ruta, b"1") for ruta in sorted(antes))
    )
    previo.sellar()
    for cambian in vueltas:
        otro = Manifiesto("eleccion", "2024-04-25", archivos=previo.archivos.copia())
        for ruta, octetos in cambian.items():
            otro.archivos.pop(ruta, None)
            if octetos is not None:
                otro.archivos[ruta] = renglon(ruta, octetos)
        entero = Manifiesto("eleccion", "2024-04-25", archivos=Lista(otro.archivos.values()))
        assert otro.sellar(previo) == entero.sellar()
        previo = otro


def test_del_renglon_borrado_queda_una_hoja_que_da_la_misma_raiz(tmp_path: Path) -> None:
    documento = Manifiesto("eleccion", "2024-04-25")
    documento.archivos = Lista(renglon(ruta, b"1") for ruta in ("a", "b", "c"))
    _escribir(tmp_path, documento)
    lista = sin_renglones((tmp_path / RENGLONES).read_bytes(), {"b"})
    assert lista.decode().split("\n")[1] == documento.archivos["b"].hoja.hex()
    assert documento.archivos["b"].sha256.encode() not in lista.split(b"\n")[1]
    (tmp_path / RENGLONES).write_bytes(lista)
    assert set(leer(tmp_path).archivos) == {"a", "c"}


def test_un_archivo_que_cambio_se_resume_una_vez(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archivo = tmp_path / "grande"
    archivo.write_bytes(b"antes")
    previo = renglon("grande", archivo)
    archivo.write_bytes(b"ahora")
    resumidos, de_veras = [], modulo.huella
    monkeypatch.setattr(modulo, "huella", lambda a: (resumidos.append(a), de_veras(a))[1])
    nuevo = conservado(previo, "grande", archivo)
    assert nuevo.sha256 == hashlib.sha256(b"ahora").hexdigest() != previo.sha256
    assert conservado(previo, "grande", archivo, nuevo.sha256).sha256 == nuevo.sha256
    assert len(resumidos) == 1
    archivo.write_bytes(b"antes")
    assert conservado(previo, "grande", archivo) is previo  # con su sal: sin cambios nada cambia


def test_una_ruta_que_partiria_su_renglon_no_se_publica() -> None:
    for ruta in ("a\tb", "a\nb"):
        with pytest.raises(ValueError, match="no puede ser la ruta"):
            renglon(ruta, b"")


def test_los_mismos_octetos_en_dos_archivos_tienen_hojas_distintas() -> None:
    assert renglon("a", b"si").hoja != renglon("a", b"si").hoja


def test_si_lo_sellado_no_llega_a_servirse_el_siguiente_dice_lo_mismo() -> None:
    servido = Manifiesto("demo", "ayer")
    servido.archivos["a"], servido.archivos["b"] = renglon("a", b"1"), renglon("b", b"1")
    servido.sellar()
    archivos = servido.archivos.copia()
    archivos["b"] = renglon("b", b"2")
    fallido, siguiente = (Manifiesto("demo", "hoy", archivos=archivos.copia()) for _ in range(2))
    assert fallido.sellar(servido) == siguiente.sellar(servido) == fallido.sellar()


def _escribir(carpeta: Path, documento: Manifiesto) -> None:
    (carpeta / NOMBRE).write_bytes(documento.sellar())
    documento.archivos.escribir(carpeta / RENGLONES)
