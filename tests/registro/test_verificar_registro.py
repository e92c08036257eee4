"""Quien comprueba nota lo que una firma sola no dice: retroceso, bifurcación, llave robada y vista partida."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.lector.registro import testimonio
from conoceles.lector.verificador import unico
from conoceles.lector.verificador.verificar import examinar, main
from conoceles.registro import hojas, pruebas
from lector.instantaneas import activar, huella, publicar
from registro.sitio_de_prueba import ORIGEN, SitioDePrueba, con_testigos, sitio_en, visto


@pytest.fixture
def sitio(tmp_path: Path) -> Iterator[SitioDePrueba]:
    with con_testigos(tmp_path, 3) as (texto, _):
        sitio = sitio_en(tmp_path, texto)
        for dicho in ("una", "dos", "tres"):
            sitio.publicar(dicho)
        yield sitio


def problemas(ruta: Path, sitio: SitioDePrueba, *, memoria: Path | str = "", prueba: str = "") -> list[str]:
    return examinar(ruta, registro=(sitio.de_fuera, prueba, str(memoria))).problemas


def test_lo_publicado_consta_y_los_testigos_lo_vieron(sitio: SitioDePrueba, tmp_path: Path) -> None:
    resultado = examinar(sitio.eleccion, registro=(sitio.de_fuera, "", str(tmp_path / "vistos.json")))
    assert resultado.problemas == []
    assert f"Consta en el registro público {ORIGEN}: hoja 2 de 3; lo vieron t0, t1, t2." in resultado.avisos
    assert (visto(tmp_path / "vistos.json")["tamano"], visto(tmp_path / "vistos.json")["manifiestos"]) == (
        3,
        {"durango": 2},
    )


def test_sin_politica_de_fuera_se_dice_que_es_la_del_sitio(sitio: SitioDePrueba) -> None:
    resultado = examinar(sitio.eleccion)
    assert resultado.problemas == []
    assert any("obténgala aparte" in aviso for aviso in resultado.avisos)


def test_retroceder_se_nombra(sitio: SitioDePrueba, tmp_path: Path) -> None:
    """El instituto quita lo último y sirve lo anterior: todo firmado, todo coincide."""
    primera, segunda, tercera = _en_orden(sitio.eleccion)
    assert problemas(sitio.eleccion, sitio, memoria=tmp_path / "vistos") == []
    activar(sitio.eleccion, segunda)
    shutil.rmtree(tercera)
    assert examinar(sitio.eleccion / "actual").problemas == [
        "RETROCESO: el registro tiene un manifiesto posterior de esta elección."
    ]
    # También si esconde el registro: quien guardó lo visto lo nota.
    shutil.rmtree(sitio.carpeta / "sitio" / "log")
    assert problemas(sitio.eleccion, sitio, memoria=tmp_path / "vistos") == [
        "RETROCESO: ya se había visto este registro con 3 hojas, y ahora muestra 2."
    ]
    assert primera.exists()


def test_lo_que_ya_consta_y_se_sirve_al_rato_no_es_un_retroceso(
    sitio: SitioDePrueba, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Así llega a un espejo: el registro, antes que el enlace."""
    _, segunda, tercera = _en_orden(sitio.eleccion)
    activar(sitio.eleccion, segunda)
    monkeypatch.setattr(testimonio.time, "sleep", lambda _: activar(sitio.eleccion, tercera))
    assert examinar(sitio.eleccion / "actual").problemas == []


def test_una_instantanea_guardada_no_es_un_retroceso(sitio: SitioDePrueba) -> None:
    primera, *_ = _en_orden(sitio.eleccion)
    resultado = examinar(primera, registro=(sitio.de_fuera, "", ""))
    assert resultado.problemas == []
    assert "RETROCESO: el registro tiene un manifiesto posterior de esta elección." in resultado.avisos


def test_bifurcar_se_nombra_y_los_testigos_no_lo_firman(sitio: SitioDePrueba, tmp_path: Path) -> None:
    """El instituto rehace su registro desde el principio, con su propia llave."""
    assert problemas(sitio.eleccion, sitio, memoria=tmp_path / "vistos") == []
    for nombre in ("sitio", "privado"):
        shutil.rmtree(sitio.carpeta / nombre)
    otro = sitio_en(tmp_path, sitio.politica.texto)
    for dicho in ("una", "otra cosa", "otra más", "y otra"):
        otro.publicar(dicho)
    assert problemas(otro.eleccion, otro) == [
        "TESTIGOS: los testigos que vieron ese registro no alcanzan (ninguno): así se ve una llave robada o una "
        "vista partida."
    ]
    assert examinar(otro.eleccion, registro=("", "", str(tmp_path / "vistos"))).problemas == [
        "BIFURCACIÓN: las primeras 3 hojas no son las que se habían visto: hay dos historias."
    ]
    assert visto(tmp_path / "vistos")["tamano"] == 3  # lo contradicho no se recuerda


