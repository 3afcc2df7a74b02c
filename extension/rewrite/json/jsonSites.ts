import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Detection, refused, safe, unsafe, type Verdict } from '../detection';
import type { JsonFacts } from './jsonFacts';

/** A string in a configuration that names an activation. */
export interface JsonSite {
  readonly detection: Detection;
  /** The object in which the key stands: two keys of one object must agree. */
  readonly owner: Node;
  /** What precedes the name in the string: 'gated-'. */
  readonly prefix: string;
  /** One of the two keys in which T5 keeps one choice. */
  readonly twin: boolean;
  readonly isHalfPrecision: boolean;
}

/** "[gated-]ACT_FN" of T5, whose "gated-gelu" means the tanh form. */
const gatedPrefix = 'gated-';
const gatedGelu = 'gelu_tanh';
const twins = ['feed_forward_proj', 'dense_act_fn'];

export function findJsonSites(facts: JsonFacts, text: string): JsonSite[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (root?.type !== 'object') {
    return [];
  }
  const broken = errors.length > 0 ? refused('The file is not valid JSON.') : null;
  if (isTopology(root)) {
    const saved = refused('It belongs to saved weights: change the code that builds the model, and train again.');
    return topologySites(facts, root, broken ?? saved);
  }
  return configSites(facts, root, { broken, isModel: false, isHalfPrecision: false });
}

function isModel({ describesModel }: JsonFacts, object: Node): boolean {
  return describesModel(new Set(propertiesOf(object).map(({ key }) => key)));
}

interface Around {
  readonly broken: Verdict | null;
  /** The object is a part of a model: "vision_config". */
  readonly isModel: boolean;
  readonly isHalfPrecision: boolean;
}

/** The keys of models, which may stand in one another: "encoder" and "decoder", or "model" of a training run. */
function configSites(facts: JsonFacts, object: Node, around: Around): JsonSite[] {
  const own = around.isModel || isModel(facts, object);
  const isHalfPrecision = around.isHalfPrecision || (own && isHalf(object));
  return propertiesOf(object).flatMap(({ key, value }) => {
    const named = value.type === 'object' && facts.keys.has(key) ? valueAt(value, 'name') : value;
    const site = own && facts.keys.has(key) && named ? siteAt(facts, key, named, object, isHalfPrecision) : null;
    if (site) {
      return [around.broken ? withVerdict(site, around.broken) : site];
    }
    const isPart = own && /(?:^|_)config$/.test(key);
    return value.type === 'object'
      ? configSites(facts, value, { ...around, isModel: isPart, isHalfPrecision: isPart && isHalfPrecision })
      : [];
  });
}

function siteAt(facts: JsonFacts, key: string, value: Node, owner: Node, isHalfPrecision: boolean): JsonSite | null {
  const written: unknown = value.value;
  if (value.type !== 'string' || typeof written !== 'string') {
    return null;
  }
  const prefix = key === 'feed_forward_proj' && written.startsWith(gatedPrefix) ? gatedPrefix : '';
  const name = written.slice(prefix.length);
  const activation = prefix && name === 'gelu' ? gatedGelu : facts.names.get(name);
  if (!activation) {
    return null;
  }
  const trained = facts.trained.has(activation) ? unsafe('Its trained parameters go with it.') : safe;
  const twin = twins.includes(key);
  const isCoupled =
    twin && (prefix !== '' || propertiesOf(owner).filter((each) => twins.includes(each.key)).length > 1);
  const verdict = isCoupled ? unsafe('It is a gate, or named in two keys that change together.') : trained;
  const { start, end } = { start: value.offset, end: value.offset + value.length };
  const detection = { start, end, activation, framework: facts.id, form: 'string', ...verdict } as const;
  return { detection, owner, prefix, twin, isHalfPrecision };
}

/** What Keras and tensorflow.js write beside weights: { "class_name": …, "config": { … } }. */
function isTopology(root: Node): boolean {
  const inner = ['modelTopology', 'model_config', 'config'].flatMap((key) => valueAt(root, key) ?? []);
  return (
    valueAt(root, 'class_name') !== undefined ||
    inner.some((node) => valueAt(node, 'class_name') !== undefined) ||
    valueAt(root, 'modelTopology') !== undefined
  );
}

function topologySites(facts: JsonFacts, node: Node, verdict: Verdict): JsonSite[] {
  const own = node.type === 'object' ? valueAt(node, 'activation') : undefined;
  const site = own ? siteAt(facts, 'activation', own, node, false) : null;
  const inner = (node.children ?? []).flatMap((child) => topologySites(facts, child, verdict));
  return site ? [withVerdict(site, verdict), ...inner] : inner;
}

function withVerdict(site: JsonSite, verdict: Verdict): JsonSite {
  return { ...site, detection: { ...site.detection, ...verdict } };
}

function isHalf(object: Node): boolean {
  return ['dtype', 'torch_dtype'].some((key) => /^(?:torch\.)?float16$/.test(String(valueAt(object, key)?.value)));
}

function propertiesOf(object: Node): { key: string; value: Node }[] {
  return (object.children ?? []).flatMap(({ children: [key, value] = [] }) => {
    return key && value && typeof key.value === 'string' ? [{ key: key.value, value }] : [];
  });
}

function valueAt(object: Node, key: string): Node | undefined {
  return object.type === 'object' ? propertiesOf(object).find((property) => property.key === key)?.value : undefined;
}
