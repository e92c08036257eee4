"""Las fechas de un grupo de territorios se mueven en pantalla, con su acto: se dice a quienes toca y el candado las sigue."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from conoceles.avisos.carta import casos
from conoceles.avisos.models import Aviso
from conoceles.avisos.operaciones import anotar
from conoceles.candidaturas.alcances import ambito_de
from conoceles.candidaturas.models import Invitacion
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.expediente.models import Ronda
from conoceles.proceso import actos
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Contienda, Enmienda
from expediente.test_por_grupos import ABRE, ALTA, CLAVE, COMUN, DESPUES, de, padron
from paginas import check, texto
from personas import SISTEMA, dentro

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta

__all__ = ["padron"]
PIEZA = "fecha-captura_inicio-en-parte-alta"
ACTO = {"acto_numero": "CV/07/2027", "acto_fecha": "2027-05-20", "acto_organo": "Consejo de vigilancia"}


def _cuenta(nombre: str, papel: str, ahora: datetime, ambito: str = "") -> Cuenta:
    return crear_cuenta(
        correo=f"{nombre.lower()}@prueba.mx", clave=None, nombre=nombre, papel=papel, ambito=ambito, por=SISTEMA,
        ahora=ahora,
    )  # fmt: skip


@pytest.fixture
def dina(padron: datetime) -> Client:
    return dentro(_cuenta("Dina", "administracion", padron))


def _mover(dina: Client, dia: str) -> Any:
    return _guardar(dina, PIEZA, dia=dia)


def _guardar(dina: Client, pieza: str, **dicho: str) -> Any:
    """Lo escribe, lo ve y lo confirma, como en la pantalla."""
    ruta = f"/contenidos/{pieza}/"
    vista = dina.get(ruta).context
    escrito = {c.dato.clave: c.escrito for c in vista["campos"]} | ACTO | {"visto": vista["visto"]} | dicho
    previa = dina.post(ruta, escrito | {"accion": "previa"})
    if previa.status_code != 200:
        return previa
    confirma = {"accion": "guardar", "leido": previa.context["previa"].huella, "confirmo": "si"}
    dina.post(ruta, escrito | confirma)
    return previa


@pytest.mark.postgres
def test_mover_la_apertura_de_un_grupo_mueve_el_candado_de_sus_contiendas_y_de_ninguna_otra(
    dina: Client,
) -> None:
    antes = dict(Contienda.objects.filter(proceso=CLAVE).values_list("clave", "captura_desde"))
    previa = texto(check(_mover(dina, "2027-06-08").content))
    assert (
        "La captura se abrirá el 8 de junio de 2027 para 16 candidaturas sin abrir en «Módulos de la parte alta»."
        in previa
    )
    assert Enmienda.objects.get().numero == "CV/07/2027"
    fecha = definicion(CLAVE).calendario.grupos[0].fechas["captura_inicio"]
    assert (fecha.dia, fecha.supuesto) == (date(2027, 6, 8), False)
    despues = dict(Contienda.objects.filter(proceso=CLAVE).values_list("clave", "captura_desde"))
    movidas = {clave for clave in antes if antes[clave] != despues[clave]}
    assert COMUN not in movidas
    assert movidas == set(definicion(CLAVE).contiendas_de("parte-alta", "captura_inicio"))
    with pytest.raises(IntegrityError, match="todavía no se abre"), transaction.atomic():
        Ronda.objects.create(candidatura=de(ALTA), numero=1, abierta_por="x", abierta_en=DESPUES)
    Ronda.objects.create(candidatura=de(COMUN), numero=1, abierta_por="x", abierta_en=ABRE)


def test_la_fecha_que_un_grupo_no_dice_se_lee_como_la_de_toda_la_eleccion(dina: Client) -> None:
    lista = texto(check(dina.get("/contenidos/").content))
    assert "Fin de la campaña en «Módulos de la parte alta» El de toda la elección" in lista


@pytest.mark.postgres
def test_quien_forma_un_grupo_se_dice_en_pantalla_y_todo_sigue_sus_fechas(dina: Client) -> None:
    """El módulo que entra espera el día del grupo, y el que sale ya puede abrirse: también para la base."""
    vista = texto(check(_guardar(dina, "grupo-parte-alta", municipios="001\n003").content))
    assert (
        "Las fechas de 1 boleta serán las de «Módulos de la parte alta»: 8 candidaturas las siguen." in vista
    )
    assert "Las fechas de 1 boleta serán las de toda la elección: 8 candidaturas las siguen." in vista
    sale = "consejeria-san-isidro"
    assert definicion(CLAVE).dias_de("publicacion_inicio") == {
        COMUN: DESPUES.date(), ALTA: DESPUES.date(), sale: ABRE.date(), "consejeria-el-porvenir": ABRE.date(),
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="todavía no se abre"), transaction.atomic():
        Ronda.objects.create(candidatura=de(COMUN), numero=1, abierta_por="x", abierta_en=ABRE)
    Ronda.objects.create(candidatura=de(sale), numero=1, abierta_por="x", abierta_en=ABRE)


@pytest.mark.parametrize(
    ("municipios", "frase"),
    [("", "iga sus"), ("999", "«999» no existe en esta elección")],
)
def test_un_grupo_que_no_se_entiende_se_dice_junto_a_su_lista_y_no_cambia_nada(
    dina: Client, municipios: str, frase: str
) -> None:
    rechazo = _guardar(dina, "grupo-parte-alta", municipios=municipios)
    assert rechazo.status_code == 422
    assert frase in texto(check(rechazo.content))
    assert not Enmienda.objects.exists()


def test_la_fecha_vacia_vuelve_a_ser_la_de_toda_la_eleccion(dina: Client) -> None:
    _mover(dina, "")
    eleccion = definicion(CLAVE)
    assert "captura_inicio" not in eleccion.calendario.grupos[0].fechas
    assert (
        eleccion.dias_de("captura_inicio")[ALTA] == eleccion.calendario.dia("captura_inicio") == ABRE.date()
    )


def test_una_fecha_que_no_cabe_se_dice_junto_al_dia_y_no_cambia_nada(dina: Client) -> None:
    rechazo = _mover(dina, "2027-09-01")
    assert rechazo.status_code == 422
    [campo] = rechazo.context["campos"]
    assert "a captura no se abre antes de la jornada" in campo.error
    assert not Enmienda.objects.exists()


def test_lo_saben_quien_responde_en_ese_grupo_y_la_persona_invitada_y_nadie_mas(
    dina: Client, padron: datetime
) -> None:
    arriba = _cuenta("Inigo", "independiente", padron, ambito_de(de(ALTA).formula))
    abajo = _cuenta("Aldo", "independiente", padron, ambito_de(de(COMUN).formula))
    _cuenta("Cora", "revision", padron)
    eva, elsa = (_invitada(nombre, de(donde), padron) for nombre, donde in (("Eva", ALTA), ("Elsa", COMUN)))
    while anotar(callado=True):
        pass
    _mover(dina, "2027-06-08")
    anotar()
    avisos = list(Aviso.objects.filter(acto="definicion_enmendada"))
    assert {a.cuenta for a in avisos} == {arriba, eva}
    assert all(a.por_correo for a in avisos)
    [caso] = casos(arriba, [a for a in avisos if a.cuenta == arriba])
    dicho = "Apertura de la captura en «Módulos de la parte alta»: 8 de junio de 2027. Acuerdo CV/07/2027."
    assert caso.renglones == (dicho,)
    assert not Aviso.objects.filter(cuenta__in=[abajo, elsa], acto="definicion_enmendada").exists()


def _invitada(nombre: str, fila: Candidatura, ahora: datetime) -> Cuenta:
    suya = _cuenta(nombre, "candidatura", ahora, f"candidatura:{fila.pk}")
    Invitacion.objects.create(candidatura=fila, cuenta=suya, por="x", en=ahora)
    return suya


def test_la_fecha_de_toda_la_eleccion_no_se_le_dice_a_quien_tiene_la_suya(padron: datetime) -> None:
    eleccion = definicion(CLAVE)
    assert ALTA not in eleccion.contiendas_de("", "captura_inicio")
    assert {ALTA, COMUN} <= set(eleccion.contiendas_de("", "jornada"))


def test_falta_el_acto_de_cada_grupo_y_se_dice_donde_anotarlo(padron: datetime) -> None:
    faltas = {f.pieza: str(f) for f in actos.faltan(definicion(CLAVE), "publicacion")}
    assert faltas["fecha-publicacion_inicio-en-parte-alta"] == (
        "Falta el acuerdo que fija el inicio de la publicación en «Módulos de la parte alta»."
    )
