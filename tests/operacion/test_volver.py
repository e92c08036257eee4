"""`operacion/volver`, con los programas del sistema en su lugar: cuándo cierra la entrada y cuándo la abre.

De verdad, con pgBackRest y sus unidades, en `test_instalar_en_debian.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

VOLVER = RAIZ_PROYECTO / "operacion" / "volver"
HUSO = timezone(timedelta(hours=-6))
AHORA = datetime.now(
    HUSO
)  # una sola hora para la copia y para el momento que se pide: la suite tarda más que un diario
MOMENTO = f"{AHORA - timedelta(minutes=30):%Y-%m-%d %H:%M:%S}-06"
REGLAS = "local all postgres peer\nhost all all 127.0.0.1/32 scram-sha-256\n"
PROGRAMAS = {
    "id": "echo 0",
    "pg_lsclusters": "echo 15 main 5432 online postgres /var/lib/postgresql/15/main; echo 15 llaves 5433 online postgres x",
    "pg_conftool": "echo $AQUI/reglas",
    "runuser": 'shift 3; exec "$@"',
    "psql": "echo f",
    "pg_controldata": "echo Database system identifier: 7",
    "systemctl": "",
    "pg_ctlcluster": "",
    "pgbackrest": 'case "$*" in *repo-ls*) cat $AQUI/diarios ;; *info) cat $AQUI/info ;; *verify*) cat $AQUI/verify ;; esac',
    "conoceles": "",
}


def _diario(dicho: str) -> str:
    return f"{int(dicho[0]):08X}{int(dicho[2:-2], 16):08X}000000{dicho[-2:]}"


class Maquina:
    """Cada programa anota cómo lo llamaron y si en ese momento la entrada estaba cerrada."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta, self.reglas = carpeta, carpeta / "reglas"
        self.reglas.write_text(REGLAS)
        self.marca = carpeta / "registros" / "volviendo"
        self.marca.parent.mkdir()
        self.copia()
        for nombre, hace in PROGRAMAS.items():
            self.poner(nombre, hace)

    def copia(
        self,
        codigo: int = 0,
        version: str = "15",
        de: int = 7,
        dice: str = "status: ok",
        hace: float = 3600,
        hay: bool = True,
        diarios: Iterable[str] = ("1:0FE", "1:0FF", "1:100"),
    ) -> None:
        """Lo que pgBackRest dice de ella: termina bien aunque no la pueda leer. `diarios`: línea de tiempo y número; uno cada diez minutos."""
        una = {
            "timestamp": {"stop": AHORA.timestamp() - hace}, "database": {"id": 1}, "label": "BASE", "reference": ["DE-ANTES"],
            "archive": {"start": _diario("1:0FE")},
        }  # fmt: skip
        dichos = {
            f"X/{_diario(d)}-a1.gz": {"time": int(AHORA.timestamp() - hace + 600 * (int(d[2:], 16) - 0xFE))}
            for d in diarios
        }
        (self.carpeta / "diarios").write_text(json.dumps(dichos))
        dicha = {
            "status": {"code": codigo},
            "db": [{"id": 1, "version": version, "system-id": de}],
            "backup": [una] * hay,
        }
        cifrado = b"\x1d\xfe\n" * (codigo == 99)  # con otra clave, repite lo que no entendió
        (self.carpeta / "info").write_bytes(
            json.dumps([dicha]).encode().replace(b'"status"', b'"' + cifrado + b'": 1, "status"')
        )
        (self.carpeta / "verify").write_text(f"stanza: conoceles\n{dice}\n")

    def poner(self, nombre: str, hace: str) -> None:
        anota = f'echo "$(grep -c reject $AQUI/reglas) {nombre} $*" >>$AQUI/llamadas'
        programa = self.carpeta / nombre
        programa.write_text(f"#!/bin/sh\n{anota}\n{hace}\n")
        programa.chmod(0o755)

    def volver(self, *dicho: str) -> subprocess.CompletedProcess[str]:
        caminos = f"{self.carpeta}:{os.environ['PATH']}"
        entorno = {"PATH": caminos, "AQUI": str(self.carpeta), "CONOCELES_DATOS": str(self.carpeta)}
        return subprocess.run(
            ["sh", str(VOLVER), *dicho], env=entorno, capture_output=True, text=True, check=False
        )

    def llamadas(self, *programas: str) -> list[str]:
        dichas = (self.carpeta / "llamadas").read_text().splitlines()
        return [d for d in dichas if d.split()[1] in programas]


@pytest.fixture
def maquina(tmp_path: Path) -> Maquina:
    return Maquina(tmp_path)


