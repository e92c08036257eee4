"""De un Debian recién hecho al primer perfil publicado por https: con su systemd, y dos veces. Y de regreso.

Lo que tarda se anota en `docs/evidencia/instalacion.md`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from operacion.alcances import SECRETOS, base_de, cada_quien_alcanza_lo_suyo, lee
from operacion.levantada import (
    con_el_disco_de_los_diarios_lleno_vuelve_al_liberarlo,
    la_base_que_falto_no_vuelve_de_primaria,
    lo_que_matan_vuelve,
)
from operacion.maquina import Maquina, autoridades, maquina, raiz_de_debian
from taller.requisitos import conseguir

pytestmark = pytest.mark.simulacro
FUENTE = "/usr/src/conoceles"
PEDIDO = (
    "--sitio=conoceles.example.mx", "--captura=captura.example.mx", "--remitente=conoceles@example.mx",
    "--administra=dina@example.mx", "--nombre=Dina Duarte",
)  # fmt: skip
ATIENDEN = (
    "conoceles-captura",
    "conoceles-lector",
    "conoceles-metricas",
    "conoceles-obrero",
    "nginx",
    "postgresql",
)


@pytest.mark.parametrize("version", ["bookworm", "trixie"])
def test_de_un_debian_recien_hecho_al_primer_perfil_y_de_regreso(tmp_path: Path, version: str) -> None:
    assert os.geteuid() == 0, "los espacios de nombres y debootstrap piden ser root"
    conseguir(["debootstrap", "slirp4netns"])
    raiz = raiz_de_debian(tmp_path / "raiz", version)
    copiar_fuente(raiz)
    with maquina(raiz) as debian:
        inicio = time.monotonic()
        simular_no_cambia_nada(debian)
        enlace = instalar_dos_veces(debian)
        puesto = time.monotonic() - inicio
        folio = primer_perfil(debian, enlace)
        print(
            f"{version}: instalado en {puesto:.0f} s, primer perfil a los {time.monotonic() - inicio:.0f} s"
        )
        lo_puesto_esta_bien(debian)
        la_llave_de_los_acuses_se_cambia(debian)
        cada_quien_alcanza_lo_suyo(debian)
        los_ajustes_se_leen_como_los_lee_systemd(debian)
        lo_que_matan_vuelve(debian)
        con_el_disco_de_los_diarios_lleno_vuelve_al_liberarlo(debian)
        la_base_que_falto_no_vuelve_de_primaria(debian)
        volver_a_un_momento(debian)
        quitar_y_volver_a_poner(debian, folio)
        borrar_todo(debian)


def simular_no_cambia_nada(debian: Maquina) -> None:
    """Ni Python hay: dice el primer paso. Con él, los dice todos."""
    dicho = debian.intentar(f"{FUENTE}/operacion/instalar", "--simular", *PEDIDO)
    assert dicho.returncode == 1
    assert "apt-get install python3" in dicho.stdout
    assert not (debian.raiz / "etc" / "conoceles").exists()


def instalar_dos_veces(debian: Maquina) -> str:
    primera = instalar(debian)
    segunda = instalar(debian)
    assert "Todo estaba puesto" in segunda, segunda
    assert debian.intentar(f"{FUENTE}/operacion/instalar", "--simular").returncode == 0
    return re.findall(r"https://captura\S+/acceso/\S+", primera)[0]


def instalar(debian: Maquina) -> str:
    return debian.correr(f"{FUENTE}/operacion/instalar", *PEDIDO, **autoridades())


def primer_perfil(debian: Maquina, enlace: str) -> str:
    """En la red de la máquina, como quien entra desde su navegador."""
    rutas = os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests"))
    orden = ["nsenter", "-t", str(debian.uno), "-n", sys.executable, "-m", "operacion.primer_perfil"]
    hecho = subprocess.run(
        [*orden, str(debian.raiz), str(debian.uno), enlace],
        env=os.environ | {"PYTHONPATH": rutas}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    return hecho.stdout.split()[-1]


def lo_puesto_esta_bien(debian: Maquina) -> None:
    debian.correr("systemctl", "is-active", *ATIENDEN)
    assert (
        debian.correr(
            "systemctl", "list-units", "--failed", "--plain", "--no-legend", "conoceles*", "nginx*"
        ).strip()
        == ""
    )
    unidades = sorted(str(r.name) for r in (debian.raiz / "etc" / "systemd" / "system").glob("conoceles-*"))
    dicho = debian.intentar("systemd-analyze", "verify", *unidades)
    assert (dicho.returncode, dicho.stderr.strip()) == (0, "")
    assert "Errores: 0" in debian.correr("conoceles", "comprobar")
    con_hora = [unidad.removesuffix(".timer") for unidad in unidades if unidad.endswith(".timer")]
    for servicio in sorted(con_hora, key=lambda s: s == "conoceles-ensayo"):  # ensaya la copia que otro hizo
        debian.iniciar(servicio)
    [evidencia] = (debian.raiz / "var/lib/conoceles/registros/ensayos").iterdir()
    assert json.loads(evidencia.read_text())["ok"]
    pedir = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:9187/metrics').read().decode())"
    dichas = debian.correr("python3", "-c", pedir)
    assert 'conoceles_base_contesta{base="llaves"} 1.0' in dichas
    assert "example.mx" not in dichas
    anotado = "".join(r.read_text() for r in (debian.raiz / "var" / "log" / "nginx").iterdir())
    assert "/acceso/" not in anotado
    assert "127.0.0.1" not in anotado


def la_llave_de_los_acuses_se_cambia(debian: Maquina) -> None:
    """Las órdenes del manual: la nueva sigue siendo de quien la usa, y la captura abre con ella."""
    antes = debian.correr("sha256sum", f"{SECRETOS}/acuses.llave")
    rotar = ("conoceles", "llave", "rotar", "--acuses", "--acto", "Acuerdo IEPC/CG000/2027")
    debian.correr("systemctl", "stop", "conoceles-obrero")
    assert "Hay una captura en marcha" in debian.intentar(*rotar).stderr
    debian.correr("systemctl", "stop", "conoceles-captura")
    debian.correr(*rotar)
    debian.correr("systemctl", "start", "conoceles-captura", "conoceles-obrero")
    assert debian.correr("sha256sum", f"{SECRETOS}/acuses.llave") != antes
    assert lee(debian, "captura", f"{SECRETOS}/acuses.llave")
    assert not lee(debian, "obrero", f"{SECRETOS}/acuses.llave")
    assert debian.intentar(f"{FUENTE}/operacion/instalar", "--simular").returncode == 0


AJUSTES = r"""
UNO=postgresql://u:c@b1:5432,b2:5432/x?sslmode=verify-full&target_session_attrs=read-write
DOS=a$HOME`id`;#b \\ \c
TRES="con \"dobles\" \$5 \n"
CUATRO='$sencillas \'
CINCO=  it's  
;SEIS=no
 # SIETE=no
