// oxlint-disable-next-line no-control-regex -- that is what they are
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Names come from source files: what would steer a terminal, or turn the text's direction, is written as an escape. */
export function printable(text: string): string {
  return text.replace(controls, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
