"""La práctica es otra instalación: no toca la real, lleva su marca en todo y se reinicia quitando su carpeta."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import migradas
import vivero
from conoceles.arranque.respaldos.aparte import SE_QUEDA
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.papel import pdf
from conoceles.proceso.carga import leer_carpeta
from paginas import check, texto
from personas import CLAVE
from taller import practica
from taller.demo.cuentas import CLAVE as CLAVE_DE_LA_DEMOSTRACION

if TYPE_CHECKING:
    from django.test import Client

# La misma orden, pero capturan las primeras veinte y no pasa nada más: con todas es un simulacro, y lo demás lo mira test_demo.
CORTA = """
import runpy, sys
from taller.prestadas import practica

def corta(carpeta, sembrar=practica._sembrar):
    from taller.demo import recorrido, siembra
    todas = recorrido.recorrer
    def recorrer(definicion, filas, **mas):
        return todas(definicion, filas[:20], **mas) + filas[20:]
    recorrido.recorrer = recorrer
    siembra.Siembra._publicacion = lambda self, tardia: None
    sembrar(carpeta)

practica._sembrar = corta
sys.argv[0] = "conoceles"
runpy.run_module("taller.prestadas", run_name="__main__", alter_sys=True)
"""
ACUSE = RAIZ_PROYECTO / "src" / "conoceles" / "ayuda" / "plantillas" / "lista.typ"


def _correr(
    datos: Path, *orden: str, mas: tuple[str, ...] = (), **entorno: str
) -> subprocess.CompletedProcess[str]:
    limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    variables = limpio | {"PYTHONPATH": str(RAIZ_PROYECTO / "src"), "CONOCELES_DATOS": str(datos)} | entorno
    return vivero.correr(*orden, "practica", "--sin-servidor", *mas, entorno=variables)


@pytest.fixture(scope="module")
def preparada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La práctica de una instalación de producción que declara bases, correo y llaves propias."""
    datos = tmp_path_factory.mktemp("instalacion") / "datos"
    datos.mkdir()
    (datos / "modo").write_text("produccion\n")
    migradas.poner(datos / practica.CARPETA)
    hecho = _correr(
        datos, "-c", CORTA, CONOCELES_MODO="produccion", CONOCELES_BD_CURRICULAR="postgresql://nadie@127.0.0.1:1/real",
        CONOCELES_SMTP_ANFITRION="correo.real", CONOCELES_LLAVE_MAESTRA="/no/existe",
    )  # fmt: skip
    assert hecho.returncode == 0, hecho.stderr
    return datos


@pytest.mark.lenta
def test_la_practica_no_toca_la_instalacion(preparada: Path) -> None:
    assert {p.name for p in preparada.iterdir()} == {"modo", "practica", "practica.candado"}
    assert (preparada / "modo").read_text() == "produccion\n"
    assert (preparada / "practica" / "modo").read_text() == "practica\n"
    assert (preparada / "practica" / "secretos" / "maestra.llave").exists()


@pytest.mark.lenta
def test_sus_cuentas_no_tienen_la_clave_publica_de_la_demostracion(preparada: Path) -> None:
    entregadas = json.loads((preparada / "practica" / "cuentas-demo.json").read_text())
    [clave] = {fila["clave"] for fila in entregadas}
    assert clave != CLAVE_DE_LA_DEMOSTRACION
    assert clave.startswith("practica-")


@pytest.mark.lenta
def test_todo_su_sitio_lleva_la_marca_y_no_se_indexa(preparada: Path) -> None:
    sitio = preparada / "practica" / "sitio" / CLAVE / "actual"
    assert len([*sitio.glob("candidaturas/*/index.html")]) > 200
    assert _sin_marca(sitio) == []
    portada = (sitio / "index.html").read_text(encoding="utf-8")
    assert "Práctica: Proceso Electoral Local 2023-2024" in portada
    assert '<meta name="robots" content="noindex">' in portada


def _sin_marca(sitio: Path) -> list[Path]:
    return [p for p in sitio.rglob("*.html") if "es-practica" not in p.read_text(encoding="utf-8")]


