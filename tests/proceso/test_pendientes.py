"""Lo que falta confirmar de una elección: nada supuesto se calla, y cada cosa dice su efecto."""

from __future__ import annotations

import argparse
import re
import shutil
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conoceles.arranque.comprobar import elecciones
from conoceles.arranque.ordenes import proceso_pendientes
from conoceles.informes.por_firmar import FIRMA
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso import pendientes as sala
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.consultas import definicion
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso
from conoceles.proceso.pendientes import pendientes
from conoceles.proceso.por_firmar import renglones
from leyes.juez import fuera_de_fecha, texto_de_pdf

PROCESOS = RAIZ_PROYECTO / "procesos"
HOY, EN_2024 = date(2026, 11, 26), date(2024, 4, 25)


def test_cada_supuesto_de_la_carpeta_esta_con_su_efecto(durango: Definicion) -> None:
    toml = (Path(__file__).parents[2] / "procesos" / "durango-2023-2024" / "proceso.toml").read_text("utf-8")
    fechas = [r.split(" =")[0] for r in toml.splitlines() if "dia =" in r and "supuesto = true" in r]
    hallados = pendientes(durango, HOY)
    assert len(fechas) == 6
    assert len([p for p in hallados if p.tema == sala.CALENDARIO and p.fuente == "Supuesto"]) == len(fechas)
    assert all((p.efecto and p.fuente) or p.tema in (sala.ACTOS, sala.INSTITUTO) for p in hallados)
    assert {p.tema for p in hallados} == set(sala.TEMAS)


def test_la_estrategia_de_difusion_esta_por_confirmar_hasta_que_tiene_su_acuerdo(
    durango: Definicion, tmp_path: Path
) -> None:
    carpeta = tmp_path / "otra"
    shutil.copytree(PROCESOS / "durango-2023-2024", carpeta)
    archivo = carpeta / "estrategia.toml"
    acuerdo = 'acuerdo = { numero = "IEPC/CG90/2024", fecha = 2024-04-01, organo = "Consejo General" }\n'
    sin_el = archivo.read_text("utf-8").split("supuesto = true")
    archivo.write_text(sin_el[0] + acuerdo + sin_el[1].split("\n", 1)[1], "utf-8")
    aprobada = leer_carpeta(carpeta)
    assert [p.fuente for p in pendientes(durango, HOY) if "Estrategia de difusión" in p.que] == ["Supuesto"]
    assert not [p for p in pendientes(aprobada, HOY) if "Estrategia de difusión" in p.que]
    assert aprobada.estrategia.fuente == "Aprobada por el acuerdo IEPC/CG90/2024."


@pytest.mark.parametrize("carpeta", sorted(p.parent.name for p in PROCESOS.glob("*/proceso.toml")))
def test_lo_que_se_advierte_en_hoy_se_lee_sin_claves_ni_fechas_de_programa(carpeta: str) -> None:
    dichas = advertencias(leer_carpeta(PROCESOS / carpeta))
    assert [d for d in dichas if re.search(r"[a-z]_[a-z]|-(mr|rp)-|\d{4}-\d\d-\d\d|24:00|[`\[\]]", d)] == []


def test_ningun_precepto_vigente_sin_confirmar_se_calla(durango: Definicion) -> None:
    """También los de las leyes de 2025, uno por uno, leídos aquí de lo que está escrito."""
    dichos = " ".join(p.que for p in pendientes(durango, HOY))
    citas = {
        f"{ley['siglas']}, {precepto['articulo']}".removesuffix(", ")
        for archivo in ("federal.toml", "durango.toml")
        for ley in tomllib.loads((PROCESOS / "_derecho" / archivo).read_text("utf-8")).values()
        if isinstance(ley, dict) and "siglas" in ley and ley["desde"] <= HOY <= ley.get("hasta", date.max)
        for precepto in ley.get("reglas", {}).values()
        if not (ley.get("confirmo") and precepto.get("confirmo"))
    }
    assert len(citas) > 20
    assert any("2025" in cita for cita in citas)
    assert {cita for cita in citas if cita not in dichos} == set()


def test_lo_que_descansa_en_los_lineamientos_no_leidos_y_en_el_metodo_del_ine(durango: Definicion) -> None:
    hallados = pendientes(durango, HOY)
    no_leidas = [p.que for p in hallados if p.tema == sala.NO_LEIDAS]
    assert [
        q for q in no_leidas if "Preguntar el cuestionario de identidad: Lineamientos (INE/CG616/2022)" in q
    ]
    assert [q for q in no_leidas if q.startswith("Transitorio de LGPDPPSO (2025)")]
    assert len([p for p in hallados if p.tema == sala.METODO]) == 7


def test_el_telefono_que_nadie_ha_dado_se_pide(durango: Definicion) -> None:
    [pide] = [p for p in pendientes(durango, HOY) if p.tema == sala.INSTITUTO]
    assert "`telefono`" in pide.que
    dado = replace(durango, institucion=replace(durango.institucion, telefono="618 000 0000"))
    assert not [p for p in pendientes(dado, HOY) if p.tema == sala.INSTITUTO]


def test_las_normas_son_las_de_ese_dia(durango: Definicion) -> None:
    hoy, entonces = (" ".join(p.que for p in pendientes(durango, d)) for d in (HOY, EN_2024))
    assert fuera_de_fecha(hoy, HOY) == []
    assert fuera_de_fecha(entonces, EN_2024) == []
    assert "LGPDPPSO (2025), artículo 49, fracción I" in hoy
    assert "LGPDPPSO (2017), artículo 55, fracción I" in entonces


