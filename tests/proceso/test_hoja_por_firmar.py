"""La hoja que firma la persona abogada: una hoja, y nada de lo que las carpetas dejan por confirmar se pierde en ella."""

from __future__ import annotations

import argparse
import io
import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain

import pytest
from pypdf import PdfReader

from conoceles.arranque.ordenes import proceso_pendientes
from conoceles.informes import por_firmar as papel
from conoceles.leyes.carga import CLASES
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso import pendientes as sala
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.pendientes import Pendiente, pendientes
from conoceles.proceso.por_firmar import Renglon, renglones
from proceso import juez_pendientes as juez

PROCESOS = RAIZ_PROYECTO / "procesos"
HOY = date(2026, 11, 27)
POR_ABRIR = ("durango-2023-2024", "durango-2026-2027", "durango-ayuntamientos-2025", "durango-judicial-2025")


def _suyos(renglon: Renglon, hallados: list[Pendiente]) -> list[Pendiente]:
    desde, _, hasta = renglon.anexo.partition("–")
    return hallados[int(desde) - 1 : int(hasta or desde)]


@pytest.mark.parametrize("clave", POR_ABRIR)
def test_todo_lo_que_la_carpeta_deja_por_confirmar_esta_en_el_anexo_una_vez(clave: str) -> None:
    """La cuenta es la del juez, que lee los TOML por su lado."""
    carpeta, eleccion = PROCESOS / clave, leer_carpeta(PROCESOS / clave)
    hallados = pendientes(eleccion, HOY)
    de = {tema: [p for p in hallados if p.tema == tema] for tema in sala.TEMAS}
    fechas, grupos = juez.fechas(carpeta), juez.grupos_sin_decir(carpeta)
    assert sorted(p.que.split(": ")[-1] for p in de[sala.CALENDARIO] if p.dia) == sorted(
        map(juez.en_letra, fechas)
    )
    assert [p.dicho for p in de[sala.CALENDARIO] if not p.dia] == grupos
    assert len(de[sala.PLAZOS]) == juez.plazos(carpeta)
    assert len([p for p in de[sala.POSTULACION] if p.fuente != "Falta"]) == juez.postulaciones(carpeta)
    dudosas, sin_norma = juez.normas(carpeta, eleccion.entidad, HOY)
    normas = [p.que for p in (*de[sala.REHUSADOS], *de[sala.DERECHO], *de[sala.NO_LEIDAS])]
    assert len(normas) == len(dudosas) + len(sin_norma)
    assert [d for d in chain(dudosas, sin_norma) if not any(n.startswith(d) for n in normas)] == []
    assert [p.que.split(": ")[0] for p in de[sala.METODO]] == juez.rubros(carpeta)


@pytest.mark.parametrize("clave", POR_ABRIR)
def test_cada_punto_esta_en_un_renglon_y_solo_en_uno(clave: str) -> None:
    hallados = pendientes(leer_carpeta(PROCESOS / clave), HOY)
    hoja = renglones(hallados)
    assert list(chain.from_iterable(_suyos(r, hallados) for r in hoja)) == hallados
    for renglon in hoja:
        suyos = _suyos(renglon, hallados)
        assert {p.tema for p in suyos} == {renglon.tema}
        assert len({p.norma for p in suyos}) == 1, "de un renglón responde una sola norma"
        if len(suyos) == 1:
            assert (renglon.que, renglon.efecto) == (suyos[0].que, suyos[0].efecto)
        else:
            assert f": {len(suyos)}" in renglon.que
            assert renglon.efecto


def test_las_fechas_se_juntan_en_un_renglon_con_su_rango() -> None:
    carpeta = PROCESOS / "durango-2026-2027"
    hoja = [r for r in renglones(pendientes(leer_carpeta(carpeta), HOY)) if r.tema == sala.CALENDARIO]
    dichas = juez.fechas(carpeta)
    assert len(hoja) == 2 < len(dichas)
    assert f"del {juez.en_letra(min(dichas))} al " in hoja[0].que
    assert f" al {juez.en_letra(max(dichas))}" in hoja[1].que


