"""El nombre mal escrito, por las pantallas: Dina lo corrige, a Ana se le avisa, Beto no puede y el padrón lleva hasta ahí."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conoceles.avisos import operaciones as avisos
from conoceles.candidaturas.models import Candidatura, CorreccionDeNombre
from conoceles.correo.models import Correo
from paginas import check, confirmado, texto
from vidas import concluir

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso

SOSTIENE = {"motivo": "Así lo dice su acta.", "acuerdo": "OF/7/2024", "fecha_acuerdo": "2024-04-20"}
DIRA = {"acto": "nombre", "nombres": "María de la Luz Ñáñez Ruiz", "sobrenombre": "La Güera", **SOSTIENE}
TITULOS = "CARGO,DISTRITO,PARTIDO,CARACTER,NOMBRE COMPLETO,SEXO\n"


def _actos(candidatura: Candidatura) -> str:
    return f"/revision/{candidatura.folio}/actos/"


def test_antes_de_corregir_se_lee_que_decia_y_que_dira(dina: Client, candidatura: Candidatura) -> None:
    formulario = dina.get(_actos(candidatura)).content.decode()
    check(formulario)
    assert 'id="nombre-nombres"' in formulario
    assert 'value="MARÍA DE LA LUZ ÑÁÑEZ"' in formulario  # de entrada, como está hoy
    assert "Es la misma persona" not in formulario  # solo se pregunta si podría no serlo

    previa = texto(check(dina.post(_actos(candidatura), DIRA).content))
    assert "El nombre decía «MARÍA DE LA LUZ ÑÁÑEZ» y dirá «María de la Luz Ñáñez Ruiz»." in previa
    assert "El sobrenombre decía nada y dirá «La Güera»." in previa
    assert "Quien responde por la candidatura" in previa
    assert not CorreccionDeNombre.objects.exists()


def test_dina_corrige_y_queda_en_la_historia(dina: Client, candidatura: Candidatura) -> None:
    assert confirmado(dina, _actos(candidatura), DIRA).status_code == 302
    pagina = texto(check(dina.get(_actos(candidatura)).content))
    assert "María de la Luz Ñáñez Ruiz" in pagina
    assert "Se corrigió el nombre o el sobrenombre, OF/7/2024" in pagina
    candidatura.refresh_from_db()
    assert (candidatura.persona.nombre, candidatura.sobrenombre) == ("María de la Luz Ñáñez Ruiz", "La Güera")


def test_si_parece_otra_persona_lo_pregunta_y_conserva_lo_escrito(
    dina: Client, candidatura: Candidatura
) -> None:
    otra = {**DIRA, "nombres": "Rosa Quiñones Luna"}
    respuesta = dina.post(_actos(candidatura), otra)
    pagina = respuesta.content.decode()
    check(pagina)
    assert respuesta.status_code == 422
    assert "Se lee como otra persona: hoy dice María de la Luz Ñáñez." in pagina
    assert 'id="nombre-es_la_misma"' in pagina
    assert 'value="Rosa Quiñones Luna"' in pagina
    assert not CorreccionDeNombre.objects.exists()

    previa = dina.post(_actos(candidatura), otra | {"es_la_misma": "si"}).content.decode()
    assert (
        "<span>Es la misma persona: María de la Luz Ñáñez.</span>" in previa
    )  # y se afirma otra vez al confirmarlo
    assert confirmado(dina, _actos(candidatura), otra | {"es_la_misma": "si"}).status_code == 302


@pytest.mark.parametrize("quien", ["ana", "beto", "cora", "comision"])
def test_nadie_mas_lo_corrige(request: pytest.FixtureRequest, quien: str, candidatura: Candidatura) -> None:
    assert request.getfixturevalue(quien).post(_actos(candidatura), DIRA).status_code == 404
    assert not CorreccionDeNombre.objects.exists()


def test_a_quien_responde_se_le_avisa_como_quedo_y_al_rival_no(
    dina: Client, ana: Client, beto: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    avisos.anotar(callado=True)
    confirmado(dina, _actos(candidatura), DIRA)
    avisos.anotar()
    avisos.repartir(ahora=ahora + timedelta(minutes=5))
    assert "Revise cómo quedó escrito el nombre" in ana.get("/avisos/").content.decode()
    assert "Revise cómo quedó escrito el nombre" not in beto.get("/avisos/").content.decode()
    cuerpo = Correo.objects.get(clase="aviso").texto
    assert "Nombre: María de la Luz Ñáñez Ruiz." in cuerpo
    assert "Documento que lo sostiene: OF/7/2024." in cuerpo
    assert "María de la Luz Ñáñez Ruiz" in ana.get("/").content.decode()


def test_sustituida_no_lo_ofrece_y_pedirlo_no_hace_nada(
    dina: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    concluir(candidatura, "cancelar", ahora)
    assert 'id="nombre-nombres"' not in dina.get(_actos(candidatura)).content.decode()
    respuesta = dina.post(_actos(candidatura), DIRA)
    assert respuesta.status_code == 409
    assert "No se puede corregir el nombre" in respuesta.content.decode()


def test_un_nombre_parecido_en_el_padron_lleva_a_corregirlo(dina: Client, proceso: Proceso) -> None:
    def ensayar(nombre: str) -> str:
        archivo = SimpleUploadedFile(
            "c.csv", f"{TITULOS}Diputación MR,5,MC,PROPIETARIA,{nombre},MUJER\n".encode()
        )
        pagina: str = dina.post("/revision/padron/", {"archivo": archivo}).content.decode()
        check(pagina)
        return pagina

    lleva = dict(re.findall(r'name="(huella|visto)" value="(\w+)"', ensayar("Ana Gonsales Soto")))
    dina.post("/revision/padron/", {**lleva, "confirmar": "si"})
    fila = Candidatura.objects.get()
    pagina = ensayar("Ana González Soto")
    assert "NOMBRE_PARECIDO" in pagina
    assert f'href="{_actos(fila)}#nombre-nombres"' in pagina
    assert "LUGAR_OCUPADO" not in pagina

    bien = {**DIRA, "nombres": "Ana González Soto", "sobrenombre": ""}
    assert confirmado(dina, _actos(fila), bien).status_code == 302
    assert "No hay nada que importar" in ensayar("Ana González Soto")
    atrasado = ensayar("Ana Gonsales Soto")
    assert "NOMBRE_CORREGIDO_DISTINTO" in atrasado
    assert f'href="{_actos(fila)}#nombre-nombres"' in atrasado
