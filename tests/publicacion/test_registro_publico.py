"""Lo publicado y lo enviado constan en el registro público, y borrar a una persona lo deja sin decir nada de ella."""

from __future__ import annotations

import base64
import io
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from conoceles.arranque.comprobar import archivos as de_archivos
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente import consultas
from conoceles.expediente.documentos import acuse_en_registro, acuse_firmado, acuse_pdf
from conoceles.identidad.llaves import llavero
from conoceles.lector.registro import nota
from conoceles.lector.verificador.verificar import examinar, main
from conoceles.nucleo import archivos, firma
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.registro_publico import Libro
from conoceles.registro.registro import RegistroAlterado
from conoceles.testigo import memoria
from personas import capturar, de_partido, enviar
from publicacion.eleccion import PROCESO, TEXTO, version
from registro import segundo_verificador as segundo
from registro.sitio_de_prueba import atendiendo

pytestmark = pytest.mark.lenta


@pytest.fixture
def publicada(eleccion: dict[str, Any], carpeta_de_datos: Path, ahora: datetime) -> Path:
    """La carpeta del sitio, con dos publicaciones y su portada."""
    publicar(PROCESO, ahora=ahora)
    version(eleccion["ANA"], 2, ahora, historia=f"Otra historia. {TEXTO}")
    publicar(PROCESO, ahora=ahora + timedelta(hours=1))
    publicar_raiz(ahora)
    return carpeta_de_datos / "sitio"


def test_cada_manifiesto_es_una_hoja_y_el_verificador_lo_dice(publicada: Path, ahora: datetime) -> None:
    assert len(list(publicada.glob("*/manifiestos/*.json"))) == 3
    assert (
        Libro().al_dia(ahora).tamano == 5
    )  # la que certifica la llave de los acuses, y hasta dónde llega lo retirado
    for clave in (PROCESO, "_raiz"):
        resultado = examinar(publicada / clave)
        assert resultado.problemas == []
        assert any("Consta en el registro público localhost:8000/log" in aviso for aviso in resultado.avisos)
    politica = (publicada / "log" / "politica").read_text()
    assert segundo.verificar(publicada, PROCESO, politica) == ""


def test_repetirlo_o_empezar_en_otro_proceso_no_agrega_nada(publicada: Path, ahora: datetime) -> None:
    libro = Libro()
    assert [libro.al_dia(ahora).tamano, libro.al_dia(ahora).tamano, Libro().al_dia(ahora).tamano] == [5, 5, 5]


def test_publicar_sin_haberlo_asentado_es_un_aviso_y_con_politica_un_problema(
    publicada: Path,
    ahora: datetime,
    tmp_path: Path,
    eleccion: dict[str, Any],
    capsys: pytest.CaptureFixture[str],
) -> None:
    Libro().al_dia(ahora)
    assert (main([str(publicada / PROCESO)]), capsys.readouterr().out.splitlines()[-1][:14]) == (
        0,
        "Todo coincide:",
    )
    version(eleccion["ANA"], 3, ahora, historia=f"La tercera. {TEXTO}")
    assert publicar(PROCESO, ahora=ahora + timedelta(hours=2))["cambio"]
    resultado = examinar(publicada / PROCESO)
    assert (resultado.problemas, any(a.startswith("SIN REGISTRO") for a in resultado.avisos)) == ([], True)
    assert main([str(publicada / PROCESO)]) == 0
    ultima = capsys.readouterr().out.splitlines()[-1]
    assert ultima.startswith("Coincide lo comprobado: ")
    assert ultima.endswith(
        "No se comprobó que conste en el registro público: el manifiesto no trae prueba de que consta en el registro público."
    )
    politica = shutil.copy(publicada / "log" / "politica", tmp_path)
    assert (
        examinar(publicada / PROCESO, registro=(str(politica), "", ""))
        .problemas[0]
        .startswith("SIN REGISTRO")
    )
    Libro().al_dia(ahora)
    assert examinar(publicada / PROCESO, registro=(str(politica), "", "")).problemas == []


def test_un_testigo_muerto_no_detiene_y_uno_vivo_cofirma(
    publicada: Path, carpeta_de_datos: Path, ahora: datetime, tmp_path: Path
) -> None:
    carpeta = memoria.crear(tmp_path / "testigo", "partido.example")
    muerto = memoria.crear(tmp_path / "muerto", "muerto.example")
    libro = Libro()
    carpeta.vigilar(nota.vkey(libro.registro.firmante.vkey), "")
    with atendiendo(carpeta) as puerta:
        (carpeta_de_datos / "registro" / "testigos").write_text(
            f"witness vivo {carpeta.llave} http://127.0.0.1:{puerta.server_port}\n"
            f"witness muerto {muerto.llave} http://127.0.0.1:1\n"
            "group g 1 vivo muerto\nquorum g\n"
        )
        assert libro.al_dia(ahora).tamano == 5
        assert libro.cofirmar() == ["muerto"]
    politica = (publicada / "log" / "politica").read_text()
    assert segundo.verificar(publicada, PROCESO, politica) == ""
    assert "lo vieron vivo" in " ".join(examinar(publicada / PROCESO).avisos)


