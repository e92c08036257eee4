"""Un instituto nuevo escribe una carpeta y no toca código: otro estado, otros cargos."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.operaciones import cargar
from conoceles.proceso.preguntas.validacion import revisar

PROCESO = """
clave = "prueba-2030"
nombre = "Elección de ayuntamientos"
entidad = "Estado de Prueba"

[recordatorios]
dias = [5, 2]

[derechos]
respuesta_dias = 15
[conservacion]
bloqueo_dias = 60

[institucion]
siglas = "IEP"
nombre = "Instituto de Prueba"
unidad = "Unidad de Transparencia"
correo = "transparencia@ejemplo.mx"
telefono = "999 123 4567"
sitio = "https://ejemplo.mx"

[calendario]
zona = "America/Cancun"
todos_los_dias_habiles = true
[calendario.fechas]
registro_inicio = { dia = 2030-03-01, acuerdo = { numero = "IEP/CG01/2029", fecha = 2029-11-01, organo = "Consejo General" } }
registro_fin = { dia = 2030-03-10 }
campana_inicio = { dia = 2030-04-01 }
captura_inicio = { dia = 2030-04-01 }
publicacion_inicio = { dia = 2030-04-02 }
identidad_corte = { dia = 2030-04-20 }
jornada = { dia = 2030-06-02 }
[calendario.captura]
dias = 10
habiles = true
acuerdo = { numero = "IEP/CG02/2029" }

[[cargos]]
clave = "presidencia"
nombre = "Presidencia municipal"
ambito = "municipio"
[[cargos]]
clave = "sindicatura"
nombre = "Sindicatura"
ambito = "municipio"
calidades = ["propietaria"]
[[cargos]]
clave = "regiduria-rp"
nombre = "Regiduría de representación proporcional"
ambito = "municipio"
principio = "RP"
lista = 6

[[fuerzas]]
siglas = "AZ"
nombre = "Partido Azul"
tipo = "partido"
[[fuerzas]]
siglas = "VE"
nombre = "Partido Verde Limón"
tipo = "partido"
[[fuerzas]]
siglas = "CC"
nombre = "Azul y Verde"
tipo = "candidatura_comun"
integrantes = ["AZ", "VE"]

[archivos]
convenios = "convenios.csv"

[[avisos]]
clave = "simplificado"
titulo = "Aviso"
version = "1"
archivo = "aviso.md"
acuerdo = { numero = "CT/01/2029" }
[[avisos]]
clave = "integral"
titulo = "Aviso integral"
version = "1"
archivo = "aviso.md"
acuerdo = { numero = "CT/01/2029" }
"""
CURRICULAR = """
version = "1"
[[secciones]]
clave = "vida"
titulo = "Vida"
[[secciones.campos]]
clave = "lengua"
visibilidad = "publica"
columna = "LENGUA"
etiqueta = "¿Qué lengua habla?"
tipo = "opcion"
obligatorio = true
articulo = "Lineamientos locales, art. 4"
opciones = [{ clave = "maya", etiqueta = "Maya" }, { clave = "otra", etiqueta = "Otra" }]
"""
IDENTIDAD = """
version = "1"
[[grupos]]
clave = "cuidados"
nombre = "Personas cuidadoras"
[[secciones]]
clave = "propia"
titulo = "Pregunta propia del instituto"
grupo = "cuidados"
[[secciones.campos]]
clave = "x1"
visibilidad = "con_consentimiento"
columna = "x1"
numero = "21"
etiqueta = "¿Es persona cuidadora?"
tipo = "opcion"
opciones = [{ clave = "si", etiqueta = "Sí" }, { clave = "no", etiqueta = "No" }]
"""


# Carga completa: lo único que se le dice es de la muestra de la boleta, que nadie está obligado a ilustrar.
SIN_EMBLEMA = "En la muestra de la boleta, sin emblema y con sus siglas: AZ, VE."


@pytest.fixture
def instituto(tmp_path: Path) -> Path:
    """Una carpeta escrita desde cero."""
    archivos = {
        "proceso.toml": PROCESO, "curricular.toml": CURRICULAR, "identidad.toml": IDENTIDAD, "aviso.md": "# Aviso\n",
        "municipios.csv": "clave_inegi,municipio\n001,Villa Uno\n002,Ciudad Dos\n",
        "convenios.csv": "coalicion,municipio,partido_que_sigla\nCC,002,VE\n",
    }  # fmt: skip
    for nombre, texto in archivos.items():
        (tmp_path / nombre).write_text(texto, encoding="utf-8")
    return tmp_path


def test_otro_instituto_define_sus_cargos(instituto: Path) -> None:
    definicion = leer_carpeta(instituto)
    assert [c.clave for c in definicion.contiendas] == [
        "presidencia-villa-uno", "presidencia-ciudad-dos", "sindicatura-villa-uno", "sindicatura-ciudad-dos",
        "regiduria-rp-villa-uno", "regiduria-rp-ciudad-dos",
    ]  # fmt: skip
    assert definicion.contiendas[0].nombre == "Presidencia municipal de Villa Uno"
    assert definicion.calendario.captura_acuerdo is not None
    registro = definicion.calendario.fechas["registro_inicio"].acuerdo
    assert registro is not None
    assert registro.organo == "Consejo General"


def test_una_candidatura_comun_se_convenia_por_municipio(instituto: Path) -> None:
    siglados = leer_carpeta(instituto).siglados
    assert {s.contienda for s in siglados} == {
        "presidencia-ciudad-dos", "sindicatura-ciudad-dos", "regiduria-rp-ciudad-dos"
    }  # fmt: skip
    assert {s.partido for s in siglados} == {"VE"}


def test_sus_propias_preguntas_se_validan(instituto: Path) -> None:
    definicion = leer_carpeta(instituto)
    assert [h.campo for h in revisar(definicion.curricular, {}, envio=True)] == ["lengua"]
    assert revisar(definicion.curricular, {"lengua": "maya"}, envio=True) == []
    assert [h.campo for h in revisar(definicion.identidad, {"x1": "tal vez"}, envio=True)] == ["x1"]


@pytest.mark.usefixtures("base")
def test_se_carga_en_la_misma_base(instituto: Path, ahora: datetime) -> None:
    resultado = cargar(instituto, por=Alcance.sistema("prueba"), ahora=ahora)
    assert (resultado["contiendas"], resultado["avisos"]) == (6, [SIN_EMBLEMA])
    assert consultas.definicion("prueba-2030") == leer_carpeta(instituto)
