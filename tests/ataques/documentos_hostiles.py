"""PDF que hacen algo más que mostrar páginas, que ahogan a quien los lee o que son además otra cosa; y documentos de oficina."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from identidad.documentos_de_prueba import (
    con_adjunto,
    con_contrasena,
    con_lanzador,
    con_nombre_disfrazado,
    con_programa,
    pdf,
)

UNC = "\\\\\\\\servidor.example\\\\carpeta\\\\x.pdf"
Octetos = Callable[[], bytes]


def _dic(**partes: PdfObject | str | int) -> DictionaryObject:
    """`S="/URI"` es un nombre; lo que no empieza por diagonal, un texto."""
    return DictionaryObject({NameObject(f"/{clave}"): _valor(valor) for clave, valor in partes.items()})


def _valor(valor: PdfObject | str | int) -> PdfObject:
    if isinstance(valor, PdfObject):
        return valor
    if isinstance(valor, int):
        return NumberObject(valor)
    return NameObject(valor) if valor.startswith("/") else TextStringObject(valor)


def al_abrir(**accion: PdfObject | str | int) -> bytes:
    return pdf(
        cambiar=lambda e: e.root_object.update({NameObject("/OpenAction"): e._add_object(_dic(**accion))})
    )


def al_tocar(**accion: PdfObject | str | int) -> bytes:
    def cambiar(escritor: PdfWriter) -> None:
        escritor.add_annotation(0, Link(rect=(0, 0, 10, 10), url="https://ejemplo.example"))
        escritor.pages[0]["/Annots"][0].get_object()[NameObject("/A")] = _dic(**accion)  # type: ignore[index]

    return pdf(cambiar=cambiar)


def en_la_raiz(clave: str, valor: PdfObject | str | int) -> bytes:
    return pdf(cambiar=lambda e: e.root_object.update({NameObject(clave): _valor(valor)}))


def con_flujo(**partes: PdfObject | str | int) -> bytes:
    """Un flujo cuyo contenido está en otro archivo."""

    def cambiar(escritor: PdfWriter) -> None:
        flujo = StreamObject()
        flujo.set_data(b"")
        flujo.update(_dic(**partes))
        escritor.root_object[NameObject("/Metadata")] = escritor._add_object(flujo)

    return pdf(cambiar=cambiar)


def a_mano(*objetos: bytes, pie: bytes = b"/Root 1 0 R") -> bytes:
    """Un PDF con esos objetos, numerados desde 1."""
    hecho, lugares = b"%PDF-1.7\n", []
    for numero, objeto in enumerate(objetos, 1):
        lugares.append(len(hecho))
        hecho += b"%d 0 obj\n%s\nendobj\n" % (numero, objeto)
    tabla = b"".join(b"%010d 00000 n \n" % lugar for lugar in lugares)
    cuantos = len(objetos) + 1
    final = b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (cuantos, pie, len(hecho))
    return hecho + b"xref\n0 %d\n0000000000 65535 f \n" % cuantos + tabla + final


RAIZ, HOJAS, HOJA = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Page/Parent 2 0 R>>"  # fmt: skip


def dos_veces() -> bytes:
    """Dice dos veces qué hacer al abrirse: unos programas leen la primera y otros la última."""
    acciones = b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>/OpenAction<</S/URI/URI(https://x.example)>>"
    return a_mano(b"<</Type/Catalog/Pages 2 0 R%s>>" % acciones, HOJAS, HOJA)


def inflable() -> bytes:
    """Su índice está comprimido y se expande a trescientos millones de octetos."""
    dicho = zlib.compress(b"\0" * 300_000_000, 9)
    hecho = a_mano(RAIZ, HOJAS, HOJA).partition(b"xref\n")[0]
    indice = b"4 0 obj\n<</Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n"
    return hecho + indice % (len(dicho), dicho) + b"startxref\n%d\n%%%%EOF\n" % len(hecho)


def por_dentro(dicho: bytes) -> bytes:
    """Lleva eso antes de su verdadero final."""
    sano = pdf()
    return sano + dicho + sano[sano.rindex(b"startxref") :]


def con_zip() -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as paquete:
        paquete.writestr("datos.txt", "otra cosa")
    return por_dentro(salida.getvalue())


def oficina(*partes: str, tipo: str = "", contenido: bytes = b"<x/>") -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for parte in partes:
            paquete.writestr(parte, contenido)
        if tipo:
            paquete.writestr("mimetype", tipo)
    return salida.getvalue()


PROGRAMA, SALE, DOBLE, ILEGIBLE, PAGINAS = (
    "trae programas",
    "por su cuenta",
    "trae además",
    "no es un PDF",
    "entre 1 y",
)
HOSTILES: dict[str, tuple[Octetos, str]] = {
    "javascript al abrir": (lambda: pdf(cambiar=con_programa), PROGRAMA),
    "javascript disfrazado": (lambda: con_nombre_disfrazado(pdf(cambiar=con_programa)), PROGRAMA),
    "archivo adjunto": (lambda: pdf(cambiar=con_adjunto), PROGRAMA),
    "abre otro programa": (lambda: pdf(cambiar=con_lanzador), PROGRAMA),
    "con contrasena": (lambda: pdf(cambiar=con_contrasena), "contraseña"),
    "al abrir va a una pagina web": (lambda: al_abrir(S="/URI", URI="https://x.example/?quien"), SALE),
    "al abrir va, tras ir a una hoja": (
        lambda: al_abrir(S="/GoTo", D=ArrayObject([]), Next=_dic(S="/URI", URI="https://x.example")), SALE,
    ),
    "al abrir hace lo que diga su lector": (lambda: al_abrir(S="/Named", N="/Print"), SALE),
    "al abrir lee un hilo en otra maquina": (lambda: al_abrir(S="/Thread", F=UNC, D=0), PROGRAMA),
    "al tocar lee un hilo en otra maquina": (lambda: al_tocar(S="/Thread", F=UNC, D=0), PROGRAMA),
    "al tocar abre otro documento": (lambda: al_tocar(S="/GoToR", F="x.pdf", D=ArrayObject([])), PROGRAMA),
    "al tocar abre uno incrustado": (lambda: al_tocar(S="/GoToE", D=ArrayObject([])), PROGRAMA),
    "al tocar manda lo escrito": (lambda: al_tocar(S="/SubmitForm", F="https://x.example"), PROGRAMA),
    "al tocar trae datos": (lambda: al_tocar(S="/ImportData", F="x.fdf"), PROGRAMA),
    "al tocar toca un sonido": (lambda: al_tocar(S="/Sound", Sound="x"), PROGRAMA),
    "al tocar toca una pelicula": (lambda: al_tocar(S="/Movie", T="x"), PROGRAMA),
    "al tocar va a un archivo": (lambda: al_tocar(S="/URI", URI="file:///etc/passwd"), SALE),
    "al tocar va a otra maquina": (lambda: al_tocar(S="/URI", URI=UNC), SALE),
    "al tocar ejecuta": (lambda: al_tocar(S="/URI", URI=" JavaScript:alert(1)"), SALE),
    "flujo en otro archivo": (lambda: con_flujo(F=UNC), SALE),
    "flujo en una direccion": (
        lambda: con_flujo(F=_dic(Type="/Filespec", FS="/URL", F="https://x.example")), SALE,
    ),
    "nombra un archivo": (lambda: en_la_raiz("/X", _dic(Type="/Filespec", F="x.pdf")), SALE),
    "acciones de mas": (lambda: en_la_raiz("/AA", _dic(WC=_dic(S="/URI", URI="https://x.example"))), PROGRAMA),
    "formulario de otra clase": (lambda: en_la_raiz("/AcroForm", _dic(XFA="x")), PROGRAMA),
    "pelicula": (lambda: en_la_raiz("/X", _dic(Subtype="/RichMedia")), PROGRAMA),
    "dibujo en tres dimensiones": (lambda: en_la_raiz("/X", _dic(Subtype="/3D")), PROGRAMA),
    "lo dice dos veces": (dos_veces, SALE),
    "y pagina, detras": (lambda: pdf() + b"<html><script>alert(1)</script>", DOBLE),
    "y pagina, detras y con otro final": (lambda: por_dentro(b"<HTML ><body>\n"), DOBLE),
    "y pagina, tras su comienzo": (lambda: pdf().replace(b"\n", b"\n%<svg onload=alert(1)>\n", 1), DOBLE),
    "y archivo comprimido": (con_zip, DOBLE),
    "y programa, detras": (lambda: pdf() + b"MZ" + b"\x90" * 4_000, DOBLE),
    "paginas en circulo": (lambda: a_mano(RAIZ, b"<</Type/Pages/Count 1/Kids[2 0 R]>>"), ILEGIBLE),
    "sin paginas": (lambda: pdf(0), PAGINAS),
    "de once paginas": (lambda: pdf(11), PAGINAS),
    "que dice tener un millon": (
        lambda: a_mano(RAIZ, b"<</Type/Pages/Count 1000000/Kids[%s]>>" % (b"3 0 R " * 50_000), HOJA), "PDF",
    ),
    "muy hondo": (lambda: a_mano(b"<</Type/Catalog/Pages 2 0 R/X 4 0 R>>", HOJAS, HOJA, b"[" * 90_000 + b"]" * 90_000), "PDF"),
    "muy ancho": (lambda: a_mano(b"<</Type/Catalog/Pages 2 0 R/X 4 0 R>>", HOJAS, HOJA, b"[" + b"0 " * 2_000_000 + b"]"), "PDF"),
    "inflable": (inflable, "PDF"),
    "indice enorme": (lambda: b"%PDF-1.7\nxref\n0 9999999\n" + b"0000000000 65535 f \n" * 200_000 + b"%%EOF", ILEGIBLE),
    "muchos finales": (lambda: b"%PDF-1.7\n" + b"startxref\n0\n%%EOF\n" * 200_000, ILEGIBLE),
    "basura": (lambda: b"%PDF-" + bytes(range(256)) * 4_000, ILEGIBLE),
}  # fmt: skip
SANOS: dict[str, Octetos] = {
    "de una hoja": pdf,
    "de diez": lambda: pdf(10),
    "que se abre en una hoja": lambda: al_abrir(S="/GoTo", D=ArrayObject([])),
    "con un enlace": lambda: al_tocar(S="/URI", URI="https://iepc.example/aviso"),
    "con un correo": lambda: al_tocar(S="/URI", URI="mailto:avisos@iepc.example"),
    "con un final largo": lambda: pdf() + b"\r\n" + b"\0" * 3_000,
}
DE_OFICINA: dict[str, tuple[Octetos, str]] = {  # y por qué no se admite, o vacío
    "docx": (lambda: oficina("[Content_Types].xml", "word/document.xml"), ""),
    "xlsx": (lambda: oficina("[Content_Types].xml", "xl/workbook.xml"), ""),
    "odt": (lambda: oficina("content.xml", tipo="application/vnd.oasis.opendocument.text"), ""),
    "docx con macros": (
        lambda: oficina("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros",
    ),
    "odt con macros": (
        lambda: oficina("content.xml", "Basic/x.xml", tipo="application/vnd.oasis.opendocument.text"), "macros",
    ),
    "docx que se expande": (
        lambda: oficina("[Content_Types].xml", "word/document.xml", contenido=b"\0" * 150_000_000), "se expande",
    ),
    "otro comprimido": (lambda: oficina("a.exe"), "debe ser un PDF"),
    "danado": (lambda: b"PK\3\4" + b"x" * 500, "no se puede leer"),
    "de Word viejo": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "no .doc"),
    "pagina": (lambda: b"<html><script>alert(1)</script>", "debe ser un PDF"),
    "programa": (lambda: b"MZ" + b"\0" * 600, "debe ser un PDF"),
}  # fmt: skip
