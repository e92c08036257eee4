"""El Python del que se bifurcan las pruebas no hereda a nadie una biblioteca leída a medias."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import vivero

# Django no se deja leer empezando por aquí: es circular.
CIRCULAR = "django.db.backends.base.operations"
LEER = f"""
from pathlib import Path
import sys, vivero
donde = Path(sys.argv[1])
donde.write_text("{CIRCULAR} django.db.models.lookups", encoding="utf-8")
vivero._leer_lo_que_leyo(donde)
nombrados = [(*nombre.rpartition("."), nombre) for nombre in sys.modules if nombre.startswith("django.db.")]
print([nombre for padre, _, hijo, nombre in nombrados if not hasattr(sys.modules[padre], hijo)])
"""


def test_leer_lo_que_no_se_deja_no_deja_nada_suelto(tmp_path: Path) -> None:
    """Un paquete que fallaba a medias dejaba `django.db.models` sin `deletion` a todo proceso que viniera después."""
    hecho = subprocess.run(
        [sys.executable, "-c", LEER, str(tmp_path / "leidas")],
        capture_output=True, text=True, cwd=Path(vivero.__file__).parent, check=False,
    )  # fmt: skip
    assert (hecho.stdout, hecho.stderr) == ("[]\n", "")


def test_lo_que_se_bifurca_lee_lo_suyo(tmp_path: Path) -> None:
    for _ in range(2):
        hecho = vivero.correr(
            "-c", "import django.db.models.deletion as d; print(d.PROTECT.__name__)", entorno={}
        )
        assert (hecho.returncode, hecho.stdout, hecho.stderr) == (0, "PROTECT\n", "")
