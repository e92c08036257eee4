"""La primera lectura de la definición, por varios hilos a la vez: msgspec mataba al proceso (SIGSEGV) al preparar los tipos."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.contenido.fuentes import de_carpeta
from conoceles.proceso.serie import a_json
from personas import CLAVE

GUION = """
import json, sys, threading
from conoceles.proceso.serie import desde_json
datos = json.load(open(sys.argv[1]))
sys.setswitchinterval(1e-6)
juntos = threading.Barrier(8)
def leer():
    juntos.wait()
    desde_json(datos)
hilos = [threading.Thread(target=leer) for _ in range(8)]
for hilo in hilos: hilo.start()
for hilo in hilos: hilo.join()
"""


def test_ocho_hilos_la_leen_por_primera_vez_y_el_proceso_sigue(tmp_path: Path) -> None:
    definicion, _ = de_carpeta(RAIZ_PROYECTO / "procesos" / CLAVE)
    archivo = tmp_path / "definicion.json"
    archivo.write_text(json.dumps(a_json(definicion)))
    entorno = {"PYTHONPATH": str(RAIZ_PROYECTO / "src")}
    hecho = subprocess.run([sys.executable, "-c", GUION, str(archivo)], env=entorno, check=False)
    assert hecho.returncode == 0
