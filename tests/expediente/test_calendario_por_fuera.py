"""Una fila que otro cliente puso detiene lo suyo y nada más: el calendario sigue con las demás, y lo que no se pudo se nombra."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.arranque.comprobar.cadenas import actos
from conoceles.arranque.servicios import tareas
from conoceles.arranque.servicios.obrero import Obrero
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.models import Correo
from conoceles.expediente.calendario import conservacion, diario
from conoceles.expediente.models import Recordatorio
from conoceles.nucleo.una_por_una import Tropiezos
from personas import enmendar, registrada
from publicacion.por_fuera import cambiar
from vidas import TRAS_JORNADA, concluir

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]


@pytest.mark.parametrize("estado", ["renuncia", "bloqueada", "omisa", "registrada", "observada", "suprimida"])
def test_un_estado_falso_no_detiene_la_supresion_ni_los_plazos_de_nadie_mas(
    en_estado: Callable[..., Candidatura], ahora: datetime, estado: str
) -> None:
    renunciada, falsa = en_estado("publicada", "aaaa1111"), en_estado("publicada", "bbbb2222")
    en_captura = en_estado("en_captura", "dddd4444")
    concluir(renunciada, "renunciar", ahora)
    cambiar(Candidatura, {"pk": falsa.pk}, estado=estado)
    assert diario.correr(ahora=ahora + timedelta(days=20))["omisas"] == 1
    assert diario.correr(ahora=TRAS_JORNADA)["bloqueadas"] == 1
    assert diario.correr(ahora=ahora + timedelta(days=91))["suprimidas"] == 1
    estados = dict(Candidatura.objects.values_list("folio", "estado"))
    assert estados == {renunciada.folio: "suprimida", falsa.folio: estado, en_captura.folio: "omisa"}
    assert [h.folio for h in actos()] == [falsa.folio]
    assert falsa.folio not in "".join(Correo.objects.values_list("cuerpo", flat=True))


def test_a_la_de_un_estado_falso_no_se_le_recuerda_nada_y_a_las_demas_si(
    en_estado: Callable[..., Candidatura], cuenta: Callable[..., Cuenta], ahora: datetime
) -> None:
    falsa, otra = en_estado("publicada", "bbbb2222"), en_estado("en_captura", "dddd4444")
    cuenta("Ana", "partido", f"fuerza:{otra.formula.responde_id}")
    cambiar(Candidatura, {"pk": falsa.pk}, estado="omisa")
    assert diario.correr(ahora=ahora + timedelta(days=12))["recordatorios"] == 1
    assert [r.candidatura.folio for r in Recordatorio.objects.all()] == [otra.folio]


def test_la_que_no_se_puede_no_detiene_a_las_demas_y_se_dice_cual_fue(
    en_estado: Callable[..., Candidatura], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    mala, buena = en_estado("publicada", "aaaa1111"), en_estado("publicada", "bbbb2222")
    for una in (mala, buena):
        concluir(una, "renunciar", ahora)
    _rota_para(mala, conservacion, "suprimir", monkeypatch)
    with pytest.raises(Tropiezos) as dicho:
        diario.correr(ahora=ahora + timedelta(days=91))
    assert [*dicho.value.cuales] == [f"suprimidas › {mala.proceso_id} › {mala.folio}"]
    buena.refresh_from_db()
    assert buena.estado == "suprimida"


def test_una_tarea_rota_no_detiene_las_siguientes_y_el_obrero_dice_por_que(
    proceso: Proceso, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidatura = registrada(proceso, "aaaa1111", ahora)
    enmendar("fecha-captura_inicio", ahora, dia="2024-04-25")
    monkeypatch.setitem(diario.TAREAS, "abiertas", _rota)
    corridas: list[str] = []
    monkeypatch.setitem(diario.TAREAS, "suprimidas", lambda **_: corridas.append("suprimidas") or 0)
    obrero = Obrero(lambda *_, **__: None)
    tarea = next(t for t in tareas.TAREAS if t.nombre == "calendario")
    assert not obrero._intentar(tarea, "", ahora)
    assert corridas == ["suprimidas"]
    falla = obrero._memoria.fallas["calendario", ""]
    assert falla.frase == (
        "no se pudo con abiertas; lo demás sigue. La primera: un error que no esperábamos (KeyError)"
    )
    assert "conoceles comprobar" in falla.remedio
    assert candidatura.folio not in falla.frase


def _rota(**_: object) -> int:
    raise KeyError("una fila que nadie esperaba")


def _rota_para(fila: Candidatura, modulo: object, nombre: str, monkeypatch: pytest.MonkeyPatch) -> None:
    antes = getattr(modulo, nombre)

    def hacer(**dicho: object) -> object:
        return _rota() if dicho["candidatura"] == fila else antes(**dicho)

    monkeypatch.setattr(modulo, nombre, hacer)
