"""Los dos documentos del 1 de febrero: el formato de base de datos y el prototipo navegable."""

from __future__ import annotations

import io
import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from conoceles.informes.formato_de_base import archivos
from conoceles.informes.libro.prototipo import archivos as de_la_pantalla
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso.models import Proceso
from conoceles.publicacion.publicador import publicar
from personas import CLAVE
from taller.ordenes import prototipo


def test_el_formato_trae_las_dos_hojas_del_ine_sin_renglones(proceso: Proceso) -> None:
    hechos = archivos(CLAVE)
    assert hechos == archivos(CLAVE)
    assert hechos["formato-base.pdf"].startswith(b"%PDF-")
    libro = openpyxl.load_workbook(io.BytesIO(hechos["formato-ine.xlsx"]))
    assert {h.title: (h.max_row, h.max_column) for h in libro} == {
        "CANDIDATOS": (1, 25),
        "CUESTIONARIO IDENTIDAD": (1, 31),
    }
    documento = json.loads(hechos["formato-base.json"])
    nombradas = {fila[0] for tabla in documento["tablas"] for fila in tabla["renglones"]}
    assert {"PARTIDO_COALICION", "PROPUESTA_GENERO", "FOLIO", "ACCION_AFIRMATIVA", "p1", "p20"} <= nombradas


@pytest.fixture
def copia(eleccion: object, ahora: datetime, tmp_path: Path) -> Path:
    prototipo.copiar(CLAVE, tmp_path / "copia")
    return tmp_path / "copia"


def _rotos(sitio: Path) -> set[str]:
    """Enlaces que, abiertos desde el disco, no llevan a un archivo."""
    rotos = set()
    for pagina in sitio.rglob("*.html"):
        for enlace in re.findall(r'<a [^>]*href="([^"#?]+)', pagina.read_text()):
            fuera = re.match(r"[a-z]+:|//", enlace)
            if not fuera and not (pagina.parent / enlace).is_file():
                rotos.add(f"{pagina.relative_to(sitio)} → {enlace}")
    return rotos


@pytest.mark.lenta
def test_el_prototipo_se_recorre_sin_el_sistema(copia: Path) -> None:
    sitio = copia / CLAVE
    for ruta in (
        "index.html",
        "candidaturas/aaaa1111/index.html",
        "estadistica/index.html",
        "datos/index.html",
    ):
        assert (sitio / ruta).is_file()
    assert not _rotos(sitio)
    assert not [r for r in copia.rglob("*") if r.suffix in (".gz", ".br", ".sqlite")]
    assert "inventad" in (sitio / "index.html").read_text()
    assert "inventadas" in (copia / "LEEME.txt").read_text()


def test_el_prototipo_sale_de_la_practica_que_atiende_otro_usuario_y_de_nada_mas(
    eleccion: object, carpeta: Path, ahora: datetime, tmp_path: Path
) -> None:
    """Esa cuenta escribe su sitio: un enlace que ponga ahí no saca nada de la instalación real."""
    publicar(CLAVE, ahora=ahora)
    Proceso.objects.update(inventado=False)
    with pytest.raises(Conflicto, match="prepare la práctica"):
        de_la_pantalla(CLAVE)
    practica = carpeta.with_name(f"{carpeta.name}-practica") / "practica"
    shutil.copytree(carpeta / "sitio", practica / "sitio", symlinks=True)
    (practica / "modo").write_text("practica\n")
    actual = practica / "sitio" / CLAVE / "actual"
    (actual / "ajeno.html").symlink_to(carpeta / "secretos" / "maestra.llave")
    hechos = de_la_pantalla(CLAVE)
    assert f"{CLAVE}/candidaturas/aaaa1111/index.html" in hechos
    assert f"{CLAVE}/ajeno.html" not in hechos
    actual.unlink()
    actual.symlink_to(carpeta / "sitio" / CLAVE / "actual")
    with pytest.raises(Conflicto):
        de_la_pantalla(CLAVE)


def test_una_eleccion_real_no_se_vuelve_prototipo(eleccion: object, tmp_path: Path) -> None:
    Proceso.objects.update(inventado=False)
    with pytest.raises(ErrorDeDominio):
        prototipo.copiar(CLAVE, tmp_path / "copia")
    assert not (tmp_path / "copia").exists()
