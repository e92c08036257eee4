"""Una fotografía que además es otra cosa: página, dibujo con guion, archivo comprimido, guion. Qué sale publicado y cómo se sirve.

Quien juzga no usa el código de la sala: mira los octetos publicados como los miraría un navegador o un descompresor.
"""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.curricular.fotografias import Encuadre
from conoceles.expediente.actos.operaciones import guardar_fotografia
from conoceles.lector import encabezados
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.publicacion.lectura import fotos
from curricular.imagenes import jpeg, lisa, png
from personas import de_partido, leer_aviso
from vidas import llevar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

CANARIO = b"CANARIO-POLIGLOTA"
PAGINA = b"<!DOCTYPE html><script>alert('" + CANARIO + b"')</script>"
DIBUJO = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><!--' + CANARIO + b"--></svg>"


def _comprimido() -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as archivo:
        archivo.writestr("index.html", PAGINA)
    return salida.getvalue()


def _con_segmento(marca: int, dicho: bytes) -> bytes:
    """JPEG con un segmento más, justo después de su inicio."""
    sano = jpeg()
    return sano[:2] + struct.pack(">BBH", 0xFF, marca, len(dicho) + 2) + dicho + sano[2:]


def _guion() -> bytes:
    """JPEG que un navegador descuidado leería como guion: su primer segmento abre un comentario y el final lo cierra."""
    return _con_segmento(0xE0, b"/*" + b"\0" * 100) + b"*/=1;alert('" + CANARIO + b"')//"


POLIGLOTAS = {
    "JPEG y página, detrás": lambda: jpeg() + PAGINA,
    "JPEG y página, en el comentario": lambda: _con_segmento(0xFE, PAGINA),
    "JPEG y página, en los metadatos": lambda: _con_segmento(
        0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PAGINA
    ),
    "JPEG y dibujo": lambda: jpeg() + DIBUJO,
    "JPEG y archivo comprimido": lambda: jpeg() + _comprimido(),
    "JPEG y guion": _guion,
    "PNG y página": lambda: png(lisa(tamano=(400, 500))) + PAGINA,
    "PNG y archivo comprimido": lambda: png(lisa(tamano=(400, 500))) + _comprimido(),
}
NI_IMAGENES = {
    "página y JPEG": lambda: PAGINA + jpeg(),
    "dibujo": lambda: DIBUJO,
    "archivo comprimido y JPEG": lambda: _comprimido() + jpeg(),
}


def _es(octetos: bytes) -> str:
    """Lo que se ve en el principio, sin preguntar a ninguna biblioteca."""
    if octetos[:3] == b"\xff\xd8\xff" and octetos[-2:] == b"\xff\xd9":
        return "image/jpeg"
    entera = octetos[:4] == b"RIFF" and struct.unpack("<I", octetos[4:8])[0] + 8 == len(octetos)
    return "image/webp" if entera and octetos[8:12] == b"WEBP" else "otra cosa"


@pytest.fixture
def abierta(candidatura: Candidatura, datos: Path, ahora: datetime) -> Candidatura:
    llevar(candidatura, "habilitada", ahora)
    leer_aviso(candidatura, ahora)
    return candidatura


def _subir(c: Candidatura, octetos: bytes, ahora: datetime) -> str:
    foto = guardar_fotografia(
        candidatura=c,
        archivo=octetos,
        fecha_toma=ahora.date(),
        encuadre=Encuadre(),
        por=de_partido(c),
        ahora=ahora,
    )
    return foto.sha256


@pytest.mark.parametrize("cual", POLIGLOTAS)
def test_de_la_fotografia_poliglota_solo_se_publica_la_imagen(
    abierta: Candidatura, datos: Path, tmp_path: Path, ahora: datetime, cual: str
) -> None:
    """Ni lo guardado ni ninguno de los tamaños publicados es nada más que una imagen, y así se sirve."""
    octetos = POLIGLOTAS[cual]()
    sha256 = _subir(abierta, octetos, ahora)
    hechos = fotos.preparar(sha256, tmp_path)
    guardado = datos / "archivos" / sha256
    assert len(hechos) == 5
    for archivo in (guardado, *hechos):
        dicho = archivo.read_bytes()
        assert CANARIO not in dicho, archivo
        assert b"<script" not in dicho.lower(), archivo
        assert not zipfile.is_zipfile(archivo), archivo
        ruta = f"fotos/{archivo.name}"
        assert archivo == guardado or encabezados.tipo(ruta) == _es(dicho), archivo
    assert _es(guardado.read_bytes()) == "image/jpeg"
    puestos = dict(encabezados.seguridad(f"fotos/{hechos[0].name}"))
    assert puestos["X-Content-Type-Options"] == "nosniff"
    assert "script-src" not in puestos["Content-Security-Policy"]
    assert "object-src 'none'" in puestos["Content-Security-Policy"]


@pytest.mark.parametrize("cual", NI_IMAGENES)
def test_lo_que_no_empieza_por_una_imagen_se_rechaza(
    abierta: Candidatura, ahora: datetime, cual: str
) -> None:
    with pytest.raises(ErrorDeDominio, match="no es una imagen"):
        _subir(abierta, NI_IMAGENES[cual](), ahora)


def test_el_juez_reconoce_lo_que_ataca(tmp_path: Path) -> None:
    """Sin limpiar, la misma mirada nota cada políglota: si no, la prueba de arriba no diría nada."""
    for cual, hacer in POLIGLOTAS.items():
        octetos = hacer()
        archivo = tmp_path / "p"
        archivo.write_bytes(octetos)
        assert CANARIO in octetos or zipfile.is_zipfile(archivo), cual
