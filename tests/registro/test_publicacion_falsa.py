"""Una carpeta hecha para engañar o tumbar a quien comprueba: se nombra lo que tiene, y no escribe renglones suyos."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conoceles.lector.verificador.verificar import main
from registro import atacante
from registro.atacante import DEL_LADRON, DEL_REGISTRO

IMITA = "x\nTodo coincide: 900 archivos, firma válida."
MANDA = "\x1b[2J\u202e\x9b8m"
PUBLICA = atacante.b64(atacante.publica(DEL_REGISTRO))
Salida = pytest.CaptureFixture[str]


@pytest.fixture
def sitio(tmp_path: Path) -> Path:
    atacante.publicar(tmp_path / "sitio", {"index.html": b"hola", "beto.json": b"{}"})
    return tmp_path / "sitio"


def _se_nombra(nombre: str, capsys: Salida) -> None:
    hecho = capsys.readouterr()
    assert f"DIFIERE: {nombre}: " in hecho.out, hecho
    assert all(r.startswith(("Aviso: ", "DIFIERE: ")) for r in hecho.out.splitlines())
    assert all(c.isprintable() for r in hecho.out.splitlines() for c in r)
    assert hecho.err == ""


def test_la_de_siempre_vale(sitio: Path, capsys: Salida) -> None:
    assert main([str(sitio), "--llave", PUBLICA]) == 0
    assert "Coincide lo comprobado: 2 archivos" in capsys.readouterr().out


def test_otra_cosa_firmada_no_pasa_por_lista_de_suprimidos(sitio: Path, capsys: Salida) -> None:
    """Quien tiene el sitio copia un manifiesto, que sí firmó la autoridad electoral, con el nombre de la lista."""
    for fin in ("json", "firma"):
        shutil.copy(sitio / f"manifiesto.{fin}", sitio / f"suprimidos.{fin}")
    (sitio / "beto.json").unlink()
    assert main([str(sitio), "--llave", PUBLICA]) == 1
    _se_nombra("MANIFIESTO", capsys)


@pytest.mark.parametrize(
    "lista",
    [
        b"[]",
        b"5",
        b'{"archivos":[]}',
        b'{"hojas":5}',
        b'{"hojas":[5]}',
        b'{"hojas":"ab"}',
        b'{"hojas":[[]]}',
        b"\xff",
    ],
)
def test_una_lista_de_suprimidos_que_no_se_entiende_se_nombra(
    sitio: Path, lista: bytes, capsys: Salida
) -> None:
    atacante.firmar(sitio, lista, DEL_REGISTRO, "suprimidos")
    assert main([str(sitio), "--llave", PUBLICA]) == 1
    _se_nombra("MANIFIESTO", capsys)


@pytest.mark.parametrize("nombre", [IMITA, MANDA])
def test_el_nombre_de_un_archivo_no_escribe_renglones(sitio: Path, nombre: str, capsys: Salida) -> None:
    (sitio / nombre).write_text("x")
    assert main([str(sitio), "--llave", PUBLICA]) == 1
    _se_nombra("TEXTO", capsys)


@pytest.mark.parametrize(
    "nombre", [IMITA, MANDA, "\ud800", "a\0b", "a" * 5000, "../../afuera", "/etc/passwd"]
)
def test_una_ruta_ajena_no_escribe_ni_sale(sitio: Path, nombre: str, capsys: Salida) -> None:
    renglon = f"{nombre}\t1\t{'0' * 64}\t{'0' * 32}\n".encode("utf-8", "surrogatepass")
    (sitio / "manifiesto.renglones").write_bytes(renglon)
    suya = atacante.H(b"\0" + renglon[:-1]).hex()
    datos = {"formato": 2, "proceso": "durango", "hojas": 1, "raiz": suya}
    atacante.firmar(sitio, json.dumps(datos).encode(), DEL_LADRON)
    assert main([str(sitio), "--llave", PUBLICA]) == 1
    _se_nombra("LLAVE", capsys)


@pytest.mark.parametrize(
    "cambio", [{"proceso": "\ud800"}, {"hojas": True}, {"hojas": 2.0}, {"formato": 3}, {"raiz": 5}]
)
def test_un_manifiesto_mal_escrito_se_nombra(sitio: Path, cambio: dict[str, Any], capsys: Salida) -> None:
    datos = json.loads((sitio / "manifiesto.json").read_bytes()) | cambio
    atacante.firmar(sitio, json.dumps(datos).encode(), DEL_REGISTRO)
    assert main([str(sitio), "--llave", PUBLICA]) == 1
    _se_nombra("MANIFIESTO", capsys)


def _bajar(sitio: Path) -> None:
    """El mismo manifiesto, como si fuera de otro formato, sin árbol."""
    datos = json.loads((sitio / "manifiesto.json").read_bytes()) | {"formato": 1, "archivos": {}}
    (sitio / "manifiesto.json").write_text(json.dumps(datos))


def _repetir(sitio: Path) -> None:
    """Dos veces el mismo campo: un programa lee el primero y otro, el segundo."""
    octetos = (sitio / "manifiesto.json").read_bytes()
    (sitio / "manifiesto.json").write_bytes(b'{"raiz":"0",' + octetos[1:])


@pytest.mark.parametrize("alterar", [_bajar, _repetir])
def test_bajar_de_formato_o_repetir_un_campo_rompe_la_firma(
    sitio: Path, alterar: Callable[[Path], None], capsys: Salida
) -> None:
    alterar(sitio)
    assert main([str(sitio), "--llave", PUBLICA]) == 1
    _se_nombra("MANIFIESTO", capsys)


@pytest.mark.parametrize("archivo", ["manifiesto.renglones", "suprimidos.json"])
def test_lo_propio_de_la_publicacion_dado_suelto_tambien_se_comprueba(
    sitio: Path, archivo: str, capsys: Salida
) -> None:
    (sitio / archivo).write_text('{"hojas":[]}\n')
    assert main([str(sitio / archivo), "--llave", PUBLICA]) == 1
    _se_nombra("MANIFIESTO", capsys)


def test_una_descarga_no_trae_una_lista_de_suprimidos_inventada(sitio: Path, capsys: Salida) -> None:
    (sitio / "suprimidos.json").write_text('{"hojas":[]}')
    assert main([str(sitio), "--descarga", "--llave", PUBLICA]) == 1
    _se_nombra("MANIFIESTO", capsys)


@pytest.mark.parametrize(
    "guardado", [{"tamano": "3"}, {"tamano": 1e400}, {"manifiestos": {"durango": "1"}}, {"raiz": "?"}]
)
def test_una_memoria_que_no_se_entiende_no_se_toca(
    sitio: Path, guardado: dict[str, Any], capsys: Salida
) -> None:
    casa = sitio.parent
    suya = f"conoceles/1 manifiesto durango {atacante.H((sitio / 'manifiesto.json').read_bytes()).hex()}".encode()
    (casa / "politica").write_text(atacante.POLITICA)
    (casa / "prueba").write_text(atacante.prueba(0, [suya]))
    visto = {"tamano": 1, "raiz": atacante.b64(bytes(32)), "manifiestos": {}} | guardado
    memoria = json.dumps({atacante.ORIGEN: visto})
    (casa / "memoria").write_text(memoria)
    con = ("--politica", "politica", "--prueba", "prueba", "--memoria", "memoria")
    orden = [str(sitio), *(c if c.startswith("--") else str(casa / c) for c in con)]
    assert main(orden) == 1
    _se_nombra("REGISTRO", capsys)
    assert (casa / "memoria").read_text() == memoria
