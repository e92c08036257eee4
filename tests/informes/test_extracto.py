"""El extracto para estudios: un cruce con su azar, el mismo en cada entrega, con constancia y fuera de toda instantánea."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.asentar import asentar
from conoceles.identidad.operaciones import sellar, suprimir
from conoceles.identidad.totales import extracto as extraccion
from conoceles.identidad.totales import ruido
from conoceles.identidad.totales.extracto import Extracto, entregados
from conoceles.informes import extracto
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Proceso
from conoceles.publicacion.publicador import publicar
from personas import CLAVE, COMISION, CORA, DINA, de_partido, registrada

PROPOSITO = "Estudio canario-proposito-zq sobre participación indígena"
DESTINO = "UTTAIP, canario-destino-zq"
CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")  # fin del 27 de abril, que declara la carpeta
PASADO = CORTE + timedelta(hours=8)
SISTEMA = Alcance.sistema("prueba")
SIGLAS = ("PRI", "PAN", "PVEM", "MC", "PRD", "PT")


def _pedir(ahora: datetime = PASADO, por: Alcance = DINA, **cambios: str) -> Extracto:
    datos = {"proposito": PROPOSITO, "destinatario": DESTINO} | cambios
    return extraccion.extraer(proceso=CLAVE, por=por, ahora=ahora, **datos)


def _contestar(candidatura: Candidatura, ahora: datetime, **respuestas: str) -> None:
    sellar(
        candidatura=candidatura,
        respuestas=respuestas,
        consentimiento={"tratamiento": True, "publicacion": False, "estadistica": True},
        aviso_version="a",
        origen="envio",
        por=de_partido(candidatura),
        ahora=ahora,
    )


@pytest.fixture
def gente(proceso: Proceso, ahora: datetime) -> list[Candidatura]:
    """Noventa y siete de seis partidos; la última todavía no contesta. Una sola dijo algo raro en la p4."""
    todas = [registrada(proceso, f"x{i:07}", ahora, siglas=SIGLAS[i % 6]) for i in range(97)]
    for i, fila in enumerate(todas[:-1]):
        _contestar(fila, ahora, p1=("si", "no")[i // 6 % 2], p4="si" if i == 0 else "no")
    return todas


@pytest.fixture
def con_respuestas(gente: list[Candidatura]) -> list[Candidatura]:
    """Ya pasó el corte, y las tablas y el cruce se asentaron."""
    asentar(CLAVE, ahora=PASADO)
    return gente


def test_dice_cuantas_comparten_cada_combinacion_y_nada_que_nombre(con_respuestas: list[Any]) -> None:
    hecho = _pedir()
    libro = openpyxl.load_workbook(io.BytesIO(extracto.libro(hecho)))
    titulos, *filas = libro["EXTRACTO"].iter_rows(values_only=True)
    assert titulos == (
        "EXTRACTO", "PREGUNTA", "RESPUESTA", "SEXO", "CARGO", "EDAD", "ESTIMADO", "DESDE", "HASTA", "CONTADAS_EXACTAS",
    )  # fmt: skip
    assert {f[1] for f in filas} >= {"p1", "p4"}
    assert {f[2] for f in filas if f[1] == "p1"} == {"si", "no", "pnc", "sin_respuesta"}, (
        "aunque nadie la diera"
    )
    assert {f[0] for f in filas} == {hecho.numero}  # la marca, en cada renglón
    todo = str([*libro["EXTRACTO"].values, *libro["ACCESO RESTRINGIDO"].values])
    assert PROPOSITO in todo
    assert not [s for s in (*SIGLAS, *(str(c.clave_identidad) for c in con_respuestas)) if f"'{s}'" in todo]
    assert "canario" not in repr(hecho).replace("canario-proposito-zq", "").replace("canario-destino-zq", "")


def test_dos_extractos_dicen_lo_mismo_aunque_alguien_envie_o_se_vaya_entre_uno_y_otro(
    con_respuestas: list[Candidatura],
) -> None:
    uno = _pedir()
    _contestar(con_respuestas[-1], PASADO + timedelta(hours=1), p1="si", p4="si")
    suprimir(candidatura=con_respuestas[0], por=SISTEMA, ahora=PASADO + timedelta(hours=2))
    asentar(CLAVE, ahora=PASADO + timedelta(hours=3))
    otro = _pedir(PASADO + timedelta(hours=4))
    assert (uno.numero, otro.numero) == (f"EXT-{CLAVE}-001", f"EXT-{CLAVE}-002")
    assert (uno.columnas, uno.renglones) == (otro.columnas, otro.renglones)


def test_antes_del_corte_no_hay_extracto(gente: list[Candidatura], ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="Todavía no está"):
        _pedir(ahora)
    assert entregados(CLAVE) == []


def test_cada_cruce_lleva_azar_con_su_propio_epsilon_y_suma_lo_que_se_sabe(
    gente: list[Candidatura], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cuántas hay de cada sexo, cargo y edad es público: lo estimado de cada una suma eso."""
    escalas = list[Fraction]()
    durango = replace(definicion(CLAVE), epsilon_extracto="0.5")
    monkeypatch.setattr(procesos, "definicion", lambda _: durango)
    monkeypatch.setattr(ruido, "laplace", lambda escala: escalas.append(escala) or 1)
    asentar(CLAVE, ahora=PASADO)
    hecho, celdas = _pedir(), Counter[tuple[str, ...]]()
    for pregunta, _, sexo, cargo, edad, estimado, desde, hasta, _ in hecho.renglones:
        celdas[pregunta, sexo, cargo, edad] += int(estimado)
        assert int(desde) <= int(estimado) <= int(hasta)
        assert int(hasta) > int(desde)
    assert {*celdas.values()} == {97}
    assert (hecho.epsilon, {*escalas}) == (Fraction(1, 2), {2 / Fraction("1.0986"), Fraction(4)})