def test_dos_historias_a_dos_personas_se_notan_al_comparar(tmp_path: Path) -> None:
    """Vista partida: a cada quien su registro. No hay manera de que dos de tres testigos firmen los dos."""
    with con_testigos(tmp_path / "t", 3) as (texto, _):
        una, otra = sitio_en(tmp_path / "una", texto), sitio_en(tmp_path / "otra", texto)
        una.publicar("lo que ve Ana")
        otra.publicar("lo que ve Beto")
        assert problemas(una.eleccion, una, memoria=tmp_path / "vistos") == []
        assert "TESTIGOS" in problemas(otra.eleccion, otra)[0]
        # Y si Beto no pide testigos, con lo que vio Ana lo nota.
        assert examinar(otra.eleccion, registro=("", "", str(tmp_path / "vistos"))).problemas == [
            "BIFURCACIÓN: las primeras 1 hojas no son las que se habían visto: hay dos historias."
        ]


def test_con_la_llave_robada_se_firma_pero_nadie_lo_vio(sitio: SitioDePrueba, tmp_path: Path) -> None:
    """Quien robó la llave firma un manifiesto bueno y le hace su registro: no están los testigos."""
    ladron = sitio_en(tmp_path / "ladron", sitio.politica.texto)
    ladron.publicar("lo que el ladrón quiere")
    assert examinar(ladron.eleccion / "actual").problemas == []
    assert problemas(ladron.eleccion, ladron) == [
        "TESTIGOS: los testigos que vieron ese registro no alcanzan (ninguno): así se ve una llave robada o una "
        "vista partida."
    ]
    # Sin registro tampoco, ni con la prueba de lo bueno.
    shutil.rmtree(tmp_path / "ladron" / "sitio" / "pruebas")
    assert problemas(ladron.eleccion, ladron) == [
        "SIN REGISTRO: el manifiesto no trae prueba de que consta en el registro público."
    ]
    [*_, ajena] = (sitio.carpeta / "sitio" / "pruebas").iterdir()
    assert "no es la hoja" in problemas(ladron.eleccion, ladron, prueba=str(ajena))[0]


def test_otra_llave_que_la_de_la_politica_se_nombra(sitio: SitioDePrueba, tmp_path: Path) -> None:
    otra = Ed25519PrivateKey.from_private_bytes(b"9" * 32)
    ajeno = sitio_en(tmp_path / "ajeno", "quorum none\n", otra)
    ajeno.publicar("hola")
    texto = "\n".join(problemas(ajeno.eleccion, sitio))
    assert "LLAVE: el registro «conoceles.example.mx/log» no lo firmó una llave de la política." in texto


def test_una_entrada_cambiada_en_la_copia_se_nombra(sitio: SitioDePrueba) -> None:
    [paquete] = (sitio.carpeta / "sitio/log/tile/entries").glob("*.p/3")
    paquete.write_bytes(paquete.read_bytes().replace(b"manifiesto durango", b"manifiesto nuevoleon"[:18]))
    assert "REGISTRO: las entradas del registro no dan la raíz" in problemas(sitio.eleccion, sitio)[0]


def test_una_cofirma_falsa_se_nombra(sitio: SitioDePrueba) -> None:
    entrada = hojas.de_manifiesto("durango", (sitio.eleccion / "actual/manifiesto.json").read_bytes())
    archivo = sitio.carpeta / "sitio/pruebas" / pruebas.nombre(entrada)
    archivo.write_text(archivo.read_text().replace("\n— testigo.example/0 ", "\n— testigo.example/0 "))
    *antes, ultimo = archivo.read_text().split("— testigo.example/0 ")
    mala = ultimo[:40] + ("A" if ultimo[40] != "A" else "B") + ultimo[41:]
    archivo.write_text("— testigo.example/0 ".join([*antes, mala]))
    assert "LLAVE: La firma a nombre de «testigo.example/0» no corresponde." in problemas(
        sitio.eleccion, sitio
    )


