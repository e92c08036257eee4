"""Una pregunta con `cargos` solo se hace a quien compite por ellos: al resto no se le pide ni se le echa en cara."""

from __future__ import annotations

import io
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

import constan
from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.curricular.consultas import borrador
from conoceles.expediente.actos.decisiones import validar
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.faltantes import partes
from conoceles.informes.contexto import Contexto
from conoceles.informes.tablas.completitud import por_rubro
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErroresDeCampos
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.publicador import publicar
from personas import CLAVE, CORA, SISTEMA, capturar, enviar, guardar, recargar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.lenta
NO_SE_PREGUNTA = "No se pregunta para este cargo."
PREGUNTA = """
[[secciones]]
clave = "programa"
titulo = "Trabajo con su lista"
clase = "propuesta"

[[secciones.campos]]
clave = "acuerdo_de_lista"
visibilidad = "publica"
columna = "ACUERDO_DE_LISTA"
etiqueta = "Qué acordó con el resto de su lista"
tipo = "texto"
obligatorio = true
articulo = "Acuerdo del instituto"
maximo = 200
compara = true
cargos = ["diputacion-rp"]
"""


@pytest.fixture
def de_mayoria(candidatura: Candidatura, tmp_path: Path, ahora: datetime) -> Candidatura:
    """La de Eva, cuando el instituto ya agregó una pregunta que solo va a las listas."""
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "eleccion")
    with (carpeta / "curricular.toml").open("a", encoding="utf-8") as toml:
        toml.write(PREGUNTA)
    assert recargar(carpeta, ahora)["cambio"]
    return candidatura


@pytest.fixture
def de_lista(proceso: Proceso, de_mayoria: Candidatura, ahora: datetime) -> Candidatura:
    """Otra del PRI, en la lista de representación proporcional."""
    pri = proceso.fuerzas.get(siglas="PRI")
    contienda = proceso.contiendas.get(clave="diputacion-rp")
    formula = Formula.objects.create(contienda=contienda, fuerza=pri, responde=pri, posicion=1)
    persona = Persona.objects.create(proceso=proceso, nombre="ROSA DE LISTA", sexo="mujer")
    otra = Candidatura.objects.create(
        proceso=proceso, folio="bbbb2222", formula=formula, persona=persona, calidad="propietaria",
        registrada_en=ahora,
    )  # fmt: skip
    constan.alta(otra)
    habilitar(candidatura=otra, por=SISTEMA, ahora=ahora)
    otra.refresh_from_db()
    return otra


def tareas(candidatura: Candidatura) -> set[str]:
    from conoceles.expediente.consultas import tareas
    from conoceles.expediente.rondas import abierta

    return {t.clave for t in tareas(candidatura, abierta(candidatura, reloj.ahora()), leido=True)}


def publicada(candidatura: Candidatura, datos: Path, ahora: datetime) -> str:
    validar(candidatura=candidatura, por=CORA, ahora=ahora)
    publicar(CLAVE, ahora=ahora)
    return (datos / f"sitio/{CLAVE}/actual/candidaturas/{candidatura.folio}/index.html").read_text("utf-8")


def test_a_la_lista_se_le_pide_y_sin_ella_no_se_envia(de_lista: Candidatura, ahora: datetime) -> None:
    assert "programa" in tareas(de_lista)
    capturar(de_lista, ahora)
    with pytest.raises(ErroresDeCampos) as falta:
        enviar(de_lista, ahora)
    assert list(falta.value.errores) == ["acuerdo_de_lista"]
    guardar(de_lista, "programa", {"acuerdo_de_lista": "Repartirnos las comisiones."}, ahora)
    assert enviar(de_lista, ahora)


def test_a_las_demas_no_se_les_pregunta_ni_les_falta(
    ana: Client, de_mayoria: Candidatura, ahora: datetime
) -> None:
    assert "programa" not in tareas(de_mayoria)
    capturar(de_mayoria, ahora)
    assert ana.get(f"/candidaturas/{de_mayoria.folio}/programa/").status_code == 404
    assert (
        "Trabajo con su lista" not in ana.get(f"/candidaturas/{de_mayoria.folio}/verificar/").content.decode()
    )
    assert enviar(de_mayoria, ahora)


@pytest.mark.usefixtures("datos")
def test_el_perfil_dice_que_no_se_pregunta_para_ese_cargo(
    de_mayoria: Candidatura, datos: Path, ahora: datetime
) -> None:
    secretos.crear_faltantes()
    publicar(CLAVE, ahora=ahora)
    perfil = datos / f"sitio/{CLAVE}/actual/candidaturas/{de_mayoria.folio}/index.html"
    assert "trabajo con su lista" not in perfil.read_text("utf-8")  # tampoco entre lo que «se publicaría»
    capturar(de_mayoria, ahora)
    enviar(de_mayoria, ahora)
    html = publicada(de_mayoria, datos, ahora)
    seccion = html.partition('id="programa"')[2].partition("</section>")[0]
    assert NO_SE_PREGUNTA in seccion
    assert "opcional" not in seccion
    boleta = datos / f"sitio/{CLAVE}/actual/contiendas/{de_mayoria.formula.contienda.clave}/index.html"
    assert "Qué acordó con el resto de su lista" not in boleta.read_text("utf-8"), (
        "a nadie de ella se le pregunta"
    )


def test_la_hoja_dice_que_no_guardo_lo_que_no_se_pregunta(
    ana: Client, de_mayoria: Candidatura, ahora: datetime
) -> None:
    capturar(de_mayoria, ahora)
    libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
    hoja = libro["CANDIDATURAS"]
    hoja.cell(3, {c.value: c.column for c in hoja[2]}["acuerdo_de_lista"], "Esto no va aquí")
    salida = io.BytesIO()
    libro.save(salida)
    archivo = SimpleUploadedFile("hoja.xlsx", salida.getvalue())
    dicho = ana.post("/herramientas/cargar/", {"hoja": archivo}).content.decode()
    assert f"Qué acordó con el resto de su lista: {NO_SE_PREGUNTA}" in dicho
    assert "programa" not in borrador(de_mayoria)


def test_los_informes_no_la_cuentan_como_falta(
    de_mayoria: Candidatura, de_lista: Candidatura, ahora: datetime
) -> None:
    contexto = Contexto(definicion(CLAVE), ahora)
    filas = {fila[0]: fila for fila in por_rubro(contexto).renglones}
    _, con, _, sin, _ = filas["Qué acordó con el resto de su lista"]
    assert (con, sin) == (0, 1)  # de dos registradas, solo a una se le pregunta
    assert "programa" not in {p.clave for p in partes(de_mayoria, ahora)}
    assert "programa" in {p.clave for p in partes(de_lista, ahora)}
