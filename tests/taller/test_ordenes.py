"""Las órdenes del taller se suman a las del producto, que vive sin ellas."""

from __future__ import annotations

import subprocess
import sys

from conoceles.arranque import cli, ordenes
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller import ordenes as del_taller

SUYAS = {
    "demo",
    "practica",
    "prototipo",
    "banco",
    "evidencia",
    "capturas",
    "galeria",
    "pruebas",
    "mutaciones",
}


def test_cada_orden_cumple_el_protocolo() -> None:
    todas = ordenes.de(del_taller)
    assert todas.keys() >= SUYAS
    for nombre, orden in todas.items():
        assert orden.AYUDA.endswith("."), nombre
        assert callable(orden.argumentos), nombre
        assert callable(orden.ejecutar), nombre
        assert callable(orden.texto), nombre


def test_ninguna_tapa_a_una_del_producto() -> None:
    assert ordenes.de(del_taller).keys() & ordenes.todas().keys() == set()


def test_el_analizador_las_ofrece_todas() -> None:
    ayuda = cli.analizador(ordenes.de(del_taller)).format_help()
    assert [nombre for nombre in SUYAS | {"publicar"} if nombre not in ayuda] == []


def test_el_producto_se_usa_sin_el_taller() -> None:
    """Ni una orden del producto lo carga, y las suyas no se ofrecen."""
    guion = (
        "import sys; from conoceles.arranque import cli; ayuda = cli.analizador({}).format_help();"
        "print('demo' in ayuda.split(), any(m.split('.')[0] == 'taller' for m in sys.modules))"
    )
    orden = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(RAIZ_PROYECTO / 'src')!r}); {guion}"]
    hecho = subprocess.run(orden, capture_output=True, text=True, check=True)
    assert hecho.stdout.split() == ["False", "False"]
