"""El calendario de publicaciones: parejo, recalculable por otro programa, y sin tocar lo ya publicado."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conoceles.difusion import calendario
from conoceles.difusion.lugares import de_mensajes
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.definicion import Calendario, Definicion, Difusion, Fecha
from conoceles.proceso.difusion import LIMITES
from difusion import elenco as inventado

RECALCULAR = RAIZ_PROYECTO / "src/conoceles/difusion/recalcular.py"
INICIO = date(2024, 4, 10)
HORAS = ("09:00", "12:00", "15:00", "18:00")
# A una semana del final se sustituye a tres personas: terminar su vuelta toma los lugares de una de boletas.
TERMINA_OTRA_CONTIENDA = 315


def eleccion(base: Definicion, dias: int, **difusion: Any) -> Definicion:
    fin = INICIO + timedelta(days=dias - 1)
    fechas = {
        "campana_inicio": Fecha(INICIO),
        "campana_fin": Fecha(fin),
        "jornada": Fecha(fin + timedelta(days=4)),
    }
    return replace(base, calendario=Calendario("America/Monterrey", fechas), difusion=Difusion(**difusion))


def _al_azar(base: Definicion, n: int) -> tuple[Definicion, list[tuple[date, dict[str, list[str]]]]]:
    """Una elección con sustituciones, boletas que se quedan sin nadie y otras que llegan tarde."""
    azar = Random(n)
    dias = azar.randint(20, 60)
    d = eleccion(
        base, dias, horas=tuple(sorted(azar.sample(HORAS, azar.choice((2, 2, 3))))), semilla=f"s{n}",
        personas=bool(n % 3 == 0),
    )  # fmt: skip
    elenco = {
        f"b{k:02}": [f"b{k:02}-{j}" for j in range(azar.randint(1, 9))] for k in range(azar.randint(2, 24))
    }
    elencos = [(INICIO, elenco)]
    for cuando in sorted(azar.sample(range(1, dias), azar.randint(0, 4))):
        elenco = {b: list(f) for b, f in elenco.items()}
        que, cual = azar.random(), azar.choice(sorted(elenco))
        if que < 0.7:
            elenco[cual][azar.randrange(len(elenco[cual]))] += "-suplente"
        elif que < 0.85 and len(elenco) > 2:
            del elenco[cual]
        else:
            elenco[f"n{cuando:02}"] = ["x"]
        elencos.append((INICIO + timedelta(days=cuando), elenco))
    return d, elencos


def en_json(d: Definicion, elencos: list[tuple[date, dict[str, list[str]]]]) -> dict[str, Any]:
    sitio, url = inventado.SITIO, "https://x.example/d/"
    dichas = calendario.publicaciones(d, sitio, calendario.turnos(d, elencos), url)
    return calendario.a_json(d, elencos, dichas, sitio, url)


def juzgar(publicado: Any, carpeta: Path) -> subprocess.CompletedProcess[str]:
    """Como lo haría cualquiera: otro proceso, sin nada de este proyecto al alcance."""
    archivo = carpeta / "calendario.json"
    archivo.write_text(json.dumps(publicado), encoding="utf-8")
    orden = [sys.executable, "-I", "-S", str(RECALCULAR), str(archivo)]
    return subprocess.run(orden, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("n", [*range(50), TERMINA_OTRA_CONTIENDA])
def test_otro_programa_llega_al_mismo_calendario_y_lo_halla_parejo(
    durango: Definicion, n: int, tmp_path: Path
) -> None:
    d, elencos = _al_azar(durango, n)
    publicado = en_json(d, elencos)
    de_campana = publicado["publicaciones"][: len(publicado["lugares"])]
    assert [[p["dia"], p["hora"]] for p in de_campana] == publicado["lugares"]
    juzgado = juzgar(publicado, tmp_path)
    assert juzgado.returncode == 0, juzgado.stdout
    difieren = dict(
        re.findall(r"^(.*): entre dos boletas, cuando más, (\d+) de", juzgado.stdout, re.MULTILINE)
    )
    assert {"total", *(f"hora {h}" for h in d.difusion.horas), "martes", "una misma fecha"} <= difieren.keys()
    assert all(int(cuanto) <= 1 for cuanto in difieren.values()), difieren
    por_dia = Counter(p["dia"] for p in publicado["publicaciones"])
    assert max(por_dia.values()) - min(por_dia.values()) <= 1
    if not any(b.startswith("n") for _, e in elencos for b in e):
        _vueltas_enteras(publicado, elencos)
    if d.difusion.personas:
        _contiendas_enteras(publicado, elencos)


@pytest.mark.simulacro
def test_en_cuatrocientas_cincuenta_mas_es_parejo(durango: Definicion, tmp_path: Path) -> None:
    """También aquí lo dice el otro programa, desde la regla y lo publicado."""
    juzgadas = {n: juzgar(en_json(*_al_azar(durango, n)), tmp_path) for n in range(50, 500)}
    assert [n for n, juzgada in juzgadas.items() if not _lo_halla_parejo(juzgada)] == []


def _lo_halla_parejo(juzgado: subprocess.CompletedProcess[str]) -> bool:
    difieren = re.findall(r": entre dos boletas, cuando más, (\d+) de", juzgado.stdout)
    return not juzgado.returncode and bool(difieren) and all(int(cuanto) <= 1 for cuanto in difieren)


def _vueltas_enteras(publicado: dict[str, Any], elencos: list[tuple[date, dict[str, list[str]]]]) -> None:
    """Toda vuelta trae una vez a cada boleta que siguió viva hasta el final."""
    quedan = set(elencos[-1][1])
    por_vuelta: dict[int, list[str]] = {}
    for p in publicado["publicaciones"]:
        if p["clase"] == "boleta":
            por_vuelta.setdefault(p["vuelta"], []).append(p["boleta"])
    for vuelta, salieron in por_vuelta.items():
        assert len(salieron) == len(set(salieron))
        # La última puede quedar corta: si no cupo ninguna entera, o si cedió su lugar a una contienda empezada.
        corta = vuelta == max(por_vuelta) and (len(por_vuelta) == 1 or publicado["personas"])
        assert quedan <= set(salieron) or corta, vuelta


def _contiendas_enteras(publicado: dict[str, Any], elencos: list[tuple[date, dict[str, list[str]]]]) -> None:
    """De cada contienda cuyas personas se publican salen todas las que siguen, y ninguna dos veces."""
    por_boleta: dict[str, list[str]] = {}
    for p in publicado["publicaciones"]:
        if p["clase"] == "persona":
            por_boleta.setdefault(p["boleta"], []).append(p["folio"])
    ultimo = {p["boleta"]: p["dia"] for p in publicado["publicaciones"] if p["clase"] == "persona"}
    for boleta, folios in por_boleta.items():
        assert len(folios) == len(set(folios))
        if boleta not in elencos[-1][1]:
            continue  # la contienda entera dejó de existir
        rige = [e for desde, e in elencos if desde.isoformat() <= ultimo[boleta]][-1]
        assert set(rige.get(boleta, ())) <= set(folios), boleta


@pytest.mark.parametrize("n", range(50))
def test_un_cambio_no_toca_lo_anterior(durango: Definicion, n: int) -> None:
    d, elencos = _al_azar(durango, n)
    sucesivos = [calendario.turnos(d, elencos[: n + 1]) for n in range(len(elencos))]
    for (desde, _), (sin, con) in zip(elencos[1:], pairwise(sucesivos), strict=True):
        assert [t for t in con if t.lugar.dia < desde] == [t for t in sin if t.lugar.dia < desde]


def test_sustituir_a_alguien_no_mueve_el_calendario_de_las_boletas(durango: Definicion) -> None:
    d = eleccion(durango, 50)
    antes = {"a": ["1", "2"], "b": ["3"]}
    despues = {"a": ["1", "9"], "b": ["3"]}
    un, otro = [(INICIO, antes)], [(INICIO, antes), (INICIO + timedelta(days=9), despues)]
    assert calendario.turnos(d, un) == calendario.turnos(d, otro)


def test_el_otro_programa_nota_dos_boletas_cambiadas_de_lugar(durango: Definicion, tmp_path: Path) -> None:
    publicado = en_json(eleccion(durango, 20), [(INICIO, {f"b{n}": [] for n in range(5)})])
    una, otra = [p for p in publicado["publicaciones"] if p["boleta"] in ("b1", "b2")][:2]
    una["boleta"], otra["boleta"] = "b2" if una["boleta"] == "b1" else "b1", una["boleta"]
    juzgado = juzgar(publicado, tmp_path)
    assert (juzgado.returncode, juzgado.stderr) == (1, "")
    assert f"{una['dia']} {una['hora']}: la regla pone" in juzgado.stdout
    assert "NO sale de su regla" in juzgado.stdout


@pytest.mark.parametrize("favor", ["una de más", "la mejor hora", "otra semilla", "nadie en la veda"])
def test_el_otro_programa_nota_que_se_favorecio_a_una(
    durango: Definicion, tmp_path: Path, favor: str
) -> None:
    d = eleccion(durango, 20)
    publicado = en_json(d, [(INICIO, {f"b{n}": [] for n in range(6)})])
    salen = publicado["publicaciones"]
    if favor == "una de más":  # un mensaje general se le da a una boleta
        general = next(p for p in salen if p["clase"] == "general")
        general |= {"clase": "boleta", "boleta": "b1", "vuelta": 1}
    elif favor == "la mejor hora":  # el mismo día, una cambia su mañana por la tarde de otra
        dia = next(
            p["dia"] for p in salen if len({q["boleta"] for q in salen if q["dia"] == p["dia"]} - {""}) == 2
        )
        una, otra = (p for p in salen if p["dia"] == dia)
        una["boleta"], otra["boleta"] = otra["boleta"], una["boleta"]
    elif favor == "otra semilla":  # la que convino después
        publicado["semilla"] = "otra"
    else:  # en la veda, una boleta en vez de lo general
        salen[-1] |= {"clase": "boleta", "boleta": "b1", "vuelta": 9}
    juzgado = juzgar(publicado, tmp_path)
    assert (juzgado.returncode, juzgado.stderr) == (1, ""), favor


def test_el_otro_programa_dice_que_no_lee_lo_que_no_es_un_calendario(tmp_path: Path) -> None:
    for dicho in ({}, {"lugares": 3}, []):
        juzgado = juzgar(dicho, tmp_path)
        assert (juzgado.returncode, juzgado.stderr) == (2, "No se puede leer ese calendario.\n")


def test_durango_son_cien_en_cincuenta_dias_y_en_la_veda_solo_generales(durango: Definicion) -> None:
    publicado = en_json(durango, [(INICIO, {c.clave: [] for c in durango.contiendas})])
    campana, veda = publicado["publicaciones"][:100], publicado["publicaciones"][100:]
    assert (campana[0]["dia"], campana[-1]["dia"]) == ("2024-04-10", "2024-05-29")
    assert set(Counter(p["boleta"] for p in campana if p["boleta"]).values()) == {6}
    assert [p["clase"] for p in veda] == ["general"] * 8
    assert (veda[0]["dia"], veda[-1]["dia"]) == ("2024-05-30", "2024-06-02")


@pytest.mark.parametrize(
    ("modo", "generales", "todas"), [("ninguna", 0, 0), ("generales", 8, 0), ("todas", 0, 8)]
)
def test_la_veda_publica_lo_que_la_eleccion_dice(
    durango: Definicion, modo: str, generales: int, todas: int
) -> None:
    d = replace(durango, difusion=replace(durango.difusion, veda=modo))
    de_campana, de_veda = calendario.lugares(d)
    assert (len(de_campana), len(de_veda)) == (100 + todas, generales)


def test_una_candidatura_sin_nadie_mas_y_una_boleta_vacia_no_rompen_el_calendario(
    durango: Definicion,
) -> None:
    assert {t.clase for t in calendario.turnos(durango, [(INICIO, {})])} == {"general"}
    assert {t.clase for t in calendario.turnos(durango, [])} == {"general"}


def test_cada_texto_cabe_en_su_red_y_ningun_nombre_se_corta(durango: Definicion) -> None:
    personas = inventado.formulas(12)
    sitio = inventado.sitio(personas)
    d = replace(durango, difusion=replace(durango.difusion, redes=tuple(LIMITES), personas=True))
    hechos = calendario.turnos(d, [(INICIO, {f"otra-{n}": [] for n in range(28)} | calendario.elenco(sitio))])
    salen = calendario.publicaciones(d, sitio, hechos, inventado.URL)
    assert {p.turno.clase for p in salen} == {"boleta", "persona", "general"}
    for p in salen:
        for red, texto in p.textos.items():
            assert calendario.medir(red, texto, p.direccion) <= LIMITES[red]
            assert p.direccion in texto
            assert texto.endswith(d.difusion.etiqueta)
            assert "…" not in texto
        assert len(p.alternativo) <= calendario.ALTERNATIVO
        if p.turno.clase == "boleta" and p.titulo != "Mensaje general":
            nombradas = [
                sum(f.nombre in t for t in p.textos.values()) for f in personas if f.calidad != "suplente"
            ]
            assert len(set(nombradas)) == 1, "a todas las nombra en las mismas redes, o a ninguna"


def test_el_texto_alternativo_de_una_boleta_nombra_a_las_suplentes_que_su_imagen_muestra(
    durango: Definicion,
) -> None:
    sitio = inventado.sitio(inventado.formulas(2))
    hechos = calendario.turnos(durango, [(INICIO, calendario.elenco(sitio))])
    primera, *_ = calendario.publicaciones(durango, sitio, hechos, inventado.URL)
    assert "Candidatura común Morena y Partido del Trabajo: Ana Paz (suplente María" in primera.alternativo


def test_un_mensaje_general_dice_lo_que_su_imagen_muestra(durango: Definicion) -> None:
    sitio = inventado.sitio(inventado.formulas(1))
    salen = calendario.publicaciones(durango, sitio, calendario.turnos(durango, []), inventado.URL)
    piezas = {p.ruta: p for p in de_mensajes(sitio, durango.difusion.mensajes, inventado.URL)}
    assert len(piezas) == 3 * len({p.imagenes["x"] for p in salen})
    for p in salen:
        pieza = piezas[p.imagenes["x"]]
        dicho = " ".join((pieza.datos["titulo"], *pieza.datos["parrafos"]))
        assert p.alternativo == pieza.alternativo == dicho
        assert dicho == p.textos["x"].splitlines()[0] + " Se vota el 2 de junio de 2024."


def test_de_una_boleta_de_listas_se_dice_lo_que_su_imagen_muestra(durango: Definicion) -> None:
    sitio = inventado.con_listas(inventado.formulas(2))
    hechos = calendario.turnos(durango, [(INICIO, calendario.elenco(sitio))])
    salen = calendario.publicaciones(durango, sitio, hechos, inventado.URL)
    de_listas = next(p for p in salen if p.turno.boleta == "diputacion-rp")
    assert "Fuerza 1: lista de 2 fórmulas" in de_listas.alternativo
    assert "Ana Paz" not in de_listas.alternativo