def test_entre_volver_y_reponer_no_entra_nadie_y_al_terminar_todo_queda_como_estaba(maquina: Maquina) -> None:
    hecho = maquina.volver(MOMENTO)
    assert hecho.returncode == 0, hecho.stderr
    assert maquina.llamadas("systemctl", "pgbackrest", "conoceles") == [
        "0 pgbackrest --stanza=conoceles --output=json info",
        "0 pgbackrest --stanza=conoceles --output=json repo-ls --recurse archive/conoceles/15-1",
        "0 pgbackrest --stanza=conoceles verify --output=text",
        "0 systemctl stop conoceles-captura conoceles-obrero conoceles-metricas",
        "1 systemctl stop postgresql@15-main",
        f"1 pgbackrest --stanza=conoceles --delta --type=time --target={MOMENTO} --target-action=promote restore",
        "1 systemctl start postgresql@15-main",
        "1 conoceles resguardo reponer",
        "0 systemctl start --no-block conoceles-continuo.service",
        "0 systemctl start conoceles-captura conoceles-obrero conoceles-metricas",
    ]
    assert maquina.reglas.read_text() == REGLAS


@pytest.mark.parametrize("muere", ["pgbackrest", "conoceles"])
def test_si_algo_falla_a_la_mitad_sigue_cerrada_y_repetir_la_orden_termina(
    maquina: Maquina, muere: str
) -> None:
    maquina.poner(muere, f'case "$*" in *restore | *reponer) false ;; *) {PROGRAMAS[muere] or ":"} ;; esac')
    hecho = maquina.volver("--al-ultimo")
    assert hecho.returncode == 2
    assert "repita" in hecho.stderr
    assert maquina.reglas.read_text().count("reject") == 1
    assert "start conoceles-captura" not in "".join(maquina.llamadas("systemctl"))
    assert maquina.marca.read_text() == f"{VOLVER} --al-ultimo\n"
    maquina.poner(muere, PROGRAMAS[muere])
    assert maquina.volver("--al-ultimo").returncode == 0
    assert not maquina.marca.exists()
    assert maquina.reglas.read_text() == REGLAS


@pytest.mark.parametrize(("al_mismo", "vueltas"), [(True, 1), (False, 2)])
def test_repetida_no_vuelve_otra_vez_a_donde_ya_habia_vuelto(
    maquina: Maquina, al_mismo: bool, vueltas: int
) -> None:
    """PostgreSQL no lo hallaría: al volver abrió otra línea de tiempo, que todavía no llega a ese momento."""
    dice = MOMENTO if al_mismo else "2024-01-01 00:00:00-06"
    maquina.poner("psql", f'case "$*" in *recovery_target_time*) echo "{dice}" ;; *) echo f ;; esac')
    maquina.poner("conoceles", "false")
    assert maquina.volver(MOMENTO).returncode == 2
    maquina.poner("conoceles", "")
    assert maquina.volver(MOMENTO).returncode == 0
    assert len([d for d in maquina.llamadas("pgbackrest") if d.endswith("restore")]) == vueltas


def test_si_postgresql_no_llega_a_ese_momento_se_dice_queda_apagada_y_nadie_entra(maquina: Maquina) -> None:
    """Systemd la levantaría sin fin, a medio volver."""
    maquina.poner("systemctl", 'case "$*" in "start postgresql"*) false ;; esac')
    hecho = maquina.volver(MOMENTO)
    assert hecho.returncode == 2
    assert "no llegó a ese momento" in hecho.stderr
    assert maquina.llamadas("systemctl")[-1].endswith("systemctl stop postgresql@15-main")
    assert "reject" in maquina.reglas.read_text()


def test_si_no_empieza_otra_copia_se_dice_y_los_servicios_atienden(maquina: Maquina) -> None:
    maquina.poner("systemctl", 'case "$*" in *conoceles-continuo*) false ;; esac')
    hecho = maquina.volver(MOMENTO)
    assert hecho.returncode == 0
    assert "No empezó otra copia" in hecho.stderr
    assert maquina.llamadas("systemctl")[-1].endswith(
        "start conoceles-captura conoceles-obrero conoceles-metricas"
    )
    assert not maquina.marca.exists()


def test_donde_solo_estan_las_bases_se_repone_en_otra_maquina_y_aqui_se_abre(maquina: Maquina) -> None:
    """Ahí no hay servicios que detener ni programa con que reponer; nadie entra mientras tanto, tampoco desde las otras."""
    assert "repita la orden con que se volvió" in maquina.volver("--abrir").stderr
    maquina.marca.parent.rmdir()
    assert "no hay nada que abrir" in maquina.volver("--abrir").stderr
    hecho = maquina.volver("--al-ultimo")
    assert hecho.returncode == 0, hecho.stderr
    assert "en la máquina que publica: conoceles resguardo reponer" in hecho.stdout
    assert "conoceles-captura" not in "".join(maquina.llamadas("systemctl"))
    assert maquina.reglas.read_text().count("reject") == 1
    assert maquina.volver("--abrir").returncode == 0
    assert maquina.reglas.read_text() == REGLAS


