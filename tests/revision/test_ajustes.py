"""Las pantallas del ajuste: quien responde lo pide, administración lo resuelve."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.curricular.models import Fotografia
from conoceles.expediente.models import Ajuste
from conoceles.nucleo import reloj
from paginas import check, confirmado, sin_senales, texto
from personas import LARGO
from vidas import OTRO_TEXTO

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

TEXTO = OTRO_TEXTO.strip()


def _captura(candidatura: Candidatura) -> str:
    return f"/candidaturas/{candidatura.folio}/ajuste/"


def _revision(candidatura: Candidatura) -> str:
    return f"/revision/{candidatura.folio}/ajuste/"


def test_ana_pide_y_ve_su_reloj_dina_aplica(ana: Client, dina: Client, publicada: Candidatura) -> None:
    formulario = ana.get(_captura(publicada))
    assert LARGO in formulario.content.decode()
    assert confirmado(ana, _captura(publicada), {"historia": TEXTO}).status_code == 302
    seguimiento = ana.get(_captura(publicada)).content.decode()
    assert "viernes 26 de abril de 2024" in seguimiento
    assert "Quedan 38 h" in seguimiento
    cola = dina.get("/revision/ajustes/").content.decode()
    assert "Quedan 38 h" in cola
    assert "Quedan 38 h" in dina.get("/revision/hoy/").content.decode()
    pagina = sin_senales(dina.get(_revision(publicada)).content)
    assert LARGO in pagina
    assert TEXTO in pagina
    assert dina.post(_revision(publicada), {"accion": "aplicar"}).status_code == 302
    assert "Aplicado" in ana.get(_captura(publicada)).content.decode()
    assert "Ajustes por resolver: 0" in dina.get("/revision/hoy/").content.decode()


def test_pedirlo_ensena_que_cambia_y_no_se_gasta_sin_confirmar(ana: Client, publicada: Candidatura) -> None:
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    foto = BytesIO()
    Image.new("RGB", (800, 1000), "teal").save(foto, "JPEG")
    datos = {
        "historia": TEXTO, "p8": "si", "fecha_toma": "2024-04-01",
        "archivo": SimpleUploadedFile("a.jpg", foto.getvalue()),
    }  # fmt: skip
    previa = ana.post(_captura(publicada), datos)
    leido = texto(check(previa.content))
    assert "1 respuesta curricular, la fotografía y 1 respuesta de identidad" in leido
    assert "a más tardar el 26 de abril de 2024" in leido
    assert "por única ocasión" in leido
    assert TEXTO in sin_senales(previa.content)
    assert "data:image/jpeg;base64," in previa.content.decode()
    sin = confirmado(
        ana, _captura(publicada), datos | {"archivo": SimpleUploadedFile("a.jpg", foto.getvalue())}, "no"
    )
    assert sin.status_code == 422
    assert not Ajuste.objects.exists()
    assert not Fotografia.objects.exists()
    cambia = ana.post(_captura(publicada), {"historia": TEXTO, "cambiar": "si"})
    assert TEXTO in cambia.content.decode()
    assert not Ajuste.objects.exists()
    hecho = confirmado(
        ana, _captura(publicada), datos | {"archivo": SimpleUploadedFile("a.jpg", foto.getvalue())}
    )
    pedido = Ajuste.objects.get()
    assert (pedido.debe_decir["historia"], pedido.con_identidad) == (TEXTO, True)
    assert pedido.fotografia is not None
    assert "Acuse: se pidió el ajuste" in texto(check(ana.get(hecho["Location"]).content))


def test_una_fotografia_que_no_cabe_se_dice_antes_de_confirmar(ana: Client, publicada: Candidatura) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    datos = {"archivo": SimpleUploadedFile("a.jpg", b"\xff" * 800_000), "fecha_toma": "2024-04-01"}
    respuesta = ana.post(_captura(publicada), datos)
    assert respuesta.status_code == 422
    assert "menos de 700 KB" in texto(check(respuesta.content))
    cortada = ana.post(_captura(publicada), {"archivo_en_texto": "no es base64", "historia": TEXTO})
    assert cortada.status_code == 422
    assert "elíjala otra vez" in texto(check(cortada.content))


def test_la_segunda_vez_se_rechaza_con_la_razon(ana: Client, publicada: Candidatura) -> None:
    confirmado(ana, _captura(publicada), {"historia": TEXTO})
    segunda = confirmado(ana, _captura(publicada), {"trayectoria": TEXTO})
    assert segunda.status_code == 409
    assert "única ocasión" in segunda.content.decode()


def test_un_texto_corto_se_senala_y_no_se_pierde(ana: Client, publicada: Candidatura) -> None:
    respuesta = confirmado(
        ana, _captura(publicada), {"historia": "Texto demasiado corto", "trayectoria": TEXTO}
    )
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 422
    assert "Texto demasiado corto" in pagina
    assert TEXTO in pagina
    assert 'aria-invalid="true"' in pagina


def test_dina_registra_un_correo_y_lo_declina(ana: Client, dina: Client, publicada: Candidatura) -> None:
    datos = {"accion": "registrar", "historia": TEXTO, "recibido_en": "2024-04-22T09:30"}
    assert confirmado(dina, _revision(publicada), datos).status_code == 302
    assert "Venció hace" in dina.get("/revision/ajustes/").content.decode()
    sin_causa = dina.post(_revision(publicada), {"accion": "declinar"})
    assert sin_causa.status_code == 422
    assert dina.post(_revision(publicada), {"accion": "declinar", "causa": "propaganda"}).status_code == 302
    assert "El texto pedido es propaganda" in ana.get(_captura(publicada)).content.decode()


def test_un_correo_sin_fecha_conserva_lo_escrito(dina: Client, publicada: Candidatura) -> None:
    respuesta = dina.post(_revision(publicada), {"accion": "registrar", "historia": TEXTO, "recibido_en": ""})
    assert respuesta.status_code == 422
    assert TEXTO in respuesta.content.decode()


@pytest.mark.parametrize("accion", ["aplicar", "declinar", "registrar"])
def test_cora_lo_lee_pero_no_lo_resuelve(
    ana: Client, cora: Client, publicada: Candidatura, accion: str
) -> None:
    confirmado(ana, _captura(publicada), {"historia": TEXTO})
    assert "Aplicar el ajuste" not in cora.get(_revision(publicada)).content.decode()
    assert cora.post(_revision(publicada), {"accion": accion}).status_code == 404


def test_beto_no_sabe_de_ese_ajuste(beto: Client, publicada: Candidatura) -> None:
    assert beto.get(_captura(publicada)).status_code == 404
    assert confirmado(beto, _captura(publicada), {"historia": TEXTO}).status_code == 404


def test_el_plazo_vencido_se_ve(ana: Client, dina: Client, publicada: Candidatura) -> None:
    confirmado(ana, _captura(publicada), {"historia": TEXTO})
    with reloj.congelado(datetime.fromisoformat("2024-04-29T09:00:00-06:00")):
        assert "etiqueta--peligro" in dina.get("/revision/ajustes/").content.decode()


def test_las_pantallas_son_html_correcto(ana: Client, dina: Client, publicada: Candidatura) -> None:
    for cliente, lugar in (
        (ana, _captura(publicada)),
        (dina, _revision(publicada)),
        (dina, f"/revision/{publicada.folio}/correccion/"),
        (dina, f"/revision/{publicada.folio}/actos/"),
        (dina, "/revision/ajustes/"),
    ):
        check(cliente.get(lugar).content.decode())


def test_ana_ajusta_identidad_sin_verla_y_dina_la_lee_con_constancia(
    ana: Client, dina: Client, cora: Client, publicada: Candidatura
) -> None:
    formulario = ana.get(_captura(publicada)).content.decode()
    assert "Lo que hoy dicen no se muestra aquí" in formulario
    assert confirmado(ana, _captura(publicada), {"p8": "si"}).status_code == 302
    seguimiento = ana.get(_captura(publicada)).content.decode()
    assert "Respuestas de identidad" in seguimiento
    assert "afromexicana" not in seguimiento.lower()
    assert "afromexicana" not in cora.get(_revision(publicada)).content.decode().lower()
    assert cora.post(_revision(publicada), {"accion": "leer"}).status_code == 404
    assert "afromexicana" not in dina.get(_revision(publicada)).content.decode().lower()
    leida = dina.post(_revision(publicada), {"accion": "leer"}).content.decode()
    assert "afromexicana" in leida.lower()
    assert Entrada.objects.using("identidad").filter(acto="identidad_leida").count() == 1
    assert dina.post(_revision(publicada), {"accion": "aplicar"}).status_code == 302
    assert "Aplicado" in ana.get(_captura(publicada)).content.decode()


def test_ana_pide_otra_fotografia_y_dina_la_ve(ana: Client, dina: Client, publicada: Candidatura) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from curricular.imagenes import jpeg

    sin_fecha = confirmado(ana, _captura(publicada), {"archivo": SimpleUploadedFile("a.jpg", jpeg())})
    assert sin_fecha.status_code == 422
    check(sin_fecha.content.decode())
    assert "fecha en que se tomó" in sin_fecha.content.decode()
    datos = {"archivo": SimpleUploadedFile("a.jpg", jpeg()), "fecha_toma": "2024-04-20"}
    assert confirmado(ana, _captura(publicada), datos).status_code == 302
    pagina = dina.get(_revision(publicada)).content.decode()
    imagen = f"/revision/{publicada.folio}/ajuste/fotografia"
    assert imagen in pagina
    assert dina.get(imagen)["Content-Type"] == "image/jpeg"


def test_respuesta_imposible_conserva_lo_escrito(ana: Client, publicada: Candidatura) -> None:
    respuesta = confirmado(ana, _captura(publicada), {"p1": "quizá", "p8": "si", "historia": TEXTO})
    assert respuesta.status_code == 422
    pagina = respuesta.content.decode()
    check(pagina)
    assert "Elija una de las respuestas de la lista." in pagina
    assert TEXTO in pagina
    assert '<option value="si" selected>' in pagina
