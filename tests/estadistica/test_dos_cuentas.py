"""Otra cuenta, hecha con SQL y nada más, llega a los mismos números que el catálogo."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import publica
from conoceles.estadistica.recogida import recoger
from conoceles.identidad import borradores, documentos
from conoceles.identidad.llaves import llavero
from conoceles.identidad.operaciones import sellar
from conoceles.identidad.permisos.consentimiento import de_respuestas
from conoceles.nucleo import reloj
from conoceles.proceso.models import Proceso
from personas import CLAVE, consentir, de_ella, identidad_completa, registrada, respaldar, titular

pytestmark = pytest.mark.postgres
SIGLAS = ("PRI", "PAN", "MC")


@pytest.fixture
def treinta(proceso: Proceso, ahora: datetime) -> list[Candidatura]:
    """Diez de cada fuerza; las múltiplos de cinco son suplentes de lista, con su acción afirmativa."""
    hechas = [
        registrada(
            proceso, f"f{i:07}", ahora, siglas=SIGLAS[i % 3], calidad="propietaria" if i % 5 else "suplente"
        )
        for i in range(30)
    ]
    lista = proceso.contiendas.get(clave="diputacion-rp")
    for i, candidatura in enumerate(hechas):
        candidatura.persona.sexo = ("mujer", "hombre", "mujer", "no_binario")[i % 4]
        candidatura.persona.save()
        if i % 5 == 0:
            Formula.objects.filter(pk=candidatura.formula_id).update(contienda=lista)
            candidatura.acciones_afirmativas = ["jovenes"]
            candidatura.save()
    return hechas


def _celdas(indicador: str) -> dict[str, dict[str, Any]]:
    [objeto] = [i for i in publica(CLAVE) if i["id"] == indicador]
    return {celda["clave"]: celda for celda in objeto["celdas"]}


def _sql(grupo: str, donde: str = "1 = 1") -> dict[str, tuple[int, int]]:
    """Grupo → (mujeres, todas)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {grupo}, SUM(CASE WHEN p.sexo = 'mujer' THEN 1 ELSE 0 END), COUNT(*) "
            "FROM candidaturas_candidatura c JOIN candidaturas_persona p ON p.id = c.persona_id "
            "JOIN candidaturas_formula f ON f.id = c.formula_id "
            "JOIN proceso_contienda t ON t.id = f.contienda_id JOIN proceso_fuerza z ON z.id = f.fuerza_id "
            f"WHERE {donde} GROUP BY {grupo}"
        )
        return {str(clave): (int(mujeres), int(todas)) for clave, mujeres, todas in cursor.fetchall()}


@pytest.mark.parametrize(
    ("dimension", "grupo", "donde"),
    [
        ("cargo", "t.cargo", "1 = 1"),
        ("fuerza", "z.siglas", "1 = 1"),
        ("calidad", "c.calidad", "1 = 1"),
        ("posicion", "f.posicion", "t.cargo = 'diputacion-rp'"),
    ],
)
def test_la_paridad_es_la_que_cuenta_sql(
    treinta: list[Candidatura], dimension: str, grupo: str, donde: str
) -> None:
    celdas = _celdas(f"paridad.{dimension}")
    assert {clave: (c["valor"], c["de"]) for clave, c in celdas.items()} == _sql(grupo, donde)


def test_la_lista_dice_su_propio_denominador(treinta: list[Candidatura]) -> None:
    por_id = {i["id"]: i for i in publica(CLAVE)}
    assert (por_id["paridad.posicion"]["denominador"], por_id["paridad.cargo"]["denominador"]) == (6, 30)


def test_las_acciones_se_comparan_con_su_regla(treinta: list[Candidatura], proceso: Proceso) -> None:
    assert _celdas("acciones.registradas")["jovenes"]["texto"] == "6 registradas; la regla no fija un mínimo"
    proceso.definicion["acciones_afirmativas"][0]["minimo"] = 8
    proceso.huella = "otra"
    proceso.save()
    assert _celdas("acciones.registradas")["jovenes"]["texto"] == "6 registradas; la regla pide 8 o más"
    [objeto] = [i for i in publica(CLAVE) if i["id"] == "acciones.registradas"]
    assert objeto["frase"].endswith("no alcanzan el mínimo: Jóvenes.")


