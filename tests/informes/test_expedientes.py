"""El expediente de una omisión: evidencia completa, sin lo escrito, con huella en la bitácora."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pypdf import PdfReader

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas import designaciones
from conoceles.correo.operaciones import encolar
from conoceles.cuentas import enlaces
from conoceles.curricular.models import Borrador
from conoceles.expediente.models import Recordatorio
from conoceles.informes import expedientes
from conoceles.informes.contexto import abrir
from conoceles.informes.tablas import listados
from conoceles.nucleo.errores import NoEncontrado
from informes.test_pdf import revisar
from personas import CLAVE, COMISION, CORA, DINA, guardar_identidad, identidad_completa, leer_aviso

OMISA = "cccc3333"


def _tablas(ahora: datetime) -> dict[str, tuple[tuple[Any, ...], ...]]:
    documento = expedientes.documento(abrir(CLAVE, ahora), OMISA)
    return {t.clave: t.renglones for t in documento.tablas}


@pytest.fixture
def recordada(eleccion: dict[str, Any], cuenta: Any, proceso: Any, ahora: datetime) -> Any:
    """A quien responde por Cora Ruiz se le escribió dos veces: una llegó y otra volvió."""
    fuerza = proceso.fuerzas.get(siglas="PAN")
    beto = cuenta("Beto", "partido", f"fuerza:{fuerza.pk}")
    for hito, estado in ((3, "enviado"), (1, "rebotado")):
        with transaction.atomic():
            correo = encolar(
                para=beto.correo, asunto="Falta enviar", cuerpo="x", clase="recordatorio", proceso=CLAVE,
                folio=OMISA, por=DINA, ahora=ahora,
            )  # fmt: skip
        type(correo).objects.filter(pk=correo.pk).update(
            estado=estado,
            enviado_en=ahora if estado == "enviado" else None,
            motivo="" if estado == "enviado" else "Ese buzón no existe.",
        )
        Recordatorio.objects.create(
            candidatura=eleccion[OMISA], destinatario=f"cuenta:{beto.pk}", nombre="Beto", hito=hito,
            dia=ahora.date() - timedelta(days=hito), correo=correo, en=ahora,
        )  # fmt: skip
    return beto


def test_dice_quien_cuando_que_se_recordo_y_que_falta(recordada: Any, ahora: datetime) -> None:
    tablas = _tablas(ahora)
    datos = dict(tablas["X1"])
    assert datos["Nombre"] == "Cora Ruiz"
    assert datos["Responde de la captura"] == "Partido Acción Nacional"
    assert dict(tablas["X2"]) == {
        "Empezó su plazo": "2024-04-05 10:00",
        "Aviso de privacidad leído": None,
        "Último día de su plazo de captura": "20 de abril de 2024",
    }
    assert tablas["X4"] == (
        ("2024-04-25 10:00", "Beto", "a 3 días de vencer", "Enviado", ""),
        ("2024-04-25 10:00", "Beto", "a 1 días de vencer", "No llegó", "Ese buzón no existe."),
    )
    assert tablas["X5"][-1] == ("Cuestionario de identidad y consentimiento", "incompleta")
    assert {estado for _, estado in tablas["X5"][:-1]} == {"sin respuesta"}
    assert "Habilitada" in [acto for _, acto, *_ in tablas["X6"]]
    assert recordada.correo not in str(tablas)


def test_dice_cuando_se_acuso_el_acceso(eleccion: dict[str, Any], proceso: Any, ahora: datetime) -> None:
    entregado = ahora - timedelta(days=20)
    entrega = designaciones.designar(
        proceso=proceso, ambito=f"fuerza:{proceso.fuerzas.get(siglas='PAN').pk}", nombre="Beto Nuevo",
        correo="beto.nuevo@prueba.mx", oficio=designaciones.Oficio("PAN/1/2024", entregado.date()), por=DINA,
        ahora=entregado,
    )  # fmt: skip
    assert _tablas(ahora)["X3"] == (("Beto Nuevo", "2024-04-05 10:00", None, None),)
    frase = "una frase larga y propia"
    secreto = entrega.direccion.rstrip("/").rpartition("/")[2]
    enlaces.recibir(
        testigo=secreto, clave=frase, repetida=frase, acusa=True, ahora=entregado + timedelta(hours=2)
    )
    tablas = _tablas(ahora)
    assert tablas["X3"] == (("Beto Nuevo", "2024-04-05 10:00", "2024-04-05 12:00", "2024-04-05 12:00"),)
    assert dict(tablas["X2"])["Empezó su plazo"] == "2024-04-05 12:00"
    assert "beto.nuevo@prueba.mx" not in str(tablas)
    assert secreto not in str(tablas)


def test_lo_escrito_sin_enviar_se_dice_y_no_se_copia(eleccion: dict[str, Any], ahora: datetime) -> None:
    leer_aviso(eleccion[OMISA], ahora - timedelta(days=19))
    Borrador.objects.create(
        candidatura=eleccion[OMISA], seccion="historia", contenido={"historia": "CANARIO"}, por="x", en=ahora
    )
    tablas = _tablas(ahora)
    assert "incompleta" in [estado for parte, estado in tablas["X5"] if parte.startswith("Historia")]
    assert "CANARIO" not in str(tablas)


def test_el_listado_el_expediente_y_la_pantalla_dicen_que_falta_lo_mismo(
    eleccion: dict[str, Any], dina: Client, ahora: datetime
) -> None:
    """Solo lo obligatorio: ni motivos ni propuestas, y sí el cuestionario de identidad."""
    [fila] = listados.omisiones(abrir(CLAVE, ahora)).renglones
    dichas = str(fila[-1]).split(", ")
    assert dichas[-1] == "Cuestionario de identidad y consentimiento"
    assert "20 de abril de 2024" in fila, "su último día, en palabras y sin «24:00»"
    assert not [d for d in dichas if d.startswith(("Motivo", "Propuesta"))]
    assert dichas == [parte for parte, _ in _tablas(ahora)["X5"]]
    pagina = dina.get(f"/revision/{OMISA}/").content.decode()
    assert "; ".join(dichas) in pagina
    guardar_identidad(eleccion[OMISA], identidad_completa(), ahora - timedelta(days=2))
    assert dict(_tablas(ahora)["X5"])["Cuestionario de identidad y consentimiento"] == "incompleta"
    assert "después del corte" in str(_tablas(ahora - timedelta(days=3))["X5"])


def test_los_recordatorios_anteriores_al_acceso_no_cuentan(
    eleccion: dict[str, Any], recordada: Any, ahora: datetime
) -> None:
    temprano = ahora - timedelta(days=21)  # su plazo empezó el 5 de abril a las 10:00
    Recordatorio.objects.create(
        candidatura=eleccion[OMISA], destinatario=f"cuenta:{recordada.pk}", nombre="Beto", hito=7,
        dia=temprano.date(), correo=Recordatorio.objects.earliest("id").correo, en=temprano,
    )  # fmt: skip
    assert [cuando for _, _, cuando, *_ in _tablas(ahora)["X4"]] == [
        "a 3 días de vencer",
        "a 1 días de vencer",
    ]
    [fila] = listados.omisiones(abrir(CLAVE, ahora)).renglones
    assert fila[7] == 1


@pytest.mark.lenta
def test_el_pdf_esta_etiquetado_y_su_huella_queda_en_la_bitacora(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    octetos = expedientes.emitir(proceso=CLAVE, folio=OMISA, por=DINA, ahora=ahora)
    halladas = revisar(octetos, f"Expediente de omisión, folio {OMISA}")
    assert halladas["/H2"] == 6
    texto = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(octetos)).pages)
    assert "acceso restringido" in texto
    [entrada] = Entrada.objects.using("default").filter(acto="expediente_de_omision_emitido")
    assert (entrada.folio, entrada.actor) == (OMISA, DINA.actor)
    assert entrada.datos["huella"] == hashlib.sha256(octetos).hexdigest()


@pytest.mark.lenta
def test_el_paquete_trae_los_de_todas_con_su_indice(eleccion: dict[str, Any], ahora: datetime) -> None:
    paquete = zipfile.ZipFile(io.BytesIO(expedientes.emitir_todos(proceso=CLAVE, por=DINA, ahora=ahora)))
    _, *filas = csv.reader(io.StringIO(paquete.read("INDICE.csv").decode()))
    assert [f[0] for f in filas] == [f"{OMISA}.pdf", f"{OMISA}.json"]
    for nombre, octetos, huella in filas:
        assert len(paquete.read(nombre)) == int(octetos)
        assert hashlib.sha256(paquete.read(nombre)).hexdigest() == huella


def test_solo_de_omisas_y_solo_administracion(eleccion: dict[str, Any], ahora: datetime) -> None:
    for folio, por in (("aaaa1111", DINA), ("nadie", DINA), (OMISA, CORA), (OMISA, COMISION)):
        with pytest.raises(NoEncontrado):
            expedientes.emitir(proceso=CLAVE, folio=folio, por=por, ahora=ahora)


def test_la_pantalla_los_emite(eleccion: dict[str, Any], dina: Client, comision: Client) -> None:
    pagina = dina.get("/informes/omisiones/").content.decode()
    assert "Cora Ruiz" in pagina
    assert "Ana Ñáñez" not in pagina
    respuesta = dina.post(f"/informes/omisiones/{OMISA}.pdf")
    assert respuesta.content.startswith(b"%PDF-")
    assert "no-store" in respuesta["Cache-Control"]
    assert dina.post("/informes/omisiones/expedientes.zip")["Content-Type"] == "application/zip"
    assert comision.get("/informes/omisiones/").status_code == 404
