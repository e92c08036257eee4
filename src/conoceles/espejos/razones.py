"""Por qué no se pudo poner al día un espejo y qué hacer, por lo que dijeron rsync o ssh, que no se repite: lleva nombres y rutas."""

from __future__ import annotations

import re
from typing import NamedTuple

from conoceles.nucleo.almacen.s3 import REMEDIOS as DEL_ALMACEN

GENERAL = "Revise esa máquina o ese almacén; se reintenta solo."


class Razon(NamedTuple):
    """`patron`: en lo que dijo rsync o ssh, o el código con que terminó rsync. `remedio`: donde dice SERVIDOR, el de `secretos/espejos`."""

    patron: str
    frase: str
    remedio: str


# La primera que convenga: lo que dijo ssh vale más que el código, que es 255 en todo.
_RAZONES = (
    Razon(
        r"IDENTIFICATION HAS CHANGED|has changed and you have requested",
        "su llave de ssh no es la de antes",
        "Pregunte a quien la cuida si la cambió. Si no, alguien se puso en su lugar: no siga. Si sí: "
        "runuser -u conoceles -- ssh-keygen -R SERVIDOR, y como si fuera nueva.",
    ),
    Razon(
        r"Host key verification failed",
        "aquí no se conoce su llave de ssh",
        "Éntrele una vez, compare la huella que dice con la de esa máquina y acéptela: runuser -u conoceles -- ssh USUARIO@SERVIDOR true.",
    ),
    Razon(
        r"Permission denied \(publickey|Too many authentication failures",
        "no deja entrar con la llave de ssh de la cuenta conoceles",
        "Repita allá operacion/instalar con --recibe y lo que dice cat /var/lib/conoceles/.ssh/id_ed25519.pub (sin Conóceles, va en ~/.ssh/authorized_keys).",
    ),
    Razon(
        r"Could not resolve hostname",
        "su nombre no se halla en la red",
        "Revise su renglón en secretos/espejos y que la máquina resuelva nombres: getent hosts SERVIDOR.",
    ),
    Razon(
        r"Connection refused",
        "está encendida y no atiende por ssh",
        "En esa máquina, systemctl start ssh; o revise el cortafuegos.",
    ),
    Razon(
        r"No space left|Disk quota exceeded",
        "no queda espacio en su disco",
        "Libere espacio en ese lugar o amplíelo: se reintenta solo, y lo que servía sigue entero.",
    ),
    Razon(
        r"Read-only file system",
        "su disco está en solo lectura",
        "Revise ese disco (dmesg) y vuelva a montarlo. Si es una carpeta de aquí, declárela en ReadWritePaths: systemctl edit conoceles-obrero.",
    ),
    Razon(
        r"Permission denied \(13\)|Operation not permitted",
        "no deja escribir en su carpeta",
        "Que la carpeta sea de quien entra: chown -R USUARIO: CARPETA, donde está.",
    ),
    Razon(
        r"Unknown module",
        "no tiene una carpeta con ese nombre",
        "Revise su renglón en secretos/espejos: con operacion/instalar --recibe se llama sitio, USUARIO@SERVIDOR::sitio.",
    ),
    Razon(
        r"rsync: (command )?not found|code 127",
        "le falta rsync",
        "En esa máquina, apt-get install -y rsync.",
    ),
    Razon(
        r"timed out|No route to host|unreachable|code (12|20|30|255)\b",
        "no se llega a él, o se interrumpió",
        "Vea que esa máquina esté encendida y que se llegue a ella: runuser -u conoceles -- ssh USUARIO@SERVIDOR true.",
    ),
)  # fmt: skip
OTRA_RAIZ = "entrega otra raíz"
_PROPIAS = {
    OTRA_RAIZ: "Alguien cambió allá lo publicado, o lo que se lee no es esa carpeta. Compare y reponga cada archivo con --entero: "
    "conoceles espejo NOMBRE --entero. Si vuelve a pasar, averigüe quién escribe ahí.",
    "no existe su cubeta": "Vea su renglón en secretos/espejos. Si alguien la borró, créela: se llena sola.",
    "falta el programa rsync en esta máquina": "apt-get install -y rsync.",
}
_SIN_CARPETA = re.compile(r"change_dir .* failed: .*\(2\)$|^@ERROR: chdir failed$", re.M)


def de_rsync(dicho: str, codigo: int) -> str:
    """La frase."""
    todo = f"{dicho}\ncode {codigo}"
    return next((r.frase for r in _RAZONES if re.search(r.patron, todo)), f"rsync terminó con {codigo}")


def sin_carpeta(dicho: str) -> bool:
    """Si contestó que no existe la carpeta que se le pidió leer."""
    return bool(_SIN_CARPETA.search(dicho))


def remedio(falla: str, nombre: str) -> str:
    """Qué hacer, de la frase con que quedó dicho por qué."""
    del_almacen = {r: que.replace("CONOCELES_ARCHIVOS", "secretos/espejos") for r, que in DEL_ALMACEN.items()}
    conocidos = del_almacen | {r.frase: r.remedio for r in _RAZONES} | _PROPIAS
    hallado = next((que for frase, que in conocidos.items() if frase in falla), GENERAL)
    return hallado.replace("NOMBRE", nombre)
