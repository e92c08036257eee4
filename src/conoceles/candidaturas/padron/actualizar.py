"""Un corte posterior corrige datos; una celda vacía nunca borra: solo borra la marca declarada."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Model

from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.personas import Directorio
from conoceles.candidaturas.padron.renglones.normalizar import clave
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.nucleo.bases.orden import tomar

_PARTES = ("nombre", "nombres", "primer_apellido", "segundo_apellido")
# Columna que puede traer la marca → campo y cómo queda vacío.
_VACIOS_DE_PERSONA: dict[str, tuple[str, object]] = {
    "segundo_apellido": ("segundo_apellido", ""),
    "edad": ("edad_publicada", None),
    "nacimiento": ("fecha_nacimiento", None),
    "curp": ("curp_hmac", ""),
    "correo": ("correo_avisos", ""),
}
_VACIOS_DE_CANDIDATURA: dict[str, tuple[str, object]] = {
    "sobrenombre": ("sobrenombre", ""),
    "circunscripcion": ("circunscripcion", ""),
    "medida": ("acciones_afirmativas", []),
}


def datos_de_persona(
    persona: Persona,
    registros: Sequence[Registro],
    directorio: Directorio,
    informe: Informe,
    *,
    historico: bool,
) -> dict[str, object]:
    """Lo que todos sus renglones dicen de una persona: así su orden, o repetir el archivo, no cambia nada.

    De un dato que dos renglones dicen distinto vale el primero, en el orden del padrón, y se falla.
    """
    escritura = max(registros, key=_mejor_escrito)
    if len({registro.nombre for registro in registros}) > 1:
        _avisar_escrituras(escritura, registros, informe)
    datos: dict[str, object] = {campo: getattr(escritura, campo) for campo in _PARTES}
    for registro in registros:
        dichos = {
            "sexo": registro.sexo,
            "fecha_nacimiento": registro.nacimiento,
            "edad_publicada": registro.edad,
            "curp_hmac": _curp(persona, registro, directorio, informe),
            "correo_avisos": "" if historico else registro.correo,
        }
        _juntar(datos, dichos, registro, informe)
    datos |= _borrados(registros, _VACIOS_DE_PERSONA)
    return datos


def datos_de_candidatura(registro: Registro) -> dict[str, object]:
    """Lo que el renglón dice de la candidatura."""
    datos = {
        "sobrenombre": registro.sobrenombre,
        "circunscripcion": registro.circunscripcion,
        "reeleccion": registro.reeleccion,
        "acciones_afirmativas": list(registro.acciones) or None,
    }
    return datos | _borrados([registro], _VACIOS_DE_CANDIDATURA)


def poner(
    fila: Persona | Candidatura, valores: Mapping[str, object], borrados: frozenset[str]
) -> dict[str, object]:
    """Pone lo que cambia y devuelve, por campo, lo que decía."""
    decia = {
        campo: getattr(fila, campo)
        for campo, valor in valores.items()
        if (valor not in ("", None) or campo in borrados) and getattr(fila, campo) != valor
    }
    for campo in decia:
        setattr(fila, campo, valores[campo])
    return decia


def campos_borrados(registros: Sequence[Registro]) -> frozenset[str]:
    """Los campos que la marca deja vacíos."""
    return frozenset(_borrados(registros, _VACIOS_DE_PERSONA | _VACIOS_DE_CANDIDATURA))


def _borrados(registros: Sequence[Registro], vacios: Mapping[str, tuple[str, object]]) -> dict[str, object]:
    pedidos = {columna for registro in registros for columna in registro.borrados}
    return {campo: vacio for columna, (campo, vacio) in vacios.items() if columna in pedidos}


def _mejor_escrito(registro: Registro) -> tuple[bool, int, str]:
    """Antes con los apellidos aparte y con sus acentos: en mayúsculas suelen perderse."""
    return (bool(registro.primer_apellido), sum(not c.isascii() for c in registro.nombre), registro.nombre)


def _avisar_escrituras(escritura: Registro, registros: Sequence[Registro], informe: Informe) -> None:
    for registro in registros:
        if registro.nombre == escritura.nombre:
            continue
        donde = (registro.hoja, registro.fila)
        if clave(registro.nombre) == clave(escritura.nombre):
            mensaje = f"La misma persona también está escrita «{escritura.nombre}»: vale esa forma, con sus acentos."
            informe.avisar("NOMBRE_CON_DOS_GRAFIAS", mensaje, *donde)
        else:
            mensaje = f"La misma persona se llama «{escritura.nombre}» en el renglón {escritura.fila}."
            informe.fallar("PERSONA_CON_DATOS_DISTINTOS", mensaje, *donde)


def _juntar(
    datos: dict[str, object], dichos: Mapping[str, object], registro: Registro, informe: Informe
) -> None:
    for campo, valor in dichos.items():
        if datos.get(campo) in ("", None):
            datos[campo] = valor
        elif valor not in ("", None, datos[campo]):
            mensaje = f"Otro renglón de la misma persona dice otra cosa en {campo.replace('_', ' ')}."
            informe.fallar("PERSONA_CON_DATOS_DISTINTOS", mensaje, registro.hoja, registro.fila)


def _curp(persona: Persona, registro: Registro, directorio: Directorio, informe: Informe) -> str:
    if not directorio.curp_de_otra(registro, persona):
        return registro.curp_hmac
    informe.fallar("CURP_DE_OTRA_PERSONA", "Esa CURP ya es de otra persona.", registro.hoja, registro.fila)
    return ""


class PorGuardar:
    """Las filas que un corte cambia, que se guardan juntas: antes de asentar nada y en el orden en que las toman los demás."""

    def __init__(self) -> None:
        self._suyas: dict[tuple[type[Model], UUID], tuple[Model, set[str]]] = {}

    def agregar(self, fila: Persona | Formula | Candidatura, campos: Iterable[str]) -> None:
        self._suyas.setdefault((type(fila), fila.pk), (fila, set()))[1].update(campos)

    def guardar(self, tambien: Iterable[UUID]) -> None:
        """`tambien`: las candidaturas que este mismo corte mueve después."""
        tomar(Candidatura.objects.all(), {*tambien, *self._llaves(Candidatura)})
        for modelo in (Candidatura, Persona, Formula):
            for llave in self._llaves(modelo):
                fila, campos = self._suyas[modelo, llave]
                fila.save(update_fields=campos)

    def _llaves(self, modelo: type[Model]) -> list[UUID]:
        return sorted(llave for suyo, llave in self._suyas if suyo is modelo)
