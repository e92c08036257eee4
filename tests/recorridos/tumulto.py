"""Se corre aparte: hilos con su propia conexión hacen lo mismo a la vez; al final imprime qué pasó, en JSON."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from conoceles.arranque.preparacion import preparar


def a_la_vez(cuantos: int, acto: Callable[[int], Any]) -> list[Any]:
    """Todos esperan en la misma barrera; devuelve lo que dio o lanzó cada uno."""
    barrera = threading.Barrier(cuantos)

    def uno(numero: int) -> Any:
        from django.db import connections

        try:
            barrera.wait(60)
            return acto(numero)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(cuantos) as hilos:
        return list(hilos.map(uno, range(cuantos)))


def contados(resultados: list[Any]) -> dict[str, int]:
    return dict(Counter(type(r).__name__ for r in resultados))


def main() -> None:
    preparar()
    from conoceles.expediente.calendario import diario
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO
    from conoceles.proceso.operaciones import cargar
    from personas import CLAVE, SISTEMA
    from recorridos import encuentros
    from recorridos.padron_inventado import importadas

    ahora = reloj.ahora()
    cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
    filas = importadas(9, ahora)
    diario.correr(ahora=ahora)
    for fila in filas:
        fila.refresh_from_db()
    dicho = {
        "borradores": borradores(filas[0], ahora),
        "identidad": borradores_de_identidad(filas[0], ahora),
        "envios": envios(filas[1], ahora),
        "decisiones": decisiones(filas[2], ahora),
        "vinculos": vinculos(filas[3], ahora),
        "ajustes": ajustes(filas[4], ahora),
        "escribir": escribir_y_enviar(filas[5], ahora),
        "encuentros": encuentros.todos(filas[6:], ahora),
        "bitacora": {base: bitacora(base, ahora) for base in ("default", "identidad")},
    }
    print(json.dumps(dicho, default=str))


def borradores(fila: Any, ahora: Any) -> dict[str, Any]:
    from conoceles.curricular.consultas import contenido
    from conoceles.expediente.actos.operaciones import guardar_seccion
    from personas import de_partido, leer_aviso

    leer_aviso(fila, ahora)
    por = de_partido(fila)

    def guardar(numero: int) -> int:
        return guardar_seccion(
            candidatura=fila, seccion="motivo", contenido={"motivo": f"El de {numero}"}, version=0, por=por,
            ahora=ahora,
        )  # fmt: skip

    resultados = a_la_vez(20, guardar)
    ganador = next((n for n, r in enumerate(resultados) if isinstance(r, int)), -1)
    return {
        "contados": contados(resultados),
        "guardado": contenido(fila),
        "ganador": {"motivo": f"El de {ganador}"},
    }


def borradores_de_identidad(fila: Any, ahora: Any) -> dict[str, Any]:
    from conoceles.identidad import borradores
    from personas import de_partido

    por = de_partido(fila)

    def guardar(numero: int) -> int:
        return borradores.guardar(
            candidatura=fila, respuestas={"p3_otro": f"el {numero}"}, version=0, por=por, ahora=ahora
        )

    return {"contados": contados(a_la_vez(20, guardar))}


def envios(fila: Any, ahora: Any) -> dict[str, Any]:
    from conoceles.expediente.actos import envios as sala
    from conoceles.identidad.models import DocumentoIdentidad
    from personas import capturar, de_ella, de_partido, leer_aviso

    capturar(fila, ahora)
    quienes = (de_partido(fila), de_ella(fila))
    leer_aviso(fila, ahora, por=quienes[1])
    resultados = a_la_vez(50, lambda n: sala.enviar(candidatura=fila, por=quienes[n % 2], ahora=ahora))
    fila.refresh_from_db()
    return {
        "contados": contados(resultados),
        "filas": fila.envios.count(),
        "versiones_en_b": DocumentoIdentidad.objects.filter(clave=fila.clave_identidad).count(),
        "estado": fila.estado,
    }


def decisiones(fila: Any, ahora: Any) -> dict[str, Any]:
    from conoceles.expediente.actos.decisiones import observar, validar
    from personas import CORA, capturar, enviar

    capturar(fila, ahora)
    enviar(fila, ahora)

    def decidir(numero: int) -> None:
        if numero % 2:
            return validar(candidatura=fila, por=CORA, ahora=ahora)
        observar(
            candidatura=fila, seccion="historia", motivo="incompleta", texto="Indique los años de cada empleo.",
            por=CORA, ahora=ahora,
        )  # fmt: skip
        return None

    resultados = a_la_vez(10, decidir)
    fila.refresh_from_db()
    return {"contados": contados(resultados), "estado": fila.estado, "rondas": fila.rondas.count()}


def ajustes(fila: Any, ahora: Any) -> dict[str, Any]:
    """Ya publicada: quien responde y ella piden el ajuste y otro envío a la vez; después, se aplica y se declina a la vez."""
    from conoceles.expediente.actos import envios as envios_
    from conoceles.expediente.ajuste import ajustes as sala
    from conoceles.identidad.models import DocumentoIdentidad
    from personas import DINA, de_ella, de_partido
    from vidas import OTRO_TEXTO, llevar

    llevar(fila, "publicada", ahora)
    quienes = (de_partido(fila), de_ella(fila))
    cambio = {"debe_decir": {"historia": OTRO_TEXTO}, "de_identidad": {"p1": "pnc", "p2": "pnc"}}

    def pedir(numero: int) -> Any:
        por = quienes[numero % 2]
        if numero % 3 == 0:
            return envios_.enviar(candidatura=fila, por=por, ahora=ahora)
        return sala.pedir(candidatura=fila, por=por, ahora=ahora, **cambio)

    def resolver(numero: int) -> Any:
        if numero % 2:
            return sala.aplicar(candidatura=fila, por=DINA, ahora=ahora)
        return sala.declinar(candidatura=fila, causa="propaganda", por=DINA, ahora=ahora)

    pedidos, resueltos = contados(a_la_vez(12, pedir)), contados(a_la_vez(10, resolver))
    fila.refresh_from_db()
    return {
        "pedidos": pedidos, "resueltos": resueltos, "envios": fila.envios.count(), "estado": fila.estado,
        "aplicado": not fila.ajuste.resuelto.causa, "versiones": fila.versiones.count(),
        "versiones_en_b": DocumentoIdentidad.objects.filter(clave=fila.clave_identidad).count(),
        "de_mas": DocumentoIdentidad.objects.filter(clave=fila.clave_identidad, origen="ajuste").count(),
    }  # fmt: skip


def escribir_y_enviar(fila: Any, ahora: Any) -> dict[str, Any]:
    """Uno guarda mientras otro envía: lo que consta es lo que se envió, y nada entra después."""
    from conoceles.curricular.consultas import contenido
    from conoceles.expediente.actos import envios as sala
    from personas import LARGO, capturar, de_ella, de_partido, guardar, leer_aviso

    capturar(fila, ahora)
    quienes = (de_partido(fila), de_ella(fila))
    leer_aviso(fila, ahora, por=quienes[1])

    def hacer(numero: int) -> Any:
        por = quienes[numero % 2]
        if numero % 4 == 0:
            return sala.enviar(candidatura=fila, por=por, ahora=ahora)
        return guardar(fila, "historia", {"historia": f"{LARGO} {numero}"}, ahora, por=por)

    resultados = a_la_vez(16, hacer)
    enviada = fila.versiones.get()
    return {
        "contados": contados(resultados),
        "versiones": fila.versiones.count(),
        "dice_lo_mismo": enviada.contenido["historia"] == contenido(fila)["historia"],
    }


def vinculos(fila: Any, ahora: Any) -> dict[str, Any]:
    """La administración lo reconoce mientras ella lo retira."""
    from django.db import transaction

    from conoceles.candidaturas.alcances import alcance_de
    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.identidad.permisos import acreditaciones
    from conoceles.identidad.permisos import vinculos as sala
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO
    from conoceles.proceso.models import Proceso
    from conoceles.proceso.operaciones import cargar
    from elecciones import OTRA
    from personas import DINA, SISTEMA, poner_en, registrada

    cargar(RAIZ_PROYECTO / "procesos" / OTRA, por=SISTEMA, ahora=ahora, inventado=True)
    otra = registrada(Proceso.objects.get(pk=OTRA), "bbbb2222", ahora)
    for suya in (fila, otra):
        with transaction.atomic():
            poner_en(suya, "publicada")
        suya.refresh_from_db()
    eva = crear_cuenta(
        correo="eva@prueba.mx", clave=None, nombre="Eva", papel="candidatura", ambito=f"candidatura:{fila.pk}",
        por=SISTEMA, ahora=ahora,
    )  # fmt: skip
    prueba = {"evidencia": "identificacion", "referencia": "Acta 1"}
    acreditaciones.acreditar(
        candidatura=fila, cuenta=eva.pk, direccion="eva@prueba.mx", por=DINA, ahora=ahora, **prueba
    )
    por = alcance_de(eva)
    sala.pedir(candidatura=fila, perfil="bbbb2222", quiere=True, por=por, ahora=ahora)
    [visto] = sala.de_la_candidatura(fila)

    def resolver(numero: int) -> None:
        if numero % 2:
            return sala.retirar(numero=visto.numero, candidatura=fila, por=por, ahora=ahora)
        return sala.reconocer(numero=visto.numero, por=DINA, ahora=ahora, **prueba)

    return {"contados": contados(a_la_vez(10, resolver)), "se_dice": bool(sala.reconocidos())}


def bitacora(base: str, ahora: Any) -> dict[str, Any]:
    """Veinte escritores, diez entradas cada uno, sobre la cadena que ya había."""
    from django.db import transaction

    from conoceles.bitacora.mirada import verificar
    from conoceles.bitacora.models import Entrada
    from conoceles.bitacora.operaciones import registrar
    from personas import SISTEMA

    def escribir(numero: int) -> None:
        for vez in range(10):
            with transaction.atomic(using=base):
                registrar(using=base, por=SISTEMA, acto="entrada", ahora=ahora, datos={"n": numero, "v": vez})

    a_la_vez(20, escribir)
    anteriores = list(Entrada.objects.using(base).values_list("anterior", flat=True))
    return {
        "problemas": verificar(base),
        "entradas": Entrada.objects.using(base).filter(acto="entrada").count(),
        "bifurcaciones": len(anteriores) - len(set(anteriores)),
    }


if __name__ == "__main__":
    main()
