"""Declaraciones y «8 de 8»: apagadas por omisión, con norma que las permita, y sin acuerdo nada de ellas sale."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.actos import faltan
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.preguntas.validacion import revisar_seccion
from paginas import check, texto
from recorridos.carpetas import recorrer

PROCESOS = RAIZ_PROYECTO / "procesos"
CLAVE = "ejemplo-gubernatura"
ACUERDO = '[actos]\ndeclaraciones = { numero = "IE/CG1/2027", fecha = 2027-03-01 }\n\n'
CLAVES = ("patrimonial", "intereses", "fiscal", "ocho_de_ocho")


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    """Copia de `procesos/` con lo que esa carpeta lee."""
    for nombre in (CLAVE, "durango-2023-2024"):
        shutil.copytree(PROCESOS / nombre, tmp_path / "procesos" / nombre)
    return tmp_path / "procesos"


def con_acuerdo(raiz: Path) -> None:
    archivo = raiz / CLAVE / "proceso.toml"
    archivo.write_text(
        archivo.read_text("utf-8").replace("[archivos]\n", f"{ACUERDO}[archivos]\n", 1), "utf-8"
    )


def test_por_omision_no_se_pregunta_ninguna() -> None:
    for carpeta in ("durango-2026-2027", "durango-2023-2024"):
        eleccion = leer_carpeta(PROCESOS / carpeta)
        assert eleccion.declaraciones.declaraciones == ()
        assert not {c.clave for c in eleccion.curricular.campos()} & set(CLAVES)


def test_sin_acuerdo_se_preguntan_y_no_salen_y_con_el_salen_menos_lo_que_la_ley_reserva(raiz: Path) -> None:
    sin = leer_carpeta(raiz / CLAVE)
    suyas = [c for s in sin.curricular.secciones if s.clave == "declaraciones" for c in s.campos]
    assert len(suyas) == 12
    assert not [c.clave for c in suyas if c.se_publica or c.columna]
    assert [f.pieza for f in faltan(sin, "captura")].count("acto-declaraciones") == 1
    con_acuerdo(raiz)
    con = leer_carpeta(raiz / CLAVE)
    salen = {c.clave for c in con.curricular.campos() if c.se_publica}
    assert set(CLAVES) <= salen
    assert {"patrimonial_consta", "intereses_consta"} <= salen
    assert not {"fiscal_consta", "ocho_de_ocho_consta"} & salen
    assert con.curricular.version != sin.curricular.version
    assert not [f for f in faltan(con, "captura") if f.pieza == "acto-declaraciones"]
    citas = {c.clave: c.articulo for c in con.curricular.campos()}
    assert "LGRA" in citas["patrimonial"]
    assert "INE/CG382/2025" in citas["ocho_de_ocho"]


def test_quien_dice_que_la_presento_dice_donde_consta() -> None:
    [seccion] = [s for s in leer_carpeta(PROCESOS / CLAVE).curricular.secciones if s.clave == "declaraciones"]
    dicho = {"patrimonial": "presentada", "fiscal": "no_obligada"}
    hallados = revisar_seccion(seccion, dicho, envio=True)
    assert [(h.campo, h.nivel) for h in hallados] == [("patrimonial_consta", "error")]
    assert revisar_seccion(seccion, {}, envio=True) == []


@pytest.mark.parametrize(
    ("antes", "despues", "clave", "frase"),
    [
        (
            'fundamento = "ocho-de-ocho"',
            'fundamento = "no-hay"',
            "[ocho_de_ocho].fundamento",
            "no es una regla",
        ),
        ('clave = "fiscal"', 'clave = "patrimonial"', "[patrimonial].clave", "está repetida"),
        ('fuente = "interna"        #', 'fuente = "a-veces" #', "[fiscal].fuente", "«a-veces» no es válido"),
    ],
)
def test_mal_escrita_se_dice(raiz: Path, antes: str, despues: str, clave: str, frase: str) -> None:
    archivo = raiz / CLAVE / "declaraciones.toml"
    escrito = archivo.read_text("utf-8")
    assert antes in escrito
    archivo.write_text(escrito.replace(antes, despues, 1), "utf-8")
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(raiz / CLAVE)
    assert [(f.clave.partition("declaraciones")[2], frase in f.razon) for f in rechazo.value.errores] == [
        (clave, True)
    ]


def test_lo_que_ninguna_norma_de_ese_dia_permite_no_se_puede_pedir(raiz: Path) -> None:
    """La jornada, antes de que existiera el acuerdo de la «8 de 8»."""
    archivo = raiz / CLAVE / "proceso.toml"
    archivo.write_text(
        archivo.read_text("utf-8").replace("2027-", "2024-").replace("2026-", "2023-"), "utf-8"
    )
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(raiz / CLAVE)
    dichas = [f.razon for f in rechazo.value.errores if "ninguna norma vigente" in f.razon]
    assert len(dichas) == 1


@pytest.mark.lenta
@pytest.mark.usefixtures("base")
def test_publicadas_se_lee_si_la_presento_y_nunca_el_enlace_reservado(
    datos: Path, raiz: Path, tmp_path: Path
) -> None:
    con_acuerdo(raiz)
    hecha = recorrer(CLAVE, datos, tmp_path / "padron.csv", raiz=raiz)
    [fila] = hecha.perfiles
    perfil = texto(check(hecha.paginas[f"candidaturas/{fila.folio}"]))
    assert "¿Presentó su declaración fiscal? Sí, la presenté" in perfil
    assert "Dirección en que consta su declaración patrimonial" in perfil
    assert "Dirección en que consta su declaración fiscal" not in perfil
    assert "Dirección en que consta su manifestación" not in perfil
    renglones = csv.DictReader(
        io.StringIO((datos / "sitio" / CLAVE / "actual/datos/curricular.csv").read_text("utf-8-sig"))
    )
    suyo = next(r for r in renglones if r["FOLIO"] == fila.folio)
    assert suyo["OCHO_DE_OCHO"] == "Sí, la presenté"
    assert not {"FISCAL_CONSTA", "OCHO_DE_OCHO_CONSTA"} & suyo.keys()
