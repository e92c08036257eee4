"""Un testigo que olvidó lo que vio no firma: podría cofirmar otra historia."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conoceles.lector.registro import nota
from conoceles.registro import merkle
from conoceles.registro import nota as escrita
from conoceles.registro.registro import Registro
from conoceles.testigo import olvido
from conoceles.testigo.memoria import Carpeta, SinMemoria
from conoceles.testigo.servidor import Puerta
from registro.sitio_de_prueba import ORIGEN, atendiendo, firmante
from testigo.pedidos import crecer, mandar, pedido


def test_sin_memoria_no_firma_aunque_tenga_la_llave(
    puerta: Puerta, carpeta: Carpeta, registro: Registro
) -> None:
    mandar(puerta, pedido(crecer(registro, 3), 0))
    [visto] = (carpeta.carpeta / "vistos").iterdir()
    guardado = visto.read_bytes()
    visto.unlink()
    assert mandar(puerta, pedido(registro, 3))[0] == 503
    assert mandar(puerta, pedido(registro, 0))[0] == 503
    # Inventada a mano tampoco vale: lo recordado lleva su propia cofirma.
    inventada = json.loads(guardado) | {
        "tamano": 2,
        "raiz": merkle.raiz(registro.tejas().completo, 0, 2).hex(),
    }
    visto.write_text(json.dumps(inventada))
    assert mandar(puerta, pedido(registro, 2))[0] == 503
    # Volver a pedir que lo vigile no la inventa.
    visto.unlink()
    carpeta.vigilar(nota.vkey(firmante().vkey), "")
    assert mandar(puerta, pedido(registro, 0))[0] == 503
    visto.write_bytes(guardado)
    assert mandar(puerta, pedido(registro, 3))[0] == 200


def test_con_una_copia_vieja_de_su_memoria_no_arranca(
    carpeta: Carpeta, registro: Registro, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lo publicado lleva su propia cofirma, más adelante de lo que recuerda."""
    vieja = tmp_path / "vieja"
    with atendiendo(carpeta) as puerta:
        mandar(puerta, pedido(crecer(registro, 3), 0))
        shutil.copytree(carpeta.carpeta, vieja)
        _, renglon, _ = mandar(puerta, pedido(crecer(registro, 5), 3))
    publicado = escrita.escribir(registro.nota()[0], [*registro.nota()[1], renglon.decode()])
    monkeypatch.setattr(olvido, "_pedir", lambda direccion: publicado)
    assert olvido.no_se_compara(carpeta, ORIGEN) == ""
    with pytest.raises(SinMemoria, match="recuerda 3"):
        olvido.no_se_compara(Carpeta(vieja), ORIGEN)


@pytest.mark.parametrize(
    "danio",
    ["devuelto a ayer", "en ceros", "vacío", "truncado", "borrado"],
    ids=lambda d: d.replace(" ", "-"),
)
def test_con_su_memoria_daniada_no_firma_ni_corriendo_ni_al_volver_a_correr(
    puerta: Puerta, carpeta: Carpeta, registro: Registro, danio: str
) -> None:
    """Un archivo suyo cambiado mientras corre, y otra vez al arrancar: ni lo que sigue ni otra historia."""
    [visto] = (carpeta.carpeta / "vistos").iterdir()
    ceros = visto.read_bytes()
    mandar(puerta, pedido(crecer(registro, 3), 0))
    ayer = visto.read_bytes()
    mandar(puerta, pedido(crecer(registro, 5), 3))
    hoy = visto.read_bytes()
    quedan = {"devuelto a ayer": ayer, "en ceros": ceros, "vacío": b"", "truncado": hoy[:60], "borrado": None}
    visto.unlink()
    if quedan[danio] is not None:
        visto.write_bytes(quedan[danio])
    crecer(registro, 7)
    for recuerda in (carpeta, Carpeta(carpeta.carpeta)):
        with atendiendo(recuerda) as otra:
            assert [mandar(otra, pedido(registro, viejo))[0] for viejo in (0, 3, 5)] == [503] * 3


def test_vigilar_otra_vez_lo_que_se_dejo_de_listar_no_borra_lo_visto(
    puerta: Puerta, carpeta: Carpeta, registro: Registro
) -> None:
    """Perder la lista de lo que vigila y volver a escribirla no es perder la memoria."""
    mandar(puerta, pedido(crecer(registro, 3), 0))
    (carpeta.carpeta / "registros.json").unlink()
    carpeta.vigilar(nota.vkey(firmante().vkey), "")
    assert mandar(puerta, pedido(registro, 0))[:2] == (409, b"3\n")


@pytest.mark.parametrize("dicho", [b"", b"\xff\xfe", b"tres", b"9"], ids=["vacío", "octetos", "letra", "más"])
def test_con_el_apunte_de_hasta_donde_cofirmo_daniado_no_firma(
    puerta: Puerta, carpeta: Carpeta, registro: Registro, dicho: bytes
) -> None:
    mandar(puerta, pedido(crecer(registro, 3), 0))
    [apunte] = (carpeta.carpeta / "hasta").iterdir()
    apunte.write_bytes(dicho)
    crecer(registro, 5)
    assert mandar(puerta, pedido(registro, 3))[0] == 503
