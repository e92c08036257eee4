"""La estadística pública de una elección de verdad, contra una cuenta aparte."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from cargada import cargada
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import publica
from conoceles.identidad.operaciones import sellar, suprimir
from conoceles.identidad.totales import tablas as guardadas
from conoceles.identidad.totales.conteos import agregar_conteos
from conoceles.identidad.totales.tablas import Asentada
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.models import Fuerza
from estadistica.treinta_y_seis import candidatura_numero
from personas import DINA, enmendar, respaldar, titular

pytestmark = pytest.mark.usefixtures("base")
CLAVE = "durango-2023-2024"
CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")  # termina el día que declara la carpeta
SISTEMA = Alcance.sistema("prueba")
SIN_NADIE = "Contestaron «Sí» menos de 5, de 36 personas con candidatura."
TODO_SI = {"tratamiento": True, "publicacion": False, "estadistica": True}


@pytest.fixture
def candidaturas(base: None, ahora: datetime) -> list[Candidatura]:
    """Treinta y seis, de la elección cargada de su carpeta."""
    cargada(CLAVE, ahora=ahora, inventado=True)
    return [candidatura_numero(i, ahora) for i in range(36)]


def _por_id(cuando: datetime | None = None) -> dict[str, dict[str, Any]]:
    """Lo publicado; en ese momento, después de asentar lo que ya toque."""
    if cuando is None:
        return {indicador["id"]: indicador for indicador in publica(CLAVE)}
    with reloj.congelado(cuando):
        asentar(CLAVE, ahora=cuando)
        return _por_id()


def _valores(indicador: dict[str, Any]) -> dict[str, int | None]:
    return {celda["clave"]: celda["valor"] for celda in indicador["celdas"]}


def test_publica_tiene_la_forma_del_contrato(candidaturas: list[Candidatura]) -> None:
    indicadores = publica(CLAVE)
    json.dumps(indicadores)
    de_todas = [i for i in indicadores if i["poblacion"].startswith("Candidaturas registradas")]
    assert {i["denominador"] for i in de_todas} == {len(candidaturas)}
    for indicador in indicadores:
        assert {"id", "poblacion", "numerador", "denominador", "corte", "celdas"} <= set(indicador)
        assert indicador["frase"].endswith(".")
        assert datetime.fromisoformat(indicador["corte"]).tzinfo is not None
        for celda in indicador["celdas"]:
            assert {"clave", "etiqueta", "valor", "texto"} <= set(celda)
            assert celda["texto"]


@pytest.mark.postgres
def test_avance_y_distribuciones_coinciden_con_otra_cuenta(candidaturas: list[Candidatura]) -> None:
    por_id = _por_id()
    assert _valores(por_id["captura.sexo"]) == {"mujer": 6, "hombre": 6}
    assert {c["clave"]: c["de"] for c in por_id["captura.sexo"]["celdas"]} == {"mujer": 18, "hombre": 18}
    assert _valores(por_id["poblacion.grado"]) == {"licenciatura": 12, "sin_dato": 24}
    assert _valores(por_id["poblacion.edad"]) == {
        "21-29": 9,
        "30-39": 10,
        "40-49": 10,
        "50-59": 7,
    }
    cargos = Counter(c.formula.contienda.cargo for c in candidaturas)
    assert {c["clave"]: c["de"] for c in por_id["captura.cargo"]["celdas"]} == dict(cargos)
    for nombre in ("cargo", "fuerza", "distrito", "sexo"):
        assert sum(c["de"] for c in por_id[f"captura.{nombre}"]["celdas"]) == 36


@pytest.mark.postgres
def test_identidad_suma_sellado_e_importado_y_oculta_lo_chico(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """20 selladas (2 sí, 12 no) y 16 importadas (1 sí, 9 no): «sí» es «menos de 5» y «no» se reserva."""
    ayer = ahora - timedelta(days=1)
    for i, candidatura in enumerate(candidaturas[:20]):
        sellar(
            candidatura=candidatura,
            respuestas={"p1": "si" if i < 2 else "no" if i < 14 else "pnc", "p2": ("no", "pnc")[i % 2]},
            consentimiento=TODO_SI,
            aviso_version="a",
            origen="envio",
            por=titular(candidatura),
            ahora=ayer,
        )
    agregar_conteos(
        proceso=CLAVE,
        lote="l",
        conteos={"p1": {"no": 9, "si": 1, "pnc": 6}, "p2": {"si": 9, "no": 7}},
        por=SISTEMA,
        ahora=ayer,
    )
    por_id = _por_id(CORTE)
    assert _valores(por_id["identidad.indigena"]) == {
        "si": None,
        "no": None,
        "pnc": 12,
        "sin_respuesta": None,
    }
    textos = {c["clave"]: c["texto"] for c in por_id["identidad.indigena"]["celdas"]}
    assert textos["si"] == textos["sin_respuesta"] == "menos de 5"
    assert _valores(por_id["identidad.lengua"]) == {"si": 9, "no": None, "pnc": 10, "sin_respuesta": None}


def _sellar(candidatura: Candidatura, cuando: datetime, p1: str = "no", *, se_ve: bool = False) -> None:
    sellar(
        candidatura=candidatura,
        respuestas={"p1": p1},
        consentimiento=TODO_SI | {"publicacion": se_ve},
        aviso_version="a",
        origen="envio",
        por=titular(candidatura),
        ahora=cuando,
    )
    respaldar(candidatura, cuando)


def test_la_frase_de_lo_reservado_se_lee(candidaturas: list[Candidatura], ahora: datetime) -> None:
    """Pocas dijeron que sí: «sí» es «menos de 5», y donde ni eso se dice la frase es otra."""
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, "si" if i < 2 else "no" if i < 14 else "pnc")
    frases = {i["frase"] for i in _por_id(CORTE).values() if i["clase"] in ("identidad", "consentimiento")}
    assert not [f for f in frases if "reservado para proteger" in f]
    assert SIN_NADIE in frases


def _otra(i: int) -> str:
    return ("si", "no", "pnc", "no")[i % 4]


def test_antes_del_corte_se_dice_cuando_y_ninguna_cifra(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """Ni siquiera ceros: que nadie haya respondido también es un dato."""
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, _otra(i))
    antes = {
        c: i for c, i in _por_id(CORTE - timedelta(microseconds=1)).items() if c.startswith("identidad.")
    }
    assert antes
    for indicador in antes.values():
        assert indicador["estado"] == "por_publicar"
        assert {c["valor"] for c in indicador["celdas"]} == {None}
        assert {c["texto"] for c in indicador["celdas"]} == {"por publicar después del 27 de abril de 2024"}
        assert indicador["frase"] == (
            "Se publica una sola vez, con lo recibido hasta el 27 de abril de 2024, después de ese día."
        )


@pytest.mark.postgres
def test_la_tabla_cuenta_lo_recibido_hasta_el_instante_del_corte(
    candidaturas: list[Candidatura],
) -> None:
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, CORTE, ("si", "no")[i % 2])
    for candidatura in candidaturas[20:30]:
        _sellar(candidatura, CORTE + timedelta(microseconds=1))
    tabla = _por_id(CORTE + timedelta(days=3))["identidad.indigena"]
    assert (tabla["corte"], tabla["estado"]) == ("2024-04-28T00:00-06:00", "asentada")
    [asentada] = guardadas.asentadas(CLAVE, CORTE)["p1"]
    assert asentada.cuentas == {"si": 10, "no": 10, "sin_respuesta": 16}


@pytest.mark.postgres
@pytest.mark.parametrize(("contestan", "estado"), [(14, "no_se_publica"), (15, "asentada")])
def test_la_tabla_sale_desde_que_contestan_tres_veces_el_umbral(
    candidaturas: list[Candidatura], ahora: datetime, contestan: int, estado: str
) -> None:
    for i, candidatura in enumerate(candidaturas[:contestan]):
        _sellar(candidatura, ahora, _otra(i))
    tabla = _por_id(CORTE)["identidad.indigena"]
    assert tabla["estado"] == estado
    if estado == "no_se_publica":
        assert {c["texto"] for c in tabla["celdas"]} == {"no se publica"}
        assert tabla["frase"].startswith("No se publica:")


@pytest.mark.postgres
def test_hay_una_sola_tabla_aunque_despues_contesten_muchas_mas(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, _otra(i))
    antes = _por_id(CORTE)["identidad.indigena"]
    for i, candidatura in enumerate(candidaturas[20:30]):
        _sellar(candidatura, CORTE + timedelta(hours=1), _otra(i))
    for dias in (1, 5, 200):
        assert _por_id(CORTE + timedelta(days=dias))["identidad.indigena"] == antes


def test_quien_deja_la_candidatura_no_produce_otra_tabla(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """Restar dos tablas diría qué contestó: la publicada se queda, con su corte y su denominador."""
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, _otra(i))
    antes = _por_id(CORTE)["identidad.indigena"]
    Candidatura.objects.filter(pk=candidaturas[0].pk).update(estado="sustituida")
    suprimir(candidatura=candidaturas[1], por=DINA, ahora=CORTE)
    despues = _por_id(CORTE + timedelta(days=1))["identidad.indigena"]
    assert despues == antes
    assert despues["denominador"] == 36


def test_la_que_no_salio_no_sale_despues_salvo_que_se_declare_otro_corte(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    for candidatura in candidaturas[:4]:
        _sellar(candidatura, ahora)
    assert _por_id(CORTE)["identidad.indigena"]["estado"] == "no_se_publica"
    for i, candidatura in enumerate(candidaturas[4:20]):
        _sellar(candidatura, CORTE + timedelta(hours=1), _otra(i))
    tarde = CORTE + timedelta(days=10)
    assert _por_id(tarde)["identidad.indigena"]["estado"] == "no_se_publica"
    enmendar("fecha-identidad_corte", tarde, dia="2024-05-05")
    assert _valores(_por_id(tarde)["identidad.indigena"])["sin_respuesta"] == 16


def test_lo_publicado_antes_de_declarar_el_corte_se_queda(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """Una instalación que ya publicó tablas no publica otra que se les pueda restar."""
    ayer = ahora - timedelta(days=1)
    guardadas.asentar(
        proceso=CLAVE,
        tablas={"p1": Asentada(ayer, 36, 5, {"si": 6, "no": 8, "pnc": 7, "sin_respuesta": 15})},
        ahora=ayer,
    )
    for i, candidatura in enumerate(candidaturas[:30]):
        _sellar(candidatura, ahora, _otra(i), se_ve=i % 2 == 0)
    tabla = _por_id(CORTE + timedelta(days=1))["identidad.indigena"]
    assert (tabla["corte"], _valores(tabla)["si"]) == ("2024-04-24T10:00-06:00", 6)
    assert _por_id(CORTE + timedelta(days=1))["identidad.consentimiento_publicacion"]["estado"] == "asentada"


@pytest.mark.parametrize(
    ("ajenas", "estado"),
    [
        (["si", "no"] * 7, "no_se_publica"),
        ([*["pnc"] * 14, "si"], "no_se_publica"),
        (["si", "no", "pnc"] * 5, "asentada"),
    ],
)
def test_un_partido_no_sabe_lo_de_las_demas_restando_lo_de_las_suyas(
    candidaturas: list[Candidatura], ahora: datetime, ajenas: list[str], estado: str
) -> None:
    """El partido que captura veinte las conoce enteras: quienes quedan son bastantes, y no casi todas iguales."""
    otra = Fuerza.objects.order_by("orden")[1]
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, _otra(i))
    for candidatura, respuesta in zip(candidaturas[20:], ajenas, strict=False):
        Formula.objects.filter(pk=candidatura.formula_id).update(fuerza=otra, responde=otra)
        _sellar(candidatura, ahora, respuesta)
    assert _por_id(CORTE)["identidad.indigena"]["estado"] == estado


@pytest.mark.parametrize(
    ("calladas", "sale"),
    [(["si", "no"] * 7, False), ([*["pnc"] * 14, "si"], False), (["si", "no", "pnc"] * 5, True)],
)
def test_restar_los_perfiles_a_la_tabla_no_dice_que_contesto_quien_no_publica(
    candidaturas: list[Candidatura], ahora: datetime, calladas: list[str], sale: bool
) -> None:
    """Ocho «sí» y ocho «no» se leen en sus perfiles. Las demás: catorce son pocas, y de casi todas iguales se sabría casi todo."""
    for i, respuesta in enumerate([*("si", "no") * 8, *calladas]):
        _sellar(candidaturas[i], ahora, respuesta, se_ve=i < 16)
    assert (_por_id(CORTE)["identidad.indigena"]["estado"] == "asentada") is sale


def test_la_frase_no_calla_un_empate(candidaturas: list[Candidatura]) -> None:
    """Cada distrito tiene dos o tres; el mayor avance lo comparten varios y ninguno se nombra solo."""
    indicador = _por_id()["captura.distrito"]
    partes = [c["valor"] / c["de"] for c in indicador["celdas"]]
    empatados = partes.count(max(partes))
    assert empatados > 1
    assert f"el mayor avance es de {empatados} grupos empatados" in indicador["frase"]
