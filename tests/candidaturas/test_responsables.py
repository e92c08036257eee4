"""Quién responde, cómo se numeran las independientes y otras formas de padrón."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.proceso import consultas
from conoceles.proceso.contenido.vigencia import asentar
from conoceles.proceso.models import Siglado

TITULOS = (
    "CARGO",
    "DISTRITO",
    "PARTIDO",
    "CARACTER",
    "NUMERO_LISTA_O_FORMULA",
    "NOMBRE COMPLETO",
    "SEXO",
    "EDAD",
)


def _renglon(
    nombre: str, partido: str, *, distrito: str = "9", numero: str = "", rol: str = "PROPIETARIA"
) -> tuple:
    return ("Diputación MR", distrito, partido, rol, numero, nombre, "MUJER", "41")


def test_sin_convenio_nadie_responde_y_se_avisa_hasta_que_se_carga(
    importar_padron: Any, padron: Callable[..., Path], ahora: datetime
) -> None:
    partido = Siglado.objects.get(fuerza__siglas="SHHD", contienda__distrito=9).partido
    proceso, con_convenio = partido.proceso, consultas.definicion(partido.proceso_id)
    asentar(replace(con_convenio, siglados=()), proceso.fuentes, ahora=ahora, inventado=True)
    ruta = padron(TITULOS, _renglon("Ana Soto", "SHHD"))
    informe = importar_padron(ruta)
    assert "SIN_RESPONSABLE" in {aviso.codigo for aviso in informe.avisos}
    assert Formula.objects.get().responde is None

    asentar(con_convenio, proceso.fuentes, ahora=ahora, inventado=True)
    assert importar_padron(ruta).cambios == 1
    assert Formula.objects.get().responde == partido
    assert importar_padron(ruta).sin_cambio == 1


def test_el_convenio_cambiado_por_fuera_no_cambia_quien_responde(
    importar_padron: Any, padron: Callable[..., Path]
) -> None:
    """Quien escribe en la base no se hace responsable de la rival con el siguiente corte del padrón."""
    siglado = Siglado.objects.get(fuerza__siglas="SHHD", contienda__distrito=9)
    otro = siglado.fuerza.integrantes.exclude(pk=siglado.partido_id).earliest("pk")
    Siglado.objects.filter(pk=siglado.pk).update(partido=otro)
    importar_padron(padron(TITULOS, _renglon("Ana Soto", "SHHD")))
    assert Formula.objects.get().responde == siglado.partido


def test_las_independientes_de_una_contienda_son_formulas_distintas(
    importar_padron: Any, padron: Callable[..., Path]
) -> None:
    filas = [
        _renglon("Ana Soto", "CANDIDATURA INDEPENDIENTE", numero="802"),
        _renglon("Berta Soto", "CANDIDATURA INDEPENDIENTE", numero="802", rol="SUPLENTE"),
        _renglon("Carla Soto", "CANDIDATURA INDEPENDIENTE", numero="801"),
    ]
    importar_padron(padron(TITULOS, *filas))
    filas.insert(0, _renglon("Dora Soto", "CANDIDATURA INDEPENDIENTE", numero="700"))
    informe = importar_padron(padron(TITULOS, *filas))

    assert (informe.altas, informe.sin_cambio) == (1, 3)
    assert dict(Formula.objects.values_list("clave_origen", "posicion")) == {"801": 1, "802": 2, "700": 3}
    assert not Formula.objects.exclude(responde=None).exists()


def test_un_renglon_por_formula_da_dos_candidaturas(
    importar_padron: Any, padron: Callable[..., Path]
) -> None:
    titulos = (
        "CARGO",
        "DISTRITO",
        "SIGLAS",
        "CANDIDATURA PROPIETARIA",
        "CANDIDATURA SUPLENTE",
        "SEXO",
        "SEXO_SUPLENTE",
    )
    importar_padron(padron(titulos, ("Diputación MR", "V", "MC", "Ana Soto", "Berta Luna", "MUJER", "MUJER")))

    lugares = set(
        Candidatura.objects.values_list("persona__nombre", "calidad", "formula__contienda__distrito")
    )
    assert lugares == {("Ana Soto", "propietaria", 5), ("Berta Luna", "suplente", 5)}


def test_la_accion_afirmativa_desconocida_no_se_guarda_ni_se_repite(
    importar_padron: Any, padron: Callable[..., Path]
) -> None:
    titulos = (*TITULOS, "ACCIÓN AFIRMATIVA")
    informe = importar_padron(
        padron(
            titulos,
            (*_renglon("Ana Soto", "MC"), "Jóvenes"),
            (*_renglon("Berta Luna", "PT"), "GRUPO CANARIO"),
        ),
        aceptar=["ACCION_DESCONOCIDA"],
    )

    assert "ACCION_DESCONOCIDA" in {aviso.codigo for aviso in informe.avisos}
    assert "CANARIO" not in repr(informe.como_dict()["avisos"])
    claves = {c.persona.nombre: c.acciones_afirmativas for c in Candidatura.objects.all()}
    assert len(claves["Ana Soto"]) == 1
    assert claves["Berta Luna"] == []


def test_homonimas_con_datos_distintos_son_dos_personas(
    importar_padron: Any, padron: Callable[..., Path]
) -> None:
    una, otra = _renglon("Ana Soto", "MC"), (*_renglon("Ana Soto", "PT")[:-1], "60")
    informe = importar_padron(padron(TITULOS, una, otra))

    assert informe.personas == 2
