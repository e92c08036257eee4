"""El inventario de bibliotecas y la auditoría de sus fallas conocidas."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from conoceles.arranque import dependencias
from conoceles.arranque.cli import main
from conoceles.arranque.ordenes import de
from conoceles.nucleo.errores import ErrorDeDominio
from taller import ordenes
from taller.ordenes import sbom

AHORA = datetime.fromisoformat("2026-11-27T00:00:00-06:00")


@contextmanager
def servicio(respuesta: bytes, pedidos: list[dict[str, object]]) -> Iterator[str]:
    """Uno que contesta eso y anota lo que le preguntan."""

    class Puerta(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            pedidos.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(respuesta)

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Puerta) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        hilo.start()
        yield f"http://127.0.0.1:{servidor.server_port}/v1/querybatch"
        servidor.shutdown()
        hilo.join()


def test_el_inventario_lleva_todas_las_fijas_con_sus_huellas() -> None:
    fijas = dependencias.fijas()
    escritas = [r for r in dependencias.LISTA.read_text().splitlines() if "==" in r]
    assert len(fijas) == len(escritas) > 15
    assert sum(len(b.huellas) for b in fijas) == dependencias.LISTA.read_text().count("--hash=sha256:")
    documento = sbom.inventario(fijas, AHORA)
    assert (documento["bomFormat"], documento["specVersion"]) == ("CycloneDX", "1.6")
    assert {c["purl"] for c in documento["components"]} == {b.purl for b in fijas}
    django = next(c for c in documento["components"] if c["name"] == "django")
    assert django["hashes"][0]["alg"] == "SHA-256"
    assert django["licenses"][0]["license"]["name"] == "BSD-3-Clause"
    assert documento == sbom.inventario(dependencias.fijas(), AHORA)


def test_la_orden_lo_escribe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom", "--salida", str(tmp_path / "c.json")], de(ordenes)) == 0
    assert "bibliotecas" in capsys.readouterr().out
    assert json.loads((tmp_path / "c.json").read_text())["components"]


@pytest.mark.enable_socket
def test_auditar_dice_la_que_tiene_fallas_y_termina_mal(
    datos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (datos / "registros").mkdir(parents=True, exist_ok=True)
    fijas, pedidos = dependencias.fijas(), list[dict[str, object]]()
    resultados: list[dict[str, object]] = [{} for _ in fijas]
    resultados[1] = {"vulns": [{"id": "GHSA-inventada"}]}
    with servicio(json.dumps({"results": resultados}).encode(), pedidos) as direccion:
        assert main(["comprobar", "bibliotecas", "--avisos", direccion]) == 1
    dicho = capsys.readouterr().out
    assert f"{fijas[1].nombre} {fijas[1].version}: GHSA-inventada" in dicho
    anotada = dependencias.ultima()
    assert anotada is not None
    assert [*anotada.desde] == [f"{fijas[1].nombre} {fijas[1].version}: GHSA-inventada"]
    assert pedidos == [{"queries": [{"package": {"purl": b.purl}} for b in fijas]}]
    with servicio(json.dumps({"results": [{} for _ in fijas]}).encode(), pedidos) as direccion:
        assert main(["comprobar", "bibliotecas", "--avisos", direccion]) == 0


@pytest.mark.enable_socket
@pytest.mark.parametrize("respuesta", [b"", b"[]", b'{"results": []}', b'{"results": [null]}'])
def test_sin_una_respuesta_entera_no_se_dice_que_no_hay_fallas(respuesta: bytes) -> None:
    with (
        servicio(respuesta, []) as direccion,
        pytest.raises(ErrorDeDominio, match=r"no contestó a la auditoría|contestó de 0"),
    ):
        dependencias.avisos(dependencias.fijas(), direccion)
    with pytest.raises(ErrorDeDominio, match="no se sabe si hay fallas"):
        dependencias.avisos(dependencias.fijas(), "http://127.0.0.1:1/")
