"""Ayuntamientos y judicial el mismo día: se cargan, se capturan, se revisan y se publican las dos, y nada se cruza."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import personas
from conoceles.avisos.operaciones import anotar, repartir
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.alcances import ambito_de
from conoceles.candidaturas.designaciones import Oficio, designar
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.models import Correo
from conoceles.cuentas.models import Designacion
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.estadistica.consultas import publica
from conoceles.expediente.actos import decisiones
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.consultas import acuse
from conoceles.expediente.documentos import acuse_pdf, formatos_pdf
from conoceles.expediente.transiciones import sincronizar
from conoceles.informes import consultas
from conoceles.informes import operaciones as informes
from conoceles.informes.models import Informe
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.consultas import definicion
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion.publicador import publicar, publicar_raiz
from leyes.juez import texto_de_pdf
from paginas import check, texto
from personas import CORA, DINA, SISTEMA, capturar, dentro, enviar, titular
from recorridos.padron_de_carpeta import escribir

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.nucleo.alcance import Alcance

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("base")]
AHORA = datetime.fromisoformat("2025-04-14T10:00:00-06:00")
DOS = ("durango-ayuntamientos-2025", "durango-judicial-2025")


@dataclass
class Vivida:
    """Una elección con todo su camino hecho: lo suyo y lo que de la otra no debe aparecer."""

    clave: str
    nombre: str
    publicadas: list[Candidatura]
    suyo: set[str]  # folios y nombres de su padrón

    def ajeno(self, otra: Vivida) -> set[str]:
        """Lo que solo es de la otra: dos personas de dos elecciones pueden llamarse igual."""
        return {f for f in otra.suyo if f not in self.suyo}


@pytest.fixture
def dos(datos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Vivida]:
    secretos.crear_faltantes()
    sincronizar()
    monkeypatch.setattr(personas, "de_partido", _responde)
    with reloj.congelado(AHORA):
        for clave in DOS:  # las dos cargadas y con padrón antes de que nadie capture: se viven a la vez
            _cargar(clave, tmp_path / f"{clave}.csv")
        hechas = {clave: _vivir(clave) for clave in DOS}
        for clave in DOS:
            publicar(clave, ahora=AHORA)
            informes.generar(tipo="avance", proceso=clave, corte=AHORA, por=DINA, ahora=AHORA)
        publicar_raiz(AHORA)
        anotar()
        repartir(ahora=AHORA.replace(hour=11))
    return hechas


def _responde(candidatura: Candidatura, de_partido: Any = personas.de_partido) -> Alcance:
    return de_partido(candidatura) if candidatura.formula.responde_id else titular(candidatura)


def _cargar(clave: str, padron: Path) -> None:
    cargar(RAIZ_PROYECTO / "procesos" / clave, por=SISTEMA, ahora=AHORA, inventado=True)
    cuantas = escribir(padron, definicion(clave), por_cargo=2, fuerzas=3)
    informe = importar(padron, proceso=clave, simular=False, por=SISTEMA, ahora=AHORA)
    assert (informe.errores, informe.altas) == ([], cuantas)


def _vivir(clave: str) -> Vivida:
    todas = Candidatura.objects.filter(proceso=clave).select_related("persona", "formula__contienda")
    perfiles = list(todas.filter(calidad="propietaria").order_by("folio")[:3])
    for fila in perfiles:
        _designar(fila)
        capturar(fila, AHORA)
        enviar(fila, AHORA)
        decisiones.tomar(candidatura=fila, por=CORA, ahora=AHORA)
        decisiones.validar(candidatura=fila, por=CORA, ahora=AHORA)
    suyo = {dicho for fila in todas for dicho in (fila.folio, fila.nombre)}
    return Vivida(clave, definicion(clave).nombre, perfiles, suyo)


def _designar(fila: Candidatura) -> None:
    """Una cuenta de la misma persona para cuanto responda en cada elección, ya recibida: a ella se le avisa."""
    ambito = ambito_de(fila.formula)
    if not Designacion.objects.filter(ambito=ambito).exists():
        correo = f"{ambito.replace(':', '-')}@prueba.mx"
        designar(
            proceso=fila.proceso, ambito=ambito, nombre="Ana", correo=correo,
            oficio=Oficio("1", AHORA.date()), por=DINA, ahora=AHORA,
        )  # fmt: skip


def _pares(dos: dict[str, Vivida]) -> list[tuple[Vivida, Vivida]]:
    una, otra = (dos[clave] for clave in DOS)
    return [(una, otra), (otra, una)]


def _lo_publicado_de_cada_una_no_trae_nada_de_la_otra(dos: dict[str, Vivida], datos: Path) -> None:
    """Páginas, datos abiertos, índices de búsqueda y estadística: todo archivo que se sirve."""
    for suya, otra in _pares(dos):
        actual = (datos / "sitio" / suya.clave / "actual").resolve()
        archivos = [p for p in actual.rglob("*") if p.is_file() and p.suffix not in (".gz", ".br", ".zst")]
        juntos = {str(p.relative_to(actual)): p.read_bytes().decode("utf-8", "ignore") for p in archivos}
        assert len(juntos) > 100
        for fila in suya.publicadas:
            assert fila.nombre in juntos[f"candidaturas/{fila.folio}/index.html"]
        ajeno = suya.ajeno(otra)
        assert len(ajeno) > 30
        cruzado = {
            ruta for ruta, dicho in juntos.items() if any(a in dicho for a in ajeno) or otra.clave in dicho
        }
        assert cruzado == set()


def _cada_estadistica_cuenta_solo_las_suyas(dos: dict[str, Vivida]) -> None:
    for suya, _ in _pares(dos):
        with reloj.congelado(AHORA):
            [captura] = [i for i in publica(suya.clave) if i["id"] == "captura.cargo"]
        cuantas = Candidatura.objects.filter(proceso=suya.clave).count()
        assert (captura["denominador"], sum(c["valor"] for c in captura["celdas"])) == (cuantas, 3)


def _la_bitacora_y_los_correos_son_de_una(dos: dict[str, Vivida]) -> None:
    de = dict(Candidatura.objects.values_list("folio", "proceso_id"))
    for base in ("default", "identidad"):
        for folio, proceso in Entrada.objects.using(base).exclude(folio="").values_list("folio", "proceso"):
            assert de[folio] == proceso
    for suya, otra in _pares(dos):
        suyos = list(Correo.objects.filter(proceso=suya.clave))
        assert suyos
        for correo in suyos:
            assert suya.nombre in correo.texto
            assert correo.asunto.endswith(suya.nombre)
            assert not [a for a in suya.ajeno(otra) if a in correo.texto]
            assert otra.nombre not in correo.texto


def _ningun_reporte_mezcla(dos: dict[str, Vivida]) -> None:
    for suya, otra in _pares(dos):
        [informe] = Informe.objects.filter(proceso=suya.clave, tipo="avance")
        dicho = " ".join(texto_de_pdf(consultas.archivo(informe, "pdf")).split())
        assert suya.nombre in dicho
        assert otra.nombre not in dicho
        assert not [a for a in suya.ajeno(otra) if a in dicho]


def _dina() -> Client:
    quien = crear_cuenta(
        correo="dina@prueba.mx", clave=None, nombre="Dina", papel="administracion", por=SISTEMA, ahora=AHORA
    )
    return dentro(quien)


PANTALLAS = (
    "revision/", "revision/?grupo=listas", "revision/?grupo=sin_enviar", "revision/hoy/", "revision/ajustes/",
    "revision/formatos/", "revision/evaluacion/", "revision/bitacora/", "revision/padron/", "derechos/", "informes/",
    "informes/entregables/", "difusion/", "accesos/", "contenidos/", "ayuda/capacitacion/", "ayuda/", "avisos/",
)  # fmt: skip


def _ninguna_pantalla_de_una_ensena_a_la_otra(dos: dict[str, Vivida]) -> None:
    dina = _dina()
    with reloj.congelado(AHORA):
        for suya, otra in _pares(dos):
            for ruta in PANTALLAS:
                respuesta = dina.get(f"/eleccion/{suya.clave}/{ruta}")
                assert respuesta.status_code == 200, ruta
                dicho = texto(check(respuesta.content))
                assert suya.nombre in dicho, ruta
                assert not [a for a in suya.ajeno(otra) if a in dicho], ruta
            for fila in otra.publicadas:
                assert dina.get(f"/eleccion/{suya.clave}/revision/{fila.folio}/").status_code == 404
            ajeno = Informe.objects.get(proceso=otra.clave, tipo="avance")
            assert dina.get(f"/eleccion/{suya.clave}/informes/{ajeno.pk}/pdf/").status_code == 404


def _la_portada_del_instituto_tiene_las_dos_en_curso(dos: dict[str, Vivida], datos: Path) -> None:
    portada = (datos / "sitio" / "_raiz" / "actual" / "index.html").read_text("utf-8")
    dicho = texto(check(portada))
    assert "Hay 2 elecciones en curso." in dicho
    for suya, _ in _pares(dos):
        assert f'href="{suya.clave}/"' in portada
        assert suya.nombre in dicho
    assert "Elecciones anteriores" not in dicho
    pie = portada.split("<footer", 1)[1]
    de_cada_una = {suya.clave: pie.count(f'<a href="{suya.clave}/') for suya, _ in _pares(dos)}
    assert len(set(de_cada_una.values())) == 1, "ningún enlace del pie lleva solo a una sin decirlo"


def _desde_cada_pagina_se_llega_a_las_demas_elecciones(dos: dict[str, Vivida], datos: Path) -> None:
    """Cuelgan todas de una raíz: el enlace sube justo los niveles que hacen falta."""
    for suya, _ in _pares(dos):
        actual = datos / "sitio" / suya.clave / "actual"
        for pagina in actual.rglob("index.html"):
            if "incrustar" not in pagina.parts and "boleta" not in pagina.name:
                [enlace] = re.findall(r'href="([./]+)">Todas las elecciones<', pagina.read_text("utf-8"))
                sube = Path(suya.clave) / pagina.parent.relative_to(actual) / enlace
                assert os.path.normpath(sube) == ".", pagina


def _la_judicial_no_habla_de_partidos(datos: Path) -> None:
    """Salvo donde la documentación para programas enumera los tipos de quien postula."""
    actual = datos / "sitio" / DOS[1] / "actual"
    paginas = [p for p in actual.rglob("index.html") if p.parent.name != "api"]
    leidas = {p.parent.relative_to(actual): texto(check(p.read_text("utf-8"))) for p in paginas}
    dichos = {p: re.findall(r".{0,30}\b(?:partidos?|coalici).{0,30}", dicho) for p, dicho in leidas.items()}
    assert {p: d for p, d in dichos.items() if d} == {}


def _cada_papel_dice_su_eleccion(dos: dict[str, Vivida]) -> None:
    for suya, otra in _pares(dos):
        eleccion, fila = definicion(suya.clave), suya.publicadas[0]
        papeles = {
            "aviso": formatos_pdf.aviso(eleccion, "integral", momento=AHORA),
            "en blanco": formatos_pdf.consentimiento(eleccion, None, momento=AHORA),
            "acuse": acuse_pdf.generar(acuse(DINA, fila.folio)),
        }
        leidos = {nombre: texto_de_pdf(octetos) for nombre, octetos in papeles.items()}
        assert [n for n, dicho in leidos.items() if suya.nombre not in dicho or otra.nombre in dicho] == []


def test_dos_elecciones_a_la_vez_no_se_cruzan(dos: dict[str, Vivida], datos: Path) -> None:
    """Una sola vida y todas sus comprobaciones: prepararla es lo que tarda."""
    _lo_publicado_de_cada_una_no_trae_nada_de_la_otra(dos, datos)
    _la_portada_del_instituto_tiene_las_dos_en_curso(dos, datos)
    _desde_cada_pagina_se_llega_a_las_demas_elecciones(dos, datos)
    _la_judicial_no_habla_de_partidos(datos)
    _cada_papel_dice_su_eleccion(dos)
    _cada_estadistica_cuenta_solo_las_suyas(dos)
    _la_bitacora_y_los_correos_son_de_una(dos)
    _ningun_reporte_mezcla(dos)
    _ninguna_pantalla_de_una_ensena_a_la_otra(dos)


SIN_ELECCION = {
    "codigos.typ": "los códigos de una cuenta, que entra a todas",
    "grafica.typ": "va dentro de un informe",
}


def test_toda_plantilla_que_se_imprime_dice_de_que_eleccion_es() -> None:
    plantillas = list((RAIZ_PROYECTO / "src" / "conoceles").rglob("*.typ"))
    assert len(plantillas) > 12
    callan = {p.name for p in plantillas if not re.search(r"d\.(proceso|eleccion)", p.read_text("utf-8"))}
    assert callan == set(SIN_ELECCION)
