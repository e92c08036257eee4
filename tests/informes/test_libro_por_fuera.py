"""Lo que se informa y se entrega al INE es lo que un acto dejó: lo que otro cliente pone, cambia o quita se nombra."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import models

from conoceles.arranque.comprobar.cadenas import filas
from conoceles.bitacora.selladas.tablas import TABLAS
from conoceles.informes import operaciones, registros
from conoceles.informes.models import Actividad, Informe, PasoDeInforme, RevisionDeLaComision
from conoceles.nucleo.errores import Conflicto
from personas import CLAVE, DINA
from publicacion.por_fuera import cambiar, sin_candados


@pytest.fixture
def informe(eleccion: object, ahora: datetime) -> Informe:
    """Aprobado, con una actividad anotada."""
    registros.anotar_actividad(proceso=CLAVE, fecha=ahora.date(), texto="Taller", por=DINA, ahora=ahora)
    hecho = operaciones.generar(tipo="avance", proceso=CLAVE, corte=ahora, por=DINA, ahora=ahora)
    _avanzar(hecho, "aprobado", ahora)
    return hecho


def _avanzar(informe: Informe, paso: str, ahora: datetime) -> None:
    operaciones.avanzar(
        informe=informe, paso=paso, constancia="IEPC/SE/1/2024", fecha=ahora.date(), por=DINA, ahora=ahora
    )


def _frases() -> list[str]:
    return [h.frase for h in filas()]


def _quitar(tabla: type[models.Model]) -> None:
    sin_candados(tabla._meta.db_table)
    tabla._default_manager.all().delete()


def _poner_un_paso() -> None:
    """Un envío al INE que nadie hizo."""
    fila = PasoDeInforme.objects.get()
    fila.pk, fila.estado = None, "enviado"
    fila.save(force_insert=True)


POR_FUERA: dict[str, tuple[Callable[[], object], str]] = {
    "otro archivo": (lambda: cambiar(Informe, {}, huella="f" * 64), "un informe"),
    "un informe restringido vuelto público": (
        lambda: cambiar(Informe, {}, restringido=~models.F("restringido")),
        "un informe",
    ),
    "otro corte": (lambda: cambiar(Informe, {}, periodo="2024-03"), "un informe"),
    "otra fecha de aprobación": (
        lambda: cambiar(PasoDeInforme, {}, constancia="OTRO/1/2024"),
        "lo aprobado, enviado o acusado",
    ),
    "un envío que nadie hizo": (_poner_un_paso, "lo aprobado, enviado o acusado"),
    "una aprobación quitada": (lambda: _quitar(PasoDeInforme), "lo aprobado, enviado o acusado"),
    "una actividad reescrita": (lambda: cambiar(Actividad, {}, texto="Otra"), "una actividad"),
    "una actividad quitada": (lambda: _quitar(Actividad), "una actividad"),
}


def test_lo_que_deja_cada_acto_consta(informe: Informe, ahora: datetime) -> None:
    _avanzar(informe, "enviado", ahora)
    assert _frases() == []


@pytest.mark.parametrize("que", POR_FUERA)
def test_lo_cambiado_por_fuera_se_nombra(informe: Informe, que: str) -> None:
    hacer, dicho = POR_FUERA[que]
    hacer()
    [frase] = _frases()
    assert frase.startswith(f"La elección {CLAVE}")
    assert dicho in frase


def test_un_informe_que_no_consta_no_se_envia_y_los_demas_si(informe: Informe, ahora: datetime) -> None:
    otro = operaciones.generar(tipo="listado-mr", proceso=CLAVE, corte=ahora, por=DINA, ahora=ahora)
    cambiar(Informe, {"pk": informe.pk}, huella="f" * 64)
    with pytest.raises(Conflicto, match="sin pasar por el sistema"):
        _avanzar(informe, "enviado", ahora)
    _avanzar(otro, "aprobado", ahora)
    assert not informe.pasos.filter(estado="enviado").exists()


def test_cada_tabla_que_un_acto_escribe_esta_en_la_lista() -> None:
    """La que se agregue sin sello se nota aquí; las otras son firmas y el aviso de un archivo, que salen de lo que sí lo lleva."""
    todas = {m for m in Informe._meta.apps.get_app_config("informes").get_models()}
    assert RevisionDeLaComision in TABLAS
    sin_sello = {m.__name__ for m in todas - TABLAS.keys()}
    assert sin_sello == {"AvisoDeEntregable", "FirmaDeInforme"}
