"""El documento del inventario de datos personales, en PDF, libro, JSON y Markdown."""

from __future__ import annotations

from conoceles import leyes
from conoceles.derechos.inventario.datos import Dato, inventario
from conoceles.derechos.inventario.tratamientos import TRATAMIENTOS, Tratamiento
from conoceles.informes.documento import salidas
from conoceles.informes.documento.estructura import Documento, Tabla
from conoceles.proceso import consultas as procesos
from conoceles.proceso.models import Proceso

COLUMNAS = ("Dato", "Tabla", "Campo", "Categoría", "Visibilidad", "Conservación")


def archivos(clave: str) -> dict[str, bytes]:
    """Nombre → contenido. La misma definición y los mismos modelos dan los mismos octetos."""
    documento = _documento(clave)
    return {
        "inventario.pdf": salidas.pdf(documento),
        "inventario.xlsx": salidas.xlsx(documento),
        "inventario.json": salidas.json(documento),
        "inventario.md": _markdown(documento).encode(),
    }


def _documento(clave: str) -> Documento:
    d, corte = procesos.definicion(clave), Proceso.objects.get(pk=clave).cargado_en.replace(microsecond=0)
    filas, hoy = inventario(d), d.calendario.dia_local(corte)
    propias = tuple(
        _tabla(t.clave, t.titulo, _nota(t, t.fundamento(hoy, d.entidad)), filas) for t in TRATAMIENTOS
    )
    sueltas = _tabla("Archivos", "Lo que no vive en una tabla", "Archivos del servidor y sus copias.", filas)
    return Documento.de(
        d,
        tipo="inventario",
        titulo="Inventario del Sistema de Datos Personales",
        corte=corte.isoformat(),
        corte_texto=f"{corte:%Y-%m-%d}, de la definición cargada",
        restringido=False,
        portada=f"Fundamento general: {leyes.cita_o_pendiente('datos-personales', hoy, d.entidad)}. "
        "Se escribe desde el mapa de visibilidad del sistema.",
        tablas=(*propias, sueltas),
    )


def _tabla(clave: str, titulo: str, nota: str, filas: list[Dato]) -> Tabla:
    suyas = [f for f in filas if f.tratamiento == clave]
    renglones = tuple((f.dato, f.tabla, f.campo, f.categoria, f.visibilidad, f.conservacion) for f in suyas)
    return Tabla(clave, titulo, COLUMNAS, renglones, nota)


def _nota(t: Tratamiento, fundamento: str) -> str:
    return f"Dónde vive: {t.base}. Finalidad: {t.finalidad} Fundamento: {fundamento}. Quién lo lee: {t.leen}"


def _markdown(documento: Documento) -> str:
    partes = [f"# {documento.titulo}", f"{documento.proceso_nombre}. {documento.portada}"]
    for tabla in documento.tablas:
        partes += [f"## {tabla.clave}. {tabla.titulo}", tabla.nota]
        renglones = [tabla.columnas, ("---",) * len(tabla.columnas), *tabla.renglones]
        partes.append("\n".join("| " + " | ".join(_celda(str(v)) for v in r) + " |" for r in renglones))
    return "\n\n".join(partes) + "\n"


def _celda(texto: str) -> str:
    return " ".join(texto.replace("|", "\\|").split())
