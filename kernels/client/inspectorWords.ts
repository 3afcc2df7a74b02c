const words =
  /^(Debugger listening on ws:.*|For help, see: https:\/\/nodejs\.org\/.*inspector|Debugger attached\.|Debugger ending on ws:.*|Waiting for the debugger to disconnect\.\.\.)\n/gm;

/** Takes out what Node itself writes about its inspector: the person asked for a debugger, not for these lines. */
export function withoutInspectorWords(text: string): string {
  return text.replace(words, '');
}