OCHO=
"""


def los_ajustes_se_leen_como_los_lee_systemd(debian: Maquina) -> None:
    """Lo que la orden `conoceles` entiende de `captura.env` es lo que entienden los servicios."""
    donde = "/etc/conoceles/prueba.env"
    (debian.raiz / donde.lstrip("/")).write_text(AJUSTES)
    servicio = f"[Service]\nType=oneshot\nEnvironmentFile={donde}\nExecStart=env -0\nStandardOutput=file:{donde}.visto\n"
    (debian.raiz / "etc/systemd/system/prueba.service").write_text(servicio)
    debian.correr("systemctl", "daemon-reload")
    debian.iniciar("prueba")
    dicho = debian.correr("cat", f"{donde}.visto")
    suyos = dict(par.split("=", 1) for par in dicho.split("\0") if "=" in par)
    leer = "import json, pathlib, sys; from instalador.entorno import leido; print(json.dumps(leido(pathlib.Path(sys.argv[1]))))"
    nuestros = json.loads(
        debian.correr("python3", "-B", "-c", leer, donde, PYTHONPATH="/opt/conoceles/operacion")
    )
    assert list(nuestros) == ["UNO", "DOS", "TRES", "CUATRO", "CINCO", "OCHO"]
    assert {clave: suyos.get(clave) for clave in nuestros} == nuestros
    debian.correr("rm", donde, f"{donde}.visto", "/etc/systemd/system/prueba.service")


def volver_a_un_momento(debian: Maquina) -> None:
    """La orden del manual: lo posterior se deshace, y el cluster del llavero no archivó nada. Si no repone, no abre."""
    momento = sql(debian, "SELECT clock_timestamp() AT TIME ZONE 'UTC'").strip() + "+00"
    debian.correr("conoceles", "cuenta", "abrir", "eva@example.mx", "--nombre", "Eva", "--papel", "consulta")
    sql(debian, "SELECT pg_switch_wal()")
    manual = (RAIZ_PROYECTO / "docs" / "manuales" / "operacion.md").read_text(encoding="utf-8")
    ordenes = manual.partition("### Volver las bases a un momento")[2].split("```sh\n")[1].partition("```")[0]
    ordenes = ordenes.replace("2027-04-20 11:30:00-06", momento)
    sin_reponer(debian, ordenes)
    debian.correr("bash", "-ec", ordenes)
    debian.correr("systemctl", "is-active", *ATIENDEN)
    cuentas = sql(debian, "SELECT correo FROM cuentas_cuenta", base="conoceles_curricular")
    assert "dina@example.mx" in cuentas
    assert "eva@example.mx" not in cuentas
    assert "Errores: 0" in debian.correr("conoceles", "comprobar")
    assert sql(debian, "SHOW archive_mode", "-p", "5433").strip() == "off"
    assert sql(debian, "SHOW archive_mode").strip() == "on"


def sin_reponer(debian: Maquina, ordenes: str) -> None:
    """Muere al reponer: las bases ya volvieron, y ni la captura ni el obrero entran, aunque se les arranque."""
    debian.correr("mv", "/usr/local/bin/conoceles", "/usr/local/bin/aparte")
    dicho = debian.intentar("bash", "-ec", ordenes)
    debian.correr("mv", "/usr/local/bin/aparte", "/usr/local/bin/conoceles")
    assert dicho.returncode != 0
    assert "los servicios siguen sin entrar" in dicho.stderr, dicho.stderr
    for papel in ("captura", "obrero"):
        entra = debian.intentar("psql", "-Xqt", base_de(debian, papel, "CURRICULAR"), "-c", "SELECT 1")
        assert "rejects connection" in entra.stderr, papel


def sql(debian: Maquina, orden: str, *mas: str, base: str = "postgres") -> str:
    return debian.correr("runuser", "-u", "postgres", "--", "psql", *mas, "-d", base, "-Atc", orden)


def quitar_y_volver_a_poner(debian: Maquina, folio: str) -> None:
    """Lo que guarda datos se queda: puesto otra vez, el perfil sigue ahí y nadie pierde su cuenta."""
    debian.correr("/opt/conoceles/operacion/cerca", "poner", "--de", "127.0.0.1:5999")
    dicho = debian.correr(f"{FUENTE}/operacion/desinstalar")
    assert not list((debian.raiz / "etc" / "systemd" / "system").rglob("*cerca*"))
    debian.correr("rm", "/etc/conoceles/replica.clave")
    assert "Se queda, porque son datos" in dicho
    assert debian.intentar("systemctl", "is-active", "conoceles-captura").returncode != 0
    assert not list((debian.raiz / "etc" / "nginx" / "conf.d").iterdir())
    assert "abrir la cuenta" not in instalar(debian)
    perfil = list(
        (debian.raiz / "var" / "lib" / "conoceles" / "sitio").glob(f"*/actual/candidaturas/{folio}")
    )
    assert perfil
    debian.correr("systemctl", "is-active", *ATIENDEN)


def borrar_todo(debian: Maquina) -> None:
    sin_confirmar = debian.intentar(f"{FUENTE}/operacion/desinstalar", "--con-datos")
    assert sin_confirmar.returncode == 2
    assert (debian.raiz / "var" / "lib" / "conoceles" / "secretos").is_dir()
    debian.correr("sh", "-c", f"echo conoceles.example.mx | {FUENTE}/operacion/desinstalar --con-datos")
    quedan = [
        p for p in ("etc/conoceles", "var/lib/conoceles", "opt/conoceles") if (debian.raiz / p).exists()
    ]
    assert quedan == []
    bases = debian.correr(
        "runuser", "-u", "postgres", "--", "psql", "-Atc", "SELECT datname FROM pg_database"
    )
    assert "conoceles" not in bases
    for que in ("passwd", "group"):
        assert "conoceles" not in debian.correr("getent", que)
    assert "conoceles" not in sql(debian, "SELECT rolname FROM pg_roles")


def copiar_fuente(raiz: Path) -> None:
    """Lo que trae un clon."""
    nombres = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=RAIZ_PROYECTO, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    for nombre in filter(None, nombres):
        if (RAIZ_PROYECTO / nombre).is_file():
            destino = raiz / FUENTE.lstrip("/") / nombre
            destino.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(RAIZ_PROYECTO / nombre, destino)
