/** Whether two values of `cleanup.policy` mean the same: their words have no order. */
export const isSamePolicy = (a: string, b: string): boolean => sortedWords(a) === sortedWords(b);

const sortedWords = (policy: string): string =>
  policy
    .split(',')
    .map((word) => word.trim())
    .sort()
    .join(',');
