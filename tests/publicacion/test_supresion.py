"""Revocar y suprimir alcanzan a todo lo conservado, y el verificador lo distingue de una alteración."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import constan
from conoceles.arranque.servicios.obrero import Obrero
from conoceles.estadistica.consultas import publica
from conoceles.expediente.calendario.conservacion import suprimir as suprimir_candidatura
from conoceles.expediente.calendario.conservacion import suprimir_vencidas
from conoceles.identidad.operaciones import sellar, suprimir
from conoceles.identidad.permisos.consentimiento import cambiar, consentir, revocar
from conoceles.lector.verificador.verificar import examinar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.texto import nombre_propio
from conoceles.proceso.models import Fuerza
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.registro_publico import Libro
from lector.instantaneas import dichas_en, huellas_en
from personas import de_ella, respaldar, titular
from publicacion.eleccion import PROCESO, SISTEMA, version
from vidas import cerrar, concluir, sustituir

pytestmark = pytest.mark.lenta

PREGUNTA = "p2_canario"
TODO_SI = {"tratamiento": True, "publicacion": True, "estadistica": True}


@pytest.fixture
def ana() -> Alcance:
    return Alcance(
        actor="ana@pt", papel="partido", fuerza=Fuerza.objects.get(proceso=PROCESO, siglas="PT").pk
    )


@pytest.fixture
def consentida(eleccion: dict[str, Any], ana: Alcance, ahora: datetime) -> dict[str, Any]:
    """Ana consintió publicar una lengua que nadie más tiene."""
    respuestas = {"p3": "si", "p3_otro": "LENGUA CANARIA", "p10_otra": "LENGUA CANARIA"}
    sellar(
        candidatura=eleccion["ANA"], respuestas=respuestas, consentimiento=TODO_SI, aviso_version="a1",
        origen="envio", por=titular(eleccion["ANA"]), ahora=ahora,
    )  # fmt: skip
    respaldar(eleccion["ANA"], ahora)
    return eleccion


def con_el_dato(datos: Path) -> set[str]:
    """Archivos de todos los árboles, y de la caché, donde aún se lee."""
    carpeta = datos / "sitio" / PROCESO  # sin el clon por adelantado de lo que hoy se sirve
    return {
        str(p.relative_to(carpeta))
        for p in carpeta.rglob("*")
        if p.is_file() and ".lista-" not in str(p) and b"CANARIA" in p.read_bytes()
    }


def _revocar(candidatura: Any, ana: Alcance, ahora: datetime) -> None:
    revocar(candidatura=candidatura, por=ana, ahora=ahora)


def _contestar(candidatura: Any, por: Alcance, ahora: datetime, **distinto: Any) -> None:
    cambiar(
        candidatura=candidatura, consentimiento=TODO_SI | distinto, aviso_version="a1", por=por, ahora=ahora
    )


def _sellar_otra_vez(candidatura: Any, ana: Alcance, ahora: datetime) -> None:
    sellar(
        candidatura=candidatura, respuestas={"p3": "si"}, consentimiento=TODO_SI | {"publicacion": False},
        aviso_version="a1", origen="subsanacion", por=ana, ahora=ahora,
    )  # fmt: skip


PERDIDAS = {
    "revocar": _revocar,
    "contestar que no": lambda c, ana, ahora: _contestar(c, de_ella(c), ahora, publicacion=False),
    "contestar el partido que no": lambda c, ana, ahora: _contestar(c, ana, ahora, publicacion=False),
    "quedarse con otro grupo": lambda c, ana, ahora: _contestar(c, de_ella(c), ahora, grupos=["mayor"]),
    "sellar con menos": _sellar_otra_vez,
}


@pytest.mark.usefixtures("sin_ratos")
@pytest.mark.parametrize("acto", PERDIDAS)
def test_perder_permiso_retira_la_identidad_de_todo_arbol_conservado(
    consentida: dict[str, Any], ana: Alcance, datos: Path, ahora: datetime, acto: str
) -> None:
    """En una sola vuelta del obrero, y también de lo exportado."""
    obrero = Obrero(publicar)
    obrero.vuelta(ahora)
    version(consentida["BETO"], 1, ahora, historia="Otra persona, otra historia. " * 20)
    obrero.vuelta(ahora + timedelta(minutes=1))
    assert any("ANA" in ruta for ruta in con_el_dato(datos))
    assert "datos/identidad.csv" in " ".join(con_el_dato(datos))
    antes, huellas = _archivos_por_arbol(datos), huellas_en(datos / "sitio" / PROCESO)
    PERDIDAS[acto](consentida["ANA"], ana, ahora + timedelta(minutes=2))
    obrero.vuelta(ahora + timedelta(minutes=2, seconds=1))
    assert con_el_dato(datos) == set()
    resultado = examinar(datos / "sitio" / PROCESO)
    assert resultado.problemas == []
    assert any(a.endswith("sin renglón, por supresión legal.") for a in resultado.avisos)
    despues = _archivos_por_arbol(datos)
    retirados = {ruta for arbol, rutas in antes.items() for ruta in rutas - despues[arbol]}
    assert {"candidaturas/ANA/index.html", "candidaturas/ANA.json", "datos/identidad.csv"} <= retirados
    assert not [r for r in retirados if "BETO" in r or "buscar" in r]
    assert "ANA" not in (datos / "sitio" / PROCESO / "suprimidos.json").read_text()
    assert dichas_en(datos / "sitio", huellas - huellas_en(datos / "sitio" / PROCESO)) == set()


def test_lo_publicado_en_el_mismo_instante_en_que_se_retira_tambien_sale(
    consentida: dict[str, Any], ana: Alcance, datos: Path, ahora: datetime
) -> None:
    """Se publicó y se revocó con la misma hora: lo publicado ya lo traía."""
    publicar(PROCESO, ahora=ahora)
    assert con_el_dato(datos)
    _revocar(consentida["ANA"], ana, ahora)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    assert con_el_dato(datos) == set()


def test_retirar_un_grupo_deja_lo_de_los_demas(
    consentida: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    ficha = datos / "sitio" / PROCESO / "actual" / "candidaturas/ANA.json"
    assert len(json.loads(ficha.read_text())["identidad"]) == 3
    quien = de_ella(consentida["ANA"])
    _contestar(consentida["ANA"], quien, ahora + timedelta(minutes=1), grupos=["indigena"])
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    preguntas = [r["pregunta"] for r in json.loads(ficha.read_text())["identidad"]]
    assert len(preguntas) == 2
    actual = datos / "sitio" / PROCESO / "actual"
    for ruta in con_el_dato(datos):
        propia = ruta.split("/", 2)[2]
        assert (actual / propia).exists(), ruta  # lo conservado es idéntico a lo que hoy se sirve
        assert (actual / propia).read_bytes() == (datos / "sitio" / PROCESO / ruta).read_bytes()


def test_lo_publicado_despues_de_consentir_otra_vez_se_queda(
    consentida: dict[str, Any], ana: Alcance, datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    revocar(candidatura=consentida["ANA"], por=ana, ahora=ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    consentir(
        candidatura=consentida["ANA"], consentimiento=TODO_SI, aviso_version="a1", por=de_ella(consentida["ANA"]),
        ahora=ahora + timedelta(minutes=3),
    )  # fmt: skip
    respaldar(consentida["ANA"], ahora + timedelta(minutes=3))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=4))
    version(consentida["ANA"], 2, ahora, historia="Una historia corregida. " * 20)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=5))
    antes = con_el_dato(datos)
    (datos / "sitio" / PROCESO / "publicador.sqlite").unlink()  # el publicador vuelve a leer toda la bitácora
    publicar(PROCESO, ahora=ahora + timedelta(minutes=6))
    assert antes <= con_el_dato(datos)


def test_suprimir_retira_todo_lo_de_la_persona(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    nombre = "Eva Yáñez del Río".encode()
    quien, momento = eleccion["EVA"], ahora + timedelta(minutes=1)
    concluir(quien, "cancelar", momento)
    suprimir_candidatura(
        candidatura=quien, motivo="cancelación", bloqueada_en=momento, por=SISTEMA, ahora=momento
    )
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2), cortes=True)
    carpeta = datos / "sitio" / PROCESO
    quedan = [p for p in (carpeta / "instantaneas").rglob("*") if p.is_file() and nombre in p.read_bytes()]
    assert quedan == []
    assert examinar(carpeta).problemas == []


def test_suprimir_a_quien_sale_en_el_papel_retira_su_nombre_tambien_de_quien_la_sustituyo(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    dia = datetime.fromisoformat("2024-05-10T10:00:00-06:00")
    publicar(PROCESO, ahora=dia)
    quien = type(eleccion["ANA"]).objects.get(folio="ANA")
    nueva = sustituir(quien, dia, fecha_acuerdo=date(2024, 5, 9))
    publicar(PROCESO, ahora=dia + timedelta(minutes=1), cortes=True)
    nombre = nombre_propio(quien.persona.nombre).encode()
    carpeta = datos / "sitio" / PROCESO
    perfil = f"candidaturas/{nueva.folio}/index.html"
    assert nombre in (carpeta / "actual" / perfil).read_bytes()
    suprimir_candidatura(
        candidatura=quien, motivo="renuncia", bloqueada_en=dia, por=SISTEMA, ahora=dia + timedelta(minutes=2)
    )
    publicar(PROCESO, ahora=dia + timedelta(minutes=3), cortes=True)
    assert "puede mostrar todavía el nombre anterior" in (carpeta / "actual" / perfil).read_text("utf-8")
    quedan = [p for p in (carpeta / "instantaneas").rglob("*") if p.is_file() and nombre in p.read_bytes()]
    assert quedan == []
    assert examinar(carpeta).problemas == []


def test_cancelar_solo_la_identidad_deja_el_perfil_y_lo_de_los_demas(
    consentida: dict[str, Any], ana: Alcance, datos: Path, ahora: datetime
) -> None:
    """Ana canceló sus respuestas de identidad y sigue en la contienda: lo curricular se conserva en todo árbol."""
    for minutos, historia in enumerate(("Una. ", "Otra. ", "Una más. ")):
        version(consentida["BETO"], minutos + 1, ahora + timedelta(minutes=minutos), historia=historia * 60)
        publicar(PROCESO, ahora=ahora + timedelta(minutes=minutos), cortes=True)
    antes = _archivos_por_arbol(datos)
    assert len(antes) == 3
    suprimir(candidatura=consentida["ANA"], por=SISTEMA, ahora=ahora + timedelta(minutes=5))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=6), cortes=True)
    despues = _archivos_por_arbol(datos)
    retirados = {ruta for arbol, rutas in antes.items() for ruta in rutas - despues[arbol]}
    assert con_el_dato(datos) == set()
    assert retirados
    suyo = ("candidaturas/ANA", "datos/identidad", "datos/ine", "datos/datapackage", "datos/catalogo")
    assert [r for r in retirados if not r.startswith(suyo)] == []
    assert examinar(datos / "sitio" / PROCESO).problemas == []


@pytest.mark.parametrize("acto", ["revocar", "corregir"])
def test_quien_nunca_enseno_nada_revoca_y_no_deja_mas_rastro_que_quien_corrige(
    eleccion: dict[str, Any], ana: Alcance, datos: Path, ahora: datetime, acto: str
) -> None:
    """Su sí espera el formato firmado: nadie lo vio. Las pruebas de su perfil, lo conservado y la hora de los datos siguen igual."""
    suya = eleccion["ANA"]
    sellar(
        candidatura=suya, respuestas={"p3": "si"}, consentimiento=TODO_SI, aviso_version="a1", origen="envio",
        por=ana, ahora=ahora,
    )  # fmt: skip
    _publicar(ahora)
    version(suya, 2, ahora, historia="Otra historia, más corta. " * 20)
    _publicar(ahora + timedelta(minutes=3))
    antes = _rastros(datos)
    assert len([ruta for ruta in antes if "/ANA" in ruta and ruta.startswith("pruebas")]) > 1
    if acto == "revocar":
        _revocar(suya, ana, ahora + timedelta(minutes=4))
    else:
        _contestar(suya, ana, ahora + timedelta(minutes=4))
    _publicar(ahora + timedelta(minutes=4, seconds=1))
    assert _rastros(datos) == antes


def _publicar(cuando: datetime) -> None:
    publicar(PROCESO, ahora=cuando)
    Libro().al_dia(cuando)


def _rastros(datos: Path) -> dict[str, bytes]:
    """Lo que cualquiera compara: las pruebas, lo retirado, las instantáneas que quedan y los datos que hoy se sirven."""
    sitio = datos / "sitio"
    halladas = {*sitio.glob("pruebas/*/*/*"), *sitio.glob(f"{PROCESO}/suprimidos.*")}
    halladas |= {*sitio.glob(f"{PROCESO}/instantaneas/*/manifiesto.json")}
    halladas |= {p for p in sitio.glob(f"{PROCESO}/actual/datos/*") if p.is_file()}
    return {str(p.relative_to(sitio)): p.read_bytes() for p in halladas}


def _archivos_por_arbol(datos: Path) -> dict[str, set[str]]:
    arboles = (datos / "sitio" / PROCESO / "instantaneas").iterdir()
    return {
        a.name: {str(p.relative_to(a)) for p in a.rglob("*") if p.is_file()}
        for a in arboles
        if not a.name.startswith(".")
    }


def test_sin_revocaciones_no_hay_lista(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora)
    assert not (datos / "sitio" / PROCESO / "suprimidos.json").exists()


def test_al_pasar_la_jornada_los_datos_dejan_de_llevar_contacto_e_identidad(
    consentida: dict[str, Any], datos: Path
) -> None:
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-06-02T21:00:00-06:00"))
    actual = datos / "sitio" / PROCESO / "actual"
    assert "contacto@ejemplo.example" in (actual / "datos/curricular.csv").read_text()
    assert "CANARIA" in (actual / "candidaturas/ANA.json").read_text()
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-06-03T00:00:05-06:00"))
    for archivo in actual.resolve().rglob("*"):
        if archivo.suffix in (".html", ".json", ".csv"):
            assert "contacto@ejemplo.example" not in archivo.read_text(), archivo
            assert "CANARIA" not in archivo.read_text(), archivo
    assert json.loads((actual / "datos/identidad.json").read_text())["renglones"] == []


def test_al_cerrar_el_archivo_deja_de_decir_de_quien_era_cada_accion_afirmativa(
    eleccion: dict[str, Any], datos: Path
) -> None:
    type(eleccion["ANA"]).objects.filter(folio="ANA").update(acciones_afirmativas=["migrantes"])
    eleccion["ANA"].refresh_from_db()
    constan.alta(eleccion["ANA"])
    tras_jornada = datetime.fromisoformat("2024-06-10T10:00:00-06:00")
    publicar(PROCESO, ahora=tras_jornada, cortes=True)
    actual = datos / "sitio" / PROCESO / "actual"
    assert any("ANA" in ruta for ruta in _con_grupo(actual.resolve()))
    cierre = cerrar(PROCESO).en
    publicar(PROCESO, ahora=cierre, cortes=True)
    assert _con_grupo(actual.resolve()) == set()
    assert _migrantes(publica(PROCESO)) == 1
    assert suprimir_vencidas(por=SISTEMA, ahora=cierre + timedelta(days=91)) == len(eleccion)
    assert _migrantes(publica(PROCESO)) == 1


def _con_grupo(arbol: Path) -> set[str]:
    """Archivos de una persona, de los datos o de la búsqueda donde se lee un grupo."""
    lugares = ("candidaturas", "contiendas", "datos/curricular", "buscar", "busqueda", "datos/ine")
    return {
        str(p.relative_to(arbol))
        for p in arbol.rglob("*")
        if p.is_file()
        and str(p.relative_to(arbol)).startswith(lugares)
        and "migrantes" in p.read_bytes().decode(errors="ignore").lower()
    }


def _migrantes(indicadores: list[dict[str, Any]]) -> int:
    celdas = next(i["celdas"] for i in indicadores if i["id"] == "acciones.registradas")
    return int(next(c["valor"] for c in celdas if c["clave"] == "migrantes"))
