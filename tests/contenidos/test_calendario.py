"""Mover una fecha dice a cuántas fichas alcanza y se confirma; lo demás no pide otro paso."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.expediente.actos import decisiones
from conoceles.proceso.models import Enmienda
from paginas import check, texto
from personas import CORA, capturar, enviar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta
ACTO = {"acto_numero": "IEPC/CG45/2024", "acto_fecha": "2024-04-20", "acto_organo": "Consejo General"}
PIEZA = "/contenidos/fecha-publicacion_inicio/"


@pytest.fixture
def publicadas(registrar: Callable[..., Candidatura], ahora: datetime) -> list[Candidatura]:
    """Una validada, una enviada y una sin capturar."""
    filas = [
        registrar("aaaa1111"),
        registrar("bbbb2222", "ROSA ORTIZ", "PAN"),
        registrar("cccc3333", "INÉS SOTO", "MC"),
    ]
    for fila in filas[:2]:
        capturar(fila, ahora)
        enviar(fila, ahora)
    decisiones.validar(candidatura=filas[0], por=CORA, ahora=ahora)
    return filas


def _previa(dina: Client, **dicho: str) -> Any:
    contexto = dina.get(PIEZA).context
    escrito = {c.dato.clave: c.escrito for c in contexto["campos"]} | ACTO | {"visto": contexto["visto"]}
    return dina.post(PIEZA, escrito | dicho | {"accion": "previa"})


def _dia(dina: Client, dia: str) -> Any:
    [clave] = [c.dato.clave for c in dina.get(PIEZA).context["campos"]]
    return _previa(dina, **{clave: dia})


def test_posponer_la_publicacion_dice_cuantas_fichas_salen_y_no_guarda_sin_confirmar(
    dina: Client, publicadas: list[Candidatura]
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
    assert Enmienda.objects.get().numero == "IEPC/CG45/2024"
    assert "Acuse: " in texto(check(dina.get(hecha["Location"]).content))


def test_un_texto_se_guarda_desde_su_vista_previa_sin_otro_paso(
    dina: Client, publicadas: list[Candidatura]
) -> None:
    contexto = dina.get("/contenidos/preguntas/").context
    escrito = {c.dato.clave: c.escrito for c in contexto["campos"]} | ACTO | {"visto": contexto["visto"]}
    escrito["preguntas"] += "\n## Otra pregunta\n\nSu respuesta.\n"
    assert dina.post("/contenidos/preguntas/", escrito | {"accion": "guardar"}).status_code == 302
