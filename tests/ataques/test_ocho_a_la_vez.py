"""Ocho subidas hostiles a la vez contra la captura de verdad: dos procesos de cuatro hilos, como en producción.

Lo que decide no es el reloj: es que a cada una se le conteste y que, mientras, la página de entrada atienda. Lo que esperó
quien quería entrar, y lo que creció la memoria, se imprime junto a su límite.
"""

from __future__ import annotations

import io
import json
import os
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from ataques.imagenes_hostiles import crudo
from ataques.libros_hostiles import con_hoja
from curricular.imagenes import jpeg, lisa, png
from recorridos.aparte import entorno_propio
from recorridos.envios_aparte import CLAVE_DE_ANA, CORREO
from recorridos.envios_por_red import Captura, aparte, captura
from recorridos.navegador import codigos_impresos, puerto_libre
from taller.banco.gente import cliente
from taller.banco.gente.cliente import Navegador, Respuesta

pytestmark = pytest.mark.simulacro
LIMITE = 1.0  # segundos que puede esperar quien quiere entrar
OCHO, DE_ANA = 8, 80


@pytest.fixture(scope="module")
def instalada(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Captura, list[str]]]:
    with entorno_propio(tmp_path_factory.mktemp("ocho") / "datos", vacias=True) as entorno:
        sembrado = json.loads(aparte("recorridos.envios_aparte", "sembrar", str(DE_ANA), entorno=entorno))
        with captura(puerto_libre() + 1, entorno) as servidor:
            yield servidor, sembrado["folios"]


def _cara() -> bytes:
    """La imagen que más cuesta de las que caben por sus puntos."""
    return crudo(2_800, 2_850, color=6, filtro=4)


def _paquete(folios: Sequence[str]) -> bytes:
    """Una de esas para cada persona."""
    salida, foto = io.BytesIO(), _cara()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for folio in folios:
            paquete.writestr(f"{folio}.png", foto)
    return salida.getvalue()


def _hoja() -> bytes:
    """Se expande casi a lo que cabe, y cada celda hay que mirarla."""
    return con_hoja(
        "".join(f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c></row>' for n in range(1, 600_000))
    )


DIA = "2024-04-20"
Subida = tuple[
    str, dict[str, str], tuple[str, str, bytes]
]  # a dónde, con qué, y el campo, el nombre y el archivo


def _foto(folios: Sequence[str], n: int, octetos: bytes) -> Subida:
    return f"/candidaturas/{folios[n]}/fotografia/", {"fecha_toma": DIA}, ("archivo", "yo.jpg", octetos)


CASOS: dict[str, Callable[[Sequence[str], int], Subida]] = {
    "png de trece mil por trece mil": lambda folios, n: _foto(folios, n, png(lisa(tamano=(13_000, 13_000)))),
    "la imagen mas cara que cabe": lambda folios, n: _foto(folios, n, _cara()),
    "ochenta de esas en un paquete": lambda folios, _: (
        "/herramientas/cargar/", {"tomadas": DIA}, ("fotos", "fotos.zip", _paquete(folios)),
    ),
    "una hoja de seiscientos mil renglones": lambda *_: ("/herramientas/cargar/", {}, ("hoja", "hoja.xlsx", _hoja())),
    "treinta megas de basura": lambda *_: (
        "/herramientas/formatos/", {}, ("archivos", "x.pdf", b"%PDF-" + os.urandom(30_000_000)),
    ),
    "fotografias buenas": lambda folios, n: _foto(folios, n, jpeg(lisa(tamano=(1440, 1800)))),
}  # fmt: skip


@pytest.mark.parametrize("cual", CASOS)
def test_quien_quiere_entrar_no_espera_a_quien_sube(
    instalada: tuple[Captura, list[str]],
    cual: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(
        cliente, "ESPERA", 300.0
    )  # quien sube un paquete hostil espera lo que sea; quien entra, no
    servidor, folios = instalada
    ventanas = _adentro(servidor.puerto)
    subidas = [CASOS[cual](folios, n) for n in range(OCHO)]
    fin, esperas = threading.Event(), list[float]()
    quien_entra = threading.Thread(target=_mirar, args=(servidor.puerto, fin, esperas))
    antes = _memoria(servidor)
    quien_entra.start()
    inicio = time.monotonic()
    with ThreadPoolExecutor(OCHO) as hilos:
        dichas = list(hilos.map(_subir, ventanas, subidas))
    tardo = time.monotonic() - inicio
    fin.set()
    quien_entra.join()
    codigos = Counter(dicha.codigo for dicha in dichas)
    assert codigos.keys() <= {200, 302, 422}
    assert len(esperas) >= 3
    with capsys.disabled():
        print(
            f"\n{cual}: la página de entrada, {max(esperas):.2f} s (límite {LIMITE:.0f}; {len(esperas)} veces); las ocho, {tardo:.1f} s {dict(codigos)}; "
            f"memoria, +{(_memoria(servidor) - antes) // 2**20} MB"
        )


def _subir(ventana: Navegador, subida: Subida) -> Respuesta:
    lugar, datos, (campo, nombre, octetos) = subida
    limite = uuid4().hex
    partes = [
        f'--{limite}\r\nContent-Disposition: form-data; name="{clave}"\r\n\r\n{valor}\r\n'
        for clave, valor in {**datos, "csrfmiddlewaretoken": ventana.galletas["csrftoken"]}.items()
    ]
    cabeza = f'--{limite}\r\nContent-Disposition: form-data; name="{campo}"; filename="{nombre}"\r\n\r\n'
    cuerpo = "".join([*partes, cabeza]).encode() + octetos + f"\r\n--{limite}--\r\n".encode()
    try:
        tipo = {"Content-Type": f"multipart/form-data; boundary={limite}"}
        return ventana._intercambiar("POST", lugar, cuerpo, tipo)
    finally:
        ventana.cerrar()


def _mirar(puerto: int, fin: threading.Event, esperas: list[float]) -> None:
    """La página de entrada, una y otra vez, cada una por su conexión."""
    while not fin.is_set() or len(esperas) < 3:
        ventana, inicio = Navegador(puerto), time.monotonic()
        assert ventana.pedir("/cuenta/entrar/").codigo == 200
        esperas.append(time.monotonic() - inicio)
        ventana.cerrar()
        fin.wait(0.05)


def _adentro(puerto: int) -> list[Navegador]:
    """Ocho ventanas de la misma sesión."""
    if puerto not in _ENTRARON:
        primera = Navegador(puerto)
        primera.entrar(CORREO, CLAVE_DE_ANA, codigos_impresos().pop())
        primera.cerrar()
        assert primera.adentro
        _ENTRARON[puerto] = primera
    return [Navegador(puerto, galletas=dict(_ENTRARON[puerto].galletas)) for _ in range(OCHO)]


_ENTRARON: dict[int, Navegador] = {}


def _memoria(servidor: Captura) -> int:
    """Octetos que ocupa la captura con todos sus hijos; de lo que comparten, a cada quien su parte."""
    assert servidor.proceso is not None
    vivos = [servidor.proceso.pid]
    for pid in vivos:
        for hijos in Path(f"/proc/{pid}/task").glob("*/children"):
            vivos += map(int, hijos.read_text().split())
    return sum(_propia(pid) for pid in vivos) * 1024


def _propia(pid: int) -> int:
    try:
        dicho = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # terminó mientras
        return 0
    return int(dicho.partition("\nPss:")[2].split()[0])
