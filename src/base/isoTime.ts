/** The latest that a Date holds. */
export const latestTime = 8.64e15;

/** null: -1, Kafka's none, or what no calendar has. Milliseconds. */
export function isoTime(milliseconds: number): string | null {
  return milliseconds >= 0 && milliseconds <= latestTime ? new Date(milliseconds).toISOString() : null;
}
