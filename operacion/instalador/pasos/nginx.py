"""nginx con TLS: certificado propio mientras no se dé otro, y las reglas de `operacion/` con los nombres de aquí."""

from __future__ import annotations

import re
import subprocess
import time
from functools import partial
from pathlib import Path

from instalador.lugares import CERTIFICADOS, NGINX, RETO_ACME
from instalador.pasos import papeles
from instalador.pasos.ajustes import leidos
from instalador.pasos.levantar import desde, levantado
from instalador.piezas import Archivo, Carpeta, Falla, Orden, Paso, Pieza, correr, hay_systemd, sale_bien
from instalador.respuestas import Respuestas

PUERTOS = (80, 443)
LEE = 10.0  # segundos
PROCESOS = Path("/sys/fs/cgroup/system.slice/nginx.service/cgroup.procs")
IPV6 = Path("/proc/net/if_inet6")  # falta si el núcleo arrancó con `ipv6.disable=1`
# Clave → cómo se llama aquí y en `operacion/`.
REGLAS = {
    "sitio": ("conoceles.conf", "nginx.conf"),
    "captura": ("conoceles-captura.conf", "nginx-captura.conf"),
}
EJEMPLOS = {"conoceles.example.mx": "sitio", "captura.example.mx": "captura"}
# Quien llega por otro nombre, o sin él, no recibe nada ni deja rastro.
DESCONOCIDO = """server {
    listen 80 default_server;
    listen [::]:80 default_server;
    listen 443 ssl default_server;
    listen [::]:443 ssl default_server;
    ssl_reject_handshake on;
    access_log off;
    error_log /var/log/nginx/error.log emerg;
    return 444;
}
"""


def paso(dichas: Respuestas, origen: Path, claves: tuple[str, ...] = tuple(REGLAS)) -> Paso:
    """`claves`: qué se atiende en esta máquina."""
    reglas = [
        Archivo(NGINX / "conf.d" / destino, partial(_reglas, origen / "operacion" / fuente, dichas))
        for destino, fuente in map(REGLAS.__getitem__, claves)
    ]
    if "captura" in claves:
        reglas.append(Archivo(NGINX / "conoceles-frente.conf", _frente, 0o600))
    otros = Archivo(NGINX / "conf.d" / "conoceles-otros.conf", lambda: _de_aqui(DESCONOCIDO))
    return Paso(
        "nginx y TLS",
        [
            _sin_reglas(),
            Carpeta(RETO_ACME),
            Carpeta(CERTIFICADOS),
            *(_certificado(clave, getattr(dichas, clave)) for clave in claves),
            *reglas,
            _sin_el_de_fabrica(),
            otros,
            levantado("nginx", lambda: "nginx", "always", 2),
            _leido([archivo.ruta for archivo in (*reglas, otros)]),
        ],
    )


def _sin_reglas() -> Pieza:
    """Al quitar es lo último del paso: nginx deja de atender estos nombres."""

    def deshacer() -> None:
        if hay_systemd():
            correr("systemctl", "restart", "nginx")

    return Orden("que nginx atienda sin estas reglas", lambda: True, lambda: None, deshacer)


def _certificado(clave: str, nombre: str) -> Pieza:
    """Cualquiera que haya sirve: el propio es para empezar. Curva P-256: el saludo cuesta una décima del de RSA."""
    publico, privado = CERTIFICADOS / f"{clave}.pem", CERTIFICADOS / f"{clave}.key"

    def hacer() -> None:
        quitar()  # un enlace a nada no deja escribir, y uno a lo de otro se lo cambiaría
        curva = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        para = ("-subj", f"/CN={nombre[:64]}", "-addext", f"subjectAltName=DNS:{nombre}")
        salida = ("-keyout", privado, "-out", publico)
        correr("openssl", "req", "-x509", *curva, "-days", "365", *para, *salida)
        privado.chmod(0o600)

    def quitar() -> None:
        publico.unlink(missing_ok=True)
        privado.unlink(missing_ok=True)

    return Orden(
        f"hacer un certificado propio para {nombre}",
        lambda: publico.exists() and privado.exists(),
        hacer,
        quitar,
        es_dato=True,
    )