def test_lo_confirmado_deja_de_estar(durango: Definicion) -> None:
    calendario = durango.calendario
    con_acto = {
        c: replace(f, supuesto=False, acuerdo=sala.actos.Acuerdo("CG1")) for c, f in calendario.fechas.items()
    }
    otra = replace(durango, calendario=replace(calendario, fechas=con_acto))
    assert [p for p in pendientes(otra, HOY) if p.tema == sala.CALENDARIO] == []


def test_la_orden_numera_de_corrido_y_deja_lugar_para_la_firma(base: None, tmp_path: Path) -> None:
    pdf = tmp_path / "p.pdf"
    args = argparse.Namespace(clave="durango-2023-2024", pdf=pdf)
    resultado = proceso_pendientes.ejecutar(args)
    dicho = proceso_pendientes.texto(resultado)
    cuantos = len(resultado["pendientes"])
    assert (resultado["cargada"], f"\n{cuantos:>3}. " in dicho) == (False, True)
    assert FIRMA in dicho
    leido = texto_de_pdf(pdf.read_bytes())
    assert "Lo que falta confirmar antes de abrir" in leido
    assert "Apertura de la captura: 12 de abril de 2024" in leido
    with pytest.raises(ErrorDeDominio, match="ya existe"):
        proceso_pendientes.ejecutar(args)
    with pytest.raises(NoEncontrado):
        proceso_pendientes.ejecutar(argparse.Namespace(clave="no-existe", pdf=None))


def test_los_grupos_de_municipios_que_nadie_ha_dicho_son_preguntas_y_al_llenarse_se_siguen(
    tmp_path: Path,
) -> None:
    shutil.copytree(PROCESOS, tmp_path / "procesos")
    carpeta = tmp_path / "procesos" / "durango-ayuntamientos-2025"
    sin_decir = leer_carpeta(carpeta)
    preguntas = [p for p in pendientes(sin_decir, HOY) if p.que.startswith("Quiénes forman")]
    assert [p.que.partition(":")[0] for p in preguntas] == [
        f"Quiénes forman «{n} grupo de municipios»" for n in ("Primer", "Segundo", "Tercer")
    ]
    assert all("siguen las fechas de toda la elección" in p.efecto for p in preguntas)
    assert len(set(sin_decir.dias_de("precampana_inicio").values())) == 1
    toml = carpeta / "proceso.toml"
    pregunta = next(r for r in toml.read_text("utf-8").splitlines() if "empezaron después" in r)
    dicho = f'{pregunta}\nmunicipios = ["005", "007"]\n\n[calendario.grupos.fechas]\nprecampana_inicio = {{ dia = 2025-01-25 }}\n'
    antes, _, luego = toml.read_text("utf-8").partition(pregunta)
    toml.write_text(antes + dicho + luego.split("[calendario.grupos.fechas]\n", 1)[1], "utf-8")
    dicha = leer_carpeta(carpeta)
    movidas = {
        c.municipio
        for c in dicha.contiendas
        if dicha.dias_de("precampana_inicio")[c.clave] == date(2025, 1, 25)
    }
    assert movidas == {"005", "007"}
    assert len([p for p in pendientes(dicha, HOY) if p.que.startswith("Quiénes forman")]) == 2


def test_lo_que_impide_abrir_la_captura_no_se_dice_como_si_se_pudiera_capturar(durango: Definicion) -> None:
    """El Comité de Transparencia aprueba antes de que alguien conteste; los demás actos solo se advierten."""
    efectos = {p.que: p.efecto for p in pendientes(durango, EN_2024)}
    [formato] = [e for que, e in efectos.items() if "formato de consentimiento expreso" in que]
    [tecnico] = [e for que, e in efectos.items() if "proceso técnico operativo" in que]
    assert formato.startswith("Mientras falte uno, la captura no se abre")
    assert tecnico.startswith("Se captura sin que conste")


def test_que_cuenta_como_voto_se_firma_aparte_donde_se_marca_a_varias() -> None:
    """Son dos reglas, aunque se apoyen en el mismo artículo: ninguna va en un renglón sin nombre."""
    d = leer_carpeta(Path(__file__).parents[1] / "recorridos" / "caleta-2026")
    hallados = pendientes(d, HOY)
    votos = [p.que.partition(":")[0] for p in hallados if p.que.startswith("Qué cuenta como voto")]
    assert votos[:2] == ["Qué cuenta como voto", "Qué cuenta como voto donde se marca a varias personas"]
    assert [r.que for r in renglones(hallados) if r.que.startswith(":")] == []


def test_comprobar_dice_en_un_renglon_cuantas_hay_y_la_orden_cada_una(proceso: Proceso) -> None:
    dichas = advertencias(definicion(proceso.pk))
    [unica] = elecciones.supuestos(proceso.pk)
    assert unica.codigo == "POR_CONFIRMAR"
    assert (
        unica.frase
        == f"{len(dichas)} cosas por confirmar: ./conoceles proceso pendientes {proceso.pk} las dice."
    )
    resultado = proceso_pendientes.ejecutar(argparse.Namespace(clave=proceso.pk, pdf=None))
    assert len(dichas) > 1
    assert resultado["supuestos"] == dichas
    assert all(frase in proceso_pendientes.texto(resultado) for frase in dichas)
