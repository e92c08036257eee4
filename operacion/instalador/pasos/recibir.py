"""Que la máquina que publica deje aquí el sitio y se lleve la cuenta de visitas: entra por ssh con su llave, y a nada más."""

from __future__ import annotations

import pwd
from pathlib import Path

from instalador.lugares import AJUSTES, DATOS
from instalador.pasos.levantar import desde
from instalador.pasos.lugar import SERVICIO
from instalador.piezas import Archivo, Orden, Paquetes, Paso, Pieza, correr, hay_systemd
from instalador.respuestas import Respuestas

# Fuera de su carpeta: quien entra escribe en ella, y no debe poder darse otra entrada.
LLAVE, CARPETAS = AJUSTES.with_name("recibe.pub"), AJUSTES.with_name("recibe.conf")
REGLA = Path("/etc/ssh/sshd_config.d/conoceles.conf")
ENTRADA = f"""Match User {SERVICIO}
    AuthorizedKeysFile {LLAVE}
    AuthenticationMethods publickey
"""
# No `rrsync`: no admite comparar fechas al nanosegundo, con que se sabe qué cambió, ni que una carpeta solo se lea.
MODULOS = f"""use chroot = no
munge symlinks = no

[sitio]
    path = {DATOS}/sitio
    read only = no

[visitas]
    path = {DATOS}/visitas
"""
CON_QUE, SIN_NADA = "/bin/sh", "/usr/sbin/nologin"  # con la primera arranca sshd la orden de la llave


def paso(dichas: Respuestas) -> Paso:
    """Se diga lo que se diga al entrar, contesta rsync, y solo tiene esas dos carpetas."""
    solo = f'restrict,command="rsync --server --daemon --config={CARPETAS} ." {dichas.recibe}\n'
    return Paso(
        "Recibir de la máquina que publica",
        [
            Paquetes(("openssh-server", "rsync")),
            _sin_entrada(),
            Archivo(CARPETAS, lambda: MODULOS),
            Archivo(LLAVE, lambda: solo),
            _con_interprete(),
            Archivo(REGLA, lambda: ENTRADA),
            _leida(),
        ],
    )


def _con_interprete() -> Pieza:
    return Orden(
        f"que {SERVICIO} pueda recibir",
        lambda: _interprete() == CON_QUE,
        lambda: _cambiarlo(CON_QUE),
        lambda: _cambiarlo(SIN_NADA),
    )


def _interprete() -> str:
    try:
        return pwd.getpwnam(SERVICIO).pw_shell
    except KeyError:
        return ""


def _cambiarlo(por: str) -> None:
    correr("usermod", "--shell", por, SERVICIO)


def _sin_entrada() -> Pieza:
    """Al quitar es lo último del paso."""
    return Orden("que sshd no deje entrar", lambda: True, lambda: None, _leer)


def _leida() -> Pieza:
    return Orden(
        "que sshd lea cómo se entra",
        lambda: not hay_systemd() or (REGLA.exists() and desde("ssh") >= REGLA.stat().st_mtime),
        _leer,
    )


def _leer() -> None:
    if hay_systemd():
        correr("systemctl", "try-reload-or-restart", "ssh")
