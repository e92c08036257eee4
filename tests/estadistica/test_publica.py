"""La estadística pública de una elección de verdad, contra una cuenta aparte."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.curricular.models import VersionCurricular
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import definitiva, publica
from conoceles.estadistica.identidad import ultimo_corte
from conoceles.identidad.conteos import agregar_conteos
from conoceles.identidad.operaciones import sellar
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Contienda, Fuerza
from conoceles.proceso.operaciones import cargar
from personas import poner_en, titular

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
CLAVE = "durango-2023-2024"
SISTEMA = Alcance.sistema("prueba")
SIN_NADIE = "Contestaron «Sí» menos de 5, de 36 candidaturas registradas."
TODO_SI = {"tratamiento": True, "publicacion": False, "estadistica": True}


def _candidatura(i: int, ahora: datetime) -> Candidatura:
    """Mujeres en las pares; enviaron las múltiplos de tres."""
    contiendas = list(Contienda.objects.order_by("orden"))
    fuerza = Fuerza.objects.order_by("orden").first()
    formula = Formula.objects.create(
        contienda=contiendas[i % len(contiendas)], fuerza=fuerza, responde=fuerza, posicion=i + 1
    )
    persona = Persona.objects.create(
        proceso_id=CLAVE,
        nombre=f"PERSONA {i}",
        sexo="mujer" if i % 2 == 0 else "hombre",
        edad_publicada=21 + i,
    )
    candidatura = Candidatura.objects.create(
        proceso_id=CLAVE,
        folio=f"F{i:03}",
        formula=formula,
        persona=persona,
        calidad="propietaria",
        origen="importada",
        registrada_en=ahora,
    )
    poner_en(candidatura, "publicada")
    if i % 3 == 0:
        VersionCurricular.objects.create(
            candidatura=candidatura,
            numero=1,
            origen="importada",
            contenido={"grado": "licenciatura"},
            cuestionario_version="1",
            huella="0" * 64,
            por="prueba",
            en=ahora,
        )
    return candidatura


@pytest.fixture
def candidaturas(base: None, ahora: datetime) -> list[Candidatura]:
    """Treinta y seis, de la elección cargada de su carpeta."""
    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
    return [_candidatura(i, ahora) for i in range(36)]


def _por_id(ahora: datetime | None = None) -> dict[str, dict[str, Any]]:
    """Lo publicado; con `ahora`, después de asentar lo que el último corte permita."""
    if ahora is not None:
        asentar(CLAVE, ahora=ahora)
    return {indicador["id"]: indicador for indicador in publica(CLAVE)}


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


def test_identidad_suma_sellado_e_importado_y_oculta_lo_chico(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """20 selladas (2 sí, 18 no) y 10 importadas (10 no): «sí» es «menos de 5» y «no» se reserva."""
    ayer = ahora - timedelta(days=1)
    for i, candidatura in enumerate(candidaturas[:20]):
        sellar(
            candidatura=candidatura,
            respuestas={"p1": "si" if i < 2 else "no", "p2": "no"},
            consentimiento=TODO_SI,
            aviso_version="a",
            origen="envio",
            por=titular(candidatura),
            ahora=ayer,
        )
    agregar_conteos(
        proceso=CLAVE, lote="l", conteos={"p1": {"no": 10}, "p2": {"si": 10}}, por=SISTEMA, ahora=ayer
    )
    por_id = _por_id(ahora)
    assert _valores(por_id["identidad.indigena"]) == {"si": None, "no": None, "pnc": None, "sin_respuesta": 6}
    textos = {c["clave"]: c["texto"] for c in por_id["identidad.indigena"]["celdas"]}
    assert textos["si"] == textos["pnc"] == "menos de 5"
    assert _valores(por_id["identidad.lengua"]) == {"si": 10, "no": None, "pnc": None, "sin_respuesta": 6}


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


def test_la_frase_de_lo_reservado_se_lee(candidaturas: list[Candidatura], ahora: datetime) -> None:
    """Nadie ha respondido: «sí» es «menos de 5», y donde ni eso se dice la frase es otra."""
    frases = {i["frase"] for i in _por_id(ahora).values() if i["clase"] in ("identidad", "consentimiento")}
    assert not [f for f in frases if "reservado para proteger" in f]
    assert SIN_NADIE in frases


def test_identidad_no_cambia_por_pocas_personas_ni_antes_del_corte(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    for i, candidatura in enumerate(candidaturas[:10]):
        _sellar(candidatura, ahora - timedelta(days=2), ("si", "no")[i % 2])
    antes = _por_id(ahora - timedelta(days=1))["identidad.indigena"]
    assert antes["corte"] == "2024-04-24T08:00-06:00"
    for candidatura in candidaturas[10:14]:
        _sellar(candidatura, ahora - timedelta(hours=20))  # cuatro: no bastan
    for candidatura in candidaturas[14:20]:
        _sellar(candidatura, ahora)  # después del corte
    assert _por_id(ahora)["identidad.indigena"] == antes


def test_quien_se_va_no_resta_sola_de_la_tabla(candidaturas: list[Candidatura], ahora: datetime) -> None:
    """Restar dos cortes diría qué contestó: la tabla publicada se queda, con su corte y su denominador."""
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora - timedelta(days=2), ("si", "no", "pnc", "no")[i % 4])
    antes = _por_id(ahora - timedelta(days=1))["identidad.indigena"]
    Candidatura.objects.filter(pk=candidaturas[0].pk).update(estado="sustituida")
    despues = _por_id(ahora)["identidad.indigena"]
    assert despues == antes
    assert despues["denominador"] == 36


def test_una_tabla_que_delataria_a_la_anterior_espera(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """«Sí» era «menos de 5»; cinco nuevas dicen «sí» y sería 9: antes eran cuatro, ni una más ni una menos."""
    for i, candidatura in enumerate(candidaturas[:14]):
        _sellar(candidatura, ahora - timedelta(days=2), "si" if i < 4 else "no")
    antes = _por_id(ahora - timedelta(days=1))["identidad.indigena"]
    assert _valores(antes)["si"] is None
    for candidatura in candidaturas[14:19]:
        _sellar(candidatura, ahora - timedelta(hours=20), "si")
    assert _por_id(ahora)["identidad.indigena"] == antes
    for candidatura in candidaturas[19:29]:
        _sellar(candidatura, ahora, "no")
    with reloj.congelado(ahora + timedelta(days=1)):
        despues = _por_id(ahora + timedelta(days=1))["identidad.indigena"]
    assert _valores(despues)["si"] == 9


@pytest.mark.parametrize(
    ("calladas", "sale"),
    [(["si"] * 4, False), (["pnc"] * 6, False), (["si", "no", *["pnc"] * 5], True)],
)
def test_restar_los_perfiles_a_la_tabla_no_dice_que_contesto_quien_no_publica(
    candidaturas: list[Candidatura], ahora: datetime, calladas: list[str], sale: bool
) -> None:
    """Ocho «sí» y ocho «no» se leen en sus perfiles. Las demás: cuatro son pocas, y de seis iguales se sabría todo."""
    for i, respuesta in enumerate([*("si", "no") * 8, *calladas]):
        _sellar(candidaturas[i], ahora - timedelta(days=1), respuesta, se_ve=i < 16)
    assert (_por_id(ahora)["identidad.indigena"]["frase"] == SIN_NADIE) is not sale


def test_la_frase_no_calla_un_empate(candidaturas: list[Candidatura]) -> None:
    """Cada distrito tiene dos o tres; el mayor avance lo comparten varios y ninguno se nombra solo."""
    indicador = _por_id()["captura.distrito"]
    partes = [c["valor"] / c["de"] for c in indicador["celdas"]]
    empatados = partes.count(max(partes))
    assert empatados > 1
    assert f"el mayor avance es de {empatados} grupos empatados" in indicador["frase"]


@pytest.mark.lenta
def test_al_cerrar_la_tabla_que_no_puede_sucederse_queda_como_definitiva(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """Cuatro respondieron después de la última tabla: la del cierre no sale, y ninguna posterior la sustituye."""
    from conoceles.expediente.conservacion import cerrar_proceso

    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora - timedelta(days=2), ("si", "no", "pnc", "no")[i % 4])
    antes = _por_id(ahora - timedelta(days=1))["identidad.indigena"]
    for candidatura in candidaturas[20:24]:
        _sellar(candidatura, ahora - timedelta(hours=20))
    cerrar_proceso(proceso=CLAVE, por=SISTEMA, ahora=ahora)
    assert not definitiva(CLAVE, ahora)  # todavía no llega el corte del cierre
    for dias in (1, 2):
        momento = ahora + timedelta(days=dias)
        with reloj.congelado(momento):
            assert _por_id(momento)["identidad.indigena"] == antes
        assert definitiva(CLAVE, momento)


@pytest.mark.parametrize(
    ("hora", "esperado"),
    [
        ("2024-04-25T10:00:00-06:00", "2024-04-25T08:00:00-06:00"),
        ("2024-04-25T07:59:59-06:00", "2024-04-24T20:00:00-06:00"),
        ("2024-04-25T20:00:00-06:00", "2024-04-25T20:00:00-06:00"),
    ],
)
def test_ultimo_corte_es_el_declarado_que_ya_paso(
    candidaturas: list[Candidatura], hora: str, esperado: str
) -> None:
    corte = ultimo_corte(definicion(CLAVE), datetime.fromisoformat(hora))
    assert corte == datetime.fromisoformat(esperado)
