"""La boleta de muestra: los recuadros del papel, con la misma letra y el mismo tamaño, y sin fotografías."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.impresos import FIJA
from conoceles.nucleo import pdf
from conoceles.publicacion.lectura.fichas import Enlace, ListaEnPapel, Papel, Recuadro, SitioPublico

PLANTILLA = Path(__file__).parent / "plantillas" / "muestra.typ"


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


def datos(sitio: SitioPublico, papel: Papel) -> dict[str, object]:
    """Lo propio de la muestra, en el orden declarado."""
    emblemas = dict(sitio.emblemas)
    return {
        "recuadros": [_recuadro(r, emblemas) for r in papel.recuadros],
        "listas": [_lista(x) for x in papel.reverso],
        "regla": papel.regla,
        "fundamento": papel.fundamento,
    }


def _recuadro(r: Recuadro, emblemas: dict[str, str]) -> dict[str, object]:
    return {
        "siglas": r.fuerza.siglas,
        "fuerza": r.fuerza.nombre,
        "emblema": emblemas.get(r.fuerza.siglas, ""),
        "personas": [*map(_persona, r.formula)],
        "notas": list(_notas(r)),
    }


def _notas(r: Recuadro) -> Iterator[str]:
    if r.tambien:
        yield f"Es la misma persona en {' y en '.join(r.tambien)}: {r.alianza}"
    if r.fuerza.recuadro == "comun":
        yield f"{' y '.join(r.fuerza.integrantes)}, en un mismo recuadro según su convenio"
    yield from _en_papel(r.en_papel)


def _lista(lista: ListaEnPapel) -> dict[str, object]:
    return {
        "fuerza": lista.fuerza.nombre,
        "formulas": [[*map(_persona, f)] for f in lista.formulas],
        "notas": list(_en_papel(lista.en_papel)),
    }


def _persona(persona: Enlace) -> dict[str, str]:
    return {"calidad": persona.nota, "nombre": persona.nombre}


def _en_papel(dicen: tuple[tuple[str, Enlace], ...]) -> Iterator[str]:
    for hoy, impreso in dicen:
        yield f"La boleta puede decir {impreso.nombre or 'otro nombre'} en vez de {hoy}"
