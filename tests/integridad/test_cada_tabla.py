"""De cada tabla que se declara sellada, en los dos motores: lo que otro cliente pone, cambia, quita o trueca se nombra.

Quien ataca escribe SQL llano, sin disparadores ni restricciones, y no usa nada de la sala que se juzga: de ella solo se toma la
lista de tablas y la pregunta.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from copy import copy
from datetime import date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connections, models, transaction

import constan
from conoceles.bitacora.actos import POR_NOMBRE, Acto
from conoceles.bitacora.operaciones import registrar_varios
from conoceles.bitacora.selladas.anotacion import Anotacion
from conoceles.bitacora.selladas.tablas import TABLAS, DeQuien
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.models import Cuenta
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from personas import registrada
from publicacion.por_fuera import sin_candados

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.postgres
Cruda = dict[str, Any]
SIN_ACTO = {  # columnas que nadie usa para decidir y cambian sin acto
    Cuenta: ("last_login", "demo", "huso"),
    Authenticator: ("created_at", "last_used_at"),
}


class Escribano:
    """Escribe por el ORM una fila cualquiera de cada tabla, cada vez con otros valores, y el acto que la asienta."""

    def __init__(
        self, candidaturas: Iterator[Candidatura], elecciones: Iterator[Proceso], ahora: datetime
    ) -> None:
        self._candidaturas, self._elecciones, self._ahora = candidaturas, elecciones, ahora
        self._veces = count(2)

    def con_acto(self, modelo: type[models.Model]) -> models.Model:
        if modelo is Candidatura:
            return self._candidata()
        tabla, quien = TABLAS[modelo], next(self._candidaturas)
        self._proceso = next(self._elecciones)
        acto = min(tabla.actos, default=Acto.ENVIADA if tabla.base == "default" else Acto.IDENTIDAD_SELLADA)
        with transaction.atomic(using=tabla.base):
            fila = self._fila(modelo, quien)
            con_folio = tabla.dueno.clase in (DeQuien.CANDIDATURA, DeQuien.PERSONA)
            datos = {"cuenta": _cuenta(fila)} if tabla.dueno.clase is DeQuien.CUENTA else {}
            una = Anotacion(acto, quien.folio if con_folio else "", datos, quien.clave_identidad)
            proceso = self._proceso.pk if tabla.dueno.clase is DeQuien.ELECCION else ""
            por = Alcance(actor="x", papel=min(POR_NOMBRE[acto].fila.papeles), nombre="")
            registrar_varios([una], using=tabla.base, por=por, ahora=self._ahora, proceso=proceso)
        return fila

    def _candidata(self) -> Candidatura:
        """Otra, en su fórmula y con todo suyo: lo que dicen de ella otras tablas se sella al asentarla."""
        quien, n = next(self._candidaturas), next(self._veces)
        formula, persona, otra = copy(quien.formula), copy(quien.persona), copy(quien)
        formula.pk, formula.posicion = uuid.uuid4(), 100 + n
        persona.pk, persona.nombre = uuid.uuid4(), f"N {n}"
        for suya in (formula, persona):
            suya.save(force_insert=True)
        dicho = {
            "sobrenombre": f"S{n}",
            "circunscripcion": f"C{n}",
            "reeleccion": n % 2 == 0,
            "acciones_afirmativas": [f"a{n}"],
        }
        lugar = {"calidad": f"c{n}", "suplencia": n, "estado": f"e{n}", "origen": f"o{n}"}
        propio = {"pk": uuid.uuid4(), "clave_identidad": uuid.uuid4(), "folio": f"yy{n:02d}1111"}
        relacionadas = {"formula": formula, "persona": persona, "proceso": next(self._elecciones)}
        for campo, valor in (dicho | lugar | propio | relacionadas).items():
            setattr(otra, campo, valor)
        otra.registrada_en = self._ahora + timedelta(hours=n)
        otra.save(force_insert=True)
        constan.alta(otra)
        return otra

    def _fila(self, modelo: type[models.Model], quien: Candidatura) -> models.Model:
        n = next(self._veces)
        campos = [c for c in modelo._meta.concrete_fields if not isinstance(c, models.AutoField)]
        fila = modelo(**{c.attname: self._valor(c, n, quien) for c in campos})
        fila.save(force_insert=True)
        return fila

    def _valor(self, campo: Any, n: int, quien: Candidatura) -> Any:
        if campo.is_relation:
            return self._a_quien(campo.related_model, campo.null, quien)
        if campo.name == "proceso":  # la base B la dice por su clave
            return self._proceso.pk
        if isinstance(campo, models.UUIDField):
            return quien.clave_identidad if campo.name == "clave" else uuid.uuid4()
        if isinstance(campo, models.BinaryField):
            return b"x"
        if isinstance(campo, models.BooleanField):
            return n % 2 == 0
        if isinstance(campo, models.JSONField):
            return {"n": n}
        if isinstance(campo, models.IntegerField):
            return n
        if isinstance(campo, models.DateTimeField):
            return self._ahora + timedelta(hours=n)
        return date(2024, 1, n % 28 + 1) if isinstance(campo, models.DateField) else f"{n:02d}"

    def _a_quien(self, otro: type[models.Model], puede_faltar: bool, quien: Candidatura) -> Any:
        if isinstance(quien, otro):
            return quien.pk
        if isinstance(self._proceso, otro):
            return self._proceso.pk
        return None if puede_faltar else self._fila(otro, quien).pk


def _cuenta(fila: Any) -> int:
    if isinstance(fila, Cuenta):
        return fila.pk
    suya = getattr(fila, "enlace", fila)
    return int(suya.user_id if isinstance(suya, Authenticator) else suya.cuenta_id)


class Atacante:
    """Un cliente de la base, con SQL."""

    def __init__(self, modelo: type[models.Model]) -> None:
        self.tabla, self.llave = modelo._meta.db_table, str(modelo._meta.pk.column)
        self._base = connections[TABLAS[modelo].base]

    def leer(self, clave: object) -> Cruda:
        [fila] = self._correr(f'SELECT * FROM {self.tabla} WHERE "{self.llave}" = %s', [clave])
        return fila

    def cambiar(self, clave: object, columna: str, valor: object) -> None:
        self._correr(f'UPDATE {self.tabla} SET "{columna}" = %s WHERE "{self.llave}" = %s', [valor, clave])

    def quitar(self, clave: object) -> None:
        self._correr(f'DELETE FROM {self.tabla} WHERE "{self.llave}" = %s', [clave])

    def poner(self, fila: Cruda) -> None:
        columnas = ", ".join(f'"{c}"' for c in fila)
        lugares = ", ".join(["%s"] * len(fila))
        self._correr(f"INSERT INTO {self.tabla} ({columnas}) VALUES ({lugares})", [*fila.values()])

    def _correr(self, orden: str, valores: list[object]) -> list[Cruda]:
        with self._base.cursor() as cursor:
            cursor.execute(orden, valores)
            if cursor.description is None or not orden.startswith("SELECT"):
                return []
            return [dict(zip([c[0] for c in cursor.description], f, strict=True)) for f in cursor.fetchall()]


def _desnudar(tabla: str, alias: str) -> None:
    """Sin disparadores ni restricciones: la base deja escribir lo que sea."""
    sin_candados(tabla, alias)
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            return
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype <> 'p'", [tabla]
        )
        for (nombre,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {tabla} DROP CONSTRAINT "{nombre}" CASCADE')
        cursor.execute(
            "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = %s::regclass AND indisunique AND NOT indisprimary",
            [tabla],
        )
        for (nombre,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX {nombre}")


@pytest.fixture
def escribano(proceso: Proceso, ahora: datetime) -> Iterator[Escribano]:
    """Lo que escriba se deshace al terminar: no toda fila inventada cumple lo que la base pide."""
    folios = (f"zz{n:02d}1111" for n in count())
    suyas = [registrada(proceso, next(folios), ahora) for _ in range(6)]
    with transaction.atomic(), transaction.atomic(using="identidad"):
        otras = [_otra(proceso, f"otra-{n}") for n in range(6)]
        yield Escribano(iter(suyas), iter(otras), ahora)
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="identidad")
    for alias in ("default", "identidad"):
        if connections[alias].vendor == "sqlite":
            connections[alias].cursor().execute("PRAGMA ignore_check_constraints = OFF")


def _otra(proceso: Proceso, clave: str) -> Proceso:
    otra = copy(proceso)
    otra.clave = clave
    otra.save(force_insert=True)
    return otra


@pytest.mark.parametrize("modelo", TABLAS, ids=lambda m: m._meta.db_table)
def test_lo_que_otro_cliente_hace_en_la_tabla_se_nombra_y_ningun_acto_lo_da_por_bueno(
    modelo: type[models.Model], escribano: Escribano
) -> None:
    for suya in [modelo, *_de_las_que_cuelga(modelo)]:
        _desnudar(suya._meta.db_table, TABLAS[modelo].base)
    una, otra = escribano.con_acto(modelo), escribano.con_acto(modelo)
    assert _nombradas(modelo) == set()
    ataca = Atacante(modelo)
    antes, despues = ataca.leer(_llave(una)), ataca.leer(_llave(otra))

    ataca.quitar(_llave(otra))  # deja libre lo que solo cabe una vez
    assert _nombradas(modelo) == {str(otra.pk)}
    cifradas = {c.column for c in modelo._meta.concrete_fields if isinstance(c, models.BinaryField)}
    for columna, ajeno in despues.items():
        if columna not in (ataca.llave, *cifradas, *SIN_ACTO.get(modelo, ())) and ajeno != antes[columna]:
            ataca.cambiar(_llave(una), columna, ajeno)
            assert str(una.pk) in _nombradas(modelo), columna
            ataca.cambiar(_llave(una), columna, antes[columna])
    assert _nombradas(modelo) == {str(otra.pk)}

    ataca.quitar(_llave(una))
    ataca.poner({**antes, ataca.llave: despues[ataca.llave]})
    ataca.poner({**despues, ataca.llave: antes[ataca.llave]})
    assert _nombradas(modelo) == {str(una.pk), str(otra.pk)}

    legitima = escribano.con_acto(modelo)
    assert _nombradas(modelo) == {str(una.pk), str(otra.pk)}
    suya = ataca.leer(_llave(legitima))
    ataca.quitar(_llave(legitima))  # lo que solo cabe una vez
    ataca.poner({**suya, ataca.llave: _otra_llave(legitima)})
    assert len(_nombradas(modelo)) == 4


def _nombradas(modelo: type[models.Model]) -> set[str]:
    folios = dict(Candidatura.objects.values_list("clave_identidad", "folio"))
    return {h.clave for h in ajenas(modelo, folios=folios)}


def _llave(fila: models.Model) -> object:
    """Como la guarda el motor."""
    campo = fila._meta.pk
    return campo.get_db_prep_value(fila.pk, connections[TABLAS[type(fila)].base])


def _otra_llave(fila: models.Model) -> object:
    campo: Any = fila._meta.pk
    nueva = uuid.uuid4() if isinstance(campo, models.UUIDField) else fila.pk + 900
    return campo.get_db_prep_value(nueva, connections[TABLAS[type(fila)].base])


def _de_las_que_cuelga(modelo: type[models.Model]) -> Iterator[type[models.Model]]:
    for campo in modelo._meta.concrete_fields:
        if campo.is_relation and not campo.null:
            otro: Any = campo.related_model
            if otro in TABLAS or otro._meta.app_label in (
                "expediente",
                "curricular",
                "evaluacion",
                "identidad",
                "correo",
            ):
                yield otro
                yield from _de_las_que_cuelga(otro)
