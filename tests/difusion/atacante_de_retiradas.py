"""Quien baja todo lo publicado, por todas las puertas, y busca en ello a una persona: su nombre, su cara, lo que contestó.

No usa nada del código que publica. Cada archivo se abre por su forma, también los que van dentro de otro. El nombre se
lee con los ojos y con los dedos (el braille sin contraer, de vuelta a letras). La cara es un retrato de tres franjas de
colores que nadie más lleva en ese orden: se reconoce aunque se haya reducido, recortado o vuelto a comprimir, dentro de
una tarjeta, de un PDF o de una página que la lleva escrita.
"""

from __future__ import annotations

import base64
import http.client
import io
import re
import urllib.request
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from PIL import Image, ImageChops
from pypdf import PdfReader

from publicacion.juez_de_nombres import plano, textos

Publicado = Mapping[str, bytes]  # dónde se bajó → octetos
ROJO, VERDE, AZUL, TURBIO = 4, 2, 1, 8  # un punto, por los colores que lleva; turbio, si no es franco
MAS_ANCHA = 1600  # puntos: una lámina mayor se reduce antes de mirarla
DENTRO = re.compile(rb"data:image/[a-z]+;base64,([A-Za-z0-9+/=]+)")
DEDOS = str.maketrans(
    "(!/+)]\\", "áéíóúñü", '."'
)  # braille español sin contraer, en ASCII; y el signo de mayúscula


@dataclass(frozen=True)
class Buscada:
    """`nombre`: palabras que solo ella lleva. `cara`: sus tres colores, de izquierda a derecha. `dijo`: lo que contestó."""

    nombre: tuple[str, ...]
    cara: tuple[int, int, int]
    dijo: tuple[str, ...] = ()


def retrato(cara: tuple[int, int, int]) -> Image.Image:
    """La fotografía que se le toma."""
    imagen = Image.new("RGB", (720, 900))
    for n, color in enumerate(cara):
        franco = tuple(255 if color & canal else 0 for canal in (ROJO, VERDE, AZUL))
        imagen.paste(franco, (n * 240, 0, (n + 1) * 240, 900))
    return imagen


def de_carpeta(raiz: Path) -> dict[str, bytes]:
    """Cada archivo que está en alguna parte de una carpeta, también el de un árbol guardado."""
    return {str(p.relative_to(raiz)): p.read_bytes() for p in raiz.rglob("*") if p.is_file()}


_BAJADAS: dict[str, bytes] = {}


def de_cubeta(direccion: str) -> dict[str, bytes]:
    """Cada objeto de un almacén S3 abierto a quien pase, con todas sus versiones. `direccion`: http://servidor/cubeta/carpeta."""
    servidor, cubeta, prefijo = re.fullmatch(r"(http://[^/]+)/([^/]+)/(.*)", direccion).groups()  # type: ignore[union-attr]
    hallados, marca = dict[str, bytes](), ""
    while True:
        lista = ElementTree.fromstring(_pedir(f"{servidor}/{cubeta}?versions&prefix={quote(prefijo)}{marca}"))
        for version in (v for v in lista if v.tag.endswith("}Version")):
            dicho = {campo.tag.partition("}")[2]: campo.text or "" for campo in version}
            clave, cual = dicho["Key"], dicho["VersionId"]
            de_esa = "" if cual == "null" else f"?versionId={quote(cual)}"
            pedida = f"{servidor}/{cubeta}/{quote(clave)}{de_esa}"
            # Una versión numerada no cambia: mientras conste en la lista, la que ya se bajó.
            octetos = _BAJADAS.get(pedida) or _pedir(pedida)
            if de_esa:
                _BAJADAS[pedida] = octetos
            hallados[f"{clave.removeprefix(prefijo)}@{cual}"] = octetos
        sigue = {n.tag.partition("}")[2]: n.text or "" for n in lista}
        if sigue.get("IsTruncated") != "true":
            return hallados
        marca = f"&key-marker={quote(sigue['NextKeyMarker'])}&version-id-marker={quote(sigue['NextVersionIdMarker'])}"


@dataclass(frozen=True)
class DeCache:
    """Lo que una caché entregó de una dirección, y cuántos segundos puede seguir entregándolo sin preguntar."""

    octetos: bytes
    segundos: int


def de_cache(puerto: int, rutas: Iterable[str]) -> dict[str, DeCache]:
    """Quien guardó las direcciones las pide a una caché de todos, como lo haría cada navegador: comprimidas y sin comprimir."""
    hallados = dict[str, DeCache]()
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=30)
    for ruta in rutas:
        for como in ("identity", "gzip"):
            conexion.request(
                "GET",
                quote("/" + re.sub(r"(^|/)index\.html$", r"\1", ruta)),
                headers={"Accept-Encoding": como},
            )
            respuesta = conexion.getresponse()
            octetos = respuesta.read()
            if respuesta.status == 200:
                dicho = respuesta.getheader("Cache-Control", "")
                hallados[f"{ruta}@{como}"] = DeCache(octetos, _puede_guardarse(dicho))
    conexion.close()
    return hallados


