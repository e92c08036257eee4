"""Dina edita una pieza por su pantalla."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client


ACTO = {"acto_numero": "IEPC/CG45/2024", "acto_fecha": "2024-04-20", "acto_organo": "Consejo General"}


def ver(dina: Client, pieza: str, **dicho: str) -> Any:
    """«Ver cómo queda»: parte de lo vigente y cambia unos datos."""
    return dina.post(f"/contenidos/{pieza}/", escrito(dina, pieza) | dicho | {"accion": "previa"})


def guardar(dina: Client, pieza: str, **dicho: str) -> Any:
    """Lo mismo, y guarda desde la vista previa con lo que ella trae."""
    previa = ver(dina, pieza, **dicho)
    assert previa.status_code == 200, previa.context["errores"]
    enviado = previa.context["escrito"] | {"visto": previa.context["visto"], "accion": "guardar"}
    if previa.context["previa"]:
        enviado |= {"leido": previa.context["previa"].huella, "confirmo": "si"}
    return dina.post(f"/contenidos/{pieza}/", enviado)


def escrito(dina: Client, pieza: str) -> dict[str, str]:
    contexto = dina.get(f"/contenidos/{pieza}/").context
    return {c.dato.clave: c.escrito for c in contexto["campos"]} | ACTO | {"visto": contexto["visto"]}
