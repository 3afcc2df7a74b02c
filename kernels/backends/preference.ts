/** What the user wants computed with; 'auto' takes the best that is there without asking a GPU's driver. */
export const backendPreferences = ['auto', 'wasm', 'webgpu', 'tensorflow', 'cpu'] as const;
export type BackendPreference = (typeof backendPreferences)[number];

/** From the variable ACTIVATION_LAB_BACKEND, by which the editor's setting reaches a kernel too. */
export function preferredBackend(asked = process.env.ACTIVATION_LAB_BACKEND): BackendPreference {
  const wanted = asked?.trim() || 'auto';
  const known = backendPreferences.find((name) => name === wanted);
  if (known) return known;
  throw new Error(`There is no backend "${wanted}" (ACTIVATION_LAB_BACKEND). Say ${backendPreferences.join(', ')}.`);
}
