"""Calendarios por grupo de territorios: se abre, se recibe y se publica cuando a cada grupo le toca."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from cargada import cargada
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.estadistica.consultas import en_corte
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.calendario.apertura import apertura
from conoceles.expediente.calendario.plazos import abrir_capturas
from conoceles.expediente.models import Envio, Ronda
from conoceles.expediente.rondas import abierta
from conoceles.informes.catalogo import SIN_CONTAR, TIPOS, armar, contexto
from conoceles.informes.documento.estructura import Documento, Valor
from conoceles.informes.fijar import corregir, fijar
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.carga.calendario import comprobar_territorios, leer_calendario
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.consultas import definicion
from conoceles.proceso.contenido import enmiendas
from conoceles.proceso.contenido.edicion import valor
from conoceles.proceso.definicion import Acuerdo
from conoceles.proceso.models import Contienda, Proceso
from conoceles.publicacion.publicador import publicar
from paginas import check, texto
from personas import SISTEMA
from recorridos.carpetas import de_principio_a_fin
from recorridos.padron_de_carpeta import escribir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

PROCESOS = RAIZ_PROYECTO / "procesos"
CLAVE = "ejemplo-vigilancia"
COMUN, ALTA = "consejeria-la-esperanza", "consejeria-las-palomas"
SIN_DECIR = "diga sus `municipios` o sus `distritos`, uno de los dos; si no se sabe, la `pregunta` que hay que contestar."
ABRE = datetime(2027, 5, 27, 9, tzinfo=ZoneInfo("America/Monterrey"))
DESPUES = ABRE + timedelta(10)  # el día del segundo grupo


def test_cada_territorio_tiene_su_fecha_y_lo_que_no_dice_es_comun() -> None:
    eleccion = leer_carpeta(RAIZ_PROYECTO / "procesos" / CLAVE)
    abren = eleccion.dias_de("captura_inicio")
    assert (abren[COMUN], abren[ALTA]) == (ABRE.date(), DESPUES.date())
    assert eleccion.en("003", None).calendario.dia("jornada") == eleccion.calendario.dia("jornada")
    assert eleccion.en("001", None) is eleccion


@pytest.fixture
def padron(base: None, datos: Path, tmp_path: Path) -> Iterator[datetime]:
    """La elección con su padrón, la víspera de que abra el primer grupo."""
    vispera = ABRE - timedelta(1)
    with reloj.congelado(vispera):
        secretos.crear_faltantes()
        cargada(CLAVE, ahora=vispera, inventado=True)
        eleccion = leer_carpeta(RAIZ_PROYECTO / "procesos" / CLAVE)
        escribir(tmp_path / "padron.csv", eleccion, por_cargo=4, fuerzas=1)
        informe = importar(tmp_path / "padron.csv", proceso=CLAVE, simular=False, por=SISTEMA, ahora=vispera)
        assert informe.errores == []
        yield vispera


def de(contienda: str) -> Candidatura:
    return Candidatura.objects.get(
        proceso=CLAVE, formula__contienda__clave=contienda, calidad="propietaria", formula__posicion=1
    )


def test_se_abre_primero_un_grupo_y_el_otro_en_su_dia(padron: datetime) -> None:
    assert abrir_capturas(por=SISTEMA, ahora=padron) == 0
    assert (
        abrir_capturas(por=SISTEMA, ahora=ABRE) == 16
    )  # dos módulos, dos fórmulas de cuatro personas en cada uno
    assert (de(COMUN).estado, de(ALTA).estado) == ("habilitada", "registrada")
    alta = apertura(de(ALTA).definicion, ABRE)
    assert "se abre el 6 de junio de 2027" in alta.para_quien_responde
    frase = apertura(definicion(CLAVE), ABRE).para_el_instituto(16)
    assert frase == "16 candidaturas sin abrir. En «Módulos de la parte alta», el 6 de junio de 2027."
    tarde = apertura(definicion(CLAVE), DESPUES).para_el_instituto(3)
    assert "parte alta" not in tarde, "su día ya pasó: lo que falta por abrir no es por el calendario"
    assert tarde.startswith("3 candidaturas sin abrir, aunque la captura se abrió")
    assert abrir_capturas(por=SISTEMA, ahora=DESPUES) == 16
    assert de(ALTA).estado == "habilitada"


@pytest.mark.postgres
def test_la_base_no_abre_antes_ni_recibe_despues(padron: datetime) -> None:
    with pytest.raises(IntegrityError, match="todavía no se abre"), transaction.atomic():
        Ronda.objects.create(candidatura=de(ALTA), numero=1, abierta_por="x", abierta_en=ABRE)
    Ronda.objects.create(candidatura=de(ALTA), numero=1, abierta_por="x", abierta_en=DESPUES)
    Ronda.objects.create(candidatura=de(COMUN), numero=1, abierta_por="x", abierta_en=ABRE)
    plazo = Contienda.objects.get(proceso=CLAVE, clave=ALTA)
    jornada_terminada = datetime(2027, 8, 2, tzinfo=ZoneInfo("America/Monterrey"))
    assert plazo.captura_hasta == jornada_terminada


@pytest.mark.postgres
def test_un_primer_envio_despues_del_ultimo_dia_de_su_grupo_no_entra_por_ninguna_puerta(
    padron: datetime,
) -> None:
    """El mismo momento es tarde para un grupo y no para el otro."""
    _cierra_la_parte_alta("2027-06-20", padron)
    abrir_capturas(por=SISTEMA, ahora=DESPUES)
    ultimo = datetime(2027, 6, 20, 23, 59, tzinfo=ZoneInfo("America/Monterrey"))
    tarde = ultimo + timedelta(minutes=1)
    assert abierta(de(COMUN), tarde)
    assert abierta(de(ALTA), tarde) is None
    with pytest.raises(IntegrityError, match="ya no se recibe un primer envío"), transaction.atomic():
        _envio(de(ALTA), tarde)
    _envio(de(COMUN), tarde)
    _envio(de(ALTA), ultimo)


def _cierra_la_parte_alta(dia: str, ahora: datetime) -> None:
    fila, pieza = Proceso.objects.get(pk=CLAVE), "fecha-captura_cierre-en-parte-alta"
    hoy = valor(fila.fuentes, enmiendas.pieza_de(fila, pieza))
    enmiendas.enmendar(
        proceso=CLAVE, pieza=pieza, dicho=hoy | {"dia": dia}, acuerdo=Acuerdo("CV/08/2027", ahora.date(), "Consejo"),
        visto=enmiendas.marca(hoy), por=SISTEMA, ahora=ahora,
    )  # fmt: skip


def _envio(fila: Candidatura, en: datetime) -> None:
    """El renglón de un envío, escrito en la base como lo escribiría quien no pasa por el programa."""
    version = VersionCurricular.objects.create(
        candidatura=fila, numero=1, origen="envio", contenido={}, cuestionario_version="1", por="x", en=en
    )
    Envio.objects.create(
        candidatura=fila, ronda=1, acuse=fila.folio, version=version, identidad_version=1, por="x", en=en
    )


def test_se_publica_cada_grupo_en_su_dia(padron: datetime, datos: Path) -> None:
    abrir_capturas(por=SISTEMA, ahora=DESPUES)
    for contienda in (COMUN, ALTA):
        de_principio_a_fin(de(contienda), DESPUES)
    actual = datos / "sitio" / CLAVE / "actual"
    publicar(CLAVE, ahora=ABRE + timedelta(1))
    assert (actual / "candidaturas" / de(COMUN).folio).is_dir()
    assert not (actual / "candidaturas" / de(ALTA).folio).exists()
    boleta = texto(check((actual / "contiendas" / ALTA / "index.html").read_text("utf-8")))
    assert "La información de esta boleta se publica desde el 6 de junio de 2027." in boleta
    assert de(ALTA).persona.nombre not in boleta
    assert de(ALTA).folio not in (actual / "datos/curricular.csv").read_text("utf-8-sig")
    assert (de(COMUN).estado, de(ALTA).estado) == ("publicada", "validada")
    dichos = {p.name for p in actual.rglob("*") if p.is_file() and de(ALTA).folio.encode() in p.read_bytes()}
    assert dichos == set()
    assert _contadas(ABRE + timedelta(1)) == {16}, "los dos módulos del primer grupo y nadie más"
    publicar(CLAVE, ahora=DESPUES)
    assert _contadas(DESPUES) == {32}
    assert _contadas(ABRE + timedelta(1)) == {16}, "vista después, la cifra de aquel día es la misma"
    assert (actual / "candidaturas" / de(ALTA).folio).is_dir()
    assert de(ALTA).estado == "publicada"


@pytest.mark.parametrize("fijado", [False, True])
def test_desde_dentro_se_cuenta_a_todos_y_lo_que_sale_no_cuenta_al_grupo_que_no_publica(
    padron: datetime, fijado: bool
) -> None:
    """Como quien compara los dos papeles: lo que se entrega no deja ver nada del grupo que espera."""
    abrir_capturas(por=SISTEMA, ahora=DESPUES)
    for contienda in (COMUN, ALTA):
        de_principio_a_fin(de(contienda), DESPUES - timedelta(9))
    if fijado:
        assert fijar(CLAVE, ahora=ABRE + timedelta(3)) is not None
    dentro, fuera = (_papel(t, ABRE + timedelta(3)) for t in ("avance-restringido", "avance"))
    assert (_total(dentro), _total(fuera)) == ((32, 2), (16, 1))
    assert SIN_CONTAR not in dentro.portada
    assert f"{SIN_CONTAR}: " in fuera.portada
    assert "(desde el 6 de junio de 2027)" in fuera.portada
    assert [t.clave for t in fuera.tablas if "32" in t.nota or any(32 in r for r in t.renglones)] == []
    if fijado:
        corte = datetime.fromisoformat(dentro.corte)
        assert not corregir(CLAVE, corte, ahora=ABRE + timedelta(4)), "contado otra vez da lo mismo"
    despues = _papel("avance", DESPUES + timedelta(1))
    assert (_total(despues), SIN_CONTAR in despues.portada) == ((32, 2), False)


def _papel(tipo: str, en: datetime) -> Documento:
    return armar(TIPOS[tipo], contexto(TIPOS[tipo], CLAVE, en))


def _contadas(en: datetime) -> set[int]:
    """De cuántas personas habla en ese momento la estadística pública de lo registrado."""
    return {i["denominador"] for i in en_corte(CLAVE, en) if i["id"] in ("captura.cargo", "poblacion.sexo")}


def _total(documento: Documento) -> tuple[Valor, Valor]:
    """Registradas y con su cuestionario curricular enviado, en toda la elección."""
    [q1] = [t for t in documento.tablas if t.clave == "Q1"]
    ultimo = dict(zip(q1.columnas, q1.renglones[-1], strict=True))
    return ultimo["Registradas"], ultimo["Curricular"]


@pytest.mark.parametrize(
    ("grupo", "clave", "frase"),
    [
        ({"fechas": {"jornada": {}}}, "grupos[g].fechas.jornada", "es de toda la elección: no se dice por grupo. Si ahí es otra, es otra elección y va en su propia carpeta."),
        ({"municipios": []}, "grupos[g].municipios", SIN_DECIR),
        ({"municipios": ["999"]}, "grupos[g].municipios", "«999» no existe en esta elección."),
        ({"municipios": ["001", "001"]}, "grupos[g].municipios", "«001» ya está en otro grupo."),
        ({"fechas": {"captura_inicio": {"dia": datetime(2027, 9, 1).date()}}}, "grupos[g].fechas.captura_inicio",
         "la captura no se abre antes de la jornada (captura_inicio 2027-09-01, jornada 2027-08-01)."),
    ],
)  # fmt: skip
def test_el_grupo_mal_escrito_se_dice(grupo: dict[str, object], clave: str, frase: str) -> None:
    faltas = Faltas()
    bueno = {"clave": "g", "nombre": "G", "municipios": ["001"], "fechas": {}}
    jornada = {"jornada": {"dia": datetime(2027, 8, 1).date()}}
    datos = {"zona": "America/Monterrey", "fechas": jornada, "grupos": [bueno | grupo]}
    raiz = Tabla({"calendario": datos}, archivo="proceso.toml", ruta="", faltas=faltas)
    calendario = leer_calendario(raiz.tabla("calendario"), exigidas=("jornada",))
    comprobar_territorios(raiz, calendario, ["001"], [])
    assert [(f.clave, f.razon) for f in faltas.lista] == [(f"calendario.{clave}", frase)]


def test_ningun_grupo_publica_despues_del_corte_de_identidad(tmp_path: Path) -> None:
    """Las tablas contarían lo que nadie ha podido leer."""
    shutil.copytree(PROCESOS, tmp_path / "procesos")
    raiz = tmp_path / "procesos" / CLAVE / "proceso.toml"
    raiz.write_text(raiz.read_text("utf-8").replace("publicacion_inicio = { dia = 2027-06-06", "publicacion_inicio = { dia = 2027-06-22"), "utf-8")  # fmt: skip
    with pytest.raises(DefinicionInvalida, match="se cuentan antes de que este grupo publique"):
        leer_carpeta(raiz.parent)
