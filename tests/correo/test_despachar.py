"""Cada correo sale una vez, espera si lo aplazan y rebota si lo rechazan: con un servidor SMTP de verdad."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import ESPERAS, LOTE, concluir, despachar, olvidar
from conoceles.nucleo.errores import ErrorDeDominio
from correo.servidor import _Servidor
from publicacion.por_fuera import sin_candados

Encolar = Callable[..., Correo]
MINUTO = timedelta(minutes=1)


def test_lo_encolado_sale_una_sola_vez(encolar: Encolar, smtp: _Servidor, ahora: datetime) -> None:
    correo = encolar()
    assert despachar(ahora=ahora) == 1
    assert despachar(ahora=ahora + timedelta(days=3)) == 0
    [recibido] = smtp.recibidos
    assert recibido["To"] == "ana@prueba.mx"
    assert recibido["Message-ID"] == correo.message_id
    assert recibido["Auto-Submitted"] == "auto-generated"
    cuerpo = recibido.get_payload(decode=True)
    assert isinstance(cuerpo, bytes)
    assert "Año 2024.\r\n.\r\nFin" in cuerpo.decode()
    correo.refresh_from_db()
    assert (correo.estado, correo.intentos, correo.enviado_en) == ("enviado", 1, ahora)


def test_un_aplazado_no_estorba_a_los_demas_y_vuelve_a_intentarse(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    aplazado, _ = encolar("aplaza"), encolar()
    assert despachar(ahora=ahora) == 1
    aplazado.refresh_from_db()
    assert (aplazado.estado, aplazado.intentos) == ("en_cola", 1)
    assert despachar(ahora=ahora + MINUTO / 2) == 0
    aplazado.refresh_from_db()
    assert aplazado.intentos == 1, "antes de su turno no se toca"
    despachar(ahora=ahora + MINUTO)
    aplazado.refresh_from_db()
    assert (aplazado.intentos, aplazado.siguiente_en) == (2, ahora + MINUTO + ESPERAS[1])


def test_un_rechazo_definitivo_rebota_con_su_razon(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    correo = encolar("nadie")
    assert despachar(ahora=ahora) == 0
    correo.refresh_from_db()
    assert (correo.estado, correo.motivo) == ("rebotado", "Ese buzón no existe. (550 5.1.1)")
    assert despachar(ahora=ahora + timedelta(days=3)) == 0


def test_agotados_los_intentos_queda_como_fallido(encolar: Encolar, smtp: _Servidor, ahora: datetime) -> None:
    correo = encolar("lleno")
    for _ in ESPERAS:
        correo.refresh_from_db()
        despachar(ahora=correo.siguiente_en)
    correo.refresh_from_db()
    assert (correo.estado, correo.intentos) == ("fallido", len(ESPERAS))
    assert correo.motivo == "El buzón está lleno. (452 4.2.2)"


def test_sin_servidor_nadie_gasta_intentos(encolar: Encolar, smtp: _Servidor, ahora: datetime) -> None:
    correo = encolar()
    smtp.server_close()
    smtp.shutdown()
    with pytest.raises(OSError, match=r"."):
        despachar(ahora=ahora)
    correo.refresh_from_db()
    assert (correo.estado, correo.intentos) == ("en_cola", 0)


def test_lo_encolado_con_el_reloj_adelantado_no_espera_a_esa_fecha(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    """Visto moviendo el reloj 400 días: corregida la hora, once mensajes se quedaban esperando todo ese tiempo."""
    encolar(ahora=ahora + timedelta(days=400))
    assert despachar(ahora=ahora) == 1
    assert len(smtp.recibidos) == 1


def test_si_el_servidor_cuelga_los_que_siguen_esperan(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    colgado, siguiente = encolar("cuelga"), encolar()
    with pytest.raises(OSError, match=r"."):
        despachar(ahora=ahora)
    colgado.refresh_from_db()
    siguiente.refresh_from_db()
    assert (colgado.estado, colgado.intentos, siguiente.intentos) == ("en_cola", 1, 0)
    assert despachar(ahora=ahora) == 1
    assert [m["Message-ID"] for m in smtp.recibidos] == [siguiente.message_id]


def test_lo_secreto_no_se_queda_escrito(encolar: Encolar, smtp: _Servidor, ahora: datetime) -> None:
    sale, rebota = encolar(secreto=True), encolar("nadie", secreto=True)
    despachar(ahora=ahora)
    for correo in (sale, rebota):
        correo.refresh_from_db()
        assert correo.cuerpo == ""
    assert len(smtp.recibidos) == 1


def test_lo_secreto_espera_cerrado_y_llega_abierto(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    correo = encolar(cuerpo="Abra https://captura/acceso/el-testigo/", secreto=True)
    correo.refresh_from_db()
    assert "testigo" not in correo.cuerpo
    assert despachar(ahora=ahora) == 1
    [recibido] = smtp.recibidos
    assert "el-testigo" in str(recibido.get_payload(decode=True))


def test_lo_secreto_no_sale_a_la_direccion_que_puso_otro_cliente_de_la_base(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    ajeno, propio = encolar(secreto=True), encolar()
    sin_candados("correo_correo")
    Correo.objects.filter(pk=ajeno.pk).update(para="quien.ataca@otro.mx")
    assert despachar(ahora=ahora) == 1
    ajeno.refresh_from_db()
    assert (ajeno.estado, ajeno.cuerpo) == ("fallido", "")
    assert "No consta" in ajeno.motivo
    assert [m["Message-ID"] for m in smtp.recibidos] == [propio.message_id]


def test_lo_que_el_sistema_no_escribio_no_sale_a_su_nombre(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    """Plantado en la cola, copiado de uno bueno con otro texto, o uno bueno con otra dirección o sin cerrar lo secreto."""
    cambiado, sin_cerrar, bueno = encolar(), encolar(secreto=True), encolar()
    sin_candados("correo_correo")
    Correo.objects.filter(pk=cambiado.pk).update(para="quien.ataca@otro.mx")
    Correo.objects.filter(pk=sin_cerrar.pk).update(cuerpo="Abra https://otro.mx/")
    dicho = Correo.objects.filter(pk=bueno.pk).values()[0] | {"cuerpo": "Deposite aquí."}
    copia = bueno.message_id.replace("<", "<0")
    plantados = [
        Correo.objects.create(**dicho | {"id": None, "message_id": otro}) for otro in ("<x@y.mx>", copia)
    ]
    assert despachar(ahora=ahora) == 1
    assert [m["Message-ID"] for m in smtp.recibidos] == [bueno.message_id]
    for ajeno in (cambiado, sin_cerrar, *plantados):
        ajeno.refresh_from_db()
        assert (ajeno.estado, "No consta" in ajeno.motivo) == ("fallido", True)


def test_en_archivos_mientras_no_haya_servidor(
    encolar: Encolar, settings: Any, tmp_path: Any, ahora: datetime
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    encolar()
    assert despachar(ahora=ahora) == 1
    [archivo] = tmp_path.glob("*.log")
    assert "To: ana@prueba.mx" in archivo.read_text()


def test_cada_vuelta_despacha_un_lote(encolar: Encolar, smtp: _Servidor, ahora: datetime) -> None:
    for n in range(LOTE + 1):
        encolar(f"persona{n}")
    assert [despachar(ahora=ahora), despachar(ahora=ahora)] == [LOTE, 1]


def test_cada_paso_queda_en_la_bitacora_sin_la_direccion(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    encolar(folio="aaaa1111", proceso="durango-2023-2024")
    despachar(ahora=ahora)
    entradas = Entrada.objects.filter(folio="aaaa1111")
    assert [e.acto for e in entradas] == ["correo_encolado", "correo_enviado"]
    assert not any("prueba.mx" in str(e.datos) for e in entradas)


@pytest.mark.parametrize(
    ("dicho", "campo"),
    [
        ({"para": "no es un correo"}, "correo"),
        ({"para": "ana@prueba.mx\nBcc: x@y.mx"}, "correo"),
        ({"asunto": "Hola\nBcc: x@y.mx"}, "asunto"),
        ({"asunto": " "}, "asunto"),
    ],
)
def test_lo_mal_escrito_no_se_encola(encolar: Encolar, dicho: dict[str, str], campo: str) -> None:
    with pytest.raises(ErrorDeDominio) as dicha:
        encolar(**dicho)
    assert dicha.value.campo == campo
    assert not Correo.objects.exists()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "cambio",
    [
        {"para": "otra@prueba.mx"},
        {"cuerpo": "Otra cosa"},
        {"cuerpo": ""},
        {"estado": "en_cola"},
        {"estado": "fallido", "motivo": "x"},
        {"intentos": 0},
    ],
)
def test_sql_directo_no_altera_lo_enviado(
    encolar: Encolar, smtp: _Servidor, ahora: datetime, cambio: dict[str, Any]
) -> None:
    encolar()
    despachar(ahora=ahora)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correo.objects.update(**cambio)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correo.objects.all().delete()


def test_suprimida_la_direccion_queda_que_hubo_un_correo(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    enviado = encolar()
    despachar(ahora=ahora)
    pendiente, ajeno = encolar(), encolar("beto")
    olvidar(["ana@prueba.mx", ""])
    for correo in (enviado, pendiente, ajeno):
        correo.refresh_from_db()
    assert (enviado.para, enviado.cuerpo, enviado.estado) == ("", "", "enviado")
    assert (pendiente.para, pendiente.estado) == ("", "fallido")
    assert ajeno.para == "beto@prueba.mx"
    despachar(ahora=ahora)
    assert [m["To"] for m in smtp.recibidos] == ["ana@prueba.mx", "beto@prueba.mx"]


def test_asentar_dos_veces_lo_mismo_no_cambia_nada(
    encolar: Encolar, smtp: _Servidor, ahora: datetime
) -> None:
    correo = encolar()
    despachar(ahora=ahora)
    assert not concluir(correo.pk, estado="enviado", ahora=ahora + MINUTO)
    assert concluir(correo.pk, estado="rebotado", motivo="Ese buzón no existe.", ahora=ahora + MINUTO)
    assert not concluir(correo.pk, estado="rebotado", motivo="Otra razón.", ahora=ahora + MINUTO)
    correo.refresh_from_db()
    assert (correo.motivo, correo.enviado_en) == ("Ese buzón no existe.", ahora)
