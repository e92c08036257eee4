"""Q7 y Q8, y el detalle de observaciones y ajustes: qué se revisó, cuándo y en cuánto tiempo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.estadistica import visitas as de_visitas
from conoceles.estadistica.poblacion import categorias
from conoceles.expediente.actos.decisiones import MOTIVOS
from conoceles.expediente.models import Envio, Observacion
from conoceles.informes.contexto import Contexto
from conoceles.informes.documento.estructura import Tabla, Valor

_RESUELVE: dict[str, str] = {Acto.AJUSTE_APLICADO: "aplicado", Acto.AJUSTE_DECLINADO: "improcedente"}


def por_actor(c: Contexto) -> Tabla:
    """Q7: observaciones del instituto y ajustes pedidos, por quien responde."""
    responde = {r.folio: r.responde or r.fuerza for r in c.registros}
    observadas = [responde.get(str(f)) for f, *_ in _observaciones(c)]
    ajustes = [(responde.get(f), fin, horas) for f, _, fin, horas, _ in _ajustes(c)]
    nombres = dict(categorias(c.definicion, "fuerza"))
    filas = [
        _de_actor(
            nombre, observadas.count(siglas), [(fin, horas) for s, fin, horas in ajustes if s == siglas]
        )
        for siglas, nombre in nombres.items()
        if siglas in responde.values()
    ]
    filas.append(_de_actor("Total", len(observadas), [(fin, horas) for _, fin, horas in ajustes]))
    columnas = ("Actor", "Observaciones", "Ajustes pedidos", "Ajustes aplicados", "Horas en promedio")
    nota = "Las horas, de la petición a su aplicación, entre los ajustes aplicados."
    return Tabla("Q7", "Observaciones y ajustes por actor", columnas, tuple(filas), nota)


def _de_actor(nombre: str, observaciones: int, ajustes: list[tuple[str, float | None]]) -> tuple[Valor, ...]:
    aplicados = [horas for fin, horas in ajustes if fin == "aplicado" and horas is not None]
    media = round(sum(aplicados) / len(aplicados), 1) if aplicados else None
    return nombre, observaciones, len(ajustes), len(aplicados), media


def visitas(c: Contexto) -> Tabla:
    """Q8: páginas vistas por día y acumulado."""
    acumulado, filas = 0, []
    for dia, vistas in de_visitas.por_dia(c.definicion.clave, c.local.date()).items():
        acumulado += vistas
        filas.append((dia, vistas, acumulado))
    nota = "Páginas vistas en el sitio y en los espejos que las cuentan, sin contar personas; solo días completos."
    return Tabla("Q8", "Visitas al sitio", ("Día", "Páginas vistas", "Acumulado"), tuple(filas), nota)


def observaciones(c: Contexto) -> Tabla:
    """Cada observación, con lo que tardó en subsanarse."""
    columnas = ("Folio", "Sección", "Motivo", "Observada", "Subsanada", "Horas")
    return Tabla(
        "A1", "Observaciones", columnas, tuple(_observaciones(c)), "Horas naturales entre ambos actos."
    )


def ajustes(c: Contexto) -> Tabla:
    """Cada ajuste pedido, con su resolución."""
    filas = tuple((f, pedido, fin, horas, tarde) for f, pedido, fin, horas, tarde in _ajustes(c))
    columnas = ("Folio", "Pedido", "Resolución", "Horas", "Fuera de plazo")
    return Tabla(
        "A2", "Ajustes a lo publicado", columnas, filas, "Se aplican a más tardar el día hábil siguiente."
    )


def _observaciones(c: Contexto) -> Iterable[tuple[Valor, ...]]:
    suyas = Observacion.objects.filter(candidatura__proceso=c.definicion.clave, en__lte=c.corte)
    envios = Envio.objects.filter(candidatura__proceso=c.definicion.clave, en__lte=c.corte, ronda__gt=1)
    enviado = {(quien, ronda): en for quien, ronda, en in envios.values_list("candidatura", "ronda", "en")}
    titulos = {s.clave: s.titulo for s in c.definicion.curricular.secciones}
    for o in (
        suyas.exclude(candidatura__folio__in=c.callados).select_related("candidatura").order_by("en", "id")
    ):
        fin = enviado.get((o.candidatura_id, o.ronda + 1))
        que = titulos.get(o.seccion, o.seccion.capitalize()), MOTIVOS.get(o.motivo, o.motivo)
        yield (o.candidatura.folio, *que, _hora(c, o.en), _hora(c, fin), _horas(o.en, fin))


def _ajustes(c: Contexto) -> list[tuple[str, str | None, str, float | None, str]]:
    """Folio, cuándo se pidió, cómo se resolvió, en cuántas horas y si fue tarde; de la bitácora."""
    entradas = Entrada.objects.using("default").filter(
        proceso=c.definicion.clave, momento__lte=c.corte, acto__in=(Acto.AJUSTE_PEDIDO, *_RESUELVE)
    )
    entradas = entradas.exclude(folio__in=c.callados)
    pedidos: dict[str, Entrada] = {}
    resueltos: dict[str, Entrada] = {}
    for entrada in entradas.order_by("id"):
        (pedidos if entrada.acto == Acto.AJUSTE_PEDIDO else resueltos)[entrada.folio] = entrada
    return [_ajuste(c, pedidos[folio], resueltos.get(folio)) for folio in sorted(pedidos)]


def _ajuste(
    c: Contexto, pedido: Entrada, fin: Entrada | None
) -> tuple[str, str | None, str, float | None, str]:
    vence = pedido.datos.get("vence")
    resuelto = fin.recibida if fin else c.corte
    tarde = bool(vence) and resuelto > datetime.fromisoformat(str(vence))
    como = _RESUELVE[fin.acto] if fin else "pendiente"
    horas = _horas(pedido.momento, fin.momento if fin else None)
    return pedido.folio, _hora(c, pedido.momento), como, horas, "Sí" if tarde else "No"


def _hora(c: Contexto, momento: datetime | None) -> str | None:
    return momento.astimezone(c.zona).strftime("%Y-%m-%d %H:%M") if momento else None


def _horas(desde: datetime, hasta: datetime | None) -> float | None:
    return round((hasta - desde) / timedelta(hours=1), 1) if hasta else None
