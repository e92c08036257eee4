"""Un carácter que voltea el texto no llega a publicarse por ningún camino; y perder la sesión no pierde lo escrito."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from conoceles.ayuda.models import SolicitudDeAyuda
from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.models import Candidatura as Modelo
from conoceles.candidaturas.models import Invitacion, Persona
from conoceles.correo.models import Correo
from conoceles.cuentas.models import Cuenta
from conoceles.curricular.consultas import borrador
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.nucleo.errores import ErroresDeCampos
from conoceles.proceso.consultas import definicion
from paginas import check, confirmado, texto
from personas import CLAVE, LARGO, SISTEMA, capturar, enviar, guardar, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

VOLTEADO = LARGO.replace("maestra", "\u202emaestra")
RAIZ = "/candidaturas/aaaa1111/"


def test_al_capturar_se_ve_donde_esta_y_no_se_envia(
    ana: Client, con_aviso: str, candidatura: Candidatura, ahora: datetime
) -> None:
    respuesta = ana.post(con_aviso + "historia/", {"historia": VOLTEADO, "version": "0"}, follow=True)
    pagina = texto(check(respuesta.content))
    assert "Trae un carácter que no se ve" in pagina
    assert "⟨U+202E⟩maestra" in pagina
    assert borrador(candidatura)["historia"][0]["historia"] == VOLTEADO.replace("\u202e", "⟨U+202E⟩")
    capturar(candidatura, ahora)
    guardar(candidatura, "historia", {"historia": VOLTEADO.replace("\u202e", "⟨U+202E⟩")}, ahora)
    with pytest.raises(ErroresDeCampos) as error:
        enviar(candidatura, ahora)
    assert set(error.value.causas) == {"historia"}


@pytest.mark.postgres
def test_la_base_no_guarda_una_version_volteada(candidatura: Candidatura, ahora: datetime) -> None:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    fila = VersionCurricular.objects.get(candidatura=candidatura)
    intentos: list[Callable[[], object]] = [
        lambda: Persona.objects.filter(pk=candidatura.persona_id).update(nombre="ANA \u2067LUZ"),
        lambda: Modelo.objects.filter(pk=candidatura.pk).update(sobrenombre="La \u202aNana"),
        lambda: _otra(fila, {"historia": {"historia": VOLTEADO}}),
    ]
    for intento in intentos:
        with pytest.raises(IntegrityError, match="volte"), transaction.atomic():
            intento()


def _otra(fila: object, contenido: dict[str, object]) -> None:
    fila.pk, fila.numero, fila.contenido = None, 99, contenido  # type: ignore[attr-defined]
    fila.save(force_insert=True)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "malo", ["No puedo subir \u202ela foto de mi candidata.", "No puedo\u200b subir la foto, ayuda."]
)
def test_en_los_demas_formularios_no_pasa_y_se_devuelve_senalado(ana: Client, malo: str) -> None:
    respuesta = ana.post("/ayuda/pedir/", {"texto": malo, "pagina": "/"})
    assert respuesta.status_code == 422
    pagina = texto(check(respuesta.content))
    assert "No se guardó: hay un carácter que no se ve" in pagina
    assert "⟨U+2" in pagina
    assert not SolicitudDeAyuda.objects.exists()


def test_perder_la_sesion_en_identidad_devuelve_las_respuestas_en_palabras(
    ana: Client, con_aviso: str
) -> None:
    campo = next(c for c in definicion(CLAVE).identidad.campos() if c.clave == "p1")
    ana.cookies.clear()
    datos = {"p1": "si", "original": "a" * 64, "version": "3", "accion": "continuar", "vistas": "p1 p2"}
    perdida = ana.post(con_aviso + "identidad/", datos)
    assert perdida.status_code == 403
    dicho = texto(check(perdida.content))
    assert campo.etiqueta in dicho
    assert next(o.etiqueta for o in campo.opciones if o.clave == "si") in dicho
    assert "aaaaaaaa" not in dicho
    assert "continuar" not in dicho


def test_perder_la_sesion_nunca_devuelve_una_contrasena(ana: Client) -> None:
    ana.cookies.clear()
    dicho = ana.post(
        "/cuenta/contrasena/", {"clave": "secreto-largo-1", "oldpassword": "secreto-largo-2"}
    ).content
    assert b"secreto-largo" not in dicho


def test_invitar_a_un_correo_con_cuenta_no_dice_que_la_tiene(
    ana: Client, beto: Client, candidatura: Candidatura
) -> None:
    """Ni al invitar, ni al ver la invitación, ni al reenviarla o retirarla: todo se lee como con un correo nuevo."""

    def vivir(correo: str) -> list[str]:
        vistas = []
        for acto in ("invitar", "reenviar", "retirar"):
            respuesta = ana.post(RAIZ + "invitacion/", {"acto": acto, "correo": correo}, follow=True)
            vistas.append(re.sub(r"\d+", "", texto(check(respuesta.content)).replace(correo, "CORREO")))
        confirmado(ana, RAIZ + "invitacion/", {"acto": "retirar"})
        return vistas

    de_otro, nuevo = vivir("beto@prueba.mx"), vivir("nadie@buzon.mx")
    assert de_otro == nuevo
    assert "Todavía no abre su enlace" in de_otro[0]
    cartas = Correo.objects.filter(para="beto@prueba.mx", clase="invitacion")
    assert cartas.count() == 2  # al invitar y al reenviar
    assert "/acceso/" not in "".join(carta.texto for carta in cartas)
    assert "no se le abrió nada" in cartas[0].cuerpo
    suyo = alcance_de(Cuenta.objects.get(correo="beto@prueba.mx"))
    assert candidatura.pk not in suyo.candidaturas
    assert beto.get(RAIZ).status_code == 404


def test_invitar_con_el_correo_propio_o_dos_veces_con_el_mismo_se_dice(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    otra = registrada(candidatura.proceso, "aaaa3333", ahora, nombre="LUZ DOS")
    habilitar(candidatura=otra, por=SISTEMA, ahora=ahora)
    ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": "eva@buzon.mx"})
    for correo in ("ana@prueba.mx", "eva@buzon.mx"):
        respuesta = ana.post("/candidaturas/aaaa3333/invitacion/", {"acto": "invitar", "correo": correo})
        assert "Ese correo es el suyo o ya invitó con él" in texto(check(respuesta.content))
    assert Invitacion.objects.count() == 1
