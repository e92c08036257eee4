"""De la designación a la primera entrada, y de la contraseña olvidada a la siguiente, por las pantallas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from accesos.conftest import CLAVE, CORREO, enlace_del_correo, recibir, secreto_de
from conoceles.accesos.consultas import responsables, sin_cuenta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.consultas import sin_responsable
from conoceles.candidaturas.models import Formula
from conoceles.correo.models import Correo
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo import reloj
from paginas import check, confirmado, texto
from personas import DINA, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.enlaces import Entrega
    from conoceles.proceso.models import Proceso


@pytest.fixture
def datos_de_ana(proceso: Proceso) -> dict[str, str]:
    pri = proceso.fuerzas.get(siglas="PRI")
    return {
        "ambito": f"fuerza:{pri.pk}",
        "nombre": "Ana Nueva",
        "correo": CORREO,
        "oficio": "PRI/12/2024",
        "fecha_oficio": "2024-04-20",
    }


def test_de_la_designacion_a_la_primera_captura(
    dina: Client, client: Client, candidatura: Candidatura, datos_de_ana: dict[str, str]
) -> None:
    check(dina.get("/accesos/").content)
    check(dina.get(f"/accesos/designar/?ambito={datos_de_ana['ambito']}").content)
    entregada = dina.post("/accesos/designar/", datos_de_ana)
    enlace = enlace_del_correo(CORREO)
    assert enlace in texto(check(entregada.content))  # sin servidor de correo, se entrega en mano
    assert "no-store" in entregada["Cache-Control"]
    assert enlace not in dina.get("/accesos/").content.decode()
    assert "Sin acuse de recibo" in texto(check(dina.get("/accesos/").content))

    abierto = client.get(enlace)
    assert abierto["Location"] == "/acceso/"
    pagina = client.get("/acceso/")
    assert "Partido Revolucionario Institucional" in texto(check(pagina.content))
    assert "15 días naturales" in texto(check(pagina.content))
    mal = client.post("/acceso/", {"clave": "corta", "repetida": "otra"})
    assert mal.status_code == 422
    for frase in ("acusa recibo", "12 caracteres", "no son iguales"):
        assert frase in texto(check(mal.content))
    listo = client.post("/acceso/", {"clave": CLAVE, "repetida": CLAVE, "acusa": "si"})
    assert "Listo" in texto(check(listo.content))
    assert "Ya está dentro" in texto(check(listo.content))
    assert client.get("/")["Location"] == "/cuenta/segundo-factor/activar/", "nada se ve sin segundo factor"
    assert client.get(f"/candidaturas/{candidatura.folio}/").status_code == 302
    client.post("/cuenta/codigos/generar/")
    assert "vence el 10 de mayo de 2024" in texto(check(client.get("/").content))
    assert "Con acceso" in texto(check(dina.get("/accesos/").content))

    client.post("/cuenta/salir/")
    usado = client.get(enlace)
    assert usado.status_code == 410
    assert "ya se usó el 25 de abril de 2024" in texto(check(usado.content))
    assert "/cuenta/recuperar/" in usado.content.decode()


def test_con_servidor_de_correo_el_enlace_no_se_ve(
    dina: Client, datos_de_ana: dict[str, str], settings: object
) -> None:
    settings.EMAIL_HOST = "correo.prueba.mx"  # type: ignore[attr-defined]
    entregada = dina.post("/accesos/designar/", datos_de_ana)
    assert enlace_del_correo(CORREO) not in entregada.content.decode()


def test_designar_conserva_lo_escrito_y_dice_lo_que_falta(dina: Client, datos_de_ana: dict[str, str]) -> None:
    respuesta = dina.post("/accesos/designar/", datos_de_ana | {"oficio": "", "fecha_oficio": "ayer"})
    assert respuesta.status_code == 422
    pagina = check(respuesta.content)
    assert "número del oficio" in texto(pagina)
    assert "fecha del oficio" in texto(pagina)
    assert 'value="Ana Nueva"' in respuesta.content.decode()
    mal = dina.post("/accesos/designar/", datos_de_ana | {"correo": "sin arroba"})
    assert mal.status_code == 422
    check(mal.content)


def test_recuperar_contesta_igual_exista_o_no(
    client: Client, designar: Callable[..., Entrega], ahora: datetime
) -> None:
    recibir(designar(), ahora)
    check(client.get("/cuenta/recuperar/").content)
    si = client.post("/cuenta/recuperar/", {"correo": CORREO})
    no = client.post("/cuenta/recuperar/", {"correo": "nadie@prueba.mx"})
    assert si.status_code == no.status_code == 200
    assert texto(check(si.content)).replace(CORREO, "x") == texto(check(no.content)).replace(
        "nadie@prueba.mx", "x"
    )
    client.get(enlace_del_correo(CORREO))
    otra = "otra frase larga y propia"
    assert "Elija otra contraseña" in texto(check(client.get("/acceso/").content))
    assert "Listo" in texto(check(client.post("/acceso/", {"clave": otra, "repetida": otra}).content))
    assert client.post("/cuenta/entrar/", {"login": CORREO, "password": CLAVE}).status_code == 200
    assert client.post("/cuenta/entrar/", {"login": CORREO, "password": otra}).status_code == 302


def test_recuperar_cierra_las_sesiones_abiertas_y_no_quita_el_segundo_factor(
    client: Client, designar: Callable[..., Entrega], ahora: datetime
) -> None:
    from django.test import Client

    recibir(designar(), ahora)
    abierta = Client()
    abierta.post("/cuenta/entrar/", {"login": CORREO, "password": CLAVE})
    abierta.post("/cuenta/confirmar/", {"password": CLAVE})
    abierta.post("/cuenta/codigos/generar/")
    assert abierta.get("/").status_code == 200
    client.post("/cuenta/recuperar/", {"correo": CORREO})
    client.get(enlace_del_correo(CORREO))
    otra = "otra frase larga y propia"
    client.post("/acceso/", {"clave": otra, "repetida": otra})
    assert abierta.get("/").status_code == 302
    nueva = Client()
    entrada = nueva.post("/cuenta/entrar/", {"login": CORREO, "password": otra})
    assert entrada["Location"] == "/cuenta/segundo-factor/"
    assert nueva.get("/").status_code == 302


def test_recuperar_se_detiene_ante_la_insistencia(client: Client, designar: Callable[..., Entrega]) -> None:
    """A nadie se le llena el buzón, y el enlace que ya le llegó no deja de servir porque otra persona pida más."""
    designar()
    for _ in range(10):
        pedido = client.post("/cuenta/recuperar/", {"correo": CORREO})
        assert "sirve el último que llegó" in texto(check(pedido.content))
    assert Correo.objects.filter(para=CORREO).count() == 1 + 3
    assert client.get(enlace_del_correo(CORREO)).status_code == 302
    assert client.post("/cuenta/recuperar/", {"correo": "no es correo"}).status_code == 422


def test_enlace_vencido_lo_dice_y_dice_que_hacer(
    client: Client, designar: Callable[..., Entrega], ahora: datetime
) -> None:
    entrega = designar()
    client.get(f"/acceso/{secreto_de(entrega)}/")
    with reloj.congelado(ahora + timedelta(days=6)):
        vencido = client.post("/acceso/", {"clave": CLAVE, "repetida": CLAVE, "acusa": "si"})
    assert vencido.status_code == 410
    assert "venció el 30 de abril de 2024" in texto(check(vencido.content))
    assert "pida otro enlace" in texto(check(vencido.content))


def test_actos_sobre_una_cuenta(dina: Client, designar: Callable[..., Entrega], ahora: datetime) -> None:
    entrega = designar()
    ruta = f"/accesos/{entrega.enlace.cuenta_id}/"
    check(dina.get(ruta).content)
    check(dina.post(ruta, {"acto": "reenviar"}).content)
    recibir_ultimo = enlace_del_correo(CORREO)
    assert recibir_ultimo not in (entrega.direccion,)
    sin_motivo = dina.post(ruta, {"acto": "baja", "motivo": ""})
    assert sin_motivo.status_code == 422
    assert "Escriba el motivo" in texto(check(sin_motivo.content))
    assert (
        dina.post(ruta, {"acto": "factor", "motivo": "Oficio 8", "evidencia": "identificacion"}).status_code
        == 302
    )
    cambio = dina.post(ruta, {"acto": "correo", "correo": "otra@prueba.mx", "motivo": "Oficio 8"})
    assert "otra@prueba.mx" in texto(check(cambio.content))
    antes = texto(check(dina.post(ruta, {"acto": "baja", "motivo": "Oficio de remoción"}).content))
    assert "Nadie más tiene cuenta por lo mismo" in antes
    assert Cuenta.objects.get(pk=entrega.enlace.cuenta_id).is_active
    hecha = confirmado(dina, ruta, {"acto": "baja", "motivo": "Oficio de remoción"})
    assert "Acuse: " in texto(check(dina.get(hecha["Location"]).content))
    assert "Oficio de remoción" in texto(check(dina.get(ruta).content))
    assert not Cuenta.objects.get(pk=entrega.enlace.cuenta_id).is_active
    assert dina.post(ruta, {"acto": "inventado"}).status_code == 404


def test_cuenta_propia_no_ofrece_actos(dina: Client) -> None:
    propia = Cuenta.objects.get(correo="dina@prueba.mx")
    pagina = dina.get(f"/accesos/{propia.pk}/")
    assert "otra persona administradora" in texto(check(pagina.content))
    assert dina.post(f"/accesos/{propia.pk}/", {"acto": "baja", "motivo": "x"}).status_code == 409


def test_personal_del_instituto_recibe_su_cuenta_y_activa_su_factor(dina: Client, client: Client) -> None:
    check(dina.get("/accesos/personal/").content)
    vacia = dina.post("/accesos/personal/", {"correo": "nueva@instituto.mx"})
    assert vacia.status_code == 422
    check(vacia.content)
    datos = {"nombre": "Cora Nueva", "correo": "nueva@instituto.mx", "papel": "revision"}
    check(dina.post("/accesos/personal/", datos).content)
    client.get(enlace_del_correo("nueva@instituto.mx"))
    client.post("/acceso/", {"clave": CLAVE, "repetida": CLAVE, "acusa": "si"})
    client.post("/cuenta/entrar/", {"login": "nueva@instituto.mx", "password": CLAVE})
    assert client.get("/revision/")["Location"] == "/cuenta/segundo-factor/activar/"


@pytest.mark.parametrize("papel", ["partido", "candidatura", "director"])
def test_personal_solo_con_papeles_del_instituto(dina: Client, papel: str) -> None:
    datos = {"nombre": "X", "correo": "nueva@instituto.mx", "papel": papel}
    assert dina.post("/accesos/personal/", datos).status_code == 422


def test_independiente_recibe_su_formula(
    dina: Client, client: Client, registrar: Callable[..., Candidatura], designar: Callable[..., Entrega]
) -> None:
    fila = registrar("iiii1111", "ÍÑIGO LÓPEZ", "IND")
    assert "Independiente: Íñigo López" in texto(check(dina.get("/accesos/designar/").content))
    entrega = designar(ambito=f"formula:{fila.formula_id}", por=DINA)
    client.get(f"/acceso/{secreto_de(entrega)}/")
    assert "Íñigo López" in texto(check(client.get("/acceso/").content))
    client.post("/acceso/", {"clave": CLAVE, "repetida": CLAVE, "acusa": "si"})
    client.post("/cuenta/entrar/", {"login": CORREO, "password": CLAVE})
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    client.post("/cuenta/codigos/generar/")
    assert client.get("/candidaturas/iiii1111/").status_code == 200


def test_una_alianza_sin_quien_responda_no_se_ofrece_como_independiente(
    proceso: Proceso, ahora: datetime
) -> None:
    """Si el convenio no dice qué partido captura, nadie la captura: no se le inventa una fórmula independiente."""
    alianza = proceso.fuerzas.exclude(tipo__in=("partido", "independiente"))[0]
    suelta = registrada(proceso, "cccc3333", ahora, siglas=alianza.siglas, nombre="JUAN PEDRO")
    Formula.objects.filter(pk=suelta.formula_id).update(responde=None)
    sola = registrada(proceso, "dddd4444", ahora, siglas="IND", nombre="ELVIRA SALAS")
    nombres = dict(responsables(proceso))
    assert f"formula:{suelta.formula_id}" not in nombres
    assert nombres[f"formula:{sola.formula_id}"] == "Independiente: Elvira Salas"
    assert [f.pk for f in sin_responsable(proceso.pk)] == [suelta.formula_id]
    assert sin_cuenta(proceso) == ["Independiente: Elvira Salas"]


def test_quien_postula_sin_ser_partido_no_se_dice_independiente(proceso: Proceso, ahora: datetime) -> None:
    """A una planilla o a una asamblea la ley no la llama así, y quien entrega el acceso la busca por su nombre."""
    propuesta = registrada(proceso, "dddd4444", ahora, siglas="IND", nombre="ELVIRA SALAS")
    proceso.fuerzas.filter(tipo="independiente").update(tipo="poder", nombre="Planilla roja")
    assert dict(responsables(proceso))[f"formula:{propuesta.formula_id}"] == "Planilla roja: Elvira Salas"


def test_estrenar_entra_y_deja_constancia_pero_recuperar_no(
    client: Client, candidatura: Candidatura, designar: Callable[..., Entrega]
) -> None:
    """Recuperar pide después la contraseña: el buzón solo no debe bastar."""
    entrega = designar(por=DINA)
    client.get(f"/acceso/{secreto_de(entrega)}/")
    client.post("/acceso/", {"clave": CLAVE, "repetida": CLAVE, "acusa": "si"})
    suya = f"cuenta:{entrega.enlace.cuenta_id}"
    assert Entrada.objects.filter(acto=Acto.ENTRADA, actor=suya).count() == 1
    otro = type(client)()
    otro.post("/cuenta/recuperar/", {"correo": CORREO})
    otro.get(enlace_del_correo(CORREO))
    nueva = "otra frase larga y propia"
    assert "Listo" in texto(check(otro.post("/acceso/", {"clave": nueva, "repetida": nueva}).content))
    assert otro.get("/")["Location"].startswith("/cuenta/entrar/")


def test_estrenar_en_el_navegador_de_otra_persona_la_saca_a_ella(
    dina: Client, candidatura: Candidatura, designar: Callable[..., Entrega]
) -> None:
    entrega = designar(por=DINA)
    dina.get(f"/acceso/{secreto_de(entrega)}/")
    dina.post("/acceso/", {"clave": CLAVE, "repetida": CLAVE, "acusa": "si"})
    assert dina.get("/accesos/").status_code != 200
    assert dina.get("/")["Location"] == "/cuenta/segundo-factor/activar/", "es Ana, y todavía sin factor"
