"""Quien supervisa: reparte señales, vuelve a arrancar, se rinde a tiempo y no entrega credenciales."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from conoceles.arranque.servicios import servidor
from conoceles.arranque.servicios.servidor import Hijo
from conoceles.nucleo.errores import ErrorDeDominio
from recorridos.navegador import puerto_libre

ESPERA = [sys.executable, "-c", "import signal; print('listo', flush=True); signal.pause()"]
SORDO = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('listo', flush=True); signal.pause()",
]


@pytest.fixture
def puerto() -> int:
    return puerto_libre()


def _arrancado(orden: list[str]) -> Hijo:
    hijo = Hijo("prueba", orden)
    hijo.proceso = subprocess.Popen(orden, start_new_session=True, stdout=subprocess.PIPE)
    assert hijo.proceso.stdout is not None
    hijo.proceso.stdout.readline()
    hijo.proceso.stdout.close()
    return hijo


def test_detener_pide_el_fin() -> None:
    hijo = _arrancado(ESPERA)
    servidor.detener([hijo])
    assert hijo.proceso is not None
    assert hijo.proceso.returncode == -signal.SIGTERM


def test_detener_impone_el_fin_a_quien_no_atiende(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servidor, "GRACIA", 0.2)
    hijo = _arrancado(SORDO)
    servidor.detener([hijo])
    assert hijo.proceso is not None
    assert hijo.proceso.returncode == -signal.SIGKILL


def test_un_hijo_muerto_se_arranca_otra_vez_y_sigterm_termina(
    monkeypatch: pytest.MonkeyPatch, puerto: int, capsys: pytest.CaptureFixture[str]
) -> None:
    hijo = Hijo("prueba", ESPERA)
    monkeypatch.setattr(servidor, "hijos", lambda puerto: [hijo])
    vidas: list[int] = []
    arrancar: Callable[[], None] = hijo.arrancar

    def contar() -> None:
        arrancar()
        assert hijo.proceso is not None
        vidas.append(hijo.proceso.pid)
        if len(vidas) == 1:
            hijo.proceso.kill()
        else:
            threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGTERM)).start()

    monkeypatch.setattr(hijo, "arrancar", contar)
    servidor.atender(puerto)
    assert len(vidas) == 2
    assert not hijo.vivo()
    assert "«prueba» terminó; se arranca otra vez" in capsys.readouterr().err


def test_lo_que_deja_quien_muere_de_golpe_no_se_queda_en_su_puerto() -> None:
    """El nieto tiene abierta la salida: leer su fin es verlo morir."""
    orden = ["sh", "-c", "sleep 600 & echo listo; wait"]
    hijo = Hijo("prueba", orden)
    hijo.proceso = subprocess.Popen(orden, start_new_session=True, stdout=subprocess.PIPE)
    assert hijo.proceso.stdout is not None
    assert hijo.proceso.stdout.readline() == b"listo\n"
    hijo.proceso.kill()
    hijo.proceso.wait()
    hijo.rematar()
    with hijo.proceso.stdout as salida:
        assert salida.read() == b""
    hijo.rematar()  # sin nadie a quien rematar no se queja


def test_quien_se_cae_sin_parar_detiene_todo(monkeypatch: pytest.MonkeyPatch, puerto: int) -> None:
    sano = Hijo("sano", ESPERA)
    monkeypatch.setattr(servidor, "hijos", lambda puerto: [sano, Hijo("roto", [sys.executable, "-c", ""])])
    monkeypatch.setattr(servidor, "CAIDAS_MAXIMAS", 2)
    with pytest.raises(ErrorDeDominio, match="«roto» se cae"):
        servidor.atender(puerto)
    assert not sano.vivo()


def test_puerto_ocupado_se_dice_antes_de_arrancar_nada() -> None:
    with socket.socket() as ajeno:
        ajeno.bind(("127.0.0.1", 0))
        ajeno.listen()
        with pytest.raises(ErrorDeDominio, match="ocupado"):
            servidor.atender(ajeno.getsockname()[1])


@pytest.mark.parametrize("puerto_malo", [-1, 0, 65_535, 70_000])
def test_puerto_imposible(puerto_malo: int) -> None:
    with pytest.raises(ErrorDeDominio, match="no se puede usar"):
        servidor.atender(puerto_malo)


def test_el_lector_no_recibe_credenciales(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("CONOCELES_BD_IDENTIDAD", "CONOCELES_LLAVE_MAESTRA", "CONOCELES_SMTP_CLAVE"):
        monkeypatch.setenv(variable, "no")
    publico = servidor._entorno(publico=True)
    assert {nombre for nombre in publico if nombre.startswith("CONOCELES_")} <= set(servidor.DEL_LECTOR)
    assert "CONOCELES_BD_IDENTIDAD" in servidor._entorno(publico=False)


def test_tres_procesos_en_sus_puertos() -> None:
    lector, captura, obrero = servidor.hijos(8000)
    assert (lector.publico, captura.publico, obrero.publico) == (True, False, False)
    assert lector.orden[-2:] == ["8000", "conoceles.lector.wsgi:aplicacion"]
    assert captura.orden[-2:] == ["8001", "conoceles.arranque.wsgi:application"]
    assert "--no-access-log" in lector.orden
    assert "--no-access-log" in captura.orden
