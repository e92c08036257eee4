"""Lo que se visita en un espejo también cuenta, una vez; y un espejo roto o tomado no hace más daño que mentir de lo suyo."""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.arranque.ordenes import espejo as orden
from conoceles.espejos import en_arbol
from conoceles.espejos.destinos import Destino, archivo
from conoceles.espejos.operaciones import poner_al_dia, traer_visitas
from conoceles.estadistica.recogida import MAXIMO, de_espejo, recoger
from conoceles.estadistica.visitas import por_dia
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from espejos.elecciones import publicar_todo
from publicacion.eleccion import PROCESO, version

pytestmark = pytest.mark.lenta
DIA = "2024-04-24"


@pytest.fixture
def junto(tmp_path: Path) -> Path:
    """La carpeta de visitas de una máquina cuyo sitio es `alla/sitio`."""
    carpeta = tmp_path / "alla" / "visitas"
    carpeta.mkdir(parents=True)
    return carpeta


@pytest.fixture
def norte(junto: Path) -> Destino:
    return Destino("norte", str(junto.with_name("sitio")))


def _dejar(carpeta: Path, nombre: str, veces: int) -> None:
    (carpeta / nombre).write_text(f'{{"/{PROCESO}/": {veces}}}')


def _vistas() -> dict[str, int]:
    recoger({})
    return por_dia(PROCESO, date(2024, 4, 25))