def _puede_guardarse(dicho: str) -> int:
    """Los segundos que manda RFC 9111 a lo que se comparte: `s-maxage` y, si no, `max-age`."""
    plazos = dict(re.findall(r"(s-maxage|max-age)=(\d+)", dicho))
    if "no-store" in dicho or "private" in dicho:
        return 0
    return int(plazos.get("s-maxage", plazos.get("max-age", "999999999")))


def _pedir(direccion: str) -> bytes:
    with urllib.request.urlopen(direccion, timeout=30) as respuesta:
        octetos: bytes = respuesta.read()
    return octetos


def donde_se_nombra(publicado: Publicado, palabras: Iterable[str]) -> set[str]:
    """En qué archivos se lee alguna de esas palabras, o se llaman así."""
    buscadas, halladas = [plano(p) for p in palabras], set[str]()
    for ruta, octetos in publicado.items():
        donde = plano(ruta), _dicho(Path(ruta.partition("@")[0]).name, octetos)
        if any(b in leido for b in buscadas for leido in donde):
            halladas.add(ruta)
    return halladas


def donde_se_ve(publicado: Publicado, cara: tuple[int, int, int]) -> set[str]:
    """En qué archivos sale esa cara."""
    return {ruta for ruta, octetos in publicado.items() if cara in _caras(octetos)}


def octetos_de(publicado: Publicado, rutas: Iterable[str]) -> set[bytes]:
    """Las huellas de lo que alguien guardó, para reconocerlo aunque no sepa leerlo: una voz, unas letras dibujadas."""
    return {sha256(publicado[r]).digest() for r in rutas}


def los_mismos(publicado: Publicado, huellas: set[bytes]) -> set[str]:
    return {ruta for ruta, octetos in publicado.items() if sha256(octetos).digest() in huellas}


# Por los octetos y no por su resumen: Python recuerda el suyo en cada objeto, y lo bajado se busca muchas veces.
_LEIDO: dict[tuple[str, bytes], str] = {}


def _dicho(nombre: str, octetos: bytes) -> str:
    clave = nombre, octetos
    if clave not in _LEIDO:
        leido = "\n".join(textos(nombre, octetos))
        if ".brf" in nombre:
            leido += leido.lower().translate(DEDOS)
        _LEIDO[clave] = plano(leido)
    return _LEIDO[clave]


_VISTO: dict[bytes, set[tuple[int, int, int]]] = {}


def _caras(octetos: bytes) -> set[tuple[int, int, int]]:
    if octetos not in _VISTO:
        _VISTO[octetos] = {cara for imagen in _imagenes(octetos) for cara in _en_la_imagen(imagen)}
    return _VISTO[octetos]


def _imagenes(octetos: bytes) -> Iterator[Image.Image]:
    """La que es, o las que lleva."""
    if octetos.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(octetos)) as paquete:
            for dentro in paquete.namelist():
                yield from _imagenes(paquete.read(dentro))
    elif octetos.startswith(b"%PDF"):
        for pagina in PdfReader(io.BytesIO(octetos)).pages:
            yield from (imagen.image for imagen in pagina.images if imagen.image)
    elif octetos.startswith((b"\x89PNG", b"\xff\xd8\xff", b"RIFF")):
        yield Image.open(io.BytesIO(octetos))
    else:
        for escrita in DENTRO.findall(octetos):
            yield from _imagenes(base64.b64decode(escrita))


def _en_la_imagen(imagen: Image.Image) -> Iterator[tuple[int, int, int]]:
    """Tres franjas seguidas de colores francos, de más de tres puntos, en algún renglón."""
    chica = imagen.convert("RGB")
    chica.thumbnail((MAS_ANCHA, MAS_ANCHA))
    suma = Image.new("L", chica.size)
    for canal, peso in zip(chica.split(), (ROJO, VERDE, AZUL), strict=True):
        suma = ImageChops.add(suma, canal.point([0] * 70 + [TURBIO * 2] * 116 + [peso] * 70))
    ancho, puntos = chica.width, suma.tobytes()
    for y in range(0, chica.height, 4):
        renglon = puntos[y * ancho : (y + 1) * ancho]
        for hallado in _FRANJAS.finditer(renglon):
            yield (hallado[1][0], hallado[2][0], hallado[3][0])


_FRANJAS = re.compile(
    rb"(?s)([\1-\6])\1{2,}.{0,6}?(?!\1)([\1-\6])\2{2,}.{0,6}?(?!\2)([\1-\6])\3{2,}".replace(
        rb"[\1-\6]", rb"[\x01-\x06]"
    )
)
