"""Las bases en otra máquina: aquí no se crean ni se copian, y allá `instalar --solo-bases` pone lo suyo y nada más.

En tres Debian de verdad, con su réplica, en `docs/evidencia/fallas.md`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

OPERACION = RAIZ_PROYECTO / "operacion"


@pytest.fixture
def ajustes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(OPERACION))
    from instalador import lugares

    monkeypatch.setattr(lugares, "AJUSTES", tmp_path / "captura.env")
    return tmp_path / "captura.env"


def _escribir(archivo: Path, principal: str, llaves: str) -> None:
    donde = {"CURRICULAR": principal, "IDENTIDAD": principal, "LLAVES": llaves}
    archivo.write_text("".join(f"CONOCELES_BD_{b}=postgresql://u:c@{d}/x\n" for b, d in donde.items()))


@pytest.mark.parametrize(
    ("principal", "llaves", "aqui"),
    [
        ("127.0.0.1:5432", "localhost", {"main", "llaves"}),
        ("base1:5432,base2:5432", "base1:5433,base2:5433", set()),
        ("base1", "127.0.0.1:5433", {"llaves"}),
        ("127.0.0.1:5432,base2:5432", "[::1]:5433", {"main", "llaves"}),
    ],
)
def test_de_las_direcciones_se_sabe_que_bases_son_de_aqui(
    ajustes: Path, principal: str, llaves: str, aqui: set[str]
) -> None:
    from instalador.pasos import bases

    _escribir(ajustes, principal, llaves)
    assert bases.clusters() == aqui


def test_la_primera_vez_las_bases_son_de_aqui(ajustes: Path) -> None:
    from instalador.pasos import bases

    assert bases.clusters() == {"main", "llaves"}


def test_con_las_bases_en_otra_maquina_aqui_no_se_copia_una_base_vacia(ajustes: Path) -> None:
    """Se copiaba la que Debian crea al instalar PostgreSQL: parecía que había copia continua."""
    from instalador.pasos import pasos
    from instalador.respuestas import Respuestas

    def dichas() -> list[str]:
        suyos = pasos(Respuestas("a.mx", "b.mx", "c@d.mx", "e@f.mx", "Dina", "e@f.mx"), RAIZ_PROYECTO)
        return [p.nombre for p in suyos] + [str(p.que) for paso in suyos for p in paso.piezas]

    assert "Copia continua" in dichas()
    assert any("conoceles-continuo.timer" in que for que in dichas())
    _escribir(ajustes, "base1:5432", "base1:5433")
    juntas = "\n".join(dichas())
    for ajeno in ("Copia continua", "conoceles-continuo", "encender PostgreSQL", "cluster del llavero"):
        assert ajeno not in juntas, ajeno


def test_solo_bases_no_pregunta_ni_pone_nada_mas(tmp_path: Path) -> None:
    orden = [sys.executable, "-B", "-m", "instalador", "poner", "--solo-bases", "--simular"]
    hecho = subprocess.run(orden, cwd=OPERACION, capture_output=True, text=True, check=False)
    assert hecho.returncode == 1, hecho.stderr
    for suyo in ("cluster llaves", "depósito de pgBackRest", "conoceles-continuo.timer"):
        assert suyo in hecho.stdout
    for ajeno in ("nginx", "captura", "conoceles-lector", "captura.env"):
        assert ajeno not in hecho.stdout


def test_las_bases_no_se_borran_por_descuido(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.syspath_prepend(str(OPERACION))
    from instalador import __main__

    monkeypatch.setattr(sys, "argv", ["desinstalar", "quitar", "--solo-bases", "--con-datos"])
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert __main__.main() == 2
    assert "pg_dropcluster" in capsys.readouterr().err


def test_al_quitar_se_deja_de_mirar_a_la_otra_con_la_orden_de_esta_version(
    ajustes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La instalada puede no traerla; y si lo que puso se quedara, PostgreSQL no arrancaría sin el programa."""
    from instalador.pasos import bases

    dado = list[tuple[Any, ...]]()
    monkeypatch.setattr(bases, "correr", lambda *que: dado.append(que))
    monkeypatch.setattr(bases.postgres, "cluster", lambda nombre: nombre == "main")
    bases.servidores(set()).piezas[-1].quitar()
    [(orden, *resto)] = dado
    assert orden == OPERACION / "cerca"
    assert orden.exists()
    assert resto == ["quitar", "--cluster", "main"]


def test_la_copia_de_otro_servidor_no_es_la_de_la_replica_que_ascendio(
    ajustes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Antes de armarla había aquí otro: sus copias no vuelven a nada de lo de ahora."""
    from instalador.pasos import continuo

    dado = list[str]()
    info: dict[str, Any] = {"db": [{"id": 1, "system-id": 70}], "backup": [_copia(1, linea=1)]}
    monkeypatch.setattr(continuo, "_pgbackrest", lambda *que: dado.append(que[0]) or json.dumps([info]))
    monkeypatch.setattr(continuo.postgres, "puerto", lambda _: "5432")
    dice = {"system_identifier": "71", "substr(pg_walfile_name(pg_current_wal_lsn()),": "00000002"}
    monkeypatch.setattr(continuo.postgres, "como_dueno", lambda orden, _: dice[orden.split()[1]])
    assert not continuo._hay_estanza()
    continuo._crear_estanza()
    assert dado[-1] == "stanza-upgrade"
    info["db"].append({"id": 2, "system-id": 71})
    assert continuo._hay_estanza()
    assert not continuo._hay_copia()
    info["backup"].append(_copia(2, linea=2))
    assert continuo._hay_copia()
    dice["substr(pg_walfile_name(pg_current_wal_lsn()),"] = (
        "00000004"  # fue réplica un rato, y aquí no hay diarios de ese rato
    )
    assert not continuo._hay_copia()


def _copia(servidor: int, linea: int) -> dict[str, Any]:
    return {"database": {"id": servidor}, "archive": {"start": f"{linea:08X}{0:08X}{3:08X}"}}
