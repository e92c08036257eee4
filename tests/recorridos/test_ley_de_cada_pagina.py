"""Todas las pantallas, los correos y los PDF de abril de 2024: ninguno cita una ley que ese día no regía."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.correo.models import Correo
from conoceles.derechos import operaciones, vulneraciones
from conoceles.informes import expedientes, inventario
from conoceles.informes.catalogo import TIPOS, armar, contexto
from conoceles.informes.documento import salidas
from conoceles.lector.wsgi import crear
from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.publicacion.publicador import publicar, publicar_raiz
from lector.peticiones import pedir
from leyes.juez import fuera_de_fecha, texto_de_pdf
from personas import CLAVE, DINA, recargar, registrada
from publicacion.hoja_de_lengua import copia, llenada, todo
from recorridos.pantallas import recoger
from recorridos.papeles import bajados, dibujados, leido, publicados
from registro.acuse_de_prueba import acuse_firmado
from taller.mensajes.documento import mensajes
from vidas import llevar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta


@pytest.fixture
def atendida(candidatura: Candidatura, ahora: datetime, datos: Path) -> Candidatura:
    """Eva, publicada, con una solicitud negada y una vulneración anotada."""
    secretos.crear_faltantes()
    llevar(candidatura, "publicada", ahora)
    llevar(registrada(candidatura.proceso, "eeee0001", ahora), "omisa", ahora)
    eva = Alcance("cuenta:eva", "candidatura", candidaturas=frozenset({candidatura.pk}), nombre="Eva")
    solicitud = operaciones.pedir(candidatura=candidatura, derecho="acceso", por=eva, ahora=ahora)
    operaciones.avanzar(solicitud=solicitud, estado="improcedente", causa="ya_hecho", por=DINA, ahora=ahora)
    operaciones.pedir(candidatura=candidatura, derecho="cancelacion", por=eva, ahora=ahora)
    vulneraciones.anotar(
        tipo="acceso", detectada_en=ahora, que_paso="Un equipo abierto.", datos="Nombre", personas=1, causa="",
        medidas="Se cerró.", por=DINA, ahora=ahora,
    )  # fmt: skip
    return candidatura


def test_ninguna_pantalla_cita_una_ley_de_otro_dia(
    atendida: Candidatura, ana: Client, cora: Client, dina: Client, ahora: datetime
) -> None:
    pantallas = recoger(atendida, {"ana": ana, "cora": cora, "dina": dina}).pantallas
    assert len(pantallas) > 200
    assert any("LGPDPPSO (2017), artículo 55, fracción VII" in p.html for p in pantallas)
    assert {p.nombre: mal for p in pantallas if (mal := fuera_de_fecha(p.html, ahora.date()))} == {}


# De cada clase de papel, uno al menos tiene que haberse leído: si un día no se arma, no se miró.
CLASES = (
    r"/acuse\.pdf", r"formatos/consentimiento\.pdf", r"aviso/integral\.pdf", r"aviso/simplificado\.pdf",
    r"/derechos/.*/respuesta\.pdf", r"informes/.*/pdf", r"constancias\.pdf", r"lista\.pdf", r"omisiones/.*\.pdf", r"informe final",
    r"\.xlsx?|/xlsx", r"/acuse/(default|identidad)/\d+\.pdf",
)  # fmt: skip


@pytest.mark.simulacro
def test_nada_de_lo_que_se_baja_o_se_manda_cita_una_ley_de_otro_dia(
    atendida: Candidatura, ahora: datetime, ana: Client, cora: Client, dina: Client, eva: Client
) -> None:
    """Cada PDF, libro, hoja y texto de cada ruta, lo que traen dentro, y cada correo."""
    leidos = bajados(atendida, {"dina": dina, "ana": ana, "eva": eva, "cora": cora})
    leidos |= {f"inventario/{n}": t for f, o in inventario.archivos(CLAVE).items() for n, t in leido(f, o)}
    emitidos = expedientes.emitir_todos(proceso=CLAVE, por=DINA, ahora=ahora + timedelta(days=17))
    leidos |= dict(leido("omisiones", emitidos)) | _informes(ahora)
    leidos |= {f"correo {c.pk}": f"{c.asunto} {c.texto}" for c in Correo.objects.all()}
    assert [clase for clase in CLASES if not any(re.search(clase, nombre) for nombre in leidos)] == []
    [respuesta] = [t for n, t in leidos.items() if n.endswith("respuesta.pdf") and "55" in t]
    assert "LGPDPPSO (2017), artículo 55" in respuesta
    assert {n: mal for n, texto in leidos.items() if (mal := fuera_de_fecha(texto, ahora.date()))} == {}


def _informes(ahora: datetime) -> dict[str, str]:
    """Todos los que hay, como se imprimen, aunque nadie los haya aprobado."""
    armados = {clave: armar(tipo, contexto(tipo, CLAVE, ahora)) for clave, tipo in TIPOS.items()}
    return {f"informe {clave}": texto_de_pdf(salidas.pdf(d)) for clave, d in armados.items()}


# De lo publicado: la boleta para practicar, los avisos en PDF, lo que se lleva y lo que se imprime.
DEL_SITIO = (
    r"contiendas/.*/practicar/index\.html", r"privacidad/.*\.pdf", r"^descargas/.*\.html", r"materiales/index\.html",
    r"datos/.*\.xlsx", r"\.atom",
)  # fmt: skip


@pytest.mark.simulacro
def test_nada_de_lo_publicado_cita_una_ley_de_otro_dia(
    atendida: Candidatura, ahora: datetime, datos: Path, tmp_path: Path
) -> None:
    """Cada archivo del sitio y de la raíz, también en otra lengua: páginas, datos, libros, avisos, canales y descargas."""
    llenada(copia(tmp_path / "traducida"), todo)
    recargar(tmp_path / "traducida", ahora)
    publicar(CLAVE, ahora=ahora)
    publicar_raiz(ahora)
    for arbol in (CLAVE, "_raiz"):
        leidos = publicados(datos / "sitio" / arbol / "actual")
        faltan = [c for c in DEL_SITIO if arbol == CLAVE and not any(re.search(c, n) for n in leidos)]
        assert faltan == [], "cada clase de papel que se publica tiene que haberse leído"
        if arbol == CLAVE:
            leidos |= _acuses_comprobados(datos / "sitio", ahora)
        assert {n: mal for n, texto in leidos.items() if (mal := fuera_de_fecha(texto, ahora.date()))} == {}
        assert len(leidos) > {CLAVE: 150, "_raiz": 3}[arbol]
        en_lengua = {Path(n).suffix for n in leidos if n.startswith("lengua/qtz/")}
        assert en_lengua >= {CLAVE: {".html", ".csv", ".svg", ".atom"}, "_raiz": {".html"}}[arbol]


# De los materiales de difusión: lo que se pega, lo que se reparte y lo que se lee.
DE_DIFUSION = (
    r"contiendas/.*/cartel\.pdf$", r"contiendas/.*/mural\.pdf$", r"contiendas/.*/volante\.pdf$",
    r"contiendas/.*/muestra\.pdf$", r"distritos/.*/cartel\.pdf$", r"lengua/qtz/.*/cartel\.pdf$",
    r"\.(png|jpg) \(datos\)$", r"\.brf \(datos\)$",
)  # fmt: skip


@pytest.mark.simulacro
def test_ningun_cartel_ni_hoja_ni_imagen_cita_una_ley_de_otro_dia(
    atendida: Candidatura, ahora: datetime, datos: Path, tmp_path: Path
) -> None:
    """Cada material de difusión, también en otra lengua: lo impreso, leído; de una imagen, lo que dice."""
    llenada(copia(tmp_path / "traducida"), todo)
    recargar(tmp_path / "traducida", ahora)
    publicar(CLAVE, ahora=ahora)
    leidos = dibujados(CLAVE, ahora, datos / "sitio" / CLAVE / "actual")
    assert [c for c in DE_DIFUSION if not any(re.search(c, nombre) for nombre in leidos)] == []
    assert {n: mal for n, texto in leidos.items() if (mal := fuera_de_fecha(texto, ahora.date()))} == {}


def test_ningun_mensaje_de_los_que_salen_cita_una_ley_de_otro_dia() -> None:
    """Todos los avisos y cartas que existen, y no solo los que una candidatura llega a recibir; con el día que llevan."""
    dichos = {f"{m.acto.value} {m.lado}": f"{m.asunto} {m.cuerpo}" for de in mensajes().values() for m in de}
    assert len(dichos) > 40
    assert {n: mal for n, dicho in dichos.items() if (mal := fuera_de_fecha(dicho, date(2024, 4, 25)))} == {}


def _acuses_comprobados(sitio: Path, ahora: datetime) -> dict[str, str]:
    """Lo que el lector contesta de un acuse, auténtico y no, en español y en otra lengua."""
    llave = Ed25519PrivateKey.from_private_bytes(secretos.leer("firma"))
    codigo = acuse_firmado(llave, CLAVE, "ANA-01-ABCDEF", ahora)
    leidos = {}
    for carpeta in ("", "lengua/qtz/"):
        for c, clase in ((codigo, "aviso--ok"), (codigo[:-9] + "AAAAAAAAA", "aviso--peligro")):
            ruta = f"{carpeta}verificar/acuse/"
            leidos[f"{ruta}?{clase}"] = html = pedir(
                crear(sitio), f"/{CLAVE}/{ruta}", f"c={c}"
            ).cuerpo.decode()
            assert clase in html, "es el resultado, y no la página vacía"
            assert carpeta == "" or "Prueba marco." in html
    return leidos


@pytest.mark.parametrize(
    ("texto", "dia", "mal"),
    [
        ("<p>LGPDPPSO <b>(2017)</b>, artículo 55</p>", date(2026, 3, 1), ["LGPDPPSO (2017)"]),
        ("LGPDPPSO (2017), artículo 55", date(2024, 3, 1), []),
        ("LGPDPPSO (2025), artículo 55", date(2026, 3, 1), ["LGPDPPSO (2025), artículo 55"]),
        ("LGPDPPSO (2025), artículos 20 y 28", date(2026, 3, 1), ["LGPDPPSO (2025), artículos 20 y 28"]),
        ("LGPDPPSO, artículo 45", date(2026, 3, 1), ["LGPDPPSO, artículo 45"]),
        (
            "Ante el Tribunal de Justicia Administrativa",
            date(2024, 3, 1),
            ["Tribunal de Justicia Administrativa"],
        ),
    ],
)
def test_el_juez_encuentra_lo_que_busca(texto: str, dia: date, mal: list[str]) -> None:
    assert fuera_de_fecha(texto, dia) == mal
