"""Una candidatura se reduce a lo que se cuenta: su lugar en la boleta, y de lo que envió, solo lo que ya se publica."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conoceles.curricular.models import VersionCurricular
from conoceles.estadistica.consultas import en_corte, publica
from conoceles.estadistica.identidad import tablas
from conoceles.estadistica.poblacion import Registro, registros
from conoceles.expediente.actos.decisiones import Reparo, observar_secciones, validar
from conoceles.identidad.totales import tablas as guardadas
from conoceles.nucleo import reloj
from conoceles.proceso import consultas as procesos
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Contienda, Proceso
from estadistica.treinta_y_seis import candidatura_numero
from personas import CLAVE, CORA, capturar, enviar, poner_en
from sumadas import callada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


def _de(candidatura: Candidatura, corte: datetime | None = None) -> Registro:
    return next(r for r in registros(definicion(CLAVE), corte) if r.folio == candidatura.folio)


def _validada(candidatura: Candidatura, ahora: datetime) -> frozenset[str]:
    """Capturada, enviada y validada. Devuelve todas sus secciones."""
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    validar(candidatura=candidatura, por=CORA, ahora=ahora)
    secciones = definicion(CLAVE).curricular.secciones
    return frozenset({"fotografia", "identidad", *(s.clave for s in secciones)})


def test_la_validada_cuenta_con_todo_lo_suyo(candidatura: Candidatura, ahora: datetime) -> None:
    todas = _validada(candidatura, ahora)
    esperado = Registro(
        clave=candidatura.clave_identidad, folio="aaaa1111", estado="validada", enviada=True,
        contienda="diputacion-mr-01", cargo="diputacion-mr", fuerza="PRI", responde="PRI", distrito="1", municipio="",
        sexo="mujer", edad="40-49", respuestas={"grado": "sin_estudios"}, principio="MR", calidad="propietaria",
        posicion="", acciones=(), persona=candidatura.persona_id, salen=todas,
        contestadas=frozenset({"grado", "historia", "trayectoria"}),
    )  # fmt: skip
    assert _de(candidatura) == _de(candidatura, ahora) == esperado
    assert esperado.con_informacion
    assert (esperado.de("grado"), esperado.de("sexo"), esperado.de("posicion")) == (
        "sin_estudios",
        "mujer",
        "",
    )
    assert registros(definicion(CLAVE), ahora - timedelta(days=1)) == []


def test_la_que_no_ha_enviado_cuenta_sin_respuestas(candidatura: Candidatura, ahora: datetime) -> None:
    registro = _de(candidatura)
    assert (registro.enviada, registro.respuestas, registro.salen) == (False, {"grado": ""}, frozenset())
    assert not registro.con_informacion


def test_de_lo_observado_no_se_cuenta_la_respuesta(candidatura: Candidatura, ahora: datetime) -> None:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    reparos = [Reparo("estudios", "incompleta", "Diga en qué escuela.")]
    observar_secciones(candidatura=candidatura, reparos=reparos, por=CORA, ahora=ahora)
    registro = _de(candidatura)
    assert (registro.enviada, registro.respuestas) == (True, {"grado": ""})
    assert "estudios" not in registro.salen
    assert "historia" in registro.salen
    assert registro.con_informacion


def test_la_de_lista_no_tiene_distrito_y_dice_su_lugar(candidatura: Candidatura, ahora: datetime) -> None:
    contiendas = list(Contienda.objects.order_by("orden"))
    lista = next(n for n, c in enumerate(contiendas) if c.cargo == "diputacion-rp")
    de_lista = _de(candidatura_numero(lista, ahora))
    assert (de_lista.principio, de_lista.distrito, de_lista.posicion) == ("RP", "", str(lista + 1))


def test_leer_a_muchas_hace_las_consultas_que_leer_a_una(ahora: datetime, proceso: Proceso) -> None:
    eleccion, hechas = definicion(CLAVE), []
    registros(eleccion)  # lo que se recuerda de una vez a otra ya no cuenta
    for cuantas in range(1, 5):
        candidatura_numero(cuantas, ahora)
        with CaptureQueriesContext(connection) as consultas:
            assert len(registros(eleccion)) == cuantas
        hechas.append(len(consultas))
    assert len(set(hechas)) == 1


def test_la_tabla_de_identidad_que_no_ha_salido_no_trae_ninguna_cuenta(
    proceso: Proceso, ahora: datetime
) -> None:
    for tabla, celdas, estado in tablas(definicion(CLAVE), 5, ahora).values():
        assert (tabla.poblacion, tabla.cifras, estado) == (5, {}, "por_publicar")
        assert {c["valor"] for c in celdas} == {None}


def _asentar(cuantas: int, ahora: datetime) -> None:
    """La tabla de la p1 de otras tantas que no contestaron."""
    personas = {uuid4(): callada(uuid4()) for _ in range(cuantas)}
    guardadas.asentar(definicion(CLAVE), personas, ["p1"], corte=ahora, ahora=ahora)


def test_la_tabla_de_identidad_asentada_dice_cada_respuesta_con_su_nombre(
    proceso: Proceso, sin_azar: None, ahora: datetime
) -> None:
    _asentar(40, ahora)
    tabla, celdas, estado = tablas(definicion(CLAVE), 40, ahora)["p1"]
    assert (tabla.poblacion, estado) == (40, "asentada")
    dichas = {c["etiqueta"]: (c["estimado"], c["desde"], c["hasta"], c["texto"]) for c in celdas}
    assert dichas == {
        "Sí": (0, 0, 5, "de 0 a 5"),
        "No": (0, 0, 5, "de 0 a 5"),
        "Prefiero no contestar": (0, 0, 5, "de 0 a 5"),
        "Sin respuesta": (40, 35, 40, "unas 40 (35 a 40)"),
    }


def test_quien_no_contesto_lo_que_se_cuenta_no_tiene_grupo(proceso: Proceso, ahora: datetime) -> None:
    con_grado = candidatura_numero(3, ahora)
    assert _de(con_grado).respuestas == {"grado": "licenciatura"}
    sin_grado = candidatura_numero(4, ahora)
    VersionCurricular.objects.create(
        candidatura=sin_grado, numero=1, origen="importada", contenido={"historia": "Una."},
        cuestionario_version="1", huella="0" * 64, por="prueba", en=ahora,
    )  # fmt: skip
    assert _de(sin_grado).enviada
    assert _de(sin_grado).respuestas == {"grado": ""}


def test_en_un_corte_pasado_el_corte_es_ese_y_no_el_ultimo_acto(
    candidatura: Candidatura, ahora: datetime
) -> None:
    despues = ahora + timedelta(hours=1)
    cortes = {i["corte"] for i in en_corte(CLAVE, despues) if i["corte_texto"].startswith("Último acto")}
    assert cortes == {"2024-04-25T11:00:00-06:00"}


def test_el_corte_de_lo_que_esta_vivo_es_el_ultimo_acto_aunque_pasen_los_dias(
    candidatura: Candidatura, ahora: datetime
) -> None:
    with reloj.congelado(ahora + timedelta(days=3)):
        cortes = {i["corte"] for i in publica(CLAVE) if i["corte_texto"].startswith("Último acto")}
    assert cortes == {"2024-04-25T10:00:00-06:00"}


def test_el_corte_de_una_tabla_se_dice_en_la_hora_de_su_eleccion(
    proceso: Proceso, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No en la de la máquina: en Tijuana es una hora antes."""
    durango = definicion(CLAVE)
    tijuana = replace(durango, calendario=replace(durango.calendario, zona="America/Tijuana"))
    _asentar(40, ahora)
    monkeypatch.setattr(procesos, "definicion", lambda _: tijuana)
    cortes = [i["corte"] for i in en_corte(CLAVE, ahora) if i["denominador"] == 40]
    assert cortes == ["2024-04-25T09:00-07:00"]


