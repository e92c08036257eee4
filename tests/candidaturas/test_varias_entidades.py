"""Varias entidades en una elección: cada una numera sus distritos, y el padrón dice de cuál es cada renglón."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from candidaturas.renglones import Padron
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.transiciones import sincronizar
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.publicacion.publicador import publicar
from personas import SISTEMA, recargar

CLAVE = "ejemplo-federal"
TITULOS = ("CARGO", "ENTIDAD", "DISTRITO", "PARTIDO", "NOMBRE", "PRIMER APELLIDO", "CARACTER", "SEXO", "EDAD")


def renglon(
    entidad: str, distrito: str, nombre: str, cargo: str = "Diputación federal de mayoría relativa"
) -> Any:
    return (cargo, entidad, distrito, "PT", nombre, "Pérez", "Propietaria", "mujer", "40")


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Dos entidades de la federal, con tres distritos cada una que se llaman igual."""
    copia = tmp_path / "procesos" / CLAVE
    shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, copia)
    shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", copia.parent / "durango-2023-2024")
    distritos = (copia / "distritos.csv").read_text("utf-8").splitlines()
    (copia / "distritos.csv").write_text("\n".join(distritos[:7]) + "\n", "utf-8")
    relacion = (copia / "distrito_municipio.csv").read_text("utf-8").splitlines()
    (copia / "distrito_municipio.csv").write_text("\n".join(relacion[:7]) + "\n", "utf-8")
    municipios = (copia / "municipios.csv").read_text("utf-8").splitlines()
    (copia / "municipios.csv").write_text("\n".join(municipios[:3]) + "\n", "utf-8")
    return copia


def test_cada_distrito_lleva_el_numero_de_su_entidad(carpeta: Path) -> None:
    eleccion = leer_carpeta(carpeta)
    assert eleccion.entidades == ("Aguascalientes", "Baja California")
    suyas = [c for c in eleccion.contiendas if c.cargo == "diputacion-mr"]
    assert [c.nombre for c in suyas][2:4] == [
        "Diputación federal, distrito 3 de Aguascalientes", "Diputación federal, distrito 1 de Baja California",
    ]  # fmt: skip
    assert [c.clave for c in suyas][3] == "diputacion-mr-baja-california-01"


@pytest.mark.parametrize(
    ("antes", "despues", "frase"),
    [
        ("Aguascalientes,2", "Aguascalientes,1", "el distrito 1 de Aguascalientes está repetido."),
        ("Aguascalientes,2", ",", "unos distritos la dicen y otros no: dígala en todos."),
        (
            "Aguascalientes,2",
            "Aguascalientes,",
            "diga la entidad y su número en ella (`propio`), o ninguno de los dos.",
        ),
    ],
)
def test_mal_escritos_se_dice(carpeta: Path, antes: str, despues: str, frase: str) -> None:
    archivo = carpeta / "distritos.csv"
    archivo.write_text(archivo.read_text("utf-8").replace(antes, despues, 1), "utf-8")
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(carpeta)
    assert frase in [f.razon for f in rechazo.value.errores]


@pytest.mark.usefixtures("base")
def test_el_mismo_numero_en_dos_entidades_son_dos_contiendas_y_sin_entidad_no_se_supone(
    carpeta: Path, padron: Padron, datos: Path, ahora: datetime
) -> None:
    secretos.crear_faltantes()
    sincronizar()
    recargar(carpeta, ahora, inventado=True)

    def entra(*filas: Any) -> Any:
        return importar(padron(TITULOS, *filas), proceso=CLAVE, simular=False, por=SISTEMA, ahora=ahora)

    assert [e.codigo for e in entra(renglon("", "1", "Ana")).errores] == ["AMBITO_DESCONOCIDO"]
    dos = (renglon("Aguascalientes", "1", "Ana"), renglon("BC", "1", "Luz"))
    assert (
        entra(*dos, renglon("Durango", "1", "Paz")).errores == []
    )  # la de otra entidad del país no es de aquí
    assert entra(*dos).cambios == 0
    filas = Candidatura.objects.filter(proceso=CLAVE)
    assert sorted(f.formula.contienda.clave for f in filas) == [
        "diputacion-mr-aguascalientes-01", "diputacion-mr-baja-california-01",
    ]  # fmt: skip
    publicar(CLAVE, ahora=datetime.fromisoformat("2027-04-05T10:00:00-06:00"))
    abiertos = (datos / "sitio" / CLAVE / "actual/datos/curricular.csv").read_text("utf-8-sig")
    assert {(r["ENTIDAD"], r["DISTRITO LOCAL"]) for r in csv.DictReader(io.StringIO(abiertos))} == {
        ("AGUASCALIENTES", "1"), ("BAJA CALIFORNIA", "1"),
    }  # fmt: skip
