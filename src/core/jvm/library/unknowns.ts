/** Calls on what is not known that still say something: configuration, Optionals, collections that were not seen. */
import type { Loss, UnknownValue, Value } from '../../values/values.js';
import type { LibraryCall } from './call.js';
import { createFlow } from './pipelines.js';
import { keyOf } from '../keys.js';

export function callUnknown(call: LibraryCall, target: UnknownValue): Value | undefined {
  const { run, method, args, site } = call;
  const [first] = args;
  const loss: Loss = { reason: target.reason, site: target.site };
  const derived = (label: string, type?: string): Value =>
    run.unknown(loss.reason, loss.site, {
      key: `call:${target.key}.${method}(${args.map(keyOf).join(',')})`,
      label,
      ...(type === undefined ? {} : { type: { name: type, args: [], dimensions: 0 } }),
    });
  if (method === 'forEach' && first !== undefined) {
    run.unknownRounds(site, 'what this goes over is not known', () => {
      run.invoke(first, undefined, [run.unknown(loss.reason, loss.site, { label: 'element' })], site);
      return { kind: 'normal' };
    });
    return { kind: 'void' };
  }
  if (method === 'stream' && args.length === 0)
    return createFlow({ kind: 'list', type: 'ArrayList', items: [], open: true, loss }, 'object');
  if (method === 'getResourceAsStream' || method === 'getResource')
    return first?.kind === 'text' ? { kind: 'native', type: 'file', state: { path: first.text } } : undefined;
  if (/^(?:orElse|orElseGet|orElseThrow|get)$/.test(method) && args.every((a) => a.kind !== 'dsl')) return derived(target.label);
  if (/^(?:getProperty|getString|getOrDefault|getRequiredProperty)$/.test(method) && first?.kind === 'text') {
    const isConfiguration = method === 'getRequiredProperty' || /environment|env|config/i.test(target.label + (target.type?.name ?? ''));
    const known = isConfiguration ? run.property(first.text) : undefined;
    return known !== undefined ? { kind: 'text', text: known } : derived(first.text, 'String');
  }
  if (method === 'getClass' || method === 'getClassLoader') return derived(target.label);
  return undefined;
}
