"""La difusión (plan §13): las publicaciones del mes, la estrategia con sus aliadas, y la dirección que se informa al INE."""

from __future__ import annotations

from conoceles.difusion.consultas import Hecho, hechas
from conoceles.difusion.enlaces import comprobar
from conoceles.difusion.estrategia import acciones, aliadas, diario
from conoceles.difusion.models import MATERIALES
from conoceles.difusion.segunda import url_publica
from conoceles.informes.contexto import Contexto
from conoceles.informes.documento.estructura import Tabla, Valor
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.texto import cuantos
from conoceles.publicacion.fase import abre


def publicaciones(c: Contexto) -> Tabla:
    """M4: cada lugar del calendario hasta el día del corte, con la dirección de lo publicado en cada red."""
    hasta = c.local.date()
    filas = [f for h in hechas(c.definicion, hasta.replace(day=1), hasta) for f in _filas(c, h)]
    hechos = sum(bool(f[4]) for f in filas)
    nota = f"{cuantos(len(filas), 'publicación prevista', 'publicaciones previstas')} en el mes, contando cada red; {hechos} con dirección y evidencia."
    return Tabla(
        "M4", "Publicaciones en redes", ("Día", "Hora", "Red", "Qué mostró", "Dirección"), tuple(filas), nota
    )


def _filas(c: Contexto, h: Hecho) -> list[tuple[Valor, ...]]:
    nombres = {x.clave: x.nombre for x in c.definicion.contiendas}
    que = nombres.get(h.turno.boleta, "Mensaje general")
    return [
        (h.turno.lugar.dia.isoformat(), h.turno.lugar.hora, red.capitalize(), que, _direccion(c, h, red))
        for red in c.definicion.difusion.redes
    ]


def _direccion(c: Contexto, h: Hecho, red: str) -> str:
    fila = h.redes.get(red)
    return fila.direccion if fila and fila.en <= c.corte else ""


def estrategia(c: Contexto) -> Tabla:
    """D1: cada acción declarada y en qué va."""
    filas = tuple(
        (a.accion.publico, a.accion.mensaje, a.accion.canal, a.accion.desde.isoformat(), a.accion.hasta.isoformat(),
         a.accion.responsable, a.estado, len(a.pasos))
        for a in acciones.todas(c.definicion, c.local.date())
    )  # fmt: skip
    columnas = ("Público", "Mensaje", "Canal", "Desde", "Hasta", "Responsable", "Estado", "Avances")
    return Tabla("D1", "Estrategia de difusión", columnas, filas, _nota_de_estrategia(c))


def _nota_de_estrategia(c: Contexto) -> str:
    e = c.definicion.estrategia
    return " ".join(t for t in (e.principio, e.fuente) if t)


def avances(c: Contexto) -> Tabla:
    """D2: lo hecho de cada acción, por día."""
    filas = [
        (p.fecha.isoformat(), a.accion.publico, p.texto)
        for a in acciones.todas(c.definicion, c.local.date())
        for p in a.pasos
    ]
    return Tabla("D2", "Avances", ("Día", "Público", "Qué se hizo"), tuple(sorted(filas)))


def de_aliadas(c: Contexto) -> Tabla:
    """D3: cada aliada, su territorio y lo que se llevó hasta el corte."""
    halladas = aliadas.con_entregas(c.definicion, c.corte)
    filas: list[tuple[Valor, ...]] = [
        (a.aliada.nombre, a.clase, a.territorio, *(a.cuantas.get(m, 0) for m in MATERIALES)) for a in halladas
    ]
    total: tuple[Valor, ...] = (
        "Total",
        "",
        "",
        *(sum(a.cuantas.get(m, 0) for a in halladas) for m in MATERIALES),
    )
    columnas = ("Aliada", "Qué es", "Territorio", *MATERIALES.values())
    return Tabla("D3", "Aliadas y lo que se llevaron", columnas, (*filas, total) if filas else ())


def dia_por_dia(c: Contexto) -> Tabla:
    """D4: publicaciones, entregas y visitas, lado a lado."""
    filas = tuple(
        (x.dia.isoformat(), x.tocaban, x.hechas, x.piezas, x.visitas)
        for x in diario.por_dia(c.definicion, c.local.date(), c.corte)
    )
    columnas = ("Día", "Publicaciones previstas", "Con dirección y evidencia", "Piezas entregadas", "Visitas")
    nota = "Se cuenta cada red. Las visitas son páginas vistas; una raya es un día sin conteo."
    return Tabla("D4", "Día por día", columnas, filas, nota)


def portales(c: Contexto) -> Tabla:
    """D5: si los portales declarados llevan al sitio, en su última comprobación."""
    filas = tuple(
        (p.nombre, p.direccion, u.etiqueta if u else "Sin comprobar", u.en.astimezone(c.zona).date().isoformat() if u else None)
        for p, u in comprobar.ultimas(c.definicion.clave, c.corte)
    )  # fmt: skip
    return Tabla(
        "D5", "Portales que llevan al sitio", ("Portal", "Dirección", "Qué contestó", "Comprobado"), filas
    )


def direccion(c: Contexto) -> Tabla:
    """L1: la dirección electrónica, para que el INE la replique (plan §13, I)."""
    url = url_publica(c.definicion.clave)
    desde = abre(c.definicion)
    filas: tuple[tuple[Valor, ...], ...] = (
        ("Dirección electrónica del Sistema", url),
        ("Las boletas y quiénes están en cada una", f"{url}contiendas/"),
        ("Botón, banner, enlace y marco, con su código", f"{url}materiales/portal/"),
        ("Datos abiertos", f"{url}datos/"),
        ("Pública desde", en_palabras(desde) if desde else None),
    )
    nota = "Se informa por el SIVOPLE para que el INE la replique en su Portal de Internet."
    return Tabla("L1", "Dirección electrónica", ("Qué", "Dirección"), filas, nota)
