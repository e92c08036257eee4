"""Simulacro: la llave se cambia, o se revoca porque la robaron, y nada de lo que ya constaba deja de valer."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.arranque.comprobar import archivos, cadenas, llaves
from conoceles.lector.verificador.verificar import examinar, main
from conoceles.lector.wsgi import crear
from conoceles.nucleo import firma, secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.publicacion import rotacion
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.registro_publico import Libro
from conoceles.registro import acuses
from conoceles.registro.registro import RegistroAlterado
from lector.test_wsgi import pedir
from moldes import Molde
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, TEXTO, version
from registro import segundo_verificador as segundo
from registro.acuse_de_prueba import acuse_firmado

pytestmark = pytest.mark.lenta
POR = Alcance.sistema("simulacro")


@pytest.fixture(scope="module")
def molde(del_archivo: Sembrar) -> Molde:
    secretos.leer.cache_clear()
    with del_archivo() as (datos, eleccion):
        secretos.escribir_publica_de_acuses()
        publicar(PROCESO, ahora=AHORA)
        version(eleccion["ANA"], 2, AHORA, historia=f"Otra historia. {TEXTO}")
        publicar(PROCESO, ahora=AHORA + timedelta(hours=1))
        publicar_raiz(AHORA)
        Libro().al_dia(AHORA)
    return Molde(datos, eleccion)


@pytest.fixture
def publicada(molde: Molde, base: None, datos: Path) -> Iterator[Path]:
    """La carpeta del sitio, con dos publicaciones y su portada, y la llave de esta carpeta."""
    secretos.leer.cache_clear()
    molde.estrenar(datos)
    yield datos / "sitio"
    secretos.leer.cache_clear()


def llave() -> str:
    return base64.b64encode(firma.llave_publica()).decode()


def rotar(ahora: datetime, *, robada: bool = False) -> str:
    return rotacion.rotar(por=POR, acto="Oficio de prueba", ahora=ahora + timedelta(hours=2), robada=robada)


def test_tras_retirarla_lo_viejo_vale_y_quien_la_tenia_sigue_a_la_nueva(
    publicada: Path, ahora: datetime, tmp_path: Path
) -> None:
    politica_vieja = shutil.copy(publicada / "log" / "politica", tmp_path / "vieja")
    antes = llave()
    rotar(ahora)
    assert llave() != antes
    for clave in (PROCESO, "_raiz"):
        assert (
            examinar(publicada / clave, llave()).problemas == []
        )  # también los manifiestos que firmó la vieja
        assert examinar(publicada / clave, llave(), registro=(str(politica_vieja), "", "")).problemas == []
    assert segundo.verificar(publicada, PROCESO, (publicada / "log" / "politica").read_text()) == ""
    assert [*archivos.sitio(), *cadenas.cabezas(), *llaves.ajenas()] == []  # la instalación se reconoce
    pagina = (publicada / "_raiz/actual/registro/index.html").read_text()
    assert "Retirada el" in pagina
    assert Libro().registro.firmante.vkey in pagina


def test_revocada_no_vale_para_nada_nuevo_y_se_nombra(
    publicada: Path, ahora: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    politica_vieja = shutil.copy(publicada / "log" / "politica", tmp_path / "vieja")
    ladron = Ed25519PrivateKey.from_private_bytes(secretos.ruta("firma").read_bytes())
    rotar(ahora, robada=True)
    assert examinar(publicada / PROCESO, llave()).problemas == []
    assert main([str(publicada / PROCESO), "--politica", str(politica_vieja)]) == 2
    assert "LLAVE REVOCADA" in capsys.readouterr().err
    # Quien la robó firma otro manifiesto y lo cuela entre los guardados: no constaba.
    guardado = min((publicada / PROCESO / "manifiestos").glob("*.json"))
    falso = guardado.read_bytes().replace(b'"momento":"2024', b'"momento":"2023')
    nombre = publicada / PROCESO / "manifiestos" / f"{segundo.H(falso).hex()[:16]}"
    nombre.with_suffix(".json").write_bytes(falso)
    documento = {
        "llave": base64.b64encode(ladron.public_key().public_bytes_raw()).decode(),
        "firma": base64.b64encode(ladron.sign(falso)).decode(),
    }
    nombre.with_suffix(".firma").write_text(json.dumps(documento))
    assert any(
        "la llave que firmó no es la esperada" in p for p in examinar(publicada / PROCESO, llave()).problemas
    )


class Muerte(BaseException):
    """El proceso deja de existir."""


def test_la_llave_de_publicar_no_firma_acuses(publicada: Path, ahora: datetime) -> None:
    """Quien la robe no puede hacerlos: solo valen los de una llave que el registro público declara."""
    de_publicar = Ed25519PrivateKey.from_private_bytes(secretos.ruta("firma").read_bytes())
    assert "No se pudo comprobar" in _comprobar(publicada, _acuse(de_publicar, ahora))


def _acuse(llave: Ed25519PrivateKey, momento: datetime) -> str:
    return acuse_firmado(llave, PROCESO, "ANA-01-ABCDEF", momento)


def _comprobar(sitio: Path, codigo: str) -> str:
    respuesta = pedir(crear(sitio), f"/{PROCESO}/verificar/acuse/", f"c={quote(codigo)}")
    return respuesta.cuerpo.decode()


def test_la_de_acuses_se_cambia_y_lo_que_firmo_antes_vale_segun_por_que(
    publicada: Path, ahora: datetime
) -> None:
    """Retirada, vale lo anterior; revocada, se dice que no basta. La de publicar no se toca, y al cambiarla sigue todo igual."""
    vieja = Ed25519PrivateKey.from_private_bytes(secretos.leer("acuses"))
    antes, despues = _acuse(vieja, ahora), _acuse(vieja, ahora + timedelta(days=2))
    assert "Lo firmó la llave de acuses de este sitio." in _comprobar(publicada, antes)
    del_sitio = llave()
    cambiar_la_de_acuses(ahora)
    assert llave() == del_sitio
    assert "una llave de acuses anterior de este sitio" in _comprobar(publicada, antes)
    assert "El código es auténtico" not in _comprobar(publicada, despues)
    de_hoy = _acuse(Ed25519PrivateKey.from_private_bytes(secretos.leer("acuses")), ahora)
    rotar(ahora)
    assert "Lo firmó la llave de acuses de este sitio." in _comprobar(publicada, de_hoy)
    cambiar_la_de_acuses(ahora, robada=True)
    assert "No basta con esta firma" in _comprobar(publicada, de_hoy)
    for clave in (PROCESO, "_raiz"):
        con = (str(publicada / "log" / "politica"), "", "")
        assert examinar(publicada / clave, llave(), registro=con).problemas == []
    pagina = (publicada / "_raiz/actual/registro/index.html").read_text()
    assert "La llave de los acuses" in pagina
    assert pagina.count("/acuses+") == 3
    assert [*llaves.ajenas()] == []


def cambiar_la_de_acuses(ahora: datetime, *, robada: bool = False) -> str:
    hecho = ahora + timedelta(hours=2)
    return rotacion.rotar_la_de_acuses(por=POR, acto="Oficio de prueba", ahora=hecho, robada=robada)


def _morir_en(
    paso: str, hacer: Callable[[datetime], object], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Muere en ese paso; quien sigue es otro proceso."""

    def morir(*_: object, **__: object) -> None:
        raise Muerte

    with monkeypatch.context() as muriendo:
        muriendo.setattr(rotacion, paso, morir)
        with pytest.raises(Muerte):
            hacer(ahora)
    secretos.leer.cache_clear()


