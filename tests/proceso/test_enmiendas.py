"""Lo que se enmienda en pantalla: se comprueba entero, queda con su acto y regresa a la carpeta sin pérdida."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from conoceles.bitacora.models import Entrada
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas
from conoceles.proceso.carga import DefinicionInvalida
from conoceles.proceso.contenido import enmiendas
from conoceles.proceso.contenido.edicion import _bajar, poner, valor
from conoceles.proceso.contenido.fuentes import Fuentes, de_carpeta, definir, escribir
from conoceles.proceso.contenido.piezas import Pieza, piezas
from conoceles.proceso.contenido.vigencia import asentar
from conoceles.proceso.definicion import Acuerdo
from conoceles.proceso.models import Enmienda, Proceso, VersionDeDefinicion
from conoceles.proceso.operaciones import cargar
from conoceles.proceso.serie import huella
from personas import CLAVE, CORA, DINA, enmendar

from .conftest import PROCESOS, Editar

ACUERDO = Acuerdo("IEPC/CG45/2024", date(2024, 4, 20), "Consejo General")
ACTO = {"numero": "IEPC/CG45/2024", "fecha": "2024-04-20", "organo": "Consejo General"}


@pytest.fixture
def cargada(base: None, carpeta: Path, ahora: datetime) -> Proceso:
    cargar(carpeta, por=DINA, ahora=ahora)
    return Proceso.objects.get(pk=CLAVE)


def exportar(destino: Path, ahora: datetime) -> Path:
    escribir(enmiendas.exportar(proceso=CLAVE, por=DINA, ahora=ahora), destino)
    return destino


def test_enmendar_una_fecha_rige_enseguida_y_cita_su_acuerdo(cargada: Proceso, ahora: datetime) -> None:
    enmendar("fecha-publicacion_inicio", ahora, dia="2024-04-27")
    fecha = consultas.definicion(CLAVE).calendario.fechas["publicacion_inicio"]
    assert (fecha.dia, fecha.acuerdo, fecha.supuesto) == (date(2024, 4, 27), ACUERDO, False)


def test_enmendar_deja_antes_despues_quien_y_bitacora(cargada: Proceso, ahora: datetime) -> None:
    enmienda = enmendar("fecha-jornada", ahora, dia="2024-06-09")
    assert enmienda.antes == {"dia": "2024-06-02", "acuerdo": None}
    assert enmienda.despues == {"dia": "2024-06-09", "acuerdo": ACTO}
    assert (enmienda.por, enmienda.nombre_por, enmienda.huella_previa) == (DINA.actor, "Dina", cargada.huella)
    entrada = Entrada.objects.get(acto="definicion_enmendada")
    assert entrada.datos["pieza"] == "fecha-jornada"
    assert entrada.datos["huella"] == Proceso.objects.get().huella


def test_campana_antes_del_registro_se_rechaza_con_la_misma_frase_que_la_carpeta(
    cargada: Proceso, ahora: datetime
) -> None:
    with pytest.raises(DefinicionInvalida, match="la campaña empieza antes que el registro de candidaturas"):
        enmendar("fecha-campana_inicio", ahora, dia="2024-03-20")
    assert Proceso.objects.get().huella == cargada.huella
    assert not Enmienda.objects.exists()


def test_completar_un_acto_que_faltaba_no_exige_cambiar_el_dia(cargada: Proceso, ahora: datetime) -> None:
    enmendar("fecha-registro_aprobacion", ahora)
    enmendar("acto-proceso_tecnico_operativo", ahora)
    definicion = consultas.definicion(CLAVE)
    assert definicion.calendario.fechas["registro_aprobacion"].acuerdo == ACUERDO
    assert definicion.actos == {"proceso_tecnico_operativo": ACUERDO}


def test_un_aviso_con_otro_texto_exige_otra_version(cargada: Proceso, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="Escriba una versión nueva"):
        enmendar("aviso-integral", ahora, archivo="# Aviso\n\nOtro texto.\n")
    enmendar("aviso-integral", ahora, archivo="# Aviso\n\nOtro texto.\n", version="2")
    aviso = consultas.definicion(CLAVE).aviso("integral")
    assert (aviso.version, aviso.texto, aviso.acuerdo) == ("2", "# Aviso\n\nOtro texto.\n", ACUERDO)


def test_volver_a_una_version_vieja_con_texto_nuevo_se_rechaza(cargada: Proceso, ahora: datetime) -> None:
    vieja = consultas.definicion(cargada.clave).aviso("integral").version
    enmendar("aviso-integral", ahora, archivo="Dos.\n", version="2")
    with pytest.raises(ErrorDeDominio, match="ya decía otra cosa"):
        enmendar("aviso-integral", ahora, archivo="Tres.\n", version=vieja)


def test_la_carpeta_tampoco_cambia_un_aviso_sin_cambiar_su_version(
    cargada: Proceso, carpeta: Path, ahora: datetime
) -> None:
    (carpeta / "avisos" / "integral.md").write_text("Otro.\n", encoding="utf-8")
    with pytest.raises(ErrorDeDominio, match="Escriba una versión nueva"):
        cargar(carpeta, por=DINA, ahora=ahora)


def test_enmendar_sin_cambiar_nada_se_rechaza(cargada: Proceso, ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match="No cambió nada"):
        enmendar("preguntas", ahora)


def test_quien_revisa_no_enmienda(cargada: Proceso, ahora: datetime) -> None:
    with pytest.raises(NoEncontrado):
        enmendar("preguntas", ahora, por=CORA, preguntas="# Otra\n")


def test_lo_que_no_es_pieza_no_se_edita(cargada: Proceso, ahora: datetime) -> None:
    for ajena in ("fuerzas", "umbral_estadistico", "fecha-inventada"):
        with pytest.raises(NoEncontrado):
            enmendar(ajena, ahora)


def test_dos_personas_a_la_vez_la_segunda_ve_el_conflicto(cargada: Proceso, ahora: datetime) -> None:
    vieja = enmiendas.marca(valor(cargada.fuentes, enmiendas.pieza_de(cargada, "preguntas")))
    enmendar("preguntas", ahora, preguntas="# Primera\n")
    with pytest.raises(Conflicto):
        enmiendas.enmendar(
            proceso=CLAVE, pieza="preguntas", dicho={"preguntas": "# Segunda\n"}, acuerdo=ACUERDO, visto=vieja,
            por=DINA, ahora=ahora,
        )  # fmt: skip
    assert consultas.definicion(CLAVE).preguntas_frecuentes == "# Primera\n"


@pytest.mark.postgres
@pytest.mark.parametrize("tabla", ["proceso_enmienda", "proceso_versiondedefinicion"])
@pytest.mark.parametrize("sentencia", ["DELETE FROM {}", "UPDATE {} SET huella = 'x'"])
def test_lo_enmendado_y_lo_que_rigio_no_se_reescriben(
    cargada: Proceso, ahora: datetime, tabla: str, sentencia: str
) -> None:
    enmendar("preguntas", ahora, preguntas="# Otra\n")
    with pytest.raises(DatabaseError, match="no se cambian"), transaction.atomic():
        connection.cursor().execute(sentencia.format(tabla))


def test_toda_definicion_que_rigio_se_recupera(cargada: Proceso, ahora: datetime) -> None:
    antes = consultas.definicion(CLAVE)
    enmendar("ayuda-identidad-indigena", ahora, ayuda="Otra definición (fuente).")
    assert VersionDeDefinicion.objects.count() == 2
    assert consultas.version(CLAVE, cargada.huella) == antes
    with pytest.raises(NoEncontrado):
        consultas.version(CLAVE, "0" * 64)


VARIAS: list[tuple[str, dict[str, Any]]] = [
    ("fecha-publicacion_inicio", {"dia": "2024-04-27"}),
    ("fecha-veda_inicio", {"dia": "2024-05-30"}),
    ("plazo-captura", {"dias": 20, "habiles": True}),
    ("inhabiles", {"inhabiles": ["2024-03-28", "2024-05-10"], "todos_los_dias_habiles": False}),
    ("acto-proceso_tecnico_operativo", {}),
    ("aviso-simplificado", {"version": "1", "archivo": "# Aviso\n\nTexto «aprobado».\n"}),
    ("preguntas", {"preguntas": "# Preguntas\n\n## ¿Y?\n\nSí.\n"}),
    ("franja-captura", {"texto": "Cerramos a las 18:00", "desde": "2024-04-26", "hasta": "2024-04-28"}),
    ("ayuda-identidad", {"por_que": "Para medir.", "que_pasa": "Se cifran."}),
    ("ayuda-identidad-indigena-p2", {"ayuda": 'Cuenta "entender" aunque no se hable.'}),
    ("ayuda-curricular-historia-historia", {"ayuda": "Con años."}),
    ("portada-omisiones", {"omisiones": "Se remite a la Comisión."}),
]


@pytest.mark.lenta
def test_exportar_regresa_a_la_misma_huella(cargada: Proceso, tmp_path: Path, ahora: datetime) -> None:
    for pieza, dicho in VARIAS:
        enmendar(pieza, ahora, **dicho)
    vigente = Proceso.objects.get()
    destino = exportar(tmp_path / "salida", ahora)
    definicion, _ = de_carpeta(destino)
    assert huella(definicion) == vigente.huella
    resultado = cargar(destino, por=DINA, ahora=ahora)
    assert (resultado["cambio"], resultado["enmiendas"]) == (False, [])


def test_exportar_conserva_comentarios_y_orden(
    cargada: Proceso, carpeta: Path, tmp_path: Path, ahora: datetime
) -> None:
    enmendar("fecha-publicacion_inicio", ahora, dia="2024-04-27")
    antes = (carpeta / "proceso.toml").read_text(encoding="utf-8").splitlines()
    despues = (exportar(tmp_path / "salida", ahora) / "proceso.toml").read_text(encoding="utf-8").splitlines()
    distintos = [(a, b) for a, b in zip(antes, despues, strict=True) if a != b]
    assert [b for _, b in distintos] == [
        'publicacion_inicio = { dia = 2024-04-27, acuerdo = { numero = "IEPC/CG45/2024", fecha = 2024-04-20, '
        'organo = "Consejo General" } }   # plan §7.2, actividad 16: falta el acuerdo'
    ]


@pytest.mark.parametrize("clave", sorted(p.parent.name for p in PROCESOS.glob("*/proceso.toml")))
def test_exportada_sin_enmiendas_toda_carpeta_real_se_basta_a_si_misma(clave: str, tmp_path: Path) -> None:
    definicion, fuentes = de_carpeta(PROCESOS / clave)
    escribir(fuentes, tmp_path / "sola")
    copia, otras = de_carpeta(tmp_path / "sola")
    assert (huella(copia), otras) == (huella(definicion), fuentes)


def test_recargar_la_carpeta_vieja_vuelve_a_aplicar_lo_enmendado(
    cargada: Proceso, carpeta: Path, editar: Editar, ahora: datetime
) -> None:
    enmendar("fecha-jornada", ahora, dia="2024-06-09")
    editar("proceso.toml", "bloqueo_dias = 90", "bloqueo_dias = 60")
    resultado = cargar(carpeta, por=DINA, ahora=ahora)
    assert resultado["enmiendas"] == ["Jornada electoral (IEPC/CG45/2024)"]
    definicion = consultas.definicion(CLAVE)
    assert (definicion.calendario.dia("jornada"), definicion.conservacion.bloqueo_dias) == (
        date(2024, 6, 9),
        60,
    )


def test_una_carpeta_que_perderia_lo_enmendado_se_rechaza_y_lo_nombra(
    cargada: Proceso, carpeta: Path, editar: Editar, ahora: datetime
) -> None:
    vigente = enmendar("fecha-jornada", ahora, dia="2024-06-09").huella
    editar("proceso.toml", "jornada = { dia = 2024-06-02 }", "jornada = { dia = 2024-06-16 }")
    with pytest.raises(ErrorDeDominio, match=r"Jornada electoral \(IEPC/CG45/2024\)"):
        cargar(carpeta, por=DINA, ahora=ahora)
    assert Proceso.objects.get().huella == vigente


def test_tras_exportar_manda_lo_que_diga_la_carpeta(
    cargada: Proceso, tmp_path: Path, ahora: datetime
) -> None:
    enmendar("fecha-jornada", ahora, dia="2024-06-09")
    toml = exportar(tmp_path / "salida", ahora) / "proceso.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("dia = 2024-06-09", "dia = 2024-06-16"), "utf-8")
    assert cargar(toml.parent, por=DINA, ahora=ahora)["enmiendas"] == []
    assert consultas.definicion(CLAVE).calendario.dia("jornada") == date(2024, 6, 16)


def test_una_eleccion_cargada_sin_sus_archivos_pide_recargarse(cargada: Proceso, ahora: datetime) -> None:
    Proceso.objects.update(fuentes={})
    with pytest.raises(ErrorDeDominio, match="vuelva a cargar la carpeta"):
        enmiendas.exportar(proceso=CLAVE, por=DINA, ahora=ahora)
    with pytest.raises(NoEncontrado):
        enmiendas.exportar(proceso="no-existe", por=DINA, ahora=ahora)


# ------------------------------------------------------------ toda pieza, con cualquier texto

_FUENTES: Fuentes = de_carpeta(PROCESOS / CLAVE)[1]
_PIEZAS = piezas(definir(_FUENTES), _FUENTES)
TEXTO = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n"), min_size=1)
DE_TIPO = {
    "fecha": st.dates().map(date.isoformat),
    "fechas": st.lists(st.dates().map(date.isoformat), unique=True).map(sorted),
    "entero": st.integers(1, 999),
    "logico": st.booleans(),
    "linea": st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl")), min_size=1),
    "parrafo": TEXTO,
    "markdown": TEXTO,
}


@pytest.mark.lenta
@settings(max_examples=80)
@given(st.data())
def test_lo_que_se_escribe_es_lo_que_se_lee_y_nada_mas_cambia(datos: st.DataObject) -> None:
    pieza: Pieza = datos.draw(st.sampled_from(_PIEZAS))
    nuevo = {d.clave: datos.draw(DE_TIPO[d.tipo], d.clave) for d in pieza.datos}
    nuevo |= {"acuerdo": ACTO} if pieza.acto else {}
    escrito = poner(_FUENTES, pieza, nuevo)
    assert valor(escrito, pieza) == nuevo
    assert _lo_demas(escrito, pieza) == _lo_demas(_FUENTES, pieza)


def _lo_demas(fuentes: Fuentes, pieza: Pieza) -> dict[str, Any]:
    """Todo lo que dicen los textos, sin los datos de la pieza."""
    raiz = tomllib.loads(fuentes[pieza.archivo])
    tabla = _bajar(raiz, pieza.ruta) or {}
    de_texto = {tabla[d.clave] for d in pieza.datos if d.tipo == "markdown"}
    for clave in (*(d.clave for d in pieza.datos if d.tipo != "markdown"), pieza.acto, "supuesto"):
        tabla.pop(clave, None)
    otros = {n: t for n, t in fuentes.items() if n not in {pieza.archivo, *de_texto}}
    return otros | {pieza.archivo: _sin_vacias(raiz)}


def _sin_vacias(tabla: dict[str, Any]) -> dict[str, Any]:
    """Una tabla que la pieza abrió y aquí quedó sin datos cuenta como si no estuviera."""
    limpia = {c: _sin_vacias(v) if isinstance(v, dict) else v for c, v in tabla.items()}
    return {c: v for c, v in limpia.items() if v != {}}


@pytest.mark.parametrize("clave", ["captura_inicio", "identidad_corte"])
def test_lo_cargado_sin_una_fecha_que_no_se_exigia_se_sigue_enmendando_y_la_puede_poner(
    cargada: Proceso, ahora: datetime, clave: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hay elecciones cargadas cuando la apertura y el corte de identidad no se exigían."""
    sin = "\n".join(r for r in cargada.fuentes["proceso.toml"].split("\n") if not r.startswith(clave))
    fuentes = cargada.fuentes | {"proceso.toml": sin}
    asentar(definir(fuentes), fuentes, ahora=ahora, inventado=False)
    monkeypatch.setattr(enmiendas, "exigir_sus_fuentes", lambda _: None)  # aquel acto no las decía
    enmendar("fecha-jornada", ahora, dia="2024-06-09")
    assert consultas.definicion(CLAVE).calendario.dia(clave) is None
    enmendar(f"fecha-{clave}", ahora, dia="2024-04-27")
    assert consultas.definicion(CLAVE).calendario.dia(clave) == date(2024, 4, 27)
