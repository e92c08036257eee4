"""Lo que rsync y ssh dicen de verdad cuando un espejo falla, y en qué se convierte."""

from __future__ import annotations

import pytest

from conoceles.espejos.razones import GENERAL, OTRA_RAIZ, de_rsync, remedio

CORTADA = "rsync: connection unexpectedly closed (0 bytes received so far) [sender]\nrsync error: unexplained error (code 255) at io.c(285)"
CAMBIO = "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key for sur has changed and you have requested strict checking.\nHost key verification failed.\n"


@pytest.mark.parametrize(
    ("dicho", "codigo", "frase", "que_hacer"),
    [
        (CAMBIO + CORTADA, 255, "su llave de ssh no es la de antes", "ssh-keygen -R SERVIDOR"),
        (f"Host key verification failed.\n{CORTADA}", 255, "no se conoce su llave", "compare la huella"),
        (f"eva@sur: Permission denied (publickey,password).\n{CORTADA}", 255, "no deja entrar", "authorized_keys"),
        (f"ssh: Could not resolve hostname sur: Name or service not known\n{CORTADA}", 255, "no se halla en la red", "getent hosts"),
        (f"ssh: connect to host sur port 22: Connection refused\n{CORTADA}", 255, "no atiende por ssh", "systemctl start ssh"),
        (f"ssh: connect to host sur port 22: No route to host\n{CORTADA}", 255, "no se llega a él", "esté encendida"),
        ('rsync: [receiver] write failed on "/srv/eva": No space left on device (28)', 11, "no queda espacio", "Libere espacio"),
        ('rsync: [Receiver] mkdir "/srv/eva" failed: Read-only file system (30)', 11, "solo lectura", "ReadWritePaths"),
        ('rsync: [Receiver] mkdir "/srv/eva" failed: Permission denied (13)', 11, "no deja escribir", "chown -R"),
        ("@ERROR: Unknown module 'otro'\nrsync error: error starting client-server protocol (code 5)", 5, "con ese nombre", "::sitio"),
        (f"bash: rsync: command not found\n{CORTADA}", 127, "le falta rsync", "apt-get install -y rsync"),
        ("[sender] io timeout after 60 seconds -- exiting", 30, "se interrumpió", "esté encendida"),
    ],
)  # fmt: skip
def test_la_razon_de_un_espejo_dice_que_hacer_y_no_repite_lo_que_dijo_rsync(
    dicho: str, codigo: int, frase: str, que_hacer: str
) -> None:
    razon = de_rsync(dicho, codigo)
    assert frase in razon
    assert que_hacer in remedio(razon, "sur")
    assert "eva" not in razon


@pytest.mark.parametrize(
    ("falla", "que_hacer"),
    [
        (OTRA_RAIZ, "conoceles espejo sur --entero"),
        ("El almacén nube:443/conoceles no atiende: no existe su cubeta.", "se llena sola"),
        ("El almacén nube:443/conoceles no atiende: rechaza la conexión.", "secretos/espejos"),
        (de_rsync("algo nunca visto", 23), GENERAL),
    ],
)
def test_lo_que_se_sabe_de_una_falla_ya_dicha(falla: str, que_hacer: str) -> None:
    assert que_hacer in remedio(falla, "sur")
