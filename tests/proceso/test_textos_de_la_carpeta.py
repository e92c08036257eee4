"""Lo que una carpeta declara y quien la escribe no ve: el lugar por omisión, un aviso aprobado y el fundamento del orden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.lenguas.traducibles import traducibles
from conoceles.proceso.pendientes import pendientes

from .conftest import Editar

ACUERDO = 'acuerdo = { numero = "CT-01/2024", fecha = 2024-04-02, organo = "Comité de Transparencia" }'
AVISO = 'archivo = "avisos/simplificado.md"'
BORRADOR = "> **Texto en borrador.** Falta el acto del Comité de Transparencia que lo apruebe.\n"


def _de_lista(d: Definicion) -> list[str]:
    return [c.ambito for c in d.contiendas if c.cargo == "diputacion-rp"]


def test_lo_que_es_de_todas_las_personas_se_llama_como_la_carpeta_llama_a_todo(editar: Editar) -> None:
    assert _de_lista(leer_carpeta(editar("proceso.toml", "[calendario]", "[calendario]"))) == [
        "Estado de Durango"
    ]
    otra = editar("proceso.toml", "[calendario]", '[territorio]\nentero = "la universidad"\n\n[calendario]')
    assert _de_lista(leer_carpeta(otra)) == ["Toda la universidad"]


def test_un_aviso_con_su_acto_que_todavia_dice_borrador_se_advierte(carpeta: Path, editar: Editar) -> None:
    editar("proceso.toml", AVISO, f"{AVISO}\n{ACUERDO}")
    dichas = [a for a in advertencias(leer_carpeta(carpeta)) if "borrador" in a]
    assert dichas == [
        "Aviso de privacidad simplificado: ya tiene su acto (CT-01/2024) y todavía se publica como borrador. Quite ese renglón "
        "de su texto y cambie su versión."
    ]
    editar("avisos/simplificado.md", BORRADOR, "")
    aviso = leer_carpeta(carpeta).aviso("simplificado")
    assert aviso.dice_borrador, "la versión todavía lo dice"
    assert not replace(aviso, version="1").dice_borrador


def test_un_cargo_puede_ordenarse_de_otro_modo_que_los_demas(carpeta: Path, editar: Editar) -> None:
    suya = '[[boleta.ordenes]]\ncargo = "diputacion-mr"\nregla = "Por sorteo."\n\n'
    editar("proceso.toml", "[boleta]", f"{suya}[boleta]")
    boleta = leer_carpeta(carpeta).boleta
    assert boleta.orden("diputacion-mr") == ("Por sorteo", boleta.fundamento), (
        "va dentro de otra frase, sin su punto"
    )
    assert boleta.orden("diputacion-rp") == (boleta.regla, boleta.fundamento)
    dichos = {t.clave: t.texto for t in traducibles(leer_carpeta(carpeta))}
    assert dichos["eleccion.boleta.diputacion-mr"] == "Por sorteo"
    editar("proceso.toml", 'cargo = "diputacion-mr"', 'cargo = "sindicatura"')
    with pytest.raises(DefinicionInvalida, match="«sindicatura» no es un cargo de esta elección"):
        leer_carpeta(carpeta)


def test_el_fundamento_del_orden_se_pide_diciendo_que_admite_y_se_lee_al_confirmarlo(
    editar: Editar, durango: Definicion
) -> None:
    suyo = 'fundamento = "boleta-orden"'
    libre = "Reglamento electoral universitario, artículo 12"
    con_texto = leer_carpeta(editar("proceso.toml", suyo, f'fundamento = "{libre}"'))
    assert con_texto.boleta.fundamento == libre
    [dicho] = [
        p.que
        for p in pendientes(
            replace(con_texto, boleta=replace(con_texto.boleta, supuesto=True)), date(2024, 4, 1)
        )
        if p.que.startswith("Orden de la boleta")
    ]
    assert dicho.endswith(f". Se apoya en: {libre}")
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(editar("proceso.toml", f'fundamento = "{libre}"\n', ""))
    assert "el nombre de una de procesos/_derecho/reglas.toml, o el texto que se publica" in str(
        rechazo.value
    )


def test_un_distrito_sin_cabecera_no_deja_el_signo_suelto(editar: Editar) -> None:
    carpeta = editar("distritos.csv", "1,I,Durango", "1,I,")
    ambitos = {c.clave: c.ambito for c in leer_carpeta(carpeta).contiendas}
    assert (ambitos["diputacion-mr-01"], ambitos["diputacion-mr-02"]) == (
        "Distrito 1",
        "Distrito 2 · Durango",
    )