@pytest.mark.parametrize("mismo_proceso", [True, False])
def test_los_testigos_que_se_declaran_despues_ven_tambien_lo_de_antes(
    publicada: Path, carpeta_de_datos: Path, ahora: datetime, tmp_path: Path, mismo_proceso: bool
) -> None:
    """Lo publicado, los acuses y los perfiles de cuando no se pedía ninguno: sin su cofirma, quien exige quórum los rechaza."""
    libro = Libro()
    assert libro.al_dia(ahora).tamano == 5
    assert libro.cofirmar() == []
    carpeta = memoria.crear(tmp_path / "testigo", "partido.example")
    carpeta.vigilar(nota.vkey(libro.registro.firmante.vkey), "")
    with atendiendo(carpeta) as puerta:
        declarados = f"witness vivo {carpeta.llave} http://127.0.0.1:{puerta.server_port}\nquorum vivo\n"
        (carpeta_de_datos / "registro" / "testigos").write_text(declarados)
        assert (libro if mismo_proceso else Libro()).cofirmar() == []
    assert segundo.verificar(publicada, PROCESO, (publicada / "log" / "politica").read_text()) == ""
    pruebas = [p.read_text() for p in (publicada / "pruebas").rglob("*") if p.is_file()]
    assert len(pruebas) > 4
    assert [p for p in pruebas if "— partido.example " not in p and "\\u2014 partido.example " not in p] == []


@contextmanager
def _visto(testigo: Path, datos: Path, ahora: datetime) -> Iterator[Libro]:
    """El registro al día y cofirmado por un testigo que sigue atendiendo."""
    carpeta, libro = memoria.crear(testigo, "partido.example"), Libro()
    carpeta.vigilar(nota.vkey(libro.registro.firmante.vkey), "")
    with atendiendo(carpeta) as puerta:
        politica = f"witness uno {carpeta.llave} http://127.0.0.1:{puerta.server_port}\nquorum uno\n"
        (datos / "registro" / "testigos").write_text(politica)
        libro.al_dia(ahora)
        assert libro.cofirmar() == []
        yield libro


def test_un_respaldo_viejo_no_se_firma_si_un_testigo_vio_mas(
    publicada: Path, carpeta_de_datos: Path, ahora: datetime, tmp_path: Path
) -> None:
    with _visto(tmp_path / "testigo", carpeta_de_datos, ahora):
        for nombre in ("log/checkpoint", "log/tile"):
            ruta = publicada / nombre
            shutil.rmtree(ruta) if ruta.is_dir() else ruta.unlink()
        with pytest.raises(RegistroAlterado, match="recupere la carpeta"):
            Libro().al_dia(ahora)
        assert not (publicada / "log" / "checkpoint").exists()


def test_el_sitio_de_ayer_lo_nombra_el_testigo_al_comprobar_al_publicar_y_a_quien_verifica(
    publicada: Path, carpeta_de_datos: Path, eleccion: dict[str, Any], ahora: datetime, tmp_path: Path
) -> None:
    """Lo publicado vuelve a ayer, entero y bien firmado: en su carpeta nada lo desmiente. Lo desmiente quien lo vio."""
    suya = tmp_path / "memoria"
    with _visto(tmp_path / "testigo", carpeta_de_datos, ahora) as libro:
        guardada = shutil.copy(publicada / "log" / "politica", tmp_path / "politica")
        ayer = shutil.copytree(publicada, tmp_path / "ayer", symlinks=True)
        version(eleccion["ANA"], 3, ahora, historia=f"La de hoy. {TEXTO}")
        publicar(PROCESO, ahora=ahora + timedelta(hours=2))
        libro.al_dia(ahora + timedelta(hours=2))
        assert libro.cofirmar() == []
        quien = (str(guardada), "", str(suya))
        assert examinar(publicada / PROCESO, registro=quien).problemas == []
        assert [*de_archivos.registro()] == []

        shutil.rmtree(publicada)
        shutil.copytree(ayer, publicada, symlinks=True)
        [hallazgo] = de_archivos.registro()
        assert (hallazgo.codigo, hallazgo.gravedad) == ("REGISTRO_ATRASADO", "error")
        with pytest.raises(RegistroAlterado, match="Un testigo vio más hojas"):
            Libro().al_dia(ahora + timedelta(hours=3))
        retrocedio = examinar(publicada / PROCESO, registro=quien).problemas
        assert any(p.startswith("RETROCESO") for p in retrocedio), retrocedio


