"""Lo común a todas las pruebas: carpeta de datos propia, reloj detenido y las tres bases.

La carpeta se fija al importar este archivo, antes de que Django lea sus ajustes; cada proceso de
pytest-xdist importa el suyo, así que no comparten nada.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import django
import pytest
from hypothesis import HealthCheck, settings

# Lo compilado se guarda: si no, cada proceso que una prueba abre compila otra vez el programa entero.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

HILOS_DEL_OBRERO = ("(cofirmar)", "(llevar)", "(_traer)")
_DATOS = Path(tempfile.mkdtemp(prefix="conoceles-pruebas-"))
os.environ |= {"CONOCELES_DATOS": str(_DATOS), "DJANGO_SETTINGS_MODULE": "conoceles.arranque.settings"}
for _variable in ("CONOCELES_AHORA", "CONOCELES_MODO"):
    os.environ.pop(_variable, None)

from conoceles.nucleo import reloj, secretos  # noqa: E402
from conoceles.nucleo.carpetas import RAIZ_PROYECTO  # noqa: E402

secretos.crear_faltantes()
for _nombre in secretos.NOMBRES:
    secretos.leer(_nombre)  # se recuerdan: sirven a la prueba que después cambia de carpeta, corra sola o no

# Una máquina ocupada no es un defecto: se quita solo lo que Hypothesis mide con el reloj de pared. Los ejemplos son los
# mismos en cada corrida, para que un cambio no pague lo que halló el azar; otros, en `pruebas --simulacros`
# (en CI, Hypothesis supondría los mismos también ahí).
settings.register_profile(
    "azar", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=False, print_blob=True
)
settings.register_profile("conoceles", settings.get_profile("azar"), derandomize=True, database=None)
settings.load_profile("conoceles")

AHORA = datetime.fromisoformat("2024-04-25T10:00:00-06:00")
BIBLIOTECAS_DE_GO = Path("/usr/share/gocode/src/github.com/transparency-dev/formats")  # las de Debian
pytest_plugins = [
    "una_vez",
    "plantillas",
    "piezas",
    "almacenes",
    "duraciones",
    "accesible",
    "abrogada",
    "vigia",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Cuántas veces muere un equipo en `tests/equipos`, y después cuántas veces un proceso."""
    parser.addoption("--muertes", type=int, default=20)
    parser.addoption("--golpes", type=int, default=60)


def pytest_configure(config: pytest.Config) -> None:
    """Los archivos reales son ajenos al repositorio; sin ellos, en CI no se da por buena la corrida."""
    if not muestras().is_dir() and os.environ.get("CI") == "true":
        raise pytest.UsageError(f"En CI hacen falta los archivos reales: no existe {muestras()}.")
    django.setup()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Sin archivos reales, sin Go o sin otro programa, sus pruebas se apartan (no se «saltan») y se dice cuántas."""
    _declarar_bases(items)
    if not muestras().is_dir():
        _apartar(config, items, "muestras", f"CONOCELES_MUESTRAS ({muestras()})")
    if not (shutil.which("go") and BIBLIOTECAS_DE_GO.is_dir()):
        _apartar(config, items, "go", f"Go ({BIBLIOTECAS_DE_GO})")
    if not (shutil.which("aics-tlog") and shutil.which("aics-witness")):
        _apartar(config, items, "aics", "aics-tlog (tests/registro/test_aics.py dice cómo)")
    if not (shutil.which("zbarimg") and shutil.which("pdftoppm")):
        _apartar(config, items, "zbar", "un lector de QR (zbar-tools, poppler-utils)")


def _apartar(config: pytest.Config, items: list[pytest.Item], marca: str, falta: str) -> None:
    apartadas = [prueba for prueba in items if prueba.get_closest_marker(marca)]
    if apartadas:
        items[:] = [prueba for prueba in items if not prueba.get_closest_marker(marca)]
        config.hook.pytest_deselected(items=apartadas)
        print(f"Sin {falta}: se apartan {len(apartadas)} pruebas.")


def _declarar_bases(items: list[pytest.Item]) -> None:
    """Antes de empezar: pytest-django crea solo las bases que vea pedidas cuando llega la primera prueba."""
    for prueba in items:
        if {"base", "base_del_archivo"} & {*getattr(prueba, "fixturenames", ())}:
            prueba.add_marker(pytest.mark.django_db(databases=["default", "identidad", "llaves"]))
            prueba.add_marker(pytest.mark.base)


def pytest_collection_finish() -> None:
    """Lo reunido vive hasta el final: la recolección de basura ya no lo recorre, y lo demás lo recorre menos veces."""
    gc.freeze()
    gc.set_threshold(20_000)


def pytest_unconfigure(config: pytest.Config) -> None:
    """La carpeta de datos no sobrevive a la corrida."""
    shutil.rmtree(_DATOS, ignore_errors=True)


def muestras() -> Path:
    """Carpeta de los archivos reales."""
    return Path(os.environ.get("CONOCELES_MUESTRAS") or RAIZ_PROYECTO.parent / "shared" / "datos")


@pytest.fixture(autouse=True)
def ahora() -> Iterator[datetime]:
    """El reloj del dominio, detenido en el arranque de la demo: 25 de abril de 2024, 10:00."""
    with reloj.congelado(AHORA):
        yield AHORA


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """Lo que el obrero deja andando en su hilo termina antes de que se borre la carpeta de la prueba."""
    for hilo in threading.enumerate():
        if hilo.name.endswith(HILOS_DEL_OBRERO):
            hilo.join(10)


@pytest.fixture(autouse=True)
def sin_pausas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quien comprueba espera un rato a lo que llegó y no se sirve; lo que una prueba pone, o ya se sirve o no se servirá."""
    from conoceles.lector.registro import testimonio

    monkeypatch.setattr(testimonio, "PAUSA", 0)


@pytest.fixture(autouse=True)
def sin_recuerdos() -> None:
    """Cada prueba es un proceso nuevo: lo contado en la anterior era de otra base, y la que soltó las llaves no deja sin ellas a otra."""
    from conoceles.estadistica import acumulado
    from conoceles.revision import llenado

    acumulado.olvidar()
    llenado.olvidar()
    with suppress(FileNotFoundError):  # una instalación por estrenar todavía no las tiene
        for nombre in secretos.NOMBRES:
            secretos.leer(nombre)


@pytest.fixture
def datos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Una carpeta de datos vacía, para lo que escribe archivos."""
    monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path / "datos"))
    return tmp_path / "datos"


@pytest.fixture
def base(db: None) -> None:
    """Las tres bases, cada prueba en su transacción; la marca la pone `_declarar_bases`."""
