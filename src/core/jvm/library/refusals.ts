/** Methods of the JDK that throw for some arguments, and so may for those that are not known. */
import { lastSegment } from '../../form/labels.js';
import { unboxedType } from '../../values/numbers.js';
import type { Value } from '../../values/values.js';

const ofTexts = /^(?:charAt|codePointAt|substring|subSequence|repeat)$/;
const ofLists = /^(?:get|elementAt|set|subList|getFirst|getLast|removeFirst|removeLast|element|first|last|pop)$/;

/** Whether a call may throw of which the result is not known. */
export function mayRefuse(target: Value, method: string): boolean {
  switch (target.kind) {
    case 'class':
      return unboxedType(lastSegment(target.name)) !== undefined && /^(?:parse\w+|valueOf|decode)$/.test(method);
    case 'text':
      return ofTexts.test(method);
    case 'list':
      return ofLists.test(method);
    case 'native':
      return target.type === 'iterator' && /^(?:next|previous)$/.test(method);
    default:
      return false;
  }
}
