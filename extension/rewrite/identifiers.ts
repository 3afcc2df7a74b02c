/** Names that are valid in code, from what people call their activations and parameters. */

const greek: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', ζ: 'zeta', η: 'eta', θ: 'theta', ι: 'iota' },
    ...{ κ: 'kappa', λ: 'lambda', μ: 'mu', ν: 'nu', ξ: 'xi', π: 'pi', ρ: 'rho', σ: 'sigma', τ: 'tau', υ: 'upsilon' },
    ...{ φ: 'phi', χ: 'chi', ψ: 'psi', ω: 'omega' },
  }),
);

/** For a file that may be read in any encoding; without what ends a string, a comment or a line. */
export function asciiOf(text: string): string {
  const plain = text.replaceAll('²', ' squared').normalize('NFD');
  const spelled = plain.replaceAll(/[α-ω]/g, (letter) => greek.get(letter) ?? '');
  const ascii = spelled.replaceAll(/\s+/g, ' ').replaceAll(/[^\x20-\x7e]/g, '');
  return ascii.replaceAll(/["\\{}]/g, '').replaceAll(/ {2,}/g, ' ');
}

/** 'geluTanh' → 'gelu_tanh', 'my-act' → 'my_act' */
export function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

/** 'my-act' → 'myAct' */
export function camelCase(name: string): string {
  return name.replaceAll(/[-_]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
}

/** 'my-act' → 'MyAct' */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** What each parameter is called in code: as `spell` has it, but no word of the language and no name twice. */
export function parameterNames(
  parameters: readonly { readonly name: string }[],
  spell: (name: string) => string,
  reserved: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    parameters.map(({ name }) => {
      const letters = spell(asciiOf(name)).replaceAll(/\W/g, '');
      const plain = /^[A-Za-z]/.test(letters) ? letters : `p${letters}`;
      const base = reserved.has(plain) ? `${plain}_value` : plain;
      let free = base;
      for (let number = 2; taken.has(free); number++) free = base + number;
      taken.add(free);
      return [name, free];
    }),
  );
}
