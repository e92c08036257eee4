"""La hora en que se registró, y lo que prueba que alguien supo: se nombra, y no detiene a nadie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import models, transaction

from conoceles.arranque.comprobar.cadenas import actos
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.selladas.tablas import TABLAS
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos import invitaciones
from conoceles.expediente.calendario.recordatorios import recordar
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.expediente.models import AvisoLeido, ParteLista, Recordatorio
from personas import SISTEMA, capturar, de_ella, registrada
from publicacion.por_fuera import cambiar, filas, sin_candados
from vidas import CALENDARIO, llevar

if TYPE_CHECKING:
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]
OTRA: dict[type[models.Model], dict[str, object]] = {  # la que se pone, distinta de la que hay en esto
    AvisoLeido: {"por": "x"},
    ParteLista: {"ronda": 9},
    Recordatorio: {"hito": 30},
}

DANIOS = {
    "cambiar": "tiene {} que ya no dice lo que un acto escribió",
    "quitar": "le falta {} que un acto escribió",
    "poner": "tiene {} que ningún acto escribió",
}


def test_la_hora_en_que_se_registro_movida_por_fuera_se_nombra(
    proceso: Proceso, nueva: Candidatura, ahora: datetime
) -> None:
    """De ella depende en qué corte del avance se cuenta: es la de su acto. La que ninguno registró no se compara."""
    otra = registrada(proceso, "bbbb2222", ahora)
    with transaction.atomic():
        anotar(otra, Acto.CANDIDATURA_REGISTRADA, por=SISTEMA, ahora=ahora)
    assert sin_constancia() == []
    cambiar(Candidatura, {"pk": otra.pk}, registrada_en=ahora - timedelta(days=9))
    assert [(a.folio, a.frase) for a in sin_constancia()] == [
        ("bbbb2222", "dice en el padrón lo que ningún acto escribió")
    ]


def test_lo_que_prueba_que_alguien_supo_no_se_pone_ni_se_quita_por_fuera(
    nueva: Candidatura, cuenta: Callable[..., Cuenta], ahora: datetime
) -> None:
    """Con ello se dice quién pudo capturar y no quiso. Se nombra, y no detiene a la persona."""
    llevar(nueva, "habilitada", ahora)
    cuenta("Ana", "partido", f"fuerza:{nueva.formula.responde_id}")
    assert recordar(por=CALENDARIO, ahora=ahora + timedelta(days=12)) == 1
    capturar(nueva, ahora)
    invitaciones.marcar_lista(candidatura=nueva, por=de_ella(nueva), ahora=ahora)
    assert [*actos()] == []
    for modelo in OTRA:
        for danio, esperado in DANIOS.items():
            with transaction.atomic():
                _ensuciar(modelo, danio)
                frase = f"{nueva.folio} {esperado.format(TABLAS[modelo].frase)}."
                assert {h.frase for h in actos()} == {frase}, (modelo, danio)
                assert sin_constancia() == []
                transaction.set_rollback(True)


def _ensuciar(modelo: type[models.Model], danio: str) -> None:
    suyas: Any = filas(modelo)
    sin_candados(modelo._meta.db_table)
    if danio == "cambiar":
        suyas.update(en=suyas.get().en + timedelta(days=9))
    elif danio == "quitar":
        suyas._raw_delete("default")
    else:
        suyas.bulk_create([modelo(**suyas.values()[0] | {"id": None} | OTRA[modelo])])
