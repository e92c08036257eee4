"""Quitar de la bitácora la entrada de una baja no la deshace: también la recuerda el almacén de llaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from accesos import cliente_llano
from accesos.conftest import recibir
from conoceles.arranque.comprobar.tabla import lo_cambiado
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas import designaciones
from conoceles.cuentas import enlaces, operaciones
from conoceles.cuentas.constancia import cotejo, memoria
from conoceles.cuentas.constancia.reponer import por_reponer
from conoceles.cuentas.models import CierreRecordado, Cuenta
from conoceles.integridad import recordadas
from conoceles.nucleo.errores import Conflicto
from paginas import check, texto
from personas import DINA, SISTEMA, dentro
from publicacion.por_fuera import sin_candados

if TYPE_CHECKING:
    from conoceles.cuentas.enlaces import Entrega
    from conoceles.proceso.models import Proceso


def _otra_vida() -> None:
    """Un proceso recién puesto en marcha: no recuerda nada."""
    recordadas._leido = recordadas._Leido()
    memoria._leido = (None, 0.0, {})


@pytest.fixture
def borrada(ana: Cuenta) -> Cuenta:
    """A Ana se le da de baja; quien ataca la reabre, borra el acto y espera a que la captura se reinicie."""
    cliente_llano.baja_borrada(ana)
    assert cliente_llano.entrar()[0] == 403
    sin_candados("bitacora_entrada")
    assert Entrada.objects.filter(acto="cuenta_dada_de_baja").delete()[0]
    _otra_vida()
    return ana


def test_borrar_el_acto_de_la_baja_no_deja_entrar_y_se_nombra(borrada: Cuenta) -> None:
    adentro = dentro(borrada)
    assert adentro.get("/").status_code == 403
    assert cliente_llano.entrar()[0] == 403
    dichas = {h.codigo: h.frase for h in lo_cambiado()[0]}
    assert "BITACORA_ROTA" in dichas
    assert "le falta el acto que lo hizo (dela de baja otra vez)" in dichas["CUENTA_SIN_CONSTANCIA"]
    with pytest.raises(Conflicto, match="dela de baja"):
        enlaces.recuperar(cuenta=borrada, motivo="Lo pide", por=DINA, ahora=borrada.designaciones.get().en)
    assert por_reponer(borrada) == [], "reponer la reabriría"


def test_dina_le_da_de_baja_otra_vez_y_designarla_de_nuevo_la_deja_entrar(
    borrada: Cuenta, designar: Callable[..., Entrega], ahora: datetime
) -> None:
    designaciones.dar_de_baja(cuenta=borrada, motivo="Ya se le había dado.", por=DINA, ahora=ahora)
    assert cotejo.frase(borrada) == ""
    assert cliente_llano.entrar()[0] == 403, "cerrada"
    recibir(designar(siglas="PAN"), ahora)
    assert cliente_llano.entrar()[0] == 302
    assert [*cotejo.sin_constancia()] == []


def test_sin_reabrirla_tambien_se_nombra_y_la_pantalla_ofrece_repetir_la_baja(
    ana: Cuenta, proceso: Proceso, ahora: datetime
) -> None:
    """Quien administra no la reabre sin querer: reponer «como estaba» sería abrirla."""
    dicho = {"nombre": "Dina", "papel": "administracion", "clave": "otra frase larga y propia"}
    dina = operaciones.crear_cuenta(correo="dina@prueba.mx", **dicho, por=SISTEMA, ahora=ahora)
    designaciones.dar_de_baja(cuenta=ana, motivo="Renunció.", por=DINA, ahora=ahora)
    sin_candados("bitacora_entrada")
    Entrada.objects.filter(acto="cuenta_dada_de_baja").delete()
    _otra_vida()
    navegador = dentro(dina)
    pagina = texto(check(navegador.get(f"/accesos/{ana.pk}/").content))
    assert "le falta el acto que lo hizo" in pagina
    assert "Reponer lo que le cambiaron" not in pagina
    datos = {"acto": "baja", "motivo": "Ya se le había dado."}
    confirmar = texto(check(navegador.post(f"/accesos/{ana.pk}/", datos).content))
    assert "ya no entra" in confirmar
    designaciones.dar_de_baja(cuenta=ana, motivo="Ya se le había dado.", por=DINA, ahora=ahora)
    assert cotejo.frase(ana) == ""


def test_la_base_de_ayer_no_reabre_la_cuenta_cerrada_hoy(ana: Cuenta, ahora: datetime) -> None:
    """Todo lo de A vuelve a como estaba antes de la baja, sin un solo rastro: el llavero no viaja en esa copia."""
    memoria._recordar(ana.pk, f"cuentas_cuenta:{ana.pk}:activa", ahora + timedelta(hours=1))
    _otra_vida()
    assert cliente_llano.entrar()[0] == 403
    assert "dela de baja otra vez" in cotejo.frase(ana)


def test_un_cierre_inventado_o_cambiado_en_el_llavero_no_cierra_y_se_nombra(
    ana: Cuenta, ahora: datetime
) -> None:
    """Sin su sello no vale: ni cierra una cuenta buena ni mueve el de otra."""
    CierreRecordado.objects.create(
        cuenta=ana.pk, parte=f"cuentas_cuenta:{ana.pk}:activa", en=ahora, sello="0" * 64
    )
    _otra_vida()
    assert cliente_llano.entrar()[0] == 302
    [frase] = [h.frase for h in lo_cambiado()[0] if h.codigo == "CUENTA_SIN_CONSTANCIA"]
    assert f"el cierre de la cuenta {ana.pk} no es el que un acto dejó" in frase


def test_al_preparar_se_recuerdan_una_vez_las_bajas_que_el_llavero_repuesto_no_trae(
    ana: Cuenta, ahora: datetime
) -> None:
    designaciones.dar_de_baja(cuenta=ana, motivo="Renunció.", por=DINA, ahora=ahora)
    sin_candados("cuentas_cierrerecordado", "llaves")
    hechas = CierreRecordado.objects.count()
    assert hechas == 2, "la cuenta y su designación"
    CierreRecordado.objects.all().delete()
    assert memoria.recordar_lo_que_falta() == 2
    assert memoria.recordar_lo_que_falta() == 0
    assert [*memoria.ajenas()] == []


@pytest.mark.postgres
def test_sin_el_almacen_de_llaves_se_sigue_entrando(ana: Cuenta, monkeypatch: pytest.MonkeyPatch) -> None:
    """Se apaga una defensa, que es la segunda; la primera es la bitácora, y la salud ya dice que falta el almacén."""
    from django.db import DatabaseError

    def caido() -> None:
        raise DatabaseError("no contesta")

    _otra_vida()
    monkeypatch.setattr(memoria, "_leer", caido)
    assert cliente_llano.entrar()[0] == 302
