// Varios formatos firmados: antes de que viajen se dice de quién es cada uno, y se pregunta lo que su nombre no dice.
const palabras = (texto) =>
  ` ${(texto.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]+/g) ?? []).join(" ")} `;

for (const formulario of document.querySelectorAll("form[data-formatos]")) {
  const control = formulario.elements.archivos;
  const lugar = formulario.querySelector("[data-de-quien]");
  const letrero = formulario.querySelector("[data-formatos-estado]");
  const molde = formulario.querySelector("template");

  control.addEventListener("change", () => {
    const preguntas = [...control.files].map(pregunta);
    lugar.replaceChildren(...preguntas);
    const sinSaber = preguntas.filter((p) => !p.querySelector("select").value).length;
    const peso = [...control.files].reduce((suma, archivo) => suma + archivo.size, 0);
    letrero.textContent = peso > Number(formulario.dataset.juntos) ? "Juntos pesan de más: súbalos en varias tandas."
      : sinSaber ? `De ${sinSaber} no se sabe de quién ${sinSaber === 1 ? "es: dígalo" : "son: dígalo"} aquí antes de subirlos.`
      : "De todos se sabe de quién son. Revíselo y súbalos.";
  });

  function pregunta(archivo, numero) {
    const trozo = molde.content.firstElementChild.cloneNode(true);
    const lista = trozo.querySelector("select");
    const etiqueta = trozo.querySelector("label");
    lista.id = etiqueta.htmlFor = `de-quien-${numero}`;
    etiqueta.textContent = archivo.name;
    const dicho = palabras(archivo.name.replace(/\.[^.]*$/, ""));
    const suyas = [...lista.options].filter((opcion) => opcion.value &&
      opcion.textContent.split(" · ").some((parte) => dicho.includes(palabras(parte))));
    if (suyas.length === 1) lista.value = suyas[0].value;
    return trozo;
  }
}