@pytest.mark.parametrize("clave", POR_ABRIR)
def test_es_una_hoja_por_los_dos_lados_y_su_anexo_empieza_en_otra(clave: str) -> None:
    eleccion = leer_carpeta(PROCESOS / clave)
    hallados = pendientes(eleccion, HOY)
    paginas = [
        " ".join(p.extract_text().split())
        for p in PdfReader(io.BytesIO(papel.papel(eleccion, hallados, HOY))).pages
    ]
    [primera_del_anexo] = [n for n, p in enumerate(paginas) if "Anexo: los" in p]
    assert primera_del_anexo == papel.LADOS == 2
    hoja, anexo = " ".join(paginas[:2]), " ".join(paginas[2:])
    assert hoja.count("No [") == len(renglones(hallados)), "cada renglón tiene dónde decir sí o no"
    assert anexo.count("No [") == len(hallados), "cada punto también"
    assert papel.FIRMA in paginas[1]
    assert "Nombre y cargo" in paginas[1]
    huella = anexo.split("Huella (SHA-256): ")[1].split()[0]
    assert all(huella[:16] in p for p in paginas), "lo firmado dice de qué anexo es"


@pytest.mark.usefixtures("base")
def test_el_anexo_dice_la_clave_de_cada_regla_para_citar_cual_se_confirma() -> None:
    """Las de las reglas sin norma y las de cada precepto por confirmar; en la orden, en su JSON y en el PDF."""
    eleccion = leer_carpeta(PROCESOS / "durango-2026-2027")
    hallados = pendientes(eleccion, HOY)
    claves = [p.regla for p in hallados if p.regla]
    dudosas, sin_norma = juez.normas(PROCESOS / "durango-2026-2027", eleccion.entidad, HOY)
    assert len(claves) == len([d for d in dudosas if not d.startswith("Transitorio")]) + len(sin_norma)
    assert {*claves} <= {*tomllib.loads((PROCESOS / "_derecho" / "reglas.toml").read_text("utf-8"))}
    with reloj.congelado(datetime(2026, 11, 27, 18, tzinfo=UTC)):
        resultado = proceso_pendientes.ejecutar(argparse.Namespace(clave="durango-2026-2027", pdf=None))
    dicho = proceso_pendientes.texto(resultado).partition("ANEXO")[2]
    assert re.findall(r" Regla: (\S+)$", dicho, re.MULTILINE) == claves
    assert [p["regla"] for p in resultado["pendientes"] if p["regla"]] == claves
    anexo = "".join(
        p.extract_text() for p in PdfReader(io.BytesIO(papel.papel(eleccion, hallados, HOY))).pages[2:]
    )
    pegado = re.sub(r"[\s\u200b-]", "", anexo)
    assert [c for c in claves if f"Regla:{c.replace('-', '')}" not in pegado] == []


def test_la_regla_cuya_norma_dejo_de_regir_dice_cual_hasta_cuando_y_que_escribir() -> None:
    hallados = {p.regla: p.fuente for p in pendientes(leer_carpeta(PROCESOS / "durango-2026-2027"), HOY)}
    assert hallados["ajuste-unico"] == (
        "Falta: la mandaba Plan de trabajo 2023-2024 hasta el 30 de junio de 2025, y nada la sustituye. Escriba en "
        'procesos/_derecho/durango.toml la que rige hoy, y en sus reglas ajuste-unico = { articulo = "…" }'
    )


def test_lo_que_no_se_podra_hacer_va_primero_acto_por_acto() -> None:
    """Declinar un ajuste con la norma del plan anterior se rehúsa; aplicarlo no la necesita."""
    hoja = renglones(pendientes(leer_carpeta(PROCESOS / "durango-2026-2027"), HOY))
    assert [r.tema == sala.REHUSADOS for r in hoja[:2]] == [True, False]
    assert hoja[0].efecto == (
        "No se podrá declinar un ajuste porque lo publicado ya coincide; aplicarlo, sí. "
        "No se podrá declinar un ajuste de quien no responde por la candidatura; aplicarlo, sí."
    )


def test_otro_anexo_es_otra_huella() -> None:
    eleccion = leer_carpeta(PROCESOS / "durango-2026-2027")
    hallados = pendientes(eleccion, HOY)
    otra = [replace(hallados[0], que="Inicio del proceso electoral: 2 de noviembre de 2026"), *hallados[1:]]

    def _huella(suyos: list[Pendiente]) -> str:
        primera = PdfReader(io.BytesIO(papel.papel(eleccion, suyos, HOY))).pages[0].extract_text()
        [dicha] = re.findall(r"huella del anexo ([0-9a-f]{16})", primera)
        return str(dicha)

    assert _huella(hallados) != _huella(otra)


def test_cada_clase_de_regla_tiene_su_renglon() -> None:
    assert set(sala.DE_CLASE) == set(CLASES)
