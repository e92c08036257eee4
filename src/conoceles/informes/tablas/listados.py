"""Los listados de candidaturas y las omisiones con su evidencia."""

from __future__ import annotations

from datetime import datetime, timedelta

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente import faltantes
from conoceles.expediente.models import AvisoLeido, Recordatorio
from conoceles.informes.contexto import Contexto
from conoceles.informes.documento.estructura import Tabla, Valor
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.texto import cuantos

COLUMNAS = (
    "Cargo", "Ámbito", "Actor", "Responde", "Lugar", "Calidad", "Nombre", "Sexo", "Reelección", "Acción afirmativa",
)  # fmt: skip
_SEXO = {"mujer": "Mujer", "hombre": "Hombre", "no_binario": "No binario"}


def candidaturas(c: Contexto, principio: str) -> Tabla:
    """Las registradas de un principio, en el orden de la boleta. Sin principio (municipios), no hay ninguna."""
    folios = {r.folio for r in c.registros if r.principio == principio}
    acciones = {a.clave: a.nombre for a in c.definicion.acciones_afirmativas}
    filas: list[tuple[Valor, ...]] = [
        (
            c.definicion.cargo(fila.formula.contienda.cargo).nombre,
            fila.formula.contienda.ambito,
            fila.formula.fuerza.nombre,
            fila.formula.responde.siglas if fila.formula.responde else "",
            fila.formula.posicion,
            fila.calidad_dicha.capitalize(),
            fila.nombre,
            _SEXO.get(fila.persona.sexo, ""),
            "Sí" if fila.reeleccion else "",
            "; ".join(acciones.get(a, a) for a in fila.acciones_afirmativas),
        )
        for fila in _filas(c)
        if fila.folio in folios
    ]
    titulo = f"Candidaturas registradas, {'mayoría relativa' if principio == 'MR' else 'representación proporcional'}"
    return Tabla(
        f"L-{principio}",
        titulo,
        COLUMNAS,
        tuple(filas),
        f"{cuantos(len(filas), 'candidatura registrada', 'candidaturas registradas')}.",
    )


def omisiones(c: Contexto) -> Tabla:
    """Q9: quien no ha enviado con el plazo vencido, y la evidencia de que pudo hacerlo. Acceso restringido."""
    leidos = AvisoLeido.objects.filter(candidatura__proceso=c.definicion.clave, en__lte=c.corte)
    recordados = recordatorios(c)
    avisos = dict(leidos.order_by("-id").values_list("candidatura__folio", "en"))
    filas: list[tuple[Valor, ...]] = [
        (
            fila.folio,
            fila.nombre,
            f"{fila.formula.contienda.nombre}, {fila.calidad_dicha}",
            fila.formula.responde.nombre if fila.formula.responde else fila.formula.fuerza.nombre,
            hora(c, c.habilitadas.get(fila.folio)),
            vence(c, fila.folio),
            hora(c, avisos.get(fila.folio)),
            *_recordado(c, recordados.get(fila.folio, [])),
            ", ".join(faltantes.faltan(fila, c.corte)) or "nada: le falta enviar",
        )
        for fila in _filas(c)
        if fila.folio in c.omisas
    ]
    columnas = (
        "Folio", "Nombre", "Candidatura", "Responsable", "Empezó su plazo", "Último día",
        "Aviso de privacidad leído", "Recordatorios", "Último", "No llegaron", "Falta",
    )  # fmt: skip
    return Tabla(
        "Q9",
        "Omisiones",
        columnas,
        tuple(filas),
        f"{len(filas)} de {cuantos(len(c.registros), 'candidatura registrada', 'candidaturas registradas')}. El plazo empieza con el acuse del acceso o, sin "
        "accesos entregados a una persona, cuando la candidatura se abrió a captura. Falta: solo lo obligatorio; de la "
        "identidad se dice si está completa, nunca cuánto. Recordatorios: los hechos desde que empezó el plazo.",
    )


def recordatorios(c: Contexto) -> dict[str, list[Recordatorio]]:
    """Folio → recordatorios que se le hicieron con el plazo corriendo, hasta el corte; el más antiguo, primero."""
    filas = Recordatorio.objects.filter(candidatura__proceso=c.definicion.clave, en__lte=c.corte)
    hechos: dict[str, list[Recordatorio]] = {}
    for fila in filas.select_related("candidatura", "correo__reenvio").order_by("id"):
        inicio = c.habilitadas.get(fila.candidatura.folio)
        if inicio and fila.en >= inicio:
            hechos.setdefault(fila.candidatura.folio, []).append(fila)
    return hechos


def _recordado(c: Contexto, hechos: list[Recordatorio]) -> tuple[Valor, Valor, Valor]:
    """Cuántos salieron y no volvieron, cuándo el último de ellos, y cuántos no llegaron a su buzón."""
    correos = [r.correo.ultimo for r in hechos]
    salieron = [correo.enviado_en for correo in correos if correo.estado == "enviado"]
    volvieron = sum(correo.estado in ("rebotado", "fallido") for correo in correos)
    return len(salieron), hora(c, salieron[-1] if salieron else None), volvieron


def _filas(c: Contexto) -> list[Candidatura]:
    orden = (
        "formula__contienda__orden",
        "formula__fuerza__orden",
        "formula__posicion",
        "calidad",
        "suplencia",
        "folio",
    )
    return list(Candidatura.objects.filter(proceso=c.definicion.clave).con_todo().order_by(*orden))


def vence(c: Contexto, folio: str) -> str | None:
    """El último día de su plazo, completo: «17 de abril de 2024»."""
    limite = c.vencimiento(folio)
    if limite is None:
        return None
    return en_palabras(limite.astimezone(c.zona).date() - timedelta(days=1))


def hora(c: Contexto, momento: datetime | None) -> str | None:
    """«2024-04-25 10:00», en la hora de la elección."""
    return momento.astimezone(c.zona).strftime("%Y-%m-%d %H:%M") if momento else None