@pytest.mark.simulacro
def test_reiniciar_borra_lo_practicado_y_cambia_la_clave(preparada: Path) -> None:
    cuentas = preparada / "practica" / "cuentas-demo.json"
    antes, rastro = cuentas.read_text(), preparada / "practica" / "archivos" / "rastro"
    rastro.write_text("de la vez pasada")
    hecho = _correr(preparada, "-m", "taller.prestadas", mas=("--reiniciar",))
    assert hecho.returncode == 0, hecho.stderr
    assert not rastro.exists()
    assert cuentas.read_text() != antes
    assert _sin_marca(preparada / "practica" / "sitio" / CLAVE / "actual") == []


def test_dos_practicas_a_la_vez_no(datos: Path) -> None:
    with practica.sola() as carpeta:
        assert carpeta == datos / "practica"
        with pytest.raises(ErrorDeDominio, match="en marcha"), practica.sola():
            pass
    with practica.sola():
        pass


def test_reiniciar_no_borra_lo_que_no_es_una_practica(tmp_path: Path) -> None:
    (tmp_path / "modo").write_text("produccion\n")
    with pytest.raises(ErrorDeDominio, match="no es una práctica"):
        practica.quitar(tmp_path)
    (tmp_path / "modo").write_text("practica\n")
    practica.quitar(tmp_path)
    assert not tmp_path.exists()
    practica.quitar(tmp_path)


def test_aislada_no_hereda_bases_llaves_ni_correo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for nombre in [v for v in os.environ if v.startswith("CONOCELES_")]:
        monkeypatch.delenv(nombre)
    heredadas = {"CONOCELES_BD_IDENTIDAD": "x", "CONOCELES_SMTP_CLAVE": "x", "CONOCELES_ANFITRIONES": "a.mx"}
    with monkeypatch.context() as parche:
        for nombre, valor in heredadas.items():
            parche.setenv(nombre, valor)
        parche.setattr(os, "environ", dict(os.environ))
        practica.aislar(tmp_path)
        suyas = {v for v in os.environ if v.startswith("CONOCELES_")}
    assert suyas == {"CONOCELES_DATOS", "CONOCELES_MODO", "CONOCELES_MUESTRAS", "CONOCELES_ANFITRIONES"}


def test_su_definicion_dice_practica_y_es_valida(tmp_path: Path) -> None:
    carpeta = practica.definicion(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "proceso")
    assert leer_carpeta(carpeta).nombre == "Práctica: Proceso Electoral Local 2023-2024"
    practica.definicion(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "proceso")
    assert leer_carpeta(carpeta).nombre == "Práctica: Proceso Electoral Local 2023-2024"


@pytest.mark.usefixtures("proceso")
def test_cada_pantalla_lleva_la_marca(ana: Client, settings: Any) -> None:
    assert "es-practica" not in ana.get("/").content.decode()
    settings.PRACTICA = True
    for ruta in ("/", "/ayuda/", "/no-existe/"):
        pagina = ana.get(ruta).content
        check(pagina)
        assert b'<body class="privado es-practica">' in pagina


@pytest.mark.usefixtures("proceso")
def test_la_ayuda_enlaza_a_la_practica_si_la_hay(ana: Client, settings: Any) -> None:
    assert "Practicar" not in texto(check(ana.get("/ayuda/").content))
    settings.URL_PRACTICA = "https://practica.instituto.mx/"
    assert 'href="https://practica.instituto.mx/"' in ana.get("/ayuda/").content.decode()


def test_cada_pdf_lleva_la_marca(datos: Path, ahora: datetime) -> None:
    claves = ("institucion", "unidad", "proceso", "tema", "fecha", "publico", "lugar", "imparte", "pie")
    contenido: dict[str, Any] = dict.fromkeys(claves, "x") | {"personas": []}
    datos.mkdir()
    limpio = pdf.componer(ACUSE, contenido, momento=ahora)
    (datos / "modo").write_text("practica\n")
    marcado = pdf.componer(ACUSE, contenido, momento=ahora)
    assert marcado.startswith(b"%PDF")
    assert len(marcado) > len(limpio)


def test_una_practica_en_la_carpeta_no_estorba_al_restaurar() -> None:
    assert {practica.CARPETA, practica.CANDADO} <= SE_QUEDA
