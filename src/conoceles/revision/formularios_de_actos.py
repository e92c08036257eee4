"""Qué actos caben hoy en una candidatura y qué pide cada uno, según la tabla de estados."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CONCLUIDAS, SIN_PERFIL, Estado
from conoceles.bitacora.pasos import puede
from conoceles.bitacora.selladas.tablas import TABLAS
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.sustitutas import SEXOS
from conoceles.expediente.ajuste.escrituras import escrita
from conoceles.expediente.ajuste.por_fuera import cambiado, se_atestigua
from conoceles.expediente.models import Retencion, SeccionOculta
from conoceles.proceso.definicion import DESIGNAN
from conoceles.revision.por_fuera import DECIA, SE_ESCRIBE, lo_que_constaba

Opciones = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entrada:
    """Un campo del formulario. `tipo`: text, date, select o checkbox."""

    clave: str
    etiqueta: str
    tipo: str = "text"
    opciones: Opciones = ()
    opcional: bool = False
    valor: str = ""
    error: str = ""


@dataclass(frozen=True)
class Formulario:
    acto: str
    titulo: str
    explica: str
    entradas: tuple[Entrada, ...]
    peligro: bool = False
    abierto: bool = False


ACUERDO = (Entrada("acuerdo", "Número de acuerdo o expediente"), Entrada("fecha_acuerdo", "Fecha", "date"))
ENTRA = (
    Entrada("nombres", "Nombre de quien entra"),
    Entrada("primer_apellido", "Primer apellido"),
    Entrada("segundo_apellido", "Segundo apellido", opcional=True),
    Entrada("sexo", "Sexo", "select", tuple(SEXOS.items())),
    Entrada("fecha_nacimiento", "Fecha de nacimiento", "date", opcional=True),
    Entrada("sobrenombre", "Sobrenombre", opcional=True),
)
SOSTIENE = (
    Entrada("motivo", "Por qué se corrige"),
    Entrada("acuerdo", "Documento que lo sostiene: oficio, acuerdo o folio"),
    Entrada("fecha_acuerdo", "Fecha del documento", "date"),
)
ACCION = "accion-"
SALE = "El perfil sale del sitio enseguida y sus respuestas de identidad se bloquean."


def formularios(
    fila: Candidatura, escrito: Mapping[str, str], errores: Mapping[str, str]
) -> tuple[Formulario, ...]:
    """Los que administración puede llenar ahora mismo; el que se intentó conserva lo escrito."""
    todos = (
        *_de_por_fuera(fila, escrito),
        *_de_nombre(fila, escrito, errores),
        *_de_la_tabla(fila),
        *_de_responsable(fila),
        *_de_ordenes(fila),
    )
    return tuple(_lleno(f, escrito, errores) for f in todos)


def _lleno(formulario: Formulario, escrito: Mapping[str, str], errores: Mapping[str, str]) -> Formulario:
    propio = escrito.get("acto") == formulario.acto
    entradas = tuple(
        replace(
            entrada,
            valor=escrito.get(entrada.clave, "") if propio else entrada.valor,
            error=errores.get(entrada.clave, "") if propio else "",
        )
        for entrada in formulario.entradas
    )
    return replace(formulario, entradas=entradas, abierto=propio)


def _de_nombre(
    fila: Candidatura, escrito: Mapping[str, str], errores: Mapping[str, str]
) -> tuple[Formulario, ...]:
    """De entrada, como está escrito hoy. Si es la misma persona se pregunta solo cuando podría no serlo."""
    if not puede(fila.estado, Acto.NOMBRE_CORREGIDO, "administracion"):
        return ()
    hoy, misma = escrita(fila), Entrada("es_la_misma", f"Es la misma persona: {fila.nombre}", "checkbox")
    entradas = (
        Entrada("nombres", "Nombre", valor=hoy.nombres),
        Entrada(
            "primer_apellido", "Primer apellido", opcional=not hoy.primer_apellido, valor=hoy.primer_apellido
        ),
        Entrada("segundo_apellido", "Segundo apellido", opcional=True, valor=hoy.segundo_apellido),
        Entrada("sobrenombre", "Sobrenombre", opcional=True, valor=hoy.sobrenombre),
        *SOSTIENE,
        *([misma] * ("es_la_misma" in {**errores, **escrito})),
    )
    explica = (
        "Para cuando el padrón lo trajo mal escrito y la persona es la misma. No gasta su ajuste. Si entró otra persona, "
        "es una sustitución."
    )
    return (Formulario("nombre", "Corregir el nombre o el sobrenombre", explica, entradas, True),)


def _de_por_fuera(fila: Candidatura, escrito: Mapping[str, str]) -> Iterator[Formulario]:
    """Si alguien cambió su padrón. Lo que decía se escribe solo cuando lo publicado no lo prueba."""
    if not cambiado(fila):
        return
    hay, cambiados = TABLAS[Candidatura].valores(fila.pk), lo_que_constaba(fila, escrito)
    decia = () if lo_que_constaba(fila, {}) else tuple(
        Entrada(DECIA + c, f"Decía, {rotulo}", opcional=True, valor=str(hay[c] or "")) for c, rotulo in SE_ESCRIBE.items()
    )  # fmt: skip
    explica = "Se comprueba con el sello de su último acto; lo confirma otra persona que administra."
    if decia:
        explica = (
            f"No se publicó con qué probarlo: escriba lo que decía, como lo dice su expediente. {explica}"
        )
    pide = (*decia, *SOSTIENE)
    yield Formulario("reponer", "Reponer lo que constaba", explica, pide, True)
    if decia or se_atestigua(cambiados):
        yield Formulario("atestiguar", "Dar por bueno lo que hoy dice", explica, pide, True)


def _de_la_tabla(fila: Candidatura) -> tuple[Formulario, ...]:
    entra = (*ACUERDO, *ENTRA, *_acciones(fila))
    vuelve = "Vuelve al estado que tenía, con todo."
    todos = {
        Acto.SUSTITUIDA: Formulario(
            "sustituir", "Sustituir", f"{SALE} Quien entra recibe folio y plazo.", entra, True
        ),
        Acto.CANCELADA: Formulario("cancelar", "Cancelar el registro", SALE, ACUERDO, True),
        Acto.RENUNCIA_REGISTRADA: Formulario("renunciar", "Registrar una renuncia", SALE, ACUERDO, True),
        Acto.RESTITUIDA: Formulario("restituir", "Restituir por sentencia", vuelve, ACUERDO),
    }
    return tuple(f for acto, f in todos.items() if puede(fila.estado, acto, "administracion"))


def _acciones(fila: Candidatura) -> Iterator[Entrada]:
    """Las acciones afirmativas del acuerdo; de entrada, las del lugar que se sustituye."""
    for accion in fila.definicion.acciones_afirmativas:
        tiene = "si" if accion.clave in fila.acciones_afirmativas else ""
        yield Entrada(ACCION + accion.clave, f"Acción afirmativa: {accion.nombre}", "checkbox", valor=tiene)


def _de_responsable(fila: Candidatura) -> tuple[Formulario, ...]:
    if fila.estado in (*SIN_PERFIL, Estado.CERRADA):
        return ()
    designan = fila.proceso.fuerzas.filter(tipo__in=DESIGNAN)
    opciones = tuple((p.siglas, p.nombre) for p in designan if p.pk != fila.formula.responde_id)
    explica = "La fórmula pasa, con todo lo capturado, a quien elija; quien respondía deja de verla."
    entradas = (Entrada("responde", "Quién responde", "select", opciones), *ACUERDO)
    return (Formulario("responsable", "Cambiar quién responde", explica, entradas),)


def _de_ordenes(fila: Candidatura) -> tuple[Formulario, ...]:
    lista: list[Formulario] = []
    if fila.estado not in SIN_PERFIL:
        lista += _de_secciones(fila)
    if Retencion.objects.filter(candidatura=fila, fin_en=None).exists():
        lista.append(Formulario("liberar", "Levantar la retención", "El litigio terminó.", ACUERDO[:1]))
    elif fila.estado in (*CONCLUIDAS, Estado.CERRADA):
        explica = "Mientras haya un litigio abierto nada se suprime."
        lista.append(Formulario("retener", "Retener por litigio", explica, ACUERDO))
    return tuple(lista)


def _de_secciones(fila: Candidatura) -> list[Formulario]:
    secciones = fila.definicion.curricular.secciones
    titulos = {"fotografia": "Fotografía", **{s.clave: s.titulo for s in secciones}}
    ocultas = set(
        SeccionOculta.objects.filter(candidatura=fila, fin_en=None).values_list("seccion", flat=True)
    )
    a_la_vista = tuple((c, t) for c, t in titulos.items() if c not in ocultas)
    explica = "En su lugar aparece una nota neutra con el expediente."
    entradas = (Entrada("seccion", "Sección", "select", a_la_vista), *ACUERDO)
    lista = [Formulario("ocultar", "Ocultar una sección por orden", explica, entradas)]
    if ocultas:
        opciones = tuple((c, titulos.get(c, c)) for c in sorted(ocultas))
        pide = (Entrada("seccion", "Sección", "select", opciones), ACUERDO[0])
        lista.append(Formulario("mostrar", "Mostrar otra vez una sección", "La orden se levantó.", pide))
    return lista
