"""La demostración, de una carpeta vacía: cada situación que se anuncia está, y la cola no nace vencida."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

pytestmark = pytest.mark.simulacro  # en cada cambio la siembra, con menos gente, `red/test_demostracion`
ELECCION = "durango-2023-2024"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    datos = tmp_path_factory.mktemp("demo") / "datos"
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    entorno |= {"CONOCELES_DATOS": str(datos), "PYTHONPATH": str(RAIZ_PROYECTO / "src")}
    orden = [sys.executable, "-m", "taller.prestadas", "demo", "--sin-servidor"]
    hecho = subprocess.run(orden, env=entorno, capture_output=True, text=True, check=False, timeout=600)
    assert hecho.returncode == 0, hecho.stderr[-3000:]
    return datos


def consultar(demo: Path, sentencia: str, *valores: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(demo / "curricular.sqlite3")) as base:
        return base.execute(sentencia, valores).fetchall()


def test_hay_de_todo(demo: Path) -> None:
    estados = Counter(
        e
        for (e,) in consultar(
            demo, "SELECT estado FROM candidaturas_candidatura WHERE proceso_id = ?", ELECCION
        )
    )
    assert 260 <= sum(estados.values()) <= 290
    for estado, cuantas in {
        "sustituida": 2, "cancelada": 1, "renuncia": 2, "ajustada": 2, "observada": 1, "omisa": 1,
        "enviada": 3, "en_captura": 5, "habilitada": 5, "publicada": 30,
    }.items():  # fmt: skip
        assert estados[estado] >= cuantas, f"{estado}: {estados[estado]}"
    assert len(consultar(demo, "SELECT id FROM expediente_seccionoculta WHERE fin_en IS NULL")) == 1


def test_las_visitas_inventadas_se_ven_y_lo_dicen(demo: Path) -> None:
    html = (demo / "sitio" / ELECCION / "actual" / "estadistica/index.html").read_text(encoding="utf-8")
    assert "Visitas al sitio" in html
    assert "En esta demostración también son inventadas" in html


def test_hay_un_ajuste_con_su_reloj_corriendo(demo: Path) -> None:
    pendientes = consultar(
        demo,
        "SELECT vence_en FROM expediente_ajuste a WHERE NOT EXISTS "
        "(SELECT 1 FROM expediente_ajusteresuelto r WHERE r.ajuste_id = a.id)",
    )
    assert [v[:16] for (v,) in pendientes] == ["2024-04-26 06:00"], "vence al terminar el 25 de abril"


def test_alguien_envio_despues_de_vencer_su_plazo(demo: Path) -> None:
    tardias = consultar(
        demo,
        "SELECT e.acuse FROM expediente_envio e JOIN candidaturas_candidatura c ON c.id = e.candidatura_id "
        "JOIN bitacora_entrada b ON b.folio = c.folio AND b.acto = 'plazo_vencido' AND b.momento < e.en",
    )
    assert tardias


def test_todo_ocurre_en_el_orden_del_calendario(demo: Path) -> None:
    """Nadie escribe hacia atrás, y la captura la abre el calendario antes de que alguien capture."""
    # La huella de las llaves, el esquema y lo anterior se anotan al preparar la carpeta, a la hora en que la demostración empieza a atender.
    al_preparar = "('llaves_de_la_instalacion', 'esquema_asentado')"
    sentencia = f"SELECT momento FROM bitacora_entrada WHERE acto NOT IN {al_preparar} ORDER BY id"
    momentos = [m for (m,) in consultar(demo, sentencia)]
    assert momentos == sorted(momentos)
    abiertas = consultar(demo, "SELECT DISTINCT actor FROM bitacora_entrada WHERE acto = 'habilitada'")
    uttaip = consultar(demo, "SELECT 'cuenta:' || id FROM cuentas_cuenta WHERE papel = 'administracion'")
    assert sorted(abiertas) == sorted([*uttaip, ("sistema:calendario",)])


def test_recien_hecha_comprobar_no_halla_un_solo_error(demo: Path) -> None:
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    entorno |= {"CONOCELES_DATOS": str(demo), "PYTHONPATH": str(RAIZ_PROYECTO / "src")}
    orden = [sys.executable, "-m", "conoceles", "comprobar", "--json"]
    hecho = subprocess.run(orden, env=entorno, capture_output=True, text=True, check=False, timeout=300)
    assert [h for h in json.loads(hecho.stdout) if h["gravedad"] == "error"] == []
    assert hecho.returncode == 0


def test_cada_acceso_se_designo_se_entrego_y_se_acuso(demo: Path) -> None:
    sin_acuse = consultar(
        demo,
        "SELECT correo FROM cuentas_cuenta c WHERE NOT EXISTS (SELECT 1 FROM cuentas_acusederecibo a "
        "JOIN cuentas_enlace e ON e.id = a.enlace_id WHERE e.cuenta_id = c.id)",
    )
    assert sin_acuse == []
    sin_oficio = consultar(
        demo,
        "SELECT correo FROM cuentas_cuenta c WHERE papel IN ('partido', 'independiente') AND NOT EXISTS "
        "(SELECT 1 FROM cuentas_designacion d WHERE d.cuenta_id = c.id)",
    )
    assert sin_oficio == []
    assert consultar(demo, "SELECT correo FROM cuentas_cuenta WHERE NOT demo") == []


def test_lo_que_espera_revision_se_envio_hace_poco(demo: Path) -> None:
    enviadas = consultar(
        demo,
        "SELECT e.en FROM expediente_envio e JOIN candidaturas_candidatura c ON c.id = e.candidatura_id "
        "WHERE c.estado = 'enviada'",
    )
    assert min(en for (en,) in enviadas) > "2024-04-22"


def test_de_quien_concluyo_queda_una_nota_y_ningun_dato(demo: Path) -> None:
    sitio = demo / "sitio" / ELECCION / "actual" / "candidaturas"
    concluidas = consultar(
        demo,
        "SELECT c.folio, p.nombre FROM candidaturas_candidatura c JOIN candidaturas_persona p ON p.id = c.persona_id "
        "WHERE c.estado IN ('sustituida', 'cancelada', 'renuncia')",
    )
    assert concluidas
    for folio, nombre in concluidas:
        pagina = (sitio / folio / "index.html").read_text()
        assert "inventado" in pagina
        assert nombre.title() not in pagina
        assert not (sitio / f"{folio}.json").exists()


def test_las_cuentas_son_las_que_se_anuncian(demo: Path) -> None:
    assert (demo / "cuentas-demo.json").stat().st_mode & 0o077 == 0
    papeles = {fila["papel"] for fila in json.loads((demo / "cuentas-demo.json").read_text())}
    assert {"partido", "independiente", "candidatura", "revision", "administracion", "consulta"} <= papeles
