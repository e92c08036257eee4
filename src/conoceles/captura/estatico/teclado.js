// Contestar tecleando: dentro de una pregunta de una respuesta, el número de la opción la elige y pasa a la que sigue.
// Solo con el foco en la pregunta: en otra parte de la página, un número no hace nada.
export function teclado(formulario) {
  const preguntas = [...formulario.querySelectorAll("fieldset:has(input[type=radio])")];
  if (preguntas.length < 2) return;
  if (matchMedia("(hover: hover)").matches) for (const letrero of document.querySelectorAll("[data-con-teclado]")) letrero.hidden = false;
  const a_la_vista = (elemento) => elemento.checkVisibility();

  formulario.addEventListener("keydown", (evento) => {
    const pregunta = evento.target.type === "radio" && evento.target.closest("fieldset");
    if (!pregunta || !/^[1-9]$/.test(evento.key) || evento.ctrlKey || evento.metaKey || evento.altKey) return;
    const opcion = [...pregunta.querySelectorAll("input[type=radio]")].filter(a_la_vista)[evento.key - 1];
    if (!opcion) return;
    evento.preventDefault();
    opcion.click();
    (siguiente(pregunta) ?? opcion).focus();
  });

  // Después de contestar: una respuesta puede mostrar u ocultar las que siguen.
  const siguiente = (pregunta) => [...formulario.querySelectorAll("fieldset input, .campo > input, .campo > select, .campo > textarea, .acciones button")]
    .find((control) => a_la_vista(control) && !pregunta.contains(control) &&
      pregunta.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING);
}
