"""La boleta del sitio es la del papel: recuadros, orden, alianzas y listas al reverso."""

from __future__ import annotations

import itertools
import random
import re
import shutil
import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.publicacion.lectura.fichas import Enlace, Ficha, FuerzaPublica, Papel
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio import pagina, papel
from publicacion import muestras
from publicacion.eleccion import PROCESO
from publicacion.fichas_de_prueba import ficha

NORTE, CENTRO, SUR, ESTE = (
    FuerzaPublica(s, f"Partido del {n}", "partido", "", i)
    for i, (s, n) in enumerate((("PN", "Norte"), ("PC", "Centro"), ("PS", "Sur"), ("PE", "Este")), 1)
)
COALICION = FuerzaPublica(
    "NC", "Coalición Norte y Centro", "coalicion", "", 5, (NORTE.nombre, CENTRO.nombre), "propio"
)
COMUN = FuerzaPublica(
    "SE", "Candidatura común Sur y Este", "candidatura_comun", "", 6, (SUR.nombre, ESTE.nombre), "comun"
)
INDEPENDIENTE = FuerzaPublica("IND", "Candidatura independiente", "independiente", "", 9)
TODAS = (NORTE, CENTRO, SUR, ESTE, COALICION, COMUN, INDEPENDIENTE)


def formula(folio: str, fuerza: FuerzaPublica) -> tuple[Ficha, Ficha]:
    """Propietaria y suplente que se nombran una a otra."""
    p, s = f"{folio}-p", f"{folio}-s"
    return (
        ficha(p, f"Persona {p}", fuerza=fuerza, companera=Enlace(s, s)),
        ficha(s, f"Persona {s}", fuerza=fuerza, companera=Enlace(p, p), calidad="suplente"),
    )


def personas(*formulas: tuple[Ficha, Ficha]) -> list[Ficha]:
    return list(itertools.chain(*formulas))


def test_boleta_con_coalicion_cada_partido_conserva_su_recuadro_con_la_misma_formula() -> None:
    puestos = papel.recuadros(personas(formula("s", SUR), formula("nc", COALICION)), TODAS)
    assert [(r.casilla, r.fuerza.siglas, r.formula[0].folio, r.tambien) for r in puestos] == [
        (1, "PN", "nc-p", ("PC",)),
        (2, "PC", "nc-p", ("PN",)),
        (3, "PS", "s-p", ()),
    ]
    assert puestos[0].alianza == "Coalición Norte y Centro"


def test_boleta_con_candidatura_comun_ocupa_un_solo_recuadro_en_el_lugar_de_su_primer_partido() -> None:
    puestos = papel.recuadros(
        personas(formula("se", COMUN), formula("n", NORTE), formula("c", CENTRO)), TODAS
    )
    assert [(r.fuerza.siglas, r.formula[0].folio) for r in puestos] == [
        ("PN", "n-p"),
        ("PC", "c-p"),
        ("SE", "se-p"),
    ]


def test_boleta_con_candidatura_comun_de_recuadros_propios_la_repite_en_cada_partido() -> None:
    propia = replace(COMUN, recuadro="propio")
    puestos = papel.recuadros(personas(formula("se", propia)), (*TODAS[:5], propia, INDEPENDIENTE))
    assert [(r.fuerza.siglas, r.tambien) for r in puestos] == [("PS", ("PE",)), ("PE", ("PS",))]


def test_boleta_con_varias_independientes_van_al_final_en_su_orden_y_cada_una_en_el_suyo() -> None:
    gente = personas(formula("i1", INDEPENDIENTE), formula("i2", INDEPENDIENTE), formula("e", ESTE))
    puestos = papel.recuadros(gente, TODAS)
    assert [r.formula[0].folio for r in puestos] == ["e-p", "i1-p", "i2-p"]
    assert [len(r.formula) for r in puestos] == [2, 2, 2]


def test_boleta_en_que_un_partido_no_postula_no_le_deja_recuadro() -> None:
    assert papel.recuadros(personas(formula("e", ESTE)), TODAS)[0].casilla == 1


@pytest.mark.parametrize("semilla", range(20))
def test_boleta_con_las_fichas_barajadas_da_los_mismos_recuadros(semilla: int) -> None:
    """Ningún dato de las personas mueve un recuadro: solo el orden declarado de las fuerzas."""
    formulas = [formula(f.siglas.lower(), f) for f in (COALICION, SUR, ESTE, INDEPENDIENTE)]
    esperado = papel.recuadros(personas(*formulas), TODAS)
    random.Random(semilla).shuffle(formulas)
    assert papel.recuadros(personas(*formulas), TODAS) == esperado


