"""Cuando la campaña de unos territorios termina antes que la de otros, ninguna boleta se publica fuera de la suya."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from conoceles.difusion import calendario
from conoceles.proceso.definicion import Definicion, Fecha, GrupoDeTerritorios
from difusion.test_calendario import INICIO, eleccion, en_json, juzgar


def _por_grupos(base: Definicion, **difusion: Any) -> tuple[Definicion, str, str]:
    """Treinta días de campaña; los dos primeros distritos terminan cuatro antes y los dos últimos, tres después."""
    d = eleccion(base, 30, horas=("10:00", "18:00"), semilla="grupos", **difusion)
    fin = INICIO + timedelta(days=29)
    grupos = (
        GrupoDeTerritorios("antes", "Antes", (), (1, 2), {"campana_fin": Fecha(fin - timedelta(days=4))}),
        GrupoDeTerritorios("luego", "Luego", (), (14, 15), {"campana_fin": Fecha(fin + timedelta(days=3))}),
    )
    de = {c.distrito: c.clave for c in d.contiendas if c.distrito}
    return replace(d, calendario=replace(d.calendario, grupos=grupos)), de[1], de[15]


def test_con_grupos_cada_boleta_se_publica_hasta_el_ultimo_dia_de_su_campana(
    durango: Definicion, tmp_path: Path
) -> None:
    d, antes, luego = _por_grupos(durango)
    elencos = [(INICIO, {c.clave: ["x"] for c in d.contiendas if c.distrito})]
    publicado = en_json(d, elencos)
    dias = {b: max(p["dia"] for p in publicado["publicaciones"] if p["boleta"] == b) for b in (antes, luego)}
    fin = INICIO + timedelta(days=29)
    assert dias[antes] <= (fin - timedelta(days=4)).isoformat()
    assert publicado["lugares"][-1][0] == (fin + timedelta(days=3)).isoformat() == dias[luego]
    despues = {p["boleta"] for p in publicado["publicaciones"] if p["dia"] > fin.isoformat()}
    suyas = {c.clave for c in d.contiendas if c.distrito in (14, 15)}
    assert luego in despues <= suyas | {""}
    juzgado = juzgar(publicado, tmp_path)
    assert juzgado.returncode == 0, juzgado.stdout
    assert not calendario.calla(replace(d, veda_detiene=("estrategia",)), fin + timedelta(days=3))


def test_con_grupos_una_eleccion_que_publica_en_la_veda_no_aparta_ninguna_boleta(durango: Definicion) -> None:
    d, antes, _ = _por_grupos(durango, veda="todas")
    publicado = en_json(d, [(INICIO, {c.clave: ["x"] for c in d.contiendas if c.distrito})])
    [elenco] = publicado["elencos"]
    assert antes in elenco["boletas"]