def test_con_dos_de_tres_basta_y_con_uno_no(tmp_path: Path) -> None:
    with con_testigos(tmp_path, 3) as (texto, carpetas):
        for cuantos, bien in ((1, True), (2, False)):
            for carpeta in carpetas[:cuantos]:
                shutil.rmtree(
                    carpeta.carpeta / "vistos", ignore_errors=True
                )  # perdieron la memoria: ya no firman
            sitio = sitio_en(tmp_path / "s", texto)
            sitio.publicar(f"con {3 - cuantos}")
            assert (problemas(sitio.eleccion, sitio) == []) is bien


def test_quien_ya_vio_algo_sigue_desde_ahi_sin_la_carpeta_del_registro(
    sitio: SitioDePrueba, tmp_path: Path
) -> None:
    """Una descarga trae la prueba y no las tejas: que extienda lo visto lo dicen los testigos; sin ellos, no se sabe."""
    assert problemas(sitio.eleccion, sitio, memoria=tmp_path / "vistos") == []
    sitio.publicar("cuatro")
    copia = tmp_path / "copia"
    shutil.copytree(sitio.eleccion / "actual", copia / "durango")
    shutil.copytree(sitio.carpeta / "sitio" / "pruebas", copia / "pruebas")
    assert problemas(copia / "durango", sitio, memoria=tmp_path / "vistos") == []
    assert visto(tmp_path / "vistos")["tamano"] == 4
    sitio.publicar("cinco")
    shutil.rmtree(copia)
    shutil.copytree(sitio.eleccion / "actual", copia / "durango")
    shutil.copytree(sitio.carpeta / "sitio" / "pruebas", copia / "pruebas")
    sin_testigos = tmp_path / "sin-testigos"
    sin_testigos.write_text(f"log {sitio.registro.firmante.vkey}\nquorum none\n")
    hallado = examinar(copia / "durango", registro=(str(sin_testigos), "", str(tmp_path / "vistos")))
    assert hallado.problemas == [
        "SIN REGISTRO: falta la carpeta log/ para ver si extiende lo que se había visto."
    ]


def test_el_verificador_descargado_tambien_lo_comprueba(sitio: SitioDePrueba, tmp_path: Path) -> None:
    guion = tmp_path / "fuera" / "verificar.py"
    guion.parent.mkdir()
    guion.write_text(unico.texto(), encoding="utf-8")

    def correr() -> tuple[int, str]:
        orden = [sys.executable, "-I", str(guion), str(sitio.eleccion), "--politica", sitio.de_fuera]
        hecho = subprocess.run(
            [*orden, "--memoria", str(tmp_path / "vistos")],
            capture_output=True,
            text=True,
            cwd=guion.parent,
            check=False,
        )
        assert hecho.stderr == ""
        return hecho.returncode, hecho.stdout

    codigo, dicho = correr()
    assert (codigo, "lo vieron t0, t1, t2" in dicho) == (0, True)
    *_, segunda, tercera = _en_orden(sitio.eleccion)
    activar(sitio.eleccion, segunda)
    shutil.rmtree(tercera)
    codigo, dicho = correr()
    assert (codigo, "DIFIERE: RETROCESO" in dicho) == (1, True)


def test_una_politica_que_no_se_entiende_no_es_una_alteracion(
    sitio: SitioDePrueba, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mala = tmp_path / "mala"
    vkey = sitio.registro.firmante.vkey
    for texto in (
        "quorum nadie\n",
        "",
        f"log {vkey}\nlog {vkey}\nquorum none\n",
        "witness a b\nquorum a\n",
        f"witness w {vkey}\nquorum w\n",
    ):
        mala.write_text(texto)
        assert main([str(sitio.eleccion), "--politica", str(mala)]) == 2
        assert "olítica" in capsys.readouterr().err


def _en_orden(eleccion: Path) -> list[Path]:
    carpetas = list((eleccion / "instantaneas").iterdir())
    anteriores = {huella(c): c for c in carpetas}
    orden = [(eleccion / "actual").resolve()]
    import json

    while (previa := json.loads((orden[0] / "manifiesto.json").read_bytes())["anterior"]) in anteriores:
        orden.insert(0, anteriores[previa])
    assert len(orden) == len(carpetas)
    return orden


def test_publicar_sin_registro_sigue_como_antes(tmp_path: Path) -> None:
    carpeta = publicar(tmp_path / "durango", {"index.html": "hola"})
    assert (examinar(carpeta).problemas, examinar(carpeta).avisos) == ([], [])
