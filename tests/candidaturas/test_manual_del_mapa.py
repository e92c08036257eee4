"""Cada ejemplo de `padron.toml` que trae el manual se carga, y juntos usan todas sus claves."""

from __future__ import annotations

import argparse
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from candidaturas.sin_base import ARCHIVO, hoja, leer
from conoceles.arranque.ordenes import padron_columnas
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.padron import CAMPOS, columna_de

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
    (carpeta / "padron.toml").write_text(mapa, "utf-8")
    registros, informe = leer(leer_carpeta(carpeta), hoja(titulos, *renglones))
    assert informe.errores == []
    assert [r.contienda for r in registros] == [
        "consejeria-san-miguel-huamantla", "consejeria-san-miguel-ixtenco", "consejeria-san-miguel-huamantla",
    ]  # fmt: skip


@pytest.mark.usefixtures("elecciones")
def test_lo_que_dice_padron_columnas_se_puede_escribir_en_un_mapa() -> None:
    """Sin nadie que lo proponga, de ahí sale el nombre de cada campo."""
    dicho = padron_columnas.texto(padron_columnas.ejecutar(argparse.Namespace(proceso=ARCHIVO.clave)))
    renglones = [renglon for renglon in dicho.splitlines() if not renglon.startswith(" ")]
    campos = [re.sub(r".*en un mapa, `(.+)`|: .*", r"\1", renglon) for renglon in renglones]
    assert {*CAMPOS, "suplente.nombre", "suplente.sexo", "curricular.grado"} <= {*campos}
    assert [c for c in campos if not columna_de(c, ARCHIVO.curricular, ARCHIVO.identidad)] == []


def test_de_un_archivo_ajeno_el_ensayo_nombra_lo_que_el_mapa_tiene_que_decir(tmp_path: Path) -> None:
    titulos = ("Quién va", "CARGO", "DISTRITO", "CALIDAD", "NOMBRE COMPLETO", "SEXO")
    ana = ("El Azul", "Diputación MR", "5", "Propietaria", "Ana Rentería Soto", "Mujer")
    carpeta = Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "e"))
    mapa, dichos = "", []
    for falta in (
        "",
        '[[columnas]]\nde = "Quién va"\na = "fuerza"\n',
        '[valores.fuerza]\n"El Azul" = "PAN"\n',
    ):
        mapa += falta
        (carpeta / "padron.toml").write_text(mapa, encoding="utf-8")
        registros, informe = leer(leer_carpeta(carpeta), hoja(titulos, ana))
        dichos.append([(e.codigo, e.columna, "El Azul" in e.mensaje) for e in informe.errores])
    assert ("COLUMNA_DESCONOCIDA", "Quién va", False) in dichos[0]
    assert dichos[1] == [("FUERZA_DESCONOCIDA", "Quién va", True)]
    assert (dichos[2], [r.fuerza for r in registros]) == ([], ["PAN"])
