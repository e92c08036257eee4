"""Todo documento pasa por el mismo revisor: el formato firmado, la lista de una capacitación y el de un entregable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ataques.documentos_hostiles import DE_OFICINA, HOSTILES, SANOS, al_abrir, con_flujo
from conoceles.ayuda import capacitaciones
from conoceles.ayuda.models import ListaFirmada
from conoceles.informes.models import PasoDeEntregable
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos import pdf as de_pdf
from conoceles.nucleo.recibidos import revisor
from paginas import check, texto
from personas import CLAVE, DINA, enviar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


def _leer(octetos: bytes, *, de_oficina: bool = False) -> revisor.Documento:
    return revisor.documento(octetos, maximo=20_000_000, paginas=10, de_oficina=de_oficina)


def test_son_mas_de_treinta_y_cinco() -> None:
    assert len(HOSTILES) > 35


@pytest.mark.parametrize("cual", HOSTILES)
def test_el_pdf_hostil_se_rechaza_con_su_razon(cual: str) -> None:
    hacer, razon = HOSTILES[cual]
    with pytest.raises(ErrorDeDominio) as dicho:
        _leer(hacer())
    assert dicho.value.campo == "archivo"
    assert razon in dicho.value.mensaje


@pytest.mark.parametrize("cual", SANOS)
def test_el_sano_se_guarda_tal_cual(cual: str) -> None:
    octetos = SANOS[cual]()
    assert _leer(octetos) == revisor.Documento("application/pdf", octetos)


def test_cada_reparo_de_un_pdf_tiene_su_frase() -> None:
    fuente = Path(de_pdf.__file__).read_text("utf-8")
    assert all(f'"{clave}"' in fuente for clave in revisor.REPAROS)


@pytest.mark.parametrize("cual", DE_OFICINA)
def test_de_oficina_se_admite_lo_que_no_trae_programas(cual: str) -> None:
    hacer, razon = DE_OFICINA[cual]
    octetos = hacer()
    if not razon:
        hecho = _leer(octetos, de_oficina=True)
        assert (hecho.octetos, hecho.extension) == (octetos, cual)
        return
    with pytest.raises(ErrorDeDominio, match=razon):
        _leer(octetos, de_oficina=True)


@pytest.mark.parametrize("cual", DE_OFICINA)
def test_un_formato_firmado_no_es_de_oficina(cual: str) -> None:
    with pytest.raises(ErrorDeDominio, match="PDF, JPG o PNG"):
        _leer(DE_OFICINA[cual][0]())


MALOS: dict[str, Callable[[], bytes]] = {
    "va a otra pagina": lambda: al_abrir(S="/URI", URI="https://x.example"),
    "flujo de otra maquina": lambda: con_flujo(F="\\\\\\\\x\\\\y"),
    "ni siquiera es": lambda: b"%PDF-1.7 lista",
}


@pytest.mark.parametrize("cual", MALOS)
def test_por_la_puerta_del_formato_firmado(
    ana: Client, capturada: Candidatura, datos: Path, ahora: datetime, cual: str
) -> None:
    enviar(capturada, ahora)
    _se_rechaza(ana, f"/candidaturas/{capturada.folio}/formatos/", {"archivo": _archivo(cual)})


@pytest.mark.parametrize("cual", MALOS)
def test_por_la_puerta_de_la_lista_de_una_capacitacion(
    dina: Client, proceso: object, datos: Path, ahora: datetime, cual: str
) -> None:
    sesion = capacitaciones.programar(
        proceso=CLAVE, fecha=ahora.date(), tema="Captura", publico="partidos", imparte="UTTAIP", por=DINA, ahora=ahora
    )  # fmt: skip
    _se_rechaza(dina, f"/ayuda/capacitacion/{sesion.pk}/", {"accion": "firmada", "archivo": _archivo(cual)})
    assert not ListaFirmada.objects.exists()


@pytest.mark.parametrize("cual", MALOS)
def test_por_la_puerta_de_un_entregable(dina: Client, proceso: object, datos: Path, cual: str) -> None:
    dicho = {"estado": "enviado", "constancia": "IEPC/1", "documento": _archivo(cual)}
    _se_rechaza(dina, "/informes/entregables/17/", dicho)
    otro = {
        "ruta": "11.18",
        "asunto": "Circular",
        "area": "ST",
        "fecha": "2024-04-20",
        "documento": _archivo(cual),
    }
    _se_rechaza(dina, "/informes/ruta/documento/", otro)
    assert not PasoDeEntregable.objects.exists()


def _archivo(cual: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("oficio.pdf", MALOS[cual]())


def _se_rechaza(quien: Client, lugar: str, datos: dict[str, object]) -> None:
    respuesta = quien.post(lugar, datos)
    assert respuesta.status_code == 422
    assert "PDF" in texto(check(respuesta.content)).partition("Corrija lo señalado")[2][:200]
