"""Los documentos dicen la verdad: lo que citan existe y lo que una orden escribe es lo que está guardado."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.evidencia.situaciones import ASPECTOS, SITUACIONES
from taller.ordenes import ciclo

DOCUMENTOS = sorted([*RAIZ_PROYECTO.glob("*.md"), *(RAIZ_PROYECTO / "docs").rglob("*.md")])
ENLACE = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)|<img[^>]+src=\"([^\"]+)\"")
CITA = re.compile(
    r"`((?:src|tests|operacion|procesos|requirements|docs)/[\w./áéíóúñÑ-]+\.\w+(?:::\w+)?)(?=[`\s])"
)
EN_LINEA = re.compile(r"^(?:async )?def (test_\w+)", re.MULTILINE)

cada_documento = pytest.mark.parametrize(
    "documento", DOCUMENTOS, ids=lambda ruta: str(ruta.relative_to(RAIZ_PROYECTO))
)


def _falta(cita: str) -> bool:
    """Si el archivo citado no existe, o no define la prueba que se nombra en él."""
    archivo, _, funcion = cita.partition("::")
    ruta = RAIZ_PROYECTO / archivo
    return not ruta.is_file() or bool(funcion and funcion not in EN_LINEA.findall(ruta.read_text()))


@cada_documento
def test_todo_enlace_lleva_a_algo(documento: Path) -> None:
    destinos = [a or b for a, b in ENLACE.findall(documento.read_text(encoding="utf-8"))]
    internos = [d for d in destinos if not d.startswith(("http://", "https://", "mailto:"))]
    assert [d for d in internos if not (documento.parent / d).exists()] == []


@cada_documento
def test_todo_archivo_y_prueba_que_se_cita_existe(documento: Path) -> None:
    assert [c for c in CITA.findall(documento.read_text(encoding="utf-8")) if _falta(c)] == []


def test_las_citas_se_encuentran_y_se_niegan() -> None:
    assert CITA.findall("ver `tests/x/test_y.py::test_z` y `src/a.py`.") == [
        "tests/x/test_y.py::test_z",
        "src/a.py",
    ]
    assert _falta("tests/arranque/test_documentos.py::test_que_no_existe")
    assert _falta("src/conoceles/nada.py")
    assert not _falta("tests/arranque/test_documentos.py::test_las_citas_se_encuentran_y_se_niegan")


def test_la_trazabilidad_recorre_las_clausulas_del_plan() -> None:
    texto = (RAIZ_PROYECTO / "docs" / "trazabilidad.md").read_text(encoding="utf-8")
    assert [n for n in range(4, 14) if not re.search(rf"§{n}\b|§8 a §10", texto)] == []
    renglones = [r for r in texto.splitlines() if r.startswith("| §")]
    callados = [r for r in renglones if "`tests/" not in r and r.rstrip("| ").endswith("—")]
    assert [r for r in callados if "fuera del sistema" not in r] == []


DEFECTOS = {
    *("O-1", "O-2", "O-fallas", "L-A1", "L-A3", "L-A4 a", "L-A4 b", "L-A4 c", "L-A4 d", "L-A8"),
    *(f"P-{n}" for n in range(1, 21)),
    *(f"C-H{n}" for n in range(1, 7)),
    *(f"C-M{n}" for n in range(1, 12)),
    *("C-L", "C-F", "C-X"),
    *("L-A2", "L-A5", "L-A6", "L-A7", "L-A9", "L-A10", "L-A11", "L-B"),
    *("K-A", "K-W2", "K-W3", "K-G", "X-A1", "X-A2"),
    *(f"S-{n}" for n in range(1, 26)),
    *(f"S-M{n}" for n in range(1, 11)),
    *(f"X-M{n}" for n in range(1, 10)),
    "X-B",
    *("R8", "E7", "I3", "R1", "R7", "P5", "E1", "E3", "E5", "E6", "I6"),
}


def test_a_cada_defecto_encontrado_lo_detiene_una_prueba() -> None:
    texto = (RAIZ_PROYECTO / "docs" / "evidencia" / "hallazgos.md").read_text(encoding="utf-8")
    renglones = [r.split(" | ") for r in texto.splitlines() if r.startswith("| ") and " | pruebas |" not in r]
    dichos = {clave for partes in renglones for clave in partes[0].removeprefix("| ").split(", ")}
    assert DEFECTOS - dichos == set()
    assert [partes[0] for partes in renglones if "::test_" not in partes[-1]] == []


CARPETA = RAIZ_PROYECTO / "docs" / "adr"
VIGENTES = {ruta.name[:4]: ruta for ruta in sorted(CARPETA.glob("0*.md"))}
INDICE = (CARPETA / "README.md").read_text(encoding="utf-8")
SUSTITUIDAS = dict(re.findall(r"^\| (\d{4}) \| [^|]+ \| \[(\d{4})\]", INDICE, re.MULTILINE))
CITADA = re.compile(r"(?:ADR|[Dd]ecisión)(?:es)? \[?(0\d{3})|docs/adr/(0\d{3})")
ESTADO = re.compile(r"^# .+\n\n\*\*Fecha:\*\* (\d{4}-\d{2}-\d{2}) · \*\*Estado:\*\* vigente\n\n")
UNA_PAGINA = 4000  # letras


def test_las_decisiones_vigentes_estan_en_el_indice_y_son_cuarenta_a_lo_mas() -> None:
    assert len(VIGENTES) <= 40
    for ruta in VIGENTES.values():
        titulo = ruta.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"[{titulo}]({ruta.name})" in INDICE


def test_cada_decision_cabe_en_una_pagina_y_dice_su_fecha() -> None:
    for ruta in VIGENTES.values():
        texto = ruta.read_text(encoding="utf-8")
        dicho = ESTADO.match(texto)
        assert dicho, ruta.name
        assert date.fromisoformat(dicho[1])
        assert len(texto) <= UNA_PAGINA, ruta.name


def test_cada_decision_sustituida_dice_cual_la_dice_hoy() -> None:
    assert VIGENTES.keys() & SUSTITUIDAS.keys() == set()
    assert set(SUSTITUIDAS.values()) <= VIGENTES.keys()
    cambios = (RAIZ_PROYECTO / "CHANGELOG.md").read_text(encoding="utf-8")
    citadas = {numero for par in CITADA.findall(cambios) for numero in par if numero}
    assert citadas <= VIGENTES.keys() | SUSTITUIDAS.keys()


def test_toda_decision_que_se_cita_rige() -> None:
    """En el código, las pruebas y los documentos; de la lista de cambios, lo ya publicado habla de las de entonces."""
    citadas = {
        (ruta.name, numero)
        for carpeta in ("src", "tests", "operacion", "procesos", "docs")
        for ruta in (RAIZ_PROYECTO / carpeta).rglob("*")
        if ruta.suffix in {".py", ".md", ".toml", ".html", ".js", ".conf", ".service"}
        for par in CITADA.findall(ruta.read_text(encoding="utf-8"))
        for numero in par
        if numero
    }
    assert {cual for cual in citadas if cual[1] not in VIGENTES} == set()


def test_el_ciclo_de_vida_es_el_de_la_tabla() -> None:
    assert ciclo.DOCUMENTO.read_text(encoding="utf-8") == ciclo.documento()


def test_toda_prueba_de_las_situaciones_existe() -> None:
    assert [n for situacion in SITUACIONES for n in situacion.nodos if _falta(n)] == []


def test_los_cuatro_aspectos_tienen_situaciones() -> None:
    assert {s.aspecto for s in SITUACIONES} == set(ASPECTOS)
    assert len({s.nombre for s in SITUACIONES}) == len(SITUACIONES)


def test_la_construccion_nombra_cada_biblioteca() -> None:
    proyecto = tomllib.loads((RAIZ_PROYECTO / "pyproject.toml").read_text(encoding="utf-8"))
    pedidas = [*proyecto["project"]["dependencies"], *proyecto["dependency-groups"]["pruebas"]]
    texto = (RAIZ_PROYECTO / "docs" / "evidencia" / "construccion.md").read_text(encoding="utf-8")
    nombres = [re.split(r"[\[<>=~]", pedida)[0] for pedida in pedidas]
    assert [n for n in nombres if not re.search(rf"\b{re.escape(n)}\b", texto)] == []


def test_las_imagenes_son_ligeras() -> None:
    imagenes = list((RAIZ_PROYECTO / "docs" / "imagenes").glob("*.png"))
    assert len(imagenes) == 8
    imagenes += (RAIZ_PROYECTO / "docs" / "manuales" / "imagenes").glob("*.png")
    imagenes += (RAIZ_PROYECTO / "docs" / "imagenes" / "mensajes").glob("*.svg")
    assert [imagen.name for imagen in imagenes if imagen.stat().st_size > 250 * 1024] == []
