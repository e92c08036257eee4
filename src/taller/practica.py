"""La práctica: otra instalación entera, con personas inventadas, dentro de la carpeta de datos.

Nada une la práctica con la elección real: tiene sus bases, llaves, cuentas, correo y sitio propios. Por eso no puede
publicarse con lo real ni contarse en un informe, y reiniciarla es quitar su carpeta.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conoceles.nucleo.carpetas import Carpetas, carpetas
from conoceles.nucleo.errores import ErrorDeDominio

CARPETA, CANDADO = "practica", "practica.candado"
LETRAS = "bcdfghjkmnpqrtvwxz"  # las que no se confunden al copiarlas a mano
# Lo único de la instalación que la práctica hereda: cómo se llega a ella y con qué se ejecuta.
HEREDA = ("CONOCELES_PYTHON", "CONOCELES_ANFITRIONES", "CONOCELES_ORIGENES", "CONOCELES_PREFIJO")


@contextmanager
def sola() -> Iterator[Path]:
    """La carpeta de la práctica, mientras nadie más la use. `ErrorDeDominio` si ya está en marcha."""
    datos = carpetas().datos
    datos.mkdir(parents=True, exist_ok=True)
    with (datos / CANDADO).open("w") as candado:
        try:
            fcntl.flock(candado, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ErrorDeDominio(
                "La práctica ya está en marcha. Deténgala antes de repetir la orden."
            ) from None
        yield datos / CARPETA


def quitar(carpeta: Path) -> None:
    """Borra la práctica. `ErrorDeDominio` si lo que hay en su lugar es otra cosa."""
    if not carpeta.exists():
        return
    if Carpetas(carpeta).modo != "practica":
        raise ErrorDeDominio(f"En {carpeta} hay algo que no es una práctica; no se tocó.")
    shutil.rmtree(carpeta)


def aislar(carpeta: Path) -> None:
    """Deja este proceso, y los que arranque, sin nada de la instalación real: ni bases, ni llaves, ni correo."""
    captura = os.environ.get("CONOCELES_URL_PRACTICA")
    for variable in [v for v in os.environ if v.startswith("CONOCELES_") and v not in HEREDA]:
        del os.environ[variable]
    os.environ |= {
        "CONOCELES_DATOS": str(carpeta),
        "CONOCELES_MODO": "practica",
        "CONOCELES_MUESTRAS": str(carpeta / "sin-muestras"),  # solo personas inventadas
    }
    if captura:
        os.environ["CONOCELES_URL_CAPTURA"] = captura


def definicion(origen: Path, destino: Path) -> Path:
    """Copia la carpeta de una elección y antepone «Práctica» a su nombre, que está en todo documento."""
    shutil.copytree(origen, destino, dirs_exist_ok=True)
    archivo = destino / "proceso.toml"
    texto = archivo.read_text(encoding="utf-8").replace('\nnombre = "', '\nnombre = "Práctica: ', 1)
    archivo.write_text(texto, encoding="utf-8")
    return destino


def clave_nueva() -> str:
    """La de todas las cuentas de esta práctica; cambia al reiniciar.

    Doce letras al azar en tres grupos: sin cifras ni vocales no forman años, siglas ni palabras que la hicieran adivinable.
    """
    grupos = ("".join(secrets.choice(LETRAS) for _ in range(4)) for _ in range(3))
    return "-".join(["practica", *grupos])