def test_el_acuse_consta_se_comprueba_sin_conexion_y_suprimido_no_se_adivina(
    candidatura: Candidatura, carpeta_de_datos: Path, ahora: datetime, tmp_path: Path
) -> None:

    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    datos = consultas.acuse(de_partido(candidatura), candidatura.folio)
    hoja, prueba = acuse_en_registro.prueba(datos)
    assert (len(hoja), prueba) == (64, b"")  # todavía no consta, pero el papel ya la puede nombrar
    Libro().al_dia(ahora)
    codigo, (_, prueba) = acuse_firmado.codigo(datos), acuse_en_registro.prueba(datos)
    sitio = carpeta_de_datos / "sitio"
    assert (sitio / "pruebas" / f"{hoja}.tlog-proof").exists()
    politica = (sitio / "log" / "politica").read_text()
    declaracion = (sitio / "log" / "acuses").read_bytes()
    assert segundo.verificar_acuse(codigo, prueba, politica, declaracion) == ""
    assert _verificar(tmp_path, codigo, prueba, politica)["problemas"] == []
    pdf = tmp_path / "acuse.pdf"
    pdf.write_bytes(acuse_pdf.generar(datos))
    assert b"ModDate(D:20240425" in pdf.read_bytes()  # reproducible: la hora es la del acuse
    assert _verificar(tmp_path, str(pdf), b"", politica)["avisos"][-1].startswith(
        "Consta en el registro público"
    )
    mala = prueba.replace(b"extra ", b"extra A", 1)
    assert _verificar(tmp_path, codigo, mala, politica)["problemas"]

    # Lo público no lleva la sal, ni nada de lo que el acuse dice.
    publico = b"".join(
        p.read_bytes() for c in ("log", "pruebas") for p in (sitio / c).rglob("*") if p.is_file()
    )
    for secreto in (prueba.split(b"\n")[1][6:], datos.acuse.encode(), candidatura.folio.encode()):
        assert secreto not in publico
    llavero.destruir(candidatura.clave_identidad, ahora)
    assert acuse_en_registro.entradas(None) == []
    assert acuse_en_registro.prueba(datos) == ("", b"")


def test_desde_otra_captura_la_prueba_es_la_que_ve_cualquiera(
    candidatura: Candidatura, carpeta_de_datos: Path, ahora: datetime, tmp_path: Path, settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """La máquina que captura no publica: en su disco no hay sitio, ni tiene con qué firmarlo."""
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    Libro().al_dia(ahora)
    datos = consultas.acuse(de_partido(candidatura), candidatura.folio)
    hoja, prueba = acuse_en_registro.prueba(datos)
    assert prueba
    publico = (carpeta_de_datos / "sitio").rename(tmp_path / "publico")
    assert acuse_en_registro.prueba(datos) == (hoja, b"")  # una sola máquina: no se pregunta fuera
    monkeypatch.setattr(archivos, "aparte", lambda: True)
    with sitio_publico(publico) as settings.URL_PUBLICA:
        assert acuse_en_registro.prueba(datos) == (hoja, prueba)
        (publico / "pruebas" / f"{hoja}.tlog-proof").write_text("<html>otra cosa</html>")
        assert acuse_en_registro.prueba(datos) == (hoja, b"")
    assert acuse_en_registro.prueba(datos) == (hoja, b"")  # y si no contesta, no se espera ni falla


@contextmanager
def sitio_publico(carpeta: Path) -> Iterator[str]:
    """Esa carpeta, servida; da su dirección."""

    class Callado(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Callado, directory=str(carpeta))) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever, args=(0.01,))
        hilo.start()
        try:
            yield f"http://127.0.0.1:{servidor.server_address[1]}"
        finally:
            servidor.shutdown()
            hilo.join()


def _verificar(carpeta: Path, que: str, prueba: bytes, politica: str) -> dict[str, Any]:
    (carpeta / "acuse.tlog-proof").write_bytes(prueba)
    (carpeta / "politica").write_text(politica)
    llave = base64.b64encode(firma.llave_publica()).decode()
    salida = io.StringIO()
    declaracion = ["--acuses", str(carpeta / "datos/sitio/log/acuses")]  # con solo el código, hace falta
    orden = [que, "--llave", llave, "--json", "--politica", str(carpeta / "politica"), *declaracion]
    with redirect_stdout(salida):
        main([*orden, *(["--prueba", str(carpeta / "acuse.tlog-proof")] if prueba else [])])
    return dict(json.loads(salida.getvalue()))