@pytest.mark.parametrize("dicho", [[], ["ayer"], ["2027-04-20 11:30"], ["2027-04-20 11:30:00-06", "--si"]])
def test_un_momento_que_no_se_entiende_no_detiene_nada(maquina: Maquina, dicho: list[str]) -> None:
    assert maquina.volver(*dicho).returncode == 2
    assert not (maquina.carpeta / "llamadas").exists()


@pytest.mark.parametrize(
    ("copia", "momento", "dicho"),
    [
        ({"codigo": 1}, "", "repo1-path"),
        ({"codigo": 99, "hay": False}, "", "no tiene su clave (repo1-cipher-pass)"),
        ({"codigo": 2, "hay": False}, "", "Restaure la última diaria"),
        ({"version": "13"}, "", "La copia es de PostgreSQL 13 y aquí está el 15"),
        ({"de": 8}, "", "La copia es de otra PostgreSQL (identificador 8; la de aquí, 7)"),
        ({"dice": "status: error\n  checksum invalid: 1"}, "", "checksum invalid: 1\nLa copia está dañada: no se tocó nada"),
        ({"dice": "status: error\n  backup: DE-ANTES, status: invalid"}, "", "La copia está dañada en su base"),
        ({"diarios": ["1:0FE", "1:100"]}, "", "A la copia le falta un diario: no pasa del"),
        ({"diarios": ["1:0FE", "1:0FF", "1:100", "2:0FF", "2:101"]}, "", "A la copia le falta un diario"),
        ({"hace": 60.0}, "", "La copia continua empieza el"),
        ({}, "2099-01-01 00:00:00-06", "Ese momento no ha llegado"),
    ],
)  # fmt: skip
def test_con_una_copia_que_no_sirve_se_dice_por_que_y_no_se_toca_nada(
    maquina: Maquina, copia: dict[str, Any], momento: str, dicho: str
) -> None:
    """pgBackRest termina bien aunque no pueda leer nada: se apagaban las bases para descubrirlo."""
    maquina.copia(**copia)
    hecho = maquina.volver(momento or MOMENTO)
    assert (hecho.returncode, maquina.llamadas("systemctl")) == (2, [])
    assert dicho in hecho.stderr
    assert "No se tocó nada" in hecho.stderr.replace("no se tocó", "No se tocó")
    assert maquina.reglas.read_text() == REGLAS


def test_sin_nada_en_la_carpeta_de_postgresql_se_vuelve_la_copia_que_haya(maquina: Maquina) -> None:
    """Se perdió el disco: no hay a quién sustituir."""
    maquina.poner("pg_controldata", "false")
    maquina.copia(de=8)
    assert maquina.volver(MOMENTO).returncode == 0


@pytest.mark.parametrize(
    "copia",
    [{"dice": "status: error\n  backup: OTRA, status: invalid"}, {"diarios": ["1:0FE", "1:100"]}],
    ids=["dañada", "sin un diario"],
)
def test_la_copia_danada_solo_se_usa_si_se_pide_y_se_dice_hasta_donde_llego(
    maquina: Maquina, copia: dict[str, Any]
) -> None:
    maquina.copia(**copia)
    maquina.poner("psql", 'case "$*" in *replay_timestamp*) echo "2027-04-20 11:30" ;; *) echo f ;; esac')
    maquina.poner("conoceles", "false")
    assert maquina.volver("--al-ultimo", "--aun-danada").returncode == 2
    assert maquina.marca.read_text() == f"{VOLVER} --al-ultimo --aun-danada\n"
    maquina.poner("conoceles", "")
    hecho = maquina.volver("--al-ultimo", "--aun-danada")
    assert hecho.returncode == 0
    assert "Lo último que tienen es del 2027-04-20 11:30: lo posterior no está" in hecho.stdout


def test_de_una_base_danada_no_se_vuelve_aunque_se_pida(maquina: Maquina) -> None:
    """pgBackRest se detendría a la mitad de sustituir las bases."""
    maquina.copia(dice="status: error\n  backup: BASE, status: invalid")
    assert maquina.volver("--al-ultimo", "--aun-danada").returncode == 2
    assert maquina.llamadas("systemctl") == []


@pytest.mark.parametrize(
    "diarios",
    [
        ["1:0FE", "1:0FF", "1:100", "1:101", "1:103"],  # después del momento
        [
            "1:0FE",
            "1:0FF",
            "1:100",
            "1:105",
            "2:0FF",
            "2:100",
            "2:101",
        ],  # en una línea de tiempo que se abandonó
    ],
)
def test_lo_que_falta_y_no_hace_falta_no_detiene(maquina: Maquina, diarios: list[str]) -> None:
    maquina.copia(diarios=diarios)
    assert maquina.volver(MOMENTO).returncode == 0
