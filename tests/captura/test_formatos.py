"""Consentimiento por grupo, formatos en PDF y el que se sube firmado, por las pantallas."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from identidad.documentos_de_prueba import con_programa, pdf
from paginas import check, texto
from personas import capturar, enviar, escaneado, firmar, publicables
from vidas import sustituir

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

RAIZ = "/candidaturas/aaaa1111/"
ESPERA = "El sí surtirá efecto cuando la autoridad electoral acepte el formato firmado"
pytestmark = pytest.mark.usefixtures("datos")


@pytest.fixture
def enviada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """Ana capturó que sí a publicar dos temas, y envió."""
    capturar(
        candidatura, ahora, grupos=("indigena", "discapacidad"), publicacion=True, p1="si", p4="si", p9="si"
    )
    enviar(candidatura, ahora)
    return candidatura


def se_ve(candidatura: Candidatura) -> set[str]:
    return set(publicables(candidatura).get(candidatura.clave_identidad, {}))


def archivo(octetos: bytes, nombre: str = "firmado.pdf") -> dict[str, SimpleUploadedFile]:
    return {"archivo": SimpleUploadedFile(nombre, octetos)}


def test_se_puede_autorizar_solo_algunos_temas(ana: Client, con_aviso: str) -> None:
    ruta = con_aviso + "consentimiento/"
    pagina = ana.get(ruta)
    assert b"checked" not in pagina.content
    assert "Usted contesta por otra persona" in texto(check(pagina.content))
    dicho = {"c_tratamiento": "si", "c_publicacion": "grupos", "c_estadistica": "si"}
    sin_elegir = ana.post(ruta, dicho | {"original": pagina.context["original"]}, follow=True)
    assert "Elija una respuesta." in texto(check(sin_elegir.content))
    ana.post(ruta, dicho | {"c_grupos": ["mayor", "joven"], "original": ana.get(ruta).context["original"]})
    ana.post(ruta, dicho | {"c_grupos": ["joven"], "original": ana.get(ruta).context["original"]})
    assert _elegidos(ana.get(ruta)) == ["joven"]
    ana.post(
        ruta,
        dicho | {"c_publicacion": "no", "c_grupos": ["joven"], "original": ana.get(ruta).context["original"]},
    )
    assert _elegidos(ana.get(ruta)) == []


def _elegidos(pagina: object) -> list[str]:
    campos = {c.clave: c for c in pagina.context["campos"]}  # type: ignore[attr-defined]
    return [o.clave for o in campos["c_grupos"].opciones if o.marcada]


def test_quien_captura_por_si_ve_que_su_si_espera_el_formato(eva: Client, candidatura: Candidatura) -> None:
    version = eva.get(RAIZ + "aviso/").context["version"]
    eva.post(RAIZ + "aviso/", {"leido": "si", "version": version})
    pagina = texto(check(eva.get(RAIZ + "consentimiento/").content))
    assert "acepta el formato firmado por usted" in pagina


def test_la_pantalla_dice_que_el_si_espera_y_los_temas(ana: Client, enviada: Candidatura) -> None:
    leido = texto(check(ana.get(RAIZ + "formatos/").content))
    assert ESPERA in leido
    assert "Autoadscripción y lengua indígena" in leido
    assert "Ningún tema" in leido


@pytest.mark.parametrize(
    ("ruta", "dentro"),
    [
        ("formatos/consentimiento.pdf", ["aaaa1111", "María de la Luz Ñáñez", "borrador-4", "Discapacidad"]),
        ("formatos/consentimiento.pdf?blanco=1", ["Nombre", "borrador-4", "Pendiente de aprobación"]),
        ("aviso/integral.pdf", ["Aviso de privacidad integral", "9. Derechos ARCO", "Identificación"]),
        ("aviso/simplificado.pdf", ["Aviso de privacidad simplificado", "Para qué se usan sus datos"]),
    ],
)
def test_los_pdf_son_etiquetados_y_dicen_de_quien_y_que_version(
    ana: Client, con_aviso: str, ruta: str, dentro: list[str]
) -> None:
    respuesta = ana.get(con_aviso + ruta)
    lector = PdfReader(io.BytesIO(respuesta.content))
    escrito = " ".join(" ".join(p.extract_text() for p in lector.pages).split())
    for frase in dentro:
        assert frase in escrito, frase
    assert ("aaaa1111" in escrito) == ("aaaa1111" in dentro)
    raiz = lector.root_object
    assert raiz["/MarkInfo"]["/Marked"] == True  # noqa: E712  (es un objeto del PDF)
    assert str(raiz["/Lang"]).startswith("es")
    assert lector.metadata is not None
    assert lector.metadata.title
    assert respuesta["Content-Disposition"].startswith("attachment")


def test_el_formato_que_da_el_sistema_se_puede_subir(ana: Client, enviada: Candidatura) -> None:
    hoja = ana.get(RAIZ + "formatos/consentimiento.pdf").content
    assert ana.post(RAIZ + "formatos/", archivo(hoja)).status_code == 302


@pytest.mark.parametrize(
    ("octetos", "frase"),
    [
        (b"hola", "PDF, JPG o PNG"),
        (pdf(cambiar=con_programa), "programas"),
        (b"%PDF-" + b"0" * 5_000_001, "5 MB"),
    ],
)
def test_un_archivo_que_no_se_admite_dice_por_que_junto_al_campo(
    ana: Client, enviada: Candidatura, octetos: bytes, frase: str
) -> None:
    respuesta = ana.post(RAIZ + "formatos/", archivo(octetos))
    assert respuesta.status_code == 422
    assert frase in texto(check(respuesta.content))


def test_subido_y_aceptado_por_administracion_surte_efecto(
    ana: Client, dina: Client, enviada: Candidatura, datos: Path
) -> None:
    assert ana.post(RAIZ + "formatos/", archivo(escaneado(), "foto.png")).status_code == 302
    assert "Por revisar" in texto(check(ana.get(RAIZ + "formatos/").content))
    cola = dina.get("/revision/formatos/")
    assert "María de la Luz Ñáñez" in texto(check(cola.content))
    ((recibido, _),) = cola.context["renglones"]
    pagina = f"/revision/aaaa1111/formatos/{recibido.numero}/"
    leido = texto(check(dina.get(pagina).content))
    assert "Autoadscripción y lengua indígena" in leido
    bajado = dina.get(pagina + "archivo")
    assert bajado.content.startswith(b"\xff\xd8")
    assert bajado["Content-Disposition"].startswith("attachment")
    assert "no-store" in bajado["Cache-Control"]
    assert ana.get(f"{RAIZ}formatos/{recibido.numero}").content == bajado.content
    assert dina.post(pagina, {"decision": "rechazar"}).status_code == 422
    assert se_ve(enviada) == set()
    assert dina.post(pagina, {"decision": "aceptar"}).status_code == 302
    assert se_ve(enviada) == {"p1", "p4"} | {k for k in se_ve(enviada) if k in ("p2", "p3", "p5", "p6", "p7")}
    assert "p9" not in se_ve(enviada)
    assert dina.post(pagina, {"decision": "aceptar"}).status_code == 409
    assert ESPERA not in texto(check(ana.get(RAIZ + "formatos/").content))


@pytest.mark.parametrize("quien", ["beto", "independiente", "cora", "comision"])
def test_nadie_mas_abre_el_formato(
    ana: Client, enviada: Candidatura, request: pytest.FixtureRequest, quien: str
) -> None:
    ana.post(RAIZ + "formatos/", archivo(pdf()))
    ((recibido, _),) = ana.get(RAIZ + "formatos/").context["recibidos"]
    navegador: Client = request.getfixturevalue(quien)
    for ruta in (
        f"{RAIZ}formatos/",
        f"{RAIZ}formatos/{recibido.numero}",
        "/revision/formatos/",
        f"/revision/aaaa1111/formatos/{recibido.numero}/",
        f"/revision/aaaa1111/formatos/{recibido.numero}/archivo",
    ):
        assert navegador.get(ruta).status_code == 404, ruta


def test_ella_contesta_en_su_sesion_y_su_si_espera_el_formato(
    eva: Client, enviada: Candidatura, ahora: datetime
) -> None:
    ruta = RAIZ + "consentimiento/contestar/"
    pagina = eva.get(ruta)
    assert b"checked" not in pagina.content
    assert "acepta el formato firmado por usted. El no, enseguida." in texto(check(pagina.content))
    assert eva.post(ruta, {"c_publicacion": "grupos", "c_estadistica": "si"}).status_code == 422
    dicho = {"c_publicacion": "grupos", "c_grupos": ["diversidad"], "c_estadistica": "si"}
    assert eva.post(ruta, dicho).status_code == 302
    assert se_ve(enviada) == set()
    assert ESPERA in texto(check(eva.get(RAIZ + "formatos/").content))
    firmar(enviada, ahora)
    assert se_ve(enviada) == {"p9"}
    assert eva.post(ruta, {"c_publicacion": "no", "c_estadistica": "no"}).status_code == 302
    assert se_ve(enviada) == set()


def test_el_partido_contesta_que_si_despues_de_enviar_y_espera(ana: Client, enviada: Candidatura) -> None:
    ana.post(RAIZ + "consentimiento/contestar/", {"c_publicacion": "si", "c_estadistica": "si"})
    assert se_ve(enviada) == set()
    assert ESPERA in texto(check(ana.get(RAIZ + "formatos/").content))


def test_de_quien_fue_sustituida_se_dice_que_termino_y_no_se_ofrecen_formatos(
    ana: Client, enviada: Candidatura, ahora: datetime
) -> None:
    assert b"formatos/" in ana.get(RAIZ).content
    sustituir(enviada, ahora)
    pagina = ana.get(RAIZ).content
    assert "Esta candidatura terminó." in texto(check(pagina))
    assert b"formatos/" not in pagina
    assert ana.get(RAIZ + "formatos/").status_code == 404
