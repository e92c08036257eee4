"""Lo que un cliente llano de la base B ponga, cambie o quite no se publica ni se cuenta, y ningún acto lo da por bueno."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.db.models import Model

from conoceles.arranque.comprobar.cadenas import permisos_de_publicar
from conoceles.bitacora.mirada import verificar
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.selladas.tablas import TABLAS
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.constancias.halladas import alteradas
from conoceles.identidad.models import (
    Acreditacion,
    Bloqueo,
    Consentimiento,
    ConteoSuelto,
    DocumentoIdentidad,
    FormatoFirmado,
    ResolucionDeFormato,
    TablaAsentada,
    VersionDescartada,
    Vinculo,
)
from conoceles.identidad.operaciones import Sello
from conoceles.identidad.permisos import consentimiento, formatos
from conoceles.identidad.permisos.vinculos import reconocidos
from conoceles.identidad.totales import tablas
from conoceles.identidad.totales.conteos import agregar_conteos, conteos_sueltos
from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto
from identidad.conftest import RESPUESTAS, TODO_SI, definicion_de_prueba, se_ve
from identidad.documentos_de_prueba import pdf
from personas import firmar, titular
from publicacion.eleccion import AHORA
from publicacion.por_fuera import sin_candados
from sumadas import callada, sumadas

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base", "datos")]
SISTEMA = Alcance.sistema("prueba")
NO = {"tratamiento": True, "publicacion": False, "estadistica": False}
Sellar = Callable[..., Sello]


@pytest.fixture
def con_si(candidatura: Candidatura, sellada: Sellar) -> Candidatura:
    """Contestó que sí a todo y su formato firmado se aceptó."""
    return _con_si(candidatura, sellada)


def _con_si(c: Candidatura, sellada: Sellar) -> Candidatura:
    sellada(RESPUESTAS, candidatura=c, por=titular(c))
    firmar(c, AHORA)
    assert se_ve(c) == {"p1", "p4", "p9", "p20"}
    return c


@pytest.fixture
def con_no(candidatura: Candidatura, sellada: Sellar) -> Candidatura:
    """Contestó que no a publicar y a contarse."""
    sellada(RESPUESTAS, consentimiento=NO, por=titular(candidatura))
    assert se_ve(candidatura) == set()
    return candidatura


def _abrir(modelo: type[Model]) -> Any:
    """La tabla como la tiene quien entra con un cliente llano: sin candados."""
    sin_candados(modelo._meta.db_table, "identidad")
    return modelo._default_manager


def _poner_un_si(c: Candidatura, ahora: datetime) -> None:
    """Otra fila, copiada de la suya: «sí» a todo, como si saliera de un formato firmado."""
    fila = _abrir(Consentimiento).filter(clave=c.clave_identidad).latest("id")
    fila.pk, fila.publicacion, fila.estadistica = None, True, True
    fila.grupos = fila.surten = None
    fila.medio = "formato"
    fila.save(force_insert=True)


def _decidir(c: Candidatura, ahora: datetime) -> None:
    """La decisión que se tomó, vuelta la contraria."""
    suya = _abrir(ResolucionDeFormato).filter(formato__clave=c.clave_identidad)
    assert suya.update(aceptado=False) == 1


def _acreditar(c: Candidatura, ahora: datetime) -> None:
    _abrir(Acreditacion).create(
        clave=c.clave_identidad, cuenta=1, direccion="x", vale=True, referencia="x", por="x", en=ahora
    )


def _bloquear(c: Candidatura, ahora: datetime) -> None:
    _abrir(Bloqueo).create(clave=c.clave_identidad, bloqueada=False, motivo="restitucion", en=ahora)


def _descartar(c: Candidatura, ahora: datetime) -> None:
    _abrir(VersionDescartada).create(clave=c.clave_identidad, version=9, en=ahora)


def _contar(c: Candidatura, ahora: datetime) -> None:
    """El sí a estadística de la fila que vale, puesto en su lugar."""
    fila = Consentimiento.objects.filter(clave=c.clave_identidad).latest("id")
    _abrir(Consentimiento).filter(pk=fila.pk).update(estadistica=not fila.estadistica)


def _quitar_el_ultimo(c: Candidatura, ahora: datetime) -> None:
    fila = Consentimiento.objects.filter(clave=c.clave_identidad).latest("id")
    _abrir(Consentimiento).filter(pk=fila.pk).delete()


def _atrasar(c: Candidatura, ahora: datetime) -> None:
    """Sus respuestas, como si fueran de antes de un corte."""
    _abrir(DocumentoIdentidad).filter(clave=c.clave_identidad).update(en=ahora - timedelta(days=90))


ATAQUES = (_poner_un_si, _decidir, _acreditar, _bloquear, _descartar, _contar, _quitar_el_ultimo, _atrasar)


@pytest.mark.parametrize("atacar", ATAQUES, ids=lambda a: a.__name__.strip("_"))
def test_lo_cambiado_por_fuera_ni_se_publica_ni_se_cuenta_y_comprobar_lo_nombra(
    con_si: Candidatura, crear: Callable[[str], Candidatura], sellada: Sellar, ahora: datetime, atacar: Any
) -> None:
    otra = _con_si(crear("BBBB2222"), sellada)
    assert [*permisos_de_publicar()] == []
    atacar(con_si, ahora)
    claves = [con_si.clave_identidad, otra.clave_identidad]
    assert (se_ve(con_si), se_ve(otra)) == (set(), {"p1", "p4", "p9", "p20"})
    assert sumadas(claves, ["p1", "estadistica"], ahora) == {
        "p1": {"si": 1, "sin_respuesta": 1},
        "estadistica": {"si": 1, "sin_respuesta": 1},
    }
    [hallazgo] = permisos_de_publicar()
    assert (hallazgo.codigo, hallazgo.gravedad, hallazgo.folio) == ("SIN_CONSTANCIA", "error", con_si.folio)


def test_un_formato_que_nadie_acepto_no_surte_efecto(
    candidatura: Candidatura, sellada: Sellar, ana: Alcance, dina: Alcance, ahora: datetime
) -> None:
    """La decisión y el consentimiento que saldría de ella, escritos por otro sobre un formato que sí llegó."""
    sellada(RESPUESTAS, por=ana)
    formatos.subir(candidatura=candidatura, archivo=pdf(), por=ana, ahora=ahora)
    formato = FormatoFirmado.objects.get()
    _abrir(ResolucionDeFormato).create(formato=formato, aceptado=True, por="x", en=ahora)
    _poner_un_si(candidatura, ahora)
    assert se_ve(candidatura) == set()
    [hallazgo] = permisos_de_publicar()
    assert "una decisión sobre un formato firmado que ningún acto escribió" in hallazgo.frase


def test_un_acto_legitimo_no_da_por_bueno_el_si_que_otro_puso(
    con_no: Candidatura, ana: Alcance, dina: Alcance, eva: Alcance, ahora: datetime
) -> None:
    """Aunque después el otro quite su fila: lo que el acto escribió no salió de ella."""
    _poner_un_si(con_no, ahora)
    forjada = Consentimiento.objects.latest("id").pk
    comun: dict[str, Any] = {"candidatura": con_no, "por": ana, "ahora": ahora}
    for acto in (
        lambda: consentimiento.cambiar(consentimiento=TODO_SI, aviso_version="a1", **comun),
        lambda: formatos.subir(archivo=pdf(), **comun),
    ):
        with pytest.raises(Conflicto, match="se cambió sin pasar por el sistema"):
            acto()
    consentimiento.revocar(candidatura=con_no, por=dina, ahora=ahora)
    _abrir(Consentimiento).filter(pk=forjada).delete()
    queda = Consentimiento.objects.latest("id")
    assert (queda.publicacion, queda.surten, queda.estadistica) == (False, [], False)
    assert alteradas() == {}
    assert se_ve(con_no) == set()
    claves = [con_no.clave_identidad]
    assert sumadas(claves, ["p1"], ahora) == {"p1": {"sin_respuesta": 1}}


def test_repuesto_como_estaba_vuelve_a_publicarse(con_si: Candidatura, ahora: datetime) -> None:
    _contar(con_si, ahora)
    assert se_ve(con_si) == set()
    _contar(con_si, ahora)
    assert se_ve(con_si)
    assert [*permisos_de_publicar()] == []


def test_un_vinculo_que_nadie_reconocio_no_se_dice(
    candidatura: Candidatura, crear: Callable[[str], Candidatura], ahora: datetime
) -> None:
    otra = crear("BBBB2222")
    _acreditar(candidatura, ahora)
    _abrir(Vinculo).create(
        clave=candidatura.clave_identidad, otra=otra.clave_identidad, estado="reconocido", evidencia="x",
        acreditacion=Acreditacion.objects.get(), referencia="x", por="x", en=ahora,
    )  # fmt: skip
    assert reconocidos() == {}
    assert {h.folio for h in permisos_de_publicar()} == {candidatura.folio}


@pytest.fixture
def con_tablas(candidatura: Candidatura, sin_azar: None, ahora: datetime) -> datetime:
    corte, de_prueba = ahora - timedelta(days=1), replace(definicion_de_prueba(), clave="prueba")
    personas = {uuid4(): callada(uuid4()) for _ in range(3)}
    assert tablas.asentar(de_prueba, personas, ["p1", "p4"], corte=corte, ahora=ahora) == ["p1", "p4"]
    agregar_conteos(proceso="prueba", lote="uno", conteos={"p1": {"si": 4}}, por=SISTEMA, ahora=ahora)
    return corte


@pytest.mark.parametrize("como", ["cambiada", "quitada"])
def test_una_tabla_cambiada_o_quitada_por_fuera_sale_sin_cifras_y_no_se_hace_otra(
    con_tablas: datetime, ahora: datetime, como: str
) -> None:
    suya = _abrir(TablaAsentada).filter(pregunta="p1")
    suya.update(cifras={"si": [50, 45, 55, 0]}) if como == "cambiada" else suya.delete()
    hechas = tablas.asentadas("prueba", ahora)
    assert hechas["p1"].cifras == {}
    assert hechas["p4"].cifras["sin_respuesta"].estimado == 3
    [hallazgo] = permisos_de_publicar()
    assert "una tabla asentada que" in hallazgo.frase


def test_una_tabla_puesta_por_fuera_no_se_publica(con_tablas: datetime, ahora: datetime) -> None:
    fila = _abrir(TablaAsentada).get(pregunta="p1")
    fila.pk, fila.pregunta = None, "p9"
    fila.save(force_insert=True)
    assert tablas.asentadas("prueba", ahora)["p9"].cifras == {}


@pytest.mark.parametrize("como", ["cambiado", "puesto"])
def test_un_conteo_que_no_consta_no_se_suma(con_tablas: datetime, como: str) -> None:
    assert conteos_sueltos("prueba") == {"p1": {"si": 4}}
    if como == "cambiado":
        _abrir(ConteoSuelto).update(cuantas=40)
    else:
        _abrir(ConteoSuelto).create(proceso="prueba", lote="dos", pregunta="p1", respuesta="no", cuantas=9)
    assert conteos_sueltos("prueba") == {}
    [hallazgo] = permisos_de_publicar()
    assert "un conteo importado que" in hallazgo.frase


def test_quitar_los_sellos_de_la_bitacora_no_da_nada_por_bueno(con_si: Candidatura) -> None:
    """Lo que cuenta una entrada sin él no vale: lo suyo deja de publicarse hasta que se reponga."""
    sin_candados(Entrada._meta.db_table, "identidad")
    Entrada.objects.using("identidad").update(sello="")
    assert se_ve(con_si) == set()
    assert {h.folio for h in permisos_de_publicar()} == {con_si.folio}
    assert len(verificar("identidad")) == Entrada.objects.using("identidad").count()


def test_la_bitacora_no_dice_ni_deja_adivinar_lo_contestado(
    con_si: Candidatura, monkeypatch: pytest.MonkeyPatch
) -> None:
    """El sello es con llave: con las filas a la vista y sin ella, probar valores no dice nada."""
    fila = Consentimiento.objects.latest("id")
    propio = _sello(fila)
    assert propio in str([*Entrada.objects.using("identidad").values_list("datos", flat=True)])
    monkeypatch.setattr(secretos, "leer", lambda _: b"\7" * 32)
    assert _sello(fila) != propio


def _sello(fila: Consentimiento) -> str:
    tabla = TABLAS[Consentimiento]
    [una] = tabla.de_hoy(tabla.filas().filter(pk=fila.pk))
    return una.sello


def test_la_busqueda_no_cuesta_mas_consultas_por_mas_candidaturas(
    con_si: Candidatura, crear: Callable[[str], Candidatura], django_assert_max_num_queries: Any
) -> None:
    claves = [con_si.clave_identidad, *(crear(f"C{n}").clave_identidad for n in range(20))]
    with django_assert_max_num_queries(12, connection=connections["identidad"]):
        assert alteradas(claves) == {}
