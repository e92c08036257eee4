"""Quien opera ve qué cambió en el esquema y lo da por bueno; quien solo escribe en la base, no."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from conoceles.arranque.comprobar import aceptar, esquemas
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base", "datos")]
MOTIVO = "Dina agregó un índice para que su reporte mensual no tarde."


def _hacer(*ordenes: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for orden in ordenes:
            cursor.execute(orden)


def _indice_suyo(nombre: str = "de_la_operadora") -> None:
    _hacer(f"CREATE INDEX {nombre} ON avisos_mensaje (id)")


def _firma_dina() -> Alcance:
    return Alcance(actor="cuenta:1", papel="administracion", nombre="Dina Duarte")


def _aceptar(ahora: datetime, codigo: str = "", motivo: str = MOTIVO) -> str:
    codigo = codigo or aceptar.codigo_de("default")
    return aceptar.aceptar(codigo=codigo, motivo=motivo, firma=_firma_dina, ahora=ahora)


def _que_cambio(alias: str = "default") -> list[tuple[str, str]]:
    return [(c.que, c.pieza.partition(" ")[2]) for c in esquemas.distintos().get(alias, [])]


@pytest.fixture(autouse=True)
def asentado(base: None, datos: object, ahora: datetime) -> None:
    esquemas.asentar(ahora=ahora)


def test_el_indice_de_quien_opera_se_ve_se_asienta_y_no_se_vuelve_a_decir(ahora: datetime) -> None:
    _indice_suyo()
    assert _que_cambio() == [("sobra", "de_la_operadora")]
    assert "avisos_mensaje" in esquemas.distintos()["default"][0].texto, "enseña cómo se declara"
    assert _aceptar(ahora) == "curricular"
    assert [*esquemas.cambiados()] == []
    entrada = Entrada.objects.filter(acto=Acto.ESQUEMA_ACEPTADO).get()
    assert entrada.actor == "cuenta:1"
    assert (entrada.datos["motivo"], [par[0] for par in entrada.datos["cambios"]]) == (MOTIVO, ["sobra"])


def test_lo_que_cambia_despues_de_verlo_no_queda_asentado(ahora: datetime) -> None:
    _indice_suyo()
    visto = aceptar.codigo_de("default")
    _indice_suyo("de_quien_ataca")
    with pytest.raises(ErrorDeDominio, match="véalo otra vez"):
        _aceptar(ahora, visto)
    assert len(_que_cambio()) == 2


def test_lo_asentado_no_ampara_lo_que_cambie_luego(ahora: datetime) -> None:
    _indice_suyo()
    _aceptar(ahora)
    _indice_suyo("otro")
    assert _que_cambio() == [("sobra", "otro")]


def test_lo_que_la_instalacion_puso_y_falta_no_se_acepta(ahora: datetime) -> None:
    en_su_motor = {
        "postgresql": "ALTER TABLE cuentas_cuenta DROP CONSTRAINT cuenta_con_ambito_segun_papel",
        "sqlite": "DROP INDEX lugar_ocupado_una_vez",
    }
    _hacer(en_su_motor[connection.vendor])
    with pytest.raises(ErrorDeDominio, match=r"Falta lo que la instalación puso.*(ambito|lugar_ocupado)"):
        _aceptar(ahora)
    assert [*esquemas.cambiados()]


@pytest.mark.parametrize("motivo", ["", "porque sí", " " * 40])
def test_sin_decir_quien_y_para_que_no_se_asienta(ahora: datetime, motivo: str) -> None:
    _indice_suyo()
    with pytest.raises(ErrorDeDominio, match="quién lo cambió y para qué"):
        _aceptar(ahora, motivo=motivo)


def test_quien_solo_escribe_en_la_base_no_lo_puede_dar_por_bueno(ahora: datetime) -> None:
    """Copia la entrada de antes, con su sello, y le pone la huella de lo que hizo."""
    _indice_suyo()
    buena = Entrada.objects.filter(acto=Acto.ESQUEMA_ASENTADO, datos__base="curricular").get()
    esquema = esquemas.hoy("default")
    datos = buena.datos | {"esquema": esquema.huella, "piezas": esquema.huellas}
    for n, acto in enumerate((Acto.ESQUEMA_ASENTADO, Acto.ESQUEMA_ACEPTADO)):
        otra = Entrada.objects.get(pk=buena.pk)
        otra.pk, otra.acto, otra.datos, otra.momento = None, acto, datos, ahora + timedelta(minutes=1)
        otra.anterior, otra.huella = f"{n + 6}" * 64, f"{n + 8}" * 64
        Entrada.objects.bulk_create([otra])
    assert Entrada.objects.filter(sello=buena.sello).count() == 3
    assert _que_cambio() == [("sobra", "de_la_operadora")]


def test_con_la_bitacora_o_un_candado_rotos_no_se_acepta_nada(ahora: datetime) -> None:
    _indice_suyo()
    suyo = "expediente_envio_no_se_borra"
    _hacer(f"DROP TRIGGER {suyo}" + (" ON expediente_envio" if connection.vendor == "postgresql" else ""))
    with pytest.raises(ErrorDeDominio, match="alguien entró a la base"):
        _aceptar(ahora)


def test_lo_que_sobraba_al_actualizar_sigue_a_la_vista_y_se_puede_asentar(ahora: datetime) -> None:
    """Con otras migraciones lo de antes ya no se compara; se recuerda qué sobraba."""
    _indice_suyo()
    antes = esquemas.distintos_antes()
    _hacer("DELETE FROM django_migrations WHERE app = 'identidad' AND name = '0002_llaves_sin_estadistica'")
    assert esquemas.distintos() == {}
    esquemas.asentar(ahora=ahora, salvo=antes)
    assert _que_cambio() == [("sobra", "de_la_operadora")]
    _aceptar(ahora)
    assert [*esquemas.cambiados()] == []
