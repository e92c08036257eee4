"""Las dos hojas del INE se cruzan por NUM_LISTA_O_FORMULA y NOMBRE: la de identidad trae el rol correcto."""

from __future__ import annotations

from dataclasses import dataclass, field

from conoceles.candidaturas.padron.encabezados import Tabla
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.normalizar import calidad, clave, linea
from conoceles.nucleo.texto import cuantos

Llave = tuple[str, str]


@dataclass
class Cruce:
    """Roles y respuestas de la hoja de identidad, por (número, nombre); lleva la cuenta de lo corregido."""

    tabla: Tabla | None = None
    roles: dict[Llave, str] = field(default_factory=dict)
    respuestas: dict[Llave, dict[str, str]] = field(default_factory=dict)
    renglones: dict[Llave, int] = field(default_factory=dict)
    repetidos: list[int] = field(default_factory=list)
    vistas: set[Llave] = field(default_factory=set)
    distintos: int = 0

    def rol(self, llave: Llave, dicho: str) -> str:
        """El rol que vale; cuenta el desacuerdo, sea de esta elección o de otra entidad."""
        if self.tabla is None:
            return dicho
        self.vistas.add(llave)
        correcto = self.roles.get(llave, "")
        if not correcto or correcto == dicho:
            return dicho
        self.distintos += 1
        return correcto

    def resumir(self, informe: Informe) -> None:
        """Anota el total del archivo y los renglones de una hoja que la otra no trae."""
        if self.tabla is None:
            return
        corregidos = sum(a.codigo == "ROL_CORREGIDO" for a in (*informe.avisos, *informe.errores))
        if self.distintos:
            ajenos = self.distintos - corregidos
            informe.avisar(
                "ROLES_DISTINTOS_EN_HOJAS",
                f"Las dos hojas no dicen el mismo rol en {cuantos(self.distintos, 'renglón', 'renglones')} del archivo: "
                f"de esta elección se {'corrigió' if corregidos == 1 else 'corrigieron'} {corregidos}; de otras entidades, {ajenos}.",
                self.tabla.hoja,
                valores=self.distintos,
            )
        for llave in sorted(self.renglones.keys() - self.vistas):
            mensaje = "Este renglón no está en la hoja principal; no se usó."
            informe.fallar("IDENTIDAD_SIN_RENGLON", mensaje, self.tabla.hoja, self.renglones[llave])
        for numero in self.repetidos:
            mensaje = "Otro renglón de esta hoja tiene el mismo número y nombre, con otras respuestas o rol."
            informe.fallar("IDENTIDAD_REPETIDA", mensaje, self.tabla.hoja, numero)


def llave(numero: str, nombre: str) -> Llave:
    """Con qué se emparejan los renglones de las dos hojas."""
    return (linea(numero), clave(nombre))


def cruzar(tabla: Tabla | None) -> Cruce:
    """Índice de la hoja de identidad; vacío si el archivo no la trae."""
    cruce = Cruce(tabla)
    if tabla is None:
        return cruce
    for numero, fila in tabla.filas:
        celdas = dict(enumerate(fila))
        datos = {campo: celdas.get(indice, "") for campo, indice in tabla.columnas.items()}
        quien = llave(datos.get("numero", ""), datos.get("nombre", ""))
        rol = calidad(datos.get("calidad", ""))
        respuestas = {p: " ".join(celdas.get(i, "").split()) for p, i in tabla.preguntas.items()}
        if quien in cruce.roles and (cruce.roles[quien], cruce.respuestas[quien]) != (rol, respuestas):
            cruce.repetidos.append(numero)
        cruce.roles[quien], cruce.respuestas[quien], cruce.renglones[quien] = rol, respuestas, numero
    return cruce
