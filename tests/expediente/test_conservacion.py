"""Bloqueo, supresión con certificado, retención por litigio y cierre de la elección."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

import constan
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import encolar
from conoceles.curricular.consultas import vigente
from conoceles.curricular.models import Borrador
from conoceles.expediente.actos import conclusiones, envios, ordenes
from conoceles.expediente.calendario import conservacion, diario
from conoceles.expediente.models import Supresion
from conoceles.expediente.rondas import abierta
from conoceles.identidad import documentos
from conoceles.identidad.llaves import llavero
from conoceles.identidad.llaves.cifrado import DocumentoIlegible
from conoceles.identidad.models import BorradorIdentidad
from conoceles.nucleo.errores import Conflicto
from conoceles.nucleo.una_por_una import Tropiezos
from personas import DINA, SISTEMA, de_partido, publicables
from sumadas import sumadas
from vidas import ACUERDO, CALENDARIO, CIERRE, TRAS_JORNADA, cerrar, concluir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

VENCE = datetime.fromisoformat("2024-07-25T00:00:00-06:00")  # 90 días naturales después del 25 de abril


def _suprimir(ahora: datetime) -> int:
    return conservacion.suprimir_vencidas(por=CALENDARIO, ahora=ahora)


def test_se_bloquea_al_terminar_la_jornada(publicada: Candidatura, ahora: datetime) -> None:
    concluir(publicada, "cancelar", ahora)
    antes = TRAS_JORNADA - timedelta(seconds=1)
    assert conservacion.bloquear_concluidas(por=CALENDARIO, ahora=antes) == 0
    assert conservacion.bloquear_concluidas(por=CALENDARIO, ahora=TRAS_JORNADA) == 1
    publicada.refresh_from_db()
    assert publicada.estado == "bloqueada"


def test_se_suprime_al_vencer_el_plazo_y_no_antes(publicada: Candidatura, ahora: datetime) -> None:
    concluir(publicada, "renunciar", ahora)
    assert _suprimir(VENCE - timedelta(seconds=1)) == 0
    assert _suprimir(VENCE) == 1
    assert _suprimir(VENCE + timedelta(days=2)) == 0
    publicada.refresh_from_db()
    assert publicada.estado == "suprimida"


def test_lo_suprimido_no_se_puede_leer_ni_con_la_base_en_la_mano(
    publicada: Candidatura, ahora: datetime
) -> None:
    clave = publicada.clave_identidad
    concluir(publicada, "cancelar", ahora)
    _suprimir(VENCE + timedelta(days=1))
    assert clave in documentos.ultimos([clave])
    with pytest.raises(DocumentoIlegible):
        llavero.obtener(clave)


def test_se_van_tambien_borradores_grupo_y_correo(
    en_estado: Callable[..., Candidatura], ahora: datetime
) -> None:
    candidatura = en_estado("en_captura")
    encolar(para="eva@correo.mx", asunto="Aviso", cuerpo="Eva:", clase="x", por=SISTEMA, ahora=ahora)
    assert BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).exists()
    candidatura.acciones_afirmativas = ["indigena"]
    candidatura.save(update_fields=["acciones_afirmativas"])
    candidatura.persona.correo_avisos = "eva@correo.mx"
    candidatura.persona.save(update_fields=["correo_avisos"])
    constan.alta(candidatura)
    concluir(candidatura, "cancelar", ahora)
    _suprimir(VENCE + timedelta(days=1))
    candidatura.refresh_from_db()
    candidatura.persona.refresh_from_db()
    assert not Borrador.objects.filter(candidatura=candidatura).exists()
    assert not BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).exists()
    assert (candidatura.acciones_afirmativas, candidatura.persona.correo_avisos) == ([], "")
    assert list(Correo.objects.values_list("para", "cuerpo")) == [("", "")]


@pytest.mark.postgres
def test_el_certificado_dice_que_cuando_y_por_que_sin_contenido(
    publicada: Candidatura, ahora: datetime
) -> None:
    concluir(publicada, "cancelar", ahora)
    _suprimir(VENCE + timedelta(days=1))
    certificado = publicada.supresion
    assert (certificado.motivo, certificado.bloqueada_en) == ("cancelada", ahora)
    assert certificado.fundamento.startswith(
        "LGPDPPSO (2017), artículos 23 y 24; Plan de trabajo 2023-2024, §12"
    )
    entrada = Entrada.objects.using("default").get(acto="suprimida")
    dicho = {"motivo": "cancelada", "certificado": certificado.numero, "estado": "suprimida"}
    assert entrada.datos == dicho | {"escritas": entrada.datos["escritas"]}, (
        "y los sellos de lo que queda del padrón y del certificado"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        certificado.delete()


def test_un_litigio_abierto_detiene_la_supresion(publicada: Candidatura, ahora: datetime) -> None:
    concluir(publicada, "cancelar", ahora)
    retencion = {"candidatura": publicada, "expediente": "TE-JDC-9/2024", "por": DINA, "ahora": ahora}
    ordenes.retener(fecha=date(2024, 4, 25), **retencion)
    tarde = VENCE + timedelta(days=30)
    assert _suprimir(tarde) == 0
    with pytest.raises(Conflicto, match="litigio"):
        conservacion.suprimir(
            candidatura=publicada, motivo="cancelada", bloqueada_en=ahora, por=DINA, ahora=tarde
        )
    ordenes.liberar(**(retencion | {"ahora": tarde}))
    assert _suprimir(tarde) == 1


@pytest.mark.postgres
def test_la_base_tampoco_suprime_con_litigio(en_estado: Callable[..., Candidatura], ahora: datetime) -> None:
    candidatura = en_estado("bloqueada")
    ordenes.retener(candidatura=candidatura, expediente="X", fecha=ahora.date(), por=DINA, ahora=ahora)
    with pytest.raises(IntegrityError, match="litigio"), transaction.atomic():
        Candidatura.objects.filter(pk=candidatura.pk).update(estado="suprimida")


def test_lo_suprimido_ya_no_se_restituye(en_estado: Callable[..., Candidatura], ahora: datetime) -> None:
    candidatura = en_estado("suprimida")
    with pytest.raises(Conflicto):
        conclusiones.restituir(candidatura=candidatura, por=DINA, ahora=ahora, **ACUERDO)


def test_restituida_y_vuelta_a_concluir_cuenta_desde_la_ultima(
    publicada: Candidatura, ahora: datetime
) -> None:
    concluir(publicada, "cancelar", ahora)
    despues = ahora + timedelta(days=10)
    conclusiones.restituir(candidatura=publicada, por=DINA, ahora=despues, **ACUERDO)
    concluir(publicada, "renunciar", despues)
    assert _suprimir(VENCE + timedelta(days=1)) == 0
    assert _suprimir(VENCE + timedelta(days=11)) == 1


def test_si_a_no_confirma_la_supresion_se_repite_completa(
    publicada: Candidatura, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def caer(*_: object, **__: object) -> None:
        raise RuntimeError("se fue la luz")

    concluir(publicada, "cancelar", ahora)
    with monkeypatch.context() as corte:
        corte.setattr(conservacion, "_borrar_sensibles", caer)
        with pytest.raises(Tropiezos, match=publicada.folio), transaction.atomic():
            _suprimir(VENCE + timedelta(days=1))
    assert not Supresion.objects.exists()
    assert _suprimir(VENCE + timedelta(days=1)) == 1


def test_el_cierre_deja_archivo_y_bloquea_la_identidad(
    en_estado: Callable[..., Candidatura],
) -> None:
    publicada, a_medias = en_estado("publicada"), en_estado("en_captura", "dddd1111")
    claves = [publicada.clave_identidad, a_medias.clave_identidad]
    antes = sumadas(claves, ["p1"], CIERRE)["p1"]["no"]
    cerrar(publicada.proceso_id)
    publicada.refresh_from_db()
    assert publicada.estado == "cerrada"
    assert publicables(publicada, a_medias) == {}
    assert antes == 1
    assert sumadas(claves, ["p1"], CIERRE)["p1"] == {"sin_respuesta": 2}
    assert sumadas(claves, ["p1"], CIERRE - timedelta(days=1))["p1"]["no"] == 1, "lo del corte se cuenta"
    assert vigente(publicada) is not None


def test_tras_el_cierre_vence_el_plazo_de_todas(
    en_estado: Callable[..., Candidatura],
) -> None:
    publicada, a_medias = en_estado("publicada"), en_estado("en_captura", "dddd1111")
    cerrar(publicada.proceso_id)
    assert diario.correr(ahora=CIERRE + timedelta(days=91))["suprimidas"] == 2
    assert set(Supresion.objects.values_list("candidatura", "motivo")) == {
        (publicada.pk, "cierre"),
        (a_medias.pk, "cierre"),
    }


def test_cerrada_la_eleccion_no_se_captura_ni_se_envia(en_estado: Callable[..., Candidatura]) -> None:
    candidatura = en_estado("en_captura")
    cerrar(candidatura.proceso_id)
    assert abierta(candidatura, CIERRE) is None
    with pytest.raises(Conflicto):
        envios.enviar(candidatura=candidatura, por=de_partido(candidatura), ahora=CIERRE)
