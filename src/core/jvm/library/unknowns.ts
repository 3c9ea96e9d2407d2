/** Calls on what is not known that still say something: configuration, Optionals, collections that were not seen. */
import type { Loss, UnknownValue, Value } from '../../values/values.js';
import { booleanValue, defaultOf, madeDefault, notSet, type LibraryCall } from './call.js';
import { lastSegment } from '../../form/labels.js';
import { createFlow } from './pipelines.js';
import { keyOf } from '../keys.js';

/** A setting of the environment as `Optional.ofNullable` holds it: empty by default. */
function callUnset(call: LibraryCall, target: UnknownValue): Value | undefined {
  const { method, args } = call;
  const [first] = args;
  if (method === 'orElse') return defaultOf(call, target, first);
  if (method === 'orElseGet' && first !== undefined) return madeDefault(call, target, first);
  if (method === 'isPresent') return defaultOf(call, target, booleanValue(false));
  const isStillEmpty = /^(?:map|filter|flatMap)$/.test(method);
  return isStillEmpty ? { ...target, key: `call:${target.key}.${method}(${args.map(keyOf).join(',')})` } : undefined;
}

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
  const byDefault = target.unset === undefined ? undefined : callUnset(call, target);
  if (byDefault !== undefined) return byDefault;
  if (/^(?:orElse|orElseGet|orElseThrow|get)$/.test(method) && args.every((a) => a.kind !== 'dsl')) return derived(target.label);
  if (/^(?:getProperty|getString|getOrDefault|getRequiredProperty)$/.test(method) && first?.kind === 'text') {
    const isConfiguration = method === 'getRequiredProperty' || /environment|env|config/i.test(target.label + (target.type?.name ?? ''));
    const known = isConfiguration ? run.namedProperty(first.text) : undefined;
    if (known !== undefined) return { kind: 'text', text: known };
    const setting = derived(first.text, 'String');
    if (!isConfiguration || run.isUncertainProperty(first.text) || setting.kind !== 'unknown') return setting;
    return defaultOf(call, notSet(setting, 'property', first.text), args[1]) ?? setting;
  }
  // Spring's factory gives the application's one builder.
  if (method === 'getObject' && lastSegment(target.type?.name ?? '') === 'StreamsBuilderFactoryBean')
    return run.dsl.orphan({ name: 'StreamsBuilder', args: [], dimensions: 0 }, loss.reason, site, { bean: target.label });
  if (method === 'getClass' || method === 'getClassLoader') return derived(target.label);
  return undefined;
}
