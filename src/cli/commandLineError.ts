/** The command could not do its work: one line for the person that says why and what to do. Exit status 2. */
export class CommandLineError extends Error {}
