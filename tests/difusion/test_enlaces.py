"""Los portales declarados se piden solo cuando alguien lo pide, con límites, y nunca en la red de adentro."""

from __future__ import annotations

import datetime as dt
import socket
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from conoceles.bitacora.models import Entrada
from conoceles.difusion.enlaces import hallar
from conoceles.difusion.enlaces.pedir import NoContesta, es_publica, pedir
from conoceles.difusion.models import ComprobacionDeEnlace
from conoceles.difusion.segunda import url_publica
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos
from conoceles.proceso.difusion import Portal
from difusion.portal import desvio, pagina, portal
from paginas import check, texto
from publicacion.eleccion import PROCESO

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso

SITIO = "https://conoceles.example/durango-2023-2024/"


@pytest.mark.parametrize(
    ("ip", "puerto", "admitida"),
    [
        ("189.254.1.1", 443, True), ("189.254.1.1", 80, True), ("2806:230::1", 443, True), ("::ffff:189.254.1.1", 443, True),
        ("189.254.1.1", 22, False), ("189.254.1.1", 8001, False), ("127.0.0.1", 80, False), ("10.1.2.3", 443, False),
        ("192.168.1.1", 80, False), ("172.16.0.9", 80, False), ("169.254.169.254", 80, False), ("100.64.0.1", 80, False),
        ("0.0.0.0", 80, False), ("224.0.0.1", 80, False), ("::1", 443, False), ("fe80::1", 443, False), ("fd00::1", 443, False),
        ("::ffff:127.0.0.1", 80, False), ("64:ff9b::7f00:1", 80, False), ("2002:7f00:1::", 80, False),
    ],
)  # fmt: skip
def test_solo_se_llama_a_internet_y_por_la_web(ip: str, puerto: int, admitida: bool) -> None:
    assert es_publica(ip, puerto) is admitida


def test_una_direccion_interna_no_recibe_ninguna_peticion() -> None:
    with portal(pagina("")) as adentro:
        for direccion in (adentro.direccion, f"http://localhost:{adentro.server_port}/"):
            with pytest.raises(NoContesta, match="red interna"):
                pedir(direccion)
        assert adentro.pedidas == []


def test_un_desvio_a_la_red_interna_no_se_sigue() -> None:
    with portal(pagina("secreto")) as adentro, portal(desvio(adentro.direccion)) as afuera:
        with pytest.raises(NoContesta, match="red interna"):
            pedir(afuera.direccion, admite=afuera.admite)
        assert (afuera.pedidas, adentro.pedidas) == (["/"], [])


@pytest.mark.parametrize(
    "a", ["file:///etc/passwd", "ftp://x.example/", "http://yo:clave@x.example/", "gopher://x/"]
)
def test_un_desvio_que_no_es_de_la_web_no_se_sigue(a: str) -> None:
    with portal(desvio(a)) as afuera, pytest.raises(NoContesta, match="no es de la web"):
        pedir(afuera.direccion, admite=afuera.admite)


def test_un_desvio_dentro_del_portal_se_sigue_y_uno_sin_fin_no() -> None:
    with portal(lambda p: pagina("llegó")(p) if p.path == "/b" else desvio("/b")(p)) as afuera:
        hallada = pedir(afuera.direccion, admite=afuera.admite)
        assert (hallada.octetos, hallada.direccion) == (b"lleg\xc3\xb3", f"{afuera.direccion}b")
    with portal(desvio(lambda ruta: f"{ruta}x")) as vueltas:
        with pytest.raises(NoContesta, match="más de 3 veces"):
            pedir(vueltas.direccion, admite=vueltas.admite)
        assert len(vueltas.pedidas) == 4


def test_quien_gotea_su_respuesta_no_hace_esperar_mas_que_el_plazo() -> None:
    def gotea(pedido: BaseHTTPRequestHandler) -> None:
        pedido.send_response(200)
        pedido.end_headers()
        while not pedido.server.fin.wait(0.05):  # type: ignore[attr-defined]
            pedido.wfile.write(b".")

    with portal(gotea) as lento:
        inicio = monotonic()
        with pytest.raises(NoContesta, match="no contestó"):
            pedir(lento.direccion, admite=lento.admite, espera=0.5)
        assert monotonic() - inicio < 3


