"""Cada ejemplo de `padron.toml` que trae el manual se carga, y juntos usan todas sus claves."""

from __future__ import annotations

import re
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from candidaturas.sin_base import VIGILANCIA, hoja, leer
from conoceles.candidaturas.padron.archivo.lectura import Lectura
from conoceles.candidaturas.padron.mapa.proponer import proponer
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.padron import CAMPOS

MANUAL = (RAIZ_PROYECTO / "docs/manuales/operacion.md").read_text(encoding="utf-8")
EJEMPLOS = re.findall(r"```toml mapa\n(.*?)```", MANUAL, flags=re.DOTALL)


@pytest.mark.parametrize("ejemplo", EJEMPLOS)
def test_cada_ejemplo_del_manual_se_carga(ejemplo: str, tmp_path: Path) -> None:
    carpeta = Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "e"))
    (carpeta / "padron.toml").write_text(ejemplo, encoding="utf-8")
    mapa = leer_carpeta(carpeta).padron
    assert mapa.hojas or mapa.columnas or mapa.valores or mapa.descarta


def test_los_ejemplos_usan_cada_clave_y_el_manual_nombra_cada_campo() -> None:
    todos = [tomllib.loads(ejemplo) for ejemplo in EJEMPLOS]
    assert {clave for dicho in todos for clave in dicho} == {
        "hojas", "columnas", "valores", "descarta", "salta", "alterna", "hereda",
    }  # fmt: skip
    reglas = {clave for dicho in todos for regla in dicho.get("columnas", []) for clave in regla}
    assert reglas == {"de", "a", "formas", "partes", "une", "rotula"}
    hojas = {clave for dicho in todos for hoja in dicho.get("hojas", []) for clave in hoja}
    assert hojas == {"nombre", "encabezados", "hasta", "subtitulo", "fijos"}
    assert [campo for campo in CAMPOS if f"`{campo}`" not in MANUAL] == []


def test_los_dos_niveles_de_territorio_se_leen_como_dice_la_referencia(tmp_path: Path) -> None:
    """Con los tres bloques de su ejemplo, en una elección por módulos de riego."""
    for nombre in ("ejemplo-vigilancia", "durango-2023-2024"):  # sus cuestionarios son los de esa
        shutil.copytree(RAIZ_PROYECTO / "procesos" / nombre, tmp_path / nombre)
    apartado = (RAIZ_PROYECTO / "docs/definicion.md").read_text("utf-8").partition("**Dos niveles de")[2]
    lugares, nombres, mapa = re.findall(r"```\w+\n(.*?)```", apartado, flags=re.DOTALL)[:3]
    carpeta = tmp_path / "ejemplo-vigilancia"
    raiz = (carpeta / "proceso.toml").read_text("utf-8")
    raiz = re.sub(r"\[territorio\]\n(?:\w.+\n)+", lambda _: nombres, raiz).replace('"003", "004"', '"001"')
    (carpeta / "proceso.toml").write_text(raiz, "utf-8")
    (carpeta / "municipios.csv").write_text(lugares, "utf-8")
    renglones = [
        ("ASAMBLEA", comunidad, municipio, "Propietaria", nombre, "Mujer")
        for comunidad, municipio, nombre in (
            ("SAN MIGUEL", "Huamantla", "Ana Luz Soto"), ("San Miguel Arcángel", "Ixtenco", "Eva Paz Ríos"),
            ("San Miguel", "Huamantla, Tlax.", "Cora Sol Meza"),
        )
    ]  # fmt: skip
    titulos = ("SIGLAS", "COMUNIDAD", "MUNICIPIO", "CARACTER", "NOMBRE COMPLETO", "SEXO")
    propuesto = proponer(
        Lectura("padron.xlsx", "xlsx", "", (hoja(titulos, *renglones),)),
        leer_carpeta(carpeta),
        date(2027, 6, 1),
    )
    assert tomllib.loads(propuesto)["columnas"] == tomllib.loads(mapa)["columnas"]
    (carpeta / "padron.toml").write_text(mapa, "utf-8")
    registros, informe = leer(leer_carpeta(carpeta), hoja(titulos, *renglones))
    assert informe.errores == []
    assert [r.contienda for r in registros] == [
        "consejeria-san-miguel-huamantla", "consejeria-san-miguel-ixtenco", "consejeria-san-miguel-huamantla",
    ]  # fmt: skip


def test_un_numero_junto_al_municipio_no_se_propone_como_dos_niveles() -> None:
    """«3 Las Palomas» se entiende como el módulo, sin que la otra columna diga nada de él."""
    titulos = ("SIGLAS", "MUNICIPIO", "ACTA", "CARACTER", "NOMBRE COMPLETO", "SEXO")
    filas = [("ASAMBLEA", "Las Palomas", str(n), "Propietaria", "Ana Luz Soto", "Mujer") for n in (7, 8)]
    lectura = Lectura("padron.xlsx", "xlsx", "", (hoja(titulos, *filas),))
    assert "columnas" not in tomllib.loads(proponer(lectura, VIGILANCIA, date(2027, 6, 1)))
