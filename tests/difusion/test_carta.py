"""La carta al INE con la dirección del Sistema, en el libro de siempre: Entregables e Informes (plan §13, I)."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.difusion.models import ComprobacionDeEnlace
from conoceles.difusion.segunda import url_publica
from conoceles.informes.documento import firmas
from conoceles.informes.models import AvisoDeCambio, Informe
from conoceles.nucleo.alcance import Alcance
from identidad.documentos_de_prueba import pdf
from paginas import check, texto
from publicacion.eleccion import PROCESO

ACUSE = pdf()

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso


def test_la_carta_al_ine_se_genera_se_lleva_a_sivople_y_su_acuse_cierra_el_entregable(
    proceso: Proceso, dina: Client, cora: Client, ahora: datetime
) -> None:
    def renglon() -> str:
        entero = texto(check(dina.get("/informes/entregables/").content))
        return entero.partition("Informar al INE")[2][:300]

    assert "Pendiente Vencido" in renglon(), "venció el 10 de abril y hoy es 25"
    assert dina.post("/informes/generar/", {"tipo": "direccion", "corte": ""}).status_code == 302
    carta = Informe.objects.get(tipo="direccion")
    base = f"/informes/{carta.pk}"
    assert url_publica(PROCESO) in json.dumps(json.loads(dina.get(f"{base}/json").content))
    for paso, constancia in (
        ("aprobado", ""),
        ("enviado", "IEPC/SE/412/2024"),
        ("acusado", "SIVOPLE 20240425-17"),
    ):
        assert dina.post(f"{base}/paso/", {"paso": paso, "constancia": constancia}).status_code == 302, paso
        if paso == "enviado":
            assert _subir_acuse(dina).status_code == 409, "todavía no lo hay"
    assert _subir_acuse(dina).status_code == 302
    firmas.firmar_pendientes(ahora)
    with zipfile.ZipFile(io.BytesIO(dina.get("/informes/entregables/100/sivople.zip").content)) as paquete:
        indice = json.loads(paquete.read("INDICE.json"))
        assert (indice["entregable"], indice["estado"]) == (100, "Con acuse")
        assert {Path(n).suffix for n in paquete.namelist()} >= {".pdf", ".json"}
        assert paquete.read("acuse-100.pdf") == ACUSE
        assert indice["constancia"] == "SIVOPLE 20240425-17"
    assert "Con acuse" in renglon()
    assert "SIVOPLE 20240425-17" in renglon()
    assert "acuse del INE.pdf" in renglon()
    assert cora.get(f"{base}/pdf").status_code == 404, "quien revisa no maneja el libro"


def _subir_acuse(dina: Client) -> Any:
    """El documento que regresó el INE, en el mismo entregable."""
    documento = SimpleUploadedFile("acuse del INE.pdf", ACUSE)
    dicho = {"estado": "acusado", "constancia": "SIVOPLE 20240425-17", "documento": documento}
    return dina.post("/informes/entregables/100/", dicho)


def test_si_la_direccion_cambia_despues_de_enviarse_hay_que_avisar_al_ine(
    proceso: Proceso, dina: Client, settings: Any
) -> None:
    dina.post("/informes/generar/", {"tipo": "direccion", "corte": ""})
    carta = Informe.objects.get(tipo="direccion")
    for paso in ("aprobado", "enviado"):
        dina.post(f"/informes/{carta.pk}/paso/", {"paso": paso, "constancia": "IEPC/SE/412/2024"})
    with transaction.atomic():
        ComprobacionDeEnlace.objects.create(
            proceso=proceso, nombre="Portal", direccion="https://www.ine.mx/", resultado="sin_enlace", detalle="x",
            por="x", en=carta.en,
        )  # fmt: skip
        por, acto = Alcance.sistema("enlaces"), Acto.ENLACES_COMPROBADOS
        registrar(using="default", por=por, acto=acto, ahora=carta.en, proceso=proceso.pk)
    dina.post("/informes/generar/", {"tipo": "direccion", "corte": ""})
    assert not AvisoDeCambio.objects.exists(), "comprobar un portal no cambia la carta"
    settings.URL_PUBLICA = "https://otra.example"
    dina.post("/informes/generar/", {"tipo": "direccion", "corte": ""})
    assert AvisoDeCambio.objects.get().anterior == carta
