"""Los secretos viajan en cada copia, sellados: los abren dos custodios juntos, y ninguno solo."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from conoceles.arranque.comprobar import momento
from conoceles.arranque.respaldos import sellado
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio


def _custodio(
    carpeta: Path, nombre: str, cifrado: KeySerializationEncryption | None = None
) -> tuple[Path, Path]:
    """Como la haría openssl en su máquina: la privada y la pública."""
    llave = X25519PrivateKey.generate()
    privada, publica = carpeta / f"{nombre}.pem", carpeta / f"{nombre}.pub"
    privada.write_bytes(llave.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, cifrado or NoEncryption()))
    publica.write_bytes(llave.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return privada, publica


@pytest.fixture
def custodios(tmp_path: Path, datos: Path) -> list[tuple[Path, Path]]:
    """Dos, y los secretos ya sellados para ellos."""
    (datos / "secretos" / "espejos").mkdir(parents=True)
    (datos / "secretos" / "maestra.llave").write_bytes(b"M" * 32)
    (datos / "secretos" / "espejos" / "uno").write_bytes(b"E" * 40)
    ambos = [_custodio(tmp_path, "dina"), _custodio(tmp_path, "felix")]
    assert sellado.sellar([publica for _, publica in ambos]) == ["espejos/uno", "maestra.llave"]
    return ambos


@pytest.mark.parametrize("orden", [(0, 1), (1, 0)])
def test_los_dos_juntos_los_abren_en_cualquier_orden(
    custodios: list[tuple[Path, Path]], tmp_path: Path, orden: tuple[int, int]
) -> None:
    nueva = tmp_path / "nueva" / "secretos"
    sellado.abrir(sellado.destino(), [sellado.privada(custodios[n][0]) for n in orden], nueva)
    assert (nueva / "maestra.llave").read_bytes() == b"M" * 32
    assert (nueva / "espejos" / "uno").read_bytes() == b"E" * 40


@pytest.mark.parametrize("quienes", [(0,), (1,), (0, 0), (1, 1)])
def test_uno_solo_no_los_abre(
    custodios: list[tuple[Path, Path]], tmp_path: Path, quienes: tuple[int, ...]
) -> None:
    with pytest.raises(ErrorDeDominio, match="no se abre"):
        sellado.abrir(
            sellado.destino(), [sellado.privada(custodios[n][0]) for n in quienes], tmp_path / "nueva"
        )
    assert not (tmp_path / "nueva").exists()


def test_lo_sellado_no_dice_nada_y_una_letra_cambiada_no_se_abre(
    custodios: list[tuple[Path, Path]], tmp_path: Path
) -> None:
    dicho = sellado.destino().read_bytes()
    assert b"MMMM" not in dicho
    assert b"maestra" not in dicho
    sellado.destino().write_bytes(dicho[:-1] + bytes([dicho[-1] ^ 1]))
    with pytest.raises(ErrorDeDominio, match="no se abre"):
        sellado.abrir(sellado.destino(), [sellado.privada(p) for p, _ in custodios], tmp_path / "nueva")


def test_los_secretos_que_hay_no_se_pisan(custodios: list[tuple[Path, Path]]) -> None:
    with pytest.raises(ErrorDeDominio, match="no está vacía"):
        sellado.abrir(sellado.destino(), [sellado.privada(p) for p, _ in custodios], carpetas().secretos)


def test_la_llave_de_un_custodio_pide_su_clave(
    datos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (datos / "secretos").mkdir(parents=True)
    (datos / "secretos" / "maestra.llave").write_bytes(b"M" * 32)
    una, otra = _custodio(tmp_path, "dina", BestAvailableEncryption(b"secreta")), _custodio(tmp_path, "felix")
    sellado.sellar([una[1], otra[1]])
    monkeypatch.setattr("getpass.getpass", lambda _: "otra")
    with pytest.raises(ErrorDeDominio, match="o su clave es otra"):
        sellado.privada(una[0])
    monkeypatch.setattr("getpass.getpass", lambda _: "secreta")
    sellado.abrir(sellado.destino(), [*map(sellado.privada, (una[0], otra[0]))], tmp_path / "nueva")
    assert (tmp_path / "nueva" / "maestra.llave").exists()


def test_no_se_sella_a_un_solo_custodio_ni_con_otra_clase_de_llave(
    custodios: list[tuple[Path, Path]], tmp_path: Path
) -> None:
    publica = custodios[0][1]
    with pytest.raises(ErrorDeDominio, match="son la misma"):
        sellado.sellar([publica, publica])
    de_firma = tmp_path / "firma.pub"
    suya = Ed25519PrivateKey.generate().public_key()
    de_firma.write_bytes(suya.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    with pytest.raises(ErrorDeDominio, match="no es la llave pública de un custodio"):
        sellado.sellar([publica, de_firma])


def test_se_dice_si_no_se_sellaron_o_si_uno_cambio_despues(custodios: list[tuple[Path, Path]]) -> None:
    assert [*momento.secretos_sellados()] == []
    hecho = sellado.destino().stat().st_mtime
    os.utime(carpetas().secretos / "maestra.llave", (hecho + 5, hecho + 5))
    assert [(h.codigo, h.gravedad) for h in momento.secretos_sellados()] == [("SECRETOS_SIN_SELLAR", "error")]
    sellado.destino().unlink()
    assert [(h.codigo, h.gravedad) for h in momento.secretos_sellados()] == [("SECRETOS_SIN_SELLAR", "aviso")]
