"""El registro crece sin cambiar lo que ya dijo, también si el proceso muere en cualquier paso."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.registro import disco, merkle, tejas
from conoceles.registro.nota import Firmante
from conoceles.registro.registro import Registro, RegistroAlterado

LLAVE = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
FIRMANTE = Firmante("conoceles.example.mx/log", LLAVE.public_key().public_bytes_raw(), LLAVE.sign)


def arbol_de_la_norma(hojas: list[bytes]) -> bytes:
    """RFC 6962, §2.1, escrito como lo dice la norma y sin mirar el código."""
    if not hojas:
        return hashlib.sha256(b"").digest()
    if len(hojas) == 1:
        return hashlib.sha256(b"\x00" + hojas[0]).digest()
    k = 1
    while k * 2 < len(hojas):
        k *= 2
    return hashlib.sha256(b"\x01" + arbol_de_la_norma(hojas[:k]) + arbol_de_la_norma(hojas[k:])).digest()


@pytest.fixture
def abrir(tmp_path: Path) -> Callable[[], Registro]:
    return lambda: Registro(tmp_path / "log", tmp_path / "privado", FIRMANTE)


def entradas(desde: int, hasta: int) -> list[bytes]:
    return [f"hoja {n}".encode() for n in range(desde, hasta)]


@pytest.mark.parametrize("cuantas", [0, 1, 2, 3, 7, 8, 255, 256, 257, 600])
def test_la_raiz_es_la_de_la_norma(abrir: Callable[[], Registro], cuantas: int) -> None:
    registro = abrir()
    for n in range(0, cuantas, 90):
        registro.agregar(entradas(n, min(n + 90, cuantas)))
    assert registro.nota()[0].raiz == arbol_de_la_norma(entradas(0, cuantas))


def test_agregar_lo_que_ya_esta_no_crece(abrir: Callable[[], Registro]) -> None:
    abrir().agregar(entradas(0, 5))
    registro = abrir()
    assert registro.agregar(entradas(3, 7)).tamano == 7
    assert [registro.indice(e) for e in entradas(0, 8)] == [0, 1, 2, 3, 4, 5, 6, None]


def test_las_tejas_son_las_que_dice_la_norma(abrir: Callable[[], Registro], tmp_path: Path) -> None:
    registro = abrir()
    registro.agregar(entradas(0, 250))
    registro.agregar(entradas(250, 600))
    hay = {p.relative_to(tmp_path / "log").as_posix() for p in (tmp_path / "log").rglob("*") if p.is_file()}
    assert hay - {"cerrojo"} == {
        "checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2",
        "tile/entries/000", "tile/entries/001", "tile/entries/002.p/88",
    }  # fmt: skip
    assert tejas.ruta(0, 1234067, 256) == "tile/0/x001/x234/067"


def test_setenta_mil_hojas_tienen_las_tejas_del_ejemplo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disco, "escribir", _sin_bajar)
    tejas.escribir(tmp_path, 0, entradas(0, 70_000))
    nivel = {n: sorted(p for p in (tmp_path / "tile" / n).rglob("*") if p.is_file()) for n in "012"}
    assert [len(nivel[n]) for n in "012"] == [274, 2, 1]
    assert len((tmp_path / "tile/0/273.p/112").read_bytes()) == 112 * 32
    assert len((tmp_path / "tile/1/001.p/17").read_bytes()) == 17 * 32
    assert tejas.Tejas(tmp_path, 70_000).raiz() == arbol_de_la_norma(entradas(0, 70_000))


def _sin_bajar(destino: Path, contenido: bytes) -> None:
    destino.parent.mkdir(parents=True, exist_ok=True)
    destino.write_bytes(contenido)


class Muerte(BaseException):
    """El proceso deja de existir: nada de lo que sigue corre."""


def _morir_en(paso: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Muere al paso `paso` de los que tocan el disco: antes de escribir, con el parcial escrito o al borrar."""
    cuenta = iter(range(10_000))

    def vivir(hacer: Callable[..., object]) -> Callable[..., object]:
        def con_cuenta(*args: object, **mas: object) -> object:
            if next(cuenta) == paso:
                raise Muerte
            return hacer(*args, **mas)

        return con_cuenta

    for clase, nombre in ((Path, "replace"), (Path, "unlink"), (shutil, "rmtree"), (disco.os, "fsync")):
        monkeypatch.setattr(clase, nombre, vivir(getattr(clase, nombre)))


