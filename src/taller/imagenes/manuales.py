"""Las imágenes de los manuales: cada papel ante sus pantallas, con las cuentas de la demostración."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from taller.imagenes.captura import entrar

ESCRITORIO, TELEFONO = (1100, 760), (390, 780)
Toma = tuple[str, bytes]
Recorrido = Callable[["Visita"], Iterator[Toma]]


class Visita:
    """Una cuenta en su navegador. `ver` da la imagen de lo que hay delante."""

    def __init__(self, pagina: Page, puerto: int) -> None:
        self.pagina, self.casa = pagina, f"http://localhost:{puerto}"

    def ir(self, ruta: str) -> None:
        self.pagina.goto(self.casa + ruta, wait_until="networkidle")

    def elegir(self, selector: str) -> None:
        """Pulsa el primero que coincide y espera la página."""
        self.pagina.locator(selector).first.click()
        self.pagina.wait_for_load_state("networkidle")

    def ver(self, nombre: str, desde: str = "") -> Toma:
        """Con `desde`, la pantalla empieza donde está ese texto."""
        if desde:
            self.pagina.get_by_text(desde).first.evaluate("n => window.scrollTo(0, n.offsetTop - 24)")
        return nombre, self.pagina.screenshot()


def tomas(navegador: Browser, puerto: int, datos: Path) -> Iterator[Toma]:
    """Nombre (`<manual>-<pantalla>`) y PNG de cada imagen, en el orden en que unas preparan a otras."""
    for correo, medida, recorrido in RECORRIDOS:
        contexto = navegador.new_context(
            viewport={"width": medida[0], "height": medida[1]},
            device_scale_factor=1 if medida is ESCRITORIO else 2,
            locale="es-MX",
            reduced_motion="reduce",
        )
        pagina = contexto.new_page()
        entrar(pagina, puerto, datos, correo)
        yield from recorrido(Visita(pagina, puerto))
        contexto.close()


def _partido(v: Visita) -> Iterator[Toma]:
    v.ir("/")
    yield v.ver("partidos-lista")
    v.elegir(".lista-tareas li:has-text('En captura') a")
    yield v.ver("partidos-tareas")
    v.ir(v.pagina.url.removeprefix(v.casa) + "verificar/")
    yield v.ver("partidos-verificar")
    v.ir("/ayuda/pedir/?pagina=/herramientas/")
    v.pagina.fill("#texto", "Cargué la hoja de cálculo y dice que un renglón no es mío. ¿Qué reviso?")
    v.elegir("button.boton--primario")


def _candidata(v: Visita) -> Iterator[Toma]:
    v.ir("/")  # entra a su candidatura, no a una lista
    tareas = v.pagina.url.removeprefix(v.casa)
    v.ir(f"{tareas}aviso/")
    if v.pagina.locator("#leido").count():
        v.pagina.check("#leido")
        v.elegir("button.boton--primario")
    v.ir(tareas)
    yield v.ver("candidaturas-tareas")
    v.ir(f"{tareas}identidad/")
    yield v.ver("candidaturas-identidad", desde="¿Se identifica")


def _independiente(v: Visita) -> Iterator[Toma]:
    v.ir("/")
    yield v.ver("independientes-lista")


def _revision(v: Visita) -> Iterator[Toma]:
    v.ir("/revision/hoy/")
    yield v.ver("revision-hoy")
    v.ir("/revision/")
    yield v.ver("revision-cola")
    v.elegir(".lista-tareas a")
    yield v.ver("revision-expediente", desde="Historia profesional")


def _administracion(v: Visita) -> Iterator[Toma]:
    v.ir("/revision/")
    v.elegir(".lista-tareas a")
    v.ir(v.pagina.url.removeprefix(v.casa) + "actos/")
    yield v.ver("administracion-actos")
    v.ir("/accesos/")
    yield v.ver("administracion-accesos")
    v.ir("/ayuda/capacitacion/")
    sesion = {
        "fecha": "2024-04-10",
        "tema": "Captura de los cuestionarios",
        "imparte": "Unidad de Transparencia",
    }
    for campo, valor in sesion.items():
        v.pagina.fill(f"#{campo}", valor)
    v.pagina.select_option("#publico", "partidos")
    v.elegir("button.boton--primario")
    v.pagina.fill("#lista", "Ana Inventada; Partido Inventado\nBeto Supuesto; Partido Supuesto")
    v.elegir("button.boton--primario")
    yield v.ver("administracion-capacitacion")


def _consulta(v: Visita) -> Iterator[Toma]:
    v.ir("/revision/hoy/")
    yield v.ver("consulta-hoy")


RECORRIDOS: tuple[tuple[str, tuple[int, int], Recorrido], ...] = (
    ("mc@partido.demo", ESCRITORIO, _partido),
    ("candidata@demo.mx", TELEFONO, _candidata),
    ("independiente@demo.mx", ESCRITORIO, _independiente),
    ("cora@instituto.demo", ESCRITORIO, _revision),
    ("uttaip@instituto.demo", ESCRITORIO, _administracion),
    ("comision@instituto.demo", ESCRITORIO, _consulta),
)
