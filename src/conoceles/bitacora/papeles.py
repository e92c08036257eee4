"""Quién actúa, en los conjuntos que la tabla de actos reparte."""

from __future__ import annotations

RESPONSABLES = frozenset({"partido", "independiente", "candidatura"})
RESPONDEN = frozenset({"partido", "independiente"})
ENVIAN = RESPONSABLES  # la persona candidata, solo si su elección lo declara (plan §11.7.1)
REVISORES = frozenset({"revision", "administracion"})
SISTEMA = frozenset({"sistema", "administracion"})
ADMINISTRACION = frozenset({"administracion"})
COMISION = frozenset({"consulta"})  # el de quien supervisa (plan §5)
SOLO_SISTEMA = frozenset({"sistema"})
CUALQUIERA = RESPONSABLES | REVISORES | SISTEMA | {"consulta"}
