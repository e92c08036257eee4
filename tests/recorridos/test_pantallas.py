"""Toda pantalla, con toda persona, en todo estado de la candidatura: axe a 320 y a 1280 px, y HTML válido.

Las rutas salen del URLconf: una pantalla nueva se visita sola o reprueba (vea `visitas.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.candidaturas.alcances import alcance_de, cuentas_propias
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.curricular.fotografias import guardar as guardar_foto
from conoceles.expediente.actos import ordenes
from conoceles.expediente.actos.operaciones import aceptar_aviso
from conoceles.expediente.ajuste import ajustes
from conoceles.expediente.models import AvisoLeido
from conoceles.nucleo import secretos
from conoceles.proceso.consultas import definicion
from conoceles.proceso.definicion import Fotografia
from personas import DINA, LARGO, SISTEMA, de_partido, dentro, enviar, guardar, registrada
from recorridos.mirador import mirador, mirar
from recorridos.pantallas import recoger, ver
from recorridos.rutas import SIN_PANTALLA, rutas
from segundo_factor import SECRETO, codigo_totp
from vidas import OTRO_TEXTO, llevar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

CLAVE = "clave-de-prueba-2024"
ESTADOS = (
    "registrada habilitada en_captura omisa enviada en_revision observada validada publicada ajustada sustituida "
    "cancelada renuncia bloqueada suprimida cerrada"
).split()


def _pedido(candidatura: Candidatura, ahora: datetime) -> None:
    llevar(candidatura, "publicada", ahora)
    ajustes.pedir(
        candidatura=candidatura, debe_decir={"historia": OTRO_TEXTO}, por=de_partido(candidatura), ahora=ahora
    )


def _declinado(candidatura: Candidatura, ahora: datetime) -> None:
    _pedido(candidatura, ahora)
    causa = next(iter(ajustes.CAUSAS))
    ajustes.declinar(candidatura=candidatura, causa=causa, por=DINA, ahora=ahora)


def _oculta(candidatura: Candidatura, ahora: datetime) -> None:
    llevar(candidatura, "publicada", ahora)
    ordenes.ocultar_seccion(
        candidatura=candidatura, seccion="historia", expediente="TEED-JDC-1/2024", fecha=date(2024, 4, 20),
        por=DINA, ahora=ahora,
    )  # fmt: skip


def _subsanada(candidatura: Candidatura, ahora: datetime) -> None:
    llevar(candidatura, "observada", ahora)
    guardar(candidatura, "historia", {"historia": OTRO_TEXTO}, ahora)
    enviar(candidatura, ahora)


def _lista(candidatura: Candidatura, ahora: datetime) -> None:
    """Con fotografía y un texto corto: lista para enviar, con avisos."""
    from curricular.imagenes import jpeg

    llevar(candidatura, "en_captura", ahora)
    guardar(candidatura, "motivo", {"motivo": LARGO[:60]}, ahora)
    guardar_foto(
        candidatura=candidatura, archivo=jpeg(), fecha_toma=date(2024, 4, 1), reglas=Fotografia(),
        por=de_partido(candidatura), ahora=ahora,
    )  # fmt: skip


def _enviada_con_avisos(candidatura: Candidatura, ahora: datetime) -> None:
    _lista(candidatura, ahora)
    enviar(candidatura, ahora)


CIRCUNSTANCIAS: dict[str, Callable[[Candidatura, datetime], None]] = {
    **{estado: lambda c, ahora, estado=estado: llevar(c, estado, ahora) for estado in ESTADOS},  # type: ignore[misc]
    "ajuste_pedido": _pedido,
    "ajuste_declinado": _declinado,
    "seccion_oculta": _oculta,
    "subsanada": _subsanada,
    "lista_para_enviar": _lista,
    "enviada_con_avisos": _enviada_con_avisos,
}


@pytest.fixture
def de_quien(proceso: Any, ahora: datetime, datos: Path) -> Candidatura:
    secretos.crear_faltantes()
    return registrada(proceso, "aaaa1111", ahora, nombre="MARÍA DE LA LUZ ÑÁÑEZ SOLÍS DE LOS SANTOS")


@pytest.fixture
def quienes(
    de_quien: Candidatura,
    cuenta: Callable[..., Cuenta],
    ana: Client,
    cora: Client,
    dina: Client,
    comision: Client,
) -> dict[str, Client]:
    from django.test import Client

    eva = dentro(cuenta("Eva", "candidatura", f"candidatura:{de_quien.pk}"))
    return {"anónima": Client(), "ana": ana, "eva": eva, "cora": cora, "dina": dina, "comisión": comision}


@pytest.fixture
def confirmadas(proceso: Any, ahora: datetime) -> dict[str, Client]:
    """Clara, con contraseña y segundo factor: a medio entrar, recién entrada y con la entrada ya vieja. Nora, sin él."""
    from django.test import Client

    from segundo_factor import activar_totp

    datos = {"correo": "clara@prueba.mx", "nombre": "Clara", "papel": "revision"}
    clara = crear_cuenta(**datos, clave=CLAVE, por=SISTEMA, ahora=ahora)  # type: ignore[arg-type]
    activar_totp(cuenta=clara, secreto=SECRETO)
    nora = crear_cuenta(**datos | {"correo": "nora@prueba.mx"}, clave=CLAVE, por=SISTEMA, ahora=ahora)  # type: ignore[arg-type]
    a_medias, recien, nueva = Client(), Client(), Client()
    for navegador, quien in ((a_medias, clara), (recien, clara), (nueva, nora)):
        dicho = {"login": quien.correo, "password": CLAVE}
        assert navegador.post("/cuenta/entrar/", dicho).status_code == 302
    assert recien.post("/cuenta/segundo-factor/", {"code": codigo_totp()}).status_code == 302
    for navegador in (recien, nueva):
        assert navegador.post("/cuenta/confirmar/", {"password": CLAVE}).status_code == 302
    return {"clara a medias": a_medias, "clara recién": recien, "clara": dentro(clara), "nora": nueva}


def eva_lee(candidatura: Candidatura, ahora: datetime) -> None:
    """Si quien responde ya leyó los avisos, Eva lee los suyos; si no, los dos ven la puerta."""
    if not AvisoLeido.objects.filter(candidatura=candidatura).exists():
        return
    version = definicion(candidatura.proceso_id).version_de_avisos
    for eva in cuentas_propias(candidatura):
        aceptar_aviso(candidatura=candidatura, version=version, por=alcance_de(eva), ahora=ahora)


@pytest.mark.navegador
def test_cada_direccion_es_accesible(
    de_quien: Candidatura, quienes: dict[str, Client], ahora: datetime
) -> None:
    """Una vez cada una, con quien la ve primero; en todo estado y con cada tropiezo, en el simulacro."""
    CIRCUNSTANCIAS["ajuste_pedido"](de_quien, ahora)
    eva_lee(de_quien, ahora)
    dicho = recoger(de_quien, quienes)
    assert dicho.faltas == []
    una = {p.lugar: p for p in reversed(dicho.pantallas) if p.acto == "GET"}
    assert len(una) > 30
    with mirador() as pagina:
        assert mirar(pagina, una.values()) == []


@pytest.mark.simulacro
@pytest.mark.navegador
@pytest.mark.parametrize("circunstancia", CIRCUNSTANCIAS)
def test_toda_pantalla_es_accesible_en_todo_estado(
    de_quien: Candidatura, quienes: dict[str, Client], ahora: datetime, circunstancia: str
) -> None:
    CIRCUNSTANCIAS[circunstancia](de_quien, ahora)
    eva_lee(de_quien, ahora)
    dicho = recoger(de_quien, quienes)
    assert dicho.faltas == []
    assert dicho.pantallas
    with mirador() as pagina:
        assert mirar(pagina, dicho.pantallas) == []


def test_ninguna_ruta_se_queda_sin_visitar(
    de_quien: Candidatura, quienes: dict[str, Client], confirmadas: dict[str, Client], ahora: datetime
) -> None:
    """Si falla por una ruta suya, dele un ejemplo en `visitas.py`."""
    faltan = {*rutas()} - {*SIN_PANTALLA}
    ver(de_quien, confirmadas | {"dina": quienes["dina"]}, faltan, solo="cuenta/")
    llevar(de_quien, "publicada", ahora)
    ver(de_quien, quienes, faltan)
    for numero, circunstancia in enumerate(
        ("lista_para_enviar", "enviada_con_avisos", "ajuste_pedido", "suprimida")
    ):
        otra = registrada(de_quien.proceso, f"bbbb000{numero}", ahora)
        CIRCUNSTANCIAS[circunstancia](otra, ahora)
        ver(otra, quienes, faltan)
    assert not faltan, "\n".join(sorted(faltan))


@pytest.mark.navegador
def test_las_pantallas_de_cuenta_son_accesibles(
    de_quien: Candidatura, dina: Client, confirmadas: dict[str, Client]
) -> None:
    """Con contraseña: a medio entrar, recién entrada y con la entrada ya vieja."""
    dicho = recoger(de_quien, {"dina": dina, **confirmadas}, solo="cuenta/")
    assert dicho.faltas == []
    with mirador() as pagina:
        assert mirar(pagina, dicho.pantallas) == []
