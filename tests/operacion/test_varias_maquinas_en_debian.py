"""Dos máquinas de captura, una que solo entrega el sitio, las bases y el almacén aparte, como dice el manual: cuatro Debian en una red.

La primera publica y lleva el sitio a las otras dos; se le quita la red, y la segunda sigue recibiendo y publicando.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from operacion.alcances import SECRETOS
from operacion.base_aparte import ESPERA, Base, instalar_la_captura
from operacion.maquina import Maquina, autoridades
from operacion.red_de_maquinas import AQUI, cable, certificar, en_red
from operacion.test_instalar_en_debian import FUENTE, PEDIDO
from recorridos.navegador import hasta
from taller.almacen_de_pruebas import servidor
from taller.requisitos import conseguir

pytestmark = pytest.mark.simulacro
CLAVE = "durango-2023-2024"
SITIO = "var/lib/conoceles/sitio"
COMO = ("runuser", "-u", "conoceles", "--")
RUTAS = os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests"))
ENTREGA = """
import http.client, socket, ssl, sys
sin = ssl.create_default_context(); sin.check_hostname = False; sin.verify_mode = ssl.CERT_NONE
pide = http.client.HTTPSConnection("conoceles.example.mx", timeout=20)
pide.sock = sin.wrap_socket(socket.create_connection(("127.0.0.1", 443), 20), server_hostname=pide.host)
pide.request("GET", sys.argv[1])
print(pide.getresponse().status)
"""


def test_se_instalan_publican_y_una_sigue_sin_la_otra(tmp_path: Path) -> None:
    assert os.geteuid() == 0, "los espacios de nombres y debootstrap piden ser root"
    conseguir(["debootstrap", "slirp4netns", "openssl"])
    autoridad = certificar(tmp_path / "autoridad", "base1", "almacen")
    suyo = [str(autoridad / f"almacen.{extension}") for extension in ("crt", "key")]
    with ExitStack() as pila:
        maquinas = pila.enter_context(
            en_red(tmp_path, "base1", "captura", "otra", "espejo", viejas={"espejo"})
        )
        captura, otra, espejo = (maquinas[nombre] for nombre in ("captura", "otra", "espejo"))
        archivos = una_cubeta(pila.enter_context(servidor(AQUI, *suyo)), autoridad)
        base = Base("base1", maquinas["base1"], autoridad)
        base.preparar()
        base.crear_bases()
        for una in (captura, otra):
            confiar(una, autoridad)
        mas = f"CONOCELES_ARCHIVOS={archivos}\n"
        enlace = re.findall(
            r"https://captura\S+/acceso/\S+", instalar_la_captura(captura, base, "base1", mas=mas)
        )[0]
        llave = llave_de_ssh(captura)
        copiar_y_instalar(captura, otra, llave)
        instalar_el_sitio(espejo, llave)
        declarar(captura, "espejo", "otra")

        folios = dos_perfiles(captura, enlace, otra)

        for una in (otra, espejo):
            for ruta in (
                "/",
                f"/{CLAVE}/buscar/?q=maestra",
                *(f"/{CLAVE}/candidaturas/{f}/" for f in folios),
            ):
                hasta(lambda r=ruta, u=una: entrega(u, r), ESPERA)
        assert not [r for r in (captura.raiz / "var/lib/conoceles/archivos").rglob("*") if r.is_file()]
        for una in (captura, otra):
            assert "Errores: 0" in una.correr("conoceles", "comprobar", "--sin-anotar")
        hasta(lambda: visitas_del_espejo(captura, base), 2 * ESPERA)
        nadie_mas_que_el_sitio(captura)
        solo_el_sitio_se_deshace(espejo)

        heredar_los_espejos(captura, otra)
        cable("captura", "down")
        hasta(
            lambda: "toma el turno" in otra.correr("journalctl", "-u", "conoceles-obrero", "--no-pager"),
            ESPERA,
        )
        otra.correr("conoceles", "publicar", "--proceso", CLAVE)
        otra.correr("conoceles", "verificar", f"/{SITIO}/{CLAVE}")
        otra.correr("conoceles", "espejo")


def una_cubeta(donde: str, autoridad: Path) -> str:
    """Su dirección, con el almacén por su nombre. La crea otro proceso: este no sale a la red."""
    orden = "import sys; from taller.almacen_de_pruebas import cubeta; print(cubeta(sys.argv[1], 'conoceles', esquema='s3'))"
    hecho = subprocess.run(
        [sys.executable, "-c", orden, donde], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": RUTAS, "SSL_CERT_FILE": str(autoridad / "autoridad.pem")},
    )  # fmt: skip
    assert hecho.returncode == 0, hecho.stderr
    return hecho.stdout.strip().replace(AQUI, "almacen")


def confiar(una: Maquina, autoridad: Path) -> None:
    """En la autoridad que firmó el certificado del almacén, como dice el manual."""
    shutil.copy(autoridad / "autoridad.pem", una.raiz / "usr/local/share/ca-certificates/almacen.crt")
    una.correr("update-ca-certificates")


def llave_de_ssh(captura: Maquina) -> str:
    """La orden del manual, que acaba por decir la llave pública."""
    [orden] = [b for b in bloques("Espejos") if "ssh-keygen" in b]
    return captura.correr("bash", "-ec", orden).strip()


def bloques(seccion: str) -> list[str]:
    manual = (RAIZ_PROYECTO / "docs" / "manuales" / "operacion.md").read_text(encoding="utf-8")
    partes = manual.partition(f"\n## {seccion}\n")[2].partition("\n## ")[0].split("```sh\n")[1:]
    return [parte.partition("```")[0] for parte in partes]


def copiar_y_instalar(captura: Maquina, otra: Maquina, llave: str) -> None:
    """Los ajustes y las llaves, menos lo que solo va donde se publica."""
    ajustes = otra.raiz / "etc" / "conoceles"
    ajustes.mkdir()
    for archivo in (
        *(captura.raiz / "etc/conoceles").glob("*.env"),
        captura.raiz / "etc/conoceles/bases.pem",
    ):
        shutil.copy(archivo, ajustes)
    shutil.copytree(captura.raiz / SECRETOS.lstrip("/"), otra.raiz / SECRETOS.lstrip("/"))
    orden = (f"{FUENTE}/operacion/instalar", *PEDIDO, "--recibe", llave)
    dicho = otra.correr(*orden, **autoridades())
    assert "abrir la cuenta" not in dicho
    assert "crear la base" not in dicho
    assert "Todo estaba puesto" in otra.correr(*orden, **autoridades())


def instalar_el_sitio(espejo: Maquina, llave: str) -> None:
    orden = (
        f"{FUENTE}/operacion/instalar",
        "--solo-sitio",
        "--sitio",
        "conoceles.example.mx",
        "--recibe",
        llave,
    )
    espejo.correr(*orden, **autoridades())
    assert "Todo estaba puesto" in espejo.correr(*orden, **autoridades())
    assert espejo.intentar("dpkg-query", "-W", "postgresql").returncode != 0
    assert not (espejo.raiz / SECRETOS.lstrip("/")).exists()


def declarar(captura: Maquina, *espejos: str) -> None:
    """Cada uno, con su llave de ssh aceptada."""
    secretos = captura.raiz / SECRETOS.lstrip("/") / "espejos"
    secretos.write_text("".join(f"{uno} conoceles@{uno}::sitio\n" for uno in espejos))
    captura.correr("chown", "conoceles:", f"{SECRETOS}/espejos")
    captura.correr("chmod", "600", f"{SECRETOS}/espejos")
    for uno in espejos:
        captura.intentar(*COMO, "ssh", "-o", "StrictHostKeyChecking=accept-new", f"conoceles@{uno}", "true")


def heredar_los_espejos(captura: Maquina, otra: Maquina) -> None:
    """Lo que la de reserva lleva para seguir con los demás."""
    casa = "var/lib/conoceles/.ssh"
    shutil.copytree(captura.raiz / casa, otra.raiz / casa)
    (otra.raiz / SECRETOS.lstrip("/") / "espejos").write_text("espejo conoceles@espejo::sitio\n")
    otra.correr("chown", "-R", "conoceles:", f"/{casa}", f"{SECRETOS}/espejos")
    otra.correr("chmod", "600", f"{SECRETOS}/espejos")


def dos_perfiles(captura: Maquina, enlace: str, otra: Maquina) -> list[str]:
    """Uno capturado en cada máquina, por las mismas personas y con la misma sesión; los folios."""
    orden = ["nsenter", "-t", str(captura.uno), "-n", sys.executable, "-m", "operacion.dos_capturas"]
    partes = (captura.raiz, captura.uno, enlace, otra.raiz, otra.uno)
    hecho = subprocess.run(
        [*orden, *map(str, partes)], env=os.environ | {"PYTHONPATH": RUTAS}, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    return hecho.stdout.split()[-2:]


def entrega(una: Maquina, ruta: str) -> bool:
    return una.intentar("python3", "-c", ENTREGA, ruta).stdout.strip() == "200"


def visitas_del_espejo(captura: Maquina, base: Base) -> bool:
    """Las que ya contó el obrero, que antes hay que traer."""
    captura.correr("conoceles", "espejo", "espejo")
    suyas = "SELECT coalesce(sum(veces), 0) FROM estadistica_visitas WHERE espejo = 'espejo'"
    return int(base.sql(suyas, base="conoceles_curricular")) >= 2  # los dos perfiles


def nadie_mas_que_el_sitio(captura: Maquina) -> None:
    """Con la llave de quien publica no se corre nada allá, no se sale del sitio y las visitas solo se leen."""
    dicho = captura.intentar(*COMO, "ssh", "-o", "BatchMode=yes", "conoceles@espejo", "cat", "/etc/passwd")
    assert "root:" not in dicho.stdout
    for de, a in (
        ("conoceles@espejo::sitio/../secretos/", "/srv/conoceles/"),
        ("conoceles@espejo:/etc/passwd", "/srv/conoceles/"),
        ("/etc/hosts", "conoceles@espejo::sitio/../fuera"),
        ("/etc/hosts", "conoceles@espejo::visitas/"),
    ):
        assert captura.intentar(*COMO, "rsync", de, a).returncode != 0, (de, a)


def solo_el_sitio_se_deshace(espejo: Maquina) -> None:
    """Lo publicado se queda; nadie atiende ni entra. Puesto otra vez, sigue."""
    dicho = espejo.correr(f"{FUENTE}/operacion/desinstalar", "--solo-sitio")
    assert "Se queda, porque son datos" in dicho
    assert "/usr/sbin/nologin" in espejo.correr("getent", "passwd", "conoceles")
    assert not [
        r for r in (espejo.raiz / "etc").rglob("*conoceles*.conf") if "sshd" in str(r) or "nginx" in str(r)
    ]
    assert not entrega(espejo, "/")
    espejo.correr(f"{FUENTE}/operacion/instalar", "--solo-sitio", **autoridades())
    assert entrega(espejo, f"/{CLAVE}/")
