"""Letra grande y texto llano en otra lengua: los mismos documentos, y lo suyo en español y dicho."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pypdf import PdfReader

from conoceles.difusion import hacer
from conoceles.difusion.formatos.en_lenguas import EnLenguas
from conoceles.difusion.formatos.piezas import LENGUAS, Taller
from conoceles.difusion.piezas import Pieza
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.publicacion.lectura.textos import DE_PUNO_Y_LETRA
from conoceles.publicacion.sitio.lenguas.plantillas import Dicho, EnLengua
from difusion.test_formatos import carpeta as carpeta
from difusion.test_imagenes_en_lengua import lengua
from difusion.test_muestra import boleta as con_papel
from publicacion import muestras

MATIZADO = "Mujer (Hombre)"  # una respuesta con su matiz: se traduce por partes
# Lo que en español dicen los formatos y no es nombre de nadie ni lo escribió nadie.
PALABRAS = (
    "Publicado", "En línea", "Huella", "responsabilidad", "Es un resumen", "Sin respuesta", "candidatura", "Quiénes",
    "Se vota", "Letra grande", "Diputa", "Distrito", "fórmula", "Propietari", "uplente", "años",
)  # fmt: skip


def _documentos(carpeta: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for archivo in sorted((carpeta / "datos/api").rglob("*.json")):
        yield archivo.relative_to(carpeta).as_posix(), json.loads(archivo.read_text("utf-8"))


def _lo_suyo(carpeta: Path) -> Iterator[str]:
    """Lo que en esa elección se traduce: preguntas, respuestas de catálogo, cargos y lugares."""
    for _, d in _documentos(carpeta):
        yield from (
            d["cargo"]["nombre"],
            d.get("como_se_gana", ""),
            d.get("contienda", {}).get("ambito", "") if "folio" in d else d["ambito"],
        )
        if "folio" not in d:
            yield d["nombre"]
        for a in d.get("apartados", ()):
            yield a["titulo"]
            for c in a["campos"]:
                yield from (c["etiqueta"], c["breve"])
                if c["tipo"] not in DE_PUNO_Y_LETRA:
                    yield from c["valores"]


def _suya(carpeta: Path, *sin: str) -> EnLengua:
    del_marco = lengua(*sin).dichos
    ya = {d.texto for d in del_marco} | {*sin}
    suyos = dict.fromkeys(
        t for t in (*_lo_suyo(carpeta), muestras.sitio().nombre, "Municipios") if t and t not in ya
    )
    propios = (Dicho(f"curricular.x{n}", t, "Jum jix", largo=False) for n, t in enumerate(suyos))
    momento = Dicho("fechas.momento", "{1}, {2}", "{1} {2}", largo=False)
    return EnLengua("qtz", "Lengua de prueba", (*del_marco, momento, *propios), ())


def _taller(carpeta: Path) -> Taller:
    publicados: Any = {
        ruta: SimpleNamespace(sha256=hashlib.sha256(json.dumps(d).encode()).hexdigest())
        for ruta, d in _documentos(carpeta)
    }
    d = leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")
    d = replace(d, difusion=replace(d.difusion, por_perfil=True))
    return Taller(
        d,
        replace(muestras.sitio(), contiendas=(replace(muestras.contienda(), papel=con_papel().papel),)),
        publicados,
    )


def _en(carpeta: Path, *sin: str) -> dict[str, Pieza]:
    todas = EnLenguas(_taller(carpeta), carpeta, [_suya(carpeta, *sin)]).todas()
    return {p.ruta: p for p in todas}


def _propios(carpeta: Path) -> list[str]:
    """Nombres y lo que escribió cada persona, del más largo al más corto."""
    nombres = [
        p["nombre"] for _, d in _documentos(carpeta) for f in d.get("formulas", ()) for p in f["personas"]
    ]
    campos = [c for _, d in _documentos(carpeta) for a in d.get("apartados", ()) for c in a["campos"]]
    escritos = [
        v for c in campos if c["tipo"] in DE_PUNO_Y_LETRA for x in c["valores"] for v in x.splitlines()
    ]
    return sorted(
        {*nombres, *escritos, *(f.nombre for f in muestras.FUERZAS), muestras.sitio().institucion},
        key=len,
        reverse=True,
    )


def _sin(texto: str, propios: list[str]) -> str:
    junto = "".join(texto.split())
    for propio in propios:
        junto = junto.replace("".join(propio.split()), " ")
    return junto


def _queda(texto: str, carpeta: Path) -> list[str]:
    dicho = _sin(texto, _propios(carpeta))
    return [p for p in PALABRAS if "".join(p.split()) in dicho]


def test_hay_de_cada_documento_los_que_se_pueden_hacer_y_no_esperan_a_nadie_en_espanol(carpeta: Path) -> None:
    espanol = {p.ruta for p in _taller(carpeta).todas() if p.dibujo != "braille"}
    suyas = _en(carpeta)
    assert {*suyas} == {f"lengua/qtz/{r}" for r in espanol}
    assert {p.tanda for p in suyas.values()} == {LENGUAS}
    assert max(p.tanda for p in _taller(carpeta).todas()) < LENGUAS


def test_los_pdf_estan_en_la_lengua_y_dicen_lo_que_queda_en_espanol(carpeta: Path) -> None:
    for ruta, pieza in _en(carpeta).items():
        if ruta.endswith(".pdf") and "/contiendas/" in ruta:
            lector = PdfReader(io.BytesIO(hacer.una(carpeta, pieza)))
            assert str(lector.trailer["/Root"]["/Lang"]) == "qtz"
            assert _queda(" ".join(h.extract_text() for h in lector.pages), carpeta) == [], ruta
            assert _en_espanol(lector) >= 1, ruta


def _en_espanol(lector: PdfReader) -> int:
    """Cuántas partes de su estructura o de sus renglones dicen que están en español."""
    partes = (lector.get_object(n) for n in lector.xref[0])
    renglones = (h.get_contents() for h in lector.pages)
    de_estructura = sum(isinstance(x, dict) and x.get("/Lang") == "es" for x in partes)
    return de_estructura + sum(r.get_data().count(b"/Lang(es)") for r in renglones if r)


def test_el_texto_llano_cabe_y_dice_que_lo_escrito_esta_en_espanol(carpeta: Path) -> None:
    for ruta, pieza in _en(carpeta).items():
        if ruta.endswith(".txt"):
            octetos = hacer.una(carpeta, pieza)
            assert len(octetos) <= 2048
            assert "/lengua/qtz/candidaturas/" in octetos.decode()
            assert _queda(re.sub(r"[^\n]*\[…\]", "", octetos.decode()), carpeta) == [], ruta
    sin = "Lo que escribió esta persona se publica en español, como lo escribió."
    assert [r for r in _en(carpeta, sin) if "/candidaturas/" in r] == []


def test_sin_una_respuesta_traducida_no_se_hacen_los_de_quien_la_dio(carpeta: Path, tmp_path: Path) -> None:
    """Los de las demás, sí; la boleta entera, que la nombra, no. Media respuesta traducida es una sin traducir."""
    otra = Path(shutil.copytree(carpeta, tmp_path / "otra"))
    ruta, documento = next((r, d) for r, d in _documentos(otra) if d.get("con_informacion") and "folio" in d)
    campo = {
        "clave": "grado",
        "etiqueta": "Sexo registrado",
        "breve": "Sexo registrado",
        "tipo": "opcion",
        "detalla": "",
        "razon": "",
    }
    documento["apartados"][0]["campos"].append(campo | {"valores": [MATIZADO]})
    (otra / ruta).write_text(json.dumps(documento), "utf-8")
    todas = {*_en(otra, MATIZADO)}
    suyos = {r for r in todas if f"/{documento['folio']}/" in r} | {
        r for r in todas if r.endswith("mr-05/letra-grande.pdf")
    }
    assert todas == {*_en(carpeta)}
    for sin in ("Mujer", "Hombre", "Sexo registrado"):
        assert todas - {*_en(otra, MATIZADO, sin)} == suyos, sin
