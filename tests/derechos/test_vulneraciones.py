"""El registro de vulneraciones: qué se exige, en qué plazo se avisa y que nada se cambia."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from conoceles.arranque.comprobar.cadenas import filas
from conoceles.bitacora.models import Entrada
from conoceles.derechos import vulneraciones
from conoceles.derechos.models import SeguimientoDeVulneracion, Vulneracion
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos, NoEncontrado
from personas import CORA, DINA
from publicacion.por_fuera import cambiar

pytestmark = pytest.mark.usefixtures("proceso")


def _anotar(ahora: datetime, **mas: Any) -> Vulneracion:
    datos: dict[str, Any] = {
        "tipo": "acceso",
        "detectada_en": ahora - timedelta(hours=3),
        "que_paso": "Una sesión quedó abierta en un equipo compartido.",
        "datos": "Nombre y datos de contacto",
        "personas": 12,
        "causa": "Cierre de sesión olvidado",
        "medidas": "Se cerraron las sesiones y se cambió la contraseña.",
        "por": DINA,
    }
    return vulneraciones.anotar(ahora=ahora, **(datos | mas))


def _seguir(fila: Vulneracion, tipo: str, ahora: datetime, **mas: Any) -> SeguimientoDeVulneracion:
    return vulneraciones.seguir(
        vulneracion=fila, tipo=tipo, texto="Hecho.", hecho_en=ahora, por=DINA, ahora=ahora, **mas
    )


def test_el_plazo_de_aviso_corre_desde_que_se_detecto(ahora: datetime) -> None:
    fila = _anotar(ahora)
    assert fila.vence_en == ahora + timedelta(hours=69)
    assert Entrada.objects.using("default").get(acto="vulneracion_registrada").datos["personas"] == 12


def test_falta_algo_y_se_nombra_cada_campo(ahora: datetime) -> None:
    with pytest.raises(ErroresDeCampos) as error:
        _anotar(ahora, tipo="", detectada_en=ahora + timedelta(days=1), datos=" ", personas=None)
    assert set(error.value.errores) == {"tipo", "detectada_en", "datos", "personas"}


def test_no_se_cierra_sin_los_dos_avisos(ahora: datetime) -> None:
    fila = _anotar(ahora)
    with pytest.raises(Conflicto, match="avisos"):
        _seguir(fila, "cerrada", ahora)
    _seguir(fila, "personas", ahora)
    _seguir(fila, "autoridad", ahora)
    with pytest.raises(Conflicto):
        _seguir(fila, "personas", ahora)
    assert vulneraciones.abiertas() == 1
    _seguir(fila, "cerrada", ahora)
    assert vulneraciones.abiertas() == 0
    with pytest.raises(Conflicto):
        _seguir(fila, "nota", ahora)


def test_solo_administracion(ahora: datetime) -> None:
    with pytest.raises(NoEncontrado):
        _anotar(ahora, por=CORA)


@pytest.mark.postgres
def test_la_base_no_deja_cambiarlas(ahora: datetime) -> None:
    fila = _anotar(ahora)
    with pytest.raises(IntegrityError, match="no se cambian"), transaction.atomic():
        Vulneracion.objects.update(personas=0)
    with pytest.raises(IntegrityError, match="no se cambian"), transaction.atomic():
        fila.delete()


def test_el_plazo_movido_o_el_aviso_puesto_por_fuera_se_nombra(datos: object, ahora: datetime) -> None:
    """De él corre el aviso a las personas y a la autoridad, y con dos avisos inventados se cierra."""
    otra = _anotar(ahora)
    _seguir(otra, "personas", ahora)
    assert [*filas()] == []
    en_cada_una: list[tuple[type[Model], dict[str, Any]]] = [
        (Vulneracion, {"vence_en": ahora + timedelta(days=99)}),
        (SeguimientoDeVulneracion, {"tipo": "autoridad"}),
    ]
    for modelo, campos in en_cada_una:
        for fila in modelo._default_manager.all():
            with transaction.atomic():
                cambiar(modelo, {"pk": fila.pk}, **campos)
                [hallazgo] = filas()
                assert "que ya no dice lo que un acto escribió" in hallazgo.frase
                transaction.set_rollback(True)
