"""Todo acto sin vuelta, bajo toda duda: espera y dice por qué. La tabla dice cuáles son; la prueba los toma de ahí."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.compuerta import EnDuda
from conoceles.bitacora.fila import Espera, Publica
from conoceles.bitacora.operaciones import registrar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.constancias.halladas import Hallada, asentar
from conoceles.informes.models import CifrasDelCorte
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.publicacion.models import Publicada
from personas import CLAVE, DINA, SISTEMA, registrada
from publicacion.por_fuera import cambiar, filas

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]
ESPERAN = sorted(acto for acto in Acto if acto.espera)
FOLIO, OTRO = "aaaa1111", "bbbb2222"
# Lo que el plan y la ley dejan sin vuelta: quitar uno de la tabla pide quitarlo también de aquí, con su porqué.
DEBEN = {
    Espera.AVISA: {"cierre_anunciado", "entregable_por_vencer"},
    Espera.SUYO: {
        "bloqueada", "cerrada", "expediente_de_omision_emitido", "identidad_descartada", "plazo_vencido", "publicada", "recordatorio",
        "suprimida",
    },
    Espera.TODO: {
        "aviso_de_cambio_creado", "cifras_fijadas", "expedientes_de_omision_emitidos", "extracto_entregado", "informe_enviado",
        "informe_generado", "proceso_cerrado", "tablas_asentadas",
    },
}  # fmt: skip


def _saltar(cuanto: timedelta) -> None:
    from conoceles.pulso.lectura import leer
    from conoceles.pulso.operaciones import latir

    aqui = leer()
    latir(por=SISTEMA, ahora=aqui.pared, lectura=replace(aqui, pared=aqui.pared - cuanto))


def hora_adelantada_sin_que_nadie_lata(proceso: Proceso) -> None:
    _saltar(timedelta(hours=3))


def hora_atrasada_y_frenada(proceso: Proceso) -> None:
    from conoceles.pulso.lectura import leer
    from conoceles.pulso.operaciones import latir

    _saltar(-timedelta(days=30))
    assert latir(por=SISTEMA, ahora=leer().pared) is not None


def definicion_cambiada(proceso: Proceso) -> None:
    from conoceles.nucleo import canonico

    proceso.definicion["nombre"] = "Otra elección"
    dicha = {"definicion": proceso.definicion, "huella": canonico.huella(proceso.definicion)}
    type(proceso).objects.filter(pk=proceso.pk).update(**dicha)


def base_anterior_a_lo_firmado(proceso: Proceso) -> None:
    _hallar(Hallada(CLAVE, "", "CABEZA_PERDIDA", "La publicación firmó una entrada que ya no está."))


def otra_maquina(proceso: Proceso) -> None:
    Publicada.objects.create(cadena=CLAVE, instantanea="f" * 16, equipo="otra", en=reloj.ahora())


def llave_de_la_instalacion(proceso: Proceso) -> None:
    for nombre in secretos.NOMBRES:
        secretos.ruta(nombre).write_bytes(secretos.leer(nombre))
    secretos.ruta("firma").unlink()
    secretos.leer.cache_clear()  # como en un proceso que no la había leído


def llave_de_una_persona(proceso: Proceso) -> None:
    _hallar(
        Hallada(CLAVE, FOLIO, "LLAVE_CAMBIADA", f"La llave de los datos de {FOLIO} no es la que se le dio.")
    )


def fila_de_una_persona(proceso: Proceso) -> None:
    cambiar(Candidatura, {"folio": FOLIO}, estado="publicada")


def fila_de_la_eleccion(proceso: Proceso) -> None:
    otras = {"corte": reloj.ahora(), "version": 1, "huella": "0" * 64, "en": reloj.ahora()}
    filas(CifrasDelCorte).bulk_create([CifrasDelCorte(proceso=proceso, **otras)])


def _hallar(una: Hallada) -> None:
    asentar([una], por=Alcance.sistema("vigilancia"), ahora=reloj.ahora())


GENERALES = (
    hora_adelantada_sin_que_nadie_lata, hora_atrasada_y_frenada, definicion_cambiada, base_anterior_a_lo_firmado, otra_maquina,
    llave_de_la_instalacion,
)  # fmt: skip
DE_TODAS = (llave_de_una_persona, fila_de_una_persona, fila_de_la_eleccion)
Dudar = Callable[["Proceso"], None]


@pytest.fixture
def eleccion(proceso: Proceso, ahora: datetime) -> Proceso:
    secretos.crear_faltantes()
    for folio in (FOLIO, OTRO):
        registrada(proceso, folio, ahora)
    return proceso


def _hacer(acto: Acto, por: Alcance, ahora: datetime, folio: str = "") -> None:
    with transaction.atomic():
        registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=CLAVE, folio=folio)


def _quien(acto: Acto) -> Alcance:
    return SISTEMA if "sistema" in acto.fila.papeles else DINA


def _espera(acto: Acto, ahora: datetime, folio: str = "") -> bool:
    """Si no se deja asentar. El que solo puede hacer una persona y es de alguien, con su orden pasa."""
    try:
        with transaction.atomic():
            _hacer(acto, _quien(acto), ahora, folio)
            transaction.set_rollback(True)
    except EnDuda as duda:
        return "espera a que se aclare una duda. " in duda.mensaje
    return False


def test_lo_que_no_tiene_vuelta_es_lo_que_debe() -> None:
    assert {e: {a.value for a in Acto if a.espera is e} for e in Espera if e} == DEBEN


def test_nada_que_retira_por_orden_de_alguien_espera() -> None:
    """Lo que la ley manda retirar sale aunque lo demás espere; lo que el calendario suprime, cuando conste."""
    retiran = {
        a for a in Acto if a.fila.publica in (Publica.ESCONDE, Publica.RETIRA_IDENTIDAD, Publica.RETIRA_TODO)
    }
    assert {a for a in retiran if a.espera} == {Acto.SUPRIMIDA}


@pytest.mark.parametrize("duda", GENERALES)
def test_en_duda_general_nada_sin_vuelta_se_hace_y_dice_por_que(
    eleccion: Proceso, ahora: datetime, duda: Dudar
) -> None:
    assert compuerta.causas(Acto.INFORME_GENERADO, CLAVE) == []
    duda(eleccion)
    for acto in ESPERAN:
        assert len(compuerta.causas(acto, CLAVE)) == 1
        assert _espera(acto, ahora)


@pytest.mark.parametrize("duda", DE_TODAS)
def test_lo_que_es_de_todas_espera_a_cualquiera_de_la_eleccion(
    eleccion: Proceso, ahora: datetime, duda: Dudar
) -> None:
    duda(eleccion)
    assert {a for a in ESPERAN if _espera(a, ahora)} == {a for a in Acto if a.espera is Espera.TODO}
    assert all(compuerta.cerrada(efecto, CLAVE) == bool(efecto.espera) for efecto in compuerta.Efecto)


def test_lo_de_una_persona_espera_a_lo_suyo_y_a_nada_de_las_demas(eleccion: Proceso, ahora: datetime) -> None:
    fila_de_una_persona(eleccion)
    suyos = {a for a in Acto if a.espera is Espera.SUYO and "sistema" in a.fila.papeles}
    assert {a for a in suyos if _espera(a, ahora, FOLIO)} == suyos
    assert {a for a in suyos if _espera(a, ahora, OTRO)} == set()


@pytest.mark.parametrize("duda", [*GENERALES, *DE_TODAS])
def test_en_duda_lo_que_si_se_deshace_sigue_y_lo_que_alguien_ordena_de_una_persona_tambien(
    eleccion: Proceso, ahora: datetime, duda: Dudar
) -> None:
    duda(eleccion)
    for acto in (a for a in Acto if not a.espera and "sistema" in a.fila.papeles):
        _hacer(acto, SISTEMA, ahora)
    _hacer(Acto.SUPRIMIDA, DINA, ahora, folio=FOLIO)


def test_sin_duda_todos_pasan(eleccion: Proceso, ahora: datetime) -> None:
    assert not any(_espera(acto, ahora) for acto in ESPERAN)


def test_la_duda_de_una_eleccion_no_detiene_a_otra(eleccion: Proceso, ahora: datetime) -> None:
    definicion_cambiada(eleccion)
    fila_de_una_persona(eleccion)
    assert compuerta.abiertas(Acto.PLAZO_VENCIDO, [CLAVE, ""]) == [""]
    assert compuerta.abiertas(Acto.INFORME_GENERADO, [CLAVE, "otra"]) == ["otra"]


@pytest.mark.usefixtures("eleccion")
def test_la_que_solo_captura_no_duda_de_la_maquina(monkeypatch: pytest.MonkeyPatch, proceso: Proceso) -> None:
    otra_maquina(proceso)
    assert compuerta.cerrada(Acto.PROCESO_CERRADO, CLAVE)
    monkeypatch.setattr(secretos, "papel", lambda: "captura")
    assert not compuerta.cerrada(Acto.PROCESO_CERRADO, CLAVE)
