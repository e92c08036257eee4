"""El testigo como lo corre un partido: un archivo suelto, con su llave y sin instalar nada."""

from __future__ import annotations

import http.client
import subprocess
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from conoceles.lector.registro import nota
from conoceles.lector.verificador import unico
from conoceles.registro import testigos
from conoceles.registro.registro import Registro
from conoceles.testigo import firma, memoria
from registro.sitio_de_prueba import firmante


@given(semilla=st.binary(min_size=32, max_size=32), mensaje=st.binary(max_size=100))
def test_firma_lo_mismo_que_cryptography(semilla: bytes, mensaje: bytes) -> None:
    privada = Ed25519PrivateKey.from_private_bytes(semilla)
    assert firma.llave_de(semilla) == privada.public_key().public_bytes_raw()
    assert firma.firmar(semilla, mensaje) == privada.sign(mensaje)


def pedido(registro: Registro, viejo: int) -> bytes:
    punto, firmas = registro.nota()
    return testigos.Pedido(punto, firmas, registro).cuerpo(viejo)


def test_el_testigo_descargado_corre_solo(tmp_path: Path) -> None:
    registro = Registro(tmp_path / "log", tmp_path / "privado", firmante())
    guion = tmp_path / "fuera" / "testigo.py"
    guion.parent.mkdir()
    guion.write_text(unico.testigo(), encoding="utf-8")
    suya = str(tmp_path / "fuera" / "estado")
    orden = [sys.executable, "-I", str(guion)]

    def correr(*palabras: str) -> tuple[int, str, str]:
        hecho = subprocess.run([*orden, *palabras], capture_output=True, text=True, check=False)
        return hecho.returncode, hecho.stdout, hecho.stderr

    assert correr("correr", suya)[0] == 2
    assert correr("crear", suya, "nombre con espacios")[0] == 2
    assert correr("crear", suya, "universidad.example/testigo")[0] == 0
    assert correr("crear", suya, "otro.example")[0] == 2
    assert correr("vigilar", suya, "no-es-una-llave")[0] == 2
    assert correr("vigilar", suya, firmante().vkey, "-")[0] == 0
    with subprocess.Popen(
        [*orden, "correr", suya, "--puerto", "0"], stdout=subprocess.PIPE, text=True
    ) as proceso:
        assert proceso.stdout is not None
        puerto = int(proceso.stdout.readline().rstrip(".\n").rpartition(":")[2])
        assert "ya corre" in correr("correr", suya)[2]
        conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=10)
        for hasta, visto in ((2, 0), (7, 2)):  # por la misma conexión
            registro.agregar([f"hoja {n}".encode() for n in range(hasta)])
            conexion.request("POST", "/add-checkpoint", pedido(registro, visto))
            assert conexion.getresponse().read().startswith("— universidad.example/testigo ".encode())
        conexion.close()
        proceso.kill()
    assert "conoceles." not in unico.testigo()


def test_enciende_aunque_el_sitio_no_conteste_y_dice_que_no_firma(tmp_path: Path) -> None:
    """Apagado, quien lo corre no sabría por qué; encendido, lo dice él y quien le pide la firma."""
    registro, suya = Registro(tmp_path / "log", tmp_path / "privado", firmante()), tmp_path / "testigo"
    memoria.crear(suya, "partido.example").vigilar(nota.vkey(firmante().vkey), "http://127.0.0.1:1/log")
    registro.agregar([b"una hoja"])
    guion = tmp_path / "testigo.py"
    guion.write_text(unico.testigo(), encoding="utf-8")
    orden = [sys.executable, "-I", str(guion), "correr", str(suya), "--puerto", "0"]
    with subprocess.Popen(orden, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as proceso:
        assert proceso.stdout is not None
        assert proceso.stderr is not None
        puerto = int(proceso.stdout.readline().rstrip(".\n").rpartition(":")[2])
        assert "no sabe si olvidó" in proceso.stderr.readline()
        conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=10)
        conexion.request("POST", "/add-checkpoint", pedido(registro, 0))
        contestado = conexion.getresponse()
        assert (contestado.status, "no lo firma" in contestado.read().decode()) == (503, True)
        conexion.close()
        proceso.kill()


def test_la_llave_solo_la_lee_su_dueno(tmp_path: Path) -> None:
    creada = memoria.crear(tmp_path / "testigo", "partido.example/testigo")
    assert (creada.carpeta / "llave").stat().st_mode & 0o077 == 0
