"""Dina reenvía a la dirección corregida lo que no llegó; la evidencia dice las dos cosas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import concluir, despachar, encolar, olvidar, reenviar
from conoceles.expediente.calendario.recordatorios import recordar
from conoceles.informes.contexto import abrir
from conoceles.informes.tablas.listados import _recordado, recordatorios
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from paginas import check, texto
from personas import CLAVE, CORA, DINA, SISTEMA

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

HOY, BUENO = "/revision/hoy/", "ana.corregida@partido.mx"


@pytest.fixture
def devuelto(candidatura: Candidatura, cuenta: Callable[..., Cuenta], ahora: datetime) -> Correo:
    """Un recordatorio a Ana, de los que manda el calendario, que rebotó."""
    cuenta("Ana", "partido", f"fuerza:{candidatura.formula.responde_id}")
    for dias in range(16):
        recordar(por=SISTEMA, ahora=ahora + timedelta(days=dias))
    correo = Correo.objects.filter(clase="recordatorio").latest("id")
    concluir(correo.pk, estado="rebotado", motivo="Ese buzón no existe.", ahora=ahora)
    correo.refresh_from_db()
    return correo


def test_se_reenvia_desde_la_pantalla_que_lo_muestra(dina: Client, devuelto: Correo, ahora: datetime) -> None:
    ruta = f"/revision/hoy/correos/{devuelto.pk}/"
    assert ruta in dina.get(HOY).content.decode()
    check(dina.get(ruta).content)
    respuesta = dina.post(ruta, {"correo": BUENO, "motivo": "Oficio PRI/12/2024"})
    assert respuesta["Location"] == HOY
    nuevo = Correo.objects.latest("id")
    assert (nuevo.para, nuevo.cuerpo, nuevo.asunto) == (BUENO, devuelto.cuerpo, devuelto.asunto)
    assert nuevo.message_id != devuelto.message_id
    assert ruta not in dina.get(HOY).content.decode()
    assert dina.get(ruta).status_code == 404
    entrada = Entrada.objects.get(acto="correo_reenviado")
    assert (entrada.datos["anterior"], entrada.datos["motivo"]) == (devuelto.pk, "Oficio PRI/12/2024")
    assert BUENO not in str(entrada.datos)


@pytest.mark.parametrize(
    ("correo", "motivo", "dice"),
    [
        ("sin arroba", "Oficio", "correo completo"),
        ("ana@prueba.mx", "Oficio", "misma dirección"),
        (BUENO, " ", "de dónde salió"),
        ("sin arroba", "", "correo completo"),
        ("sin arroba", "", "de dónde salió"),
    ],
)
def test_lo_mal_escrito_se_dice_y_se_conserva(
    dina: Client, devuelto: Correo, correo: str, motivo: str, dice: str
) -> None:
    respuesta = dina.post(f"/revision/hoy/correos/{devuelto.pk}/", {"correo": correo, "motivo": motivo})
    assert respuesta.status_code == 422
    assert dice in texto(check(respuesta.content))
    assert f'value="{correo}"' in respuesta.content.decode()
    assert not Correo.objects.filter(reenvio_de=devuelto).exists()


@pytest.mark.postgres
def test_si_llego_la_evidencia_lo_cuenta(devuelto: Correo, ahora: datetime) -> None:
    despues = ahora + timedelta(days=16)
    c = abrir(CLAVE, despues)
    hechos = recordatorios(c)["aaaa1111"]
    antes = _recordado(c, hechos)
    nuevo = reenviar(correo=devuelto, para=BUENO, motivo="Llamada", por=DINA, ahora=despues)
    concluir(nuevo.pk, estado="enviado", ahora=despues)
    salieron, _, volvieron = _recordado(c, recordatorios(c)["aaaa1111"])
    assert (salieron, volvieron) == (antes[0] + 1, antes[2] - 1)


def test_si_tampoco_llega_vuelve_a_la_pantalla_a_nombre_de_ana(
    dina: Client, devuelto: Correo, ahora: datetime
) -> None:
    nuevo = reenviar(correo=devuelto, para=BUENO, motivo="Llamada", por=DINA, ahora=ahora)
    concluir(nuevo.pk, estado="rebotado", motivo="Buzón lleno.", ahora=ahora)
    pagina = texto(check(dina.get(HOY).content))
    assert f"Ana, {BUENO}" in pagina
    assert "Buzón lleno." in pagina
    reenviar(correo=nuevo, para="otra@partido.mx", motivo="Llamada", por=DINA, ahora=ahora)


def test_solo_administracion_y_una_sola_vez(devuelto: Correo, ahora: datetime) -> None:
    datos = {"correo": devuelto, "para": BUENO, "motivo": "Oficio", "ahora": ahora}
    with pytest.raises(NoEncontrado):
        reenviar(por=CORA, **datos)
    reenviar(por=DINA, **datos)
    with pytest.raises(Conflicto):
        reenviar(por=DINA, **datos)


@pytest.mark.postgres
def test_la_base_no_deja_dos_reenvios_ni_cambiar_de_quien_es(devuelto: Correo, ahora: datetime) -> None:
    from django.db import IntegrityError, transaction

    nuevo = reenviar(correo=devuelto, para=BUENO, motivo="Oficio", por=DINA, ahora=ahora)
    with pytest.raises(IntegrityError), transaction.atomic():
        encolar(
            para=BUENO, asunto="x", cuerpo="x", clase="recordatorio", reenvio_de=devuelto, por=SISTEMA, ahora=ahora
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Correo.objects.filter(pk=nuevo.pk).update(reenvio_de=None)


def test_lo_que_llego_y_lo_secreto_no_se_reenvian(candidatura: Candidatura, ahora: datetime) -> None:
    for secreto in (False, True):
        correo = encolar(
            para="ana@prueba.mx", asunto="x", cuerpo="x", clase="acceso_entrega", secreto=secreto, por=SISTEMA,
            ahora=ahora,
        )  # fmt: skip
        if secreto:
            concluir(correo.pk, estado="rebotado", motivo="No existe.", ahora=ahora)
        else:
            despachar(ahora=ahora)
        with pytest.raises(Conflicto):
            reenviar(correo=correo, para=BUENO, motivo="Oficio", por=DINA, ahora=ahora)


def test_suprimir_a_la_persona_alcanza_la_direccion_corregida(devuelto: Correo, ahora: datetime) -> None:
    nuevo = reenviar(correo=devuelto, para=BUENO, motivo="Oficio", por=DINA, ahora=ahora)
    olvidar([devuelto.para])
    nuevo.refresh_from_db()
    assert (nuevo.para, nuevo.cuerpo) == ("", "")


def test_ajeno_al_dominio_no_se_manda(devuelto: Correo, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio):
        reenviar(correo=devuelto, para="dos@a.mx, tres@b.mx", motivo="Oficio", por=DINA, ahora=ahora)
