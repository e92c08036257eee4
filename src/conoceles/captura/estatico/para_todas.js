// Contestar lo mismo en todas las preguntas sin contestar: se ve qué se marcó, se puede deshacer, y nada ya contestado cambia.
export function paraTodas(formulario) {
  const barra = formulario.querySelector("[data-para-todas]");
  if (!barra) return;
  const dicho = barra.querySelector("[data-dicho]");
  const deshacer = barra.querySelector("[data-deshacer]");
  let marcadas = [];
  barra.hidden = false;

  const a_la_vista = (elemento) => elemento.checkVisibility();
  const preguntas = () => [...formulario.querySelectorAll("fieldset:has(input[type=radio], input[type=checkbox]), .campo:has(> select)")]
    .filter((p) => a_la_vista(p) && !p.querySelector("input:checked, select option:checked:not([value=''])"));

  function marcar(clave) {
    marcadas = [];
    // Una respuesta puede mostrar u ocultar las que siguen: se vuelve a mirar hasta que ninguna falta.
    for (let vueltas = 0, nuevas = true; nuevas && vueltas < 50; vueltas++) {
      nuevas = false;
      for (const pregunta of preguntas()) {
        const opcion = pregunta.querySelector(`input[value="${clave}"], option[value="${clave}"]`);
        if (!opcion || !a_la_vista(pregunta)) continue;
        if (opcion.tagName === "OPTION") opcion.selected = true; else opcion.checked = true;
        opcion.dispatchEvent(new Event("input", { bubbles: true }));
        opcion.dispatchEvent(new Event("change", { bubbles: true }));
        marcadas.push(opcion);
        nuevas = true;
      }
    }
  }

  function decir(etiqueta) {
    const n = marcadas.length;
    dicho.textContent = n === 0 ? "No falta ninguna que lleve esa respuesta."
      : `Se marcó «${etiqueta}» en ${n} ${n === 1 ? "pregunta" : "preguntas"}. Revíselas antes de continuar.`;
    deshacer.hidden = n === 0;
    preguntas()[0]?.querySelector("input, select")?.focus();
  }

  for (const boton of barra.querySelectorAll("[data-clave]")) {
    boton.addEventListener("click", () => { marcar(boton.dataset.clave); decir(boton.dataset.etiqueta); });
  }
  deshacer.addEventListener("click", () => {
    for (const opcion of marcadas.reverse()) {
      if (opcion.tagName === "OPTION") opcion.parentElement.value = ""; else opcion.checked = false;
      opcion.dispatchEvent(new Event("change", { bubbles: true }));
    }
    marcadas = [];
    dicho.textContent = "Se deshizo.";
    deshacer.hidden = true;
  });
}
