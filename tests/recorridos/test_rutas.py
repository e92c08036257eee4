"""Cada ruta × cada persona × GET y POST, contra una sola tabla. Una ruta sin renglón reprueba.

La elección tiene tres candidaturas ya enviadas, una por ámbito: `eva` (del PRI), `beto` (del PAN) y la
`independiente`. Los folios de la tabla son de la de Eva: para los demás responsables, es ajena.
Las cuentas de prueba no tienen contraseña: por eso «confirmar» les contesta 403.
Letras: `.` 200 · `>` redirige · `-` 404 · `x` 403 · `m` 405 · `c` 409 · `g` 410 · `u` 422.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from personas import capturar, enviar
from recorridos.rutas import direccion, rutas

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

LETRAS = {200: ".", 302: ">", 404: "-", 403: "x", 405: "m", 409: "c", 410: "g", 422: "u", 503: "n"}
QUIENES = ("anonima", "ana", "beto", "independiente", "eva", "cora", "dina", "comision")
C = "candidaturas/<slug:folio>/"
R = "revision/<slug:folio>/"
N = "informes/"
D = "derechos/"
A = "ayuda/"

# Ruta → letras de GET y de POST, en el orden de QUIENES.
TABLA: dict[str, tuple[str, str]] = {
    #                                       GET         POST
    "": ("> . . . > > > >", "x m m m m m m m"),
    "salud/": (". . . . . . . .", "m m m m m m m m"),
    "salud/vivo": (". . . . . . . .", "m m m m m m m m"),
    "salud/listo": ("n n n n n n n n", "m m m m m m m m"),  # sin obrero en marcha no está listo
    "estatico/<path:nombre>": ("- - - - - - - -", "m m m m m m m m"),
    "emblema.svg": ("- - - - - - - -", "m m m m m m m m"),
    "acuse/<str:base>/<int:entrada>.pdf": ("> - - - - - - -", "x m m m m m m m"),
    "herramientas/": ("> . . . - - - -", "x m m m - - - -"),
    "herramientas/avisos/": ("> . . . - - - -", "x u u u - - - -"),
    "herramientas/hoja.xlsx": ("> . . . - - - -", "x m m m - - - -"),
    "herramientas/cargar/": ("> m m m - - - -", "x u u u - - - -"),
    "herramientas/invitar/": ("> . . . - - - -", "x . . . - - - -"),
    "herramientas/avance.xlsx": ("> . . . - - - -", "x m m m - - - -"),
    "herramientas/enviar/": ("> . . . - - - -", "x u u u - - - -"),
    "herramientas/formatos/": ("> . . . - - - -", "x u u u - - - -"),
    "herramientas/formatos.zip": ("> . . . - - - -", "x m m m - - - -"),
    "herramientas/cuestionario/": ("> . . . . - - -", "x m m m m - - -"),
    C: ("> . - - . - - -", "x m m m m - - -"),
    C + "aviso/": ("> . - - . - - -", "x u - - u - - -"),
    C + "fotografia/": ("> > - - > - - -", "x c - - c - - -"),
    C + "fotografia/imagen": ("> - - - - - - -", "x m m m m - - -"),
    C + "identidad/": ("> > - - > - - -", "x c - - c - - -"),
    C + "consentimiento/": ("> > - - > - - -", "x c - - c - - -"),
    C + "verificar/": ("> . - - . - - -", "x m m m m - - -"),
    C + "enviar/": ("> m m m m - - -", "x u - - u - - -"),
    C + "invitacion/": ("> . - - - - - -", "x c - - - - - -"),
    C + "lista/": ("> m m m m - - -", "x - - - c - - -"),
    C + "acuse/": ("> . - - . - - -", "x m m m m - - -"),
    C + "acuse.tlog-proof": ("> - - - - - - -", "x m m m m - - -"),
    C + "acuse.pdf": ("> . - - . - - -", "x m m m m - - -"),
    C + "ajuste/": ("> . - - . - - -", "x c - - c - - -"),
    C + "<slug:seccion>/": ("> > - - > - - -", "x c - - c - - -"),
    "revision/": ("> - - - - . . .", "x - - - - m m m"),
    "revision/evaluacion/": ("> - - - - . . .", "x - - - - m m m"),
    "revision/evaluacion/siguiente/": ("> - - - - m m -", "x - - - - c c -"),
    "revision/evaluacion/concluir/": ("> - - - - m m -", "x - - - - - c -"),
    "revision/evaluacion/<slug:folio>/": ("> - - - - - - -", "x - - - - - - -"),
    "revision/evaluacion/<slug:folio>/desacuerdo/": ("> - - - - - - -", "x - - - - - - -"),
    "revision/ajustes/": ("> - - - - . . .", "x - - - - m m m"),
    "revision/bitacora/": ("> - - - - - . .", "x - - - - - m m"),
    R + "ajuste/": ("> - - - - . . .", "x - - - - - - -"),
    R + "ajuste/fotografia": ("> - - - - - - -", "x - - - - m m m"),
    R + "correccion/": ("> - - - - - - -", "x - - - - - - -"),
    R + "actos/": ("> - - - - - . -", "x - - - - - - -"),
    R + "actos/segunda/": ("> - - - - - m -", "x - - - - - - -"),
    R + "supresion.pdf": ("> - - - - - - -", "x - - - - - m -"),
    R + "identidad/": ("> - - - - - . -", "x - - - - - u -"),
    C + "previa/": ("> > - - > - - -", "x m m m m - - -"),
    C + "previa/<slug:modo>/candidaturas/<slug:otro>/": ("> > - - > - - -", "x m m m m - - -"),
    C + "previa/<slug:modo>/<path:nombre>": ("> - - - - - - -", "x m m m m - - -"),
    C + "revocar/": ("> . - - . - - -", "x > - - > - - -"),
    C + "consentimiento/contestar/": ("> . - - . - - -", "x u - - u - - -"),
    C + "formatos/": ("> . - - . - - -", "x u - - u - - -"),
    C + "formatos/<int:formato>": ("> - - - - - - -", "x m m m m - - -"),
    C + "formatos/consentimiento.pdf": ("> . - - . - - -", "x m m m m - - -"),
    C + "aviso/<slug:clave>.pdf": ("> . - - . - - -", "x m m m m - - -"),
    "revision/hoy/correos/<int:numero>/": ("> - - - - - - -", "x - - - - - - -"),
    "revision/acreditar/": ("> - - - - - . -", "x - - - - - u -"),
    R + "acreditar/": ("> - - - - - . -", "x - - - - - - -"),
    "revision/formatos/": ("> - - - - - . -", "x - - - - - m -"),
    R + "formatos/<int:formato>/": ("> - - - - - - -", "x - - - - - - -"),
    R + "formatos/<int:formato>/archivo": ("> - - - - - - -", "x - - - - - m -"),
    C + "copiar/": ("> m m m m - - -", "x - - - - - - -"),
    "revision/hoy/": ("> - - - - . . .", "x - - - - m m m"),
    "revision/hoy/reloj/": ("> - - - - - . -", "x - - - - - u -"),
    "revision/hoy/reloj/ausencia/": ("> - - - - - m -", "x - - - - - u -"),
    "revision/hoy/cierre/": ("> - - - - - . -", "x - - - - - - -"),
    "revision/padron/": ("> - - - - - . -", "x - - - - - u -"),
    "revision/padron/plantilla.xlsx": ("> - - - - - . -", "x - - - - - m -"),
    "revision/validar-varias/": ("> - - - - . . -", "x - - - - c c -"),
    R + "tomar/": ("> - - - - m m -", "x - - - - > > -"),
    R: ("> - - - - . . .", "x - - - - m m m"),
    R + "fotografia": ("> - - - - - - -", "x - - - - m m m"),
    R + "soltar/": ("> - - - - m m -", "x - - - - > > -"),
    R + "validar/": ("> - - - - m m -", "x - - - - > > -"),
    R + "observar/": ("> - - - - m m -", "x - - - - u u -"),
    N: ("> - - - - - . .", "x - - - - - m m"),
    N + "generar/": ("> - - - - - m -", "x - - - - - u -"),
    N + "entregables/": ("> - - - - - . .", "x - - - - - m m"),
    N + "entregables/calendario.ics": ("> - - - - - . .", "x - - - - - m m"),
    N + "entregables/<int:numero>/": ("> - - - - - m -", "x - - - - - u -"),
    N + "entregables/documentos/<int:paso>": ("> - - - - - - -", "x - - - - - m m"),
    N + "entregables/<int:numero>/sivople.zip": ("> - - - - - c c", "x - - - - - m m"),
    N + "ruta/": ("> - - - - - . .", "x - - - - - m m"),
    N + "ruta/documento/": ("> - - - - - m -", "x - - - - - u -"),
    N + "requerimientos/": ("> - - - - - . .", "x - - - - - m m"),
    N + "requerimientos/nuevo/": ("> - - - - - m -", "x - - - - - u -"),
    N + "requerimientos/<int:numero>/respuesta/": ("> - - - - - m -", "x - - - - - - -"),
    N + "<uuid:informe>/revision/": ("> - - - - - - m", "x - - - - - - -"),
    N + "omisiones/": ("> - - - - - . -", "x - - - - - m -"),
    N + "omisiones/expedientes.zip": ("> - - - - - m -", "x - - - - - . -"),
    N + "omisiones/<slug:folio>.pdf": ("> - - - - - m -", "x - - - - - - -"),
    N + "extracto/": ("> - - - - - . -", "x - - - - - u -"),
    N + "registros/": ("> - - - - - . .", "x - - - - - m m"),
    N + "registros/<slug:que>/": ("> - - - - - m -", "x - - - - - u -"),
    N + "<uuid:informe>/paso/": ("> - - - - - m m", "x - - - - - - -"),
    N + "<uuid:informe>/aviso.pdf": ("> - - - - - - -", "x - - - - - m m"),
    N + "<uuid:informe>/entrega.zip": ("> - - - - - - -", "x - - - - - m m"),
    N + "<uuid:informe>/<slug:formato>": ("> - - - - - - -", "x - - - - - m m"),
    C + "mis-datos/": ("> - - - . - - -", "x - - m m - - -"),
    C + "mis-datos/descargar/": ("> - - m m - - -", "x - - - . - - -"),
    C + "mis-datos/<slug:derecho>/": ("> - - - . - - -", "x - - - u - - -"),
    D: ("> - - - - - . -", "x - - - - - m -"),
    D + "registrar/": ("> - - - - - . -", "x - - - - - m -"),
    D + "registrar/<slug:folio>/<slug:derecho>/": ("> - - - - - . -", "x - - - - - u -"),
    D + "vulneraciones/": ("> - - - - - . -", "x - - - - - u -"),
    D + "vulneraciones/<uuid:ident>/": ("> - - - - - - -", "x - - - - - - -"),
    D + "<uuid:ident>/": ("> - - - - - - -", "x - - - - - - -"),
    D + "<uuid:ident>/paquete.zip": ("> - - - - - m -", "x - - - - - - -"),
    D + "<uuid:ident>/respuesta.pdf": ("> - - - - - - -", "x - - - - - m -"),
    "difusion/": ("> - - - - . . .", "x - - - - m m m"),
    "difusion/anotar/": ("> - - - - m m -", "x - - - - - - -"),
    "difusion/paquete/<str:dia>.zip": ("> - - - - . . .", "x - - - - m m m"),
    "difusion/evidencia/<int:publicada>.jpg": ("> - - - - - - -", "x - - - - m m m"),
    "difusion/campana/": ("> - - - - . . .", "x - - - - m m m"),
    "difusion/miniatura/<path:nombre>": ("> - - - - - - -", "x - - - - m m m"),
    "difusion/enlaces/": ("> - - - - . . .", "x - - - - m m m"),
    "difusion/enlaces/comprobar/": ("> - - - - m m -", "x - - - - u u -"),
    "difusion/estrategia/": ("> - - - - . . .", "x - - - - m m m"),
    "difusion/estrategia/<slug:clave>/": ("> - - - - m m -", "x - - - - - - -"),
    "difusion/aliadas/": ("> - - - - . . .", "x - - - - m m m"),
    "difusion/aliadas/anotar/": ("> - - - - m m -", "x - - - - u u -"),
    "difusion/aliadas/<int:numero>/entrega/": ("> - - - - m m -", "x - - - - - - -"),
    "difusion/aliadas/<int:numero>/paquete.zip": ("> - - - - - - -", "x - - - - m m m"),
    "difusion/aliadas/entregas/<int:pk>/anular/": ("> - - - - m m -", "x - - - - - - -"),
    "contenidos/": ("> - - - - - . -", "x - - - - - m -"),
    "contenidos/historia/": ("> - - - - - . -", "x - - - - - m -"),
    "contenidos/exportar/": ("> - - - - - m -", "x - - - - - . -"),
    "contenidos/<slug:pieza>/": ("> - - - - - . -", "x - - - - - u -"),
    "avisos/": ("> . . . . . . .", "x m m m m m m m"),
    "avisos/leidos/": ("> m m m m m m m", "x > > > > > > >"),
    "avisos/huso/": ("> m m m m m m m", "x > > > > > > >"),
    "avisos/<int:numero>/": ("> - - - - - - -", "x m m m m m m m"),
    A: ("> . . . . . . .", "x m m m m m m m"),
    A + "pedir/": ("> . . . . - - -", "x u u u u - - -"),
    A + "solicitudes/<int:numero>/": ("> - - - - - - -", "x - - - - - - -"),
    A + "capacitacion/": ("> - - - - . . .", "x - - - - u u -"),
    A + "capacitacion/<int:numero>/": ("> - - - - - - -", "x - - - - - - -"),
    A + "capacitacion/<int:numero>/lista.pdf": ("> - - - - - - -", "x - - - - m m m"),
    A + "capacitacion/<int:numero>/constancias.pdf": ("> - - - - - - -", "x - - - - m m m"),
    A + "capacitacion/<int:numero>/firmada": ("> - - - - - - -", "x - - - - m m m"),
    A + "<slug:manual>/": ("> . . - - - - -", "x m m m m m m m"),
    A + "<slug:manual>/imagenes/<slug:imagen>.png": ("> - - - - - - -", "x m m m m m m m"),
    "cuenta/entrar/": (". > > > > > > >", ". > > > > > > >"),
    "cuenta/salir/": ("> . . . . . . .", "> > > > > > > >"),
    "cuenta/inactiva/": (". . . . . . . .", "m m m m m m m m"),
    "cuenta/confirmar/": ("> > > > > > > >", "x > > > > > > >"),
    "cuenta/seguridad/": ("> . . . . . . .", "x m m m m m m m"),
    "cuenta/segundo-factor/": ("> > > > > > > >", "> > > > > > > >"),
    "cuenta/segundo-factor/confirmar/": ("> . . . . . . .", "x . . . . . . ."),
    "cuenta/segundo-factor/confirmar/llave/": ("> > > > > > > >", "x > > > > > > >"),
    "cuenta/llaves/agregar/": ("> > > > > > > >", "x > > > > > > >"),
    "cuenta/llaves/<int:pk>/quitar/": ("> > > > > > > >", "x > > > > > > >"),
    "cuenta/recuperar/": (". . . . . . . .", "u u u u u u u u"),
    "acceso/": ("g g g g g g g g", "g g g g g g g g"),
    "acceso/<str:testigo>/": ("g g g g g g g g", "m m m m m m m m"),
    "accesos/": ("> - - - - - . -", "x - - - - - m -"),
    "accesos/designar/": ("> - - - - - . -", "x - - - - - u -"),
    "accesos/personal/": ("> - - - - - . -", "x - - - - - u -"),
    "accesos/<int:cuenta>/": ("> - - - - - - -", "x - - - - - - -"),
    "cuenta/segundo-factor/activar/": ("> > > > > > > >", "x > > > > > > >"),
    "cuenta/codigos/": ("> > > > > > > >", "x m m m m m m m"),
    "cuenta/codigos/generar/": ("> > > > > > > >", "x > > > > > > >"),
    "cuenta/codigos/hoja.pdf": ("> > > > > > > >", "x m m m m m m m"),
    "cuenta/contrasena/": ("> . . . . . . .", "x u u u u u u u"),
}
ESPERADO = [
    (ruta, metodo, quien, letra)
    for ruta, celdas in TABLA.items()
    for metodo, renglon in zip(("get", "post"), celdas, strict=True)
    for quien, letra in zip(QUIENES, renglon.split(), strict=True)
]


def test_la_tabla_tiene_todas_las_rutas_y_ninguna_de_mas() -> None:
    assert sorted(TABLA) == sorted(rutas())


@pytest.fixture
def enviada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    return candidatura


@pytest.fixture
def anonima() -> Client:
    from django.test import Client

    return Client()


@pytest.mark.parametrize("quien", QUIENES)
def test_cada_ruta_contesta_lo_que_dice_la_tabla(
    request: pytest.FixtureRequest, enviada: Candidatura, quien: str
) -> None:
    distintas = {}
    for ruta, metodo, de, letra in ESPERADO:
        if de == quien:
            obtenida = _contesta(request, quien, metodo, direccion(ruta))
            if obtenida != letra:
                distintas[f"{metodo.upper()} /{ruta}"] = f"esperaba {letra!r}, contestó {obtenida!r}"
    assert distintas == {}


def _contesta(request: pytest.FixtureRequest, quien: str, metodo: str, lugar: str) -> str:
    """Cada petición con una sesión nueva y dentro de un punto de retorno: ninguna afecta a la siguiente."""
    from django.db import transaction
    from django.test import Client

    navegador = Client()
    navegador.cookies = request.getfixturevalue(quien).cookies.copy()
    with transaction.atomic(), transaction.atomic("identidad"):
        respuesta = getattr(navegador, metodo)(lugar)
        for alias in ("default", "identidad"):
            transaction.set_rollback(True, using=alias)
    return LETRAS.get(respuesta.status_code, str(respuesta.status_code))


@pytest.mark.parametrize("ruta", [r for r, celdas in TABLA.items() if celdas[0].startswith(">")])
def test_anonima_va_a_entrar_y_vuelve_a_donde_iba(anonima: Client, base: None, ruta: str) -> None:
    destino = anonima.get(direccion(ruta))["Location"]
    assert destino.startswith(("/cuenta/entrar/", "/")), destino
    assert "/candidaturas/" not in destino.split("?")[0]


@pytest.mark.parametrize("quien", ["beto", "independiente", "cora", "comision"])
@pytest.mark.parametrize("ruta", [r for r in TABLA if r.startswith(C)])
def test_lo_ajeno_y_lo_que_no_existe_contestan_igual(
    request: pytest.FixtureRequest, enviada: Candidatura, quien: str, ruta: str
) -> None:
    """Ni el código ni la página dicen si ese folio es de alguien."""
    navegador: Client = request.getfixturevalue(quien)
    ajena = navegador.get(direccion(ruta))
    ninguna = navegador.get(direccion(ruta).replace("aaaa1111", "nadie999"))
    assert ajena.status_code == ninguna.status_code
    assert ajena.content.replace(b"aaaa1111", b"") == ninguna.content.replace(b"nadie999", b"")


def test_sin_testigo_csrf_no_se_guarda_nada(enviada: Candidatura, ana: Client) -> None:
    from django.test import Client

    estricto = Client(enforce_csrf_checks=True)
    estricto.cookies = ana.cookies
    for ruta in TABLA:
        if not ruta.startswith("estatico"):
            respuesta = estricto.post(direccion(ruta), {"historia": "x" * 50})
            assert respuesta.status_code == 403, ruta


def test_toda_respuesta_privada_pide_no_guardarse(enviada: Candidatura, ana: Client, cora: Client) -> None:
    for navegador, ruta in (
        (ana, C),
        (ana, C + "acuse/"),
        (ana, C + "acuse.pdf"),
        (cora, R),
        (cora, "revision/"),
    ):
        respuesta = navegador.get(direccion(ruta))
        assert respuesta.status_code == 200
        assert "no-store" in respuesta["Cache-Control"]
        assert "private" in respuesta["Cache-Control"]
        assert respuesta["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in respuesta["Content-Security-Policy"]
