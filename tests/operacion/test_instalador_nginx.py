"""El paso de nginx del instalador: sus certificados y sus puertos."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conoceles.arranque.entorno import SECRETO
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

TODAS = ("sitio", "captura")
DICHAS: Any = SimpleNamespace(sitio="conoceles.example.mx", captura="captura.example.mx")


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


def test_el_secreto_con_que_nginx_sella_la_llegada_es_el_de_la_captura_y_de_nadie_mas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Se inventa una vez; los demás servicios no lo reciben, y el archivo de nginx solo lo lee su proceso principal."""
    from instalador import lugares
    from instalador.pasos import nginx, papeles
    from instalador.pasos.ajustes import leidos

    monkeypatch.setattr(lugares, "AJUSTES", tmp_path / "captura.env")
    secretos = set()
    for papel in ("captura", "obrero", "respaldo", "captura"):
        papeles.archivo(papel).write_text(papeles._texto(papel))
        secretos.add(secreto := leidos(papeles.archivo("captura"))["CONOCELES_FRENTE"])
        assert SECRETO.cumple(secreto)
        assert nginx._frente() == f'proxy_set_header X-Frente "{secreto}";\n'
    assert len(secretos) == 1
    assert all("CONOCELES_FRENTE" not in leidos(papeles.archivo(p)) for p in ("obrero", "respaldo"))
    aqui = {claves: _archivos(nginx.paso(DICHAS, RAIZ_PROYECTO, claves)) for claves in (TODAS, ("sitio",))}
    assert aqui[TODAS]["conoceles-frente.conf"].modo == 0o600
    assert "conoceles-frente.conf" not in aqui[("sitio",)]


def _archivos(paso: Any) -> dict[str, Any]:
    return {pieza.ruta.name: pieza for pieza in paso.piezas if hasattr(pieza, "modo")}


@pytest.mark.parametrize("version", [(1, 22), (1, 26)])
@pytest.mark.parametrize("nombre", ["nginx.conf", "nginx-captura.conf", ""])
def test_se_atiende_por_ipv6_donde_lo_hay_igual_que_por_ipv4(
    nombre: str, version: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """También a quien llega por otro nombre, que si no caería en el primero. Pedido donde no hay, nginx no arranca."""
    from instalador.pasos import nginx

    monkeypatch.setattr(nginx, "_version", lambda: version)
    monkeypatch.setattr(nginx, "IPV6", tmp_path)
    fuente = (
        (RAIZ_PROYECTO / "operacion" / nombre).read_text(encoding="utf-8") if nombre else nginx.DESCONOCIDO
    )
    por_cual = _atiende(nginx._de_aqui(fuente))
    assert por_cual["[::]:"] == por_cual[""]
    assert len(por_cual[""]) == 2
    monkeypatch.setattr(nginx, "IPV6", tmp_path / "no-hay")
    assert _atiende(nginx._de_aqui(fuente)) == {"": por_cual[""], "[::]:": []}


def _atiende(reglas: str) -> dict[str, list[str]]:
    """Lo que sigue a la dirección: el puerto y cómo."""
    return {por: re.findall(rf"(?m)^ *listen {re.escape(por)}(\d.*);", reglas) for por in ("", "[::]:")}


@pytest.mark.parametrize(("aqui", "familia"), [("0.0.0.0", socket.AF_INET), ("::", socket.AF_INET6)])
def test_si_otro_programa_ocupa_un_puerto_se_dice_cual(
    aqui: str, familia: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """systemd solo dice que nginx no arrancó y, si ya atendía, ni que no pudo leer lo nuevo."""
    from instalador.pasos import nginx
    from instalador.piezas import Falla

    with socket.create_server((aqui, 0), family=familia) as ocupado:
        puerto = ocupado.getsockname()[1]
        monkeypatch.setattr(nginx, "PUERTOS", (puerto,))
        with pytest.raises(Falla, match=f"ocupa el puerto {puerto}"):
            nginx._puertos_libres()
    nginx._puertos_libres()


@pytest.mark.parametrize(("despues", "reinicia"), [("1\n4\n5\n", False), ("1\n2\n3\n", True)])
def test_si_nginx_no_pudo_leer_lo_nuevo_empieza_de_nuevo(
    despues: str, reinicia: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Una zona que cambió de medida no se cambia en marcha: nginx lo calla, y seguiría con lo de antes."""
    from instalador.pasos import nginx

    procesos, ordenes = tmp_path / "procesos", []
    procesos.write_text("1\n2\n3\n")

    def correr(*orden: str) -> None:
        ordenes.append(orden[1])
        procesos.write_text(despues)

    monkeypatch.setattr(nginx, "PROCESOS", procesos)
    monkeypatch.setattr(nginx, "LEE", 0.0)
    monkeypatch.setattr(nginx, "correr", correr)
    nginx._leer_otra_vez()
    assert ordenes == ["reload-or-restart", *["restart"] * reinicia]
