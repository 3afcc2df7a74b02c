/** The part used here of what Node always has, and TypeScript describes only together with the DOM. */
declare namespace WebAssembly {
  function validate(bytes: Uint8Array): boolean;
}
