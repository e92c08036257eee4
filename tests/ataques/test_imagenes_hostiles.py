"""Cuarenta imágenes hostiles por las dos puertas de una imagen: la fotografía y el documento.

Lo que se juzga no es el reloj: es que se rechacen sin abrirse o que no cuesten más que los topes de su hijo, y que lo que
pase sea solo una imagen.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from ataques.imagenes_hostiles import EN_SU_HIJO, SIN_ABRIR
from conoceles.curricular.fotografias import recodificar
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos import hijos, revisor
from conoceles.proceso.definicion import Fotografia as Reglas

if TYPE_CHECKING:
    from conoceles.nucleo.recibidos.hijos import Hecho

DEL_AYUDANTE = 30_000_000  # octetos: el intérprete y Pillow, antes de abrir nada
RAZONES = ("no es una imagen JPG o PNG", "cuesta demasiado", "muy pequeña", "demasiados puntos")
PUERTAS: dict[str, tuple[Callable[[bytes], bytes], hijos.Topes]] = {
    "fotografia": (
        lambda octetos: recodificar(octetos, reglas=Reglas(maximo_bytes=3_000_000)), revisor.DE_UN_RETRATO,
    ),
    "documento": (
        lambda octetos: revisor.documento(octetos, maximo=5_000_000, paginas=10).octetos, revisor.DE_UNA_HOJA,
    ),
}  # fmt: skip


@pytest.fixture
def hechos(monkeypatch: pytest.MonkeyPatch) -> list[Hecho]:
    """Lo que se abrió y lo que costó cada vez."""
    costos: list[Hecho] = []
    hacer = hijos._hacer

    def anotar(*pedido: object) -> Hecho:
        costos.append(hijos.Hecho({}, b"", 0, 0))  # aunque no termine
        costos[-1] = hacer(*pedido)  # type: ignore[arg-type]
        return costos[-1]

    monkeypatch.setattr(hijos, "_hacer", anotar)
    return costos


def test_son_mas_de_treinta_y_seis() -> None:
    assert len(SIN_ABRIR) + len(EN_SU_HIJO) > 36


@pytest.mark.parametrize("puerta", PUERTAS)
@pytest.mark.parametrize("cual", SIN_ABRIR)
def test_lo_que_su_comienzo_delata_se_rechaza_sin_abrirse(
    hechos: list[Hecho], cual: str, puerta: str
) -> None:
    hacer, razon = SIN_ABRIR[cual]
    octetos, (pasar, _) = hacer(), PUERTAS[puerta]
    with pytest.raises(ErrorDeDominio) as dicho:
        pasar(octetos)
    assert dicho.value.campo == "archivo"
    esperada = (
        "PDF, JPG o PNG" if puerta == "documento" and cual in ("gif animado", "webp", "tiff") else razon
    )
    assert esperada in dicho.value.mensaje
    assert hechos == []


@pytest.mark.parametrize("puerta", PUERTAS)
@pytest.mark.parametrize("cual", EN_SU_HIJO)
def test_lo_que_se_abre_no_cuesta_mas_que_su_hijo(hechos: list[Hecho], cual: str, puerta: str) -> None:
    octetos, (pasar, topes) = EN_SU_HIJO[cual](), PUERTAS[puerta]
    salio = _rehecha_o_razon(pasar, octetos)
    assert salio == "rehecha" or any(razon in salio for razon in RAZONES)
    assert len(hechos) <= 1
    for costo in hechos:
        print(f"{cual}: {costo.segundos:.3f} s de {topes.segundos}, {costo.memoria // 10**6} MB")
        assert costo.memoria <= DEL_AYUDANTE + len(octetos) + topes.memoria


def _rehecha_o_razon(pasar: Callable[[bytes], bytes], octetos: bytes) -> str:
    """«rehecha», si lo que salió es solo una imagen; o por qué no se admitió."""
    try:
        hecho = pasar(octetos)
    except ErrorDeDominio as error:
        return error.mensaje if error.campo == "archivo" else "sin campo"
    with Image.open(io.BytesIO(hecho)) as imagen:
        imagen.load()
        limpia = (imagen.format, imagen.mode) == ("JPEG", "RGB") and not imagen.getexif()
    return "rehecha" if limpia else "con algo más"


@pytest.mark.parametrize("puerta", PUERTAS)
def test_una_fotografia_de_telefono_pasa(hechos: list[Hecho], puerta: str) -> None:
    """De doce y de cincuenta megapíxeles, y derecha aunque el teléfono estuviera de lado."""
    pasar, topes = PUERTAS[puerta]
    for ancho, alto in ((4_032, 3_024), (8_160, 6_120)):
        exif = Image.Exif()
        exif[0x0112] = 6
        salida = io.BytesIO()
        Image.new("RGB", (ancho, alto), (90, 140, 200)).save(salida, "JPEG", exif=exif, quality=70)
        with Image.open(io.BytesIO(pasar(salida.getvalue()))) as imagen:
            assert imagen.height > imagen.width
            assert max(imagen.size) >= 900
    assert all(h.memoria <= DEL_AYUDANTE + 5_000_000 + topes.memoria for h in hechos)
