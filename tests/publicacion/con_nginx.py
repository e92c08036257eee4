"""nginx de verdad con uno de los archivos de `operacion/`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from taller.banco import servidores

# Las direcciones de fuera, sin salir de esta máquina.
DE_DONDE_DIGA = "set_real_ip_from 127.0.0.1; real_ip_header X-Desde;"


@contextmanager
def con_reglas(
    nombre: str,
    taller: Path,
    http_: int,
    https: int,
    *,
    detras: int = servidores.SIN_LECTOR,
    certificado: Path | None = None,
    secreto: str = "",
) -> Iterator[None]:
    """Con sus bitácoras en `taller`; cree venir de donde diga `X-Desde`. `detras`: el puerto de la captura; sin `certificado` (y su llave, `.key`), sin cifrar. `secreto`: el que comparte con la captura."""
    taller.mkdir()
    if secreto:
        (taller / "conoceles-frente.conf").write_text(f'proxy_set_header X-Frente "{secreto}";')
    reglas = (servidores.REGLAS.parent / nombre).read_text(encoding="utf-8")
    reglas = re.sub(r"(?m)^ *listen \[::\].*$", "", reglas)
    if certificado is None:
        reglas = re.sub(r"(?m)^ *(http2|ssl_).*$", "", reglas).replace("listen 443 ssl;", "listen 443;")
    else:
        reglas = re.sub(r"(?m)^( *ssl_certificate) .*$", rf"\1 {certificado};", reglas)
        reglas = re.sub(
            r"(?m)^( *ssl_certificate_key) .*$", rf"\1 {certificado.with_suffix('.key')};", reglas
        )
    for escrito, puesto in {
        "listen 80;": f"listen 127.0.0.1:{http_};", "listen 443": f"listen 127.0.0.1:{https}",
        "127.0.0.1:8001": f"127.0.0.1:{detras}", "/var/log/nginx": str(taller), "/var/lib/conoceles": str(taller),
        "/etc/nginx": str(taller),
    }.items():  # fmt: skip
        reglas = reglas.replace(escrito, puesto)
    usuario = "user root;" if os.geteuid() == 0 else ""
    ajustes = taller / "nginx.conf"
    ajustes.write_text(servidores.NGINX.format(usuario=usuario, taller=taller, reglas=DE_DONDE_DIGA + reglas))
    orden = [servidores.programa_nginx(), "-p", str(taller), "-e", "stderr", "-c", str(ajustes)]
    with servidores.encendido(orden, https, dict(os.environ)):
        yield
