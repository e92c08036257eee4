"""Ana con cuarenta personas, sin guiones y sin saber ninguna ruta: de la portada a las cuarenta enviadas."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from curricular.imagenes import jpeg
from personas import LARGO
from recorridos.test_clics import PERSONAS, consta
from recorridos.viaje.a_pie import APie
from recorridos.viaje.captura import elegidas
from recorridos.viaje.lectora import Archivo

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

RENGLON = "Cuarenta con la hoja y las fotografías, sin guiones y sin saber ninguna ruta, por persona"
SIGUE = ("Guardar y pasar a la siguiente persona", "Guardar y continuar")
PARA_TODAS, DE_CADA_UNA = 17, 20  # lo que puede pulsar: cada respuesta de identidad es una


@pytest.mark.parametrize("cuantas", [3, pytest.param(PERSONAS, marks=pytest.mark.simulacro)])
def test_cuarenta_personas_se_capturan_y_se_envian_solo_con_enlaces_y_formularios(
    ana: Client, registrar: Callable[..., Candidatura], cuantas: int
) -> None:
    nombres = [f"ROSA {_letras(n)} ÑÁÑEZ" for n in range(cuantas)]
    suyas = [registrar(f"rosa{n:04}", nombre) for n, nombre in enumerate(nombres)]
    quien = APie(ana)
    _hoja_y_fotografias(quien, cuantas)
    _identidad_de_todas(quien, cuantas)
    _verificar_y_enviar(quien, cuantas)
    quien.seguir("Mis candidaturas")
    enviadas = quien.pulsar("Filtrar", grupo="enviadas").texto
    assert all(c.nombre in enviadas for c in suyas)
    assert f"Enviadas, en revisión ({cuantas})" in enviadas
    acuses = {c.envios.get().acuse for c in suyas}
    assert len(acuses) == cuantas
    assert quien.clics <= PARA_TODAS + DE_CADA_UNA * cuantas, quien.clics
    if cuantas == PERSONAS:
        consta(RENGLON, 33, round(quien.clics / cuantas, 1))


def _letras(n: int) -> str:
    return f"{chr(65 + n // 10)}{chr(65 + n % 10)}"


def _hoja_y_fotografias(quien: APie, cuantas: int) -> None:
    """Una vez para todas: los avisos, la hoja llena y las fotografías en un paquete."""
    quien.seguir("Capturar a varias personas")
    quien.seguir("Leer los avisos de privacidad")
    quien.pulsar("Continuar", leido="si")
    libro = load_workbook(io.BytesIO(quien.bajar("Descargar la hoja de cálculo")))
    hoja = libro["CANDIDATURAS"]
    columnas = {celda.value: celda.column for celda in hoja[2]}
    folios = [hoja.cell(fila, columnas["folio"]).value for fila in range(3, 3 + cuantas)]
    for fila in range(3, 3 + cuantas):
        for clave, valor in {"grado": "Sin estudios", "historia": LARGO, "trayectoria": LARGO}.items():
            hoja.cell(fila, columnas[clave], valor)
    llena = io.BytesIO()
    libro.save(llena)
    fotos = io.BytesIO()
    with zipfile.ZipFile(fotos, "w") as paquete:
        for folio in folios:
            paquete.writestr(f"{folio}.jpg", jpeg())
    cargada = quien.pulsar(
        "Cargar en borradores", hoja=Archivo("hoja.xlsx", llena.getvalue()), fotos=Archivo("fotos.zip", fotos.getvalue()),
        tomadas="2024-04-01",
    )  # fmt: skip
    assert "Se guardaron borradores" in cargada.texto, cargada.texto[:1500]
    assert "sin guardar" not in cargada.texto, cargada.texto[:1500]
    quien.seguir("Ir a mis candidaturas")


def _identidad_de_todas(quien: APie, cuantas: int) -> None:
    """Una tras otra: de la primera que falta, lo demás lo va pidiendo la pantalla."""
    quien.seguir("Identidad y consentimiento")
    for _ in range(2 * cuantas):
        assert quien.pagina is not None
        formulario = next(f for f in quien.pagina.formularios() if set(SIGUE) & f.botones.keys())
        consiente = "/consentimiento/" in quien.pagina.direccion
        boton = next(b for b in SIGUE if b in formulario.botones)
        dichas = elegidas(formulario, ("si",) if consiente else ("no", "pnc"))
        quien.enviar(formulario, boton, **{k: v for k, v in dichas.items() if k not in _dependen(quien)})


def _dependen(quien: APie) -> set[str]:
    """Las preguntas que solo tocan según otra respuesta: su ayuda lo dice, y quien la lee las deja."""
    assert quien.pagina is not None
    con_condicion = [n for n in quien.pagina.raiz.iter("fieldset") if n.get("data-visible-si")]
    return {str(campo.get("name")) for nodo in con_condicion for campo in nodo.iter("input")}


def _verificar_y_enviar(quien: APie, cuantas: int) -> None:
    """Abre la primera; marcarla abre la siguiente; de la última se marca la casilla, y un solo envío."""
    quien.seguir("Mis candidaturas")
    quien.seguir("Verificar y enviar varias")
    assert quien.pagina is not None
    [formulario] = [f for f in quien.pagina.formularios() if "Enviar las marcadas" in f.botones]
    quien.enviar(formulario, next(b for b in formulario.botones if b.startswith("Abrir y leer")))
    for _ in range(cuantas - 1):
        quien.pulsar("La verifiqué: marcarla y abrir la siguiente")
    todas = quien.pagina.con_boton("Enviar las marcadas").opciones["folio"]
    enviadas = quien.pulsar("Enviar las marcadas", folio=todas)
    assert enviadas.texto.count("Enviada") == cuantas, enviadas.texto[:1500]
