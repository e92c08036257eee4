"""Dónde queda cada cosa. Los mismos que dicen las unidades de `operacion/systemd/` y el manual."""

from __future__ import annotations

from pathlib import Path

PROGRAMA = Path("/opt/conoceles")
DATOS = Path("/var/lib/conoceles")
ATAJO = Path("/usr/local/bin/conoceles")
AJUSTES = Path("/etc/conoceles/captura.env")
TRABAJO = Path("/srv/conoceles")
RESPALDOS = Path("/var/backups/conoceles")
ANTERIOR = Path("/var/backups/conoceles-anterior")
CONTINUO = Path("/var/backups/pgbackrest")
LLAVERO = Path("/var/backups/conoceles-llaves")
CERTIFICADOS = Path("/etc/ssl/conoceles")
RETO_ACME = Path("/var/www/conoceles-acme")
UNIDADES = Path("/etc/systemd/system")
NGINX = Path("/etc/nginx")
REGISTROS_NGINX = Path("/var/log/nginx")
BASES = ("curricular", "identidad", "llaves")
