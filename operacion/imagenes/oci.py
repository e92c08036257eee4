"""De la raíz a una imagen OCI, con umoci: una capa, sin marcas de tiempo propias, y quien corre no es root.

No declara volúmenes: un motor le daría a cada contenedor los que no se le montan, escribibles y que nadie respalda.
"""

from __future__ import annotations

import json
import tomllib
from datetime import datetime, timezone
from pathlib import Path

from instalador.piezas import correr

from imagenes.fuentes import REPOSITORIO

USUARIO = "10001:10001"
ENTRADA = "/opt/conoceles/operacion/imagenes/entrada"
ENTORNO = {
    "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
    "PYTHONPATH": "/opt/conoceles/src",
    "PYTHONDONTWRITEBYTECODE": "1",
    "LANG": "C.UTF-8",
    "CONOCELES_DATOS": "/var/lib/conoceles",
    "CONOCELES_MODO": "produccion",
}


def archivo(salida: Path, etiqueta: str) -> Path:
    """El que se carga: `podman load -i`, `skopeo copy oci-archive:`."""
    return salida.resolve() / f"conoceles-{etiqueta}.oci.tar"


def armar(taller: Path, salida: Path, etiqueta: str, *, cuando: int, commit: str) -> str:
    """La huella de su manifiesto, que es la de la imagen."""
    hora = datetime.fromtimestamp(cuando, timezone.utc).isoformat().replace("+00:00", "Z")
    layout, imagen = taller / "oci", f"{taller / 'oci'}:conoceles"
    correr("umoci", "init", "--layout", layout)
    correr("umoci", "new", "--image", imagen)
    historia = (f"--history.created={hora}", "--history.author=", "--history.comment=")
    correr(
        "umoci",
        "raw",
        "add-layer",
        "--image",
        imagen,
        *historia,
        "--history.created_by=operacion/imagen",
        taller / "raiz.tar",
    )
    correr("umoci", "config", "--image", imagen, *_ajustes(commit), f"--created={hora}", "--no-history")
    correr("umoci", "gc", "--layout", layout)
    indice = json.loads((layout / "index.json").read_bytes())
    salida.mkdir(parents=True, exist_ok=True)
    orden = (
        "--sort=name",
        f"--mtime=@{cuando}",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--mode=u=rwX,go=rX",
    )
    correr("tar", "-C", layout, *orden, "-cf", archivo(salida, etiqueta), "blobs", "index.json", "oci-layout")
    return str(indice["manifests"][0]["digest"])


def _ajustes(commit: str) -> list[str]:
    proyecto = tomllib.loads((REPOSITORIO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    dichos = {
        "org.opencontainers.image.title": "Conóceles",
        "org.opencontainers.image.version": proyecto["version"],
        "org.opencontainers.image.revision": commit,
    }
    return [
        "--os=linux", "--architecture=amd64", f"--config.user={USUARIO}", f"--config.entrypoint={ENTRADA}",
        "--config.workingdir=/opt/conoceles", "--config.stopsignal=SIGTERM",
        *(f"--config.env={k}={v}" for k, v in ENTORNO.items()),
        *(f"--config.label={k}={v}" for k, v in dichos.items()),
    ]  # fmt: skip
