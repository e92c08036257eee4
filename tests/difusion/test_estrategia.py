"""La estrategia y las aliadas: lo declarado, lo hecho, lo entregado, y la veda que la elección declara."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.difusion.calendario import calla
from conoceles.difusion.models import Aliada, Entrega, PasoDeAccion
from conoceles.difusion.segunda import difundir, sitio_a_la_vista
from conoceles.difusion.vistas import comun
from conoceles.estadistica.recogida import recoger
from conoceles.informes import catalogo
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
from conoceles.proceso import consultas as procesos
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Fecha
from conoceles.publicacion.publicador import publicar
from paginas import check, texto
from publicacion.eleccion import PROCESO

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso


def _aliada(quien: Client, **cambios: str) -> Any:
    datos = {"nombre": "Biblioteca de Canatlán", "clase": "biblioteca", "territorio": "001"} | cambios
    return quien.post("/difusion/aliadas/anotar/", datos)


def _entrega(quien: Client, numero: int = 1, **cambios: str) -> Any:
    datos = {"fecha": "2024-04-24", "material": "cartel", "piezas": "40"} | cambios
    return quien.post(f"/difusion/aliadas/{numero}/entrega/", datos)


def test_la_estrategia_ensena_lo_declarado_y_se_anota_lo_hecho(
    proceso: Proceso, cora: Client, ana: Client
) -> None:
    antes = texto(check(cora.get("/difusion/estrategia/").content))
    assert "de ninguna manera es un medio de propaganda política" in antes
    assert "Por confirmar: sus públicos, mensajes, fechas y responsables son supuestos" in antes
    assert antes.count("Sin avances") == 5
    datos = {"fecha": "2024-04-20", "texto": "Se colocaron carteles en Mezquital."}
    assert ana.post("/difusion/estrategia/comunidades/", datos).status_code == 404
    assert cora.post("/difusion/estrategia/no-existe/", datos).status_code == 404
    assert cora.post("/difusion/estrategia/comunidades/", datos).status_code == 302
    despues = texto(check(cora.get("/difusion/estrategia/").content))
    assert "20 de abril: Se colocaron carteles en Mezquital." in despues
    assert despues.count("Sin avances") == 4
    acto = Entrada.objects.using("default").get(acto="accion_de_difusion_anotada")
    assert "Mezquital" not in str(acto.datos)


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"fecha": ""}, "Escriba el día"),
        ({"fecha": "2024-04-26"}, "Ese día todavía no llega."),
        ({"texto": "  "}, "Escriba qué se hizo."),
        ({"texto": "a" * 1001}, "Caben 1,000 letras; escribió 1,001."),
    ],
)
def test_anotar_mal_un_avance_lo_dice_junto_a_su_causa_y_conserva_lo_escrito(
    proceso: Proceso, cora: Client, cambios: dict[str, str], frase: str
) -> None:
    datos = {"fecha": "2024-04-20", "texto": "Carteles en Mezquital"} | cambios
    respuesta = cora.post("/difusion/estrategia/comunidades/", datos)
    assert respuesta.status_code == 422
    pagina = texto(check(respuesta.content))
    assert frase in pagina
    assert "texto" in cambios or "Carteles en Mezquital" in pagina
    assert not PasoDeAccion.objects.exists()


def test_las_aliadas_dicen_la_palabra_de_territorio_de_la_eleccion(
    proceso: Proceso, cora: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    d = procesos.definicion(proceso.clave)
    con_alcaldias = replace(d, territorio=replace(d.territorio, municipio="alcaldía"))
    monkeypatch.setattr(comun, "definicion", lambda _: con_alcaldias)
    pagina = texto(check(cora.get("/difusion/aliadas/").content))
    assert "Solo su nombre y su alcaldía" in pagina
    assert "municipio" not in pagina


def test_una_aliada_con_su_territorio_se_agrega_se_cambia_y_deja_de_participar(
    proceso: Proceso, cora: Client, ana: Client
) -> None:
    assert _aliada(ana).status_code == 404
    assert _aliada(cora).status_code == 302
    assert _aliada(cora, nombre="BIBLIOTECA de Canatlán").status_code == 422, "el mismo nombre no es otra"
    assert _aliada(cora, nombre="UJED", clase="escuela", territorio="todo").status_code == 302
    assert _aliada(cora, numero="1", nombre="Biblioteca Pública de Canatlán", activa="si").status_code == 302
    pagina = texto(check(cora.get("/difusion/aliadas/").content))
    assert "Biblioteca Pública de Canatlán Biblioteca o telecentro · Canatlán" in pagina
    assert "Escuela o universidad · Todo el estado de Durango" in pagina
    assert _aliada(cora, numero="1").status_code == 302, "sin la casilla, deja de participar"
    assert "Ya no participa" in texto(check(cora.get("/difusion/aliadas/").content))
    assert _entrega(cora).status_code == 409
    assert _aliada(cora, numero="9").status_code == 404
    assert [(a.numero, a.version) for a in Aliada.objects.order_by("id")] == [(1, 1), (2, 1), (1, 2), (1, 3)]


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"nombre": ""}, "Escriba cómo se llama."),
        ({"nombre": "x" * 201}, "Caben 200 letras"),
        ({"clase": "partido"}, "Elija qué es."),
        ({"territorio": "999"}, "Elija dónde está."),
    ],
)
def test_una_aliada_mal_escrita_no_se_guarda(
    proceso: Proceso, cora: Client, cambios: dict[str, str], frase: str
) -> None:
    respuesta = _aliada(cora, **cambios)
    assert respuesta.status_code == 422
    assert frase in texto(check(respuesta.content))


def test_lo_que_se_llevo_suma_y_una_entrega_anulada_deja_de_contar(
    proceso: Proceso, cora: Client, ana: Client
) -> None:
    _aliada(cora)
    assert _entrega(ana).status_code == 404
    assert [_entrega(cora).status_code, _entrega(cora, material="mural", piezas="2").status_code] == [
        302,
        302,
    ]
    for cambios, frase in (
        ({"piezas": "0"}, "de 1 a 100,000"), ({"piezas": "-4"}, "de 1 a 100,000"), ({"piezas": "muchas"}, "de 1 a 100,000"),
        ({"material": "gorras"}, "Elija qué se llevó."), ({"fecha": "2024-04-26"}, "todavía no llega"),
    ):  # fmt: skip
        mala = _entrega(cora, **cambios)
        assert (mala.status_code, frase in texto(check(mala.content))) == (422, True)
    primera = Entrega.objects.order_by("id").first()
    assert primera is not None
    assert cora.post(f"/difusion/aliadas/entregas/{primera.pk}/anular/").status_code == 302
    assert cora.post(f"/difusion/aliadas/entregas/{primera.pk}/anular/").status_code == 409
    pagina = texto(check(cora.get("/difusion/aliadas/").content))
    assert "24 de abril, murales: 2" in pagina
    assert "carteles: 40" not in pagina
    assert Entrega.objects.count() == 3, "nada se borra"


@pytest.mark.postgres
def test_nada_de_lo_anotado_se_cambia_ni_se_borra(proceso: Proceso, cora: Client) -> None:
    from django.db import DatabaseError, IntegrityError, transaction

    _aliada(cora)
    _entrega(cora)
    cora.post("/difusion/estrategia/redes/", {"fecha": "2024-04-20", "texto": "x"})
    for modelo, campo in (
        (Aliada, {"nombre": "x"}),
        (Entrega, {"piezas": 1}),
        (PasoDeAccion, {"texto": "y"}),
    ):
        assert modelo.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            modelo.objects.update(**campo)
        with pytest.raises(DatabaseError), transaction.atomic():
            modelo.objects.all().delete()
    for mala in ({"piezas": 0}, {"material": "gorras"}):
        campos = {"aliada": 1, "fecha": date(2024, 4, 1), "material": "cartel", "piezas": 1} | mala
        with pytest.raises(IntegrityError), transaction.atomic():
            Entrega.objects.create(proceso=proceso, por="x", en=datetime.now().astimezone(), **campos)


@pytest.fixture
def en_veda(proceso: Proceso, monkeypatch: pytest.MonkeyPatch) -> Any:
    """La misma elección, como si la veda empezara hoy y detuviera lo que se diga."""
    de_hoy = procesos.definicion(PROCESO)

    def poner(*detiene: str) -> None:
        c = de_hoy.calendario
        calendario = replace(c, fechas=c.fechas | {"veda_inicio": Fecha(date(2024, 4, 25))})
        callada = replace(de_hoy, calendario=calendario, veda_detiene=detiene)
        monkeypatch.setattr(procesos, "definicion", lambda clave: callada)

    return poner


@pytest.mark.parametrize(("detiene", "estado"), [(("estrategia",), 422), (("visitas",), 302), ((), 302)])
def test_la_veda_detiene_la_estrategia_solo_si_la_eleccion_lo_dice(
    cora: Client, en_veda: Any, detiene: tuple[str, ...], estado: int
) -> None:
    en_veda(*detiene)
    _aliada(cora)
    avance = cora.post("/difusion/estrategia/redes/", {"fecha": "2024-04-25", "texto": "x"})
    assert [_entrega(cora, fecha="2024-04-25").status_code, avance.status_code] == [estado, estado]
    assert _entrega(cora, fecha="2024-04-24").status_code == 302, "lo de antes de la veda sí se anota"
    dicho = "la elección detiene la estrategia" in texto(check(cora.get("/difusion/aliadas/").content))
    assert dicho == (estado == 422)


def test_sin_fecha_de_veda_cuenta_desde_que_acaba_la_campana() -> None:
    d = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")
    callada = replace(d, veda_detiene=("estrategia",))
    dias = [date(2024, 5, 29) + timedelta(days=n) for n in range(6)]
    assert [calla(callada, x) for x in dias] == [False, True, True, True, True, False]
    assert not any(calla(d, x) for x in dias)


def test_el_informe_para_la_comision_pone_las_visitas_junto_a_lo_hecho(
    proceso: Proceso, cora: Client, datos: Path, ahora: datetime
) -> None:
    carpetas().visitas.mkdir(exist_ok=True)
    (carpetas().visitas / "2024-04-24.1-a.json").write_text(
        f'{{"/{PROCESO}/": 7, "/{PROCESO}/contiendas/": 5, "/otra/": 9}}'
    )
    recoger({})
    _aliada(cora)
    _entrega(cora)
    cora.post("/difusion/estrategia/redes/", {"fecha": "2024-04-20", "texto": "Se abrió la cuenta."})
    tipo, despues = catalogo.TIPOS["difusion"], ahora + timedelta(hours=12)
    tablas = {t.clave: t for t in catalogo.armar(tipo, catalogo.contexto(tipo, PROCESO, despues)).tablas}
    assert tablas["D1"].nota.startswith("El Sistema es exclusivamente un medio de difusión")
    assert next((f[0], f[6], f[7]) for f in tablas["D1"].renglones) == (
        "Ciudadanía con redes sociales",
        "En curso",
        1,
    )
    assert tablas["D2"].renglones == (("2024-04-20", "Ciudadanía con redes sociales", "Se abrió la cuenta."),)
    assert tablas["D3"].renglones[0] == (
        "Biblioteca de Canatlán",
        "Biblioteca o telecentro",
        "Canatlán",
        40,
        0,
        0,
        0,
        0,
    )
    assert tablas["D3"].renglones[-1] == ("Total", "", "", 40, 0, 0, 0, 0)
    dias = {f[0]: f[1:] for f in tablas["D4"].renglones}
    assert dias["2024-04-24"] == (6, 0, 40, 12)
    assert dias["2024-04-23"] == (6, 0, 0, None), "un día sin conteo no es un día sin visitas"
    assert [f[2] for f in tablas["D5"].renglones] == ["Sin comprobar", "Sin comprobar"]
    antes = catalogo.contexto(tipo, PROCESO, ahora - timedelta(hours=1))
    assert {t.clave: t for t in catalogo.armar(tipo, antes).tablas}["D3"].renglones == (), (
        "lo de después no cuenta"
    )


def test_el_paquete_de_una_aliada_trae_solo_lo_que_se_vota_en_su_territorio(
    eleccion: dict[str, Any], proceso: Proceso, cora: Client, ahora: datetime, una_vez: None
) -> None:
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora)
    boletas = [b for b in sitio_a_la_vista(PROCESO, ahora).contiendas if b.fichas]
    propia = next(b for b in boletas if b.distrito)
    _aliada(cora, territorio=propia.municipios[0])
    _aliada(cora, nombre="Telecentro de Mezquital", territorio="014")
    _aliada(cora, nombre="UJED", territorio="todo")
    octetos = cora.get("/difusion/aliadas/1/paquete.zip").content
    assert octetos == cora.get("/difusion/aliadas/1/paquete.zip").content
    with zipfile.ZipFile(io.BytesIO(octetos)) as paquete:
        nombres = set(paquete.namelist())
        assert "de ninguna manera es propaganda" in paquete.read("LEEME.txt").decode()
    assert {f"{propia.clave}/{f}.pdf" for f in ("cartel", "mural", "volante", "muestra")} <= nombres

    def carpetas_de(numero: int) -> set[str]:
        archivo = io.BytesIO(cora.get(f"/difusion/aliadas/{numero}/paquete.zip").content)
        return {n.split("/")[0] for n in zipfile.ZipFile(archivo).namelist() if "/" in n}

    assert propia.clave in carpetas_de(1)
    assert carpetas_de(2) == {"diputacion-rp"}, "en Mezquital no se vota por esos distritos"
    assert carpetas_de(3) == {b.clave for b in boletas}
    assert cora.get("/difusion/aliadas/9/paquete.zip").status_code == 404