def test_quien_acepta_y_calla_tampoco() -> None:
    def calla(pedido: BaseHTTPRequestHandler) -> None:
        pedido.server.fin.wait()  # type: ignore[attr-defined]

    with portal(calla) as mudo, pytest.raises(NoContesta, match="no contestó"):
        pedir(mudo.direccion, admite=mudo.admite, espera=0.3)


def test_una_pagina_sin_fin_se_deja_de_leer() -> None:
    with portal(pagina("x" * 3_100_000)) as gorda, pytest.raises(NoContesta, match="pesa más de 3 MB"):
        pedir(gorda.direccion, admite=gorda.admite)


def test_lo_que_no_es_http_o_no_atiende_se_dice() -> None:
    with (
        portal(lambda pedido: pedido.wfile.write(b"hola\r\n") and None) as raro,
        pytest.raises(NoContesta, match="no es una página"),
    ):
        pedir(raro.direccion, admite=raro.admite)
    with socket.socket() as ocupado:
        ocupado.bind(("127.0.0.1", 0))  # sin atender
        with pytest.raises(NoContesta, match="no se pudo conectar"):
            pedir(f"http://127.0.0.1:{ocupado.getsockname()[1]}/", admite=lambda ip, puerto: True)


def test_un_certificado_que_nadie_avala_no_se_acepta(tmp_path: Path) -> None:
    with portal(pagina("falso"), _certificado(tmp_path)) as falso:
        with pytest.raises(NoContesta, match="certificado"):
            pedir(falso.direccion.replace("http", "https", 1), admite=falso.admite)
        assert falso.pedidas == []


def _certificado(carpeta: Path) -> Path:
    llave = ec.generate_private_key(ec.SECP256R1())
    nombre = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    hoy = dt.datetime.now(dt.timezone.utc)
    hecho = (
        x509.CertificateBuilder().subject_name(nombre).issuer_name(nombre).public_key(llave.public_key())
        .serial_number(1).not_valid_before(hoy - dt.timedelta(days=400)).not_valid_after(hoy + dt.timedelta(days=4000))
        .sign(llave, hashes.SHA256())
    )  # fmt: skip
    privada = llave.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    archivo = carpeta / "certificado.pem"
    archivo.write_bytes(privada + hecho.public_bytes(serialization.Encoding.PEM))
    return archivo


