"""Cada carpeta de `procesos/`: se carga, entra su padrón inventado, se captura, se revisa, se publica y se mira."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.importacion import importar
from conoceles.proceso.operaciones import cargar
from leyes.juez import fuera_de_fecha
from paginas import check, texto
from personas import LARGO, SISTEMA
from recorridos.carpetas import PROCESOS, Recorrida, recorrer

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("base")]
# La que junta más rasgos en menos páginas se recorre en cada cambio; las otras, para cada versión.


@pytest.fixture
def entera(datos: Path, tmp_path: Path) -> Callable[[str], Recorrida]:
    """La carpeta recorrida, después de mirar lo que toda elección publicada cumple."""

    def _entera(clave: str) -> Recorrida:
        hecha = recorrer(clave, datos, tmp_path / "padron.csv")
        _general(hecha)
        return hecha

    return _entera


def _general(hecha: Recorrida) -> None:
    """Toda página está bien escrita, cada perfil dice lo suyo y ninguna cita una ley que no regía."""
    for html in hecha.paginas.values():
        check(html)
    for fila in hecha.perfiles:
        perfil = texto(check(hecha.paginas[f"candidaturas/{fila.folio}"]))
        assert LARGO[:60] in perfil
        assert fila.nombre in perfil
        fila.refresh_from_db()
        assert fila.estado == "publicada"
    dia = hecha.eleccion.calendario.dia_local(hecha.ahora)
    dichos = hecha.paginas | hecha.papeles
    assert {n: mal for n, dicho in dichos.items() if (mal := fuera_de_fecha(dicho, dia))} == {}
    assert not [n for n, dicho in dichos.items() if "[[derecho" in dicho]


@pytest.mark.simulacro
def test_ayuntamientos_son_39_planillas_con_su_ficha(entera: Callable[[str], Recorrida]) -> None:
    hecha = entera("durango-ayuntamientos-2025")
    puestos = [p for c in hecha.eleccion.contiendas for p in c.puestos]
    assert len(hecha.eleccion.contiendas) == 39
    assert puestos.count("Presidencia municipal") == puestos.count("Sindicatura") == 39
    assert len([p for p in puestos if p.startswith("Regiduría")]) == 305
    primera = hecha.eleccion.contiendas[0]
    boleta = hecha.paginas[f"contiendas/{primera.clave}"]
    assert "Las planillas, en su orden" in boleta
    assert "Las listas" not in boleta
    assert "Se vota la planilla entera: presidencia municipal, sindicatura y regiduría." in texto(
        check(boleta)
    )
    ficha = texto(check(hecha.paginas[f"contiendas/{primera.clave}/fuerza-uyg"]))
    assert [ficha.index(p) for p in primera.puestos] == sorted(ficha.index(p) for p in primera.puestos)
    assert f"{len(primera.puestos)} de {len(primera.puestos)} puestos" in ficha
    practica = texto(check(hecha.paginas[f"contiendas/{primera.clave}/practicar"]))
    assert "Marcar recuadros de planillas distintas" in practica
    regidora = next(f for f in _de(primera.clave) if f.formula.posicion == 4)
    assert "Regiduría 2" in texto(check(hecha.paginas[f"candidaturas/{regidora.folio}"]))


def _de(contienda: str) -> list[Candidatura]:
    return list(Candidatura.objects.filter(formula__contienda__clave=contienda, calidad="propietaria"))


@pytest.mark.simulacro
def test_en_la_judicial_no_hay_partidos_ni_suplentes_y_se_marcan_varias(
    entera: Callable[[str], Recorrida],
) -> None:
    hecha = entera("durango-judicial-2025")
    boleta = texto(check(hecha.paginas["contiendas/tribunal-superior"]))
    assert "Cada quien puede marcar hasta 5 personas, en dos bloques: mujeres y hombres." in boleta
    puestos = sorted(_de("tribunal-superior"), key=lambda f: boleta.index(f"{f.nombre} Candidat"))
    sexos = [f.persona.sexo for f in puestos]
    assert (sexos, set(sexos)) == (sorted(sexos, reverse=True), {"mujer", "hombre"})
    juntas = " ".join(
        texto(check(h)) for r, h in hecha.paginas.items() if r.startswith(("contiendas", "candidaturas"))
    )
    assert "Suplente" not in juntas
    assert "Propietari" not in juntas
    assert "independiente" not in juntas.lower()
    assert {f.formula.fuerza.tipo for f in _de("tribunal-superior")} == {"poder"}
    assert all(f.formula.responde_id is None for f in _de("tribunal-superior"))


@pytest.mark.simulacro
def test_una_alcaldia_no_se_llama_municipio(entera: Callable[[str], Recorrida]) -> None:
    hecha = entera("ejemplo-alcaldias")
    assert _dicen(hecha, "municipio") == []
    assert "toda la alcaldía" in texto(check(hecha.paginas["contiendas/concejalia-rp-azcapotzalco"]))
    assert "en la alcaldía" in texto(check(hecha.paginas["contiendas/alcaldia-azcapotzalco"]))
    assert "Alcaldía Azcapotzalco" in hecha.paginas["contiendas/alcaldia-azcapotzalco"]


@pytest.mark.simulacro
def test_en_cada_municipio_captura_quien_dice_su_convenio(entera: Callable[[str], Recorrida]) -> None:
    entera("ejemplo-alianzas")
    responden = {(f.formula.contienda.municipio, f.formula.fuerza.siglas): f.formula.responde.siglas
                 for c in ("presidencia-abala", "presidencia-acanceh") for f in _de(c)}  # fmt: skip
    assert responden["001", "PAN-PRI"] == "PAN"
    assert responden["002", "PAN-PRI"] == "PRI"
    assert responden["001", "PVEM-PT-MORENA"] == "MORENA"
    assert responden["002", "PT-MORENA"] == "PT"


def test_el_lugar_que_la_planilla_no_tiene_no_entra(tmp_path: Path, ahora: datetime) -> None:
    cargar(PROCESOS / "durango-ayuntamientos-2025", por=SISTEMA, ahora=ahora, inventado=True)
    padron = tmp_path / "uno.csv"
    renglon = "Regiduría,,Canelas,PT,7,Ana,Pérez,Pérez,propietaria,mujer,17/05/1980"
    padron.write_text(
        "CARGO,DISTRITO,MUNICIPIO,PARTIDO,NUM_LISTA_O_FORMULA,NOMBRE,PRIMER APELLIDO,SEGUNDO APELLIDO,CARACTER,SEXO,"
        f"FECHA DE NACIMIENTO\n{renglon}\n", "utf-8",
    )  # fmt: skip
    informe = importar(padron, proceso="durango-ayuntamientos-2025", simular=True, por=SISTEMA, ahora=ahora)
    assert [e.codigo for e in informe.errores] == ["FUERA_DE_LA_PLANILLA"]
    assert "Regiduría 1 a 6; ninguno es «Regiduría 7»" in informe.errores[0].mensaje


def _dicen(hecha: Recorrida, palabra: str) -> list[str]:
    """Dónde se lee, con lo que la rodea: el territorio se llama como la carpeta dice en todo el sitio."""
    leidas = {ruta: texto(check(html)) for ruta, html in hecha.paginas.items()}
    del leidas["datos/api"]  # nombra las llaves del documento, que son las mismas en todas las elecciones
    return [
        f"{ruta}: …{t[max(0, i - 60) : i + 40]}…"
        for ruta, t in leidas.items()
        if (i := t.lower().find(palabra)) >= 0
    ]


def test_tres_suplentes_una_lista_propia_un_numero_y_un_dia(entera: Callable[[str], Recorrida]) -> None:
    hecha = entera("ejemplo-vigilancia")
    [titular] = hecha.perfiles
    perfil = texto(check(hecha.paginas[f"candidaturas/{titular.folio}"]))
    suyas = titular.formula.candidaturas.exclude(pk=titular.pk)
    assert [f.calidad_dicha for f in suyas] == ["suplente 1", "suplente 2", "suplente 3"]
    assert f"Si falta, ocupa el cargo: {suyas[0].nombre}. Suplente 2: {suyas[1].nombre}." in perfil
    assert f"Suplente 3: {suyas[2].nombre}" in perfil
    assert "¿Cuántas hectáreas riega? 12" in perfil
    assert "26 de mayo de 2027" in perfil
    assert "Maíz" in perfil
    boleta = texto(check(hecha.paginas[f"contiendas/{titular.formula.contienda.clave}"]))
    assert [boleta.index(f.nombre) for f in suyas] == sorted(boleta.index(f.nombre) for f in suyas)
    assert "módulo de riego" in boleta
    assert _dicen(hecha, "municipio") == []
    cifras = texto(check(hecha.paginas["estadistica"]))
    assert "5 a 19" in cifras


@pytest.mark.simulacro
@pytest.mark.parametrize("clave", ["durango-2026-2027", "ejemplo-gubernatura"])
def test_la_carpeta_sin_nada_propio_se_recorre_entera(entera: Callable[[str], Recorrida], clave: str) -> None:
    assert entera(clave).altas > 0


def test_ninguna_carpeta_se_queda_sin_recorrer() -> None:
    """Las de Durango ya publicadas las recorren todas las demás pruebas; la federal, su simulacro."""
    aparte = {"durango-2021-2022", "durango-2023-2024", "ejemplo-federal"}
    recorridas = set(re.findall(r'"((?:durango|ejemplo)-[a-z0-9-]+)"', Path(__file__).read_text("utf-8")))
    assert recorridas >= {p.parent.name for p in PROCESOS.glob("*/proceso.toml")} - aparte
