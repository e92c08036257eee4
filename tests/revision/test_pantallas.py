"""Cora revisa: la cola, el expediente junto a la regla, validar y observar. Nada de identidad."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.correo.models import Correo
from conoceles.correo.operaciones import concluir, despachar
from conoceles.curricular.fotografias import guardar
from conoceles.expediente.calendario.recordatorios import recordar
from conoceles.proceso.definicion import Fotografia
from conoceles.revision.consultas import expediente
from paginas import check, texto
from personas import CORA, LARGO, SISTEMA, capturar, de_partido, enviar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

CANARIO = "Pueblo Canario Zzyzx"
ESCRITO = {
    "secciones": "trayectoria",
    "motivo_trayectoria": "ajena",
    "texto_trayectoria": "Retire la mención a la otra candidatura.",
}


@pytest.fixture
def enviada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """La de Eva, enviada con una respuesta de identidad reconocible y sin permiso de publicarla."""
    capturar(candidatura, ahora, p1="si", p3="otro", p3_otro=CANARIO)
    enviar(candidatura, ahora)
    return candidatura


def _ruta(candidatura: Candidatura, resto: str = "") -> str:
    return f"/revision/{candidatura.folio}/{resto}"


def test_cola_muestra_lo_enviado(cora: Client, enviada: Candidatura) -> None:
    leido = texto(check(cora.get("/revision/").content))
    assert "María de la Luz Ñáñez" in leido
    assert "Por revisar" in leido


def test_cola_no_muestra_lo_que_no_se_ha_enviado(
    cora: Client, enviada: Candidatura, registrar: Callable[..., Candidatura]
) -> None:
    registrar("bbbb2222", "ROSA PENDIENTE")
    assert "Rosa Pendiente" not in texto(check(cora.get("/revision/").content))
    assert "Rosa Pendiente" in texto(check(cora.get("/revision/?grupo=sin_enviar").content))


def test_cola_pone_primero_lo_mas_antiguo(
    cora: Client, enviada: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    anterior = registrar("bbbb2222", "ROSA LA PRIMERA")
    capturar(anterior, ahora - timedelta(days=2))
    enviar(anterior, ahora - timedelta(days=1))
    leido = texto(check(cora.get("/revision/").content))
    assert leido.index("Rosa la Primera") < leido.index("María de la Luz")


@pytest.mark.parametrize(
    ("busca", "aparece"), [("nanez", True), ("MARÍA", True), ("aaaa1111", True), ("zutana", False)]
)
def test_cola_busca_sin_acentos(cora: Client, enviada: Candidatura, busca: str, aparece: bool) -> None:
    leido = texto(check(cora.get("/revision/", {"q": busca}).content))
    assert ("María de la Luz Ñáñez" in leido) is aparece


@pytest.mark.parametrize("grupo", ["observadas", "listas", "sin_enviar", "inventado", "<script>"])
def test_cola_de_cualquier_grupo_es_una_pagina_valida(cora: Client, enviada: Candidatura, grupo: str) -> None:
    check(cora.get("/revision/", {"grupo": grupo, "q": "<b>"}).content)


def test_expediente_ensena_cada_respuesta_junto_a_su_regla(cora: Client, enviada: Candidatura) -> None:
    leido = texto(check(cora.get(_ruta(enviada)).content))
    assert leido.count(LARGO) == 2
    assert enviada.envios.get().acuse in leido
    assert "caracteres" in leido


def test_sin_envio_se_ve_desde_cuando_pudo_y_que_se_le_recordo(
    cora: Client, candidatura: Candidatura, cuenta: Callable[..., Cuenta], ahora: datetime
) -> None:
    cuenta("Ana", "partido", f"fuerza:{candidatura.formula.responde_id}")
    tercero = ahora + timedelta(days=12)
    recordar(por=SISTEMA, ahora=tercero)
    despachar(ahora=tercero)
    concluir(Correo.objects.get().pk, estado="rebotado", motivo="Ese buzón no existe.", ahora=tercero)
    leido = texto(check(cora.get(_ruta(candidatura)).content))
    for dicho in (
        "Por capturar",
        "10 de mayo de 2024",
        "Todavía no",
        "a 3 días",
        "No llegó",
        "Ese buzón no existe.",
    ):
        assert dicho in leido


@pytest.mark.parametrize("resto", ["", "validar/", "observar/", "fotografia"])
def test_folio_que_no_existe_es_404(cora: Client, resto: str) -> None:
    assert cora.get(f"/revision/nadie/{resto}").status_code in (404, 405)
    assert cora.post(f"/revision/nadie/{resto}", ESCRITO).status_code in (404, 405)


def test_validar_cambia_el_estado_y_quita_los_botones(cora: Client, enviada: Candidatura) -> None:
    assert cora.post(_ruta(enviada, "validar/"))["Location"] == _ruta(enviada)
    enviada.refresh_from_db()
    assert enviada.estado == "validada"
    assert b'action="' + _ruta(enviada, "validar/").encode() not in cora.get(_ruta(enviada)).content


def test_validar_dos_veces_dice_por_que_no(cora: Client, enviada: Candidatura) -> None:
    cora.post(_ruta(enviada, "validar/"))
    respuesta = cora.post(_ruta(enviada, "validar/"))
    assert respuesta.status_code == 409
    assert "está «validada»" in texto(check(respuesta.content))


def test_observar_abre_la_seccion(cora: Client, enviada: Candidatura) -> None:
    assert cora.post(_ruta(enviada, "observar/"), ESCRITO).status_code == 302
    enviada.refresh_from_db()
    assert enviada.estado == "observada"
    assert enviada.rondas.get(numero=2).secciones == "|trayectoria|"
    assert ESCRITO["texto_trayectoria"] in texto(check(cora.get(_ruta(enviada)).content))


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"motivo_trayectoria": ""}, "Elija un motivo"),
        ({"texto_trayectoria": "Corto"}, "20 caracteres"),
        ({"secciones": "inventada"}, "Elija cada sección"),
    ],
)
def test_observar_con_error_conserva_lo_escrito(
    cora: Client, enviada: Candidatura, cambio: dict[str, str], frase: str
) -> None:
    escrito = ESCRITO | cambio
    respuesta = cora.post(_ruta(enviada, "observar/"), escrito)
    assert respuesta.status_code == 422
    arbol = check(respuesta.content)
    assert frase in texto(arbol)
    area = next(n for n in arbol.iter() if n.get("id") == "texto_trayectoria")
    assert (area.text or "") == escrito["texto_trayectoria"]
    elegidas = {n.get("value") for n in arbol.iter() if n.get("selected") is not None}
    assert elegidas == {escrito["motivo_trayectoria"]} - {""}
    enviada.refresh_from_db()
    assert enviada.estado == "enviada"


def test_observar_lo_ya_decidido_conserva_lo_escrito_y_dice_por_que(
    cora: Client, enviada: Candidatura
) -> None:
    cora.post(_ruta(enviada, "validar/"))
    respuesta = cora.post(_ruta(enviada, "observar/"), ESCRITO)
    assert respuesta.status_code == 409
    assert "está «validada»" in texto(check(respuesta.content))


def test_consulta_lee_y_no_decide(comision: Client, enviada: Candidatura) -> None:
    respuesta = comision.get(_ruta(enviada))
    check(respuesta.content)
    assert b"<form" not in respuesta.content.split(b"<main")[1]
    for acto in ("validar/", "observar/"):
        assert comision.post(_ruta(enviada, acto), ESCRITO).status_code == 404
    enviada.refresh_from_db()
    assert enviada.estado == "enviada"


@pytest.mark.parametrize("quien", ["cora", "dina", "comision"])
def test_ninguna_pantalla_ensena_identidad(
    request: pytest.FixtureRequest, enviada: Candidatura, quien: str
) -> None:
    navegador: Client = request.getfixturevalue(quien)
    paginas = [navegador.get(r).content.decode() for r in ("/revision/", _ruta(enviada))]
    paginas.append(navegador.post(_ruta(enviada, "observar/"), {"texto": "x"}).content.decode())
    for pagina in paginas:
        assert CANARIO not in pagina
        assert "indígena" not in pagina.lower()


@pytest.mark.parametrize("quien", ["ana", "beto", "eva", "independiente"])
def test_quien_captura_no_ve_la_revision(
    request: pytest.FixtureRequest, enviada: Candidatura, quien: str
) -> None:
    navegador: Client = request.getfixturevalue(quien)
    assert navegador.get("/revision/").status_code == 404
    assert navegador.get(_ruta(enviada)).status_code == 404


def test_sin_fotografia_no_hay_imagen(cora: Client, enviada: Candidatura) -> None:
    assert cora.get(_ruta(enviada, "fotografia")).status_code == 404


def test_la_fotografia_enviada_se_ve(cora: Client, candidatura: Candidatura, ahora: datetime) -> None:
    from datetime import date

    from curricular.imagenes import jpeg

    capturar(candidatura, ahora)
    guardar(
        candidatura=candidatura,
        archivo=jpeg(),
        fecha_toma=date(2024, 4, 1),
        reglas=Fotografia(),
        por=de_partido(candidatura),
        ahora=ahora,
    )
    enviar(candidatura, ahora)
    respuesta = cora.get(_ruta(candidatura, "fotografia"))
    assert respuesta["Content-Type"] == "image/jpeg"
    assert respuesta.content.startswith(b"\xff\xd8")


def test_la_historia_la_cuenta_en_orden(cora: Client, enviada: Candidatura, ahora: datetime) -> None:
    cora.post(_ruta(enviada, "observar/"), ESCRITO)
    datos = expediente(CORA, enviada.folio, ahora=ahora)
    assert datos is not None
    assert [(h.que, h.quien) for h in datos.historia[-3:]] == [
        ("Se envió", "cuenta:ana"),
        ("Empezó la revisión", "Cora"),
        ("Se observó", "Cora"),
    ]
