"""Una sola cadena, la publique la máquina que la publique; y lo que se publicó se sabe desde cualquiera."""

from __future__ import annotations

import json
import shutil
from contextlib import nullcontext, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion import rezago
from conoceles.publicacion.instantanea import cadena
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.manifiesto import SitioAtrasado
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.registro_publico import Libro
from publicacion.eleccion import PROCESO, TEXTO, version


@pytest.fixture
def publicada(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> Path:
    """Publicada dos veces en este equipo; el otro tiene una copia de la primera."""
    publicar(PROCESO, ahora=ahora)
    shutil.copytree(datos, datos.with_name("otro-equipo"), symlinks=True)
    version(eleccion["ANA"], 2, ahora, historia=f"Otra cosa. {TEXTO}")
    publicar(PROCESO, ahora=ahora)
    return datos


def _en_otro_equipo(datos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_DATOS", str(datos.with_name("otro-equipo")))


def _manifiestos() -> list[dict[str, Any]]:
    carpeta = carpetas().sitio / PROCESO / "manifiestos"
    return [json.loads(m.read_bytes()) for m in sorted(carpeta.glob("*.json"))]


def test_quien_no_tiene_la_ultima_no_publica_y_dice_que_hacer(
    publicada: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _en_otro_equipo(publicada, monkeypatch)
    antes = _manifiestos()
    with pytest.raises(SitioAtrasado, match=f"espejo.*publicar --proceso {PROCESO} --con-lo-que-hay"):
        publicar(PROCESO, ahora=ahora)
    assert _manifiestos() == antes


def test_con_la_copia_al_dia_la_cadena_sigue(
    publicada: Path, eleccion: dict[str, Any], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    otro = publicada.with_name("otro-equipo")
    shutil.rmtree(otro)
    shutil.copytree(publicada, otro, symlinks=True)
    (otro / "sitio" / PROCESO / "publicador.sqlite").unlink()  # un espejo no lo lleva
    _en_otro_equipo(publicada, monkeypatch)
    version(eleccion["ANA"], 3, ahora, historia=f"Desde el otro. {TEXTO}")
    publicar(PROCESO, ahora=ahora)
    anteriores = [m["anterior"] for m in _manifiestos()]
    assert len(anteriores) == len(set(anteriores)) == 3


@pytest.mark.parametrize("llego", ["entera", "sin su manifiesto"])
def test_la_ultima_que_llego_sin_servirse_se_sirve_si_esta_entera(
    publicada: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch, llego: str
) -> None:
    """La máquina que la hizo murió mientras la llevaba aquí: el enlace es lo último que llega."""
    aqui, alla = carpetas().sitio / PROCESO, publicada.with_name("otro-equipo") / "sitio" / PROCESO
    ultima = (aqui / "actual").resolve().name
    shutil.copytree(aqui / "instantaneas" / ultima, alla / "instantaneas" / ultima)
    if llego == "entera":
        shutil.copytree(aqui / "manifiestos", alla / "manifiestos", dirs_exist_ok=True)
    _en_otro_equipo(publicada, monkeypatch)
    with nullcontext() if llego == "entera" else pytest.raises(SitioAtrasado):
        publicar(PROCESO, ahora=ahora)
    anteriores = [str(m["anterior"])[:16] for m in _manifiestos()]
    assert len(anteriores) == len(set(anteriores))
    assert (ultima in {*anteriores, (alla / "actual").resolve().name}) == (llego == "entera")


def test_con_la_ultima_guardada_y_una_vieja_a_la_vista_no_se_hace_otra_rama(
    publicada: Path, eleccion: dict[str, Any], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    aqui, alla = carpetas().sitio / PROCESO, publicada.with_name("otro-equipo") / "sitio" / PROCESO
    shutil.copytree(aqui / "manifiestos", alla / "manifiestos", dirs_exist_ok=True)
    _en_otro_equipo(publicada, monkeypatch)
    version(eleccion["ANA"], 3, ahora, historia=f"Desde el otro. {TEXTO}")
    with pytest.raises(SitioAtrasado):
        publicar(PROCESO, ahora=ahora)
    assert len(_manifiestos()) == 2


def test_lo_que_consta_sin_mostrarse_lo_muestra_quien_lo_hizo_y_nadie_hace_otra(
    publicada: Path, eleccion: dict[str, Any], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Muere entre que la base sabe de la última y que se sirve: al revés, las dos máquinas mostrarían una distinta."""
    shutil.rmtree(publicada.with_name("otro-equipo"))
    shutil.copytree(publicada, publicada.with_name("otro-equipo"), symlinks=True)
    version(eleccion["ANA"], 3, ahora, historia=f"La tercera. {TEXTO}")
    with monkeypatch.context() as roto:
        roto.setattr(Arbol, "servir", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            publicar(PROCESO, ahora=ahora)
    assert "La tercera." not in (carpetas().sitio / PROCESO / "actual/candidaturas/ANA.json").read_text()
    with monkeypatch.context() as alla:
        _en_otro_equipo(publicada, alla)
        with pytest.raises(SitioAtrasado):
            publicar(PROCESO, ahora=ahora)
    publicar(PROCESO, ahora=ahora)
    assert "La tercera." in (carpetas().sitio / PROCESO / "actual/candidaturas/ANA.json").read_text()
    anteriores = [m["anterior"] for m in _manifiestos()]
    assert len(anteriores) == len(set(anteriores))


def test_lo_publicado_se_sabe_sin_tener_el_sitio(
    publicada: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    en_casa = rezago.atraso(PROCESO, ahora), rezago.rezago(PROCESO)
    monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path / "sin-sitio"))
    assert rezago.hay(PROCESO)
    assert (rezago.atraso(PROCESO, ahora), rezago.rezago(PROCESO)) == en_casa
    assert en_casa[1]["default"] > 0


def test_lo_que_espera_se_dice_al_dia_haya_pasado_lo_que_haya_pasado(
    publicada: Path, eleccion: dict[str, Any], ahora: datetime
) -> None:
    """Lo contado se recuerda: entre dos preguntas llega un acto, se deshace con la base que lo tenía, o se publica."""
    assert _esperan(ahora) == (0, timedelta())
    with suppress(KeyboardInterrupt), transaction.atomic():
        for numero in (3, 4):
            version(eleccion["ANA"], numero, ahora, historia=f"{numero}. {TEXTO}")
            assert _esperan(ahora) == (numero - 2, -timedelta(minutes=3))
        raise KeyboardInterrupt
    assert _esperan(ahora) == (0, timedelta())
    version(eleccion["ANA"], 5, ahora, historia=f"5. {TEXTO}")
    assert _esperan(ahora) == (1, -timedelta(minutes=5))
    publicar(PROCESO, ahora=ahora)
    assert _esperan(ahora) == (0, timedelta())


def _esperan(ahora: datetime) -> tuple[int, timedelta]:
    falta = rezago.atraso(PROCESO, ahora)
    return falta.pendientes, falta.tiempo


def test_si_se_perdio_quien_opera_lo_dice_y_se_sigue(
    publicada: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _en_otro_equipo(publicada, monkeypatch)
    cadena.olvidar([PROCESO])
    assert publicar(PROCESO, ahora=ahora)["cambio"]


def test_el_registro_no_retrocede(publicada: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Libro().al_dia(ahora).tamano >= 2
    _en_otro_equipo(publicada, monkeypatch)
    with pytest.raises(SitioAtrasado, match="log/"):
        Libro().al_dia(ahora)
