"""Mover una fecha dice a cuántas fichas alcanza y se confirma; lo demás no pide otro paso."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.arranque.comprobar.cadenas import filas
from conoceles.expediente.actos import decisiones
from conoceles.nucleo.errores import Conflicto
from conoceles.proceso.models import Enmienda
from paginas import check, texto
from personas import CORA, capturar, enmendar, enviar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta
ACTO = {"acto_numero": "IEPC/CG45/2024", "acto_fecha": "2024-04-20", "acto_organo": "Consejo General"}
PROPUESTO = "/contenidos/propuesto/"
PIEZA = "/contenidos/fecha-publicacion_inicio/"


@pytest.fixture
def publicadas(registrar: Callable[..., Candidatura], ahora: datetime) -> list[Candidatura]:
    """Una validada, una enviada y una sin capturar."""
    todas = [
        registrar("aaaa1111"),
        registrar("bbbb2222", "ROSA ORTIZ", "PAN"),
        registrar("cccc3333", "INÉS SOTO", "MC"),
    ]
    for fila in todas[:2]:
        capturar(fila, ahora)
        enviar(fila, ahora)
    decisiones.validar(candidatura=todas[0], por=CORA, ahora=ahora)
    return todas


def _previa(dina: Client, **dicho: str) -> Any:
    contexto = dina.get(PIEZA).context
    escrito = {c.dato.clave: c.escrito for c in contexto["campos"]} | ACTO | {"visto": contexto["visto"]}
    return dina.post(PIEZA, escrito | dicho | {"accion": "previa"})


def _dia(dina: Client, dia: str) -> Any:
    [clave] = [c.dato.clave for c in dina.get(PIEZA).context["campos"]]
    return _previa(dina, **{clave: dia})


def test_posponer_la_publicacion_ya_abierta_dice_cuantas_fichas_salen_y_lo_aprueba_otra_persona(
    dina: Client, fabian: Client, publicadas: list[Candidatura]
) -> None:
    previa = _dia(dina, "2024-05-01")
    leido = texto(check(previa.content))
    assert "Hoy el sitio público publica; al guardar, todavía no publica." in leido
    assert (
        "Son 3 perfiles: 1 con lo que enviaron y 2 que solo dicen su registro. Sus perfiles dejan de verse."
        in leido
    )
    assert "Lo que no se deshace" in leido
    lleva = previa.context["escrito"] | {"visto": previa.context["visto"], "accion": "guardar"}
    sin = dina.post(PIEZA, lleva | {"leido": previa.context["previa"].huella})
    assert sin.status_code == 422
    assert "marque la casilla" in texto(check(sin.content))
    otra = dina.post(PIEZA, lleva | {"leido": "otra cosa", "confirmo": "si"})
    assert otra.status_code == 409
    assert not Enmienda.objects.exists()
    hecha = dina.post(PIEZA, lleva | {"leido": previa.context["previa"].huella, "confirmo": "si"})
    assert hecha["Location"] == PROPUESTO
    suya = dina.get(PROPUESTO)
    assert "Lo propuso usted: lo aprueba otra persona" in texto(check(suya.content))
    confirma = {"leido": suya.context["previa"].huella, "confirmo": "si"}
    assert dina.post(PROPUESTO, confirma).status_code == 409
    assert not Enmienda.objects.exists()

    assert "Sus perfiles dejan de verse." in texto(check(fabian.get(PROPUESTO).content))
    hecha = fabian.post(PROPUESTO, confirma)
    una = Enmienda.objects.get()
    assert (una.numero, una.propuso, una.nombre_por, una.carpeta) == (
        "IEPC/CG45/2024",
        "Dina",
        "Fabian",
        False,
    )
    assert "Acuse: " in texto(check(fabian.get(hecha["Location"]).content))
    assert [*filas()] == []


def test_mover_lo_que_ya_abrio_no_lo_hace_una_sola_persona_por_ninguna_puerta(
    publicadas: list[Candidatura], ahora: datetime
) -> None:
    with pytest.raises(Conflicto, match="lo propone una persona y lo aprueba otra"):
        enmendar("fecha-publicacion_inicio", ahora, dia="2024-05-01")


def test_aprobar_lo_propuesto_en_pantalla_no_deshace_lo_que_se_enmendo_despues(
    dina: Client, fabian: Client, publicadas: list[Candidatura], ahora: datetime
) -> None:
    """Lo propuesto lleva los archivos de entonces: aprobarlo devolvería la jornada a como estaba."""
    previa = _dia(dina, "2024-05-01")
    lleva = previa.context["escrito"] | {"visto": previa.context["visto"], "accion": "guardar"}
    dina.post(PIEZA, lleva | {"leido": previa.context["previa"].huella, "confirmo": "si"})
    leida = fabian.get(PROPUESTO).context["previa"].huella
    enmendar("fecha-jornada", ahora, dia="2024-06-09")
    vencida = fabian.post(PROPUESTO, {"leido": leida, "confirmo": "si"})
    assert vencida.status_code == 409
    assert "Desde que se propuso cambió lo que rige" in texto(check(vencida.content))
    assert [e.pieza for e in Enmienda.objects.all()] == ["fecha-jornada"]


def test_un_texto_se_guarda_desde_su_vista_previa_sin_otro_paso(
    dina: Client, publicadas: list[Candidatura]
) -> None:
    contexto = dina.get("/contenidos/preguntas/").context
    escrito = {c.dato.clave: c.escrito for c in contexto["campos"]} | ACTO | {"visto": contexto["visto"]}
    escrito["preguntas"] += "\n## Otra pregunta\n\nSu respuesta.\n"
    assert dina.post("/contenidos/preguntas/", escrito | {"accion": "guardar"}).status_code == 302
