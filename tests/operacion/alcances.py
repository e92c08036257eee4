"""Qué alcanza cada servicio en la máquina instalada: se entra a su proceso y se intenta lo ajeno."""

from __future__ import annotations

import re
import subprocess

from operacion.maquina import ARRANCA, Maquina
from recorridos.navegador import hasta

QUIENES = {
    "captura": "conoceles-captura", "obrero": "conoceles", "lector": "conoceles-lector", "metricas": "conoceles",
}  # fmt: skip
SECRETOS = "/var/lib/conoceles/secretos"


def cada_quien_alcanza_lo_suyo(debian: Maquina) -> None:
    """Cada proceso es su usuario, y dentro de su unidad abre sus llaves y ninguna ajena."""
    for servicio, usuario in QUIENES.items():
        de_quien = debian.correr("stat", "-c", "%U", f"/proc/{_proceso(debian, servicio)}").strip()
        assert de_quien == usuario, servicio
    conectados = "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname LIKE 'conoceles_%'"
    dicho = debian.correr("runuser", "-u", "postgres", "--", "psql", "-Atc", conectados)
    assert set(dicho.split()) <= {"conoceles_captura", "conoceles_obrero"}, "nadie entra como dueño"
    suyas = {
        "captura": {"django", "maestra", "curp", "acuses"},
        "obrero": {"django", "maestra", "curp", "firma"},
    }
    for servicio, usuario in QUIENES.items():
        abre = {
            n
            for n in ("django", "maestra", "curp", "acuses", "firma")
            if lee(debian, servicio, f"{SECRETOS}/{n}.llave")
        }
        assert abre == suyas.get(servicio, {"django"} if servicio == "metricas" else set()), servicio
        assert not lee(debian, servicio, "/etc/conoceles/captura.env"), usuario
    for ajeno in (f"{SECRETOS}/firma.llave", "/etc/conoceles/captura.env", "/etc/conoceles/papel-obrero.env"):
        for quien in ("conoceles-captura", "conoceles-lector", "conoceles-practica", "conoceles-respaldo"):
            nadie = debian.intentar("runuser", "-u", quien, "--", "cat", ajeno)
            assert "Permission denied" in nadie.stderr, (quien, ajeno)
    _la_captura_no_puede(debian)
    _la_practica_no_llega(debian)


def _la_captura_no_puede(debian: Maquina) -> None:
    """Ni apagar un candado con su papel, ni escribir en el sitio o en el programa."""
    for papel, cual, orden, niega in (
        ("captura", "CURRICULAR", "ALTER TABLE bitacora_entrada DISABLE TRIGGER ALL", "must be owner"),
        ("captura", "LLAVES", "SELECT conoceles_reescribir_llavero()", "permission denied"),
        ("obrero", "LLAVES", "SELECT conoceles_reescribir_llavero()", ""),
        ("respaldo", "IDENTIDAD", "DELETE FROM bitacora_entrada", "permission denied"),
    ):
        hecho = debian.intentar("psql", "-Xqt", base_de(debian, papel, cual), "-c", orden)
        assert bool(niega) == bool(hecho.returncode), (papel, orden, hecho.stderr)
        assert niega in hecho.stderr, (papel, orden)
    for ruta in ("/var/lib/conoceles/sitio/x", "/opt/conoceles/x", "/var/backups/conoceles/x"):
        assert _dentro(debian, "captura", "touch", ruta).returncode != 0, ruta
    assert _dentro(debian, "captura", "touch", "/var/lib/conoceles/archivos/.x").returncode == 0
    debian.correr("rm", "/var/lib/conoceles/archivos/.x")


def _la_practica_no_llega(debian: Maquina) -> None:
    for orden in (
        "ls /var/lib/conoceles/archivos",
        f"ls {SECRETOS}",
        "psql -Xw -d conoceles_curricular -l",
        "psql -Xw -h 127.0.0.1 -U conoceles_captura -d conoceles_curricular -l",
    ):
        hecho = debian.intentar("runuser", "-u", "conoceles-practica", "--", *orden.split())
        assert hecho.returncode != 0, orden


def base_de(debian: Maquina, papel: str, cual: str) -> str:
    suyos = (debian.raiz / f"etc/conoceles/papel-{papel}.env").read_text()
    [direccion] = re.findall(f"CONOCELES_BD_{cual}=(.+)", suyos)
    return str(direccion)


def _proceso(debian: Maquina, servicio: str) -> str:
    """Ya con su vista del disco: `systemctl start` vuelve antes, y mientras tanto el proceso se llama «(python)»."""
    cual = debian.correr("systemctl", "show", "-p", "MainPID", "--value", f"conoceles-{servicio}").strip()
    hasta(lambda: not debian.correr("cat", f"/proc/{cual}/comm").startswith("("), ARRANCA)
    return cual


def _dentro(debian: Maquina, servicio: str, *orden: str) -> subprocess.CompletedProcess[str]:
    """Como quien tomó ese proceso: su vista del disco y su usuario."""
    suyo = QUIENES[servicio]
    como = ["setpriv", f"--reuid={suyo}", f"--regid={suyo}", "--init-groups", "--bounding-set=-all"]
    return debian.intentar("nsenter", "-t", _proceso(debian, servicio), "-m", "--", *como, *orden)


def lee(debian: Maquina, servicio: str, ruta: str) -> bool:
    return _dentro(debian, servicio, "cksum", ruta).returncode == 0
