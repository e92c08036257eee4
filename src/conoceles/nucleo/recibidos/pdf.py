"""Si un PDF es solo páginas: cuántas, sin cifrar, y nada que se ejecute, que salga a otro lugar o que sea otra cosa.

Corre en un hijo del ayudante (`aparte`) y solo conoce pypdf. Lo que se admite se guarda tal cual llegó.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject, StreamObject

ACTIVAS = {  # clave del PDF → valores que se rechazan; vacío: cualquiera
    "/JS": (),
    "/JavaScript": (),
    "/EmbeddedFiles": (),
    "/EF": (),
    "/XFA": (),
    "/AA": (),
    "/S": (
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Thread", "/Sound",
        "/Movie", "/RichMediaExecute",
    ),
    "/Subtype": ("/RichMedia", "/FileAttachment", "/Movie", "/Screen", "/Sound", "/3D"),
}  # fmt: skip
IMPORTAN = {*ACTIVAS, "/OpenAction", "/URI", "/F", "/A", "/Root", "/Pages", "/Annots"}
ENLACES = ("https://", "http://", "mailto:", "tel:")  # a los que se va si alguien los toca
FINAL = b"%%EOF"
PAGINA = re.compile(rb"<(html|script|iframe|body|svg|!doctype)[\s>]", re.IGNORECASE)


def mirar(octetos: bytes, *, paginas: int, objetos: int) -> tuple[dict[str, object], bytes]:
    """`reparo`: por qué no se admite, o vacío si se admite. Las claves son las de `revisor.REPAROS`."""
    return {"reparo": _reparo(octetos, paginas, objetos)}, b""


def _reparo(octetos: bytes, paginas: int, objetos: int) -> str:
    dos_veces = _DosVeces()
    logging.getLogger("pypdf").addHandler(dos_veces)
    try:
        lector = PdfReader(io.BytesIO(octetos))
        if lector.is_encrypted:
            return "cifrado"
        if not 1 <= len(lector.pages) <= paginas:
            return "paginas"
        reparo = _de_adentro(lector.trailer, objetos) or ("sale" if dos_veces.hubo else "")
        return reparo or ("doble" if _es_otra_cosa(octetos) else "")
    except MemoryError:
        raise
    except Exception:  # pypdf lanza muchos tipos ante archivos dañados
        return "ilegible"


class _DosVeces(logging.Handler):
    """Si una clave que importa se dijo dos veces: pypdf lee la primera, y otros programas, la última."""

    hubo = False

    def emit(self, record: logging.LogRecord) -> None:
        dicho = record.getMessage()
        if dicho.startswith("Multiple definitions") and dicho.rpartition(" ")[2] in IMPORTAN:
            self.hubo = True


def _es_otra_cosa(octetos: bytes) -> bool:
    """Si además se puede abrir como página o como archivo comprimido, o sigue después de su final."""
    sobra = octetos[octetos.rfind(FINAL) + len(FINAL) :].strip(b"\0 \t\r\n\f") if FINAL in octetos else b""
    return bool(sobra or PAGINA.search(octetos)) or zipfile.is_zipfile(io.BytesIO(octetos))


def _de_adentro(raiz: object, objetos: int) -> str:
    sale = False
    for cuantos, objeto in enumerate(_todos(raiz)):
        if cuantos > objetos:
            return "complicado"
        if isinstance(objeto, DictionaryObject):
            if any(_ejecuta(clave, _directo(objeto.raw_get(clave))) for clave in objeto):
                return "programa"
            sale = sale or _sale(objeto)
    return "sale" if sale else ""


def _todos(raiz: object) -> Iterator[object]:
    """Cada objeto al que se llega, una vez."""
    pendientes: list[object] = [raiz]
    vistos: set[tuple[int, int]] = set()
    while pendientes:
        objeto = pendientes.pop()
        if isinstance(objeto, IndirectObject):
            if (objeto.idnum, objeto.generation) in vistos:
                continue
            vistos.add((objeto.idnum, objeto.generation))
            objeto = objeto.get_object()
        yield objeto
        if isinstance(objeto, DictionaryObject):
            pendientes += [objeto.raw_get(clave) for clave in objeto]
        elif isinstance(objeto, ArrayObject):
            pendientes += list(objeto)


def _directo(valor: object) -> object:
    return valor.get_object() if isinstance(valor, IndirectObject) else valor


def _ejecuta(clave: object, valor: object) -> bool:
    rechazados = ACTIVAS.get(str(clave))
    return rechazados is not None and (not rechazados or str(valor) in rechazados)


def _sale(objeto: DictionaryObject) -> bool:
    """Si al abrirse hace algo más que mostrar una página, o nombra un archivo o un lugar que no está en él."""
    al_abrir, lugar, archivo = (_de(objeto, clave) for clave in ("/OpenAction", "/URI", "/F"))
    if isinstance(al_abrir, DictionaryObject) and (_de(al_abrir, "/S") != "/GoTo" or "/Next" in al_abrir):
        return True
    if isinstance(lugar, (str, bytes)) and not _enlace(lugar):
        return True
    de_afuera = isinstance(archivo, (str, bytes)) or isinstance(objeto, StreamObject)
    return archivo is not None and de_afuera and not isinstance(archivo, NumberObject)


def _de(objeto: DictionaryObject, clave: str) -> object:
    return _directo(objeto.raw_get(clave)) if clave in objeto else None


def _enlace(lugar: str | bytes) -> bool:
    texto = lugar.decode("latin-1") if isinstance(lugar, bytes) else lugar
    return texto.strip().lower().startswith(ENLACES)
