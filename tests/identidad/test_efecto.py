"""De qué grupos surte efecto un sí, quién lo da y qué cuenta como perderlo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.bitacora import consultas as bitacora
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import consultas
from conoceles.identidad.llaves.retiros import Permiso
from conoceles.identidad.models import Consentimiento
from conoceles.identidad.operaciones import Sello
from conoceles.identidad.permisos.consentimiento import cambiar, consentir, repetir_revocacion, revocar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos
from identidad.conftest import RESPUESTAS, TODO_SI, se_ve
from personas import respaldar
from sumadas import sumadas

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
Sellar = Callable[..., Sello]
TODAS = {"p1", "p4", "p9", "p20"}


def de_grupos(*grupos: str) -> dict[str, Any]:
    return TODO_SI | {"grupos": grupos}


def volver(
    candidatura: Candidatura, consentimiento: dict[str, Any], por: Alcance, ahora: datetime, **mas: str
) -> None:
    consentir(
        candidatura=candidatura,
        consentimiento=consentimiento,
        aviso_version=mas.get("aviso", "a1"),
        por=por,
        ahora=ahora,
    )


def actos() -> list[str]:
    return [e.acto for e in bitacora.desde("identidad", 0)]


@pytest.mark.parametrize(
    ("grupos", "visto"),
    [
        ((), None),
        (("indigena",), {"p1"}),
        (("discapacidad", "nacimiento"), {"p4", "p20"}),
        (("migrante",), set()),
    ],
)
def test_consentir_por_grupo_publica_solo_lo_de_esos_grupos(
    candidatura: Candidatura, sellada: Sellar, grupos: tuple[str, ...], visto: set[str] | None
) -> None:
    if visto is None:
        with pytest.raises(ErroresDeCampos) as caso:
            sellada(RESPUESTAS, consentimiento=de_grupos())
        assert set(caso.value.errores) == {"grupos"}
        return
    sellada(RESPUESTAS, consentimiento=de_grupos(*grupos))
    assert se_ve(candidatura) == visto


def _decididas(candidatura: Candidatura, ahora: datetime) -> dict[str, int]:
    """Lo que cuenta la tabla de quienes autorizan publicar."""
    decididas = sumadas([candidatura.clave_identidad], ["publicacion"], ahora)["publicacion"]
    return {dicho: n for dicho, n in decididas.items() if dicho != "sin_respuesta"}


def test_el_si_que_captura_el_partido_espera_el_formato(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, ahora: datetime
) -> None:
    sellada(RESPUESTAS, por=ana)
    permiso = consultas.permiso(candidatura, por=ana)
    assert permiso is not None
    assert (permiso.publicacion, permiso.grupos, permiso.surten, permiso.por_firmar) == (True, None, [], True)
    assert se_ve(candidatura) == set()
    assert _decididas(candidatura, ahora) == {}


def test_el_si_de_su_sesion_tambien_espera_el_formato(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, eva: Alcance, ahora: datetime
) -> None:
    sellada(RESPUESTAS, por=ana)
    volver(candidatura, de_grupos("indigena"), eva, ahora)
    assert se_ve(candidatura) == set()
    assert _decididas(candidatura, ahora) == {}
    respaldar(candidatura, ahora)
    assert se_ve(candidatura) == {"p1"}
    assert _decididas(candidatura, ahora) == {"si": 1}


@pytest.mark.parametrize(
    ("candidatura", "medio"), [("propietaria", "sesion"), ("suplente", "captura")], indirect=["candidatura"]
)
def test_la_cuenta_independiente_contesta_por_su_titular_y_su_si_tambien_espera(
    candidatura: Candidatura, sellada: Sellar, ahora: datetime, medio: str
) -> None:
    inigo = Alcance(actor="inigo", papel="independiente", formula=candidatura.formula_id)
    sellada(RESPUESTAS, por=inigo)
    assert Consentimiento.objects.latest("id").medio == medio
    assert se_ve(candidatura) == set()


def test_el_partido_repite_o_reduce_lo_consentido_pero_no_lo_amplia(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, ahora: datetime
) -> None:
    """Lo que ella dio sigue valiendo; lo que el partido agrega espera y lo que quita se quita ya."""
    sellada(RESPUESTAS, consentimiento=de_grupos("indigena", "discapacidad"))
    sellada(RESPUESTAS, consentimiento=de_grupos("indigena", "nacimiento"), por=ana)
    assert se_ve(candidatura) == {"p1"}
    sellada(RESPUESTAS, por=ana)
    assert se_ve(candidatura) == {"p1"}


def test_lo_dado_con_un_aviso_no_vale_para_un_si_con_otro(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, eva: Alcance, ahora: datetime
) -> None:
    sellada(RESPUESTAS)
    volver(candidatura, TODO_SI, ana, ahora, aviso="a2")
    assert se_ve(candidatura) == set()
    volver(candidatura, TODO_SI, eva, ahora, aviso="a2")
    assert se_ve(candidatura) == set()
    respaldar(candidatura, ahora)
    assert se_ve(candidatura) == TODAS


@pytest.mark.parametrize("quien", ["ana", "eva", "dina"])
def test_el_no_surte_efecto_enseguida_venga_de_quien_venga(
    candidatura: Candidatura, sellada: Sellar, request: pytest.FixtureRequest, ahora: datetime, quien: str
) -> None:
    sellada(RESPUESTAS)
    volver(candidatura, TODO_SI | {"publicacion": False}, request.getfixturevalue(quien), ahora)
    assert se_ve(candidatura) == set()
    assert actos()[-1] == "consentimiento_reducido"


@pytest.mark.parametrize(
    ("despues", "perdio"),
    [
        (TODO_SI, False),
        (TODO_SI | {"estadistica": False}, False),
        (TODO_SI | {"tratamiento": False}, True),
        (TODO_SI | {"publicacion": False}, True),
        (TODO_SI | {"grupos": ("indigena",)}, True),
    ],
)
def test_perder_cualquier_permiso_de_publicar_queda_como_reduccion(
    candidatura: Candidatura,
    sellada: Sellar,
    eva: Alcance,
    ahora: datetime,
    despues: dict[str, Any],
    perdio: bool,
) -> None:
    sellada(RESPUESTAS)
    volver(candidatura, despues, eva, ahora)
    assert actos()[-1] == ("consentimiento_reducido" if perdio else "consentimiento_registrado")


def test_sellar_otra_vez_con_menos_permiso_queda_como_reduccion(sellada: Sellar) -> None:
    sellada(RESPUESTAS)
    sellada(RESPUESTAS, consentimiento=de_grupos("indigena"))
    assert actos() == [
        "identidad_sellada",
        "formato_aceptado",
        "consentimiento_reducido",
        "identidad_sellada",
    ]


def test_ganar_permiso_no_es_reduccion(sellada: Sellar) -> None:
    sellada(RESPUESTAS, consentimiento=de_grupos("indigena"))
    sellada(RESPUESTAS)
    assert "consentimiento_reducido" not in actos()


def test_cambiar_despues_de_enviar_conserva_el_tratamiento(
    candidatura: Candidatura, sellada: Sellar, eva: Alcance, ahora: datetime
) -> None:
    dicho = {"publicacion": True, "estadistica": False, "grupos": ["nacimiento"]}

    def contestar() -> None:
        cambiar(candidatura=candidatura, consentimiento=dicho, aviso_version="a1", por=eva, ahora=ahora)

    with pytest.raises(Conflicto):
        contestar()
    sellada(RESPUESTAS)
    contestar()
    fila = Consentimiento.objects.latest("id")
    assert (fila.tratamiento, fila.estadistica, fila.surten) == (True, False, ["nacimiento"])
    assert se_ve(candidatura) == {"p20"}


def test_repetir_una_revocacion_no_quita_lo_que_se_dio_en_su_mismo_instante(
    candidatura: Candidatura, sellada: Sellar, eva: Alcance, ahora: datetime
) -> None:
    """La respuesta vigente no es anterior a lo que la memoria recuerda: ya lo tomó en cuenta, o es posterior."""
    sellada(RESPUESTAS)
    revocar(candidatura=candidatura, por=eva, ahora=ahora)
    volver(candidatura, TODO_SI, eva, ahora)
    respaldar(candidatura, ahora)
    queda, sistema = Permiso([], [], True, ahora), Alcance.sistema("restaurar")
    assert not repetir_revocacion(candidatura=candidatura, queda=queda, por=sistema, ahora=ahora)
    assert se_ve(candidatura) == TODAS
    despues = Permiso([], [], True, ahora + timedelta(microseconds=1))
    assert repetir_revocacion(candidatura=candidatura, queda=despues, por=sistema, ahora=ahora)
    assert se_ve(candidatura) == set()


def test_revocar_retira_tambien_lo_que_esperaba_formato(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, ahora: datetime
) -> None:
    sellada(RESPUESTAS, por=ana)
    revocar(candidatura=candidatura, por=ana, ahora=ahora)
    permiso = consultas.permiso(candidatura, por=ana)
    assert permiso is not None
    assert (permiso.publicacion, permiso.por_firmar) == (False, False)


def test_la_accion_afirmativa_muestra_su_grupo_sin_consentimiento(
    candidatura: Candidatura, sellada: Sellar
) -> None:
    sellada(RESPUESTAS, consentimiento=TODO_SI | {"publicacion": False})
    obligado = {candidatura.clave_identidad: ["discapacidad"]}
    assert se_ve(candidatura, sin_consentir=obligado) == {"p4"}
    sellada(RESPUESTAS, consentimiento=de_grupos("indigena"))
    assert se_ve(candidatura, sin_consentir=obligado) == {"p1", "p4"}


def test_la_accion_afirmativa_no_ensena_lo_que_no_se_autorizo_tratar(
    candidatura: Candidatura, sellada: Sellar
) -> None:
    sellada(RESPUESTAS, consentimiento=TODO_SI | {"tratamiento": False})
    assert se_ve(candidatura, sin_consentir={candidatura.clave_identidad: ["discapacidad"]}) == set()


def test_publicables_en_un_momento_anterior(
    candidatura: Candidatura, sellada: Sellar, eva: Alcance, ahora: datetime
) -> None:
    sellada(RESPUESTAS)
    revocar(candidatura=candidatura, por=eva, ahora=ahora + timedelta(hours=1))
    assert se_ve(candidatura, hasta=ahora) == TODAS
    assert se_ve(candidatura, hasta=ahora + timedelta(hours=1)) == set()


@pytest.mark.parametrize("medio", ["captura", "sesion"])
@pytest.mark.parametrize("revocado", [False, True])
@pytest.mark.parametrize("surten", [None, ["indigena"]])
def test_la_base_rechaza_con_efecto_un_si_sin_formato(
    candidatura: Candidatura, sellada: Sellar, eva: Alcance, ahora: datetime, surten: list[str] | None,
    revocado: bool, medio: str,
) -> None:  # fmt: skip
    """Aunque el código falle: sin un formato aceptado, o algo que ya surtiera, no hay efecto."""
    if revocado:
        sellada(RESPUESTAS)
        revocar(candidatura=candidatura, por=eva, ahora=ahora)
    with pytest.raises(IntegrityError, match="formato"), transaction.atomic("identidad"):
        Consentimiento.objects.create(
            clave=candidatura.clave_identidad, tratamiento=True, publicacion=True, estadistica=True,
            grupos=surten, surten=surten, aviso_version="a1", medio=medio, por="ana", en=ahora,
        )  # fmt: skip


def test_la_base_rechaza_que_un_si_ajeno_alcance_a_todo_desde_un_solo_grupo(
    candidatura: Candidatura, sellada: Sellar, ahora: datetime
) -> None:
    sellada(RESPUESTAS, consentimiento=de_grupos("indigena"))
    with pytest.raises(IntegrityError, match="formato"), transaction.atomic("identidad"):
        Consentimiento.objects.create(
            clave=candidatura.clave_identidad, tratamiento=True, publicacion=True, estadistica=True,
            grupos=None, surten=None, aviso_version="a1", medio="captura", por="ana", en=ahora,
        )  # fmt: skip
    assert se_ve(candidatura) == {"p1"}
