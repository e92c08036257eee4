"""Lo enviado que ya no coincide con los datos: se nota solo, y el aviso al INE sigue sus pasos."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

import constan
from conoceles.arranque.servicios.obrero import Obrero
from conoceles.bitacora.actos import Acto
from conoceles.expediente.actos.conclusiones import concluir
from conoceles.expediente.actos.decisiones import validar
from conoceles.informes import consultas, operaciones
from conoceles.informes.documento.documentos import por_avisar
from conoceles.informes.documento.vigencia import revisar
from conoceles.informes.models import AvisoDeCambio, Informe
from conoceles.informes.registros import anotar_actividad
from conoceles.nucleo import archivos
from personas import CLAVE, CORA, DINA

pytestmark = pytest.mark.lenta


def _enviar(ahora: datetime, tipo: str) -> Informe:
    informe = operaciones.generar(tipo=tipo, proceso=CLAVE, corte=ahora, por=DINA, ahora=ahora)
    _avanzar(informe, ahora, "aprobado", "enviado")
    return informe


def _avanzar(informe: Informe, ahora: datetime, *pasos: str) -> None:
    for paso in pasos:
        operaciones.avanzar(
            informe=informe, paso=paso, constancia="IEPC/1", fecha=ahora.date(), por=DINA, ahora=ahora
        )


def _cancelar(candidatura: Any, ahora: datetime) -> None:
    concluir(
        candidatura=candidatura,
        acto=Acto.CANCELADA,
        acuerdo="IEPC/CG1/2024",
        fecha_acuerdo=ahora.date(),
        por=DINA,
        ahora=ahora,
    )


def _dicho(informe: Informe) -> str:
    lector = PdfReader(io.BytesIO(archivos.leer(informe.pdf)))
    return " ".join(" ".join(p.extract_text().split()) for p in lector.pages)


def test_cancelar_una_candidatura_deja_atras_el_listado_y_prepara_el_aviso(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    enviado, luego = _enviar(ahora, "listado-mr"), ahora + timedelta(days=10)
    assert revisar(CLAVE, ahora=ahora) == []
    _cancelar(eleccion["eeee5555"], luego)
    [nueva] = revisar(CLAVE, ahora=luego)
    assert (nueva.version, nueva.periodo, enviado.periodo) == (2, "2024-05", "2024-04")
    aviso = por_avisar(CLAVE)[enviado.pk]
    assert (aviso.nuevo, nueva.pasos.exists()) == (nueva, False)
    assert "Eva Luz" in _dicho(aviso.documento)
    assert "Ana Ñáñez" not in _dicho(aviso.documento)
    assert revisar(CLAVE, ahora=luego) == []
    assert AvisoDeCambio.objects.count() == 1


def test_el_aviso_se_aprueba_se_envia_y_se_acusa_como_los_demas_documentos(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    enviado = _enviar(ahora, "listado-mr")
    _cancelar(eleccion["eeee5555"], ahora)
    revisar(CLAVE, ahora=ahora)
    documento = por_avisar(CLAVE)[enviado.pk].documento
    assert documento is not None
    _avanzar(documento, ahora, "aprobado")
    assert [r.informe for r in consultas.cambiados(DINA, CLAVE)] == [enviado]
    _avanzar(documento, ahora, "enviado", "acusado")
    assert consultas.cambiados(DINA, CLAVE) == []
    [suyo] = [r for r in consultas.listar(DINA, CLAVE) if r.informe == documento]
    assert (suyo.estado, [p.por for p in suyo.pasos]) == ("acusado", ["Dina"] * 3)


def test_lo_que_pasa_despues_del_corte_no_desmiente_un_avance(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    _enviar(ahora, "avance")
    validar(candidatura=eleccion["bbbb2222"], por=CORA, ahora=ahora + timedelta(hours=1))
    assert revisar(CLAVE, ahora=ahora + timedelta(days=1)) == []


def test_corregir_lo_que_se_conto_si_lo_desmiente_en_su_mismo_corte(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    enviado = _enviar(ahora, "avance")
    constan.decir(eleccion["aaaa1111"], sexo="hombre")
    [nueva] = revisar(CLAVE, ahora=ahora + timedelta(days=40))
    assert (nueva.version, nueva.corte, nueva.periodo) == (2, enviado.corte, enviado.periodo)
    documento = AvisoDeCambio.objects.get().documento
    assert documento is not None
    assert "Q4. Avance por sexo" in _dicho(documento)
    assert "Decía Mujeres · Registradas: 2 · Curricular: 1" in _dicho(documento)
    assert "Q1. Avance general" not in _dicho(documento)


def test_una_actividad_anotada_tarde_corrige_el_informe_de_su_mes(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    _enviar(ahora, "mensual")
    for fecha, nuevas in ((ahora.date() + timedelta(days=6), 0), (ahora.date(), 1)):
        anotar_actividad(
            proceso=CLAVE, fecha=fecha, texto="Taller", por=DINA, ahora=ahora + timedelta(days=8)
        )
        assert len(revisar(CLAVE, ahora=ahora + timedelta(days=8))) == nuevas


def test_si_los_datos_vuelven_a_ser_los_enviados_ya_no_hay_que_avisar(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    _enviar(ahora, "listado-mr")
    for nombre, pendientes in (("ANA NÁÑEZ", 1), ("ANA ÑÁÑEZ", 0)):
        constan.decir(eleccion["aaaa1111"], nombre=nombre)
        revisar(CLAVE, ahora=ahora)
        assert len(por_avisar(CLAVE)) == pendientes
    assert [r.reemplazado for r in consultas.listar(DINA, CLAVE)].count(True) == 2


def test_de_lo_que_el_calendario_no_entrega_no_se_avisa_al_ine(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    _enviar(ahora, "omisiones")
    constan.decir(eleccion["cccc3333"], nombre="CORA RUIZ LUNA")
    assert revisar(CLAVE, ahora=ahora) == []


@pytest.mark.postgres
def test_el_obrero_compara_al_arrancar_y_las_pantallas_lo_dicen(
    eleccion: dict[str, Any], ahora: datetime, dina: Client
) -> None:
    _enviar(ahora, "listado-mr")
    _cancelar(eleccion["eeee5555"], ahora)
    Obrero(lambda clave, **_: None).vuelta(ahora)
    for ruta, frase in (
        ("/revision/hoy/", "Falta avisar al INE de lo que cambió: 1</a>"),
        ("/informes/", "Ya no coincide con los datos"),
        ("/informes/entregables/", "Cambió después de enviarse"),
    ):
        assert dina.get(ruta).content.decode().count(frase) == 1, ruta