def test_la_identidad_es_la_que_cuenta_una_tabla_descifrada(
    proceso: Proceso, sin_azar: None, ahora: datetime
) -> None:
    """Se descifra todo en una tabla de esta prueba y se cuenta con SQL."""
    todas = [registrada(proceso, f"g{i:07}", ahora, siglas=SIGLAS[i % 3]) for i in range(24)]
    for i, candidatura in enumerate(todas):
        suya, cuando = i // 3, ahora - timedelta(hours=5, minutes=i)
        dijo = ("si", "no", "pnc")[(suya + suya // 3) % 3]
        _sellar(candidatura, cuando, publica=suya % 3 == 0, p1=dijo)
    corte = datetime.fromisoformat("2024-04-28T00:00:00-06:00")
    asentar(CLAVE, ahora=corte)
    with closing(sqlite3.connect(":memory:")) as tabla:
        _descifrar([c.clave_identidad for c in todas], corte, tabla)
        for indicador, columna in (
            ("identidad.indigena", "p1"),
            ("identidad.consentimiento_publicacion", "publicacion"),
        ):
            consulta = f"SELECT {columna}, COUNT(*) FROM respuestas GROUP BY {columna}"
            cuenta = {{1: "si", 0: "no"}.get(v, v): n for v, n in tabla.execute(consulta)}
            with reloj.congelado(corte):
                publicadas = {c: d["valor"] for c, d in _celdas(indicador).items() if d["valor"]}
            assert publicadas == {c: n for c, n in cuenta.items() if n}


def _descifrar(claves: list[UUID], corte: datetime, tabla: sqlite3.Connection) -> None:
    tabla.execute("CREATE TABLE respuestas (clave TEXT, p1 TEXT, publicacion INTEGER)")
    llaves, consentidos = llavero.obtener_varias(claves), documentos.consentidos(claves, corte)
    for clave, fila in documentos.ultimos(claves, corte).items():
        dicho = documentos.abrir(fila, llaves[clave]).respuestas
        tabla.execute(
            "INSERT INTO respuestas VALUES (?, ?, ?)",
            (str(clave), dicho["p1"], consentidos[clave].publicacion),
        )


def _sellar(candidatura: Candidatura, cuando: datetime, *, publica: bool, **distintas: Any) -> None:
    """Consiente la propia persona en su sesión y envía quien responde."""
    respuestas, dicho = identidad_completa(**distintas), consentir(publicacion=publica)
    ella = de_ella(candidatura)
    borradores.guardar(
        candidatura=candidatura, respuestas=respuestas | dicho, version=0, por=ella, ahora=cuando
    )
    sellar(
        candidatura=candidatura,
        respuestas=respuestas,
        consentimiento=de_respuestas(dicho),
        aviso_version="a",
        origen="envio",
        por=titular(candidatura),
        ahora=cuando,
    )
    respaldar(candidatura, cuando)


def test_las_visitas_son_de_dias_completos(proceso: Proceso, datos: Any, ahora: datetime) -> None:
    (datos / "visitas").mkdir(parents=True)
    (datos / "visitas" / "2024-04-24.1-a.json").write_text(f'{{"/{CLAVE}/": 3, "/otra/": 9}}')
    (datos / "visitas" / "2024-04-24.2-b.json").write_text(f'{{"/{CLAVE}/datos/": 4}}')
    (datos / "visitas" / "2024-04-25.1-a.json").write_text(f'{{"/{CLAVE}/": 50}}')
    recoger({})
    assert {c: d["valor"] for c, d in _celdas("visitas.dia").items()} == {"2024-04-24": 7}


def test_sin_el_dato_del_sexo_la_paridad_dice_sin_dato_y_nunca_cero(treinta: list[Candidatura]) -> None:
    for candidatura in treinta:
        candidatura.persona.sexo = "" if candidatura.formula.fuerza.siglas == "PAN" else "mujer"
        candidatura.persona.save()
    de_fuerza = _celdas("paridad.fuerza")
    assert (de_fuerza["PAN"]["valor"], de_fuerza["PAN"]["texto"]) == (None, "sin dato")
    assert de_fuerza["PRI"]["texto"].startswith("10 de 10")

    treinta[0].persona.__class__.objects.update(sexo="")
    paridades = [i for i in publica(CLAVE) if i["clase"] == "paridad"]
    assert {c["texto"] for i in paridades for c in i["celdas"]} == {"sin dato"}
    assert not [i["frase"] for i in paridades if "son de mujeres" in i["frase"]]
    assert paridades[0]["frase"].startswith("Sin dato")
