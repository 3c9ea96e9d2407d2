/** Names that Java takes. */

/** JLS 3.9, and what stands for values. */
const reservedWords: ReadonlySet<string> = new Set([
  ...['abstract', 'assert', 'boolean', 'break', 'byte', 'case', 'catch', 'char', 'class', 'const', 'continue', 'default', 'do', 'double'],
  ...['else', 'enum', 'extends', 'final', 'finally', 'float', 'for', 'goto', 'if', 'implements', 'import', 'instanceof', 'int'],
  ...['interface', 'long', 'native', 'new', 'package', 'private', 'protected', 'public', 'return', 'short', 'static', 'strictfp'],
  ...['super', 'switch', 'synchronized', 'this', 'throw', 'throws', 'transient', 'try', 'void', 'volatile', 'while', '_'],
  ...['true', 'false', 'null'],
]);
const javaName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
/** A simple name that code may give. */
export const isJavaName = (text: string): boolean => javaName.test(text) && !reservedWords.has(text);

export const isPackageName = (text: string): boolean => text.split('.').every(isJavaName);
