/** Among the keys whose value is not certain: a configuration file could not be read, and may set any. */
export const everyKey = '*';
