"""El calendario de capacitación del plan dice quién falta."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from conoceles.ayuda import capacitaciones, faltantes
from paginas import check, texto
from personas import CLAVE, DINA, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso

HOY = date(2024, 4, 25)


def _asistieron(publico: str, lista: str, ahora: datetime) -> int:
    sesion = capacitaciones.programar(
        proceso=CLAVE, fecha=date(2024, 3, 5), tema="Uso", publico=publico, imparte="UTTAIP", por=DINA, ahora=ahora
    )  # fmt: skip
    capacitaciones.anotar_asistencia(numero=sesion.pk, lista=lista, por=DINA, ahora=ahora)
    return sesion.pk


def _de(publico: str) -> faltantes.Prevista:
    return next(p for p in faltantes.calendario(CLAVE, HOY) if p.titulo == capacitaciones.PUBLICOS[publico])


def test_un_partido_deja_de_faltar_por_sus_siglas_o_su_nombre(proceso: Proceso, ahora: datetime) -> None:
    antes = _de("partidos")
    assert (antes.asistieron, antes.vencida) == (0, True)
    assert {"Partido Revolucionario Institucional", "Partido Acción Nacional"} <= {*antes.faltan}
    _asistieron("partidos", "Ana Ñáñez; pri\nBeto Pérez; partido accion nacional", ahora)
    despues = _de("partidos")
    assert despues.asistieron == 2
    assert {"Partido Revolucionario Institucional", "Partido Acción Nacional"}.isdisjoint(despues.faltan)


def test_lo_de_otro_publico_o_retirado_no_cuenta(proceso: Proceso, ahora: datetime) -> None:
    _asistieron("independientes", "Ana Ñáñez; PRI", ahora)
    numero = _asistieron("partidos", "Ana Ñáñez; PRI", ahora)
    [ella] = capacitaciones.asistentes(capacitaciones.de(numero, DINA))
    assert _de("partidos").asistieron == 1
    capacitaciones.retirar_asistencia(numero=numero, asistencia=ella.pk, por=DINA, ahora=ahora)
    assert _de("partidos").asistieron == 0


def test_quien_trabaja_en_el_instituto_y_la_independiente_faltan_por_su_nombre(
    proceso: Proceso, dina: Client, cora: Client, ahora: datetime
) -> None:
    registrada(proceso, "bbbb2222", ahora, siglas="IND", nombre="IRENE ÍÑIGUEZ")
    assert {"Cora", "Dina"} <= {*_de("instituto").faltan}
    assert len(_de("independientes").faltan) == 1
    _asistieron("instituto", "cora", ahora)
    _asistieron("independientes", "Irene Íñiguez", ahora)
    assert "Cora" not in _de("instituto").faltan
    assert not _de("independientes").vencida


def test_la_pantalla_dice_quien_falta_y_cuantos_van(
    proceso: Proceso, comision: Client, ahora: datetime
) -> None:
    pagina = texto(check(comision.get("/ayuda/capacitacion/").content))
    assert "El calendario del plan" in pagina
    assert "Del 1 de febrero de 2024 al 31 de marzo de 2024" in pagina
    assert "Movimiento Ciudadano" in pagina


def test_hoy_dice_a_quienes_falta_capacitar(proceso: Proceso, dina: Client, ahora: datetime) -> None:
    pagina = texto(check(dina.get("/revision/hoy/").content))
    [partidos] = [
        p for p in faltantes.por_capacitar(CLAVE, HOY) if p.titulo == capacitaciones.PUBLICOS["partidos"]
    ]
    assert f"{partidos.titulo}: faltan {partidos.total} de {partidos.total}" in pagina
    assert f"y {partidos.total - 5} más" in pagina
    _asistieron("partidos", "\n".join(f"Alguien; {nombre}" for nombre in partidos.faltan), ahora)
    assert f"{partidos.titulo}: faltan" not in texto(check(dina.get("/revision/hoy/").content))


def test_antes_de_su_periodo_nadie_falta_por_capacitar(proceso: Proceso) -> None:
    primero = min(p.desde for p in faltantes.calendario(CLAVE, HOY))
    assert faltantes.por_capacitar(CLAVE, primero - timedelta(days=1)) == ()