@pytest.mark.parametrize("paso", ["_poner", "_asentar", "publicar_raiz"])
def test_morir_a_medio_cambio_de_la_de_acuses_se_termina_repitiendolo(
    publicada: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch, paso: str
) -> None:
    _morir_en(paso, cambiar_la_de_acuses, ahora, monkeypatch)
    cambiar_la_de_acuses(ahora)
    assert len((publicada / "log" / "acuses").read_text().split("\n\n")[0].splitlines()) == 3  # una sola vez
    assert acuses.publica(Libro().registro) == firma.llave_publica("acuses")


@pytest.mark.parametrize("paso", ["_declarar", "_poner", "_asentar", "_terminar", "publicar_raiz"])
def test_morir_a_media_rotacion_se_termina_repitiendola(
    publicada: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch, paso: str
) -> None:
    _morir_en(paso, rotar, ahora, monkeypatch)
    nueva = rotar(ahora)
    assert nueva == Libro().registro.firmante.vkey
    assert examinar(publicada / PROCESO, llave()).problemas == []
    assert len((publicada / "log" / "llaves").read_text().split("\n\n")[0].splitlines()) == 3  # una sola vez
    assert not secretos.ruta("firma").with_suffix(".nueva").exists()


def test_dos_rotaciones_se_encadenan_y_el_obrero_viejo_no_firma(publicada: Path, ahora: datetime) -> None:
    viejo = Libro()
    rotar(ahora)
    rotar(ahora)

    with pytest.raises(RegistroAlterado, match="no lo firmó la llave"):
        viejo.registro.agregar([b"conoceles/1 acuse de la llave vieja"])
    assert examinar(publicada / PROCESO, llave()).problemas == []
    estados = [r.split()[0] for r in (publicada / "log/llaves").read_text().splitlines()[1:4]]
    assert estados == ["retirada", "retirada", "vigente"]
