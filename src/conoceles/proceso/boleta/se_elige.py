"""Qué se elige y cómo se gana, en frases: lo que lee quien vota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conoceles.proceso.definicion import Cargo, Definicion, Puesto, Territorio


def dichos(d: Definicion) -> Iterator[tuple[Cargo, str]]:
    """Cada cargo con cuántos son; de una lista no se dice cuántos lugares se reparten, que no es lo que mide."""
    cuantas = Counter(c.cargo for c in d.contiendas)
    for cargo in d.cargos:
        n, donde = cuantas[cargo.clave], {"distrito": "distrito", "municipio": d.territorio.municipio}
        por = f", {_una(cargo.plural)} por {donde[cargo.ambito]}" if cargo.ambito in donde else ""
        que = f"{n} {en_medio(cargo.plural)}{por}" if n > 1 else en_medio(cargo.nombre)
        if cargo.votos > 1 and por and n > 1:  # en cada lugar son varias: las boletas no son cuántas
            que = f"{en_medio(cargo.plural)}, por {donde[cargo.ambito]}"
        if cargo.principio == "RP":
            que = (
                f"{en_medio(cargo.plural)}, por listas{' y con el mismo voto' if cargo.al_reverso_de else ''}"
            )
        yield cargo, que


def _una(plural: str) -> str:
    """«una» de las diputaciones y las consejerías; «uno» de los ayuntamientos y los juzgados."""
    return "una" if plural.partition(" ")[0].endswith(("as", "ones", "ades")) else "uno"


def en_medio(nombre: str) -> str:
    """Como se escribe dentro de una frase."""
    return nombre[:1].lower() + nombre[1:]


def en_lista(nombres: list[str]) -> str:
    """«presidencia, sindicatura y regiduría»."""
    return " y ".join(filter(None, (", ".join(nombres[:-1]), nombres[-1])))


def _lugares(puesto: Puesto) -> str:
    """«presidencia»; si en todas partes son varios, «vocalía (3 lugares)»."""
    cuantos = f" ({puesto.cuantos} lugares)" if puesto.cuantos > 1 else ""
    return f"{puesto.nombre.lower()}{cuantos}"


def como_se_gana(cargo: Cargo, territorio: Territorio) -> str:
    """El principio con que se elige el cargo, en una o dos frases; sin lista, gana quien tiene más votos."""
    donde = {"estado": territorio.entero, "distrito": "el distrito", "municipio": territorio.el}[cargo.ambito]
    todo = f"tod{'a' if donde.startswith('la ') else 'o'} {donde}"
    relativa = " (mayoría relativa)" if cargo.principio == "MR" else ""
    if cargo.votos > 1:
        bloques = ", en dos bloques: mujeres y hombres" if cargo.bloques else ""
        return f"Cada quien puede marcar hasta {cargo.votos} personas{bloques}. Ganan las más votadas en {donde}."
    if cargo.puestos:
        return (
            f"Se vota la planilla entera: {en_lista([_lugares(p) for p in cargo.puestos])}. Gana la que tiene más "
            f"votos en {donde}{relativa}."
        )
    if cargo.lista and cargo.principio != "RP":
        return f"Gana la planilla con más votos en {donde}{relativa}."
    if cargo.lista and cargo.sin_numero:
        return (
            f"Cada partido registra una lista. Los lugares se reparten según los votos de {todo} "
            "(representación proporcional). El registro no dice el lugar de cada persona."
        )
    if cargo.lista:
        return (
            f"Cada partido registra una lista. Los lugares se reparten según los votos de {todo} "
            "(representación proporcional) y se ocupan en el orden de la lista."
        )
    if "suplente" not in cargo.calidades:
        return f"Gana la candidatura con más votos en {donde}{relativa}."
    cuantas, suplente = "dos", "la suplente, si ella falta"
    if cargo.suplencias > 1:
        cuantas, suplente = str(cargo.suplencias + 1), f"sus {cargo.suplencias} suplentes, si ella falta"
    return (
        f"Se vota por {cuantas} personas a la vez, que se llaman fórmula: la propietaria ocupa el cargo; {suplente}. "
        f"Gana la fórmula con más votos en {donde}{relativa}."
    )
