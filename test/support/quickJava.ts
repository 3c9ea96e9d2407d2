/** Options of a JVM that runs code once: to make it fast takes longer than to run it. */
export const quickly = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
/** The same of javac's own. */
export const compiledQuickly = quickly.map((option) => `-J${option}`);
