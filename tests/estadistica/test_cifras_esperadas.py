"""El archivo real del INE de 2022: cada cifra esperada, a la unidad, y las publicadas junto a las corregidas.

Los conteos exactos solo se comparan aquí: ningún archivo público los lleva.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.candidaturas.padron.renglones.respuestas import opcion
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.transiciones import sincronizar
from conoceles.identidad.totales.conteos import conteos_sueltos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.consultas import definicion
from conoceles.proceso.operaciones import cargar
from estadistica import conteo_del_archivo as archivo

pytestmark = pytest.mark.muestras
PROCESO = "durango-2021-2022"
SISTEMA = Alcance.sistema("prueba")
Cifras = dict[str, Any]


@pytest.fixture
def origen() -> Path:
    return Path(settings.CONOCELES_MUESTRAS) / "ine_local_2022"


@pytest.fixture
def esperadas(origen: Path) -> Cifras:
    cifras: Cifras = json.loads((origen / "cifras_esperadas.json").read_text())
    return cifras


@pytest.fixture
def importada(base: None, origen: Path, ahora: datetime) -> Any:
    """La elección de 2022, importada como siempre; devuelve el informe de importación."""
    sincronizar()
    cargar(RAIZ_PROYECTO / "procesos" / PROCESO, por=SISTEMA, ahora=ahora)
    ruta = origen / "baseDatosCandidatos.xls"
    return importar(ruta, proceso=PROCESO, simular=False, por=SISTEMA, ahora=ahora, aceptar=["ROL_CORREGIDO"])


def _sin_ceros(cuenta: Cifras) -> Cifras:
    return {clave: valor for clave, valor in cuenta.items() if valor}


def test_las_cifras_publicadas_y_las_corregidas_se_reproducen(
    origen: Path, esperadas: Cifras, capsys: pytest.CaptureFixture[str]
) -> None:
    """Una sola prueba imprime ambas: la regla ajena (rol de la primera hoja) y la corregida."""
    candidatos, identidad = archivo.renglones(origen / "baseDatosCandidatos.xls")
    total = archivo.contar(candidatos, identidad)
    publicadas = archivo.publicadas_por_su_autor(candidatos)
    corregidas = archivo.corregidas(identidad)
    with capsys.disabled():
        print(f"\npublicadas por su autor: {json.dumps(publicadas, ensure_ascii=False)}")
        print(f"corregidas: {json.dumps(corregidas, ensure_ascii=False)}")

    assert total == esperadas["total"]
    ajenas = {c: v for c, v in esperadas["jmtoral_published"].items() if c not in ("rule", "source")}
    assert publicadas == ajenas
    assert corregidas == {c: v for c, v in esperadas["corrected"].items() if c != "rule"}


@pytest.mark.lenta
def test_el_sistema_tiene_lo_curricular_de_durango_a_la_unidad(importada: Any, esperadas: Cifras) -> None:
    de_durango, d = esperadas["durango"], definicion(PROCESO)
    todas = list(Candidatura.objects.select_related("persona", "formula__fuerza", "formula__contienda"))
    versiones = [v.contenido for v in VersionCurricular.objects.all()]

    assert (len(todas), Formula.objects.count()) == (de_durango["rows"], de_durango["formulas"])
    assert len(versiones) == de_durango["curricular_answered"]
    assert Counter(c.persona.sexo.upper() for c in todas) == de_durango["SEXO"]
    assert Counter(d.cargo(c.formula.contienda.cargo).nombre.upper() for c in todas) == de_durango["CARGO"]
    fuerzas = {f.siglas: {f.nombre, *f.sinonimos} for f in d.fuerzas}
    nombres = {_llave(n): siglas for siglas, formas in fuerzas.items() for n in formas}
    assert Counter(c.formula.fuerza.siglas for c in todas) == {
        nombres[_llave(n)]: cuantas for n, cuantas in de_durango["PARTIDO_COALICION"].items()
    }
    for campo, columna in (("grado", "ESCOLARIDAD"), ("estatus_grado", "ESTATUS_ESCOLARIDAD")):
        cuenta = Counter(v.get(campo, "") for v in versiones) + Counter({"": len(todas) - len(versiones)})
        leidas: Counter[str] = Counter()
        for etiqueta, cuantas in de_durango[columna].items():  # «Trunco» y «Trunca» son la misma opción
            leidas["" if etiqueta == archivo.SIN else opcion(d.curricular, campo, etiqueta)] += cuantas
        assert cuenta == leidas


def test_el_sistema_tiene_edades_y_roles_de_durango_a_la_unidad(importada: Any, esperadas: Cifras) -> None:
    de_durango = esperadas["durango"]
    edades = list(Persona.objects.values_list("edad_publicada", flat=True))
    assert round(sum(edades) / len(edades), 4) == de_durango["edad_media"]
    assert {n: sum(a <= e <= b for e in edades) for n, a, b in archivo.RANGOS} == de_durango["edad_rangos"]

    roles = Counter(Candidatura.objects.values_list("calidad", "persona__sexo"))
    corregidos = de_durango["tipo_hoja_IDENTIDAD"]
    assert roles["propietaria", "mujer"] == corregidos["PROPIETARIA"]
    assert roles["propietaria", "hombre"] == corregidos["PROPIETARIO"]
    suplentes = sum(v for (calidad, _), v in roles.items() if calidad == "suplente")
    assert suplentes == corregidos["SUPLENTE"]
    # El rol que decía la primera hoja queda como dato: un aviso por renglón corregido.
    avisados = sum(aviso.codigo == "ROL_CORREGIDO" for aviso in importada.avisos)
    assert suplentes - avisados == de_durango["tipo_hoja_CANDIDATOS"]["SUPLENTE"]


def test_el_sistema_tiene_la_identidad_de_durango_a_la_unidad(importada: Any, esperadas: Cifras) -> None:
    """Antes de proteger: las veinte preguntas."""
    de_durango, d = esperadas["durango"], definicion(PROCESO)
    conteos = conteos_sueltos(PROCESO)
    for encabezado, esperada in de_durango["identidad"].items():
        pregunta = f"p{int(encabezado.split('.')[0])}"
        traducida = {
            "sin_respuesta" if e == archivo.SIN else opcion(d.identidad, pregunta, e): n
            for e, n in esperada.items()
        }
        assert _sin_ceros(dict(conteos[pregunta])) == traducida, pregunta
    assert de_durango["rows"] - conteos["p1"]["sin_respuesta"] == de_durango["identity_answered"]


def _llave(nombre: str) -> str:
    from conoceles.candidaturas.padron.renglones.normalizar import clave

    return clave(nombre)
