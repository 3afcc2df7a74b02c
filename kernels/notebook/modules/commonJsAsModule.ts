/** A CommonJS module for ESM importers, with every name that it really has. Runs it. */
export function commonJsAsModule(file: string): string {
  const loaded: unknown = require(file);
  const names = Object.keys(Object(loaded)).filter((name) => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name));
  const path = JSON.stringify(file);
  return [
    `import { createRequire as __createRequire } from 'node:module';`,
    `const __loaded = __createRequire(${path})(${path});`,
    `export const { ${names.join(', ')} } = __loaded;`,
    'export default __loaded;',
  ].join('\n');
}
