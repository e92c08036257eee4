"""*Hoy* en renglones: lo que va tarde, lo que vence y lo que espera a alguien; lo que está bien, en una línea."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from conoceles.cuentas.models import ADMINISTRAN, REVISAN
from conoceles.nucleo.asuntos import Asunto, Cuando, Detalle
from conoceles.nucleo.dias import MESES
from conoceles.revision.cola import EnCola
from conoceles.revision.devueltos import Devuelto
from conoceles.revision.hoy import Hoy

_DE_DOS = {
    "sustituir": "Sustituir a",
    "cancelar": "Cancelar el registro de",
    "renunciar": "Registrar la renuncia de",
    "reponer": "Reponer el padrón de",
    "atestiguar": "Dar por bueno el padrón de",
}
_NOMBRADOS = 5


def asuntos(h: Hoy, papel: str) -> list[Asunto]:
    """Solo lo que tiene algo; cada uno con el acto que lo resuelve, si quien mira puede darlo."""
    return [
        *_revisiones(h),
        *_ajustes(h, papel),
        *_propuesto(h, papel),
        *_segundas(h, papel),
        *_derechos(h, papel),
        *_correo(h, papel),
        *_publicacion(h),
        *_formatos(h),
        *_ayudas(h, papel),
        *_capacitacion(h),
        *_esperas(h),
        *_en_cero(h),
        *_actos(h, papel),
    ]


def en_orden(h: Hoy) -> list[str]:
    """Lo que está bien, dicho en breve."""
    frases = {
        "Ninguna revisión vence hoy ni mañana": not h.vencidas and not h.proximas,
        "Ajustes por resolver: 0": not h.ajustes,
        "Sin observaciones por corregir": not h.esperas,
        "Nadie pide ayuda": not h.ayudas,
        "Nadie falta por capacitar": not h.capacitacion,
        "Todo lo enviado llegó a su buzón o está en camino": not h.devueltos,
        "Sin solicitudes de derechos ni vulneraciones abiertas": not (
            h.derechos.solicitudes or h.derechos.vulneraciones
        ),
        "A nadie se le ha abierto la captura todavía": h.nadie_abierta and not h.fuerzas_en_cero,
        f"No quedan {h.quienes_postulan} sin nada enviado": not h.fuerzas_en_cero and not h.nadie_abierta,
        _al_dia(h): h.publicado.hay and not h.publicado.rezagada and not h.publicado.sin_archivo,
    }
    return [frase for frase, cierta in frases.items() if cierta]


def _al_dia(h: Hoy) -> str:
    n = h.publicado.pendientes
    faltan = f": {n} acto{'s' * (n != 1)} por entrar en la siguiente publicación" if n else ""
    return f"Publicación al día{faltan}"


def _revisiones(h: Hoy) -> Iterator[Asunto]:
    tarde = tuple(r for r in h.vencidas if (r.faltan or 0) < 0)
    de_hoy = tuple(r for r in h.vencidas if r not in tarde)
    if tarde:
        yield _de_cola(f"Revisiones vencidas: {len(tarde)}", "tarde", tarde)
    if de_hoy:
        yield _de_cola(f"Revisiones que vencen hoy: {len(de_hoy)}", "pronto", de_hoy)
    if h.proximas:
        yield _de_cola(f"Revisiones que vencen mañana: {len(h.proximas)}", "pronto", h.proximas)
    if h.en_espera > len(h.vencidas) + len(h.proximas):
        plural = "candidatura espera" if h.en_espera == 1 else "candidaturas esperan"
        yield Asunto(f"{h.en_espera} {plural} decisión", "espera", reverse("revision_cola"), "Ver la cola")


def _de_cola(titulo: str, cuando: Cuando, renglones: tuple[EnCola, ...]) -> Asunto:
    detalles = tuple(
        Detalle(
            r.nombre,
            reverse("revision_expediente", args=[r.folio]),
            " · ".join(
                filter(None, (r.plazo.capitalize(), r.lugar, r.fuerza, r.quien and f"la revisa {r.quien}"))
            ),
        )
        for r in renglones
    )
    return Asunto(titulo, cuando, detalles[0].lleva, f"Primero, {detalles[0].texto}", detalles)


def _ajustes(h: Hoy, papel: str) -> Iterator[Asunto]:
    if h.ajustes:
        detalles = tuple(
            Detalle(s.nombre, reverse("revision_ajuste", args=[s.folio]), f"{s.reloj} · {s.lugar}")
            for s in h.ajustes
        )
        cuando: Cuando = "tarde" if any(s.vencida for s in h.ajustes) else "pronto"
        nota = f"{detalles[0].texto}: {h.ajustes[0].reloj}"
        yield Asunto(f"Ajustes por resolver: {len(detalles)}", cuando, detalles[0].lleva, nota, detalles)


def _segundas(h: Hoy, papel: str) -> Iterator[Asunto]:
    if h.segundas:
        detalles = tuple(
            Detalle(
                f"{_DE_DOS[p.acto]} {p.candidatura.nombre}",
                reverse("revision_actos", args=[p.candidatura.folio]) if papel in ADMINISTRAN else "",
                f"Lo pidió {p.nombre_por} el {_dia(localdate(p.en))}; lo confirma otra persona",
            )
            for p in h.segundas
        )
        titulo = f"Actos que esperan a otra persona: {len(detalles)}"
        yield Asunto(titulo, "pronto", detalles[0].lleva, detalles[0].texto, detalles)


def _propuesto(h: Hoy, papel: str) -> Iterator[Asunto]:
    if h.propuesto:
        lleva = reverse("contenidos_propuesto") if papel in ADMINISTRAN else ""
        nota = f"Lo propuso {h.propuesto.nombre_por} el {_dia(localdate(h.propuesto.en))}; lo aprueba otra persona"
        yield Asunto("Un cambio de la elección espera su aprobación", "pronto", lleva, nota)


def _capacitacion(h: Hoy) -> Iterator[Asunto]:
    if h.capacitacion:
        lleva = reverse("ayuda_capacitaciones")
        detalles = tuple(
            Detalle(
                f"{p.titulo}: faltan {len(p.faltan)} de {p.total}",
                lleva,
                f"Periodo hasta el {_dia(p.hasta)}. {_nombrados(p.faltan)}",
            )
            for p in h.capacitacion
        )
        cuando: Cuando = "tarde" if any(p.vencida for p in h.capacitacion) else "pronto"
        titulo = f"Capacitaciones con gente por asistir: {len(detalles)}"
        yield Asunto(titulo, cuando, lleva, detalles[0].texto, detalles)


def _dia(dia: date) -> str:
    return f"{dia.day} de {MESES[dia.month - 1]}"


def _nombrados(nombres: tuple[str, ...]) -> str:
    """Los primeros, y cuántos más."""
    mas = f" y {len(nombres) - _NOMBRADOS} más" if len(nombres) > _NOMBRADOS else ""
    return f"{', '.join(nombres[:_NOMBRADOS])}{mas}"


def _derechos(h: Hoy, papel: str) -> Iterator[Asunto]:
    d = h.derechos
    if d.solicitudes or d.vulneraciones:
        fuera = f"{d.vencidas} fuera de plazo. " if d.vencidas else ""
        lleva = reverse("derechos") if papel in ADMINISTRAN else ""
        titulo = f"Solicitudes por atender: {d.solicitudes}. Vulneraciones sin cerrar: {d.vulneraciones}."
        yield Asunto(titulo, "tarde" if d.vencidas else "pronto", lleva, f"{fuera}Derechos sobre los datos")
    if d.vinculos:
        lleva = reverse("derechos_vinculos")
        yield Asunto(
            f"Vínculos entre perfiles por reconocer: {d.vinculos}", "espera", lleva, "Ver quién los pide"
        )


def _correo(h: Hoy, papel: str) -> Iterator[Asunto]:
    if h.devueltos:
        detalles = tuple(_devuelto(d, papel in ADMINISTRAN) for d in h.devueltos)
        nota = f"{h.devueltos[0].quien}, {h.devueltos[0].para}"
        yield Asunto(f"Correo que no llegó: {len(detalles)}", "tarde", detalles[0].lleva, nota, detalles)


def _devuelto(d: Devuelto, administra: bool) -> Detalle:
    lleva = reverse("accesos_persona", args=[d.cuenta]) if administra and d.cuenta else ""
    otro = (
        ("Reenviarlo a otra dirección", reverse("revision_correo", args=[d.correo]))
        if administra and d.correo
        else None
    )
    nota = f"{d.etiqueta}. {d.que}. {d.motivo} {d.remedio}"
    return Detalle(f"{d.quien}, {d.para}", lleva, nota, otro)


def _publicacion(h: Hoy) -> Iterator[Asunto]:
    p = h.publicado
    if not p.hay:
        yield Asunto("Todavía no se publica ninguna instantánea", "espera")
    elif p.rezagada:
        nota = f"{p.pendientes} acto{'s' * (p.pendientes != 1)} sin publicar; el más antiguo, desde hace {p.tiempo}. Revise que el obrero esté en marcha."
        yield Asunto("La publicación está atrasada", "tarde", "", nota)
    if p.sin_archivo:
        detalles = tuple(
            Detalle(folio.upper(), reverse("revision_expediente", args=[folio])) for folio in p.sin_archivo
        )
        una = len(detalles) == 1
        titulo = f"{'Una candidatura espera' if una else 'Unas candidaturas esperan'} el archivo de su fotografía: {len(detalles)}"
        nota = "Siguen como estaban en el sitio. Avise a quien opera: el archivo se recupera del respaldo."
        yield Asunto(titulo, "tarde", "", nota, detalles)


def _formatos(h: Hoy) -> Iterator[Asunto]:
    if h.formatos:
        primero = h.formatos[0]
        lleva = reverse("revision_formato", args=[primero.folio, primero.numero])
        nota = f"El más antiguo, del {_dia(localdate(primero.en))}. Sin revisarlos, lo que autorizan no se publica."
        yield Asunto(f"Formatos firmados por revisar: {len(h.formatos)}", "pronto", lleva, nota)


def _ayudas(h: Hoy, papel: str) -> Iterator[Asunto]:
    if h.ayudas:
        puede = papel in REVISAN
        detalles = tuple(
            Detalle(
                s.texto[:80] if puede else f"Solicitud {s.pk}",
                reverse("ayuda_solicitud", args=[s.pk]) if puede else "",
                " · ".join(filter(None, (s.nombre_por, s.folio))),
            )
            for s in h.ayudas
        )
        yield Asunto(
            f"Piden ayuda: {len(detalles)}", "pronto", detalles[0].lleva, detalles[0].texto, detalles
        )


def _esperas(h: Hoy) -> Iterator[Asunto]:
    if h.esperas:
        detalles = tuple(
            Detalle(
                o.nombre,
                reverse("revision_expediente", args=[o.folio]),
                f"Hace {o.tiempo} · {o.lugar} · {o.fuerza}",
            )
            for o in h.esperas
        )
        lleva = f"{reverse('revision_cola')}?grupo=observadas"
        nota = f"La más antigua, hace {h.esperas[0].tiempo}. Esperan a quien responde."
        yield Asunto(f"Observadas que no se han corregido: {len(detalles)}", "espera", lleva, nota, detalles)


def _en_cero(h: Hoy) -> Iterator[Asunto]:
    if h.fuerzas_en_cero:
        detalles = tuple(Detalle(f"{f.etiqueta} 0 de {f.total}") for f in h.fuerzas_en_cero)
        yield Asunto(
            f"{h.quienes_postulan.capitalize()} sin nada enviado: {len(detalles)}",
            "espera",
            reverse("revision_cola"),
            "",
            detalles,
        )


def _actos(h: Hoy, papel: str) -> Iterator[Asunto]:
    if h.faltan:
        detalles = tuple(
            Detalle(str(f), reverse("contenidos_pieza", args=[f.pieza]) if papel in ADMINISTRAN else "")
            for f in h.faltan
        )
        nota = "" if h.marcha.sin_acto else "Nada se detiene sin ellos."
        yield Asunto(f"Actos que faltan: {len(detalles)}", "pronto", detalles[0].lleva, nota, detalles)
    if h.actos:
        lleva = reverse("contenidos") if papel in ADMINISTRAN else ""
        titulo = f"Actos y datos por confirmar: {len(h.actos)}"
        yield Asunto(titulo, "espera", lleva, "", tuple(map(Detalle, h.actos)))
