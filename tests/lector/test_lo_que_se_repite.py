"""Lo que ya se contestó se repite sin componerlo otra vez, y solo mientras siga siendo lo que se contestaría."""

from __future__ import annotations

from pathlib import Path

import pytest

from conoceles.lector import contestar
from conoceles.lector import sitio as sitios
from conoceles.lector.visitas import Visitas, sumar
from conoceles.lector.wsgi import Aplicacion, Lector, crear
from lector.instantaneas import publicar
from lector.peticiones import pedir

ANA = "/durango/candidaturas/F1/"
ESTILO = f" 'sha256-{'a' * 43}='"


@pytest.fixture
def repetida(app: Aplicacion, monkeypatch: pytest.MonkeyPatch) -> Aplicacion:
    """Ya se pidió una vez y no se puede volver a leer."""
    assert pedir(app, ANA).estado == 200
    monkeypatch.setattr(contestar, "archivo", None)
    return app


def test_la_segunda_vez_es_igual_octeto_por_octeto(app: Aplicacion) -> None:
    assert pedir(app, ANA) == pedir(app, ANA)


def test_repetir_no_lee_nada_ni_cuando_solo_se_pregunta_si_cambio(repetida: Aplicacion) -> None:
    dada = pedir(repetida, ANA)
    assert dada.cuerpo == "María".encode()
    igual = pedir(repetida, ANA, if_none_match=dada.encabezados["ETag"])
    assert (igual.estado, igual.cuerpo) == (304, b"")
    assert pedir(repetida, ANA, if_none_match='"otra"') == dada


def test_lo_que_no_es_leer_se_rechaza_aunque_ya_se_haya_dado(repetida: Aplicacion) -> None:
    assert pedir(repetida, ANA, metodo="HEAD").cuerpo == b""
    assert pedir(repetida, ANA, metodo="POST").estado == 405
    assert pedir(repetida, ANA, "q=" + "a" * 3000).estado == 414
    assert pedir(repetida, ANA, RAW_URI="/durango/candidaturas%2fF1/").estado == 400


def test_otra_eleccion_que_se_publica_despues_recibe_su_direccion(tmp_path: Path) -> None:
    publicar(tmp_path / "_raiz", {"acerca/index.html": "de todas", "index.html": "portada"})
    app = crear(tmp_path)
    assert [pedir(app, "/acerca/").cuerpo for _ in range(2)] == [b"de todas"] * 2
    publicar(tmp_path / "acerca", {"index.html": "una elección que se llama así"})
    assert pedir(app, "/acerca/").cuerpo == "una elección que se llama así".encode()


def test_si_la_eleccion_se_retira_no_se_repite_nada_suyo(app: Aplicacion, sitio: Path) -> None:
    assert pedir(app, ANA).estado == 200
    (sitio / "durango/actual").unlink()
    assert pedir(app, ANA).estado == 404


def test_un_estilo_que_se_anuncia_despues_entra_en_la_politica_y_se_recuerda(
    app: Aplicacion, sitio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    antes = pedir(app, ANA).encabezados["Content-Security-Policy"]
    (sitio / "estilos.conf").write_text(f'"" "{ESTILO}";\n')
    publicar(sitio / "_raiz", {"index.html": "portada"})
    pedir(app, "/")
    despues = pedir(app, ANA)
    assert ESTILO not in antes
    assert ESTILO in despues.encabezados["Content-Security-Policy"]
    monkeypatch.setattr(Lector, "_nueva", None)  # la que lo compone
    assert pedir(app, ANA) == despues


def test_cada_repeticion_cuenta_una_visita(sitio: Path, tmp_path: Path) -> None:
    visitas = Visitas(tmp_path / "visitas", cada=3600)
    app = crear(sitio, visitas=visitas)
    for destino in ("document", "empty", "document"):
        for ruta in (ANA, f"{ANA}index.html", "/durango/candidaturas/F1.json"):
            pedir(app, ruta, HTTP_SEC_FETCH_DEST=destino)
    visitas.volcar()
    [archivo] = (tmp_path / "visitas").iterdir()
    assert sumar(tmp_path / "visitas", archivo.name[:10]) == {ANA: 4}


def test_lo_publicado_se_mira_cada_milesima_de_segundo(
    app: Aplicacion, sitio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marca = [100.0]
    monkeypatch.setattr(sitios, "monotonic", lambda: marca[0])
    monkeypatch.setattr(sitios, "VIGENCIA", 0.001)
    pedir(app, ANA)
    assert pedir(app, ANA).cuerpo == "María".encode()
    publicar(sitio / "durango", {"candidaturas/F1/index.html": "María Luisa"})
    marca[0] += 0.0009
    assert pedir(app, ANA).cuerpo == "María".encode()
    marca[0] += 0.0002
    assert pedir(app, ANA).cuerpo == "María Luisa".encode()