def _frente() -> str:
    """El secreto de la captura, que solo lee el proceso principal de nginx."""
    return f'proxy_set_header X-Frente "{leidos(papeles.archivo("captura")).get(papeles.FRENTE, "")}";\n'


def _reglas(fuente: Path, dichas: Respuestas) -> str:
    reglas = fuente.read_text(encoding="utf-8")
    for ejemplo, clave in EJEMPLOS.items():
        reglas = reglas.replace(ejemplo, getattr(dichas, clave))
    return _de_aqui(reglas)


def _de_aqui(reglas: str) -> str:
    """Sin lo que este nginx o este núcleo no saben: no arrancaría."""
    if _version() < (1, 25):
        reglas = re.sub(r"(?m)^ *http2 on;.*\n", "", reglas).replace("443 ssl;", "443 ssl http2;")
    return reglas if IPV6.exists() else re.sub(r"(?m)^ *listen \[::\].*\n", "", reglas)


def _version() -> tuple[int, int]:
    """La de nginx; si aún no está, la más nueva."""
    try:
        dicho = subprocess.run(["nginx", "-v"], capture_output=True, text=True, check=False).stderr
    except FileNotFoundError:
        return 99, 0
    hallada = re.search(r"nginx/(\d+)\.(\d+)", dicho)
    return (int(hallada[1]), int(hallada[2])) if hallada else (99, 0)


def _sin_el_de_fabrica() -> Pieza:
    """El sitio de bienvenida de Debian toma todo el puerto 80."""
    enlace = NGINX / "sites-enabled" / "default"
    return Orden(
        "quitar el sitio de bienvenida de nginx",
        lambda: NGINX.is_dir() and not enlace.is_symlink(),
        enlace.unlink,
        lambda: enlace.symlink_to("/etc/nginx/sites-available/default"),
    )


def _leido(archivos: list[Path]) -> Pieza:
    """Que nginx atienda con lo escrito: arrancó, o lo leyó otra vez, después."""

    def hecho() -> bool:
        return not hay_systemd() or (
            sale_bien("nginx", "-t") and desde("nginx") >= max(map(_tocado, archivos))
        )

    def hacer() -> None:
        try:
            correr("nginx", "-t")
        except Falla as falla:
            raise Falla(f"nginx no acepta sus reglas: {falla}") from None
        _puertos_libres()
        _leer_otra_vez()

    return Orden("poner nginx en marcha con estas reglas", hecho, hacer)


def _leer_otra_vez() -> None:
    """Sin cerrarle a nadie. Lo que un nginx en marcha no puede cambiar lo calla, también ante systemd: entonces, de nuevo."""
    antes = _procesos()
    correr("systemctl", "reload-or-restart", "nginx")
    limite = time.monotonic() + LEE
    while _procesos() <= antes:  # los que atienden con lo nuevo son otros
        if time.monotonic() > limite:
            correr("systemctl", "restart", "nginx")
            return
        time.sleep(0.1)


def _procesos() -> set[str]:
    return set(PROCESOS.read_text().split()) if PROCESOS.exists() else set()


def _puertos_libres() -> None:
    """`Falla` si otro programa atiende ahí: nginx no arrancaría o, ya en marcha, no leería nada, y systemd no dice por qué."""
    for puerto in PUERTOS:
        atienden = correr("ss", "-Hltnp", f"sport = :{puerto}").splitlines()
        if not all('"nginx"' in renglon for renglon in atienden):
            raise Falla(
                f"Otro programa ocupa el puerto {puerto} y nginx no puede atender: «ss -ltnp» dice cuál. "
                "Deténgalo para siempre (si es Apache: systemctl disable --now apache2) y repita la orden."
            )


def _tocado(ruta: Path) -> float:
    return ruta.stat().st_mtime if ruta.exists() else float("inf")