def test_se_llama_a_la_direccion_que_se_comprobo_aunque_el_nombre_cambie(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Quien controla el nombre contesta primero algo admitido y después otra cosa."""
    with portal(pagina("bien")) as bueno:
        veces: list[str] = []
        de_verdad = socket.getaddrinfo

        def cambia(nombre: str, *a: Any, **k: Any) -> Any:
            if nombre != "portal.example":
                return de_verdad(nombre, *a, **k)
            veces.append(nombre)
            return de_verdad("127.0.0.1" if len(veces) == 1 else "127.0.0.9", *a, **k)

        monkeypatch.setattr(socket, "getaddrinfo", cambia)
        direccion = f"http://portal.example:{bueno.server_port}/"
        assert pedir(direccion, admite=bueno.admite).octetos == b"bien"
        assert veces == ["portal.example"]


@pytest.mark.parametrize(
    ("html", "hallado"),
    [
        (f'<a href="{SITIO}">Conóceles</a>', True),
        ('<A HREF="http://CONOCELES.example/durango-2023-2024/contiendas/x/">x</A>', True),
        ('<a href="https://conoceles.example/durango-2023-2024">x</a>', True),
        (f'<iframe src="{SITIO}incrustar/a/"></iframe>', True),
        ('<base href="https://conoceles.example/"><a href="durango-2023-2024/">x</a>', True),
        (f"<p>{SITIO}</p>", False),
        (f'<!-- <a href="{SITIO}">x</a> -->', False),
        (f'<link rel="x" href="{SITIO}"><img src="{SITIO}x.png">', False),
        ('<a href="https://conoceles.example/durango-2023-2024-otra/">x</a>', False),
        ('<a href="https://conoceles.example.mx/durango-2023-2024/">x</a>', False),
        ('<a href="https://conoceles.example/">x</a>', False),
        ('<a href="javascript://conoceles.example/durango-2023-2024/">x</a>', False),
        ('<a href="http://[::1/durango-2023-2024/">x</a>', False),
        ("\x00<a href=", False),
    ],
)  # fmt: skip
def test_cuenta_lo_que_de_verdad_lleva_al_sitio(html: str, hallado: bool) -> None:
    assert bool(hallar.lleva(html.encode(), "https://portal.example/", SITIO)) is hallado


@pytest.fixture
def declaradas(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Pone en la elección las páginas que se digan."""
    from conoceles.difusion.enlaces import comprobar

    def poner(*direcciones: str) -> None:
        d = procesos.definicion(PROCESO)
        suyas = tuple(Portal(f"Portal {n}", x) for n, x in enumerate(direcciones, 1))
        con = replace(d, difusion=replace(d.difusion, portales=suyas))
        monkeypatch.setattr(comprobar.procesos, "definicion", lambda clave: con)

    return poner


def test_comprobar_asienta_que_contesto_cada_portal_y_lo_dice_en_pantalla(
    proceso: Proceso, cora: Client, ana: Client, declaradas: Any, ahora: dt.datetime
) -> None:
    from conoceles.difusion.enlaces.comprobar import comprobar

    con, sin = pagina(f'<a href="{url_publica(PROCESO)}">x</a>'), pagina("<p>nada</p>")
    with portal(con) as uno, portal(sin) as dos, portal(pagina("", 503)) as tres:
        declaradas(uno.direccion, dos.direccion, tres.direccion)
        hechas = comprobar(
            proceso=PROCESO, por=Alcance.sistema("consola"), ahora=ahora,
            admite=lambda ip, puerto: any(p.admite(ip, puerto) for p in (uno, dos, tres)),
        )  # fmt: skip
        assert [p.pedidas for p in (uno, dos, tres)] == [["/"]] * 3
        pantalla = texto(check(cora.get("/difusion/enlaces/").content))
        assert [p.pedidas for p in (uno, dos, tres)] == [["/"]] * 3, "mirar no pide nada"
    assert [f.resultado for f in hechas] == ["con_enlace", "sin_enlace", "no_contesta"]
    for dicho in ("Lleva al sitio", "Contestó sin el enlace", "No contestó", "estado 503"):
        assert dicho in pantalla
    acto = Entrada.objects.using("default").get(acto="enlaces_comprobados")
    dichos = {"Portal 1": "con_enlace", "Portal 2": "sin_enlace", "Portal 3": "no_contesta"}
    assert {que: acto.datos[que] for que in acto.datos if que != "escritas"} == dichos
    assert len(acto.datos["escritas"]) == 3
    assert ComprobacionDeEnlace.objects.count() == 3
    assert ana.get("/difusion/enlaces/").status_code == 404


def test_solo_el_boton_pide_y_la_red_de_adentro_ni_asi(
    proceso: Proceso, cora: Client, ana: Client, declaradas: Any
) -> None:
    with portal(pagina("")) as adentro:
        declaradas(adentro.direccion)
        assert ana.post("/difusion/enlaces/comprobar/", {"pedir": "si"}).status_code == 404
        assert cora.post("/difusion/enlaces/comprobar/").status_code == 422
        assert not ComprobacionDeEnlace.objects.exists()
        assert cora.post("/difusion/enlaces/comprobar/", {"pedir": "si"}).status_code == 302
        assert adentro.pedidas == []
    assert "red interna" in texto(check(cora.get("/difusion/enlaces/").content))


def test_sin_portales_declarados_no_hay_a_quien_pedir(
    proceso: Proceso, cora: Client, declaradas: Any
) -> None:
    declaradas()
    assert "no declara qué páginas" in texto(check(cora.get("/difusion/enlaces/").content))
    assert cora.post("/difusion/enlaces/comprobar/", {"pedir": "si"}).status_code == 409
