"""Las columnas de los datos abiertos se declaran una vez, y cambiarlas pide otra versión."""

from __future__ import annotations

import hashlib
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.carga import leer_carpeta
from conoceles.publicacion.datos import diccionario, ine
from conoceles.publicacion.datos.metadatos import VERSION_DE_COLUMNAS
from conoceles.publicacion.lectura.fichas_de import marco
from otra_version import otra_version
from personas import recargar

DURANGO = RAIZ_PROYECTO / "procesos" / "durango-2023-2024"
# Versión → huella de las columnas que tuvo. Una columna que cambia es otra versión y otro renglón; ninguno se reescribe.
HUELLAS = {
    "1.0": "a5ac107be05ad89a3042b88bc89822d7beb6d478ec924f1dcfee5abbe794d5cd",
    "1.1": "1939e1f1cdd67f13bd303f95ba493c3b82ab7c9069fa6d797d8bb131733efdb0",
    "1.2": "8ae2c1c0997d99b480d7ec543a464761822bea76777fe76dc4e966a5ce10263d",
    "1.3": "aef8274f3c0e72c1309e7f6becf07fbaeeb92ac66b064eee695d6059263c78a9",
    "1.4": "4de67d72d1a48c7b1e6067aff8657ab06fb492075cc36cf6fb4fddc3152361a5",
    "1.5": "d1a99ff3e78cc6fe055b13a425d3b2d5ff7c61a70cc9c56392d457f5b683b85f",
}


def _huella() -> str:
    """De todos los archivos: nombre, tipo y descripción de cada columna, en su orden."""
    columnas = diccionario.archivos(marco(leer_carpeta(DURANGO), "abierta"))
    renglones = [f"{a}|{c.nombre}|{c.tipo}|{c.texto}" for a, suyas in columnas.items() for c in suyas]
    return hashlib.sha256("\n".join(renglones).encode()).hexdigest()


def test_cambiar_una_columna_pide_otra_version() -> None:
    assert HUELLAS[VERSION_DE_COLUMNAS] == _huella()
    assert len(set(HUELLAS.values())) == len(HUELLAS)


def test_las_del_ine_son_las_de_su_exportacion_y_cada_una_tiene_pregunta() -> None:
    definicion = leer_carpeta(DURANGO)
    assert {c.columna_ine for c in definicion.curricular.campos()} - {""} == set(ine.PREGUNTAS)


def test_el_puesto_va_antes_del_sello_y_solo_donde_se_eligen_planillas() -> None:
    """Sin él todas las personas de un consejo decían solo el consejo; las demás elecciones tienen las columnas de siempre."""
    con, sin = (
        [c.nombre for c in diccionario.archivos(marco(leer_carpeta(carpeta), "abierta"))["curricular"]]
        for carpeta in (DURANGO.with_name("ejemplo-alcaldias"), DURANGO)
    )
    assert con[-2:] == ["PUESTO", "SELLO"]
    assert "PUESTO" not in sin


@pytest.mark.usefixtures("base")
def test_una_pregunta_no_cambia_de_columna_sin_otra_version_del_cuestionario(
    tmp_path: Path, ahora: datetime
) -> None:
    recargar(DURANGO, ahora)
    carpeta = shutil.copytree(DURANGO, tmp_path / "eleccion")
    toml = carpeta / "curricular.toml"
    texto = toml.read_text("utf-8").replace('columna = "REDES"', 'columna = "REDES_SOCIALES"')
    toml.write_text(texto, "utf-8")
    with pytest.raises(ErrorDeDominio, match="«redes» cambió de columna") as error:
        recargar(carpeta, ahora)
    assert error.value.campo == "version"
    toml.write_text(otra_version(texto), "utf-8")
    assert recargar(carpeta, ahora)["cambio"]
