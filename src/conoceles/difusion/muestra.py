"""La boleta de muestra: los recuadros del papel, con la misma letra y el mismo tamaño, y sin fotografías."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.impresos import FIJA
from conoceles.nucleo.papel import pdf
from conoceles.publicacion.lectura.fichas import Enlace, ListaEnPapel, Papel, Recuadro, SitioPublico
from conoceles.publicacion.sitio import papel

PLANTILLA = Path(__file__).parent / "plantillas" / "muestra.typ"
# De listas, y de planillas si todas lo son.
AL_REVERSO = ("Al reverso: las listas", "Al reverso: las planillas")
UN_VOTO = (
    "El mismo voto cuenta para la lista de quien marque.",
    "El mismo voto cuenta para la planilla de quien marque.",
)


def componer(formato: str, d: Datos, fotos: Path) -> bytes:
    """`formato`: «pdf», con su reverso, o «png», solo el frente."""
    if formato == "png":
        return _ligera(pdf.imagen(PLANTILLA, d | {"solo_frente": True}))
    return pdf.componer(PLANTILLA, d | {"solo_frente": False}, momento=FIJA)


def _ligera(png: bytes) -> bytes:
    """Con pocos colores: tinta y papel no piden más, y pesa la tercera parte."""
    salida = io.BytesIO()
    with Image.open(io.BytesIO(png)) as abierta:
        abierta.convert("RGB").quantize(64, Image.Quantize.FASTOCTREE).save(salida, "PNG", compress_level=6)
    return salida.getvalue()


def datos(sitio: SitioPublico, impresa: Papel, decir: Callable[[str], str]) -> dict[str, object]:
    """Lo propio de la muestra, en el orden declarado."""
    emblemas = dict(sitio.emblemas)
    en_planillas = all(x.planilla for x in impresa.reverso)
    return {
        "recuadros": [_recuadro(r, emblemas, decir) for r in impresa.recuadros],
        "listas": [_lista(x, decir) for x in impresa.reverso],
        "orden": decir(_orden(impresa)),
        "sello": decir("Muestra: no es una boleta").upper(),
        "que_es": decir("Muestra, no es una boleta"),
        "emblema": decir("Emblema"),
        "sin_fotografias": decir("La boleta no lleva fotografías."),
        "al_reverso": decir(AL_REVERSO[en_planillas]),
        "un_voto": decir(UN_VOTO[en_planillas]),
    }


def _orden(impresa: Papel) -> str:
    return f"Por qué en este orden: {impresa.regla}. Lo dice: {impresa.fundamento}." if impresa.regla else ""


def _recuadro(r: Recuadro, emblemas: dict[str, str], decir: Callable[[str], str]) -> dict[str, object]:
    return {
        "siglas": r.fuerza.siglas,
        "fuerza": r.fuerza.nombre,
        "emblema": emblemas.get(r.fuerza.siglas, ""),
        "personas": [_persona(p, decir) for p in r.formula],
        "notas": list(_notas(r, decir)),
    }


def _notas(r: Recuadro, decir: Callable[[str], str]) -> Iterator[str]:
    if r.tambien:
        otros = f" {decir('y en')} ".join(r.tambien)
        yield decir(f"Es la misma persona en {otros}: {r.alianza}")
    if r.fuerza.recuadro == "comun":
        yield decir(papel.juntos(r))
    yield from (decir(papel.puede_decir([par])) for par in r.en_papel)


def _lista(lista: ListaEnPapel, decir: Callable[[str], str]) -> dict[str, object]:
    return {
        "fuerza": lista.fuerza.nombre,
        "formulas": [[_persona(p, decir) for p in f] for f in lista.formulas],
        "notas": [decir(papel.puede_decir([par])) for par in lista.en_papel],
    }


def _persona(persona: Enlace, decir: Callable[[str], str]) -> dict[str, str]:
    return {"calidad": decir(persona.nota), "nombre": persona.nombre}
