"""Cada carpeta de `procesos/`: se carga, entra su padrón inventado, se captura, se revisa, se publica y se mira."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

import personas
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from leyes.juez import fuera_de_fecha, texto_de_pdf
from paginas import check, texto
from personas import CORA, DINA, LARGO, SISTEMA, capturar, enviar, titular
from recorridos.padron_de_carpeta import escribir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.nucleo.alcance import Alcance
    from conoceles.proceso.definicion import Definicion

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("base")]
PROCESOS = RAIZ_PROYECTO / "procesos"
# Las de Durango ya publicadas las recorren todas las demás pruebas; la federal, su simulacro.
APARTE = {"durango-2021-2022", "durango-2023-2024", "ejemplo-federal"}
CARPETAS = sorted(p.parent.name for p in PROCESOS.glob("*/proceso.toml") if p.parent.name not in APARTE)


@dataclass
class Recorrida:
    """La elección publicada: sus páginas y sus papeles."""

    eleccion: Definicion
    ahora: datetime
    altas: int
    perfiles: list[Candidatura]
    paginas: dict[str, str] = field(default_factory=dict)
    papeles: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def recorrer(datos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    from conoceles.expediente.transiciones import sincronizar

    secretos.crear_faltantes()
    sincronizar()
    monkeypatch.setattr(personas, "de_partido", _responde)

    def _recorrer(clave: str, **medidas: int) -> Recorrida:
        return _vida(clave, datos, tmp_path / "padron.csv", {"por_cargo": 2, "fuerzas": 3} | medidas)

    return _recorrer


def _responde(candidatura: Candidatura, de_partido: Any = personas.de_partido) -> Alcance:
    """El partido; donde no hay, la propia persona."""
    return de_partido(candidatura) if candidatura.formula.responde_id else titular(candidatura)


def _vida(clave: str, datos: Path, padron: Path, medidas: dict[str, int]) -> Recorrida:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.actos import decisiones
    from conoceles.expediente.actos.importacion import importar
    from conoceles.proceso.carga import leer_carpeta
    from conoceles.proceso.operaciones import cargar
    from conoceles.publicacion.publicador import publicar

    eleccion = leer_carpeta(PROCESOS / clave)
    dia = eleccion.calendario.dia("captura_inicio")
    assert dia is not None
    ahora = datetime(dia.year, dia.month, dia.day, 10, tzinfo=ZoneInfo(eleccion.calendario.zona)) + timedelta(
        5
    )
    with reloj.congelado(ahora):
        cargar(PROCESOS / clave, por=SISTEMA, ahora=ahora, inventado=True)
        cuantas = escribir(padron, eleccion, **medidas)
        informe = importar(padron, proceso=clave, simular=False, por=SISTEMA, ahora=ahora)
        assert (informe.errores, informe.altas) == ([], cuantas), informe.frase_de_errores()
        perfiles = _una_por_cargo(eleccion)
        for fila in perfiles:
            capturar(fila, ahora)
            enviar(fila, ahora)
            decisiones.tomar(candidatura=fila, por=CORA, ahora=ahora)
            decisiones.validar(candidatura=fila, por=CORA, ahora=ahora)
        publicar(clave, ahora=ahora)
    actual = datos / "sitio" / clave / "actual"
    hecha = Recorrida(eleccion, ahora, informe.altas, perfiles)
    hecha.paginas = {
        str(p.parent.relative_to(actual)): p.read_text("utf-8") for p in sorted(actual.rglob("index.html"))
    }
    hecha.papeles = _papeles(hecha, actual)
    assert Candidatura.objects.filter(proceso=clave, estado="publicada").count() == len(perfiles)
    return hecha


def _una_por_cargo(eleccion: Definicion) -> list[Candidatura]:
    from conoceles.candidaturas.models import Candidatura

    todas = Candidatura.objects.filter(proceso=eleccion.clave, calidad="propietaria")
    return [f for c in eleccion.cargos if (f := todas.filter(formula__contienda__cargo=c.clave).first())]


def _papeles(hecha: Recorrida, actual: Path) -> dict[str, str]:
    """Los avisos en PDF, el acuse de cada envío y los correos."""
    from conoceles.correo.models import Correo
    from conoceles.expediente.consultas import acuse
    from conoceles.expediente.documentos.acuse_pdf import generar

    dichos = {p.name: texto_de_pdf(p.read_bytes()) for p in actual.rglob("*.pdf")}
    for fila in hecha.perfiles:
        dichos[f"acuse {fila.folio}"] = texto_de_pdf(generar(acuse(DINA, fila.folio)))
    return dichos | {f"correo {c.pk}": f"{c.asunto} {c.cuerpo}" for c in Correo.objects.all()}


@pytest.mark.parametrize("clave", CARPETAS)
def test_la_carpeta_se_recorre_entera(recorrer: Any, clave: str) -> None:
    hecha = recorrer(clave)
    for html in hecha.paginas.values():
        check(html)
    for fila in hecha.perfiles:
        perfil = texto(check(hecha.paginas[f"candidaturas/{fila.folio}"]))
        assert LARGO[:60] in perfil
        assert fila.nombre in perfil
    dia = hecha.eleccion.calendario.dia_local(hecha.ahora)
    dichos = hecha.paginas | hecha.papeles
    assert {n: mal for n, dicho in dichos.items() if (mal := fuera_de_fecha(dicho, dia))} == {}
    assert not [n for n, dicho in dichos.items() if "[[derecho" in dicho]


def test_ayuntamientos_son_39_planillas_con_su_ficha(recorrer: Any) -> None:
    hecha = recorrer("durango-ayuntamientos-2025", por_cargo=2)
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
    regidora = next(f for f in _de(primera.clave) if f.formula.posicion == 4)
    assert "Regiduría 2" in texto(check(hecha.paginas[f"candidaturas/{regidora.folio}"]))


def _de(contienda: str) -> list[Candidatura]:
    from conoceles.candidaturas.models import Candidatura

    return list(Candidatura.objects.filter(formula__contienda__clave=contienda, calidad="propietaria"))


def test_en_la_judicial_no_hay_partidos_ni_suplentes_y_se_marcan_varias(recorrer: Any) -> None:
    hecha = recorrer("durango-judicial-2025")
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


def test_una_alcaldia_no_se_llama_municipio(recorrer: Any) -> None:
    hecha = recorrer("ejemplo-alcaldias")
    for ruta in ("contiendas/alcaldia-azcapotzalco", "contiendas/concejalia-rp-azcapotzalco", "."):
        dicho = texto(check(hecha.paginas[ruta]))
        assert "municipio" not in dicho.lower(), ruta
    assert "toda la alcaldía" in texto(check(hecha.paginas["contiendas/concejalia-rp-azcapotzalco"]))
    assert "en la alcaldía" in texto(check(hecha.paginas["contiendas/alcaldia-azcapotzalco"]))
    assert "Alcaldía Azcapotzalco" in hecha.paginas["contiendas/alcaldia-azcapotzalco"]


def test_en_cada_municipio_captura_quien_dice_su_convenio(recorrer: Any) -> None:
    recorrer("ejemplo-alianzas")
    responden = {(f.formula.contienda.municipio, f.formula.fuerza.siglas): f.formula.responde.siglas
                 for c in ("presidencia-abala", "presidencia-acanceh") for f in _de(c)}  # fmt: skip
    assert responden["001", "PAN-PRI"] == "PAN"
    assert responden["002", "PAN-PRI"] == "PRI"
    assert responden["001", "PVEM-PT-MORENA"] == "MORENA"
    assert responden["002", "PT-MORENA"] == "PT"


def test_el_lugar_que_la_planilla_no_tiene_no_entra(recorrer: Any, tmp_path: Path, ahora: datetime) -> None:
    from conoceles.expediente.actos.importacion import importar
    from conoceles.proceso.operaciones import cargar

    cargar(PROCESOS / "durango-ayuntamientos-2025", por=SISTEMA, ahora=ahora, inventado=True)
    padron = tmp_path / "uno.csv"
    renglon = "Regiduría,,Canelas,PT,7,Ana,Pérez,Pérez,propietaria,mujer,17/05/1980"
    padron.write_text(
        "CARGO,DISTRITO,MUNICIPIO,PARTIDO,NUM_LISTA_O_FORMULA,NOMBRE,PRIMER APELLIDO,SEGUNDO APELLIDO,CARACTER,SEXO,"
        f"FECHA DE NACIMIENTO\n{renglon}\n", "utf-8",
    )  # fmt: skip
    informe = importar(padron, proceso="durango-ayuntamientos-2025", simular=True, por=SISTEMA, ahora=ahora)
    assert [e.codigo for e in informe.errores] == ["FUERA_DE_LA_PLANILLA"]
    assert "tiene 8 puestos y ninguno es «Regiduría 7»" in informe.errores[0].mensaje
