"""Con dos elecciones abiertas, cada dirección es de una: nada se ve ni se escribe en la otra."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from conoceles.ayuda.operaciones import pedir
from conoceles.candidaturas.alcances import alcance_de
from conoceles.cuentas.models import Designacion
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.curricular.models import Borrador
from elecciones import OTRA, DosElecciones, dos_elecciones
from paginas import check, texto
from personas import CLAVE, SISTEMA, dentro, leer_aviso

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.cuentas.models import Cuenta

Cuentas = Callable[..., "Cuenta"]


def _abre(navegador: Client, ruta: str) -> str:
    """La página, bien formada, como llegó."""
    respuesta = navegador.get(ruta)
    check(respuesta.content)
    return respuesta.content.decode()


def _leida(navegador: Client, ruta: str) -> str:
    return texto(check(navegador.get(ruta).content))


@pytest.fixture
def dos(base: None, ahora: datetime) -> DosElecciones:
    return dos_elecciones(ahora)


@pytest.fixture
def dina(dos: DosElecciones, ahora: datetime) -> Cuenta:
    return crear_cuenta(
        correo="dina@prueba.mx", clave=None, nombre="Dina", papel="administracion", por=SISTEMA, ahora=ahora
    )


@pytest.mark.parametrize(
    ("clave", "suyo", "ajeno"), [(CLAVE, "aaaa1111", "bbbb2222"), (OTRA, "bbbb2222", "aaaa1111")]
)
def test_quien_responde_en_dos_ve_en_cada_direccion_solo_la_suya(
    dos: DosElecciones, clave: str, suyo: str, ajeno: str
) -> None:
    ana = dentro(dos.ana)
    lista = _abre(ana, f"/eleccion/{clave}/")
    assert f"/eleccion/{clave}/candidaturas/{suyo}/" in lista
    assert ajeno not in lista
    assert ana.get(f"/eleccion/{clave}/candidaturas/{suyo}/").status_code in (200, 302)
    assert ana.get(f"/eleccion/{clave}/candidaturas/{ajeno}/").status_code == 404


def test_el_partido_rival_no_entra_a_la_eleccion_en_que_nadie_lo_designo(dos: DosElecciones) -> None:
    beto = dentro(dos.beto)
    assert beto.get("/").status_code == 200  # una sola elección: su dirección de siempre
    assert beto.get(f"/eleccion/{CLAVE}/").status_code == 200
    for ruta in ("", "candidaturas/bbbb2222/", "candidaturas/aaaa1111/", "progreso.xlsx"):
        assert beto.get(f"/eleccion/{OTRA}/{ruta}").status_code == 404, ruta
    assert beto.get("/eleccion/no-existe/").status_code == 404
    assert "bbbb2222" not in beto.get("/").content.decode()


def test_sin_decir_cual_lleva_a_la_que_se_vio_la_ultima_vez(dos: DosElecciones) -> None:
    ana = dentro(dos.ana)
    assert ana.get("/?q=uno")["Location"] == f"/eleccion/{OTRA}/?q=uno"  # la de jornada más reciente
    ana.get(f"/eleccion/{CLAVE}/")
    assert ana.get("/")["Location"] == f"/eleccion/{CLAVE}/"


def test_la_direccion_de_una_candidatura_lleva_a_su_eleccion(dos: DosElecciones) -> None:
    ana = dentro(dos.ana)
    ana.get(f"/eleccion/{OTRA}/")
    ida = ana.get("/candidaturas/aaaa1111/aviso/")
    assert ida["Location"] == f"/eleccion/{CLAVE}/candidaturas/aaaa1111/aviso/"
    assert dentro(dos.beto).get("/candidaturas/bbbb2222/").status_code == 404


def test_lo_escrito_sin_decir_de_cual_no_se_hace_y_se_devuelve(dos: DosElecciones, dina: Cuenta) -> None:
    antes = Designacion.objects.count()
    dicho = {
        "ambito": f"fuerza:{dos.otra.fuerzas.get(siglas='PAN').pk}",
        "nombre": "Nora Nueva",
        "oficio": "1",
    }
    respuesta = dentro(dina).post("/accesos/designar/", dicho)
    check(respuesta.content)
    dice = respuesta.content.decode()
    assert respuesta.status_code == 409
    assert "Nora Nueva" in dice
    assert f"/eleccion/{CLAVE}/accesos/designar/" in dice
    assert Designacion.objects.count() == antes


def test_en_una_no_se_designa_por_un_partido_de_la_otra(dos: DosElecciones, dina: Cuenta) -> None:
    antes = Designacion.objects.count()
    dicho = {
        "ambito": f"fuerza:{dos.otra.fuerzas.get(siglas='PAN').pk}",
        "nombre": "Nora Nueva", "correo": "nora@prueba.mx", "oficio": "1", "fecha_oficio": "2024-04-20",
    }  # fmt: skip
    respuesta = dentro(dina).post(f"/eleccion/{CLAVE}/accesos/designar/", dicho)
    assert respuesta.status_code == 422
    assert "de esta elección" in texto(check(respuesta.content))
    assert Designacion.objects.count() == antes


def test_dos_pestanas_no_se_estorban(dos: DosElecciones) -> None:
    """La elección no está en la sesión: se guarda en la de la dirección aunque la otra se haya visto después."""
    ana = dentro(dos.ana)
    leer_aviso(dos.en_una, dos.en_una.registrada_en)
    ana.get(f"/eleccion/{OTRA}/")
    ruta = "candidaturas/aaaa1111/estudios/"
    assert ana.post(f"/eleccion/{OTRA}/{ruta}", {"grado": "sin_estudios", "version": "0"}).status_code == 404
    assert not Borrador.objects.exists()
    ana.post(f"/eleccion/{CLAVE}/{ruta}", {"grado": "sin_estudios", "version": "0"})
    assert [b.candidatura for b in Borrador.objects.all()] == [dos.en_una]


def test_arriba_de_cada_pantalla_se_lee_y_se_cambia_la_eleccion(dos: DosElecciones, dina: Cuenta) -> None:
    navegador = dentro(dina)
    cola = _abre(navegador, f"/eleccion/{CLAVE}/revision/ajustes/")
    assert re.search(r'aria-label="Elección que se ve".*Proceso Electoral Local 2023-2024', cola, re.DOTALL)
    assert f'href="/eleccion/{OTRA}/revision/ajustes/"' in cola
    de_una = _abre(navegador, f"/eleccion/{CLAVE}/revision/aaaa1111/")
    assert f'href="/eleccion/{OTRA}/revision/aaaa1111/"' not in de_una  # allá no existe
    assert f'href="/eleccion/{OTRA}/revision/' in de_una
    for eleccion in (cola, de_una):
        assert 'target="_blank"' in eleccion  # sin guiones, lo escrito se queda en su pestaña


def test_hoy_dice_lo_que_espera_en_la_otra(dos: DosElecciones, dina: Cuenta, ahora: datetime) -> None:
    navegador, ruta = dentro(dina), f"/eleccion/{CLAVE}/revision/hoy/"
    antes = _esperan(_leida(navegador, ruta), dos.otra.nombre)
    pedir(texto="No puedo subir la fotografía de la candidata.", por=alcance_de(dos.ana, OTRA), ahora=ahora)
    hoy = _leida(navegador, ruta)
    assert _esperan(hoy, dos.otra.nombre) == antes + 1
    assert "Nadie pide ayuda" in hoy  # en esta
    assert "Nadie pide ayuda" not in _leida(navegador, f"/eleccion/{OTRA}/revision/hoy/")


def _esperan(hoy: str, nombre: str) -> int:
    """Cuánto dice *Hoy* que hay en la otra: lo que va tarde, lo que vence y lo que espera."""
    dicho = re.search(rf"También hoy {re.escape(nombre)} (.*? en espera)", hoy)
    assert dicho, hoy
    return sum(map(int, re.findall(r"\d+", dicho[1])))


def test_los_derechos_de_una_persona_se_registran_en_su_eleccion(dos: DosElecciones, dina: Cuenta) -> None:
    """Quien llega por escrito no dice de qué elección son sus datos."""
    navegador = dentro(dina)
    ida = navegador.get(f"/eleccion/{CLAVE}/derechos/registrar/?folio=Juana+R%C3%ADos&derecho=acceso")
    assert ida["Location"] == f"/eleccion/{OTRA}/derechos/registrar/bbbb2222/acceso/"
    assert navegador.get(ida["Location"]).status_code == 200
    aqui = navegador.get(f"/eleccion/{CLAVE}/derechos/registrar/?folio=aaaa1111&derecho=acceso")
    assert aqui["Location"] == f"/eleccion/{CLAVE}/derechos/registrar/aaaa1111/acceso/"


def test_con_una_sola_eleccion_se_dice_cual_y_no_hay_que_elegir(ana: Client) -> None:
    lista = _abre(ana, "/")
    assert "Proceso Electoral Local 2023-2024" in lista
    assert "data-eleccion" not in lista


@pytest.mark.parametrize(
    ("nombre", "dicho"),
    [
        ("Elección de autoridades 2027", "Elección de autoridades 2027"),
        ("ELECCIÓN DE RECTORÍA", "ELECCIÓN DE RECTORÍA"),
        ("Proceso Electoral Local 2026-2027", "Elección Proceso Electoral Local 2026-2027"),
    ],
)
def test_la_franja_no_dice_dos_veces_que_es_una_eleccion(nombre: str, dicho: str) -> None:
    html = render_to_string("privado/eleccion.html", {"eleccion": {"nombre": nombre}})
    assert " ".join(strip_tags(html).split()) == dicho
