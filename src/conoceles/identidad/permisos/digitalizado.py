"""Aceptar un documento digitalizado: tipo verdadero, tamaño, páginas y nada que se ejecute."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.papel import imagenes

MAXIMO_BYTES = 5_000_000
MAXIMO_PAGINAS = 10
MAXIMO_OBJETOS = 20_000
MINIMO_LADO = 600  # puntos: menos no deja leer una firma
MAYOR_LADO = 2_400
ACTIVAS = {  # clave del PDF → valores que se rechazan; vacío: cualquiera
    "/JS": (),
    "/JavaScript": (),
    "/EmbeddedFiles": (),
    "/EF": (),
    "/XFA": (),
    "/S": ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition"),
    "/Subtype": ("/RichMedia", "/FileAttachment", "/Movie", "/Screen", "/3D"),
}


@dataclass(frozen=True)
class Digitalizado:
    """Lo que se guarda: el PDF tal cual, o la imagen recodificada sin metadatos."""

    tipo: str
    octetos: bytes = field(repr=False)

    @property
    def extension(self) -> str:
        return "pdf" if self.tipo == "application/pdf" else "jpg"


def leer(archivo: bytes) -> Digitalizado:
    """`ErrorDeDominio` en el campo `archivo`, con la razón, si no es un PDF o una imagen que se admita."""
    if len(archivo) > MAXIMO_BYTES:
        raise _falta(f"El archivo debe pesar {MAXIMO_BYTES // 1_000_000} MB o menos.")
    if archivo.startswith(b"%PDF-"):
        _revisar_pdf(archivo)
        return Digitalizado("application/pdf", archivo)
    if archivo.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return Digitalizado("image/jpeg", _recodificar(archivo))
    raise _falta("El archivo debe ser un PDF, JPG o PNG.")


def _recodificar(archivo: bytes) -> bytes:
    imagen = imagenes.abrir(archivo, minimo_lado=MINIMO_LADO)
    imagen.thumbnail((MAYOR_LADO, MAYOR_LADO))
    imagen.info.clear()
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=80, optimize=True)
    return salida.getvalue()


def _revisar_pdf(archivo: bytes) -> None:
    try:
        lector = PdfReader(io.BytesIO(archivo))
        cifrado = lector.is_encrypted
        paginas = 0 if cifrado else len(lector.pages)
        activo = not cifrado and paginas <= MAXIMO_PAGINAS and _activo(lector.trailer)
    except Exception as error:  # pypdf lanza muchos tipos ante archivos dañados
        raise _falta("El archivo no es un PDF que se pueda leer.") from error
    if cifrado:
        raise _falta("El PDF tiene contraseña o está cifrado: guárdelo sin protección.")
    if not 1 <= paginas <= MAXIMO_PAGINAS:
        raise _falta(f"El PDF debe tener entre 1 y {MAXIMO_PAGINAS} páginas.")
    if activo:
        raise _falta("El PDF trae programas o archivos dentro: digitalícelo de nuevo o súbalo como imagen.")


def _activo(raiz: object) -> bool:
    """Si en el PDF hay algo que un lector ejecutaría o abriría por su cuenta."""
    pendientes: list[object] = [raiz]
    vistos: set[tuple[int, int]] = set()
    recorridos = 0
    while pendientes:
        objeto = pendientes.pop()
        if isinstance(objeto, IndirectObject):
            if (objeto.idnum, objeto.generation) in vistos:
                continue
            vistos.add((objeto.idnum, objeto.generation))
            objeto = objeto.get_object()
        recorridos += 1
        if recorridos > MAXIMO_OBJETOS:
            return True
        if isinstance(objeto, DictionaryObject):
            if any(_ejecuta(clave, objeto.raw_get(clave)) for clave in objeto):
                return True
            pendientes += [objeto.raw_get(clave) for clave in objeto]
        elif isinstance(objeto, ArrayObject):
            pendientes += list(objeto)
    return False


def _ejecuta(clave: object, valor: object) -> bool:
    if isinstance(valor, IndirectObject):
        valor = valor.get_object()
    rechazados = ACTIVAS.get(str(clave))
    return rechazados is not None and (not rechazados or str(valor) in rechazados)


def _falta(mensaje: str) -> ErrorDeDominio:
    return ErrorDeDominio(mensaje, campo="archivo")
