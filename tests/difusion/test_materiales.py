"""Los materiales, mirados como imagen: iguales para todas, nada cortado ni encimado, nada de identidad."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest
from PIL import Image, ImageColor

from conoceles.difusion import hacer
from conoceles.difusion.catalogo import de_todo
from conoceles.difusion.dibujo import lienzo as de_lienzo
from conoceles.difusion.dibujo.lienzo import Lienzo
from conoceles.difusion.formatos import sello
from conoceles.difusion.lugares import de_mensajes, de_portal
from conoceles.difusion.piezas import Pieza, de_persona
from conoceles.proceso.difusion import MENSAJES
from conoceles.publicacion.lectura.fichas import RespuestaPublica
from conoceles.publicacion.sitio.materiales import para_portales
from conoceles.publicacion.sitio.pagina import sencilla
from difusion import elenco
from taller.demo.retratos import retrato

Caja = tuple[int, int, int, int]
SUPERFICIE_DE_FUERZA = 0.012  # de la imagen: la suma de todas las marcas de una boleta de doce


@pytest.fixture
def fotos(tmp_path: Path) -> Path:
    return elenco.retratos(tmp_path)


@pytest.fixture
def cajas(monkeypatch: pytest.MonkeyPatch) -> list[Caja]:
    """Lo que se escribe o se pega en una imagen, como rectángulos; de lo que se vuelve a empezar, nada."""
    hechas: list[Caja] = []
    nuevo, texto, retrato, qr = (
        de_lienzo.Lienzo.__init__, de_lienzo.Lienzo.texto, de_lienzo.Lienzo.retrato, de_lienzo.Lienzo.qr
    )  # fmt: skip

    def empezado(lienzo, *medidas):  # type: ignore[no-untyped-def]
        hechas.clear()
        nuevo(lienzo, *medidas)

    def escrito(lienzo, x, y, ancho, frase, cuerpo, **mas):  # type: ignore[no-untyped-def]
        for n, linea in enumerate(
            de_lienzo.partir(frase, ancho, cuerpo, mas.get("peso", 400)) if frase else ()
        ):
            largo = de_lienzo.letra(cuerpo, mas.get("peso", 400)).getlength(linea)
            arriba = y + n * de_lienzo.renglon(cuerpo)
            hechas.append((x, arriba, round(x + largo), arriba + cuerpo))
        return texto(lienzo, x, y, ancho, frase, cuerpo, **mas)

    def pegado(lienzo, x, y, ancho, *mas):  # type: ignore[no-untyped-def]
        hechas.append((x, y, x + ancho, y + ancho * 5 // 4))
        return retrato(lienzo, x, y, ancho, *mas)

    def codigo(lienzo, x, y, lado, direccion):  # type: ignore[no-untyped-def]
        hechas.append((x, y, x + lado, y + lado))
        return qr(lienzo, x, y, lado, direccion)

    monkeypatch.setattr(de_lienzo.Lienzo, "__init__", empezado)
    monkeypatch.setattr(de_lienzo.Lienzo, "texto", escrito)
    monkeypatch.setattr(de_lienzo.Lienzo, "retrato", pegado)
    monkeypatch.setattr(de_lienzo.Lienzo, "qr", codigo)
    return hechas


def _imagenes(cuantas: int) -> list[Pieza]:
    """Las de una boleta y sus lugares, y las de sus dos primeras personas: la del nombre más largo y otra."""
    sitio = elenco.sitio(elenco.formulas(cuantas))
    todas = [*de_todo(sitio, elenco.URL), *de_mensajes(sitio, MENSAJES, elenco.URL)]
    return [
        p
        for p in todas
        if p.dibujo not in ("impreso", "muestra") and (p.dibujo != "persona" or "00/" in p.ruta)
    ]


@pytest.mark.parametrize("cuantas", [1, 5, 12])
def test_dibujar_con_los_nombres_mas_largos_no_corta_ni_encima(
    cuantas: int, fotos: Path, cajas: list[Caja]
) -> None:
    for pieza in _imagenes(cuantas):
        cajas.clear()
        with Image.open(io.BytesIO(hacer.una(fotos, pieza))) as imagen:
            ancho, alto = imagen.size
        assert cajas
        borde, arriba = (
            (24, 24) if pieza.dibujo == "portal" else (40, 30)
        )  # lo que va en otro sitio es más bajo
        for n, (x0, y0, x1, y1) in enumerate(cajas):
            dentro = (x0 >= borde, y0 >= arriba, x1 <= ancho - borde, y1 <= alto - arriba)
            assert dentro == (True,) * 4, (pieza.ruta, cajas[n])
            for otra in cajas[n + 1 :]:
                encimadas = x0 < otra[2] and otra[0] < x1 and y0 < otra[3] - 2 and otra[1] < y1 - 2
                assert not encimadas, (pieza.ruta, cajas[n], otra)


@pytest.mark.parametrize("cuantas", [1, 2, 6, 12, 14])
def test_ningun_pie_se_escribe_con_letra_mayor_que_los_nombres(
    cuantas: int, fotos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    escrito, letras = de_lienzo.Lienzo.texto, dict[str, int]()

    def anotar(lienzo, x, y, ancho, frase, cuerpo, **mas):  # type: ignore[no-untyped-def]
        letras[frase] = cuerpo
        return escrito(lienzo, x, y, ancho, frase, cuerpo, **mas)

    monkeypatch.setattr(de_lienzo.Lienzo, "texto", anotar)
    for pieza in (p for p in _imagenes(cuantas) if p.dibujo in ("boleta", "infografia")):
        letras.clear()
        hacer.una(fotos, pieza)
        nombres = {f["nombre"] for f in pieza.datos["cajas"]}
        abajo = {pieza.datos[c] for c in ("institucion", "invitacion", "direccion")}
        abajo |= {frase for frase in letras if str(pieza.datos["lema"]) in frase}
        del_pie = [letras[frase] for frase in abajo if frase in letras]
        assert len(del_pie) >= 3
        assert max(del_pie) <= min(letras[n] for n in nombres), pieza.ruta


@pytest.mark.parametrize("con_foto", [(), ("S00",), ("P00",), ("P00", "S00")])
def test_cada_imagen_es_del_formato_que_dice_su_nombre_tambien_ya_sellada(
    con_foto: tuple[str, ...], fotos: Path
) -> None:
    personas = tuple(
        replace(f, foto=elenco.FOTO if f.folio in con_foto else None) for f in elenco.formulas(2)
    )
    imagenes = [p for p in de_todo(elenco.sitio(personas), elenco.URL) if p.ruta.endswith((".png", ".jpg"))]
    for pieza in imagenes:
        sellada = Image.open(io.BytesIO(sello.poner(pieza, hacer.una(fotos, pieza), b"llave")))
        sellada.load()
        assert sellada.format == {"png": "PNG", "jpg": "JPEG"}[pieza.ruta[-3:]], pieza.ruta


def test_partir_un_texto_no_pierde_ni_una_letra() -> None:
    for texto in (elenco.LARGO, "Supercalifragilistico" * 6, elenco.URL + "candidaturas/DGO-00001/"):
        renglones = de_lienzo.partir(texto, 300, 40, 700)
        assert "".join(renglones).replace(" ", "") == texto.replace(" ", "")
        assert all(de_lienzo.letra(40, 700).getlength(r) <= 301 for r in renglones)


def test_las_tres_medidas_son_las_mismas_con_cara_y_sin_ella(fotos: Path) -> None:
    hechas = {}
    for foto in (elenco.FOTO, None):
        for pieza in de_persona(elenco.SITIO, elenco.ficha("P01", "Ana Paz", foto=foto), elenco.URL):
            with Image.open(io.BytesIO(hacer.una(fotos, pieza))) as imagen:
                hechas[pieza.formato, bool(foto)] = imagen.size, imagen.format
                assert pieza.ruta.endswith("jpg" if foto else "png")
    for formato, medidas in {
        "tarjeta": (1200, 630),
        "cuadrada": (1080, 1080),
        "vertical": (1080, 1920),
    }.items():
        assert hechas[formato, True] == (medidas, "JPEG")
        assert hechas[formato, False] == (medidas, "PNG")


def test_un_perfil_vacio_dice_las_mismas_palabras_que_uno_lleno(fotos: Path) -> None:
    vacio = elenco.ficha("P01", "Ana Paz")
    lleno = replace(vacio, con_informacion=True, estado="completa", edad=40, acuse="A1", huella="x")
    assert list(de_persona(elenco.SITIO, vacio, elenco.URL)) == list(
        de_persona(elenco.SITIO, lleno, elenco.URL)
    )


def test_ningun_material_lleva_una_respuesta_de_identidad() -> None:
    dicha = RespuestaPublica("Autoadscripción", "¿Se considera indígena?", "SECRETO-DE-IDENTIDAD")
    con = tuple(
        replace(f, identidad=(dicha,), identidad_frase="SECRETO-DE-IDENTIDAD") for f in elenco.formulas(3)
    )
    piezas = list(de_todo(elenco.sitio(con), elenco.URL))
    assert "SECRETO" not in json.dumps([[p.datos, p.alternativo, p.ruta] for p in piezas])
    assert piezas == list(de_todo(elenco.sitio(elenco.formulas(3)), elenco.URL))


def test_el_color_de_una_fuerza_es_solo_su_marca(fotos: Path) -> None:
    for pieza in _imagenes(12):
        if pieza.dibujo != "boleta":
            continue
        with Image.open(io.BytesIO(hacer.una(fotos, pieza))) as imagen:
            rgb = imagen.convert("RGB")
        colores = {f.color for f in elenco.FUERZAS}
        de_fuerza = [ImageColor.getrgb(c) for c in colores]
        cuenta = sum(
            n
            for n, color in rgb.getcolors(rgb.width * rgb.height) or []
            if any(max(abs(a - b) for a, b in zip(color, fuerza, strict=True)) < 12 for fuerza in de_fuerza)
        )
        assert 0 < cuenta < rgb.width * rgb.height * SUPERFICIE_DE_FUERZA, pieza.ruta


def test_dos_corridas_dan_los_mismos_octetos(fotos: Path) -> None:
    piezas = list(de_todo(elenco.sitio(elenco.formulas(1)), elenco.URL))
    assert [o for _, o in hacer.todas(piezas, fotos)] == [o for _, o in hacer.todas(piezas, fotos)]


def test_en_varios_procesos_salen_los_mismos_octetos(fotos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    piezas = list(de_todo(elenco.sitio(elenco.formulas(2)), elenco.URL))[:6]
    aqui = [o for _, o in hacer.todas(piezas, fotos)]
    monkeypatch.setattr(hacer, "POCAS", 1)
    assert [o for _, o in hacer.todas(piezas, fotos)] == aqui


def test_toda_pieza_tiene_texto_alternativo_y_su_propio_lugar() -> None:
    piezas = list(de_todo(elenco.sitio(elenco.formulas(12)), elenco.URL))
    assert all(len(p.alternativo) > 20 for p in piezas)
    assert len({p.ruta for p in piezas}) == len(piezas)
    formatos = {p.ruta.rsplit("/", 1)[1].split(".")[0] for p in piezas}
    assert formatos == {
        "tarjeta",
        "cuadrada",
        "vertical",
        "quienes",
        "cartel",
        "mural",
        "volante",
        "muestra",
    } | {
        "boton",
        "banner",
        "recuadro",
    }


def test_las_tres_imagenes_de_una_persona_caben_en_su_peso(tmp_path: Path) -> None:
    """Con 3,000 personas, y todas con fotografía, los materiales de todas no pasan de 1,050 MB."""
    (tmp_path / "fotos").mkdir()
    with Image.open(io.BytesIO(retrato("peso", mujer=True, edad=40))) as cara:
        for lado in (640, 320):
            cara.convert("RGB").resize((lado, lado * 5 // 4)).save(
                tmp_path / f"fotos/a-{lado}.jpg", quality=82
            )
    persona = elenco.ficha("P01", elenco.LARGO, foto=elenco.FOTO)
    con = sum(len(hacer.una(tmp_path, p)) for p in de_persona(elenco.SITIO, persona, elenco.URL))
    sin = sum(
        len(hacer.una(tmp_path, p)) for p in de_persona(elenco.SITIO, replace(persona, foto=None), elenco.URL)
    )
    assert con <= 350_000
    assert sin <= 120_000


def test_lo_que_se_copia_para_un_portal_es_html_que_lleva_al_sitio_y_muestra_una_pieza_que_existe() -> None:
    """Se lee lo copiado como lo leería el portal ajeno, con otro analizador."""
    sitio = replace(elenco.SITIO, contiendas=(elenco.boleta((elenco.ficha("f1", "Ana Luz"),)),))
    hechas = {p.ruta: hacer.una(Path(), p) for p in de_portal(sitio, elenco.URL)}
    arbol = html5lib.parse(
        sencilla("materiales_portal", sitio, "../../", **para_portales(sitio, elenco.URL, hechas)),
        namespaceHTMLElements=False,
    )
    copiados = [
        html5lib.parseFragment("".join(c.itertext()), namespaceHTMLElements=False) for c in arbol.iter("code")
    ]
    enlaces = [a for c in copiados for a in c.iter("a")]
    assert [a.get("href") for a in enlaces] == [elenco.URL] * 4
    imagenes = [i for a in enlaces for i in a.iter("img")]
    for imagen in imagenes:
        medidas = Image.open(io.BytesIO(hechas.pop(imagen.get("src").removeprefix(elenco.URL)))).size
        assert medidas == (2 * int(imagen.get("width")), 2 * int(imagen.get("height")))
        assert imagen.get("alt")
    assert hechas == {}
    [marco] = [m for c in copiados for m in c.iter("iframe")]
    assert marco.get("src") == f"{elenco.URL}incrustar/diputacion-mr-6/"
    assert marco.get("title") == "Diputación del distrito 6"


@pytest.mark.parametrize("formato", ["tarjeta", "cuadrada", "vertical"])
def test_el_nombre_mas_largo_va_con_la_misma_letra_que_el_mas_corto(
    formato: str, fotos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    escritos: dict[str, int] = {}
    escribe = Lienzo.texto

    def anotar(self: Lienzo, x: int, y: int, ancho: int, texto: str, cuerpo: int, **como: Any) -> int:
        escritos[texto] = cuerpo
        return escribe(self, x, y, ancho, texto, cuerpo, **como)

    monkeypatch.setattr(Lienzo, "texto", anotar)
    for nombre, fuerza in (("Lu Po", elenco.FUERZAS[0]), (elenco.LARGO, elenco.FUERZAS[1])):
        ficha = elenco.ficha("P01", nombre, fuerza, foto=elenco.FOTO if nombre == "Lu Po" else None)
        [pieza] = [p for p in de_persona(elenco.SITIO, ficha, elenco.URL) if p.formato == formato]
        hacer.una(fotos, pieza)
    assert escritos["Lu Po"] == escritos[elenco.LARGO]
    assert escritos[elenco.FUERZAS[0].nombre] == escritos[elenco.FUERZAS[1].nombre]
