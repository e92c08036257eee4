"""El nombre mal escrito por el padrón se corrige con su documento: lo asienta, lo avisa y no sirve para cambiar de persona."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

import constan
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import CorreccionDeNombre, Persona
from conoceles.expediente.ajuste import ajustes
from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.ajuste.nombres import corregir_nombre
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.expediente.notas import notas_publicas
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from personas import CORA, DINA, de_partido, registrada
from vidas import ACUERDO, OTRO_TEXTO

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

NOTA = "La autoridad electoral corrigió cómo está escrito el nombre o el sobrenombre (IEPC/CG75/2024, 20 de abril de 2024)."
BIEN = Escritura("María", "Ñáñez", "Ibarra", "La Güera")


@pytest.fixture
def mal_escrita(publicada: Candidatura) -> Candidatura:
    publicada.persona.nombres, publicada.persona.primer_apellido = "MARÍA", "ÑÁÑES"
    publicada.persona.segundo_apellido, publicada.persona.nombre = "YBARRA", "MARÍA ÑÁÑES YBARRA"
    publicada.persona.save()
    constan.alta(publicada)
    return publicada


def _corregir(candidatura: Candidatura, ahora: datetime, **mas: Any) -> None:
    datos: dict[str, Any] = {"dira": BIEN, "motivo": "Así lo dice su acta.", "por": DINA}
    corregir_nombre(candidatura=candidatura, ahora=ahora, **(datos | ACUERDO | mas))
    candidatura.refresh_from_db()


def test_queda_escrito_asentado_y_con_nota_sin_gastar_el_ajuste(
    mal_escrita: Candidatura, ahora: datetime
) -> None:
    _corregir(mal_escrita, ahora)
    assert (mal_escrita.persona.nombre, mal_escrita.sobrenombre) == ("María Ñáñez Ibarra", "La Güera")
    hecha = CorreccionDeNombre.objects.get()
    assert (hecha.decia["nombre"], hecha.dice["nombre"]) == ("MARÍA ÑÁÑES YBARRA", "María Ñáñez Ibarra")
    assert (hecha.decia["sobrenombre"], hecha.dice["sobrenombre"]) == ("", "La Güera")
    assert (hecha.motivo, hecha.nombre_por, hecha.por, hecha.en) == (
        "Así lo dice su acta.", "Dina", "cuenta:dina", ahora,
    )  # fmt: skip
    entrada = Entrada.objects.using("default").get(acto="nombre_corregido")
    assert (entrada.folio, entrada.momento, entrada.actor) == (mal_escrita.folio, ahora, "cuenta:dina")
    assert entrada.datos["acuerdo"] == "IEPC/CG75/2024"
    assert set(entrada.datos["campos"]) == {*hecha.dice}
    assert [n.texto for n in notas_publicas(mal_escrita.folio).correcciones] == [NOTA]
    por = de_partido(mal_escrita)
    ajustes.pedir(candidatura=mal_escrita, debe_decir={"historia": OTRO_TEXTO}, por=por, ahora=ahora)


def test_solo_el_sobrenombre_no_toca_el_nombre(mal_escrita: Candidatura, ahora: datetime) -> None:
    _corregir(mal_escrita, ahora, dira=Escritura("MARÍA", "ÑÁÑES", "YBARRA", "  La   Güera "))
    assert CorreccionDeNombre.objects.get().dice == {"sobrenombre": "La Güera"}


def test_sin_partes_en_el_padron_basta_el_nombre_entero(publicada: Candidatura, ahora: datetime) -> None:
    _corregir(publicada, ahora, dira=Escritura("María Núñez"))
    assert (publicada.persona.nombre, publicada.persona.nombres) == ("María Núñez", "")


def test_el_nombre_es_de_la_persona_y_el_sobrenombre_de_su_candidatura(
    mal_escrita: Candidatura, proceso: Proceso, ahora: datetime
) -> None:
    otra = registrada(proceso, "otra1111", ahora, persona=mal_escrita.persona)
    _corregir(mal_escrita, ahora)
    otra.refresh_from_db()
    assert (otra.nombre, otra.sobrenombre) == ("María Ñáñez Ibarra", "")
    assert "sobrenombre" not in CorreccionDeNombre.objects.get(candidatura=otra).dice
    assert Entrada.objects.using("default").filter(acto="nombre_corregido", folio="otra1111").exists()


def test_lo_corregido_consta_en_todas_las_suyas_y_lo_cambiado_por_fuera_no(
    mal_escrita: Candidatura, proceso: Proceso, ahora: datetime
) -> None:
    registrada(proceso, "otra1111", ahora, persona=mal_escrita.persona)
    _corregir(mal_escrita, ahora)
    assert list(sin_constancia()) == []
    Persona.objects.update(nombre="OTRO NOMBRE")
    assert {alterada.folio for alterada in sin_constancia()} == {mal_escrita.folio, "otra1111"}


@pytest.mark.parametrize(
    ("dira", "pregunta"),
    [
        (Escritura("Rosa", "Quiñones", "Ibarra"), True),
        (Escritura("Maria", "Ñáñez", "Ibarra"), False),  # un acento no cambia el nombre
        (Escritura("Mario", "Ñáñez", "Ybarra"), True),  # los dos a la vez, aunque por poco
        (Escritura("Mario", "Ñáñes", "Ybarra"), False),
        (Escritura("Rosa", "Ñáñes", "Ybarra"), True),  # pudo entrar su hermana
        (Escritura("María Inés", "Ñáñes", "Ybarra"), False),
    ],
)
def test_si_podria_ser_otra_persona_se_pregunta_y_se_exige_decirlo(
    mal_escrita: Candidatura, ahora: datetime, dira: Escritura, pregunta: bool
) -> None:
    if pregunta:
        with pytest.raises(ErroresDeCampos) as error:
            _corregir(mal_escrita, ahora, dira=dira)
        assert list(error.value.errores) == ["es_la_misma"]
        assert "sustitución" in error.value.errores["es_la_misma"]
    _corregir(mal_escrita, ahora, dira=dira, es_la_misma=pregunta)
    assert mal_escrita.persona.nombre == dira.nombre


@pytest.mark.parametrize(
    ("mas", "campos"),
    [
        ({"acuerdo": " "}, {"acuerdo"}),
        ({"motivo": " "}, {"motivo"}),
        ({"motivo": "a" * 301, "fecha_acuerdo": None}, {"motivo", "fecha_acuerdo"}),
        ({"dira": Escritura("", "")}, {"nombres", "primer_apellido"}),
        ({"dira": Escritura("MARÍA", "ÑÁÑEZ\u202e")}, {"primer_apellido"}),
        ({"dira": Escritura("MARÍA", "ÑÁÑEZ", "", "b" * 81)}, {"sobrenombre"}),
    ],
)
def test_todo_lo_que_falta_se_dice_de_una_vez(
    mal_escrita: Candidatura, ahora: datetime, mas: dict[str, Any], campos: set[str]
) -> None:
    with pytest.raises(ErroresDeCampos) as error:
        _corregir(mal_escrita, ahora, **mas)
    assert set(error.value.errores) == campos
    assert not CorreccionDeNombre.objects.exists()


def test_lo_que_ya_esta_asi_no_se_asienta(mal_escrita: Candidatura, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="Así está escrito ya"):
        _corregir(mal_escrita, ahora, dira=Escritura("MARÍA ", "ÑÁÑES", "YBARRA"))


@pytest.mark.parametrize("por", [CORA, "ana"])
def test_solo_administracion(mal_escrita: Candidatura, ahora: datetime, por: Any) -> None:
    with pytest.raises(NoEncontrado):
        _corregir(mal_escrita, ahora, por=de_partido(mal_escrita) if por == "ana" else por)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "estado", ["sustituida", "cancelada", "renuncia", "bloqueada", "suprimida", "cerrada"]
)
def test_quien_ya_no_compite_no_se_corrige_ni_por_la_base(
    en_estado: Callable[..., Candidatura], ahora: datetime, estado: str
) -> None:
    fuera = en_estado(estado)
    with pytest.raises(Conflicto, match="No se puede corregir el nombre"):
        _corregir(fuera, ahora)
    with pytest.raises(IntegrityError), transaction.atomic():
        CorreccionDeNombre.objects.create(
            candidatura=fuera, decia={}, dice={}, motivo="x", acuerdo="x", fecha_acuerdo=ahora.date(),
            por="x", nombre_por="x", en=ahora,
        )  # fmt: skip


@pytest.mark.parametrize("estado", ["registrada", "habilitada", "omisa", "observada", "ajustada"])
def test_mientras_compite_se_corrige_en_cualquier_estado_y_no_lo_mueve(
    en_estado: Callable[..., Candidatura], ahora: datetime, estado: str
) -> None:
    candidatura = en_estado(estado)
    _corregir(candidatura, ahora, dira=Escritura("María Núñez"))
    assert (candidatura.nombre, candidatura.estado) == ("María Núñez", estado)


@pytest.mark.postgres
def test_la_correccion_no_se_reescribe_ni_se_borra(mal_escrita: Candidatura, ahora: datetime) -> None:
    _corregir(mal_escrita, ahora)
    for cambio in (
        lambda: CorreccionDeNombre.objects.update(motivo="otro"),
        CorreccionDeNombre.objects.all().delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            cambio()