def test_morir_en_cada_paso_no_deja_dos_historias(
    abrir: Callable[[], Registro], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lo visto por quien leía se conserva: cada hoja en su lugar, y cada punto con sus tejas."""
    abrir().agregar(entradas(0, 250))
    inicio = tmp_path / "inicio"
    shutil.copytree(tmp_path, inicio, ignore=shutil.ignore_patterns("inicio"))
    for paso in range(1000):
        for nombre in ("log", "privado"):
            shutil.rmtree(tmp_path / nombre)
            shutil.copytree(inicio / nombre, tmp_path / nombre)
        with monkeypatch.context() as muriendo:
            _morir_en(paso, muriendo)
            try:
                abrir().agregar(entradas(250, 530))
                break
            except Muerte:
                pass
        vistas = _hojas_a_la_vista(tmp_path / "log")
        # Quien sigue trae otra cosa: lo que ya estaba en camino va primero, y en su lugar.
        despues = abrir()
        despues.agregar([b"otra"])
        punto = despues.nota()[0]
        assert punto.raiz == despues.tejas().raiz()
        finales = despues.tejas().hashes(0, 0, punto.tamano)
        assert all(finales[i] == hoja for i, hoja in vistas.items())
        assert punto.tamano in (251, 531)
        assert not (tmp_path / "privado" / "diario.json").exists()
    assert paso > 25  # se murió en todos, y el último ya no alcanzó a morir
    assert abrir().nota()[0].tamano == 530


def _hojas_a_la_vista(log: Path) -> dict[int, bytes]:
    """Índice → hoja, de todas las tejas que alguien pudo haber leído; y el punto vigente siempre está entero."""
    punto = Registro(log, log.parent / "otro", FIRMANTE).nota()[0]
    assert tejas.Tejas(log, punto.tamano).raiz() == punto.raiz
    vistas: dict[int, bytes] = {}
    for archivo in (log / "tile" / "0").rglob("*"):
        if archivo.is_file() and not archivo.name.startswith("."):
            n = int(archivo.parent.name[:3] if archivo.parent.name.endswith(".p") else archivo.name)
            contenido = archivo.read_bytes()
            for i in range(0, len(contenido), 32):
                hoja = contenido[i : i + 32]
                assert vistas.setdefault(n * 256 + i // 32, hoja) == hoja
    return vistas


def test_una_teja_alterada_detiene_el_registro(abrir: Callable[[], Registro], tmp_path: Path) -> None:
    abrir().agregar(entradas(0, 3))
    teja = tmp_path / "log/tile/0/000.p/3"
    teja.write_bytes(merkle.hoja(b"ajena") + teja.read_bytes()[32:])
    with pytest.raises(RegistroAlterado, match="no dan la raíz"):
        abrir().agregar([b"otra"])
    teja.unlink()
    with pytest.raises(RegistroAlterado, match="falta una teja"):
        abrir().agregar([b"otra"])


def test_un_registro_que_retrocedio_no_firma(abrir: Callable[[], Registro], tmp_path: Path) -> None:
    abrir().agregar(entradas(0, 3))
    (tmp_path / "privado/diario.json").write_text('{"tamano": 9, "entradas": []}')
    with pytest.raises(RegistroAlterado, match="retrocedió"):
        abrir().agregar([b"otra"])


def test_un_punto_de_otra_llave_detiene_el_registro(abrir: Callable[[], Registro], tmp_path: Path) -> None:
    abrir().agregar(entradas(0, 3))
    otra = Ed25519PrivateKey.from_private_bytes(b"8" * 32)
    nueva = Firmante(FIRMANTE.nombre, otra.public_key().public_bytes_raw(), otra.sign)
    registro = Registro(tmp_path / "log", tmp_path / "privado", nueva)
    with pytest.raises(RegistroAlterado, match="no lo firmó la llave"):
        registro.agregar([b"otra"])
    registro.firmar_otra_vez()
    assert registro.agregar([b"otra"]).tamano == 4


def test_consistencia_desde_cero_no_lleva_nada(abrir: Callable[[], Registro]) -> None:
    registro = abrir()
    registro.agregar(entradas(0, 9))
    assert merkle.consistencia(registro.tejas().completo, 0, 9) == []
    assert merkle.consistencia(registro.tejas().completo, 9, 9) == []
