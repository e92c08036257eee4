"""Por qué un dato está vacío: cada caso dice lo suyo, a quién le toca y hasta cuándo, y el archivo ya no promete nada."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

import pytest

from conoceles.bitacora.estados import Estado
from conoceles.expediente.notas import Notas
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.publicacion.lectura.fila import DeRegistro, Fila, VersionPublica
from conoceles.publicacion.mapa import razones
from conoceles.publicacion.mapa.parciales import recortada

ENVIADA = datetime.fromisoformat("2024-04-20T10:00:00-06:00")
VERSION = VersionPublica(contenido={}, huella="aa", en=ENVIADA)
CAPTURO = "La candidatura ya capturó esta información y la autoridad electoral la está revisando."
CORREGIR = (
    "La autoridad electoral pidió corregir esta información; se publicará cuando se corrija y se valide."
)


def _fila(estado: str = Estado.REGISTRADA, **cambios: Any) -> Fila:
    """Lo que importa aquí del padrón son su estado y su origen."""
    datos: dict[str, Any] = {c.name: None for c in fields(DeRegistro)}
    datos |= {"estado": estado, "origen": cambios.pop("origen", "captura")}
    sin_nada: dict[str, Any] = {"version": None, "acuse": "", "vence": None, "identidad": {}}
    return Fila(DeRegistro(**datos), **(sin_nada | cambios))


@pytest.mark.parametrize(
    ("fila", "clave", "dice"),
    [
        (_fila(), "sin_captura", "Esta información aún no se captura. Debe capturarla PRI."),
        (
            _fila(vence=date(2024, 4, 30)),
            "sin_captura",
            "Esta información aún no se captura. Debe capturarla PRI, a más tardar el 30 de abril de 2024.",
        ),
        (_fila(Estado.ENVIADA), Estado.EN_REVISION, CAPTURO),
        (_fila(Estado.EN_REVISION), Estado.EN_REVISION, CAPTURO),
        (_fila(Estado.OBSERVADA), Estado.OBSERVADA, CORREGIR),
        (_fila(Estado.OMISA), Estado.OMISA, "El plazo para capturar terminó y PRI no envió esta información."),
        (_fila(Estado.VALIDADA, version=VERSION), "completa", "La información está publicada."),
        (
            _fila(Estado.OBSERVADA, version=replace(VERSION, pendientes=("historia",))),
            Estado.OBSERVADA,
            CORREGIR,
        ),
        (
            _fila(Estado.VALIDADA, sin_archivo="bb"),
            "sin_archivo",
            "La autoridad electoral ya revisó esta información; se publica en cuanto recupere el archivo de su fotografía.",
        ),
        (_fila(Estado.VALIDADA, version=VERSION, sin_archivo="bb"), "completa", "La información está publicada."),
        (_fila(origen="importada"), "historica", "La candidatura no proporcionó esta información."),
        (
            _fila(Estado.VALIDADA, version=VERSION, alterada=True),
            "alterada",
            "La autoridad electoral retiró esta información: lo guardado ya no coincide con lo que se registró y se envió, y averigua por qué.",
        ),
    ],
)  # fmt: skip
def test_la_razon_dice_lo_que_pasa(fila: Fila, clave: str, dice: str) -> None:
    assert razones.estado(fila) == clave
    assert razones.frase(fila, "PRI", "abierta") == dice


@pytest.mark.parametrize(
    ("fila", "dice"),
    [
        (_fila(vence=date(2024, 4, 30)), "La elección concluyó y PRI no envió esta información."),
        (
            _fila(Estado.EN_REVISION),
            "La elección concluyó mientras la autoridad electoral revisaba esta información.",
        ),
        (
            _fila(Estado.OBSERVADA),
            "La autoridad electoral pidió corregir esta información y la elección concluyó sin la corrección.",
        ),
        (_fila(Estado.OMISA), "El plazo para capturar terminó y PRI no envió esta información."),
        (_fila(origen="importada"), "La candidatura no proporcionó esta información."),
    ],
)
def test_concluida_la_eleccion_la_razon_no_promete_nada(fila: Fila, dice: str) -> None:
    assert razones.frase(fila, "PRI", "archivo") == dice


@pytest.mark.parametrize(
    ("fila", "dice"),
    [
        (_fila(Estado.ENVIADA), ""),  # sin perfil, la razón la dice el perfil entero
        (_fila(Estado.VALIDADA, version=replace(VERSION, fotografia="aa")), ""),
        (_fila(Estado.VALIDADA, version=VERSION), razones.SIN_FOTO),
        (_fila(Estado.VALIDADA, version=replace(VERSION, vencida=True)), razones.FOTO_VENCIDA),
        (_fila(origen="importada", version=VERSION), ""),
        (_fila(Estado.VALIDADA, version=VERSION, notas=Notas(ocultas={"fotografia": "Por acuerdo."})), ""),
        (_fila(Estado.VALIDADA, version=VERSION, notas=Notas(ocultas={"historia": "Otra."})), razones.SIN_FOTO),
        (_fila(Estado.OBSERVADA, version=replace(VERSION, pendientes=("fotografia",))), CORREGIR),
        (_fila(Estado.OBSERVADA, version=replace(VERSION, pendientes=("historia",))), razones.SIN_FOTO),
    ],
)  # fmt: skip
def test_un_perfil_sin_fotografia_dice_por_que(fila: Fila, dice: str) -> None:
    assert razones.de_la_foto(fila, "PRI", "abierta") == dice


def test_la_fotografia_observada_al_concluir_la_eleccion_ya_no_espera_a_nadie() -> None:
    fila = _fila(Estado.OBSERVADA, version=replace(VERSION, pendientes=("fotografia",)))
    assert razones.de_la_foto(fila, "PRI", "archivo").endswith("la elección concluyó sin la corrección.")


def test_recortar_calla_lo_de_las_secciones_que_esperan_y_nada_mas() -> None:
    curricular = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024").curricular
    entera = replace(VERSION, contenido={"historia": "Nací.", "motivo": "Porque sí."}, fotografia="ff")
    sin_historia = recortada(curricular, entera, {"historia"})
    assert (sin_historia.contenido, sin_historia.fotografia) == ({"motivo": "Porque sí."}, "ff")
    assert sin_historia.pendientes == {"historia"}
    sin_foto = recortada(curricular, entera, {"fotografia"})
    assert (sin_foto.contenido, sin_foto.fotografia) == (entera.contenido, "")
