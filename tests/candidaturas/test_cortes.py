"""El padrón del sistema de registro en una elección en curso, y sus cortes posteriores."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.candidaturas.padron.rebote import de_rebote
from conoceles.expediente.calendario.plazos import inicio_de_captura
from conoceles.expediente.models import Ronda, Transicion
from conoceles.integridad.pregunta import dudosas

TITULOS = (
    "POSTULACIÓN", "DISTRITO", "PARTIDO", "COALICIÓN", "CARÁCTER", "NO. LISTA", "NOMBRE", "PRIMER APELLIDO",
    "SEGUNDO APELLIDO", "SEXO", "FECHA DE NACIMIENTO", "SOBRENOMBRE", "REELECCIÓN", "MEDIDA COMPENSATORIA",
)  # fmt: skip
Importar = Callable[..., Any]
Padron = Callable[..., Path]


def fila(nombre: str = "Ana", **cambios: Any) -> list[Any]:
    """Una propietaria de Movimiento Ciudadano en el distrito 5, salvo lo que se cambie."""
    base = {
        "cargo": "Diputación MR", "distrito": "5", "partido": "MC", "coalicion": "", "caracter": "PROPIETARIA",
        "lista": "", "nombre": nombre, "primero": "Rentería", "segundo": "Soto", "sexo": "MUJER",
        "nacimiento": "03/05/1980", "sobrenombre": "", "reeleccion": "NO", "medida": "",
    }  # fmt: skip
    return list((base | cambios).values())


@pytest.fixture
def varias() -> list[list[Any]]:
    """Una fórmula, una lista y una coalición."""
    return [
        fila("Ana"),
        fila("Berta", caracter="SUPLENTE"),
        fila("Ana", cargo="Diputación RP", distrito="", lista="2"),
        fila("Carla", cargo="Diputación RP", distrito="", lista="1"),
        fila("Dora", distrito="9", partido="MORENA", coalicion="Sigamos Haciendo Historia en Durango."),
    ]


def codigos(informe: Any) -> Counter[str]:
    return Counter(aviso.codigo for aviso in (*informe.avisos, *informe.errores))


def test_importar_un_padron_separa_persona_formula_y_candidatura(
    importar_padron: Importar, padron: Padron, varias: list[list[Any]]
) -> None:
    informe = importar_padron(padron(TITULOS, *varias))

    assert informe.errores == []
    assert (informe.candidaturas, informe.formulas, informe.personas) == (5, 4, 4)
    assert [a.mensaje for a in informe.avisos if a.codigo == "PERSONA_EN_DOS_CANDIDATURAS"] == [
        "La misma persona tiene otra candidatura en esta elección; se registraron las dos."
    ]
    assert set(Candidatura.objects.values_list("estado", "origen")) == {("registrada", "padron")}


@pytest.mark.parametrize(("campo", "cuantas"), [("sexo", 1), ("sobrenombre", 0), ("responde", 1)])
def test_un_cambio_llega_de_rebote_solo_a_las_otras_de_esa_persona_o_esa_formula(
    importar_padron: Importar, padron: Padron, varias: list[list[Any]], campo: str, cuantas: int
) -> None:
    importar_padron(padron(TITULOS, *varias))
    una = Candidatura.objects.get(
        persona__nombre__startswith="Ana", formula__contienda__clave="diputacion-mr-05"
    )
    otras = [otra for otra, _, _ in de_rebote(una.proceso, [(una, (campo,))])]
    assert (len(otras), una in otras) == (cuantas, False)
    de_quien = {"sexo": "persona_id", "responde": "formula_id"}.get(campo, "pk")
    assert {getattr(otra, de_quien) for otra in otras} <= {getattr(una, de_quien)}


def test_quien_llega_a_otra_lista_con_otro_nombre_no_deja_sin_constancia_la_que_tenia(
    importar_padron: Importar, padron: Padron, ahora: datetime
) -> None:
    """Su renglón no viene, pero su persona cambió: sin decirlo, el corte siguiente la daba por cambiada por fuera."""
    importar_padron(padron(TITULOS, fila("ANA", primero="RENTERIA", segundo="SOTO")))
    [una] = Candidatura.objects.all()
    informe = importar_padron(padron(TITULOS, fila("Ana", cargo="Diputación RP", distrito="", lista="2")))
    assert (informe.altas, informe.cambios, informe.sin_cambio) == (1, 0, 0)
    una.persona.refresh_from_db()
    assert una.persona.nombre == "Ana Rentería Soto"
    assert [*dudosas([una.folio])] == []
    assert importar_padron(padron(TITULOS, fila("Ana", sobrenombre="Anita"))).cambios == 1


def test_quien_responde_en_una_coalicion_es_quien_sigla(
    importar_padron: Importar, padron: Padron, varias: list[list[Any]]
) -> None:
    importar_padron(padron(TITULOS, *varias))

    dora = Candidatura.objects.get(persona__nombres="Dora")
    assert (dora.formula.fuerza.siglas, dora.formula.responde.siglas) == ("SHHD", "MORENA")
    ana = Candidatura.objects.get(persona__nombres="Ana", formula__contienda__distrito=5)
    assert ana.formula.responde.siglas == "MC"


def test_importar_otra_vez_no_agrega_ni_anota(
    importar_padron: Importar, padron: Padron, varias: list[list[Any]]
) -> None:
    ruta = padron(TITULOS, *varias)
    importar_padron(ruta)
    entradas = Entrada.objects.count()
    informe = importar_padron(ruta)

    assert (informe.altas, informe.cambios, informe.sin_cambio) == (0, 0, 5)
    assert Entrada.objects.count() == entradas


def test_un_corte_posterior_agrega_actualiza_y_no_quita(
    importar_padron: Importar, padron: Padron, varias: list[list[Any]]
) -> None:
    importar_padron(padron(TITULOS, *varias))
    folio = Candidatura.objects.get(persona__nombres="Carla").folio
    varias[3] = fila("Karla", cargo="Diputación RP", distrito="", lista="1", sobrenombre="La Güera")
    informe = importar_padron(padron(TITULOS, *varias[:4], fila("Elsa", distrito="6")))

    assert (informe.altas, informe.cambios, informe.sin_cambio) == (1, 1, 3)
    assert codigos(informe)["NOMBRE_ACTUALIZADO"] == 1
    assert codigos(informe)["AUSENTE_EN_CORTE"] == 1
    karla = Candidatura.objects.get(folio=folio)
    assert (karla.persona.nombres, karla.sobrenombre) == ("Karla", "La Güera")
    assert Candidatura.objects.count() == 6


def test_el_sexo_que_un_corte_cambia_dice_de_quien_es(importar_padron: Importar, padron: Padron) -> None:
    importar_padron(padron(TITULOS, fila("Ana"), fila("Berta", caracter="SUPLENTE")))
    folio = Candidatura.objects.get(persona__nombres="Berta").folio
    ruta = padron(TITULOS, fila("Ana"), fila("Berta", caracter="SUPLENTE", sexo="HOMBRE"))
    informe = importar_padron(ruta, simular=True)

    assert [(a.mensaje, a.fila) for a in informe.avisos if a.codigo == "SEXO_ACTUALIZADO"] == [
        (f"El sexo de «Berta Rentería Soto» (folio {folio}) pasó de Mujer a Hombre.", 3)
    ]


def test_otra_persona_en_un_lugar_ocupado_impide_todo_y_aceptada_no_entra(
    importar_padron: Importar, padron: Padron
) -> None:
    importar_padron(padron(TITULOS, fila("Ana")))
    ruta = padron(TITULOS, fila("Fabiola", nacimiento="01/01/1970"), fila("Gema", distrito="6"))
    informe = importar_padron(ruta)

    assert [(e.codigo, e.fila) for e in informe.errores] == [("LUGAR_OCUPADO", 2)]
    assert (informe.altas, Candidatura.objects.count()) == (0, 1)

    aceptado = importar_padron(ruta, aceptar=["LUGAR_OCUPADO"])
    assert (aceptado.errores, aceptado.altas, aceptado.aceptadas) == ([], 1, ["LUGAR_OCUPADO"])
    assert codigos(aceptado)["AUSENTE_EN_CORTE"] == 0
    assert set(Persona.objects.values_list("nombres", flat=True)) == {"Ana", "Gema"}


def test_dos_personas_en_el_mismo_lugar_impiden_todo_y_aceptadas_no_entran(
    importar_padron: Importar, padron: Padron
) -> None:
    ruta = padron(TITULOS, fila("Ana"), fila("Fabiola"), fila("Gema", distrito="6"))
    assert Counter(e.codigo for e in importar_padron(ruta).errores) == {"LUGAR_REPETIDO": 2}
    assert not Candidatura.objects.exists()

    importar_padron(ruta, aceptar=["LUGAR_REPETIDO"])
    entrada = Entrada.objects.filter(acto="padron_importado").get()
    assert entrada.datos["aceptadas"] == {"LUGAR_REPETIDO": 2}
    assert Candidatura.objects.get().persona.nombres == "Gema"


@pytest.mark.parametrize(
    ("cambio", "codigo"),
    [
        ({"partido": "PARTIDO INVENTADO"}, "FUERZA_DESCONOCIDA"),
        ({"distrito": "99"}, "AMBITO_DESCONOCIDO"),
        ({"distrito": ""}, "AMBITO_DESCONOCIDO"),
        ({"nombre": ""}, "SIN_NOMBRE"),
        ({"caracter": ""}, "SIN_CALIDAD"),
        ({"caracter": "Encabeza"}, "SIN_CALIDAD"),
        ({"cargo": "Diputación RP", "distrito": ""}, "SIN_POSICION"),
        ({"cargo": "Algo que no existe"}, "CARGO_DESCONOCIDO"),
    ],
)
def test_un_renglon_con_error_impide_todo_y_dice_donde(
    importar_padron: Importar, padron: Padron, cambio: dict[str, str], codigo: str
) -> None:
    informe = importar_padron(
        padron(TITULOS, fila("Ana"), fila(**{"nombre": "Berta", "distrito": "6"} | cambio))
    )

    assert [(error.codigo, error.fila) for error in informe.errores] == [(codigo, 3)]
    assert "«»" not in informe.errores[0].mensaje
    assert not Candidatura.objects.exists()
    assert informe.como_dict()["errores"][0]["numero"] == 1


def test_un_cargo_que_no_se_elige_queda_fuera_sin_error(importar_padron: Importar, padron: Padron) -> None:
    informe = importar_padron(padron(TITULOS, fila("Ana"), fila("Berta", cargo="Presidencia municipal")))

    assert (informe.fuera, informe.altas, informe.errores) == (1, 1, [])


def test_el_orden_de_los_renglones_no_cambia_el_resultado(
    importar_padron: Importar, padron: Padron, varias: list[list[Any]]
) -> None:
    varias += [fila("Ana", caracter="SUPLENTE", distrito="7"), fila("Hilda", distrito="9", partido="PT")]
    varias += [fila("Inés", distrito="10", partido="PT"), fila("Juana", distrito="10", partido="PT")]
    resultados = []
    for semilla in range(6):
        random.Random(semilla).shuffle(varias)
        informe = importar_padron(padron(TITULOS, *varias), simular=True, aceptar=["LUGAR_REPETIDO"])
        avisos = sorted((a.codigo, a.mensaje) for a in informe.avisos)
        resultados.append((informe.altas, informe.personas, informe.formulas, avisos))

    assert all(resultado == resultados[0] for resultado in resultados)


def test_el_folio_es_el_mismo_en_otra_instalacion() -> None:
    from conoceles.candidaturas.padron.folios import folio

    datos = {"proceso": "p", "contienda": "c", "fuerza": "F", "posicion": 1, "calidad": "propietaria"}
    uno = folio(**datos, nombre="MARÍA  LÓPEZ", usados=set())
    assert uno == folio(**datos, nombre="Maria Lopez", usados=set())
    assert len(uno) == 7
    assert (
        folio(**datos, nombre="Maria Lopez", usados={uno})
        == uno + folio(**datos, nombre="Maria Lopez", usados={uno})[7:]
    )
    assert len(folio(**datos, nombre="Maria Lopez", usados={uno})) == 8


@pytest.mark.postgres
def test_una_persona_concluida_no_revive(importar_padron: Importar, padron: Padron) -> None:
    importar_padron(padron(TITULOS, fila("Ana")))
    from django.db import connection

    Transicion.objects.create(desde="registrada", acto="cancelar de prueba", hacia="cancelada")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE candidaturas_candidatura SET estado = 'cancelada'")
    ruta = padron(TITULOS, fila("Ana"), fila("Gema", distrito="6"))
    assert [e.codigo for e in importar_padron(ruta).errores] == ["CANDIDATURA_CONCLUIDA"]
    assert Candidatura.objects.count() == 1
    informe = importar_padron(ruta, aceptar=["CANDIDATURA_CONCLUIDA"])

    assert informe.altas == 1
    assert Candidatura.objects.get(estado="cancelada").persona.nombres == "Ana"


def test_quien_llega_en_un_corte_con_la_captura_abierta_se_habilita_enseguida_con_su_plazo(
    importar_padron: Importar, padron: Padron, ahora: datetime
) -> None:
    """Dos personas importadas trece días después de la apertura se quedaban registradas para siempre."""
    importar_padron(padron(TITULOS, fila("Ana")))
    assert Candidatura.objects.get().estado == "registrada"
    importar_padron(padron(TITULOS, fila("Ana"), fila("Berta", caracter="SUPLENTE")), en=ahora, simular=True)
    assert not Ronda.objects.exists()
    importar_padron(padron(TITULOS, fila("Ana"), fila("Berta", caracter="SUPLENTE")), en=ahora)
    berta = Candidatura.objects.get(persona__nombres="Berta")
    assert berta.estado == "habilitada"
    assert inicio_de_captura(Ronda.objects.get(candidatura=berta)) == ahora


def test_una_calidad_que_no_se_entiende_se_repite_como_esta_escrita(
    importar_padron: Importar, padron: Padron
) -> None:
    """Quien lee «no lo dice» busca una celda vacía; no lo está."""
    informe = importar_padron(padron(TITULOS, fila("Ana", caracter="Encabeza")))
    assert informe.errores[0].mensaje == "«Encabeza» no se entiende: escriba Propietaria o Suplente."
