"""Una sección oculta por orden, y quién responde cuando cambia el convenio."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.bitacora.models import Entrada
from conoceles.expediente.actos import ordenes
from conoceles.expediente.actos.responsables import cambiar_responsable
from conoceles.expediente.models import SeccionOculta
from conoceles.expediente.notas import notas_de, notas_publicas
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from personas import CORA, DINA, LARGO, guardar, leer_aviso
from vidas import ACUERDO, concluir

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


def _ocultar(candidatura: Candidatura, ahora: datetime, **mas: Any) -> None:
    datos = {"seccion": "propuestas", "expediente": "TE-PES-3/2024", "fecha": date(2024, 4, 24), "por": DINA}
    ordenes.ocultar_seccion(candidatura=candidatura, ahora=ahora, **(datos | mas))


def test_ocultar_deja_una_nota_y_mostrar_la_quita(publicada: Candidatura, ahora: datetime) -> None:
    _ocultar(publicada, ahora)
    nota = "Esta sección no se muestra por orden de autoridad (expediente TE-PES-3/2024)."
    assert notas_publicas(publicada.folio).ocultas == {"propuestas": nota}
    ordenes.mostrar_seccion(
        candidatura=publicada, seccion="propuestas", expediente="TE-PES-3/2024", por=DINA, ahora=ahora
    )
    assert notas_publicas(publicada.folio).ocultas == {}
    _ocultar(publicada, ahora)


def test_dos_ordenes_abiertas_sobre_lo_mismo_se_rechazan(publicada: Candidatura, ahora: datetime) -> None:
    _ocultar(publicada, ahora)
    with pytest.raises(Conflicto):
        _ocultar(publicada, ahora)


@pytest.mark.parametrize(
    ("mas", "error"),
    [
        ({"seccion": "identidad"}, ErrorDeDominio),
        ({"expediente": " "}, ErroresDeCampos),
        ({"por": CORA}, NoEncontrado),
    ],
)
def test_ocultar_exige_seccion_expediente_y_papel(
    publicada: Candidatura, ahora: datetime, mas: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        _ocultar(publicada, ahora, **mas)


def test_de_noche_la_fecha_de_manana_sigue_siendo_posterior(publicada: Candidatura) -> None:
    """A las 19:30 de Durango en UTC ya es otro día; el acuerdo lleva el de aquí."""
    noche = datetime.fromisoformat("2024-04-26T01:30:00+00:00")
    with pytest.raises(ErroresDeCampos):
        _ocultar(publicada, noche, fecha=date(2024, 4, 26))
    _ocultar(publicada, noche, fecha=date(2024, 4, 25))


@pytest.mark.postgres
def test_la_orden_no_se_reescribe(publicada: Candidatura, ahora: datetime) -> None:
    _ocultar(publicada, ahora)
    for cambio in (
        {"seccion": "motivo"},
        {"expediente": "otro"},
        {"fin_en": ahora, "fecha": date(2024, 1, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SeccionOculta.objects.update(**cambio)


def test_levantar_lo_que_no_existe_se_dice(publicada: Candidatura, ahora: datetime) -> None:
    with pytest.raises(Conflicto, match="No hay una orden"):
        ordenes.liberar(candidatura=publicada, expediente="X", por=DINA, ahora=ahora)


def test_solo_se_retiene_lo_concluido(publicada: Candidatura, ahora: datetime) -> None:
    with pytest.raises(Conflicto):
        ordenes.retener(candidatura=publicada, expediente="X", fecha=ahora.date(), por=DINA, ahora=ahora)


def test_las_notas_de_la_eleccion_salen_juntas(publicada: Candidatura, ahora: datetime) -> None:
    assert notas_de(proceso=publicada.proceso_id) == {}
    concluir(publicada, "cancelar", ahora)
    assert set(notas_de(proceso=publicada.proceso_id)) == {publicada.folio}


def test_al_cambiar_el_siglado_el_borrador_pasa_entero_al_otro_partido(
    ana: Client, beto: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    leer_aviso(candidatura, ahora)
    guardar(candidatura, "historia", {"historia": LARGO}, ahora)
    seccion = f"/candidaturas/{candidatura.folio}/historia/"
    assert (ana.get(seccion).status_code, beto.get(seccion).status_code) == (200, 404)
    cambiar_responsable(candidatura=candidatura, responde="PAN", por=DINA, ahora=ahora, **ACUERDO)
    assert (ana.get(seccion).status_code, beto.get(seccion).status_code) == (404, 200)
    assert LARGO in beto.get(seccion).content.decode()
    entrada = Entrada.objects.using("default").get(acto="responsable_cambiado")
    dicho = {"deja": "PRI", "recibe": "PAN", "acuerdo": "IEPC/CG75/2024"}
    assert entrada.datos == entrada.datos | dicho


@pytest.mark.parametrize("responde", ["FYC", "XX", ""])
def test_solo_responde_un_partido_de_la_eleccion(
    candidatura: Candidatura, ahora: datetime, responde: str
) -> None:
    with pytest.raises(ErroresDeCampos) as error:
        cambiar_responsable(candidatura=candidatura, responde=responde, por=DINA, ahora=ahora, **ACUERDO)
    assert list(error.value.errores) == ["responde"]


def test_ni_el_mismo_partido_ni_otro_papel(candidatura: Candidatura, ahora: datetime) -> None:
    with pytest.raises(Conflicto):
        cambiar_responsable(candidatura=candidatura, responde="PRI", por=DINA, ahora=ahora, **ACUERDO)
    with pytest.raises(NoEncontrado):
        cambiar_responsable(candidatura=candidatura, responde="PAN", por=CORA, ahora=ahora, **ACUERDO)
