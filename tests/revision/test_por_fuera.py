"""Un nombre corregido directamente en la base: se lee qué constaba y qué dice, y dos personas lo saldan."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.arranque.comprobar.cadenas import actos
from conoceles.arranque.comprobar.hallazgo import agrupados
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura, CorreccionDeNombre, Formula, Persona
from conoceles.expediente.actos.responsables import cambiar_responsable
from conoceles.expediente.ajuste.por_fuera import saldar
from conoceles.nucleo.errores import Conflicto, NoEncontrado
from conoceles.revision.models import PorConfirmar
from paginas import check, confirmado, texto
from personas import CORA, DINA, registrada
from publicacion.por_fuera import cambiar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]
SOSTIENE = {"motivo": "Así lo dice su acta.", "acuerdo": "OF/7/2024", "fecha_acuerdo": "2024-04-20"}
FUNDADO: dict[str, Any] = {**SOSTIENE, "fecha_acuerdo": date(2024, 4, 20)}
ANTES, MAL = "MARÍA DE LA LUZ ÑÁÑEZ", "MARIA DE LA LUZ NANEZ"


@pytest.fixture
def cambiada(candidatura: Candidatura) -> Candidatura:
    """Alguien le cambió el nombre con un cliente de la base."""
    cambiar(Persona, {"pk": candidatura.persona_id}, nombre=MAL)
    candidatura.refresh_from_db()
    return candidatura


def _ruta(fila: Candidatura, resto: str = "") -> str:
    return f"/revision/{fila.folio}/actos/{resto}"


def _pedir(quien: Client, fila: Candidatura, acto: str, decia: str = ANTES) -> Any:
    return confirmado(quien, _ruta(fila), {"acto": acto, "decia-persona__nombre": decia, **SOSTIENE})


def _nombre(fila: Candidatura) -> str:
    return Persona.objects.get(pk=fila.persona_id).nombre


def test_comprobar_dice_donde_se_salda_y_no_dice_nombres(cambiada: Candidatura) -> None:
    [hallazgo] = actos()
    assert (hallazgo.codigo, hallazgo.gravedad, hallazgo.estado) == (
        "ACTO_SIN_CONSTANCIA",
        "error",
        "abierto",
    )
    assert "en los actos de la candidatura" in hallazgo.remedio
    assert MAL not in str(hallazgo)


def test_sin_lo_publicado_se_escribe_que_decia_y_su_sello_lo_prueba(
    dina: Client, fabian: Client, cambiada: Candidatura
) -> None:
    pagina = texto(check(dina.get(_ruta(cambiada)).content))
    assert "No se publicó con qué probarlo: escriba lo que decía" in pagina
    falso = _pedir(dina, cambiada, "reponer", "MARÍA OTRA")
    assert falso.status_code == 409
    assert "no lleva el sello de su último acto" in texto(check(falso.content))
    assert not PorConfirmar.objects.exists()

    pedido = _pedir(dina, cambiada, "reponer")
    assert pedido.status_code == 302
    assert _nombre(cambiada) == MAL, "una sola persona no repone"
    assert confirmado(dina, _ruta(cambiada, "segunda/"), {}).status_code == 409
    espera = texto(check(fabian.get("/revision/hoy/").content))
    assert "Reponer el padrón de" in espera
    previa = texto(check(fabian.post(_ruta(cambiada, "segunda/"), {}).content))
    assert f"Nombre completo: constaba «{ANTES}» y hoy dice «{MAL}»." in previa
    assert confirmado(fabian, _ruta(cambiada, "segunda/"), {}).status_code == 302

    assert _nombre(cambiada) == ANTES
    [hallazgo] = actos()
    assert (hallazgo.gravedad, hallazgo.estado) == ("dato", "asentado")
    assert "(nombre completo); dos personas lo repusieron." in hallazgo.frase
    hecho = Entrada.objects.get(acto="padron_repuesto")
    assert MAL not in str(hecho.datos)
    assert "Se repuso lo que alguien cambió sin pasar por el sistema" in texto(
        check(dina.get(_ruta(cambiada)).content)
    )


def test_un_nombre_bien_corregido_se_da_por_bueno_y_el_corte_siguiente_no_lo_deshace(
    dina: Client, fabian: Client, cambiada: Candidatura
) -> None:
    assert _pedir(dina, cambiada, "atestiguar").status_code == 302
    assert confirmado(fabian, _ruta(cambiada, "segunda/"), {}).status_code == 302
    assert _nombre(cambiada) == MAL
    [hallazgo] = actos()
    assert (hallazgo.gravedad, hallazgo.estado) == ("dato", "atestiguado")
    correccion = CorreccionDeNombre.objects.get()
    assert (correccion.decia, correccion.dice, correccion.acuerdo) == (
        {"nombre": ANTES},
        {"nombre": MAL},
        "OF/7/2024",
    )


def test_lo_que_no_es_un_nombre_ni_una_edad_solo_se_repone(candidatura: Candidatura, ahora: datetime) -> None:
    cambiar(Candidatura, {"pk": candidatura.pk}, reeleccion=True)
    consta: dict[str, object] = {"reeleccion": False}
    with pytest.raises(Conflicto, match="lo demás se repone"):
        saldar(candidatura=candidatura, consta=consta, repone=False, por=DINA, ahora=ahora, **FUNDADO)
    saldar(candidatura=candidatura, consta=consta, repone=True, por=DINA, ahora=ahora, **FUNDADO)
    candidatura.refresh_from_db()
    assert candidatura.reeleccion is False
    assert [h.estado for h in actos()] == ["asentado"]


@pytest.mark.parametrize("que", ["su estado", "su lugar"])
def test_con_algo_mas_cambiado_no_se_da_por_bueno_ni_se_repone_a_medias(
    cambiada: Candidatura, ahora: datetime, que: str
) -> None:
    """Su acto daría por bueno también lo otro."""
    if que == "su estado":
        cambiar(Candidatura, {"pk": cambiada.pk}, estado="renuncia")
    else:
        cambiar(Formula, {"pk": cambiada.formula_id}, clave_origen="OTRA")
    for repone in (True, False):
        with pytest.raises(Conflicto):
            saldar(
                candidatura=cambiada, consta={"persona__nombre": ANTES}, repone=repone, por=DINA, ahora=ahora, **FUNDADO
            )  # fmt: skip
    assert [h.estado for h in actos()] == ["abierto"]


def test_solo_administracion_lo_salda(cambiada: Candidatura, cora: Client, ahora: datetime) -> None:
    assert cora.get(_ruta(cambiada)).status_code == 404
    with pytest.raises(NoEncontrado):
        saldar(
            candidatura=cambiada, consta={"persona__nombre": ANTES}, repone=True, por=CORA, ahora=ahora, **FUNDADO
        )  # fmt: skip


@pytest.mark.parametrize("repone", [True, False])
def test_quien_va_en_dos_candidaturas_queda_saldada_en_las_dos(
    candidatura: Candidatura, proceso: Proceso, ahora: datetime, repone: bool
) -> None:
    otra = registrada(proceso, "otra1111", ahora, persona=candidatura.persona)
    cambiar(Persona, {"pk": candidatura.persona_id}, nombre=MAL)
    assert len([*actos()]) == 2
    saldar(
        candidatura=candidatura, consta={"persona__nombre": ANTES}, repone=repone, por=DINA, ahora=ahora, **FUNDADO
    )  # fmt: skip
    assert {h.folio for h in actos() if h.estado != "abierto"} == {candidatura.folio, otra.folio}
    assert all(h.estado != "abierto" for h in actos())


def test_la_previa_de_corregir_el_nombre_no_promete_lo_que_confirmar_rechaza(
    dina: Client, cambiada: Candidatura
) -> None:
    datos = {"acto": "nombre", "nombres": "María de la Luz Ñáñez", **SOSTIENE}
    respuesta = dina.post(_ruta(cambiada), datos)
    assert respuesta.status_code == 409
    assert "sin pasar por el sistema" in texto(check(respuesta.content))


def test_muchas_iguales_se_dicen_en_un_renglon(proceso: Proceso, ahora: datetime) -> None:
    folios = [f"muchas{n}" for n in range(5)]
    for folio in folios:
        fila = registrada(proceso, folio, ahora, nombre=f"PERSONA {folio.upper()}")
        cambiar(Persona, {"pk": fila.persona_id}, nombre=f"{fila.persona.nombre} ")
    [hallazgo] = agrupados(actos())
    assert "Son 5 candidaturas: muchas0, muchas1, muchas2 y 2 más; la lista, en Hoy." in hallazgo.frase
    assert len(agrupados([*actos()][:3])) == 3


def test_otro_acto_despues_de_saldar_ya_no_tropieza(cambiada: Candidatura, ahora: datetime) -> None:
    saldar(
        candidatura=cambiada, consta={"persona__nombre": ANTES}, repone=True, por=DINA, ahora=ahora, **FUNDADO
    )
    cambiar_responsable(
        candidatura=cambiada, responde="PAN", por=DINA, ahora=ahora, acuerdo="A", fecha_acuerdo=date(2024, 4, 20)
    )  # fmt: skip
    assert [h.estado for h in actos()] == ["asentado"]
