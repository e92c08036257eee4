"""Capturar por las pantallas, sin guiones: cada parte de la lista de tareas, hasta poder enviar."""

from __future__ import annotations

from typing import Any

from curricular.imagenes import jpeg
from personas import LARGO
from recorridos.viaje.lectora import Archivo
from recorridos.viaje.paginas import Formulario, Pagina
from recorridos.viaje.persona import Persona

CURRICULAR = {"estudios": {"grado": "sin_estudios"}, "historia": {"historia": LARGO}}
CURRICULAR |= {"trayectoria": {"trayectoria": LARGO}}


def leer_avisos(quien: Persona, folio: str) -> None:
    """Quien captura por otra persona no los lee dos veces: los que ella leyó valen para su candidatura."""
    if "ya quedaron leídos" not in quien.ir(f"candidaturas/{folio}/aviso/").texto:
        quien.pulsar("Continuar", leido="si")


def curriculum(quien: Persona, folio: str, **otras: dict[str, Any]) -> None:
    """Lo obligatorio y la fotografía; `otras`: sección → lo que se contesta además o en su lugar."""
    for seccion, dicho in {**CURRICULAR, **otras}.items():
        quien.ir(f"candidaturas/{folio}/{seccion}/")
        quien.pulsar("Guardar y continuar", **dicho)
    quien.ir(f"candidaturas/{folio}/fotografia/")
    foto = Archivo("retrato.jpg", jpeg())
    quien.pulsar("Guardar y continuar", archivo=foto, fecha_toma="2024-04-01", encuadre="retrato")


def identidad(quien: Persona, folio: str, publica: str = "no") -> None:
    """Las preguntas y los consentimientos: a todo «no» o «prefiero no contestar», y que se cuente."""
    pagina = quien.ir(f"candidaturas/{folio}/identidad/")
    while "/identidad/" in pagina.direccion or "/consentimiento/" in pagina.direccion:
        antes = pagina.direccion
        preferidas = ("no", "pnc")
        if "/consentimiento/" in antes:
            preferidas = ("si",)
        formulario = pagina.con_boton("Guardar y continuar")
        respuestas = elegidas(formulario, preferidas)
        if "publicacion" in respuestas:
            respuestas["publicacion"] = publica
        pagina = quien.enviar(formulario, "Guardar y continuar", **respuestas)
        assert pagina.direccion != antes, pagina.texto[:2000]


def enviar(quien: Persona, folio: str) -> str:
    """Verifica, confirma, envía y devuelve lo que dice el acuse."""
    quien.ir(f"candidaturas/{folio}/verificar/")
    acuse = quien.pulsar("Enviar", confirmo="si")
    assert f"{folio}/acuse/" in acuse.direccion, acuse.texto[:2000]
    return acuse.texto


def completa(quien: Persona, folio: str, publica: str = "no") -> str:
    """De los avisos al acuse."""
    leer_avisos(quien, folio)
    curriculum(quien, folio)
    identidad(quien, folio, publica)
    return enviar(quien, folio)


def suyas(quien: Persona) -> dict[str, str]:
    """Nombre → folio de las candidaturas que ve en su lista."""
    ligas = quien.ir("").enlaces()
    return {dicho: liga.strip("/").split("/")[-1] for dicho, liga in ligas.items() if _es_candidatura(liga)}


def _es_candidatura(liga: str) -> bool:
    partes = liga.strip("/").split("/")
    return len(partes) >= 2 and partes[-2] == "candidaturas"


def elegidas(formulario: Formulario, preferidas: tuple[str, ...]) -> dict[str, Any]:
    """A cada pregunta que la admita, la primera de las preferidas."""
    return {
        nombre: next(v for v in preferidas if v in opciones)
        for nombre, opciones in formulario.opciones.items()
        if any(v in opciones for v in preferidas)
    }


def pagina_de(quien: Persona, folio: str) -> Pagina:
    return quien.ir(f"candidaturas/{folio}/")
