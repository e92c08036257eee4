"""Las pantallas del instituto: cola, expediente, varias a la vez y «Hoy»."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.consultas import de_folio
from conoceles.curricular import consultas, operaciones
from conoceles.expediente.models import Envio
from conoceles.nucleo import reloj
from paginas import check, texto
from personas import CORA, LARGO, capturar, enviar, guardar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

EXPLICA = "Falta decir en qué años trabajó en cada lugar."


@pytest.fixture
def dos(registrar: Callable[..., Candidatura], ahora: datetime) -> tuple[Candidatura, Candidatura]:
    """Dos enviadas con los mismos textos: la segunda, del PAN."""
    una, otra = registrar("aaaa1111"), registrar("bbbb2222", "ROSA ORTIZ", "PAN")
    for candidatura in (una, otra):
        capturar(candidatura, ahora)
        enviar(candidatura, ahora)
    return una, otra


def test_cola_filtra_por_fuerza_contienda_y_hallazgos(cora: Client, dos: tuple[Candidatura, ...]) -> None:
    assert len(cora.get("/revision/").context["cola"].renglones) == 2
    solo_pan = cora.get("/revision/?fuerza=PAN")
    check(solo_pan.content)
    assert [r.folio for r in solo_pan.context["cola"].renglones] == ["bbbb2222"]
    assert cora.get("/revision/?contienda=otra").context["cola"].renglones == ()
    assert len(cora.get("/revision/?hallazgos=informativas").context["cola"].renglones) == 2
    assert cora.get("/revision/?hallazgos=observables").context["cola"].renglones == ()


def test_cola_dice_quien_la_tiene_y_cuando_vence(
    cora: Client, dos: tuple[Candidatura, ...], ahora: datetime
) -> None:
    cora.post("/revision/aaaa1111/tomar/")
    pagina = texto(check(cora.get("/revision/?quien=Cora").content))
    assert "La revisa Cora" in pagina
    assert "Vence en 5 días" in pagina  # tres hábiles desde el jueves 25: martes 30
    with reloj.congelado(ahora + timedelta(days=8)):
        assert "Venció hace 3 días" in texto(check(cora.get("/revision/").content))


def test_expediente_numera_los_hallazgos_junto_a_su_seccion(
    cora: Client, dos: tuple[Candidatura, ...]
) -> None:
    respuesta = cora.get("/revision/aaaa1111/")
    pagina = texto(check(respuesta.content))
    assert "Hallazgo 1. No se entregó fotografía." in pagina
    assert "coincide en 100 % con la de otra candidatura" in pagina
    assert 'href="/revision/bbbb2222/"' in respuesta.content.decode()


def test_expediente_no_muestra_lo_ajeno(
    cora: Client, dos: tuple[Candidatura, ...], registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    tercera = registrar("cccc3333", "INÉS SOTO", "MC")
    capturar(tercera, ahora)
    guardar(tercera, "historia", {"historia": LARGO + " Frase que solo está en esta candidatura."}, ahora)
    enviar(tercera, ahora)
    pagina = cora.get("/revision/aaaa1111/").content.decode()
    assert "cccc3333" in pagina
    assert "Frase que solo está" not in pagina


def test_observar_varias_secciones_en_un_acto(
    cora: Client, dos: tuple[Candidatura, ...], ahora: datetime
) -> None:
    datos = {
        "secciones": ["historia", "trayectoria"],
        "motivo_historia": "incompleta",
        "texto_historia": EXPLICA,
        "motivo_trayectoria": "incompleta",
        "texto_trayectoria": EXPLICA,
    }
    assert cora.post("/revision/aaaa1111/observar/", datos).status_code == 302
    una = dos[0]
    una.refresh_from_db()
    assert una.estado == "observada"
    assert una.observaciones.count() == 2
    assert una.rondas.get(numero=2).secciones == "|historia|trayectoria|"


@pytest.mark.parametrize(
    ("datos", "dice"),
    [
        ({}, "Marque la sección"),
        ({"secciones": ["historia"], "texto_historia": EXPLICA}, "Elija un motivo"),
        ({"secciones": ["historia"], "motivo_historia": "incompleta", "texto_historia": "x"}, "Explique"),
        ({"secciones": ["inventada"], "motivo_inventada": "incompleta"}, "de la lista"),
    ],
)
def test_observar_incompleto_no_hace_nada_y_conserva_lo_escrito(
    cora: Client, dos: tuple[Candidatura, ...], datos: dict[str, object], dice: str
) -> None:
    respuesta = cora.post("/revision/aaaa1111/observar/", datos)
    assert respuesta.status_code == 422
    assert dice in texto(check(respuesta.content))
    dos[0].refresh_from_db()
    assert dos[0].estado == "enviada"
    if "texto_historia" in datos:
        assert str(datos["texto_historia"]) in respuesta.content.decode()


def test_validar_varias_solo_las_marcadas_y_cada_una_con_su_entrada(
    cora: Client, dos: tuple[Candidatura, ...]
) -> None:
    assert "2 candidaturas sin hallazgos" in texto(check(cora.get("/revision/validar-varias/").content))
    cora.get("/revision/bbbb2222/")
    assert cora.post("/revision/validar-varias/", {"folio": ["bbbb2222"]}).status_code == 302
    for candidatura, estado in zip(dos, ("enviada", "validada"), strict=True):
        candidatura.refresh_from_db()
        assert candidatura.estado == estado
    assert de_folio("default", "bbbb2222").filter(acto="validada").count() == 1


def test_validar_varias_con_una_observable_no_valida_ninguna(
    cora: Client, registrar: Callable[..., Candidatura], dos: tuple[Candidatura, ...], ahora: datetime
) -> None:
    copia = registrar("cccc3333", "INÉS SOTO", "MC")
    capturar(copia, ahora)
    guardar(copia, "motivo", {"motivo": "Servir " + "." * 300}, ahora)
    enviar_con_relleno(copia, ahora)
    for folio in ("aaaa1111", "cccc3333"):
        cora.get(f"/revision/{folio}/")
    respuesta = cora.post("/revision/validar-varias/", {"folio": ["aaaa1111", "cccc3333"]})
    assert respuesta.status_code == 409
    assert "cccc3333" in texto(check(respuesta.content))
    dos[0].refresh_from_db()
    assert dos[0].estado == "enviada"


def enviar_con_relleno(candidatura: Candidatura, ahora: datetime) -> None:
    """Como llegaría de una definición que no lo rechaza al enviar."""
    guardada = consultas.contenido(candidatura)
    guardar(candidatura, "motivo", {}, ahora)
    enviar(candidatura, ahora)
    operaciones.agregar_version(
        candidatura=candidatura,
        origen="subsanacion",
        contenido=guardada,
        fotografia=None,
        cuestionario_version="x",
        por=CORA,
        ahora=ahora,
    )
    assert Envio.objects.filter(candidatura=candidatura).count() == 1


def test_hoy_dice_lo_que_vence_lo_que_espera_y_lo_que_falta(
    cora: Client, dos: tuple[Candidatura, ...], registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    registrar("dddd4444", "LUZ MORA", "MC")
    test_observar_varias_secciones_en_un_acto(cora, dos, ahora)
    with reloj.congelado(ahora + timedelta(days=5)):
        pagina = texto(check(cora.get("/revision/hoy/").content))
    assert "Vence hoy" in pagina
    assert "Hace 5 días" in pagina
    assert "Movimiento Ciudadano 0 de 1" in pagina
    assert "Todavía no se publica ninguna instantánea" in pagina
    assert "Falta el acto del Comité de Transparencia" in pagina
    assert "2 de 2" in pagina


def test_instituto_la_comision_lee_y_no_decide(comision: Client, dos: tuple[Candidatura, ...]) -> None:
    for ruta in ("", "hoy/", "aaaa1111/"):
        assert comision.get(f"/revision/{ruta}").status_code == 200
    assert "Observar lo marcado" not in comision.get("/revision/aaaa1111/").content.decode()
    assert comision.get("/revision/validar-varias/").status_code == 404
    for acto in ("tomar", "validar", "observar"):
        assert comision.post(f"/revision/aaaa1111/{acto}/").status_code == 404


def test_instituto_el_partido_no_entra(ana: Client, dos: tuple[Candidatura, ...]) -> None:
    for ruta in ("", "hoy/", "validar-varias/", "aaaa1111/", "aaaa1111/fotografia"):
        assert ana.get(f"/revision/{ruta}").status_code == 404
