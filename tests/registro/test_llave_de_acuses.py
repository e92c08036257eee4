"""Quien se lleva lo que tiene el usuario de la captura firma acuses y nada más: ninguno de los dos verificadores le cree."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.lector.verificador.verificar import examinar, main
from conoceles.registro import acuses, hojas, llaves, nota, pruebas
from conoceles.registro.nota import Firmante
from lector.instantaneas import LLAVE, activar
from registro import segundo_verificador as segundo
from registro.acuse_de_prueba import acuse_firmado
from registro.sitio_de_prueba import ORIGEN, SitioDePrueba, con_testigos, firmante, sitio_en

ROBADA = Ed25519PrivateKey.from_private_bytes(b"a" * 32)  # lo que hay en `acuses.llave`
DEL_LADRON = Ed25519PrivateKey.from_private_bytes(b"z" * 32)
PUBLICA = base64.b64encode(LLAVE.public_key().public_bytes_raw()).decode()


@pytest.fixture
def sitio(tmp_path: Path, ahora: datetime) -> Iterator[SitioDePrueba]:
    with con_testigos(tmp_path, 1) as (texto, _):
        hecho = sitio_en(tmp_path, texto)
        hecho.publicar("Lo que se publicó.")
        acuses.declarar(hecho.registro, ROBADA.public_key().public_bytes_raw(), ahora)
        hecho.asentar([])
        yield hecho


def _como(llave: Ed25519PrivateKey, nombre: str = ORIGEN) -> Firmante:
    return Firmante(nombre, llave.public_key().public_bytes_raw(), llave.sign)


def _manifiesto(sitio: SitioDePrueba) -> None:
    """Rehace el sitio y lo firma con lo que se llevó."""
    actual = (sitio.eleccion / "actual").resolve()
    octetos = (actual / "manifiesto.json").read_bytes().replace(b"2024-04-25T10", b"2024-04-25T11")
    falsa = actual.with_name(segundo.H(octetos).hex()[:16])
    shutil.copytree(actual, falsa)
    (falsa / "manifiesto.json").write_bytes(octetos)
    firma = {"llave": ROBADA.public_key().public_bytes_raw(), "firma": ROBADA.sign(octetos)}
    dicho = {clave: base64.b64encode(valor).decode() for clave, valor in firma.items()}
    (falsa / "manifiesto.firma").write_text(json.dumps(dicho))
    activar(sitio.eleccion, falsa)


def _punto(sitio: SitioDePrueba) -> None:
    """Firma la cabeza del registro con el nombre del registro."""
    log = sitio.carpeta / "sitio" / "log"
    texto = (log / "checkpoint").read_text().partition("\n\n")[0] + "\n"
    (log / "checkpoint").write_text(f"{texto}\n{_como(ROBADA).renglon(texto)}")


def _otra_de_acuses(sitio: SitioDePrueba) -> None:
    """Certifica una llave suya para que la rotación no lo detenga."""
    log = sitio.carpeta / "sitio" / "log"
    suya = nota.vkey(f"{ORIGEN}/acuses", DEL_LADRON.public_key().public_bytes_raw())
    texto = (log / "acuses").read_text().partition("\n\n")[0].rpartition(" ")[0] + f" {suya}\n"
    (log / "acuses").write_text(f"{texto}\n{_como(ROBADA).renglon(texto)}")


def _rotacion(sitio: SitioDePrueba) -> None:
    """Declara retirada la del instituto y vigente la suya, y firma con ella el manifiesto."""
    _manifiesto(sitio)
    ahora = datetime.fromisoformat("2024-04-26T10:00:00-06:00")
    llaves.declarar(sitio.registro.publico, firmante(), _como(ROBADA), 1, ahora, robada=True)


@pytest.mark.parametrize(
    ("ataque", "nombre"),
    [(_manifiesto, "llave"), (_punto, "llave"), (_otra_de_acuses, "llave"), (_rotacion, "llave")],
)
def test_con_la_llave_de_acuses_no_se_firma_nada_que_se_publique(
    sitio: SitioDePrueba, ataque: Callable[[SitioDePrueba], None], nombre: str
) -> None:
    con = (sitio.de_fuera, "", "")
    assert examinar(sitio.eleccion, PUBLICA, registro=con).problemas == []
    politica = Path(sitio.de_fuera).read_text()
    assert segundo.verificar(sitio.carpeta / "sitio", "durango", politica) == ""
    ataque(sitio)
    assert main([str(sitio.eleccion), "--llave", PUBLICA, "--politica", sitio.de_fuera]) != 0
    assert segundo.verificar(sitio.carpeta / "sitio", "durango", politica) == nombre


def test_sin_traer_nada_de_fuera_tampoco_pasa_el_manifiesto_del_ladron(sitio: SitioDePrueba) -> None:
    _manifiesto(sitio)
    assert any("la llave que firmó no es la esperada" in p for p in examinar(sitio.eleccion).problemas)


def test_revocada_solo_vale_lo_que_ya_constaba_y_los_dos_verificadores_lo_dicen(
    sitio: SitioDePrueba, ahora: datetime, tmp_path: Path
) -> None:
    sal = b"s" * 32
    antes = acuse_firmado(ROBADA, "durango", "F1-1", ahora)
    entrada = hojas.de_acuse(antes.rpartition(".")[0], sal)
    sitio.asentar([entrada])
    otra = DEL_LADRON.public_key().public_bytes_raw()  # aquí, la que pone el instituto
    acuses.declarar(sitio.registro, otra, ahora, robada=True)
    despues = acuse_firmado(ROBADA, "durango", "F1-1", ahora.replace(minute=1))
    posterior = hojas.de_acuse(despues.rpartition(".")[0], sal)
    sitio.asentar([posterior])
    declaracion, politica = sitio.registro.publico / "acuses", Path(sitio.de_fuera)
    for codigo, suya, esperado in ((antes, entrada, ""), (despues, posterior, "llave")):
        archivo = tmp_path / "prueba"
        archivo.write_bytes(
            pruebas.con_sal((tmp_path / "sitio/pruebas" / pruebas.nombre(suya)).read_bytes(), sal)
        )
        con = (str(politica), str(archivo), "")
        problemas = examinar(Path(codigo), PUBLICA, registro=con, acuses=str(declaracion)).problemas
        assert bool(problemas) is bool(esperado), problemas
        juzgado = segundo.verificar_acuse(
            codigo, archivo.read_bytes(), politica.read_text(), declaracion.read_bytes()
        )
        assert juzgado == esperado
    assert examinar(
        Path(antes), PUBLICA, acuses=str(declaracion)
    ).problemas  # sin registro, no hay cómo saberlo
