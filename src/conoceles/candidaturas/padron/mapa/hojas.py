"""Qué hojas se leen con el mapa, y cómo quedan: las mismas, con los encabezados que el importador entiende."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from difflib import get_close_matches

from conoceles.candidaturas.padron.archivo.lectura import Hoja, Lectura
from conoceles.candidaturas.padron.archivo.piezas import Ocultos
from conoceles.candidaturas.padron.columnas import recorrido
from conoceles.candidaturas.padron.encabezados import Admitidos, admitidos, columna_de, normalizar, prohibido
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.mapa.alternas import Alternancia
from conoceles.candidaturas.padron.mapa.plan import Plan, conocidos_con, planear
from conoceles.candidaturas.padron.mapa.renglones import Herencia, que_se_leen
from conoceles.candidaturas.padron.mapa.valores import Valores
from conoceles.candidaturas.padron.pedidas import AYUDA
from conoceles.candidaturas.padron.renglones.normalizar import vacio
from conoceles.candidaturas.padron.titulos import exigir_nadie_arriba
from conoceles.nucleo.canonico import huella
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos, sin_acentos
from conoceles.proceso import padron
from conoceles.proceso.definicion import Definicion, HojaDelMapa, MapaDePadron

_PROPIO = "mapa "  # encabezado de lo que escribe el mapa: ningún archivo lo trae


def con_mapa(definicion: Definicion) -> Admitidos:
    """Columna → encabezados con que se reconoce, con los del mapa primero."""
    declarados = admitidos(definicion)
    if definicion.padron == MapaDePadron():
        return declarados
    todas = dict.fromkeys([*declarados, *(columna_de(campo) for campo in definicion.curricular.campos())])
    return {columna: (normalizar(_PROPIO + columna), *declarados.get(columna, ())) for columna in todas}


def mapear(lectura: Lectura, definicion: Definicion, informe: Informe) -> Lectura:
    """El archivo como lo lee `padron.toml`; sin él, el mismo.

    Lo que el mapa hace se anota como aviso; lo que nombra y no está, como error. `ErrorDeDominio` si ninguna de sus
    hojas está.
    """
    mapa = definicion.padron
    if mapa == MapaDePadron():
        return lectura
    informe.mapa = huella(asdict(mapa))
    conocidos = admitidos(definicion)
    elegidas = [
        (hoja, planear(hoja, dicha, definicion, conocidos)) for hoja, dicha in _elegir(lectura, mapa, informe)
    ]
    _exigir_columnas(elegidas, mapa, informe)
    titulos = conocidos_con(mapa, conocidos)
    for hoja, plan in elegidas:
        exigir_nadie_arriba(hoja, plan.primero, titulos, informe)
    ayuda = [hoja for hoja in lectura.hojas if hoja.nombre == AYUDA]
    hojas = [_mapeada(hoja, plan, definicion, informe) for hoja, plan in elegidas]
    return replace(lectura, hojas=(*hojas, *ayuda))


def _elegir(lectura: Lectura, mapa: MapaDePadron, informe: Informe) -> list[tuple[Hoja, HojaDelMapa | None]]:
    hojas = [hoja for hoja in lectura.hojas if hoja.nombre != AYUDA]
    if not mapa.hojas:
        return [(hoja, None) for hoja in hojas]
    if len(mapa.hojas) == 1 and [hoja.de_texto for hoja in hojas] == [True]:
        return [(hojas[0], mapa.hojas[0])]  # un CSV no tiene hojas: la suya es la que hay
    dichas = {sin_acentos(dicha.nombre): dicha for dicha in mapa.hojas}
    elegidas = [
        (hoja, dichas[sin_acentos(hoja.nombre)]) for hoja in hojas if sin_acentos(hoja.nombre) in dichas
    ]
    presentes = {dicha.nombre for _, dicha in elegidas}
    hay = ", ".join(f"«{hoja.nombre}»" for hoja in hojas)
    for nombre in [dicha.nombre for dicha in mapa.hojas if dicha.nombre not in presentes]:
        mensaje = f"padron.toml nombra la hoja «{nombre}» y el archivo no la trae; trae {hay}."
        if not elegidas:
            raise ErrorDeDominio(mensaje)
        informe.fallar("MAPA_SIN_HOJA", mensaje, nombre)
    for hoja in hojas:
        if hoja not in [elegida for elegida, _ in elegidas]:
            valores = sum(bool(celda.strip()) for fila in hoja.filas for celda in fila)
            no_leido = (
                "no se leyó su único valor" if valores == 1 else f"no se leyeron sus {valores:,} valores"
            )
            cual = "esta hoja, que está oculta" if hoja.ocultos.hoja else "esta hoja"
            mensaje = f"padron.toml no nombra {cual}: {no_leido}."
            informe.avisar("MAPA_HOJA_FUERA", mensaje, hoja.nombre, valores=valores)
    return [*elegidas]


def _exigir_columnas(elegidas: Sequence[tuple[Hoja, Plan]], mapa: MapaDePadron, informe: Informe) -> None:
    """Cada encabezado que el mapa nombra está en alguna de sus hojas, y ninguno es de lo que no se puede guardar."""
    titulos = {normalizar(titulo): titulo for _, plan in elegidas for titulo in plan.titulos}
    hoja = elegidas[0][0].nombre if len(elegidas) == 1 else ""
    for dicho in dict.fromkeys(de for regla in mapa.columnas for de in regla.de):
        if prohibido(dicho):
            mensaje = (
                f"padron.toml nombra «{dicho}», un dato que el sistema no puede guardar: quítelo del mapa."
            )
            informe.fallar("MAPA_PROHIBIDO", mensaje, hoja, columna=dicho)
        elif normalizar(dicho) not in titulos:
            parecidos = get_close_matches(normalizar(dicho), titulos, n=1)
            pista = f" ¿Quiso decir «{titulos[parecidos[0]]}»?" if parecidos else ""
            mensaje = f"padron.toml nombra la columna «{dicho}» y el archivo no la trae.{pista}"
            informe.fallar("MAPA_SIN_COLUMNA", mensaje, hoja, columna=dicho)


def _mapeada(hoja: Hoja, plan: Plan, definicion: Definicion, informe: Informe) -> Hoja:
    valores = Valores(_valores(definicion), hoja.nombre, informe)
    filas: list[tuple[str, ...]] = [_titulos(plan)]
    numeros = [plan.titulo + 1]
    datos, subtitulo = que_se_leen(hoja, plan, definicion.padron, informe), _subtitulo_de_arriba(hoja, plan)
    herencia = Herencia(definicion.padron.hereda, _lugares(plan))
    turnos = Alternancia(definicion.padron.alterna, _lugares(plan))
    _exigir_sin_calidad(plan, definicion.padron, hoja.nombre, informe)
    _exigir_renglones(datos, plan, hoja.nombre, informe)
    for numero, fila in datos:
        if dicho := plan.dice_el_subtitulo(fila):
            subtitulo = dicho
            continue
        if hoja.de_texto and recorrido(hoja.nombre, len(plan.titulos), numero, fila, informe):
            informe.filas += 1
            continue

        def fallar(codigo: str, mensaje: str, titulo: str, numero: int = numero) -> None:
            informe.fallar(codigo, mensaje, hoja.nombre, numero, titulo)

        arriba = filas[-1] if numeros[-1] == numero - 1 and len(filas) > 1 else None
        nuevas = [
            herencia.completa(turnos.dar(nueva), arriba)
            for nueva in plan.renglones(fila, valores, fallar, subtitulo)
        ]
        filas += nuevas
        numeros += [numero] * len(nuevas)
    seguros = 1 + turnos.seguros(numeros[1:], filas[1:], hoja.nombre, informe)
    filas, numeros = filas[:seguros], numeros[:seguros]
    _anotar(plan, [fila for _, fila in datos], hoja, informe)
    valores.avisar()
    herencia.avisar(hoja, _originales(plan), informe)
    return Hoja(
        hoja.nombre,
        tuple(filas),
        titulos=_originales(plan),
        numeros=tuple(numeros),
        combinadas=hoja.combinadas,
        ocultos=_ocultos(hoja, plan),
    )


def _exigir_sin_calidad(plan: Plan, mapa: MapaDePadron, hoja: str, informe: Informe) -> None:
    """Con «alterna», ninguna columna dice la calidad: si la hay, o sobra ella o sobra el turno."""
    for indice in plan.resto if mapa.alterna else ():
        if "calidad" in plan.propias.get(indice, ()):
            titulo = plan.titulos[indice]
            mensaje = f"padron.toml dice «alterna» y «{titulo}» ya dice la calidad: quite «alterna», o descarte la columna."
            informe.fallar("MAPA_ALTERNA", mensaje, hoja, columna=titulo)


def _subtitulo_de_arriba(hoja: Hoja, plan: Plan) -> str:
    """El subtítulo que va encima de los encabezados: vale para los renglones que siguen hasta el próximo."""
    llenas = [fila for fila in hoja.filas[: plan.primero] if any(map(str.strip, fila))]
    return plan.dice_el_subtitulo(llenas[-1]) if llenas else ""


def _lugares(plan: Plan) -> dict[str, int]:
    """Columna del importador → su índice en los renglones que el mapa escribe."""
    del_resto = {
        columna: len(plan.columnas) + lugar
        for lugar, indice in enumerate(plan.resto)
        for columna in plan.propias.get(indice, ())
    }
    return del_resto | {columna: lugar for lugar, columna in enumerate(plan.columnas)}


def _exigir_renglones(
    datos: Sequence[tuple[int, tuple[str, ...]]], plan: Plan, hoja: str, informe: Informe
) -> None:
    """Un subtítulo sin renglones debajo puede ser una nota, o alguien de quien solo se escribió una celda."""
    dichos = [(numero, plan.dice_el_subtitulo(fila)) for numero, fila in datos]
    for (numero, dicho), (_, despues) in zip(dichos, [*dichos[1:], (0, "fin")], strict=True):
        if dicho and despues:
            mensaje = (
                f"«{dicho}» se lee como subtítulo y no hay ningún renglón debajo: si es una nota, "
                "termine antes con «hasta»."
            )
            informe.fallar("MAPA_SUBTITULO_SUELTO", mensaje, hoja, numero)


def _valores(definicion: Definicion) -> dict[str, dict[str, str]]:
    return {
        padron.columna_de(campo, definicion.curricular, definicion.identidad): tabla
        for campo, tabla in definicion.padron.valores.items()
    }


def _titulos(plan: Plan) -> tuple[str, ...]:
    propios = (f"{c[1:]}. {_PROPIO}" if c[1:].isdigit() else _PROPIO + c for c in plan.columnas)
    return (*propios, *(plan.escritos[i] for i in plan.resto))


def _originales(plan: Plan) -> tuple[str, ...]:
    """Los encabezados del archivo: así se nombran en el informe. Lo que ninguno dice, por lo que en el mapa lo dice."""
    lugares = zip(plan.columnas, plan.de_donde, strict=False)
    propios = (
        " + ".join(dict.fromkeys(plan.titulos[i] for i in suyos)) or plan.sin_encabezado(columna)
        for columna, suyos in lugares
    )
    return (*propios, *(plan.titulos[i] for i in plan.resto))


def _ocultos(hoja: Hoja, plan: Plan) -> Ocultos:
    """Cada columna, donde el mapa la dejó."""
    escondidas = {lugar for _, lugar in hoja.ocultos.columnas}
    columnas = ((n, i) for n, suyas in enumerate(plan.de_donde) for i in suyas if i in escondidas)
    return replace(hoja.ocultos, columnas=tuple(columnas))


def _anotar(plan: Plan, filas: Sequence[tuple[str, ...]], hoja: Hoja, informe: Informe) -> None:
    """Qué hizo cada regla, con cuántas celdas."""
    for regla in plan.reglas:
        indices = [indice for indice, _ in regla.presentes]
        if cuantas := _llenas(filas, indices):
            de = ", ".join(f"«{titulo}»" for _, titulo in regla.presentes)
            mensaje = f"Por el mapa, {cuantos(cuantas, f'celda de {de} va', f'celdas de {de} van')} a {', '.join(regla.regla.campos)}."
            dichas = (fila[i] for fila in filas for i in indices if i < len(fila) and not vacio(fila[i]))
            informe.avisar(
                "MAPA_COLUMNAS", mensaje, hoja.nombre, columna=regla.presentes[0][1], valores=cuantas
            )
            if ejemplo := regla.ejemplo(next(dichas)):
                columna = regla.presentes[0][1]
                informe.avisar("MAPA_NOMBRE_PARTIDO", ejemplo, hoja.nombre, columna=columna, valores=cuantas)
    for indice in plan.fuera:
        cuantas = _llenas(filas, [indice])
        valores = cuantos(cuantas, "valor", "valores")
        mensaje = f"Por el mapa, esta columna no se guarda: se {'dejó' if cuantas == 1 else 'dejaron'} fuera {valores}."
        informe.avisar(
            "MAPA_COLUMNA_FUERA", mensaje, hoja.nombre, columna=plan.titulos[indice], valores=max(1, cuantas)
        )


def _llenas(filas: Iterable[tuple[str, ...]], indices: Sequence[int]) -> int:
    celdas = [fila[i] for fila in filas for i in indices if i < len(fila)]
    return sum(not vacio(celda) for celda in celdas)
