"""Buscar y comparar en un servidor de archivos común: con el navegador contestan lo mismo que el lector."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from conoceles.lector.busqueda import pagina_buscar
from conoceles.lector.comparar import pagina_comparar
from conoceles.publicacion.busqueda import buscador, palabras
from conoceles.publicacion.lectura.fichas import CampoPublico, Ficha, SeccionPublica
from conoceles.publicacion.lectura.retrato import Foto
from publicacion.fichas_de_prueba import ALIANZA, VERDE, ficha
from publicacion.sin_lector import dejar, partes, servidor_comun
from taller.demo import textos
from taller.demo.nombres import nombre as inventar
from taller.navegador import chromium

pytestmark = pytest.mark.navegador
DICHAS = (
    "agua Águas aguacate pan panadería morena salud saludable Ana Anabel verde vida niñez pingüino 2024 m² de la "
    "comunidad comunitaria comercio común straße D'Artagnan ªlfa & <b> «cierto» transporte público; salud. más"
).split()  # fmt: skip
SUELTAS = ("", "agua", "ag", "co", "comu", "pan", "morena", "ana", "de la", "0123", "0999", "sección 12", "?!", "strasse", "tranporte",
           "VE", "verde vida", "partido verde vida", "anabl", "durango", "distrito 2", "agua salud pan de la niñez", "zzz")  # fmt: skip
FILTROS = {
    "fuerza": ["AZ", "VE", "otra"],
    "sexo": ["mujer", "hombre"],
    "municipio": ["005", "007"],
    "informacion": ["si"],
}
TANTAS = 150


def azarosa(azar: Random, n: int) -> Ficha:
    def dicho(clave: str, hasta: int) -> CampoPublico:
        return CampoPublico(clave, clave, (" ".join(azar.choices(DICHAS, k=azar.randint(0, hasta))),))

    secciones = (
        SeccionPublica("propuestas", "P", (dicho("propuesta_1", 60), dicho("metas", 4)), de_propuestas=True),
        SeccionPublica("historia", "H", (dicho("historia", 60),)),
    )
    lugar = azar.choice(
        ({"distrito": 1}, {"distrito": 2, "contienda": "distrito-2", "municipios": ("005", "007")})
    )
    cambios: dict[str, Any] = {
        "sexo": azar.choice(("mujer", "hombre")),
        "edad": azar.choice((None, 25, 61)),
        **lugar,
    }
    nombre = (
        f"{azar.choice(('Ana', 'Anabel', 'José', 'María'))} {azar.choice(('Núñez', 'Pérez', 'Vida'))} {n}"
    )
    return ficha(f"F{n}", nombre, secciones=secciones, fuerza=azar.choice((ALIANZA, VERDE)), **cambios)


def consultas(azar: Random) -> list[str]:
    """Las de siempre y otras al azar, con filtros y páginas."""
    hechas = [urlencode({"q": q}) for q in SUELTAS]
    for _ in range(60):
        q = " ".join(azar.choices(DICHAS, k=azar.randint(0, 3)))
        pares = [("q", q[: azar.randint(0, len(q))])]
        pares += [(c, azar.choice(v)) for c, v in FILTROS.items() if azar.random() < 0.3]
        hechas.append(urlencode([*pares, ("pagina", str(azar.choice((1, 1, 2, 9))))]))
    return hechas


@pytest.fixture(scope="module")
def navegador() -> Any:
    with chromium() as uno:
        yield uno


def abierta(navegador: Browser, direccion: str) -> Page:
    pagina = navegador.new_page()
    pagina.goto(direccion)
    return pagina


def pedir(pagina: Page, que: str, consulta: str) -> str:
    guion = "document.querySelector('[data-guion]').dataset.guion"
    orden = f"import(new URL({guion}, location.href)).then((g) => g.{que}({json.dumps('?' + consulta)}))"
    return str(pagina.evaluate(orden))


# Lo mismo que `partes`, entendido por el propio navegador: aquí se comparan cientos.
PARTES = """([html, marcas]) => Object.fromEntries(
  [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(marcas.map((m) => `[${m}]`))].map((elemento) => {
    const marca = marcas.find((m) => elemento.hasAttribute(m));
    return [elemento.getAttribute(marca) || marca, elemento.innerHTML.replace(/\\s+/g, " ").trim().replaceAll("> <", "><")];
  }))"""


def entendidas(pagina: Page, html: str) -> dict[str, str]:
    return dict(pagina.evaluate(PARTES, [html, ["data-cambia", "data-filtros"]]))


@pytest.mark.parametrize("semilla", range(3))
def test_sin_lector_y_con_lector_contestan_lo_mismo(
    navegador: Browser, tmp_path: Path, semilla: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(palabras, "MAXIMO", (40, 400, 6_000)[semilla])  # de muy partido a sin partir
    monkeypatch.setattr(palabras, "POR_BLOQUE", (25, TANTAS, 40)[semilla])  # y de varios bloques a uno
    azar = Random(semilla)
    indice = dejar(tmp_path / "sitio", [azarosa(azar, n) for n in range(TANTAS)])
    with servidor_comun(tmp_path / "sitio") as direccion:
        pagina = abierta(navegador, f"{direccion}buscar/")
        for consulta in consultas(azar):
            debido = entendidas(pagina, pagina_buscar(indice, consulta))
            hecho = entendidas(pagina, pedir(pagina, "buscar", consulta))
            assert hecho.keys() == debido.keys() == {"activos", "resumen", "resultados", "primeros", "demas"}
            for parte, suyo in debido.items():
                assert hecho[parte] == suyo, (consulta, parte)


def test_sin_lector_se_compara_igual(navegador: Browser, tmp_path: Path) -> None:
    azar = Random(5)
    indice = dejar(tmp_path / "sitio", [azarosa(azar, n) for n in range(30)])
    with servidor_comun(tmp_path / "sitio") as direccion:
        pagina = abierta(navegador, f"{direccion}comparar/")
        for folios in (
            ["F1"],
            ["F1", "F2"],
            ["F3", "F1", "F2", "F4"],
            ["F1", "F2", "F3", "F4", "F5"],
            ["F1", "<b>"],
            [],
        ):
            consulta = urlencode([("c", f) for f in folios])
            con_lector = pagina_comparar(indice, consulta)
            desde, hasta = (
                con_lector.index("<div>", con_lector.index("entrada")),
                con_lector.index("<section"),
            )
            debido = partes(
                f"<div data-x>{con_lector[desde + 5 : con_lector.rindex('</div>', desde, hasta)]}</div>",
                "data-x",
            )
            hecho = partes(f"<div data-x>{pedir(pagina, 'comparar', consulta)}</div>", "data-x")
            assert hecho == debido, folios


def test_eva_busca_filtra_y_compara_en_un_servidor_comun(navegador: Browser, tmp_path: Path) -> None:
    azar = Random(9)
    indice = dejar(tmp_path / "sitio", [azarosa(azar, n) for n in range(TANTAS)])
    with servidor_comun(tmp_path / "sitio") as direccion:
        pagina = abierta(navegador, f"{direccion}buscar/?q=agua&sexo=mujer")
        pagina.wait_for_selector(".tarjetas li")
        assert pagina.input_value("#q") == "agua"
        assert pagina.input_value("[name=sexo]") == "mujer"
        antes = pagina.inner_text("[data-cambia=resumen]")
        pagina.eval_on_selector("details[data-ancho]", "(d) => { d.open = true; }")
        pagina.select_option("[name=fuerza]", "VE")  # al momento, sin recargar
        pagina.wait_for_function(
            "(antes) => document.querySelector('[data-cambia=resumen]').innerText !== antes", arg=antes
        )
        assert "fuerza=VE" in pagina.url
        assert (
            pagina.inner_text("[data-cambia=resumen]").replace("\xa0", " ")
            == partes(pagina_buscar(indice, "q=agua&sexo=mujer&fuerza=VE"), "data-cambia")["resumen"]
        )
        pagina.goto(f"{direccion}comparar/?c=F1&c=F2")
        pagina.wait_for_selector("table.comparar")


def test_sin_javascript_quedan_las_listas(navegador: Browser, tmp_path: Path) -> None:
    dejar(tmp_path / "sitio", [ficha("F1", "Ana")])
    with (
        servidor_comun(tmp_path / "sitio") as direccion,
        navegador.new_context(java_script_enabled=False) as sin,
    ):
        pagina = sin.new_page()
        pagina.goto(f"{direccion}buscar/?q=ana")
        assert "recorra las listas" in pagina.inner_text("main")
        assert pagina.locator("main a[href='../candidaturas/']").count()
        pagina.goto(f"{direccion}comparar/?c=F1")
        assert "cada boleta muestra las propuestas" in pagina.inner_text("main")


def como_las_de_la_demo(azar: Random, n: int, usados: set[str]) -> Ficha:
    """Con textos del largo de los de verdad, retrato y repartida en boletas de distrito y de lista."""
    sexo = azar.choice(("mujer", "hombre"))
    quien = " ".join(inventar(azar, sexo, usados))
    dicho = textos.curricular(azar, quien, "005", completo=True)
    secciones = tuple(
        SeccionPublica(
            clave,
            clave,
            tuple(
                CampoPublico(c, c, (v,), compara=len(v) > 99) for c, v in suyo.items() if isinstance(v, str)
            ),
            de_contacto=clave == "contacto",
            de_propuestas=clave == "propuestas",
        )
        for clave, suyo in dicho.items()
    )
    retrato = azar.randbytes(32).hex()
    cambios: dict[str, Any] = {
        "sexo": sexo,
        "edad": azar.randint(21, 75),
        "fuerza": azar.choice((ALIANZA, VERDE)),
        "contienda": f"distrito-{n // 100}",
        "contienda_nombre": f"Diputación del distrito {n // 100}",
        "distrito": n // 100,
        "municipios": azar.choice((("005",), ("007",))),
        "foto": Foto(retrato),
        "con_informacion": True,
        "secciones": secciones,
    }
    return ficha(azar.randbytes(4).hex()[:7], quien, **cambios)


@pytest.mark.lenta
def test_la_primera_consulta_entre_tres_mil_pesa_menos_de_cuarenta_kilobytes(
    navegador: Browser, tmp_path: Path
) -> None:
    azar, usados = Random(3), set[str]()
    fichas = [como_las_de_la_demo(azar, n, usados) for n in range(3_000)]
    dejar(tmp_path / "sitio", fichas, como=buscador.entrada)
    with servidor_comun(tmp_path / "sitio") as direccion:
        for q in ("agua", "comunidad", "martínez", "salud y agua", "co", "xochitl", ""):
            pagina = navegador.new_page()
            pesos: list[int] = []
            pagina.on(
                "response",
                lambda r, pesos=pesos: (
                    pesos.append(int(r.headers["content-length"])) if "/indice/" in r.url else None
                ),
            )
            pagina.goto(f"{direccion}buscar/?{urlencode({'q': q})}")
            pagina.wait_for_selector(".tarjetas li, [data-cambia=resultados] .prosa")
            assert len(pesos) > 2
            assert sum(pesos) <= 40_000, (q, pesos)
            pagina.close()
