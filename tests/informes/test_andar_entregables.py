"""Los 21 entregables y la ruta 11.1 a 11.20, andados por las pantallas: cada uno se genera, se sube o lo cumple su acto; se
aprueba, se envía y se acusa, y cada paso mueve al otro libro. Quien anda solo sigue enlaces y formularios.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest

from conoceles.informes.documento import firmas
from conoceles.nucleo import reloj
from conoceles.publicacion.publicador import publicar
from identidad.documentos_de_prueba import pdf
from personas import CLAVE
from recorridos.viaje.a_pie import APie
from recorridos.viaje.instituto import leer_lo_publicado
from recorridos.viaje.lectora import Archivo
from recorridos.viaje.paginas import Pagina

if TYPE_CHECKING:
    from django.test import Client

SE_GENERAN = (3, 6, 7, 9, 11, 12, 13, 14, 15, 17, 19, 21, 100)
CON_EL_MISMO_INFORME = {17: 18, 19: 20}  # la remisión de lo que se presentó
SE_SUBEN = (1, 2, 4, 5)
LO_CUMPLE_SU_ACTO, LO_ARMA_EL_SISTEMA, LO_APRUEBA_LA_COMISION = 16, 10, 8
ESTADOS = {"aprobado": "Aprobado", "enviado": "Enviado", "acusado": "Con acuse"}
ACTO = {"constancia": "IEPC/CG80/2024", "fecha": "2024-10-01"}
LECTURA = datetime(2024, 9, 15, 16, tzinfo=timezone.utc)
AL_FINAL = datetime(2024, 10, 2, 16, tzinfo=timezone.utc)
PDF = Archivo("oficio.pdf", pdf())
pytestmark = pytest.mark.lenta


@pytest.fixture
def quien(eleccion: object, dina: Client) -> Iterator[APie]:
    """Quien administra, al terminar la elección."""
    with reloj.congelado(AL_FINAL):
        yield APie(dina)


def test_cada_entregable_dice_como_se_cumple(quien: APie) -> None:
    dichos = dict.fromkeys(SE_SUBEN, "se sube su documento")
    dichos |= dict.fromkeys((*SE_GENERAN, *CON_EL_MISMO_INFORME.values(), 8), "lo genera el sistema")
    dichos |= {LO_CUMPLE_SU_ACTO: "lo cumple su acto", LO_ARMA_EL_SISTEMA: "lo arma el sistema"}
    assert len(dichos) == 22, "los 21 del plan, y la carta al INE"
    quien.seguir("Informes")
    pagina = quien.seguir("Entregables")
    assert all(dicho in pagina.parte(f"entregable-{n}").texto for n, dicho in dichos.items())


def test_los_que_se_suben_llegan_a_su_acuse(quien: APie) -> None:
    for numero in SE_SUBEN:
        for estado in ESTADOS:
            _anotar(quien, numero, estado, documento=PDF)
        _paquete(quien, numero, "pdf")
        _cumplida(quien, numero)


def test_los_que_genera_el_sistema_llegan_a_su_acuse(
    eleccion: object, dina: Client, cora: Client, ahora: datetime
) -> None:
    publicar(CLAVE, ahora=ahora)
    with reloj.congelado(LECTURA):
        leer_lo_publicado((APie(dina), APie(cora)), 1)
    with reloj.congelado(AL_FINAL):
        quien = APie(dina)
        for numero in SE_GENERAN:
            _generar(quien, numero)
            for paso in ESTADOS:
                _dar(quien, numero, paso)
                pagina = _entregables(quien)
                for suyo in (numero, CON_EL_MISMO_INFORME.get(numero, numero)):
                    assert ESTADOS[paso] in pagina.parte(f"entregable-{suyo}").texto, (suyo, paso)
            _paquete(quien, numero, "xlsx")
            _cumplida(quien, numero)


def test_el_que_cumple_su_acto_va_y_vuelve_de_contenidos(quien: APie) -> None:
    enlaces = _entregable(quien, LO_CUMPLE_SU_ACTO).enlaces()
    quien.ir(next(liga for dicho, liga in enlaces.items() if dicho.startswith("Anotar el acto")))
    quien.pulsar("Ver cómo queda", acto_numero="IEPC/CG81/2024", acto_fecha="2024-04-05")
    quien.confirmar("Guardar y poner en vigor")
    assert "Aprobado" in _entregable(quien, LO_CUMPLE_SU_ACTO).texto
    for estado in ("enviado", "acusado"):
        _anotar(quien, LO_CUMPLE_SU_ACTO, estado)
    _cumplida(quien, LO_CUMPLE_SU_ACTO)


def test_el_que_aprueba_la_comision_lo_observa_ella_y_deja_su_constancia(
    quien: APie, comision: Client
) -> None:
    _generar(quien, LO_APRUEBA_LA_COMISION)
    ella = APie(comision)
    _revisar(ella, "observado", "Falta un área.")
    assert "Falta un área." in _informe(quien, LO_APRUEBA_LA_COMISION).texto
    _revisar(ella, "sin_observaciones", "")
    _dar(ella, LO_APRUEBA_LA_COMISION, "aprobado")
    assert ACTO["constancia"] in _informe(quien, LO_APRUEBA_LA_COMISION).texto
    for paso in ("enviado", "acusado"):
        _dar(quien, LO_APRUEBA_LA_COMISION, paso)
    _cumplida(quien, LO_APRUEBA_LA_COMISION)


def test_el_prototipo_y_el_formato_salen_armados(quien: APie, ahora: datetime) -> None:
    publicar(CLAVE, ahora=ahora)
    _paquete(quien, LO_ARMA_EL_SISTEMA, "html")
    for estado in ESTADOS:
        _anotar(quien, LO_ARMA_EL_SISTEMA, estado)
    _cumplida(quien, LO_ARMA_EL_SISTEMA)


def _entregables(quien: APie) -> Pagina:
    """Otra vez, si ya los tiene delante; si no, por el camino más corto que la página le enlaza."""
    assert quien.pagina is not None
    delante = urldefrag(quien.pagina.direccion).url
    if delante.endswith("/entregables/"):
        return quien.ir(delante)
    if "Entregables" not in quien.pagina.enlaces():
        quien.seguir("Informes")
    return quien.seguir("Entregables")


def _entregable(quien: APie, numero: int) -> Pagina:
    return _entregables(quien).parte(f"entregable-{numero}")


def _cumplida(quien: APie, numero: int) -> None:
    """El otro libro: su renglón de la ruta crítica dice lo mismo."""
    quien.seguir("Ruta crítica")
    assert quien.pagina is not None
    pieza = next(
        n for n in quien.pagina.raiz.iter("a") if n.get("href", "").endswith(f"#entregable-{numero}")
    )
    assert ": Con acuse" in (pieza.tail or ""), (numero, pieza.tail)


def _anotar(quien: APie, numero: int, estado: str, **mas: Archivo) -> None:
    formulario = _entregable(quien, numero).con_boton("Guardar")
    quien.enviar(formulario, "Guardar", estado=estado, constancia=ACTO["constancia"], **mas)
    assert ESTADOS[estado] in _entregable(quien, numero).texto


def _generar(quien: APie, numero: int) -> None:
    parte = _entregable(quien, numero)
    formulario, boton = next(
        (f, b) for f in parte.formularios() for b in f.botones if b.startswith("Generar el informe")
    )
    quien.enviar(formulario, boton)
    assert "En proceso" in _entregable(quien, numero).texto


def _dar(quien: APie, numero: int, paso: str) -> None:
    """Del entregable a su informe, por su enlace, y ahí el paso que sigue."""
    informe = _informe(quien, numero)
    formulario = next(f for f in informe.formularios() if f.valores.get("paso") == [paso])
    quien.enviar(formulario, next(iter(formulario.botones)), **ACTO)


def _informe(quien: APie, numero: int) -> Pagina:
    enlaces = _entregable(quien, numero).enlaces()
    ident = next(liga.partition("#")[2] for liga in enlaces.values() if "#informe-" in liga)
    return quien.seguir("Informes").parte(ident)


def _revisar(ella: APie, resultado: str, texto: str) -> None:
    formulario = _informe(ella, LO_APRUEBA_LA_COMISION).con_boton("Asentar la revisión")
    ella.enviar(formulario, "Asentar la revisión", resultado=resultado, texto=texto, **ACTO)


def _paquete(quien: APie, numero: int, extension: str) -> None:
    """El de SIVOPLE lleva su documento."""
    firmas.firmar_pendientes(AL_FINAL)
    dicho = next(d for d in _entregable(quien, numero).enlaces() if d.startswith("Paquete para SIVOPLE"))
    with zipfile.ZipFile(io.BytesIO(quien.bajar(dicho))) as hecho:
        nombres = hecho.namelist()
    assert "INDICE.json" in nombres
    assert any(n.endswith(f".{extension}") for n in nombres), nombres