@pytest.mark.postgres
def test_dos_que_se_piden_a_la_vez_no_llevan_el_mismo_numero(
    con_respuestas: list[Candidatura], monkeypatch: pytest.MonkeyPatch
) -> None:
    """El número se toma con la bitácora apartada: quien llega después espera y cuenta el de antes."""
    pasos = list[str]()
    for nombre in ("ordenar", "entregados"):
        de_veras = getattr(extraccion, nombre)
        espiar = lambda *a, n=nombre, f=de_veras: pasos.append(n) or f(*a)  # noqa: E731
        monkeypatch.setattr(extraccion, nombre, espiar)
    assert [_pedir().numero[-3:], _pedir().numero[-3:]] == ["001", "002"]
    assert pasos == ["ordenar", "entregados"] * 2


def test_queda_quien_para_que_y_para_quien_en_la_bitacora_de_b(con_respuestas: list[Any]) -> None:
    hecho = _pedir()
    [entrada] = entregados(CLAVE)
    assert entrada.actor == DINA.actor
    assert entrada.datos == {
        "numero": hecho.numero, "proposito": PROPOSITO, "destinatario": DESTINO,
        "renglones": len(hecho.renglones), "proceso": CLAVE,
    }  # fmt: skip
    assert not Entrada.objects.using("default").filter(acto="extracto_entregado").exists()


@pytest.mark.parametrize("por", [CORA, COMISION, Alcance.sistema("x")])
def test_solo_administracion_lo_pide(con_respuestas: list[Any], por: Alcance) -> None:
    with pytest.raises(NoEncontrado):
        _pedir(por=por)
    assert entregados(CLAVE) == []


@pytest.mark.parametrize(("campo", "valor"), [("proposito", "estudio"), ("destinatario", "  ")])
def test_sin_proposito_o_sin_destinatario_no_hay_extracto(
    con_respuestas: list[Any], campo: str, valor: str
) -> None:
    with pytest.raises(ErrorDeDominio) as fallo:
        _pedir(**{campo: valor})
    assert fallo.value.campo == campo
    assert entregados(CLAVE) == []


def test_la_pantalla_lo_entrega_sin_dejarlo_en_cache(
    con_respuestas: list[Any], dina: Client, comision: Client
) -> None:
    datos = {"proposito": PROPOSITO, "destinatario": DESTINO}
    temprana = dina.post("/informes/extracto/", datos)  # la hora de la prueba es anterior al corte
    assert (temprana.status_code, "Todavía no está" in temprana.content.decode()) == (409, True)
    with reloj.congelado(PASADO):
        respuesta = dina.post("/informes/extracto/", datos)
    assert respuesta["Content-Disposition"] == f'attachment; filename="EXT-{CLAVE}-001.xlsx"'
    assert "no-store" in respuesta["Cache-Control"]
    fallida = dina.post("/informes/extracto/", datos | {"proposito": "corto"})
    assert fallida.status_code == 422
    assert DESTINO in fallida.content.decode()  # lo escrito se conserva
    assert PROPOSITO in dina.get("/informes/extracto/").content.decode()
    assert comision.get("/informes/extracto/").status_code == 404


@pytest.mark.lenta
def test_nada_del_extracto_llega_a_disco_ni_a_una_instantanea(con_respuestas: list[Any]) -> None:
    hecho = _pedir()
    publicar(CLAVE, ahora=PASADO, cortes=True)
    canarios = [hecho.numero, "canario-proposito-zq", "canario-destino-zq"]
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
