"""La imagen hecha dos veces, y corrida: de la nada a un perfil publicado por https, sin root y con la raíz de solo lectura.

Lo visto se anota en `docs/evidencia/instalacion.md`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import yaml

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from operacion.contenedores import Contenedores, contenedores
from recorridos.navegador import hasta
from taller.requisitos import conseguir

pytestmark = pytest.mark.simulacro
OPERACION = RAIZ_PROYECTO / "operacion"
SERVICIOS = yaml.safe_load((OPERACION / "compose.yaml").read_text(encoding="utf-8"))["services"]
CLAVE = "a'b\"c%20d"  # de las que rompen a quien no cita
AJUSTES = {
    "CONOCELES_BD_CURRICULAR": f"postgresql://curricular:{CLAVE}@bases/curricular",
    "CONOCELES_BD_IDENTIDAD": "postgresql://identidad:otra@bases/identidad",
    "CONOCELES_BD_LLAVES": "postgresql://llaves:tercera@llaves:5433/llaves",
    "CONOCELES_URL_PUBLICA": "https://conoceles.example.mx",
    "CONOCELES_URL_CAPTURA": "https://captura.example.mx",
    "CONOCELES_ANFITRIONES": "captura.example.mx",
    "CONOCELES_ORIGENES": "https://captura.example.mx",
    "CONOCELES_CORREO": "conoceles@example.mx",
    "CONOCELES_PROXIES": "1",
    "CONOCELES_ACEPTA": "BASE_SIN_CERTIFICADO",
}
DE_COMPOSE = {
    "CLAVE_CAPTURA": "de-la-captura",
    "CLAVE_OBRERO": "del-obrero",
    "CLAVE_FRENTE": "f" * 40,
    "SITIO": "",
    "CAPTURA": "",
}
NGINX = {
    "SITIO": "conoceles.example.mx", "CAPTURA": "captura.example.mx",
    "CAPTURA_EN": "127.0.0.1:8001", "LECTOR_EN": "127.0.0.1:8000",
}  # fmt: skip


def test_dos_veces_la_misma_huella_y_de_la_nada_al_primer_perfil(tmp_path: Path) -> None:
    assert os.geteuid() == 0, "mmdebstrap y runc piden ser root"
    conseguir(["mmdebstrap", "umoci", "runc"])
    huellas = [_hacer(tmp_path / vez) for vez in ("una", "otra")]
    assert huellas[0] == huellas[1]
    assert _octetos(tmp_path / "una") == _octetos(tmp_path / "otra")
    with contenedores(tmp_path / "una" / "conoceles-HEAD.oci.tar", tmp_path / "motor", SERVICIOS) as juntos:
        arrancar(juntos)
        nadie_es_root(juntos)
        cada_quien_lo_suyo(juntos)
        print(primer_perfil(juntos))


def _hacer(salida: Path) -> str:
    orden = [str(OPERACION / "imagen"), "HEAD", "--salida", str(salida)]
    hecho = subprocess.run(orden, capture_output=True, text=True, check=False)
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    return hecho.stdout.split()[0]


def _octetos(salida: Path) -> bytes:
    [archivo] = salida.iterdir()
    return archivo.read_bytes()


def arrancar(juntos: Contenedores) -> None:
    """En el orden de `depends_on`."""
    for nombre in ("bases", "llaves", "preparar", "obrero", "captura", "lector", "sitio"):
        juntos.arrancar(nombre, SERVICIOS[nombre], SERVICIOS[nombre]["command"], **_entorno(nombre))
        if nombre in ("bases", "llaves", "obrero", "captura"):
            _esperar(juntos, partial(_sano, juntos, nombre), nombre)
        if nombre == "preparar":
            assert juntos.vivos.pop(nombre).wait(300) == 0, juntos.registro(nombre)
    juntos.escribir("opera", SERVICIOS["opera"], [], **_entorno("opera"))
    _esperar(juntos, lambda: juntos.pedir("http://127.0.0.1:8001/salud/listo") == "200", "captura")
    _esperar(juntos, lambda: juntos.pedir("http://127.0.0.1:8000/") in ("200", "404"), "lector")


def _entorno(nombre: str) -> dict[str, str]:
    """Lo que `compose.yaml` le da. Aquí comparten red: cada PostgreSQL en su puerto."""
    servicio = SERVICIOS[nombre]
    propio = {
        k: re.sub(r"\$\{(\w+)[^}]*\}", lambda m: (AJUSTES | DE_COMPOSE)[m[1]], v).replace(
            "@llaves/", "@llaves:5433/"
        )
        for k, v in servicio.get("environment", {}).items()
    }
    red = NGINX if nombre == "sitio" else {"PGPORT": "5433"} if nombre == "llaves" else {}
    return (AJUSTES if "env_file" in servicio else {}) | propio | red


def _sano(juntos: Contenedores, nombre: str) -> bool:
    """Lo mismo que mira `compose.yaml`."""
    return juntos.intentar(*SERVICIOS[nombre]["healthcheck"]["test"][1:], en=nombre).returncode == 0


def _esperar(juntos: Contenedores, condicion: Callable[[], bool], quien: str) -> None:
    try:
        hasta(condicion, 300)
    except AssertionError:
        raise AssertionError(f"{quien} no atiende:\n{juntos.registro(quien)[-3000:]}") from None


def nadie_es_root(juntos: Contenedores) -> None:
    for nombre in juntos.vivos:
        dicho = juntos.intentar("sh", "-c", "id -u; touch /opt/x /etc/x; cat /proc/1/status", en=nombre)
        assert dicho.stdout.split()[0] != "0"
        assert dicho.stderr.count("Read-only file system") == 2, dicho.stderr
        assert re.search(r"CapEff:\t0+$", dicho.stdout, re.M)
    assert juntos.intentar("ls", "/var/lib/conoceles/secretos", en="lector").returncode != 0
    sube = juntos.intentar("find", "/usr", "-perm", "/6000", "-type", "f", en="obrero").stdout
    assert sube == ""


def cada_quien_lo_suyo(juntos: Contenedores) -> None:
    """Cada uno lee sus llaves y ninguna ajena, entra con su papel y no recibe la clave de nadie más."""
    todas = ("django", "maestra", "curp", "acuses", "firma")
    leen = {
        quien: {n for n in todas if _lee(juntos, quien, f"secretos/{n}.llave")}
        for quien in ("captura", "obrero")
    }
    assert leen == {
        "captura": {"django", "maestra", "curp", "acuses"},
        "obrero": {"django", "maestra", "curp", "firma"},
    }
    for ajeno in ("touch /var/lib/conoceles/sitio/x", "ls /var/lib/conoceles/registros"):
        assert juntos.intentar(*ajeno.split(), en="captura").returncode != 0, ajeno
    assert juntos.intentar("touch", "/var/lib/conoceles/archivos/.x", en="captura").returncode == 0
    conectados = "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname <> 'postgres'"
    for base, puerto in (("bases", "5432"), ("llaves", "5433")):
        psql = ("psql", "-XAt", "-U", "postgres", "-h", "/tmp", "-p", puerto, "-d", "postgres")
        dichos = juntos.intentar(*psql, "-c", conectados, en=base)
        assert set(dichos.stdout.split()) <= {"conoceles_captura", "conoceles_obrero"}, dichos
        assert dichos.stdout.split(), dichos
    suyas = {"captura": "de-la-captura", "obrero": "del-obrero"}
    for quien in suyas:
        entorno = juntos.intentar("cat", "/proc/1/environ", en=quien).stdout
        assert suyas[quien] in entorno, quien
        ajenas = {CLAVE, "otra@", "tercera@", *suyas.values()} - {suyas[quien]}
        assert not [clave for clave in ajenas if clave in entorno], quien


def _lee(juntos: Contenedores, quien: str, ruta: str) -> bool:
    return juntos.intentar("cksum", f"/var/lib/conoceles/{ruta}", en=quien).returncode == 0


def primer_perfil(juntos: Contenedores) -> str:
    """Por las pantallas y las órdenes del manual, como en una máquina instalada."""
    enlace = re.findall(
        r"https://captura\S+/acceso/\S+",
        juntos.correr(
            "conoceles",
            "cuenta",
            "abrir",
            "dina@example.mx",
            "--nombre",
            "Dina Duarte",
            "--papel",
            "administracion",
        ),
    )[0]
    rutas = os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests"))
    guion = (
        "import sys; from pathlib import Path; from operacion import primer_perfil as p; "
        "from operacion.contenedores import Contenedores; p.PUERTO = 8443; "
        "taller = Path(sys.argv[1]); "
        "p.recorrer(Contenedores(taller, sys.argv[2], taller / 'vista', {}), sys.argv[3])"
    )
    orden = [
        "nsenter",
        f"--net=/run/netns/{juntos.red}",
        sys.executable,
        "-c",
        guion,
        str(juntos.taller),
        juntos.red,
        enlace,
    ]
    hecho = subprocess.run(
        orden, env=os.environ | {"PYTHONPATH": rutas}, capture_output=True, text=True, check=False
    )
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    return hecho.stdout.split()[-1]
