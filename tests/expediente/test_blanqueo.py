"""Ningún acto legítimo da por bueno lo que otro cliente cambió antes: se niega, o espera, y lo cambiado se sigue nombrando."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from candidaturas.renglones import TITULOS, fila
from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.constancia import ASIENTAN_EL_PADRON
from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.expediente.actos import decisiones
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.actos.operaciones import habilitar, marcar_publicadas
from conoceles.expediente.actos.responsables import cambiar_responsable
from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.ajuste.nombres import corregir_nombre
from conoceles.expediente.calendario import conservacion, plazos
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.identidad.llaves import llavero
from conoceles.nucleo.errores import Conflicto
from personas import CORA, DINA, SISTEMA, registrada
from publicacion.por_fuera import cambiar
from vidas import ACUERDO, CALENDARIO, TRAS_JORNADA, concluir, sustituir

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]


def _importar(c: Candidatura, ahora: datetime, tmp_path: Path) -> None:
    """El renglón trae otra edad de la misma persona."""
    ruta = tmp_path / "padron.csv"
    renglon = fila(c.persona.nombre, distrito="1", partido="PRI", edad="43")
    ruta.write_text("\n".join(",".join(r) for r in (TITULOS, renglon)) + "\n", encoding="utf-8")
    importar(ruta, proceso=c.proceso_id, simular=False, por=SISTEMA, ahora=ahora)


def _suprimir(c: Candidatura, ahora: datetime, _: Path) -> None:
    conservacion.suprimir(candidatura=c, motivo="x", bloqueada_en=ahora, por=CALENDARIO, ahora=ahora)


def _repetir(c: Candidatura, ahora: datetime, _: Path) -> None:
    llavero.destruir(c.clave_identidad, ahora)
    assert conservacion.repetir_supresiones(por=SISTEMA, ahora=ahora) == 0


def _corregir(c: Candidatura, ahora: datetime, _: Path) -> None:
    dira = Escritura("María", "Ñáñez", "Ibarra", "La Güera")
    corregir_nombre(candidatura=c, dira=dira, motivo="Su acta.", por=DINA, ahora=ahora, **ACUERDO)


def _responder(c: Candidatura, ahora: datetime, _: Path) -> None:
    cambiar_responsable(candidatura=c, responde="PAN", por=DINA, ahora=ahora, **ACUERDO)


ACTOS: dict[Acto, Callable[[Candidatura, datetime, Path], object]] = {
    Acto.CANDIDATURA_REGISTRADA: lambda c, ahora, _: sustituir(c, ahora),
    Acto.CANDIDATURA_ACTUALIZADA: _importar,
    Acto.NOMBRE_CORREGIDO: _corregir,
    Acto.RESPONSABLE_CAMBIADO: _responder,
    Acto.SUPRIMIDA: _suprimir,
    Acto.SUPRESION_REPETIDA: _repetir,
}
# Los hacen dos personas sobre lo alterado, y prueban qué constaba: `tests/revision/test_por_fuera.py`.
SALDAN = {Acto.PADRON_REPUESTO, Acto.PADRON_ATESTIGUADO}
ESPERAN = (
    Acto.SUPRESION_REPETIDA,
)  # los hace el sistema solo: deja esa para cuando se remedie, y sigue con las demás


def test_de_todo_acto_que_asienta_el_padron_se_prueba_que_no_blanquea() -> None:
    assert ACTOS.keys() | SALDAN == ASIENTAN_EL_PADRON


@pytest.fixture
def asentada(publicada: Candidatura) -> Candidatura:
    assert sin_constancia() == []
    return publicada


def _alterar(asentada: Candidatura, que: str) -> None:
    if que == "su persona":
        cambiar(Persona, {"pk": asentada.persona_id}, segundo_apellido="NADIE REGISTRÓ ESTO")
    elif que == "su fórmula":
        cambiar(Formula, {"pk": asentada.formula_id}, clave_origen="NADIE REGISTRÓ ESTO")
    else:
        cambiar(Candidatura, {"pk": asentada.pk}, sobrenombre="NADIE REGISTRÓ ESTO")
    asentada.refresh_from_db()


@pytest.mark.parametrize("que", ["su persona", "su fórmula", "ella"])
@pytest.mark.parametrize("acto", sorted(ACTOS), ids=str)
def test_un_acto_sobre_lo_alterado_no_lo_da_por_bueno(
    asentada: Candidatura, ahora: datetime, tmp_path: Path, acto: Acto, que: str
) -> None:
    _alterar(asentada, que)
    if acto in ESPERAN:
        ACTOS[acto](asentada, ahora, tmp_path)
    else:
        with pytest.raises(Conflicto, match="se cambió sin pasar por el sistema"):
            ACTOS[acto](asentada, ahora, tmp_path)
    assert [(a.folio, a.registro) for a in sin_constancia()] == [(asentada.folio, True)]


@pytest.mark.parametrize("acto", sorted(ACTOS.keys() - {Acto.SUPRESION_REPETIDA}), ids=str)
def test_sin_nada_alterado_el_acto_se_hace_y_todo_consta(
    asentada: Candidatura, ahora: datetime, tmp_path: Path, acto: Acto
) -> None:
    if acto == Acto.SUPRIMIDA:
        concluir(asentada, "cancelar", ahora)
    ACTOS[acto](asentada, ahora, tmp_path)
    assert sin_constancia() == []


def test_corregir_a_quien_tiene_otra_candidatura_alterada_no_la_blanquea(
    asentada: Candidatura, proceso: Proceso, ahora: datetime, tmp_path: Path
) -> None:
    """El acto asienta todas las de la persona: también se mira a las otras."""
    otra = registrada(proceso, "otra1111", ahora, persona=asentada.persona)
    cambiar(Candidatura, {"pk": otra.pk}, sobrenombre="NADIE REGISTRÓ ESTO")
    with pytest.raises(Conflicto, match="otra1111"):
        _corregir(asentada, ahora, tmp_path)


def test_quien_la_mueve_por_fuera_no_logra_que_un_acto_la_deje_ahi(
    asentada: Candidatura, ahora: datetime
) -> None:
    """Vuelta «validada», el sistema la publicaría; vuelta «enviada», alguien la tomaría para revisar."""
    for estado, mover in (
        ("validada", lambda: marcar_publicadas([asentada.folio], por=SISTEMA, ahora=ahora)),
        ("registrada", lambda: habilitar(candidatura=asentada, por=SISTEMA, ahora=ahora)),
        ("habilitada", lambda: plazos.vencer_capturas(por=CALENDARIO, ahora=TRAS_JORNADA)),
        ("cancelada", lambda: conservacion.bloquear_concluidas(por=CALENDARIO, ahora=TRAS_JORNADA)),
    ):
        cambiar(Candidatura, {"pk": asentada.pk}, estado=estado)
        assert not mover()
        [una] = sin_constancia()
        assert una.estado == "publicada", "su último acto sigue siendo el de antes"
    cambiar(Candidatura, {"pk": asentada.pk}, estado="enviada")
    asentada.refresh_from_db()
    with pytest.raises(Conflicto, match="se cambió sin pasar por el sistema"):
        decisiones.tomar(candidatura=asentada, por=CORA, ahora=ahora)


def test_quien_la_hace_pasar_por_bloqueada_no_logra_que_se_destruya_su_llave(
    asentada: Candidatura, ahora: datetime
) -> None:
    concluir(asentada, "cancelar", ahora)
    cambiar(Candidatura, {"pk": asentada.pk}, sobrenombre="NADIE REGISTRÓ ESTO")
    tarde: Any = datetime.fromisoformat("2025-01-01T00:00:00-06:00")
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=tarde) == 0
    assert llavero.vive(asentada.clave_identidad)
