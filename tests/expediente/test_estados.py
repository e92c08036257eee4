"""La tabla de estados, entera: cada estado × acto × papel, y lo mismo con SQL directo."""

from __future__ import annotations

from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.expediente.estados import ETIQUETAS, PASOS, paso
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, NoEncontrado
from personas import registrada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

ESTADOS = (*ETIQUETAS, "inventado")
ACTOS = (*dict.fromkeys(p.acto for p in PASOS), "borrar")
PAPELES = ("partido", "independiente", "candidatura", "revision", "administracion", "consulta", "sistema", "")

# Escrita aquí otra vez, a mano y con el plan enfrente: si alguien mueve la tabla, esta prueba lo dice.
R, I, S = {"partido", "independiente", "candidatura"}, {"revision", "administracion"}, {"sistema", "administracion"}  # fmt: skip  # noqa: E741
PERMITIDO: dict[tuple[str, str], tuple[str, set[str]]] = {
    ("registrada", "habilitar"): ("habilitada", S),
    ("habilitada", "capturar"): ("en_captura", R),
    ("en_captura", "enviar"): ("enviada", R),
    ("enviada", "tomar"): ("en_revision", I),
    ("en_revision", "validar"): ("validada", I),
    ("en_revision", "observar"): ("observada", I),
    ("observada", "subsanar"): ("enviada", R),
    ("validada", "publicar"): ("publicada", S),
    ("omisa", "importar"): ("publicada", S),
}


class _EnMemoria:
    """Una candidatura sin base: `mover` solo le cambia el estado."""

    def __init__(self, estado: str) -> None:
        self.estado = estado
        self.guardados: list[list[str]] = []

    def save(self, update_fields: list[str]) -> None:
        self.guardados.append(update_fields)


def _mover(estado: str, acto: str, papel: str) -> _EnMemoria:
    from conoceles.expediente.transiciones import mover

    fila: Any = _EnMemoria(estado)
    mover(fila, acto, por=Alcance(actor="prueba", papel=papel, todo=True))
    return fila


@pytest.mark.parametrize("estado", ESTADOS)
@pytest.mark.parametrize("acto", ACTOS)
def test_cada_estado_acto_y_papel(estado: str, acto: str) -> None:
    for papel in PAPELES:
        hacia, papeles = PERMITIDO.get((estado, acto), ("", set()))
        if papel in papeles:
            fila = _mover(estado, acto, papel)
            assert (fila.estado, fila.guardados) == (hacia, [["estado"]])
        else:
            with pytest.raises(NoEncontrado if hacia else Conflicto):
                _mover(estado, acto, papel)


def test_la_tabla_no_tiene_mas_renglones_que_los_permitidos() -> None:
    assert {(p.desde, p.acto): (p.hacia, set(p.papeles)) for p in PASOS} == PERMITIDO


def test_cada_renglon_cita_su_fundamento() -> None:
    assert all(p.fundamento for p in PASOS)


def test_todo_estado_tiene_nombre() -> None:
    assert {p.desde for p in PASOS} | {p.hacia for p in PASOS} == set(ETIQUETAS)


def test_el_rechazo_dice_el_estado_en_palabras() -> None:
    with pytest.raises(Conflicto, match="«en captura»"):
        _mover("en_captura", "validar", "revision")


@pytest.mark.postgres
def test_sql_directo_solo_hace_los_cambios_de_la_tabla(proceso: Proceso, ahora: datetime) -> None:
    """Todos los pares de estados: la base admite los de la tabla y rechaza los demás."""
    filas = {estado: _nacida_en(proceso, estado, ahora) for estado in ETIQUETAS}
    legales = {(p.desde, p.hacia) for p in PASOS}
    for desde, hacia in product(ETIQUETAS, (*ETIQUETAS, "inventado")):
        debe = desde == hacia or (desde, hacia) in legales
        assert _cambia(filas[desde], hacia) is debe, f"{desde} → {hacia}"


def _nacida_en(proceso: Proceso, estado: str, ahora: datetime) -> Candidatura:
    """Insertada ya en ese estado: la tabla manda sobre los cambios, no sobre el nacimiento."""
    from conoceles.candidaturas.models import Candidatura

    titular = registrada(proceso, f"p-{estado}", ahora)
    return Candidatura.objects.create(
        proceso=proceso,
        folio=f"s-{estado}",
        formula=titular.formula,
        persona=titular.persona,
        calidad="suplente",
        estado=estado,
        registrada_en=ahora,
    )


def _cambia(fila: Candidatura, hacia: str) -> bool:
    """Intenta el cambio y lo deshace; dice si la base lo admitió."""
    from django.db import IntegrityError, connection, transaction

    cambio = "UPDATE candidaturas_candidatura SET estado = %s WHERE folio = %s"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(cambio, [hacia, fila.folio])
            transaction.set_rollback(True)
    except IntegrityError as error:
        assert "cambio de estado no permitido" in str(error)  # noqa: PT017
        return False
    return True


@pytest.mark.postgres
def test_una_candidatura_no_se_borra(candidatura: Candidatura) -> None:
    from django.db import IntegrityError, connection, transaction

    with (
        pytest.raises(IntegrityError, match="no se borran"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM candidaturas_candidatura")


@pytest.mark.postgres
def test_sincronizar_quita_lo_que_sobra_y_repone_lo_que_falta(base: None) -> None:
    from conoceles.expediente.models import Transicion
    from conoceles.expediente.transiciones import sincronizar

    sincronizar()
    Transicion.objects.filter(desde="enviada").delete()
    Transicion.objects.create(desde="registrada", acto="colar", hacia="publicada")
    Transicion.objects.filter(desde="validada").update(hacia="registrada")
    sincronizar()
    filas = Transicion.objects.values_list("desde", "acto", "hacia")
    assert set(filas) == {(p.desde, p.acto, p.hacia) for p in PASOS}


def test_paso_desconocido_es_ninguno() -> None:
    assert paso("publicada", "enviar") is None
