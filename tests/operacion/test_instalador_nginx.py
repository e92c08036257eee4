"""El paso de nginx del instalador: sus certificados y sus puertos."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO


@pytest.fixture(autouse=True)
def instalador(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(RAIZ_PROYECTO / "operacion"))


def test_sin_certificado_que_sirva_se_hace_uno_y_lo_enlazado_no_se_toca(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A un enlace a nada, que es lo que deja un certbot que no pudo, openssl no escribía y la instalación no terminaba."""
    from instalador.pasos import nginx

    monkeypatch.setattr(nginx, "CERTIFICADOS", tmp_path)
    ajeno = tmp_path / "ajeno.pem"
    ajeno.write_text("de otro")
    (tmp_path / "sitio.pem").symlink_to(ajeno)
    (tmp_path / "sitio.key").symlink_to(tmp_path / "live" / "privkey.pem")
    pieza = nginx._certificado("sitio", "conoceles.example.mx")
    assert not pieza.esta()
    pieza.poner()
    assert pieza.esta()
    assert ajeno.read_text() == "de otro"


def test_si_otro_programa_ocupa_un_puerto_se_dice_cual(monkeypatch: pytest.MonkeyPatch) -> None:
    """systemd solo dice que nginx no arrancó."""
    from instalador.pasos import nginx
    from instalador.piezas import Falla

    with socket.create_server(("0.0.0.0", 0)) as ocupado:
        puerto = ocupado.getsockname()[1]
        monkeypatch.setattr(nginx, "PUERTOS", (puerto,))
        with pytest.raises(Falla, match=f"ocupa el puerto {puerto}"):
            nginx._puertos_libres()
    nginx._puertos_libres()