def test_publicar_dibuja_la_boleta_en_el_orden_que_declara_la_carpeta(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    """La regla se lee aquí del TOML, no del código que ordena."""

    publicar(PROCESO, ahora=ahora)
    escrito = tomllib.loads(
        (RAIZ_PROYECTO / "procesos" / PROCESO / "proceso.toml").read_text(encoding="utf-8")
    )
    lugar = {f["siglas"]: n for n, f in enumerate(escrito["fuerzas"])}
    primera = {
        f["siglas"]: min(lugar[i] for i in f.get("integrantes", [f["siglas"]])) for f in escrito["fuerzas"]
    }
    paginas = sorted(
        (carpetas().sitio / PROCESO / "actual" / "contiendas").glob("diputacion-mr-*/index.html")
    )
    con_boleta = 0
    for ruta in paginas:
        html = ruta.read_text(encoding="utf-8")
        dibujados = re.findall(r'data-casilla="(\d+)" data-fuerza="([^"]+)"', html)
        assert [int(n) for n, _ in dibujados] == list(range(1, len(dibujados) + 1))
        assert [primera[s] for _, s in dibujados] == sorted(primera[s] for _, s in dibujados)
        con_boleta += bool(dibujados)
        assert bool(dibujados) == (
            "artículos 266 y 432 a 434" in html
        )  # la norma se cita donde hay recuadros que ordenar
    assert con_boleta


def test_las_listas_dicen_que_van_al_reverso_y_no_que_haya_otra_boleta(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    sitio = carpetas().sitio / PROCESO / "actual"
    listas = (sitio / "contiendas" / "diputacion-rp" / "index.html").read_text(encoding="utf-8")
    assert "al reverso de la boleta de diputación de mayoría relativa" in listas
    assert "vota también" not in (sitio / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        (
            ('al_reverso_de = "diputacion-mr"', 'al_reverso_de = "diputacion-rp"'),
            "no es un cargo con boleta propia",
        ),
        (('principio = "MR"\n', 'principio = "MR"\nal_reverso_de = "diputacion-mr"\n'), "solo las listas"),
        (
            ('tipo = "independiente"', 'tipo = "independiente"\nrecuadro = "comun"'),
            "dice cómo aparece en la boleta",
        ),
    ],
)
def test_cargar_con_un_reverso_o_un_recuadro_imposible_lo_dice(
    tmp_path: Path, cambio: tuple[str, str], frase: str
) -> None:

    carpeta = tmp_path / PROCESO
    shutil.copytree(RAIZ_PROYECTO / "procesos" / PROCESO, carpeta)
    toml = carpeta / "proceso.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace(*cambio, 1), encoding="utf-8")
    with pytest.raises(DefinicionInvalida) as error:
        leer_carpeta(carpeta)
    assert any(frase in f.razon for f in error.value.errores)


def test_el_emblema_que_dio_el_instituto_va_en_su_recuadro_y_los_demas_llevan_sus_siglas() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    sitio = replace(muestras.sitio(), emblemas=(("PN", svg),))
    gente = personas(formula("n", NORTE), formula("s", SUR))
    boleta = replace(muestras.contienda(), fichas=tuple(gente), papel=Papel(papel.recuadros(gente, TODAS)))
    html = pagina.contienda(sitio, boleta)
    [archivo] = [nombre for nombre in pagina.archivos(sitio) if nombre.startswith("emblema-pn.")]
    cajas = html.split('<li class="recuadro"')[1:]
    assert f'src="../../estatico/{archivo}"' in cajas[0]
    assert "<img" not in cajas[1].partition("</li>")[0]
    assert ">PS</span>" in cajas[1]


def test_todas_las_boletas_dicen_que_las_listas_no_son_otra() -> None:
    listas = replace(muestras.rp(), frente="Diputación de mayoría relativa")
    sitio = replace(muestras.sitio(), contiendas=(muestras.contienda(), listas))
    html = pagina.contiendas(sitio)
    assert (
        html.count("No es otra boleta: estas listas van al reverso de la de diputación de mayoría relativa")
        == 1
    )


def test_las_listas_dicen_el_lugar_de_cada_formula_aunque_falte_una_y_ninguno_si_no_se_sabe() -> None:
    en_lugar = {"a": 1, "b": 3}
    gente = [replace(f, posicion=n) for clave, n in en_lugar.items() for f in formula(clave, NORTE)]
    [con] = papel.listas([replace(muestras.rp(), fichas=tuple(gente))])
    assert [(n, f[0].folio) for n, f in con.renglones] == [(1, "a-p"), (3, "b-p")]
    sin_lugar = tuple(replace(f, posicion=None) for f in gente)
    [sin] = papel.listas([replace(muestras.rp(), fichas=sin_lugar)])
    assert [n for n, _ in sin.renglones] == [None, None]
    boleta = replace(muestras.contienda(), papel=Papel(papel.recuadros(gente, TODAS), reverso=(con,)))
    html = pagina.contienda(muestras.sitio(), replace(boleta, fichas=tuple(gente)))
    assert re.findall(r'<li value="(\d)"><a href="[^"]*b-p', html) == ["3"]
