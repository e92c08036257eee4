"""La historia de publicaciones se hereda, crece de una en una y no inventa publicaciones."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from conoceles.publicacion.instantanea.manifiesto import Manifiesto
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio import historia
from publicacion.eleccion import PROCESO, version


def test_cada_publicacion_suma_la_anterior_con_su_huella_y_sus_cabezas(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    actual = datos / "sitio" / PROCESO / "actual"
    publicar(PROCESO, ahora=ahora)
    assert not (actual / historia.RUTA).exists()
    assert "Esta es la primera publicación" in (actual / historia.PAGINA).read_text()
    esperadas = []
    for numero in (2, 3):
        primera = (actual / "manifiesto.json").read_bytes()
        esperadas.insert(0, hashlib.sha256(primera).hexdigest())
        version(eleccion["ANA"], numero, ahora, historia=f"Corrección {numero}. " * 30)
        publicar(PROCESO, ahora=ahora + timedelta(minutes=numero))
        leida = historia.desde_json((actual / historia.RUTA).read_bytes())
        assert [p["huella"] for p in leida] == esperadas
        assert leida[0]["cabezas"] == json.loads(primera)["cabezas"]
        assert all(h in (actual / historia.PAGINA).read_text() for h in esperadas)


def test_sin_cambios_la_historia_no_crece(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> None:
    primera = publicar(PROCESO, ahora=ahora)
    for minutos in (1, 2):
        segunda = publicar(PROCESO, ahora=ahora + timedelta(minutes=minutos))
    assert segunda["instantanea"] == primera["instantanea"]


def test_se_conservan_las_recientes_y_la_ultima_de_cada_dia() -> None:
    leida: list[dict[str, Any]] = []
    inicio = datetime.fromisoformat("2024-04-10T00:00:00-06:00")
    for hora in range(24 * 20):
        anterior = Manifiesto(PROCESO, (inicio + timedelta(hours=hora)).isoformat(timespec="seconds"))
        leida = historia.sumar(leida, str(hora), anterior)
    dias = [p["momento"][:10] for p in leida]
    assert len(leida) == historia.RECIENTES + len(set(dias[historia.RECIENTES - 1 :])) - 1
    assert len(set(dias)) == 20
    assert all("T23:00" in p["momento"] for p in leida[historia.RECIENTES :])
