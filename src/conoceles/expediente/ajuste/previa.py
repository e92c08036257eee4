"""El ajuste antes de pedirlo: qué cambiaría, cuándo se resuelve y que no hay otro. Nada se guarda."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.fotografias import Imagen
from conoceles.expediente.ajuste.ajustes import exigir_pedible
from conoceles.expediente.ajuste.cambios import Ensayados, ensayados
from conoceles.expediente.ajuste.dice import Cambio, cambios
from conoceles.expediente.calendario.plazos import vence_ajuste
from conoceles.marco.confirmar import Previa
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import en_palabras
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.preguntas.legible import legible

DETALLE = "expediente/ajuste_pedido.html"


@sensitive_variables()
def previa(
    candidatura: Candidatura,
    *,
    debe_decir: Respuestas,
    de_identidad: Respuestas | None,
    imagen: Imagen | None,
    por: Alcance,
    ahora: datetime,
    recibido_en: datetime | None = None,
) -> tuple[Previa, dict[str, object]]:
    """Lo que se confirma y, para `DETALLE`, lo pedido. Rechaza lo mismo que `ajustes.pedir`."""
    recibido = exigir_pedible(candidatura, recibido_en, por=por, ahora=ahora)
    nuevo = ensayados(candidatura, debe_decir, de_identidad, imagen, ahora=ahora)
    calendario = candidatura.definicion.calendario
    ultimo = vence_ajuste(calendario, recibido) - timedelta(microseconds=1)
    dicho = Previa(
        titulo=f"Pedir el ajuste de {candidatura.nombre}",
        boton="Pedir el ajuste",
        acto=Acto.AJUSTE_PEDIDO,
        pasa=(
            f"Se pide cambiar {_cuanto(nuevo)}. Lo demás queda como está.",
            f"La autoridad electoral lo resuelve a más tardar el {en_palabras(calendario.dia_local(ultimo))}. Mientras, lo publicado no cambia.",
            "Es 1 perfil: el de esta candidatura.",
        ),
        no_se_deshace=(
            "El ajuste se pide por única ocasión: después no hay otro, aunque este se declare improcedente.",
            "Pedido, ya no se edita ni se retira.",
        ),
        afirma="Leí lo que dice y lo que debe decir, y sé que no hay otra ocasión.",
    )
    return dicho, {
        "cambios": [*cambios(candidatura, nuevo.dice, nuevo.debe_decir), *_de_identidad(candidatura, nuevo)],
        "fotografia_nueva": base64.b64encode(nuevo.fotografia).decode() if nuevo.fotografia else "",
    }


def _cuanto(nuevo: Ensayados) -> str:
    partes = [
        _de(len(nuevo.debe_decir), "respuesta curricular", "respuestas curriculares"),
        "la fotografía" if nuevo.fotografia else "",
        _de(len(nuevo.identidad), "respuesta de identidad", "respuestas de identidad"),
    ]
    *antes, ultima = [p for p in partes if p]
    return f"{', '.join(antes)} y {ultima}" if antes else ultima


def _de(cuantas: int, una: str, varias: str) -> str:
    return f"{cuantas} {una if cuantas == 1 else varias}" if cuantas else ""


@sensitive_variables()
def _de_identidad(candidatura: Candidatura, nuevo: Ensayados) -> list[Cambio]:
    """Lo que se acaba de contestar; lo que hoy dicen no se muestra: está cifrado."""
    campos = candidatura.definicion.identidad.campos()
    oculto = "(no se muestra)"
    return [
        Cambio(c.etiqueta, oculto, legible(c, nuevo.identidad[c.clave]))
        for c in campos
        if c.clave in nuevo.identidad
    ]
