"""Quién actúa, en los conjuntos que la tabla de actos reparte."""

from __future__ import annotations

RESPONSABLES = frozenset({"partido", "independiente", "candidatura"})
ENVIAN = frozenset({"partido", "independiente"})  # la persona candidata captura; envía quien responde
REVISORES = frozenset({"revision", "administracion"})
SISTEMA = frozenset({"sistema", "administracion"})
ADMINISTRACION = frozenset({"administracion"})
SOLO_SISTEMA = frozenset({"sistema"})
CUALQUIERA = RESPONSABLES | REVISORES | SISTEMA | {"consulta"}