def test_las_de_un_espejo_se_suman_una_vez_aunque_las_traiga_otra_maquina(
    publicada: dict[str, Any], norte: Destino, junto: Path, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dejar(junto, f"{DIA}.1-a.json", 3)
    _dejar(junto, f"{DIA}.nginx-0a1b2c3d.json", 4)
    for maquina in (datos, datos, datos.with_name("otra")):
        monkeypatch.setenv("CONOCELES_DATOS", str(maquina))
        assert traer_visitas(norte) == ""
        assert _vistas() == {DIA: 7}
    _dejar(junto, f"{DIA}.1-a.json", 30)
    assert traer_visitas(norte) == ""
    assert _vistas() == {DIA: 34}


def test_el_espejo_que_no_cuenta_no_falla(publicada: dict[str, Any], norte: Destino, junto: Path) -> None:
    junto.rmdir()
    assert traer_visitas(norte) == ""
    assert traer_visitas(Destino("cdn", "aqui")) == ""
    assert traer_visitas(Destino("nube", "s3+http://una:clave@127.0.0.1:9/cubeta")) == ""


def test_si_no_se_pueden_traer_se_dice_y_el_espejo_sigue_al_dia(
    publicada: dict[str, Any], norte: Destino, junto: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dejar(junto, f"{DIA}.1-a.json", 3)
    assert poner_al_dia(norte, ahora=ahora).falla == ""
    with monkeypatch.context() as roto:
        roto.setattr(en_arbol, "DE_VISITAS", ("--no-existe-esa-opcion",))
        archivo().write_text(f"norte {norte.lugar}\n")
        [dicho] = orden.ejecutar(_args())
    assert dicho["visitas"].startswith("rsync terminó")
    assert not orden.fallo([dicho])
    assert "no se trajeron sus visitas: rsync" in orden.texto([dicho])
    assert _vistas() == {}
    [dicho] = orden.ejecutar(_args())
    assert (dicho["visitas"], _vistas()) == ("", {DIA: 3})


def test_de_un_espejo_tomado_solo_llegan_archivos_sueltos_con_su_nombre_y_chicos(
    publicada: dict[str, Any], norte: Destino, junto: Path
) -> None:
    _dejar(junto, f"{DIA}.1-a.json", 3)
    for nombre in ("otro.json", f"{DIA}.log", ".oculto", "maquina", f"{DIA}.1-a.json.sh"):
        _dejar(junto, nombre, 5)
    (junto / f"{DIA}.2-a.json").symlink_to("/etc/hostname")
    os.mkfifo(junto / f"{DIA}.3-a.json")
    (junto / f"{DIA}.4-a.json").mkdir()
    (junto / f"{DIA}.5-a.json").write_bytes(b" " * (MAXIMO + 1))
    assert traer_visitas(norte) == ""
    assert [p.name for p in de_espejo("norte").iterdir()] == [f"{DIA}.1-a.json"]
    assert _vistas() == {DIA: 3}


def test_el_que_manda_mas_de_lo_que_dijo_no_llena_el_disco(
    publicada: dict[str, Any], norte: Destino, junto: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Como si el otro rsync no hiciera caso del tamaño: aquí lo detiene el sistema."""
    sin_limite = tuple(o for o in en_arbol.DE_VISITAS if not o.startswith("--max-size"))
    monkeypatch.setattr(en_arbol, "DE_VISITAS", sin_limite)
    (junto / f"{DIA}.5-a.json").write_bytes(b" " * (MAXIMO + 1))
    assert traer_visitas(norte) != ""
    assert sum(p.stat().st_size for p in de_espejo("norte").iterdir()) == 0


def test_el_que_manda_archivos_sin_fin_se_descarta_entero(
    publicada: dict[str, Any], norte: Destino, junto: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(en_arbol, "MUCHOS", 5)
    for n in range(6):
        _dejar(junto, f"{DIA}.{n}-a.json", 1)
    assert "ningún lector deja tantos" in traer_visitas(norte)
    assert not de_espejo("norte").exists()
    assert _vistas() == {}


@pytest.fixture
def por_ssh(junto: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """En lugar de ssh, lo que hace sshd con la cuenta que `operacion/instalar --recibe` deja entrar."""
    monkeypatch.syspath_prepend(str(RAIZ_PROYECTO / "operacion"))
    from instalador.lugares import DATOS
    from instalador.pasos.recibir import MODULOS

    junto.with_name("sitio").mkdir()
    carpetas = tmp_path / "recibe.conf"
    quien = f"uid = {os.geteuid()}\ngid = {os.getegid()}\nlog file = /dev/null\n"  # como root bajaría a uno que no alcanza la carpeta
    carpetas.write_text(quien + MODULOS.replace(str(DATOS), str(junto.parent)))
    guion = tmp_path / "entrar"
    guion.write_text(f"#!/bin/sh\nexec rsync --server --daemon --config={carpetas} .\n")
    guion.chmod(0o755)
    monkeypatch.setattr(en_arbol, "POR_SSH", str(guion))
    monkeypatch.setattr(en_arbol, "MAS_LARGO", 0)


@pytest.mark.usefixtures("por_ssh")
def test_a_otra_maquina_se_le_lleva_el_sitio_y_se_traen_sus_visitas_por_lo_unico_que_deja(
    publicada: dict[str, Any], junto: Path, ahora: datetime
) -> None:
    _dejar(junto, f"{DIA}.1-a.json", 3)
    espejo = Destino("espejo", "conoceles@espejo::sitio")
    for entero in (False, True):
        assert poner_al_dia(espejo, ahora=ahora, entero=entero).falla == ""
    assert (junto.with_name("sitio") / PROCESO / "actual/index.html").exists()
    assert (traer_visitas(espejo), _vistas()) == ("", {DIA: 3})
    shutil.rmtree(junto)
    assert traer_visitas(espejo) == "", "sin su carpeta no es una falla"
    mal_dicho = Destino("espejo", "conoceles@espejo::otro")
    assert poner_al_dia(mal_dicho, ahora=ahora).falla == "no tiene una carpeta con ese nombre"


def test_publicar_no_las_espera_ni_las_pierde(
    publicada: dict[str, Any], norte: Destino, junto: Path, ahora: datetime
) -> None:
    """Lo que se ve en el espejo entra a la estadística que se publica después, en todos."""
    _dejar(junto, f"{DIA}.1-a.json", 321)
    assert traer_visitas(norte) == ""
    recoger({})
    version(publicada["ANA"], 2, ahora, historia="Otra cosa.")
    publicar_todo(ahora)
    assert poner_al_dia(norte, ahora=ahora).falla == ""
    pagina = Path(norte.lugar) / PROCESO / "actual/estadistica/index.html"
    assert "Se han visto 321 páginas" in pagina.read_text()


def _args() -> Any:
    from argparse import Namespace

    return Namespace(destino=["norte"], entero=False)
