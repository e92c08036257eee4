"""Un verificador escrito solo desde la especificación y el nuestro aceptan lo bueno y nombran igual cada alteración."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.lector.verificador.verificar import examinar
from conoceles.registro import acuses, hojas, pruebas
from lector.instantaneas import LLAVE, PUBLICA, activar
from registro import segundo_manifiesto
from registro import segundo_verificador as segundo
from registro.acuse_de_prueba import acuse_firmado
from registro.sitio_de_prueba import SitioDePrueba, con_testigos, sitio_en

DE_ACUSES = Ed25519PrivateKey.from_private_bytes(b"a" * 32)


@pytest.fixture
def sitio(tmp_path: Path) -> Iterator[SitioDePrueba]:
    with con_testigos(tmp_path, 3) as (texto, _):
        sitio = sitio_en(tmp_path, texto)
        sitio.registro.agregar([f"conoceles/1 acuse {i:064}".encode() for i in range(300)])  # más de una teja
        sitio.publicar("una")
        sitio.publicar("dos")
        yield sitio


def _politica(sitio: SitioDePrueba) -> str:
    return sitio.politica.publicada(sitio.registro.firmante, "").decode()


def _texto(sitio: SitioDePrueba) -> None:
    (sitio.eleccion / "actual/index.html").write_text("otra")


def _manifiesto(sitio: SitioDePrueba) -> None:
    archivo = sitio.eleccion / "actual/manifiesto.json"
    archivo.write_bytes(archivo.read_bytes().replace(b"2024-04-25", b"2024-04-26"))


def _renglones(sitio: SitioDePrueba) -> None:
    """Alguien cambia el archivo y su renglón, pero no el manifiesto firmado."""
    carpeta = sitio.eleccion / "actual"
    antes, otra = (carpeta / "index.html").read_bytes(), b"otra"
    (carpeta / "index.html").write_bytes(otra)
    lista = (carpeta / "manifiesto.renglones").read_text()
    lista = lista.replace(segundo.H(antes).hex(), segundo.H(otra).hex())
    (carpeta / "manifiesto.renglones").write_text(lista.replace(f"html\t{len(antes)}", f"html\t{len(otra)}"))


def _oculto(sitio: SitioDePrueba) -> None:
    """Alguien quita un archivo y dice, sin la lista firmada, que fue por ley."""
    carpeta = sitio.eleccion / "actual"
    lista = (carpeta / "manifiesto.renglones").read_text().splitlines()
    lugar = next(i for i, renglon in enumerate(lista) if renglon.startswith("index.html\t"))
    lista[lugar] = segundo.H(b"\0" + lista[lugar].encode()).hex()
    (carpeta / "manifiesto.renglones").write_text("\n".join(lista) + "\n")
    (carpeta / "index.html").unlink()


def _retroceso(sitio: SitioDePrueba) -> None:
    actual = (sitio.eleccion / "actual").resolve()
    [primera] = [c for c in actual.parent.iterdir() if c != actual]
    activar(sitio.eleccion, primera)


def _bifurcacion(sitio: SitioDePrueba) -> None:
    """Otro registro, del mismo tamaño, con la misma llave."""
    shutil.rmtree(sitio.carpeta / "sitio/log")
    shutil.rmtree(sitio.carpeta / "privado")
    manifiesto = (sitio.eleccion / "actual/manifiesto.json").read_bytes()
    otro = sitio_en(sitio.carpeta, "quorum none\n").registro
    otras = [f"conoceles/1 acuse {i:064}".encode() for i in range(1000, 1301)]
    otro.agregar([*otras, hojas.de_manifiesto("durango", manifiesto)])


def _entradas(sitio: SitioDePrueba) -> None:
    """Alguien cambia una entrada de la copia y deja el punto de control."""
    [primero] = (sitio.carpeta / "sitio/log/tile/entries").glob("000")
    primero.write_bytes(primero.read_bytes().replace(b"acuse " + b"0" * 64, b"acuse " + b"f" * 64, 1))


def _llave(sitio: SitioDePrueba) -> None:
    """Otra llave firma el manifiesto."""
    otra = Ed25519PrivateKey.from_private_bytes(b"9" * 32)
    carpeta = sitio.eleccion / "actual"
    octetos = (carpeta / "manifiesto.json").read_bytes()
    documento = {
        "llave": base64.b64encode(otra.public_key().public_bytes_raw()).decode(),
        "firma": base64.b64encode(otra.sign(octetos)).decode(),
    }
    (carpeta / "manifiesto.firma").write_text(json.dumps(documento))


def _robada(sitio: SitioDePrueba) -> None:
    """La misma llave, pero nadie más lo vio."""
    politica = sitio.politica
    sitio.politica = type(politica)(politica.texto)
    sitio.publicar("lo que quiere quien robó la llave")
    sitio.politica = politica


def _sin_registro(sitio: SitioDePrueba) -> None:
    shutil.rmtree(sitio.carpeta / "sitio/pruebas")


def _prueba(sitio: SitioDePrueba) -> None:
    entrada = hojas.de_manifiesto("durango", (sitio.eleccion / "actual/manifiesto.json").read_bytes())
    archivo = sitio.carpeta / "sitio/pruebas" / pruebas.nombre(entrada)
    archivo.write_text(archivo.read_text().replace("index 301", "index 300"))


@pytest.mark.parametrize(
    ("alterar", "nombre"),
    [
        (_texto, "texto"),
        (_manifiesto, "manifiesto"),
        (_renglones, "manifiesto"),
        (_oculto, "manifiesto"),
        (_retroceso, "retroceso"),
        (_bifurcacion, "bifurcación"),
        (_entradas, "registro"),
        (_llave, "llave"),
        (_robada, "testigos"),
        (_sin_registro, "sin registro"),
        (_prueba, "prueba"),
    ],
)
def test_cada_alteracion_se_nombra(
    sitio: SitioDePrueba, alterar: Callable[[SitioDePrueba], None], nombre: str, tmp_path: Path
) -> None:
    memoria: dict[str, Any] = {}
    con = (sitio.de_fuera, "", str(tmp_path / "vistos"))
    assert segundo.verificar(sitio.carpeta / "sitio", "durango", _politica(sitio), memoria) == ""
    assert examinar(sitio.eleccion, registro=con).problemas == []
    alterar(sitio)
    assert segundo.verificar(sitio.carpeta / "sitio", "durango", _politica(sitio), memoria) == nombre
    dichos = {p.partition(":")[0] for p in examinar(sitio.eleccion, registro=con).problemas}
    assert nombre.upper() in dichos


def test_un_acuse_se_comprueba_con_su_prueba_y_alterado_no(sitio: SitioDePrueba, ahora: datetime) -> None:
    acuses.declarar(sitio.registro, DE_ACUSES.public_key().public_bytes_raw(), ahora)
    codigo = acuse_firmado(DE_ACUSES, "durango", "F1-1", ahora)
    sal = b"s" * 32
    entrada = hojas.de_acuse(codigo.rpartition(".")[0], sal)
    sitio.asentar([entrada])
    publica = (sitio.carpeta / "sitio/pruebas" / pruebas.nombre(entrada)).read_bytes()
    suya = pruebas.con_sal(publica, sal)
    declaracion = sitio.carpeta / "sitio/log/acuses"
    vuelto = acuse_firmado(DE_ACUSES, "durango", "F1-2", ahora)
    del_instituto = acuse_firmado(LLAVE, "durango", "F1-1", ahora)
    for este, con_que, nombre in (
        (codigo, suya, ""), (codigo, publica, "prueba"), (codigo.replace("F1-1", "F1-2"), suya, "acuse"),
        (vuelto, suya, "prueba"), (del_instituto, suya, "acuse"),
    ):  # fmt: skip
        assert segundo.verificar_acuse(este, con_que, _politica(sitio), declaracion.read_bytes()) == nombre
    (sitio.carpeta / "suya").write_bytes(suya)
    con = (sitio.de_fuera, str(sitio.carpeta / "suya"), "")
    for este, nombre in (
        (codigo, set()), (codigo.replace("F1-1", "F1-2"), {"ACUSE"}), (vuelto, {"PRUEBA"}), (del_instituto, {"ACUSE"}),
    ):  # fmt: skip
        problemas = examinar(Path(este), PUBLICA.decode(), registro=con, acuses=str(declaracion)).problemas
        dichos = {p.partition(":")[0] for p in problemas}
        assert dichos >= nombre
        assert bool(dichos) is bool(nombre)


def test_la_entrada_publicada_no_deja_adivinar_el_acuse(sitio: SitioDePrueba) -> None:
    """Con todo lo demás sabido, quien no tiene la sal no encuentra su entrada entre las publicadas."""
    sitio.asentar([hojas.de_acuse("C1.durango.F1-1.1714060400.a.b", b"s" * 32)])
    entradas = segundo.hojas_del_registro(sitio.carpeta / "sitio/log", sitio.registro.nota()[0].tamano)
    intentos = {b"", b"\0" * 32, b"C1.durango.F1-1.1714060400.a.b"}
    for sal in intentos:
        assert hojas.de_acuse("C1.durango.F1-1.1714060400.a.b", sal) not in entradas
    assert b"F1-1" not in b"".join(entradas)


def test_el_segundo_verificador_no_comparte_codigo() -> None:
    assert "conoceles" not in {
        palabra.partition(".")[0]
        for modulo in (segundo, segundo_manifiesto)
        for renglon in Path(modulo.__file__).read_text("utf-8").splitlines()
        if renglon.startswith(("import ", "from "))
        for palabra in [renglon.split()[1]]
    }
