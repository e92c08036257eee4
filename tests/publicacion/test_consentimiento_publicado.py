"""Lo que el sitio y los datos abiertos muestran de identidad, según lo consentido y la acción afirmativa."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import constan
from conoceles.expediente.actos.decisiones import validar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.publicacion.publicador import publicar
from personas import CLAVE, CORA, capturar, enviar, firmar, recargar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

pytestmark = [pytest.mark.usefixtures("carpeta_de_datos"), pytest.mark.lenta]
RESPUESTAS = {"p1": "si", "p4": "si", "p6": "sensorial", "p9": "no"}


def publicada(candidatura: Candidatura, datos: Path, ahora: datetime) -> tuple[set[str], dict[str, str]]:
    """Los títulos de los grupos que se ven en la ficha, y el renglón de los datos abiertos."""
    enviar(candidatura, ahora)
    firmar(candidatura, ahora)
    validar(candidatura=candidatura, por=CORA, ahora=ahora)
    publicar(CLAVE, ahora=ahora, cortes=True)
    actual = datos / "sitio" / CLAVE / "actual"
    ficha = json.loads((actual / f"candidaturas/{candidatura.folio}.json").read_text())
    with (actual / "datos/identidad.csv").open(encoding="utf-8-sig") as archivo:
        renglones = list(csv.DictReader(archivo))
    renglones = [r for r in renglones if r.get("FOLIO") == candidatura.folio]
    return {r["tema"] for r in ficha["identidad"]}, renglones[0] if renglones else {}


def declarar(alcance: str, carpeta: Path, ahora: datetime) -> None:
    """La acción afirmativa de discapacidad, con el alcance dado, en la carpeta que el instituto vuelve a cargar."""
    shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, carpeta)
    escrita, suya = carpeta / "proceso.toml", 'clave = "discapacidad"\n'
    texto = escrita.read_text(encoding="utf-8")
    assert texto.count(suya) == 1
    escrita.write_text(texto.replace(suya, f'{suya}alcance = "{alcance}"\n'), encoding="utf-8")
    recargar(carpeta, ahora)


@pytest.mark.parametrize(
    ("publicacion", "grupos", "visto"),
    [
        (False, (), set()),
        (True, ("indigena",), {"Autoadscripción indígena"}),
        (True, ("diversidad", "discapacidad"), {"Diversidad sexual", "Población con discapacidad"}),
    ],
)
def test_ficha_y_datos_abiertos_respetan_cada_grupo(
    candidatura: Candidatura,
    datos: Path,
    ahora: datetime,
    publicacion: bool,
    grupos: tuple[str, ...],
    visto: set[str],
) -> None:
    capturar(candidatura, ahora, publicacion=publicacion, grupos=grupos, **RESPUESTAS)
    secciones, renglon = publicada(candidatura, datos, ahora)
    assert secciones == visto
    assert bool(renglon) == bool(visto)
    dichas = {clave for clave, valor in renglon.items() if clave.startswith("p") and valor}
    assert bool({"p1", "p2"} & dichas) == ("indigena" in grupos)
    assert bool({"p4", "p6"} & dichas) == ("discapacidad" in grupos)
    assert ("p9" in dichas) == ("diversidad" in grupos)


@pytest.mark.parametrize(
    ("alcance", "visto"),
    [
        ("", set()),
        ("tipo", set()),
        ("respuestas_del_grupo", {"Población con discapacidad"}),
    ],
)
def test_la_accion_muestra_lo_que_su_alcance_declara(
    candidatura: Candidatura,
    datos: Path,
    tmp_path: Path,
    ahora: datetime,
    alcance: str,
    visto: set[str],
) -> None:
    """Sin consentimiento: con `tipo`, solo la etiqueta; con `respuestas_del_grupo`, también ese grupo."""
    if alcance:
        declarar(alcance, tmp_path / "eleccion", ahora)
    candidatura.acciones_afirmativas = ["discapacidad"]
    candidatura.save(update_fields=["acciones_afirmativas"])
    constan.alta(candidatura)
    capturar(candidatura, ahora, publicacion=False, **RESPUESTAS)
    secciones, renglon = publicada(candidatura, datos, ahora)
    assert secciones == visto
    assert (renglon.get("p6") == "Sensorial") == bool(visto)
    ficha = datos / "sitio" / CLAVE / "actual/candidaturas" / candidatura.folio / "index.html"
    assert "Registro por acción afirmativa: Personas con discapacidad" in ficha.read_text()


def test_quien_no_entro_por_la_accion_no_muestra_el_grupo(
    candidatura: Candidatura, datos: Path, tmp_path: Path, ahora: datetime
) -> None:
    declarar("respuestas_del_grupo", tmp_path / "eleccion", ahora)
    capturar(candidatura, ahora, publicacion=False, **RESPUESTAS)
    assert publicada(candidatura, datos, ahora) == (set(), {})
