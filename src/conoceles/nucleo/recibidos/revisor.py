"""Por aquí entra todo archivo que alguien sube y otra persona verá: se mide, y lo que haya que abrir se abre aparte.

Cada rechazo dice la razón y qué hacer, en el campo `archivo`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos import hijos, ofimatica
from conoceles.nucleo.recibidos.hijos import Hecho, NoTermino, Topes
from conoceles.nucleo.recibidos.medidas import medir, tipo
from conoceles.nucleo.recibidos.paquetes import PaqueteMalo

MEGA = 1_000_000
LADO_DE_HOJA, MINIMO_DE_HOJA = 2_400, 600  # puntos: doscientos por pulgada; con menos no se lee una firma
DE_UN_RETRATO = Topes(segundos=1, memoria=60 * MEGA, salida=2 * MEGA)
DE_UNA_HOJA = Topes(segundos=0.6, memoria=80 * MEGA, salida=10 * MEGA)
ABIERTO, ABIERTA = 32 * MEGA, 60 * MEGA  # octetos de un retrato, y de una hoja con la que resulta de ella
DE_UN_PDF = Topes(segundos=1.5, memoria=100 * MEGA, salida=1_000)
DE_UN_PDF_LARGO = Topes(segundos=6, memoria=300 * MEGA, salida=1_000)
OBJETOS_POR_PAGINA = 2_000
OTRA_VEZ = "digitalícelo de nuevo o súbalo como imagen."
REPAROS = {  # de `pdf.mirar`
    "ilegible": "El archivo no es un PDF que se pueda leer.",
    "cifrado": "El PDF tiene contraseña o está cifrado: guárdelo sin protección.",
    "programa": f"El PDF trae programas o archivos dentro: {OTRA_VEZ}",
    "sale": f"El PDF abre por su cuenta una página o un archivo de otro lugar: {OTRA_VEZ}",
    "doble": f"El PDF trae además una página web, un archivo comprimido u otra cosa: {OTRA_VEZ}",
    "complicado": f"El PDF es demasiado complicado para revisarlo: {OTRA_VEZ}",
}
TIPOS = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
EXTENSIONES = {tipo: extension for extension, tipo in TIPOS.items()}
HEIC = (
    "El archivo es HEIC, el formato de algunos teléfonos: no es una imagen JPG o PNG que se pueda leer aquí. En el iPhone, "
    "elíjala desde Fotos, que la convierte, o ponga Ajustes › Cámara › Formatos en «Más compatible» y tómela otra vez; en "
    "otro teléfono, tómele una captura de pantalla y suba esa."
)
SIN_LEER = "El archivo no es una imagen JPG o PNG que se pueda leer."
PUNTOS = "La imagen tiene demasiados puntos; redúzcala y vuelva a intentar."
CUESTA = "La imagen cuesta demasiado de abrir: ábrala en su equipo, guárdela otra vez como JPG y suba esa."
DE_OFICINA = "El documento debe ser un PDF, una imagen JPG o PNG, o de texto, cálculo o presentación (no .doc, .xls ni .ppt)."


@dataclass(frozen=True)
class Retrato:
    """El JPEG hecho otra vez. `fecha`: cuándo dice la cámara que se tomó, como lo escribió; vacía si no lo dice."""

    octetos: bytes = field(repr=False)
    fecha: str


@dataclass(frozen=True)
class Documento:
    """Lo que se guarda: el documento tal cual, o la imagen hecha otra vez sin metadatos. `tipo`: uno de `TIPOS`."""

    tipo: str
    octetos: bytes = field(repr=False)

    @property
    def extension(self) -> str:
        return EXTENSIONES[self.tipo]


def retrato(
    archivo: bytes,
    *,
    minimo_lado: int,
    medidas: tuple[int, int],
    encuadre: Sequence[float],
    calidades: Sequence[int],
    maximo: int,
) -> Retrato:
    """Una fotografía recortada a esas medidas. `encuadre`: centro y acercamiento. `maximo`: octetos que no alcanza."""
    if len(archivo) >= maximo and tipo(archivo) != "heic":
        raise _falta(f"La fotografía debe pesar menos de {maximo // 1000} KB.")
    ancho, alto = medidas
    hecho = _rehecha(
        archivo, minimo_lado, DE_UN_RETRATO, ABIERTO, 0,
        ancho=ancho, alto=alto, encuadre=encuadre, calidades=calidades, maximo=maximo,
    )  # fmt: skip
    return Retrato(hecho.octetos, hecho.dicho["fecha"])


def imagen(
    archivo: bytes, *, minimo_lado: int = MINIMO_DE_HOJA, lado: int = LADO_DE_HOJA, formato: str = "JPEG"
) -> bytes:
    """Una imagen entera, con su lado mayor de `lado` puntos o menos."""
    return _rehecha(
        archivo, minimo_lado, DE_UNA_HOJA, ABIERTA, lado, ancho=lado, alto=lado, formato=formato
    ).octetos


def documento(archivo: bytes, *, maximo: int, paginas: int, de_oficina: bool = False) -> Documento:
    """Un PDF de esas páginas o menos, una imagen o, si se admiten, un documento de oficina, de hasta `maximo` octetos."""
    if len(archivo) > maximo:
        raise _falta(f"El archivo debe pesar {maximo // MEGA} MB o menos.")
    que = tipo(archivo)
    if que == "pdf":
        _exigir_pdf(archivo, paginas, DE_UN_PDF_LARGO if de_oficina else DE_UN_PDF)
        return Documento(TIPOS["pdf"], archivo)
    if que in ("jpeg", "png", "heic"):
        return Documento(TIPOS["jpg"], imagen(archivo))
    if not de_oficina:
        raise _falta("El archivo debe ser un PDF, JPG o PNG.")
    return Documento(TIPOS[_clase(archivo, que)], archivo)


def _rehecha(
    archivo: bytes, minimo_lado: int, topes: Topes, memoria: int, lado: int, **opciones: object
) -> Hecho:
    escala = _escala(archivo, minimo_lado, memoria, lado)
    try:
        hecho = hijos.hacer(
            "conoceles.nucleo.recibidos.imagenes", "rehacer", archivo, topes, escala=escala, **opciones
        )
    except NoTermino as error:
        raise _falta(CUESTA) from error
    if "error" in hecho.dicho:
        raise _falta(SIN_LEER)
    return hecho


def _escala(archivo: bytes, minimo_lado: int, memoria: int, lado: int) -> int:
    """En cuánto hay que reducirla al abrirla, por lo que dice de sí misma."""
    que = tipo(archivo)
    medida = medir(archivo) if que in ("jpeg", "png") else None
    if medida is None:
        raise _falta(HEIC if que == "heic" else SIN_LEER)
    escala = medida.escala(memoria=memoria, lado=lado)
    menor = min(medida.ancho, medida.alto)
    if medida.enorme or not escala or menor // escala < minimo_lado <= menor:
        raise _falta(PUNTOS)
    if menor < minimo_lado:
        raise _falta(f"La imagen es muy pequeña: cada lado debe medir {minimo_lado} puntos o más.")
    return escala


def _exigir_pdf(archivo: bytes, paginas: int, topes: Topes) -> None:
    objetos = OBJETOS_POR_PAGINA * min(paginas, 100)
    try:
        hecho = hijos.hacer(
            "conoceles.nucleo.recibidos.pdf", "mirar", archivo, topes, paginas=paginas, objetos=objetos
        )
    except NoTermino as error:
        raise _falta(REPAROS["complicado"]) from error
    reparo = hecho.dicho.get("reparo", "ilegible")
    if reparo == "paginas":
        raise _falta(f"El PDF debe tener entre 1 y {paginas} páginas.")
    if reparo:
        raise _falta(REPAROS[reparo])


def _clase(archivo: bytes, que: str) -> str:
    try:
        clase = ofimatica.clase(archivo) if que == "zip" else ""
    except PaqueteMalo as error:
        raise _falta(f"El documento {error}.") from error
    if not clase:
        raise _falta(DE_OFICINA)
    return clase


def _falta(mensaje: str) -> ErrorDeDominio:
    return ErrorDeDominio(mensaje, campo="archivo")
