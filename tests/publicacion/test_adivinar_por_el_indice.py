"""Con un diccionario y los renglones de entonces, el índice ya no dice cómo se llamaba quien se suprimió."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from conoceles.publicacion.publicador import publicar
from publicacion import atacante_del_indice as atacante
from publicacion.atacante_que_repite import Huellas, de_los_renglones
from publicacion.eleccion import PROCESO, candidatura, sale

SUYAS = {"xochitl", "zoquia"}
DICCIONARIO = sorted(
    {
        *SUYAS, "ximena", "xavier", "xicotencatl", "xanath", "zamora", "zavala", "zuniga", "zapata", "zepeda", "zaragoza",
        "garcia", "lopez", "ana", "maria", "guadalupe", "rodriguez", "soto", "ibarra", "nevarez", "quinones", "villa",
    }
)  # fmt: skip
NOMBRES = "indice/nombres.trozo"


@dataclass(frozen=True)
class Guardado:
    """`viejas`: las huellas que tendrían esos mismos trozos sin sello; `hoy`: la carpeta que hoy se sirve."""

    nuevas: Huellas
    viejas: Huellas
    hoy: Path

    def trozo(self, letra: str) -> Any:
        """Lo que hoy dice; nada, si ya no hay."""
        archivo = self.hoy / ruta(letra)
        return atacante.abierto(archivo.read_bytes()) if archivo.exists() else {}


def ruta(letra: str) -> str:
    return f"indice/palabras/_{letra}.trozo"


@pytest.fixture
def guardado(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> Guardado:
    ella = candidatura(
        "ZOQ", ahora, ("XÓCHITL ZOQUÍA", "mujer", "diputacion-mr-06", "MC", "propietaria", "publicada")
    )
    publicar(PROCESO, ahora=ahora, cortes=True)
    actual = datos / "sitio" / PROCESO / "actual"
    nuevas = de_los_renglones((actual / "manifiesto.renglones").read_text())
    viejas = {
        r: sha256(atacante.sin_sello((actual / r).read_bytes())).hexdigest()
        for r in (NOMBRES, ruta("x"), ruta("z"))
    }
    sale({"ZOQ": ella}, "ZOQ", ahora, desde="publicada")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1), cortes=True)
    return Guardado(nuevas, viejas, actual.resolve())


def test_con_la_regla_vieja_el_nombre_sale_palabra_por_palabra_y_con_sello_no(guardado: Guardado) -> None:
    personas = len(list((guardado.hoy / "indice/personas").iterdir()))
    for letra in "xz":
        suyas = [p for p in DICCIONARIO if p.startswith(letra)]
        halladas = [
            atacante.por_trozo(de[ruta(letra)], guardado.trozo(letra), suyas, personas)
            for de in (guardado.viejas, guardado.nuevas)
        ]
        assert halladas == [{p for p in SUYAS if p.startswith(letra)}, set()]


def test_con_la_regla_vieja_sale_tambien_del_vocabulario_de_nombres_y_con_sello_no(
    guardado: Guardado,
) -> None:
    hoy = atacante.abierto((guardado.hoy / NOMBRES).read_bytes())
    assert not SUYAS & set(hoy)  # ya no está: hay algo que adivinar
    assert atacante.por_vocabulario(guardado.viejas[NOMBRES], hoy, DICCIONARIO) == [SUYAS]
    assert atacante.por_vocabulario(guardado.nuevas[NOMBRES], hoy, DICCIONARIO) == []
