"""El testigo cofirma lo que extiende lo que vio y nada más, le manden lo que le manden."""

from __future__ import annotations

import base64
import hashlib
import socket
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from conoceles.lector.registro import nota
from conoceles.registro import nota as escrita
from conoceles.registro.registro import Registro
from conoceles.testigo import servidor
from conoceles.testigo.memoria import Carpeta
from conoceles.testigo.servidor import Puerta
from registro.sitio_de_prueba import ORIGEN, atendiendo, firmante
from testigo.pedidos import crecer, mandar, pedido


def test_cofirma_lo_que_crece_y_se_lo_ensena_a_cualquiera(
    puerta: Puerta, carpeta: Carpeta, registro: Registro
) -> None:
    vistas = 0
    for hasta in (3, 4, 300, 512, 513):
        codigo, renglon, _ = mandar(puerta, pedido(crecer(registro, hasta), vistas))
        assert codigo == 200
        _es_cofirma(renglon, carpeta, registro.nota()[0].texto)
        vistas = hasta
    huella = hashlib.sha256(ORIGEN.encode()).hexdigest()
    codigo, publicada, _ = mandar(puerta, b"", f"/{huella}/checkpoint")
    assert (codigo, renglon in publicada, publicada.startswith(registro.nota()[0].texto.encode())) == (
        200,
        True,
        True,
    )
    assert mandar(puerta, b"", f"/{'0' * 64}/checkpoint")[0] == 404


def _es_cofirma(renglon: bytes, carpeta: Carpeta, texto: str) -> None:
    """tlog-cosignature, leído de la norma."""
    raya, nombre, dado = renglon.decode().rstrip("\n").split(" ")
    octetos = base64.b64decode(dado)
    publica = Ed25519PrivateKey.from_private_bytes(carpeta.semilla).public_key().public_bytes_raw()
    assert (raya, nombre) == ("—", "partido.example/testigo")
    assert octetos[:4] == hashlib.sha256(b"partido.example/testigo\n\x04" + publica).digest()[:4]
    hora = int.from_bytes(octetos[4:12], "big")
    Ed25519PublicKey.from_public_bytes(publica).verify(
        octetos[12:], f"cosignature/v1\ntime {hora}\n{texto}".encode()
    )


def test_lo_que_no_es_el_tamano_que_vio_se_le_dice(puerta: Puerta, registro: Registro) -> None:
    mandar(puerta, pedido(crecer(registro, 5), 0))
    crecer(registro, 9)
    assert mandar(puerta, pedido(registro, 0)) == (409, b"5\n", "text/x.tlog.size")
    assert mandar(puerta, pedido(registro, 7)) == (409, b"5\n", "text/x.tlog.size")
    assert mandar(puerta, pedido(registro, 5))[0] == 200


def test_retroceder_no_se_cofirma(puerta: Puerta, registro: Registro, tmp_path: Path) -> None:
    mandar(puerta, pedido(crecer(registro, 9), 0))
    viejo = crecer(Registro(tmp_path / "viejo", tmp_path / "viejo-privado", firmante()), 5)
    assert mandar(puerta, pedido(viejo, 5))[:2] == (409, b"9\n")
    mentira = b"old 9\n" + pedido(viejo, 5).partition(b"\n")[2]
    assert mandar(puerta, mentira)[0] == 400


def test_bifurcar_no_se_cofirma_y_queda_la_prueba(
    puerta: Puerta, carpeta: Carpeta, registro: Registro, tmp_path: Path
) -> None:
    mandar(puerta, pedido(crecer(registro, 5), 0))
    otro = Registro(tmp_path / "otro", tmp_path / "otro-privado", firmante())
    otro.agregar([b"otra historia", *(f"hoja {n}".encode() for n in range(1, 5))])
    assert mandar(puerta, pedido(otro, 5))[0] == 422  # mismo tamaño, otra raíz
    otro.agregar([b"y sigue"])
    assert mandar(puerta, pedido(otro, 5))[0] == 422
    crecer(registro, 6)
    bueno = pedido(registro, 5)
    roto = bueno.replace(bueno.split(b"\n")[1], base64.b64encode(b"0" * 32), 1)
    assert mandar(puerta, roto)[0] == 422
    assert mandar(puerta, bueno)[0] == 200
    guardados = [p.read_bytes() for p in (carpeta.carpeta / "desacuerdos").iterdir()]
    assert len(guardados) == 3
    assert any(escrita.leer(g.partition(b"\n\n")[2].decode())[0] == otro.nota()[0] for g in guardados)


