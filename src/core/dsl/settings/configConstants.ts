/** Constants of configuration keys and values by class and name. */
import { clientConfigConstants } from './clientConfigConstants.js';
import { streamsConfigConstants } from './streamsConfigConstants.js';

/** undefined: no such text constant is known. */
export function configConstant(className: string, field: string): string | undefined {
  const constants = Object.hasOwn(streamsConfigConstants, className) ? streamsConfigConstants[className] : clientConfigConstants[className];
  return constants !== undefined && Object.hasOwn(constants, field) ? constants[field] : undefined;
}
