"""Los renglones de una instantánea se comportan como un diccionario ordenado, y comparten lo que no cambia con los de antes."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conoceles.publicacion.instantanea.renglones import lista as modulo
from conoceles.publicacion.instantanea.renglones.lista import Lista
from conoceles.publicacion.instantanea.renglones.renglon import Renglon, renglon
from conoceles.registro import merkle

RUTA = st.text(st.sampled_from("ab./ñ-"), min_size=1, max_size=4)
CAMBIOS = st.lists(st.tuples(RUTA, st.none() | st.binary(max_size=2)), max_size=40)


@pytest.fixture(autouse=True, scope="module")
def _pocos_por_bloque() -> Iterator[None]:
    """Con tres por bloque y cinco sueltos, cuarenta cambios parten y vacían muchos; y casi ninguno cabe en la memoria."""
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(modulo, "JUNTOS", 3)
        parche.setattr(modulo, "SUELTOS", 5)
        parche.setattr(modulo, "CABEN", 200)
        yield


@pytest.fixture(params=["en la memoria", "en el disco"], scope="module")
def taller(request: pytest.FixtureRequest) -> Iterator[Callable[[], Path] | None]:
    with TemporaryDirectory() as carpeta:
        yield (lambda: Path(carpeta)) if request.param == "en el disco" else None


def _de(dichos: dict[str, Renglon]) -> Lista:
    return Lista(dichos[ruta] for ruta in sorted(dichos))


def _cambiar(renglones: Lista, espejo: dict[str, Renglon], cambios: list[tuple[str, bytes | None]]) -> None:
    for ruta, octetos in cambios:
        if octetos is None:
            assert renglones.pop(ruta, None) == espejo.pop(ruta, None)
        else:
            renglones[ruta] = espejo[ruta] = renglon(ruta, octetos)


def _hojas(espejo: dict[str, Renglon]) -> list[bytes]:
    return [merkle.hoja(espejo[ruta]) for ruta in sorted(espejo)]


@given(antes=st.dictionaries(RUTA, st.binary(max_size=2), max_size=20), cambios=CAMBIOS, prefijo=RUTA)
def test_lo_que_se_pone_y_se_quita_es_lo_que_queda(
    taller: Callable[[], Path] | None,
    antes: dict[str, bytes],
    cambios: list[tuple[str, bytes | None]],
    prefijo: str,
) -> None:
    espejo = {ruta: renglon(ruta, octetos) for ruta, octetos in antes.items()}
    renglones = _de(espejo).copia(taller)
    _cambiar(renglones, espejo, cambios)
    assert all((ruta in renglones) == (ruta in espejo) for ruta in (*antes, *dict(cambios), prefijo))
    assert [*renglones] == sorted(espejo)
    assert dict(renglones) == espejo
    assert len(renglones) == len(espejo)
    assert [renglones.lugar(ruta) for ruta in sorted(espejo)] == [*range(len(espejo))]
    assert renglones.lugar("\x7f") is None
    assert [*renglones.bajo(prefijo)] == [ruta for ruta in sorted(espejo) if ruta.startswith(prefijo)]


@given(antes=st.dictionaries(RUTA, st.binary(max_size=2), max_size=20), cambios=CAMBIOS)
def test_cambiar_una_copia_deja_igual_a_la_otra_y_se_sabe_en_que_son_distintas(
    taller: Callable[[], Path] | None, antes: dict[str, bytes], cambios: list[tuple[str, bytes | None]]
) -> None:
    dichos = {ruta: renglon(ruta, octetos) for ruta, octetos in antes.items()}
    previos, espejo = _de(dichos), dict(dichos)
    ahora = previos.copia(taller)
    _cambiar(ahora, espejo, cambios)
    assert dict(previos) == dichos
    otras, hojas_de_antes = ahora.otras_hojas(previos), _hojas(dichos)
    if otras is None:
        assert espejo.keys() != dichos.keys() or ahora._antes != previos._antes
    else:
        nuevas = dict(enumerate(hojas_de_antes)) | otras
        assert [*nuevas.values()] == _hojas(espejo)
        assert all(hojas_de_antes[lugar] != hoja for lugar, hoja in otras.items())
    arbol = modulo.Pisos(hojas_de_antes)
    assert b"".join(ahora.hojas(previos, arbol)) == b"".join(_hojas(espejo))


@given(dichos=st.dictionaries(RUTA, st.binary(max_size=2), max_size=20))
def test_en_el_disco_va_uno_por_linea(
    dichos: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    espejo = {ruta: renglon(ruta, octetos) for ruta, octetos in dichos.items()}
    destino, otro = (tmp_path_factory.mktemp("lista") / n for n in ("lista", "otra"))
    destino.write_bytes(b"lo de antes")
    otro.hardlink_to(destino)
    renglones = _de(espejo)
    renglones.escribir(destino)
    assert destino.read_bytes() == b"".join(espejo[ruta] + b"\n" for ruta in sorted(espejo))
    assert otro.read_bytes() == b"lo de antes"
    assert dict(renglones) == dict(Lista.leida(destino, len(espejo))) == espejo


@given(
    dichos=st.dictionaries(RUTA, st.binary(max_size=2), min_size=1, max_size=20),
    cambios=CAMBIOS,
    quien=st.integers(0, 19),
)
def test_una_lista_leida_sigue_en_su_archivo_sin_el_renglon_que_se_suprimio(
    dichos: dict[str, bytes],
    cambios: list[tuple[str, bytes | None]],
    quien: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    espejo = {ruta: renglon(ruta, octetos) for ruta, octetos in dichos.items()}
    uno, otro = (tmp_path_factory.mktemp("lista") / n for n in ("uno", "otro"))
    suprimido = sorted(espejo)[quien % len(espejo)]
    uno.write_bytes(
        b"".join((merkle.hoja(r).hex().encode() if ruta == suprimido else r) + b"\n" for ruta, r in sorted(espejo.items()))
    )  # fmt: skip
    leida = Lista.leida(uno, len(espejo))
    uno.unlink()
    del espejo[suprimido]
    ahora, nuevo = leida.copia(), dict(espejo)
    _cambiar(ahora, nuevo, cambios)
    ahora.escribir(otro)
    assert otro.read_bytes() == b"".join(nuevo[ruta] + b"\n" for ruta in sorted(nuevo))
    assert dict(leida) == espejo


@given(dichos=st.dictionaries(RUTA, st.binary(max_size=2), min_size=1, max_size=20), cambios=CAMBIOS)
def test_remendar_la_copia_de_la_de_antes_da_lo_mismo_que_escribirla_entera(
    taller: Callable[[], Path] | None,
    dichos: dict[str, bytes],
    cambios: list[tuple[str, bytes | None]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    espejo = {ruta: renglon(ruta, octetos) for ruta, octetos in dichos.items()}
    antes, copia = (tmp_path_factory.mktemp("lista") / n for n in ("antes", "copia"))
    previos = _de(espejo)
    previos.escribir(antes)
    copia.write_bytes(dicho := antes.read_bytes())
    ahora = previos.copia(taller)
    _cambiar(ahora, espejo, cambios)
    ahora.escribir(copia, antes)
    assert copia.read_bytes() == b"".join(espejo[ruta] + b"\n" for ruta in sorted(espejo))
    assert dict(ahora) == dict(Lista.leida(copia, len(espejo))) == espejo
    assert antes.read_bytes() == dicho


def test_de_una_copia_solo_se_escribe_el_bloque_que_cambia(tmp_path: Path) -> None:
    antes, copia = tmp_path / "antes", tmp_path / "copia"
    previos = Lista(renglon(f"{n:03}", b"1") for n in range(30))
    previos.escribir(antes)
    marcada = antes.read_bytes().replace(b"\t", b"*", 1)  # si ese bloque se escribiera, la marca se iría
    copia.write_bytes(marcada)
    ahora = previos.copia()
    ahora["020"] = renglon("020", b"2")
    ahora.escribir(copia, antes)
    assert copia.read_bytes() == marcada.replace(previos["020"], ahora["020"])


def test_una_copia_que_tiene_otro_nombre_no_se_toca(tmp_path: Path) -> None:
    antes, copia, respaldo = (tmp_path / n for n in ("antes", "copia", "respaldo"))
    previos = Lista(renglon(f"{n:03}", b"1") for n in range(30))
    previos.escribir(antes)
    copia.write_bytes(antes.read_bytes())
    respaldo.hardlink_to(copia)
    ahora = previos.copia()
    ahora["020"] = renglon("020", b"2")
    ahora.escribir(copia, antes)
    assert ahora["020"] in copia.read_bytes()
    assert respaldo.read_bytes() == antes.read_bytes()


def test_si_ya_no_es_la_que_se_copio_se_escribe_entera(tmp_path: Path) -> None:
    """Otra, con el mismo nombre y del mismo tamaño: lo que dice la copia no es lo que se recuerda."""
    antes, copia = tmp_path / "antes", tmp_path / "copia"
    previos = Lista(renglon(f"{n:03}", b"1") for n in range(30))
    previos.escribir(antes)
    otra = antes.read_bytes().replace(b"\t", b"*", 1)
    antes.unlink()
    for ruta in (antes, copia):
        ruta.write_bytes(otra)
    ahora = previos.copia()
    ahora.escribir(copia, antes)
    assert copia.read_bytes() == otra.replace(b"*", b"\t", 1)


@pytest.mark.parametrize(
    "octetos",
    [b"b\t1\tx\ty\na\t1\tx\ty\n", b"a\t1\tx\ty\nb\t1\tx\ty", b"a\t1\tx\ty\nb", b"a\t1\tx\ty\n", b""],
)
def test_una_lista_en_desorden_o_cortada_no_se_cree(tmp_path: Path, octetos: bytes) -> None:
    (tmp_path / "lista").write_bytes(octetos)
    with pytest.raises(ValueError, match="lista"):
        Lista.leida(tmp_path / "lista", 2)


def test_un_archivo_que_se_acorta_mientras_se_lee_no_pierde_renglones_en_silencio(tmp_path: Path) -> None:
    renglones = Lista([renglon("a", b"1"), renglon("b", b"1")])
    renglones.escribir(tmp_path / "lista")
    (tmp_path / "lista").write_bytes(b"")
    with pytest.raises(OSError, match="se acortó"):
        assert "a" not in renglones


def test_lo_que_no_cambio_se_comparte(monkeypatch: pytest.MonkeyPatch) -> None:
    dichos = {f"{n:04}": renglon(f"{n:04}", b"1") for n in range(2000)}
    previos = _de(dichos)
    arbol = modulo.Pisos(previos.hojas(Lista(), modulo.Pisos()))
    ahora = previos.copia()
    ahora["0700"], resumidos = renglon("0700", b"2"), []
    de_veras = merkle.hoja
    monkeypatch.setattr(merkle, "hoja", lambda r: (resumidos.append(r), de_veras(r))[1])
    assert ahora.otras_hojas(previos) == {700: de_veras(ahora["0700"])}
    assert resumidos == [ahora["0700"]]
    ahora["0700.gz"] = renglon("0700.gz", b"2")
    resumidos.clear()
    assert ahora.otras_hojas(previos) is None
    assert b"".join(ahora.hojas(previos, arbol)) == b"".join(map(de_veras, ahora.values()))
    assert len(resumidos) < 10


def test_la_lista_que_se_recuerda_no_conserva_la_obra_de_la_que_salio(tmp_path: Path) -> None:
    """Si no, cada obra conservaría a la anterior, y el obrero vive semanas."""

    class Obra:
        def taller(self) -> Path:
            return tmp_path

    obra = Obra()
    viva = weakref.ref(obra)
    ahora = Lista([renglon("a", b"1")]).copia(obra.taller)
    ahora["b"] = renglon("b", b"1")
    ahora.escribir(tmp_path / "lista")
    del obra
    assert (viva(), [*ahora]) == (None, ["a", "b"])
