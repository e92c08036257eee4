"""Leer lo que se carga sin confiar en ello: libro y paquete de fotografías, con sus topes."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from conoceles.candidaturas.padron.archivo.formatos import ADMITIDOS
from conoceles.candidaturas.padron.archivo.lectura import Hoja, leer
from conoceles.captura.masiva.columnas import FIJAS, FilaDeHoja
from conoceles.captura.masiva.ocultos import exigir_que_se_vea
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos import paquetes
from conoceles.nucleo.recibidos.hijos import Topes
from conoceles.nucleo.recibidos.paquetes import PaqueteMalo

MAXIMO_LIBRO = 5_000_000
MAXIMO_LIBRO_EXPANDIDO = 40_000_000
DE_UNA_HOJA = Topes(segundos=10, memoria=300_000_000, salida=50_000_000)
MAXIMO_PAQUETE = 30_000_000
MAXIMO_PAQUETE_EXPANDIDO = 100_000_000
MAXIMO_FOTOS = 400
MAXIMO_RENGLONES = 1_000
EXTENSIONES = (".jpg", ".jpeg", ".png")
DE_TELEFONO = (".heic", ".heif")


@dataclass(frozen=True)
class Fotos:
    """Nombre del archivo, sin extensión → imagen tal como vino; y lo que venía y no se entendió."""

    por_nombre: dict[str, bytes]
    avisos: tuple[str, ...] = ()


def leer_libro(contenido: bytes, nombre: str) -> list[FilaDeHoja]:
    """Renglones con folio. `ErrorDeDominio` si no es la hoja de este sistema o no se puede leer."""
    if len(contenido) > MAXIMO_LIBRO:
        raise ErrorDeDominio(f"La hoja pasa de {MAXIMO_LIBRO // 1_000_000} MB.", campo="hoja")
    _exigir_zip(contenido, "La hoja debe ser un libro .xlsx.", "hoja", MAXIMO_LIBRO_EXPANDIDO)
    with tempfile.TemporaryDirectory() as carpeta:
        ruta = Path(carpeta) / "hoja.xlsx"
        ruta.write_bytes(contenido)
        try:
            hojas = leer(ruta, DE_UNA_HOJA).hojas
        except ErrorDeDominio as error:
            raise ErrorDeDominio(
                error.mensaje.replace("hoja.xlsx", nombre).replace(ADMITIDOS, "Debe ser un libro .xlsx."),
                campo="hoja",
            ) from error
    propias = {hoja.nombre: hoja for hoja in hojas if _de_claves(hoja) is not None}
    if len(propias) > 1:
        cuales = " y ".join(f"«{nombre}»" for nombre in propias)
        raise ErrorDeDominio(
            f"El libro trae más de una hoja con candidaturas: {cuales}. Deje una y cárguela otra vez.",
            campo="hoja",
        )
    for hoja in propias.values():
        return _renglones(hoja)
    raise ErrorDeDominio(
        "No es la hoja de este sistema: falta el renglón de claves. Descárguela otra vez.", campo="hoja"
    )


def _de_claves(hoja: Hoja) -> int | None:
    lugares = (n for n, fila in enumerate(hoja.filas[:10]) if fila and fila[0].strip() == FIJAS[0][0])
    return next(lugares, None)


def _renglones(hoja: Hoja) -> list[FilaDeHoja]:
    de_claves = _de_claves(hoja) or 0
    claves = [clave.strip() for clave in hoja.filas[de_claves]]
    propios = hoja.filas[de_claves + 1 :]
    if len(propios) > MAXIMO_RENGLONES:
        raise ErrorDeDominio(f"La hoja pasa de {MAXIMO_RENGLONES} renglones.", campo="hoja")
    leidos = (
        FilaDeHoja(n, dict(zip(claves, (celda.strip() for celda in fila), strict=False)))
        for n, fila in enumerate(propios, de_claves + 2)
    )
    renglones = [r for r in leidos if any(r.celdas.values())]
    exigir_que_se_vea(hoja, claves, renglones)
    return renglones


def reunir_fotos(archivos: Iterable[tuple[str, bytes]], *, maximo_bytes: int) -> Fotos:
    """Las de cada paquete .zip y las que vienen sueltas; de dos con el mismo nombre, la primera."""
    juntas: dict[str, bytes] = {}
    avisos: list[str] = []
    for nombre, contenido in archivos:
        if nombre.lower().endswith(DE_TELEFONO):
            leidas = Fotos({}, (_es_heic(PurePosixPath(nombre)),))
        elif nombre.lower().endswith(EXTENSIONES):
            leidas = _suelta(PurePosixPath(nombre), contenido, maximo_bytes)
        else:
            leidas = leer_fotos(contenido, maximo_bytes=maximo_bytes)
        repetidas = leidas.por_nombre.keys() & juntas.keys()
        avisos += [*leidas.avisos, *(f"«{n}» venía dos veces: se usó la primera." for n in sorted(repetidas))]
        juntas = leidas.por_nombre | juntas
    return Fotos(juntas, tuple(avisos))


def _suelta(ruta: PurePosixPath, contenido: bytes, maximo: int) -> Fotos:
    if len(contenido) >= maximo:
        return Fotos({}, (f"«{ruta.name}» no se usó: pesa {maximo // 1000} KB o más.",))
    return Fotos({ruta.stem: contenido})


def leer_fotos(contenido: bytes, *, maximo_bytes: int) -> Fotos:
    """Las imágenes del paquete. Cada una se descomprime hasta su tope y nunca se escribe con su nombre.

    `ErrorDeDominio` si el paquete no se puede leer, trae contraseña o se expande de más.
    """
    if len(contenido) > MAXIMO_PAQUETE:
        raise ErrorDeDominio(f"El paquete pasa de {MAXIMO_PAQUETE // 1_000_000} MB.", campo="fotos")
    paquete = _exigir_zip(
        contenido, "El paquete de fotografías debe ser un .zip.", "fotos", MAXIMO_PAQUETE_EXPANDIDO
    )
    partes = [p for p in paquete.infolist() if not p.is_dir() and not p.filename.startswith("__MACOSX/")]
    if len(partes) > MAXIMO_FOTOS:
        raise ErrorDeDominio(f"El paquete trae más de {MAXIMO_FOTOS} archivos.", campo="fotos")
    fotos: dict[str, bytes] = {}
    avisos = []
    for parte in partes:
        ruta = PurePosixPath(parte.filename)
        if ruta.suffix.lower() in DE_TELEFONO:
            avisos.append(_es_heic(ruta))
        elif ruta.suffix.lower() not in EXTENSIONES or ruta.stem in fotos:
            avisos.append(
                f"«{ruta.name}» no se usó: cada archivo se llama como un folio o como la persona, .jpg o .png."
            )
        elif parte.file_size >= maximo_bytes:
            avisos.append(f"«{ruta.name}» no se usó: pesa {maximo_bytes // 1000} KB o más.")
        else:
            fotos[ruta.stem] = _extraer(paquete, parte, maximo_bytes)
    return Fotos(fotos, tuple(avisos))


def _es_heic(ruta: PurePosixPath) -> str:
    return f"«{ruta.name}» no se usó: es HEIC, el formato de algunos teléfonos; ábrala y guárdela como JPG."


def _extraer(paquete: zipfile.ZipFile, parte: zipfile.ZipInfo, maximo: int) -> bytes:
    """Lee hasta el tope aunque el encabezado mienta sobre el tamaño."""
    try:
        with paquete.open(parte) as archivo:
            octetos = archivo.read(maximo + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise ErrorDeDominio(
            "El paquete de fotografías está dañado o tiene contraseña.", campo="fotos"
        ) from error
    except Exception as error:  # cada descompresor falla con su propio tipo
        raise ErrorDeDominio("El paquete de fotografías está dañado.", campo="fotos") from error
    if len(octetos) > maximo:
        raise ErrorDeDominio("El paquete de fotografías no dice la verdad sobre sus tamaños.", campo="fotos")
    return octetos


def _exigir_zip(contenido: bytes, frase: str, campo: str, expandido: int) -> zipfile.ZipFile:
    try:
        return paquetes.abrir(contenido, expandido=expandido)
    except PaqueteMalo as error:
        raise ErrorDeDominio(f"{frase} Este {error}.", campo=campo) from error
