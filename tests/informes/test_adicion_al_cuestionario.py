"""Agregar preguntas a una elección cuyo proceso técnico ya se envió avisa al INE (actividades 11.17 y 11.19)."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from conoceles.informes import operaciones
from conoceles.informes.models import AvisoDeCambio, Informe
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from leyes.juez import fuera_de_fecha, texto_de_pdf
from personas import CLAVE, DINA, recargar

PROCESOS = RAIZ_PROYECTO / "procesos"
DECLARACIONES = (PROCESOS / "ejemplo-gubernatura" / "declaraciones.toml").read_text("utf-8")
DE_2024, _, OCHO = DECLARACIONES.rpartition(
    "[[declaraciones]]"
)  # la «8 de 8» es la última, y no regía en 2024


@pytest.fixture
def enviado(eleccion: object, ahora: datetime) -> Informe:
    return _enviar(CLAVE, ahora)


def _enviar(proceso: str, ahora: datetime) -> Informe:
    """El proceso técnico que el INE ya recibió."""
    primero = _generar(ahora, proceso)
    for paso in ("aprobado", "enviado"):
        operaciones.avanzar(
            informe=primero, paso=paso, constancia="IEPC/SE/1/2024", fecha=ahora.date(), por=DINA, ahora=ahora
        )
    return primero


def _generar(ahora: datetime, proceso: str = CLAVE) -> Informe:
    return operaciones.generar(tipo="proceso-tecnico", proceso=proceso, corte=ahora, por=DINA, ahora=ahora)


def _con(tmp_path: Path, archivo: str, escrito: str = "", clave: str = CLAVE) -> Path:
    """Una copia de la carpeta que nombra ese archivo, con lo escrito si no lo trae ya."""
    shutil.copytree(PROCESOS, tmp_path / "procesos")
    carpeta = tmp_path / "procesos" / clave
    if escrito:
        (carpeta / f"{archivo}.toml").write_text(escrito, "utf-8")
    raiz = carpeta / "proceso.toml"
    nombrado = f'[archivos]\n{archivo} = "{archivo}.toml"\n'
    raiz.write_text(raiz.read_text("utf-8").replace("[archivos]\n", nombrado, 1), "utf-8")
    return carpeta


@pytest.mark.parametrize(
    ("archivo", "escrito", "pregunta"),
    [
        ("temas", "", "Temas: Primera propuesta"),
        ("declaraciones", DE_2024, "¿Presentó su declaración patrimonial?"),
    ],
)
def test_agregar_preguntas_despues_de_enviar_el_proceso_tecnico_crea_su_aviso(
    enviado: Informe, ahora: datetime, tmp_path: Path, archivo: str, escrito: str, pregunta: str
) -> None:
    luego = ahora + timedelta(hours=1)
    recargar(_con(tmp_path, archivo, escrito), luego)
    _generar(luego)
    aviso = texto_de_pdf(archivos.leer(AvisoDeCambio.objects.get().pdf))
    assert "actividad 11.17" in aviso
    assert "adiciones a la información de los cuestionarios (actividad 11.19)" in aviso
    assert pregunta in aviso


def test_sin_preguntas_nuevas_el_aviso_no_habla_de_adiciones(
    enviado: Informe, ahora: datetime, tmp_path: Path
) -> None:
    """Cambiar otra cosa también avisa, y no por la 11.19."""
    carpeta = Path(shutil.copytree(PROCESOS / CLAVE, tmp_path / "otro-dia"))
    raiz = carpeta / "proceso.toml"
    antes = raiz.read_text("utf-8")
    raiz.write_text(antes.replace("cierre = { dia = 2024-10-01", "cierre = { dia = 2024-10-02", 1), "utf-8")
    assert raiz.read_text("utf-8") != antes
    luego = ahora + timedelta(hours=1)
    recargar(carpeta, luego)
    _generar(luego)
    aviso = texto_de_pdf(archivos.leer(AvisoDeCambio.objects.get().pdf))
    assert "actividad 11.17" in aviso
    assert "11.19" not in aviso


@pytest.mark.usefixtures("base", "carpeta")
def test_donde_la_ocho_de_ocho_rige_agregarla_despues_de_enviar_se_informa_por_la_1119(
    tmp_path: Path,
) -> None:
    """La de 2026-2027 no declara agenda: basta con que conste que el INE ya recibió el proceso técnico."""
    clave, antes = "durango-2026-2027", datetime.fromisoformat("2027-04-12T10:00:00-06:00")
    luego = antes + timedelta(days=1)
    with reloj.congelado(antes):
        recargar(PROCESOS / clave, antes)
        _enviar(clave, antes)
    with reloj.congelado(luego):
        recargar(_con(tmp_path, "declaraciones", DECLARACIONES, clave), luego)
        _generar(luego, clave)
    aviso = texto_de_pdf(archivos.leer(AvisoDeCambio.objects.get().pdf))
    assert "Incluye adiciones a la información de los cuestionarios (actividad 11.19)." in aviso
    assert "¿Presentó su manifestación «8 de 8 contra la violencia»?" in aviso
    assert fuera_de_fecha(aviso, luego.date()) == []


def test_la_ocho_de_ocho_no_se_puede_agregar_a_una_eleccion_en_que_no_regia(tmp_path: Path) -> None:
    carpeta = _con(tmp_path, "declaraciones", f'version = "1"\n[[declaraciones]]{OCHO}')
    with pytest.raises(DefinicionInvalida, match="ocho_de_ocho"):
        leer_carpeta(carpeta)
