"""De borrador a acuse: en orden, una vez, y sin reescribir nada."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, transaction
from pypdf import PdfReader

import constan
from conoceles.expediente.actos.decisiones import validar
from conoceles.informes import consultas, operaciones
from conoceles.informes.documento import entrega, firmas
from conoceles.informes.models import AvisoDeCambio, Informe, PasoDeInforme
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from personas import CLAVE, COMISION, CORA, DINA

RECHAZO = (IntegrityError, OperationalError, ProgrammingError)


def _generar(ahora: datetime, tipo: str = "avance", por: Alcance = DINA) -> Informe:
    return operaciones.generar(tipo=tipo, proceso=CLAVE, corte=ahora, por=por, ahora=ahora)


def _avanzar(informe: Informe, ahora: datetime, *pasos: str) -> None:
    for paso in pasos:
        operaciones.avanzar(
            informe=informe,
            paso=paso,
            constancia="IEPC/SE/1/2024",
            fecha=ahora.date(),
            por=DINA,
            ahora=ahora,
        )


@pytest.mark.postgres
def test_generar_dos_veces_lo_mismo_no_hace_otra_version(eleccion: object, ahora: datetime) -> None:
    assert _generar(ahora) == _generar(ahora)
    assert Informe.objects.count() == 1


def test_los_pasos_van_en_orden_y_una_vez(eleccion: object, ahora: datetime) -> None:
    informe = _generar(ahora)
    for paso in ("enviado", "acusado", "perdido"):
        with pytest.raises(Conflicto):
            _avanzar(informe, ahora, paso)
    _avanzar(informe, ahora, "aprobado", "enviado", "acusado")
    with pytest.raises(Conflicto):
        _avanzar(informe, ahora, "enviado")
    [renglon] = consultas.listar(DINA, CLAVE)
    assert (renglon.estado, [p.por for p in renglon.pasos]) == ("acusado", ["Dina"] * 3)


def test_enviar_exige_constancia(eleccion: object, ahora: datetime) -> None:
    informe = _generar(ahora)
    _avanzar(informe, ahora, "aprobado")
    with pytest.raises(ErrorDeDominio):
        operaciones.avanzar(informe=informe, paso="enviado", constancia=" ", por=DINA, ahora=ahora)


@pytest.mark.parametrize("por", [COMISION, CORA])
def test_solo_administracion_genera_y_avanza(eleccion: object, ahora: datetime, por: Alcance) -> None:
    with pytest.raises(NoEncontrado):
        _generar(ahora, por=por)
    informe = _generar(ahora)
    with pytest.raises(NoEncontrado):
        operaciones.avanzar(informe=informe, paso="aprobado", constancia="", por=por, ahora=ahora)


@pytest.mark.postgres
def test_la_base_no_deja_saltar_pasos_ni_cambiar_filas(eleccion: object, ahora: datetime) -> None:
    informe = _generar(ahora)
    with pytest.raises(RECHAZO), transaction.atomic():
        PasoDeInforme.objects.create(informe=informe, estado="enviado", por="x", en=ahora)
    with pytest.raises(RECHAZO), transaction.atomic():
        Informe.objects.filter(pk=informe.pk).update(huella="0" * 64)
    with pytest.raises(RECHAZO), transaction.atomic():
        informe.delete()


def test_cambiar_lo_enviado_crea_el_aviso_al_ine(eleccion: dict[str, Any], ahora: datetime) -> None:
    primero = _generar(ahora, "listado-mr")
    _avanzar(primero, ahora, "aprobado", "enviado")
    congelado = consultas.archivo(primero, "pdf")
    constan.decir(eleccion["aaaa1111"], nombre="ANA NÁÑEZ")
    segundo = _generar(ahora + timedelta(hours=2), "listado-mr")
    aviso = AvisoDeCambio.objects.get()
    assert (aviso.anterior, aviso.nuevo, segundo.version) == (primero, segundo, 2)
    texto = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(archivos.leer(aviso.pdf))).pages)
    assert "Ana Náñez" in " ".join(texto.split())
    _avanzar(segundo, ahora + timedelta(hours=2), "aprobado")
    firmas.firmar_pendientes(ahora + timedelta(hours=2))
    with zipfile.ZipFile(io.BytesIO(entrega.paquete(segundo))) as hecho:
        assert hecho.read("aviso-de-cambio.pdf") == archivos.leer(aviso.pdf)
    assert consultas.archivo(primero, "pdf") == congelado


def test_otra_fotografia_del_mes_no_desmiente_a_la_enviada(eleccion: dict[str, Any], ahora: datetime) -> None:
    """Cada una dice cómo estaba la captura en su corte: de la segunda no se avisa nada al INE."""
    _avanzar(_generar(ahora), ahora, "aprobado", "enviado")
    luego = ahora + timedelta(hours=2)
    validar(candidatura=eleccion["bbbb2222"], por=CORA, ahora=luego)
    segunda = _generar(luego)
    _avanzar(segunda, luego, "aprobado")
    assert segunda.version == 2
    assert not AvisoDeCambio.objects.exists()


def test_cambiar_un_borrador_no_avisa_a_nadie(eleccion: object, ahora: datetime) -> None:
    _generar(ahora)
    segundo = _generar(ahora + timedelta(hours=2))
    _avanzar(segundo, ahora, "aprobado")
    assert not AvisoDeCambio.objects.exists()


def test_un_corte_futuro_o_un_tipo_que_no_existe_se_rechazan(eleccion: object, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio):
        operaciones.generar(
            tipo="avance", proceso=CLAVE, corte=ahora + timedelta(days=1), por=DINA, ahora=ahora
        )
    with pytest.raises(ErrorDeDominio):
        _generar(ahora, "inventado")


def test_lo_que_va_al_consejo_se_aprueba_con_el_numero_y_la_fecha_de_su_acto(
    eleccion: object, ahora: datetime
) -> None:
    informe = _generar(ahora)
    manana = ahora.date() + timedelta(days=1)
    for constancia, fecha, campo in (
        (" ", ahora.date(), "constancia"),
        ("Sesión 12", None, "fecha"),
        ("Sesión 12", manana, "fecha"),
    ):
        with pytest.raises(ErrorDeDominio) as dicho:
            operaciones.avanzar(
                informe=informe, paso="aprobado", constancia=constancia, fecha=fecha, por=DINA, ahora=ahora
            )
        assert dicho.value.campo == campo
    _avanzar(informe, ahora, "aprobado")
    assert PasoDeInforme.objects.get().fecha == ahora.date()


def test_lo_de_la_instancia_interna_lo_aprueba_quien_lo_genero_y_se_dice(
    eleccion: object, ahora: datetime
) -> None:
    otra = replace(DINA, actor="cuenta:otra@prueba.mx", nombre="Otra")
    for por in (DINA, otra):
        informe = _generar(ahora, "mensual" if por == DINA else "ajustes")
        operaciones.avanzar(informe=informe, paso="aprobado", constancia="", por=por, ahora=ahora)
    assert [p.misma_persona for p in PasoDeInforme.objects.all()] == [True, False]


def test_lo_restringido_no_lo_ve_la_comision(eleccion: object, ahora: datetime) -> None:
    informe = _generar(ahora, "omisiones")
    assert consultas.listar(COMISION, CLAVE) == []
    with pytest.raises(NoEncontrado):
        consultas.obtener(COMISION, informe.pk)
    assert consultas.obtener(DINA, informe.pk) == informe
