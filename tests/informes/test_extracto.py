"""El extracto para estudios: exacto, con seudónimo, con constancia, y fuera de toda instantánea."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from conoceles.bitacora.models import Entrada
from conoceles.identidad.extracto import entregados
from conoceles.informes import extracto
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from personas import CLAVE, COMISION, CORA, DINA, enviar

PROPOSITO = "Estudio canario-proposito-zq sobre participación indígena"
DESTINO = "UTTAIP, canario-destino-zq"


def _pedir(ahora: datetime, por: Alcance = DINA, **cambios: str) -> Any:
    datos = {"proposito": PROPOSITO, "destinatario": DESTINO} | cambios
    return extracto.pedir(proceso=CLAVE, por=por, ahora=ahora, **datos)


@pytest.fixture
def con_respuestas(carpeta: Path, registrar: Any, ahora: datetime) -> list[Any]:
    """Tres que enviaron: la primera dice «sí» y escribió su lengua; la última no permitió la estadística."""
    from personas import CURRICULAR, consentir, guardar, guardar_identidad, identidad_completa, leer_aviso

    gente = [registrar(f"extr000{i}") for i in range(3)]
    for i, fila in enumerate(gente):
        leer_aviso(fila, ahora)
        for seccion, contenido in CURRICULAR.items():
            guardar(fila, seccion, contenido, ahora)
        distintas = {"p1": "si", "p3": "otro", "p3_otro": "canario-texto-zq"} if i == 0 else {}
        respuestas = identidad_completa(CLAVE, **distintas) | consentir(publicacion=False, estadistica=i < 2)
        guardar_identidad(fila, respuestas, ahora)
        fila.refresh_from_db()
        enviar(fila, ahora)
    return gente


def test_trae_lo_exacto_de_quien_permitio_y_nada_que_nombre(
    con_respuestas: list[Any], ahora: datetime
) -> None:
    hecho = _pedir(ahora)
    libro = openpyxl.load_workbook(io.BytesIO(extracto.libro(hecho, CLAVE)))
    titulos, *filas = libro["EXTRACTO"].iter_rows(values_only=True)
    assert len(filas) == 2
    assert sorted(str(f[titulos.index("p1")]) for f in filas) == ["no", "si"]
    assert {f[0] for f in filas} == {hecho.numero}  # la marca, en cada renglón
    todo = str([*libro["EXTRACTO"].values, *libro["ACCESO RESTRINGIDO"].values])
    assert PROPOSITO in todo
    for ajeno in (
        "extr000",
        "ÑÁÑEZ",
        "canario-texto-zq",
        "p3_otro",
        "PRI",
        *(str(c.clave_identidad) for c in con_respuestas),
    ):
        assert ajeno not in todo
    assert "canario" not in repr(hecho).replace("canario-proposito-zq", "").replace("canario-destino-zq", "")


def test_el_seudonimo_no_une_dos_extractos(con_respuestas: list[Any], ahora: datetime) -> None:
    uno, otro = _pedir(ahora), _pedir(ahora)
    assert (uno.numero, otro.numero) == (f"EXT-{CLAVE}-001", f"EXT-{CLAVE}-002")
    assert not {r[0] for r in uno.renglones} & {r[0] for r in otro.renglones}
    assert sorted(r[1:] for r in uno.renglones) == sorted(r[1:] for r in otro.renglones)


def test_queda_quien_para_que_y_para_quien_en_la_bitacora_de_b(
    con_respuestas: list[Any], ahora: datetime
) -> None:
    hecho = _pedir(ahora)
    [entrada] = entregados(CLAVE)
    assert entrada.actor == DINA.actor
    assert entrada.datos == {
        "numero": hecho.numero, "proposito": PROPOSITO, "destinatario": DESTINO, "renglones": 2, "proceso": CLAVE
    }  # fmt: skip
    assert not Entrada.objects.using("default").filter(acto="extracto_entregado").exists()


@pytest.mark.parametrize("por", [CORA, COMISION, Alcance.sistema("x")])
def test_solo_administracion_lo_pide(con_respuestas: list[Any], ahora: datetime, por: Alcance) -> None:
    with pytest.raises(NoEncontrado):
        _pedir(ahora, por)
    assert entregados(CLAVE) == []


@pytest.mark.parametrize(("campo", "valor"), [("proposito", "estudio"), ("destinatario", "  ")])
def test_sin_proposito_o_sin_destinatario_no_hay_extracto(
    con_respuestas: list[Any], ahora: datetime, campo: str, valor: str
) -> None:
    with pytest.raises(ErrorDeDominio) as fallo:
        _pedir(ahora, **{campo: valor})
    assert fallo.value.campo == campo
    assert entregados(CLAVE) == []


def test_la_pantalla_lo_entrega_sin_dejarlo_en_cache(
    con_respuestas: list[Any], dina: Client, comision: Client
) -> None:
    datos = {"proposito": PROPOSITO, "destinatario": DESTINO}
    respuesta = dina.post("/informes/extracto/", datos)
    assert respuesta["Content-Disposition"] == f'attachment; filename="EXT-{CLAVE}-001.xlsx"'
    assert "no-store" in respuesta["Cache-Control"]
    fallida = dina.post("/informes/extracto/", datos | {"proposito": "corto"})
    assert fallida.status_code == 422
    assert DESTINO in fallida.content.decode()  # lo escrito se conserva
    assert PROPOSITO in dina.get("/informes/extracto/").content.decode()
    assert comision.get("/informes/extracto/").status_code == 404


@pytest.mark.lenta
def test_nada_del_extracto_llega_a_disco_ni_a_una_instantanea(
    con_respuestas: list[Any], ahora: datetime
) -> None:
    from conoceles.publicacion.publicador import publicar

    hecho = _pedir(ahora)
    publicar(CLAVE, ahora=ahora, cortes=True)
    canarios = [hecho.numero, "canario-proposito-zq", "canario-destino-zq", *(r[0] for r in hecho.renglones)]
    assert len(list(_archivos(carpetas().datos))) > 10
    for ruta, octetos in _archivos(carpetas().datos):
        for canario in canarios:
            assert canario.encode() not in octetos, (canario, ruta)


def _archivos(carpeta: Path) -> Iterator[tuple[Path, bytes]]:
    """Como están y, si vienen comprimidos, abiertos."""
    import gzip

    import brotli

    for ruta in carpeta.rglob("*"):
        if ruta.is_file():
            octetos = ruta.read_bytes()
            yield ruta, octetos
            if ruta.suffix in (".gz", ".br"):
                yield ruta, (gzip if ruta.suffix == ".gz" else brotli).decompress(octetos)
