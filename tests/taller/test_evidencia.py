"""La evidencia cuenta lo que pasó: ni una falla ni una prueba sin correr pasan por buenas."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from PIL import Image

from taller.evidencia import corrida, documento
from taller.evidencia.situaciones import Situacion
from taller.imagenes.tomas import TOPE, aligerar

INFORME = """<testsuites><testsuite>
<testcase classname="tests.a.test_x" name="test_uno[1]" time="0.5"/>
<testcase classname="tests.a.test_x" name="test_uno[2]" time="0.25"/>
<testcase classname="tests.a.test_x" name="test_dos" time="1"><failure message="no"/></testcase>
<testcase classname="tests.a.test_y" name="test_tres" time="1"><error message="no"/></testcase>
</testsuite></testsuites>"""


def _cuentas(tmp_path: Path, *nodos: str) -> corrida.Cuenta:
    archivo = tmp_path / "junit.xml"
    archivo.write_text(INFORME)
    return corrida.contar(Situacion("seguridad", "Un rival", nodos), corrida.leer(archivo))


def test_una_funcion_con_parametros_cuenta_cada_caso(tmp_path: Path) -> None:
    cuenta = _cuentas(tmp_path, "tests/a/test_x.py::test_uno")
    assert (cuenta.pasaron, cuenta.fallaron, cuenta.segundos, cuenta.bien) == (2, 0, 0.75, True)


def test_un_archivo_entero_cuenta_sus_fallas(tmp_path: Path) -> None:
    cuenta = _cuentas(tmp_path, "tests/a/test_x.py")
    assert (cuenta.pasaron, cuenta.fallaron, cuenta.bien) == (2, 1, False)


def test_un_error_al_preparar_es_una_falla(tmp_path: Path) -> None:
    assert not _cuentas(tmp_path, "tests/a/test_y.py").bien


def test_sin_pruebas_corridas_no_se_da_por_buena(tmp_path: Path) -> None:
    cuenta = _cuentas(tmp_path, "tests/a/test_x.py::test_que_se_aparto")
    assert not cuenta.bien
    assert "**sin correr**" in documento.componer({"SQLite": [cuenta]}, ahora=datetime(2024, 4, 25))


def test_el_documento_dice_fecha_commit_motor_y_cuentas(tmp_path: Path) -> None:
    cuenta = _cuentas(tmp_path, "tests/a/test_x.py")
    texto = documento.componer({"SQLite": [cuenta]}, ahora=datetime(2024, 4, 25, 10))
    assert "| Fecha | 2024-04-25T10:00:00 |" in texto
    assert documento.commit() in texto
    assert "| Un rival | SQLite | 2 | 1 | 1.75 | **falla** |" in texto
    assert "0 de 1 situaciones sin fallas" in texto


def test_aligerar_deja_la_imagen_bajo_el_tope() -> None:
    # Ruido de colores: lo que peor comprime, para obligar a reducir la paleta.
    ruido = Image.effect_noise((900, 900), 120).convert("RGB")
    entrada = io.BytesIO()
    ruido.save(entrada, "PNG")
    ligera = aligerar(entrada.getvalue())
    assert len(ligera) < len(entrada.getvalue())
    assert Image.open(io.BytesIO(ligera)).size == (900, 900)
    liso = io.BytesIO()
    Image.new("RGB", (900, 900), "white").save(liso, "PNG")
    assert len(aligerar(liso.getvalue())) <= TOPE