def test_de_quien_no_vigila_o_con_otra_llave_no_firma(
    puerta: Puerta, registro: Registro, tmp_path: Path
) -> None:
    bueno = pedido(crecer(registro, 2), 0)
    assert mandar(puerta, bueno.replace(ORIGEN.encode(), b"otro.example/log"))[0] == 404
    ladron = Ed25519PrivateKey.from_private_bytes(b"8" * 32)
    ajeno = crecer(Registro(tmp_path / "ajeno", tmp_path / "ajeno-privado", firmante(ladron)), 2)
    assert mandar(puerta, pedido(ajeno, 0))[0] == 403
    # Al nombre y con la identidad de la buena, pero no corresponde.
    cabeza, _, dado = bueno.rpartition(b" ")
    octetos = bytearray(base64.b64decode(dado))
    octetos[10] ^= 1
    assert mandar(puerta, cabeza + b" " + base64.b64encode(octetos) + b"\n")[0] == 403


def test_el_arbol_vacio_solo_puede_ser_el_vacio(puerta: Puerta) -> None:
    for raiz, codigo in ((b"0" * 32, 422), (hashlib.sha256().digest(), 200)):
        punto = escrita.Punto(ORIGEN, 0, raiz)
        cuerpo = b"old 0\n\n" + escrita.escribir(punto, [firmante().renglon(punto.texto)])
        assert mandar(puerta, cuerpo)[0] == codigo


@pytest.mark.parametrize(
    "cabeza", [b"", b"viejo 0", b"old -1", b"old 01", b"old 0\nno-es-base64", b"old 0" + b"\nAAAA" * 3]
)
def test_lo_mal_escrito_se_rechaza(puerta: Puerta, registro: Registro, cabeza: bytes) -> None:
    bueno = pedido(crecer(registro, 2), 0)
    assert mandar(puerta, cabeza + b"\n\n" + bueno.partition(b"\n\n")[2])[0] == 400
    assert mandar(puerta, bueno)[0] == 200


def test_una_prueba_donde_no_hace_falta_o_demasiado_larga_se_rechaza(
    puerta: Puerta, registro: Registro
) -> None:
    bueno = pedido(crecer(registro, 2), 0)
    resto = bueno.partition(b"\n\n")[2]
    hash_ = base64.b64encode(b"0" * 32) + b"\n"
    assert mandar(puerta, b"old 0\n" + hash_ + b"\n" + resto)[0] == 422
    assert mandar(puerta, b"old 0\n" + hash_ * 64 + b"\n" + resto)[0] == 400


def test_lo_enorme_no_se_lee(puerta: Puerta, registro: Registro) -> None:
    crecer(registro, 1)
    assert mandar(puerta, b"x" * (servidor.MAX_OCTETOS + 1))[0] == 413
    with socket.create_connection(("127.0.0.1", puerta.server_port), timeout=10) as enchufe:
        enchufe.sendall(b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert enchufe.recv(100).startswith(b"HTTP/1.1 411")
    assert mandar(puerta, pedido(registro, 0))[0] == 200


def test_quien_gotea_o_acapara_no_impide_cofirmar(carpeta: Carpeta, registro: Registro) -> None:
    """Con todos los lugares tomados por quien no termina de hablar, a los demás se les cuelga; luego se atiende."""
    crecer(registro, 1)
    with atendiendo(carpeta, segundos=0.5) as puerta:
        lentos = [socket.create_connection(("127.0.0.1", puerta.server_port), timeout=10) for _ in range(40)]
        for lento in lentos:
            try:
                lento.sendall(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 500\r\n\r\ngo")
            except OSError:
                continue
        for lento in lentos:
            try:
                assert lento.recv(100) == b""  # colgados, todos
            except ConnectionError:
                continue
            finally:
                lento.close()
        assert mandar(puerta, pedido(registro, 0))[0] == 200


def test_dos_a_la_vez_no_lo_hacen_retroceder(puerta: Puerta, carpeta: Carpeta, registro: Registro) -> None:
    mandar(puerta, pedido(crecer(registro, 1), 0))
    pedidos = [pedido(crecer(registro, n), 1) for n in range(2, 14)]
    dados: list[int] = []
    hilos = [threading.Thread(target=lambda p=p: dados.append(mandar(puerta, p)[0])) for p in pedidos]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert (sorted(dados), len(dados)) == ([200] + [409] * 11, 12)


def test_la_llave_nueva_se_agrega_y_la_revocada_se_deja(
    puerta: Puerta, carpeta: Carpeta, registro: Registro, tmp_path: Path
) -> None:
    mandar(puerta, pedido(crecer(registro, 3), 0))
    nueva = Ed25519PrivateKey.from_private_bytes(b"8" * 32)
    carpeta.vigilar(nota.vkey(firmante(nueva).vkey), "")
    carpeta.dejar(nota.vkey(firmante().vkey))
    crecer(registro, 4)
    assert mandar(puerta, pedido(registro, 3))[0] == 403
    con_nueva = Registro(tmp_path / "log", tmp_path / "privado", firmante(nueva))
    con_nueva.firmar_otra_vez()
    assert mandar(puerta, pedido(con_nueva, 3))[0] == 200
