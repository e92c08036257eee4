"""El audio se oye: dice palabras y no signos, dura según lo que lee, no calla, y dos corridas dan los mismos octetos."""

from __future__ import annotations

import io
import math
import subprocess
import wave
from array import array

import pytest

from conoceles.difusion.formatos import voz
from conoceles.difusion.formatos.dicho import decir

FRASE = "Todas las candidaturas contestan las mismas preguntas, en el orden de la boleta. "


@pytest.mark.parametrize(
    ("escrito", "dicho"),
    [
        ("De 1,234,567.50 a $3,500", "De 1234567.50 a 3500 pesos"),
        ("$1,200 pesos al mes", "1200 pesos al mes"),
        ("Lic. en Derecho por la UJED", "Licenciatura en Derecho por la UJED"),
        ("Art. 12, fracc. IV", "artículo 12, fracción IV"),
        ("el/la diputado/a y las niñas/os", "el o la diputado o diputada y las niñas o niños"),
        ("Transporte y/o vivienda", "Transporte o vivienda"),
        ("El IEPC, el INE y el PVEM", "El I E P C, el INE y el P V E M"),
        ("Publicado a las 10:00 horas", "Publicado a las 10 horas"),
        ("1.º y 3ª, 10.º", "primero y tercera, décimo"),
        ("Calle Luna s/n, C.P. 34000", "Calle Luna sin número, código postal 34000"),
        ("12 km y 300 m²", "12 kilómetros y 300 metros cuadrados"),
        ("1,5 y 2024, 120 días; 12/05/2024", "1,5 y 2024, 120 días; 12/05/2024"),
        ("https://iepc.example/a/b y a/b.pdf", "https://iepc.example/a/b y a/b.pdf"),
    ],
)
def test_se_dice_con_palabras_lo_que_el_motor_no_sabe_leer(escrito: str, dicho: str) -> None:
    assert decir(escrito) == dicho
    assert decir(dicho) == dicho, "decirlo otra vez no lo cambia"


@pytest.mark.lenta
def test_el_audio_dura_segun_lo_que_lee_no_calla_y_sale_igual_dos_veces() -> None:
    corto, largo = voz.hablar(FRASE * 2), voz.hablar(FRASE * 8)
    assert voz.hablar(FRASE * 2) == corto
    niveles = [_niveles(corto), _niveles(largo)]
    assert 3.5 < len(niveles[1]) / len(niveles[0]) < 4.5
    assert 9 < len(FRASE) * 8 / len(niveles[1]) < 22, "letras por segundo, como se habla"
    for de_cada_segundo in niveles:
        assert min(de_cada_segundo[:-1]) > 300, "ningún segundo en silencio"
        assert max(de_cada_segundo) < 20_000, "no satura"


def _niveles(opus: bytes) -> list[float]:
    """El valor eficaz de cada segundo, de 0 a 32 767, como lo oye otro programa."""
    orden = ["opusdec", "--quiet", "--force-wav", "-", "-"]
    onda = subprocess.run(orden, input=opus, capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(onda)) as abierta:
        ritmo, canales = abierta.getframerate(), abierta.getnchannels()
        muestras = array("h", onda[44:][: (len(onda) - 44) // 2 * 2])
    paso = ritmo * canales
    segundos = [muestras[n : n + paso] for n in range(0, len(muestras), paso)]
    return [math.sqrt(sum(x * x for x in s) / len(s)) for s in segundos]