def test_una_accion_afirmativa_cuenta_a_las_que_la_traen(
    registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    accion = definicion(CLAVE).acciones_afirmativas[0]
    registrar("bbbb2222", siglas="PAN")
    con_accion = registrar("aaaa1111")
    type(con_accion).objects.filter(pk=con_accion.pk).update(acciones_afirmativas=[accion.clave])
    celdas = next(i for i in publica(CLAVE) if i["id"] == "acciones.registradas")["celdas"]
    assert {c["etiqueta"]: c["valor"] for c in celdas if c["valor"]} == {accion.nombre: 1}


def test_la_que_salio_de_la_eleccion_ya_no_cuenta(
    registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    sigue, sale = registrar("aaaa1111"), registrar("bbbb2222", siglas="PAN")
    poner_en(sale, "cancelada")
    assert [r.folio for r in registros(definicion(CLAVE))] == [sigue.folio]


def test_un_indicador_sale_con_todo_lo_que_dice_como_se_conto(
    candidatura: Candidatura, ahora: datetime
) -> None:
    _validada(candidatura, ahora)
    dicho = next(i for i in publica(CLAVE) if i["id"] == "captura.fuerza")
    assert dicho == {
        "id": "captura.fuerza",
        "titulo": "Avance de captura por fuerza política",
        "clase": "avance",
        "poblacion": "Candidaturas registradas, propietarias y suplentes",
        "numerador": "Candidaturas con cuestionario curricular enviado",
        "denominador": 1,
        "denominador_texto": "Candidaturas registradas de cada grupo",
        "corte": "2024-04-25T10:00:00-06:00",
        "corte_texto": "Último acto asentado en la bitácora de la elección",
        "proteccion": "ninguna",
        "estado": "asentada",
        "celdas": [
            {
                "clave": "PRI", "etiqueta": "Partido Revolucionario Institucional", "valor": 1,
                "texto": "1 de 1 (100.0 %)", "de": 1,
            },
        ],
        "frase": "Ha enviado su cuestionario curricular 1 de 1 candidatura registrada (100.0 %).",
    }  # fmt: skip
