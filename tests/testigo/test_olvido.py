"""Antes de su primera firma, el testigo compara lo que recuerda con lo publicado; si no puede, atiende y no firma."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.lector.registro import nota
from conoceles.registro import nota as escrita
from conoceles.registro.registro import Registro
from conoceles.testigo import olvido
from conoceles.testigo.memoria import Carpeta
from conoceles.testigo.olvido import Comparador
from conoceles.testigo.servidor import Puerta
from registro.sitio_de_prueba import ORIGEN, atendiendo, firmante
from testigo.pedidos import crecer, mandar, pedido


class Sitio:
    """Lo que se contesta donde se publica, y qué direcciones le pidieron."""

    def __init__(self) -> None:
        self.checkpoint: bytes | None = b""
        self.pedidas: list[str] = []

    def __call__(self, direccion: str) -> bytes | None:
        self.pedidas.append(direccion)
        return self.checkpoint


@pytest.fixture
def sitio(monkeypatch: pytest.MonkeyPatch) -> Sitio:
    suyo = Sitio()
    monkeypatch.setattr(olvido, "_pedir", suyo)
    monkeypatch.setattr(olvido, "_SEGUNDOS_ENTRE_INTENTOS", 0.0)
    return suyo


@pytest.fixture
def recien(carpeta: Carpeta, registro: Registro, sitio: Sitio) -> Iterator[Puerta]:
    """Reencendido: ya había cofirmado tres hojas."""
    with atendiendo(carpeta) as antes:
        mandar(antes, pedido(crecer(registro, 3), 0))
    suya = Carpeta(carpeta.carpeta)
    with atendiendo(suya, antes=Comparador(suya).por_que_no) as puerta:
        yield puerta


def _de_otra_llave(registro: Registro) -> bytes:
    """El mismo punto de control, firmado por quien no es el registro."""
    punto, _ = registro.nota()
    return escrita.escribir(punto, [firmante(Ed25519PrivateKey.generate()).renglon(punto.texto)])


@pytest.mark.parametrize(
    "publicado",
    [None, b"", b"<html>En mantenimiento</html>", "de otra llave"],
    ids=["no contesta", "no hay nada", "otra cosa", "de otra llave"],
)
def test_mientras_no_se_puede_comparar_no_firma_y_en_cuanto_se_puede_si(
    recien: Puerta, registro: Registro, sitio: Sitio, publicado: bytes | str | None
) -> None:
    sitio.checkpoint = _de_otra_llave(registro) if isinstance(publicado, str) else publicado
    codigo, dicho, _ = mandar(recien, pedido(crecer(registro, 5), 3))
    assert (codigo, "no lo firma" in dicho.decode()) == (503, True)
    sitio.checkpoint = escrita.escribir(*registro.nota())
    assert mandar(recien, pedido(registro, 3))[0] == 200


def test_la_carpeta_entera_de_ayer_no_firma_aunque_nadie_diera_la_direccion(
    carpeta: Carpeta, registro: Registro, sitio: Sitio, tmp_path: Path
) -> None:
    """Memoria y apunte vueltos juntos a antes: la dirección es la del nombre del registro."""
    vacia, ayer = tmp_path / "vacia", tmp_path / "ayer"
    shutil.copytree(carpeta.carpeta, vacia)
    with atendiendo(carpeta) as puerta:
        mandar(puerta, pedido(crecer(registro, 3), 0))
        shutil.copytree(carpeta.carpeta, ayer)
        _, renglon, _ = mandar(puerta, pedido(crecer(registro, 5), 3))
    texto, firmas = registro.nota()
    sitio.checkpoint = escrita.escribir(texto, [*firmas, renglon.decode()])
    for copia, recuerda in ((ayer, 3), (vacia, 0)):
        suya = Carpeta(copia)
        with atendiendo(suya, antes=Comparador(suya).por_que_no) as puerta:
            codigo, dicho, _ = mandar(puerta, pedido(registro, recuerda))
        assert (codigo, f"recuerda {recuerda}:" in dicho.decode()) == (503, True)
    assert {*sitio.pedidas} == {f"https://{ORIGEN}/checkpoint"}


def test_un_registro_que_empieza_se_firma_aunque_todavia_no_publique(
    carpeta: Carpeta, registro: Registro, sitio: Sitio
) -> None:
    with atendiendo(carpeta, antes=Comparador(carpeta).por_que_no) as puerta:
        assert mandar(puerta, pedido(crecer(registro, 1), 0))[0] == 200


def test_ya_comparado_no_se_vuelve_a_preguntar(recien: Puerta, registro: Registro, sitio: Sitio) -> None:
    sitio.checkpoint = escrita.escribir(*registro.nota())
    assert mandar(recien, pedido(crecer(registro, 4), 3))[0] == 200
    assert mandar(recien, pedido(crecer(registro, 5), 4))[0] == 200
    assert len(sitio.pedidas) == 1


def test_a_quien_insiste_no_se_le_pregunta_cada_vez_al_sitio(
    recien: Puerta, registro: Registro, sitio: Sitio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(olvido, "_SEGUNDOS_ENTRE_INTENTOS", 60.0)
    sitio.checkpoint = None
    assert [mandar(recien, pedido(registro, 3))[0] for _ in range(3)] == [503] * 3
    assert len(sitio.pedidas) == 1


def test_con_un_guion_no_se_compara(carpeta: Carpeta, registro: Registro, sitio: Sitio) -> None:
    carpeta.vigilar(nota.vkey(firmante().vkey), "-")
    sitio.checkpoint = None
    with atendiendo(carpeta, antes=Comparador(carpeta).por_que_no) as puerta:
        assert mandar(puerta, pedido(crecer(registro, 2), 0))[0] == 200
    assert sitio.pedidas == []
