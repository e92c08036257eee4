"""Lo que ningún acto asienta —visitas, candados, lo último publicado— lleva su sello: lo que otro cliente escriba ahí se nombra."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, OperationalError, ProgrammingError, connections, router, transaction

from conoceles.arranque.comprobar.cadenas import con_sello
from conoceles.curricular.models import Borrador
from conoceles.estadistica.models import Visitas
from conoceles.estadistica.recogida import recoger
from conoceles.expediente.calendario import conservacion
from conoceles.identidad.models import Candado
from conoceles.integridad.con_sello import ajenas
from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.models import Mostrada
from personas import CLAVE
from publicacion.por_fuera import cambiar, filas
from vidas import CALENDARIO, concluir, llevar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]
RECHAZO = (IntegrityError, OperationalError, ProgrammingError)
DIA = datetime(2024, 4, 24).date()


def _contar(veces: int) -> None:
    carpetas().visitas.mkdir(parents=True, exist_ok=True)
    (carpetas().visitas / f"{DIA}.lector.json").write_text(f'{{"/{CLAVE}/": {veces}}}')
    assert recoger({}) == []


def test_las_visitas_que_nadie_conto_se_nombran_y_las_contadas_no(proceso: Proceso) -> None:
    _contar(3)
    _contar(5)
    assert [*con_sello()] == []
    falsa = {"archivo": f"{DIA}.otro.json", "proceso": proceso, "dia": DIA, "veces": 90_000}
    filas(Visitas).bulk_create([Visitas(**falsa)])
    [hallazgo] = con_sello()
    assert (hallazgo.codigo, hallazgo.gravedad) == ("FILA_SIN_SELLO", "error")
    assert "unas visitas no dice lo que el sistema escribió: 1 (" in hallazgo.frase
    filas(Visitas).filter(veces=5).update(veces=6)
    assert "escribió: 2 (" in next(con_sello()).frase


def test_el_candado_que_otro_cliente_abre_se_nombra_y_no_se_quita(
    registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    candidatura = registrar("aaaa1111", "EVA LUZ")
    llevar(candidatura, "enviada", ahora)
    suyo = {"clave": candidatura.clave_identidad}
    assert Candado.objects.get(**suyo).cerrado
    assert [*con_sello()] == []
    cambiar(Candado, suyo, cerrado=False)
    assert "un candado de lo enviado" in next(con_sello()).frase
    cambiar(Candado, suyo, cerrado=True)
    assert [*con_sello()] == []


def test_lo_ultimo_publicado_que_otro_cliente_cambia_se_nombra(base: None) -> None:
    falsa: dict[str, Any] = {
        "folio": "aaaa1111", "proceso": CLAVE, "contienda": "dmr-01", "formula": "0" * 32, "padron": "0" * 64, "dicho": "{}", "sello": "0",
    }  # fmt: skip
    filas(Mostrada).bulk_create([Mostrada(**falsa)])
    assert "lo último que se publicó de una persona" in next(con_sello()).frase


def test_el_borrador_de_quien_sigue_en_la_contienda_no_se_quita_y_al_suprimir_si(
    registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    candidatura = registrar("aaaa1111", "EVA LUZ")
    llevar(candidatura, "publicada", ahora)
    candidatura.refresh_from_db()
    assert Borrador.objects.exists()
    with pytest.raises(RECHAZO, match="no se quita"), transaction.atomic():
        filas(Borrador).all().delete()
    concluir(candidatura, "renunciar", ahora)
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=ahora + timedelta(days=91)) == 1
    assert not Borrador.objects.exists()


@pytest.mark.parametrize(
    ("sala", "migracion", "modelo"),
    [("estadistica", "0002_sello", Visitas), ("identidad", "0004_sello_del_candado", Candado)],
)
def test_lo_que_habia_antes_de_llevar_sello_se_sella_al_actualizar(
    proceso: Proceso, ahora: datetime, sala: str, migracion: str, modelo: type[Visitas | Candado]
) -> None:
    filas(Visitas).create(archivo=f"{DIA}.lector.json", proceso=proceso, dia=DIA, veces=3)
    filas(Candado).create(clave=uuid4(), cerrado=True, en=ahora)
    alias = router.db_for_write(modelo)
    antes = [*ajenas()]
    import_module(f"conoceles.{sala}.migrations.{migracion}").sellar(
        apps, SimpleNamespace(connection=connections[alias])
    )
    assert (len(antes), len([*ajenas()])) == (2, 1)
    assert alias not in {base for base, *_ in ajenas()}


def test_el_candado_de_lo_enviado_no_se_borra(registrar: Callable[..., Candidatura], ahora: datetime) -> None:
    llevar(registrar("aaaa1111", "EVA LUZ"), "enviada", ahora)
    with pytest.raises(RECHAZO, match="no se quita"), transaction.atomic(using="identidad"):
        filas(Candado).all().delete()
