"""El certificado por ACME, con las órdenes del manual: se pide, se enseña, se mide y se renueva. La autoridad es pebble, de Debian.

Lo que se vio se anota en `docs/evidencia/fallas.md`.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from operacion.maquina import Maquina, maquina, raiz_de_debian
from operacion.primer_perfil import CAPTURA, SITIO
from operacion.test_instalar_en_debian import copiar_fuente, instalar
from recorridos.navegador import hasta
from taller.requisitos import conseguir

pytestmark = pytest.mark.simulacro
PROGRAMAS = ("pebble", "certbot", "curl")
NOMBRES = {"sitio": SITIO, "captura": CAPTURA}
PUESTOS = "/etc/ssl/conoceles"
AQUI = ("127.0.0.1", "[::1]")
SIN_TLS, SIN_RESPUESTA = 35, 52  # con qué termina curl
RETO = ".well-known/acme-challenge"
DIRECTORIO = "https://localhost:14000/dir"
SUYO = "/etc/ssl/autoridad"  # con qué contesta la autoridad; los que da los firma otra raíz
PEBBLE = {
    "listenAddress": "127.0.0.1:14000", "managementListenAddress": "127.0.0.1:15000",
    "certificate": f"{SUYO}.pem", "privateKey": f"{SUYO}.key", "httpPort": 80, "tlsPort": 443,
}  # fmt: skip
DNS = (
    "pebble-challtestsrv", "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "",
    "-http01", "", "-https01", "", "-tlsalpn01", "",
)  # fmt: skip
EXIGENTE = ("-E", "PEBBLE_VA_NOSLEEP=1", "-E", "PEBBLE_AUTHZREUSE=0", "-E", "PEBBLE_WFE_NONCEREJECT=0")


@pytest.mark.parametrize("version", ["bookworm", "trixie"])
def test_el_certificado_de_una_autoridad_se_pide_se_mide_y_se_renueva_con_el_manual(
    tmp_path: Path, version: str
) -> None:
    assert os.geteuid() == 0, "los espacios de nombres y debootstrap piden ser root"
    conseguir(["debootstrap", "slirp4netns"])
    raiz = raiz_de_debian(tmp_path / "raiz", version)
    copiar_fuente(raiz)
    with maquina(raiz) as debian:
        debian.correr("apt-get", "update")
        if debian.intentar("apt-cache", "show", *PROGRAMAS).returncode:
            pytest.skip(f"sin {', '.join(PROGRAMAS)} en este Debian, el certificado por ACME no se probó")
        instalar(debian)
        autoridad(debian)
        si_un_nombre_no_llega_sigue_con_el_suyo(debian)
        los_dos_se_piden_se_ensenan_y_se_miden(debian)
        se_atiende_igual_por_ipv6(debian)
        el_reto_se_contesta_tambien_por_https(debian)
        se_renueva_por_ipv6_y_nginx_ensena_el_nuevo(debian)
        instalar_otra_vez_lo_respeta(debian)


def autoridad(debian: Maquina) -> None:
    """En la misma máquina, con un DNS en que cada nombre lleva a ella. A certbot solo se le dice quién es."""
    debian.correr("apt-get", "install", "-y", "--no-install-recommends", *PROGRAMAS)
    propio = ("-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost")
    debian.correr("openssl", "req", "-x509", *propio, "-keyout", f"{SUYO}.key", "-out", f"{SUYO}.pem")
    (debian.raiz / "etc" / "pebble.json").write_text(json.dumps({"pebble": PEBBLE}))
    pebble = ("pebble", "-config", "/etc/pebble.json", "-dnsserver", "127.0.0.1:8053")
    sin_doh = (
        ("-doh", "") if "-doh" in debian.intentar(DNS[0], "-h").stderr else ()
    )  # el de Debian 12 no lo sabe
    debian.correr("systemd-run", "-q", *DNS, *sin_doh)
    debian.correr("systemd-run", "-q", *EXIGENTE, *pebble)
    with (debian.raiz / "etc" / "letsencrypt" / "cli.ini").open("a") as ajustes:
        ajustes.write(f"\nserver = {DIRECTORIO}\nno-verify-ssl = true\n")
    hasta(lambda: debian.intentar("curl", "-sk", DIRECTORIO).returncode == 0, 30)


def si_un_nombre_no_llega_sigue_con_el_suyo(debian: Maquina) -> None:
    """Lo que no se pudo pedir no quita lo que había, y nginx arranca."""
    propio = puesto(debian, "captura")
    resuelve(debian, "set-servfail", host=CAPTURA)
    dicho = debian.intentar("bash", "-ec", ordenes())
    assert dicho.returncode != 0
    assert "could not resolve" in dicho.stderr + dicho.stdout
    assert puesto(debian, "captura") == propio
    debian.correr("systemctl", "restart", "nginx")
    resuelve(debian, "clear-servfail", host=CAPTURA)


def los_dos_se_piden_se_ensenan_y_se_miden(debian: Maquina) -> None:
    debian.correr("bash", "-ec", ordenes())
    medido = debian.correr("curl", "-sf", "http://127.0.0.1:9187/metrics")
    for clave in NOMBRES:
        assert "Pebble" in puesto(debian, clave)
        se_ensena(debian, clave)
        assert f'conoceles_certificado_segundos{{nombre="{clave}"}}' in medido


def se_atiende_igual_por_ipv6(debian: Maquina) -> None:
    """A quien llega por otro nombre, nada, igual que por IPv4."""
    portada = debian.raiz / "var/lib/conoceles/sitio/_raiz/actual/index.html"
    portada.parent.mkdir(parents=True)
    portada.write_text("la portada")
    a_donde = ("-o", "/dev/null", "-w", "%{redirect_url}")
    for aqui in AQUI:
        assert pedir(debian, aqui, f"https://{SITIO}/").stdout == "la portada"
        assert pedir(debian, aqui, f"http://{SITIO}/a", *a_donde).stdout == f"https://{SITIO}/a"
        assert "/cuenta/entrar/" in pedir(debian, aqui, f"https://{CAPTURA}/", *a_donde).stdout
        assert pedir(debian, aqui, "http://otro.example.mx/").returncode == SIN_RESPUESTA
        assert pedir(debian, aqui, "https://otro.example.mx/").returncode == SIN_TLS


def el_reto_se_contesta_tambien_por_https(debian: Maquina) -> None:
    """Si algo, antes de nginx, manda ahí a quien lo comprueba."""
    (debian.raiz / "var/www/conoceles-acme" / RETO).mkdir(parents=True, exist_ok=True)
    (debian.raiz / "var/www/conoceles-acme" / RETO / "prueba").write_text("la respuesta")
    for nombre in NOMBRES.values():
        for protocolo in ("http", "https"):
            for aqui in AQUI:
                assert pedir(debian, aqui, f"{protocolo}://{nombre}/{RETO}/prueba").stdout == "la respuesta"


def se_renueva_por_ipv6_y_nginx_ensena_el_nuevo(debian: Maquina) -> None:
    """Los nombres ya solo llevan ahí por IPv6."""
    resuelve(debian, "set-default-ipv4", ip="")
    resuelve(debian, "set-default-ipv6", ip="::1")
    antes = {clave: puesto(debian, clave) for clave in NOMBRES}
    debian.correr("certbot", "renew", "--force-renewal", "--no-random-sleep-on-renew")
    for clave, viejo in antes.items():
        assert puesto(debian, clave) != viejo
        se_ensena(debian, clave)


def instalar_otra_vez_lo_respeta(debian: Maquina) -> None:
    antes = puesto(debian, "sitio")
    assert "Todo estaba puesto" in instalar(debian)
    assert puesto(debian, "sitio") == antes


def ordenes() -> str:
    """Las del manual, sin cambiarles nada."""
    manual = (RAIZ_PROYECTO / "docs" / "manuales" / "operacion.md").read_text(encoding="utf-8")
    return manual.partition("**El certificado**")[2].split("```sh\n")[1].partition("```")[0]


def resuelve(debian: Maquina, como: str, **que: str) -> None:
    debian.correr("curl", "-sf", "-d", json.dumps(que), f"http://127.0.0.1:8055/{como}")


def pedir(debian: Maquina, aqui: str, direccion: str, *mas: str) -> subprocess.CompletedProcess[str]:
    return debian.intentar("curl", "-sk", "--connect-to", f"::{aqui}:", *mas, direccion)


def puesto(debian: Maquina, clave: str) -> str:
    """Su número y quién lo dio."""
    return debian.correr("openssl", "x509", "-noout", "-serial", "-issuer", "-in", f"{PUESTOS}/{clave}.pem")


def se_ensena(debian: Maquina, clave: str) -> None:
    """nginx recarga sin esperar a que el proceso nuevo atienda."""
    hasta(lambda: {ensenado(debian, aqui, clave) for aqui in AQUI} == {puesto(debian, clave)}, 30)


def ensenado(debian: Maquina, aqui: str, clave: str) -> str:
    saludar = f"openssl s_client -connect {aqui}:443 -servername {NOMBRES[clave]} </dev/null 2>/dev/null"
    return debian.correr("sh", "-c", f"{saludar} | openssl x509 -noout -serial -issuer")
