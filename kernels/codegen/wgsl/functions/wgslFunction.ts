/** A function of the shader language's text, and the ones that it calls. */
export interface WgslFunction {
  readonly needs?: readonly string[];
  readonly code: string;
}
