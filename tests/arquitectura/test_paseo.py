"""El paseo de cada dato: entra a cada sala a lo suyo una vez, y ninguna sala llama hacia arriba (docs/evidencia/diseno.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from arquitectura.paseo import Paseo, paseo
from cargada import cargada
from conoceles.bitacora import compuerta
from conoceles.estadistica.consultas import publica
from conoceles.expediente.actos.decisiones import tomar, validar
from conoceles.expediente.actos.envios import enviar
from conoceles.expediente.actos.importacion import importar
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.publicacion.publicador import publicar
from personas import CLAVE, CORA, LARGO, SISTEMA, de_partido, guardar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

DOCUMENTO = RAIZ_PROYECTO / "docs" / "evidencia" / "diseno.md"
DOS_VECES = {  # lo que no pregunta nada nuevo: por qué se llama más de una vez
    "bitacora.operaciones.registrar": "una cadena en cada base",
    "bitacora.operaciones.registrar_varios": "una por clase de acto",
    "candidaturas.constancia.anotar": "una cadena en cada base",
    "bitacora.compuerta.cerrada": "una por acto sin vuelta",
    "bitacora.consultas.cabeza": "una cadena en cada base",
    "bitacora.consultas.desde": "una cadena en cada base",
    "bitacora.consultas.sellada": "una por entrada que se lee",
    "bitacora.consultas.selladas": "una por duda: qué sigue hallado en la base",
    "integridad.pregunta.de_candidaturas": "al apartar las que salen, y al asentar que salieron",
    "bitacora.consultas.autenticas_de": "una por comparación con lo asentado",
    "bitacora.selladas.tablas.tablas": "una por comparación con lo asentado",
    "bitacora.selladas.recogida.pendientes": "una por comparación con lo asentado",
    "integridad.pregunta.ajenas": "una en cada base, y otra de las invitaciones",
    "integridad.recordadas.todas": "en cada una se leen solo las entradas que se agregaron",
    "bitacora.selladas.recogida.apuntar": "una por fila que se escribe",
    "integridad.escritas._por_guardar": "una por fila que se escribe",
    "integridad.escritas._guardada": "una por fila que se escribe",
    "proceso.preguntas.validacion.revisar": "una vez por cuestionario",
    "proceso.preguntas.condiciones.visible": "una vez por pregunta que depende de otra",
    "expediente.documentos.formatos_pdf.aviso": "un PDF por aviso de privacidad",
    "estadistica.publicado.de_pregunta": "una por indicador",
    "estadistica.graficas.archivo": "uno por indicador",
    "estadistica.graficas.barras": "una por indicador",
    "identidad.totales.contadas.celdas": "una por indicador",
    "estadistica.graficas.png": "una por indicador",
    "estadistica.graficas.tal_cual": "lo que dice una gráfica en español, una vez por letrero",
    "identidad.totales.contadas.es_decision": "una por indicador",
    "bitacora.actos.publica": "una por asiento nuevo",
    "registro.merkle.hoja": "una por archivo publicado",
    "registro.merkle.nodos": "una por piso del árbol del manifiesto",
    "proceso.lenguas.traducibles.vigentes": "una por lengua que la elección declara",
    "proceso.boleta.se_elige.dichos": "lo que se elige, en cada página que lo dice",
    "proceso.boleta.se_elige.como_se_gana": "una por boleta, en cada página que lo dice",
    "proceso.preguntas.medidas.en_palabras": "una por respuesta, en cada archivo en que se lee",
    "proceso.preguntas.domicilios.varios": "una por pregunta de domicilio, en cada archivo en que se lee",
}
TODAVIA = {  # paseo → pregunta que aún se repite, y cuántas veces a lo más
    "página": {
        "proceso.consultas.definicion": 4,  # publicar, asentar, los avisos y las cuentas entran por la clave
        "proceso.consultas.franja_de": 2,  # la llave de la instantánea y la página
        "expediente.consultas.secciones_publicables": 4,  # las fichas, las cuentas y de cuándo es lo último, dos veces
        "expediente.notas.notas_de": 2,  # las fichas y las concluidas
    },
    "envío": {
        "candidaturas.consultas.solo_derechos": 2
    },  # cada permiso de identidad mira si quien envía ya solo conserva derechos
    "renglón": {"proceso.consultas.definicion": 2},  # el calendario abre la captura de quien acaba de llegar
}
_FUNCION = re.compile(
    r"(?!arranque\.)[a-z0-9_.]+"
)  # de un módulo; los métodos de un valor no preguntan nada a su sala


@pytest.fixture
def paseos(capturada: Candidatura, ahora: datetime, datos: Path) -> Callable[[str], Paseo]:
    """`paseos(cual)`: hace de verdad lo que ese paseo nombra y devuelve por dónde pasó."""
    secretos.crear_faltantes()

    def _hacer(cual: str) -> Paseo:
        hacer = _pasos(capturada, ahora)[cual]()
        with paseo() as visto:
            hacer()
        return visto

    return _hacer


def _pasos(candidatura: Candidatura, ahora: datetime) -> dict[str, Callable[[], Callable[[], Any]]]:
    def enviada() -> None:
        enviar(candidatura=candidatura, por=de_partido(candidatura), ahora=ahora)
        tomar(candidatura=candidatura, por=CORA, ahora=ahora)
        validar(candidatura=candidatura, por=CORA, ahora=ahora)

    def despues(hacer: Callable[[], Any]) -> Callable[[], Any]:
        enviada()
        return hacer

    return {
        "respuesta": lambda: lambda: guardar(candidatura, "historia", {"historia": LARGO}, ahora),
        "envío": lambda: lambda: enviar(candidatura=candidatura, por=de_partido(candidatura), ahora=ahora),
        "página": lambda: despues(lambda: publicar(CLAVE, ahora=ahora)),
        "celda": lambda: despues(lambda: publica(CLAVE)),
    }


@pytest.mark.parametrize("cual", ["respuesta", "envío", "página", "celda"])
def test_en_su_paseo_un_dato_no_pregunta_dos_veces_ni_vuelve(
    cual: str, paseos: Callable[[str], Paseo]
) -> None:
    visto = paseos(cual)
    _sin_repetir(cual, visto)
    _sin_subir(visto)
    _como_dice_el_documento(cual, visto)


def test_en_su_paseo_un_renglon_del_padron_no_pregunta_dos_veces_ni_vuelve(
    base: None, datos: Path, ahora: datetime, tmp_path: Path
) -> None:
    cargada(CLAVE, ahora=ahora)
    archivo = tmp_path / "uno.csv"
    archivo.write_text(
        "CARGO,DISTRITO,PARTIDO,POSICION,CALIDAD,NOMBRE,SEXO,FECHA_NACIMIENTO\n"
        "DIPUTACIÓN DE MAYORÍA RELATIVA,1,PRI,1,PROPIETARIA,MARÍA ÑÁÑEZ,MUJER,17/05/1980\n"
    )
    with paseo() as visto:
        informe = importar(archivo, proceso=CLAVE, simular=False, por=SISTEMA, ahora=ahora)
    assert informe.altas == 1
    _sin_repetir("renglón", visto)
    _sin_subir(visto)
    _como_dice_el_documento("renglón", visto)


def _dudas() -> set[str]:
    """Las declara la sala que las sabe: la compuerta, que está abajo, las pregunta en cada acto sin vuelta, sin conocerlas."""
    return {
        f"{d.__module__}.{d.__name__}".removeprefix("conoceles.") for d in compuerta.declaradas().values()
    }


def _sin_repetir(cual: str, visto: Paseo) -> None:
    veces = {
        funcion: cuantas
        for sala in visto.salas
        for funcion, cuantas in visto.entradas(sala).items()
        if cuantas > 1 and _FUNCION.fullmatch(funcion) and funcion not in DOS_VECES.keys() | _dudas()
    }
    admite = TODAVIA.get(cual, {})
    assert veces.keys() == admite.keys(), "se pregunta más de una vez lo mismo a otra sala, o ya no"
    assert all(cuantas <= admite[funcion] for funcion, cuantas in veces.items()), veces


def _sin_subir(visto: Paseo) -> None:
    pisos = _pisos() | {"lector": -1}  # no importa nada nuestro
    suben = {
        (de, a, funcion)
        for de, a, funcion in visto.llamadas
        if a != "arranque"
        and funcion not in _dudas()
        and pisos[a] > pisos[de]  # `arranque.bases` elige la base por Django, no la llama una sala
    }
    assert not suben, f"vuelve a una sala de arriba: {suben}"


def _pisos() -> dict[str, int]:
    """Sala → piso, según las flechas de `pyproject.toml`; el de abajo es 0."""
    contratos = tomllib.loads((RAIZ_PROYECTO / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    [flechas] = [c["layers"] for c in contratos if c["type"] == "layers"]
    return {
        sala.strip().removeprefix("conoceles."): piso
        for piso, renglon in enumerate(reversed(flechas))
        for sala in renglon.split("|")
    }


def _como_dice_el_documento(cual: str, visto: Paseo) -> None:
    """El documento nombra las salas en que entra; los archivos, cuántos a lo más."""
    _, _, tabla = DOCUMENTO.read_text().partition("\n## El paseo\n")
    [renglon] = re.findall(rf"^\| {cual} \|(.*)\|$", tabla.partition("\n## ")[0], re.M)
    salas, archivos = (celda.strip() for celda in renglon.split("|")[1:3])
    assert sorted(salas.replace("`", "").split(" · ")) == sorted(visto.salas - {"arranque"})
    assert len(visto.archivos) <= int(archivos)
